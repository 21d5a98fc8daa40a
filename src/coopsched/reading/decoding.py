"""Bytes to text, and the limits that reading keeps to."""

import codecs
import re
from typing import NamedTuple

_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ASCII = b"\t\n\r" + bytes(range(0x20, 0x7F))
_BREAK = re.compile(r"\r\n|\n|\r")
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SAVE_AS_UTF8 = (
    'open it in your editor and save it again with the encoding "UTF-8" '
    '("Save as…" or "Save with encoding"; in Excel: "CSV UTF-8")'
)


class Limits(NamedTuple):
    """How much of a file is read before it is refused.

    ``size`` is in bytes, ``line`` in characters, ``depth`` in nested lists and
    mappings. ``nodes`` counts values after aliases are written out. Readers of
    sessions keep to ``sessions`` themselves.
    """

    size: int = 64_000_000
    line: int = 1_000_000
    depth: int = 64
    nodes: int = 5_000_000
    sessions: int = 100_000


class Undecodable(Exception):  # noqa: N818 - what it says of the bytes
    """No text can be made of the bytes; the place is in lines and columns from 1."""

    def __init__(self, message: str, help: str, line: int = 1, column: int = 1) -> None:  # noqa: A002 - findings call it so
        super().__init__(message)
        self.message = message
        self.help = help
        self.line = line
        self.column = column


class Flaw(NamedTuple):
    """Why a text is refused, and where."""

    message: str
    help: str
    offset: int


def decode(data: bytes, *, limits: Limits = Limits()) -> str:  # noqa: B008 - immutable
    """Return the text of a file in UTF-8, without its byte order mark.

    Raises Undecodable. How deep a text is nested only its parser can tell: it
    counts while it reads, and stops at the limit.
    """
    check_size(data, limits)
    _refuse_wide(data)
    text = _from_utf8(data)
    flaw = find_flaw(text, limits=limits)
    if flaw is not None:
        raise Undecodable(flaw.message, flaw.help, *_place(text[: flaw.offset]))
    return text


def check_size(data: bytes, limits: Limits) -> None:
    """Raise Undecodable for more bytes than the limit."""
    if len(data) > limits.size:
        raise Undecodable(
            f"the file is larger than {_amount(limits.size)} bytes",
            "split it, or raise the limit (--limit) if it really is one programme",
        )


def find_flaw(text: str, *, limits: Limits) -> Flaw | None:
    """Return the first reason to refuse a text: a forbidden character, a line without end."""
    match = _first_forbidden(text)
    if match is not None:
        return _describe(match[0], match.start())
    if len(text) <= limits.line:
        return None
    start = 0
    for line in _BREAK.split(text):
        if len(line) > limits.line:
            most = _amount(limits.line)
            message = f"this line is longer than {most} characters"
            return Flaw(message, "break it into several lines", start)
        start += len(line) + 1
        start += text.startswith("\r\n", start - 1)
    return None


def _first_forbidden(text: str) -> re.Match[str] | None:
    # Bytes are taken out several times as fast as a pattern is searched for.
    if text.isascii() and not text.encode().translate(None, _ASCII):
        return None
    return _FORBIDDEN.search(text)


def _describe(character: str, offset: int) -> Flaw:
    code = f"U+{ord(character):04X}"
    if character == "\0":
        message = f"a zero byte ({code}) stands here, which no text file holds"
        return Flaw(message, f"if this is the right file, {_SAVE_AS_UTF8}", offset)
    if "\ud800" <= character <= "\udfff":
        message = f"half a character ({code}) stands here"
        return Flaw(message, "delete it, and write the character again", offset)
    message = f"an invisible control character ({code}) stands here"
    return Flaw(message, "delete it; it often comes with text that was copied and pasted", offset)


def _refuse_wide(data: bytes) -> None:
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            raise Undecodable(f"the file is in {name}, not in UTF-8", _SAVE_AS_UTF8)
    head = data[:400]
    if head and head.count(0) * 3 >= len(head):
        name = "UTF-32" if head.count(0) * 2 > len(head) + 2 else "UTF-16"
        raise Undecodable(f"the file seems to be in {name}, not in UTF-8", _SAVE_AS_UTF8)


def _from_utf8(data: bytes) -> str:
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    message = f"the file is not in UTF-8: byte 0x{body[at]:02X} cannot stand here"
    guess = body[at : at + 1].decode("cp1252", errors="ignore")
    if guess.isprintable() and guess:
        message += f'; it looks like Windows-1252 (Latin-1), in which this byte is "{guess}"'
    raise Undecodable(message, _SAVE_AS_UTF8, *_place(body[:at].decode("utf-8", errors="replace")))


def _place(before: str) -> tuple[int, int]:
    lines = _BREAK.split(before)
    return len(lines), len(lines[-1]) + 1


def _amount(number: int) -> str:
    if number >= 1_000_000 and number % 1_000_000 == 0:
        return f"{number // 1_000_000} million"
    return f"{number:,}"
