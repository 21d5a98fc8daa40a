"""Sets of rooms: the smallest parts that they take up, their seats and what they offer."""

from dataclasses import dataclass, field
from typing import NamedTuple

from coopsched.model import Programme
from coopsched.planning.task import number
from coopsched.rules.feature_missing import features_of, folded
from coopsched.rules.room_too_small import seats_of
from coopsched.rules.windows import EVER, Availability


@dataclass(frozen=True, eq=False, slots=True)
class RoomSet:
    """One or several rooms, as one session uses them."""

    rooms: tuple[int, ...]
    parts: dict[int, int] = field(default_factory=dict)
    """The undivided rooms that nobody else can use, by key, with the place in ``rooms``."""
    seats: int | None = None
    features: frozenset[str] = frozenset()
    closed: tuple[tuple[int, tuple[tuple[int, int], ...]], ...] = ()
    """The places in ``rooms`` of those that are closed at times, with these times."""


class Spot(NamedTuple):
    """A session, when it is held or might be, and in which rooms."""

    session: int
    start: int
    end: int
    rooms: RoomSet


class Halls:
    """The rooms of a programme; what is known of a set of them is worked out once."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._availability = Availability(programme)
        self._sets: dict[tuple[int, ...], RoomSet] = {}
        self._at = {room.key: i for i, room in enumerate(programme.rooms)}
        self.keys = tuple(room.key for room in programme.rooms)

    def __getitem__(self, rooms: tuple[int, ...]) -> RoomSet:
        known = self._sets.get(rooms)
        if known is None:
            known = self._sets[rooms] = self._worked_out(rooms)
        return known

    def smallest_parts(self, room: int) -> frozenset[int]:
        """Return the undivided rooms that a room consists of."""
        return frozenset(self._at[key] for key in self._programme.smallest_parts(self.keys[room]))

    def _worked_out(self, rooms: tuple[int, ...]) -> RoomSet:
        keys = tuple(self.keys[room] for room in rooms)
        offered = (features_of(self._programme, key) for key in keys)
        return RoomSet(
            rooms,
            self._parts(keys),
            seats_of(self._programme, keys),
            frozenset[str]().union(*offered),
            tuple((i, spans) for i, key in enumerate(keys) if (spans := self._closed(key))),
        )

    def _parts(self, keys: tuple[str, ...]) -> dict[int, int]:
        """Return the parts in the order of their keys, each with the first room that has it."""
        taken: dict[str, int] = {}
        for i, key in enumerate(keys):
            if not self._programme.room(key).shared:
                for part in self._programme.smallest_parts(key):
                    taken.setdefault(part, i)
        return {self._at[part]: taken[part] for part in sorted(taken)}

    def _closed(self, key: str) -> tuple[tuple[int, int], ...]:
        closed = self._availability.closed(self._programme.room(key), EVER)
        return tuple((number(start), number(end)) for start, end in closed)


def needs_of(needs: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a session needs, as features are compared."""
    return tuple(folded(need) for need in needs)
