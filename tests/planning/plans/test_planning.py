"""Whole plans: found where there is one, at the least cost, judged by `check` alone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from math import prod

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import coopsched
from coopsched.checking import configured
from coopsched.document import Document
from coopsched.findings import Severity
from coopsched.model import Programme
from coopsched.planning.board import Board
from coopsched.planning.places import Grid
from coopsched.planning.plans.bound import bound
from coopsched.planning.plans.offers import offers, wanted
from coopsched.planning.plans.planning import plan
from coopsched.planning.task import Placement, Task
from coopsched.rules import RULES
from planning.programmes import documents, task_of

PLACED = {rule.id for rule in RULES if rule.placed}
HOUR = timedelta(hours=1)
SLOTS = Grid(timeslots=((10 * HOUR, 11 * HOUR), (10.5 * HOUR, 12 * HOUR), (13 * HOUR, 16 * HOUR)))
Placements = Mapping[str, tuple[datetime | None, tuple[str, ...]]]
MOST = 300


def worth(document: Document, programme: Programme) -> tuple[int, float]:
    """Return how many errors that depend on places there are, and what the warnings cost."""
    weights = configured(document)
    rules = {rule.id: rule for rule in RULES}
    errors, cost = 0, 0.0
    for finding in coopsched.check(replace(document, programme=programme)):
        if finding.rule not in PLACED:
            continue
        about = finding.subject.sessions
        if finding.rule == "session-unplaced" and programme.session(about[0]).start is None:
            continue
        if finding.severity is Severity.ERROR:
            errors += 1
        else:
            cost += weights.weight(rules[finding.rule])
    return errors, cost


def every_plan(task: Task, grid: Grid) -> Iterator[Placements]:
    """Yield all ways to place what has no place."""
    where = offers(task, wanted(task).open, grid)
    keys = [task.sessions[s].key for s in where]
    for places in product(*(list(offer.places()) for offer in where.values())):
        yield {
            key: _placement(task.programme.session(key).start, task.placement(at))
            for key, at in zip(keys, places, strict=True)
        }


def _placement(was: datetime | None, at: Placement) -> tuple[datetime | None, tuple[str, ...]]:
    """Return a placement in which a start that stays is left as it was written."""
    return (None if was is not None and was == at.start else at.start), at.rooms


def without_open(document: Document, task: Task) -> Programme:
    """Return the programme in which what waits for a place has nothing of it yet."""
    programme = document.programme
    for s in wanted(task).open:
        programme = programme.replace(task.sessions[s].key, start=None, rooms=())
    return programme


def best_of_all(document: Document, grid: Grid) -> tuple[int, float] | None:
    """Return what the best plan is worth, after trying all; None where each adds an error."""
    task = task_of(document)
    allowed = worth(document, without_open(document, task))[0]
    found = [worth(document, document.programme.place(places)) for places in every_plan(task, grid)]
    return min((each for each in found if each[0] <= allowed), default=None)


@settings(max_examples=60)
@given(documents(most=5))
def test_a_plan_is_found_just_where_there_is_one_and_none_is_better(document: Document) -> None:
    task = task_of(document)
    open_ = wanted(task).open
    where = offers(task, open_, SLOTS)
    size = prod(offer.size for offer in where.values())
    assume(1 <= len(open_) <= 4 and size <= MOST and document.programme.all_days)
    best = best_of_all(document, SLOTS)
    found = plan(document, grid=SLOTS)
    event("there is a plan" if best else "there is none")
    if best is None:
        assert found.unplaced
        return
    assert not found.unplaced
    assert worth(document, found.programme) == best
    assert found.cost == best[1]
    if found.proven:
        assert found.bound == best[1]


@settings(max_examples=60)
@given(documents(), st.booleans(), st.sampled_from((SLOTS, Grid(step=60), Grid(step=25))))
def test_a_plan_of_any_programme_is_what_it_says(
    document: Document, again: bool, grid: Grid
) -> None:
    assume(document.programme.all_days)
    task = task_of(document)
    found = plan(document, grid=grid, again=again, iterations=50)
    # That it brings no error is asserted in there: the rules have judged it.
    old, new = document.programme, found.programme
    assert set(found.placements).isdisjoint(found.unplaced)
    assert set(found.placements) | set(found.unplaced) <= {
        task.sessions[s].key for s in wanted(task, again=again).open
    }
    assert all(
        (new.session(s.key).start, new.session(s.key).rooms) == (s.start, s.rooms)
        for s in old.sessions
        if s.key not in found.placements
    )
    assert all(new.session(key).length == old.session(key).length for key in found.placements)
    assert found.cost == worth(document, new)[1]
    assert found.bound is None or found.bound <= found.cost


@settings(max_examples=40)
@given(documents(most=5))
def test_no_plan_is_below_the_bound(document: Document) -> None:
    task = task_of(document)
    open_ = wanted(task).open
    where = offers(task, open_, SLOTS)
    assume(open_ and prod(offer.size for offer in where.values()) <= MOST)
    fixed = {s: at for s, at in enumerate(task.now) if at is not None and s not in where}
    least = bound(Board(task, fixed), open_, where)
    allowed = worth(document, without_open(document, task))[0]
    for places in every_plan(task, SLOTS):
        errors, cost = worth(document, document.programme.place(places))
        if errors <= allowed:
            assert (errors, cost) >= (least.errors, 0)
            assert cost >= least.cost
