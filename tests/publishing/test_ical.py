"""A plain iCalendar file, read back by the icalendar library."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from icalendar import Calendar

from builders import TWO_DAYS, lets_coop, programme
from coopsched.model import Programme
from coopsched.publishing.ical import write
from coopsched.publishing.losses import Loss
from coopsched.text import Text
from programmes import PROGRAMMES


def parsed(found: Programme) -> Any:
    """Write a calendar and read it back."""
    return Calendar.from_ical(write(found).data)


def events(found: Programme) -> Any:
    """Return the events of a programme that is written and read back."""
    return parsed(found).walk("VEVENT")


def event(keys: str, *, more: str = "") -> Any:
    """Return the event of the only session."""
    [only] = events(programme(f"{more}\nsessions: {{a: {{title: A, start: 10:00, {keys}}}}}"))
    return only


def test_a_session_is_an_event_in_utc() -> None:
    found = event("end: 11:30, languages: [nl], description: Over coöperaties")
    assert found["UID"] == "a@conf"
    assert found.decoded("DTSTART") == datetime(2017, 6, 20, 8, tzinfo=UTC)
    assert found.decoded("DTEND") == datetime(2017, 6, 20, 9, 30, tzinfo=UTC)
    assert found.decoded("DTSTAMP") == found.decoded("DTSTART")
    assert (found["SUMMARY"], found["SUMMARY"].params["LANGUAGE"]) == ("A", "nl")
    assert found["DESCRIPTION"] == "Over coöperaties"
    assert (found["STATUS"], found["TRANSP"]) == ("CONFIRMED", "OPAQUE")
    assert "LOCATION" not in found


def test_times_are_written_in_utc() -> None:
    data = write(programme("sessions: {a: {title: A, start: 10:00}}")).data
    assert b"DTSTART:20170620T080000Z\r\n" in data
    assert b"TZID" not in data


def test_an_event_says_where_who_and_what() -> None:
    found = event(
        "uid: 'x;y@z', status: cancelled, rooms: [hall, bar], track: soil, tags: ['a,b'], "
        "speakers: [ana, {speaker: bo, role: moderator}], "
        "links: [{url: 'https://p.org', private: true}, 'https://a.org/b;c']",
        more="""\
