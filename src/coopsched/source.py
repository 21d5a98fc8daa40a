"""A document's text, as a tree of nodes that know where they stand."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from coopsched.findings import Position, Route

Value: TypeAlias = "str | list[Node] | dict[str, Entry] | None"

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_LINE_FEED = re.compile(r"\n")


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


class Entry:
    """One entry of a mapping: where its key stands, and its value.

    The key of an entry of JSON is given as the name and ``at``, where its quotes open: most
    files have as many keys as values, and hardly any key is ever asked for its place.
    """

    __slots__ = ("_at", "_key", "node")

    def __init__(self, key: Node | str, node: Node, at: int = 0) -> None:
        self._key = key
        self.node = node
        self._at = at

    @property
    def name(self) -> Value:
        """What the key says."""
        return self._key if isinstance(self._key, str) else self._key.value

    @property
    def key(self) -> Node:
        """The key, as it is written."""
        if isinstance(self._key, str):
            self._key = Node(self._key, self._at, self._at + len(self._key) + 2, quoted=True)
        return self._key


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
        # One character is found three times as fast as one of several.
        breaks = _LINE_BREAK if "\r" in self.text else _LINE_FEED
        return [0, *[match.end() for match in breaks.finditer(self.text)]]

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
    return entry.node.value is not None and name == entry.name and name[:2] != "x-"


def _step(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node.value, dict):
        entry = node.value.get(str(step))
        return None if entry is None else (entry.key, entry.node)
    if isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None
