"""A board of sessions at places: how many errors there are, and what the warnings cost."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from coopsched.planning.counting import counts
from coopsched.planning.counting.count import Blocker, Count, Violation
from coopsched.planning.counting.facts import Facts
from coopsched.planning.counting.halls import Spot
from coopsched.planning.counting.ledger import Ledger
from coopsched.planning.task import Place, Task

__all__ = ["Blocker", "Board", "Violation"]


@lru_cache(maxsize=4)
def _facts(task: Task) -> Facts:
    """Return what all boards of a task share."""
    return Facts(task)


class Board:
    """Sessions at places, and the findings of `check` that depend on places, counted exactly.

    ``at`` tells where each session is, None while it is off the board. It then has neither
    time nor place; only the rooms that the file gives it stay known to those within it.
    Findings about sessions that are off the board alone, such as that they are not
    placed, are not counted.
    """

    def __init__(self, task: Task, places: Mapping[int, Place] | None = None) -> None:
        self.task = task
        self.at: list[Place | None] = [None] * len(task.sessions)
        self._facts = _facts(task)
        self._ledger = Ledger(self._facts)
        self._counts = counts(self._facts, self._ledger)
        everybody = range(len(task.sessions))
        self._of = [[each for each in self._counts if each.concerns(s)] for s in everybody]
        self._by_time = [[each for each in of if not each.by_room] for of in self._of]
        self._by_room = [[each for each in of if each.by_room] for of in self._of]
        # Many rooms are asked about for one start: what only depends on that is not counted again.
        self._asked: tuple[int, int] | None = None
        self._answer = 0, 0.0
        if places is None:
            places = {s: place for s, place in enumerate(task.now) if place is not None}
        for s, place in places.items():
            self.put(s, place)

    def _spot(self, s: int, place: Place) -> Spot:
        start, rooms = place
        return Spot(s, start, start + self._facts.lengths[s], self._facts.halls[rooms])

    @property
    def errors(self) -> int:
        """How many findings there are that count as errors."""
        return sum(each.number for each in self._counts if each.hard)

    @property
    def warnings(self) -> float:
        """What the findings cost that count as warnings: of each, the weight of its rule."""
        return sum(each.number * each.weight for each in self._counts if not each.hard)

    def counted(self) -> dict[str, int]:
        """Return how many findings each rule has; those without any are left out."""
        return {each.rule: each.number for each in self._counts if each.number}

    def put(self, s: int, place: Place) -> None:
        """Place a session that is off the board."""
        if self.at[s] is not None:
            raise ValueError(f"{self.task.sessions[s].key} is on the board already")
        spot = self._spot(s, place)
        self._asked = None
        for each in self._of[s]:
            each.number += each.added(spot)
        for each in self._of[s]:
            each.put(spot)
        self._ledger.put(spot)
        self.at[s] = place

    def take(self, s: int) -> None:
        """Take a session off the board."""
        place = self.at[s]
        if place is None:
            raise ValueError(f"{self.task.sessions[s].key} is off the board already")
        spot = self._spot(s, place)
        self._asked = None
        self.at[s] = None
        self._ledger.take(spot)
        for each in self._of[s]:
            each.take(spot)
        for each in self._of[s]:
            each.number -= each.added(spot)

    def added(self, s: int, place: Place) -> tuple[int, float]:
        """Return what a session that is off the board would add to errors and warnings there.

        Either may be negative: one more session can fill a gap.
        """
        spot = self._spot(s, place)
        if self._asked != (s, place.start):
            self._asked = s, place.start
            self._answer = _sum(self._by_time[s], spot)
        errors, warnings = _sum(self._by_room[s], spot)
        return self._answer[0] + errors, self._answer[1] + warnings

    def alone(self, s: int, place: Place) -> tuple[int, float]:
        """Return what a session would add there if it were the only one on the board."""
        return self._empty.added(s, place)

    @cached_property
    def _empty(self) -> "Board":
        return Board(self.task, {})

    def blockers(self, s: int, place: Place) -> list[Blocker]:
        """Return what is in the way of a session that is off the board, as far as it is an error.

        One or more for each error that `added` counts.
        """
        spot = self._spot(s, place)
        return [blocker for each in self._of[s] if each.hard for blocker in each.blockers(spot)]

    def violations(self) -> list[Violation]:
        """Return the errors on the board as it stands; none where ``errors`` is 0."""
        return [
            Violation(each.rule, sessions)
            for each in self._counts
            if each.hard and each.number
            for sessions in each.violations()
        ]

    def related(self, s: int) -> frozenset[int]:
        """Return the sessions whose places can matter to a session, beyond sharing a room."""
        known = self._related.get(s)
        if known is None:
            found = frozenset(t for each in self._of[s] for t in each.related(s))
            known = self._related[s] = found - {s}
        return known

    @cached_property
    def _related(self) -> dict[int, frozenset[int]]:
        return {}

    def in_room(self, room: int, start: int, end: int) -> list[int]:
        """Return the sessions that use a smallest part of a room then, in order of the file."""
        halls, parts = self._ledger.halls, self._facts.halls.smallest_parts(room)
        return sorted({s for part in parts for s in halls[part].overlapping(start, end)})


def _sum(counts: Iterable[Count], spot: Spot) -> tuple[int, float]:
    """Return how many errors a session adds there by several rules, and what it costs."""
    errors, warnings = 0, 0.0
    for each in counts:
        number = each.added(spot)
        if number:
            if each.hard:
                errors += number
            else:
                warnings += number * each.weight
    return errors, warnings
