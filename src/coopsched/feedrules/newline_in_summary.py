r"""A title holds a line break.

SUMMARY is a short text on one line (RFC 5545 3.8.1.12). calcurse drops an event whose title
has a line break; others cut it there, in the month's view at least.

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
SUMMARY:Knots\nfor beginners
END:VEVENT
END:VCALENDAR
```

## What to do

Write a blank or a dash for it, or move what follows into the DESCRIPTION.
"""

import re
from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, at_value
from coopsched.findings import Problem, Rule, Severity

_BREAK = re.compile(r"(?<!\\)(?:\\\\)*(\\[nN])")


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each title with a line break in it."""
    for component, line in feed.judged("SUMMARY"):
        match = _BREAK.search(line.value) if component.name != "VALARM" else None
        if match is not None:
            yield feed.problem(
                "this title holds a line break",
                line,
                at_value(line, *match.span(1)),
                component=component,
                help="write a blank for it, or move what follows into the DESCRIPTION",
            )


RULE = Rule(
    id="feed-newline-in-summary",
    severity=Severity.WARNING,
    summary="A title holds a line break.",
    check=check,
    family="feed",
)
