"""`coopsched publish`: what people subscribe to, written into a folder, and never by mistake."""

import argparse
import os
import sys
from dataclasses import replace
from typing import NamedTuple

from coopsched.cli.failing import CommandError
from coopsched.cli.outputs import colour, emit, width
from coopsched.cli.publications import RefusedError, loaded, tell_refused
from coopsched.cli.publishing import (
    Places,
    Plan,
    carried_out,
    counted,
    feed_paths,
    files,
    number,
    places,
    plan,
    programme_read,
    save_summary,
    unclean,
    writing,
)
from coopsched.delivering.folder import COPY, Delivered, differs, held, pending, read
from coopsched.document import Document
from coopsched.published.changes import Changes, changes
from coopsched.published.safety import Refusal
from coopsched.reporting.cells import plain, wrap
from coopsched.reporting.changes import render
from coopsched.reporting.changes.summary import Outcome

NOT_YET = "the pages of a site cannot be written yet: add --feeds to write the feeds alone"
_NAMED = 20
"""So many sessions of a list are named once they are published; a dry run names all."""


class Done(NamedTuple):
    """What was done, or would be: nothing where it is refused."""

    plan: Plan
    errors: int
    warnings: int
    refused: tuple[Refusal, ...]
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
        raise CommandError(NOT_YET)
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
        name for name, data in files(done.plan, options.times) if differs(where.folder, name, data)
    )
    left = done.plan.former.difference(feed_paths(done.plan.succession.publication))
    gone = tuple(name for name in sorted(left) if (where.folder / name).exists())
    return done._replace(delivered=Delivered(written, gone))


def _published(where: Places, options: argparse.Namespace, document: Document) -> Done:
    """Publish, unless that is refused; to be called while the folder is held."""
    kept, copy = read(where.publication), read(where.folder / COPY)
    done = _judged(where, options, document, kept=kept, copy=copy)
    if done.refused:
        return done
    return done._replace(delivered=carried_out(where, done.plan, options.times))


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
    """Return a plan with all that speaks against it."""
    planned = plan(
        where, options, document, kept=kept, copy=copy, confirmed=options.confirm_removals
    )
    errors, warnings = counted(planned.document, planned.previous, planned.at)
    refused = planned.refused
    if options.require_clean and errors:
        refused = (*refused, unclean(where.name, errors))
    return Done(planned, errors, warnings, refused)


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
        _tell_begun(where, done)
    return 0


def _report(where: Places, options: argparse.Namespace, done: Done) -> str:
    """Return what attendees see change; of the first publishing, how much there is to see."""
    if done.plan.previous is None:
        return _first(where, done.plan)
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


def _first(where: Places, planned: Plan) -> str:
    following = planned.succession.publication
    sessions = number(len(following.records), "session")
    feeds = number(len(following.addresses), "feed")
    languages = ", ".join(following.languages)
    title = wrap(plain(str(planned.programme.title)), width())
    lines = [*title, f"{where.name} → {where.folder}", f"{sessions}, {feeds} in {languages}"]
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


def _tell_begun(where: Places, done: Done) -> None:
    """Say what must happen to a publication that was not there before."""
    begun = f"{where.publication} was begun: commit it with the programme"
    said = [f"{begun}, for without it the next publishing is refused"]
    if done.plan.programme.site is None or done.plan.programme.site.url is None:
        said.append("feeds do not say where they are: for that, `site: {url: …}` in the programme")
    emit("".join(f"{line}\n" for each in said for line in wrap(each, width())))
    if os.environ.get("CI", "").casefold() not in ("", "0", "false"):
        print(
            f"coopsched: warning: {where.publication} must be kept after this pipeline, in git "
            "for example: otherwise the next one begins all sequence numbers anew, and calendars "
            "ignore what changes",
            file=sys.stderr,
        )
