"""Half-open spans and the pairs of them that overlap.

An interval holds its start and not its end, so two sessions that touch do not
overlap. An interval whose end is not after its start is empty and overlaps
nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

INSTANT = timedelta(microseconds=1)
"""The length given to something of which only the starting instant is certain."""


class Interval(NamedTuple):
    """A half-open span of instants, ``start`` included and ``end`` not, in UTC."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        """Elapsed time, never negative."""
        return max(self.end - self.start, timedelta())

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether the two share at least one instant."""
        return self.intersection(other) is not None

    def intersection(self, other: "Interval") -> "Interval | None":
        """Return what the two share, or None where they share nothing."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Interval(start, end) if start < end else None

    def contains(self, other: "Interval") -> bool:
        """Tell whether ``other`` lies wholly inside, borders included."""
        return self.start <= other.start and other.end <= self.end


def overlapping_pairs(spans: Sequence[tuple[Any, Any]]) -> Iterator[tuple[int, int]]:
    """Yield each pair of overlapping spans once, as positions in ``spans``.

    The first of a pair begins first; of two that begin together, the one that
    ends first; of two alike, the one given first. Pairs come in that order too.
    The work is a sort and one step for each pair.
    """
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    order = [i for i, (start, end) in enumerate(zip(starts, ends, strict=True)) if start < end]
    order.sort(key=starts.__getitem__)
    sorted_starts = [starts[i] for i in order]
    count = len(order)
    _sort_ties(order, sorted_starts, ends)
    for first, i in enumerate(order):
        end = ends[i]
        second = first + 1
        while second < count and sorted_starts[second] < end:
            yield i, order[second]
            second += 1


def _sort_ties(order: list[int], starts: list[Any], ends: list[Any]) -> None:
    """Put what begins together in the order of its ends.

    Sorting by pairs of values would do as much, and take twice the time.
    """
    first = 0
    for i in range(1, len(order) + 1):
        if i == len(order) or starts[i] != starts[first]:
            if i - first > 1:
                order[first:i] = sorted(order[first:i], key=ends.__getitem__)
            first = i


def merged(spans: Iterable[Interval]) -> list[Interval]:
    """Return the fewest disjoint intervals that cover the same instants, in order."""
    result: list[Interval] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if result and span.start <= result[-1].end:
            result[-1] = Interval(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def gaps(spans: Iterable[Interval], within: Interval) -> list[Interval]:
    """Return the maximal intervals of ``within`` that no span covers, in order."""
    holes: list[Interval] = []
    reached = within.start
    for span in merged(spans):
        if reached < min(span.start, within.end):
            holes.append(Interval(reached, min(span.start, within.end)))
        reached = max(reached, span.end)
    if reached < within.end:
        holes.append(Interval(reached, within.end))
    return holes
