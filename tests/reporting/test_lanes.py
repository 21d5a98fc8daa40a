"""Lanes against brute force."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coopsched.interval import Interval
from coopsched.reporting.lanes import knots, lanes

_MIDNIGHT = datetime(2026, 5, 15, tzinfo=UTC)


def _span(start: int, length: int) -> Interval:
    begin = _MIDNIGHT + timedelta(minutes=start)
    return Interval(begin, begin + timedelta(minutes=length))


SPANS = st.lists(st.builds(_span, st.integers(0, 60), st.integers(1, 30)), max_size=25)


@given(SPANS)
def test_spans_that_overlap_never_share_a_lane(spans: list[Interval]) -> None:
    taken = lanes(spans)
    for i, one in enumerate(spans):
        for j in range(i):
            assert not (taken[i] == taken[j] and one.overlaps(spans[j]))


@given(SPANS)
def test_there_are_as_many_lanes_as_overlap_at_most(spans: list[Interval]) -> None:
    minutes = (_MIDNIGHT + timedelta(minutes=minute) for minute in range(100))
    most = max(sum(span.start <= minute < span.end for span in spans) for minute in minutes)
    assert len(set(lanes(spans))) == most


@given(SPANS)
def test_knots_hang_together_and_are_apart(spans: list[Interval]) -> None:
    groups = knots(spans)
    assert sorted(i for group in groups for i in group) == list(range(len(spans)))
    place = {i: number for number, group in enumerate(groups) for i in group}
    for i, one in enumerate(spans):
        for j in range(i):
            assert place[i] == place[j] or not one.overlaps(spans[j])
    for group in groups:
        for i in group[1:]:
            assert any(spans[i].overlaps(spans[j]) for j in group if j != i)


def test_spans_that_touch_share_a_lane() -> None:
    assert lanes([_span(0, 30), _span(30, 30), _span(15, 30)]) == [0, 0, 1]


def test_an_empty_span_holds_its_lane_for_an_instant() -> None:
    assert lanes([_span(0, 0), _span(0, 30), _span(1, 10)]) == [0, 1, 0]
