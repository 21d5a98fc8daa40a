"""Free places in the help of double-bookings."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import coopsched
from coopsched import Document, Finding, check
from coopsched.planning import advise
from coopsched.planning.advice import DOUBLE_BOOKINGS
from planning.programmes import ROOMS, document, documents

SHARED = Path(__file__).resolve().parents[3] / "shared" / "programmes"
FILES = sorted(
    path for folder in ("frab-xml", "c3voc-json", "csv", "ics", "pretalx-json", "sessionize")
    for path in (SHARED / folder).glob("*")
)  # fmt: skip

DAY = {"wed": {"date": "2025-05-14", "opens": "09:00", "closes": "13:00"}}
CLASH = {
    "a": {"start": "09:00", "end": "10:00", "rooms": ["attic"], "speakers": ["ana"]},
    "b": {"start": "09:30", "end": "10:30", "rooms": ["west"], "speakers": ["ana"]},
}


def programme(sessions: dict[str, Any], **sections: Any) -> Document:
    people = {"ana": {"name": "Ana"}, "bo": {"name": "Bo"}}
    return document(sessions, **{"days": DAY, "rooms": ROOMS, "speakers": people, **sections})


def helps(read: Document, **options: Any) -> list[str]:
    """Return the help of what is found, with advice."""
    return [finding.help or "" for finding in advise(read, check(read), **options)]


def advised(read: Document) -> list[str]:
    return [text.partition("; free ")[2] for text in helps(read) if "; free " in text]


def test_both_sessions_of_a_clash_are_told_where_they_could_go() -> None:
    assert advised(programme(CLASH)) == ["for “a”: 10:45, 11:45; for “b”: 10:15, 11:15"]


def test_the_help_that_was_there_stays() -> None:
    read = programme(CLASH)
    for before, after in zip(check(read), advise(read, check(read)), strict=True):
        assert (after.help or "").startswith(before.help or "")
        assert (before.message, before.identity) == (after.message, after.identity)


def test_another_room_is_named() -> None:
    taken = {"c": {"start": "10:00", "end": "13:00", "rooms": ["west"]}}
    both = {
        "a": {"start": "09:00", "end": "10:00", "rooms": ["west"], "pinned": True},
        "b": {"start": "09:00", "end": "10:00", "rooms": ["west"]},
    }
    said = advised(programme({**both, **taken}))
    assert said == ["for “b”: 09:00 in East, 10:00 in East, 11:00 in East"]


def test_sessions_of_one_title_are_told_apart() -> None:
    alike = {key: {**fields, "title": "Knots"} for key, fields in CLASH.items()}
    assert advised(programme(alike)) == [
        "for “Knots” at 09:00: 10:45, 11:45; for “Knots” at 09:30: 10:15, 11:15"
    ]


def test_what_is_pinned_is_not_told_to_move() -> None:
    pinned = {**CLASH, "a": {**CLASH["a"], "pinned": True}}
    assert advised(programme(pinned)) == ["for “b”: 10:15, 11:15"]


def test_nothing_is_said_where_there_is_no_free_place() -> None:
    days = {"wed": {"date": "2025-05-14", "opens": "09:00", "closes": "10:30"}}
    assert advised(programme(CLASH, days=days)) == []


def test_a_place_that_keeps_the_clash_is_no_advice() -> None:
    long = {**CLASH, "a": {**CLASH["a"], "end": "12:30"}}
    assert advised(programme(long)) == []


def test_a_place_that_keeps_another_error_is_no_advice_where_one_clears_both() -> None:
    both = {
        "a": {"start": "09:00", "end": "10:00", "rooms": ["west"], "speakers": ["ana"]},
        "b": {"start": "09:30", "end": "10:30", "rooms": ["west"], "speakers": ["ana"]},
        "c": {"start": "10:30", "end": "13:00", "rooms": ["west"]},
    }
    pinned = {key: {**fields, "pinned": key != "b"} for key, fields in both.items()}
    assert advised(programme(pinned)) == ["for “b”: 10:15 in East, 11:15 in East"] * 2


@pytest.mark.parametrize("severity", ["warning", "off"])
def test_only_errors_are_advised_on(severity: str) -> None:
    assert advised(programme(CLASH, rules={"speaker-double-booking": severity})) == []


def test_what_is_accepted_is_left_alone() -> None:
    read = programme(CLASH)
    text = read.source.text.replace(
        '"speakers": ["ana"]}',
        '"speakers": ["ana"]}  # coopsched: allow[speaker-double-booking] meant',
        1,
    )
    accepted = coopsched.loads(text)
    found = check(accepted, accepted=True)
    assert any(finding.accepted for finding in found)
    assert advise(accepted, found) == found


def test_no_more_findings_are_advised_on_than_wanted() -> None:
    sessions = {
        f"{side}{hour}": {"start": f"{hour:02}:00", "minutes": 30, "speakers": ["ana"]}
        for hour in range(9, 21)
        for side in "ab"
    }
    read = programme(sessions, rooms={}, days={"wed": {"date": "2025-05-14", "closes": "23:00"}})
    assert len(advised(read)) == 10
    assert sum("free for" in text for text in helps(read, most=3)) == 3


def test_where_everything_clashes_nothing_is_looked_for() -> None:
    sessions = {f"s{i}": {"start": "09:00", "minutes": 30, "speakers": ["ana"]} for i in range(40)}
    read = programme(sessions, rooms={})
    assert advise(read, check(read)) == check(read)


def test_without_a_double_booking_nothing_changes() -> None:
    read = programme({"a": CLASH["a"]})
    assert advise(read, check(read)) == check(read)
    assert advise(read, []) == []


def cleared(read: Document, finding: Finding, key: str, start: str) -> bool:
    moved = coopsched.loads(read.source.text).programme.move(key, start=start)
    return finding.identity not in {each.identity for each in check(moved)}


def test_what_is_advised_clears_the_clash_and_brings_no_error() -> None:
    read = programme(CLASH)
    (finding,) = (each for each in check(read) if each.rule in DOUBLE_BOOKINGS)
    for key, starts in {"a": ("10:45", "11:45"), "b": ("10:15", "11:15")}.items():
        for start in starts:
            assert cleared(read, finding, key, start)
            assert not [
                each
                for each in check(read.programme.move(key, start=start))
                if each.severity == "error"
            ]


@settings(max_examples=40)
@given(documents(most=5))
def test_advice_changes_nothing_but_help(read: Document) -> None:
    found = check(read)
    again = advise(read, found)
    assert [each.identity for each in again] == [each.identity for each in found]
    assert all((b.help or "").startswith(a.help or "") for a, b in zip(found, again, strict=True))


@pytest.mark.skipif(not FILES, reason="the files of real conferences are not here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_of_real_conferences_are_advised_on(path: Path) -> None:
    read = coopsched.read(path)
    found = check(read)
    again = advise(read, found)
    assert [each.message for each in again] == [each.message for each in found]
    concerned = [each for each in found if each.rule in DOUBLE_BOOKINGS and each.ordinal >= 0]
    assert any(each.help != b.help for each, b in zip(found, again, strict=True)) == bool(concerned)
