"""A line is longer than 75 octets.

RFC 5545 (3.1) has long lines folded: broken off after at most 75 octets, and continued on the
next line behind a blank. Octets are counted, not characters: é is two, and most emoji are four.
Programs with a fixed buffer cut such lines, or refuse the file. The first line is shown, and
the others are counted.

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
SUMMARY:Knots and how to untie them again before the tide comes in for the last time
END:VEVENT
END:VCALENDAR
```

## What to do

Fold the line: after at most 75 octets write CR LF and a blank, and go on. Never fold inside a
character. Libraries that write calendars do this; text that is put together by hand lacks it.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, gathered
from coopsched.findings import Problem, Rule, Severity

_MOST = 75


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the first line that is too long, and how many there are."""
    yield from gathered(_long(feed), ("is", "are"), "line")


def _long(feed: Feed) -> Iterator[Problem]:
    for line in feed.physical:
        if len(line.text) * 4 <= _MOST:
            continue
        octets = len(line.text.encode("utf-8", "surrogatepass"))
        if octets > _MOST:
            first = line.start + _fitting(line.text)
            yield Problem(
                message=f"this line is {octets:,} octets long, and {_MOST} are the most",
                position=feed.source.position(first, line.start + len(line.text)),
                help="fold it: break it off after 75 octets, and begin the next line with a blank",
            )


def _fitting(text: str) -> int:
    """Return how many characters of a line fit into 75 octets."""
    head = text.encode("utf-8", "surrogatepass")[:_MOST]
    return len(head.decode("utf-8", "ignore"))


RULE = Rule(
    id="feed-long-line",
    severity=Severity.WARNING,
    summary="A line is longer than 75 octets.",
    check=check,
    family="feed",
)
