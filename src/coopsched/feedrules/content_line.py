r"""A line is no property: it has no name, or no colon.

Each line is `NAME:value` or `NAME;PARAMETER=…:value` (RFC 5545 3.1). One that is neither is most
often the rest of a text with a line break in it, which is written as `\n`, or of a line that was
broken without the blank that says so. Programs drop it, or refuse the feed.

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
DESCRIPTION:Bring a rope.
No ropes are lent.
END:VEVENT
END:VCALENDAR
```

## What to do

Write a line break inside a text as `\n`; begin a line that goes on with the one before it with a
blank; delete empty lines.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity

_HELP = r"write a line break inside a text as \n, or begin the next line with a blank"


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each line that is no property."""
    for line in feed.lines:
        if line.fault is not None:
            empty = not line.text.strip()
            yield feed.problem(line.fault, line, help="delete it" if empty else _HELP)


RULE = Rule(
    id="feed-content-line",
    severity=Severity.ERROR,
    summary="A line is no property: it has no name, or no colon.",
    check=check,
    family="feed",
)
