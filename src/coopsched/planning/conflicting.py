"""Few sessions that cannot all be placed: the smallest such set, where it can be found."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

from coopsched.planning.board import Board
from coopsched.planning.crowding import Choices, crowded
from coopsched.planning.exact import best

_MOST_SETS = 2_000
"""Of more sets of one size than that, none is looked at."""

_MOST_PLACES = 500_000
"""When so many places were looked at, the search for smaller sets is over: some seconds."""


class Few(NamedTuple):
    """Sessions that cannot all be placed; ``smallest`` where any fewer could be."""

    sessions: tuple[int, ...]
    smallest: bool


def few_in_conflict(
    board: Board,
    open_: Sequence[int],
    choices: Choices,
    *,
    nodes: int,
    stop: Callable[[], bool],
) -> Few | None:
    """Return few of ``open_``, which are off the board, that cannot all be placed, or None.

    None tells that all can be placed, or that nothing could be proven.
    """
    return _Hunt(board, open_, choices, nodes, stop).run()


class _Hunt:
    """Looks at one session, at two, at three, as long as there are not too many."""

    def __init__(
        self,
        board: Board,
        open_: Sequence[int],
        choices: Choices,
        nodes: int,
        stop: Callable[[], bool],
    ) -> None:
        self._board = board
        self._open = open_
        self._choices = choices
        self._nodes = nodes
        self._stop = stop
        self._smallest = True
        self._looked_at = 0
        self._parts: dict[int, frozenset[str]] = {}

    def run(self) -> Few | None:
        """Return the smallest set that is found."""
        for s in self._open:
            if self._is_possible((s,)) is False:
                return Few((s,), self._smallest)
        upper = crowded(self._board.task, self._open, self._choices)
        if upper is None:
            whole = self._is_possible(self._open)
            if whole is True:
                return None
            upper = tuple(self._open) if whole is False else None
        return self._smaller_than(upper)

    def _smaller_than(self, upper: tuple[int, ...] | None) -> Few | None:
        size = 2
        while size < len(upper or self._open) and comb(len(self._open), size) <= _MOST_SETS:
            for group in self._sets(size):
                if self._is_possible(group) is False:
                    return Few(group, self._smallest)
                if self._looked_at > _MOST_PLACES:
                    return self._last(upper, size)
            size += 1
        return self._last(upper, size)

    def _last(self, upper: tuple[int, ...] | None, size: int) -> Few | None:
        """Return what is left of a set of which it is known that it is too many."""
        if upper is None:
            return None
        left = self._left(upper)
        return Few(left, self._smallest and len(left) <= size)

    def _left(self, group: tuple[int, ...]) -> tuple[int, ...]:
        """Leave out, one after the other, the sessions without which there still is no place."""
        for s in group:
            rest = tuple(each for each in group if each != s)
            if len(rest) > 1 and self._is_possible(rest) is False:
                group = rest
        return group

    def _sets(self, size: int) -> Iterator[tuple[int, ...]]:
        """Yield the sets of sessions that may matter to each other, directly or by others."""
        return (group for group in combinations(self._open, size) if self._is_joined(group))

    def _is_joined(self, group: tuple[int, ...]) -> bool:
        reached, waiting = {group[0]}, [group[0]]
        while waiting:
            s = waiting.pop()
            fresh = [t for t in group if t not in reached and self._may_meet(s, t)]
            reached.update(fresh)
            waiting += fresh
        return len(reached) == len(group)

    def _may_meet(self, s: int, t: int) -> bool:
        return t in self._board.related(s) or not self._rooms(s).isdisjoint(self._rooms(t))

    def _rooms(self, s: int) -> frozenset[str]:
        if s not in self._parts:
            self._parts[s] = frozenset(self._parts_of(s))
        return self._parts[s]

    def _parts_of(self, s: int) -> Iterable[str]:
        programme = self._board.task.programme
        for rooms in {place.rooms for place in self._choices[s]}:
            for room in rooms:
                if not programme.rooms[room].shared:
                    yield from programme.smallest_parts(programme.rooms[room].key)

    def _fits_in_turn(self, group: Sequence[int]) -> bool:
        """Tell whether each finds a place beside those before it: mostly so, and soon told."""
        placed = []
        for s in sorted(group, key=lambda each: len(self._choices[each])):
            free = (p for p in self._choices[s] if self._board.added(s, p)[0] <= 0)
            place = next(free, None)
            if place is None:
                break
            self._board.put(s, place)
            placed.append(s)
        for s in placed:
            self._board.take(s)
        return len(placed) == len(group)

    def _is_possible(self, group: Sequence[int]) -> bool | None:
        if self._fits_in_turn(group):
            return True
        self._looked_at += sum(len(self._choices[s]) for s in group)
        found = best(
            self._board, group, self._choices, nodes=self._nodes, any_=True, stop=self._stop
        )
        if found.places is not None:
            return True
        if found.infeasible:
            return False
        self._smallest = False
        return None
