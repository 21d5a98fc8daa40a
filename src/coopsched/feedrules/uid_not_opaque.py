"""A UID has more than letters, digits and hyphens.

RFC 5545 (3.8.4.7) recommended UIDs that end with a host's name; RFC 7986 (5.3) forbids what
could tell of a host or a person, and allows letters, digits and hyphens alone. Nearly every
UID in the world has the older form, all programs read it, and one that has subscribers can
never change. So this rule is silent until it is asked for.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:knots@mail.example.org
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000Z
DTEND:20250514T110000Z
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

For a new feed, take random ones: `UID:5FC53010-1267-4F8E-BC28-1D7AE55A7C99`. Leave those that
are published.
"""

import re
from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, at_value, gathered
from coopsched.findings import Problem, Rule, Severity

_OPAQUE = re.compile(r"[A-Za-z0-9-]*", re.ASCII)


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the first UID of the older form, and how many there are."""
    yield from gathered(_told(feed), ("does", "do"))


def _told(feed: Feed) -> Iterator[Problem]:
    for component, line in feed.properties("UID"):
        if _OPAQUE.fullmatch(line.value) is None:
            yield feed.problem(
                "this UID has more than letters, digits and hyphens",
                line,
                at_value(line),
                component=component,
                help="for a new feed, take random ones; leave those that are published",
            )


RULE = Rule(
    id="feed-uid-not-opaque",
    severity=Severity.OFF,
    summary="A UID has more than letters, digits and hyphens.",
    check=check,
    family="feed",
)
