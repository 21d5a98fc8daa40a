"""A board as a landscape to search: sessions go to another place, or change places."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from math import inf
from random import Random
from typing import NamedTuple

from coopsched.planning.board import Board
from coopsched.planning.plans.offers import Offer
from coopsched.planning.task import Place

AN_ERROR = 1e9
"""What an error costs that was there before: it may go, but never come."""

_LOOKS = 6
"""So many places are looked at while a session is off the board."""
_TOURNAMENT = 3
"""Of so many sessions, the one that costs most is looked at."""


class Change(NamedTuple):
    """Where sessions go, and what that would add to the cost."""

    moves: tuple[tuple[int, Place], ...]
    delta: float


class BoardLandscape:
    """Some sessions of a board, all of them on it, and where each could go.

    Taking a session off the board takes longer than asking what it would add somewhere, so
    several places are looked at in one go, and proposed one by one until a change is made.
    """

    def __init__(self, board: Board, open_: Sequence[int], offers: Mapping[int, Offer]) -> None:
        self._board = board
        self._open = tuple(s for s in open_ if offers[s].size)
        self._offers = offers
        self._choices = {s: frozenset(offers[s].choices) for s in self._open}
        self._shared = [room.shared for room in board.task.programme.rooms]
        self._nests = _nests(board)
        self._costs = dict.fromkeys(self._open, inf)
        self._waiting: list[Change] = []

    @property
    def cost(self) -> float:
        """What the warnings on the board cost, and its errors."""
        return self._board.errors * AN_ERROR + self._board.warnings

    def propose(self, random: Random) -> Change | None:
        """Return a change by chance, more often of sessions that cost more; None for a bad idea."""
        if not self._waiting and self._open:
            self._look(random)
        return self._waiting.pop() if self._waiting else None

    def delta(self, change: Change) -> float:
        """Return what a change adds to the cost, infinity where there would be more errors."""
        return change.delta

    def make(self, change: Change) -> None:
        """Move sessions."""
        self._waiting.clear()
        self._move(change.moves)

    def snapshot(self) -> tuple[tuple[int, Place], ...]:
        """Return where all sessions are that may move."""
        return tuple((s, self._place(s)) for s in self._open)

    def restore(self, state: tuple[tuple[int, Place], ...]) -> None:
        """Put all sessions back where they were."""
        self._waiting.clear()
        self._move([(s, place) for s, place in state if self._board.at[s] != place])

    def _move(self, moves: Sequence[tuple[int, Place]]) -> None:
        for s, _ in moves:
            self._board.take(s)
        for s, place in moves:
            self._board.put(s, place)

    def _place(self, s: int) -> Place:
        place = self._board.at[s]
        assert place is not None  # noqa: S101  all that may move are on the board
        return place

    def _pick(self, random: Random) -> int:
        """Return the session that cost most when last looked at, of a few by chance."""
        some = [random.choice(self._open) for _ in range(_TOURNAMENT)]
        return max(some, key=self._costs.__getitem__)

    def _look(self, random: Random) -> None:
        """Look at some places of one session."""
        board, s = self._board, self._pick(random)
        here, before = self._place(s), (board.errors, board.warnings)
        board.take(s)
        saved = before[0] - board.errors, before[1] - board.warnings
        self._costs[s] = saved[1] + saved[0] * AN_ERROR
        others = []
        for _ in range(_LOOKS):
            place = self._anywhere(s, random)
            if place == here:
                continue
            there = self._in_the_way(s, place)
            if not there:
                delta = _delta(board.added(s, place), saved)
                if delta < inf:
                    self._waiting.append(Change(((s, place),), delta))
            elif len(there) == 1 and there[0] in self._costs:
                others.append(there[0])
        board.put(s, here)
        for other in dict.fromkeys(others):
            self._look_at_exchange(s, other)

    def _anywhere(self, s: int, random: Random) -> Place:
        offer = self._offers[s]
        return Place(random.choice(offer.starts), random.choice(offer.choices))

    def _in_the_way(self, s: int, place: Place) -> list[int]:
        """Return who uses the rooms then; nobody where sessions are part of one another."""
        if s in self._nests:
            return []
        end = place.start + self._offers[s].length
        rooms = [room for room in place.rooms if not self._shared[room]]
        found = [o for room in rooms for o in self._board.in_room(room, place.start, end)]
        return list(dict.fromkeys(found))

    def _look_at_exchange(self, s: int, other: int) -> None:
        """Look at what comes of two sessions changing places."""
        board, here, there = self._board, self._place(s), self._place(other)
        if not (self._is_offered(s, there) and self._is_offered(other, here)):
            return
        before = board.errors, board.warnings
        board.take(s)
        board.take(other)
        saved = before[0] - board.errors, before[1] - board.warnings
        first = board.added(s, there)
        board.put(s, there)
        second = board.added(other, here)
        board.take(s)
        board.put(s, here)
        board.put(other, there)
        delta = _delta((first[0] + second[0], first[1] + second[1]), saved)
        if delta < inf:
            self._waiting.append(Change(((s, there), (other, here)), delta))

    def _is_offered(self, s: int, place: Place) -> bool:
        starts = self._offers[s].starts
        i = bisect_left(starts, place.start)
        return i < len(starts) and starts[i] == place.start and place.rooms in self._choices[s]


def _delta(added: tuple[int, float], saved: tuple[int, float]) -> float:
    errors = added[0] - saved[0]
    return inf if errors > 0 else errors * AN_ERROR + added[1] - saved[1]


def _nests(board: Board) -> frozenset[int]:
    """Return the sessions that are within others, or that others are within."""
    task = board.task
    within = {s: each.within for s, each in enumerate(task.sessions) if each.within is not None}
    return frozenset(within) | {task.session_at[key] for key in within.values()}
