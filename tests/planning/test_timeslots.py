"""Plans on timeslots: held to trying every assignment, with `check` as the only judge."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import product
from math import inf, prod
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import coopsched
from coopsched.document import Document
from coopsched.planning.board import Board
from coopsched.planning.places import Grid
from coopsched.planning.plans.offers import Offer, offers, wanted
from coopsched.planning.plans.timeslots import Timetabled, plan_timeslots
from coopsched.planning.task import Task
from planning.programmes import documents, planned, task_of, text
from planning.trying import judged, taken_off

ROOMS = {"attic": {"name": "Attic", "capacity": 20}, "hall": {"name": "Hall", "capacity": 200}}
PEOPLE = {key: {"name": key.title()} for key in ("ana", "bo", "cy")}


def grid(*hours: float, minutes: int = 60) -> Grid:
    """Return a grid whose timeslots begin at these hours."""
    length = timedelta(minutes=minutes)
    return Grid(timeslots=tuple((timedelta(hours=h), timedelta(hours=h) + length) for h in hours))


GRIDS = (grid(9, 11, 14, minutes=120), grid(10, 11, 12), grid(10, 16, minutes=360), grid(11, 13))


def board_for(task: Task, where: Mapping[int, Offer]) -> Board:
    """Return a board with everything but what is to be placed."""
    return Board(task, {s: p for s, p in enumerate(task.now) if p is not None and s not in where})


def timetabled(task: Task, on: Grid) -> Timetabled:
    """Plan what waits for a place, on a grid that fits."""
    where = offers(task, wanted(task).open, on)
    found = plan_timeslots(board_for(task, where), where)
    assert found is not None
    return found


def starts(task: Task, found: Timetabled) -> dict[str, str]:
    """Return at what time each session begins, by key."""
    return {
        task.sessions[s].key: f"{task.placement(place).start:%H:%M}"
        for s, place in found.places.items()
    }


def tried(document: Document, task: Task, where: Mapping[int, Offer]) -> Iterator[float]:
    """Yield what the warnings cost of each way without an error, as `check` finds them."""
    for chosen in product(*(tuple(offer.places()) for offer in where.values())):
        errors, cost = judged(document, task, dict(zip(where, chosen, strict=True)))
        if not errors:
            yield cost


def few(document: Document, on: Grid) -> tuple[Document, Task, Mapping[int, Offer]]:
    """Take what can be moved off a programme, as far as all ways can be tried."""
    free = [
        session.key
        for i, session in enumerate(document.programme.sessions)
        if session.start and session.length and i not in task_of(document).held
    ]
    away = taken_off(document, free[:2])
    task = task_of(away)
    where = offers(task, wanted(task).open[:3], on)
    assume(where and prod(offer.size for offer in where.values()) <= 150)
    return away, task, where


@given(documents(most=5), st.sampled_from(GRIDS))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_way_that_is_tried_costs_less_than_the_bound(document: Document, on: Grid) -> None:
    away, task, where = few(document, on)
    found = plan_timeslots(board_for(task, where), where)
    assume(found is not None)
    assert found is not None
    assert found.bound <= min(tried(away, task, where), default=inf) + 1e-9


@given(documents(most=5), st.sampled_from(GRIDS))
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_found_has_no_new_error_and_the_cost_it_says(document: Document, on: Grid) -> None:
    away, task, where = few(document, on)
    board = board_for(task, where)
    before = board.errors, board.warnings, tuple(board.at)
    found = plan_timeslots(board, where)
    assert (board.errors, board.warnings, tuple(board.at)) == before
    if found is not None and len(found.places) == len(where):
        errors, cost = judged(away, task, found.places)
        assert errors <= board.errors
        assert cost == pytest.approx(found.cost)
        assert found.bound <= cost + 1e-9


TALK: dict[str, Any] = {"minutes": 60}
OPEN = {"wed": {"date": "2025-05-14", "opens": "09:00", "closes": "20:00"}}


@st.composite
def timetables(draw: st.DrawFn) -> Document:
    """Make up to three talks, wanted by people and tracks, for two rooms and three hours."""
    audiences = st.sampled_from((None, 10, 90, 500))
    some = st.lists(st.sampled_from(list(PEOPLE)), max_size=2, unique=True)
    sessions = {
        key: {
            "minutes": draw(st.sampled_from((30, 60))),
            "speakers": draw(some),
            "track": draw(st.sampled_from(("knots", "sails"))),
            **({"audience": audience} if (audience := draw(audiences)) else {}),
            **({"after": "a"} if key == "c" and draw(st.booleans()) else {}),
            **({"not-with": "a"} if key == "b" and draw(st.booleans()) else {}),
        }
        for key in "abc"[: draw(st.integers(1, 3))]
    }
    away = {"unavailable": {"until": draw(st.sampled_from(("11:00", "12:00")))}}
    people = {**PEOPLE, "ana": {"name": "Ana", **(away if draw(st.booleans()) else {})}}
    closed = {"unavailable": {"from": "12:00"}} if draw(st.booleans()) else {}
    return coopsched.loads(
        text(
            sessions,
            rooms={**ROOMS, "hall": {**ROOMS["hall"], **closed}},
            speakers=people,
            tracks={"knots": {"title": "Knots"}, "sails": {"title": "Sails"}},
            rules={"audience-clash": {"weight": draw(st.sampled_from((1, 3)))}, "no-lunch": "off"},
        )
    )


@given(timetables())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_talks_in_timeslots_are_placed_as_by_trying_everything(document: Document) -> None:
    on = grid(10, 11.25, 12.5)
    task = task_of(document)
    where = offers(task, wanted(task).open, on)
    assume(prod(offer.size for offer in where.values()) <= 220)
    found = plan_timeslots(board_for(task, where), where)
    assert found is not None
    best = min(tried(document, task, where), default=inf)
    assert found.bound == pytest.approx(best)
    if best < inf:
        assert len(found.places) == len(where)
        assert found.cost == pytest.approx(best)


def test_a_track_is_spread_over_the_timeslots() -> None:
    sessions = {key: {**TALK, "track": "knots"} for key in "abc"}
    task = planned(sessions, rooms=ROOMS, tracks={"knots": {"title": "Knots"}})
    found = timetabled(task, grid(10, 11, 12))
    assert sorted(starts(task, found).values()) == ["10:00", "11:00", "12:00"]
    assert (found.cost, found.bound) == (0, 0)


def test_clashes_that_cannot_be_avoided_are_proven() -> None:
    sessions = {key: {**TALK, "track": "knots"} for key in "abc"}
    rules = {"audience-clash": {"weight": 2.5}}
    tracks = {"knots": {"title": "Knots"}}
    task = planned(sessions, rooms=ROOMS, tracks=tracks, rules=rules)
    found = timetabled(task, grid(10, 11))
    assert (found.cost, found.bound) == (2.5, 2.5)


def test_who_speaks_twice_speaks_in_two_timeslots() -> None:
    task = planned(
        {"a": {**TALK, "speakers": "ana"}, "b": {**TALK, "speakers": ["ana", "bo"]}},
        rooms=ROOMS,
        speakers=PEOPLE,
    )
    assert sorted(starts(task, timetabled(task, grid(10, 11))).values()) == ["10:00", "11:00"]


def test_more_talks_than_rooms_and_timeslots_are_said_to_be_infeasible() -> None:
    task = planned(dict.fromkeys("abcde", TALK), rooms=ROOMS)
    found = timetabled(task, grid(10, 11))
    assert found.bound == inf
    assert len(found.places) == 4


def test_a_person_with_more_talks_than_timeslots_is_said_to_be_infeasible() -> None:
    sessions = {key: {**TALK, "speakers": "ana"} for key in "abc"}
    found = timetabled(planned(sessions, rooms=ROOMS, speakers=PEOPLE), grid(10, 11))
    assert found.bound == inf
    assert len(found.places) == 2


def test_a_talk_that_nobody_can_come_to_is_left_and_the_others_placed() -> None:
    people = {"ana": {"name": "Ana", "unavailable": {"day": "wed"}}}
    sessions = {"a": {**TALK, "speakers": "ana"}, "b": TALK}
    task = planned(sessions, rooms=ROOMS, speakers=people)
    found = timetabled(task, grid(10))
    assert starts(task, found) == {"b": "10:00"}
    assert found.bound == inf


def test_a_prerequisite_comes_in_an_earlier_timeslot() -> None:
    task = planned({"a": {**TALK, "after": "b"}, "b": TALK}, rooms=ROOMS)
    assert starts(task, timetabled(task, grid(10, 11))) == {"a": "11:00", "b": "10:00"}


def test_no_more_of_a_resource_is_used_in_a_timeslot_than_there_is() -> None:
    sessions = {key: {**TALK, "resources": {"camera": 2}} for key in "ab"}
    task = planned(sessions, rooms=ROOMS, resources={"camera": {"quantity": 3}})
    assert sorted(starts(task, timetabled(task, grid(10, 11))).values()) == ["10:00", "11:00"]


def test_the_large_room_is_for_those_whom_many_come_to_see() -> None:
    sessions = {key: {**TALK, "audience": 150 if key in "ab" else 15} for key in "abcd"}
    task = planned(sessions, rooms=ROOMS)
    found = timetabled(task, grid(10, 11))
    assert (found.cost, found.bound) == (0, 0)


def test_too_many_for_the_large_room_are_counted() -> None:
    sessions = {key: {**TALK, "audience": 150} for key in "abcd"}
    found = timetabled(planned(sessions, rooms=ROOMS), grid(10, 11))
    assert (found.cost, found.bound) == (2, 2)


def test_the_whole_of_a_room_and_its_parts_are_not_used_at_once() -> None:
    rooms = {"hall": {"name": "Hall", "parts": ["w", "e"]}, "w": {}, "e": {}}
    rooms = {key: {"name": key, **room} for key, room in rooms.items()}
    sessions = {"a": {**TALK, "rooms": "hall"}, "b": {**TALK, "rooms": "w"}, "c": TALK}
    task = planned(sessions, rooms=rooms)
    found = timetabled(task, grid(10, 11))
    assert found.cost == 0
    assert starts(task, found)["a"] != starts(task, found)["b"]


def test_what_is_placed_already_stays_and_is_heeded() -> None:
    fixed = {"start": "10:00", "minutes": 60, "rooms": ["hall"], "speakers": "ana"}
    sessions = {"a": fixed, "b": {**TALK, "speakers": "ana"}}
    task = planned(sessions, days=OPEN, rooms=ROOMS, speakers=PEOPLE)
    assert starts(task, timetabled(task, grid(10, 11))) == {"b": "11:00"}


def test_starts_that_are_no_grid_are_left_to_others() -> None:
    task = planned({"a": TALK, "b": TALK}, rooms=ROOMS)
    where = offers(task, wanted(task).open, Grid(step=30))
    assert plan_timeslots(board_for(task, where), where) is None


def test_a_large_timetable_is_solved_by_parts_and_proven() -> None:
    sessions = {
        f"s{i}": {**TALK, "speakers": f"p{i % 120}", "track": f"t{i % 20}", "audience": 10 + i % 9}
        for i in range(160)
    }
    task = planned(
        sessions,
        days={f"d{day}": {**OPEN["wed"], "date": f"2025-05-1{day}"} for day in range(1, 5)},
        rooms={f"r{i}": {"name": f"Room {i}", "capacity": 20} for i in range(6)},
        speakers={f"p{i}": {"name": f"Person {i}"} for i in range(120)},
        tracks={f"t{i}": {"title": f"Track {i}"} for i in range(20)},
    )
    on = grid(9, 10.25, 11.5, 13.5, 14.75, 16, 17.25)
    found = timetabled(task, on)
    assert len(found.places) == 160
    assert (found.cost, found.bound) == (0, 0)
    assert timetabled(task, on).places == found.places


def test_told_to_stop_it_gives_what_it_has() -> None:
    task = planned(dict.fromkeys("abc", TALK), rooms=ROOMS)
    where = offers(task, wanted(task).open, grid(10, 11))
    found = plan_timeslots(board_for(task, where), where, stop=lambda: True)
    assert found is not None
    assert found.bound <= found.cost


def test_nothing_to_place_costs_what_is_there() -> None:
    task = planned(
        {"a": {"start": "10:00", "minutes": 60, "rooms": ["attic"], "audience": 50}}, rooms=ROOMS
    )
    assert plan_timeslots(Board(task), {}) == Timetabled({}, 1, 1)


def test_two_languages_are_both_spoken_at_all_times() -> None:
    sessions = {key: {**TALK, "languages": ["fr" if key in "abc" else "nl"]} for key in "abcdef"}
    task = planned(sessions, rooms=ROOMS, languages=["fr", "nl"])
    found = timetabled(task, grid(10, 11.25, 12.5))
    assert (found.cost, found.bound) == (0, 0)


def test_a_gap_that_cannot_be_filled_is_proven() -> None:
    sessions = {key: {**TALK, "languages": ["nl" if key == "a" else "fr"]} for key in "abcd"}
    task = planned(sessions, rooms=ROOMS, languages=["fr", "nl"])
    found = timetabled(task, grid(10, 11.25))
    assert (found.cost, found.bound) == (1, 1)


def test_nothing_is_put_beside_a_plenary_where_there_is_time_enough() -> None:
    sessions = {"all": {**TALK, "kind": "plenary"}, **dict.fromkeys("abcd", TALK)}
    task = planned(sessions, rooms=ROOMS)
    found = timetabled(task, grid(10, 11, 12))
    times = starts(task, found)
    assert (found.cost, found.bound) == (0, 0)
    assert times["all"] not in {times[key] for key in "abcd"}


def test_what_must_be_beside_a_plenary_is_counted() -> None:
    sessions = {"all": {**TALK, "kind": "plenary"}, **dict.fromkeys("abc", TALK)}
    found = timetabled(planned(sessions, rooms=ROOMS), grid(10, 11))
    assert (found.cost, found.bound) == (1, 1)


def test_where_rooms_may_be_shared_nothing_is_said_to_be_infeasible() -> None:
    rules = {"room-double-booking": {"severity": "warning"}}
    task = planned(dict.fromkeys("abcde", TALK), rooms=ROOMS, rules=rules)
    assert timetabled(task, grid(10, 11)).bound == 0
