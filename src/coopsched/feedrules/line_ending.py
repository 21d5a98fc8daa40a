r"""A line does not end in carriage return and line feed.

RFC 5545 (3.1) ends each line of a calendar with both: CR LF. Most programs forgive a line feed
alone, as Linux and macOS write it; Outlook and strict validators do not. The last line of a
file needs its line break too. What one program writes, it writes everywhere: the first line is
shown, and the others are counted.

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
END:VEVENT
END:VCALENDAR
```

## What to do

Write CR LF at the end of each line, the last one too: in Python, join the lines with
`"\r\n"` and open the file with `newline=""`. Version control can change line breaks: for git,
put `*.ics -text` into `.gitattributes`. By hand, `unix2dos feed.ics`.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity

_NAMES = {"\n": "a line feed alone", "\r": "a carriage return alone", "": "no line break"}
_HELP = "end each line with CR LF (\\r\\n)"


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the first line with each wrong ending, and how many there are."""
    for ending, what in _NAMES.items():
        found = [line for line in feed.physical if line.ending == ending]
        if not found:
            continue
        end = found[0].start + len(found[0].text)
        more = f", and so do {len(found) - 1:,} more lines" if len(found) > 1 else ""
        yield Problem(
            message=f"this line ends in {what}{more}",
            position=feed.source.position(found[0].start, end),
            help=_HELP,
        )


RULE = Rule(
    id="feed-line-ending",
    severity=Severity.ERROR,
    summary="A line does not end in carriage return and line feed.",
    check=check,
    family="feed",
)
