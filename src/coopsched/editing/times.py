"""How an instant is written in a programme file: in the manner of the time that it replaces."""

import re
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import NamedTuple

from coopsched.calendar import Calendar, Day
from coopsched.moment import Moment, utc

_WRITTEN = re.compile(
    r"(?:\d{4}-\d{2}-\d{2}(?P<gap>[T ]))?(?P<hour>\d{1,2}):\d{2}(?P<second>:\d{2}(?:\.0+)?)?"
    r"(?P<offset>\s?(?:Z|[+-]\d{2}:?\d{2}))?"
)

_MORNING = 6
"""Until this hour, 25:30 says better than a date which night is meant."""


class _Shape(NamedTuple):
    """The manner in which a time is written. Without a ``gap`` it is a time of day alone.

    ``offset`` is one that the author prefers to that of the programme's zone; ``suffix``
    tells how it is written, or how the zone's own is.
    """

    gap: str = ""
    digits: int = 2
    late: bool = False
    seconds: bool = False
    offset: timezone | None = None
    suffix: str = ""

    @classmethod
    def of(cls, text: str, was: datetime | None, calendar: Calendar) -> "_Shape":
        """Return the manner of a time; the usual one where the text is none."""
        match, moment = _WRITTEN.fullmatch(text), _parsed(text)
        if match is None or moment is None:
            return cls()
        own = was and was.astimezone(calendar.zone).utcoffset()
        is_own = moment.offset is not None and moment.offset.utcoffset(None) == own
        suffix = match["offset"] or ""
        return cls(
            gap=match["gap"] or "",
            digits=len(match["hour"]),
            late=int(match["hour"]) >= 24,
            seconds=bool(match["second"]),
            offset=None if is_own and suffix.strip() != "Z" else moment.offset,
            suffix=suffix,
        )


def in_words(
    instant: datetime,
    calendar: Calendar,
    day: Day | None,
    *,
    like: str | None = None,
    was: datetime | None = None,
    spelt: str | None = None,
) -> str:
    """Return a text that is read as this instant, when read on ``day``.

    A bare time of day stays one as far as it can; a full one keeps its shape. An
    offset that was the zone's own becomes what the zone has now, another one stays.
    ``like`` is what was written before, for the instant ``was``, and ``spelt`` what
    the author writes now.
    """
    shape = _Shape.of((like or "").strip(), was, calendar)
    for text in _candidates(instant.astimezone(calendar.zone), shape, spelt):
        try:
            found = calendar.instant(text, day)
        except ValueError:
            continue
        if utc(found) == utc(instant):
            return text
    return f"{utc(instant):%Y-%m-%dT%H:%M:%SZ}"


def _candidates(local: datetime, shape: _Shape, spelt: str | None) -> Iterator[str]:
    """Yield ways to write an instant, the likest first."""
    if spelt is not None and not shape.gap and _is_bare(spelt):
        yield spelt
    yield from _alike(local, shape)
    if spelt is not None:
        yield spelt
    full = f"{local:%Y-%m-%dT}{_clock(local, _Shape())}"
    yield full
    # Of an hour that comes twice, only an offset tells the second.
    offset = f"{local:%z}"
    yield f"{full}{offset[:3]}:{offset[3:5]}"


def _alike(local: datetime, shape: _Shape) -> Iterator[str]:
    at = local.astimezone(shape.offset) if shape.offset else local
    if shape.gap:
        yield f"{at:%Y-%m-%d}{shape.gap}{_clock(at, shape)}"
        return
    late = _clock(at, shape, hours=24)
    if shape.late:
        yield late
    yield _clock(at, shape)
    if at.hour < _MORNING:
        yield late


def _clock(at: datetime, shape: _Shape, *, hours: int = 0) -> str:
    seconds = f":{at:%S}" if at.second or shape.seconds else ""
    return f"{at.hour + hours:0{shape.digits}}:{at:%M}{seconds}{_offset(at, shape)}"


def _offset(at: datetime, shape: _Shape) -> str:
    """Return the offset of a time, in the manner of the old one; nothing where there was none."""
    if shape.offset is not None or not shape.suffix:
        return shape.suffix
    blank = " " if shape.suffix[0].isspace() else ""
    text = f"{at:%z}"
    return f"{blank}{text[:3]}{':' if ':' in shape.suffix else ''}{text[3:5]}"


def _parsed(text: str) -> Moment | None:
    try:
        return Moment.parse(text)
    except ValueError:
        return None


def _is_bare(text: str) -> bool:
    """Tell whether a text is a time of day without a date."""
    moment = _parsed(text)
    return moment is not None and moment.date is None
