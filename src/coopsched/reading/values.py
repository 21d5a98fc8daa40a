"""Values that YAML cannot read as they stand, read as they were meant."""

import re

from coopsched.reading.composing import NULLS, report_swallowed
from coopsched.reading.flowing import read_flow
from coopsched.reading.gathering import Gathering
from coopsched.reading.lines import find_quoted, is_apostrophe
from coopsched.reading.strings import (
    APOSTROPHE,
    fold,
    is_comment,
    quote_opens,
    read_inner,
    spans,
    why_inner,
)
from coopsched.reading.wording import BLANKS, Path, call, suggest
from coopsched.source import Node

_HASH = re.compile(r"(?<![^ \t])#")
_BLOCK_HEAD = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])[ \t]*(?:[ \t]#[^\r\n]*)?(?:\r\n|\r|\n)")
_REST = re.compile(r"[ \t]*(?:[ \t]#[^\r\n]*)?[ \t\r\n]*")
_MARKS = {
    "*": "which YAML reads as a reference",
    "&": "which YAML reads as a label",
    "!": "which YAML reads as a tag",
}
_SIGNS = "@`%?|>-,]}"


def read_value(gathered: Gathering, start: int, end: int, path: Path) -> Node:
    """Return the value that is written in a stretch of text which does not parse."""
    first = gathered.text[start]
    gathered.take(1, start)
    if first in "'\"":
        return _read_quoted(gathered, start, end, path)
    if first in "[{":
        node = read_flow(gathered, start, end, path)
        if node is not None:
            return node
    if _BLOCK_HEAD.match(gathered.text, start, end):
        return _read_block(gathered, start, end, path)
    return _read_plain(gathered, start, end, path)


def _read_plain(gathered: Gathering, start: int, end: int, path: Path, why: str = "") -> Node:
    """Read a stretch of text as one unquoted value, without its comments."""
    pieces: list[str] = []
    swallowed, last = False, start
    for begin, stop in spans(gathered.text, start, end):
        cut, hashed = _cut(gathered.text, begin, stop, path)
        swallowed = swallowed or hashed
        piece = gathered.text[begin:cut].strip(BLANKS)
        pieces.append(piece)
        if piece:
            last = begin + len(gathered.text[begin:cut].rstrip(BLANKS))
        if "#" in piece:
            gathered.hashes.append((begin, cut))
    text = fold(pieces)
    node = Node(None if text in NULLS else text, start, last)
    if text in NULLS:
        return node
    reason = why or _why(text)
    if not reason and swallowed:
        report_swallowed(gathered, node, path)
    else:
        rule = "truncated-value" if text[0] in _MARKS and not why else "invalid-value"
        _report(gathered, rule, node, path, reason or "cannot be read as it stands")
    return node


def _report(gathered: Gathering, rule: str, node: Node, path: Path, reason: str) -> None:
    gathered.report(
        rule,
        f"{call(path)} {reason}, so it needs quotes",
        node.start,
        node.end,
        f"put quotes around it: {suggest(path, str(node.value))}",
    )


def _cut(text: str, start: int, end: int, path: Path) -> tuple[int, bool]:
    """Return where a line's comment begins, and whether a ``#`` was taken for text."""
    hashed = False
    for found in _HASH.finditer(text, start, end):
        at = found.start()
        if not hashed and not text[start:at].strip(BLANKS):
            return at, hashed
        if is_comment(text, start, at, path):
            return at, hashed
        hashed = True
    return end, hashed


def _why(text: str) -> str:  # noqa: PLR0911 - a list of cases
    first = text[0]
    if first in _MARKS:
        return f'begins with "{first}", {_MARKS[first]}'
    if text.startswith("- "):
        return 'begins with "- ", as a list item does'
    if first in _SIGNS and not text.startswith("--"):
        return f'begins with "{first}", which has a meaning in YAML'
    if first in "[{":
        return f'begins with "{first}", as a list or mapping does'
    if re.search(r":[ \t\r\n]", text):
        return 'holds ": "'
    if text.endswith(":"):
        return 'ends with ":"'
    return ""


def _read_quoted(gathered: Gathering, start: int, end: int, path: Path) -> Node:
    text, mark = gathered.text, gathered.text[start]
    closed = find_quoted(text, start, end)
    if closed is None and is_apostrophe(text, start):
        return _read_plain(gathered, start, end, path, APOSTROPHE)
    if closed is None:
        return read_inner(gathered, start, end, path, "begins with a quote that is not closed")
    rest = _REST.match(text, closed, end)
    if rest is not None and rest.end() == end:
        because = f"holds {chr(92)}, which has a meaning inside double quotes"
        return read_inner(gathered, start, closed, path, because)
    last = text.rfind(mark, start, end)
    tail = _REST.match(text, last + 1, end)
    if quote_opens(text, closed) and tail is not None and tail.end() == end and last >= closed:
        return read_inner(gathered, start, last + 1, path, why_inner(mark))
    return _read_plain(gathered, start, end, path, "holds more after a closing quote")


def _read_block(gathered: Gathering, start: int, end: int, path: Path) -> Node:
    """Read the lines of a block of text whose indentation is uneven."""
    text = gathered.text
    head = _BLOCK_HEAD.match(text, start, end)
    lines = spans(text, head.end() if head else start, end)
    if text[start] == "|":
        value = "\n".join(text[begin:stop].strip(BLANKS) for begin, stop in lines) + "\n"
    else:
        value = fold([text[begin:stop].strip(BLANKS) for begin, stop in lines]) + "\n"
    if "#" in value:
        gathered.hashes.append((lines[0][0], end))
    gathered.report(
        "invalid-value",
        f"the lines of {call(path)} are not indented evenly",
        lines[0][0],
        end,
        f'indent all lines after "{text[start]}" at least as far as the first of them',
    )
    return Node(value, start, end, quoted=True)
