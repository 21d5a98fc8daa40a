"""A reader's own choice of sessions."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import programme
from coopsched.model import KINDS, Programme, Session
from coopsched.publishing.feeds import Selection, feed
from coopsched.publishing.feeds.selecting import address_of, selected
from feed_builders import calendar_of, called, published
from programmes import LANGUAGES, PROGRAMMES

BODY = """\
rooms: {hall: Hall, attic: Attic}
speakers: {ana: Ana, bo: Bo}
tracks: {soil: Soil}
sessions:
  b: {title: B, languages: [nl], start: 12:00, end: 13:00, rooms: hall, speakers: [ana, bo]}
  a: {title: A, languages: [fr], start: 10:00, end: 11:00, rooms: [hall, attic], speakers: ana}
  c: {title: C, start: 14:00, end: 15:00, rooms: attic, track: soil, kind: break}
  d: {title: D, permanent: true, rooms: attic, kind: exhibition}
  e: {title: E, languages: [fr], interpretation: [nl], start: 16:00, end: 17:00, speakers: bo}
"""


def chosen(language: str = "nl", **wishes: Any) -> str:
    """Return the keys of what is selected of the programme above, as one word."""
    done = published(programme(BODY))
    found = selected(Selection(**wishes), language, done.publication, done.shown)
    return "".join(found)


@pytest.mark.parametrize(
    ("wishes", "keys"),
    [
        ({}, "abce"),
        ({"rooms": ("hall",)}, "ab"),
        ({"rooms": ("hall", "attic")}, "abc"),
        ({"speakers": ("bo",)}, "be"),
        ({"rooms": ("hall",), "speakers": ("bo",)}, "b"),
        ({"tracks": ("soil",), "speakers": ("bo",)}, ""),
        ({"kinds": ("break", "talk")}, "abce"),
        ({"understood": True}, "bce"),
        ({"understood": True, "rooms": ("attic",)}, "c"),
        ({"permanent": True}, "d"),
        ({"permanent": True, "rooms": ("attic",)}, "d"),
        ({"permanent": True, "rooms": ("hall",)}, ""),
        ({"sessions": ("d", "a")}, "ad"),
        ({"sessions": ("nothing",)}, ""),
    ],
)
def test_what_meets_every_wish_is_selected(wishes: dict[str, Any], keys: str) -> None:
    assert sorted(chosen(**wishes)) == sorted(keys)


def test_sessions_are_sorted_by_start() -> None:
    assert chosen(rooms=("hall", "attic"), understood=False) == "abc"


@pytest.mark.parametrize(
    ("wishes", "address"),
    [
        ({}, ("programme", "")),
        ({"understood": True}, ("in", "nl")),
        ({"permanent": True}, ("permanent", "")),
        ({"rooms": ("hall",)}, ("room", "hall")),
        ({"rooms": ("hall", "hall")}, ("room", "hall")),
        ({"kinds": ("break",)}, ("kind", "break")),
        ({"rooms": ("hall", "attic")}, None),
        ({"rooms": ("hall",), "permanent": True}, None),
    ],
)
def test_some_selections_have_an_address(
    wishes: dict[str, Any], address: tuple[str, str] | None
) -> None:
    assert address_of(Selection(**wishes), "nl") == address


def test_a_choice_is_called_by_all_that_was_chosen() -> None:
    found = programme(BODY)
    done = published(found)
    selection = Selection(rooms=("hall", "attic"), speakers=("bo",), understood=True)
    data = feed(found, done.publication, done.shown, language="nl", selection=selection)
    calendar = calendar_of(data)
    assert called(calendar) == "Conference – Hall, Attic, Bo, alleen in het Nederlands"
    assert [str(each["UID"]) for each in calendar.walk("VEVENT")] == ["b@conf"]
    assert calendar.decoded("LAST-MODIFIED") == done.publication.records["b"].modified
    assert "SOURCE" not in calendar


def test_a_choice_of_nothing_is_a_feed_all_the_same() -> None:
    found = programme(BODY)
    done = published(found)
    selection = Selection(tracks=("soil",), speakers=("bo",))
    data = feed(found, done.publication, done.shown, language="nl", selection=selection)
    assert [each.name for each in calendar_of(data).subcomponents] == ["VEVENT"]


KEPT: dict[str, Callable[[Session, str], bool]] = {
    "rooms": lambda session, key: key in session.rooms,
    "speakers": lambda session, key: any(each.speaker == key for each in session.speakers),
    "tracks": lambda session, key: session.track == key,
    "kinds": lambda session, key: (session.kind or "talk") == key,
    "sessions": lambda session, key: session.key == key,
}


@given(PROGRAMMES, st.sampled_from(LANGUAGES), st.data())
def test_a_selection_is_what_the_programme_says(
    found: Programme, language: str, data: st.DataObject
) -> None:
    done = published(found)
    keys = {name: [part.key for part in getattr(found, name, ())] for name in KEPT}
    keys["kinds"] = list(KINDS)
    wishes: dict[str, Any] = {
        name: tuple(data.draw(st.lists(st.sampled_from(known), max_size=3)))
        for name, known in keys.items()
        if known
    }
    wanted = {
        session.key
        for session in found.sessions
        if session.key in done.publication.records
        and all(
            any(KEPT[name](session, key) for key in chosen_keys)
            for name, chosen_keys in wishes.items()
            if chosen_keys
        )
        and (not _is_permanent(session) or session.key in wishes.get("sessions", ()))
    }
    assert set(selected(Selection(**wishes), language, done.publication, done.shown)) == wanted


def _is_permanent(session: Session) -> bool:
    return session.permanent or session.start is None
