"""`coopsched publish`: what people look at and subscribe to, in a folder, never by mistake."""

import argparse
import json
import os
import sys
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from coopsched.cli.caching import known_of
from coopsched.cli.failing import CommandError
from coopsched.cli.helping import Helper, shared
from coopsched.cli.outputs import colour, emit, width
from coopsched.cli.publications import RefusedError, loaded, tell_refused
from coopsched.cli.publishing import (
    Places,
    Plan,
    carried_out,
    counted,
    number,
    places,
    plan,
    planned_leaves,
    programme_read,
    save_summary,
    unclean,
    writing,
)
from coopsched.cli.siting import has_pages, refuse_theirs, refuse_without_libraries
from coopsched.delivering.folder import COPY, Delivered, differs, held, pending, read
from coopsched.document import Document
from coopsched.published.changes import Changes, changes
from coopsched.published.safety import Refusal
from coopsched.published.storing import dumps
from coopsched.reporting.cells import plain, wrap
from coopsched.reporting.changes import render
from coopsched.reporting.changes.summary import Outcome
from coopsched.site.leaf import Leaf

_STALE = (
    "coopsched: warning: the pages in {} stay as they are with --feeds, and may tell something "
    "else than the feeds now: publish without it to bring them up to date"
)
_NOWHERE = "feeds do not say where they are: for that, `site: {url: …}` in the programme"
_WITHOUT_ADDRESS = (
    "without it, there are no sitemap, social cards and codes for telephones, which need the "
    "whole address"
)
_NAMED = 20
"""So many sessions of a list are named once they are published; a dry run names all."""


class Done(NamedTuple):
    """What was done, or would be: nothing where it is refused.

    ``leaves`` are the files of the folder, ``kept`` is what the publication holds then.
    """

    plan: Plan
    errors: int
    warnings: int
    refused: tuple[Refusal, ...]
    leaves: list[Leaf]
    kept: bytes
    delivered: Delivered = Delivered((), ())


def run(options: argparse.Namespace) -> int:
    """Publish, say what changes for attendees, and return the exit status."""
    _refuse_flags(options)
    if options.preview:
        from coopsched.cli.previewing import preview

        return preview(options)
    where = places(options.programme, options.folder, options.publication)
    current = programme_read(where.name, options)
    try:
        with writing(where.folder):
            if options.dry_run:
                done = _looked(where, options, current())
            else:
                known = read(where.publication)
                with held(where.folder, where.publication) as finished:
                    done = _published(where, options, current())
                if finished:
                    done = _with_finished(where, done, known, finished)
    except RefusedError as error:
        tell_refused(error.refused)
        save_summary(options, Outcome("refused", options.folder, refused=error.refused), Changes())
        return 1
    save_summary(options, _outcome(options, done), done.plan.succession.changes)
    return _told(where, options, done)


def _refuse_flags(options: argparse.Namespace) -> None:
    """Raise CommandError for wishes that cannot be met, or not together."""
    if not options.folder:
        raise CommandError("the folder has no name: write . for this one")
    if not options.feeds:
        refuse_without_libraries()
    if options.preview and options.dry_run:
        raise CommandError("--preview and --dry-run do not go together")
    if options.preview and options.confirm_removals is not None:
        raise CommandError("--preview removes nothing: leave --confirm-removals out")


def _looked(where: Places, options: argparse.Namespace, document: Document) -> Done:
    """Return what would be done, once what was interrupted is finished; write nothing."""
    waiting = pending(where.folder)
    kept, copy = waiting or read(where.publication), waiting or read(where.folder / COPY)
    done = _judged(where, options, document, kept=kept, copy=copy)
    if done.refused:
        return done
    written = tuple(
        name
        for name, data in known_of(where.folder).files(done.leaves, shared)
        if data is not None and differs(where.folder, name, data)
    )
    gone = tuple(name for name in sorted(done.plan.former) if (where.folder / name).exists())
    return done._replace(delivered=Delivered(written, gone))


def _published(where: Places, options: argparse.Namespace, document: Document) -> Done:
    """Publish, unless that is refused; to be called while the folder is held."""
    kept, copy = read(where.publication), read(where.folder / COPY)
    done = _judged(where, options, document, kept=kept, copy=copy)
    if done.refused:
        return done
    return done._replace(delivered=carried_out(where, done.plan, done.leaves, done.kept))


def _with_finished(where: Places, done: Done, known: bytes | None, finished: Delivered) -> Done:
    """Return what was done since the publication ``known``, by the interrupted run and by this.

    Where this one is refused, that is what the other had agreed on.
    """
    planned = done.plan
    previous = loaded(known, where.publication)
    following = planned.previous if done.refused else planned.succession.publication
    assert following is not None  # noqa: S101  the interrupted run has written it
    succession = replace(
        planned.succession,
        publication=following,
        changes=changes(planned.programme, previous, following),
    )
    written = dict.fromkeys((*finished.written, *done.delivered.written))
    return done._replace(
        plan=planned._replace(
            previous=planned.previous if done.refused else previous, succession=succession
        ),
        delivered=Delivered(tuple(written), (*finished.deleted, *done.delivered.deleted)),
    )


