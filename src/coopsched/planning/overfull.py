"""Work that is more than the time there is for it, between some two moments (Hall, 1935)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

Span = tuple[int, int]
Times = Mapping[str, Sequence[Span]]
"""When work can be done at each place, in order and apart."""


class Load:
    """Pieces of work: how much each is, and when it can be done, at which places.

    Pieces that share one ``Times`` object are counted fast.
    """

    def __init__(self, amounts: Mapping[int, int], times: Mapping[int, Times]) -> None:
        self._amounts = amounts
        self._times = times

    def overfull(self, group: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Yield few pieces of a group that do not fit between any two moments that bound some."""
        known = {id(times): _hull(times) for times in map(self._times.__getitem__, group)}
        hulls = {piece: known[id(self._times[piece])] for piece in group}
        bounded = {piece: hull for piece, hull in hulls.items() if hull is not None}
        for start, end in product(
            sorted({start for start, _ in bounded.values()}),
            sorted({end for _, end in bounded.values()}),
        ):
            inside = [p for p, hull in bounded.items() if start <= hull[0] and hull[1] <= end]
            if self.excess(inside) > 0:
                yield self._fewer(inside)

    def excess(self, group: Sequence[int]) -> int:
        """Return by how much the work is more than the time, places together; negative if less."""
        spans: dict[str, list[Span]] = {}
        for times in {id(times): times for times in map(self._times.__getitem__, group)}.values():
            for place, there in times.items():
                spans.setdefault(place, []).extend(there)
        time = sum(end - start for each in spans.values() for start, end in merged(each))
        return sum(self._amounts[piece] for piece in group) - time

    def _fewer(self, group: list[int]) -> tuple[int, ...]:
        """Leave out what is not needed for there to be too much, the smallest first."""
        if len({id(self._times[piece]) for piece in group}) == 1:
            return self._largest(group)
        for piece in sorted(group, key=lambda each: (self._amounts[each], -each)):
            rest = [each for each in group if each != piece]
            if rest and self.excess(rest) > 0:
                group = rest
        return tuple(group)

    def _largest(self, group: list[int]) -> tuple[int, ...]:
        """Return as few as are too much, where all can be done at the same times."""
        spare = self.excess(group)
        kept = []
        for piece in sorted(group, key=lambda each: (self._amounts[each], -each)):
            if self._amounts[piece] < spare:
                spare -= self._amounts[piece]
            else:
                kept.append(piece)
        return tuple(sorted(kept))


def _hull(times: Times) -> Span | None:
    every = [span for spans in times.values() for span in spans]
    if not every:
        return None
    return min(start for start, _ in every), max(end for _, end in every)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the fewest spans that cover the same, in order."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result
