"""A component stands in one that cannot hold it.

An alarm belongs to an event or a task; STANDARD and DAYLIGHT belong to a VTIMEZONE; events,
tasks, journals and time zones stand in the calendar itself, never in each other and in no
component of one's own (RFC 5545 3.6). What stands elsewhere, programs drop.

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
BEGIN:VEVENT
UID:bends@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T103000Z
DTEND:20250514T110000Z
SUMMARY:Bends
END:VEVENT
END:VEVENT
END:VCALENDAR
```

## What to do

Move it, from its BEGIN to its END, to where it belongs. A session within another is an event of
its own, and says so with RELATED-TO.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import SHOWN, Feed
from coopsched.feedrules.grammar import SHAPES
from coopsched.feedrules.wording import listed
from coopsched.findings import Problem, Rule, Severity

_NEVER_NESTED = SHOWN | {"VTIMEZONE"}


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each component that stands in one that cannot hold it, as far as both are known."""
    for component in feed.components:
        shape, parent = SHAPES.get(component.name), component.parent
        if shape is None or parent is None or not parent.closed:
            continue
        if parent.name not in SHAPES and component.name not in _NEVER_NESTED:
            continue  # a component that nobody knows may hold what it likes
        if parent.name not in shape.within:
            places = listed(sorted(shape.within), "or")
            yield feed.problem(
                f"a {component.name} cannot stand in a {parent.name}",
                component.begin,
                component=component,
                help=f"it belongs in a {places}" if places else "a calendar stands in nothing else",
            )


RULE = Rule(
    id="feed-component-misplaced",
    severity=Severity.ERROR,
    summary="A component stands in one that cannot hold it.",
    check=check,
    family="feed",
)
