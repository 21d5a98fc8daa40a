"""The annealer on small assignments, beside all assignments there are."""

from itertools import permutations
from math import inf
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.planning.annealing import BLOCK, Schedule, anneal

Swap = tuple[int, int]


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311  nothing to keep secret


class Seating:
    """Guests on seats: each pair costs what it minds, times how near they sit."""

    def __init__(self, minds: list[list[int]], seats: list[int]) -> None:
        self.minds = minds
        self.seats = list(seats)
        self.tried = 0
        self.made = 0

    @property
    def cost(self) -> float:
        """What all mind."""
        return self.cost_of(self.seats)

    def cost_of(self, seats: list[int]) -> int:
        """Return what all would mind."""
        count = len(seats)
        return sum(
            self.minds[a][b] * (count - abs(seats[a] - seats[b]))
            for a in range(count)
            for b in range(count)
            if a != b
        )

    def _swapped(self, change: Swap) -> list[int]:
        a, b = change
        seats = list(self.seats)
        seats[a], seats[b] = seats[b], seats[a]
        return seats

    def propose(self, random: Random) -> Swap | None:
        """Return two guests."""
        self.tried += 1
        a, b = random.randrange(len(self.seats)), random.randrange(len(self.seats))
        return None if a == b else (a, b)

    def delta(self, change: Swap) -> float:
        """Return what more they would mind."""
        return self.cost_of(self._swapped(change)) - self.cost

    def make(self, change: Swap) -> None:
        """Let two change seats."""
        self.made += 1
        self.seats = self._swapped(change)

    def snapshot(self) -> list[int]:
        """Return who sits where."""
        return list(self.seats)

    def restore(self, state: list[int]) -> None:
        """Go back there."""
        self.seats = list(state)


class Fenced(Seating):
    """Where the first guest may not move."""

    def delta(self, change: Swap) -> float:
        """Return what more they would mind."""
        return inf if 0 in change else super().delta(change)


def seating(seed: int, guests: int = 6) -> Seating:
    random = chance(seed)
    minds = [[random.randrange(-9, 10) for _ in range(guests)] for _ in range(guests)]
    return Seating(minds, random.sample(range(guests), guests))


def least(guests: Seating) -> int:
    return min(guests.cost_of(list(seats)) for seats in permutations(range(len(guests.seats))))


@pytest.mark.parametrize("seed", range(8))
def test_it_finds_what_trying_all_finds(seed: int) -> None:
    guests = seating(seed)
    found = anneal(guests, random=chance(seed), iterations=6000, schedule=Schedule(rounds=3))
    assert found.cost == guests.cost == least(guests)
    assert found.iterations == 6000


def test_the_same_numbers_give_the_same_walk() -> None:
    first, again, other = (seating(1, guests=9) for _ in range(3))
    for guests, seed in ((first, 5), (again, 5), (other, 6)):
        anneal(guests, random=chance(seed), iterations=700)
    assert (first.seats, first.made) == (again.seats, again.made)
    assert first.made != other.made


@given(st.integers(0, 999), st.integers(0, 400), st.floats(0, 1e6))
def test_it_never_leaves_anything_worse(seed: int, iterations: int, hot: float) -> None:
    guests = seating(seed)
    before = guests.cost
    schedule = Schedule(start=hot, end=hot)
    found = anneal(guests, random=chance(seed), iterations=iterations, schedule=schedule)
    assert found.cost == guests.cost <= before


def test_it_returns_to_the_best_it_passed() -> None:
    guests = seating(3)
    passed = [guests.cost]
    make = guests.make

    def noted(change: Swap) -> None:
        make(change)
        passed.append(guests.cost)

    guests.make = noted  # type: ignore[method-assign]  # listens in
    anneal(guests, random=chance(0), iterations=500, schedule=Schedule(start=1e9, end=1e9))
    assert len(passed) > 100
    assert guests.cost == min(passed)


def test_it_stops_when_told_and_keeps_the_best() -> None:
    guests = seating(4)
    before = guests.cost
    told: list[tuple[int, float]] = []

    def stop() -> bool:
        return len(told) == 3

    def tell(done: int, best: float) -> None:
        told.append((done, best))

    found = anneal(guests, random=chance(0), iterations=10**9, stop=stop, on_progress=tell)
    assert [done for done, _ in told] == [BLOCK, 2 * BLOCK, 3 * BLOCK]
    assert found.iterations == 3 * BLOCK
    assert found.cost == told[-1][1] <= before


def test_what_it_tells_never_gets_worse() -> None:
    guests = seating(5)
    told: list[float] = []
    anneal(
        guests,
        random=chance(0),
        iterations=4000,
        schedule=Schedule(start=1e6, end=1.0),
        on_progress=lambda _, best: told.append(best),
    )
    assert told == sorted(told, reverse=True)
    assert told[-1] == guests.cost


def test_what_is_not_allowed_is_never_made() -> None:
    plain = seating(6)
    guests = Fenced(plain.minds, plain.seats)
    schedule = Schedule(start=1e9, end=1e9)
    anneal(guests, random=chance(0), iterations=2000, schedule=schedule)
    assert guests.seats[0] == plain.seats[0]
    assert guests.made > 100


def test_nothing_to_change_is_no_trouble() -> None:
    guests = Seating([[0]], [0])
    assert anneal(guests, random=chance(0), iterations=300) == (0, 300)


def test_no_iterations_change_nothing() -> None:
    guests = seating(7)
    before = list(guests.seats)
    assert anneal(guests, random=chance(0), iterations=0) == (guests.cost, 0)
    assert (guests.seats, guests.made) == (before, 0)


def test_what_is_good_enough_ends_the_search() -> None:
    guests = seating(8)
    goal = (guests.cost + least(guests)) / 2
    found = anneal(guests, random=chance(0), iterations=10**9, goal=goal)
    assert least(guests) <= found.cost <= goal
    assert found.iterations < 10**6
