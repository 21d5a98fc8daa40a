"""What `publish`, `forget` and `diff --published` share: a programme, its publication, a folder."""

import argparse
import os.path
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from coopsched.cli.caching import known_of
from coopsched.cli.failing import CommandError
from coopsched.cli.helping import shared
from coopsched.cli.inputs import STDIN, document_or_error, hints_of
from coopsched.cli.outputs import save
from coopsched.cli.publications import RefusedError, loaded, publication_of
from coopsched.cli.siting import leaves_of, paths_of, site_of
from coopsched.delivering.folder import COPY, Delivered, deliver, is_interrupted, read
from coopsched.document import Document
from coopsched.findings import Severity
from coopsched.model import Programme
from coopsched.moment import Moment, utc
from coopsched.published.changes import Changes
from coopsched.published.forgetting import forget
from coopsched.published.records import Publication
from coopsched.published.safety import Refusal, contradicts, refusals
from coopsched.published.succeeding import Succession, succeed
from coopsched.publishing.feeds import Times
from coopsched.reporting.changes.summary import Outcome, summary
from coopsched.site.leaf import Leaf

FEEDS = "feeds/*/programme.ics"
"""What shows that a folder was published."""
ROBOTS = "robots.txt"
MARK = b"# A preview by coopsched, not for attendees.\nUser-agent: *\nDisallow: /\n"
"""What keeps search engines away from a preview, and by which it is known."""


class Places(NamedTuple):
    """The programme, as it was named; its publication, and the published folder."""

    name: str
    publication: Path
    folder: Path


class Plan(NamedTuple):
    """What a publishing would do.

    ``previous`` is what was published, ``copy`` what the folder knows of it, ``refused`` why
    it must not be done.
    """

    document: Document
    previous: Publication | None
    copy: Publication | None
    succession: Succession
    refused: tuple[Refusal, ...]
    at: datetime

    @property
    def programme(self) -> Programme:
        """The programme that is published."""
        return self.document.programme

    @property
    def former(self) -> set[str]:
        """The feeds and pages that were published and must go: those of who is forgotten."""
        before = {each for known in (self.previous, self.copy) if known for each in paths_of(known)}
        return before.difference(paths_of(self.succession.publication))


def places(name: str, folder: str, wish: str | None) -> Places:
    """Return the files that are concerned. Raises CommandError where two of them are one."""
    found = Places(name, publication_of(name, wish), Path(folder))
    if os.path.realpath(found.publication) == os.path.realpath(found.folder / COPY):
        raise CommandError(
            f"{found.publication} is the copy in the folder: keep the publication elsewhere, "
            "beside the programme"
        )
    return found


def plan(
    where: Places,
    options: argparse.Namespace,
    document: Document,
    *,
    kept: bytes | None,
    copy: bytes | None,
    forgotten: Iterable[str] = (),
    confirmed: int | None = None,
) -> Plan:
    """Return what publishing a programme would do, ``kept`` being what was published before.

    Raises RefusedError where that cannot be told, and CommandError for a wrong moment.
    """
    previous = loaded(kept, where.publication, remedy=f", or copy {where.folder / COPY} there")
    there = previous
    if copy != kept:
        there = loaded(copy, where.folder / COPY, remedy=", or delete it where that cannot be")
    _refuse_folder(where, document.programme, previous, there)
    at = moment_of(options.at, document.programme)
    basis = previous
    for speaker in forgotten:
        basis = basis and forget(basis, speaker)
    succession = succeed(document.programme, basis, at=at, rematch=options.rematch)
    refused = refusals(document, basis, succession, at=at, confirmed=confirmed)
    contradiction = contradicts(previous, there)
    if contradiction is not None:
        refused = [contradiction, *refused]
    return Plan(document, previous, there, succession, tuple(refused), at)


def planned_leaves(planned: Plan, times: Times, *, pages: bool) -> list[Leaf]:
    """Return what is to be in the folder, in the order in which it is written."""
    site = site_of(planned.programme, planned.succession, at=planned.at, times=times)
    return leaves_of(site, pages=pages)


