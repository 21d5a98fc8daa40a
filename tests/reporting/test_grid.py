"""The grid: nothing left out, nothing on top of another, all of it aligned."""

import os
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from builders import lets_coop, programme_of
from coopsched.calendar import Day
from coopsched.findings import Finding, Severity, Subject
from coopsched.model import Programme
from coopsched.reporting.grid import grid
from coopsched.reporting.layout import Sheet, by_lane, by_room
from strategies import HARD_TITLES

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "show"
_DAYS = (
    Day("fri", date(2026, 5, 15), timedelta(hours=9), timedelta(hours=2)),
    Day("sat", date(2026, 5, 16)),
)
_programme = partial(programme_of, days=_DAYS)


def _festival() -> Programme:
    """Return two days that hold one of everything that is hard to draw."""
    return _programme(
        {
            "registration": {"day": "fri", "start": "09:00", "end": "10:00",
                             "kind": "registration"},
            "japanese": {"title": "日本語のとても長いプログラムのタイトル", "day": "fri",
                         "rooms": "a", "start": "10:00", "end": "11:00", "languages": "ja"},
            "emoji": {"title": "👩‍👩‍👧 Families, 🇧🇪 flags ❤️ and e\u0301te\u0301",
                      "day": "fri", "rooms": "b", "start": "10:00", "end": "10:45",
                      "interpretation": "nl"},
            "clash": {"day": "fri", "start": "10:15", "end": "11:15", "rooms": "b"},
            "plenary": {"day": "fri", "start": "11:30", "end": "12:30", "rooms": ["a", "b", "c"]},
            "lunch": {"day": "fri", "kind": "meal", "start": "12:30", "end": "13:30"},
            "homeless": {"day": "fri", "start": "14:00", "end": "14:30"},
            "maybe": {"day": "fri", "start": "14:00", "end": "14:30", "rooms": "c",
                      "status": "tentative"},
            "off": {"day": "fri", "start": "14:00", "end": "15:00", "rooms": "c",
                    "status": "cancelled"},
            "party": {"day": "fri", "kind": "social", "start": "23:00", "rooms": "a"},
            "movie": {"day": "fri", "start": "00:30", "end": "01:45", "rooms": "c"},
            "marathon": {"day": "sat", "start": "10:00", "end": "17:00", "rooms": "a"},
            "short": {"day": "sat", "start": "10:00", "end": "10:15", "rooms": "c"},
            "nowhere": {"minutes": 45},
            "bookshop": {"permanent": "true", "rooms": "c"},
        },
        rooms={"a": "Aula Magna, on the first floor", "b": "Bar", "c": "Cave 🎉"},
    )  # fmt: skip


def _error(message: str, *sessions: str) -> Finding:
    subject = Subject(sessions=sessions)
    return Finding(rule="r", severity=Severity.ERROR, message=message, subject=subject)


_FERRERAS = _error(
    "Isabelle Ferreras is in two sessions at once, 10:00–10:30",
    "enquete-experimentale-et-cooperative",
    "futur-du-travail",
)
_BAR = _error("Bar holds two sessions at once, 10:15–10:45", "emoji", "clash")


@pytest.mark.parametrize(
    ("name", "programme", "finding", "cells"),
    [
        ("letscoop", lets_coop(), _FERRERAS, 80),
        ("letscoop", lets_coop(), _FERRERAS, 160),
        ("festival", _festival(), _BAR, 80),
    ],
)
def test_golden(name: str, programme: Programme, finding: Finding, cells: int) -> None:
    text = grid(programme, [finding], width=cells)
    path = GOLDEN / f"grid-{name}-{cells}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_colour_only_adds_colour() -> None:
    painted = grid(_festival(), [_BAR], colour=True)
    assert "\x1b[1;31m✖ clash" in painted
    bare = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    plain = grid(_festival(), [_BAR])
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_two_sessions_in_one_room_at_once_are_both_seen_and_marked() -> None:
    text = grid(_festival(), [_BAR])
    assert "Bar (2 at once)" in text
    assert "✖ clash" in text
    assert "✖ 👩‍👩‍👧" in text
    assert "✖ error: Bar holds two sessions at once, 10:15–10:45\n" in text


def test_rooms_that_do_not_fit_follow_in_further_grids() -> None:
    rooms = {f"r{i}": f"Room {i}" for i in range(29)}
    sessions = {r: {"day": "fri", "start": "10:00", "end": "11:00", "rooms": r} for r in rooms}
    text = grid(_programme(sessions, rooms=rooms))
    assert "Rooms 1–4 of 29\n" in text
    assert "Rooms 27–29 of 29\n" in text
    for room in rooms.values():
        assert re.search(rf"\b{room}\b", text)


def test_a_session_without_an_end_is_open_below_and_lasts_until_the_next() -> None:
    programme = _programme(
        {"a": {"day": "fri", "start": "10:00"}, "b": {"day": "fri", "start": "10:20"}}
    )
    text = grid(programme, width=30)
    assert [line[:5] for line in text.splitlines() if re.match(r"\d\d:", line)] == [
        "10:00",
        "10:20",
    ]
    assert text.count("no end given") == 2


