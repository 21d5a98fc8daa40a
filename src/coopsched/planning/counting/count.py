"""What all counts share: how many findings a rule has on a board, kept exact."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from coopsched.findings import Problem
from coopsched.planning.counting.facts import Facts
from coopsched.planning.counting.halls import Spot
from coopsched.planning.counting.ledger import Ledger


class Blocker(NamedTuple):
    """Why a place is no place: the rule, and the session, speaker, room or resource at fault.

    The rule is empty where planning itself forbids it. From ``start`` until ``end``.
    """

    rule: str
    session: int | None
    speaker: str | None
    room: int | None
    resource: str | None
    start: int
    end: int


class Violation(NamedTuple):
    """An error on a board: in any board without errors, one of the sessions is elsewhere."""

    rule: str
    sessions: tuple[int, ...]


class Count(ABC):
    """How many findings of one rule there are, and how many more a session would bring.

    ``hard`` where they are errors, else they cost their ``weight``. ``lenient`` where some
    may not count, so that each is judged.
    """

    rule: ClassVar[str]
    by_room: ClassVar[bool] = False
    """Whether it matters in which rooms a session is, and not only when."""

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        judge = facts.judge
        self.facts = facts
        self.ledger = ledger
        self.number = 0
        self.hard = judge.is_error(self.rule)
        self.weight = judge.weight(self.rule)
        self.lenient = judge.is_lenient(self.rule)

    @abstractmethod
    def concerns(self, s: int) -> bool:
        """Tell whether anything changes with the place of a session; before anything is put."""

    @abstractmethod
    def added(self, spot: Spot) -> int:
        """Return how many more findings there were with a session there that is off the board."""

    def put(self, spot: Spot) -> None:  # noqa: B027  most counts look all of it up
        """Note that a session comes, where the ledger does not tell enough; before it is there."""

    def take(self, spot: Spot) -> None:  # noqa: B027  the same
        """Note that a session has gone; after it is there no more."""

    def blockers(self, spot: Spot) -> Iterator[Blocker]:
        """Yield what is in the way of a session there: something for each finding it would add."""
        if self.added(spot) > 0:
            yield self.blocker(spot.start, spot.end)

    @abstractmethod
    def violations(self) -> Iterator[tuple[int, ...]]:
        """Yield the sessions of each finding, of which one must move for it to go."""

    def related(self, s: int) -> Iterable[int]:
        """Return the sessions whose places can matter for a session, those of its room aside."""
        del s
        return ()

    def blocker(
        self,
        start: int,
        end: int,
        *,
        session: int | None = None,
        speaker: int | None = None,
        room: int | None = None,
        resource: str | None = None,
    ) -> Blocker:
        """Return a blocker of this rule."""
        who = None if speaker is None else self.facts.programme.speakers[speaker].key
        return Blocker(self.rule, session, who, room, resource, start, end)

    def counts(self, problem: Problem, ordinal: int = 0) -> bool:
        """Tell whether a problem counts, where the rule is lenient."""
        return self.facts.judge.counts(self.rule, problem, ordinal)
