"""Tables as text: CSV with any delimiter, and those of Markdown."""

import re
from collections.abc import Iterator
from itertools import islice

from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.foreign.delimited import MOST_COLUMNS, TooWide, scan, shape_of
from coopsched.reading.foreign.markdown_tables import header_of, lines_of
from coopsched.reading.foreign.rows import CARRIES, Row, Rows, is_ours
from coopsched.reading.hints import Hints
from coopsched.source import Parsed, Source

__all__ = ["CARRIES", "knows", "parse"]

_LOOKED_AT = 60
_DEFUSED = re.compile(r"\A'(?='*[=+\-@\t\r])")
_DEFUSED_INSIDE = re.compile(r"((?<=[;\t]) *)'(?='*[=+\-@])|((?<=\n) *)'(?='*(?:[=@]|[+\-](?! )))")
_NO_TABLE = (
    "no row near the beginning names the columns of a table: one for titles or times, and another"
)
_NAME_THEM = (
    "call columns title, start, end, room, speakers, or say what yours are called: "
    "--hint column.title=Thema"
)


def knows(text: str) -> bool:
    """Tell whether a text is a table: a row names columns, and those below are as wide."""
    return header_of(text, {}) is not None or shape_of(text, {}) is not None


def parse(source: Source, hints: Hints, limits: Limits) -> Parsed:
    """Return the nodes of a programme file. Raises ReadError for what is no table of sessions."""
    try:
        rows, header = _rows(source.text, hints)
        above = list(islice(rows, header))
        named = next(rows, None)
        if header is None or named is None:
            raise ReadError(_NO_TABLE, position=source.position(0, 0), help=_help(hints))
        below = map(_bare_inside, rows) if is_ours(named) else rows
        return Rows(source, hints, limits).parsed(above, named, below)
    except TooWide as error:
        raise ReadError(
            f"this row has more than {MOST_COLUMNS:,} columns",
            position=source.position(error.row[0].start, error.row[0].start),
            help="a table of sessions has a row for each session",
        ) from None


def _rows(text: str, hints: Hints) -> tuple[Iterator[Row], int | None]:
    """Return all rows, read while they are asked for, and which of them names the columns."""
    is_piped = hints.delimiter in (None, "|", "pipe")
    header = header_of(text, hints.columns) if is_piped else None
    if header is not None:
        return lines_of(text), header
    shape = shape_of(text, hints.columns, hints.delimiter)
    if shape is None:
        return islice(scan(text, hints.delimiter or ","), _LOOKED_AT), None
    return map(_bare, scan(text, shape.delimiter, shape.begin)), shape.header


def _bare(row: Row) -> Row:
    """Return a row without the apostrophes that keep a spreadsheet from running a cell."""
    for cell in row:
        if isinstance(cell.value, str) and cell.value.startswith("'"):
            match = _DEFUSED.match(cell.value)
            cell.value = cell.value[match.end() :] if match is not None else cell.value
    return row


def _bare_inside(row: Row) -> Row:
    """Return a row of ours without those apostrophes that stand amid a cell."""
    for cell in row:
        if isinstance(cell.value, str) and "'" in cell.value:
            cell.value = _DEFUSED_INSIDE.sub(lambda found: found[1] or found[2] or "", cell.value)
    return row


def _help(hints: Hints) -> str:
    told = ", ".join(f"{field}={name!r}" for field, name in hints.columns.items())
    return (
        f"the hints name the columns {told}, which no row has; {_NAME_THEM}" if told else _NAME_THEM
    )
