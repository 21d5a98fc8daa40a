"""What became of a publishing, for scripts that deploy, as `docs/publish.schema.json` describes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from coopsched.moment import utc
from coopsched.published.changes import Changes
from coopsched.reporting.changes.json import feeds, keys, renamed, told_of
from coopsched.reporting.escaping import json_text

FORMAT = 1
"""The version of the summary; it gains fields without changing, and loses none."""
_SORTS = (
    "new", "restored", "removed", "replaced", "cancelled", "moved", "altered", "texts",
)  # fmt: skip


class Outcome(NamedTuple):
    """What became of a publishing.

    ``name`` is `published`, `unchanged`, `refused`, `dry-run` or `preview`. ``written`` and
    ``deleted`` are paths in the folder; of a dry run, those that would be.
    ``refused`` are pairs of a message and a remedy.
    """

    name: str
    folder: str
    programme: str | None = None
    at: datetime | None = None
    serial: int | None = None
    written: Iterable[str] = ()
    deleted: Iterable[str] = ()
    errors: int = 0
    warnings: int = 0
    refused: Iterable[tuple[str, str]] = ()


def summary(outcome: Outcome, changes: Changes) -> str:
    """Return the summary of a publishing as JSON."""
    report: dict[str, Any] = {
        "coopsched-publish": FORMAT,
        "outcome": outcome.name,
        "programme": outcome.programme,
        "folder": outcome.folder,
        "at": None if outcome.at is None else utc(outcome.at).isoformat(),
        "serial": outcome.serial,
        "written": list(outcome.written),
        "deleted": list(outcome.deleted),
        "errors": outcome.errors,
        "warnings": outcome.warnings,
        "refusals": [{"message": message, "help": help_} for message, help_ in outcome.refused],
        **{name: keys(getattr(changes, name)) for name in _SORTS},
        "renamed": renamed(changes),
        **feeds(changes),
        "tell": told_of(changes),
    }
    return json_text(report)
