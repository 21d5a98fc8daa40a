"""Recurrence rules: their parts, and what is wrong with one (RFC 5545 3.3.10)."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from coopsched.feedrules.values import Stamp, fault, stamp

_FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"([+-]?)(\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"([+-]?)(\d{1,3})", re.ASCII)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_BY_TIME = ("BYSECOND", "BYMINUTE", "BYHOUR")


class _Range(NamedTuple):
    low: int
    high: int
    signed: bool = False


_RANGES = {
    "BYSECOND": _Range(0, 60),
    "BYMINUTE": _Range(0, 59),
    "BYHOUR": _Range(0, 23),
    "BYMONTHDAY": _Range(1, 31, signed=True),
    "BYYEARDAY": _Range(1, 366, signed=True),
    "BYWEEKNO": _Range(1, 53, signed=True),
    "BYMONTH": _Range(1, 12),
    "BYSETPOS": _Range(1, 366, signed=True),
}
_KNOWN = frozenset({"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "WKST", *_RANGES})
# RFC 7529: rules in other calendars, which are not judged.
_OF_OTHER_CALENDARS = ("RSCALE", "SKIP")

# With which frequencies a part has no meaning ("N/A" in the table of 3.3.10).
_NOT_WITH = {
    "BYWEEKNO": frozenset(_FREQUENCIES) - {"YEARLY"},
    "BYYEARDAY": frozenset({"DAILY", "WEEKLY", "MONTHLY"}),
    "BYMONTHDAY": frozenset({"WEEKLY"}),
}


class Part(NamedTuple):
    """A part of a rule, and where it stands in the rule."""

    name: str
    value: str
    start: int
    end: int


class Flaw(NamedTuple):
    """What is wrong with a rule, and where."""

    message: str
    start: int
    end: int


def parts(rule: str) -> list[Part]:
    """Return the parts of a rule in their order; one without “=” has no name."""
    found, at = [], 0
    for text in rule.split(";"):
        name, equals, value = text.partition("=")
        end = at + len(text)
        found.append(
            Part(name.upper(), value.upper(), at, end) if equals else Part("", text, at, end)
        )
        at = end + 1
    return found


def flaws(rule: str, start: Stamp | None, *, floating: bool, onset: bool = False) -> Iterator[Flaw]:
    """Yield what is wrong with a rule of something that begins at ``start`` (None: nobody knows).

    ``floating`` tells that the start is in no zone, ``onset`` that the rule is that of a
    STANDARD or DAYLIGHT.
    """
    found = parts(rule)
    by_name = {part.name: part for part in reversed(found)}
    if any(name in by_name for name in _OF_OTHER_CALENDARS):
        return
    yield from _form(found)
    frequency = by_name["FREQ"].value if "FREQ" in by_name else ""
    if frequency not in _FREQUENCIES:
        return
    for part in by_name.values():
        yield from _with_frequency(part, frequency, by_name)
    if "UNTIL" in by_name:
        yield from _until(by_name["UNTIL"], start, floating=floating, onset=onset)
    if start is not None and start.is_date:
        for name in _BY_TIME:
            if name in by_name:
                yield _flaw(by_name[name], f"{name} cannot stand where DTSTART is a date")


def _flaw(part: Part, message: str) -> Flaw:
    return Flaw(message, part.start, part.end)


def _form(found: list[Part]) -> Iterator[Flaw]:
    """Yield what is wrong with the parts, whatever they say."""
    seen: set[str] = set()
    for part in found:
        if part.name not in _KNOWN:
            what = f"no part of a rule is called {part.name}" if part.name else "a part has no “=”"
            yield _flaw(part, what)
            continue
        if part.name in seen:
            yield _flaw(part, f"{part.name} is given twice")
        seen.add(part.name)
        if (message := _JUDGES[part.name](part)) is not None:
            yield _flaw(part, message)
    if "FREQ" not in seen:
        yield _flaw(found[0], "a rule says how often, with FREQ")
    elif found[0].name != "FREQ":
        freq = next(part for part in found if part.name == "FREQ")
        yield _flaw(freq, "FREQ comes first, for the sake of older programs")
    if {"UNTIL", "COUNT"} <= seen:
        count = next(part for part in found if part.name == "COUNT")
        yield _flaw(count, "COUNT and UNTIL cannot stand in one rule")


def _with_frequency(part: Part, frequency: str, by_name: dict[str, Part]) -> Iterator[Flaw]:
    if frequency in _NOT_WITH.get(part.name, ()):
        yield _flaw(part, f"{part.name} cannot stand with FREQ={frequency}")
    if part.name == "BYDAY" and any(map(str.isdigit, part.value)):
        if frequency not in ("MONTHLY", "YEARLY"):
            yield _flaw(part, f"BYDAY has no numbers with FREQ={frequency}")
        elif frequency == "YEARLY" and "BYWEEKNO" in by_name:
            yield _flaw(part, "BYDAY has no numbers beside BYWEEKNO")
    if part.name == "BYSETPOS" and not any(
        name.startswith("BY") and name != "BYSETPOS" for name in by_name
    ):
        yield _flaw(part, "BYSETPOS needs another part such as BYDAY, of which it takes some")


def _until(part: Part, start: Stamp | None, *, floating: bool, onset: bool) -> Iterator[Flaw]:
    end = stamp(part.value)
    if end is None or (start is None and not onset):
        return
    if onset:
        if end.is_date or not end.is_utc:
            yield _flaw(part, "UNTIL must be in UTC where a time zone is described")
    elif start is not None and end.is_date != start.is_date:
        kind = "a date" if start.is_date else "a date with a time"
        yield _flaw(part, f"UNTIL must be {kind}, as DTSTART is")
    elif not end.is_date and floating and end.is_utc:
        yield _flaw(part, "UNTIL must be in no zone, as DTSTART is")
    elif not end.is_date and not floating and not end.is_utc:
        yield _flaw(part, "UNTIL must be in UTC, for DTSTART is in UTC or in a zone")


def _not_frequency(part: Part) -> str | None:
    return None if part.value in _FREQUENCIES else f"FREQ is one of {', '.join(_FREQUENCIES)}"


def _not_until(part: Part) -> str | None:
    if len(part.value) == 8:
        return fault("DATE", part.value)
    return fault("DATE-TIME", part.value)


def _not_count(part: Part) -> str | None:
    if _COUNT.fullmatch(part.value) and int(part.value):
        return None
    return f"{part.name} is a whole number from 1 on"


def _not_weekday(part: Part) -> str | None:
    return None if part.value in _WEEKDAYS else f"{part.name} is one of {', '.join(_WEEKDAYS)}"


def _not_days(part: Part) -> str | None:
    for text in part.value.split(","):
        match = _DAY.fullmatch(text)
        if match is None or (match[1] and not match[2]):
            return f"“{text}” is no day of the week: {', '.join(_WEEKDAYS)}, as in 2MO or -1FR"
        if match[2] and not 1 <= int(match[2]) <= 53:
            return f"“{text}”: the number before a day is 1 to 53"
    return None


def _not_numbers(part: Part) -> str | None:
    limits = _RANGES[part.name]
    for text in part.value.split(","):
        match = _NUMBER.fullmatch(text)
        well = match is not None and limits.low <= int(match[2]) <= limits.high
        if not well or (match is not None and match[1] and not limits.signed):
            also = f" or -{limits.high} to -{limits.low}" if limits.signed else ""
            return f"“{text}”: {part.name} is {limits.low} to {limits.high}{also}"
    return None


_JUDGES: dict[str, Callable[[Part], str | None]] = {
    "FREQ": _not_frequency,
    "UNTIL": _not_until,
    "COUNT": _not_count,
    "INTERVAL": _not_count,
    "BYDAY": _not_days,
    "WKST": _not_weekday,
    **dict.fromkeys(_RANGES, _not_numbers),
}
