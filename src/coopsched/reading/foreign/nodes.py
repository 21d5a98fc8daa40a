"""Walking the nodes of other tools' JSON: what is absent or of another type is nothing."""

from collections.abc import Iterator

from coopsched.reading.foreign.values import clean
from coopsched.source import Entry, Node


def at(node: Node | None, *route: str | int) -> Node | None:
    """Return what a route of names and indices leads to; None where it is absent or null."""
    for step in route:
        value = node.value if node is not None else None
        if isinstance(value, dict) and isinstance(step, str) and step in value:
            node = value[step].node
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            node = value[step]
        else:
            return None
    return node if node is not None and node.value is not None else None


def first_of(node: Node | None, *names: str) -> Node | None:
    """Return the first of some entries of a mapping that is there and no empty text."""
    found = (at(node, name) for name in names)
    return next((each for each in found if each is not None and each.value != ""), None)


def entries(node: Node | None) -> dict[str, Entry]:
    """Return the entries of a mapping; none for anything else."""
    return node.value if node is not None and isinstance(node.value, dict) else {}


def items(node: Node | None) -> list[Node]:
    """Return the items of a list; none for anything else."""
    return node.value if node is not None and isinstance(node.value, list) else []


def members(node: Node | None) -> Iterator[Node]:
    """Yield the items of a list or the values of a mapping, those that are null aside."""
    inner = items(node) or [entry.node for entry in entries(node).values()]
    return (each for each in inner if each.value is not None)


def text_at(node: Node | None, *route: str | int) -> str:
    """Return the text or number that a route leads to, on one line; empty where there is none."""
    found = at(node, *route)
    return clean(found.value) if found is not None else ""


def is_true(node: Node | None, *route: str | int) -> bool:
    """Tell whether a route leads to `true`."""
    return text_at(node, *route).casefold() in ("true", "1")
