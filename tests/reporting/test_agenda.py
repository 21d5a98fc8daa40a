"""The agenda: what it says, and that it fits."""

import os
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from builders import lets_coop, programme_of
from coopsched.calendar import Day
from coopsched.findings import Acceptance, Finding, Severity, Subject
from coopsched.reporting.agenda import agenda
from coopsched.reporting.selection import select
from strategies import HARD_TITLES

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "show"
_DAYS = (
    Day("fri", date(2026, 5, 15), timedelta(hours=9), timedelta(hours=2)),
    Day("2026-05-16", date(2026, 5, 16)),
)
_programme = partial(programme_of, days=_DAYS)


def _error(*sessions: str, **fields: Any) -> Finding:
    return Finding(
        rule="speaker-double-booking",
        severity=fields.pop("severity", Severity.ERROR),
        message="Isabelle Ferreras is in two sessions at once, 10:00–10:30",
        subject=Subject(sessions=sessions),
        **fields,
    )


_CLASH = _error("enquete-experimentale-et-cooperative", "futur-du-travail")


@pytest.mark.parametrize("cells", [80, 40])
def test_lets_coop(cells: int) -> None:
    text = agenda(lets_coop(), [_CLASH], width=cells)
    path = GOLDEN / f"agenda-{cells}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_colour_only_adds_colour() -> None:
    programme = lets_coop()
    painted = agenda(programme, [_CLASH], colour=True)
    assert "\x1b[1;31m✖ « Futur" in painted
    bare = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    assert [line.rstrip() for line in bare.splitlines()] == agenda(programme, [_CLASH]).splitlines()


def test_a_selection_says_how_much_it_is() -> None:
    programme = lets_coop()
    text = agenda(programme, sessions=select(programme, at="17:45"))
    assert "2 of 23 sessions" in text
    assert "17:30–" in text
    assert "All day" in text
    assert "No session to show." in agenda(programme, sessions=())


def test_titles_are_in_the_language_the_reader_likes() -> None:
    title = {"fr": "Accueil", "nl": "Onthaal"}
    programme = _programme({"a": {"day": "fri", "start": "10:00", "end": "11:00", "title": title}})
    assert "Onthaal" in agenda(programme, languages=["en", "nl-BE"])
    assert "Accueil" in agenda(programme)


def test_what_runs_after_midnight_belongs_to_the_evening() -> None:
    late = {"day": "fri", "start": "00:30", "end": "01:30"}
    programme = _programme(
        {"late": late, "party": {"day": "fri", "start": "23:00", "end": "00:15"}}
    )
    lines = agenda(programme).splitlines()
    assert "Friday 15 May 2026 · fri" in lines
    assert [line.rstrip() for line in lines if re.match(r"\d\d:", line)] == [
        "23:00–00:15+1     party",
        "00:30+1–01:30+1   late",
    ]


def test_an_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    start = {"a": {"start": first}, "b": {"start": first + timedelta(hours=1)}}
    text = agenda(_programme(start, days=()))
    assert "Sunday 25 October 2026\n" in text
    assert text.index("02:30 UTC+2–") < text.index("02:30 UTC+1–")


def test_what_is_not_settled_is_said_in_words() -> None:
    programme = _programme(
        {
            "off": {"day": "fri", "start": "10:00", "status": "cancelled", "notice": "She is ill"},
            "maybe": {"day": "fri", "start": "11:00", "status": "tentative", "rooms": "hall"},
            "homeless": {"day": "fri", "start": "12:00"},
            "lunch": {"day": "fri", "start": "13:00", "kind": "meal"},
            "nowhere": {"minutes": 90},
            "someday": {"day": "fri", "rooms": "hall"},
            "fair": {"permanent": "true"},
        },
        rooms={"hall": None},
    )
    lines = [" ".join(line.split()) for line in agenda(programme).splitlines()]
    for line in (
        "10:00– CANCELLED off",
        "Note: She is ill",
        "hall · tentative",
        "still needs a room",
        "1 h 30 min · still needs a start and a room",
        "hall · still needs a start on Friday 15 May 2026",
        "All day fair",
    ):
        assert line in lines
    assert lines[lines.index("13:00– lunch") + 1] == "meal"
    assert lines.index("Not placed yet") > lines.index("13:00– lunch")