def carried_out(where: Places, planned: Plan, leaves: Iterable[Leaf], kept: bytes) -> Delivered:
    """Do what is planned, with these files, and a publication that holds ``kept``.

    To be called while the folder is held.
    """
    known = known_of(where.folder)
    done = deliver(
        where.folder,
        known.files(leaves, shared),
        publication=where.publication,
        kept=kept,
        former=planned.former,
    )
    known.save(done.written)
    return done


def moment_of(wish: str | None, programme: Programme) -> datetime:
    """Return the moment at which is published, in UTC and whole seconds: now, unless wished."""
    if wish is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        dated = Moment.parse(wish).date is not None
        moment = utc(programme.instant(wish)) if dated else None
    except ValueError as error:
        raise CommandError(f"--at: {error}") from None
    if moment is None:
        raise CommandError(f"--at {wish}: write a date, too: 2017-06-01T12:00Z")
    return moment.replace(microsecond=0)


def counted(document: Document, published: Publication | None, at: datetime) -> tuple[int, int]:
    """Return how many errors and how many warnings of a programme nobody has accepted."""
    from coopsched.checking import check  # which a second process may do

    today = at.astimezone(document.programme.zone).date()
    found = check(document, published=published, today=today)
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    return errors, len(found) - errors


def unclean(name: str, errors: int) -> Refusal:
    """Return why a programme with errors is not published where it has to be clean."""
    return Refusal(f"{name} has {number(errors, 'error')}", f"see `coopsched check {name}`")


def number(count: int, noun: str) -> str:
    """Return a number with its noun: `1 feed`, `2 feeds`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def save_summary(options: argparse.Namespace, outcome: Outcome, changes: Changes) -> None:
    """Write what became of a publishing, where scripts want to know."""
    if options.summary is not None:
        save(Path(options.summary), summary(outcome, changes))


def programme_read(name: str, options: argparse.Namespace) -> Callable[[], Document]:
    """Read a programme; return what gives it as it is then, should it have changed meanwhile."""
    read, stamp = document_or_error(name, hints=hints_of(options.hint)), _stamp(name)

    def current() -> Document:
        if stamp == _stamp(name):
            return read
        return document_or_error(name, hints=hints_of(options.hint))

    return current


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into the one message of a command that cannot run."""
    try:
        yield
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        after = "nothing is published"
        if is_interrupted(folder):
            after = "publish again when this is mended: it goes on from where it is"
        raise CommandError(f"{place}{error.strerror}: {after}") from None


def _refuse_folder(
    where: Places,
    programme: Programme,
    previous: Publication | None,
    copy: Publication | None,
) -> None:
    """Raise RefusedError where a folder holds what this publication knows nothing of."""
    folder, publication = where.folder, where.publication
    if read(folder / ROBOTS) == MARK:
        message = f"{folder} holds a preview, which search engines are told to ignore"
        raise RefusedError(Refusal(message, "name another folder, or empty it first"))
    if copy is not None and copy.key != programme.key:
        message = f"{folder} holds what was published of another programme, “{copy.key}”"
        raise RefusedError(Refusal(message, "name another folder"))
    if previous is not None:
        return
    if copy is not None:
        raise RefusedError(
            Refusal(
                f"{folder} was published before, and {publication} is not there: "
                "all calendars would begin anew",
                f"bring it back from git, name it with --publication, or copy {folder / COPY} "
                f"to {publication}",
            )
        )
    if any(folder.glob(FEEDS)):
        raise RefusedError(
            Refusal(
                f"{folder} holds feeds, and neither {publication} nor {folder / COPY} is there: "
                "all calendars would begin anew",
                "bring one of the two back, or empty the folder to begin anew",
            )
        )


def _stamp(name: str) -> tuple[int, int] | None:
    """Return what differs when a file has been written to; None for standard input."""
    if name == STDIN:
        return None
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
