"""A feed sets alarms on other people's devices.

Whoever follows a feed of a hundred sessions does not want a hundred alarms. Some programs
ring for each, some ask, some drop them. Readers set their own reminders. The first is shown,
and the others are counted.

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
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
DESCRIPTION:Knots
END:VALARM
END:VEVENT
END:VCALENDAR
```

## What to do

Leave VALARM out.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, gathered
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the first alarm, and how many there are."""
    yield from gathered(_alarms(feed), ("does", "do"), "alarm")


def _alarms(feed: Feed) -> Iterator[Problem]:
    for alarm in feed.named("VALARM"):
        yield feed.problem(
            "this alarm goes off on the device of everybody who subscribes",
            alarm.begin,
            component=alarm,
            help="leave VALARM out: readers set their own reminders",
        )


RULE = Rule(
    id="feed-alarm",
    severity=Severity.WARNING,
    summary="A feed sets alarms on other people's devices.",
    check=check,
    family="feed",
)
