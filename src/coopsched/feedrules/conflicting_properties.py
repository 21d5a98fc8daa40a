"""Two properties stand together that exclude each other.

An event has an end or a length, never both, and a task the same (RFC 5545 3.6.1, 3.6.2).
Where both stand, programs differ in which they believe, even if they agree today: one of them
is forgotten at the next move.

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
DURATION:PT1H
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Keep DTEND (in a task: DUE), which all programs read, and delete DURATION.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.feedrules.grammar import APART
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each DURATION beside an end."""
    for name, (end, length) in APART.items():
        for component in feed.named(name):
            second = component.first(length)
            if second is not None and component.first(end) is not None:
                yield feed.problem(
                    f"{end} and {length} cannot stand in one {name}",
                    second,
                    component=component,
                    help=f"keep {end}, and delete {length}",
                )


RULE = Rule(
    id="feed-conflicting-properties",
    severity=Severity.ERROR,
    summary="Two properties stand together that exclude each other.",
    check=check,
    family="feed",
)