def test_people_are_named_with_what_they_do() -> None:
    line_up = [
        {"speaker": "ann", "role": "moderator", "until": "10:20"},
        {"speaker": "bo", "remote": "true"},
    ]
    about = {"day": "fri", "start": "10:00", "end": "11:00", "speakers": line_up}
    programme = _programme(
        {"a": {**about, "languages": "fr", "interpretation": "nl", "captions": "en"}},
        speakers=({"key": "ann", "name": "Ann"}, {"key": "bo", "name": "Bo"}),
    )
    text = agenda(programme)
    assert "Ann (moderator, until 10:20), Bo (remote) · fr → nl · captions en\n" in text


def test_a_bar_joins_what_overlaps() -> None:
    times = {"a": ("10:00", "11:00"), "b": ("10:30", "12:00"), "c": ("11:00", "13:00"),
             "d": ("13:00", "14:00")}  # fmt: skip
    sessions = {key: {"day": "fri", "start": a, "end": b} for key, (a, b) in times.items()}
    assert agenda(_programme(sessions)).splitlines()[5:] == [
        "            ┌ 3 sessions overlap, up to 2 at once",
        "10:00–11:00 │ a",
        "            │",
        "10:30–12:00 │ b",
        "            │",
        "11:00–13:00 └ c",
        "",
        "13:00–14:00   d",
    ]


def test_only_errors_that_count_are_marked() -> None:
    programme = _programme({"a": {"day": "fri", "start": "10:00"}})
    assert "✖ a\n" in agenda(programme, [_error("a")])
    assert "✖ error: Isabelle" in agenda(programme, [_error("a")])
    by_route = _error(route=("sessions", "a", "end"))
    assert "✖ a\n" in agenda(programme, [by_route])
    accepted = _error("a", accepted=Acceptance("fine"))
    assert "✖" not in agenda(programme, [accepted, _error("a", severity=Severity.WARNING)])


_SESSIONS = st.fixed_dictionaries(
    {
        "title": HARD_TITLES,
        "start": st.none() | st.integers(0, 4000),
        "minutes": st.none() | st.integers(0, 300),
        "rooms": st.lists(st.sampled_from("abc"), max_size=2, unique=True).map(tuple),
        "status": st.sampled_from(["confirmed", "tentative", "draft", "cancelled"]),
        "kind": st.sampled_from(["talk", "meal", "plenary"]),
        "languages": st.sampled_from([(), ("fr",), ("nl", "en")]),
    }
)
_BEGINNING = datetime(2026, 10, 24, 7, tzinfo=UTC)


@given(st.lists(_SESSIONS, max_size=6), st.integers(20, 120), st.booleans())
def test_whatever_is_in_the_file_fits_and_is_there(
    sessions: list[dict[str, Any]], cells: int, colour: bool
) -> None:
    made = {}
    for i, about in enumerate(sessions):
        start = about["start"]
        begin = None if start is None else _BEGINNING + timedelta(minutes=start)
        made[f"s{i}"] = {**about, "start": begin}
    programme = _programme(made, days=(), rooms=dict.fromkeys("abc"))
    errors = [Finding(rule="r", severity=Severity.ERROR, message=about["title"],
                      subject=Subject(sessions=("s0",))) for about in sessions]  # fmt: skip
    text = re.sub(r"\x1b\[[0-9;]+m", "", agenda(programme, errors, width=cells, colour=colour))
    for line in text.splitlines():
        assert 0 <= wcswidth(line) <= cells
    _assert_harmless(text)
    for session in programme.sessions:
        if session.start is not None:
            assert f"{session.start.astimezone(programme.zone):%H:%M}" in text


def _assert_harmless(text: str) -> None:
    bad = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for char in text.replace("\n", ""):
        assert unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(char) not in bad
