"""A property has a word that it does not know.

STATUS, TRANSP, CALSCALE, VERSION and COLOR each choose among a few words (RFC 5545 3.7, 3.8;
RFC 7986 5.9), and STATUS among others in a task than in an event. A program that meets
another word takes the default: an event with STATUS:CANCELED, which lacks an L, is held as
planned.

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
STATUS:CANCELED
SUMMARY:CANCELLED: Knots
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
```

## What to do

Write one of the words that the finding lists.
"""

import re
from collections.abc import Iterator

from coopsched.feedrules.choices import COLOURS, OF_PROPERTY, OPEN_PROPERTIES
from coopsched.feedrules.feed import Component, Feed, at_value
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.wording import listed, quoted
from coopsched.findings import Problem, Rule, Severity
from coopsched.text import nearest

_WORD = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
# One version, or the lowest and the highest; only 2.0 is registered for what RFC 5545 describes.
_VERSION = re.compile(r"(?:[0-9.]+;)?2\.0", re.ASCII)
_NAMES = sorted({name for _, name in OF_PROPERTY} | OPEN_PROPERTIES | {"COLOR", "VERSION"})


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each property with a word that is none of its own."""
    for component, line in feed.judged(*_NAMES):
        found = _fault(component, line)
        if found is not None:
            message, help_ = found
            yield feed.problem(message, line, at_value(line), component=component, help=help_)


def _fault(component: Component, line: ContentLine) -> tuple[str, str | None] | None:
    text = line.value
    words = OF_PROPERTY.get((component.name, line.name))
    if words is not None and text.upper() not in words:
        close = nearest(text.upper(), words)
        message = f"{line.name} is {listed(sorted(words), 'or')}, and not {quoted(text)}"
        return message, f"did you mean {close}?" if close else None
    if line.name == "COLOR" and text.lower() not in COLOURS:
        help_ = "names are those of CSS 3: turquoise, tomato, steelblue"
        return f"COLOR is the name of a colour, and not {quoted(text)}", help_
    if line.name == "VERSION" and _VERSION.fullmatch(text) is None:
        return f"VERSION is 2.0, and not {quoted(text)}", "write VERSION:2.0"
    if line.name in OPEN_PROPERTIES and _WORD.fullmatch(text) is None:
        return f"{line.name} is one word, and not {quoted(text)}", None
    return None


RULE = Rule(
    id="feed-unknown-value",
    severity=Severity.ERROR,
    summary="A property has a word that it does not know.",
    check=check,
    family="feed",
)
