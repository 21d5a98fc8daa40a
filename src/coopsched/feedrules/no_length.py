"""An event ends when it starts.

DTEND is later than DTSTART (RFC 5545 3.8.2.2), also for an event of one whole day: the end is
the first day on which it is over. calcurse drops an event that lasts no time, and others show
a line that nobody can click on.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:harbour-day@harbour
DTSTAMP:20250301T120000Z
DTSTART;VALUE=DATE:20250514
DTEND;VALUE=DATE:20250514
SUMMARY:Harbour day
END:VEVENT
END:VCALENDAR
```

## What to do

Write when it ends; of a whole day, the day after it. What has no end, such as a deadline,
gets a minute.
"""

from collections.abc import Iterator
from datetime import timedelta

from coopsched.feedrules.feed import Component, Feed, at_value
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.times import lasting, length, timed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each end that is its start, and each length of nothing."""
    for component in feed.named("VEVENT", "VTODO", "VFREEBUSY"):
        line = _nothing(component)
        if line is not None:
            yield feed.problem(
                f"this {component.name} lasts no time",
                line,
                at_value(line),
                component=component,
                help="write when it ends: of a whole day, the day after it",
            )


def _nothing(component: Component) -> ContentLine | None:
    """Return the property that says that something lasts no time."""
    start, end = timed(component.first("DTSTART")), timed(component.first("DTEND", "DUE"))
    if lasting(component) == timedelta():
        return component.first("DURATION")
    if start is None or end is None or length(start, end) != timedelta():
        return None
    return end.line


RULE = Rule(
    id="feed-no-length",
    severity=Severity.ERROR,
    summary="An event ends when it starts.",
    check=check,
    family="feed",
)
