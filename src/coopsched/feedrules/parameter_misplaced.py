"""A parameter stands where it contradicts the value or the component.

TZID names the zone of a local time: beside a time in UTC, which ends in Z, or a date it says
something that cannot be so (RFC 5545 3.2.19), and programs differ in which of the two they
believe. RELATED counts from the start or end of an event, and not with a moment of its own
(3.8.6.3). In a VFREEBUSY or an alarm, nobody is asked to come: an ATTENDEE there is an
address and nothing more (3.8.4.1).

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART;TZID=Europe/Brussels:20250514T100000Z
DTEND:20250514T110000Z
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Take the parameter out, where the value is right; or the Z, where a local time is meant.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Component, Feed
from coopsched.feedrules.grammar import parts_of, type_of
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.values import stamp
from coopsched.findings import Problem, Rule, Severity

_OF_ATTENDEES = (
    "CN", "ROLE", "PARTSTAT", "RSVP", "CUTYPE", "MEMBER", "DELEGATED-TO", "DELEGATED-FROM",
    "SENT-BY", "DIR",
)  # fmt: skip
_OBSERVANCES = ("STANDARD", "DAYLIGHT")


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each parameter that cannot stand where it does."""
    for component, line in feed.judged():
        for name, message, help_ in _misplaced(component, line):
            parameter = line.parameter(name)
            if parameter is not None:
                span = (parameter.start, parameter.end)
                yield feed.problem(message, line, span, component=component, help=help_)


def _misplaced(component: Component, line: ContentLine) -> Iterator[tuple[str, str, str]]:
    """Yield the names of parameters that contradict something, with what, and what to do."""
    if line.parameter("TZID") is not None:
        why = no_zone(component, line)
        if why is not None:
            yield "TZID", f"TZID cannot stand here: {why}", "take TZID out, or correct the value"
    if line.name == "TRIGGER" and type_of(line) == "DATE-TIME":
        message = "RELATED cannot stand beside a moment of its own"
        yield "RELATED", message, "take RELATED out, or write how long before or after"
    if line.name == "ATTENDEE" and component.name in ("VFREEBUSY", "VALARM"):
        for name in _OF_ATTENDEES:
            yield name, f"{name} cannot stand in a {component.name}", f"take {name} out"


def no_zone(component: Component, line: ContentLine) -> str | None:
    """Return why a value can be in no zone; None where it can."""
    if component.name in _OBSERVANCES:
        return "a VTIMEZONE counts in its own offsets"
    if type_of(line) == "DATE":
        return "a date alone is in no zone"
    if type_of(line) == "TIME" and line.value.endswith("Z"):
        return "the time ends in Z, and so is in UTC"
    stamps = [stamp(line.value[start:end]) for start, end in parts_of(line)]
    if any(found is not None and found.is_utc for found in stamps):
        return "the time ends in Z, and so is in UTC"
    return None


RULE = Rule(
    id="feed-parameter-misplaced",
    severity=Severity.ERROR,
    summary="A parameter stands where it contradicts the value or the component.",
    check=check,
    family="feed",
)