def _judged(
    where: Places,
    options: argparse.Namespace,
    document: Document,
    *,
    kept: bytes | None,
    copy: bytes | None,
) -> Done:
    """Return a plan with all that speaks against it, and all that it needs."""
    planned = plan(
        where, options, document, kept=kept, copy=copy, confirmed=options.confirm_removals
    )
    beside = Helper([partial(_counted, planned), partial(_kept, planned)])
    leaves = planned_leaves(planned, options.times, pages=not options.feeds)
    errors, warnings = json.loads(beside.next())
    following = beside.next()
    refused = list(planned.refused)
    if options.require_clean and errors:
        refused.append(unclean(where.name, errors))
    if not options.feeds:
        refused += refuse_theirs(where.folder, leaves)
    return Done(planned, errors, warnings, tuple(refused), leaves, following)


def _counted(planned: Plan) -> bytes:
    return json.dumps(counted(planned.document, planned.previous, planned.at)).encode()


def _kept(planned: Plan) -> bytes:
    return dumps(planned.succession.publication).encode()


def _outcome(options: argparse.Namespace, done: Done) -> Outcome:
    name = "published" if done.delivered else "unchanged"
    name = "refused" if done.refused else "dry-run" if options.dry_run else name
    before = done.plan.previous
    reached = before if done.refused or options.dry_run else done.plan.succession.publication
    return Outcome(
        name,
        options.folder,
        programme=done.plan.programme.key,
        at=done.plan.at,
        serial=None if reached is None else reached.serial,
        written=done.delivered.written,
        deleted=done.delivered.deleted,
        errors=done.errors,
        warnings=done.warnings,
        refused=done.refused,
    )


def _told(where: Places, options: argparse.Namespace, done: Done) -> int:
    """Say what was done, or would be; return the exit status."""
    if options.dry_run:
        emit(_report(where, options, done))
        tell_refused(done.refused, verb="this would be refused")
        if not done.refused:
            emit(f"\n{_would(done)}\n")
        return 1 if done.refused else 0
    if done.refused:
        if done.delivered:
            serial = done.plan.succession.publication.serial
            emit(f"{_report(where, options, done)}\n")
            emit(f"an interrupted publishing was completed: number {serial}\n")
        tell_refused(done.refused)
        return 1
    if done.delivered:
        emit(f"{_report(where, options, done)}\n")
    emit(f"{_was(where, done)}\n")
    if done.plan.previous is None:
        _tell_begun(where, options, done)
    if options.feeds and done.delivered and has_pages(where.folder):
        print(_STALE.format(where.folder), file=sys.stderr)
    return 0


def _report(where: Places, options: argparse.Namespace, done: Done) -> str:
    """Return what attendees see change; of the first publishing, how much there is to see."""
    if done.plan.previous is None:
        return _first(where, done)
    return render(
        "text",
        done.plan.succession.changes,
        done.plan.programme,
        old=where.name,
        new=str(where.folder),
        colour=colour(options.colour),
        width=width(),
        most=None if options.dry_run else _NAMED,
    )


def _first(where: Places, done: Done) -> str:
    following = done.plan.succession.publication
    pages = sum(leaf.path.endswith(".html") for leaf in done.leaves)
    counts = {
        "session": len(following.records),
        "page": pages,
        "feed": len(following.addresses),
    }
    told = ", ".join(number(count, noun) for noun, count in counts.items() if count)
    languages = ", ".join(following.languages)
    title = wrap(plain(str(done.plan.programme.title)), width())
    lines = [*title, f"{where.name} → {where.folder}", f"{told} in {languages}"]
    return "".join(f"{line}\n" for line in lines)


def _was(where: Places, done: Done) -> str:
    """Return what was done, in one line."""
    warned = f" with {number(done.errors, 'error')}" if done.errors else ""
    if not done.delivered:
        return f"nothing changed: {where.folder} is as it was published{warned}"
    serial = done.plan.succession.publication.serial
    written = number(sum(name != COPY for name in done.delivered.written), "file")
    deleted = done.delivered.deleted
    gone = f", {len(deleted):,} deleted" if deleted else ""
    return f"published{warned}: number {serial}, {written} written{gone}"


def _would(done: Done) -> str:
    written = number(len(done.delivered.written), "file")
    warned = f", with {number(done.errors, 'error')}" if done.errors else ""
    return f"nothing is written: without --dry-run, {written} would be{warned}"


def _tell_begun(where: Places, options: argparse.Namespace, done: Done) -> None:
    """Say what must happen to a publication that was not there before."""
    begun = f"{where.publication} was begun: commit it with the programme"
    said = [f"{begun}, for without it the next publishing is refused"]
    if done.plan.programme.site is None or done.plan.programme.site.url is None:
        said.append(_NOWHERE if options.feeds else f"{_NOWHERE}. {_WITHOUT_ADDRESS}")
    emit("".join(f"{line}\n" for each in said for line in wrap(each, width())))
    if os.environ.get("CI", "").casefold() not in ("", "0", "false"):
        print(
            f"coopsched: warning: {where.publication} must be kept after this pipeline, in git "
            "for example: otherwise the next one begins all sequence numbers anew, and calendars "
            "ignore what changes",
            file=sys.stderr,
        )
