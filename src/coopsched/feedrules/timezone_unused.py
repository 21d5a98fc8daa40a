"""A VTIMEZONE describes a zone in which no time is written.

It does no harm to programs, and tells people something that is not so: times without a TZID
are not in that zone, whatever stands at the top (RFC 5545 3.3.5). Mostly it shows that the
times lost their TZID.

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
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000
DTEND:20250514T110000
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Write the zone beside the times, `DTSTART;TZID=…:`, or take the VTIMEZONE out.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Component, Feed
from coopsched.feedrules.values import unescaped
from coopsched.feedrules.wording import quoted
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each VTIMEZONE without use; in a calendar that holds nothing else, it is its use."""
    used = {
        unescaped(parameter.text)
        for _, line in feed.properties()
        if (parameter := line.parameter("TZID")) is not None
    }
    for zone in feed.named("VTIMEZONE"):
        line = zone.first("TZID")
        if line is not None and unescaped(line.value) not in used and not _alone(zone):
            yield feed.problem(
                f"no time is written in the zone {quoted(line.value)}",
                line,
                help="write ;TZID= beside the times that are in it, or take the VTIMEZONE out",
            )


def _alone(zone: Component) -> bool:
    holder = zone.parent
    return holder is not None and all(child.name == "VTIMEZONE" for child in holder.children)


RULE = Rule(
    id="feed-timezone-unused",
    severity=Severity.WARNING,
    summary="A VTIMEZONE describes a zone in which no time is written.",
    check=check,
    family="feed",
)
