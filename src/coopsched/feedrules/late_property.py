"""A property comes after what it should come before.

What is said of the calendar as a whole comes before its events (RFC 5545 3.7), and the bounds
of a VFREEBUSY before its times (3.6.4). Programs that read a feed as it arrives learn its
name, its scale or its method too late.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000Z
DTEND:20250514T110000Z
SUMMARY:Knots
END:VEVENT
NAME:Harbour days
END:VCALENDAR
```

## What to do

Move the line up, to the other properties of the calendar.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each property of a calendar behind its components, and each late bound of free time."""
    for calendar in feed.named("VCALENDAR"):
        first = min((each.begin.offset(0) for each in calendar.children), default=None)
        for line in calendar.lines:
            if first is not None and line.name and line.offset(0) > first:
                yield feed.problem(
                    f"{line.name} stands behind the components of its calendar",
                    line,
                    help="move it up, before the first BEGIN in the calendar",
                )
    for component in feed.named("VFREEBUSY"):
        times = False
        for line in component.lines:
            times = times or line.name == "FREEBUSY"
            if times and line.name in ("DTSTART", "DTEND"):
                message = f"{line.name} stands behind the times that it bounds"
                help_ = "move it up, before the first FREEBUSY"
                yield feed.problem(message, line, component=component, help=help_)


RULE = Rule(
    id="feed-late-property",
    severity=Severity.WARNING,
    summary="A property comes after what it should come before.",
    check=check,
    family="feed",
)
