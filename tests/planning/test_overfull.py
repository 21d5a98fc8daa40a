"""Work that is more than the time there is for it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coopsched.planning.overfull import Load, merged


def test_more_work_than_time_between_two_moments_is_found() -> None:
    early, late = {"hall": [(0, 10)]}, {"hall": [(0, 100)]}
    load = Load({1: 6, 2: 6, 3: 50}, {1: early, 2: early, 3: late})
    assert list(load.overfull([1, 2, 3])) == [(1, 2)]


def test_time_at_several_places_is_added() -> None:
    both = {"hall": [(0, 10)], "attic": [(5, 10)]}
    load = Load({1: 8, 2: 7}, {1: both, 2: both})
    assert load.excess([1, 2]) == 0
    assert list(load.overfull([1, 2])) == []


def test_work_that_can_be_done_at_no_time_is_not_its_business() -> None:
    assert list(Load({1: 5}, {1: {}}).overfull([1])) == []


AMOUNTS = st.lists(st.integers(1, 30), min_size=1, max_size=8)


@given(AMOUNTS, st.integers(1, 60), st.booleans())
def test_what_is_told_is_too_much_and_nothing_of_it_can_be_left_out(
    amounts: list[int], time: int, shared: bool
) -> None:
    one = {"hall": [(0, time)]}
    times = {i: one if shared else {"hall": [(0, time)]} for i in range(len(amounts))}
    load = Load(dict(enumerate(amounts)), times)
    found = list(load.overfull(range(len(amounts))))
    assert bool(found) == (sum(amounts) > time)
    for group in found:
        assert sum(amounts[i] for i in group) > time
        assert sum(amounts[i] for i in group) - min(amounts[i] for i in group) <= time


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda s: (s[0], s[0] + s[1]))
)


@given(SPANS)
def test_merged_spans_cover_the_same(spans: list[tuple[int, int]]) -> None:
    covered = {i for start, end in spans for i in range(start, end)}
    together = merged(spans)
    assert {i for start, end in together for i in range(start, end)} == covered
    assert all(a[1] < b[0] for a, b in pairwise(together))
