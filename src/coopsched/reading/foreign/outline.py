"""The outline of a text: its lines without markup, and those that begin with a time."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from coopsched.reading.foreign.clock_times import clock_time, time_range
from coopsched.reading.foreign.markdown import plain

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_FRONT = re.compile(r"\s*(?:>\s*)*(?P<heading>#{1,6}(?=\s))?(?:[-*+•‣·▪][ \t]+)?\s*")

_NAMED = r"(?:midi|minuit|noon|midday|midnight|mittags?|mitternacht|middag|middernacht)\b"
_ONE = (
    r"(?:\d{1,2}\s?(?:[:.h]\s?\d{2}(?![\d./])(?:\s?[ap]\.?\s?m\.?(?!\w))?(?:\s?(?:uhr|uur|u|h)\b)?"
    r"|[hu]\s?\d{2}(?!\d)|(?:uhr|uur|heures?|h|u)\b(?:\s?\d{2}(?!\d))?|[ap]\.?\s?m\.?(?!\w))"
    rf"|{_NAMED})"
)
_TO = r"\s*(?:--|[-‐‑‒–—−→]|\bto\b|\buntil\b|\btill\b|\bbis\b|\btot\b|\bjusqu['’]à\b|\bà\b)\s*"
_FROM = r"(?:(?:de|dès|from|van|vanaf|von|ab|at|à|om|um|à partir de)\s+)?"
_RANGE = re.compile(
    rf"[\[(]?{_FROM}(?P<time>(?:{_ONE}|\d{{1,2}}){_TO}{_ONE})[\])]?(?P<rest>.*)", re.IGNORECASE
)
_SINGLE = re.compile(rf"[\[(]?{_FROM}(?P<time>{_ONE})[\])]?(?P<rest>.*)", re.IGNORECASE)
_BEGINS_LIKE_A_TIME = re.compile(rf"\D{{0,12}}\d|{_NAMED}", re.IGNORECASE)
_BARE = re.compile(r"\d{1,2}\.\d{2}|[^\W\d]+")
_DOTTED = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5][05]\s+[^\W\d_]")
_MANY = 3
_SEPARATOR = re.compile(r"\s*(?:[:–—|•·,.-]+(?=\s|$)|\s)\s*")
_LONGEST = 2_000  # of a line whose beginning may be a time


class Line(NamedTuple):
    """A line without markup, and where it stands; ``level`` is a heading's, 0 for others."""

    text: str
    start: int
    end: int
    level: int = 0


class Timed(NamedTuple):
    """A line that begins with a time: when, and what follows on the line."""

    line: Line
    start: timedelta
    end: timedelta | None
    written: str
    rest: str


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a text without the markup of Markdown or HTML."""
    for match in _LINE.finditer(text):
        raw = match[0].rstrip("\r\n")
        if not match[0]:
            return
        front = _FRONT.match(raw)
        begin = front.end() if front is not None else 0
        level = len(front["heading"] or "") if front is not None else 0
        bare = _bare(raw[begin:])
        end = match.start() + len(raw.rstrip())
        yield Line(bare, min(match.start() + begin, end), end, level if bare else 0)


def _bare(text: str) -> str:
    return " ".join(text.split()) if len(text) > _LONGEST else plain(text)


def times_in(lines: list[Line]) -> list[tuple[int, Timed]]:
    """Return the lines that begin with a time, with their indices."""
    dotted = sum(_DOTTED.match(line.text) is not None for line in lines) >= _MANY
    found = ((i, timed(line, dotted=dotted)) for i, line in enumerate(lines))
    return [(i, time) for i, time in found if time is not None]


def timed(line: Line, *, dotted: bool = False) -> Timed | None:
    """Return the time with which a line begins, or None.

    A single time counts where it stands alone or a separator follows it. What can be a
    number (`10.30`) or a word (noon) counts where a sign follows; the number also where
    a text is ``dotted``: several of its lines begin so.
    """
    text = line.text[:_LONGEST]
    if not text or not _BEGINS_LIKE_A_TIME.match(text):
        return None
    match = _RANGE.fullmatch(text)
    if match is not None:
        span = time_range(_tight(match["time"]))
        rest = _rest(match["rest"])
        if span is not None and rest is not None:
            return Timed(line, span.start, span.end, match["time"], rest)
    match = _SINGLE.fullmatch(text)
    if match is None:
        return None
    start, rest = clock_time(_tight(match["time"])), _rest(match["rest"])
    is_bare = _BARE.fullmatch(match["time"]) is not None and match["rest"].strip()[:1].isalnum()
    is_bare = is_bare and not (dotted and "." in match["time"])
    if start is None or rest is None or is_bare:
        return None
    return Timed(line, start, None, match["time"], rest)


def _tight(time: str) -> str:
    """Return a time without the blanks that typography put into it: `17 :30`."""
    return re.sub(r"\s*([:.h])\s*(?=\d\d)", r"\1", time)


def _rest(text: str) -> str | None:
    """Return what follows a time, without the separator; None where none is there."""
    if not text.strip():
        return ""
    match = _SEPARATOR.match(text)
    return text[match.end() :].strip() if match is not None else None
