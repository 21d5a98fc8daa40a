"""A value is not what its property takes.

Properties are typed (RFC 5545 3.3): a time is written as 20250514T100000Z, a length as
PT1H30M, a place as 50.8467;4.3525, an address with its scheme. Some have bounds: a PRIORITY
is 0 to 9. Some times must be in UTC (DTSTAMP, CREATED, LAST-MODIFIED), and those of a
VTIMEZONE must not. Programs that cannot read a value drop it, or the event, or refuse the
feed.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART:2025-05-14T10:00:00Z
DURATION:1 hour
GEO:51.23,2.91
SUMMARY:Knots
URL:www.example.org/knots
END:VEVENT
END:VCALENDAR
```

## What to do

Write the value as the finding shows.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from coopsched.feedrules.feed import Component, Feed, at_value
from coopsched.feedrules.grammar import IN_UTC, KINDS, parts_of, type_of
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.missing_parameter import meant_type
from coopsched.feedrules.values import duration, fault, stamp
from coopsched.findings import Problem, Rule, Severity

_GEO = re.compile(r"([+-]?\d+(?:\.\d+)?);([+-]?\d+(?:\.\d+)?)", re.ASCII)
_REQUEST_STATUS = re.compile(r"\d+(?:\.\d+){1,2};", re.ASCII)
_OBSERVANCES = ("STANDARD", "DAYLIGHT")
# Their own rules say more of them.
_ELSEWHERE = frozenset({"CAL-ADDRESS", "RECUR", "TEXT"})
_BOUNDS = {
    "PRIORITY": (0, 9),
    "PERCENT-COMPLETE": (0, 100),
    "REPEAT": (0, 2**31 - 1),
    "SEQUENCE": (0, 2**31 - 1),
}


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each value that is not what it should be, of a list each item."""
    for component, line in feed.judged():
        type_ = type_of(line)
        if type_ and line.name:
            for message, start, end in _faults(component, line, type_):
                span = at_value(line, start, end)
                yield feed.problem(f"{line.name}: {message}", line, span, component=component)


def _faults(component: Component, line: ContentLine, type_: str) -> Iterator[tuple[str, int, int]]:
    """Yield what is wrong with the values of a line, and where in its value."""
    judge, whole = _OF_PROPERTY.get(line.name), (0, len(line.value))
    if judge is not None:
        message = judge(line.value)
        if message is not None:
            yield message, *whole
        return
    kind = KINDS.get(line.name)
    if type_ in _ELSEWHERE or (kind is not None and type_ not in kind.types):
        return
    if line.parameter("VALUE") is None and meant_type(line) not in (None, type_):
        return  # a value of another type that only lacks its VALUE
    for start, end in parts_of(line):
        text = line.value[start:end]
        message = fault(type_, text) or _wrong_here(component, line, type_, text)
        if message is not None:
            yield message, start, end


def _wrong_here(component: Component, line: ContentLine, type_: str, text: str) -> str | None:
    """Return why a value that is well in itself cannot stand here."""
    if line.name in _BOUNDS:
        low, high = _BOUNDS[line.name]
        if not low <= int(text) <= high:
            top = f"{low} to {high}" if high < 2**31 - 1 else "0 or more"
            return f"the number is {top}"
    if type_ == "DURATION" and line.name != "TRIGGER":
        return _not_positive(line, text)
    return _wrong_clock(component, line, type_, text)


def _not_positive(line: ContentLine, text: str) -> str | None:
    length = duration(text) or timedelta()
    if length < timedelta() or (not length and line.name == "REFRESH-INTERVAL"):
        return "the length is positive"
    return None


def _wrong_clock(component: Component, line: ContentLine, type_: str, text: str) -> str | None:
    """Return why a time should be in UTC, or should not."""
    first = stamp(text.partition("/")[0])
    if first is None or type_ not in ("DATE-TIME", "DATE", "PERIOD"):
        return None
    if component.name in _OBSERVANCES:
        if first.is_utc or first.is_date:
            return "in a VTIMEZONE, times are local: no Z, and no date alone"
        return None
    must = line.name in IN_UTC or line.name in ("FREEBUSY", "TRIGGER")
    if component.name == "VFREEBUSY" and line.name in ("DTSTART", "DTEND"):
        must = True
    if must and not first.is_utc:
        return "this time must be in UTC, with a Z at its end"
    return None


def _not_place(text: str) -> str | None:
    match = _GEO.fullmatch(text)
    if match is None:
        return "a place is written as latitude;longitude: 50.8467;4.3525"
    if abs(float(match[1])) > 90:
        return "a latitude is -90 to 90; it comes first"
    return "a longitude is -180 to 180" if abs(float(match[2])) > 180 else None


def _not_request_status(text: str) -> str | None:
    return None if _REQUEST_STATUS.match(text) else "a status is written as 2.0;Success"


def _empty(text: str) -> str | None:
    return None if text.strip() else "this must not be empty"


_OF_PROPERTY: dict[str, Callable[[str], str | None]] = {
    "GEO": _not_place,
    "REQUEST-STATUS": _not_request_status,
    "PRODID": _empty,
    "TZID": _empty,
    "UID": _empty,
}

RULE = Rule(
    id="feed-invalid-value",
    severity=Severity.ERROR,
    summary="A value is not what its property takes.",
    check=check,
    family="feed",
)
