"""`coopsched check`: what is wrong with a programme, and where."""

import argparse
import datetime as dt
import sys
from pathlib import Path

from coopsched import __version__
from coopsched.checking import KEPT, check, refusal, skipped
from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import STDIN, document, expanded, limits_of
from coopsched.cli.outputs import colour, emit, save, width
from coopsched.configuring import Given
from coopsched.document import Document
from coopsched.reading import ReadError
from coopsched.reading.beside import NAME
from coopsched.reporting import render
from coopsched.reporting.checked import Checked, limited, summary
from coopsched.rules import RULES


def run(options: argparse.Namespace) -> int:
    """Check the named files, print a report, and return the exit status."""
    settings = _settings(options.set_)
    checked: list[Checked] = []
    status = 0
    for name in expanded(options.files):
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
    counts = summary(*checked)
    found = counts.errors or (options.strict and counts.warnings)
    if checked:
        _report(checked, options)
    return max(status, 1 if found else 0)


def _check(
    name: str, options: argparse.Namespace, settings: Given, *, again: str | None = None
) -> Checked:
    """Read and check one file. Raises ReadError, and CommandError for an unknown rule."""
    limits, settings_file = limits_of(options.limit), options.settings
    if options.accept is not None and settings_file and not Path(settings_file).exists():
        settings_file = None  # it is about to be written
    read = document(name, settings=settings_file, limits=limits, again=again)
    if options.verbose:
        _tell_skipped(name, read)
    try:
        findings = check(
            read,
            settings=settings,
            select=_names(options.select),
            ignore=_names(options.ignore),
            today=options.today or dt.date.today(),  # noqa: DTZ011  the user's own day is meant
            accepted=True,
            most=KEPT if options.accept is None else sys.maxsize,
        )
    except ValueError as error:
        raise CommandError(str(error)) from None
    return Checked(name, tuple(findings), read.programme, read.source)


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
        print(f"{name}: {rule.id} was not run: this format carries no {missing}", file=sys.stderr)


def _names(lists: list[str]) -> list[str]:
    return [name.strip() for each in lists for name in each.split(",") if name.strip()]


def _settings(texts: list[str]) -> dict[str, dict[str, object]]:
    """Return the settings that `RULE=SEVERITY` and `RULE.OPTION=VALUE` stand for."""
    settings: dict[str, dict[str, object]] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        rule, dot, option = name.partition(".")
        if not equals or not rule or (dot and not option):
            raise CommandError(f"--set {text!r} is neither RULE=SEVERITY nor RULE.OPTION=VALUE")
        settings.setdefault(rule, {})[option or "severity"] = value
    return settings
