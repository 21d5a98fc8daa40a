"""Findings as SARIF 2.1.0, for code scanning (OASIS, section numbers below are that standard's)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from coopsched.findings import Acceptance, Finding, Position, Rule, Severity
from coopsched.reporting.checked import Checked
from coopsched.reporting.escaping import json_text

LIMIT = 5000
"""The most results in a report: what GitHub keeps of a run."""

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
_FINGERPRINT = "coopschedFinding/v1"
_LONGEST_DESCRIPTION = 1000  # GitHub cuts at 1,024


class _Found(NamedTuple):
    """A finding and the file it is in."""

    finding: Finding
    path: str


def render(
    files: Sequence[Checked],
    *,
    rules: Sequence[Rule],
    pages: Mapping[str, str] | None = None,
    version: str | None = None,
    **_: object,
) -> str:
    """Write all findings, at most `LIMIT` of them, also those that were accepted."""
    found = [_Found(finding, file.path) for file in files for finding in file.findings]
    known = {rule.id: rule for rule in rules}
    for rule in _others(found):
        known.setdefault(rule.id, rule)
    driver = {
        "name": "coopsched",
        **({"semanticVersion": version} if version else {}),
        "rules": [_rule(rule, (pages or {}).get(rule.id)) for rule in known.values()],
    }
    index = {rule: number for number, rule in enumerate(known)}
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(len(found) - LIMIT)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder checked from."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, index) for each in _kept(found)],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _others(found: Sequence[_Found]) -> Iterator[Rule]:
    """Yield a rule for each id that something was found under, as good as can be."""
    for finding, *_ in found:
        summary = finding.rule.replace("-", " ").replace("/", ": ")
        yield Rule(id=finding.rule, severity=finding.severity, summary=summary)


def _kept(found: Sequence[_Found]) -> Sequence[_Found]:
    """Drop, where there are too many, accepted findings first, and warnings before errors."""
    if len(found) <= LIMIT:
        return found
    return sorted(found, key=lambda each: _weight(each.finding))[:LIMIT]


def _weight(finding: Finding) -> int:
    return 2 if finding.accepted else int(finding.severity != Severity.ERROR)


def _invocation(dropped: int) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if dropped > 0:
        text = f"{dropped} more findings are left out: a report holds {LIMIT}."
        note = {"level": "warning", "message": {"text": text}}
        invocation["toolExecutionNotifications"] = [note]
    return invocation


def _rule(rule: Rule, page: str | None) -> dict[str, Any]:
    """Describe a rule (section 3.49)."""
    text = page or rule.summary
    off = rule.severity == Severity.OFF
    level = {"enabled": False, "level": "warning"} if off else {"level": rule.severity.value}
    return {
        "id": rule.id,
        **_name(rule.id),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": _first_paragraph(text)[:_LONGEST_DESCRIPTION] or rule.summary},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": level,
        **({"deprecatedIds": list(rule.aliases)} if rule.aliases else {}),
    }


def _name(rule: str) -> dict[str, str]:
    """Name a rule in PascalCase, unless that is its id but for the case (section 3.49.7)."""
    name = "".join(word.capitalize() for word in rule.replace("/", "-").split("-"))
    return {} if name.casefold() == rule.casefold() else {"name": name}


def _first_paragraph(page: str) -> str:
    """Return the first paragraph that is neither heading nor aside, on one line."""
    paragraphs = (" ".join(part.split()) for part in page.split("\n\n"))
    return next((text for text in paragraphs if text and not text.startswith(("#", "*"))), "")


def _result(found: _Found, index: Mapping[str, int]) -> dict[str, Any]:
    """Describe a finding (section 3.27)."""
    finding, path = found
    related = [
        {"id": number, **_location(place.position, place.message, path)}
        for number, place in enumerate(finding.related, start=1)
    ]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity.value,
        "message": {"text": _message(finding)},
        "locations": [_location(finding.position, finding.label, path)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {_FINGERPRINT: _fingerprint(finding)},
        # none or all results must have this (3.27.23); empty: not suppressed
        "suppressions": [_suppression(finding.accepted)] if finding.accepted else [],
    }


def _message(finding: Finding) -> str:
    """Word a finding so that nothing in it is taken for a link (section 3.11.6)."""
    text = f"{finding.message}\n\n{finding.help}" if finding.help else finding.message
    return text.replace("[", r"\[").replace("]", r"\]") if "](" in text else text


def _location(position: Position | None, label: str, path: str) -> dict[str, Any]:
    """Describe a place (section 3.28); without a position, it is the first line of the file.

    The standard has a place without a region mean the whole file, but GitHub wants a line.
    """
    where = Position(path, 1, 1, 1, 1) if position is None else position
    region = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }
    place = {"artifactLocation": _artifact(where.file), "region": region}
    return {"physicalLocation": place, **({"message": {"text": label}} if label else {})}


def _artifact(path: str) -> dict[str, str]:
    """Address a file: within the folder checked from if it lies there (section 3.4)."""
    from pathlib import PurePath
    from posixpath import normpath

    if path == "-":
        return {"uri": "stdin"}
    whole = PurePath(path)
    if whole.is_absolute():
        return {"uri": f"file:///{_quoted(whole.as_posix().lstrip('/'))}"}
    relative = _quoted(normpath(whole.as_posix()))
    if relative == ".." or relative.startswith("../"):
        return {"uri": relative}
    return {"uri": relative, "uriBaseId": _ROOT}


def _quoted(path: str) -> str:
    """Percent-encode a path (RFC 3986); its own bytes, where they were no UTF-8."""
    from urllib.parse import quote

    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(path, errors="replace")


def _fingerprint(finding: Finding) -> str:
    """Hash what outlives an edit: no line, no time and no wording is in it (section 3.27.17)."""
    import json
    from hashlib import sha256

    rule, subject, ordinal = finding.identity
    said = {name: value for name, value in subject._asdict().items() if value}
    identity = json.dumps([rule, said, ordinal], sort_keys=True)
    return sha256(identity.encode("ascii")).hexdigest()


def _suppression(accepted: Acceptance) -> dict[str, Any]:
    """Describe an acceptance (section 3.35)."""
    return {
        "kind": "inSource" if accepted.in_source else "external",
        "justification": accepted.reason,
        **({"properties": {"until": accepted.until.isoformat()}} if accepted.until else {}),
    }
