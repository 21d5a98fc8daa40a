"""Times as people write them in a programme, and the instants they stand for."""

import datetime as dt
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

_DAY = timedelta(days=1)
_WRITTEN = re.compile(
    r"(?:(?P<date>\d{4}-\d{2}-\d{2})(?:[T ](?=\d)|\Z))?"
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.0+)?)?"
    r"(?P<offset>\s?(?:Z|[+-]\d{2}:?\d{2}))?)?"
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LAST_HOUR = 47
# Room to compute a day before and after without leaving the calendar of datetime.
_YEARS = range(1900, 2200)


class Moment(NamedTuple):
    """A time as written: a date, a time of day, or both, with or without an offset.

    ``time`` is counted from midnight and may pass 24 hours: 24:30 is half past
    midnight, at the end of the day it is written for.
    """

    date: dt.date | None
    time: timedelta | None
    offset: timezone | None = None

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> "Moment":
        """Read ``10:00``, ``24:30``, ``2017-06-20`` or ``2017-06-20T10:00:00+02:00``.

        Raises ValueError, with a message for the author, on anything else.
        """
        match = _WRITTEN.fullmatch(text.strip())
        if match is None or not match[0]:
            raise ValueError(_remedy(text))
        if match["date"] is None and _RANGE.fullmatch(text.strip()):
            raise ValueError(_remedy(text))  # 10:00-11:00 is two times, and no offset
        day = calendar_date(match["date"]) if match["date"] else None
        if match["hour"] is None:
            return cls(day, None)
        return cls(day, _time(text, match), _offset(match["offset"]))

    def on(self, day: dt.date, zone: tzinfo) -> datetime:
        """Return the instant, on ``day`` where no date is written, as an aware datetime.

        In ``zone`` where no offset is written; of an hour that comes twice, the
        first. Midnight where no time of day is written.
        """
        days, time = divmod(self.time or timedelta(), _DAY)
        midnight = datetime.combine((self.date or day) + days * _DAY, datetime.min.time())
        return (midnight + time).replace(tzinfo=self.offset or zone)


def calendar_date(text: str) -> dt.date:
    """Read ``2017-06-20``. Raises ValueError, with a message for the author, on anything else."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"“{text}” is not a date: write 2017-06-20")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a day of the calendar") from None
    if day.year not in _YEARS:
        raise ValueError(f"the year of “{text}” is not between {_YEARS[0]} and {_YEARS[-1]}")
    return day


def _time(text: str, match: re.Match[str]) -> timedelta:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour > _LAST_HOUR or minute > 59 or second > 59:
        raise ValueError(f"“{text}” is no time of day: hours go to {_LAST_HOUR}, minutes to 59")
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    text = text.strip()
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    length = timedelta(hours=hours, minutes=minutes)
    if length >= _DAY or minutes > 59:
        raise ValueError(f"“{text}” is no offset from UTC: write +02:00")
    return timezone(-length if text[0] == "-" else length)


_LOOSE = re.compile(r"(\d{1,2})\s*(?:[hH:.]|uur|Uhr)\s*(\d{2})?\s*(am|pm|AM|PM|Uhr|uur)?")


_RANGE = re.compile(r"(\d{1,2}[:.hH]\d{2})\s*[-–—]\s*(\d{1,2}[:.hH]\d{2})")


def _remedy(text: str) -> str:
    if two := _RANGE.fullmatch(text.strip()):
        start, end = (re.sub("[.hH]", ":", each) for each in two.groups())
        return f"“{text}” is two times: write `start: {start}` and `end: {end}`"
    loose = _LOOSE.fullmatch(text.strip())
    if loose and int(loose[1]) < 25 and int(loose[2] or 0) < 60:
        hour, half = int(loose[1]), (loose[3] or "").lower()
        if half in ("am", "pm"):
            hour = hour % 12 + (12 if half == "pm" else 0)
        return f"“{text}” is not a time as this file writes it: write {hour:02}:{loose[2] or '00'}"
    return f"“{text}” is not a time: write 10:00, 24:30 or 2017-06-20T10:00"


def utc(moment: datetime) -> datetime:
    """Return the same instant in UTC. Aware datetimes of one zone compare by wall clock."""
    return moment.astimezone(UTC)


def after(start: datetime, minutes: float) -> datetime:
    """Return the instant so many elapsed minutes later, in the zone of ``start``."""
    return (utc(start) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def is_skipped(moment: datetime) -> bool:
    """Tell whether a clock change skips this wall-clock time, so that nobody ever sees it."""
    there_and_back = utc(moment).astimezone(moment.tzinfo)
    return there_and_back.replace(tzinfo=None) != moment.replace(tzinfo=None)


def comes_twice(moment: datetime) -> bool:
    """Tell whether a clock change shows this wall-clock time twice."""
    other = moment.replace(fold=1 - moment.fold)
    return moment.utcoffset() != other.utcoffset() and not is_skipped(moment)
