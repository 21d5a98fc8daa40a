"""A document's text, as a tree of nodes that know where they stand."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from coopsched.findings import Position, Route

Value: TypeAlias = "str | list[Node] | dict[str, Entry] | None"

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Node:
    """A value with the stretch of text that it came from.

    ``value`` is a string, a list of nodes, a mapping from key to entry, or None
    where nothing is written (or a bare ``null``). ``quoted`` tells a string that
    was written in quotes or as a block. ``start`` and ``end`` are offsets in the
    text, in code points, end exclusive.
    """

    __slots__ = ("end", "quoted", "start", "value")

    def __init__(self, value: Value, start: int, end: int, quoted: bool = False) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.quoted = quoted


class Entry(NamedTuple):
    """One entry of a mapping: where its key stands, and its value."""

    key: Node
    node: Node


class Comment(NamedTuple):
    """A comment, from its ``#`` to the end of the line."""

    start: int
    end: int
    text: str


class SourceProblem(NamedTuple):
    """A problem of the text itself: the rule it belongs to, and where it stands."""

    rule: str
    message: str
    start: int
    end: int
    help: str | None = None


class Parsed(NamedTuple):
    """What a parser makes of a text: its root, and all that was wrong with it.

    ``root`` is None where nothing at all can be made of the text; the problems
    then hold one of rule ``unreadable``.
    """

    root: Node | None
    problems: list[SourceProblem]
    comments: list[Comment]


@dataclass(frozen=True)
class Source:
    """A text, under the name that messages call it by."""

    name: str
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin, as editors count lines."""
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their line breaks."""
        return _LINE_BREAK.split(self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of an offset."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def position(self, start: int, end: int) -> Position:
        """Return the position of a stretch of text."""
        return Position(self.name, *self.place(start), *self.place(max(start, end)))


def find(root: Node, route: Route, *, at_key: bool = False) -> Node:
    """Return the node that a route leads to, or the nearest one on the way.

    Where the route ends at a mapping's entry that lacks the rest or is empty, the
    entry's key stands for it; ``at_key`` asks for the key in any case. An item that stands
    alone where a list could stand is the list's only item. The items of `resources`
    are pairs of key and number, also where a mapping is written.
    """
    node, key = root, None
    for i, step in enumerate(route):
        if isinstance(node.value, dict) and isinstance(step, int):
            if route[i - 1] == "resources":
                return _of_pair(node.value, route[i:]) or key or node
            continue  # a lone mapping stands where a list could stand
        entry = _step(node, step)
        if entry is None:
            return key if key is not None and not isinstance(node.value, str | list) else node
        key, node = entry
    return key if key is not None and (at_key or node.value is None) else node


def _of_pair(entries: dict[str, Entry], route: Route) -> Node | None:
    pairs = [entry for name, entry in entries.items() if counts(name, entry)]
    if route[0] not in range(len(pairs)):
        return None
    entry = pairs[int(route[0])]
    return entry.node if route[1:] == (1,) else entry.key


def counts(name: str, entry: Entry) -> bool:
    """Tell whether an entry is read: not absent, the author's own, or the second of two."""
    return entry.node.value is not None and name == entry.key.value and name[:2] != "x-"


def _step(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node.value, dict):
        return node.value.get(str(step))
    if isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None
