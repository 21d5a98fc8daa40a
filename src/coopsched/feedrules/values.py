"""Values by their types, and what is wrong with one that is none (RFC 5545 3.3)."""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_DATE_TIME = re.compile(r"(\d{8})T(\d\d)(\d\d)(\d\d)(Z?)", re.ASCII)
_TIME = re.compile(r"(\d\d)(\d\d)(\d\d)Z?", re.ASCII)
_WITH_OFFSET = re.compile(r"(\d{8}T)?\d{6}[+-]\d{4}", re.ASCII)
_DURATION = re.compile(
    r"(?P<sign>[+-]?)P(?:(?P<w>\d+)W"
    r"|(?P<d>\d+)D(?:T(?P<h1>\d+H)?(?P<m1>\d+M)?(?P<s1>\d+S)?)?"
    r"|T(?P<h2>\d+H)?(?P<m2>\d+M)?(?P<s2>\d+S)?)",
    re.ASCII,
)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_FLOAT = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?", re.ASCII)
# Without the filling at its end too: an example of RFC 5545 itself (3.1.3) lacks it.
_BASE64 = re.compile(
    r"(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?", re.ASCII
)
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*", re.ASCII
)
_ESCAPED = re.compile(r"\\([\\;,Nn])")
_NO_LEAP = "second 60 is for leap seconds alone"
_LARGEST = 2**31
_LONGEST = 10**7  # days: far more than a calendar has, and far less than overflows


class Stamp(NamedTuple):
    """A DATE or DATE-TIME: the clock's time, whether it is a date alone, whether it is in UTC."""

    clock: datetime
    is_date: bool = False
    is_utc: bool = False


def stamp(text: str) -> Stamp | None:
    """Return what a DATE or a DATE-TIME says (3.3.4, 3.3.5); None for anything else."""
    if (day := _date(text)) is not None:
        return Stamp(datetime.combine(day, datetime.min.time()), is_date=True)
    match = _DATE_TIME.fullmatch(text)
    day = _date(match[1]) if match is not None else None
    if match is None or day is None:
        return None
    hour, minute, second = int(match[2]), int(match[3]), int(match[4])
    if hour > 23 or minute > 59 or second > 60:
        return None
    clock = datetime(day.year, day.month, day.day, hour, minute, min(second, 59))  # noqa: DTZ001  its zone is told elsewhere
    return Stamp(clock, is_utc=bool(match[5]))


def duration(text: str) -> timedelta | None:
    """Return a DURATION (3.3.6); None for anything else, and for one longer than any calendar."""
    match = _DURATION.fullmatch(text)
    if match is None or not _parts_are_well(match):
        return None
    numbers = {name: int((match[name] or "0").rstrip("HMS")[:18]) for name in "wd"}
    hours, minutes, seconds = (
        int((match[f"{name}1"] or match[f"{name}2"] or "0H")[:-1][:18]) for name in "hms"
    )
    days = numbers["w"] * 7 + numbers["d"]
    if days + hours / 24 + minutes / 1440 + seconds / 86400 > _LONGEST:
        return None
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if match["sign"] == "-" else length


def _parts_are_well(match: "re.Match[str]") -> bool:
    """Tell whether something follows T, and no unit is skipped: PT1H20S lacks its minutes."""
    for number in "12":
        hours, minutes, seconds = (match[f"{name}{number}"] for name in "hms")
        if hours and seconds and not minutes:
            return False
    ends_with_t = match[0].endswith("T")
    return not ends_with_t


