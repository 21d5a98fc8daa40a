"""A track whose sessions are held in parallel: told of once, and in few steps."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.findings import Problem, Subject
from coopsched.model import Programme, Session
from coopsched.rules import audience_clash
from steps import growth

START = datetime(2025, 5, 14, tzinfo=UTC)


def programme(spans: list[tuple[int, int]]) -> Programme:
    """Return sessions of one track, each a start and a length in minutes."""
    sessions = [
        Session.model_validate(
            {
                "key": f"s{i}",
                "title": f"S{i}",
                "track": "ethics",
                "start": START + timedelta(minutes=start),
                "minutes": minutes,
            }
        )
        for i, (start, minutes) in enumerate(spans)
    ]
    return Programme.model_validate(
        {
            "key": "k",
            "title": "Days",
            "timezone": "UTC",
            "tracks": [{"key": "ethics", "title": "Ethics"}],
            "sessions": sessions,
        }
    )


def check(spans: list[tuple[int, int]]) -> list[Problem]:
    return list(audience_clash.check(programme(spans), audience_clash.Options()))


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 15)), max_size=25)


@given(SPANS)
def test_a_track_is_a_subject_where_more_pairs_overlap_than_it_has_sessions(
    spans: list[tuple[int, int]],
) -> None:
    minutes = [set(range(start, start + length)) for start, length in spans]
    busy = [sum(bool(own & other) for other in minutes) - 1 for own in minutes if own]
    pairs = sum(busy) // 2
    problems = check(spans)
    if pairs <= max(10, len(spans)):
        assert len(problems) == pairs
        return
    [problem] = problems
    parallel = sum(others > 0 for others in busy)
    assert problem.message == (
        f"{parallel} of the {len(spans)} sessions of the track “Ethics” run in parallel with "
        "others of it"
    )


@pytest.mark.parametrize("moved", [0, 30])
def test_who_the_finding_is_about_outlives_a_move(moved: int) -> None:
    [problem] = check([(moved, 60)] + [(0, 60)] * 9)
    assert problem.subject == Subject(sessions=("s0",))
    assert problem.route == ("tracks", "ethics")


def test_a_track_that_is_all_at_once_takes_no_step_for_each_pair() -> None:
    def of(size: int) -> Callable[[], object]:
        crowd = programme([(0, 60)] * size)
        assert crowd.held
        return lambda: list(audience_clash.check(crowd, audience_clash.Options()))

    assert growth(of, 100) < 1.5
