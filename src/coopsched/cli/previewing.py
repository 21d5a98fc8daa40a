"""`coopsched publish --preview`: a site for reviewers, of which nothing is kept."""

import argparse
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from coopsched.cli.caching import known_of
from coopsched.cli.helping import shared
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
from coopsched.cli.siting import leaves_of, site_of
from coopsched.delivering.folder import COPY, Delivered, deliver, held, read
from coopsched.document import Document
from coopsched.published.changes import Changes
from coopsched.published.safety import Refusal, refusals
from coopsched.published.succeeding import succeed
from coopsched.reporting.changes.summary import Outcome
from coopsched.site.leaf import Leaf

_MADE = frozenset(
    {".atom", ".css", ".html", ".ics", ".js", ".json", ".svg", ".webmanifest", ".xml"}
)
"""How the names of files end that are a preview's; whatever else a reviewer put there stays."""


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
    site = site_of(document.programme, following, at=at, times=options.times, is_preview=True)
    leaves = leaves_of(site, pages=not options.feeds)
    done = _delivered(folder, leaves)
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
    emit(f"{folder}: a preview of {_total(leaves)}{warned}, of which nothing is kept\n")
    tell_refused(refused, verb="this would not be published")
    return 0


def _delivered(folder: Path, leaves: list[Leaf]) -> Delivered:
    """Give the folder what keeps search engines away, then the preview, and nothing older."""
    known = known_of(folder)
    made = [leaf for leaf in leaves if leaf.path != ROBOTS]
    done = deliver(
        folder, chain([(ROBOTS, MARK)], known.files(made, shared)), former=_former(folder)
    )
    known.save(done.written)
    return done


def _former(folder: Path) -> Iterator[str]:
    """Yield what previews have written, of which not everything may be made anew."""
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and Path(name).suffix in _MADE:
                yield Path(parent, name).relative_to(folder).as_posix()


def _total(leaves: list[Leaf]) -> str:
    """Return how much there is to look at: `12 pages, 30 feeds`."""
    counts = {
        noun: sum(leaf.path.endswith(suffix) for leaf in leaves)
        for noun, suffix in (("page", ".html"), ("feed", ".ics"))
    }
    return ", ".join(number(count, noun) for noun, count in counts.items() if count)
