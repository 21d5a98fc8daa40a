"""Minimum vertex covers: the fewest sessions that have a part in every conflict of two.

Exact, one connected part at a time: what hangs on the rest by one edge is folded away,
and what then remains is branched on, with payments of the edges as the bound
(Bar-Yehuda and Even's local ratio). A part that takes too long leaves a cover that may
not be least, and a bound that holds all the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Edge = tuple[int, int]
Graph = dict[int, set[int]]

STEPS = 20_000
"""So many branches are tried in a connected part before the bound must do."""

_DEEPEST = 100  # branches within branches: functions that call themselves


@dataclass(frozen=True)
class Cover:
    """A set of vertices that has an end of every edge, its weight, and what none can go below."""

    vertices: frozenset[int]
    weight: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no other cover weighs less."""
        return self.weight == self.bound


def minimum_cover(
    edges: Iterable[Edge], weights: Mapping[int, int], *, steps: int = STEPS
) -> Cover:
    """Return a vertex cover of least weight; vertices without a weight weigh 1.

    An edge from a vertex to itself forces it into the cover. Weights are positive.
    """
    forced, graph = _graph(edges)
    chosen, weight, bound = set(forced), 0, 0
    for vertex in forced:
        weight += weights.get(vertex, 1)
    bound = weight
    for part in components(graph):
        own = {vertex: weights.get(vertex, 1) for vertex in part}
        search = _Search(own, steps)
        least = search.least({vertex: set(graph[vertex]) for vertex in part}, dict(own))
        chosen |= least
        total = sum(own[vertex] for vertex in least)
        weight += total
        bound += total if search.complete else _payments(graph, own, part)
    return Cover(frozenset(chosen), weight, bound)


def components(graph: Mapping[int, Iterable[int]]) -> Iterator[list[int]]:
    """Yield the connected parts of a graph, by their least vertex, each in ascending order."""
    seen: set[int] = set()
    for first in sorted(graph):
        if first in seen:
            continue
        seen.add(first)
        part = [first]
        for vertex in part:  # which grows
            for other in graph[vertex]:
                if other not in seen:
                    seen.add(other)
                    part.append(other)
        yield sorted(part)


def _graph(edges: Iterable[Edge]) -> tuple[set[int], Graph]:
    """Return the vertices that must be covered by themselves, and the graph without them."""
    edges = sorted(set(edges))
    forced = {a for a, b in edges if a == b}
    graph: Graph = {}
    for a, b in edges:
        if a not in forced and b not in forced:
            graph.setdefault(a, set()).add(b)
            graph.setdefault(b, set()).add(a)
    return forced, graph


def _payments(graph: Mapping[int, set[int]], weights: Mapping[int, int], part: list[int]) -> int:
    """Return what the edges can pay for their ends, none of which may get more than its weight.

    Whatever cover there is, each edge pays for an end in it: no cover costs less.
    """
    left, paid = dict(weights), 0
    for a in sorted(part, key=lambda vertex: (len(graph[vertex]), vertex)):
        for b in sorted(graph[a], key=lambda vertex: (len(graph[vertex]), vertex)):
            payment = min(left[a], left[b])
            left[a] -= payment
            left[b] -= payment
            paid += payment
    return paid


