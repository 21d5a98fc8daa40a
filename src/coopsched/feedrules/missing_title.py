"""An event has no title.

RFC 5545 allows it, and nobody can use it: programs show “(no title)”, “Untitled” or an empty
box.

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
DESCRIPTION:Knots for beginners
END:VEVENT
END:VCALENDAR
```

## What to do

Write SUMMARY.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each event without a SUMMARY, and each whose SUMMARY is empty."""
    for event in feed.named("VEVENT"):
        line = event.first("SUMMARY")
        if line is None or not line.value.strip():
            yield feed.problem(
                "this event has no title",
                line or event.begin,
                component=event,
                help="write SUMMARY",
            )


RULE = Rule(
    id="feed-missing-title",
    severity=Severity.WARNING,
    summary="An event has no title.",
    check=check,
    family="feed",
)
