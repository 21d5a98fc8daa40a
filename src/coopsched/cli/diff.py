"""`coopsched diff`: what changed between two versions, and who must be told."""

import argparse
import sys
from pathlib import PurePath

from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import STDIN, document_or_error, hints_of
from coopsched.cli.outputs import colour, emit, width
from coopsched.cli.publications import publication_of
from coopsched.comparing import FIELDS, PRIVATE, compare
from coopsched.document import Document
from coopsched.findings import Severity
from coopsched.publishing.undated import dated
from coopsched.reading.hints import Hints
from coopsched.reporting.differences import render
from coopsched.rules import RULES


def run(options: argparse.Namespace) -> int:
    """Print what changed; return 1 where anything did, and 0 where nothing did."""
    _refuse_flags(options)
    if options.published:
        from coopsched.cli.since import since

        read = document_or_error(options.old, hints=hints_of(options.hint))
        _tell_unread(options.old, read)
        return since(read, options)
    if options.old == options.new == STDIN:
        raise CommandError("only one of the two versions can be standard input")
    hints = hints_of(options.hint)
    old, new = (document_or_error(name, hints=hints) for name in (options.old, options.new))
    if hints.timezone is None and _guessed_zone(old) and not _guessed_zone(new):
        old = _in_zone_of(new, options.new, options.old, hints) or old
    elif hints.timezone is None and _guessed_zone(new) and not _guessed_zone(old):
        new = _in_zone_of(old, options.old, options.new, hints) or new
    for name, read in ((options.old, old), (options.new, new)):
        _tell_unread(name, read)
    difference = compare(
        dated(old).document.programme,
        dated(new).document.programme,
        drafts=options.format != "markdown",
        notable=options.notable,
        carried=_carried(old, new),
        said=_said(old, new),
    )
    text = render(
        options.format,
        difference,
        old=options.old,
        new=options.new,
        colour=colour(options.colour, output=options.output),
        width=width(),
    )
    emit(text, output=options.output)
    return 1 if difference else 0


def _refuse_flags(options: argparse.Namespace) -> None:
    """Raise CommandError where it is not clear what is compared with what."""
    if options.published and options.new is not None:
        raise CommandError("--published compares one programme with what was published of it")
    if options.published:
        publication_of(options.old, options.publication)
    if not options.published and options.new is None:
        raise CommandError("name two versions, or one with --published")
    if not options.published and options.publication is not None:
        raise CommandError("--publication goes with --published")


def _guessed_zone(read: Document) -> bool:
    """Tell whether a version does not say in which time zone it is."""
    return any(rule == "guessed-timezone" for rule, _ in read.problems)


def _in_zone_of(other: Document, other_name: str, name: str, hints: Hints) -> Document | None:
    """Read a version again in the other's time zone, or nothing would be at its time any more.

    None where it was standard input, which can be read but once.
    """
    zone = other.programme.timezone
    if name == STDIN:
        remedy = f"--hint timezone={zone}"
        print(f"coopsched: {name} names no time zone: you may want {remedy}", file=sys.stderr)
        return None
    print(
        f"coopsched: {name} names no time zone: its times are read in {zone}, that of {other_name}",
        file=sys.stderr,
    )
    return document_or_error(name, hints=hints._replace(timezone=zone))


def _tell_unread(name: str, read: Document) -> None:
    """Say that a version was not read whole: what was left out looks as if it were removed."""
    errors = {rule.id for rule in RULES if rule.severity is Severity.ERROR}
    number = sum(rule in errors for rule, _ in read.problems)
    if number:
        print(
            f"coopsched: {name}: {number:,} error{'' if number == 1 else 's'} while reading, and "
            "what could not be read counts as absent: see `coopsched check`",
            file=sys.stderr,
        )


def _carried(old: Document, new: Document) -> frozenset[str]:
    """Return the fields of a session that both formats can hold, and say which only one can."""
    ours, theirs = (_fields_of(read) for read in (old, new))
    missing = [
        name for name, field in FIELDS.items() if field in ours ^ theirs and name not in PRIVATE
    ]
    if missing:
        names = ", ".join(missing)
        print(f"coopsched: not compared, for one format cannot hold it: {names}", file=sys.stderr)
    return ours & theirs


def _said(old: Document, new: Document) -> frozenset[str] | None:
    """Return the fields of the programme itself to compare; None where our own format has all.

    Other formats hold some of them, and reading guesses some: what one version does not
    say did not change.
    """
    if old.carries is None and new.carries is None:
        return None
    return _told_by(old) & _told_by(new)


def _told_by(read: Document) -> frozenset[str]:
    programme = read.programme
    told = {name for name in type(programme).model_fields if getattr(programme, name)}
    if read.carries is not None:
        told -= {"days", "languages"}  # those of its sessions
        if str(programme.title) == PurePath(read.source.name).stem:
            told.discard("title")  # a file that names no programme lends it its own name
        if _guessed_zone(read):
            told.discard("timezone")
    return frozenset(told)


def _fields_of(read: Document) -> frozenset[str]:
    return frozenset(FIELDS.values()) if read.carries is None else read.carries
