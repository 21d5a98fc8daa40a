"""How far lines are meant to be indented, where tabs, other spaces or a slip hide it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from coopsched.reading.gathering import Gathering
from coopsched.reading.lines import DASH, ENTRY, Line, opens, split
from coopsched.reading.wording import BLANKS, KEYS

_BLOCK_TEXT = re.compile(r"(?:^|.*[:-])[ \t]+[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")
_SPACES = "\u00a0\u2007\u202f\u3000"
_ZERO_WIDTH = "\u200b\ufeff"
_WIDTHS = {"\u3000": 1} | dict.fromkeys(_ZERO_WIDTH, -1)
"""By how much a character is wider than one column."""
_ODD = re.compile(rf"[ \t]*+(?P<odd>[{_SPACES}{_ZERO_WIDTH}])[ \t{_SPACES}{_ZERO_WIDTH}]*+")

_ODD_LINE = re.compile(rf"(?:^|[\r\n\ufeff])[ \t]*+[{_SPACES}{_ZERO_WIDTH}]")


def align(gathered: Gathering, lines: list[Line]) -> list[Line]:
    """Return the lines with only spaces before them, and as far to the right as is meant."""
    aligned = _without_tabs(gathered, _without_odd_spaces(gathered, lines))
    for index, depth in misplaced(aligned).items():
        line = aligned[index]
        _report_misplaced(gathered, line, depth)
        aligned[index] = line._replace(shift=depth - line.indent)
    return aligned


def may_mislead(text: str, start: int) -> bool:
    """Tell whether a line is indented with characters that only look like spaces."""
    if text.isascii() or _ODD_LINE.search(text, max(start - 1, 0)) is None:
        return False
    lines = split(text, start)
    return any(_find_odd(lines[index].text) for index in _outside_texts(lines))


def _find_odd(text: str) -> re.Match[str] | None:
    """Match an indentation with other spaces, unless these are part of prose."""
    match = _ODD.match(text)
    if match is None or match.start("odd") == 0 or not text[match.end() :].strip(BLANKS):
        return match
    rest = text[match.end() :]
    return match if ENTRY.match(rest) or DASH.match(rest) else None


def _outside_texts(lines: list[Line]) -> Iterator[int]:
    """Yield the indices of the lines that are not within a text: a block, or what goes on."""
    block: int | None = None
    goes_on = False
    for index, line in enumerate(lines):
        text = line.text
        # Only in double quotes does a line end so: the next one is the rest of that text.
        before, goes_on = goes_on, text.rstrip("\r\n").endswith("\\")
        if before:
            continue
        spaces = len(text) - len(text.lstrip(" "))
        if block is not None and (not text.strip(BLANKS) or spaces > block):
            continue
        block = spaces if _BLOCK_TEXT.match(text.rstrip("\r\n")) else None
        yield index


def _without_odd_spaces(gathered: Gathering, lines: list[Line]) -> list[Line]:
    """Read what only looks like spaces as spaces."""
    kept = list(lines)
    odd: list[int] = []
    for index in _outside_texts(lines):
        line = lines[index]
        match = _find_odd(line.text)
        if match is not None:
            odd.append(line.start + match.start("odd"))
            wider = sum(_WIDTHS.get(character, 0) for character in match[0])
            kept[index] = line.blank(0, match.end())._replace(shift=wider)
    if odd:
        what = "is indented with a non-breaking space"
        if gathered.text[odd[0]] in _ZERO_WIDTH:
            what = "holds an invisible character"
        gathered.report(
            "invalid-value",
            f"this line{_more(odd)} {what}, which YAML takes for text",
            odd[0],
            odd[0] + 1,
            "delete what is before the first word, and indent with ordinary spaces",
        )
    return kept


def _more(found: list[int]) -> str:
    return f" (and {len(found) - 1} more)" if len(found) > 1 else ""


def _without_tabs(gathered: Gathering, lines: list[Line]) -> list[Line]:
    """Read a tab in the indentation as so many spaces as lines up with its neighbours."""
    kept = list(lines)
    tabs: list[int] = []
    unit = width = _unit(lines)
    before: Line | None = None
    for index in _outside_texts(lines):
        line = lines[index]
        if not line.text.strip(BLANKS):
            continue
        count = line.text[: line.indent].count("\t")
        if count:
            if before is not None and "\t" not in gathered.text[before.start :][: before.indent]:
                width = _width(before, line, count, unit)
            tabs.append(line.start + line.text.index("\t"))
            blanked = line.blank(0, line.indent)
            kept[index] = blanked._replace(shift=line.shift + (width - 1) * count)
        before = before if line.is_bare else kept[index]
    if tabs:
        gathered.report(
            "invalid-value",
            f"this line{_more(tabs)} is indented with a tab, which YAML does not allow",
            tabs[0],
            tabs[0] + 1,
            "indent with spaces, two for each level",
        )
    return kept


def _unit(lines: list[Line]) -> int:
    """Return how many spaces a tab stands for: what one level has, or one if all have tabs."""
    widths = (line.indent for line in lines if line.text[0] == " " and not line.is_bare)
    return min(widths, default=1)


def _width(before: Line, line: Line, count: int, unit: int) -> int:
    """Return how wide each tab of a line is, by the line before, which has none."""
    blanked = line.blank(0, line.indent)
    entry, dash = ENTRY.match(blanked.text), DASH.match(blanked.text)
    if entry and not dash and entry["key"] not in KEYS and opens(blanked):
        return unit  # the key of a session, say, which belongs further left
    level = before.depth
    item = DASH.match(before.text)
    if item and not dash:
        rest = before.text[item.end() :]
        level += 1 + len(rest) - len(rest.lstrip(" "))
    if opens(before) or not (entry or dash):
        level += unit
    room = level - (line.indent - count)
    return room // count if room > 0 and room % count == 0 else unit


def misplaced(lines: list[Line]) -> dict[int, int]:
    """Return the lines that begin too far right, by index, with how far they should be.

    A key of the author's own, with nothing behind it, is one beside the key around it
    where it stands in no column, or where the keys of its neighbours are repeated below.
    """
    columns = _Columns()
    written = [index for index in _outside_texts(lines) if not lines[index].is_bare]
    for index, after in pairwise([*written, -1]):
        line = lines[index]
        fell = columns.leave(line.depth)
        entry = ENTRY.match(line.text)
        if entry is not None and DASH.match(line.text) is None:
            below = lines[after].depth if after >= 0 else -1
            own = entry["key"] not in KEYS and opens(line)
            if not (own and fell and columns.is_between(index, line.depth, below)):
                columns.add(index, line.depth, entry["key"], is_lone=own and below == line.depth)
    return columns.found


class _Level:
    """The entries that begin in one column: their keys, also those before one that is suspect."""

    __slots__ = ("before", "depth", "keys", "last", "suspect")

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.keys: set[str] = set()
        self.before: set[str] = set()
        self.last = ""
        self.suspect = -1


class _Columns:
    """The columns in which the entries around a line begin, and the lines that fit in none."""

    def __init__(self) -> None:
        self.found: dict[int, int] = {}
        self._levels: list[_Level] = []

    def leave(self, depth: int) -> bool:
        """Close what is further right, and tell whether anything was."""
        count = len(self._levels)
        while self._levels and self._levels[-1].depth > depth:
            self._levels.pop()
        return len(self._levels) < count

    def is_between(self, index: int, depth: int, below: int) -> bool:
        """Note a line that opens something between two columns."""
        around = self._levels[-1] if self._levels else None
        if around is None or around.last in KEYS or not around.depth < depth < below:
            return False
        self.found[index] = around.depth
        return True

    def add(self, index: int, depth: int, key: str, *, is_lone: bool) -> None:
        """Note an entry; ``is_lone`` tells one of the author's own with nothing below."""
        if not self._levels or self._levels[-1].depth < depth:
            self._levels.append(_Level(depth))
        level = self._levels[-1]
        around = self._levels[-2] if len(self._levels) > 1 else None
        if is_lone and around is not None and around.last not in KEYS:
            level.suspect, level.before, level.keys = index, level.keys, set()
        elif level.suspect >= 0 and around is not None and key in level.before:
            self.found[level.suspect] = around.depth
            level.suspect = -1
        level.keys.add(key)
        level.last = key


def _report_misplaced(gathered: Gathering, line: Line, depth: int) -> None:
    entry = ENTRY.match(line.text)
    key = entry["key"] if entry else ""
    gathered.report(
        "invalid-value",
        f"`{key}` begins in column {line.indent + 1}, "
        f"where the entries beside it begin in column {depth + 1}",
        line.start + line.indent,
        line.end,
        f"begin this line in column {depth + 1}",
    )
