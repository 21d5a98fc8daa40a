"""Plans judged by `check` alone, one after the other: what planning is held against."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import coopsched
from coopsched.checking import RULES
from coopsched.document import Document
from coopsched.findings import Finding, Severity
from coopsched.model.parts import fields_of
from coopsched.model.session import Session
from coopsched.planning.task import Place, Task

PLACED = [rule for rule in RULES if rule.placed]


def taken_off(document: Document, keys: Iterable[str]) -> Document:
    """Return a document in which some sessions wait for a start."""
    programme = document.programme
    new = {
        session.key: Session.model_validate(
            {
                **{name: getattr(session, name) for name in session.model_fields_set},
                "start": None,
                "end": None,
                "minutes": _minutes(session),
            },
            context=programme.calendar,
        )
        for session in programme.sessions
        if session.key in keys
    }
    sessions = tuple(new.get(session.key, session) for session in programme.sessions)
    return replace(
        document, programme=type(programme)(**{**fields_of(programme), "sessions": sessions})
    )


def _minutes(session: Session) -> float | None:
    return None if session.length is None else session.length.total_seconds() / 60


def judged(document: Document, task: Task, chosen: Mapping[int, Place]) -> tuple[int, float]:
    """Return the errors and the weight of the warnings that `check` finds with some placed."""
    programme = task.placed(chosen)
    waiting = {
        session.key
        for i, session in enumerate(task.sessions)
        if session.start is None and i not in chosen
    }
    found = [
        finding
        for finding in coopsched.check(replace(document, programme=programme), rules=PLACED)
        if not finding.subject.sessions or not waiting.issuperset(finding.subject.sessions)
    ]
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    return errors, sum(_weight(task, finding) for finding in found)


def _weight(task: Task, finding: Finding) -> float:
    return task.judge.weight(finding.rule) if finding.severity is Severity.WARNING else 0


def by_trying_all(
    document: Document, task: Task, open_: Sequence[int], choices: Mapping[int, Sequence[Place]]
) -> tuple[int, float] | None:
    """Return the fewest errors and least cost of all plans that add no error."""
    return min(_allowed(document, task, open_, choices), default=None)


def can_be_placed(
    document: Document, task: Task, open_: Sequence[int], choices: Mapping[int, Sequence[Place]]
) -> bool:
    """Tell whether any plan adds no error."""
    return any(True for _ in _allowed(document, task, open_, choices))


def _allowed(
    document: Document, task: Task, open_: Sequence[int], choices: Mapping[int, Sequence[Place]]
) -> Iterator[tuple[int, float]]:
    before = judged(document, task, {})
    for chosen in product(*(choices[s] for s in open_)):
        total = judged(document, task, dict(zip(open_, chosen, strict=True)))
        if total[0] <= before[0]:
            yield total
