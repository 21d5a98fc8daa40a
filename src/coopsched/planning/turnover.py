"""Which findings a change of places brings, and which it takes away."""

from collections.abc import Iterable, Sequence

from coopsched.findings import Finding, Subject


def new(before: Iterable[Finding], after: Sequence[Finding], moved: str) -> list[Finding]:
    """Return the findings after the move of a session that were not there before it.

    What is left of an earlier one about the same without the session that moved is not new:
    three that need a camera are two when one of them moves away.
    """
    known = set()
    parties: dict[tuple[str, Subject], list[frozenset[str]]] = {}
    for finding in before:
        known.add(finding.identity)
        parties.setdefault(_about(finding), []).append(frozenset(finding.subject.sessions))
    return [
        finding
        for finding in after
        if finding.identity not in known
        and not _is_rest(finding, parties.get(_about(finding), ()), moved)
    ]


def gone(before: Sequence[Finding], after: Iterable[Finding]) -> list[Finding]:
    """Return the findings before a move that are not there after it, by identity."""
    known = {finding.identity for finding in after}
    return [finding for finding in before if finding.identity not in known]


def _about(finding: Finding) -> tuple[str, Subject]:
    return finding.rule, finding.subject._replace(sessions=())


def _is_rest(finding: Finding, parties: Iterable[frozenset[str]], moved: str) -> bool:
    rest = frozenset(finding.subject.sessions)
    return bool(rest) and moved not in rest and any(rest < party for party in parties)
