"""What is looked at in a workbook's archive before a library opens it: sizes, DTDs, wide rows."""

import lzma
import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from coopsched.findings import Position
from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.foreign.delimited import MOST_COLUMNS

_MOST_MEMBERS = 5_000
_HARMLESS = 4_000_000  # bytes that any archive may hold, however much it was pressed
_MOST_PRESSED = 50  # sheets of text are pressed to a tenth; zeros to a thousandth
_DAMAGE = (
    *(BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(ValueError, RuntimeError, NotImplementedError, LookupError, OverflowError),
)
"""What Python's own reader of archives lets out on damaged ones."""
_OLD = b"\xd0\xcf\x11\xe0"
_CELL_OR_ROW = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:c|(row))[\s/>]")
_XML_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_SAVE_AGAIN = "open it in Excel or LibreOffice and save it again as XLSX, or as CSV"


def check_archive(data: bytes, name: str, limits: Limits) -> None:
    """Raise ReadError for bytes that are no workbook, or one that nobody's spreadsheet wrote.

    An archive can hold a thousand times its size (a "zip bomb"), a DTD whose entities
    grow without end, and rows of a million cells: none of it is ever read.
    """
    if data.startswith(_OLD):
        raise _refused(name, "this is an old workbook (XLS), or one with a password", _SAVE_AGAIN)
    try:
        _check(data, name, limits)
    except ReadError:
        raise
    except _DAMAGE:
        raise damaged(name) from None


def damaged(name: str) -> ReadError:
    """Return the error for a workbook of which nothing can be made."""
    return _refused(name, "the workbook is damaged and cannot be read", _SAVE_AGAIN)


def too_wide(name: str, row: int) -> ReadError:
    """Return the error for a row, counted from 1, that has more columns than any table."""
    place = Position(name, max(row, 1), 1, max(row, 1), 1)
    message = f"this row has more than {MOST_COLUMNS:,} columns"
    return ReadError(message, position=place, help="a table of sessions has a row for each session")


def _check(data: bytes, name: str, limits: Limits) -> None:
    with ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        _check_members(members, len(data), name, limits)
        _check_kind(archive, members, name)
        marks = 0
        for member in members:
            content = archive.read(member)
            marks += content.count(b"<")
            if marks > 2 * limits.nodes:
                raise _refused(name, "the workbook has too many cells", "split it")
            _check_content(content, name)


def _check_members(members: list[ZipInfo], size: int, name: str, limits: Limits) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise _refused(name, "the workbook is protected by a password", _SAVE_AGAIN)
    total = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or total > max(_HARMLESS, _MOST_PRESSED * size):
        raise _refused(
            name,
            f"{size:,} bytes unpack to {total:,} in {len(members):,} parts, as no workbook does",
            _SAVE_AGAIN,
        )
    if total > limits.size:
        raise _refused(
            name,
            f"the workbook unpacks to {total:,} bytes, more than {limits.size:,}",
            "split it, or raise the limit (--limit) if it really is one programme",
        )


def _check_kind(archive: ZipFile, members: list[ZipInfo], name: str) -> None:
    names = {member.filename for member in members}
    if "[Content_Types].xml" in names and any(each.startswith("xl/") for each in names):
        return
    kind = archive.read("mimetype")[:80] if "mimetype" in names else b""
    if b"opendocument" in kind:
        raise _refused(name, "this is an OpenDocument file, which is not read", _SAVE_AGAIN)
    raise _refused(
        name, "this archive is no workbook", "give a file in XLSX, CSV or another format"
    )


def _check_content(content: bytes, name: str) -> None:
    head = content[:4]
    if (b"\0" in head and b"<" in head) or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise damaged(name)  # UTF-16, which spreadsheets do not write, could hide what follows
    if _XML_BEGINS.match(content) is None:
        return
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _refused(name, "the workbook holds a DTD, which no spreadsheet writes", _SAVE_AGAIN)
    row = cells = 0
    for match in _CELL_OR_ROW.finditer(content):
        if match[1]:
            row, cells = row + 1, 0
            continue
        cells += 1
        if cells > MOST_COLUMNS:
            raise too_wide(name, row)


def _refused(name: str, message: str, help_: str) -> ReadError:
    return ReadError(message, position=Position(name, 1, 1, 1, 1), help=help_)
