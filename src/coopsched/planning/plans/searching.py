"""The search for a plan: quick places first, then better ones, and what is known of the best."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from random import Random

from coopsched.planning.board import Board
from coopsched.planning.contradiction import Contradiction, contradiction
from coopsched.planning.exact import best
from coopsched.planning.places import Grid, places
from coopsched.planning.plans.bound import bound
from coopsched.planning.plans.construct import construct
from coopsched.planning.plans.ejecting import make_room
from coopsched.planning.plans.improve import improve
from coopsched.planning.plans.layout import Layout
from coopsched.planning.plans.offers import Offer, days, roomless
from coopsched.planning.plans.progress import Progress, Report
from coopsched.planning.plans.tidying import tidy
from coopsched.planning.plans.timeslots import plan_timeslots
from coopsched.planning.solver import available
from coopsched.planning.task import Place, Task

_SAME = 1e-6

_SCARCE = 0.7
"""Above so much of the rooms' time in use, places are chosen so that as many as possible fit."""

_FEW, _FEW_PLACES = 40, 5_000
"""With no more sessions and places than that, all ways are tried, as far as some seconds go."""

_PAIRS, _NODES = 200_000, 10_000
"""So many pairs of places are compared at most, as long as not all are known: some seconds."""

_TRIES = 20
"""So many times for each session, others give way for what found no place."""


@dataclass(frozen=True)
class Found:
    """The best places a search came upon, by position, and what is known of better ones."""

    places: Mapping[int, Place]
    left: tuple[int, ...]
    """Sessions without a place."""
    bound: float
    """No plan with all sessions costs less."""
    how: str
    iterations: int
    """How many changes were to be tried, if none before ended the search."""
    interrupted: bool
    contradiction: Contradiction | None = None
    hopeless: bool = False
    """Whether it is proven that there is no plan with all sessions."""


@dataclass
class Search:
    """A plan in the making."""

    task: Task
    offers: Mapping[int, Offer]
    grid: Grid
    seed: int
    stop: Callable[[], bool]
    on_progress: Report | None
    layout: Layout = field(init=False)
    left: list[int] = field(init=False, default_factory=list)
    bound: float = field(init=False)
    how: str = field(init=False, default="what each session costs at its best place")
    iterations: int = field(init=False, default=0)
    hopeless: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.open = tuple(sorted(self.offers))
        self.fewest, self.bound = bound(Board(self.task, self.fixed), self.open, self.offers)
        self.begin()

    def begin(self) -> None:
        """Begin with what is there: also what has a start already, and lacks but its room."""
        timed = {s: at for s in self.open if (at := roomless(self.task, s)) is not None}
        board = Board(self.task, {**self.fixed, **timed})
        self.layout = self._layout(board, padded=True)

    @property
    def fixed(self) -> Mapping[int, Place]:
        """Where everything is that is not to be placed."""
        now = enumerate(self.task.now)
        return {s: at for s, at in now if at is not None and s not in self.offers}

    @property
    def cost(self) -> float:
        """What the plan costs as it stands."""
        return self.layout.board.warnings

    @property
    def is_best(self) -> bool:
        """Whether all have a place, and no plan has fewer errors or costs less."""
        errors = self.layout.board.errors
        return not self.left and errors <= self.fewest and self.cost <= self.bound + _SAME

    def tell(self, doing: str, part: float, cost: float | None = None) -> None:
        """Report how far the search is."""
        if self.on_progress is not None:
            board, total = self.layout.board, len(self.open)
            placed = sum(board.at[s] not in (None, self.task.now[s]) for s in self.open)
            price = self.cost if cost is None else cost
            self.on_progress(Progress(doing, placed, total, price, self.bound, part))

    def by_timeslots(self) -> None:
        """Ask the solver, where there are timeslots: the time first, the rooms second."""
        if not self.grid.timeslots or not available():
            return
        self.tell("solving", 0.0)
        board = Board(self.task, self.fixed)
        found = plan_timeslots(board, self.offers, seed=self.seed, stop=self.stop)
        if found is None:
            return
        self.hopeless = found.bound == inf
        if found.bound > self.bound and not self.hopeless:
            self.bound, self.how = found.bound, "a solver has shown it"
        for s, place in sorted(found.places.items()):
            if self.layout.board.at[s] is not None:
                self.layout.take(s)
            if self.layout.board.added(s, place)[0] <= 0:
                self.layout.put(s, place)
        if any(self.layout.board.at[s] is None and roomless(self.task, s) for s in self.open):
            self.begin()

    def construct(self) -> None:
        """Place what can be placed quickly, and make room for the rest."""
        tight = self._fill() > _SCARCE
        self.tell("placing", 0.0)
        at = self.layout.board.at
        waiting = [s for s in self.open if at[s] is None or at[s] == roomless(self.task, s)]
        self.left = construct(self.layout, waiting, tight=tight, stop=self.stop)
        self._make_room()
        if self.left and self.layout.pad:
            self.layout = self._layout(self.layout.board, padded=False)
            self.left = construct(self.layout, self.left, tight=tight, stop=self.stop)
            self._make_room()

    def try_all(self) -> None:
        """Try all ways, where they are few: then the plan is the best, or there is none."""
        size = sum(self.offers[s].size for s in self.open)
        if len(self.open) > _FEW or size > _FEW_PLACES or self.stop():
            return
        self.tell("trying all ways", 0.0)
        board = Board(self.task, self.fixed)
        choices = {s: list(places(board, s, self.grid)) for s in self.open}
        size = sum(map(len, choices.values()))
        nodes = _NODES if size * size <= _PAIRS else _PAIRS // size
        found = best(board, self.open, choices, nodes=nodes, stop=self.stop)
        if found.infeasible:
            self.hopeless = True
        if found.places is None:
            return
        there = Board(self.task, {**self.fixed, **found.places})
        now = self.layout.board
        if self.left or (there.errors, there.warnings) < (now.errors, now.warnings - _SAME):
            self.layout, self.left = self._layout(there, padded=False), []
        if found.proven:
            self.bound, self.how = self.cost, "all ways were tried"

    def improve(self, iterations: int) -> None:
        """Search for places that cost less, until there are none."""
        self.iterations = iterations
        improve(
            self.layout.board,
            self.open,
            self.offers,
            random=Random(self.seed),  # noqa: S311  a search, and no secret
            iterations=iterations,
            stop=lambda: self.stop() or self.is_best,
            on_progress=lambda done, cost: self.tell("improving", done / iterations, cost),
        )
        self.layout = self._layout(self.layout.board, padded=False)

    def tidy(self) -> None:
        """Put things in order, where that costs nothing."""
        self.tell("tidying", 0.0)
        placed = [s for s in self.open if s not in set(self.left)]
        if self._fill() <= _SCARCE:
            tidy(self.layout, placed, stop=self.stop)

    def why_not(self) -> Contradiction | None:
        """Return what contradicts itself, where it can be shown that not all can have a place."""
        if self.stop():
            return None
        self.tell("asking why", 0.0)
        board = Board(self.task, self.fixed)
        found = contradiction(board, self.open, self.grid, missing=self.left, stop=self.stop)
        self.hopeless = self.hopeless or found is not None
        return found

    def _layout(self, board: Board, *, padded: bool) -> Layout:
        found = days(self.task, self.open, self.grid)
        return Layout(board, self.offers, found, padded=padded)

    def _fill(self) -> float:
        """Return how much of the time of the rooms is used, at least, if all are placed."""
        layout = self.layout
        rooms = len(self.task.programme.rooms) - len(layout.shared)
        there = rooms * sum(hours.closes - hours.opens for hours in layout.days)
        needed = sum(
            self.offers[s].length * len(self.offers[s].choices[0])
            for s in self.open
            if self.offers[s].choices
        )
        return needed / there if there else 0.0

    def _make_room(self) -> None:
        if self.left and not self.stop():
            total = len(self.open)
            self.tell("making room", 0.0)
            self.left = make_room(
                self.layout,
                self.left,
                random=Random(self.seed),  # noqa: S311  a search, and no secret
                tries=_TRIES * (total + 10),
                stop=self.stop,
                on_better=lambda left: self.tell("making room", 1 - left / total),
            )


