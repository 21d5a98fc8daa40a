"""The sections of a programme file: the parts that stand by key, and the days."""

from collections.abc import Iterator
from typing import Any

from coopsched.model import Programme, Resource, Room, Session, Speaker, Track
from coopsched.model.parts import Part
from coopsched.model.values import INVALID
from coopsched.reading.lineups import unique
from coopsched.reading.notes import Notes
from coopsched.reading.plain import plain, section
from coopsched.source import Entry, Node
from coopsched.text import nearest

SECTIONS: dict[str, type[Part]] = {
    "rooms": Room,
    "speakers": Speaker,
    "tracks": Track,
    "resources": Resource,
    "sessions": Session,
}
"""The parts of a programme that a file writes as mappings by key, as they must be read."""

_BY_KEY = {*SECTIONS, "days"}


def header(root: Node) -> dict[str, Any]:
    """Return what stands beside the sections as plain data."""
    entries = root.value if isinstance(root.value, dict) else {}
    beside = {name: each for name, each in entries.items() if name not in _BY_KEY}
    found: dict[str, Any] = plain(Node(beside, root.start, root.end))
    return found


def sections(root: Node, notes: Notes) -> dict[str, Any]:
    """Return the sections as plain data.

    One that is given twice is read as a whole, and one whose name is misspelt as
    the one that is meant: either is reported elsewhere, and hides nothing.
    """
    data: dict[str, Any] = {}
    for name, stored, entry in sorted(_found(root), key=lambda each: each[0] != each[1]):
        _report_private(name, stored, entry.node, notes)
        more = section(entry.node)
        if name == stored:
            data[name] = more
        elif isinstance(more, dict) and isinstance(data.setdefault(name, {}), dict):
            for key, value in more.items():
                free = unique(key, data[name])
                data[name][free] = value
                notes.moved[name, free] = stored, key
    return data


def _found(root: Node) -> Iterator[tuple[str, str, Entry]]:
    """Yield each section's name, the key it is stored under, and its entry."""
    entries = root.value if isinstance(root.value, dict) else {}
    known = {field.alias or name for name, field in Programme.model_fields.items()}
    for stored, entry in entries.items():
        name = str(entry.key.value)
        if name not in known and not name.startswith("x-"):
            meant = nearest(name, SECTIONS)
            name = meant if meant is not None and meant not in entries else name
        if name in _BY_KEY:
            yield name, stored, entry


def _report_private(name: str, stored: str, node: Node, notes: Notes) -> None:
    """Report what was surely meant as a part, and is left out since its key begins with `x-`."""
    kind = SECTIONS.get(name)
    if kind is None or not isinstance(node.value, dict):
        return
    for key, entry in node.value.items():
        if key.startswith("x-") and isinstance(entry.node.value, dict):
            fields = {field.alias or each for each, field in kind.model_fields.items()}
            if fields & entry.node.value.keys():
                message = f"`{key}` is left out: keys that begin with `x-` are the author's own"
                remedy = f"call it otherwise, `{key.removeprefix('x-')}` for example"
                notes.add(INVALID, message, (stored, key), remedy, at_key=True)
