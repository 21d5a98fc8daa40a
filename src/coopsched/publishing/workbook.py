"""Excel workbooks (Office Open XML), the same bytes for the same rows."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MISSING = "Excel workbooks need a library that is not installed: pip install 'coopsched[table]'"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_NO_STAMP = b"1980-01-01T00:00:00Z"
_WIDEST = 60


class MissingLibrary(RuntimeError):  # noqa: N818  what there is not
    """A library is not installed; the message says how to install it."""


def workbook(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet whose cells are texts, whatever they begin with.

    Raises MissingLibrary.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.worksheet import Worksheet
    except ImportError:
        raise MissingLibrary(_MISSING) from None
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet: Worksheet = book.create_sheet("Programme")
    widths = [len(name) for name in header]
    for number, row in enumerate([header, *rows], start=1):
        for column, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(number, column, text)
                cell.data_type = "s"  # openpyxl takes what begins with = for a formula
                cell.font = Font(bold=number == 1)
                longest = max(map(len, text.split("\n")))
                widths[column - 1] = min(_WIDEST, max(widths[column - 1], longest))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width + 2
    sheet.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return _timeless(file)


def _timeless(file: BytesIO) -> bytes:
    """Return a workbook without the moment at which it was made."""
    timeless = BytesIO()
    with ZipFile(file) as made, ZipFile(timeless, "w") as kept:
        for name in made.namelist():
            data = made.read(name)
            if name == "docProps/core.xml":
                data = _STAMP.sub(_NO_STAMP, data)
            kept.writestr(ZipInfo(name, _EPOCH), data, ZIP_DEFLATED)
    return timeless.getvalue()
