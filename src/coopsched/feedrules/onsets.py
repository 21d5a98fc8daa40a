"""When the observances of a VTIMEZONE begin, as it says itself (RFC 5545 3.6.5)."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coopsched.feedrules.feed import Component
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.recurrences import parts
from coopsched.feedrules.values import offset, stamp

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
"""The days of the week as rules name them, Monday first."""
_KNOWN = frozenset({"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "INTERVAL", "UNTIL", "WKST"})
_DAY = timedelta(days=1)
_YEARS = range(1601, 3000)
_LONGEST = 100  # characters of a part of a rule: enough for all days of a month


class Onset(NamedTuple):
    """The beginning of an observance: by the clock before it, with the offsets before and after.

    ``line`` is the property that gives it, ``after_line`` the one that gives the offset after it.
    """

    clock: datetime
    before: timedelta
    after: timedelta
    line: ContentLine
    after_line: ContentLine

    @property
    def instant(self) -> datetime:
        """When it is, in UTC."""
        return self.clock - self.before


class Unjudged(Exception):  # noqa: N818  what it says of the zone
    """A VTIMEZONE has something that cannot be read, or a rule that is not yearly."""


class Onsets:
    """The onsets of a VTIMEZONE that matter in some years, in their order.

    Raises Unjudged where not all of them can be told.
    """

    def __init__(self, zone: Component, first_year: int, last_year: int) -> None:
        found = [
            onset
            for observance in zone.children
            if observance.name in ("STANDARD", "DAYLIGHT")
            for onset in _of(observance, range(first_year - 1, last_year + 1))
        ]
        if not found:
            raise Unjudged
        self.all = sorted(found, key=lambda onset: onset.instant)
        self._clocks = sorted((onset.clock, i) for i, onset in enumerate(self.all))

    def at(self, clock: datetime) -> Onset | None:
        """Return the onset of the observance in force; None for a time before the first."""
        i = bisect_right(self._clocks, (clock, len(self.all)))
        return self.all[self._clocks[i - 1][1]] if i else None


def _of(observance: Component, years: range) -> Iterator[Onset]:
    start = observance.first("DTSTART")
    before, after = observance.first("TZOFFSETFROM"), observance.first("TZOFFSETTO")
    if start is None or before is None or after is None or observance.first("EXDATE"):
        raise Unjudged
    first, offsets = stamp(start.value), (offset(before.value), offset(after.value))
    if first is None or first.clock.year not in _YEARS or offsets[0] is None or offsets[1] is None:
        raise Unjudged
    yield Onset(first.clock, offsets[0], offsets[1], start, after)
    for line in observance.all("RDATE"):
        for text in line.value.split(","):
            found = stamp(text)
            if found is None or found.clock.year not in _YEARS:
                raise Unjudged
            yield Onset(found.clock, offsets[0], offsets[1], line, after)
    for line in observance.all("RRULE"):
        for clock in _yearly(line.value, first.clock, offsets[0], years):
            yield Onset(clock, offsets[0], offsets[1], start, after)


def _yearly(rule: str, first: datetime, before: timedelta, years: range) -> Iterator[datetime]:
    """Yield when a yearly rule falls in some years, after its first time."""
    found = {part.name: part.value for part in parts(rule)}
    every = found.get("INTERVAL", "1")
    if (found.get("FREQ"), every) != ("YEARLY", "1") or not found.keys() <= _KNOWN:
        raise Unjudged
    until = stamp(found["UNTIL"]) if "UNTIL" in found else None
    for year in range(max(first.year, years[0]), min(years[-1], _YEARS[-1]) + 1):
        for day in sorted(set(_days(found, year, first))):
            clock = datetime.combine(day, first.time())
            if clock <= first:
                continue
            if (
                until is not None
                and clock - (before if until.is_utc else timedelta()) > until.clock
            ):
                return
            yield clock


def _days(found: dict[str, str], year: int, first: datetime) -> Iterator[date]:
    """Yield the days of a year on which a rule falls."""
    if ("BYDAY" in found and "BYMONTH" not in found) or max(map(len, found.values())) > _LONGEST:
        raise Unjudged
    months = [_number(text) for text in found.get("BYMONTH", str(first.month)).split(",")]
    for month in months:
        if not 1 <= month <= 12:
            raise Unjudged
        yield from _days_of_month(found, year, month, first.day)


def _days_of_month(found: dict[str, str], year: int, month: int, default: int) -> Iterator[date]:
    begin = date(year, month, 1)
    end = date(year + month // 12, month % 12 + 1, 1)
    days = [begin + i * _DAY for i in range((end - begin).days)]
    if "BYMONTHDAY" in found:
        numbers = {_number(text) for text in found["BYMONTHDAY"].split(",")}
        days = [day for day in days if numbers & {day.day, day.day - len(days) - 1}]
    elif "BYDAY" not in found:
        days = [day for day in days if day.day == default]
    if "BYDAY" not in found:
        yield from days
        return
    for text in found["BYDAY"].split(","):
        yield from _weekdays(text, days, numbered="BYMONTHDAY" in found)


def _weekdays(text: str, days: list[date], *, numbered: bool) -> Iterator[date]:
    if text[-2:] not in WEEKDAYS or (numbered and text[:-2]):
        raise Unjudged
    fitting = [day for day in days if day.weekday() == WEEKDAYS.index(text[-2:])]
    if not text[:-2]:
        yield from fitting
        return
    which = _number(text[:-2])
    if which and abs(which) <= len(fitting):
        yield fitting[which - 1 if which > 0 else which]


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Unjudged from None
