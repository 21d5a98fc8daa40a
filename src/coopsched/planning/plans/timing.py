"""Timeslots for sessions, as a whole-number program: over single cells, or stretches of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from coopsched.planning.plans.cells import Timetable
from coopsched.planning.plans.coverage import Coverage
from coopsched.planning.plans.wants import Plenary, Supply, Together
from coopsched.planning.solver import Model, Solution, Status, solve

Stretch = tuple[int, ...]
"""Some cells that are looked at as one: whoever is in it is in one of them."""

MISSING = 10_000.0
"""What it costs to place a session nowhere, where that is allowed at all."""


class Cut(NamedTuple):
    """What has been learnt of a cell: at most so many of some sessions go there together.

    If it is not ``hard``, more than these cannot all have the best of their rooms.
    """

    cell: int
    sessions: frozenset[int]
    most: int
    hard: bool = True


@dataclass(frozen=True)
class Timing:
    """In which stretch each session is: a position among those that were asked for."""

    status: Status
    at: Mapping[int, int]
    cost: float
    bound: float
    worse: float = 0.0
    """How much of the cost is for sessions that are not in the best of their rooms."""


@dataclass(frozen=True)
class Effort:
    """How long to look, and with which seed."""

    seconds: float | None = None
    seed: int = 0
    stop: Callable[[], bool] | None = None


def timed(
    table: Timetable,
    sessions: Sequence[int],
    stretches: Sequence[Stretch],
    effort: Effort,
    *,
    cuts: Iterable[Cut] = (),
    partial: bool = False,
    start: Mapping[int, int] | None = None,
) -> Timing:
    """Return a stretch for each session so that the warnings cost least.

    What holds within a stretch is only demanded as far as it holds of all its cells
    together: so the bound is one also for the cells themselves. ``partial`` leaves out
    sessions for which there is no way.
    """
    builder = _Builder(table, sessions, stretches, partial=partial)
    builder.build(cuts)
    given = None if start is None else builder.values(start)
    solution = solve(
        builder.model, seconds=effort.seconds, seed=effort.seed, start=given, stop=effort.stop
    )
    return builder.read(solution)


@dataclass
class _Builder:
    table: Timetable
    sessions: Sequence[int]
    stretches: Sequence[Stretch]
    partial: bool
    model: Model = field(default_factory=Model)
    at: dict[int, dict[int, int]] = field(default_factory=dict)
    """The variables of each session, by stretch."""
    excess: dict[int, int] = field(default_factory=dict)
    """For each stretch, the variable of how many are not in the best of their rooms."""

    def build(self, cuts: Iterable[Cut]) -> None:
        self._sessions()
        self._groups()
        for first, second in self.table.orders:
            if first in self.at and second in self.at:
                self._order(first, second)
        for supply in self.table.supplies:
            self._supply(supply)
        for plenary in self.table.plenaries:
            self._plenary(plenary)
        for coverage in self.table.coverages:
            self._cover(coverage)
        for i, stretch in enumerate(self.stretches):
            self._rooms(i, stretch)
        where = {stretch[0]: i for i, stretch in enumerate(self.stretches) if len(stretch) == 1}
        for cut in (cut for cut in cuts if cut.cell in where):
            self._most(cut.sessions, where[cut.cell], cut.most, hard=cut.hard)

    def _groups(self) -> None:
        """Keep apart what is not to be together, as far as any two of it are here."""
        met = Counter(group for s in self.sessions for group in self.table.groups[s])
        for group in sorted(met):
            together = self.table.together[group]
            if met[group] > 1 or together.beside:
                self._together(together)

    def _sessions(self) -> None:
        where = {cell: i for i, stretch in enumerate(self.stretches) for cell in stretch}
        for s in self.sessions:
            cheapest: dict[int, float] = {}
            for cell, cost in self.table.costs[s].items():
                if cell in where:
                    i = where[cell]
                    cheapest[i] = min(cost, cheapest.get(i, inf))
            rooms = self.table.rooms[s].least
            self.at[s] = {i: self.model.variable(c + rooms) for i, c in cheapest.items()}
            terms = [(variable, 1.0) for variable in self.at[s].values()]
            if self.partial:
                terms.append((self.model.variable(MISSING), 1.0))
            self.model.equal(terms, 1.0)

    def _in(self, sessions: Iterable[int], stretch: int) -> list[tuple[int, float]]:
        """Return the variables of those sessions that can be in a stretch."""
        return [
            (self.at[s][stretch], 1.0) for s in sessions if s in self.at and stretch in self.at[s]
        ]

    def _most(self, sessions: Iterable[int], stretch: int, most: int, *, hard: bool = True) -> None:
        terms = self._in(sessions, stretch)
        if len(terms) > most:
            excess = [] if hard else [(self.excess[stretch], -1.0)]
            self.model.at_most([*terms, *excess], most)

    def _together(self, together: Together) -> None:
        for i, stretch in enumerate(self.stretches):
            if together.cost == inf:
                self._most(together.sessions, i, len(stretch))
                continue
            terms = self._in(together.sessions, i)
            beside = [together.beside.get(cell, 0) for cell in stretch]
            if terms and len(terms) + sum(beside) > len(stretch):
                self._pairs(terms, beside, together.cost)

    def _pairs(self, terms: list[tuple[int, float]], beside: list[int], cost: float) -> None:
        """Count the pairs of an even spread, above those that are there already.

        n sessions in w cells make the fewest pairs where no cell has two more than another;
        their number is convex in n, with the slope j from j × w to (j + 1) × w.
        """
        width, there = len(beside), sum(beside)
        already = sum(n * (n - 1) // 2 for n in beside)
        pairs = self.model.variable(cost, high=inf)
        for slope in range(1, (len(terms) + there - 1) // width + 1):
            given = slope * there - width * slope * (slope + 1) // 2 - already
            self.model.at_most(
                [*((variable, slope) for variable, _ in terms), (pairs, -1.0)], -given
            )

    def _order(self, first: int, second: int) -> None:
        for i, stretch in enumerate(self.stretches):
            later = [(v, 1.0) for j, v in self.at[second].items() if j <= i]
            until = i - 1 if len(stretch) == 1 else i
            earlier = [(v, -1.0) for j, v in self.at[first].items() if j <= until]
            if later:
                self.model.at_most([*later, *earlier], 0.0)

    def _supply(self, supply: Supply) -> None:
        for i, stretch in enumerate(self.stretches):
            terms = [
                (self.at[s][i], float(number))
                for s, number in supply.uses.items()
                if s in self.at and i in self.at[s]
            ]
            left = sum(max(0, supply.left[cell]) for cell in stretch)
            if sum(number for _, number in terms) > left:
                self.model.at_most(terms, left)

    def _plenary(self, plenary: Plenary) -> None:
        """Count who is beside a plenary: what does not fit into the other cells, if it is there."""
        most = self._at_once(plenary.others)
        for i, stretch in enumerate(self.stretches):
            there, others = self._in([plenary.session], i), self._in(plenary.others, i)
            if not there or not others:
                continue
            terms = [*others, (there[0][0], float(most))]
            if plenary.cost < inf:
                terms.append((self.model.variable(plenary.cost, high=inf), -1.0))
            self.model.at_most(terms, most * len(stretch))

    def _cover(self, coverage: Coverage) -> None:
        """Demand that a language is spoken in as many cells of a day as are used; or count a gap.

        As each cell holds only so many, this many at least are used.
        """
        gap = None if coverage.cost == inf else self.model.variable(coverage.cost)
        for i, stretch in enumerate(self.stretches):
            cells = set(stretch).intersection(coverage.cells)
            held = self._in(coverage.held, i)
            if len(cells) < len(stretch) or not (held or coverage.busy & cells):
                continue
            low = len(coverage.busy & cells)
            used = self.model.variable(low=low, high=len(stretch), whole=False)
            self.model.at_most([*held, (used, -float(self._at_once(coverage.held)))], 0.0)
            spoken = [(variable, -1.0) for variable, _ in self._in(coverage.serving, i)]
            rest = [] if gap is None else [(gap, -float(len(stretch)))]
            self.model.at_most([(used, 1.0), *spoken, *rest], len(coverage.served & cells))

    def _at_once(self, sessions: Sequence[int]) -> int:
        """Return how many of some sessions can be in one cell, at most."""
        rooms = free = 0
        for s in sessions:
            rooms |= self.table.rooms[s].all
            free += self.table.rooms[s].free
        return min(len(sessions), free + self.table.openings.most(rooms))

    def _rooms(self, i: int, stretch: Stretch) -> None:
        """Demand that there are rooms enough, of all that sessions could have and of the best."""
        by_rooms: dict[tuple[int, int], list[tuple[int, float]]] = {}
        shortest, least_worse = inf, inf
        for s in self.sessions:
            rooms = self.table.rooms[s]
            if i in self.at[s] and not rooms.free:
                terms = by_rooms.setdefault((rooms.all, rooms.good), [])
                terms.append((self.at[s][i], 1.0))
                shortest = min(shortest, self.table.offers[s].length)
                least_worse = min(least_worse, rooms.worse)
        if not by_rooms:
            return
        spans = [self.table.cells[cell].start for cell in stretch]
        open_ = [self.table.openings.between(start, start + int(shortest)) for start in spans]
        crowds = {key: self._sum(terms) for key, terms in by_rooms.items()}
        sizes = {key: len(terms) for key, terms in by_rooms.items()}
        self._enough(crowds, sizes, open_, which=0, more=[])
        if least_worse < inf:
            self.excess[i] = self.model.variable(least_worse, high=inf)
            self._enough(crowds, sizes, open_, which=1, more=[(self.excess[i], -1.0)])

    def _sum(self, terms: list[tuple[int, float]]) -> int:
        """Return a variable that is the sum of others."""
        if len(terms) == 1:
            return terms[0][0]
        total = self.model.variable(high=inf, whole=False)
        self.model.equal([*terms, (total, -1.0)], 0.0)
        return total

    def _enough(
        self,
        crowds: Mapping[tuple[int, int], int],
        sizes: Mapping[tuple[int, int], int],
        open_: Sequence[int],
        *,
        which: int,
        more: list[tuple[int, float]],
    ) -> None:
        """Demand that no crowd has more sessions than rooms, and so many ``more``."""
        sets = {key[which] for key in crowds}
        union = 0
        for each in sets:
            union |= each
        for rooms in sorted({*sets, union}):
            inside = [key for key in crowds if key[which] | rooms == rooms]
            most = sum(self.table.openings.most(rooms & now) for now in open_)
            if sum(sizes[key] for key in inside) > most:
                terms = [(crowds[key], 1.0) for key in inside]
                self.model.at_most([*terms, *more], most)

    def values(self, start: Mapping[int, int]) -> dict[int, float]:
        """Return the values of variables that stand for sessions being in stretches."""
        return {
            variable: float(start[s] == i)
            for s, options in self.at.items()
            if s in start
            for i, variable in options.items()
        }

    def read(self, solution: Solution) -> Timing:
        """Return what a solution says of the sessions."""
        if not solution.values:
            return Timing(solution.status, {}, inf, solution.bound)
        at = {
            s: i
            for s, options in self.at.items()
            for i, variable in options.items()
            if solution.values[variable] > 0.5
        }
        worse = sum(solution.values[v] * self.model.costs[v] for v in self.excess.values())
        return Timing(solution.status, at, solution.cost, solution.bound, worse)
