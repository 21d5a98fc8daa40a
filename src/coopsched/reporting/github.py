"""Findings as annotations of a GitHub Actions run.

Workflow commands are read by the runner's `ActionCommand.cs`: what it undoes is
escaped here, `%` first. A step shows ten errors and ten warnings, so errors come
first. Columns end before ``endColumn``, and are refused where a stretch has
several lines.
"""

from collections.abc import Iterator, Sequence

from coopsched.findings import Finding, Severity
from coopsched.reporting.checked import Checked
from coopsched.reporting.escaping import visible
from coopsched.reporting.wording import related

_STANDARD_INPUT = "-"


def render(files: Sequence[Checked], **_: object) -> str:
    """Write a line for each finding that counts; nothing at all where there is none."""
    counting = [(find, file.path) for file in files for find in file.findings if not find.accepted]
    counting.sort(key=lambda pair: pair[0].severity != Severity.ERROR)
    return "".join(f"{_annotation(finding, path)}\n" for finding, path in counting)


def _annotation(finding: Finding, path: str) -> str:
    properties = {**_place(finding, path), "title": finding.rule}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{finding.severity} {written}::{_data(_lines(finding))}"


def _place(finding: Finding, path: str) -> dict[str, str]:
    position = finding.position
    file = path if position is None else position.file
    place = {} if file == _STANDARD_INPUT else {"file": file}
    if position is None:
        return place
    place |= {"line": str(position.line), "endLine": str(position.end_line)}
    if position.line == position.end_line:
        place |= {"col": str(position.column), "endColumn": str(position.end_column)}
    return place


def _lines(finding: Finding) -> str:
    return "\n".join([finding.message, *map(related, finding.related), *_help(finding)])


def _help(finding: Finding) -> Iterator[str]:
    if finding.help:
        yield f"help: {finding.help}"


def _data(text: str) -> str:
    """Escape a text; of the line breaks only the newline is left by `visible`."""
    return visible(text, lines=True).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
