"""A property stands in a component that cannot have it.

RFC 5545 (3.7, 3.8) and RFC 7986 (4) say of each property where it can stand: DUE in tasks,
METHOD in the calendar itself, COMMENT in STANDARD and DAYLIGHT and not in their VTIMEZONE.
Elsewhere it says nothing, and strict programs refuse the feed for it.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000Z
DUE:20250514T110000Z
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Move it to where it belongs, or delete it.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, at_name
from coopsched.feedrules.grammar import JUDGED, SHAPES
from coopsched.feedrules.names import PROPERTIES_OF_THE_CORE
from coopsched.feedrules.wording import listed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each known property that its component cannot have."""
    for component, line in feed.properties(*sorted(PROPERTIES_OF_THE_CORE)):
        if component.name not in JUDGED or line.name in SHAPES[component.name].allowed:
            continue
        places = [name for name in sorted(JUDGED) if line.name in SHAPES[name].allowed]
        yield feed.problem(
            f"{line.name} cannot stand in a {component.name}",
            line,
            at_name(line),
            component=component,
            help=f"it belongs in a {listed(places, 'or')}",
        )


RULE = Rule(
    id="feed-property-misplaced",
    severity=Severity.ERROR,
    summary="A property stands in a component that cannot have it.",
    check=check,
    family="feed",
)
