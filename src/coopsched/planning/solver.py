"""Whole-number programs: a neutral model, and what solves it. Alone knows HiGHS."""

import math
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from operator import mul
from threading import Event, Thread
from typing import Any, Literal

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
Terms = Iterable[tuple[int, float]]

_LOOK = 0.05  # seconds between two looks at ``stop``
_GRACE = 0.5  # seconds a solver that was told to stop has until nobody waits for it any more
_TOLERANCE = 1e-6  # what HiGHS takes for nothing
_FEASIBLE = 2  # HiGHS's kSolutionStatusFeasible


class SolverMissing(ImportError):  # noqa: N818  named for what is the case, as the others are
    """Something asked for the solver, and it is not installed."""

    def __init__(self) -> None:
        super().__init__("planning needs a solver here: pip install 'coopsched[plan]'")


class Model:
    """A linear program to be minimised, some or all of whose variables are whole numbers.

    Rows and variables are kept as flat arrays: half a million terms cost a quarter of a
    second and a few megabytes.
    """

    def __init__(self) -> None:
        self.costs = array("d")
        self.lows = array("d")
        self.highs = array("d")
        self.wholes = array("i")
        self.row_lows = array("d")
        self.row_highs = array("d")
        self.row_starts = array("i")
        self.term_variables = array("i")
        self.term_factors = array("d")

    def variable(
        self, cost: float = 0.0, *, low: float = 0.0, high: float = 1.0, whole: bool = True
    ) -> int:
        """Add a variable and return its number; by default it is 0 or 1."""
        self.costs.append(cost)
        self.lows.append(low)
        self.highs.append(high)
        self.wholes.append(whole)
        return len(self.costs) - 1

    def at_most(self, terms: Terms, bound: float) -> None:
        """Demand that the terms, each a variable and its factor, sum up to no more."""
        self._row(terms, -math.inf, bound)

    def at_least(self, terms: Terms, bound: float) -> None:
        """Demand that the terms sum up to no less."""
        self._row(terms, bound, math.inf)

    def equal(self, terms: Terms, bound: float) -> None:
        """Demand that the terms sum up to just this."""
        self._row(terms, bound, bound)

    def _row(self, terms: Terms, low: float, high: float) -> None:
        factors: dict[int, float] = {}
        for variable, factor in terms:  # a variable named twice: HiGHS would refuse the row
            factors[variable] = factors.get(variable, 0.0) + factor
        self.row_starts.append(len(self.term_variables))
        self.row_lows.append(low)
        self.row_highs.append(high)
        self.term_variables.extend(factors)
        self.term_factors.extend(factors.values())


@dataclass(frozen=True)
class Solution:
    """What was found: values are empty unless the status is optimal or feasible.

    ``bound`` is what no solution costs less than: infinite where there is none.
    """

    status: Status
    values: Sequence[float]
    cost: float
    bound: float


def available() -> bool:
    """Tell whether the solver is installed."""
    try:
        return find_spec("highspy") is not None
    except ValueError:  # a module that somebody put out of reach has no spec
        return False


