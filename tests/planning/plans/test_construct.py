"""Quick places for many sessions, who gives way for what is left over, and order at the end."""

from random import Random
from typing import Any

from hypothesis import assume, given, settings

from coopsched.document import Document
from coopsched.planning.board import Board
from coopsched.planning.places import Grid
from coopsched.planning.plans.construct import construct
from coopsched.planning.plans.ejecting import make_room
from coopsched.planning.plans.layout import Layout
from coopsched.planning.plans.offers import days, offers, wanted
from coopsched.planning.plans.planning import plan
from coopsched.planning.plans.tidying import tidy
from coopsched.planning.task import MINUTE, Task
from planning.programmes import document, documents, planned, task_of

FRIDAY = {"fri": {"date": "2026-05-15", "opens": "09:00", "closes": "12:00"}}


def layout_of(task: Task, grid: Grid, *, padded: bool = False) -> Layout:
    """Return a layout of what is held, with all else to be placed."""
    open_ = wanted(task).open
    there = {s: at for s, at in enumerate(task.now) if at is not None and s not in open_}
    where = offers(task, open_, grid)
    return Layout(Board(task, there), where, days(task, open_, grid), padded=padded)


def crowded(sessions: int, rooms: int, seed: int) -> Document:
    """Return sessions of mixed lengths that leave a twentieth of the rooms' time."""
    random = Random(seed)  # noqa: S311  a test, and no secret
    lengths = [random.choice((15, 20, 25, 30, 45, 60, 90)) for _ in range(sessions)]
    minutes = -(-sum(lengths) * 20 // (19 * rooms * 2) // 5) * 5
    closes = f"{9 + minutes // 60:02}:{minutes % 60:02}"
    fields: dict[str, Any] = {
        "rooms": {f"r{i}": {"capacity": 50 + i % 3 * 50} for i in range(rooms)},
        "speakers": {f"p{i}": {"name": f"Person {i}"} for i in range(sessions)},
        "days": {
            day: {"date": date, "opens": "09:00", "closes": closes}
            for day, date in (("fri", "2026-05-15"), ("sat", "2026-05-16"))
        },
    }
    talks = {
        f"t{i}": {
            "minutes": length,
            "audience": random.choice((20, 40, 80)),
            "speakers": [f"p{random.randrange(sessions)}"],
        }
        for i, length in enumerate(lengths)
    }
    return document(talks, **fields)


def test_rooms_that_are_nearly_full_take_all() -> None:
    found = plan(crowded(160, 8, 1), grid=Grid(step=5), iterations=0)
    assert (len(found.placements), found.unplaced) == (160, ())


def test_who_is_in_the_way_gives_way() -> None:
    # The short one comes first and takes the only gap in which the long one fits.
    sessions: dict[str, dict[str, Any]] = {
        "short": {"minutes": 60},
        "long": {"minutes": 120, "between": {"from": "09:00", "until": "11:00"}},
    }
    task = planned(sessions, days=FRIDAY, rooms={"hall": {}})
    layout = layout_of(task, Grid(step=60))
    layout.put(0, next(iter(layout.offers[0].places())))
    left = make_room(layout, [1], random=Random(0), tries=20)  # noqa: S311  a test, and no secret
    assert left == []
    assert layout.board.errors == 0
    assert [at and (at.start - layout.days[0].opens) // MINUTE for at in layout.board.at] == [
        120,
        0,
    ]


def test_what_cannot_be_placed_leaves_the_most_placed() -> None:
    talk: dict[str, Any] = {"minutes": 90}
    task = planned(dict.fromkeys("abc", talk), days=FRIDAY, rooms={"hall": {}})
    layout = layout_of(task, Grid())
    left = construct(layout, range(3), tight=True)
    again = make_room(layout, left, random=Random(0), tries=30)  # noqa: S311  a test, and no secret
    assert (len(left), len(again)) == (1, 1)
    assert layout.board.errors == 0


def test_placing_stops_when_told() -> None:
    task = planned({"a": {"minutes": 30}}, days=FRIDAY)
    assert construct(layout_of(task, Grid()), [0], stop=lambda: True) == [0]


@settings(max_examples=60)
@given(documents())
def test_free_stretches_are_those_that_nobody_uses(read: Document) -> None:
    task = task_of(read)
    assume(task.programme.all_days and wanted(task).open)
    layout = layout_of(task, Grid(step=60))
    construct(layout, wanted(task).open, tight=True)
    placed = [s for s in wanted(task).open if layout.board.at[s] is not None]
    for s in placed[::2]:
        layout.take(s)
    programme = task.programme
    for day, hours in enumerate(layout.days):
        for room, each in enumerate(programme.rooms):
            free = layout.gaps((room,), day)
            assert free == sorted(free)
            for minute in range(hours.opens, hours.closes, 15 * MINUTE):
                parts = programme.smallest_parts(each.key)
                busy = any(
                    at.start <= minute < at.start + (task.lengths[s] or 0)
                    and any(
                        parts & programme.smallest_parts(programme.rooms[r].key)
                        and not programme.rooms[r].shared
                        for r in at.rooms
                    )
                    for s, at in enumerate(layout.board.at)
                    if at is not None
                )
                if not each.shared:
                    assert any(a <= minute < b for a, b in free) == (not busy)


@settings(max_examples=60)
@given(documents())
def test_tidying_costs_nothing(read: Document) -> None:
    task = task_of(read)
    assume(task.programme.all_days and wanted(task).open)
    layout = layout_of(task, Grid(step=60))
    open_ = wanted(task).open
    left = construct(layout, open_)
    before = layout.board.errors, layout.board.warnings
    tidy(layout, [s for s in open_ if s not in left])
    assert layout.board.errors <= before[0]
    assert layout.board.warnings <= before[1] + 1e-6


def test_a_track_keeps_to_a_room_and_sessions_to_themselves() -> None:
    sessions: dict[str, dict[str, Any]] = {
        "a": {"minutes": 30, "track": "work"},
        "b": {"minutes": 30},
        "c": {"minutes": 30, "track": "work"},
        "d": {"minutes": 30},
    }
    found = plan(
        document(
            sessions,
            days=FRIDAY,
            rooms={"hall": {}, "attic": {}},
            tracks={"work": {"title": "Work"}},
        )
    )
    at = found.placements
    assert len({each.start for each in at.values()}) == 4
    assert at["a"].rooms == at["c"].rooms


def test_placing_anew_what_does_not_go_in_leaves_all_as_it_was() -> None:
    sessions: dict[str, dict[str, Any]] = {
        "a": {"start": "09:00", "minutes": 120, "rooms": ["hall"]},
        "b": {"minutes": 90},
    }
    found = plan(document(sessions, days=FRIDAY, rooms={"hall": {}}), again=True)
    assert (found.placements, found.unplaced) == ({}, ("b",))
    assert found.hopeless
