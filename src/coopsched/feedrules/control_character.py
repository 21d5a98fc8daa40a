"""A control character stands in a line.

A calendar holds text: of the control characters only the tab may stand in it (RFC 5545 3.1).
libical, and with it Evolution, GNOME Calendar and KOrganizer, refuses a whole file for one of
them. They come with text that was copied out of a PDF or a terminal.

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
SUMMARY:Knots\x7f and bends
END:VEVENT
END:VCALENDAR
```

## What to do

Delete the character, or write a blank for it. A line break inside a text is written as `\\n`.
"""  # noqa: D301  the example holds a control character

import re
from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each control character."""
    for match in _CONTROL.finditer(feed.source.text):
        yield Problem(
            message=f"a control character (U+{ord(match[0]):04X}) stands here",
            position=feed.source.position(*match.span()),
            help="delete it: some programs refuse the whole feed for it",
        )


RULE = Rule(
    id="feed-control-character",
    severity=Severity.ERROR,
    summary="A control character stands in a line.",
    check=check,
    family="feed",
)
