"""Laws of intervals, held against sets of minutes."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coopsched.interval import Interval, gaps, merged, overlapping_pairs

ORIGIN = datetime(2025, 5, 14, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
borders = st.tuples(st.integers(0, 30), st.integers(0, 30))


def interval(start: int, end: int) -> Interval:
    return Interval(ORIGIN + start * MINUTE, ORIGIN + end * MINUTE)


def minutes(span: Interval) -> set[int]:
    """Return the minutes of an interval, none where its end is not after its start."""
    start, end = ((moment - ORIGIN) // MINUTE for moment in span)
    return set(range(start, end))


def all_minutes(spans: list[Interval]) -> set[int]:
    return {minute for span in spans for minute in minutes(span)}


spans = st.builds(lambda pair: interval(*pair), borders)


@given(spans, spans)
def test_two_overlap_where_they_share_a_minute(a: Interval, b: Interval) -> None:
    shared = a.intersection(b)
    assert a.overlaps(b) == b.overlaps(a) == bool(minutes(a) & minutes(b))
    assert (minutes(shared) if shared else set()) == minutes(a) & minutes(b)


@given(spans)
def test_length_counts_minutes(span: Interval) -> None:
    assert span.length == len(minutes(span)) * MINUTE


@given(st.lists(spans, max_size=12))
def test_each_overlapping_pair_comes_once(given_spans: list[Interval]) -> None:
    pairs = list(overlapping_pairs(given_spans))
    expected = {
        frozenset((i, j))
        for i, a in enumerate(given_spans)
        for j, b in enumerate(given_spans[:i])
        if minutes(a) & minutes(b)
    }
    assert len(pairs) == len(expected)
    assert {frozenset(pair) for pair in pairs} == expected


@given(st.lists(spans, max_size=12))
def test_pairs_come_in_order(given_spans: list[Interval]) -> None:
    def order(i: int) -> tuple[Interval, int]:
        return given_spans[i], i

    pairs = [(order(i), order(j)) for i, j in overlapping_pairs(given_spans)]
    assert all(first < second for first, second in pairs)
    assert [first for first, _ in pairs] == sorted(first for first, _ in pairs)


@given(st.lists(spans, max_size=12))
def test_merged_covers_the_same_with_the_fewest(given_spans: list[Interval]) -> None:
    result = merged(given_spans)
    assert all_minutes(result) == all_minutes(given_spans)
    assert all(span.start < span.end for span in result)
    assert all(a.end < b.start for a, b in pairwise(result))
    assert merged(reversed(given_spans)) == result == merged(result)


@given(st.lists(spans, max_size=12), borders.map(sorted))
def test_gaps_are_what_is_left(given_spans: list[Interval], window: list[int]) -> None:
    within = interval(window[0], window[1])
    holes = gaps(given_spans, within)
    assert all_minutes(holes) == minutes(within) - all_minutes(given_spans)
    assert holes == merged(holes)


def test_spans_that_touch_do_not_overlap() -> None:
    assert not interval(0, 10).overlaps(interval(10, 20))
    assert list(overlapping_pairs([interval(0, 10), interval(10, 20)])) == []


def test_an_interval_contains_itself_and_what_lies_inside() -> None:
    assert interval(0, 10).contains(interval(0, 10))
    assert interval(0, 10).contains(interval(3, 4))
    assert not interval(0, 10).contains(interval(3, 11))
