"""A programme in which a part has another key."""

import re
from typing import Any

import pytest

from builders import programme
from coopsched.model import Programme
from coopsched.model.renaming import rename

BODY = """
rooms: {hall: {name: Hall, parts: [left]}, left: {}, attic: {}}
venue: {name: Mill, walks: [{rooms: [hall, attic], minutes: 5}]}
speakers: {ana: {name: Ana, was: anna}, bo: {name: Bo}}
tracks: {knots: {title: Knots}}
resources: {camera: {quantity: 2}}
sessions:
  a: {title: A, track: knots, rooms: [hall, left], speakers: [ana, {speaker: bo, role: chair}]}
  b: {repeats: a, resources: {camera: 2}}
  c: {title: C, continues: a, within: b, after: [a, b], not-with: [a], replaces: [a]}
"""
CHANGES = [
    ("rooms", "hall", "great"),
    ("rooms", "left", "right"),
    ("speakers", "ana", "zoe"),
    ("speakers", "bo", "bob"),
    ("tracks", "knots", "ropes"),
    ("resources", "camera", "cam"),
    ("sessions", "a", "opening"),
    ("sessions", "b", "again"),
]


@pytest.fixture
def found() -> Programme:
    return programme(BODY)


def spelt(old: str, new: str) -> str:
    """Return the body as it is when somebody renames by hand, `was` aside."""
    return re.sub(rf"(?<![\w-]){old}(?![\w-])", new, BODY)


@pytest.mark.parametrize(("section", "old", "new"), CHANGES)
def test_a_renamed_part_is_called_so_wherever_it_is_named(
    found: Programme, section: str, old: str, new: str
) -> None:
    renamed = rename(found, section, old, new)
    by_hand = programme(spelt(old, new))
    for name in ("rooms", "speakers", "tracks", "resources", "sessions"):
        ours = [_forgetful(part) for part in getattr(renamed, name)]
        assert ours == [_forgetful(part) for part in getattr(by_hand, name)]
    assert renamed.venue == by_hand.venue


def _forgetful(part: Any) -> Any:
    return part.model_copy(update={"was": ()}) if "was" in type(part).model_fields else part


def test_a_renamed_part_remembers_its_keys(found: Programme) -> None:
    once = rename(found, "speakers", "ana", "zoe")
    assert once.speaker("zoe").was == ("anna", "ana")
    assert rename(once, "speakers", "zoe", "ana").speaker("ana").was == ("anna", "zoe")
    assert rename(found, "rooms", "hall", "great").room("great").was == ("hall",)


def test_what_a_showing_inherits_it_still_inherits(found: Programme) -> None:
    again = rename(found, "speakers", "ana", "zoe").session("b")
    assert [entry.speaker for entry in again.speakers] == ["zoe", "bo"]
    assert "speakers" not in again.model_fields_set


@pytest.mark.parametrize("new", ["attic", "Attic", "a b", ""])
def test_a_key_that_is_taken_or_none_is_refused(found: Programme, new: str) -> None:
    with pytest.raises(ValueError, match=r"is there already|is no key"):
        rename(found, "rooms", "hall", new)
