"""A property comes after what it should come before.

What is said of the calendar as a whole comes before its events (RFC 5545 3.7), what is said of
an event before its alarms (3.6.1), and the bounds of a VFREEBUSY before its times (3.6.4).
Programs that read a feed as it arrives learn a name, a scale or a place too late.

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
END:VEVENT
NAME:Harbour days
END:VCALENDAR
```

## What to do

Move the line up, to the other properties of the calendar or of the event.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import SHOWN, Component, Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each property behind the components of what it is about, and each late bound."""
    for component in feed.named("VCALENDAR", *sorted(SHOWN)):
        yield from _behind_components(feed, component)
    for component in feed.named("VFREEBUSY"):
        yield from _behind_times(feed, component)


def _behind_components(feed: Feed, holder: Component) -> Iterator[Problem]:
    first = min((each.begin.offset(0) for each in holder.children), default=None)
    name = "calendar" if holder.name == "VCALENDAR" else holder.name
    for line in holder.lines:
        if first is not None and line.name and line.offset(0) > first:
            yield feed.problem(
                f"{line.name} stands behind the components of its {name}",
                line,
                component=holder,
                help=f"move it up, before the first BEGIN in the {name}",
            )


def _behind_times(feed: Feed, component: Component) -> Iterator[Problem]:
    times = False
    for line in component.lines:
        times = times or line.name == "FREEBUSY"
        if times and line.name in ("DTSTART", "DTEND"):
            message = f"{line.name} stands behind the times that it bounds"
            help_ = "move it up, before the first FREEBUSY"
            yield feed.problem(message, line, component=component, help=help_)


RULE = Rule(
    id="feed-late-property",
    severity=Severity.WARNING,
    summary="A property comes after what it should come before.",
    check=check,
    family="feed",
)
