"""Choosing sessions by instant, person, room and language."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from coopsched.calendar import Calendar, Day
from coopsched.model import Programme, Session
from coopsched.reporting.selection import select
from coopsched.zones import zone

_DAYS = (
    Day("fri", date(2026, 5, 15), timedelta(hours=9), timedelta(hours=2)),
    Day("sat", date(2026, 5, 16), timedelta(hours=9)),
)
_SESSIONS: dict[str, dict[str, Any]] = {
    "talk": {"day": "fri", "start": "10:00", "end": "11:00", "rooms": "a", "languages": "fr",
             "speakers": "ann"},
    "carried": {"day": "fri", "start": "10:30", "end": "11:30", "rooms": "b", "languages": "fr",
                "interpretation": "nl-BE", "speakers": ["zoe", "ann"]},
    "captioned": {"day": "fri", "start": "11:30", "end": "12:00", "rooms": "whole",
                  "languages": "en", "captions": "nl"},
    "lunch": {"day": "fri", "start": "12:00", "end": "13:00", "kind": "meal"},
    "off": {"day": "fri", "start": "10:00", "end": "11:00", "status": "cancelled"},
    "party": {"day": "fri", "start": "23:00", "kind": "social"},
    "drink": {"day": "sat", "start": "17:00", "kind": "social"},
    "fair": {"permanent": "true"},
    "unplaced": {"languages": "nl"},
}  # fmt: skip


@pytest.fixture(scope="module")
def programme() -> Programme:
    calendar = Calendar(zone("Europe/Brussels"), _DAYS, languages=("en",))
    return Programme.model_validate(
        {
            "key": "p",
            "title": "P",
            "timezone": "Europe/Brussels",
            "days": _DAYS,
            "rooms": (
                {"key": "a", "name": "Salle A"},
                {"key": "b", "name": {"fr": "Salle B", "nl": "Zaal Bé"}},
                {"key": "whole", "parts": ("a", "b")},
                {"key": "attic"},
            ),
            "speakers": (
                {"key": "ann", "name": "Ann Ångström", "also": ("A. Angstrom",)},
                {"key": "zoe", "name": "Zoé Angel"},
            ),
            "sessions": tuple(
                Session.model_validate({"key": key, "title": key, **about}, context=calendar)
                for key, about in _SESSIONS.items()
            ),
        }
    )


def _keys(programme: Programme, **wishes: Any) -> list[str]:
    return [session.key for session in select(programme, **wishes)]


def test_everything_is_chosen_where_nothing_is_asked(programme: Programme) -> None:
    assert _keys(programme) == list(_SESSIONS)


@pytest.mark.parametrize(
    ("at", "keys"),
    [
        ("fri 10:30", ["talk", "carried", "fair"]),
        ("2026-05-15 11:00", ["carried", "fair"]),
        (datetime(2026, 5, 15, 9, 30, tzinfo=UTC), ["captioned", "fair"]),
        ("fri 01:59", ["party", "fair"]),  # until its day closes
        ("fri 02:00", []),
        ("sat 17:59", ["drink", "fair"]),  # for an hour
        ("sat 18:00", ["fair"]),
        ("2026-05-17T12:00", []),
    ],
)
def test_at_an_instant(programme: Programme, at: str | datetime, keys: list[str]) -> None:
    assert _keys(programme, at=at) == keys


def test_an_instant_needs_a_day_where_there_are_several(programme: Programme) -> None:
    with pytest.raises(ValueError, match="of which day"):
        select(programme, at="10:30")
    with pytest.raises(ValueError, match="is not a time"):
        select(programme, at="nonsense")


@pytest.mark.parametrize("wanted", ["ann", "Ann Ångström", "ANN", "angstrom", "a. angstrom"])
def test_by_speaker(programme: Programme, wanted: str) -> None:
    assert _keys(programme, speaker=wanted) == ["talk", "carried"]


def test_a_wish_that_fits_several_names_them(programme: Programme) -> None:
    with pytest.raises(ValueError, match="could be the speaker “ann” or “zoe”: say which"):
        select(programme, speaker="ang")
    with pytest.raises(ValueError, match="could be the room “a” or “b”"):
        select(programme, room="salle")


def test_a_wish_that_fits_nothing_says_what_is_near(programme: Programme) -> None:
    with pytest.raises(ValueError, match=r"no speaker .* “Zoe Angle”; did you mean “Zoé Angel”"):
        select(programme, speaker="Zoe Angle")
    with pytest.raises(ValueError, match=r"no room of this programme is called “…”$"):
        select(programme, room="…")


def test_a_room_is_in_use_with_its_whole(programme: Programme) -> None:
    assert _keys(programme, room="a") == ["talk", "captioned"]
    assert _keys(programme, room="zaal be") == ["carried", "captioned"]
    assert _keys(programme, room="attic") == []


def test_what_has_no_words_is_for_readers_of_every_language(programme: Programme) -> None:
    wordless = programme.replace("talk", languages=("zxx",))
    assert "talk" in _keys(wordless, language="nl")


def test_by_language(programme: Programme) -> None:
    silent = ["lunch", "off", "party", "drink", "fair"]
    assert _keys(programme, language="nl") == ["carried", "captioned", *silent, "unplaced"]
    assert _keys(programme, language="fr-BE") == ["talk", "carried", *silent]
    with pytest.raises(ValueError, match="“Dutch” is no language tag; did you mean `nl`"):
        select(programme, language="Dutch")


def test_wishes_add_up(programme: Programme) -> None:
    assert _keys(programme, at="fri 10:45", room="b", speaker="zoe", language="nl") == ["carried"]
