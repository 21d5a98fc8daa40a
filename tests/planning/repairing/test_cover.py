"""Minimum vertex covers, held to trying all sets of vertices."""

from collections.abc import Mapping
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from coopsched.planning.repairing.cover import Edge, components, minimum_cover

VERTICES = st.integers(0, 8)
EDGES = st.lists(st.tuples(VERTICES, VERTICES), max_size=16)
WEIGHTS = st.dictionaries(VERTICES, st.integers(1, 4))


def least_weight(edges: list[Edge], weights: Mapping[int, int]) -> int:
    """Try all sets of vertices."""
    vertices = sorted({vertex for edge in edges for vertex in edge})
    return min(
        sum(weights.get(vertex, 1) for vertex in chosen)
        for size in range(len(vertices) + 1)
        for chosen in map(set, combinations(vertices, size))
        if all(chosen & {*edge} for edge in edges)
    )


@given(EDGES, WEIGHTS)
def test_the_cover_covers_and_no_other_weighs_less(
    edges: list[Edge], weights: dict[int, int]
) -> None:
    cover = minimum_cover(edges, weights)
    assert all(cover.vertices & {*edge} for edge in edges)
    assert cover.weight == sum(weights.get(vertex, 1) for vertex in cover.vertices)
    assert cover.weight == cover.bound == least_weight(edges, weights)


@given(EDGES, WEIGHTS, st.integers(0, 3))
def test_without_time_the_cover_still_covers_and_the_bound_holds(
    edges: list[Edge], weights: dict[int, int], steps: int
) -> None:
    cover = minimum_cover(edges, weights, steps=steps)
    assert all(cover.vertices & {*edge} for edge in edges)
    assert cover.bound <= least_weight(edges, weights) <= cover.weight


def test_a_session_that_runs_into_many_moves_alone() -> None:
    cover = minimum_cover([(0, i) for i in range(1, 6)], {})
    assert (cover.vertices, cover.weight, cover.proven) == (frozenset({0}), 1, True)


def test_of_two_the_lighter_is_chosen() -> None:
    assert minimum_cover([(3, 7)], {3: 5}).vertices == {7}


def test_three_that_all_clash_need_two() -> None:
    cover = minimum_cover([(0, 1), (1, 2), (0, 2)], {})
    assert (len(cover.vertices), cover.proven) == (2, True)


def test_many_conflicts_apart_from_each_other_are_proven() -> None:
    edges = [(3 * i + a, 3 * i + b) for i in range(300) for a, b in ((0, 1), (1, 2), (0, 2))]
    cover = minimum_cover(edges, {})
    assert (cover.weight, cover.proven) == (600, True)


def test_a_long_chain_of_conflicts_is_proven() -> None:
    cover = minimum_cover([(i, i + 1) for i in range(3000)], {})
    assert (cover.weight, cover.proven) == (1500, True)


def test_the_parts_of_a_graph_come_in_order() -> None:
    assert list(components({4: [2], 2: [4], 1: [9], 9: [1], 5: []})) == [[1, 9], [2, 4], [5]]


def test_five_hundred_that_all_clash_are_covered() -> None:
    cover = minimum_cover([(a, b) for a in range(500) for b in range(a)], {})
    assert cover.bound <= 499 == cover.weight
