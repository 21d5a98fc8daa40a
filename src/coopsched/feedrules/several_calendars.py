"""A file holds more than one calendar.

RFC 5545 (3.4) lets calendars follow each other in one file. Few programs that subscribe
expect it: most show the first one only, some refuse the feed.

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
END:VCALENDAR
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:bends@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T110000Z
DTEND:20250514T120000Z
SUMMARY:Bends
END:VEVENT
END:VCALENDAR
```

## What to do

Put all events into one calendar, or publish each calendar at an address of its own.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the second calendar."""
    calendars = [each for each in feed.named("VCALENDAR") if each.parent is None]
    if len(calendars) > 1:
        yield feed.problem(
            f"this is the second of {len(calendars)} calendars in one file",
            calendars[1].begin,
            help="put all events into one calendar, or publish each at an address of its own",
        )


RULE = Rule(
    id="feed-several-calendars",
    severity=Severity.WARNING,
    summary="A file holds more than one calendar.",
    check=check,
    family="feed",
)
