"""A recurrence rule breaks the rules for rules.

An RRULE says how often with FREQ, and limits it with COUNT or UNTIL, never both; each part
stands once and has its bounds, and some parts fit only some frequencies (RFC 5545 3.3.10).
UNTIL is a date where DTSTART is one, and in UTC where DTSTART is in UTC or in a zone: written
otherwise, the last showing is lost in some programs and not in others.

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
RRULE:FREQ=WEEKLY;COUNT=3;UNTIL=20250528
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Correct the part that the finding points at.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Component, Feed, at_value
from coopsched.feedrules.recurrences import flaws
from coopsched.feedrules.values import stamp
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield what is wrong with each rule, part by part."""
    for component, line in feed.judged("RRULE", "EXRULE"):
        start = component.first("DTSTART")
        found = stamp(start.value) if start is not None else None
        zoned = start is not None and start.parameter("TZID") is not None
        floating = found is not None and not found.is_utc and not zoned
        onset = _is_observance(component)
        for flaw in flaws(line.value, found, floating=floating, onset=onset):
            span = at_value(line, flaw.start, flaw.end)
            yield feed.problem(flaw.message, line, span, component=component)


def _is_observance(component: Component) -> bool:
    return component.name in ("STANDARD", "DAYLIGHT")


RULE = Rule(
    id="feed-invalid-recurrence",
    severity=Severity.ERROR,
    summary="A recurrence rule breaks the rules for rules.",
    check=check,
    family="feed",
)
