"""When a cell says that something is: a date, a time, both, or two times."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from coopsched.moment import Moment
from coopsched.reading.foreign.clock_times import clock_time, time_range, written
from coopsched.reading.foreign.values import clean

_SURELY_A_TIME = re.compile(
    r"\d{1,2}(?:\s?[:hHuU]|\s?[ap]\.?\s?m\b|\s?uhr\b|\s?uur\b|\.\d\d(?!\.?\d)"
    r"|\s?(?:[-–—]|bis|tot|à|to)\s?\d{1,2}(?:[:.]\d\d)?\s?(?:uhr|uur|heures?|h|u|[ap]\.?m\b))",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s,T]+(?:(?:à|um|at|om|-|–|@|\||de|from|von|van)\s+)?(?=\d)")
_LONGEST = 120


class When(NamedTuple):
    """What a cell says of a time.

    ``day`` is the text of a date, ``start`` and ``end`` are counted from its midnight.
    ``stamp`` is a date-time with an offset from UTC, as it is written.
    """

    day: str = ""
    start: timedelta | None = None
    end: timedelta | None = None
    stamp: str | None = None


@lru_cache(maxsize=4096)
def when(text: str) -> When | None:
    """Return what a text says of a time; None where it says none that can be read.

    A text that is neither time nor date-time counts as a date where it holds a digit:
    whoever knows the order of day and month must look.
    """
    text = clean(text)
    if not text or len(text) > _LONGEST:
        return None
    stamped = _stamped(text)
    if stamped is not None:
        return stamped
    time = _time(text)
    if time is not None:
        return time
    for gap in _GAP.finditer(text):
        behind = text[gap.end() :]
        time = _time(behind) if _SURELY_A_TIME.match(behind) else None
        if time is not None:
            return time._replace(day=text[: gap.start()])
    return When(text) if any(char.isdigit() for char in text) else None


def _time(text: str) -> When | None:
    time = clock_time(text)
    if time is not None:
        return When(start=time)
    both = time_range(text)
    return When(start=both.start, end=both.end) if both is not None else None


def _stamped(text: str) -> When | None:
    try:
        moment = Moment.parse(re.sub(r"(\d:\d\d:\d\d)\.\d+", r"\1", text))
    except ValueError:
        return None
    if moment.date is None or moment.time is None:
        return None
    if moment.offset is not None:
        return When(moment.date.isoformat(), moment.time, None, text.replace(" ", "T", 1))
    return When(moment.date.isoformat(), moment.time)


def at(day: date, time: timedelta) -> str:
    """Return a date-time of a calendar day: hours past 24 are those of the days after it."""
    days, rest = divmod(time, timedelta(days=1))
    return f"{(day + timedelta(days=days)).isoformat()}T{written(rest)}"
