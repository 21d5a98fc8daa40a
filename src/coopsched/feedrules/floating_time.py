"""A time is in no zone: neither UTC nor TZID says where it holds.

Such a time holds wherever the reader is (RFC 5545 3.3.5): 10:00 in Brussels is shown as 10:00
to who follows from Montréal. That is right for “brush your teeth”, and for nothing on a
conference programme. X-WR-TIMEZONE and a VTIMEZONE change nothing about it. The first is
shown, and the others are counted.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000
DTEND:20250514T110000
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Write times in UTC, with a Z at the end: `DTSTART:20250514T080000Z`.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import SHOWN, Feed, gathered
from coopsched.feedrules.times import timed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the first start or due time that is in no zone, and how many there are."""
    yield from gathered(_floating(feed), ("is", "are"))


def _floating(feed: Feed) -> Iterator[Problem]:
    for component, line in feed.properties("DTSTART", "DUE"):
        time = timed(line) if component.name in SHOWN else None
        if time is not None and time.form == "a time in no zone":
            yield feed.problem(
                "this time is in no zone: each reader is shown it as one of their own",
                line,
                component=component,
                help="write it in UTC, with a Z at its end",
            )


RULE = Rule(
    id="feed-floating-time",
    severity=Severity.WARNING,
    summary="A time is in no zone: neither UTC nor TZID says where it holds.",
    check=check,
    family="feed",
)
