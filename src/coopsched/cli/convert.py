"""`coopsched convert`: a programme in another format, and what that cannot hold."""

import argparse
import os.path
import sys

from coopsched.checking import check
from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import STDIN, document_or_error, hints_of
from coopsched.cli.outputs import emit
from coopsched.document import Document
from coopsched.findings import Finding, Severity
from coopsched.publishing.formats import Format, format_called, format_of, write
from coopsched.publishing.losses import LEFT_OUT, SECTIONS, Loss, Written
from coopsched.rules import RULES
from coopsched.text import language_tag

_OURS = ("yaml", "json")
_NAMED_AT_MOST = 8
# `rooms` alone is a field of sessions, and so is what `rooms but the first` has lost.
_OF_PARTS = {
    each: (f"{each}: ", f"{each} without a session", f"{each} of one name") for each in SECTIONS
}
_NO_SESSION = "speakers without a session"


def run(options: argparse.Namespace) -> int:
    """Write the programme, report what was odd in it and what was lost, return the exit status."""
    target = _target(options)
    _refuse_to_overwrite(options)
    read = document_or_error(options.file, hints=hints_of(options.hint))
    findings = _findings(read)
    written = _written(read, target, options, findings)
    emit(written.data, output=None if options.output == STDIN else options.output)
    _report(read, target, written, findings, options)
    errors = sum(each.severity is Severity.ERROR and each.accepted is None for each in findings)
    left_out = errors > 0 and read.format in _OURS
    if left_out:
        what = f"{_counted(errors, 'error')} in {options.file} {'was' if errors == 1 else 'were'}"
        see = f"see `coopsched check {options.file}`"
        print(f"coopsched: written, but {what} left out: {see}", file=sys.stderr)
    return 1 if left_out or (options.strict and (written.losses or errors)) else 0


def _target(options: argparse.Namespace) -> Format:
    if options.language is not None and language_tag(options.language) is None:
        raise CommandError(f"--language {options.language}: write a tag, such as fr or nl-BE")
    try:
        if options.to is not None or options.output == STDIN:
            return format_called(options.to or "yaml")
        return format_of(options.output)
    except LookupError as error:
        raise CommandError(f"{error.args[0]}: choose one with --to") from None


def _refuse_to_overwrite(options: argparse.Namespace) -> None:
    name = options.output
    # A device or a pipe is there to be written to.
    if name != STDIN and os.path.isfile(name) and not options.force:  # noqa: PTH113  never raises
        raise CommandError(f"{name} is there already: name another file, or add --force")


def _findings(read: Document) -> list[Finding]:
    """Return what reading had to say."""
    return check(read, select=[rule.id for rule in RULES if rule.family == "document"])


def _written(
    read: Document, target: Format, options: argparse.Namespace, findings: list[Finding]
) -> Written:
    doubts = [
        (finding.position, f"{finding.message} [{finding.rule}]")
        for finding in findings
        if finding.position is not None and read.format not in _OURS
    ]
    language = options.language and language_tag(options.language)
    try:
        return write(read, target, language=language, doubts=doubts)
    except (ValueError, RuntimeError) as error:
        raise CommandError(str(error)) from None


def _report(
    read: Document,
    target: Format,
    written: Written,
    findings: list[Finding],
    options: argparse.Namespace,
) -> None:
    lost = {loss.what: len(loss.keys) for loss in written.losses}
    sessions = len(read.programme.sessions) - sum(lost.get(what, 0) for what in LEFT_OUT)
    speakers = len(read.programme.speakers) - lost.get(_NO_SESSION, 0)
    counts = f"{_counted(sessions, 'session')}, {_counted(speakers, 'speaker')}"
    most = sys.maxsize if options.verbose else _NAMED_AT_MOST
    lines = [f"{options.output}: {counts}", *map(str, findings)]
    lines += [f"not carried by {target.name}: {_told(loss, most)}" for loss in written.losses]
    lines += _lost_comments(read, target)
    for line in lines:
        print(line, file=sys.stderr)


def _lost_comments(read: Document, target: Format) -> list[str]:
    """Say that comments stay behind: they belong to the layout, and allowances alone move on."""
    if read.format != "yaml":
        return []
    from coopsched.reading.yaml import parse

    found = [each for each in parse(read.source).comments if "coopsched:" not in each.text]
    return [f"not carried by {target.name}: {_counted(len(found), 'comment')}"] if found else []


def _told(loss: Loss, most: int) -> str:
    """Return a loss in words: `interpretation (2 sessions: futur-du-travail, netwerk-lab)`."""
    if not loss.keys:
        return loss.what
    listed = ", ".join(loss.keys[:most])
    more = f" and {len(loss.keys) - most} more" if len(loss.keys) > most else ""
    return f"{loss.what} ({_counted(len(loss.keys), _noun(loss.what))}: {listed}{more})"


def _noun(what: str) -> str:
    """Return what the keys of a loss are keys of."""
    if what.startswith("programme: days"):
        return "day"
    if what.startswith("programme: "):
        return SECTIONS.get(what.removeprefix("programme: "), "part")
    of_parts = (each for each in SECTIONS if what.startswith(_OF_PARTS[each]))
    return SECTIONS[next(of_parts, "sessions")]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
