"""`coopsched publish --preview`: feeds for reviewers, of which nothing is kept."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from coopsched.cli.outputs import emit
from coopsched.cli.publications import RefusedError, published_beside, tell_refused
from coopsched.cli.publishing import (
    FEEDS,
    MARK,
    ROBOTS,
    counted,
    moment_of,
    number,
    programme_read,
    save_summary,
    unclean,
    writing,
)
from coopsched.delivering.folder import COPY, deliver, held, read
from coopsched.document import Document
from coopsched.model import Programme
from coopsched.published.changes import Changes
from coopsched.published.safety import Refusal, refusals
from coopsched.published.succeeding import Succession, succeed
from coopsched.publishing.feeds import feeds
from coopsched.publishing.feeds.joining import Times
from coopsched.reporting.changes.summary import Outcome
from coopsched.text import Text

BANNER = "PREVIEW"
"""What stands before the name of each feed of a preview."""


def preview(options: argparse.Namespace) -> int:
    """Write what reviewers can subscribe to; nothing that attendees know of is written to."""
    folder = Path(options.folder)
    current = programme_read(options.programme, options)
    try:
        with writing(folder), held(folder, None):
            _refuse_others(folder)
            return _written(folder, current(), options)
    except RefusedError as error:
        tell_refused(error.refused, verb="no preview is written")
        save_summary(options, Outcome("refused", options.folder, refused=error.refused), Changes())
        return 1


def _refuse_others(folder: Path) -> None:
    """Raise RefusedError for a folder that is not a preview's."""
    if (folder / COPY).exists():
        message = f"{folder} is what attendees subscribe to"
        raise RefusedError(Refusal(message, "name another folder for the preview"))
    robots = read(folder / ROBOTS)
    if robots not in (None, MARK) or (robots is None and any(folder.glob(FEEDS))):
        message = f"{folder} holds what no preview has written"
        raise RefusedError(Refusal(message, "name an empty folder, or one that is not there"))


def _written(folder: Path, document: Document, options: argparse.Namespace) -> int:
    """Write a preview, as if it followed what was published; return the exit status."""
    previous = published_beside(options.programme, options.publication)
    at = moment_of(options.at, document.programme)
    following = succeed(document.programme, previous, at=at, rematch=options.rematch)
    errors, warnings = counted(document, previous, at)
    if options.require_clean and errors:
        raise RefusedError(unclean(options.programme, errors))
    refused = refusals(document, previous, following, at=at)
    former = [path.relative_to(folder).as_posix() for path in folder.glob("feeds/**/*.ics")]
    done = deliver(folder, _files(document.programme, following, options.times), former=former)
    outcome = Outcome(
        "preview",
        options.folder,
        programme=document.programme.key,
        at=at,
        written=done.written,
        deleted=done.deleted,
        errors=errors,
        warnings=warnings,
        refused=refused,
    )
    save_summary(options, outcome, following.changes)
    warned = f" with {number(errors, 'error')}" if errors else ""
    total = number(sum(1 for _ in folder.glob("feeds/**/*.ics")), "feed")
    emit(f"{folder}: a preview of {total}{warned}, of which nothing is kept\n")
    tell_refused(refused, verb="this would not be published")
    return 0


def _files(
    programme: Programme, following: Succession, times: Times
) -> Iterator[tuple[str, bytes]]:
    """Yield what keeps search engines away, then the feeds."""
    yield ROBOTS, MARK
    yield from feeds(marked(programme), following.publication, following.shown, times=times)


def marked(programme: Programme) -> Programme:
    """Return a programme whose feeds nobody takes for the real ones, whose address they lack."""
    title = Text({tag: f"{BANNER}: {wording}" for tag, wording in programme.title.items()})
    return programme.model_copy(update={"title": title, "site": None})
