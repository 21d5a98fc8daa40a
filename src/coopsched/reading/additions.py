"""What a `coopsched.yaml` adds to a programme whose own format cannot say it."""

from dataclasses import replace
from typing import Any, NamedTuple

from coopsched.document import Document
from coopsched.model import Programme
from coopsched.model.loading import Loaded, load
from coopsched.model.parts import Part, fields_of
from coopsched.reading.mending import mend
from coopsched.reading.notes import Notes
from coopsched.reading.plain import plain
from coopsched.reading.sections import SECTIONS
from coopsched.source import Node, Source
from coopsched.text import nearest

ADDED = ("rooms", "speakers", "tracks", "sessions")
"""The sections to whose parts fields can be added."""


class Additions(NamedTuple):
    """Fields for parts that a programme has already, in the text of a settings file."""

    source: Source
    root: Node


def add(document: Document, additions: Additions) -> Document:
    """Return a document whose parts have more fields, or others; note those that do not fit."""
    notes = Notes(additions.source)
    data = plain(additions.root)
    programme = document.programme
    parts: dict[str, Any] = {name: getattr(programme, name) for name in SECTIONS}
    for section in ADDED:
        entries = data.get(section) if isinstance(data, dict) else None
        if isinstance(entries, dict):
            parts[section] = _completed(section, entries, programme, notes)
    parts["venue"] = programme.venue
    fields = {name: getattr(programme, name) for name in programme.model_fields_set}
    return replace(
        document,
        programme=Programme(**{**fields, **mend(parts, notes)}),
        problems=(*document.problems, *notes.unrouted(additions.root)),
    )


def _completed(
    section: str, entries: dict[str, Any], programme: Programme, notes: Notes
) -> tuple[Part, ...]:
    parts: tuple[Any, ...] = getattr(programme, section)
    known = {part.key for part in parts}
    for key in entries.keys() - known:
        close = nearest(key, known)
        what = f"the programme has no {section.removesuffix('s')} with the key `{key}`"
        remedy = f"did you mean `{close}`?" if close else None
        notes.add("unknown-reference", what, (section, key), remedy, at_key=True)
    return tuple(
        _with(part, entries[part.key], (section, part.key), programme, notes)
        if part.key in entries
        else part
        for part in parts
    )


def _with(part: Any, data: Any, route: tuple[str, str], programme: Programme, notes: Notes) -> Any:
    loaded = _loaded(part, data, programme)
    notes.take(loaded, route)
    if loaded.faults and not isinstance(data, dict):
        return part
    unfit = {fault.route[0] for fault in loaded.faults if fault.route}
    if unfit and isinstance(data, dict):
        fit = {name: value for name, value in data.items() if name not in unfit}
        loaded = _loaded(part, fit, programme)
    return loaded.part or part


def _loaded(part: Any, data: Any, programme: Programme) -> Loaded:
    stated = {name: value for name, value in fields_of(part).items() if _is_kept(part, name, data)}
    return load(type(part), data, programme.calendar, **stated)


def _is_kept(part: Part, name: str, data: Any) -> bool:
    """Tell whether a part's own value stays: it is stated, and nothing is put in its place."""
    alias = type(part).model_fields[name].alias or name
    if name not in part.model_fields_set or not isinstance(data, dict):
        return name in part.model_fields_set
    # A new length needs a new end, and a new end a new length.
    rivals = {"minutes": "end", "end": "minutes"}
    return alias not in data and rivals.get(name) not in data