class _Search:
    """Branches over one connected part."""

    def __init__(self, weights: Mapping[int, int], steps: int) -> None:
        self.weights = weights
        self.steps = steps
        self.complete = True
        self._depth = 0

    def least(self, graph: Graph, weights: dict[int, int], below: int | None = None) -> set[int]:
        """Return a cover of least weight; weights are what folding left of them.

        Where ``below`` is given, only a lighter one is of use, and any cover may be returned.
        """
        chosen, folded, spent = _fold(graph, weights)
        rest: set[int] = set()
        for part in list(components(graph)):
            room = None if below is None else below - spent
            found = self._branch({v: graph[v] for v in part}, weights, part, room)
            rest |= found
            spent += sum(weights[v] for v in found)
        return _unfold(chosen | rest, folded)

    def _branch(
        self, graph: Graph, weights: dict[int, int], part: list[int], below: int | None
    ) -> set[int]:
        if all(len(graph[vertex]) == len(part) - 1 for vertex in part):  # all with all
            return set(part) - {max(part, key=lambda vertex: (weights[vertex], vertex))}
        pivot = max(part, key=lambda vertex: (len(graph[vertex]), -vertex))
        if self.steps <= 0 or (below is not None and _payments(graph, weights, part) >= below):
            self.complete = self.complete and self.steps > 0
            return _greedy(graph, weights)
        if self._depth == _DEEPEST:
            self.complete = False
            return _greedy(graph, weights)
        self.steps -= 1
        self._depth += 1
        around = sorted(graph[pivot])
        best: set[int] | None = None
        for taken in ([pivot], around):
            cost = sum(weights[vertex] for vertex in taken)
            limit = below if best is None else _least(below, sum(weights[v] for v in best))
            rest = _without(graph, taken)
            own = {vertex: weights[vertex] for vertex in rest}
            found = set(taken) | self.least(rest, own, None if limit is None else limit - cost)
            if best is None or _weight(weights, found) < _weight(weights, best):
                best = found
        self._depth -= 1
        return best or set()


def _least(below: int | None, weight: int) -> int:
    return weight if below is None else min(below, weight)


def _weight(weights: Mapping[int, int], vertices: Iterable[int]) -> int:
    return sum(weights[vertex] for vertex in vertices)


def _without(graph: Graph, vertices: Iterable[int]) -> Graph:
    gone = set(vertices)
    return {v: others - gone for v, others in graph.items() if v not in gone and others - gone}


def _greedy(graph: Graph, weights: Mapping[int, int]) -> set[int]:
    """Return a cover, the vertex with the most edges for its weight first."""
    left = {vertex: set(others) for vertex, others in graph.items()}
    cover: set[int] = set()
    while left:
        vertex = max(left, key=lambda v: (len(left[v]) / max(1, weights[v]), -v))
        cover.add(vertex)
        left = _without(left, [vertex])
    return cover


def _fold(graph: Graph, weights: dict[int, int]) -> tuple[set[int], list[Edge], int]:
    """Take away, again and again, a vertex with one edge; return what is chosen and folded.

    Of a leaf and what it hangs on, one is in the cover. Paying for the leaf in any case
    leaves the other at the difference: it is chosen where it costs no more, and then the
    leaf is not. What is paid is returned last.
    """
    chosen: set[int] = set()
    folded: list[Edge] = []
    spent = 0
    waiting = sorted((v for v in graph if len(graph[v]) == 1), reverse=True)
    while waiting:
        leaf = waiting.pop()
        if len(graph.get(leaf, ())) != 1:
            continue
        (hub,) = graph.pop(leaf)
        graph[hub].discard(leaf)
        spent += min(weights[leaf], weights[hub])
        weights[hub] -= weights[leaf]
        if weights[hub] <= 0:
            chosen.add(hub)
            waiting += _drop(graph, hub)
        else:
            folded.append((leaf, hub))
            waiting += [hub] * (len(graph[hub]) == 1)
        if not graph.get(hub, {hub}):
            del graph[hub]
    return chosen, folded, spent


def _drop(graph: Graph, vertex: int) -> list[int]:
    """Take a vertex out, and what then has no edge; return what then has one."""
    leaves = []
    for other in sorted(graph.pop(vertex)):
        graph[other].discard(vertex)
        if not graph[other]:
            del graph[other]
        elif len(graph[other]) == 1:
            leaves.append(other)
    return leaves


def _unfold(cover: set[int], folded: list[Edge]) -> set[int]:
    """Return the cover with the leaves whose hub is not in it."""
    for leaf, hub in reversed(folded):
        if hub not in cover:
            cover.add(leaf)
    return cover
