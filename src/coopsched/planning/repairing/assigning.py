"""Many conflicts at once: which sessions move, and where to, as one whole-number program.

Only sessions in conflict move, each to one of its nearest places that the others leave free.
Whatever the program does not know of, the board tells, and the program is solved again without
it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coopsched.planning.repairing.conflicts import Conflicts, conflicts
from coopsched.planning.repairing.costs import disturbance
from coopsched.planning.repairing.scene import Option, Scene
from coopsched.planning.solver import Model, solve
from coopsched.planning.task import Place

_ROUNDS = 20
_PUBLISHED, _WARNING, _DAY, _ROOM, _HOUR = 1e4, 1e2, 20.0, 2.0, 0.1
_GAP = 1e-6
_TIMES = frozenset(("speaker-double-booking", "before-prerequisite-ends", "resource-overbooked"))

Clash = tuple[str, tuple[int, ...]]
"""A rule, and the sessions that it does not allow to be where they are."""


@dataclass(frozen=True)
class Assigned:
    """Where sessions go, if there is a way; ``impossible`` tells that there is none.

    That holds for the places that were offered. ``finished`` is false where it was stopped.
    """

    places: Mapping[int, Place] | None
    impossible: bool = False
    finished: bool = True


def assign(
    scene: Scene,
    start: Conflicts,
    options: Mapping[int, Sequence[Option]],
    moves: int,
    base: int,
    stop: Callable[[], bool],
) -> Assigned:
    """Move no more than so many sessions, so that no more than ``base`` errors are left.

    Of such ways it takes one that moves few published sessions, adds few warnings, and disturbs
    little. The board is afterwards as it was. Raises SolverMissing.
    """
    program = _Program.of(scene, start, options, moves)
    for _ in range(_ROUNDS):
        solution = solve(program.model, gap=_GAP, stop=stop)
        if not solution.values:
            impossible = solution.status == "infeasible"
            return Assigned(None, impossible=impossible, finished=impossible)
        chosen = program.chosen(solution.values)
        clashes = _clashes(scene, chosen, base)
        if not clashes:
            return Assigned(chosen)
        program.forbid(chosen, clashes)
    return Assigned(None)


@dataclass
class _Program:
    """The program, with the variable of each session at each place; at its own it stays."""

    model: Model
    variables: dict[tuple[int, Place], int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        scene: Scene,
        start: Conflicts,
        options: Mapping[int, Sequence[Option]],
        moves: int,
    ) -> "_Program":
        """Write the program."""
        program = cls(Model())
        going: list[int] = []
        for s in start.sessions:
            going += program._add(scene, s, options[s])
        program.model.at_most([(v, 1.0) for v in going], moves)
        for _, who in start.open:
            program._clear(scene, who)
        for users in _shared(scene, program.variables):
            program.model.at_most([(v, 1.0) for v in users], 1)
        return program

    def _add(self, scene: Scene, s: int, options: Iterable[Option]) -> list[int]:
        """Add a session: it stays, or it goes to one of its places."""
        here = scene.task.now[s]
        shown = s in scene.task.published
        going = []
        for option in options:
            v = self.model.variable(_cost(option, shown=shown))
            self.variables[s, option.place] = v
            going.append(v)
        staying = []
        if here is not None:
            staying = [self.model.variable()]
            self.variables[s, here] = staying[0]
        self.model.equal([(v, 1.0) for v in (*going, *staying)], 1)
        return going

    def _clear(self, scene: Scene, who: Sequence[int]) -> None:
        """Demand that one of those who may move does not stay."""
        stay = [(s, here) for s in who if (here := scene.task.now[s]) is not None]
        self.model.at_most([(self.variables[each], 1.0) for each in stay], len(stay) - 1)

    def chosen(self, values: Sequence[float]) -> dict[int, Place]:
        """Return where each session is in a solution."""
        return {s: place for (s, place), v in self.variables.items() if values[v] > 0.5}

    def forbid(self, chosen: Mapping[int, Place], clashes: Iterable[Clash]) -> None:
        """Demand that some sessions are not all where they were chosen to be.

        Nor in other rooms at the same times, where it is the times that clash.
        """
        for rule, group in clashes:
            those = []
            for s in group:
                start = chosen[s].start
                those += [
                    v
                    for (t, place), v in self.variables.items()
                    if t == s and (place == chosen[s] or (rule in _TIMES and place.start == start))
                ]
            self.model.at_most([(v, 1.0) for v in those], len(group) - 1)


def _cost(option: Option, *, shown: bool) -> float:
    far = disturbance(option.disturbance)
    return (
        _PUBLISHED * shown
        + _WARNING * option.warnings
        + _DAY * far.days
        + _ROOM * far.rooms
        + _HOUR * far.minutes / 60
    )


def _shared(scene: Scene, variables: Mapping[tuple[int, Place], int]) -> Iterator[list[int]]:
    """Yield the placements of which only one can be: they need one room, or one person, at once."""
    spans: dict[object, list[tuple[int, int, int, int]]] = defaultdict(list)
    task = scene.task
    for (s, place), v in variables.items():
        end = place.start + (task.lengths[s] or 0)
        for need in _needs(scene, s, place):
            spans[need].append((place.start, end, s, v))
    for users in spans.values():
        yield from _together(users)


def _needs(scene: Scene, s: int, place: Place) -> Iterator[object]:
    """Yield the smallest rooms that a session takes up for itself: of others the board tells."""
    if not scene.is_apart(s):
        return
    programme = scene.task.programme
    if scene.forbids("room-double-booking"):
        for i in place.rooms:
            room = programme.rooms[i]
            if not room.shared:
                yield from programme.smallest_parts(room.key)
    if scene.forbids("speaker-double-booking"):
        for entry in scene.task.sessions[s].speakers:
            throughout = entry.present and entry.from_ is None and entry.until is None
            if throughout and not programme.speaker(entry.speaker).organisation:
                yield "speaker", entry.speaker


def _together(users: list[tuple[int, int, int, int]]) -> Iterator[list[int]]:
    """Yield those of several sessions that take place at one moment, for each moment."""
    users.sort()
    seen: set[tuple[int, ...]] = set()
    for moment in sorted({start for start, _, _, _ in users}):
        now = [each for each in users if each[0] <= moment < each[1]]
        if len({s for _, _, s, _ in now}) > 1:
            found = tuple(v for _, _, _, v in now)
            if found not in seen:
                seen.add(found)
                yield list(found)


def _clashes(scene: Scene, chosen: Mapping[int, Place], base: int) -> list[Clash]:
    """Return the sessions that clash where they were chosen to be."""
    board, now = scene.board, scene.task.now
    moving = {s: place for s, place in chosen.items() if place != now[s]}
    for s in moving:
        board.take(s)
    for s, place in moving.items():
        board.put(s, place)
    clashes: list[Clash] = []
    if board.errors > base:
        found = conflicts(board.violations(), scene.movable).open
        clashes = [(v.rule, tuple(s for s in v.sessions if s in chosen)) for v, _ in found]
    for s in moving:
        board.take(s)
    for s in moving:
        here = now[s]
        if here is not None:
            board.put(s, here)
    return [each for each in clashes if each[1]]
