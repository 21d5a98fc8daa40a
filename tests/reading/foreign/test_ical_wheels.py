"""The calendars that two libraries ship for their own tests: dirt of twenty years, all of it read.

What recurs is compared with what recurring-ical-events makes of it.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import coopsched
from coopsched.document import Document
from coopsched.moment import utc
from coopsched.reading.hints import Hints
from coopsched.zones import zone

LIBRARIES = ("icalendar", "recurring_ical_events")
# What is held otherwise than the library says, and why: all of these contradict themselves.
OTHERWISE = {
    "bad_rrule_missing_until_event": "the library refuses it",
    "end_before_start_event": "an end before its start is reported, and not put right",
    "issue_132_swapped_start_and_end": "an end before its start is reported, and not put right",
    "issue_117_until_before_dtstart": "an event is held at its DTSTART, whatever its rule says",
    "issue_148_edge_case_1": "an older revision of an event is kept beside the newer one",
    "issue_148_edge_case_2": "an older revision of an event is kept beside the newer one",
    "issue_148_exdate_and_rdate_updated": "an older revision is kept beside the newer one",
    "issue_148_ignored_exdate": "an older revision of an event is kept beside the newer one",
    "issue_163_deleted_modification": "an older revision of an event is kept beside the newer one",
    "issue_253_additional_recurrence_id": "a change whose series does not have it is a session",
    "issue_75_range_parameter": "a change of all later showings is read as one of them",
    "rdate": "no more than 366 showings are read",
}


def installed(library: str) -> Path | None:
    """Return the folder of a library; None where it is not installed."""
    spec = find_spec(library)
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def shipped() -> list[Path]:
    """Return the calendars of the libraries that are installed."""
    folders = filter(None, map(installed, LIBRARIES))
    return [path for folder in folders for path in sorted(folder.rglob("*.ics"))]


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_libraries_ship_calendars(library: str) -> None:
    folder = installed(library)
    if folder is None and "CI" not in os.environ:
        pytest.skip(f"{library} is not installed: pip install 'coopsched[test]'")
    assert folder is not None
    assert len(list(folder.rglob("*.ics"))) > 50


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_each_is_read_and_checked(path: Path) -> None:
    document = coopsched.read(path, hints=Hints(format="ical"))
    lines = len(document.source.lines)
    for finding in coopsched.check(document):
        assert finding.message
        assert finding.position is not None
        assert 1 <= finding.position.line <= finding.position.end_line <= lines


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_no_event_is_lost(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace").upper()
    events = sum(line.strip() == "BEGIN:VEVENT" for line in text.splitlines())
    document = coopsched.read(path, hints=Hints(format="ical"))
    series = "RRULE" in text or "RDATE" in text
    if not series:
        assert len(document.programme.sessions) == events
    elif events:
        assert document.programme.sessions


def recurring() -> list[Path]:
    """Return the calendars of which recurring-ical-events tests when they are held."""
    folder = installed("recurring_ical_events")
    found = sorted(folder.rglob("*.ics")) if folder is not None else []
    return [path for path in found if path.stem not in OTHERWISE]


@pytest.mark.filterwarnings("ignore")  # the libraries' own
@pytest.mark.parametrize("path", recurring(), ids=lambda path: path.stem)
def test_what_recurs_is_held_when_the_library_says(path: Path) -> None:
    document = coopsched.read(path)
    starts = [session.start for session in document.programme.sessions if session.start is not None]
    ours = {utc(start) for start in starts if start.time() != time_of_day()}
    if ours:
        theirs = held(path, document, min(ours), max(ours) + timedelta(minutes=1))
        assert {each for each in theirs if min(ours) <= each <= max(ours)} == ours
    else:
        assert all(start.time() == time_of_day() for start in starts)


def held(path: Path, document: Document, first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield when the library finds that events begin, those of whole days aside."""
    icalendar, library = import_module("icalendar"), import_module("recurring_ical_events")
    home = zone(document.programme.timezone)
    calendar: Any = library.of(icalendar.Calendar.from_ical(path.read_bytes()))
    for event in calendar.between(first, last):
        start = event["DTSTART"].dt
        if isinstance(start, datetime):
            aware = start if start.tzinfo is not None else start.replace(tzinfo=home)
            if aware.astimezone(home).time() != time_of_day():
                yield aware.astimezone(UTC)


def test_each_exception_is_still_one() -> None:
    stems = {path.stem for path in shipped()}
    if installed("recurring_ical_events") is not None:
        assert stems >= OTHERWISE.keys()
