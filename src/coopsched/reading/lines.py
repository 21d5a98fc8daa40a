"""A text's lines, grouped by how far they are indented."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coopsched.reading.wording import BLANKS

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_INDENT = re.compile(r"[ \t]*")
_NOT_BREAK = re.compile(r"[^\r\n]")
ENTRY = re.compile(
    r"""[ ]*(?P<key>"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\r\n]|'')*+'"""
    r"""|(?:[^ \t\r\n"'\[\]{},#|>@`?:-]|[?:-](?![ \t\r\n]|$))"""
    r"""(?:[^ \t\r\n:]++|:(?![ \t\r\n]|$)|[ \t]++(?!:(?:[ \t\r\n]|$)|[\r\n]|$))*+)"""
    r"""[ \t]*+:(?=[ \t\r\n]|$)"""
)
"""The beginning of a line that holds an entry, up to its colon."""
DASH = re.compile(r"[ ]*-(?=[ \t\r\n]|$)")
_CLOSES_QUOTE = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*+'", re.DOTALL),
}
_ELIDED = re.compile(
    r"'(?:[dkmnrst]|ns|em|til|tis|twas|cause|\d\ds?)(?![^\W_])(?!')", re.IGNORECASE
)
_NEXT_ENTRY = re.compile(r"[\r\n][ \t]*+(?:[A-Za-z][\w-]*+:|-)(?=[ \t\r\n])")
_LONGEST_QUOTE = 30


class Line(NamedTuple):
    """A line with its break; what is not to be read of it is blanked, so offsets hold."""

    start: int
    text: str
    shift: int = 0

    @property
    def indent(self) -> int:
        """How many blanks it begins with."""
        match = _INDENT.match(self.text)
        return match.end() if match else 0

    @property
    def depth(self) -> int:
        """How far it is indented, where ``shift`` tells by how much tabs are wider than one."""
        return self.indent + self.shift

    @property
    def is_bare(self) -> bool:
        """Tell whether it holds nothing, or only a comment."""
        stripped = self.text.lstrip(BLANKS)
        return not stripped or stripped.startswith("#")

    @property
    def end(self) -> int:
        """The offset at which what is written on it ends."""
        return self.start + len(self.text.rstrip(BLANKS))

    def blank(self, start: int = 0, end: int | None = None) -> "Line":
        """Return the line with a stretch of it blanked."""
        stop = len(self.text) if end is None else end
        hidden = _NOT_BREAK.sub(" ", self.text[start:stop])
        return self._replace(text=self.text[:start] + hidden + self.text[stop:])


class Group(NamedTuple):
    """Lines that belong together; ``stray`` tells that the first is out of line."""

    lines: list[Line]
    stray: bool


def split(text: str, start: int) -> list[Line]:
    """Return the lines from an offset on."""
    return [Line(match.start(), match[0]) for match in _LINE.finditer(text, start)]


def content(lines: list[Line]) -> list[Line]:
    """Return the lines without blank ones and comments."""
    return [line for line in lines if not line.is_bare]


def find_quoted(text: str, start: int, end: int) -> int | None:
    """Return where the quoted text that begins here ends, or None where it is not closed.

    An apostrophe that begins a word, as in ``'t Hof``, is no quote where the one that would
    close it stands before a letter, or behind other entries.
    """
    match = _CLOSES_QUOTE[text[start]].match(text, start, end)
    if match is None:
        return None
    close = match.end()
    if is_apostrophe(text, start) and (
        text[close : close + 1].isalnum() or _NEXT_ENTRY.search(text, start, close)
    ):
        return None
    return close


def is_apostrophe(text: str, start: int) -> bool:
    """Tell whether the quote here begins a shortened word: ``'t``, ``'s``, ``'90s``."""
    return _ELIDED.match(text, start) is not None


def groups(lines: list[Line]) -> Iterator[Group]:
    """Yield the lines of a block in groups: one that is indented least, and what it holds."""
    indent: int | None = None
    group: list[Line] = []
    stray = False
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.is_bare and (
            indent is None or (line.depth <= indent and not _continues(group, line))
        ):
            if group and indent is not None:
                yield Group(group, stray)
            stray = indent is not None and line.depth < indent
            indent = line.depth if indent is None else indent
            last = _through_quotes(lines, at, indent)
            group = [] if indent is None else lines[at : last + 1]
            at = last
        elif indent is not None:
            group.append(line)
        at += 1
    if group:
        yield Group(group, stray)


def _continues(group: list[Line], line: Line) -> bool:
    """Tell whether a line goes on with what a group began, though no further right."""
    text = line.text.lstrip(" ")
    if text[0] in "]}":
        return True
    if DASH.match(text) is None or not group:
        return False
    head = group[0]
    return DASH.match(head.text) is None and head.depth == line.depth and opens(head)


def opens(line: Line) -> bool:
    """Tell whether a line holds a key with nothing behind it."""
    entry = ENTRY.match(line.text)
    return entry is not None and not _without_comment(line.text[entry.end() :])


def _without_comment(rest: str) -> str:
    stripped = rest.strip(BLANKS)
    return "" if stripped.startswith("#") else stripped


def _through_quotes(lines: list[Line], at: int, indent: int) -> int:
    """Return the index of the line on which a quoted text that begins on one ends."""
    text = lines[at].text
    entry = ENTRY.match(text) or DASH.match(text)
    begin = entry.end() if entry else 0
    begin += len(text[begin:]) - len(text[begin:].lstrip(BLANKS))
    if text[begin : begin + 1] not in ("'", '"') or find_quoted(text, begin, len(text)):
        return at
    for last in range(at + 1, min(len(lines), at + _LONGEST_QUOTE)):
        line = lines[last]
        if line.depth <= indent and (ENTRY.match(line.text) or DASH.match(line.text)):
            return at
        if text[begin] in line.text:
            whole = "".join(each.text for each in lines[at : last + 1])
            end = find_quoted(whole, begin, len(whole))
            if end is not None:
                return last if not _without_comment(whole[end:]) else at
    return at
