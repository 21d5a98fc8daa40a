"""An event ends before it starts.

The end of an event, of a task and of a VFREEBUSY is later than its start (RFC 5545 3.8.2.2,
3.8.2.3). A party until 01:00 that does not say of which day is the usual reason. Programs
show such an event nowhere, or for a day too long.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:party@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T210000Z
DTEND:20250514T010000Z
SUMMARY:Party
END:VEVENT
END:VCALENDAR
```

## What to do

Correct one of the two. What ends after midnight ends on the next date.
"""

from collections.abc import Iterator
from datetime import timedelta

from coopsched.feedrules.feed import Feed, at_value
from coopsched.feedrules.times import length, timed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each end that comes before its start."""
    for component in feed.named("VEVENT", "VTODO", "VFREEBUSY"):
        start = timed(component.first("DTSTART"))
        end = timed(component.first("DTEND", "DUE"))
        if start is None or end is None:
            continue
        lasts = length(start, end)
        if lasts is not None and lasts < timedelta():
            yield feed.problem(
                f"this {component.name} ends at {end.line.value}, before it starts "
                f"at {start.line.value}",
                end.line,
                at_value(end.line),
                component=component,
                help="what ends after midnight ends on the next date",
            )


RULE = Rule(
    id="feed-end-before-start",
    severity=Severity.ERROR,
    summary="An event ends before it starts.",
    check=check,
    family="feed",
)
