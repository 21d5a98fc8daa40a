"""When a session may begin, and in which rooms it may be."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsched.document import Document
from coopsched.moment import comes_twice, is_skipped
from coopsched.planning.board import Board
from coopsched.planning.places import Grid, pauses, places, room_choices, starts
from coopsched.planning.task import Task, instant
from planning.programmes import ROOMS, documents, planned, task_of

DAY = {"wed": {"date": "2025-05-14", "opens": "09:00", "closes": "12:00"}}
HOURLY = Grid(step=60)


def clock(task: Task, s: int, grid: Grid = HOURLY) -> list[str]:
    """Return when a session may begin, as the clock of the programme shows it."""
    return [
        f"{instant(start).astimezone(task.programme.zone):%H:%M}" for start in starts(task, s, grid)
    ]


def rooms(task: Task, s: int) -> list[str]:
    return [
        "+".join(task.programme.rooms[i].key for i in choice) for choice in room_choices(task, s)
    ]


def one(fields: dict[str, Any], **sections: Any) -> Task:
    """Return a task of one session, on a short day."""
    return planned({"a": fields}, **{"days": DAY, **sections})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ({"opens": "09:00", "closes": "12:00"}, ["09:00", "10:00", "11:00"]),
        ({"opens": "09:30", "closes": "12:00"}, ["10:00", "11:00"]),
        ({"opens": "16:00"}, ["16:00", "17:00"]),
        ({"opens": "22:00", "closes": "01:00"}, ["22:00", "23:00", "00:00"]),
        ({"opens": "22:00"}, ["22:00", "23:00"]),
        ({"closes": "11:00"}, ["09:00", "10:00"]),
        ({"opens": "11:30", "closes": "12:00"}, []),
    ],
)
def test_sessions_begin_while_a_day_is_open(day: dict[str, str], expected: list[str]) -> None:
    assert clock(one({"minutes": 60}, days={"wed": {"date": "2025-05-14", **day}}), 0) == expected


def test_a_day_without_hours_is_as_long_as_its_sessions() -> None:
    task = planned(
        {"a": {"start": "10:00", "minutes": 30}, "b": {"start": "11:20", "end": "12:10"}},
        days={"wed": {"date": "2025-05-14"}},
    )
    assert clock(task, 0) == ["10:00", "10:30", "11:00", "11:20"]


def test_a_day_that_does_not_close_ends_at_midnight_however_long_its_last_session_is() -> None:
    task = planned(
        {"a": {"start": "22:00", "minutes": 30}, "b": {"start": "23:00", "minutes": 180}},
        days={"wed": {"date": "2025-05-14"}},
    )
    assert clock(task, 0) == ["22:00", "22:30", "23:00"]


def test_when_an_open_ended_session_ends_nobody_knows() -> None:
    task = planned({"a": {"start": "10:00"}, "b": {"start": "11:00", "minutes": 60}}, days=DAY)
    assert clock(task, 1) == ["09:00", "10:00", "11:00"]


def test_timeslots_replace_the_grid_and_must_hold_a_session() -> None:
    hour = timedelta(hours=1)
    grid = Grid(timeslots=((9 * hour, 10 * hour), (10.5 * hour, 12 * hour), (11 * hour, 13 * hour)))
    assert clock(one({"minutes": 60}), 0, grid) == ["09:00", "10:30", "11:00"]
    assert clock(one({"minutes": 75}), 0, grid) == ["10:30"]


def test_only_the_wanted_days_are_used() -> None:
    days = {**DAY, "thu": {"date": "2025-05-15", "opens": "14:00", "closes": "15:00"}}
    task = one({"minutes": 60}, days=days)
    assert clock(task, 0, Grid(step=60, days=frozenset({"thu"}))) == ["14:00"]


def test_an_unplaced_session_stays_on_its_day_and_a_placed_one_may_leave_it() -> None:
    days = {**DAY, "thu": {"date": "2025-05-15", "opens": "14:00", "closes": "15:00"}}
    unplaced, placed = (
        {"minutes": 60, "day": "thu"},
        {"minutes": 60, "day": "thu", "start": "14:00"},
    )
    assert clock(one(unplaced, days=days), 0) == ["14:00"]
    assert clock(one(placed, days=days), 0) == ["09:00", "10:00", "11:00", "14:00"]


def test_a_session_stays_between_what_it_says() -> None:
    assert clock(one({"minutes": 60, "between": [{"from": "10:00"}]}), 0) == ["10:00", "11:00"]
    windows = [{"until": "10:00"}, {"from": "10:00", "until": "11:30"}]
    assert clock(one({"minutes": 60, "between": windows}), 0) == ["09:00", "10:00"]
    assert clock(one({"minutes": 90, "between": windows}), 0, Grid(step=30)) == [
        "09:00", "09:30", "10:00"
    ]  # fmt: skip


def test_nobody_can_place_what_has_no_length() -> None:
    assert clock(one({}), 0) == []


def test_a_start_that_is_stated_stays_where_only_a_room_is_missing() -> None:
    fields = {"minutes": 60, "start": "09:10"}
    assert clock(one(fields, rooms=ROOMS), 0) == ["09:10"]
    assert clock(one({**fields, "kind": "meal"}, rooms=ROOMS), 0) == [
        "09:00", "09:10", "10:00", "10:10", "11:00"
    ]  # fmt: skip


MEAL = {"start": "10:00", "end": "10:30", "kind": "meal"}


@pytest.mark.parametrize(
    ("beside", "free"),
    [
        ({}, False),
        ({"b": {"start": "10:15", "minutes": 30}}, True),
        ({"b": {"start": "10:15", "minutes": 30, "kind": "exhibition"}}, False),
        ({"b": {"start": "10:30", "minutes": 30}}, False),
        ({"b": {"start": "09:00", "minutes": 120}}, True),
        ({"b": {"start": "10:15", "minutes": 30, "status": "cancelled"}}, False),
    ],
)
def test_nothing_is_put_over_a_quiet_pause(beside: dict[str, Any], free: bool) -> None:
    task = planned({"rest": MEAL, "a": {"minutes": 60}, **beside}, days=DAY)
    assert ("10:00" in clock(task, 1)) == free
    assert bool(pauses(task)) != free


@pytest.mark.parametrize("kind", ["social", "exhibition", "talk"])
def test_only_meals_breaks_and_registrations_are_pauses(kind: str) -> None:
    task = planned({"rest": {**MEAL, "kind": kind}, "a": {"minutes": 60}}, days=DAY)
    assert pauses(task) == ()


def test_a_pause_may_move_over_itself_and_over_another() -> None:
    task = planned({"rest": MEAL, "other": {**MEAL, "start": "11:00", "end": "11:30"}}, days=DAY)
    assert len(pauses(task)) == 2
    assert {"10:00", "10:30", "11:00"} <= set(clock(task, 0, Grid(step=30)))


def test_a_part_of_a_pause_may_be_held_in_it_and_a_pause_within_a_session_beside_it() -> None:
    task = planned({"rest": MEAL, "a": {"minutes": 30, "within": "rest"}}, days=DAY)
    assert "10:00" in clock(task, 1)
    sessions: dict[str, Any] = {
        "long": {"start": "09:00", "end": "12:00"},
        "rest": {**MEAL, "within": "long"},
    }
    assert len(pauses(planned(sessions, days=DAY))) == 1


@pytest.mark.parametrize("date", ["2025-03-30", "2025-10-26"])
def test_no_session_begins_at_a_time_that_a_clock_change_skips_or_repeats(date: str) -> None:
    days = {"sun": {"date": date, "opens": "01:00", "closes": "05:00"}}
    task = one({"minutes": 30}, days=days)
    expected = ["01:00", "01:30", "03:00", "03:30", "04:00", "04:30"]
    assert clock(task, 0, Grid(step=30)) == expected


@pytest.mark.parametrize("zone", ["Asia/Beirut", "America/Havana", "Australia/Lord_Howe", "UTC"])
@pytest.mark.parametrize("month", [3, 4, 10, 11])
def test_starts_are_plain_clock_times_in_any_zone(zone: str, month: int) -> None:
    days = {f"d{n}": {"date": f"2024-{month:02}-{n:02}"} for n in range(1, 31)}
    task = one({"minutes": 20}, days=days, timezone=zone)
    moments = [instant(start).astimezone(task.programme.zone) for start in starts(task, 0, Grid())]
    assert not [each for each in moments if is_skipped(each) or comes_twice(each)]
    assert {each.minute for each in moments} == {0, 15, 30, 45}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"rooms": ["east"]}, ["east", "west", "hall", "attic", "net"]),
        ({"rooms": []}, ["hall", "west", "east", "attic", "net"]),
        ({"audience": 15}, ["east", "west", "hall", "attic", "net"]),
        ({"audience": 25}, ["west", "hall", "east", "attic", "net"]),
        ({"rooms": ["fair"]}, ["fair", "hall", "west", "east", "attic", "net"]),
        ({"rooms": ["net"]}, ["net", "hall", "west", "east", "attic"]),
        ({"kind": "meal"}, [""]),
        ({"kind": "meal", "rooms": ["west"]}, ["west", "hall", "east", "attic", "net"]),
    ],
)
def test_rooms_are_tried_from_the_tightest_that_fits(
    fields: dict[str, Any], expected: list[str]
) -> None:
    task = one({"start": "10:00", "minutes": 30, **fields}, rooms=ROOMS)
    assert sorted(rooms(task, 0)) == sorted(expected)
    assert rooms(task, 0) == expected


def test_a_session_in_two_rooms_is_offered_two_that_share_no_space() -> None:
    task = one({"start": "10:00", "minutes": 30, "rooms": ["west", "attic"]}, rooms=ROOMS)
    found = rooms(task, 0)
    assert found[0] == "west+attic"
    assert {frozenset(each.split("+")) for each in found} == {
        frozenset(pair.split("+"))
        for pair in (
            "west+attic", "hall+attic", "hall+net", "west+east", "west+net", "east+attic",
            "east+net", "attic+net",
        )
    }  # fmt: skip
    many = {f"r{i}": {"name": f"R{i}"} for i in range(30)}
    full = one({"start": "10:00", "minutes": 30, "rooms": ["r1", "r2"]}, rooms=many)
    assert rooms(full, 0) == ["r1+r2"]


def test_an_unplaced_session_stays_in_the_rooms_that_it_states() -> None:
    assert rooms(one({"minutes": 30, "rooms": ["attic"]}, rooms=ROOMS), 0) == ["attic"]


def test_what_lies_within_a_session_with_a_room_needs_none() -> None:
    sessions: dict[str, Any] = {
        "long": {"start": "09:00", "end": "12:00", "rooms": ["west"]},
        "part": {"start": "10:00", "minutes": 30, "within": "long"},
    }
    assert rooms(planned(sessions, days=DAY, rooms=ROOMS), 1) == [""]
    assert rooms(planned({"a": {"minutes": 30}}, days=DAY), 0) == [""]


@settings(max_examples=40)
@given(documents(most=4), st.sampled_from([5, 20, 60]))
def test_places_are_starts_and_rooms_where_a_session_alone_has_no_error(
    document: Document, step: int
) -> None:
    task, grid = task_of(document), Grid(step=step)
    board = Board(task)
    for s in range(len(task.sessions)):
        found = list(places(board, s, grid))
        assert all(board.alone(s, place)[0] == 0 for place in found)
        assert {place.start for place in found} <= set(starts(task, s, grid))
        assert {place.rooms for place in found} <= set(room_choices(task, s))
        assert len(set(found)) == len(found)


def test_instants_are_in_utc() -> None:
    task = one({"minutes": 60})
    assert instant(starts(task, 0, HOURLY)[0]) == datetime(2025, 5, 14, 7, tzinfo=UTC)
