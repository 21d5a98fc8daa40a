"""Time zones as iCalendar components (RFC 5545, 3.6.5), exact in the years they are made for."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from coopsched import zones

_DAY = timedelta(days=1)
_STEP = timedelta(days=3)
_SECOND = timedelta(seconds=1)
_NONE = timedelta()
_WALL_CLOCK = "%Y%m%dT%H%M%S"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@lru_cache(maxsize=256)
def vtimezone(name: str, first: int, last: int) -> bytes:
    """Return the VTIMEZONE of an IANA zone for the years ``first`` to ``last``, inclusive.

    Its lines end in CRLF and need no folding. Each instant whose year, in UTC or by the
    clocks of the zone, is one of these has the offset and the name that the tzdata package
    gives it; of other years nothing is promised. Raises LookupError where no zone has that
    name, and ValueError where the years are in the wrong order.
    """
    if first > last:
        raise ValueError(f"the years {first} to {last} are in the wrong order")
    start, stop = (datetime(year, 1, 1, tzinfo=UTC) for year in (first, last + 1))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    for run in _runs(_known_from(start - _DAY, zones.zone(name), last)):
        if run.changes[0].instant < stop + _DAY:
            lines += _observance(run, last)
    lines += ["END:VTIMEZONE", ""]
    return "\r\n".join(lines).encode("ascii")


class _Change(NamedTuple):
    """A change of a zone's offset, or of the name that this offset goes by."""

    instant: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool

    @property
    def onset(self) -> datetime:
        """What the clocks show as it comes, in the offset before it, and only labelled UTC."""
        return self.instant + self.before

    @property
    def habit(self) -> tuple[object, ...]:
        """What is the same each year where a law fixes the change: all but which week."""
        onset = self.onset
        return (*self[1:], onset.month, onset.weekday(), onset.time())

    @property
    def weeks(self) -> frozenset[int]:
        """Which of its weekdays in the month it comes on, as BYDAY counts: 1 to 5, -1 the last."""
        onset = self.onset
        is_last = (onset + 7 * _DAY).month != onset.month
        return frozenset([(onset.day + 6) // 7] + [-1] * is_last)


class _Run(NamedTuple):
    """Changes of consecutive years by one rule, and the weeks that fit all of them."""

    changes: tuple[_Change, ...]
    weeks: frozenset[int]

    def takes(self, change: _Change) -> bool:
        """Tell whether the change is next year's of the same rule."""
        last = self.changes[-1]
        return (
            change.onset.year == last.onset.year + 1
            and change.habit == last.habit
            and not self.weeks.isdisjoint(change.weeks)
        )


def _known_from(start: datetime, zone: tzinfo, last: int) -> list[_Change]:
    """Return the change that brought the clocks at ``start``, and those after it.

    They go on for a year after ``last``, which shows whether a rule holds there still.
    If no change is found in the year before ``start``, one that changes nothing stands
    for it. It is a STANDARD one: what has held for so long is the standard to its people.
    """
    origin = datetime(start.year, 1, 1, tzinfo=UTC)
    changes = list(_changes(zone, origin, datetime(last + 2, 1, 1, tzinfo=UTC)))
    count = sum(change.instant <= start for change in changes)
    if count:
        return changes[count - 1 :]
    offset, name = _clock(zone, origin)
    return [_Change(origin - offset, offset, offset, name, daylight=False), *changes]


def _changes(zone: tzinfo, start: datetime, stop: datetime) -> Iterator[_Change]:
    """Yield the changes between two instants, by looking at the clocks every few days.

    Since 1970 no zone has changed them again within five days.
    """
    clock = _clock(zone, start)
    while start < stop:
        later = _clock(zone, start + _STEP)
        if later != clock:
            yield _change(zone, start)
        start, clock = start + _STEP, later


def _change(zone: tzinfo, start: datetime) -> _Change:
    """Return the change that comes within a step of ``start``, to the second."""
    clock = _clock(zone, start)
    seconds = bisect_left(
        range(_STEP // _SECOND),
        True,
        key=lambda each: _clock(zone, start + each * _SECOND) != clock,
    )
    instant = start + seconds * _SECOND
    offset, name = _clock(zone, instant)
    return _Change(instant, clock[0], offset, name, _is_daylight(zone, instant))


def _clock(zone: tzinfo, instant: datetime) -> tuple[timedelta, str]:
    local = instant.astimezone(zone)
    return local.utcoffset() or _NONE, local.tzname() or ""


def _is_daylight(zone: tzinfo, instant: datetime) -> bool:
    """Tell whether a change begins the time that is ahead of the other one.

    By law Irish winter is daylight saving of minus one hour, and so is Ramadan in Morocco.
    Calendars expect DAYLIGHT to be ahead of STANDARD: for them it begins where such a
    winter ends.
    """
    saved = instant.astimezone(zone).dst() or _NONE
    saved_before = (instant - _SECOND).astimezone(zone).dst() or _NONE
    return saved > _NONE or (saved == _NONE and saved_before < _NONE)


def _runs(changes: Iterable[_Change]) -> list[_Run]:
    """Put changes that one yearly rule explains together, in the order in which they begin.

    A law may name the Friday before the last Sunday. In a year in which that is another
    week of its month, the change stands alone: BYMONTHDAY could say such a law, but
    Outlook and others know a time zone's rules by week and weekday only.
    """
    runs: list[_Run] = []
    for change in changes:
        for index, run in enumerate(runs):
            if run.takes(change):
                runs[index] = _Run((*run.changes, change), run.weeks & change.weeks)
                break
        else:
            runs.append(_Run((change,), change.weeks))
    return runs


def _observance(run: _Run, last: int) -> list[str]:
    """Return the lines of a STANDARD or DAYLIGHT component; a lone change has no RRULE."""
    change = run.changes[0]
    kind = "DAYLIGHT" if change.daylight else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{change.onset:{_WALL_CLOCK}}",
        *([f"RRULE:{_rule(run, last)}"] if len(run.changes) > 1 else []),
        f"TZNAME:{change.name}",
        f"TZOFFSETFROM:{_offset(change.before)}",
        f"TZOFFSETTO:{_offset(change.after)}",
        f"END:{kind}",
    ]


def _rule(run: _Run, last: int) -> str:
    """Return the rule of a run, with an end unless it holds after the year ``last``.

    Where the fourth or fifth such weekday has always been the last one, the last is meant.
    UNTIL is a day after the last onset: readers that take it for a time of the zone, as
    python-dateutil does, would lose that onset east of Greenwich.
    """
    final = run.changes[-1]
    weekday = f"{min(run.weeks)}{_WEEKDAYS[final.onset.weekday()]}"
    rule = f"FREQ=YEARLY;BYMONTH={final.onset.month};BYDAY={weekday}"
    if final.onset.year > last:
        return rule
    return f"{rule};UNTIL={final.instant + _DAY:{_WALL_CLOCK}}Z"


def _offset(offset: timedelta) -> str:
    """Return an offset as RFC 5545 writes it, with seconds only where it has some.

    Since 1970 only Africa/Monrovia had some, until January 1972.
    """
    minutes, seconds = divmod(abs(offset) // _SECOND, 60)
    sign = "-" if offset < _NONE else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
