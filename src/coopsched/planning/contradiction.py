"""Why there is no plan: the smallest set of demands that contradict each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from coopsched.findings import Route
from coopsched.planning.board import Board
from coopsched.planning.conflicting import Few, few_in_conflict
from coopsched.planning.crowding import crowded
from coopsched.planning.demands import Atom
from coopsched.planning.exact import best
from coopsched.planning.extracting import extract
from coopsched.planning.lasting import errors_only, fleeting, without
from coopsched.planning.places import Grid, places, room_choices, starts
from coopsched.planning.relaxing import Built, Draft
from coopsched.planning.stopping import never
from coopsched.planning.surplus import Surplus, surplus
from coopsched.planning.task import Place, Task
from coopsched.planning.wishes import demands
from coopsched.rules.wording import lasting, listed, titled

NODES = 3_000
"""How many places are tried in each of the many searches, unless the caller says otherwise."""

_MOST_PLACES = 50_000
"""Of sessions with more places than that, only some are looked at."""

_NEAR = 12
_NAMED = 5
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Demand:
    """What somebody asks for, in one sentence, and where the programme says so.

    The route is empty for what no programme says: how planning was called.
    """

    what: str
    route: Route


@dataclass(frozen=True)
class Contradiction:
    """Demands that cannot all be met.

    ``sessions`` are the keys of those that cannot all be placed, and ``demands`` what is asked
    of them. ``smallest`` tells that any fewer sessions could be placed, and ``irreducible``
    that all could if any one of the demands were taken back: both were proven.
    """

    sessions: tuple[str, ...]
    demands: tuple[Demand, ...]
    smallest: bool
    irreducible: bool


def contradiction(
    board: Board,
    open_: Sequence[int],
    grid: Grid | None = None,
    *,
    missing: Sequence[int] = (),
    nodes: int = NODES,
    stop: Callable[[], bool] = never,
) -> Contradiction | None:
    """Return why ``open_``, which are off the board, cannot all be placed without an error.

    None where they can, or where nothing could be proven: the bigger the programme, the
    likelier. ``missing`` are those for which a search found no place: they are looked at first.
    """
    held = {s: place for s, place in enumerate(board.at) if place is not None}
    task = errors_only(board.task)
    ahead = tuple(dict.fromkeys([*(s for s in missing if s in set(open_)), *open_]))
    mending = fleeting(task, open_)
    # No few are to blame for what more of them may mend: that is looked at only for all together.
    case = _Case(without(task, mending), ahead, held, grid or Grid(), nodes, stop)
    if not case.is_small():
        return _of_many(case, len(missing))
    few = case.few()
    if few is None and mending:
        case = replace(case, task=task, mending=mending)
        few = case.all_together()
    return None if few is None else _contradiction(case, few)


def _of_many(case: "_Case", missing: int) -> Contradiction | None:
    """Return what is plain in a big programme: around what is missing, or by sums of minutes."""
    board = Board(case.task, case.held)
    near = [t for s in case.open_[: min(missing, _NEAR)] for t in (s, *sorted(board.related(s)))]
    known = set(case.open_)
    around = tuple(dict.fromkeys(s for s in near if s in known))[:_NEAR]
    few = replace(case, open_=around).few() if around else None
    if few is None:
        much = surplus(board, case.open_, case.grid)
        if much is None:
            return None
        if len(much.sessions) > _NEAR:
            return _too_many(case.task, much)
        few = Few(much.sessions, smallest=False)
    return _contradiction(case, few._replace(smallest=len(few.sessions) == 1))


def _too_many(task: Task, much: Surplus) -> Contradiction:
    """Return what many sessions demand of a person or of some rooms, in few sentences."""
    lengths = [(task.lengths[s] or 0) * _MICROSECOND for s in much.sessions]
    said = f"{len(lengths)} sessions ({lasting(sum(lengths, timedelta()))} in all)"
    if not much.rooms:
        demands = [Demand(f"{said} need one person", ("sessions",))]
    else:
        labels = [task.programme.room(key).label for key in much.rooms]
        if len(labels) > _NAMED:
            labels[_NAMED - 1 :] = [f"{len(labels) - _NAMED + 1} more"]
        free = lasting(timedelta(minutes=much.free))
        rooms = f"the only room for them, {labels[0]}, is"
        if len(labels) > 1:
            rooms = f"the only rooms for them, {listed(labels)}, are together"
        demands = [
            Demand(f"{said} are to be placed", ("sessions",)),
            Demand(f"{rooms} free for {free}", ("rooms",)),
        ]
    keys = tuple(task.sessions[s].key for s in much.sessions)
    return Contradiction(keys, tuple(demands), smallest=False, irreducible=False)


@dataclass(frozen=True)
class _Case:
    """What is asked: sessions to place among those that are held, and how long to look."""

    task: Task
    open_: tuple[int, ...]
    held: Mapping[int, Place]
    grid: Grid
    nodes: int
    stop: Callable[[], bool]
    mending: frozenset[str] = frozenset()

    def is_small(self) -> bool:
        """Tell whether all places of all sessions can be looked at."""
        places = 0
        for s in self.open_:
            places += len(starts(self.task, s, self.grid)) * len(room_choices(self.task, s))
            if places > _MOST_PLACES:
                return False
        return True

    def few(self) -> Few | None:
        """Return few of the sessions that cannot all be placed."""
        board = Board(self.task, self.held)
        choices = {s: tuple(places(board, s, self.grid)) for s in self.open_}
        return few_in_conflict(board, self.open_, choices, nodes=self.nodes, stop=self.stop)

    def all_together(self) -> Few | None:
        """Return all sessions if they cannot all be placed."""
        possible = self.is_possible(self.draft().built())
        return Few(self.open_, len(self.open_) == 1) if possible is False else None

    def is_possible(self, built: Built) -> bool | None:
        """Tell whether all sessions can be placed in a task; None if nobody knows."""
        if not self.mending and self._fit_in_turn(built):
            return True
        choices = {s: tuple(built.places(s)) for s in self.open_}
        if crowded(built.task, self.open_, choices) is not None:
            return False
        found = best(built.board, self.open_, choices, nodes=self.nodes, any_=True, stop=self.stop)
        if found.places is not None:
            return True
        return False if found.infeasible else None

    def _fit_in_turn(self, built: Built) -> bool:
        """Tell whether each finds a place beside those before it: mostly so, and soon told."""
        board = built.board
        placed = []
        for s in self.open_:
            free = (place for place in built.places(s) if board.added(s, place)[0] <= 0)
            place = next(free, None)
            if place is None:
                break
            board.put(s, place)
            placed.append(s)
        for s in placed:
            board.take(s)
        return len(placed) == len(self.open_)

    def draft(self) -> Draft:
        """Return a draft that demands can be taken back from."""
        begins = {s: starts(self.task, s, self.grid) for s in self.open_}
        held = dict(self.held)
        return Draft(self.task, self.open_, held, self.grid, begins, self.mending)


def _contradiction(case: _Case, few: Few) -> Contradiction:
    part = extract(case.task, sorted(few.sessions), case.held)
    case = replace(case, task=part.task, open_=part.open_, held=part.held)
    reduction = _Reduction(case)
    kept = reduction.run()
    return Contradiction(
        tuple(case.task.sessions[s].key for s in case.open_),
        tuple(_told(case.task, case.open_, kept)),
        few.smallest,
        reduction.is_proven,
    )


class _Reduction:
    """Takes demands back, as many as can be while the sessions still cannot be placed."""

    def __init__(self, case: _Case) -> None:
        self.is_proven = True
        self._case = case

    def run(self) -> list[Atom]:
        """Return demands of which none can be taken back, out of two tries the fewer."""
        groups = demands(self._case.draft())
        tries = [self._kept(groups), self._kept(groups[::-1])]
        kept, self.is_proven = min(tries, key=lambda each: (not each[1], len(each[0])))
        order = [atom for group in groups for atom in group]
        return sorted(kept, key=order.index)

    def _kept(self, groups: Sequence[list[Atom]]) -> tuple[list[Atom], bool]:
        self.is_proven = True
        back: list[Atom] = []
        kept = [atom for group in groups for atom in self._needed(group, back)]
        return kept, self.is_proven

    def _needed(self, group: list[Atom], back: list[Atom]) -> list[Atom]:
        """Return what of a group is needed; the rest goes ``back``, all at once if it can.

        Where the search is to stop, that is nothing: better too few than all there are.
        """
        if not group:
            return []
        if self._case.stop():
            self.is_proven = False
            return []
        possible = self._is_possible([*back, *group])
        if possible is False:
            back += group
            return []
        if len(group) == 1:
            self.is_proven &= possible is True
            return group
        half = len(group) // 2
        return [*self._needed(group[:half], back), *self._needed(group[half:], back)]

    def _is_possible(self, back: Sequence[Atom]) -> bool | None:
        draft = self._case.draft()
        for atom in back:
            atom.relax(draft)
        return self._case.is_possible(draft.built())


def _told(task: Task, few: Sequence[int], kept: Sequence[Atom]) -> list[Demand]:
    """Return the demands in words: those of the sessions first, each with its length once."""
    found = []
    for s in few:
        own = [atom for atom in kept if atom.session == s]
        name = f"{titled(task.sessions[s])}{_length(task, s)}"
        if not own:
            found.append(Demand(f"{name} is to be placed", ("sessions", task.sessions[s].key)))
        for atom in own:
            found.append(Demand(f"{name} {atom.says}", atom.route))
            name = titled(task.sessions[s])
    for atom in kept:
        if atom.session is None:
            found.append(Demand(atom.says, atom.route))
        elif atom.session not in few:
            found.append(Demand(f"{titled(task.sessions[atom.session])} {atom.says}", atom.route))
    if not task.programme.all_days:
        found.append(Demand("nobody says on which days the programme is held", ("days",)))
    return found


def _length(task: Task, s: int) -> str:
    length = task.lengths[s]
    return f" ({lasting(length * _MICROSECOND)})" if length else ""
