"""Sessions side by side: the fewest lanes in which no two overlap."""

from collections.abc import Sequence
from heapq import heappop, heappush

from coopsched.interval import INSTANT, Interval


def lanes(spans: Sequence[Interval]) -> list[int]:
    """Return a lane for each span, from 0, so that spans of one lane do not overlap.

    Each takes the lowest lane that is free, in order of start and then as given:
    there are as many lanes as spans overlap at most. An empty span keeps its lane
    for an instant.
    """
    result = [0] * len(spans)
    free: list[int] = []
    busy: list[tuple[object, int]] = []
    used = 0
    for i in _by_start(spans):
        while busy and busy[0][0] <= spans[i].start:  # type: ignore[operator]  # both instants
            heappush(free, heappop(busy)[1])
        if not free:
            heappush(free, used)
            used += 1
        result[i] = heappop(free)
        heappush(busy, (max(spans[i].end, spans[i].start + INSTANT), result[i]))
    return result


def knots(spans: Sequence[Interval]) -> list[list[int]]:
    """Return the groups of spans that hang together by overlapping, in order of start."""
    result: list[list[int]] = []
    reached = None
    for i in _by_start(spans):
        if reached is None or spans[i].start >= reached:
            result.append([])
            reached = spans[i].end
        result[-1].append(i)
        reached = max(reached, spans[i].end)
    return result


def _by_start(spans: Sequence[Interval]) -> list[int]:
    return sorted(range(len(spans)), key=lambda i: spans[i].start)
