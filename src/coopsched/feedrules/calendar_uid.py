"""The calendar itself has a UID.

RFC 7986 (5.3) allows it. vdirsyncer, and with it khal, takes it for the UID of all that the
feed holds, and shows one event in place of hundreds.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
UID:5FC53010-1267-4F8E-BC28-1D7AE55A7C99
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000Z
DTEND:20250514T110000Z
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Delete the line: the feed's address is what tells it from others.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the UID of each calendar."""
    for calendar in feed.named("VCALENDAR"):
        line = calendar.first("UID")
        if line is not None:
            message = "this UID is the calendar's own: some programs take it for that of its events"
            yield feed.problem(message, line, help="delete the line")


RULE = Rule(
    id="feed-calendar-uid",
    severity=Severity.WARNING,
    summary="The calendar itself has a UID.",
    check=check,
    family="feed",
)
