"""VALUE names a type that the property cannot have.

Each property has one type, or a few (RFC 5545 3.2.20, 3.8): a DTSTART is a date or a date
with a time, and nothing else. A program that is told otherwise drops the property, and often
all of the event.

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
SUMMARY;VALUE=URI:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Take VALUE out, or name a type that the property can have.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.feedrules.grammar import KINDS
from coopsched.feedrules.wording import listed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each VALUE that does not fit its property."""
    for component, line in feed.judged():
        said, kind, parameter = line.says("VALUE"), KINDS.get(line.name), line.parameter("VALUE")
        if not said or kind is None or parameter is None or said in kind.types:
            continue
        if line.name.startswith("X-"):
            continue  # of one's own properties, each may be of any type
        yield feed.problem(
            f"{line.name} is of type {listed(kind.types, 'or')}, and not {said}",
            line,
            (parameter.start, parameter.end),
            component=component,
            help="take VALUE out, or name a type that the property can have",
        )


RULE = Rule(
    id="feed-value-type",
    severity=Severity.ERROR,
    summary="VALUE names a type that the property cannot have.",
    check=check,
    family="feed",
)
