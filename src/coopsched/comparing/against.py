"""Findings in a version of a programme against those in an earlier one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coopsched.comparing.alike import same_people, same_rooms
from coopsched.comparing.matching import match
from coopsched.findings import Finding, Subject
from coopsched.model import Programme

_Identity = tuple[str, Subject]


class Against(NamedTuple):
    """The findings that are new, and how many others are cleared or as before."""

    new: tuple[Finding, ...]
    cleared: int
    as_before: int


def against(
    findings: Iterable[Finding], earlier: Iterable[Finding], *, old: Programme, new: Programme
) -> Against:
    """Tell which of the findings in ``new`` the ``earlier`` ones, in ``old``, do not hold.

    They are the same by rule and subject, whatever became of lines, times and
    wording: sessions, people and rooms are followed where their keys changed. Of
    equals, as many are as before as there were. Findings that are accepted in
    their version do not count there.
    """
    people, rooms = same_people(old, new), same_rooms(old, new, renamed=True)
    now = {pair.old.key: pair.new.key for pair in match(old, new, people)}
    gone = {session.key: f"{session.key} of old" for session in old.sessions}
    before = Counter(
        _identity(finding, gone | now, people.old, rooms.old)
        for finding in earlier
        if finding.accepted is None
    )
    total, fresh, as_before = before.total(), [], 0
    for finding in findings:
        if finding.accepted is not None:
            continue
        identity = _identity(finding, {}, people.new, rooms.new)
        if before[identity]:
            before[identity] -= 1
            as_before += 1
        else:
            fresh.append(finding)
    return Against(tuple(fresh), total - as_before, as_before)


def _identity(
    finding: Finding,
    sessions: Mapping[str, str],
    people: Mapping[str, str],
    rooms: Mapping[str, str],
) -> _Identity:
    """Return rule and subject in names that both versions share.

    What could not be read is in no programme, and is known by its key.
    """
    subject = finding.subject
    return finding.rule, subject._replace(
        sessions=_named(subject.sessions, sessions),
        speakers=_named(subject.speakers, people),
        rooms=_named(subject.rooms, rooms),
    )


def _named(keys: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(names.get(key, key) for key in keys))
