"""A local time comes twice, or never, on the night on which clocks change.

RFC 5545 (3.3.5) means the first of two, and for a time that is skipped the hour after. Of the
parsers that were tried, five read it otherwise: people come an hour early or late.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
DTSTART:20250330T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251026T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:night@harbour
DTSTAMP:20250301T120000Z
DTSTART;TZID=Europe/Brussels:20251026T023000
DTEND;TZID=Europe/Brussels:20251026T040000
SUMMARY:Night watch
END:VEVENT
END:VCALENDAR
```

## What to do

Write this time in UTC: `DTSTART:20251026T003000Z`.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, at_value
from coopsched.feedrules.times import iana, in_zones
from coopsched.feedrules.values import stamp
from coopsched.findings import Problem, Rule, Severity
from coopsched.moment import comes_twice, is_skipped
from coopsched.zones import zone

_YEARS = range(1902, 2200)


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each time in a zone that its clocks show twice, or never."""
    for component, line, tzid, start, end in in_zones(feed):
        found, name = stamp(line.value[start:end].partition("/")[0]), iana(tzid)
        if found is None or name is None or found.is_date or found.is_utc:
            continue
        if found.clock.year not in _YEARS:
            continue
        local = found.clock.replace(tzinfo=zone(name))
        twice = comes_twice(local)
        if twice or is_skipped(local):
            how = "twice on this night" if twice else "not at all on this night"
            yield feed.problem(
                f"in {name}, clocks show {local:%H:%M} {how}",
                line,
                at_value(line, start, end),
                component=component,
                help="write this time in UTC, with a Z at its end",
            )


RULE = Rule(
    id="feed-ambiguous-time",
    severity=Severity.WARNING,
    summary="A local time comes twice, or never, on the night on which clocks change.",
    check=check,
    family="feed",
)
