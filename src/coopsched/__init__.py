"""Read and check a conference programme.

>>> import coopsched
>>> document = coopsched.read("data/programme.yaml")
>>> for finding in coopsched.check(document, select=["speaker-double-booking"]):
...     print(finding.severity, *finding.subject.speakers)
error isabelle-ferreras
"""

from importlib import import_module

TYPE_CHECKING = False  # importing typing would take longer than all of `--help`

if TYPE_CHECKING:
    from coopsched.checking import RULES, check
    from coopsched.document import Document
    from coopsched.findings import Finding, Place, Position, Problem, Rule, Severity, Subject
    from coopsched.interval import Interval
    from coopsched.model import Programme, Room, Session, Speaker
    from coopsched.reading import Limits, ReadError, loads, read
    from coopsched.text import Text

__version__ = "0.1.0"

__all__ = [
    "RULES",
    "Document",
    "Finding",
    "Interval",
    "Limits",
    "Place",
    "Position",
    "Problem",
    "Programme",
    "ReadError",
    "Room",
    "Rule",
    "Session",
    "Severity",
    "Speaker",
    "Subject",
    "Text",
    "check",
    "loads",
    "read",
]

_HOMES = {
    "RULES": "checking",
    "Document": "document",
    "Finding": "findings",
    "Interval": "interval",
    "Limits": "reading",
    "Place": "findings",
    "Position": "findings",
    "Problem": "findings",
    "Programme": "model",
    "ReadError": "reading",
    "Room": "model",
    "Rule": "findings",
    "Session": "model",
    "Severity": "findings",
    "Speaker": "model",
    "Subject": "findings",
    "Text": "text",
    "check": "checking",
    "loads": "reading",
    "read": "reading",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that `--help` waits for none."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
