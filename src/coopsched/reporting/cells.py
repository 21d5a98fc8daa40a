"""Text in the cells of a terminal: made plain, cropped, wrapped and painted."""

import re
import unicodedata
from collections.abc import Iterator

from coopsched.reporting.escaping import visible
from coopsched.reporting.width import cells_of, clusters, head

ELLIPSIS = "…"
NO_BREAK = "\N{NO-BREAK SPACE}"
"""Holds two words together while text is wrapped; printed as a space."""

_STYLES = {
    "": "", "strong": "1", "faint": "2", "time": "36", "bad": "1;31", "gone": "2;9",
}  # fmt: skip
_JOINER = "\u200d"
# Marks of direction, fillers and joiners of words: they have no cell, and some move others.
_UNSEEN = re.compile("[\xad\u061c\u180e\u200b\u200e\u200f\u2060-\u206f\ufeff\ufff9-\ufffb]")
_SPACES = re.compile(r"[\s\u2800\u3164\uffa0]+")
_EMOJI = r"[\u2190-\u2bff\U0001f300-\U0001faff]"
# Joiners are for emoji, and for letters of some scripts; elsewhere they would swallow a character.
_JOINED = re.compile(
    rf"(?:(?<={_EMOJI})|(?<=\ufe0f))\u200d(?={_EMOJI})|(?<=[\u0600-\u0dff])\u200d(?=[\u0600-\u0dff])"
)
# A mark without a letter below it is shown on a circle, as Unicode has it (section 2.11).
_LONE_MARK = re.compile(r"(?:^|(?<=[ \xa0]))(?=[^\x00-\x7f])")
_CIRCLE = "\u25cc"
# Narrow marks stay with the word before them, as French typography has it.
_CLINGING = re.compile(r"(?<=[«‹(\[]) | (?=[»›:;?!)\]·]+(?: |$))")


def plain(text: str) -> str:
    """Return a text of a file on one line, and without anything that acts on a terminal."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = _UNSEEN.sub("", visible(_SPACES.sub(_one_space, text)))
    text = _SPACES.sub(_one_space, _with_true_joiners(text)).strip(f" {NO_BREAK}")
    return _LONE_MARK.sub(lambda m: _CIRCLE if _is_mark(text[m.end()]) else "", text)


def _one_space(match: re.Match[str]) -> str:
    return NO_BREAK if match[0] in "\xa0\u202f\u2007" else " "


def _with_true_joiners(text: str) -> str:
    if _JOINER not in text:
        return text
    true = {match.start() for match in _JOINED.finditer(text)}
    return "".join(c for i, c in enumerate(text) if c != _JOINER or i in true)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def crop(text: str, cells: int) -> str:
    """Return a text in at most so many cells, with an ellipsis where some of it is gone."""
    if cells_of(text) <= cells:
        return text
    return head(text, cells - 1).rstrip(f" {NO_BREAK}") + ELLIPSIS if cells > 0 else ""


def wrap(text: str, cells: int, *, lines: int | None = None) -> list[str]:
    """Return a text in lines of at most so many cells, at most ``lines`` of them.

    Lines break at spaces, and inside a word only where it is longer than a line.
    The last line ends in an ellipsis where there was no room for all. No-break
    spaces come back as spaces.
    """
    cells = max(cells, 1)
    result: list[str] = []
    line = ""
    for word in filter(None, _CLINGING.sub(NO_BREAK, text).split(" ")):
        for piece in _pieces(word, cells):
            longer = f"{line} {piece}" if line else piece
            if line and cells_of(longer) > cells:
                result.append(line)
                longer = piece
            line = longer
    result.append(line)
    if lines is not None and len(result) > lines:
        rest = " ".join(result[lines - 1 :])
        result = [*result[: lines - 1], crop(rest, cells)]
    return [line.replace(NO_BREAK, " ") for line in result]


def _pieces(word: str, cells: int) -> Iterator[str]:
    """Split a word that is longer than a line: where it was held together, else anywhere."""
    if cells_of(word) <= cells:
        yield word
    elif NO_BREAK in word.strip(NO_BREAK):
        for part in filter(None, word.split(NO_BREAK)):
            yield from _pieces(part, cells)
    else:
        yield from _broken(word, cells)


def _broken(word: str, cells: int) -> Iterator[str]:
    while word:
        # A character of two cells in a column of one is beyond help.
        piece = head(word, cells)
        yield piece or ELLIPSIS
        word = word[len(piece) or len(next(clusters(word))[0]) :]


def paint(text: str, style: str, colour: bool) -> str:
    """Return a text with the escape sequences of a style around it, where colour is wanted."""
    code = _STYLES[style]
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code and text else text
