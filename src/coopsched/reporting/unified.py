"""The lines that edits change, as a unified diff (POSIX.1-2017, `diff -u`)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from coopsched.editing import Edit, apply
from coopsched.reporting.escaping import visible
from coopsched.source import Source

_CONTEXT = 3
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_COLOURS = {"-": "31", "+": "32", "@": "36"}


class _Block(NamedTuple):
    """Some lines, counted from 0, and what stands in their place."""

    start: int
    end: int
    new: list[str]


def unified(source: Source, edits: Iterable[Edit], *, colour: bool = False) -> str:
    """Return what edits change in a text, with three lines around; empty where they change nothing.

    The time it takes grows with the edits and not with the text, unlike what difflib
    takes to compare two texts of which it knows nothing.
    """
    old = _LINE.findall(source.text)
    blocks = [part for block in _blocks(source, edits, old) for part in _parts(block, old)]
    if not blocks:
        return ""
    name = visible(source.name)
    lines = [f"--- {name}\n", f"+++ {name}\n"]
    grown = 0
    for hunk in _hunks(blocks):
        lines += _shown(hunk, old, grown)
        grown += sum(len(block.new) - (block.end - block.start) for block in hunk)
    return "".join(_painted(line) if colour else line for line in lines)


def _blocks(source: Source, edits: Iterable[Edit], old: Sequence[str]) -> Iterator[_Block]:
    """Yield the lines in which edits lie, those in neighbouring lines together."""
    starts = source.line_starts
    waiting: list[Edit] = []
    first = last = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        begin, end = (bisect_right(starts, offset) - 1 for offset in edit[:2])
        if waiting and begin > last + 1:
            yield _block(source, waiting, first, min(last + 1, len(old)))
            waiting = []
        first = first if waiting else begin
        last = max(last, end) if waiting else end
        waiting.append(edit)
    if waiting:
        yield _block(source, waiting, first, min(last + 1, len(old)))


def _block(source: Source, edits: Sequence[Edit], start: int, end: int) -> _Block:
    begin = source.line_starts[start]
    stop = source.line_starts[end] if end < len(source.line_starts) else len(source.text)
    moved = [Edit(each.start - begin, each.end - begin, each.text) for each in edits]
    return _Block(start, end, _LINE.findall(apply(source.text[begin:stop], moved)))


def _parts(block: _Block, old: Sequence[str]) -> Iterator[_Block]:
    """Yield what really differs in a block."""
    before = list(old[block.start : block.end])
    matcher = SequenceMatcher(None, before, block.new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield _Block(block.start + i1, block.start + i2, block.new[j1:j2])


def _hunks(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Yield the blocks that are shown together, for their surroundings touch."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.start - hunk[-1].end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    yield hunk


def _shown(hunk: Sequence[_Block], old: Sequence[str], grown: int) -> Iterator[str]:
    start = max(hunk[0].start - _CONTEXT, 0)
    end = min(hunk[-1].end + _CONTEXT, len(old))
    more = sum(len(block.new) - (block.end - block.start) for block in hunk)
    yield f"@@ -{_range(start, end)} +{_range(start + grown, end + grown + more)} @@\n"
    for block in hunk:
        yield from (_line(" ", text) for text in old[start : block.start])
        yield from (_line("-", text) for text in old[block.start : block.end])
        yield from (_line("+", text) for text in block.new)
        start = block.end
    yield from (_line(" ", text) for text in old[start:end])


def _range(start: int, end: int) -> str:
    """Return lines from 1 with their number, as a hunk's header writes them."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + (end > start)},{end - start}"


def _line(mark: str, text: str) -> str:
    body = text.rstrip("\r\n")
    shown = "\t".join(visible(part) for part in body.split("\t"))
    if body == text:
        return f"{mark}{shown}\n\\ No newline at end of file\n"
    ending = "\r\n" if text.endswith("\r\n") else "\n"
    return f"{mark}{shown}{ending}"


def _painted(line: str) -> str:
    code = "1" if line.startswith(("---", "+++")) else _COLOURS.get(line[0])
    body = line.rstrip("\r\n")
    return f"\x1b[{code}m{body}\x1b[0m{line[len(body) :]}" if code else line
