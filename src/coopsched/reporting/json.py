"""Findings for programs, as `docs/findings.schema.json` describes them."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

from coopsched.findings import Acceptance, Finding, Position, Route, Subject
from coopsched.interval import INSTANT
from coopsched.reporting.checked import Checked, summary
from coopsched.reporting.escaping import json_text

FORMAT = 1
"""The version of the report; it gains fields without changing, and loses none."""


def render(files: Sequence[Checked], **_: object) -> str:
    """Write all findings, also those that were accepted."""
    return json_text(
        {
            "coopsched-findings": FORMAT,
            "files": [_file(file) for file in files],
            "summary": {**summary(*files)._asdict(), **_standing(files)},
        }
    )


def _standing(files: Sequence[Checked]) -> dict[str, Any]:
    """Return how the one file stands against an earlier version, where it was compared."""
    against = next((file.against for file in files if file.against is not None), None)
    return {} if against is None else {"against": against._asdict()}


def _file(file: Checked) -> dict[str, Any]:
    programme = file.programme
    zone = UTC if programme is None else programme.zone
    return {
        "path": file.path,
        "sessions": None if programme is None else len(programme.sessions),
        "findings": [finding_data(finding, zone) for finding in file.findings],
    }


def finding_data(finding: Finding, zone: tzinfo) -> dict[str, Any]:
    """Return a finding for programs, with its times in a zone."""
    start, end = _span(finding, zone)
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "at": finding.position and _place(finding.position, finding.route),
        "related": [
            {**_place(place.position, place.route), "message": place.message}
            for place in finding.related
        ],
        "subject": _subject(finding.subject),
        "from": start,
        "until": end,
        "help": finding.help,
        "accepted": finding.accepted and _accepted(finding.accepted),
    }


def _place(position: Position | None, route: Route) -> dict[str, Any]:
    known = dict.fromkeys(Position._fields) if position is None else position._asdict()
    return {**known, "route": list(route)}


def _subject(subject: Subject) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in subject._asdict().items()
    }


def _span(finding: Finding, zone: tzinfo) -> tuple[str | None, str | None]:
    """Return start and end; no end where only the starting instant is certain."""
    if finding.interval is None:
        return None, None
    start, end = finding.interval
    return _local(start, zone), None if end - start == INSTANT else _local(end, zone)


def _local(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat()


def _accepted(acceptance: Acceptance) -> dict[str, str | None]:
    until = acceptance.until
    return {"reason": acceptance.reason, "until": None if until is None else until.isoformat()}
