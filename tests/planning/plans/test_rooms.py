"""How many rooms a programme needs: the fewest, with the sessions that prove it."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import lets_coop
from coopsched.planning import solver
from coopsched.planning.plans.assigning import House, housed
from coopsched.planning.plans.colouring import coloured, crowd
from coopsched.planning.plans.rooms import Rooms, rooms
from planning.programmes import document

SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 5)).map(lambda each: (each[0], sum(each))),
    max_size=7,
)
Sessions = Mapping[str, Mapping[str, Any]]
HALLS = {"hall": {"capacity": 100}, "attic": {"capacity": 20}, "barn": {"capacity": 50}}


def clash(a: Sequence[int], b: Sequence[int]) -> bool:
    """Tell whether two spans overlap."""
    return a[0] < b[1] and b[0] < a[1]


def fewest(spans: Sequence[tuple[int, int]], options: Sequence[Sequence[int]]) -> int | None:
    """Return the fewest rooms that do, after trying all ways; None where none does."""
    pairs = [(i, j) for i in range(len(spans)) for j in range(i) if clash(spans[i], spans[j])]
    found = [
        len(set(given))
        for given in product(*options)
        if not any(given[i] == given[j] for i, j in pairs)
    ]
    return min(found, default=None)


def needed(sessions: Sessions, **sections: Any) -> Rooms:
    """Return the rooms of a programme of one day."""
    return rooms(document({key: dict(each) for key, each in sessions.items()}, **sections))


@given(SPANS)
def test_as_many_rooms_as_sessions_at_once_are_enough(spans: list[tuple[int, int]]) -> None:
    given_ = coloured(spans, [frozenset()] * len(spans))
    most = crowd(spans)
    assert not any(
        clash(spans[i], spans[j]) and given_[i] == given_[j]
        for i in range(len(spans))
        for j in range(i)
    )
    assert len(set(given_)) == len(most.together) == max(given_, default=-1) + 1
    if most.at is not None:
        assert all(spans[i][0] <= most.at < spans[i][1] for i in most.together)


@given(
    SPANS.filter(lambda spans: len(spans) < 6).flatmap(
        lambda spans: st.tuples(
            st.just(spans),
            st.lists(
                st.lists(st.integers(0, 3), unique=True, max_size=3),
                min_size=len(spans),
                max_size=len(spans),
            ),
        )
    )
)
def test_declared_rooms_are_used_as_sparingly_as_trying_all_ways_would(
    case: tuple[list[tuple[int, int]], list[list[int]]],
) -> None:
    spans, options = case
    house = House(spans, options, [frozenset({room}) for room in range(4)])
    found, proven = housed(house, len(crowd(spans).together))
    assert proven
    assert (None if found is None else len(set(found.values()))) == fewest(spans, options)
    if found is not None:
        assert all(found[i] in options[i] for i in range(len(spans)))
        assert not any(
            clash(spans[i], spans[j]) and found[i] == found[j]
            for i in range(len(spans))
            for j in range(i)
        )


def test_without_a_solver_what_is_found_is_told_to_be_unproven(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spans = [(0, 2), (0, 1), (1, 2)]
    house = House(spans, [[0, 1], [1, 2], [2]], [frozenset({room}) for room in range(3)])
    assert housed(house, 2) == ({0: 0, 1: 2, 2: 2}, True) or housed(house, 2)[1]
    monkeypatch.setattr(solver, "available", lambda: False)
    assert housed(house, 1)[1] is False


def test_lets_coop_needs_nine_rooms() -> None:
    found = rooms(lets_coop())
    assert (found.need.least, found.proven, found.declared) == (9, True, False)
    assert f"{found.need.at:%H:%M}" == "11:45"
    assert [name for name, _ in found.rooms] == [str(i) for i in range(1, 10)]
    inside = {key for _, keys in found.rooms for key in keys}
    assert len(inside) == sum(len(keys) for _, keys in found.rooms) == 20


def test_pauses_need_no_room_and_parts_share_that_of_the_whole() -> None:
    sessions: Sessions = {
        "lunch": {"kind": "meal", "start": "12:00", "minutes": 60},
        "fair": {"start": "12:00", "minutes": 60},
        "demo": {"start": "12:00", "minutes": 30, "within": "fair"},
        "table": {"start": "12:00", "minutes": 30, "within": "lunch"},
        "gone": {"start": "12:00", "minutes": 30, "status": "cancelled"},
        "later": {"minutes": 30},
    }
    found = needed(sessions)
    assert found.need.together == ("fair", "table")
    assert found.waiting == ("later",)


def test_online_and_shared_rooms_are_no_rooms_to_be_found() -> None:
    halls = {"net": {"online": True}, "yard": {"shared": True}, **HALLS}
    sessions: Sessions = {
        "a": {"start": "10:00", "minutes": 60, "rooms": ["net"]},
        "b": {"start": "10:00", "minutes": 60, "rooms": ["yard"]},
        "c": {"start": "10:00", "minutes": 60},
    }
    found = needed(sessions, rooms=halls)
    assert found.rooms == (("attic", ("c",)),)
    assert found.programme.session("c").rooms == ("attic",)


def test_declared_rooms_must_be_fit() -> None:
    sessions: Sessions = {
        "big": {"start": "10:00", "minutes": 60, "audience": 80},
        "small": {"start": "11:00", "minutes": 60, "audience": 10},
        "piano": {"start": "11:00", "minutes": 60, "needs": ["piano"]},
    }
    halls = {**HALLS, "loft": {"features": ["piano"]}}
    found = needed(sessions, rooms=halls)
    assert dict(found.rooms) == {"hall": ("big", "small"), "loft": ("piano",)}
    assert (found.possible, found.proven) == (True, True)


def test_where_no_room_is_fit_that_is_told() -> None:
    found = needed({"a": {"start": "10:00", "minutes": 60, "needs": ["piano"]}}, rooms=HALLS)
    assert (found.possible, found.proven, found.nowhere) == (False, True, ("a",))


def test_too_few_rooms_are_told() -> None:
    talk = {"start": "10:00", "minutes": 60}
    found = needed(dict.fromkeys("abcd", talk), rooms=HALLS)
    assert (found.possible, found.proven, found.need.least) == (False, True, 4)


def test_pinned_sessions_keep_their_rooms() -> None:
    sessions: Sessions = {
        "a": {"start": "10:00", "minutes": 60, "rooms": ["barn"], "pinned": True},
        "b": {"start": "11:00", "minutes": 60, "rooms": ["attic"]},
    }
    found = needed(sessions, rooms=HALLS)
    assert found.rooms == (("barn", ("a", "b")),)


def test_a_whole_and_its_part_are_not_used_at_once() -> None:
    halls = {"hall": {"parts": ["east", "west"], "features": ["stage"]}, "east": {}, "west": {}}
    sessions: Sessions = {
        "play": {"start": "10:00", "minutes": 60, "needs": ["stage"]},
        "talk": {"start": "10:00", "minutes": 60},
    }
    assert needed(sessions, rooms=halls).possible is False


def test_a_changeover_is_kept() -> None:
    sessions: Sessions = {
        "a": {"start": "10:00", "minutes": 60},
        "b": {"start": "11:00", "minutes": 60},
        "c": {"start": "12:15", "minutes": 60},
    }
    found = needed(sessions, rules={"changeover-too-short": {"minutes": 15}})
    assert (found.need.least, found.changeover) == (2, 15)
    assert needed(sessions).need.least == 1


def test_an_open_end_is_the_closing_of_the_day_or_an_hour() -> None:
    sessions: Sessions = {"a": {"start": "10:00"}, "b": {"start": "11:30", "minutes": 30}}
    found = needed(sessions)
    assert (found.need.least, found.presumed) == (1, ("a",))
    closing = {"fri": {"date": "2026-05-15", "closes": "18:00"}}
    assert needed(sessions, days=closing).need.least == 2


def test_tracks_and_people_stay_in_a_room_where_that_costs_none() -> None:
    talk = {"minutes": 60, "track": "work"}
    sessions: Sessions = {
        "x": {"start": "10:00", "minutes": 60},
        "a": {"start": "10:00", **talk},
        "b": {"start": "11:00", **talk},
        "y": {"start": "11:00", "minutes": 60},
    }
    found = needed(sessions, tracks={"work": {"title": "Work"}})
    assert ("a", "b") in [keys for _, keys in found.rooms]


def test_each_day_and_all_days() -> None:
    days = {"fri": {"date": "2026-05-15"}, "sat": {"date": "2026-05-16"}}
    talk = {"start": "10:00", "minutes": 60}
    sessions: Sessions = {
        "a": {"day": "fri", **talk},
        "b": {"day": "sat", **talk},
        "c": {"day": "sat", **talk},
    }
    found = needed(sessions, days=days)
    assert [(day.key, need.least) for day, need in found.days] == [("fri", 1), ("sat", 2)]
    assert found.need.together == ("b", "c")


def test_nothing_needs_a_room() -> None:
    found = needed({"a": {"kind": "break", "start": "10:00", "minutes": 30}})
    assert (found.need.least, found.rooms, found.days) == (0, (), ())
