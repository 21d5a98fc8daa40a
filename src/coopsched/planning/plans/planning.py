"""Whole plans: places for all sessions that have none, judged by the rules at the end."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from coopsched.configuring import Given
from coopsched.document import Document
from coopsched.findings import Finding, Severity
from coopsched.model import Programme
from coopsched.moment import utc
from coopsched.planning.board import Board
from coopsched.planning.contradiction import Contradiction
from coopsched.planning.counting.audience import Audience
from coopsched.planning.judged import Judged
from coopsched.planning.judging import judge
from coopsched.planning.places import Grid
from coopsched.planning.plans.offers import Wanted, offers, wanted
from coopsched.planning.plans.progress import Report
from coopsched.planning.plans.searching import Found, search
from coopsched.planning.stopping import never
from coopsched.planning.task import Place, Placement, Task
from coopsched.planning.task import task as task_of

_UNPLACED = "session-unplaced"
_SAME = 1e-6


class NoDays(ValueError):  # noqa: N818  what there is not
    """Nobody said on which days anything could be held."""


@dataclass(frozen=True)
class Plan:
    """Where sessions could go, what that costs, and what is known of better ways."""

    programme: Programme
    """With the sessions placed."""
    placements: Mapping[str, Placement]
    """The places that are new, by session, in the order of the file."""
    asked: int
    """How many sessions were to be placed."""
    unplaced: tuple[str, ...]
    """Sessions for which none was found."""
    endless: tuple[str, ...]
    """Sessions that cannot be placed: nobody said how long they last."""
    held: tuple[str, ...]
    """Sessions without a place that are not to be touched: pinned, or kept."""
    cost: float
    """The weights of all warnings that depend on places, summed up."""
    bound: float | None
    """No plan costs less. None where not all sessions are placed."""
    how: str
    """How the bound is known, in a few words."""
    findings: tuple[Finding, ...]
    """What the rules find in the plan and count, as far as it depends on places."""
    costs: Mapping[str, float]
    """What the warnings of each rule cost, by rule."""
    seed: int
    iterations: int
    """How many changes were to be tried to better the plan; 0 where that was not needed."""
    interrupted: bool
    """Whether the search was stopped before its end."""
    contradiction: Contradiction | None = None
    """Demands that cannot all be met, where it is proven that not all sessions have a place."""
    hopeless: bool = False
    """Whether it is proven that not all sessions have a place."""

    @property
    def proven(self) -> bool:
        """Whether no plan costs less."""
        return self.bound is not None and self.cost <= self.bound + _SAME

    @property
    def gap(self) -> float | None:
        """How much less a plan could cost, as far as is known."""
        return None if self.bound is None else max(0.0, self.cost - self.bound)


def plan(  # noqa: PLR0913  each is a wish of its own
    subject: Document | Programme,
    *,
    grid: Grid = Grid(),  # noqa: B008  immutable
    settings: Given | None = None,
    today: dt.date | None = None,
    held: Iterable[str] = (),
    published: Iterable[str] = (),
    freeze_published: bool = False,
    at: datetime | None = None,
    again: bool = False,
    seed: int = 0,
    iterations: int | None = None,
    stop: Callable[[], bool] = never,
    on_progress: Report | None = None,
) -> Plan:
    """Return places for all sessions that have none, without an error and with few warnings.

    ``again`` places anew what may be moved, too: all but what is pinned, ``held``, before ``at``,
    or ``published`` where that is frozen. ``stop`` is asked often; once it says so, the best
    plan so far is returned. The same input, ``seed`` and ``iterations`` give the same plan, if it
    is not stopped. Raises NoDays where nobody said on which days, ValueError for wrong settings.
    """
    programme = subject.programme if isinstance(subject, Document) else subject
    shown = frozenset(published)
    stays = {*held, *(shown if freeze_published else ()), *_before(programme, at)}
    judged = judge(subject, settings=settings, today=today)
    task = task_of(programme, judged, held=stays, published=shown)
    wants = wanted(task, again=again)
    if wants.open and not programme.all_days:
        raise NoDays("nobody said on which days")
    where = offers(task, wants.open, grid)
    found = search(
        task,
        where,
        grid=grid,
        seed=seed,
        iterations=iterations,
        stop=stop,
        on_progress=on_progress,
    )
    return _plan(subject, task, wants, found, settings=settings, today=today, seed=seed)


def _before(programme: Programme, at: datetime | None) -> Iterable[str]:
    if at is None:
        return ()
    return (s.key for s in programme.sessions if s.start is not None and utc(s.start) < utc(at))


def _plan(
    subject: Document | Programme,
    task: Task,
    wants: Wanted,
    found: Found,
    *,
    settings: Given | None,
    today: dt.date | None,
    seed: int,
) -> Plan:
    changed = {s: place for s, place in found.places.items() if task.now[s] != place}
    programme = task.placed(changed)
    judged = Judged(subject, settings, today)
    findings = judged.having(programme).findings()
    _hold_to(judged, findings)
    counted = [each for each in findings if not _is_of_unplaced(programme, each)]
    costs = _costs(task, counted, changed)
    key = [session.key for session in task.sessions]
    return Plan(
        programme=programme,
        placements={key[s]: task.placement(changed[s]) for s in sorted(changed)},
        asked=len(wants.open),
        unplaced=tuple(key[s] for s in found.left),
        endless=tuple(key[s] for s in wants.endless),
        held=tuple(key[s] for s in wants.held),
        cost=sum(costs.values()),
        bound=None if found.left else found.bound,
        how=found.how,
        findings=tuple(counted),
        costs=costs,
        seed=seed,
        iterations=found.iterations,
        interrupted=found.interrupted,
        contradiction=found.contradiction,
        hopeless=found.hopeless,
    )


def _hold_to(judged: Judged, findings: Iterable[Finding]) -> None:
    """Raise AssertionError where a plan has an error that was not there before."""
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if not errors:
        return
    before = {each.identity for each in judged.findings()}
    new = [each for each in errors if each.identity not in before]
    if new:
        raise AssertionError(f"a bug of coopsched: a plan with an error: {new[0]}")


def _is_of_unplaced(programme: Programme, finding: Finding) -> bool:
    """Tell whether a finding only says that a session has no start yet."""
    return (
        finding.rule == _UNPLACED and programme.session(finding.subject.sessions[0]).start is None
    )


def _costs(
    task: Task, findings: Iterable[Finding], changed: Mapping[int, Place]
) -> dict[str, float]:
    """Return what the warnings of each rule cost.

    Of a track that is told of as a whole each pair does, as for the board.
    """
    weight = task.judge.weight
    numbers = Counter(each.rule for each in findings if each.severity is Severity.WARNING)
    if numbers[Audience.rule]:
        pairs = _on_board(task, changed).counted().get(Audience.rule, 0)
        numbers[Audience.rule] = max(pairs, numbers[Audience.rule])
    costs = {rule: number * weight(rule) for rule, number in sorted(numbers.items())}
    return {rule: cost for rule, cost in costs.items() if cost}


def _on_board(task: Task, changed: Mapping[int, Place]) -> Board:
    board = Board(task)
    for s in changed:
        if board.at[s] is not None:
            board.take(s)
    for s, place in changed.items():
        board.put(s, place)
    return board
