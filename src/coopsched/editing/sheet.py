"""A text with its nodes, as it is to be edited: where things stand and how they are written."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from coopsched.document import Document
from coopsched.editing.edits import EditError
from coopsched.editing.scalars import in_json, in_yaml
from coopsched.findings import Route
from coopsched.source import Node, Source

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_BREAK = re.compile(r"\r\n|\n|\r")
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_ALIAS = re.compile(r"\*[^][{},\s]+")
_BLANKS = re.compile(r"[ \t]*")
_BLANK_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")


class Spot(NamedTuple):
    """A value with the key that leads to it (None in a list); ``flow``: within braces, brackets."""

    key: Node | None
    node: Node
    flow: bool


@dataclass(frozen=True)
class Sheet:
    """A text and its root node, in YAML or in JSON."""

    text: str
    root: Node
    json: bool = False

    @classmethod
    def of(cls, document: Document) -> "Sheet":
        """Return the text of a document. Raises EditError where its format is not our own."""
        if document.format not in ("yaml", "json"):
            raise EditError(
                "only YAML and JSON programmes can be edited; "
                f"`coopsched convert {document.source.name} programme.yaml` makes one"
            )
        return cls(document.source.text, document.root, document.format == "json")

    def at(self, route: Route) -> Spot | None:
        """Return what stands at a route of the text, or None.

        Items that stand alone are the only ones of their list. Raises EditError
        where the way leads through a copy (`*name`), whose text stands elsewhere.
        """
        spot = Spot(None, self.root, self.json)
        for step in route:
            if self.is_copy(spot.node):
                raise EditError(
                    f"`{self.written(spot.node)}` copies what is written elsewhere: "
                    "write it out first"
                )
            found = self._step(spot, step)
            if found is None:
                return None
            spot = found
        return spot

    def _step(self, spot: Spot, step: str | int) -> Spot | None:
        value, flow = spot.node.value, spot.flow or self.opening(spot.node) is not None
        if isinstance(value, list):
            inside = isinstance(step, int) and step < len(value)
            return Spot(None, value[int(step)], flow) if inside else None
        if isinstance(step, int):
            return spot if value is not None else None
        entry = value.get(step) if isinstance(value, dict) else None
        return Spot(entry.key, entry.node, flow) if entry is not None else None

    def written(self, node: Node) -> str:
        """Return the text of a node."""
        return self.text[node.start : node.end]

    def is_copy(self, node: Node) -> bool:
        """Tell whether a node is an alias of YAML, which stands for a value written elsewhere."""
        match = None if self.json else _ALIAS.match(self.text, node.start)
        return match is not None and match.end() == node.end and not self._is_itself(node)

    def is_copied(self, node: Node) -> bool:
        """Tell whether a node has an anchor of YAML, so that it may stand elsewhere too."""
        starts = not self.json and self.text.startswith("&", node.start)
        return starts and not self._is_itself(node)

    def _is_itself(self, node: Node) -> bool:
        """Tell whether a text is read as it is written, although it begins like more than that."""
        return isinstance(node.value, str) and node.value[:1] == self.text[node.start]

    def opening(self, node: Node) -> int | None:
        """Return where the brace or bracket of a list or mapping opens; None for a block."""
        match = _PROPERTIES.match(self.text, node.start)
        at = match.end() if match else node.start
        is_flow = isinstance(node.value, dict | list) and self.text[at : at + 1] in ("{", "[")
        return at if is_flow else None

    def scalar(self, value: str | int, *, like: str = "", flow: bool = False) -> str:
        """Return a single value as it is to be written."""
        if self.json:
            return in_json(value, like=like)
        return in_yaml(str(value), like=like, flow=flow)

    @cached_property
    def _lines(self) -> list[int]:
        return Source("", self.text).line_starts

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        return self._lines[bisect_right(self._lines, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, before its line break."""
        match = _REST_OF_LINE.match(self.text, offset)
        return match.end() if match else offset

    def next_line(self, offset: int) -> int:
        """Return where the line after that of an offset begins, or the text ends."""
        end = self.line_end(offset)
        match = _BREAK.match(self.text, end)
        return match.end() if match else end

    def line_break(self, offset: int) -> str:
        """Return the line break that lines here end with."""
        match = _BREAK.search(self.text, offset) or _BREAK.search(self.text)
        return match[0] if match else "\n"

    def skip_blanks(self, offset: int) -> int:
        """Return where the blanks at an offset end."""
        match = _BLANKS.match(self.text, offset)
        return match.end() if match else offset

    def is_last_on_line(self, offset: int) -> bool:
        """Tell whether nothing but a comment follows on a line."""
        return _BLANK_REST.match(self.text, offset) is not None

    def indent(self, offset: int) -> str:
        """Return the blanks that put something in the same column on a line of its own."""
        return re.sub(r"[^\t]", " ", self.text[self.line_start(offset) : offset])

    def is_first_on_line(self, offset: int) -> bool:
        """Tell whether nothing stands before something on its line."""
        return not self.text[self.line_start(offset) : offset].strip(" \t")
