r"""A comma, a semicolon or a backslash in a text is not escaped.

In a text, a comma is written as `\,`, a semicolon as `\;`, a backslash as `\\`, and a line
break as `\n`; a colon stands as it is (RFC 5545 3.3.11). Programs that read by the letter end
the text where the comma or semicolon stands: « Brussels, room 3 » becomes « Brussels ».

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
SUMMARY:Knots, bends; and hitches
LOCATION:Attic\: the back room
END:VEVENT
END:VCALENDAR
```

## What to do

Write a backslash before each comma, semicolon and backslash that belongs to the text, and
none before anything else. In CATEGORIES and RESOURCES, a comma parts two of them and stays as
it is.
"""

import re
from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, at_value
from coopsched.feedrules.grammar import KINDS, Kind, type_of
from coopsched.feedrules.lines import ContentLine
from coopsched.findings import Problem, Rule, Severity

_MARK = re.compile(r"\\[\\;,nN]|\\.?|[,;]", re.DOTALL)
_WELL = re.compile(r"\\[\\;,nN]")
_NAMES = {",": "comma", ";": "semicolon"}


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each text in which something is not escaped, at the first such place."""
    for component, line in feed.judged():
        kind = KINDS.get(line.name)
        if kind is None or type_of(line) != "TEXT" or kind.types[0] != "TEXT":
            continue
        faults = list(_faults(line, kind))
        if faults:
            message, start, end, help_ = faults[0]
            more = f", the first of {len(faults)} such places in it" if len(faults) > 1 else ""
            yield feed.problem(
                f"{line.name}: {message}{more}",
                line,
                at_value(line, start, end),
                component=component,
                help=help_,
            )


def _faults(line: ContentLine, kind: Kind) -> Iterator[tuple[str, int, int, str]]:
    """Yield what is not escaped, or should not be, and where in the value."""
    for match in _MARK.finditer(line.value):
        mark = match[0]
        if _WELL.fullmatch(mark) or (mark == "," and kind.listed):
            continue
        if mark == ";" and kind.parted:
            continue
        if mark in _NAMES:
            yield f"a {_NAMES[mark]} is not escaped", *match.span(), f"write \\{mark}"
        elif mark == "\\:":
            yield "a colon is escaped, and must not be", *match.span(), "write : alone"
        else:
            yield "a backslash is not escaped", *match.span(), r"write \\"


RULE = Rule(
    id="feed-unescaped-text",
    severity=Severity.ERROR,
    summary="A comma, a semicolon or a backslash in a text is not escaped.",
    check=check,
    family="feed",
)
