"""Excel workbooks: the sheets whose columns are named, as the rows of a table."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from coopsched.findings import Position
from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.foreign.columns import is_header
from coopsched.reading.foreign.dates import is_day
from coopsched.reading.foreign.grid import is_grid
from coopsched.reading.foreign.rows import CARRIES, Row, Rows
from coopsched.reading.foreign.sheets import LAST_ROW, Sheet, Values, sheets_of
from coopsched.reading.foreign.values import clean, shown
from coopsched.reading.hints import Hints
from coopsched.source import Node, Parsed, Source, SourceProblem

__all__ = ["CARRIES", "open_bytes"]

_LOOKED_AT = 60
_BREAKS = str.maketrans(dict.fromkeys("\t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


class Table(NamedTuple):
    """A sheet that is read, and which of its rows names the columns, from 0."""

    sheet: Sheet
    header: int

    @property
    def names(self) -> list[str]:
        """What the columns are called."""
        return [clean(text) for text in self.sheet.rows[self.header]]


def open_bytes(data: bytes, name: str, hints: Hints, limits: Limits) -> tuple[Source, Parsed]:
    """Return a text that stands for the sheets, and the nodes of a programme file in its places.

    Each row of the first sheet that is read is a line of the text, so that findings name
    the row; those of further sheets with the same columns follow. Raises ReadError, also
    where the library that opens workbooks is not installed.
    """
    sheets = sheets_of(data, name, hints.sheet, limits)
    tables = _tables(sheets, name, hints)
    text, rows = _laid_out(tables)
    source = Source(name, text)
    header = tables[0].header
    above, below = list(_above(tables, rows)), list(_below(tables, rows))
    parsed = Rows(source, hints, limits).parsed(above, rows[header], below)
    cells = _Cells(tables, rows)
    problems = [cells.named(each) for each in parsed.problems]
    unread = _unread(sheets, [each.sheet for each in tables], rows[header])
    return source, parsed._replace(problems=[*unread, *problems])


def _tables(sheets: list[Sheet], name: str, hints: Hints) -> list[Table]:
    """Return the first sheet with a row that names columns, and those that have the same."""
    found = [
        Table(sheet, header) for sheet in sheets if (header := _header(sheet, hints)) is not None
    ]
    if found:
        same = [each for each in found[1:] if each.names == found[0].names]
        return [found[0], *(each for each in same if not each.sheet.is_hidden)]
    raise ReadError(
        "no row near the beginning of a sheet names the columns of a table: one for titles "
        "or times, and another",
        position=Position(name, 1, 1, 1, 1),
        help="call columns title, start, end, room, speakers, or say what yours are called: "
        "--hint column.title=Thema",
    )


def _header(sheet: Sheet, hints: Hints) -> int | None:
    """Return which row of a sheet names its columns, from 0."""
    for i, row in enumerate(islice(sheet.rows, _LOOKED_AT)):
        names = [clean(text) for text in row]
        firsts = (clean(below[0]) for below in sheet.rows[i + 1 : i + _LOOKED_AT] if below)
        if is_header(names, hints.columns) or is_grid(names, firsts):
            return i
    return None


def _laid_out(tables: list[Table]) -> tuple[str, list[Row]]:
    """Return the text that stands for rows, a line each, and their cells in its places.

    A sheet has no cells behind the last that is filled: rows are as wide as the header.
    """
    width = len(tables[0].names)
    lines: list[str] = []
    laid: list[Row] = []
    at = 0
    for short in (row for table in tables for row in table.sheet.rows):
        row: Values = (*short, *[""] * (width - len(short))) if short else ()
        cells: Row = []
        for text in row:
            cells.append(Node(text, at, at + len(text), quoted=True))
            at += len(text) + 1
        lines.append("\t".join(text.translate(_BREAKS) for text in row))
        laid.append(cells)
        at += not row
    return "\n".join(lines), laid


def _above(tables: list[Table], rows: list[Row]) -> Iterator[Row]:
    """Yield the rows above the headers, but for the days that stand above further sheets."""
    begin = 0
    for table in tables:
        for row in rows[begin : begin + table.header]:
            if table is tables[0] or not _heads(row):
                yield row
        begin += len(table.sheet.rows)


def _below(tables: list[Table], rows: list[Row]) -> Iterator[Row]:
    """Yield the rows below the headers; a day above them, or the sheet's name, heads them."""
    begin = 0
    for table in tables:
        header = begin + table.header
        if is_day(table.sheet.name):
            place = rows[header][0]
            yield [Node(table.sheet.name, place.start, place.end, quoted=True)]
        if table is not tables[0]:
            yield from filter(_heads, rows[begin:header])
        begin += len(table.sheet.rows)
        yield from rows[header + 1 : begin]


def _heads(row: Row) -> bool:
    filled = [text for cell in row if (text := clean(cell.value))]
    return len(filled) == 1 and is_day(filled[0])


class _Cells:
    """What the cells in the places of a text are called in their workbook."""

    def __init__(self, tables: list[Table], rows: list[Row]) -> None:
        self._lines = [(each.sheet.name, i) for each in tables for i in range(len(each.sheet.rows))]
        self._starts = [
            (cell.start, i, j) for i, row in enumerate(rows) for j, cell in enumerate(row)
        ]
        self._several = len(tables) > 1

    def named(self, problem: SourceProblem) -> SourceProblem:
        """Return a problem whose message names the cell, as spreadsheets call it."""
        at = bisect_right(self._starts, (problem.start, LAST_ROW, 0)) - 1
        if not problem.end or at < 0:
            return problem
        _, line, column = self._starts[at]
        sheet, row = self._lines[line]
        cell = f"cell {_name(column)}{row + 1}" + (f" of {shown(sheet)}" if self._several else "")
        return problem._replace(message=f"{problem.message} ({cell})")


def _name(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _unread(sheets: list[Sheet], read: list[Sheet], header: Row) -> Iterator[SourceProblem]:
    """Yield a problem for each sheet that was not read, and for results that are not there."""
    place = header[0].start, header[-1].end
    for sheet in sheets:
        if sheet.rows and all(sheet is not each for each in read):
            message = f"the sheet {shown(sheet.name)} was not read: it has other columns, or none"
            help_ = f"read it by itself: --hint sheet={sheet.name!r}"
            yield SourceProblem("ignored-value", message, *place, help_)
    if any(sheet.has_formulas_without_result for sheet in read):
        message = "cells hold formulas without their results, and are read as empty"
        help_ = "open the workbook in Excel or LibreOffice and save it again"
        yield SourceProblem("ignored-value", message, *place, help_)