def test_a_clock_that_is_put_back_has_an_hour_twice() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    programme = _programme({"a": {"start": first, "minutes": 60}}, days=())
    assert re.findall(r"^\d.*?(?=┌|└)", grid(programme), re.MULTILINE) == [
        "02:30 UTC+2 ", "02:30 UTC+1 ",
    ]  # fmt: skip


def test_a_clock_that_is_put_forward_skips_an_hour() -> None:
    first = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    text = grid(_programme({"a": {"start": first, "minutes": 60}}, days=()))
    assert re.findall(r"^\d\d:\d\d", text, re.MULTILINE) == ["01:30", "03:30"]


def test_nothing_to_show() -> None:
    assert "No session to show." in grid(_festival(), sessions=())
    off = [session for session in _festival().sessions if session.key == "off"]
    assert "14:00–15:00 CANCELLED off" in grid(_festival(), sessions=off)


def test_a_great_programme_is_drawn_fast() -> None:
    days = tuple(
        Day(f"d{i}", date(2019, 12, 27 + i), timedelta(hours=10), timedelta(hours=4))
        for i in range(4)
    )
    rooms = {f"r{i}": f"Assembly {i}" for i in range(80)}
    sessions = {
        f"{room}-{day.key}-{hour}": {
            "day": day.key, "start": f"{hour}:{i % 12 * 5:02}", "minutes": 60, "rooms": room,
        }
        for i, room in enumerate(rooms) for day in days for hour in range(11, 27, 2)
    }  # fmt: skip
    text = grid(_programme(sessions, days=days, rooms=rooms), width=80)
    assert max(map(len, text.splitlines())) <= 80
    assert all(name in text for name in rooms.values())
    assert "01:55+1 " in text


_SESSIONS = st.fixed_dictionaries(
    {
        "title": HARD_TITLES,
        "start": st.none() | st.integers(0, 2000),
        "minutes": st.none() | st.integers(0, 300),
        "rooms": st.lists(st.sampled_from("abc"), max_size=2, unique=True).map(tuple),
        "status": st.sampled_from(["confirmed", "tentative", "cancelled"]),
        "kind": st.sampled_from(["talk", "meal", "plenary"]),
    }
)
_BEGINNING = datetime(2026, 10, 24, 7, tzinfo=UTC)


def _made(sessions: list[dict[str, Any]], *, with_rooms: bool) -> Programme:
    made = {}
    for i, about in enumerate(sessions):
        start = about["start"]
        begin = None if start is None else _BEGINNING + timedelta(minutes=start)
        rooms = about["rooms"] if with_rooms else ()
        made[f"s{i}"] = {**about, "start": begin, "rooms": rooms}
    names = {key: f"Room {key}" for key in "abc"} if with_rooms else {}
    return _programme(made, days=(), rooms=names)


@given(st.lists(_SESSIONS, max_size=8), st.integers(20, 140), st.booleans(), st.booleans())
def test_whatever_is_in_the_file_fits_and_is_there(
    sessions: list[dict[str, Any]], cells: int, with_rooms: bool, colour: bool
) -> None:
    programme = _made(sessions, with_rooms=with_rooms)
    errors = [_error(about["title"], "s0") for about in sessions]
    text = grid(programme, errors, width=cells, colour=colour)
    text = re.sub(r"\x1b\[[0-9;]+m", "", text)
    for line in text.splitlines():
        assert 0 <= wcswidth(line) <= cells
    for char in text.replace("\n", ""):
        assert unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
    for session in programme.sessions:
        if session.start is not None:
            assert f"{session.start.astimezone(programme.zone):%H:%M}" in text


@given(HARD_TITLES, st.integers(24, 90))
def test_the_right_side_of_a_box_is_straight(title: str, cells: int) -> None:
    about = {"day": "fri", "start": "10:00", "end": "13:00", "title": title}
    rows = grid(_programme({"a": about}), width=cells).splitlines()[5:]
    assert {wcswidth(row) for row in rows if "─" in row or "│" in row} == {cells}


@given(st.lists(_SESSIONS, max_size=10), st.integers(1, 4), st.booleans())
def test_boxes_do_not_collide_and_none_is_missing(
    sessions: list[dict[str, Any]], most: int, with_rooms: bool
) -> None:
    programme = _made(sessions, with_rooms=with_rooms)
    held = [session for session in programme.sessions if session.occupies]
    sheets = by_room("abc", held, most) if with_rooms else list(chain(*by_lane(held, most)))
    for sheet in sheets:
        assert sheet.columns <= most
        _assert_apart(sheet)
    if any(session.rooms for session in held) or not with_rooms:
        shown = {block.session.key for sheet in sheets for block in sheet.blocks}
        assert shown == {session.key for session in held}


def _assert_apart(sheet: Sheet) -> None:
    for one, other in combinations(sheet.blocks, 2):
        is_beside = one.last < other.first or other.last < one.first
        assert is_beside or not one.span.overlaps(other.span)
    for block in sheet.blocks:
        assert 0 <= block.first <= block.last < sheet.columns
