"""Times of day, ranges of them and durations, as people write them in four languages."""

import re
from datetime import timedelta
from typing import NamedTuple

_LAST_HOUR = 47
_DAY = timedelta(days=1)
_LONGEST = 40  # no time that a person writes is longer, and no pattern sees more

_BEFORE = r"(?:(?:um|at|om|from|de|des|dès|von|van|vanaf|ab|à|a)\s+)?"
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_HOURS_WORD = r"(?:uhr|uur|heures?|hrs?|h|u)\b\.?"
_CLOCK = re.compile(
    rf"{_BEFORE}(?P<hour>[0-9]{{1,2}})"
    r"(?:\s?[:.]\s?(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"|\s?(?:uhr|uur|heures?|h|u)\s?(?P<after>[0-9]{2})(?:\s?min\b\.?)?)?"
    rf"(?:\s?(?:{_HALF}|{_HOURS_WORD}))?",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?P<hour>[0-9]{1,2})(?P<minute>[0-5][0-9])(?:\s?(?:hrs?|h|uhr|uur)\b\.?)?", re.IGNORECASE
)
_FRACTION = re.compile(r"0?\.[0-9]{3,}")
_NAMED = {
    **dict.fromkeys(("noon", "midday", "midi", "mittag", "mittags", "middag"), timedelta(hours=12)),
    **dict.fromkeys(("midnight", "minuit", "mitternacht", "middernacht"), _DAY),
}
_BETWEEN = re.compile(
    r"\s*(?:--|[-‐‑‒–—−~→>]|\bto\b|\btill\b|\buntil\b|\bbis\b|\btot\b|\bjusqu['’]à\b|\bà\b|\ba\b)\s*",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:from|between|de|entre|von|zwischen|van|tussen)\s+", re.IGNORECASE)
_OF_HALF = re.compile(rf"{_HALF}\Z", re.IGNORECASE)

_ISO_DURATION = re.compile(
    r"P(?:(\d{1,3})D)?T?(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d+S)?", re.IGNORECASE
)
_MINUTES = re.compile(
    r"(\d{1,5})(?:[.,]0+)?\s*(?:['’′]|m|mn|min|mins|min\.|minutes?|minuten|minuut|minute\(s\))?",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:h|hrs?\.?|hours?|heures?|uur|uren|u|std\.?|stunden?)"
    r"(?:\s*(?:and|et|en|und)?\s*(\d{1,2})\s*(?:['’′]|m|mn|min\.?|mins|minutes?|minuten)?)?",
    re.IGNORECASE,
)
_CLOCK_LENGTH = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2}(?:\.\d+)?)?")


class TimeRange(NamedTuple):
    """Two times of day, each counted from the midnight with which the day begins."""

    start: timedelta
    end: timedelta


def clock_time(text: str) -> timedelta | None:
    """Return a time of day, counted from midnight; None for a text that is none.

    Reads `10:30`, `10.30`, `10h30`, `10h`, `10u30`, `10 Uhr 30`, `1030`, `10:30:00`,
    `2:00 p.m.`, `noon`, a workbook's `0.4375`, and a bare hour, `10`: whoever reads prose
    must know that a time is meant. Hours past 24 belong to the next morning, up to 47.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if text.casefold() in _NAMED:
        return _NAMED[text.casefold()]
    if _FRACTION.fullmatch(text):
        return timedelta(minutes=round(float(text) * 24 * 60))
    match = _CLOCK.fullmatch(text)
    if match is not None:
        return _of_parts(
            match["hour"], match["minute"] or match["after"], match["second"], match["half"]
        )
    match = _DIGITS.fullmatch(text)
    return _of_parts(match["hour"], match["minute"], None, None) if match is not None else None


def time_range(text: str) -> TimeRange | None:
    """Return the two times of `10:00-11:30`, `2–3 pm`, `de 10h à 12h`; None for other texts.

    The end is as it is written: before the start where midnight lies between.
    """
    text = _OPENING.sub("", text.strip(), count=1) if len(text) <= 2 * _LONGEST else ""
    for mark in _BETWEEN.finditer(text):
        first, last = text[: mark.start()].strip(), text[mark.end() :].strip()
        start, end = clock_time(first), clock_time(last)
        if start is not None and end is not None:
            return TimeRange(_with_half(first, last, start, end), end)
    return None


def minutes_long(text: str) -> int | None:
    """Return how many minutes `45`, `45 min`, `1h30`, `1:30`, `1.5 hours` or `PT45M` last."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if match := _CLOCK_LENGTH.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    if match := _MINUTES.fullmatch(text):
        return int(match[1])
    if match := _HOURS.fullmatch(text):
        part = round(float(f"0.{match[2]}") * 60) if match[2] else 0
        return int(match[1]) * 60 + part + int(match[3] or 0)
    match = _ISO_DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes = (int(each or 0) for each in match.groups())
    return (days * 24 + hours) * 60 + minutes


def written(time: timedelta) -> str:
    """Return a time of day as our format writes it: `10:30`, `24:15`."""
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{clock}:{seconds:02}" if seconds else clock


def _of_parts(
    hour: str, minute: str | None, second: str | None, half: str | None
) -> timedelta | None:
    hours, minutes, seconds = int(hour), int(minute or 0), int(second or 0)
    if hours > _LAST_HOUR or minutes > 59 or seconds > 59:
        return None
    if half is not None:
        late = half in "pP"
        if hours > 12 and not (late and hours < 24):
            return None
        hours = hours % 12 + 12 * late
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _with_half(first: str, last: str, start: timedelta, end: timedelta) -> timedelta:
    """Return the start of `2–3 pm`, an afternoon too, and of `11–1 pm`, which is none."""
    half = _OF_HALF.search(last)
    if half is None or _OF_HALF.search(first) or half["half"] not in "pP":
        return start
    later = start + _DAY / 2
    return later if start < _DAY / 2 and later <= end else start
