"""A VTIMEZONE says other hours than the zone has.

A VTIMEZONE says when clocks change: by the clock before the change (RFC 5545 3.6.5). The
commonest fault is to write the clock after it, so that summer begins an hour late and
programs that read VTIMEZONE, as Outlook and Apple Calendar do, are an hour off in that hour;
the next common one an offset that was never that zone's. It is compared with the tz database,
for the years in which the feed has times.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:DAYLIGHT
DTSTART:20250330T030000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
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

Write times in UTC, and no VTIMEZONE at all; or let a program write the VTIMEZONE that has the
tz database.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coopsched.feedrules.feed import Feed, at_value
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.observed import Observed, observed, offset_at, offset_by_clock
from coopsched.feedrules.onsets import Onset
from coopsched.feedrules.wording import clock
from coopsched.findings import Problem, Rule, Severity
from coopsched.zones import Zone

_SECOND = timedelta(seconds=1)
_NEAR = timedelta(days=10)
_AN_HOUR_OFF = timedelta(hours=25)


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each line of a VTIMEZONE that is not as in its zone, once."""
    for zone in observed(feed):
        if zone.true is None:
            continue
        told: set[int] = set()
        for line, message in _faults(zone, zone.true):
            if id(line) not in told:
                told.add(id(line))
                help_ = "write times in UTC, or a VTIMEZONE as the tz database has it"
                yield feed.problem(message, line, at_value(line), help=help_)


def _faults(zone: Observed, true: Zone) -> Iterator[tuple[ContentLine, str]]:
    for i, onset in enumerate(zone.onsets.all):
        if onset.instant.year in zone.years:
            found = _onset_fault(onset, true, first=i == 0)
            if found is not None:
                yield found
    for use in zone.uses:
        onset_then = zone.onsets.at(use.clock)
        offset = offset_by_clock(true, use.clock)
        if onset_then is None or offset is None or offset == onset_then.after:
            continue
        message = (
            f"at {_when(use.clock)}, when this feed has a time, the offset of {true.key} is "
            f"{_offset(offset)}, and not {_offset(onset_then.after)}"
        )
        yield onset_then.after_line, message


def _onset_fault(onset: Onset, true: Zone, *, first: bool) -> tuple[ContentLine, str] | None:
    """Return what is wrong with an onset: when it is, or what it changes to.

    The first one may stand for the beginning of the data: then what was before it does not matter.
    """
    at = onset.instant
    before, after = offset_at(true, at - _SECOND), offset_at(true, at)
    if after == onset.after and before == onset.before:
        return None
    change = _change_near(true, at, onset.after, _AN_HOUR_OFF if first else _NEAR)
    if change is not None and change != at:
        local = change + offset_at(true, change - _SECOND)
        return onset.line, (
            f"{_offset(onset.after)} begins at {_when(onset.clock)} here, and in {true.key} "
            f"at {_when(local)}, by the clocks before the change"
        )
    if after == onset.after:
        return None if first else _before_fault(onset, true, before)
    return onset.after_line, (
        f"{true.key} has {_offset(after)} from {_when(onset.clock)} on, and not "
        f"{_offset(onset.after)}"
    )


def _before_fault(onset: Onset, true: Zone, before: timedelta) -> tuple[ContentLine, str]:
    return onset.line, (
        f"before {_when(onset.clock)} {true.key} has {_offset(before)}, and not "
        f"{_offset(onset.before)}"
    )


def _change_near(true: Zone, at: datetime, offset: timedelta, near: timedelta) -> datetime | None:
    """Return when the zone changes to an offset, so near to an instant; None for never."""
    low, high = at - near, at + near
    if offset_at(true, low) == offset or offset_at(true, high) != offset:
        return None
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        if offset_at(true, middle) == offset:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)  # a change is on the second, and less than one before


def _when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _offset(length: timedelta) -> str:
    return clock(length.total_seconds())


RULE = Rule(
    id="feed-timezone-wrong",
    severity=Severity.ERROR,
    summary="A VTIMEZONE says other hours than the zone has.",
    check=check,
    family="feed",
)
