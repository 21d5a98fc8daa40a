"""The best places for a few sessions, beside what trying all of them finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsched.document import Document
from coopsched.planning.board import Board
from coopsched.planning.exact import best
from coopsched.planning.places import Grid, places
from coopsched.planning.task import Place, Task
from planning.programmes import documents, planned, task_of
from planning.trying import by_trying_all, judged, taken_off

HOURLY = Grid(step=60)


class Case:
    """A programme, the sessions of it to be placed, and where each may be."""

    def __init__(
        self, document: Document, task: Task, open_: list[int], choices: dict[int, list[Place]]
    ) -> None:
        self.document = document
        self.task = task
        self.open_ = open_
        self.choices = choices

    def __repr__(self) -> str:
        chosen = {
            self.task.sessions[s].key: [self.task.placement(place) for place in places]
            for s, places in self.choices.items()
        }
        keys = [self.task.sessions[s].key for s in self.open_]
        return f"{keys} wait in\n{self.document.source.text}\n{chosen}"


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Make programmes of which some sessions wait, with a few places for each."""
    document = draw(documents(most=6))
    movable = [s.key for s in document.programme.sessions if s.occupies and s.length is not None]
    keys = draw(st.lists(st.sampled_from(movable), max_size=3, unique=True)) if movable else []
    document = taken_off(document, keys)
    task = task_of(document)
    board = Board(task)
    offers = {s: list(places(board, s, HOURLY)) for s in task.unplaced}
    open_ = [s for s in task.unplaced if offers[s]][:3]
    choices = {
        s: draw(st.lists(st.sampled_from(offers[s]), min_size=1, max_size=4, unique=True))
        for s in open_
    }
    return Case(document, task, open_, choices)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_it_finds_what_trying_all_finds(case: Case) -> None:
    document, task, open_, choices = case.document, case.task, case.open_, case.choices
    board = Board(task)
    found = best(board, open_, choices)
    expected = by_trying_all(document, task, open_, choices)
    assert found.proven
    assert found.infeasible == (expected is None)
    if found.places is not None:
        assert list(found.places) == open_
        assert all(place in choices[s] for s, place in found.places.items())
        total = judged(document, task, found.places)
        assert total == expected
        assert found.cost == pytest.approx(total[1] - judged(document, task, {})[1])
    assert board.at == list(task.now)


def test_of_equal_places_the_first_ones_are_taken() -> None:
    task = planned({"a": {"minutes": 60}, "b": {"minutes": 60}}, rooms={"hall": {"name": "Hall"}})
    board = Board(task)
    found = best(board, [0, 1], {s: list(places(board, s, HOURLY)) for s in (0, 1)})
    assert found.proven
    assert found.places is not None
    first, second = (task.placement(found.places[s]).start.hour for s in (0, 1))
    assert (first, second) == (9, 10)


def test_with_too_few_tries_nothing_is_proven() -> None:
    sessions = {key: {"minutes": 60} for key in "abcd"}
    task = planned(sessions, rooms={"hall": {"name": "Hall"}})
    board = Board(task)
    choices = {s: list(places(board, s, HOURLY))[:3] for s in range(4)}
    assert best(board, range(4), choices).infeasible
    cut = best(board, range(4), choices, nodes=2)
    assert (cut.places, cut.proven, cut.infeasible, cut.nodes) == (None, False, False, 2)
    assert board.at == [None] * 4


def test_asked_to_stop_it_keeps_the_best_so_far() -> None:
    task = planned({"a": {"minutes": 60}, "b": {"minutes": 60}}, rooms={"hall": {"name": "Hall"}})
    board = Board(task)
    choices = {s: list(places(board, s, HOURLY)) for s in (0, 1)}
    asked = iter([False, False, True])
    found = best(board, [0, 1], choices, stop=lambda: next(asked, True))
    assert found.places is not None
    assert not found.proven


def test_any_places_will_do_where_only_that_is_asked() -> None:
    sessions = {"a": {"minutes": 60, "audience": 30}}
    rooms = {"attic": {"name": "Attic", "capacity": 5}, "hall": {"name": "Hall", "capacity": 50}}
    task = planned(sessions, rooms=rooms)
    board = Board(task)
    choices = {0: [Place(place.start, (0,)) for place in places(board, 0, HOURLY)]}
    found = best(board, [0], choices, any_=True)
    assert found.places is not None
    assert not found.proven
    assert (found.cost, found.nodes) == (1.0, 1)


def test_without_sessions_there_is_nothing_to_do() -> None:
    board = Board(planned({"a": {"minutes": 60}}))
    found = best(board, [], {})
    assert (found.places, found.cost, found.proven) == ({}, 0.0, True)
