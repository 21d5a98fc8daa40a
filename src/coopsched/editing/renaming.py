"""Edits that give a part another key, wherever the file names it."""

import re
from collections.abc import Iterable, Iterator

from coopsched.document import Document
from coopsched.editing.changing import Change
from coopsched.editing.edits import Edit, EditError
from coopsched.editing.entries import renamed_key
from coopsched.editing.fields import Fields
from coopsched.editing.sheet import Sheet, Spot
from coopsched.editing.values import entry, put
from coopsched.findings import Route
from coopsched.model import Programme
from coopsched.model.renaming import REFERENCES, SECTIONS
from coopsched.model.renaming import rename as renamed_in
from coopsched.source import Node

_SHORTHANDS = {"rooms": "name", "speakers": "name", "tracks": "title"}
_WITH = re.compile(r"(\[[^\]]*\swith\s+)(\S+?)(?=[\s\]])")


def sections_of(programme: Programme, key: str) -> list[str]:
    """Return the sections that have a part of that key."""
    return [name for name in SECTIONS if any(part.key == key for part in getattr(programme, name))]


def rename(document: Document, section: str, old: str, new: str) -> Change:
    """Return the change that gives a part of a section (`rooms`, `sessions`…) another key.

    It writes the old key into `was`, so that feeds and calendar entries go on, and
    the new one wherever the part is named, also in allowances. Raises KeyError where
    the section has no such part, EditError and other ValueErrors where it cannot be.
    """
    if section not in sections_of(document.programme, old):
        raise KeyError(f"no {section.removesuffix('s')} has the key {old!r}")
    _refuse(document.programme, section, old, new)
    programme = renamed_in(document.programme, section, old, new)
    sheet = Sheet.of(document)
    edits = [
        *_of_the_part(document, sheet, section, old, new),
        *_of_references(document, sheet, section, old, new),
        *_of_allowances(document, section, old, new),
    ]
    # A list that is copied with an alias is met more than once.
    return Change(tuple(dict.fromkeys(edits)), programme)


def _refuse(programme: Programme, section: str, old: str, new: str) -> None:
    """Refuse a key that changes nothing, and one under which others are still known."""
    if new == old:
        raise EditError(f"`{old}` is its key already")
    for part in getattr(programme, section):
        earlier = getattr(part, "was", ())  # resources remember no keys
        if part.key != old and new.casefold() in {key.casefold() for key in earlier}:
            raise EditError(
                f"`{new}` was the key of `{part.key}`, whose feeds and calendar entries still go "
                "by it: choose another key"
            )


def rename_accepted(sheet: Sheet, old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits that rename a key in what a settings file accepts."""
    allow = sheet.at(("allow",))
    count = len(allow.node.value) if allow and isinstance(allow.node.value, list) else 0
    subjects = (sheet.at(("allow", i, "subject")) for i in range(count))
    return tuple(
        edit
        for subject in subjects
        if subject is not None
        for edit in _keys(sheet, subject, old, new)
    )


def _of_the_part(
    document: Document, sheet: Sheet, section: str, old: str, new: str
) -> Iterator[Edit]:
    route = document.route((section, old))
    spot = sheet.at(route)
    if spot is None or spot.key is None or len(route) != 2:
        raise EditError(
            f"`{old}` stands only as a name in a line-up: list it under `{section}` first"
        )
    yield renamed_key(sheet, spot.key, new, flow=spot.flow)
    if section != "resources":
        yield from _remembered(sheet, section, route, old, new)


def _remembered(sheet: Sheet, section: str, route: Route, old: str, new: str) -> Iterator[Edit]:
    """Yield the edits that write an old key into `was`."""
    spot = sheet.at(route)
    assert spot is not None  # noqa: S101  the caller has looked
    field, node = _SHORTHANDS.get(section), spot.node
    if isinstance(node.value, str) and field is not None and not sheet.is_copy(node):
        inside = Sheet("{}", Node({}, 0, 2), sheet.json)
        texts = (
            entry(inside, inside.root, *each) for each in ((field, node.value), ("was", [old]))
        )
        yield Edit(node.start, node.end, f"{{{', '.join(texts)}}}")
        return
    if node.value is None and not sheet.is_copy(node):
        inside = Sheet("{}", Node({}, 0, 2), sheet.json)
        text = f"{{{entry(inside, inside.root, 'was', [old])}}}"
        blank = "" if sheet.text[node.start - 1 : node.start].isspace() else " "
        yield Edit(node.start, node.end, f"{blank if node.start == node.end else ''}{text}")
        return
    was = sheet.at((*route, "was"))
    before = [] if was is None else _texts(was.node)
    keys = [*(key for key in before if key not in (old, new)), old]
    yield from Fields(sheet, route).set({"was": keys})


def _texts(node: Node) -> list[str]:
    items = node.value if isinstance(node.value, list) else [node]
    return [item.value.strip() for item in items if isinstance(item.value, str)]


def _of_references(
    document: Document, sheet: Sheet, section: str, old: str, new: str
) -> Iterator[Edit]:
    for route in _places(document, section):
        spot = sheet.at(document.route(route))
        if spot is not None:
            yield from _keys(sheet, spot, old, new)


def _places(document: Document, section: str) -> Iterator[Route]:
    """Yield the routes of all values that may name parts of a section."""
    programme = document.programme
    names = {"speakers": ("speakers",), "resources": ("resources",)} | REFERENCES
    for session in programme.sessions:
        for name in names[section]:
            yield "sessions", session.key, name.replace("_", "-")
    if section == "rooms":
        for room in programme.rooms:
            yield "rooms", room.key, "parts"
        for i in range(len(programme.venue.walks) if programme.venue else 0):
            yield "venue", "walks", i, "rooms"


def _keys(sheet: Sheet, spot: Spot, old: str, new: str) -> Iterator[Edit]:
    """Yield the edits of a key in a value, a list, an entry of a line-up, or counted resources."""
    node, flow = spot.node, spot.flow or sheet.opening(spot.node) is not None
    if isinstance(node.value, list):
        for item in node.value:
            yield from _keys(sheet, Spot(None, item, flow), old, new)
    elif isinstance(node.value, dict):
        speaker = node.value.get("speaker")
        if speaker is not None and spot.key is None:
            yield from _keys(sheet, Spot(speaker.key, speaker.node, flow), old, new)
        for name, other in node.value.items():
            if name == old:
                yield renamed_key(sheet, other.key, new, flow=flow)
    elif isinstance(node.value, str):
        key, bracket, affiliation = node.value.partition("(")
        if key.strip() == old:
            gap = key[len(key.rstrip()) :] if bracket else ""
            yield from put(sheet, spot, f"{new}{gap}{bracket}{affiliation}")


def _of_allowances(document: Document, section: str, old: str, new: str) -> Iterator[Edit]:
    """Yield the edits of allowances in comments, which name a key without its section."""
    if sections_of(document.programme, old) != [section]:
        return
    for line, column in _starts(document, old):
        start = document.source.line_starts[line - 1] + column - 1
        match = _WITH.search(document.source.text, start)
        if match is not None and match[2] == old:
            yield Edit(*match.span(2), new)


def _starts(document: Document, old: str) -> Iterable[tuple[int, int]]:
    """Return line and column of each allowance with a key, once where it names several rules."""
    found = (
        allowance.position[1:3]
        for allowance in document.allowances
        if allowance.other == old and allowance.route is not None and allowance.position
    )
    return dict.fromkeys(found)
