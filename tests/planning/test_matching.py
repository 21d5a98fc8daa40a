"""Matching: held to trying every way to give each row a column of its own."""

from itertools import permutations
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from coopsched.planning.plans.matching import Crowd, assigned

ROWS = st.lists(
    st.dictionaries(st.integers(0, 4), st.sampled_from((0.0, 1.0, 1.0, 2.5)), max_size=5),
    max_size=5,
)


@given(ROWS)
def test_the_rows_are_given_columns_as_cheaply_as_by_trying_everything(
    rows: list[dict[int, float]],
) -> None:
    best = min(
        (
            sum(row[column] for row, column in zip(rows, columns, strict=True))
            for columns in permutations(range(5), len(rows))
            if all(column in row for row, column in zip(rows, columns, strict=True))
        ),
        default=inf,
    )
    found = assigned(rows)
    if isinstance(found, Crowd):
        assert best == inf
    else:
        assert len(set(found)) == len(rows)
        assert sum(row[column] for row, column in zip(rows, found, strict=True)) == best


@given(ROWS)
def test_a_crowd_has_more_rows_than_columns_and_none_elsewhere(
    rows: list[dict[int, float]],
) -> None:
    found = assigned(rows)
    if isinstance(found, Crowd):
        assert len(found.rows) > len(found.columns)
        assert all(found.columns.issuperset(rows[row]) for row in found.rows)


def test_of_columns_that_cost_the_same_the_first_is_taken() -> None:
    assert assigned([{3: 0.0, 1: 0.0}, {3: 0.0, 2: 1.0, 0: 1.0}]) == [1, 3]
    assert assigned([{3: 0.0, 1: 0.0, 0: 0.0}]) == [3]


def test_nobody_needs_nothing() -> None:
    assert assigned([]) == []
