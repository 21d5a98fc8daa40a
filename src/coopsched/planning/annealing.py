"""Simulated annealing: a search that takes a step back now and then, less and less often."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Generic, NamedTuple, Protocol, TypeVar

from coopsched.planning.stopping import never

Change = TypeVar("Change")
State = TypeVar("State")

BLOCK = 128
"""So many changes are tried at one temperature, and between two questions whether to stop."""

_SAMPLES = 1024
_DESCENT = 50
"""One of so many tries goes into descending before the search begins."""
_SMALL = 20
"""One of so many worsenings is smaller than a small one."""


class Landscape(Protocol[Change, State]):
    """What is searched: a state with a cost, and changes from it to its neighbours."""

    @property
    def cost(self) -> float:
        """The cost of the state as it stands."""

    def propose(self, random: Random) -> Change | None:
        """Return a change to try, all chance taken from ``random``; None where this try failed."""

    def delta(self, change: Change) -> float:
        """Return what the change would add to the cost; infinity where it is not allowed."""

    def make(self, change: Change) -> None:
        """Make the change that was proposed last; ``cost`` is exact afterwards."""

    def snapshot(self) -> State:
        """Return what `restore` needs to come back here."""

    def restore(self, state: State) -> None:
        """Come back to where a snapshot was taken."""


@dataclass(frozen=True)
class Schedule:
    """How hot a search begins and how cold it ends.

    A search descends first, and samples there what changes would add: what it calls a small
    worsening is larger than one in twenty of them. Temperatures are parts of that, unless
    they are given. Each round cools geometrically, and begins at the best state so far.
    """

    hot: float = 0.5
    """The first temperature: a small worsening is accepted one time in seven."""
    cold: float = 0.03
    """The last temperature."""
    rounds: int = 4
    reheat: float = 0.5
    """How hot later rounds begin, between cold (0) and hot (1), on a logarithmic scale."""
    start: float | None = None
    end: float | None = None


class Annealed(NamedTuple):
    """How a search ended: the cost of the state it left, and how many changes it tried."""

    cost: float
    iterations: int


def anneal(
    landscape: Landscape[Change, State],
    *,
    random: Random,
    iterations: int,
    schedule: Schedule = Schedule(),
    goal: float = -math.inf,
    stop: Callable[[], bool] = never,
    on_progress: Callable[[int, float], None] | None = None,
) -> Annealed:
    """Search for ``iterations`` tries or until ``stop`` says so, and leave the best state found.

    That is never worse than the state given. A state that costs no more than ``goal`` is good
    enough. The same landscape, random numbers, and
    iterations give the same result. ``on_progress`` is told, after each block, how many
    changes were tried and the least cost so far.
    """
    search = _Search(landscape, random, goal, stop, on_progress)
    search.cool(iterations // _DESCENT, 0.0, 0.0)
    hot, cold = _temperatures(landscape, random, schedule)
    begin = search.done
    for step in range(schedule.rounds):
        search.return_to_best()
        until = begin + (iterations - begin) * (step + 1) // schedule.rounds
        search.cool(until, _between(cold, hot, schedule.reheat) if step else hot, cold)
    search.return_to_best()
    return Annealed(landscape.cost, search.done)


class _Search(Generic[Change, State]):
    """A walk on a landscape that remembers the best state."""

    def __init__(
        self,
        landscape: Landscape[Change, State],
        random: Random,
        goal: float,
        stop: Callable[[], bool],
        on_progress: Callable[[int, float], None] | None,
    ) -> None:
        self._landscape = landscape
        self._random = random
        self._goal = goal
        self._stop = stop
        self._tell = on_progress
        self._kept_cost = landscape.cost
        self._kept = landscape.snapshot()
        self.done = 0
        """How many changes were tried."""

    def cool(self, until: int, hot: float, cold: float) -> None:
        """Try changes up to a number, cooling geometrically; never worsenings if both are 0."""
        begin = self.done
        while self.done < until and self._best > self._goal and not self._stop():
            size = min(BLOCK, until - self.done)
            part = (self.done - begin) / (until - begin)
            self._block(size, _between(hot, cold, part))
            self.done += size
            if self._tell is not None:
                self._tell(self.done, self._best)

    @property
    def _best(self) -> float:
        """The least cost so far."""
        return min(self._kept_cost, self._landscape.cost)

    def _block(self, size: int, temperature: float) -> None:
        """Try so many changes at one temperature."""
        landscape, random, chance = self._landscape, self._random, self._random.random
        for _ in range(size):
            change = landscape.propose(random)
            if change is None:
                continue
            delta = landscape.delta(change)
            if delta > 0:
                # exp(-40) is below any random number but 0.
                if delta > 40 * temperature or chance() >= math.exp(-delta / temperature):
                    continue
                # Leaving the best state costs a snapshot, each step down to it does not.
                self._keep()
            landscape.make(change)

    def return_to_best(self) -> None:
        """Go to the best state so far."""
        self._keep()
        if self._landscape.cost > self._kept_cost:
            self._landscape.restore(self._kept)

    def _keep(self) -> None:
        if self._landscape.cost < self._kept_cost:
            self._kept_cost = self._landscape.cost
            self._kept = self._landscape.snapshot()


def _between(cold: float, hot: float, part: float) -> float:
    """Return a temperature between two, on a logarithmic scale."""
    return float(cold ** (1 - part) * hot**part)


def _temperatures(
    landscape: Landscape[Change, State], random: Random, schedule: Schedule
) -> tuple[float, float]:
    """Return the first and the last temperature: what was given, else from samples."""
    if schedule.start is not None and schedule.end is not None:
        return schedule.start, schedule.end
    worse = sorted(_worsenings(landscape, random)) or [1.0]
    small = worse[len(worse) // _SMALL]
    hot = schedule.hot * small if schedule.start is None else schedule.start
    return hot, min(hot, schedule.cold * small if schedule.end is None else schedule.end)


def _worsenings(landscape: Landscape[Change, State], random: Random) -> list[float]:
    """Return what some changes would add to the cost, where that is a possible worsening."""
    found = []
    for _ in range(_SAMPLES):
        change = landscape.propose(random)
        if change is not None and 0 < (delta := landscape.delta(change)) < math.inf:
            found.append(delta)
    return found
