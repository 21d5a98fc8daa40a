"""Times that belong together are of different kinds.

The end of an event is a date where its start is one, a time in no zone where its start is in
none, and a fixed time where its start is fixed (RFC 5545 3.8.2.2). The same goes for DUE, and
for the RECURRENCE-ID of a changed showing (3.8.4.4); an event of whole days has a length in
days or weeks (3.8.2.5). Where the kinds differ, programs take midnight for the missing time,
or show nothing.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000Z
DTEND;VALUE=DATE:20250515
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Write both in the same way: two dates, two times in UTC, or two times with TZID.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Component, Feed, at_value
from coopsched.feedrules.grammar import parts_of
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.times import Timed, timed
from coopsched.feedrules.values import duration, stamp
from coopsched.findings import Problem, Rule, Severity

_HELP = "write both as dates, both in UTC, or both with TZID"
_HOLDERS = ("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY")


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each end, length, exception and changed showing that does not fit its start."""
    masters: dict[str, Timed] = {}
    for component in feed.named(*_HOLDERS):
        start = timed(component.first("DTSTART"))
        if start is None:
            continue
        if component.first("RECURRENCE-ID") is None and component.uid:
            masters.setdefault(component.uid, start)
        for name in ("DTEND", "DUE"):
            yield from _against(feed, component, timed(component.first(name)), start)
        yield from _length(feed, component, start)
        yield from _exceptions(feed, component, start)
    for component in feed.named(*_HOLDERS):
        showing = timed(component.first("RECURRENCE-ID"))
        if component.uid in masters:
            yield from _against(feed, component, showing, masters[component.uid])


def _against(
    feed: Feed, component: Component, time: Timed | None, start: Timed
) -> Iterator[Problem]:
    if time is not None and time.form != start.form:
        yield feed.problem(
            f"{time.line.name} is {time.form}, and DTSTART is {start.form}",
            time.line,
            component=component,
            help=_HELP,
        )


def _length(feed: Feed, component: Component, start: Timed) -> Iterator[Problem]:
    line = component.first("DURATION")
    if line is None or not start.stamp.is_date or "T" not in line.value:
        return
    if duration(line.value) is not None:
        yield feed.problem(
            "what begins on a date lasts days or weeks, and no hours",
            line,
            at_value(line),
            component=component,
            help="write DURATION:P1D, or leave it out for one day",
        )


def _exceptions(feed: Feed, component: Component, start: Timed) -> Iterator[Problem]:
    """Yield exceptions and further dates of another kind than the showings themselves."""
    for line in component.all("EXDATE", "RDATE"):
        if line.says("VALUE") != "PERIOD" and _has_other(line, start):
            kind = "a date" if start.stamp.is_date else "a date with a time"
            message = f"{line.name} is {kind} where DTSTART is one, and this is not"
            yield feed.problem(message, line, component=component, help=_HELP)


def _has_other(line: ContentLine, start: Timed) -> bool:
    stamps = [stamp(line.value[begin:end]) for begin, end in parts_of(line)]
    kinds = {found.is_date for found in stamps if found is not None}
    return kinds == {not start.stamp.is_date}


RULE = Rule(
    id="feed-mismatched-times",
    severity=Severity.ERROR,
    summary="Times that belong together are of different kinds.",
    check=check,
    family="feed",
)
