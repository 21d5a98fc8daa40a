"""A UID is 255 octets long or longer.

Programs keep 255 octets of a UID and are free to cut the rest (RFC 5545 3.8.4.7, RFC 7986
5.3): two events that differ behind that become one.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:knots-knots-knots-knots-knots-knots-knots-knots-knots-knots-knots-knots
 -knots-knots-knots-knots-knots-knots-knots-knots-knots-knots-knots-knots-k
 nots-knots-knots-knots-knots-knots-knots-knots-knots-knots-knots-knots-kno
 ts-knots-knots-knots-knots-knots-knots-knots-knots@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000Z
DTEND:20250514T110000Z
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Choose a shorter one. A feed that has subscribers already keeps what it has: a new UID is a
new event to them.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, at_value
from coopsched.findings import Problem, Rule, Severity

_MOST = 254


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each UID that programs may cut."""
    for component, line in feed.properties("UID"):
        octets = len(line.value.encode("utf-8", "surrogatepass"))
        if octets > _MOST:
            yield feed.problem(
                f"this UID is {octets:,} octets long, and {_MOST} are the most",
                line,
                at_value(line),
                component=component,
                help="choose a shorter one, unless people have subscribed to this one",
            )


RULE = Rule(
    id="feed-uid-too-long",
    severity=Severity.WARNING,
    summary="A UID is 255 octets long or longer.",
    check=check,
    family="feed",
)
