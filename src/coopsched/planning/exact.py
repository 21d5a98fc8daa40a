"""The best places for a few sessions: all are tried, but for those that cannot be better."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from coopsched.planning.board import Board
from coopsched.planning.lasting import fleeting, without
from coopsched.planning.stopping import never
from coopsched.planning.task import Place

NODES = 20_000
"""How many places are tried unless the caller says otherwise: some seconds of work."""

_SAME = 1e-9


@dataclass(frozen=True)
class Exact:
    """What is known after a search.

    ``places`` are the best that were found, None where none were; ``cost`` is the weight of the
    warnings that they add. ``proven`` tells that the places are the best there are, or that
    there are none, and then ``infeasible`` says so. ``nodes`` is how many places were tried.
    """

    places: Mapping[int, Place] | None
    cost: float
    proven: bool
    infeasible: bool
    nodes: int


def best(
    board: Board,
    open_: Sequence[int],
    choices: Mapping[int, Sequence[Place]],
    *,
    nodes: int = NODES,
    any_: bool = False,
    stop: Callable[[], bool] = never,
) -> Exact:
    """Find places for all of ``open_``, each from its choices, that add no error.

    ``open_`` are off the board, and are so again afterwards. Of such places those are best
    that leave the fewest errors, then those that add the least weight of warnings; of equals the
    ones found first, in the order of the choices. With ``any_`` the first ones that add no error
    will do, and nothing is proven of them.
    """
    search = _Search(board, list(dict.fromkeys(open_)), choices, nodes, any_, stop)
    search.run()
    found = search.found
    return Exact(
        None if found is None else {s: found[s] for s in search.open},
        search.value[1] if found is not None else inf,
        not search.cut and (found is None or not any_),
        found is None and not search.cut,
        search.nodes,
    )


_Costs = Mapping[int, float]


class _Search:
    """A depth-first search. Places go by their number among the choices of their session.

    ``sure`` is a board that knows only the rules whose findings stay and add up: what is an
    error on it can be given up, and what it counts can only grow.
    """

    def __init__(
        self,
        board: Board,
        open_: list[int],
        choices: Mapping[int, Sequence[Place]],
        nodes: int,
        any_: bool,
        stop: Callable[[], bool],
    ) -> None:
        self.open = open_
        self.found: dict[int, Place] | None = None
        self.value: tuple[int, float] = (0, inf)
        self.nodes = 0
        self.cut = False
        self._board = board
        self._choices = {s: tuple(dict.fromkeys(choices.get(s, ()))) for s in open_}
        self._budget = nodes
        self._any = any_
        self._stop = stop
        self._before = board.errors, board.warnings
        self._sure = _sure(board, open_)
        self._least = self._least_possible()
        self._placed: dict[int, int] = {}
        self._beside: dict[tuple[int, int, int], dict[int, float]] = {}

    def run(self) -> None:
        """Search all there is to search."""
        left = {s: self._at_first(s) for s in self.open}
        self._alone = left
        if all(left.values()):
            self._descend(left, 0.0)
        for s in self._placed:  # where it was stopped half-way
            self._sure.take(s)

    def _least_possible(self) -> tuple[int, float]:
        """Return the fewest errors and the least cost that fleeting findings could leave."""
        if self._sure is self._board:
            return (0, 0.0)
        errors, warnings = self._before
        return (self._sure.errors - errors, self._sure.warnings - warnings)

    def _at_first(self, s: int) -> _Costs:
        """Return the places of a session that what is held leaves, with what each adds."""
        costs = {}
        for number, place in enumerate(self._choices[s]):
            errors, cost = self._sure.added(s, place)
            if errors <= 0:
                costs[number] = cost
        return costs

    def _descend(self, left: Mapping[int, _Costs], cost: float) -> None:
        """Place the session with the fewest places left, each way, and then the others."""
        if not left:
            self._arrive(cost)
            return
        s = min(left, key=lambda each: len(left[each]))
        others = {t: costs for t, costs in left.items() if t != s}
        for number in sorted(left[s], key=left[s].__getitem__):
            if self._is_over():
                return
            if not self._can_be_better(cost + left[s][number], others):
                return  # nor can those that cost more
            self._try(s, number, others, cost + left[s][number])

    def _try(self, s: int, number: int, others: Mapping[int, _Costs], cost: float) -> None:
        self.nodes += 1
        place = self._choices[s][number]
        if self._placed and self._sure.added(s, place)[0] > 0:
            return  # three together may be too many where any two are not
        narrowed = self._narrowed(s, number, others)
        if narrowed is None or not self._can_be_better(cost, narrowed):
            return
        self._sure.put(s, place)
        self._placed[s] = number
        self._descend(narrowed, cost)
        del self._placed[s]
        self._sure.take(s)

    def _narrowed(
        self, s: int, number: int, others: Mapping[int, _Costs]
    ) -> dict[int, _Costs] | None:
        """Return what a place leaves to the others; None where it leaves one nothing."""
        narrowed: dict[int, _Costs] = {}
        for t, costs in others.items():
            more = self._more(s, number, t)
            kept = {each: costs[each] + more[each] for each in costs if each in more}
            if not kept:
                return None
            narrowed[t] = kept
        return narrowed

    def _more(self, s: int, number: int, t: int) -> Mapping[int, float]:
        """Return the places of ``t`` beside one of ``s``, with what the two cost together."""
        known = self._beside.get((s, number, t))
        if known is None:
            for other, more in self._compared(s, number):
                self._beside[s, number, other] = more
            known = self._beside[s, number, t]
        return known

    def _compared(self, s: int, number: int) -> Iterator[tuple[int, dict[int, float]]]:
        """Yield what one place alone does to each place of each other session."""
        sure, aside = self._sure, dict(self._placed)
        for each in aside:
            sure.take(each)
        sure.put(s, self._choices[s][number])
        for t, costs in self._alone.items():
            if t != s:
                yield t, self._together(t, self._touched(s, number, t), costs)
        sure.take(s)
        for each, its_number in aside.items():
            sure.put(each, self._choices[each][its_number])

    def _touched(self, s: int, number: int, t: int) -> Callable[[Place], bool]:
        """Return what tells whether a place of ``s`` can matter to one of ``t``."""
        if t in self._sure.related(s):
            return lambda _: True
        start, length = self._choices[s][number].start, self._board.task.lengths[s] or 0
        end, before = start + length, start - (self._board.task.lengths[t] or 0)
        return lambda place: before < place.start < end  # they could share a room

    def _together(
        self, t: int, is_touched: Callable[[Place], bool], costs: _Costs
    ) -> dict[int, float]:
        more = {}
        for number, cost in costs.items():
            place = self._choices[t][number]
            errors, warnings = self._sure.added(t, place) if is_touched(place) else (0, cost)
            if errors <= 0:
                more[number] = warnings - cost
        return more

    def _can_be_better(self, cost: float, left: Mapping[int, _Costs]) -> bool:
        """Tell whether what is left could still beat the best: each session at its cheapest."""
        if self.found is None:
            return True
        least = cost + sum(min(costs.values()) for costs in left.values())
        return self._beats(self._least[0], self._least[1] + least)

    def _beats(self, errors: int, cost: float) -> bool:
        if errors != self.value[0]:
            return errors < self.value[0]
        return cost < self.value[1] - _SAME

    def _arrive(self, cost: float) -> None:
        """Judge a plan in which all are placed, by all rules."""
        places = {s: self._choices[s][number] for s, number in self._placed.items()}
        errors = 0
        if self._sure is not self._board:
            errors, cost = self._judged(places)
        if errors <= 0 and (self.found is None or self._beats(errors, cost)):
            self.found, self.value = places, (errors, cost)

    def _judged(self, places: Mapping[int, Place]) -> tuple[int, float]:
        for s, place in places.items():
            self._board.put(s, place)
        errors, warnings = self._board.errors, self._board.warnings
        for s in places:
            self._board.take(s)
        return errors - self._before[0], warnings - self._before[1]

    def _is_over(self) -> bool:
        if self._any and self.found is not None:
            return True
        if self.nodes >= self._budget or self._stop():
            self.cut = True
        return self.cut


def _sure(board: Board, open_: Sequence[int]) -> Board:
    rules = fleeting(board.task, open_)
    if not rules:
        return board
    held = {s: place for s, place in enumerate(board.at) if place is not None}
    return Board(without(board.task, rules), held)
