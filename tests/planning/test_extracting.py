"""A part of a planning task, with all that can matter to it."""

from coopsched.planning.extracting import extract
from coopsched.planning.task import Place
from planning.programmes import Fields, planned

SESSIONS: dict[str, Fields] = {
    "other": {"minutes": 30},
    "a": {"minutes": 30, "after": ["b"]},
    "b": {"minutes": 30, "repeats": "first"},
    "first": {"minutes": 30},
    "again": {"minutes": 30, "repeats": "first"},
    "held": {"minutes": 30, "start": "10:00"},
}


def test_what_is_neither_placed_nor_named_is_left_out() -> None:
    task = planned(SESSIONS)
    held = {5: Place(7, ())}
    part = extract(task, [1], held)
    keys = [session.key for session in part.task.sessions]
    assert keys == ["a", "b", "first", "again", "held"]
    assert [keys[s] for s in part.open_] == ["a"]
    assert {keys[s]: place for s, place in part.held.items()} == {"held": Place(7, ())}


def test_where_the_sessions_make_the_days_all_of_them_are_kept() -> None:
    task = planned({"a": {"minutes": 30}, "b": {"minutes": 30}}, days={})
    assert extract(task, [0], {}).task is task