def solve(
    model: Model,
    *,
    seconds: float | None = None,
    gap: float = 0.0,
    seed: int = 0,
    start: Mapping[int, float] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Solution:
    """Return a solution of least cost, or the best one found until told to stop.

    ``gap`` is how far, relative to its cost, a solution may be from the bound and yet be
    good enough; ``start`` gives values, of all variables or some, to begin with. ``stop``
    is asked twenty times a second. What HiGHS does between two looks at the outside can
    last: it gets half a second, then its thread is left to end by itself. Without
    ``seconds`` and ``stop``, the same model and seed give the same solution. Raises
    SolverMissing.
    """
    if not model.costs:
        return _empty(model)
    run = _Run(_loaded(model, seconds, gap, seed, start))
    ended = run.wait(seconds, stop)
    return _solution(model, run, ended=ended)


@dataclass
class _Run:
    """HiGHS at work in a thread of its own, for it gives none back before it is done."""

    highs: Any
    told: Event = field(default_factory=Event)
    done: Event = field(default_factory=Event)
    error: BaseException | None = None
    best: Sequence[float] = ()
    bound: float = -math.inf

    def wait(self, seconds: float | None, stop: Callable[[], bool] | None) -> bool:
        """Run until it is done or told to stop; tell whether it ended."""
        self.highs.cbMipInterrupt += self._look
        self.highs.cbMipImprovingSolution += self._improved
        self.highs.cbSimplexInterrupt += self._halt
        Thread(target=self._work, daemon=True).start()
        looks = math.inf if seconds is None else (seconds + _GRACE) / _LOOK
        try:
            while not self.done.wait(_LOOK):
                looks -= 1
                if looks <= 0 or (stop is not None and stop()):
                    break
        finally:
            self.told.set()
            self.done.wait(_GRACE)
        if self.error is not None:
            raise self.error
        return self.done.is_set()

    def _work(self) -> None:
        try:
            self.highs.run()
        except BaseException as error:
            self.error = error
        finally:
            self.done.set()

    def _look(self, event: Any) -> None:
        self.bound = max(self.bound, event.data_out.mip_dual_bound)
        self._halt(event)

    def _halt(self, event: Any) -> None:
        if self.told.is_set():
            event.interrupt()

    def _improved(self, event: Any) -> None:
        self.best = event.data_out.mip_solution.tolist()


def _loaded(
    model: Model,
    seconds: float | None,
    gap: float,
    seed: int,
    start: Mapping[int, float] | None,
) -> Any:
    highs = _highs()
    for name, value in (
        ("threads", 1),
        ("random_seed", seed % 2**31),
        ("mip_rel_gap", gap),
        ("time_limit", math.inf if seconds is None else max(seconds, 0.0)),
    ):
        highs.setOptionValue(name, value)
    _pass(model, highs)
    if start:
        highs.setSolution(len(start), array("i", start), array("d", start.values()))
    return highs


def _highs() -> Any:
    try:
        from highspy import Highs
    except ImportError as error:
        raise SolverMissing from error

    class Quiet(Highs):
        def enableCallbacks(self) -> None:  # noqa: N802  HiGHS's word
            # HiGHS greets on standard output as soon as it has callbacks, unless told before.
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()  # type: ignore[no-untyped-call]  # its stubs lack this

    return Quiet()  # type: ignore[no-untyped-call]  # the same


def _pass(model: Model, highs: Any) -> None:
    from highspy import MatrixFormat, ObjSense

    highs.passModel(
        len(model.costs),
        len(model.row_lows),
        len(model.term_variables),
        int(MatrixFormat.kRowwise),
        int(ObjSense.kMinimize),
        0.0,
        model.costs,
        model.lows,
        model.highs,
        model.row_lows,
        model.row_highs,
        model.row_starts,
        model.term_variables,
        model.term_factors,
        model.wholes,
    )


def _solution(model: Model, run: _Run, *, ended: bool) -> Solution:
    if not ended:
        return _found(model, run.best, run.bound)
    from highspy import HighsModelStatus

    highs, status = run.highs, run.highs.getModelStatus()
    highs.disableCallbacks()  # they refer to what holds them: without this it is never freed
    hopeless = status == HighsModelStatus.kUnboundedOrInfeasible and math.isfinite(_cheapest(model))
    if hopeless or status == HighsModelStatus.kInfeasible:
        return Solution("infeasible", (), math.inf, math.inf)
    info = highs.getInfo()
    proven = status == HighsModelStatus.kOptimal
    found = proven or info.primal_solution_status == _FEASIBLE
    values = list(highs.getSolution().col_value) if found else ()
    if any(model.wholes):
        return _found(model, values, info.mip_dual_bound)
    return _found(model, values, info.objective_function_value if proven else -math.inf)


def _found(model: Model, values: Sequence[float], bound: float) -> Solution:
    """Return a solution, or that none is known, with the bound that is valid for it."""
    bound = max(bound, _cheapest(model))
    if all(map(_is_step, model.costs, model.wholes)) and math.isfinite(bound):
        bound = float(math.ceil(bound - _TOLERANCE))
    if not values:
        return Solution("unknown", (), math.inf, bound)
    settled = [
        float(round(value)) if whole else value
        for value, whole in zip(values, model.wholes, strict=True)
    ]
    cost = sum(map(mul, model.costs, settled))
    proven = bound >= cost - _TOLERANCE * max(1.0, abs(cost))
    return Solution("optimal" if proven else "feasible", settled, cost, min(bound, cost))


def _is_step(cost: float, whole: int) -> bool:
    """Tell whether a variable adds a whole number to the cost, whatever its value."""
    return cost == 0 or (whole == 1 and cost.is_integer())


def _cheapest(model: Model) -> float:
    """Return what the variables cost at least, whatever the rows demand."""
    return sum(
        cost * (low if cost > 0 else high)
        for cost, low, high in zip(model.costs, model.lows, model.highs, strict=True)
        if cost
    )


def _empty(model: Model) -> Solution:
    if all(low <= 0 <= high for low, high in zip(model.row_lows, model.row_highs, strict=True)):
        return Solution("optimal", (), 0.0, 0.0)
    return Solution("infeasible", (), math.inf, math.inf)