rooms: {hall: "Salle, grande", bar: {}}
tracks: {soil: Terre}
speakers: {ana: {name: Ana Pérez, affiliation: [UCL, CSC]}, bo: "Bo; x"}""",
    )
    assert found["UID"] == "x;y@z"
    assert (found["STATUS"], found["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert found["LOCATION"] == "Salle grande, bar"
    assert [str(each) for each in found["CATEGORIES"].cats] == ["Terre", "a,b"]
    assert found["URL"] == "https://a.org/b;c"
    lines = found.to_ical().decode().split("\r\n")
    assert "X-COOPSCHED-SPEAKER:Ana Pérez (UCL\\, CSC)" in lines
    assert "X-COOPSCHED-SPEAKER;ROLE=moderator:Bo\\; x" in lines


@pytest.mark.parametrize("keys", ["kind: talk", "minutes: 0"])
def test_without_a_length_there_is_no_end(keys: str) -> None:
    assert "DTEND" not in event(keys)


def test_a_calendar_says_whose_it_is_and_has_neither_method_nor_uid() -> None:
    found = parsed(lets_coop())
    assert found["PRODID"] == "-//coopsched//coopsched//EN"
    assert found["NAME"] == found["X-WR-CALNAME"] == str(lets_coop().title)
    assert found["X-WR-TIMEZONE"] == "Europe/Brussels"
    assert not {"METHOD", "UID"} & found.keys()


@given(PROGRAMMES)
def test_what_is_placed_and_no_draft_is_there_with_its_times(found: Programme) -> None:
    placed = {
        session.uid or f"{session.key}@{found.key}"
        for session in found.sessions
        if session.start and not session.permanent and session.status != "draft"
    }
    made = events(found)
    assert {str(each["UID"]) for each in made} == placed
    for session in found.sessions:
        for each in made:
            if each["UID"] == f"{session.key}@{found.key}" and session.start:
                assert each.decoded("DTSTART") == session.start.astimezone(UTC)
                if session.end and "DTEND" in each:
                    assert each.decoded("DTEND") == session.end.astimezone(UTC)


@given(PROGRAMMES)
def test_lines_are_folded_and_hold_no_control_characters(found: Programme) -> None:
    data = write(found).data
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", data.decode())
    unfolded = data.decode().replace("\r\n ", "")
    assert all(re.match(r"[A-Z-]+[:;]", line) for line in unfolded.split("\r\n") if line)


@given(PROGRAMMES)
def test_the_same_programme_gives_the_same_bytes(found: Programme) -> None:
    assert write(found).data == write(found.model_copy(deep=True)).data


def test_a_title_cannot_add_a_property() -> None:
    before = programme("sessions: {a: {title: A, start: 10:00}}")
    title = Text({"fr": "A\r\nATTENDEE:mailto:x@y.org\nB"})
    [found] = events(before.replace("a", title=title, description=title))
    assert "ATTENDEE" not in found
    assert found["SUMMARY"] == "A ATTENDEE:mailto:x@y.org B"


def test_what_a_calendar_cannot_hold_is_told() -> None:
    found = programme("""\
        sessions:
          a: {title: A, start: 10:00, languages: [fr], interpretation: [nl], audience: 9}
          b: {title: B, status: draft, start: 10:00}
          c: {title: C, permanent: true}
          d: {title: D}
          e: {title: E, uid: e@x.org, start: 10:00, minutes: 0}
        """)
    losses = set(write(found).losses)
    assert {
        Loss("audience", ("a",)),
        Loss("sessions that are drafts", ("b",)),
        Loss("sessions that are permanent", ("c",)),
        Loss("sessions without a start", ("d",)),
        Loss("end: that it is the start", ("e",)),
    } <= losses


def test_a_long_session_keeps_its_length_over_a_clock_change() -> None:
    head = "key: p\ntitle: P\ntimezone: Europe/Brussels\ndays: [2017-03-25]\n"
    [found] = events(programme("sessions: {a: {title: A, start: 22:00, minutes: 480}}", head=head))
    assert found.decoded("DTEND") - found.decoded("DTSTART") == timedelta(minutes=480)


SAME = """\
rooms: {r1: Same, r2: Same, party: Party}
tracks: {t1: Same, t2: Same, unused: Unused}
sessions:
  a: {title: A, day: fri, start: 10:00, rooms: [r1], track: t1, tags: [Same, x]}
  b: {title: B, day: fri, start: 11:00, rooms: [r2], track: t2, repeats: a, kind: panel}
  c: {title: C, day: sat, status: draft, start: 11:00}
"""


def test_names_that_had_to_change_and_what_is_unused_are_told() -> None:
    losses = set(write(programme(SAME, head=TWO_DAYS)).losses)
    assert {
        Loss("rooms: name", ("r1", "r2")),
        Loss("tracks: title", ("t1", "t2")),
        Loss("rooms without a session", ("party",)),
        Loss("tracks without a session", ("unused",)),
        Loss("programme: days without a session", ("sat",)),
    } <= losses


def test_what_has_no_property_of_its_own_is_told_to_readers_of_ours() -> None:
    found = event(
        "uid: a@b, track: soil, tags: [Terre, x], kind: panel, languages: [fr, nl], captions: [nl]",
        more="tracks: {soil: Terre}",
    )
    assert {name: str(found[name]) for name in found if name.startswith("X-COOPSCHED")} == {
        "X-COOPSCHED-KEY": "a",
        "X-COOPSCHED-TRACK": "Terre",
        "X-COOPSCHED-KIND": "panel",
        "X-COOPSCHED-LANGUAGES": "fr\\,nl",
        "X-COOPSCHED-CAPTIONS": "nl",
    }
    assert [str(each) for each in found["CATEGORIES"].cats] == ["Terre", "Terre", "x"]


def test_a_first_showing_that_is_not_there_is_not_repeated() -> None:
    found = programme("""\
        sessions:
          a: {title: A, start: 10:00, status: draft}
          b: {repeats: a, start: 12:00, status: confirmed}
        """)
    [only] = events(found)
    assert "X-COOPSCHED-REPEATS" not in only
    assert Loss("repeats", ("b",)) in write(found).losses
