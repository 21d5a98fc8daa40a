"""What a plan heeds, each with a small programme in which heeding it changes the plan."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from coopsched.planning.places import Grid
from coopsched.planning.plans.planning import NoDays, Plan, plan
from planning.programmes import document

HOUR = timedelta(hours=1)
MORNING = {"fri": {"date": "2026-05-15", "opens": "09:00", "closes": "12:00"}}
ROOMS = {"hall": {"name": "Hall", "capacity": 100}, "attic": {"name": "Attic", "capacity": 20}}
NORA = {"nora": {"name": "Nora"}}
Sessions = Mapping[str, Mapping[str, Any]]


def made(sessions: Sessions, *, grid: Grid = Grid(), again: bool = False, **sections: Any) -> Plan:  # noqa: B008  immutable
    """Return the plan of a programme of one morning."""
    about: dict[str, Any] = {"days": MORNING, "languages": ["en"], **sections}
    fields = {key: {"speakers": [], **each} for key, each in sessions.items()}
    return plan(document(fields, **about), grid=grid, again=again)


def where(found: Plan) -> dict[str, str]:
    """Return when and in which rooms sessions are placed: `09:00 hall`."""
    return {key: " ".join([f"{at.start:%H:%M}", *at.rooms]) for key, at in found.placements.items()}


def test_opening_hours() -> None:
    assert where(made({"a": {"minutes": 180}})) == {"a": "09:00"}
    assert made({"a": {"minutes": 195}}).unplaced == ("a",)


def test_a_day_past_midnight() -> None:
    night = {"fri": {"date": "2026-05-15", "opens": "22:00", "closes": "01:00"}}
    found = made({"a": {"minutes": 90}, "b": {"minutes": 90, "not-with": ["a"]}}, days=night)
    assert where(found) == {"a": "22:00", "b": "23:30"}


def test_several_days() -> None:
    days = {**MORNING, "sat": {"date": "2026-05-16", "opens": "10:00", "closes": "11:00"}}
    found = made({"a": {"minutes": 60, "day": "sat"}, "b": {"minutes": 180}}, days=days)
    assert {key: f"{at.start:%d %H}" for key, at in found.placements.items()} == {
        "a": "16 10",
        "b": "15 09",
    }


def test_availability_of_people() -> None:
    late = {"nora": {"name": "Nora", "available": [{"from": "10:30"}]}}
    found = made({"a": {"minutes": 60, "speakers": ["nora"]}}, speakers=late)
    assert where(found) == {"a": "10:30"}


def test_availability_of_rooms() -> None:
    rooms = {"hall": {"name": "Hall", "unavailable": [{"until": "11:00"}]}}
    assert where(made({"a": {"minutes": 60}}, rooms=rooms)) == {"a": "11:00 hall"}


def test_nobody_is_in_two_sessions() -> None:
    talk = {"minutes": 90, "speakers": ["nora"]}
    found = made({"a": talk, "b": talk}, speakers=NORA)
    assert where(found) == {"a": "09:00", "b": "10:30"}
    assert len(made({"a": talk, "b": talk, "c": talk}, speakers=NORA).unplaced) == 1


def test_capacity_as_a_warning_and_as_an_error() -> None:
    talk = {"minutes": 120, "audience": 50}
    soft = made({"a": talk, "b": talk}, rooms=ROOMS)
    assert sorted(at.split()[1] for at in where(soft).values()) == ["attic", "hall"]
    assert soft.costs == {"room-too-small": 1.0}
    assert soft.proven
    hard = made({"a": talk, "b": talk}, rooms=ROOMS, rules={"room-too-small": "error"})
    assert (len(hard.placements), len(hard.unplaced)) == (1, 1)
    assert hard.hopeless


def test_features() -> None:
    rooms: dict[str, Any] = {**ROOMS, "loft": {"name": "Loft", "features": ["piano"]}}
    assert where(made({"a": {"minutes": 60, "needs": "piano"}}, rooms=rooms)) == {"a": "09:00 loft"}


def test_between() -> None:
    session = {"minutes": 30, "between": {"from": "10:20", "until": "11:00"}}
    assert where(made({"a": session})) == {"a": "10:30"}
    assert made({"a": {**session, "minutes": 45}}).unplaced == ("a",)


def test_after() -> None:
    found = made({"b": {"minutes": 60, "after": ["a"]}, "a": {"minutes": 60}})
    assert where(found) == {"b": "10:00", "a": "09:00"}


def test_what_is_not_to_be_together_as_an_error() -> None:
    rules = {"audience-clash": "error"}
    pair: dict[str, dict[str, Any]] = {
        "a": {"minutes": 90},
        "b": {"minutes": 90, "not-with": ["a"]},
    }
    assert where(made(pair, rules=rules)) == {"a": "09:00", "b": "10:30"}
    longer = {key: {**each, "minutes": 100} for key, each in pair.items()}
    assert len(made(longer, rules=rules).unplaced) == 1
    assert made(longer).costs == {"audience-clash": 1.0}


def test_tracks() -> None:
    tracks = {"work": {"title": "Work"}}
    talk = {"minutes": 60, "track": "work"}
    found = made({"a": talk, "b": talk, "c": talk}, tracks=tracks, rooms=ROOMS)
    assert sorted(where(found).values()) == ["09:00 hall", "10:00 hall", "11:00 hall"]
    assert found.cost == 0


def test_a_gap_in_a_language_is_avoided() -> None:
    sessions: Sessions = {
        "a": {"start": "09:00", "minutes": 180, "languages": ["fr"]},
        "b": {"minutes": 90, "languages": ["nl"]},
        "c": {"minutes": 90, "languages": ["nl"]},
    }
    found = made(sessions, languages=["fr", "nl"])
    assert sorted(where(found).values()) == ["09:00", "10:30"]
    assert (found.cost, found.proven) == (0, True)


def test_changeovers() -> None:
    rooms = {"hall": {"name": "Hall"}}
    rules = {"changeover-too-short": {"minutes": 30}}
    found = made({"a": {"minutes": 60}, "b": {"minutes": 60}}, rooms=rooms, rules=rules)
    assert sorted(where(found).values()) == ["09:00 hall", "10:30 hall"]
    assert found.cost == 0


def test_walks() -> None:
    sessions: Sessions = {
        "a": {"start": "09:00", "minutes": 60, "rooms": ["hall"], "speakers": ["nora"]},
        "b": {"minutes": 60, "rooms": ["attic"], "speakers": ["nora"]},
    }
    venue = {"name": "Mill", "walks": [{"rooms": ["hall", "attic"], "minutes": 20}]}
    found = made(sessions, rooms=ROOMS, speakers=NORA, venue=venue)
    assert where(found) == {"b": "10:30 attic"}


def test_lunch() -> None:
    day = {"fri": {"date": "2026-05-15", "opens": "11:00", "closes": "16:00"}}
    talk = {"minutes": 75, "speakers": ["nora"]}
    found = made({"a": talk, "b": talk, "c": talk}, days=day, speakers=NORA)
    assert (len(found.placements), found.cost) == (3, 0)


def test_timeslots() -> None:
    grid = Grid(timeslots=((9 * HOUR, 10 * HOUR), (10.25 * HOUR, 11 * HOUR)))
    found = made({"a": {"minutes": 60}, "b": {"minutes": 45, "after": ["a"]}}, grid=grid)
    assert where(found) == {"a": "09:00", "b": "10:15"}
    assert made({"a": {"minutes": 75}}, grid=grid).unplaced == ("a",)


def test_within() -> None:
    sessions: Sessions = {
        "fair": {"start": "10:00", "minutes": 90, "rooms": ["hall"]},
        "demo": {"minutes": 30, "within": "fair"},
    }
    assert where(made(sessions, rooms=ROOMS))["demo"] in ("10:00", "10:30", "11:00")


def test_repeats() -> None:
    sessions: Sessions = {"a": {"minutes": 90}, "again": {"repeats": "a"}}
    assert where(made(sessions)) == {"a": "09:00", "again": "10:30"}


def test_resources() -> None:
    talk = {"minutes": 90, "resources": ["camera"]}
    found = made({"a": talk, "b": talk}, resources={"camera": {"quantity": 1}})
    assert where(found) == {"a": "09:00", "b": "10:30"}


def test_what_is_pinned_stays() -> None:
    sessions: Sessions = {
        "a": {"start": "10:00", "minutes": 60, "rooms": ["attic"], "pinned": True},
        "b": {"start": "10:00", "minutes": 60, "rooms": ["hall"]},
        "c": {"minutes": 60, "pinned": True},
    }
    found = made(sessions, rooms=ROOMS, again=True)
    assert where(found) == {"b": "09:00 hall"}
    assert found.held == ("c",)


def test_a_quiet_pause_stays_quiet() -> None:
    sessions: Sessions = {
        "coffee": {"kind": "break", "start": "10:00", "minutes": 30},
        "a": {"minutes": 60},
        "b": {"minutes": 90, "not-with": ["a"]},
    }
    found = made(sessions, again=True)
    assert where(found) == {"a": "09:00", "b": "10:30"}


def test_a_start_without_a_room_gets_one() -> None:
    sessions: Sessions = {
        "a": {"start": "10:00", "minutes": 60},
        "b": {"start": "10:30", "minutes": 60, "rooms": ["attic"]},
    }
    assert where(made(sessions, rooms=ROOMS)) == {"a": "10:00 hall"}


def test_rooms_without_a_start_get_one() -> None:
    sessions: Sessions = {
        "a": {"minutes": 60, "rooms": ["hall"]},
        "b": {"start": "09:00", "minutes": 60, "rooms": ["hall"]},
    }
    assert where(made(sessions, rooms=ROOMS)) == {"a": "10:00 hall"}


def test_whole_rooms_and_their_parts() -> None:
    rooms = {"hall": {"name": "Hall", "parts": ["east", "west"]}, "east": "East", "west": "West"}
    sessions: Sessions = {
        "all": {"minutes": 60, "rooms": ["hall"]},
        "a": {"minutes": 120, "rooms": ["east"]},
        "b": {"minutes": 120, "rooms": ["west"]},
    }
    found = made(sessions, rooms=rooms)
    assert found.unplaced == ()
    assert where(found)["a"][:5] == where(found)["b"][:5]


def test_what_has_no_length_is_told() -> None:
    found = made({"a": {}, "b": {"minutes": 30}})
    assert (found.endless, list(found.placements)) == (("a",), ["b"])


def test_weights_decide_which_warning_is_avoided() -> None:
    sessions: Sessions = {
        "a": {"start": "09:00", "minutes": 180, "rooms": ["hall"], "track": "work"},
        "b": {"start": "09:00", "minutes": 120, "speakers": ["nora"], "rooms": ["attic"]},
        "c": {"minutes": 60, "track": "work", "audience": 50, "speakers": ["nora"]},
        "d": {"start": "11:00", "minutes": 60, "rooms": ["loft"]},
    }
    rooms: dict[str, Any] = {**ROOMS, "loft": {"name": "Loft", "capacity": 80}}
    sections: dict[str, Any] = {
        "rooms": rooms,
        "speakers": NORA,
        "tracks": {"work": {"title": "Work"}},
    }
    found = made(sessions, **sections)
    assert found.costs == {"audience-clash": 1.0, "room-too-small": 1.0}
    assert where(found) == {"c": "11:00 attic"}
    dear = made(sessions, rules={"room-too-small": {"weight": 3}}, **sections)
    assert dear.cost == 4
    assert dear.proven


def test_without_days_there_is_no_plan() -> None:
    with pytest.raises(NoDays):
        made({"a": {"minutes": 60}}, days={})


def test_nothing_to_place() -> None:
    found = made({"a": {"start": "09:00", "minutes": 60}})
    assert (found.asked, found.placements, found.proven) == (0, {}, True)


def test_of_a_track_that_has_to_be_jammed_each_pair_costs() -> None:
    sessions = {key: {"minutes": 60, "track": "work"} for key in "abcdef"}
    rooms = {f"r{i}": {"name": f"Room {i}"} for i in range(6)}
    only = Grid(timeslots=((10 * HOUR, 11 * HOUR),))
    found = made(sessions, grid=only, rooms=rooms, tracks={"work": {"title": "Work"}})
    assert found.costs == {"audience-clash": 15.0}
    assert found.bound is not None
    assert found.bound <= found.cost == 15
