"""What `move`, `cancel` and `rename` share: a change is shown, judged, and written on demand."""

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coopsched.checking import check
from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import STDIN, document_or_error, programme_or_default
from coopsched.cli.outputs import colour, emit
from coopsched.comparing import Difference, compare
from coopsched.delivering.rewriting import HasChangedError, Rewrite, rewrite
from coopsched.document import Document
from coopsched.editing import Change, carry_out
from coopsched.findings import Finding, Severity
from coopsched.reading import ReadError, loads
from coopsched.reporting import concise
from coopsched.reporting.checked import Checked
from coopsched.reporting.differences.wording import Sides, clock
from coopsched.reporting.escaping import visible
from coopsched.reporting.selection import find
from coopsched.reporting.unified import unified

if TYPE_CHECKING:
    from collections.abc import Iterator

Identity = tuple[object, ...]
Adjusted = Callable[[Document], Document]


class Target(NamedTuple):
    """A programme that is to be edited, by the name of its file."""

    name: str
    document: Document

    def session(self, wanted: str) -> str:
        """Return the key of the session that is meant. Raises CommandError."""
        sessions = self.document.programme.sessions
        return self.key("session", wanted, [(s.key, list(s.title.values())) for s in sessions])

    def key(self, what: str, wanted: str, names: Sequence[tuple[str, Sequence[str]]]) -> str:
        """Return the key of what is meant: a key, or an unambiguous part of a name."""
        with refusals():
            return find(what, wanted, names)


class Found(NamedTuple):
    """The findings that count, in a document before or after a change, by identity."""

    path: str
    findings: dict[Identity, Finding]

    @classmethod
    def of(cls, name: str, document: Document, renamed: Callable[[Finding], Finding]) -> "Found":
        """Return what is found; `renamed` puts the keys of today for those of before."""
        today = dt.date.today()  # noqa: DTZ011  the user's own day is meant
        findings = check(document, today=today, most=sys.maxsize)
        return cls(name, {renamed(finding).identity: finding for finding in findings})

    def without(self, other: "Found") -> list[Finding]:
        """Return the findings that the other lacks."""
        return [self.findings[key] for key in self.findings if key not in other.findings]


@contextmanager
def refusals() -> "Iterator[None]":
    """Turn what the library refuses into the one message of a command that cannot run."""
    try:
        yield
    except (KeyError, ValueError) as error:
        raise CommandError(reason(error)) from None


def reason(error: Exception) -> str:
    """Return what an error of the library says; of several faults the first."""
    errors = getattr(error, "errors", None)  # as pydantic has them, which only the model imports
    if callable(errors):
        return str(errors()[0]["msg"]).removeprefix("Value error, ")
    return str(error.args[0])


def target(options: argparse.Namespace) -> Target:
    """Read the programme that is to be edited. Raises CommandError where that cannot be."""
    name = programme_or_default(options.programme)
    if name == STDIN and options.write:
        raise CommandError("standard input cannot be written to: leave --write out, or name a file")
    return Target(name, document_or_error(name))


def show(
    target: Target,
    change: Change,
    options: argparse.Namespace,
    *,
    session: str | None = None,
    beside: Sequence[Rewrite] = (),
    renamed: Callable[[Finding], Finding] = lambda finding: finding,
    adjusted: Adjusted = lambda document: document,
) -> int:
    """Show what a change does, write it where that is asked for, and return the exit status.

    ``session`` is the key of the one that changes; without it nobody's plans do.
    ``beside`` are other files that change along. ``adjusted`` puts right what else a
    change means for the document that is read again.
    """
    old, name = target.document, target.name
    again = adjusted(changed(old, change))
    before, after = Found.of(name, old, renamed), Found.of(name, again, lambda finding: finding)
    comes, goes = after.without(before), before.without(after)
    if not change.edits:
        emit(f"nothing changes: {visible(name)} says so already\n")
        return 0
    text = unified(old.source, change.edits, colour=colour(options.colour))
    text += f"\n{_turnover(name, comes, goes)}"
    if session is not None:
        text += _telling(compare(old.programme, again.programme), session)
    errors = sum(finding.severity is Severity.ERROR for finding in comes)
    emit(text)
    if options.write:
        save(Rewrite(Path(name), old.source.text, again.source.text), *beside)
    emit(_last(name, errors, written=options.write))
    return 1 if errors else 0


def changed(document: Document, change: Change) -> Document:
    """Return the document with a change made. Raises CommandError where it does not come true."""
    try:
        with refusals():
            return carry_out(document, change, lambda text: loads(text, name=document.source.name))
    except ReadError as error:
        raise CommandError(f"{error}: this cannot be changed here, make it in the file") from None


def save(*rewrites: Rewrite) -> None:
    """Write texts in the place of those that were read, unless somebody else wrote since."""
    try:
        rewrite(*rewrites)
    except HasChangedError as error:
        raise CommandError(f"{error} has changed since it was read: nothing is written") from None
    except OSError as error:
        raise CommandError(f"{error.filename} cannot be written: {error.strerror}") from None


def with_subject(finding: Finding, section: str, old: str, new: str) -> Finding:
    """Return a finding about the same, one part of which is called otherwise."""
    keys = getattr(finding.subject, section, None)
    if keys is None or old not in keys:
        return finding
    renamed: dict[str, Any] = {section: tuple(sorted(new if key == old else key for key in keys))}
    return replace(finding, subject=finding.subject._replace(**renamed))


def _turnover(name: str, comes: Sequence[Finding], goes: Sequence[Finding]) -> str:
    """Return which findings come and which go, a line each."""
    if not comes and not goes:
        return "no finding comes or goes\n"
    text = ""
    for verbs, findings in ((("comes", "come"), comes), (("goes", "go"), goes)):
        if findings:
            one = len(findings) == 1
            text += f"{len(findings)} finding{'' if one else 's'} {verbs[not one]}:\n"
            lines = concise.render([Checked(name, tuple(findings))])
            text += "".join(f"  {line}\n" for line in lines.splitlines())
    return text


def _telling(difference: Difference, key: str) -> str:
    """Return which sessions change beside the one of a key, and who must be told of it all."""
    view = Sides(difference).new
    others = [change.new for change in difference.changed if change.new.key != key]
    told = ", ".join(visible(each.speaker.name) for each in difference.tell)
    text = ""
    if others:
        named = ", ".join(f"{each.key} {clock(each, view)}".rstrip() for each in others)
        text = f"also change{'s' if len(others) == 1 else ''}: {visible(named)}\n"
    return f"{text}to be told: {told or _nobody(difference, key)}\n"


def _nobody(difference: Difference, key: str) -> str:
    """Return why nobody must be told of what becomes of a session."""
    sessions = difference.old.session(key), difference.new.session(key)
    statuses = {session.status for session in sessions}
    if not any(session.speakers for session in sessions):
        return "nobody is in the line-up"
    if statuses <= {"draft", "cancelled"}:
        return f"nobody, for it is {'a draft' if 'draft' in statuses else 'cancelled'}"
    return "nobody, for neither time nor room changes"


def _last(name: str, errors: int, *, written: bool) -> str:
    count = f"{errors} new error{'' if errors == 1 else 's'}"
    warned = f", with {count}" if errors else ""
    if written:
        return f"{visible(name)} is written{warned}\n"
    return f"nothing is written yet{warned}: add --write\n"
