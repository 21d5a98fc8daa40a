"""`coopsched feed`: one feed, of a choice of sessions, to look at or to hand out."""

import argparse
import sys
from collections.abc import Iterator

from coopsched.checking import check
from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import STDIN, document_or_error, hints_of
from coopsched.cli.outputs import emit
from coopsched.cli.publications import RefusedError, loaded, publication_of, tell_refused
from coopsched.cli.publishing import moment_of, number
from coopsched.document import Document
from coopsched.findings import Severity
from coopsched.model import KINDS, Programme
from coopsched.published.records import Publication
from coopsched.published.succeeding import Succession, succeed
from coopsched.publishing.feeds import Selection, feed
from coopsched.publishing.feeds.nothing import NOTHING
from coopsched.reporting.selection import find
from coopsched.rules import RULES
from coopsched.text import language_meant, language_tag

Names = list[tuple[str, list[str]]]


def run(options: argparse.Namespace) -> int:
    """Print a feed, say what it lacks, and return the exit status."""
    read = document_or_error(options.programme, hints=hints_of(options.hint))
    programme = read.programme
    try:
        previous = _previous(options, programme)
    except RefusedError as error:
        tell_refused(error.refused, verb="no feed is written")
        return 1
    done = succeed(programme, previous, at=moment_of(options.at, programme))
    data = feed(
        programme,
        done.publication,
        done.shown,
        language=_language(options.language, done.publication),
        selection=_selection(options, programme, done),
        times=options.times,
    )
    emit(data, output=None if options.output == STDIN else options.output)
    if NOTHING in data:
        print("coopsched: no published session was chosen: the feed is empty", file=sys.stderr)
    return _told(options.programme, read)


def _previous(options: argparse.Namespace, programme: Programme) -> Publication | None:
    """Return what was published, from the file that is named, else from that beside."""
    if options.programme == STDIN and options.publication is None:
        return None
    path = publication_of(options.programme, options.publication)
    try:
        previous = loaded(path.read_bytes(), path)
    except FileNotFoundError:
        if options.publication is None:
            return None
        raise CommandError(f"{path} is not there: nothing was published yet") from None
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from None
    if previous is not None and previous.key != programme.key:
        raise CommandError(
            f"{path} is what was published of “{previous.key}”, and this is “{programme.key}”"
        )
    return previous


def _language(wish: str | None, publication: Publication) -> str:
    if wish is None:
        return publication.languages[0]
    tag = language_tag(wish.strip())
    if tag is None:
        meant = language_meant(wish)
        hint = f"did you mean {meant}?" if meant else "write a tag, such as fr or nl-BE"
        raise CommandError(f"--language {wish}: {hint}")
    same = (each for each in publication.languages if each.casefold() == tag.casefold())
    return next(same, tag)


def _selection(options: argparse.Namespace, programme: Programme, done: Succession) -> Selection:
    """Return what is chosen by keys or names, of today and of what was ever published."""

    def keys(kind: str) -> tuple[str, ...]:
        names = list(_names(kind, programme, done.publication))
        wishes: list[str] = getattr(options, kind)
        try:
            return tuple(find(kind, wish, names) for wish in wishes)
        except ValueError as error:
            raise CommandError(str(error)) from None

    return Selection(
        rooms=keys("room"),
        speakers=keys("speaker"),
        tracks=keys("track"),
        kinds=keys("kind"),
        sessions=keys("session"),
        understood=options.understood,
        permanent=options.permanent,
    )


def _names(
    kind: str, programme: Programme, publication: Publication
) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of rooms, speakers…, with what people call them."""
    today: dict[str, Names] = {
        "room": [
            (room.key, [*room.name.values()] if room.name else []) for room in programme.rooms
        ],
        "speaker": [(each.key, [each.name, *each.also]) for each in programme.speakers],
        "track": [(track.key, [*track.title.values()]) for track in programme.tracks],
        "kind": [(name, []) for name in KINDS],
        "session": [(each.key, [*each.title.values()]) for each in programme.sessions],
    }
    yield from today[kind]
    known = {key for key, _ in today[kind]}
    for (of, key), address in publication.addresses.items():
        if of == kind and key not in known:
            yield key, [*address.name.values()] if address.name else []


def _told(name: str, read: Document) -> int:
    """Say how much could not be read, which is not in the feed, and return the exit status."""
    rules = [rule.id for rule in RULES if rule.family == "document"]
    found = check(read, select=rules)
    errors = sum(each.severity is Severity.ERROR and each.accepted is None for each in found)
    if not errors:
        return 0
    left = f"{number(errors, 'error')} in {name} {'was' if errors == 1 else 'were'} left out"
    print(f"coopsched: written, but {left}: see `coopsched check {name}`", file=sys.stderr)
    return 1
