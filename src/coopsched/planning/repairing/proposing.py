"""The smallest repair of a programme: moves that leave no error that a move can clear."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coopsched.checking import RULES, check
from coopsched.configuring import Given
from coopsched.document import Document
from coopsched.findings import Finding, Severity
from coopsched.model import Programme
from coopsched.planning.board import Board
from coopsched.planning.judged import PLACED
from coopsched.planning.judging import Judge, judge
from coopsched.planning.places import Grid
from coopsched.planning.repairing.costs import Disturbances
from coopsched.planning.repairing.found import Found
from coopsched.planning.repairing.proving import proofs
from coopsched.planning.repairing.result import Left, Move, Repair
from coopsched.planning.repairing.scene import Scene
from coopsched.planning.repairing.seeking import Seeker
from coopsched.planning.repairing.staying import Limits, asked_for, staying
from coopsched.planning.stopping import never
from coopsched.planning.task import Place, Task, number, task
from coopsched.rules.wording import titled

_ALL = 10**9
_PLACED = frozenset(PLACED)


def repair(  # noqa: PLR0913  options are keywords
    subject: Document | Programme,
    *,
    grid: Grid = Grid(),  # noqa: B008  immutable
    settings: Given | None = None,
    today: dt.date | None = None,
    held: Iterable[str] = (),
    published: Iterable[str] = (),
    freeze_published: bool = False,
    at: dt.datetime | None = None,
    only: str | None = None,
    most: int | None = None,
    stop: Callable[[], bool] = never,
) -> Repair:
    """Return the fewest moves that leave no error that a move can clear.

    Among repairs with as few moves those are best that move the fewest published sessions,
    then those that add the least weight of warnings, then those that disturb least: that take the
    fewest sessions to another day, then to other rooms, then the fewest minutes away.

    ``held`` are keys of sessions that stay, as pinned ones do, and those that begin before
    ``at``, to which nothing is moved either. ``published`` are keys of sessions that attendees
    were shown where they are. ``only`` is the key or the date of a day: sessions move within
    it, and only its errors are asked for. ``most`` is how many sessions may move. ``stop`` is
    asked often, and ends the search with the best so far. Raises ValueError for an
    unknown day and for wrong settings.
    """
    programme = subject.programme if isinstance(subject, Document) else subject
    judged = judge(subject, settings=settings, today=today)
    limits = Limits(
        keep=frozenset(held),
        published=frozenset(published),
        freeze_published=freeze_published,
        at=at,
        only=None if only is None else programme.calendar.day(only),
    )
    stays = staying(programme, limits)
    job = _Job(
        subject,
        task(programme, judged, held=stays, published=limits.published),
        limits,
        stays,
        settings,
        today,
    )
    return job.repaired(grid, most, stop)


@dataclass(frozen=True)
class _Job:
    """A repair in the making."""

    subject: Document | Programme
    task: Task
    limits: Limits
    stays: Mapping[str, str]
    settings: Given | None
    today: dt.date | None

    def repaired(self, grid: Grid, most: int | None, stop: Callable[[], bool]) -> Repair:
        """Seek a repair, and judge what comes of it."""
        board = Board(self.task)
        warnings, counted = round(board.warnings, 6), frozenset(board.counted())
        seeker = Seeker(self._scene(board, grid, stop), most, stop)
        found = seeker.seek()
        places = found.best.places
        new = self.task.placed(places) if places else self.task.programme
        after = self._found(_with(self.subject, new), _PLACED)
        # What no board counts and what is not there afterwards was not there before.
        there = counted.union(finding.rule for finding in after.values())
        before = self._found(self.subject, there) if places else after
        come = [after[key] for key in after if key not in before]
        go = [before[key] for key in before if key not in after]
        self._refuse_new_errors(come, before.values())
        left = [each for each in after.values() if each.severity is Severity.ERROR]
        aside = sum(each.rule in _PLACED and not self._asked(each) for each in left)
        return Repair(
            moves=tuple(self._moves(places)),
            programme=new,
            cleared=tuple(each for each in go if each.severity is Severity.ERROR),
            left=tuple(
                Left(each, self._why(each, found, most)) for each in left if self._asked(each)
            ),
            come=tuple(come),
            go=tuple(each for each in go if each.severity is not Severity.ERROR),
            proofs=tuple(proofs(found, warnings, seeker.base, aside)),
            repaired=not any(each.rule in _PLACED for each in left if self._asked(each)),
            finished=found.finished,
        )

    def _scene(self, board: Board, grid: Grid, stop: Callable[[], bool]) -> Scene:
        measure = Disturbances(self.task)
        movable = frozenset(
            s for s, place in enumerate(self.task.now) if place and s not in self.task.held
        )
        earliest = None if self.limits.at is None else number(self.limits.at)
        only = self.limits.only

        def allowed(start: int) -> bool:
            if earliest is not None and start < earliest:
                return False
            return only is None or measure.date(start) == only.date

        return Scene(board, grid, movable, allowed, measure, stop)

    def _found(
        self, subject: Document | Programme, placed: frozenset[str]
    ) -> dict[object, Finding]:
        """Return the findings that moves may change, by some rules, and all errors, by identity."""
        findings = check(
            subject,
            settings=self.settings,
            select=_needed(self.task.judge, placed),
            today=self.today,
            most=_ALL,
        )
        return {finding.identity: finding for finding in findings}

    def _asked(self, finding: Finding) -> bool:
        sessions = finding.subject.sessions
        return asked_for(self.task.programme, self.limits.only, sessions)

    def _moves(self, places: Mapping[int, Place]) -> Iterable[Move]:
        for s in sorted(places):
            was = self.task.now[s]
            if was is not None:
                yield Move(
                    self.task.sessions[s].key,
                    self.task.placement(was),
                    self.task.placement(places[s]),
                    s in self.task.published,
                )

    def _why(self, finding: Finding, found: Found, most: int | None) -> str:
        """Return why an error is left."""
        if finding.rule not in _PLACED:
            return "no move clears what this rule finds"
        keys = finding.subject.sessions
        reasons = [self._reason(key, found) for key in keys]
        if keys and all(reasons):
            return ", and ".join(dict.fromkeys(reasons))
        if most is not None and found.bound.moves > most:
            return f"it takes more than {most} {'move' if most == 1 else 'moves'}"
        if not found.complete:
            return "the search found no move that clears it"
        return "no move clears it without causing another error"

    def _reason(self, key: str, found: Found) -> str:
        """Return why a session does not move; empty where it may."""
        name = titled(self.task.programme.session(key))
        if key in self.stays:
            return f"{name} {self.stays[key]}"
        if self.task.session_at[key] in found.stuck:
            return f"{name} has no other place without an error"
        return ""

    @staticmethod
    def _refuse_new_errors(come: Sequence[Finding], before: Iterable[Finding]) -> None:
        """See that no move causes an error: what is left of an old one aside."""
        old = [(each.rule, set(each.subject.sessions)) for each in before]
        for finding in come:
            sessions = set(finding.subject.sessions)
            if finding.severity is Severity.ERROR and not any(
                rule == finding.rule and sessions <= those for rule, those in old
            ):
                raise AssertionError(f"a bug of coopsched: this repair would cause {finding}")


def _needed(judged: Judge, placed: frozenset[str]) -> list[str]:
    """Return the rules whose findings a repair tells: some of placed sessions, and all errors.

    A session that has no start is on no board, so that no board counts it as unplaced.
    """
    severity = judged.configuration.severity
    told = {*placed, "session-unplaced", "unused-allowance"}
    return [
        rule.id
        for rule in RULES
        if rule.id in told or (not rule.placed and severity(rule) is Severity.ERROR)
    ]


def _with(subject: Document | Programme, programme: Programme) -> Document | Programme:
    return replace(subject, programme=programme) if isinstance(subject, Document) else programme
