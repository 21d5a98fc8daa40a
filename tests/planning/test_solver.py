"""The solver: known optima, brute force on tiny models, silence, stopping, and being absent."""

import itertools
import math
import random
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsched.planning.solver import Model, Solution, SolverMissing, available, solve

WHOLE = st.integers(-4, 4)


def knapsack() -> Model:
    """Return three things to take, of which the last two are the best that fit."""
    model = Model()
    things = [model.variable(-worth) for worth in (6, 10, 12)]
    model.at_most(zip(things, (1, 2, 3), strict=True), 5)
    return model


def covering(*, variables: int, rows: int) -> Model:
    """Return a covering problem of a size that says whether it is hard."""
    chance = random.Random(1)  # noqa: S311  not for secrets
    model = Model()
    for _ in range(variables):
        model.variable(chance.random())
    for _ in range(rows):
        model.at_least([(each, 1.0) for each in chance.sample(range(variables), 20)], 3)
    return model


def test_the_best_that_fits_is_found_and_proven() -> None:
    assert solve(knapsack()) == Solution("optimal", [0.0, 1.0, 1.0], -22.0, -22.0)


def test_what_must_sum_up_to_just_this_does() -> None:
    model = Model()
    a, b = model.variable(1, high=9), model.variable(3, high=9)
    model.equal([(a, 2), (b, 3)], 12)
    model.at_least([(b, 1)], 1)
    assert solve(model) == Solution("optimal", [3.0, 2.0], 9.0, 9.0)


def test_a_part_of_a_variable_may_be_taken_where_it_is_no_whole_number() -> None:
    model = Model()
    a = model.variable(1, low=0.5, high=math.inf, whole=False)
    model.at_least([(a, 2)], 1.5)
    assert solve(model) == Solution("optimal", [0.75], 0.75, 0.75)


def test_a_variable_named_twice_in_a_row_counts_twice() -> None:
    model = Model()
    a = model.variable(1, high=9)
    model.at_least([(a, 1), (a, 1)], 3)
    assert solve(model).values == [2.0]


def test_demands_that_contradict_each_other_are_infeasible() -> None:
    model = Model()
    a, b = model.variable(), model.variable()
    model.at_least([(a, 1), (b, 1)], 2)
    model.at_most([(a, 1), (b, 1)], 1)
    assert solve(model) == Solution("infeasible", (), math.inf, math.inf)


def test_a_demand_without_variables_is_kept_or_infeasible() -> None:
    for bound, status in ((0.0, "optimal"), (1.0, "infeasible")):
        for variables in (0, 1):
            model = Model()
            for _ in range(variables):
                model.variable(1)
            model.at_least([], bound)
            assert solve(model).status == status


def test_a_model_without_demands_takes_what_costs_least() -> None:
    model = Model()
    for cost in (1, -1, 0.5):
        model.variable(cost)
    assert solve(model).cost == -1.0


def test_a_cost_that_falls_without_end_is_unknown() -> None:
    model = Model()
    a = model.variable(-1, high=math.inf)
    model.at_least([(a, 1)], 1)
    assert solve(model) == Solution("unknown", (), math.inf, -math.inf)


@given(
    costs=st.lists(WHOLE, min_size=1, max_size=5),
    rows=st.lists(
        st.tuples(st.lists(WHOLE, min_size=5, max_size=5), WHOLE, st.sampled_from("<=>")),
        max_size=4,
    ),
)
@settings(max_examples=60, deadline=None)
def test_tiny_models_are_solved_as_by_trying_everything(
    costs: list[int], rows: list[tuple[list[int], int, str]]
) -> None:
    model = Model()
    variables = [model.variable(cost) for cost in costs]
    add = {"<": model.at_most, "=": model.equal, ">": model.at_least}
    for factors, bound, sense in rows:
        add[sense](zip(variables, factors, strict=False), bound)

    best = min(_tried(costs, rows), default=math.inf)
    found = solve(model)
    assert (found.cost, found.bound) == (best, best)
    assert found.status == ("infeasible" if best == math.inf else "optimal")


def _tried(costs: list[int], rows: list[tuple[list[int], int, str]]) -> Iterator[float]:
    for values in itertools.product((0, 1), repeat=len(costs)):
        sums = [sum(f * v for f, v in zip(row[0], values, strict=False)) for row in rows]
        if all(
            total == bound or (sense == "<" and total < bound) or (sense == ">" and total > bound)
            for total, (_, bound, sense) in zip(sums, rows, strict=True)
        ):
            yield sum(c * v for c, v in zip(costs, values, strict=True))


def test_the_same_model_and_seed_give_the_same_solution() -> None:
    assert solve(covering(variables=60, rows=30), seed=3) == solve(
        covering(variables=60, rows=30), seed=3
    )


def test_a_start_is_completed_and_bettered() -> None:
    assert solve(knapsack(), start={0: 1.0}).cost == -22.0


def test_where_a_gap_will_do_the_bound_says_how_far_off_it_may_be() -> None:
    found = solve(covering(variables=120, rows=80), gap=0.5)
    assert found.status in ("feasible", "optimal")
    assert found.bound <= found.cost <= found.bound * 2


def test_told_to_stop_it_keeps_the_best_so_far_and_a_bound() -> None:
    looks = iter(range(9))
    found = solve(covering(variables=400, rows=300), stop=lambda: next(looks) == 8)
    assert found.status == "feasible"
    assert found.bound < found.cost == pytest.approx(_cost(found))


def _cost(found: Solution) -> float:
    model = covering(variables=400, rows=300)
    return sum(c * v for c, v in zip(model.costs, found.values, strict=True))


def test_out_of_time_it_keeps_the_best_so_far_and_a_bound() -> None:
    found = solve(covering(variables=400, rows=300), seconds=0.5)
    assert found.status == "feasible"
    assert 0 < found.bound < found.cost


def test_what_interrupts_the_caller_reaches_the_caller() -> None:
    def interrupt() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        solve(covering(variables=400, rows=300), stop=interrupt)


def test_a_solver_that_was_stopped_leaves_no_thread_at_work() -> None:
    before = threading.active_count()
    solve(covering(variables=400, rows=300), stop=lambda: True)
    assert threading.active_count() == before


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    solve(knapsack())
    solve(covering(variables=400, rows=300), seconds=0.2)
    assert capfd.readouterr() == ("", "")


def test_without_the_solver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(SolverMissing, match=r"pip install 'coopsched\[plan\]'"):
        solve(knapsack())


def test_it_says_whether_it_is_available(monkeypatch: pytest.MonkeyPatch) -> None:
    assert available()
    monkeypatch.setitem(sys.modules, "highspy", None)
    assert not available()
