"""BEGIN and END do not fit together.

A feed is one or more calendars, from BEGIN:VCALENDAR to END:VCALENDAR, and each thing in them
has its BEGIN and its END (RFC 5545 3.4, 3.6). Where one is missing, programs put properties
where they do not belong, or show nothing at all. A feed that ends in the middle was cut off
on its way.

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
END:VCALENDAR
```

## What to do

Write the missing line; each `BEGIN:` has its `END:`, the inner ones first. Where the end of the
file is missing, export it again.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each BEGIN, END or other line that fits into no component."""
    for fault in feed.structure_faults:
        yield feed.problem(fault.message, fault.line, help=fault.help)


RULE = Rule(
    id="feed-component-structure",
    severity=Severity.ERROR,
    summary="BEGIN and END do not fit together.",
    check=check,
    family="feed",
)
