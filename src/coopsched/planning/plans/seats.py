"""Which rooms sessions could have, what is minded about them, and when they can be used."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import inf

from coopsched.planning.board import Board
from coopsched.planning.counting.halls import Halls, RoomSet, needs_of
from coopsched.planning.plans.offers import Offer
from coopsched.planning.task import Task

_SMALL, _LACKING = "room-too-small", "feature-missing"


class Rooms:
    """The rooms that some sessions could have, as far as the rules about rooms go.

    ``options`` are the choices of rooms that are no error by themselves, best first, with
    what their warnings cost. Sets of rooms are bits of a whole number.
    """

    def __init__(self, options: Mapping[tuple[int, ...], float], halls: Halls) -> None:
        self.options = options
        self.least = min(options.values(), default=inf)
        """What the best of the rooms cost."""
        self.free = any(not halls[choice].parts for choice in options)
        """Whether they need no room of their own: none at all, or one that is shared."""
        self.single = all(len(choice) == 1 for choice in options)
        self.all = bits(room for choice in options for room in choice)
        best = [choice for choice, cost in options.items() if cost <= self.least]
        self.good = bits(room for choice in best for room in choice)
        self.worse = min((c for c in options.values() if c > self.least), default=inf) - self.least
        """What it costs more, at least, to have none of the best."""


class Openings:
    """When rooms can be used, whoever is to be placed: neither closed nor in use."""

    def __init__(self, board: Board, halls: Halls) -> None:
        self._board = board
        self._rooms = range(len(board.task.programme.rooms))
        self._minded = board.task.judge.is_error("room-unavailable") and (
            "room-unavailable" not in board.task.judge.allowed
        )
        self._closed = [
            [span for _, spans in halls[r,].closed for span in spans] for r in self._rooms
        ]
        self._inner = {r: frozenset(halls[r,].parts) for r in self._rooms}
        self.divided = sum(map(len, self._inner.values())) > len(
            frozenset[int]().union(*self._inner.values())
        )
        """Whether rooms share space."""
        self.between = lru_cache(maxsize=None)(self._between)
        self.most = lru_cache(maxsize=None)(self._most)

    def _between(self, start: int, end: int) -> int:
        """Return the rooms that can be used all the time."""
        return bits(r for r in self._rooms if self._is_open(r, start, end))

    def _is_open(self, room: int, start: int, end: int) -> bool:
        if self._minded and any(a < end and start < b for a, b in self._closed[room]):
            return False
        return not self._inner[room] or not self._board.in_room(room, start, end)

    def _most(self, rooms: int) -> int:
        """Return how many sessions these rooms hold at one time, at most.

        Of rooms that share space, the smallest count: whoever is in a larger one could be
        in one of those that it is made of.
        """
        if not self.divided:
            return rooms.bit_count()
        inner = [self._inner[r] for r in self._rooms if rooms >> r & 1]
        distinct = set(inner)
        return sum(1 for each in distinct if not any(other < each for other in distinct))


def rooms_of(task: Task, offers: Mapping[int, Offer], halls: Halls) -> dict[int, Rooms]:
    """Return the rooms that each session could have; sessions that are alike share them."""
    known: dict[object, Rooms] = {}
    found = {}
    for s, offer in offers.items():
        session = task.sessions[s]
        key = id(offer.choices), session.audience, session.needs
        if key not in known:
            known[key] = _rooms(task, s, offer.choices, halls)
        found[s] = known[key]
    return found


def _rooms(task: Task, s: int, choices: Iterable[tuple[int, ...]], halls: Halls) -> Rooms:
    options = {choice: _cost(task, s, halls[choice]) for choice in choices}
    return Rooms({choice: cost for choice, cost in options.items() if cost < inf}, halls)


def _cost(task: Task, s: int, hall: RoomSet) -> float:
    """Return what the warnings cost about the rooms themselves; inf where one is an error."""
    session, cost = task.sessions[s], 0.0
    if not hall.rooms:
        return cost
    if session.audience is not None and hall.seats is not None and session.audience > hall.seats:
        cost += _minded(task, _SMALL)
    lacking = sum(need not in hall.features for need in needs_of(session.needs))
    return cost + lacking * _minded(task, _LACKING) if lacking else cost


def _minded(task: Task, rule: str) -> float:
    if rule in task.judge.allowed:
        return 0.0  # it may be accepted: then nothing is minded
    return inf if task.judge.is_error(rule) else task.judge.weight(rule)


def bits(numbers: Iterable[int]) -> int:
    """Return a set of numbers as the bits of one."""
    found = 0
    for each in numbers:
        found |= 1 << each
    return found
