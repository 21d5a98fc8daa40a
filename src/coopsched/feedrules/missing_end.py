"""An event has neither an end nor a length.

By RFC 5545 (3.6.1) it ends when it starts. Some programs show an hour instead, some a line,
calcurse nothing. An event of a whole day needs no end: it lasts that day.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:party@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T210000Z
SUMMARY:Party
END:VEVENT
END:VCALENDAR
```

## What to do

Write DTEND. Where nobody knows the end, write a likely one, and say in the description that
it is open.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.feedrules.times import timed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each event at a time of day that says nothing of its end."""
    for event in feed.named("VEVENT"):
        start = timed(event.first("DTSTART"))
        if start is None or start.stamp.is_date or event.first("DTEND", "DURATION") is not None:
            continue
        yield feed.problem(
            "this event says neither when it ends nor how long it lasts",
            start.line,
            component=event,
            help="write DTEND: programs make up an end, or show nothing",
        )


RULE = Rule(
    id="feed-missing-end",
    severity=Severity.WARNING,
    summary="An event has neither an end nor a length.",
    check=check,
    family="feed",
)
