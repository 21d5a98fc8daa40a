"""How many spans cover each moment, while spans come and go."""

from bisect import bisect_left, bisect_right

Span = tuple[int, int]


class Coverage:
    """Spans that overlap as they like, and the stretches that they cover together."""

    def __init__(self) -> None:
        self._edges: list[int] = []
        self._depths: list[int] = []
        """How many spans cover the time from each edge until the next."""
        self._spans: list[Span] | None = []

    def add(self, span: Span) -> None:
        """Put a span here."""
        self._change(span, 1)

    def remove(self, span: Span) -> None:
        """Take a span away that is here."""
        self._change(span, -1)

    def _change(self, span: Span, by: int) -> None:
        start, end = span
        if start >= end:
            return
        first, last = self._edge(start), self._edge(end)
        for i in range(first, last):
            self._depths[i] += by
        for i in (last, first):
            if self._depths[i] == (self._depths[i - 1] if i else 0):
                del self._edges[i], self._depths[i]
        self._spans = None

    def _edge(self, moment: int) -> int:
        """Return the place of an edge, which is made where there is none."""
        i = bisect_left(self._edges, moment)
        if i == len(self._edges) or self._edges[i] != moment:
            self._edges.insert(i, moment)
            self._depths.insert(i, self._depths[i - 1] if i else 0)
        return i

    def covers(self, span: Span) -> bool:
        """Tell whether every moment of a span is covered."""
        start, end = span
        if start >= end:
            return True
        i = bisect_right(self._edges, start) - 1
        if i < 0:
            return False
        while i < len(self._edges) and self._edges[i] < end:
            if not self._depths[i]:
                return False
            i += 1
        return True

    def spans(self) -> list[Span]:
        """Return the longest stretches that are covered, in order. Do not change the list."""
        if self._spans is None:
            self._spans = self._merged()
        return self._spans

    def _merged(self) -> list[Span]:
        found = []
        begun = None
        for edge, depth in zip(self._edges, self._depths, strict=True):
            if depth and begun is None:
                begun = edge
            elif not depth and begun is not None:
                found.append((begun, edge))
                begun = None
        return found


def joined(spans: list[Span], more: Span) -> list[Span]:
    """Return disjoint spans, in order, with one more, joined to those that it touches."""
    start, end = more
    if start >= end:
        return spans
    first = bisect_left(spans, start, key=_end)
    last = bisect_right(spans, end, key=_start)
    if first < last:
        start, end = min(start, spans[first][0]), max(end, spans[last - 1][1])
    return [*spans[:first], (start, end), *spans[last:]]


def _start(span: Span) -> int:
    return span[0]


def _end(span: Span) -> int:
    return span[1]
