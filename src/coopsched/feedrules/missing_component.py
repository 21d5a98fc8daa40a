"""A calendar or a time zone has nothing in it.

A calendar holds at least one component, and a VTIMEZONE at least one STANDARD or DAYLIGHT
(RFC 5545 3.6, 3.6.5). A feed whose last event was taken out keeps its address, and needs
something to hold: programs that get an empty calendar report an error at each refresh.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
NAME:Harbour days
END:VCALENDAR
```

## What to do

Leave what was cancelled in the feed, with STATUS:CANCELLED. Where nothing is left, let the
calendar hold a VTIMEZONE with its STANDARD.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each calendar without components, and each zone without observances."""
    for calendar in feed.named("VCALENDAR"):
        if not calendar.children:
            yield feed.problem(
                "this calendar holds nothing, and it needs one component at least",
                calendar.begin,
                help="leave cancelled events in it, or put a VTIMEZONE into it",
            )
    for zone in feed.named("VTIMEZONE"):
        if not any(child.name in ("STANDARD", "DAYLIGHT") for child in zone.children):
            yield feed.problem(
                "this time zone has neither a STANDARD nor a DAYLIGHT",
                zone.begin,
                help="a zone whose clocks never change has one STANDARD, with the same offset in "
                "TZOFFSETFROM and TZOFFSETTO",
            )


RULE = Rule(
    id="feed-missing-component",
    severity=Severity.ERROR,
    summary="A calendar or a time zone has nothing in it.",
    check=check,
    family="feed",
)
