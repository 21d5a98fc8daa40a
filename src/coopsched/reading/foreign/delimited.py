"""Rows and cells of text whose cells are separated by a comma or another mark (RFC 4180)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import NamedTuple

from coopsched.reading.foreign.columns import is_header
from coopsched.reading.foreign.grid import is_grid
from coopsched.reading.foreign.values import clean
from coopsched.source import Node

MOST_COLUMNS = 1_000
"""No table of sessions has more columns; what has is none."""
_CANDIDATES = (",", ";", "\t", "|", "^", "~", "¦", "\x1f", "::")
_NAMED = {
    "comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "space": " ",
    "colon": ":",
}  # fmt: skip
_TOLD_INSIDE = re.compile(r"\ufeff?sep=([^\r\n]{1,3})(?:\r\n|\r|\n)", re.IGNORECASE)
_LOOKED_AT = 60  # rows: a header stands no lower, and the rows after it are like those that follow
_HEAD = 400_000  # characters
_RULE = re.compile(r":?-+:?")


class TooWide(Exception):  # noqa: N818  what a row is
    """A row has more cells than any table of sessions; ``row`` are the first of them."""

    def __init__(self, row: list[Node]) -> None:
        super().__init__()
        self.row = row


class Shape(NamedTuple):
    """How a text is a table: what separates its cells, and which of its rows names the columns.

    ``begin`` is where the rows begin, behind a first line that tells the delimiter.
    """

    delimiter: str
    header: int
    begin: int = 0


def scan(text: str, delimiter: str, start: int = 0) -> Iterator[list[Node]]:
    """Yield the cells of each row, each in its place: line breaks in quotes do not end a row.

    A quotation mark that closes nothing, or behind which the cell goes on, is a character
    like others. Takes time in proportion to the text. Raises TooWide.
    """
    row: list[Node] = []
    at = start
    match_cell = _cell(delimiter).match
    while at < len(text):
        match = match_cell(text, at)
        if match is None:  # never: a cell can be empty
            return
        row.append(_node(match))
        if len(row) > MOST_COLUMNS:
            raise TooWide(row)
        at = match.end()
        if match["mark"] != delimiter:
            yield row
            row = []
    if row:
        # The text ends behind a delimiter, so with one more cell, of nothing.
        yield [*row, Node("", at, at)]


def shape_of(text: str, told: Mapping[str, str], delimiter: str | None = None) -> Shape | None:
    """Return how a text is a table, or None where no row near its beginning names columns.

    ``told`` are columns that somebody named; ``delimiter`` is one that somebody told.
    """
    inside = _TOLD_INSIDE.match(text)
    if delimiter is not None:
        candidates: tuple[str, ...] = (_NAMED.get(delimiter, delimiter),)
    else:
        candidates = (inside[1],) if inside is not None else _CANDIDATES
    begin = inside.end() if inside is not None else 0
    head = text[begin : begin + _HEAD]
    found = ((_judged(head, each, told), each) for each in candidates if each in head)
    best = max(found, default=((0, 0.0, 0), ","), key=lambda each: each[0][:2])
    (named, _, header), mark = best
    return Shape(mark, header, begin) if named else None


def is_rule(row: list[Node]) -> bool:
    """Tell whether a row is the line below the header of a table in Markdown."""
    texts = [text for cell in row if (text := clean(cell.value))]
    return bool(texts) and all(_RULE.fullmatch(text) for text in texts)


def _judged(head: str, delimiter: str, told: Mapping[str, str]) -> tuple[int, float, int]:
    """Return how many columns have names, how many rows are as wide as they, and which names them.

    Prose has rows of one cell, and names no columns.
    """
    rows: list[list[Node]] = []
    try:
        rows.extend(islice(scan(head, delimiter), _LOOKED_AT))
    except TooWide as error:
        rows.append(error.row)
    for i, row in enumerate(rows):
        names = [clean(cell.value) for cell in row]
        firsts = (clean(each[0].value) for each in rows[i + 1 :])
        named = is_header(names, told) or (len(names) if is_grid(names, firsts) else 0)
        if named:
            after = [len(each) for each in rows[i + 1 :] if any(clean(cell.value) for cell in each)]
            alike = sum(width > 1 for width in after) / (len(after) or 1)
            return (named, alike, i) if alike >= 0.5 or not after else (0, 0.0, 0)
    return 0, 0.0, 0


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    mark = rf"(?:{re.escape(delimiter)}|\r\n|\n|\r|\Z)"
    quoted = rf'[ ]*"(?P<quoted>(?:[^"]|"")*+)"[ ]*(?={mark})'
    bare = rf"(?P<bare>(?:(?!{re.escape(delimiter)})[^\r\n])*+)"
    if len(delimiter) == 1:
        bare = rf"(?P<bare>[^\r\n{re.escape(delimiter)}]*+)"
    return re.compile(rf"(?>{quoted}|{bare})(?P<mark>{mark})")


def _node(match: re.Match[str]) -> Node:
    if match["quoted"] is not None:
        start, end = match.span("quoted")
        return Node(match["quoted"].replace('""', '"'), start, end, quoted=True)
    start, end = match.span("bare")
    return Node(match["bare"], start, end)
