"""What a search for a repair works on: the board, who may move, and where to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coopsched.planning.lasting import fleeting
from coopsched.planning.places import Grid, room_choices, starts
from coopsched.planning.repairing.costs import Disturbances
from coopsched.planning.stopping import never
from coopsched.planning.task import Place, Task

if TYPE_CHECKING:
    from coopsched.planning.board import Board

Allowed = Callable[[int], bool]
"""Tells whether a session that moves may begin at an instant."""


class Option(NamedTuple):
    """A place to which a session may go, what it disturbs, and which warnings it adds at first."""

    place: Place
    disturbance: int
    warnings: float = 0.0


@dataclass
class Scene:
    """A board that searches may change as long as they put it back.

    ``movable`` are the sessions that may move, ``allowed`` tells when they may begin.
    """

    board: "Board"
    grid: Grid
    movable: frozenset[int]
    allowed: Allowed
    measure: Disturbances
    stop: Callable[[], bool] = never
    _starts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    _every: dict[int, tuple[Option, ...]] = field(default_factory=dict)
    _alike: dict[object, list[int]] = field(default_factory=dict)
    _rooms: dict[object, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    _free: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)

    @cached_property
    def loose(self) -> bool:
        """Whether an error may be cleared by somebody coming: a place with one may yet do."""
        task = self.task
        return any(task.judge.is_error(rule) for rule in fleeting(task, self.movable))

    @property
    def task(self) -> Task:
        """What the board is of."""
        return self.board.task

    def starts(self, s: int) -> tuple[int, ...]:
        """Return when a session may begin, its own time and the nearest first."""
        if s not in self._starts:
            now = self.task.now[s]
            at, date = (0 if now is None else now.start), self.measure.date
            today = date(at)
            found = sorted(self._all_starts(s), key=lambda each: (abs(each - at), each))
            found.sort(key=lambda each: date(each) != today)
            self._starts[s] = tuple(found)
        return self._starts[s]

    def _all_starts(self, s: int) -> list[int]:
        session = self.task.sessions[s]
        alike: object = s
        if session.rooms and self.is_apart(s):
            alike = self.task.lengths[s], session.between, session.kind
        if alike not in self._alike:
            found = starts(self.task, s, self.grid)
            self._alike[alike] = [each for each in found if self.allowed(each)]
        return self._alike[alike]

    def rooms(self, s: int) -> tuple[tuple[int, ...], ...]:
        """Return in which rooms a session may be, its own first."""
        session = self.task.sessions[s]
        alike = session.rooms, session.audience, session.kind, session.within
        if alike not in self._rooms:
            self._rooms[alike] = room_choices(self.task, s)
        return self._rooms[alike]

    def places(self, s: int) -> Iterator[Place]:
        """Yield all places but its own, whoever is there, roughly the nearest first."""
        now = self.task.now[s]
        for start in self.starts(s):
            for rooms in self.rooms(s):
                place = Place(start, rooms)
                if place != now:
                    yield place

    def every(self, s: int) -> tuple[Option, ...]:
        """Return all places where a session adds no error if all others are away, nearest first.

        The session must be off the board.
        """
        if s not in self._every:
            alone = ((place, self.board.alone(s, place)) for place in self.places(s))
            fit = ((place, w) for place, (e, w) in alone if e <= 0 or self.loose)
            self._every[s] = self._sorted(s, fit)
        return self._every[s]

    def near(self, s: int, most: int | None = None) -> tuple[Option, ...]:
        """Return the places where a session adds no error to the board as it is now.

        Those that add the fewest warnings come first, then the nearest. The session must be off
        the board. ``most`` stops after about so many.
        """
        found: list[tuple[Place, float]] = []
        for start in self.starts(s):
            if self.stop():
                break
            added = ((place, self.board.added(s, place)) for place in self._here(s, start))
            found += [(place, warnings) for place, (errors, warnings) in added if errors <= 0]
            if most is not None and len(found) >= most:
                break
        return self._sorted(s, found)

    def size(self, s: int) -> int:
        """Return how many places a session has, whoever is there."""
        return len(self.starts(s)) * len(self.rooms(s))

    def _sorted(self, s: int, places: Iterable[tuple[Place, float]]) -> tuple[Option, ...]:
        options = [Option(place, self.measure.of(s, place), w) for place, w in places]
        options.sort(key=lambda option: (option.warnings, option.disturbance))
        return tuple(options)

    def forget(self) -> None:
        """Forget which rooms are free: the board has changed."""
        self._free.clear()

    def _here(self, s: int, start: int) -> Iterator[Place]:
        """Yield the places at a start, but for those whose room is taken anyway."""
        now, task = self.task.now[s], self.task
        free = self._free_rooms(start, task.lengths[s] or 0) if self.needs_free_room(s) else None
        for rooms in self.rooms(s):
            if free is None or free.issuperset(rooms):
                place = Place(start, rooms)
                if place != now:
                    yield place

    def needs_free_room(self, s: int) -> bool:
        """Tell whether another session in its room is always an error for a session."""
        return self.forbids("room-double-booking") and self.is_apart(s)

    def forbids(self, rule: str) -> bool:
        """Tell whether each problem of a rule is an error."""
        judge = self.task.judge
        return judge.is_error(rule) and not judge.is_lenient(rule)

    def is_apart(self, s: int) -> bool:
        """Tell whether a session is within none, and none within it."""
        session = self.task.sessions[s]
        return session.within is None and session.key not in _holders(self.task)

    def _free_rooms(self, start: int, length: int) -> frozenset[int]:
        key = start, length
        if key not in self._free:
            rooms = self.task.programme.rooms
            self._free[key] = frozenset(
                i
                for i, room in enumerate(rooms)
                if room.shared or not self.board.in_room(i, start, start + length)
            )
        return self._free[key]


@lru_cache(maxsize=4)
def _holders(task: Task) -> frozenset[str | None]:
    """Return the keys of the sessions within which others lie."""
    return frozenset(session.within for session in task.sessions)
