"""How many rooms intervals need, and which takes which."""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

Span = tuple[int, int]
"""From when until when: instants as whole numbers, the end not included."""


class Crowd(NamedTuple):
    """The first moment at which the most spans overlap, and those spans by position."""

    at: int | None
    together: tuple[int, ...]


def crowd(spans: Sequence[Span]) -> Crowd:
    """Return where the most spans overlap: as many rooms are needed, and are enough."""
    best = Crowd(None, ())
    ends: list[tuple[int, int]] = []
    for i in in_order(spans):
        start, end = spans[i]
        while ends and ends[0][0] <= start:
            heappop(ends)
        heappush(ends, (end, i))
        if len(ends) > len(best.together):
            best = Crowd(start, tuple(sorted(j for _, j in ends)))
    return best


def coloured(spans: Sequence[Span], likes: Sequence[frozenset[str]]) -> list[int]:
    """Return a room for each span, from 0: no more than the most that overlap.

    Rooms are alike. Of those that are free, a span gets the one that held most of what it
    likes, then the first: any choice among free rooms needs equally few.
    """
    rooms = [0] * len(spans)
    until: list[int] = []
    held: list[dict[str, int]] = []
    for i in in_order(spans):
        start, end = spans[i]
        free = [room for room, last in enumerate(until) if last <= start]
        if not free:
            free = [len(until)]
            until.append(end)
            held.append({})
        room = max(free, key=lambda room: (_liking(held[room], likes[i]), -room))
        rooms[i], until[room] = room, end
        for name in likes[i]:
            held[room][name] = held[room].get(name, 0) + 1
    return rooms


def in_order(spans: Sequence[Span]) -> list[int]:
    """Return positions by start, then end, then position."""
    return sorted(range(len(spans)), key=lambda i: (*spans[i], i))


def _liking(held: Mapping[str, int], likes: frozenset[str]) -> int:
    return sum(held.get(name, 0) for name in likes)
