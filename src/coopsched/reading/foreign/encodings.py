"""Text of bytes whose encoding nobody promised: told, marked, declared, or guessed."""

import codecs
import re
from typing import NamedTuple

from coopsched.source import SourceProblem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
# All bytes mean something in it, so that it is what is left when nothing else fits.
_LAST_RESORT = "cp1252"


class Decoded(NamedTuple):
    """A text, and what was guessed to get it."""

    text: str
    problems: list[SourceProblem]


def decode_loosely(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of bytes: in ``encoding`` if told, else marked, declared, UTF-8 or guessed.

    Raises LookupError for an encoding that there is not.
    """
    if encoding is not None:
        return Decoded(_without_mark(data.decode(encoding, "replace")), [])
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"), [])
    declared = _DECLARED.match(data[:300])
    if declared is not None:
        text = _as_declared(data, declared[1].decode("ascii", "replace"))
        if text is not None:
            return Decoded(text, [])
    wide = _wide(data)
    if wide is not None:
        return Decoded(data.decode(wide, "replace"), [])
    try:
        return Decoded(data.decode("utf-8"), [])
    except UnicodeDecodeError as error:
        return _guessed(data, error.start)


def _as_declared(data: bytes, name: str) -> str | None:
    try:
        return _without_mark(data.decode(name))
    except (LookupError, UnicodeError, ValueError):
        return None


def _wide(data: bytes) -> str | None:
    """Return UTF-16 where every other byte of the beginning is zero."""
    head = data[:400]
    if len(head) < 4 or head.count(0) * 3 < len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"


def _guessed(data: bytes, at: int) -> Decoded:
    codecs.register_error("coopsched-undefined", _undefined)
    text = data.decode(_LAST_RESORT, "coopsched-undefined")
    found = SourceProblem(
        "guessed-value",
        f"the file is not in UTF-8 (byte 0x{data[at]:02X} cannot stand here): it is read as "
        f"Windows-1252, in which this is “{text[at : at + 1]}”",
        at,
        at + 1,
        "save it as UTF-8, or tell the encoding: --hint encoding=iso-8859-2",
    )
    return Decoded(text, [found])


def _undefined(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101  codecs call it for nothing else
    return "\ufffd", error.start + 1


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")