def offset(text: str) -> timedelta | None:
    """Return a UTC-OFFSET (3.3.14); None for anything else."""
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = int(match[2]), int(match[3]), int(match[4] or 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if match[1] == "-":
        return -length if length else None
    return length


def is_uri(text: str) -> bool:
    """Tell whether a text is an address as RFC 3986 has it, with its scheme (3.3.13)."""
    return _URI.fullmatch(text) is not None


def unescaped(text: str) -> str:
    """Return what a TEXT says: without its backslashes, with its line breaks (3.3.11)."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "Nn" else match[1], text)


def fault(kind: str, text: str) -> str | None:
    """Return what is wrong with a value of a type; None for nothing, and for an unknown type."""
    judge = _JUDGES.get(kind)
    return judge(text) if judge is not None else None


def _date(text: str) -> date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _not_date(text: str) -> str | None:
    if _date(text) is not None:
        return None
    if _DATE.fullmatch(text):
        return "there is no such day"
    return "a date is written as 20250514"


def _not_date_time(text: str) -> str | None:
    found = stamp(text)
    if found is not None and not found.is_date:
        return None if text[13:15] != "60" or _may_leap(found) else _NO_LEAP
    if _WITH_OFFSET.fullmatch(text):
        return "a time cannot have an offset: write it in UTC, or name its zone with TZID"
    if _DATE_TIME.fullmatch(text):
        return "there is no such day or time"
    return "a time is written as 20250514T100000Z"


def _may_leap(found: Stamp) -> bool:
    """Tell whether a leap second may end this minute: in UTC, at the end of June or December."""
    day = (found.clock.month, found.clock.day)
    if found.is_utc:
        return day in ((6, 30), (12, 31)) and (found.clock.hour, found.clock.minute) == (23, 59)
    return day in ((6, 30), (7, 1), (12, 31), (1, 1))


def _not_time(text: str) -> str | None:
    match = _TIME.fullmatch(text)
    if match is not None and int(match[1]) < 24 and int(match[2]) < 60 and int(match[3]) < 61:
        return None if match[3] != "60" or match[2] == "59" else _NO_LEAP
    if _WITH_OFFSET.fullmatch(text):
        return "a time cannot have an offset"
    return "a time of day is written as 100000"


def _not_duration(text: str) -> str | None:
    return None if duration(text) is not None else "a length is written as PT1H30M, P1D or P1W"


def _not_period(text: str) -> str | None:
    first, slash, second = text.partition("/")
    start, end, length = stamp(first), stamp(second), duration(second)
    if not slash or start is None or start.is_date or (end is None and length is None):
        return "a period is written as 20250514T100000Z/20250514T110000Z or 20250514T100000Z/PT1H"
    if end is not None and (end.is_date or end.is_utc != start.is_utc):
        return "both ends of a period are times of the same kind"
    if end is not None and end.clock <= start.clock:
        return "a period ends after its start"
    if length is not None and length <= timedelta():
        return "the length of a period is positive"
    return None


def _not_integer(text: str) -> str | None:
    if _INTEGER.fullmatch(text) is None:
        return "a whole number is expected"
    # A number of thousands of digits takes long to read, and is too large in any case.
    if len(text) > 12 or not -_LARGEST <= int(text) < _LARGEST:
        return "whole numbers go from -2147483648 to 2147483647"
    return None


def _not_float(text: str) -> str | None:
    return None if _FLOAT.fullmatch(text) else "a number is expected, such as 50.8467"


def _not_offset(text: str) -> str | None:
    if offset(text) is not None:
        return None
    if _OFFSET.fullmatch(text):
        return "there is no such offset; that of UTC itself is +0000"
    return "an offset is written as +0100, with its sign"


def _not_uri(text: str) -> str | None:
    return None if is_uri(text) else "an address is expected, such as https://example.org/programme"


def _not_boolean(text: str) -> str | None:
    return None if text.upper() in ("TRUE", "FALSE") else "TRUE or FALSE is expected"


def _not_binary(text: str) -> str | None:
    return None if _BASE64.fullmatch(text) else "data is written in BASE64"


_JUDGES = {
    "BINARY": _not_binary,
    "BOOLEAN": _not_boolean,
    "DATE": _not_date,
    "DATE-TIME": _not_date_time,
    "DURATION": _not_duration,
    "FLOAT": _not_float,
    "INTEGER": _not_integer,
    "PERIOD": _not_period,
    "TIME": _not_time,
    "URI": _not_uri,
    "UTC-OFFSET": _not_offset,
}
