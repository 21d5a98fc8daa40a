"""A time is written in a zone before its VTIMEZONE begins.

A VTIMEZONE is valid from its first onset on (RFC 5545 3.6.5). Of a time before it, nobody
knows the offset: some programs take that of the first onset, some that before it, some UTC.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:STANDARD
DTSTART:20251026T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART;TZID=Europe/Brussels:20250514T100000
DTEND;TZID=Europe/Brussels:20250514T110000
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Let the VTIMEZONE begin earlier: add the STANDARD or DAYLIGHT that is in force. Or write times
in UTC.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.feedrules.observed import observed
from coopsched.feedrules.wording import counted, quoted
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the first time in each zone that is before it begins, and how many there are."""
    for zone in observed(feed):
        early = [use for use in zone.uses if zone.onsets.at(use.clock) is None]
        early.sort(key=lambda use: use.line.offset(0))
        if not early:
            continue
        name, line = zone.component.first("TZID"), early[0].line
        more = (
            f", and so {'is' if len(early) == 2 else 'are'} {counted(len(early) - 1, 'other time')}"
        )
        yield feed.problem(
            f"this is before the first onset of the zone {quoted(name.value if name else '')}"
            + (more if len(early) > 1 else ""),
            line,
            help="add the STANDARD or DAYLIGHT that is in force then, or write times in UTC",
        )


RULE = Rule(
    id="feed-timezone-uncovered",
    severity=Severity.WARNING,
    summary="A time is written in a zone before its VTIMEZONE begins.",
    check=check,
    family="feed",
)
