"""An event has two recurrence rules.

RFC 5545 (3.8.5.3) leaves open what two RRULE of one event mean together, so that each program
shows other times. Most take the first, some the last, few both.

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
RRULE:FREQ=DAILY;COUNT=3
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Write one rule; or list what it leaves out with RDATE; or make two events of it.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the second rule of each component."""
    for component in feed.components:
        rules = component.all("RRULE")
        if len(rules) > 1:
            yield feed.problem(
                f"this {component.name} has {len(rules)} recurrence rules, "
                "and nobody knows what they mean together",
                rules[1],
                component=component,
                help="write one rule, and list other dates with RDATE",
            )


RULE = Rule(
    id="feed-repeated-recurrence",
    severity=Severity.WARNING,
    summary="An event has two recurrence rules.",
    check=check,
    family="feed",
)
