"""Elements of SVG, and text made to fit where nobody knows the font."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from coopsched.reporting.width import clusters

ELLIPSIS = "…"
RED, GREY, INK = "#b00020", "#555555", "#111111"
_LONGEST = 1000
"""How many characters of a text are looked at: no box holds more."""

# Controls, marks of direction, halves of characters, and what XML 1.0 section 2.2 forbids.
_ACTING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SLIM = frozenset("iljftrI.,:;'’‘|!()[]{}/\\-·*\"“” ")
_BROAD = frozenset("mwMW@%—…œæŒÆ&")


def clean(text: str) -> str:
    """Return a text on one line, without anything that acts on what shows it."""
    return " ".join(_ACTING.sub("", text[: 4 * _LONGEST]).split())[:_LONGEST]


def element(name: str, content: str | None = None, /, **attributes: object) -> str:
    """Return an element. ``content`` is markup; of attributes, those that are None are left out.

    A name such as `stroke_width` is that of `stroke-width`.
    """
    told = "".join(
        [
            f" {_hyphened(key)}={_written(value)}"
            for key, value in attributes.items()
            if value is not None
        ]
    )
    return f"<{name}{told}/>" if content is None else f"<{name}{told}>{content}</{name}>"


def text(
    lines: Sequence[str], x: float, y: float, size: float, leading: float = 1.25, **more: object
) -> str:
    """Return lines of text, ``y`` being the upper edge of the first; empty for no lines."""
    if not lines:
        return ""
    first = y + size  # a little more than letters rise above their line
    if len(lines) == 1:
        return element("text", escape(lines[0]), x=x, y=first, font_size=size, **more)
    spans = "".join(
        element("tspan", escape(line), x=x, y=first + i * size * leading)
        for i, line in enumerate(lines)
    )
    return element("text", spans, font_size=size, **more)


def titled(words: str) -> str:
    """Return the title of an element, as screen readers and tooltips tell it."""
    return element("title", escape(words))


def length_of(words: str, size: float, *, bold: bool = False) -> float:
    """Estimate the width of a text, as broad as in the broadest of the usual fonts."""
    return _letters(words) * size * (1.1 if bold else 1.0)


@lru_cache(maxsize=16384)
def _letters(words: str) -> float:
    """Return the width of a text, as a multiple of the font's size."""
    return sum(map(_letter, words))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    """Return the width of a letter, as a part of the font's size."""
    if unicodedata.combining(letter) or letter in "\u200d\ufe0f":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.1
    if letter in _SLIM:
        return 0.37
    if letter in _BROAD:
        return 1.0
    return 0.71 if letter.isupper() else 0.6


def fitted(words: str, width: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """Return a clean text in at most so many lines that fit, the last with an ellipsis if cut."""
    if most <= 0:
        return []
    lines: list[str] = []
    for line in _broken(words, width, size, bold):
        if len(lines) == most:
            lines[-1] = _shortened(lines[-1], width, size, bold)
            break
        lines.append(line)
    return lines


def _broken(words: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """Yield lines that break at spaces, and inside a word only where it is longer than a line."""
    line, used = "", 0.0
    space = length_of(" ", size, bold=bold)
    for word in words.split():
        for piece, length in _pieces(word, width, size, bold):
            if line and used + space + length > width:
                yield line
                line, used = piece, length
            else:
                line, used = (f"{line} {piece}", used + space + length) if line else (piece, length)
    if line:
        yield line


def _pieces(word: str, width: float, size: float, bold: bool) -> Iterator[tuple[str, float]]:
    """Yield a word, or the parts of one that is longer than a line, each with its length."""
    whole = length_of(word, size, bold=bold)
    if whole <= width:
        yield word, whole
        return
    hyphen = length_of("-", size, bold=bold)
    piece, used = "", 0.0
    for cluster, _ in clusters(word):
        length = length_of(cluster, size, bold=bold)
        if piece and used + length + hyphen > width:
            yield (f"{piece}-" if piece[-1].isalpha() and cluster.isalpha() else piece), width
            piece, used = "", 0.0
        piece, used = piece + cluster, used + length
    yield piece, used


def _shortened(line: str, width: float, size: float, bold: bool) -> str:
    letters = [cluster for cluster, _ in clusters(line)]
    while letters and length_of("".join(letters) + ELLIPSIS, size, bold=bold) > width:
        letters.pop()
    return "".join(letters).rstrip() + ELLIPSIS


@lru_cache(maxsize=256)
def _hyphened(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _written(value: object) -> str:
    """Return a value as that of an attribute, in quotation marks; a tenth is fine enough."""
    if isinstance(value, float):
        return f'"{value:.1f}"'.replace('.0"', '"')
    if isinstance(value, int):
        return f'"{value}"'
    return _quoted(str(value))


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    return quoteattr(value)
