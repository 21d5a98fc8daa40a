"""Two VTIMEZONE describe one zone.

The TZID of a VTIMEZONE is unique in its calendar (RFC 5545 3.6.5, 3.8.3.1). Of two, a program
takes the first or the last; where they differ, so do the hours that it shows.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VTIMEZONE
TZID:Etc/UTC
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Etc/UTC
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
END:VCALENDAR
```

## What to do

Keep one of them.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.feedrules.values import unescaped
from coopsched.feedrules.wording import quoted
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the second VTIMEZONE of a name in each calendar, and each one after it."""
    seen: set[tuple[int, str]] = set()
    for zone in feed.named("VTIMEZONE"):
        line = zone.first("TZID")
        if line is None:
            continue
        key = (id(zone.parent), unescaped(line.value))
        if key in seen:
            yield feed.problem(
                f"the zone {quoted(line.value)} is described more than once",
                line,
                help="keep one VTIMEZONE for each zone",
            )
        seen.add(key)


RULE = Rule(
    id="feed-timezone-repeated",
    severity=Severity.ERROR,
    summary="Two VTIMEZONE describe one zone.",
    check=check,
    family="feed",
)
