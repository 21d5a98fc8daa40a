"""Prints what a calendar library of Python reads in feeds: `read.py LIBRARY FEED...`.

A line of JSON a feed: `{"feed": path, "rows": [[uid, start, end, summary, location, status]…]}`,
a row an occurrence, times in UTC as `2026-10-24T08:00:00Z`, dates as `2026-10-24`. Where the
library refuses a feed, `"refused"` holds its words. Most of these libraries have no types.
"""

import json
import sys
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

Row = list[str]


def main() -> None:
    """Read each feed that the command line names with the library that it names."""
    warnings.simplefilter("error")
    library, *feeds = sys.argv[1:]
    read = LIBRARIES[library]
    for feed in feeds:
        told: dict[str, Any] = {"feed": feed}
        try:
            told["rows"] = list(read(Path(feed).read_bytes()))
        except Exception as error:  # whatever stops the library is what is asked
            told["refused"] = f"{type(error).__name__}: {error}"
        print(json.dumps(told))


def icalendar(feed: bytes) -> Iterator[Row]:
    """Read with icalendar, which keeps what it cannot parse as errors of the event."""
    from icalendar import Calendar

    of = import_module("recurring_ical_events").of

    for event in Calendar.from_ical(feed).walk("VEVENT"):
        if event.errors:
            raise ValueError(event.errors)
        alone = Calendar()
        alone.add_component(event)
        for each in of(alone).all() if {"RRULE", "RDATE"} & event.keys() else [event]:
            yield _of_icalendar(each)


def recurring(feed: bytes) -> Iterator[Row]:
    """Read with recurring-ical-events, which looks at the whole calendar."""
    from icalendar import Calendar

    of = import_module("recurring_ical_events").of

    yield from map(_of_icalendar, of(Calendar.from_ical(feed)).all())


def _of_icalendar(event: Any) -> Row:
    words = (str(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "STATUS"))
    return [str(event["UID"]), when(event.start), when(event.end), *words]


def ical(feed: bytes) -> Iterator[Row]:
    """Read with ical, Home Assistant's library: it validates all, and raises."""
    calendar = import_module("ical.calendar_stream").IcsCalendarStream
    for event in calendar.calendar_from_ics(feed.decode()).timeline_tz(UTC):
        status = "" if event.status is None else event.status.value
        words = (event.summary or "", event.location or "", status)
        yield [event.uid, when(event.dtstart), when(event.dtend), *words]


def vobject(feed: bytes) -> Iterator[Row]:
    """Read with vobject, of Radicale and many more, and validate."""
    calendar = import_module("vobject").readOne(feed.decode())
    calendar.validate(raiseException=True)
    for event in getattr(calendar, "vevent_list", ()):
        value = event.getChildValue
        words = [value(name, "") for name in ("summary", "location", "status")]
        start, end = value("dtstart"), value("dtend")
        for begin in event.getrruleset(addRDate=True) or [start]:
            if not isinstance(start, datetime) and isinstance(begin, datetime):
                begin = begin.date()  # noqa: PLW2901  its recurrences are always of times
            finish = end and begin + (end - start)
            yield [value("uid"), when(begin), when(finish), *words]


def ics(feed: bytes) -> Iterator[Row]:
    """Read with ics, which knows no recurrences, and all-day events only as local times."""
    for event in import_module("ics").Calendar(feed.decode()).events:
        start, end = event.begin.datetime, event.end.datetime
        times = (start.date(), end.date()) if event.all_day else (start, end)
        words = (event.name or "", event.location or "", event.status or "")
        yield [event.uid, *map(when, times), *words]


def when(moment: date | datetime | None) -> str:
    """Return a date as it is, and a time in UTC; one of no zone shows that it has none."""
    if not isinstance(moment, datetime):
        return "" if moment is None else moment.isoformat()
    if moment.tzinfo is None:
        return moment.isoformat()
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


LIBRARIES = {
    "ical": ical,
    "icalendar": icalendar,
    "ics": ics,
    "recurring-ical-events": recurring,
    "vobject": vobject,
}

if __name__ == "__main__":
    main()
