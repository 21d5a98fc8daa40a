"""Timetables on a grid, a column for each room and a row for each time: as rows of sessions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from coopsched.reading.foreign.clock_times import written
from coopsched.reading.foreign.columns import field_called
from coopsched.reading.foreign.dates import is_day
from coopsched.reading.foreign.names import names_alone
from coopsched.reading.foreign.values import clean
from coopsched.reading.foreign.when import when
from coopsched.source import Node
from coopsched.text import fold

Row = list[Node]

_LEADING = frozenset({"time", "start", "end", "minutes", "date", "day"})
_TIMES = frozenset({"time", "start"})
# Words for rooms that are names of some; others, alone, say that a column holds their names.
_NAMES_OF_ROOMS = frozenset(
    {"auditorium", "auditoire", "hall", "stage", "scene", "buhne", "podium"}
)


class _Shape(NamedTuple):
    """Which columns of a grid say when, and what the others stand for: rooms, days or tracks."""

    leading: dict[int, str]
    across: dict[int, str]


def is_grid(names: Sequence[str], firsts: Iterable[str]) -> bool:
    """Tell whether these are the columns of a grid; ``firsts`` are the first cells of its rows."""
    if _shape(names) is None:
        return False
    filled = [text for text in firsts if text]
    times = sum(_is_time(text) for text in filled)
    return times > (not names[0]) and 2 * times > len(filled)


def is_grid_header(names: Sequence[str]) -> bool:
    """Tell whether a row below other rows names the columns of another grid."""
    return bool(names) and field_called(names[0]) in _TIMES and _shape(names) is not None


def unfolded(header: Row, rows: Iterable[Row]) -> tuple[Row, list[Row]]:
    """Return a grid as a table: a header, and a row for each cell that holds a session.

    The first line of a cell is the title. What stands in cells of one column, one below
    the other, is one session, unless there is time between. A row of a single cell, such
    as a day, stays as it is.
    """
    shape = _shape([clean(cell.value) for cell in header]) or _Shape({}, {})
    kinds = list(dict.fromkeys(shape.across.values()))
    names = (*shape.leading.values(), "title", "speakers", "description", "end", *kinds)
    made = [Node(name, header[0].start, header[-1].end) for name in names]
    return made, list(_sessions(header, rows, shape, names))


def _sessions(
    header: Row, rows: Iterable[Row], shape: _Shape, names: Sequence[str]
) -> Iterator[Row]:
    kinds = names[names.index("description") + 2 :]
    before: dict[int, tuple[str, Row]] = {}
    ended: str | None = None
    for row in rows:
        filled = [cell for cell in row if clean(cell.value)]
        if len(filled) == 1:
            yield filled
            before = {}
            continue
        leading = [_cell(row, i) for i in shape.leading]
        if ended and _clock(_start(leading, shape)) != _clock(ended):
            before = {}
        here: dict[int, tuple[str, Row]] = {}
        end = _end(leading, shape)
        for i, kind in shape.across.items():
            cell = _cell(row, i)
            text = clean(cell.value)
            if text and before.get(i, ("",))[0] == text:
                here[i] = before[i]
                here[i][1][names.index("end")] = end
            elif text:
                others = [
                    header[i] if each == kind else Node("", cell.end, cell.end) for each in kinds
                ]
                none = Node("", cell.end, cell.end)
                here[i] = text, [*leading, *_parts(cell), none, *others]
                yield here[i][1]
        before, ended = here, clean(end.value)


def _start(leading: Row, shape: _Shape) -> str:
    cells = zip(shape.leading.values(), leading, strict=True)
    return next(clean(cell.value) for name, cell in cells if name in _TIMES)


def _clock(text: str) -> timedelta | None:
    found = when(text)
    return found.start if found is not None else None


def _end(leading: Row, shape: _Shape) -> Node:
    """Return the end of a row's time, where it says one."""
    for name, cell in zip(shape.leading.values(), leading, strict=True):
        if name == "end":
            return cell
        found = when(clean(cell.value))
        if found is not None and found.end is not None:
            return Node(written(found.end), cell.start, cell.end, quoted=True)
    return Node("", leading[0].start, leading[0].start)


def _parts(cell: Node) -> tuple[Node, Node, Node]:
    """Return the title, the people and the rest of what a cell says of a session."""
    title, *rest = [line for line in str(cell.value).splitlines() if line.strip()]
    people = names_alone(rest[0]) if rest else ""
    more = "\n".join(rest[1:] if people else rest)
    return tuple(Node(text, cell.start, cell.end, quoted=True) for text in (title, people, more))  # type: ignore[return-value]  # three


def _shape(names: Sequence[str]) -> _Shape | None:
    leading: dict[int, str] = {}
    across: dict[int, str] = {}
    for i, name in enumerate(names):
        field = field_called(name)
        kind = _across(name, field)
        if not across and kind is None and (field in _LEADING or (i == 0 and not name)):
            leading[i] = field or "time"
        elif kind is not None:
            across[i] = kind
        elif name:
            return None
    is_one = len(across) > 1 and not _TIMES.isdisjoint(leading.values())
    return _Shape(leading, across) if is_one else None


def _across(name: str, field: str | None) -> str | None:
    """Return what the name of a column is that of: a day, a track or a room."""
    if is_day(name):
        return "day"
    words = fold(name).split()
    if field is None:
        return "rooms" if name else None
    named = len(words) > 1 or (words and words[0] in _NAMES_OF_ROOMS)
    return field if named and field in ("rooms", "track") else None


def _is_time(text: str) -> bool:
    found = when(text)
    return (
        found is not None and found.start is not None and not (text.isdecimal() and len(text) < 3)
    )


def _cell(row: Row, i: int) -> Node:
    return row[i] if i < len(row) else Node("", row[-1].end, row[-1].end)
