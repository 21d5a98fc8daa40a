"""Leaves out references that lead nowhere, so that the rest can be checked."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from coopsched.findings import Route
from coopsched.model import Programme, Session
from coopsched.model.parts import Part
from coopsched.model.references import broken_references
from coopsched.reading.notes import Notes
from coopsched.text import UNDETERMINED, Text


def mend(parts: dict[str, Any], notes: Notes) -> dict[str, Any]:
    """Return the parts of a programme without broken references; note each of them."""
    gone: defaultdict[Route, list[Route]] = defaultdict(list)
    unread = {problem.route[0] for _, problem in notes.problems if len(problem.route) == 1}
    for broken in broken_references(Programme.model_construct(**parts)):
        if broken.section not in unread:  # else nobody can tell what is in it
            notes.add(broken.rule, broken.message, broken.route, broken.help)
        gone[broken.route[:1] if broken.route[0] == "venue" else broken.route[:2]].append(
            broken.route
        )
    if not gone:
        return parts
    mended = dict(parts)
    if ("venue",) in gone:
        walks = {route[2] for route in gone["venue",]}
        kept = tuple(walk for i, walk in enumerate(parts["venue"].walks) if i not in walks)
        mended["venue"] = parts["venue"].model_copy(update={"walks": kept})
    for section in ("rooms", "sessions"):
        mended[section] = tuple(
            _without(part, gone.get((section, part.key), ()), notes) for part in parts[section]
        )
    return mended


def _without(part: Part, routes: Iterable[Route], notes: Notes) -> Part:
    """Return a part without the references at some routes."""
    indices: defaultdict[str, set[int]] = defaultdict(set)
    update: dict[str, Any] = {}
    for _, _, name, *rest in routes:
        if rest and isinstance(rest[0], int):
            indices[str(name)].add(rest[0])
        else:
            update[str(name).replace("-", "_")] = None
    for name, absent in indices.items():
        field = name.replace("-", "_")
        items = getattr(part, field)
        kept = [i for i in range(len(items)) if i not in absent]
        update[field] = tuple(items[i] for i in kept)
        _note_moved(part, name, kept, notes)
    if "repeats" in update and isinstance(part, Session) and "title" not in part.model_fields_set:
        update["title"] = Text({UNDETERMINED: part.key})
    return part.model_copy(update=update) if update else part


def _note_moved(part: Part, name: str, kept: list[int], notes: Notes) -> None:
    section = "sessions" if isinstance(part, Session) else "rooms"
    route: Route = (section, getattr(part, "key"), name)  # noqa: B009  rooms and sessions have one
    before = {new: notes.moved.get((*route, old), (*route, old)) for new, old in enumerate(kept)}
    notes.moved |= {(*route, new): old for new, old in before.items()}
