"""Findings one a line, for editors and grep: `file:line:column: severity: message [rule]`."""

from collections.abc import Sequence

from coopsched.reporting.checked import Checked
from coopsched.reporting.escaping import visible
from coopsched.reporting.wording import headline


def render(files: Sequence[Checked], **_: object) -> str:
    """Write the findings that count; nothing at all where there is none."""
    counting = [(find, file.path) for file in files for find in file.findings if not find.accepted]
    return "".join(f"{visible(headline(finding, path))}\n" for finding, path in counting)
