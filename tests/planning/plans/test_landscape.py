"""The board as a landscape: what a change is said to add is what it adds."""

from collections.abc import Mapping
from math import inf
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coopsched.document import Document
from coopsched.planning.annealing import anneal
from coopsched.planning.board import Board
from coopsched.planning.places import Grid
from coopsched.planning.plans.landscape import AN_ERROR, BoardLandscape
from coopsched.planning.plans.offers import offers, wanted
from coopsched.planning.task import Task
from planning.programmes import documents, planned, task_of

GRID = Grid(step=30)


def chance(seed: int) -> Random:
    """Return random numbers."""
    return Random(seed)  # noqa: S311  nothing to keep secret


def landscape(task: Task) -> tuple[Board, BoardLandscape]:
    """Return all that may move as a landscape, where it is now or anywhere."""
    board = Board(task)
    open_ = wanted(task, again=True).open
    where = offers(task, open_, GRID)
    placeable = [s for s in open_ if where[s].size]
    for s in placeable:
        if board.at[s] is None:
            board.put(s, next(iter(where[s].places())))
    return board, BoardLandscape(board, placeable, where)


def anew(board: Board) -> tuple[int, float]:
    """Return the errors and warnings of a new board with everything at the same place."""
    fresh = Board(board.task, {s: at for s, at in enumerate(board.at) if at is not None})
    return fresh.errors, fresh.warnings


@given(documents(), st.integers(0, 99))
def test_changes_add_what_they_are_said_to_add(document: Document, seed: int) -> None:
    board, search = landscape(task_of(document))
    random = chance(seed)
    for _ in range(25):
        before, places = search.cost, list(board.at)
        change = search.propose(random)
        assert board.at == places
        if change is None:
            continue
        errors = board.errors
        search.make(change)
        assert search.delta(change) < inf
        assert search.cost - before == search.delta(change)
        assert board.errors <= errors
        assert anew(board) == (board.errors, board.warnings)
        assert search.cost == board.errors * AN_ERROR + board.warnings


@given(documents(), st.integers(0, 99))
def test_a_snapshot_brings_everything_back(document: Document, seed: int) -> None:
    board, search = landscape(task_of(document))
    kept, places, cost = search.snapshot(), list(board.at), search.cost
    random = chance(seed)
    for _ in range(10):
        change = search.propose(random)
        if change is not None:
            search.make(change)
    search.restore(kept)
    assert (list(board.at), search.cost) == (places, cost)


def programme(sessions: int) -> Task:
    """Return sessions that fill two rooms, of which every other one needs the bigger."""
    listed: Mapping[str, Any] = {
        f"s{i}": {
            "minutes": 30,
            "track": ("knots", "sails")[i % 2],
            "audience": 10 if i % 2 else 30,
            "speakers": [{"speaker": f"p{i % 5}"}],
        }
        for i in range(sessions)
    }
    return planned(
        listed,
        days={"wed": {"date": "2025-05-14", "opens": "09:00", "closes": "11:00"}},
        rooms={"east": {"name": "East", "capacity": 20}, "west": {"name": "West", "capacity": 40}},
        speakers={f"p{i}": {"name": f"P {i}"} for i in range(5)},
        tracks={"knots": {"title": "Knots"}, "sails": {"title": "Sails"}},
    )


def placed(task: Task) -> tuple[Board, BoardLandscape]:
    """Return the sessions in all rooms one after the other, each in the room that fits less."""
    board = Board(task)
    where = offers(task, task.unplaced, GRID)
    free = [place for place in where[0].places() if len(place.rooms) == 1]
    for s, place in zip(task.unplaced, reversed(free), strict=False):
        board.put(s, place)
    return board, BoardLandscape(board, task.unplaced, where)


def test_a_full_programme_gets_better_by_exchanges() -> None:
    board, search = placed(programme(8))
    before = board.errors, board.warnings
    assert before > (0, 0)
    anneal(search, random=chance(0), iterations=3000)
    assert (board.errors, board.warnings) < before
    assert board.errors == 0
    assert anew(board) == (board.errors, board.warnings)


def test_the_same_seed_gives_the_same_places() -> None:
    boards = []
    for seed in (3, 3):
        board, search = placed(programme(7))
        anneal(search, random=chance(seed), iterations=500)
        boards.append(board.at)
    assert boards[0] == boards[1]
