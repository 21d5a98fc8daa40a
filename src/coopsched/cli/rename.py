"""`coopsched rename`: another key for a part, wherever the programme names it."""

import argparse
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from coopsched.cli.editing import Target, changed, refusals, show, target, with_subject
from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import STDIN
from coopsched.cli.outputs import colour, emit
from coopsched.delivering.rewriting import Rewrite
from coopsched.document import Document
from coopsched.editing import Edit, apply, rename
from coopsched.editing.renaming import rename_accepted, sections_of
from coopsched.editing.sheet import Sheet
from coopsched.model import Programme
from coopsched.model.renaming import SECTIONS
from coopsched.reading.beside import NAME
from coopsched.reading.decoding import Limits
from coopsched.reading.opening import ours
from coopsched.reporting.unified import unified
from coopsched.source import Source
from coopsched.text import nearest


class Beside(NamedTuple):
    """The settings file beside a programme, and what a new key changes in it."""

    path: Path
    source: Source
    edits: tuple[Edit, ...]

    @property
    def rewrite(self) -> Rewrite:
        """What is to be written."""
        return Rewrite(self.path, self.source.text, apply(self.source.text, self.edits))


def run(options: argparse.Namespace) -> int:
    """Show what the new key changes; write it on demand."""
    old, new = options.old, options.new
    edited = target(options)
    section = options.section or _section(edited.document.programme, old)
    with refusals():
        change = rename(edited.document, section, old, new)
    beside = _beside(edited, old, new)
    along = [beside] if beside is not None and beside.edits else []
    for each in along:
        changed(edited.document, change)  # refuses before anything is shown or written
        emit(unified(each.source, each.edits, colour=colour(options.colour)))
    status = show(
        edited,
        change,
        options,
        beside=[each.rewrite for each in along],
        renamed=lambda finding: with_subject(finding, section, old, new),
        adjusted=_accepting(beside, old, new),
    )
    if options.write:
        for each in along:
            emit(f"{each.path} is written\n")
    return status


def _section(programme: Programme, key: str) -> str:
    found = sections_of(programme, key)
    if len(found) == 1:
        return found[0]
    if found:
        wishes = " or ".join(f"--in {name}" for name in found)
        raise CommandError(f"“{key}” is a key of several sections: add {wishes}")
    known = [part.key for name in SECTIONS for part in getattr(programme, name)]
    close = nearest(key, known)
    raise CommandError(
        f"nothing in this programme has the key “{key}”"
        + (f"; did you mean “{close}”?" if close else "")
    )


def _beside(edited: Target, old: str, new: str) -> Beside | None:
    """Return the settings file where it accepts findings about a key; say where it is unclear."""
    accepted = [each for each in edited.document.allowances if each.route is None]
    if edited.name == STDIN or not any(old in each.subject for each in accepted):
        return None
    path = Path(edited.name).parent / NAME
    if len(sections_of(edited.document.programme, old)) > 1:
        emit(f"{path} accepts findings about “{old}”: see which of them are meant\n")
        return None
    source, parsed = ours(path.read_bytes(), str(path), Limits())
    if parsed.root is None:
        return None
    is_json = re.match(r'\s*\{\s*["}]', source.text) is not None
    edits = rename_accepted(Sheet(source.text, parsed.root, is_json), old, new)
    return Beside(path, source, edits)


def _accepting(beside: Beside | None, old: str, new: str) -> Callable[[Document], Document]:
    """Return what makes a document accept findings under the new key."""

    def adjusted(document: Document) -> Document:
        allowances = tuple(
            each._replace(subject=frozenset(new if key == old else key for key in each.subject))
            for each in document.allowances
        )
        return document if beside is None else replace(document, allowances=allowances)

    return adjusted
