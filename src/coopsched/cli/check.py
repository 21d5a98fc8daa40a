"""`coopsched check`: what is wrong with a programme, and where."""

import argparse
import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coopsched import __version__
from coopsched.checking import KEPT, RULES, check, refusal, skipped
from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import STDIN, document, expanded, hints_of, limits_of, settings_of
from coopsched.cli.outputs import colour, emit, save, width
from coopsched.cli.publications import published_beside
from coopsched.configuring import Given
from coopsched.document import Document
from coopsched.findings import Finding
from coopsched.reading import ReadError
from coopsched.reading.beside import NAME
from coopsched.reading.hints import Hints, hint
from coopsched.reporting import render
from coopsched.reporting.checked import NONE, Checked, Standing, limited, only, summary

if TYPE_CHECKING:
    from coopsched.published.records import Publication

# Of two versions, all findings of a rule are needed, but for files that are nothing but clashes.
_COMPARED = 20_000


def run(options: argparse.Namespace) -> int:
    """Check the named files, print a report, and return the exit status."""
    settings = settings_of(options.set_)
    checked: list[Checked] = []
    status = 0
    names = expanded(options.files)
    _refuse_against(names, options)
    if options.picture is not None and len(names) != 1:
        raise CommandError(f"--picture draws one programme, and not {len(names)}")
    for name in names:
        try:
            one = _check(name, options, settings)
        except ReadError as error:
            if error.position is None:
                print(f"coopsched: {error}", file=sys.stderr)
                status = 2
                continue
            one = Checked(name, tuple(refusal(error, name)), None, error.source)
        checked.append(one)
    if options.accept is not None:
        checked = _accept(checked, options, settings)
    if options.against is not None:
        checked = [_against(one, options, settings) for one in checked]
    counts = summary(*(one._replace(hidden=NONE) for one in checked))
    found = counts.errors or (options.strict and counts.warnings)
    if checked:
        _report(checked, options)
        _draw(checked[0], options)
    return max(status, 1 if found else 0)


def _check(
    name: str, options: argparse.Namespace, settings: Given, *, again: str | None = None
) -> Checked:
    """Read and check one file. Raises ReadError, and CommandError for an unknown rule."""
    limits, settings_file = limits_of(options.limit), options.settings
    if options.accept is not None and settings_file and not Path(settings_file).exists():
        settings_file = None  # it is about to be written
    hints = _hints(name, options)
    read = document(name, settings=settings_file, limits=limits, hints=hints, again=again)
    if options.verbose:
        _tell_skipped(name, read)
    published = published_beside(name, options.publication)
    findings = _findings(read, options, settings, published)
    return Checked(name, _advised(read, findings, options, settings), read.programme, read.source)


def _hints(name: str, options: argparse.Namespace) -> Hints:
    """Return the hints for a file: what is called a calendar is one, whatever it begins with."""
    hints = hints_of(options.hint)
    if hints.format is None and name.lower().endswith(".ics"):
        return hint(hints, "format", "ical")
    return hints


def _findings(
    read: Document,
    options: argparse.Namespace,
    settings: Given,
    published: "Publication | None",
) -> tuple[Finding, ...]:
    """Check a document. Raises CommandError for an unknown rule."""
    most = KEPT if options.against is None else _COMPARED
    try:
        findings = check(
            read,
            settings=settings,
            select=_names(options.select),
            ignore=_names(options.ignore),
            today=_today(options),
            published=published,
            accepted=True,
            most=most if options.accept is None else sys.maxsize,
        )
    except ValueError as error:
        raise CommandError(str(error)) from None
    return tuple(findings)


def _advised(
    read: Document, findings: tuple[Finding, ...], options: argparse.Namespace, settings: Given
) -> tuple[Finding, ...]:
    """Put free places into the help of double-bookings."""
    counted = (finding for finding in findings if finding.accepted is None)
    if not any(finding.rule.endswith("-double-booking") for finding in counted):
        return findings  # without importing what plans
    from coopsched.planning.advice import advise

    return tuple(advise(read, findings, settings=settings, today=_today(options)))


def _today(options: argparse.Namespace) -> dt.date:
    given: dt.date | None = options.today
    return given or dt.date.today()  # noqa: DTZ011  the user's own day is meant


def _refuse_against(names: list[str], options: argparse.Namespace) -> None:
    """Raise CommandError where what is to be compared with an earlier version is not one file."""
    if options.against is None:
        return
    if options.accept is not None:
        raise CommandError("--accept and --against do not go together: accept first, then compare")
    if len(names) != 1:
        raise CommandError(f"--against compares one file with another, and not {len(names)} files")
    if names == [STDIN] == [options.against]:
        raise CommandError("only one of the two versions can be standard input")


def _against(one: Checked, options: argparse.Namespace, settings: Given) -> Checked:
    """Leave the findings that an earlier version does not have; both are judged by one measure."""
    from coopsched.comparing import against

    if one.programme is None:
        return one._replace(against=Standing(len(one.findings), 0, 0))
    beside = Path(one.path).parent / NAME
    settings_file = options.settings or (str(beside) if beside.exists() else None)
    try:
        read = document(
            options.against,
            settings=settings_file,
            limits=limits_of(options.limit),
            hints=_hints(options.against, options),
        )
    except ReadError as error:
        raise CommandError(f"--against: {error}") from None
    old = read.programme.model_copy(update={"rules": one.programme.rules})
    published = published_beside(one.path, options.publication)
    earlier = _findings(replace(read, programme=old), options, settings, published)
    found = against(one.findings, earlier, old=old, new=one.programme)
    return only(one, found.new, Standing(len(found.new), found.cleared, found.as_before))


def _report(checked: list[Checked], options: argparse.Namespace) -> None:
    pages = {}
    if options.format == "sarif":
        from coopsched.pages import pages as all_pages

        pages = all_pages()
    if options.max_findings is not None:
        checked = limited(checked, options.max_findings)
    text = render(
        options.format,
        checked,
        rules=RULES,
        colour=colour(options.colour, output=options.output),
        width=width(),
        pages=pages,
        version=__version__,
    )
    emit(text, output=options.output)


def _draw(one: Checked, options: argparse.Namespace) -> None:
    """Write the picture that is asked for, conflicts marked."""
    if options.picture is None:
        return
    if one.programme is None:
        raise CommandError(f"{options.picture} is not written: nothing of {one.path} can be drawn")
    from coopsched.reporting.picture import picture

    save(Path(options.picture), picture(one.programme, one.findings))


def _accept(checked: list[Checked], options: argparse.Namespace, settings: Given) -> list[Checked]:
    """Write allowances for what counts today, and check again."""
    from coopsched.cli.accepting import accept_findings

    if not options.accept.strip():
        raise CommandError("--accept needs a reason, so that others know why")
    accepted = []
    for one in checked:
        if one.programme is None:
            accepted.append(one)
            continue
        if one.path == STDIN and options.settings is None:
            raise CommandError("--accept needs --settings FILE for standard input")
        path = Path(options.settings) if options.settings else Path(one.path).parent / NAME
        text = accept_findings(path, one.findings, options.accept.strip())
        if text is not None:
            save(path, text)
        text = one.source.text if one.source else None
        accepted.append(_check(one.path, options, settings, again=text))
    return accepted


def _tell_skipped(name: str, read: Document) -> None:
    for rule, missing in skipped(read):
        print(f"{name}: {rule.id} was not run: the file says nothing of {missing}", file=sys.stderr)


def _names(lists: list[str]) -> list[str]:
    return [name.strip() for each in lists for name in each.split(",") if name.strip()]
