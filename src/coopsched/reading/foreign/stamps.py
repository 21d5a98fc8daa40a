"""Dates, times of day and lengths as schedules of other tools write them."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from coopsched.reading.foreign.values import clean

_STAMP = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*"
    r"(?:(Z|z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?)?"
)
_TIME = re.compile(r"(\d{1,2})[:.hH](\d{2})?(?::(\d{2})(?:\.\d+)?)?")
_LENGTH = re.compile(r"(-)?(?:(\d{1,5}):)?(\d{1,5}):(\d{1,2})(?::(\d{1,2}))?")
_ISO_LENGTH = re.compile(r"(-)?P(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?")
_YEARS = range(1900, 2200)
_DAY = timedelta(days=1)
_NOTHING = timedelta()


class Stamp(NamedTuple):
    """A date with or without a time of day, as a clock shows them.

    ``time`` is counted from midnight, and may be 24 hours or more; ``offset`` is what is
    written of the offset from UTC.
    """

    date: date
    time: timedelta | None = None
    offset: timedelta | None = None

    @property
    def wall(self) -> datetime:
        """What the clock shows; midnight where no time is given."""
        return wall(self.date, self.time or timedelta())


def wall(day: date, time: timedelta) -> datetime:
    """Return what a clock shows so long after the midnight of a day."""
    return datetime(day.year, day.month, day.day) + time  # noqa: DTZ001  a clock shows no zone


@lru_cache(maxsize=4096)
def stamp(text: str) -> Stamp | None:
    """Read `2017-06-20T10:00:00+02:00`, or just its beginning; None for anything else."""
    found = _STAMP.fullmatch(text) or _STAMP.fullmatch(clean(text))
    if found is None:
        return None
    year, month, day, hour, minute, second, *zoned = found.groups()
    try:
        on = date(int(year), int(month), int(day))
    except ValueError:
        return None
    time = None if hour is None else _time(int(hour), int(minute), int(second or 0))
    offset = _offset(*zoned)
    if on.year not in _YEARS or (hour and time is None) or abs(offset or _NOTHING) >= _DAY:
        return None
    return Stamp(on, time, offset)


def _offset(
    utc: str | None, sign: str | None, hours: str | None, minutes: str | None
) -> timedelta | None:
    if utc:
        return _NOTHING
    if sign is None:
        return None
    length_ = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return -length_ if sign == "-" else length_


@lru_cache(maxsize=4096)
def time_of_day(text: str) -> timedelta | None:
    """Read `10:00`, counted from midnight, up to 47 hours; None for anything else."""
    found = _TIME.fullmatch(text) or _TIME.fullmatch(clean(text))
    if found is None:
        return None
    hour, minute, second = found.groups()
    return _time(int(hour), int(minute or 0), int(second or 0))


def _time(hour: int, minute: int, second: int) -> timedelta | None:
    if hour > 47 or minute > 59 or second > 60:
        return None
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


@lru_cache(maxsize=4096)
def length(text: str) -> timedelta | None:
    """Read `01:30`, `1:30:00`, `90` (minutes) or `PT90M`; a sign makes it negative."""
    text = clean(text)
    if text.removeprefix("-").isdecimal() and len(text) < 8:
        return timedelta(minutes=int(text))
    found = _LENGTH.fullmatch(text)
    if found is not None:
        return _length(found)
    found = _ISO_LENGTH.fullmatch(text)
    if found is None or not any(found.groups()[1:]):
        return None
    days, hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    total = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -total if found[1] else total


def _length(found: re.Match[str]) -> timedelta:
    """Return a length of hours and minutes, of those and seconds, or of days before them."""
    sign, first, second, third, fourth = found.groups()
    parts = [int(each) for each in (first, second, third, fourth) if each is not None]
    if len(parts) == 2:
        days, (hours, minutes), seconds = 0, parts, 0
    elif len(parts) == 3:
        days, (hours, minutes, seconds) = 0, parts
    else:
        days, hours, minutes, seconds = parts
    total = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -total if sign else total
