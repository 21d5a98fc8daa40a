"""A line is folded inside a character.

A character that is not of ASCII is several octets in UTF-8. Whoever counts octets and folds
between those of one character (RFC 5545 3.1) leaves two halves, neither of which is text: the
file is no UTF-8 any more, and programs show é as Ã© or as question marks, in all of the feed.

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
SUMMARY:Knots at the cafÃ
 ©
END:VEVENT
END:VCALENDAR
```

(The two lines of the title are shown as programs show them that take each octet for a
character.)

## What to do

Fold between characters: go back from octet 75 to where a character begins. Or let a library
write the calendar.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity

_LEADS = range(0xC2, 0xF5)
# What Windows-1252 leaves undefined stands in the text as U+FFFD: it may have been any octet.
_UNKNOWN = "\ufffd"


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each fold on both sides of which half a character stands.

    The text of a file that is no UTF-8 was read as Windows-1252, in which each octet is a
    character: the halves are looked for as they look there.
    """
    for before, after in zip(feed.physical, feed.physical[1:], strict=False):
        if after.text[:1] not in (" ", "\t") or before.text.isascii() or after.text.isascii():
            continue
        whole = _joined(before.text[-3:], after.text[1:4])
        if whole is not None:
            yield Problem(
                message=f"this line is folded inside a character, “{whole}”",
                position=feed.source.position(after.start, after.start + 2),
                help="fold before the character: no octet of it may stand on another line",
            )


def _joined(head: str, tail: str) -> str | None:
    """Return the character that the end of one line and the beginning of the next make."""
    octets, rest = _octets(head), _octets(tail)
    for taken in range(1, len(octets) + 1):
        if octets[-taken] not in _LEADS:
            continue
        for more in range(1, len(rest) + 1):
            try:
                text = bytes([*octets[-taken:], *rest[:more]]).decode("utf-8")
            except UnicodeDecodeError:
                continue
            return text if len(text) == 1 else None
    return None


def _octets(text: str) -> bytes:
    known = text.replace(_UNKNOWN, "\u20ac")  # an octet that goes on with a character: 0x80
    return known.encode("cp1252", "replace")


RULE = Rule(
    id="feed-split-character",
    severity=Severity.ERROR,
    summary="A line is folded inside a character.",
    check=check,
    family="feed",
)
