r"""Content lines of iCalendar: what stands in them cannot break out (RFC 5545 section 3.1).

They are not written by icalendar: it lets control characters pass, writes X- properties
raw, takes `C:\New` for a line break, and takes ten times as long.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import quote

from coopsched.text import UNDETERMINED

_LONGEST = 75
"""Octets that a line may have, its line break not counted."""

_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Some parsers split lines wherever Python's `splitlines` does.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BREAK_AND_SPACES = re.compile(r" *\n\s*")
_ASCII_URI = re.compile(r"(?:[A-Za-z0-9:/?#\[\]@!$&'()*+,;=~._-]|%[0-9A-Fa-f]{2})*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

# What belongs to the character before it: marks, variation selectors, skin tones, tags.
_JOINED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31-\u0e3a"
    "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f"
    "\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
_JOINER = "\u200d"
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")


def plain(text: str) -> str:
    """Return a text without control characters, with one kind of line break."""
    if _ODD.search(text):
        text = _ODD.sub("", _BREAKS.sub("\n", text).replace("\t", " "))
    return text.strip()


@lru_cache(maxsize=8192)
def on_one_line(text: str) -> str:
    """Return a text without line breaks and control characters; its other spaces are kept."""
    text = plain(text)
    return _BREAK_AND_SPACES.sub(" ", text) if "\n" in text else text


def escaped(text: str) -> str:
    """Return a plain text as a value of the type TEXT (RFC 5545 section 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def uri(address: str) -> str:
    """Return an address with nothing in it that a URI cannot hold (RFC 3987 section 3.1)."""
    address = on_one_line(address)
    if _ASCII_URI.fullmatch(address):
        return address
    return quote(_LONE_PERCENT.sub("%25", address), safe="%:/?#[]@!$&'()*+,;=~")


def in_language(tag: str) -> str:
    """Return the parameter that says in which language a text is, where somebody said."""
    return "" if tag == UNDETERMINED else f";LANGUAGE={tag}"


def stamp(moment: datetime) -> str:
    """Return an instant in UTC: `20170620T080000Z`."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def content(lines: Iterable[str]) -> bytes:
    """Return lines as they stand in a file: in UTF-8, folded, each with its line break."""
    return b"".join(
        [
            b"%b\r\n" % line.encode()
            if len(line) <= _LONGEST and line.isascii()
            else _folded(line.encode())
            for line in lines
        ]
    )


def _folded(line: bytes) -> bytes:
    pieces, start, room = [], 0, _LONGEST
    while len(line) - start > room:
        end = _place_to_fold(line, start, start + room)
        pieces.append(line[start:end])
        start, room = end, _LONGEST - 1  # the space at the beginning counts
    pieces.append(line[start:])
    return b"\r\n ".join(pieces) + b"\r\n"


def _place_to_fold(line: bytes, start: int, latest: int) -> int:
    """Return the last place where no character is torn, nor what is shown as one.

    An emoji of more parts than a line can hold is torn between them.
    """
    place = between = _between_characters(line, latest)
    while place > start and not _may_part(line, place):
        place = _between_characters(line, place - 1)
    return place if place > start else between


def _between_characters(line: bytes, place: int) -> int:
    while line[place] & 0xC0 == 0x80:  # inside a character
        place -= 1
    return place


def _may_part(line: bytes, place: int) -> bool:
    """Tell whether what stands before and after a place is shown apart."""
    if line[place] < 0xCC and line[place - 1] < 0x80:  # nothing below U+0300 joins
        return line[place - 1] != 0x5C  # a backslash and what it escapes stay together
    before = line[_between_characters(line, place - 1) : place].decode()
    after = line[place : place + 4].decode(errors="ignore")[0]
    if _REGIONAL.match(before) and _REGIONAL.match(after):
        return False
    return before != _JOINER and not _JOINED.match(after)
