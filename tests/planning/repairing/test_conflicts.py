"""The bound on the moves of a repair, and what a repair disturbs."""

from coopsched.planning.board import Violation
from coopsched.planning.repairing.conflicts import bound, conflicts, least_apart
from coopsched.planning.repairing.costs import Disturbance, Disturbances, disturbance
from coopsched.planning.task import MINUTE, Place
from planning.programmes import planned

NOBODY: frozenset[int] = frozenset()


def test_errors_are_told_apart_by_who_may_move() -> None:
    held, open_ = Violation("room-double-booking", (1, 2)), Violation("room-unavailable", (2, 3))
    found = conflicts([open_, held], frozenset({3}))
    assert (found.open, found.hopeless) == (((open_, (3,)),), (held,))
    assert found.sessions == (3,)


def test_sessions_that_must_move_in_any_case_count_beside_the_clashes() -> None:
    low = bound([(1,), (1, 2), (3, 4), (4, 5), (6, 7)], NOBODY)
    assert (low.moves, low.forced, low.pairs, low.exact) == (3, 1, 2, True)
    assert {1, 4} <= low.who


def test_published_sessions_move_last() -> None:
    assert bound([(1, 2), (3, 4)], frozenset({1, 3, 4})).published == 1


def test_errors_of_three_count_where_they_share_no_session() -> None:
    assert bound([(1, 2, 3), (3, 4, 5), (6, 7, 8)], NOBODY).moves == 2
    assert bound([(1, 2, 3), (1, 2)], NOBODY).moves == 1


def test_a_quick_bound_counts_errors_that_share_no_session() -> None:
    assert least_apart([(1, 2), (2, 3), (4, 5)], frozenset({4, 5})) == (2, 1)


def test_disturbance_counts_days_then_rooms_then_minutes() -> None:
    task = planned(
        {"a": {"start": "2025-05-14T10:00", "minutes": 30, "rooms": ["attic"]}},
        days={"wed": {"date": "2025-05-14"}, "thu": {"date": "2025-05-15"}},
        rooms={"attic": {}, "cellar": {}},
    )
    measure, now = Disturbances(task), task.now[0]
    assert now is not None
    later = measure.of(0, Place(now.start + 30 * MINUTE, now.rooms))
    beside = measure.of(0, Place(now.start, (1,)))
    tomorrow = measure.of(0, Place(now.start + 24 * 60 * MINUTE, now.rooms))
    assert measure.of(0, now) == 0 < later < beside < tomorrow
    assert disturbance(later + beside + tomorrow) == Disturbance(1, 1, 24 * 60 + 30)
