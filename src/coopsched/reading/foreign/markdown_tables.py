"""Rows and cells of the tables of Markdown, with the lines around them (GFM, section 4.10)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from coopsched.reading.foreign.columns import is_header
from coopsched.reading.foreign.delimited import MOST_COLUMNS, TooWide, is_rule
from coopsched.reading.foreign.grid import is_grid
from coopsched.reading.foreign.markdown import links, plain
from coopsched.reading.foreign.values import clean
from coopsched.source import Node

_LOOKED_AT = 60
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_FRONT = re.compile(r"\s*(?:>\s*)*(?:#{1,6}(?=\s)|[-*+•](?=[ \t]))?\s*")
_CLOSING = re.compile(r"\s+#+\s*\Z")
_DRAWN = re.compile(r"\s*(?:=+|-{2,}|(?:[*_-]\s*){3,})")
_CELL = re.compile(r"(?:[^|\\]++|\\.|\\\Z)*+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Line(list[Node]):
    """The cells of a row without markup, and the addresses that their text links to.

    ``is_prose`` tells that it is a line outside of tables, as a heading is.
    """

    def __init__(
        self, cells: list[Node], linked: Sequence[Node] = (), *, is_framed: bool = False
    ) -> None:
        super().__init__(cells)
        self.linked = linked
        self.is_framed = is_framed
        self.is_prose = False


def header_of(text: str, told: Mapping[str, str]) -> int | None:
    """Return which of the rows names the columns; None for a text that is no Markdown.

    A rule stands below it, or bars at both of its ends.
    """
    lines: list[Line] = []
    try:
        lines.extend(islice(lines_of(text), _LOOKED_AT))
    except TooWide:
        return None
    for i, line in enumerate(lines):
        is_table = line.is_framed or (i + 1 < len(lines) and is_rule(lines[i + 1]))
        if is_table and not line.is_prose:
            names = [clean(cell.value) for cell in line]
            firsts = (clean(each[0].value) for each in lines[i + 1 :] if not is_rule(each))
            if is_header(names, told) or is_grid(names, firsts):
                return i
    return None


def lines_of(text: str) -> Iterator[Line]:
    """Yield the rows of tables, and the lines between as rows of one cell. Raises TooWide."""
    for match in _LINE.finditer(text):
        line = match[0].rstrip("\r\n")
        if "|" in line:
            yield _row(line, match.start())
        elif line.strip() and _DRAWN.fullmatch(line) is None:
            yield _prose(line, match.start())


def _prose(line: str, start: int) -> Line:
    front = _FRONT.match(line)
    at = front.end() if front is not None else 0
    text = _CLOSING.sub("", line[at:].rstrip())
    found = Line([Node(plain(text), start + at, start + at + len(text), quoted=True)])
    found.is_prose = True
    return found


def _row(line: str, start: int) -> Line:
    """Return the cells between bars that are not escaped; those at both ends are a frame."""
    end = len(line.rstrip())
    at = len(line) - len(line.lstrip())
    is_framed = line[at:end].startswith("|") and line[at:end].endswith("|")
    at += line.startswith("|", at)
    cells: list[Node] = []
    linked: list[Node] = []
    while at < end or not cells:
        match = _CELL.match(line, at, end)
        stop = match.end() if match is not None else end
        raw = line[at:stop]
        begin = start + at + len(raw) - len(raw.lstrip())
        text = "\n".join(map(plain, _BREAK.split(raw)))
        cells.append(Node(text, begin, max(begin, start + at + len(raw.rstrip())), quoted=True))
        linked += [Node(each, begin, cells[-1].end, quoted=True) for each in links(raw)]
        if len(cells) > MOST_COLUMNS:
            raise TooWide(cells)
        at = stop + 1
    return Line(cells, linked, is_framed=is_framed)
