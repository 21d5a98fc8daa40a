"""From plain data to parts: what fits is kept, what does not is told once."""

from typing import Any

import pytest

from builders import noted, read, stretch, with_session
from coopsched.model import Session
from coopsched.model.loading import load
from coopsched.model.parts import Room, Speaker, Venue

SEVERAL = """
sessions:
  a:
    title: A
    kind: party
    start: ten
    end: 11:00
    rooms: [hall, bad key, attic]
    links:
      - {kind: pag, url: https://a.b}
      - https://c.d
      - nowhere
      - {kind: page, url: nowhere else}
      - {kind: slides, url: https://e.f}
    titel: B
rooms: {hall: , attic: }
"""


def test_each_value_that_does_not_fit_is_told_at_its_place() -> None:
    assert [each.at for each in noted(SEVERAL)] == [
        "party",
        "ten",
        "bad key",
        "pag",
        "nowhere",
        "nowhere else",
        "titel",
    ]


def test_what_fits_is_kept() -> None:
    found = read(SEVERAL).programme.session("a")
    assert (str(found.title), found.kind, found.start) == ("A", None, None)
    assert found.rooms == ("hall", "attic")
    assert [link.url for link in found.links] == ["https://a.b", "https://c.d", "https://e.f"]
    assert found.end is not None


def test_what_is_left_of_a_list_is_found_where_it_stands() -> None:
    document = read(SEVERAL)
    for i, text in enumerate(
        ("{kind: pag, url: https://a.b}", "https://c.d", "{kind: slides, url: https://e.f}")
    ):
        position = document.position(("sessions", "a", "links", i))
        assert stretch(document.source.text, position) == text


@pytest.mark.parametrize(
    "keys",
    [
        "links: {url: nowhere}",
        "title: {english: x}",
        "links: [{url: nowhere}]",
        "links: {kind: page, url: nowhere}",
        "title: {fr: ''}",
        "between: {from: noon}",
        "between: [{from: noon, until: 10:00}]",
        "resources: {camera: lots}",
        "speakers: {speaker: ana, role: boss}",
    ],
)
def test_what_was_told_is_not_told_again(keys: str) -> None:
    body = with_session(keys, more="resources: {camera: 1}\nspeakers: {ana: Ana}")
    assert len(noted(body)) == 1


def test_a_misspelt_title_is_not_also_missing() -> None:
    (found,) = noted("sessions: {a: {titel: A}}")
    assert (found.at, found.help) == ("titel", "did you mean `title`?")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Venue, "Old Mill"),
        (Room, "Hall"),
        (Room, None),
        (Room, {}),
        (Speaker, {"name": "Ana"}),
        (Session, {"title": "A"}),
    ],
)
def test_a_part_is_made_of_plain_data(kind: type[Room], data: object) -> None:
    given: dict[str, Any] = {} if kind.__name__ == "Venue" else {"key": "a"}
    loaded = load(kind, data, None, **given)
    assert isinstance(loaded.part, kind)
    assert (loaded.faults, loaded.moved) == ([], {})


def test_without_what_it_needs_there_is_no_part() -> None:
    loaded = load(Venue, {"address": "here"}, None)
    assert loaded.part is None
    assert [fault.rule for fault in loaded.faults] == ["missing-field"]


def test_spare_values_stand_for_what_is_missing() -> None:
    loaded = load(Venue, {}, None, spare={"name": "somewhere"})
    assert str(loaded.part.name) == "somewhere"
    assert [fault.rule for fault in loaded.faults] == ["missing-field"]


def test_the_data_given_is_left_as_it_is() -> None:
    data = {"title": "A", "links": ["nowhere", {"url": "nowhere"}]}
    load(Session, data, None, key="a")
    assert data == {"title": "A", "links": ["nowhere", {"url": "nowhere"}]}


def test_many_wrong_items_are_all_told_in_order() -> None:
    items = ", ".join(f"bad {i}" if i % 3 else f"r{i}" for i in range(60))
    rooms = "rooms: {" + ", ".join(f"r{i}: " for i in range(0, 60, 3)) + "}"
    body = with_session(f"rooms: [{items}]", more=rooms)
    assert [each.at for each in noted(body)] == [f"bad {i}" for i in range(60) if i % 3]
    assert read(body).programme.session("a").rooms == tuple(f"r{i}" for i in range(0, 60, 3))
