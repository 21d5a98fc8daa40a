"""`coopsched diff --published`: what attendees would see change."""

import argparse

from coopsched.cli.failing import CommandError
from coopsched.cli.outputs import colour, emit, width
from coopsched.cli.publications import RefusedError, loaded, publication_of
from coopsched.cli.publishing import moment_of
from coopsched.delivering.folder import read
from coopsched.document import Document
from coopsched.published.changes import Changes
from coopsched.published.records import Publication
from coopsched.published.succeeding import succeed
from coopsched.reporting.changes import render


def since(document: Document, options: argparse.Namespace) -> int:
    """Print what changed since the last publishing; return 1 where anything did."""
    programme = document.programme
    previous = _previous(options)
    if previous.key != programme.key:
        raise CommandError(
            f"{options.old} is “{programme.key}”, and published was “{previous.key}”"
        )
    changes = succeed(programme, previous, at=moment_of(None, programme)).changes
    if options.notable:
        changes = _notable(changes)
    text = render(
        options.format,
        changes,
        programme,
        old=f"publication {previous.serial}",
        new=options.old,
        colour=colour(options.colour, output=options.output),
        width=width(),
    )
    emit(text, output=options.output)
    return 1 if changes else 0


def _previous(options: argparse.Namespace) -> Publication:
    """Return what was published last. Raises CommandError where nobody knows."""
    path = publication_of(options.old, options.publication)
    try:
        previous = loaded(read(path), path)
    except RefusedError as error:
        refusal = error.refused[0]
        raise CommandError(f"{refusal.message}: {refusal.help}") from None
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from None
    if previous is None:
        remedy = "nothing was published yet, or name it with --publication"
        raise CommandError(f"{path} is not there: {remedy}")
    return previous


def _notable(changes: Changes) -> Changes:
    """Return what people must be told."""
    return Changes(
        new=changes.new,
        restored=changes.restored,
        removed=changes.removed,
        replaced=changes.replaced,
        cancelled=changes.cancelled,
        moved=changes.moved,
        altered=changes.altered,
        tell=changes.tell,
    )
