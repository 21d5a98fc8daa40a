"""A time names a zone that the feed does not describe.

Each TZID has its VTIMEZONE in the same calendar (RFC 5545 3.2.19, 3.6.5): the name alone
means nothing, though many programs guess well where it is one of the tz database. Those that
do not take their own zone, and show every event at a wrong hour to whoever is elsewhere.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART;TZID=Europe/Brussels:20250514T100000
DTEND;TZID=Europe/Brussels:20250514T110000
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Write times in UTC, which need no zone and which all programs read right:
`DTSTART:20250514T080000Z`. Or add a VTIMEZONE.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Component, Feed
from coopsched.feedrules.parameter_misplaced import no_zone
from coopsched.feedrules.values import unescaped
from coopsched.feedrules.wording import counted, quoted
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each zone that is named and not described, where it is named first, by calendar."""
    for (_, tzid), places in _missing(feed).items():
        number = counted(len(places), "time")
        yield Problem(
            message=f"no VTIMEZONE describes the zone {quoted(tzid)}, in which {number} "
            f"{'is' if len(places) == 1 else 'are'} written",
            position=feed.source.position(*min(places)),
            help="write the times in UTC, with a Z at the end, or add a VTIMEZONE",
        )


def _missing(feed: Feed) -> dict[tuple[int, str], list[tuple[int, int]]]:
    """Return, by calendar and zone, the places at which a zone is named that is not described."""
    zones = feed.named("VTIMEZONE")
    described = {
        (id(zone.parent), unescaped(line.value)) for zone in zones for line in zone.all("TZID")
    }
    missing: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for component, line in feed.properties():
        parameter = line.parameter("TZID")
        if parameter is None or no_zone(component, line) is not None:
            continue
        key = (id(_calendar(component)), unescaped(parameter.text))
        if key not in described:
            place = line.offset(parameter.start), line.offset(parameter.end)
            missing.setdefault(key, []).append(place)
    return missing


def _calendar(component: Component) -> Component:
    while component.parent is not None:
        component = component.parent
    return component


RULE = Rule(
    id="feed-timezone-missing",
    severity=Severity.ERROR,
    summary="A time names a zone that the feed does not describe.",
    check=check,
    family="feed",
)
