"""Times and lengths as iCalendar writes them (RFC 5545 3.3.4 to 3.3.6, 3.3.9)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from coopsched.reading.foreign.content_lines import Component, Line, stretches
from coopsched.reading.foreign.tally import Tally
from coopsched.source import Node

_STAMP = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ]?(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d))?)?",
    re.IGNORECASE | re.ASCII,
)
_LENGTH = re.compile(
    r"(?P<sign>[+-]?)P(?:(?P<weeks>\d{1,6})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,6})S)?)?",
    re.IGNORECASE | re.ASCII,
)
_UNITS = ("weeks", "days", "hours", "minutes", "seconds")
_OFFSET = re.compile(r"\s*([+-]?)(\d\d):?(\d\d):?(\d\d)?\s*\Z", re.ASCII)
_YEARS = range(1900, 2199)


class Stamp(NamedTuple):
    """A date or a date-time: what a clock shows, and whose clock.

    ``zone`` is a TZID as written; without it and not in UTC, the time is floating.
    ``hour_24`` tells that midnight was written as the 24th hour of the day before.
    """

    time: datetime
    at: Node
    zone: str = ""
    is_utc: bool = False
    is_date: bool = False
    hour_24: bool = False

    def shifted(self, time: datetime) -> "Stamp":
        """Return another time by the same clock."""
        return self._replace(time=time, hour_24=False)


class Period(NamedTuple):
    """A time, and when it ends or how long it lasts where that is told."""

    start: Stamp
    end: Stamp | None = None
    length: timedelta | None = None


class Times(NamedTuple):
    """When an event begins, how long it lasts (None: nobody says), and when it ends if told."""

    start: Stamp
    length: timedelta | None = None
    end: Stamp | None = None
    length_line: Line | None = None


def times_of(event: Component, tally: Tally) -> Times | None:
    """Return when an event is held; None where nothing tells when it begins.

    What has a date and no end lasts that day (RFC 5545 3.6.1).
    """
    line, end_line = event.first("DTSTART"), event.first("DTEND", "DUE")
    length_line = event.first("DURATION")
    start = stamp(line) if line is not None else None
    end = stamp(end_line) if end_line is not None else None
    lasts = length(length_line.value) if length_line is not None else None
    for each, read in ((line, start), (end_line, end), (length_line, lasts)):
        if each is not None and (read is None or start is None):
            why = "cannot be read" if read is None else "has no DTSTART beside it"
            many, message = f"{each.name} cannot be used", f"this {each.name} {why}: it is left out"
            tally.add("ignored-value", many, message, each.node())
    if start is None:
        return None
    if end is not None and start.is_date and end.is_date and end.time == start.time:
        end = None  # one whole day, as many write it, though DTEND is the day after
    if end is None and lasts is None and start.is_date:
        return Times(start, timedelta(days=1))
    return Times(start, lasts, end, length_line if lasts is not None else None)


def stamp(line: Line, start: int = 0, end: int | None = None) -> Stamp | None:
    """Return the date or date-time in a stretch of a property's value; None where it is none."""
    text = line.value[start:end].strip()
    at = line.node(text, start, end)
    match = _STAMP.fullmatch(text)
    time = _time(match) if match is not None else None
    if match is None or time is None or time.year not in _YEARS:
        return None
    if match["hour"] is None:
        return Stamp(time, at, is_date=True)
    if match["zone"] is None:
        zone = line.parameter("TZID")
        return Stamp(time, at, zone=zone, hour_24=match["hour"] == "24")
    if match["sign"] is not None:
        ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
        time = time + ahead if match["sign"] == "-" else time - ahead
    return Stamp(time, at, is_utc=True, hour_24=match["hour"] == "24")


def periods(line: Line) -> Iterator[Period]:
    """Yield the dates, times and periods of a list; what cannot be read is left out."""
    for start, stop in stretches(line.value, ","):
        slash = line.value.find("/", start, stop)
        begin = stamp(line, start, slash if slash >= 0 else stop)
        if begin is not None and slash >= 0:
            lasts = length(line.value[slash + 1 : stop])
            yield Period(begin, stamp(line, slash + 1, stop) if lasts is None else None, lasts)
        elif begin is not None:
            yield Period(begin)


def wall_time(text: str) -> datetime | None:
    """Return the date-time that a text shows, of any year and without its zone; None for none."""
    match = _STAMP.match(text.strip())
    return _time(match) if match is not None else None


def length(text: str) -> timedelta | None:
    """Return a duration such as `PT1H30M`, or None where a text is none."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not any(match[unit] for unit in _UNITS):
        return None
    total = timedelta(**{unit: int(match[unit] or 0) for unit in _UNITS})
    return -total if match["sign"] == "-" else total


def offset(text: str) -> timedelta | None:
    """Return an offset from UTC such as `+0200`, or None where a text is none, or of a day."""
    match = _OFFSET.match(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(each or 0) for each in match.groups()[1:])
    total = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if total >= timedelta(days=1):
        return None
    return -total if match[1] == "-" else total


def in_utc(time: datetime) -> datetime:
    """Return what a clock in UTC shows at an aware time."""
    return time.astimezone(UTC).replace(tzinfo=None)


def _time(match: "re.Match[str]") -> datetime | None:
    hour, second = int(match["hour"] or 0), int(match["second"] or 0)
    minute = int(match["minute"] or 0)
    if hour > 24 or minute > 59 or second > 60:
        return None
    try:
        day = datetime(int(match["year"]), int(match["month"]), int(match["day"]))  # noqa: DTZ001  a clock without a zone
        return day + timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    except (ValueError, OverflowError):
        return None
