"""The rows of tables as a programme: one session a row, under a row that names the columns."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.foreign.clocks import settle_zone
from coopsched.reading.foreign.columns import (
    FIELDS,
    Column,
    columns,
    field_called,
    is_header,
    untold,
)
from coopsched.reading.foreign.days import Days
from coopsched.reading.foreign.delimited import is_rule
from coopsched.reading.foreign.draft import Draft
from coopsched.reading.foreign.grid import is_grid, is_grid_header, unfolded
from coopsched.reading.foreign.row_cells import TIMES, Row, cells_of, day_cells, filled
from coopsched.reading.foreign.row_fields import ABSENT
from coopsched.reading.foreign.row_sessions import Sessions
from coopsched.reading.foreign.row_times import Cells
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, control_in, node, shown
from coopsched.reading.hints import Hints
from coopsched.source import Node, Parsed, Source

__all__ = ["CARRIES", "Row", "Rows", "is_ours"]

_CARRIED = (
    "title description kind languages interpretation captions day start end minutes rooms speakers "
    "track tags audience needs resources status repeats continues within after not_with permanent "
    "pinned links notice replaces uid was source_id"
)
CARRIES = frozenset(_CARRIED.split())
"""The fields of a session that a table can hold."""
_OURS = ("key", "title", "day", "start", "end", "rooms", "speakers", "languages")
_SAMPLE = 50
_NUMBER = re.compile(r"\d\d|\d\D")  # “Speaker 1” is the name of a column
_COMMON = "title, start, end, date, rooms, speakers, track, minutes, description"


class _Table(NamedTuple):
    """A row that names columns, and the rows below it."""

    header: Row
    rows: list[Row]

    @property
    def names(self) -> list[str]:
        """What the columns are called."""
        return _names(self.header)


class Rows:
    """Reads rows: those above the first that names the columns of a table, and those below."""

    def __init__(self, source: Source, hints: Hints, limits: Limits) -> None:
        self._draft = Draft(source, hints)
        self._hints = hints
        self._limits = limits
        self._tally = Tally(self._draft)
        self._days = Days(self._tally, hints)

    def parsed(self, above: Sequence[Row], header: Row, below: Iterable[Row]) -> Parsed:
        """Return the nodes of the programme. Raises ReadError for more rows than the limit."""
        first = _Table(header, list(self._above(above)))
        ours = self._draft.ours = is_ours(header)
        tables = list(map(self._straight, self._tables(first, below)))
        self._check_hints(tables)
        rows = [each for table in tables for each in self._read(table, ours=ours)]
        self._days.learn(chain.from_iterable(day_cells(row, cells) for row, cells in rows))
        stamps = (cell for _, cells in rows for name in TIMES for cell in cells.get(name, ()))
        zone_name = settle_zone(self._draft, None, stamps)
        if self._hints.language is not None:
            whole = Node(None, 0, 0)
            self._draft.header["languages"] = Node([node(self._hints.language, whole)], 0, 0)
        Sessions(self._draft, self._tally, self._days, zone_name, rows, ours=ours).add()
        self._tally.report()
        return self._draft.parsed()

    def _above(self, rows: Sequence[Row]) -> Iterator[Row]:
        """Yield the days above the table, take its title from there; note what else is said."""
        title = self._draft.header.get("title")
        for cells in filter(None, map(filled, rows)):
            text = clean(cells[0].value)
            if len(cells) == 1 and (self._days.begin_on(text) or self._days.is_day(text)):
                yield cells
            elif len(cells) == 1 and title is None:
                title = self._draft.header["title"] = node(text, cells[0])
            elif len(cells) > 1 or (title and title.value != text):
                message = "this stands above the row that names the columns, and is left out"
                many = "lines stand above the row that names the columns, and are left out"
                self._tally.add("unplaced-text", many, message, cells[0])

    def _tables(self, table: _Table, below: Iterable[Row]) -> Iterator[_Table]:
        """Yield the tables, each with its own header; one that is printed again begins none."""
        number = 0
        for row in below:
            if not filled(row):
                continue
            if is_rule(row):
                if table.rows and is_header(_names(table.rows[-1]), self._hints.columns):
                    yield _Table(table.header, table.rows[:-1])
                    table = _Table(table.rows[-1], [])
                continue
            if _names(row) == table.names:
                continue
            if _is_other_header(_names(row), table.names):
                yield table
                table = _Table(row, [])
                continue
            number += 1
            if number > self._limits.sessions:
                raise ReadError(
                    f"the table has more than {self._limits.sessions:,} rows",
                    position=self._draft.source.position(row[0].start, row[0].start),
                    help="split the file, or raise the limit: --limit sessions=…",
                )
            table.rows.append(row)
        yield table

    def _straight(self, table: _Table) -> _Table:
        """Return a table with a session a row, which one with a session a cell becomes."""
        for row in table.rows:
            self._check_row(table.header, row)
        firsts = (clean(row[0].value) for row in table.rows)
        if self._hints.columns or not is_grid(table.names, firsts):
            return table
        many = "tables have a column for each room"
        message = f"a session is read from each cell below {', '.join(table.names[1:])}".rstrip(
            " ,"
        )
        help_ = "where this is wrong, write a row for each session: title, start, end, room"
        self._tally.add("guessed-value", many, message, table.header[0], help_)
        return _Table(*unfolded(table.header, table.rows))

    def _check_row(self, header: Row, row: Row) -> None:
        for cell in row:
            self._check_text(cell)
        beyond = filled(row[len(header) :])
        message = f"this row has {len(row)} cells, and the table {len(header)} columns"
        if beyond:
            many = "rows have more cells than the table has columns"
            help_ = "put quotes around a cell that holds the separator"
            self._tally.add(
                "ignored-value", many, f"{message}: the rest is left out", beyond[0], help_
            )
        elif 1 < len(row) < len(header) - 1:
            many = "rows have fewer cells than the table has columns"
            at = Node(None, row[0].start, row[-1].end)
            self._tally.add("guessed-value", many, f"{message}: the others are taken as empty", at)

    def _check_text(self, cell: Node) -> None:
        """Note what a cell holds that no text does, and a quotation mark that closes nowhere."""
        text = str(cell.value)
        control = control_in(cell.value)
        if control is not None:
            message = f"an invisible character (U+{ord(control):04X}) stands in this cell"
            many = "cells hold invisible characters, which are left out"
            self._tally.add("ignored-value", many, f"{message}: it is left out", cell)
        if not cell.quoted and text.lstrip().startswith('"') and text.count('"') % 2:
            message = f"the quotation mark before {shown(clean(text)[1:])} is never closed"
            many = "quotation marks are never closed, and are read as part of the text"
            help_ = "close it behind the text, or remove it"
            self._tally.add(
                "guessed-value", many, f"{message}: it is read as part of the text", cell, help_
            )

    def _check_hints(self, tables: list[_Table]) -> None:
        """Note hints that name columns which no table has. Raises ReadError for unknown fields."""
        names = [name for table in tables for name in table.names]
        header = tables[0].header
        for field, name in untold(names, self._hints.columns):
            if field not in FIELDS:
                message, can = f"columns hold no `{field}`", ", ".join(FIELDS)
                place = self._draft.source.position(header[0].start, header[-1].end)
                raise ReadError(message, position=place, help=f"they can hold {can}")
            message = f"the hints say that a column {shown(name)} holds `{field}`: there is none"
            there = f"the columns are {', '.join(filter(None, tables[0].names))}"
            self._draft.ignore(message, Node(None, header[0].start, header[-1].end), there)

    def _read(self, table: _Table, *, ours: bool) -> Iterator[tuple[Row, Cells]]:
        """Yield the rows of a table, and their cells by what their columns hold."""
        found = self._columns(table)
        for row in table.rows:
            yield row, cells_of(row, found, ours=ours)

    def _columns(self, table: _Table) -> dict[int, Column]:
        """Return what each column holds."""
        rows = table.rows

        def fits(i: int, field: str) -> bool:
            return field != "day" or self._holds_days(i, rows)

        found = columns(table.names, self._hints.columns, fits)
        for i, (cell, name) in enumerate(zip(table.header, table.names, strict=True)):
            if i in found:
                continue
            if not name and self._holds_days(i, rows) and Column("day") not in found.values():
                found[i] = Column("day")
            elif any(i < len(row) and clean(row[i].value) for row in rows):
                self._ignore(cell, i, name)
        return found

    def _holds_days(self, i: int, rows: list[Row]) -> bool:
        sample = (clean(row[i].value) for row in rows[:_SAMPLE] if i < len(row))
        said = [text for text in sample if text not in ABSENT]
        return bool(said) and all(map(self._days.is_day, said))

    def _ignore(self, cell: Node, i: int, name: str) -> None:
        if not name:
            self._draft.ignore(
                f"column {i + 1} has no name, and was not read", cell, "give it a name"
            )
            return
        help_ = f"say what it holds: --hint column.FIELD={name!r}, where FIELD is one of {_COMMON}…"
        self._draft.ignore(f"the column {shown(name)} was not read", cell, help_)


def is_ours(header: Row) -> bool:
    """Tell whether a row names the columns of a table that this program wrote."""
    return tuple(_names(header[: len(_OURS)])) == _OURS


def _names(row: Row) -> list[str]:
    return [clean(cell.value) for cell in row]


def _is_other_header(names: Sequence[str], above: Sequence[str]) -> bool:
    """Tell whether a row below others names the columns of another table.

    A session can be called “Break” and be in the hall: most cells must be names of columns,
    and none may hold a number.
    """
    if any(map(_NUMBER.search, names)):
        return False
    known = sum(field_called(name) is not None for name in names)
    is_sure = known >= min(3, len(above)) and 2 * known > sum(map(bool, names))
    return (is_sure and is_header(names, {}) > 0) or is_grid_header(names)
