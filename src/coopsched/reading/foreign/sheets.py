"""The sheets of an Excel workbook as texts, with what is merged and what has no result."""

import re
import warnings
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, NamedTuple

from coopsched.findings import Position
from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.foreign.archives import check_archive, damaged, too_wide
from coopsched.reading.foreign.clock_times import written
from coopsched.reading.foreign.delimited import MOST_COLUMNS
from coopsched.reading.foreign.values import clean, shown

LAST_ROW = 1_048_576
"""The last row that a sheet can have."""
_SPARE = 60  # rows above a table and below it
_MERGED = re.compile(
    rb"<(?:[\w.-]+:)?mergeCell\s[^<>]*ref=\"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})\""
)
_MOST_MERGED = 1_000_000
_NO_RESULT = re.compile(
    rb"<c\s[^<>]*>\s*<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
Values = tuple[str, ...]


class Sheet(NamedTuple):
    """A sheet: its name, and the texts in its rows; rows without any are empty."""

    name: str
    rows: list[Values]
    is_hidden: bool = False
    has_formulas_without_result: bool = False


def sheets_of(data: bytes, name: str, wanted: str | None, limits: Limits) -> list[Sheet]:
    """Return the sheets of a workbook, or the one of a name; those that are hidden come last.

    Raises ReadError, also where the library that opens workbooks is not installed.
    """
    check_archive(data, name, limits)
    try:
        from openpyxl import load_workbook
    except ImportError:
        message = "workbooks need a library that is not installed: pip install 'coopsched[table]'"
        raise ReadError(message) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl would not write again
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return [_sheet(each, name, limits) for each in _wanted(book.worksheets, name, wanted)]
    except ReadError:
        raise
    except Exception:  # openpyxl lets out whatever its parts raise on damaged files
        raise damaged(name) from None


def _wanted(sheets: Sequence[Any], name: str, title: str | None) -> list[Any]:
    """Return the sheets that can be read, those that are hidden last. Raises ReadError for none."""
    found = [each for each in sheets if hasattr(each, "reset_dimensions")]
    found.sort(key=lambda each: bool(each.sheet_state != "visible"))
    wanted = [each for each in found if _is_called(each.title, title)]
    if not wanted:
        raise _no_sheet(name, title, [each.title for each in found])
    return wanted


def _sheet(sheet: Any, name: str, limits: Limits) -> Sheet:
    sheet.reset_dimensions()  # which files state wrongly, and at any size
    rows: list[Values] = []
    filled = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if len(values) > MOST_COLUMNS and any(value is not None for value in values[MOST_COLUMNS:]):
            raise too_wide(name, number)
        texts = tuple(map(_text, values[:MOST_COLUMNS]))
        said = any(texts)
        filled += said
        if filled > limits.sessions + _SPARE or number > LAST_ROW:
            raise ReadError(
                f"the sheet {shown(sheet.title)} has more than {limits.sessions:,} rows",
                position=Position(name, number, 1, number, 1),
                help="split the file, or raise the limit: --limit sessions=…",
            )
        rows.append(texts if said else ())
    while rows and not rows[-1]:
        rows.pop()
    content = _content(sheet)
    return Sheet(
        sheet.title,
        _spread(rows, content),
        is_hidden=sheet.sheet_state != "visible",
        has_formulas_without_result=_NO_RESULT.search(content) is not None,
    )


def _content(sheet: Any) -> bytes:
    """Return the XML of a sheet: one that is only read tells what is merged in no other way."""
    with sheet._get_source() as file:  # noqa: SLF001  no name of its own is public
        content: bytes = file.read()
    return content


def _spread(rows: list[Values], content: bytes) -> list[Values]:
    """Return rows in which what is in cells merged downwards stands in each of their rows."""
    left = _MOST_MERGED
    for match in _MERGED.finditer(content):
        column, first, last = _column(match[1]), int(match[2]), min(int(match[3]), len(rows))
        left -= max(last - first, 0)
        if left < 0:
            break
        value = _at(rows[first - 1], column) if 0 < first <= len(rows) else ""
        for i in range(first, last) if value else ():
            row = rows[i]
            if row and not _at(row, column):
                padded = [*row, *[""] * (column + 1 - len(row))]
                padded[column] = value
                rows[i] = tuple(padded)
    return rows


def _at(row: Values, column: int) -> str:
    return row[column] if column < len(row) else ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _text(value: object) -> str:
    """Return a cell's value as people would type it; lengths and times past 24 hours too."""
    for kind, write in _WRITTEN:
        if isinstance(value, kind):
            return str(write(value))
    return str(value)


def _stamp(value: datetime) -> str:
    has_time = (value.hour, value.minute, value.second) != (0, 0, 0)
    return value.strftime("%Y-%m-%d %H:%M:%S") if has_time else value.date().isoformat()


def _clock(value: time) -> str:
    return written(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second))


def _number(value: float) -> str:
    """Return a number; a fraction of a day, as times are, has the digits by which it is told."""
    if value.is_integer():
        return f"{value:.0f}"
    return f"{value:.3f}" if 0 < value < 1 and len(repr(value)) < len("0.500") else repr(value)


# In the order in which they are asked: a date-time is a date, and a truth is a number.
_WRITTEN: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (str, str),
    (type(None), lambda _: ""),
    (bool, lambda value: "true" if value else "false"),
    (datetime, _stamp),
    (date, date.isoformat),
    (time, _clock),
    (timedelta, lambda value: written(max(value, timedelta()))),
    (float, _number),
)


def _is_called(title: str, wanted: str | None) -> bool:
    return wanted is None or clean(title).casefold() == clean(wanted).casefold()


def _no_sheet(name: str, wanted: str | None, titles: list[str]) -> ReadError:
    message = (
        "the workbook has no sheets" if wanted is None else f"no sheet is called {shown(wanted)}"
    )
    listed = ", ".join(titles[:20])
    return ReadError(
        message,
        position=Position(name, 1, 1, 1, 1),
        help=f"its sheets are {listed}" if titles else None,
    )