def search(
    task: Task,
    offers: Mapping[int, Offer],
    *,
    grid: Grid,
    seed: int,
    iterations: int | None,
    stop: Callable[[], bool],
    on_progress: Report | None,
) -> Found:
    """Return the best places found for the sessions of ``offers``, until told to stop."""
    faulty = _faulty(task, offers)
    sound = {s: offer for s, offer in offers.items() if s not in faulty}
    here = Search(task, sound, grid, seed, stop, on_progress)
    here.by_timeslots()
    here.construct()
    if not here.is_best:
        here.try_all()
    if not here.left and not here.is_best:
        here.improve(_enough(len(offers)) if iterations is None else iterations)
    if here.left and any(_is_placed(task, s) for s in here.left):
        waiting = {s: offer for s, offer in offers.items() if not _is_placed(task, s)}
        return search(
            task,
            waiting,
            grid=grid,
            seed=seed,
            iterations=iterations,
            stop=stop,
            on_progress=on_progress,
        )
    here.tidy()
    why = here.why_not() if here.left else None
    return _found(here, why, faulty)


def _found(here: Search, why: Contradiction | None, faulty: Sequence[int]) -> Found:
    at = here.layout.board.at
    left = set(here.left)
    return Found(
        places={s: place for s in here.open if s not in left and (place := at[s]) is not None},
        left=tuple(sorted((*here.left, *faulty))),
        bound=here.bound,
        how=here.how,
        iterations=here.iterations,
        interrupted=here.stop(),
        contradiction=why,
        hopeless=here.hopeless,
    )


def _is_placed(task: Task, s: int) -> bool:
    """Tell whether a session has a start already, and a room if it needs one."""
    return task.sessions[s].start is not None and roomless(task, s) is None


def _faulty(task: Task, offers: Mapping[int, Offer]) -> tuple[int, ...]:
    """Return the sessions that lack but a room, and have an error already at their time."""
    waiting = [s for s in sorted(offers) if roomless(task, s) is not None]
    there = {
        s: at
        for s, at in enumerate(task.now)
        if at is not None and (s not in offers or roomless(task, s) is not None)
    }
    if not waiting:
        return ()
    board, found = Board(task, there), []
    for s in waiting:
        board.take(s)
        if board.added(s, there[s])[0] > int(task.judge.is_error("session-unplaced")):
            found.append(s)
        board.put(s, there[s])
    return tuple(found)


def _enough(sessions: int) -> int:
    """Return how many changes are tried unless somebody says."""
    return max(2_000, min(10_000, 100 * sessions))
