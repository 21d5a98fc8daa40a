"""What every report is made from: the files that were checked, and what was found."""

from collections.abc import Sequence
from typing import NamedTuple

from coopsched.findings import Finding, Severity
from coopsched.model import Programme
from coopsched.source import Source


class Summary(NamedTuple):
    """How many findings count as errors, as warnings, and not at all."""

    errors: int
    warnings: int
    accepted: int


NONE = Summary(0, 0, 0)


class Standing(NamedTuple):
    """How many findings are new, cleared, and as they were in an earlier version."""

    new: int
    cleared: int
    as_before: int


class Checked(NamedTuple):
    """One file with its findings; those that were accepted are among them.

    ``path`` is as the user gave it. ``programme`` and ``source`` are None where
    nothing could be made of the file. ``hidden`` counts findings that are not to
    be shown, for there are too many, or for an earlier version had them. ``against``
    says how the file stands against that version.
    """

    path: str
    findings: tuple[Finding, ...]
    programme: Programme | None = None
    source: Source | None = None
    hidden: Summary = NONE
    against: Standing | None = None


def summary(*files: Checked) -> Summary:
    """Count the findings of some files, those that are not shown too."""
    counts = [_count(file.findings) for file in files] + [file.hidden for file in files]
    return Summary(*(sum(column) for column in zip((0, 0, 0), *counts, strict=True)))


def limited(files: Sequence[Checked], most: int) -> list[Checked]:
    """Return the files with at most so many counting findings in all, errors before warnings."""
    counting = [
        (finding.severity, i, j)
        for i, file in enumerate(files)
        for j, finding in enumerate(file.findings)
        if finding.accepted is None
    ]
    hidden = {(i, j) for _, i, j in sorted(counting)[most:]}
    return [_without(file, {j for k, j in hidden if k == i}) for i, file in enumerate(files)]


def only(file: Checked, new: Sequence[Finding], against: Standing) -> Checked:
    """Return a file with those of its findings that are new, and those that were accepted."""
    kept = {id(finding) for finding in new}
    known = {
        j
        for j, finding in enumerate(file.findings)
        if finding.accepted is None and id(finding) not in kept
    }
    return _without(file, known)._replace(against=against)


def _without(file: Checked, hidden: set[int]) -> Checked:
    shown = tuple(finding for j, finding in enumerate(file.findings) if j not in hidden)
    left_out = _count([file.findings[j] for j in hidden])
    total = (sum(pair) for pair in zip(file.hidden, left_out, strict=True))
    return file._replace(findings=shown, hidden=Summary(*total))


def _count(findings: Sequence[Finding]) -> Summary:
    counting = [finding.severity for finding in findings if finding.accepted is None]
    return Summary(
        counting.count(Severity.ERROR),
        counting.count(Severity.WARNING),
        len(findings) - len(counting),
    )
