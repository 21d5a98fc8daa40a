"""The line of a file that a finding is about, cropped around the stretch that it means."""

from typing import NamedTuple

from coopsched.findings import Position
from coopsched.reporting.escaping import visible
from coopsched.reporting.width import cells_of, head, tail

_TAB = "    "
_CROPPED = "…"
# Of a long line, only so many code points for each cell are looked at; some take no cell.
_CODE_POINTS = 4


class Excerpt(NamedTuple):
    """A line as shown, and the stretch of it that is meant, counted in cells from 0."""

    line: str
    start: int
    length: int


def excerpt(lines: list[str], position: Position, room: int) -> Excerpt | None:
    """Return what to show of a position in at most ``room`` cells; None where no such line is.

    Of a stretch of several lines, that is the first line from where the stretch begins.
    """
    if position.line > len(lines):
        return None
    line = lines[position.line - 1]
    start = min(position.column - 1, len(line))
    end = min(position.end_column - 1, len(line))
    if position.end_line > position.line:
        end = len(line.rstrip())
    end = max(start, end)
    near, far = max(start - _CODE_POINTS * room, 0), start + _CODE_POINTS * room
    pieces = line[near:start], line[start : min(end, far)], line[end : max(end, far)]
    before, under, after = (visible(piece.replace("\t", _TAB)) for piece in pieces)
    if near:
        before = _CROPPED + before
    if end > far:
        under, after = under + _CROPPED, ""
    elif len(line) > far:
        after += _CROPPED
    before, under, after = _cropped(before, under, after.rstrip(), room)
    return Excerpt(before + under + after, cells_of(before), max(cells_of(under), 1))


def _cropped(before: str, under: str, after: str, room: int) -> tuple[str, str, str]:
    """Shorten what stands around, from the right if that is enough, and the stretch itself last."""
    used = cells_of(before) + cells_of(under)
    if used + cells_of(after) <= room:
        return before, under, after
    if used + (1 if after else 0) <= room:
        return before, under, head(after, room - used - 1) + _CROPPED
    context = room // 4
    kept = min(cells_of(before), context)
    if kept + cells_of(under) + (1 if after else 0) > room:
        return _end(before, kept), head(under, room - kept - 1) + _CROPPED, ""
    after = _beginning(after, min(context, room - kept - cells_of(under)))
    return _end(before, room - cells_of(under) - cells_of(after)), under, after


def _beginning(text: str, room: int) -> str:
    return text if cells_of(text) <= room else head(text, room - 1) + _CROPPED


def _end(text: str, room: int) -> str:
    return text if cells_of(text) <= room else _CROPPED + tail(text, room - 1)
