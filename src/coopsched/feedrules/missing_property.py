"""A property is missing that is required.

A calendar says its VERSION and PRODID; an event its UID, when it was last changed (DTSTAMP)
and when it begins; a time zone its name and offsets; an alarm what it does and when (RFC 5545
3.6). Without a UID, a program that subscribes cannot tell a change from another event, and
shows both.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000Z
DTEND:20250514T110000Z
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Write the property. A UID is any text that nothing else in the world has, and that stays the
same as long as the event exists; DTSTAMP is the moment of its last change, in UTC.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Component, Feed
from coopsched.feedrules.grammar import ACTIONS_NEED, JUDGED, SHAPES, TOGETHER, type_of
from coopsched.feedrules.wording import listed
from coopsched.findings import Problem, Rule, Severity

_RECUR = ("VEVENT", "VTODO", "VJOURNAL")


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each component that lacks something, with all that it lacks."""
    for component in feed.components:
        if component.name not in JUDGED:
            continue
        missing = list(dict.fromkeys(_missing(component)))
        if missing:
            need = "is" if len(missing) == 1 else "are"
            yield feed.problem(
                f"{listed(missing)} {need} missing in this {component.name}",
                component.begin,
                component=component,
                help=_help(missing),
            )
    for alarm in feed.named("VALARM"):
        yield from _anchor(feed, alarm)


def _missing(component: Component) -> Iterator[str]:
    present = {line.name for line in component.lines}
    yield from sorted(SHAPES[component.name].required - present)
    for (name, one), other in TOGETHER.items():
        if name == component.name and one in present and other not in present:
            yield other
    if "DTSTART" not in present and _needs_start(component, present):
        yield "DTSTART"
    if component.name == "VALARM":
        action = component.first("ACTION")
        needed = ACTIONS_NEED.get(action.value.strip().upper() if action else "", ())
        yield from (name for name in needed if name not in present)
    if component.name == "VFREEBUSY" and not present & {"ORGANIZER", "ATTENDEE"}:
        yield "ORGANIZER"


def _needs_start(component: Component, present: set[str]) -> bool:
    if component.name in _RECUR and "RRULE" in present:
        return True
    calendar = component.parent
    without_method = calendar is None or calendar.first("METHOD") is None
    return component.name == "VEVENT" and without_method


def _help(missing: list[str]) -> str:
    if missing == ["UID"]:
        return "write a text that nothing else has, and that stays the same for ever"
    if missing == ["VERSION"]:
        return "write VERSION:2.0"
    if missing == ["DTSTAMP"]:
        return "write when it was last changed, in UTC: DTSTAMP:20250301T120000Z"
    return f"write {listed(missing)}"


def _anchor(feed: Feed, alarm: Component) -> Iterator[Problem]:
    """Yield an alarm that counts from a start or an end that its event does not have (3.8.6.3)."""
    trigger, holder = alarm.first("TRIGGER"), alarm.parent
    if trigger is None or holder is None or type_of(trigger) != "DURATION":
        return
    needed = _needed(holder, from_end=trigger.says("RELATED") == "END")
    if needed is not None:
        yield feed.problem(
            f"this alarm needs {needed} in its {holder.name}",
            trigger,
            component=alarm,
            help=f"write {needed}, or an alarm at a moment of its own: TRIGGER;VALUE=DATE-TIME:…",
        )


def _needed(holder: Component, *, from_end: bool) -> str | None:
    """Return what an event or a task lacks to count from; None where nothing is missing."""
    present = {line.name for line in holder.lines}
    end = {"VEVENT": "DTEND", "VTODO": "DUE"}.get(holder.name)
    if from_end and end is not None:
        well = end in present or {"DTSTART", "DURATION"} <= present
        return None if well else f"{end}, or DTSTART and DURATION"
    # That an event lacks its start is said already.
    return "DTSTART" if holder.name == "VTODO" and "DTSTART" not in present else None


RULE = Rule(
    id="feed-missing-property",
    severity=Severity.ERROR,
    summary="A property is missing that is required.",
    check=check,
    family="feed",
)
