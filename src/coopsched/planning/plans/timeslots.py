"""Plans on a grid of timeslots: first when, then where, and how much better a plan could be."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from coopsched.planning.board import Board
from coopsched.planning.plans.cells import Timetable, timetable
from coopsched.planning.plans.offers import Offer
from coopsched.planning.plans.seating import seated
from coopsched.planning.plans.timing import MISSING, Cut, Effort, timed
from coopsched.planning.task import Place

_AT_ONCE = 1_500  # so many pairs of a session and a cell are solved without stretches first
_TOO_MANY = 60_000  # and so many are not solved at once at all
_ROUNDS = 40
_PARTNERS = 4
_NOTHING = 1e-6
_SHARED = "room-double-booking"


@dataclass(frozen=True)
class Timetabled:
    """What was found for the sessions that were offered.

    ``places`` may lack some sessions: no way was found for them beside the others. ``cost``
    is what all warnings on the board cost with ``places``; ``bound`` what they cost at least
    in any plan that places all sessions without errors: infinite where there is none.
    """

    places: Mapping[int, Place]
    cost: float
    bound: float


def plan_timeslots(
    board: Board,
    offers: Mapping[int, Offer],
    *,
    seconds: float | None = None,
    seed: int = 0,
    stop: Callable[[], bool] | None = None,
) -> Timetabled | None:
    """Return places for sessions that are off the board, which it is left as it was.

    None where it does not apply: where the starts that are offered are no grid of timeslots,
    each over before the next begins. Programmes with more timeslots than the solver takes at
    once are solved by halves of days first, which gives the bound, and then half by half.
    ``seconds`` are for each call of the solver. Raises SolverMissing.
    """
    table = timetable(board, offers)
    if table is None:
        return None
    found, least = _Search(table, Effort(seconds, seed, stop)).run()
    places, cost = _checked(board, found)
    bound = table.base + _honest(table, least)
    return Timetabled(places, cost, bound)


def _honest(table: Timetable, bound: float) -> float:
    """Return a bound that also holds where rooms may be shared: it is no error, or accepted."""
    judge = table.board.task.judge
    if _SHARED in judge.allowed or not judge.is_error(_SHARED):
        return 0.0
    return bound


def _checked(board: Board, places: Mapping[int, Place]) -> tuple[dict[int, Place], float]:
    """Leave out what the board calls an error, and return the rest with what it costs."""
    before, kept = board.errors, dict[int, Place]()
    for s, place in sorted(places.items(), key=lambda item: (item[1].start, item[0])):
        board.put(s, place)
        if board.errors > before:
            board.take(s)
        else:
            kept[s] = place
    cost = board.warnings
    for s in kept:
        board.take(s)
    return kept, cost


@dataclass
class _Leaf:
    """Some cells and who goes there: with places, unless there was no way, and what it costs."""

    cells: Sequence[int]
    sessions: Sequence[int]
    places: Mapping[int, Place] = field(default_factory=dict)
    cost: float = 0.0
    bound: float = -inf

    @property
    def missing(self) -> int:
        """How many have no place."""
        return len(self.sessions) - len(self.places)


class _Search:
    """The steps of planning a timetable; what was learnt on the way holds for all of them."""

    def __init__(self, table: Timetable, effort: Effort) -> None:
        self.table, self.effort = table, effort
        self.cuts: dict[Cut, None] = {}

    def run(self) -> tuple[Mapping[int, Place], float]:
        """Place what can be placed; return the places, and what no plan costs less than."""
        sessions = [s for s, costs in self.table.costs.items() if costs]
        bound = -inf if len(sessions) == len(self.table.costs) else inf
        cells = range(len(self.table.cells))
        leaves, least = self._spread(sessions, cells)
        bound = max(bound, least)
        self._mend(leaves, bound)
        whole = _Leaf(cells, sessions, _together(leaves), _cost(leaves), least)
        if len(leaves) > 1 and self._is_loose(whole) and self._size(sessions, cells) <= _TOO_MANY:
            again = self._filled(sessions, cells, partial=bound == inf, start=whole.places)
            bound = max(bound, again.bound)
            whole = min(whole, again, key=lambda leaf: (leaf.missing, leaf.cost))
        return whole.places, bound

    def _told(self) -> bool:
        return self.effort.stop is not None and self.effort.stop()

    def _is_loose(self, leaf: _Leaf) -> bool:
        """Tell whether something could be better, and there is leave to go on."""
        loose = leaf.missing > 0 or leaf.cost > leaf.bound + _NOTHING
        return loose and not self._told()

    def _size(self, sessions: Sequence[int], cells: Sequence[int]) -> int:
        return len(sessions) * len(cells)

    def _spread(self, sessions: Sequence[int], cells: Sequence[int]) -> tuple[list[_Leaf], float]:
        """Place sessions in cells: by days and their halves, until they are few enough.

        Returns what costs them at least too: infinite where they cannot all be placed.
        """
        parts = self.table.parted(cells)
        if self._size(sessions, cells) <= _AT_ONCE or len(parts) < 2:
            leaf = self._placed(sessions, cells)
            return [leaf], leaf.bound
        coarse = timed(self.table, sessions, parts, self.effort)
        bound = coarse.bound
        if coarse.status == "infeasible":
            coarse = timed(self.table, sessions, parts, self.effort, partial=True)
        leaves = []
        for i, part in enumerate(parts):
            here = [s for s in sessions if coarse.at.get(s) == i]
            leaves += self._spread(here, part)[0]
        leaves[0].sessions = [*leaves[0].sessions, *(s for s in sessions if s not in coarse.at)]
        return leaves, bound

    def _placed(self, sessions: Sequence[int], cells: Sequence[int]) -> _Leaf:
        """Place sessions in cells, all of them or as many as can be."""
        leaf = self._filled(sessions, cells)
        if leaf.bound < inf:
            return leaf
        leaf = self._filled(sessions, cells, partial=True)
        leaf.bound = inf
        return leaf

    def _mend(self, leaves: list[_Leaf], bound: float) -> None:
        """Place anew, together with another leaf, what is missing in one or costs too much."""
        for i in range(len(leaves)):
            for j in self._partners(leaves, i):
                missing = leaves[i].missing > 0
                dear = leaves[i].cost > _NOTHING and _cost(leaves) > bound + _NOTHING
                if not (missing or dear) or self._told():
                    break
                self._exchange(leaves, i, j)

    def _partners(self, leaves: Sequence[_Leaf], i: int) -> list[int]:
        """Return the leaves with the most room left, but for one."""
        others = (j for j in range(len(leaves)) if j != i)
        full = {j: len(leaves[j].sessions) / len(leaves[j].cells) for j in others}
        return sorted(full, key=lambda j: (full[j], j))[:_PARTNERS]

    def _exchange(self, leaves: list[_Leaf], i: int, j: int) -> None:
        """Place the sessions of two leaves anew, where that is better."""
        one, other = leaves[i], leaves[j]
        cells = sorted((*one.cells, *other.cells))
        both = self._filled(
            [*one.sessions, *other.sessions],
            cells,
            partial=True,
            start={**one.places, **other.places},
        )
        if (both.missing, both.cost) >= (one.missing + other.missing, one.cost + other.cost):
            return
        missing = [s for s in both.sessions if s not in both.places]
        starts = {self.table.cells[cell].start for cell in one.cells}
        mine = {s: place for s, place in both.places.items() if place.start in starts}
        rest = {s: place for s, place in both.places.items() if place.start not in starts}
        # The cost goes to the one that is looked at, which asks for more while it is too much.
        leaves[i] = _Leaf(one.cells, [*mine, *missing], mine, both.cost)
        leaves[j] = _Leaf(other.cells, list(rest), rest)

    def _filled(
        self,
        sessions: Sequence[int],
        cells: Sequence[int],
        *,
        partial: bool = False,
        start: Mapping[int, Place] | None = None,
    ) -> _Leaf:
        """Place sessions in cells, and in rooms; what has no rooms teaches a cut, and again."""
        best = _Leaf(cells, sessions, cost=inf)
        stretches = [(cell,) for cell in cells]
        begins = {self.table.cells[cell].start: i for i, cell in enumerate(cells)}
        at = {s: begins[place.start] for s, place in (start or {}).items()}
        for _ in range(_ROUNDS):
            timing = timed(
                self.table,
                sessions,
                stretches,
                self.effort,
                cuts=self.cuts,
                partial=partial,
                start=at,
            )
            seats = [
                seated(self.table, cell, [s for s, where in timing.at.items() if where == i])
                for i, cell in enumerate(cells)
            ]
            best.bound = max(best.bound, timing.bound)
            places = {s: place for each in seats for s, place in each.places.items()}
            missing = len(sessions) - len(timing.at)
            worse = sum(each.worse for each in seats)
            cost = timing.cost - missing * MISSING - timing.worse + worse
            if (-len(places), cost) < (-len(best.places), best.cost):
                best.places, best.cost = places, cost
            learnt = [
                cut
                for each in seats
                for cut in each.cuts
                if cut not in self.cuts and (cut.hard or worse > timing.worse + _NOTHING)
            ]
            if not learnt or self._told():
                break
            self.cuts |= dict.fromkeys(learnt)
        return best


def _together(leaves: Iterable[_Leaf]) -> dict[int, Place]:
    return {s: place for leaf in leaves for s, place in leaf.places.items()}


def _cost(leaves: Iterable[_Leaf]) -> float:
    return sum(leaf.cost for leaf in leaves)
