"""`coopsched forget`: a person is removed from what was published, as far as that can be."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import document_or_error, hints_of, programme_or_default
from coopsched.cli.outputs import emit, save, width
from coopsched.cli.publications import RefusedError, loaded, publication_of, tell_refused
from coopsched.cli.publishing import (
    Places,
    Plan,
    carried_out,
    number,
    places,
    plan,
    planned_leaves,
    programme_read,
    writing,
)
from coopsched.cli.siting import feed_paths, has_pages, refuse_without_libraries
from coopsched.delivering.folder import COPY, held, read
from coopsched.delivering.locking import locked
from coopsched.document import Document
from coopsched.published.forgetting import forget, spelling
from coopsched.published.records import Publication
from coopsched.published.safety import Refusal
from coopsched.published.shown import Shown
from coopsched.published.storing import dumps
from coopsched.reporting.cells import plain, wrap
from coopsched.reporting.selection import find

_NAMED = 12


class Person(NamedTuple):
    """Somebody to be forgotten: a key and names, and the publication with and without them."""

    key: str
    names: tuple[str, ...]
    before: Publication
    after: Publication


def run(options: argparse.Namespace) -> int:
    """Show what it takes to forget somebody, do it on demand, and return the exit status."""
    name = programme_or_default(options.programme)
    try:
        if options.folder is None:
            return _in_publication(name, options)
        return _in_folder(places(name, options.folder, options.publication), options)
    except RefusedError as error:
        tell_refused(error.refused, verb="nothing is written")
        return 1


def _in_publication(name: str, options: argparse.Namespace) -> int:
    """Remove somebody from the publication alone."""
    path = publication_of(name, options.publication)
    with writing(path.parent):
        if options.write:
            with locked(path):
                person = _person(path, options.speaker)
                save(path, dumps(person.after))
        else:
            person = _person(path, options.speaker)
    try:
        document: Document | None = document_or_error(name, hints=hints_of(options.hint))
    except CommandError:
        document = None
    further = [
        "folders that were published: publish again, and their feeds and pages are made anew"
    ]
    further += _in_programme(name, document, person)
    emit(_report(person, path, further, written=options.write))
    return 0


def _in_folder(where: Places, options: argparse.Namespace) -> int:
    """Publish a programme anew, without somebody."""
    current = programme_read(where.name, options)
    with writing(where.folder):
        if options.write:
            with held(where.folder, where.publication):
                person, planned = _planned(where, options, current())
                pages = has_pages(where.folder)
                if pages:
                    refuse_without_libraries()
                leaves = planned_leaves(planned, options.times, pages=pages)
                kept = dumps(planned.succession.publication).encode()
                carried_out(where, planned, leaves, kept)
        else:
            person, planned = _planned(where, options, current())
    further = list(_in_programme(where.name, planned.document, person))
    emit(_report(person, where.publication, further, written=options.write))
    return 0


def _planned(where: Places, options: argparse.Namespace, document: Document) -> tuple[Person, Plan]:
    """Return who is forgotten and what that publishes. Raises RefusedError."""
    person = _person(where.publication, options.speaker)
    kept, copy = read(where.publication), read(where.folder / COPY)
    planned = plan(where, options, document, kept=kept, copy=copy, forgotten=[person.key])
    if planned.refused:
        raise RefusedError(*planned.refused)
    if any(_names(shown, person) for shown in planned.succession.shown.values()):
        lines = _lines(document, person)
        where_ = f", {_listed('line', lines)}" if lines else ""
        message = f"{where.name} still names {_called(person)}{where_}"
        raise RefusedError(Refusal(message, "take them out there first, or feeds name them again"))
    if plan(where, options, document, kept=kept, copy=copy).succession.changes:
        message = f"{where.name} has changes that attendees were not told of yet"
        raise RefusedError(Refusal(message, "publish them first; `publish --dry-run` lists them"))
    return person, planned


def _person(path: Path, wanted: str) -> Person:
    """Return who is meant. Raises CommandError where a publication has nobody of that name."""
    before = loaded(read(path), path)
    if before is None:
        raise CommandError(f"{path} is not there: nothing was published, or name it")
    names: dict[str, list[str]] = {}
    for (kind, key), address in before.addresses.items():
        if kind == "speaker":
            names.setdefault(key, []).extend(address.name.values() if address.name else ())
    for record in before.records.values():
        for each in record.shown.speakers:
            names.setdefault(each.key, []).append(each.name)
    try:
        key = find("speaker", wanted, list(names.items()))
    except ValueError as error:
        raise CommandError(f"{path}: {error}") from None
    return Person(key, tuple(dict.fromkeys(names[key])), before, forget(before, key))


def _names(shown: Shown, person: Person) -> bool:
    """Tell whether attendees see somebody in a session."""
    if any(each.key == person.key or each.name in person.names for each in shown.speakers):
        return True
    texts = (shown.title, shown.description, shown.notice)
    wordings = (wording.casefold() for text in texts if text for wording in text.values())
    return any(name.casefold() in wording for wording in wordings for name in person.names)


def _lines(document: Document, person: Person) -> list[int]:
    """Return the lines of a programme's text that name somebody."""
    names = [each.casefold() for each in person.names]
    lines = document.source.text.casefold().split("\n")
    return [i for i, line in enumerate(lines, 1) if any(name in line for name in names)]


def _in_programme(name: str, document: Document | None, person: Person) -> Iterator[str]:
    if document is None:
        yield f"{name}, which cannot be read here: see whether it names them"
    elif lines := _lines(document, person):
        yield f"{name}, which names them in {_listed('line', lines)}: take them out there"


def _report(person: Person, path: Path, further: list[str], *, written: bool) -> str:
    """Return what is removed, and what that does not reach."""
    sessions = [
        key for key, record in person.before.records.items() if person.after.records[key] != record
    ]
    feeds = sorted({*feed_paths(person.before)} - {*feed_paths(person.after)})
    verb = "is" if written else "would be"
    lines = wrap(f"{_called(person)} {verb} removed from {path}:", width())
    lines += _item(f"{number(len(sessions), 'session')}: {_some(sessions)}" if sessions else "")
    lines += _item(f"{number(len(feeds), 'feed')}: {_some(feeds)}" if feeds else "")
    if person.after == person.before:
        lines += _item("nothing there names them any more")
    lines.append("This does not reach:")
    for each in (*further, *_beyond(person, path)):
        lines += _item(each)
    lines.append(f"{path} is written" if written else "nothing is written yet: add --write")
    return "".join(f"{line}\n" for line in lines)


def _beyond(person: Person, path: Path) -> Iterator[str]:
    spelled = spelling(person.before, person.key)
    if spelled:
        yield f"the keys and UIDs of {_some(spelled)}, by which calendars know these sessions"
    yield "calendars that have fetched a feed: many drop what is gone when they next ask"
    yield f"earlier versions of {path.name} and of the programme: in git, its clones, backups"
    yield "caches, search engines and archives of the web that copied a feed"


def _called(person: Person) -> str:
    names = ", ".join(map(plain, person.names))
    return f"{names} ({person.key})" if names else person.key


def _some(names: "list[str] | tuple[str, ...]") -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _listed(noun: str, lines: list[int]) -> str:
    if len(lines) == 1:
        return f"{noun} {lines[0]}"
    *first, last = map(str, lines[:_NAMED])
    return f"{noun}s {', '.join(first)} and {last}" + (" …" if len(lines) > _NAMED else "")


def _item(text: str) -> list[str]:
    if not text:
        return []
    first, *rest = wrap(text, width() - 4)
    return [f"  - {first}", *(f"    {line}" for line in rest)]
