"""How long it takes to walk from the rooms of one session to those of another."""

from datetime import timedelta
from itertools import product

from coopsched.model import Programme
from coopsched.rules.pause_too_short import given_walks, way

_MICROSECOND = timedelta(microseconds=1)
Rooms = tuple[int, ...]


class Walks:
    """The walks of a programme, in microseconds; what is worked out is kept."""

    def __init__(self, programme: Programme, keys: tuple[str, ...]) -> None:
        self._programme = programme
        self._keys = keys
        self._given = given_walks(programme)
        self._known: dict[tuple[Rooms, bool, Rooms, bool], int | None] = {}
        self.longest = max(self._given.values(), default=timedelta()) // _MICROSECOND

    def between(
        self, here: Rooms, is_remote: bool, there: Rooms, goes_on_remote: bool
    ) -> int | None:
        """Return how long the shortest way takes; None where nobody changes rooms."""
        key = here, is_remote, there, goes_on_remote
        if key not in self._known:
            self._known[key] = self._between(*key)
        return self._known[key]

    def _between(self, here: Rooms, remote: bool, there: Rooms, later_remote: bool) -> int | None:
        if not here or not there:
            return None
        a, b = self._in_body(here, remote), self._in_body(there, later_remote)
        if not a or not b:
            return None if a == b else 0
        parts = self._programme.smallest_parts
        if any(parts(one) & parts(other) for one, other in product(a, b)):
            return None
        ways = (way(self._programme, self._given, one, other) for one, other in product(a, b))
        return min(ways) // _MICROSECOND

    def _in_body(self, rooms: Rooms, remote: bool) -> list[str]:
        """Return the rooms in which somebody is in body."""
        if remote:
            return []
        return [self._keys[room] for room in rooms if not self._programme.rooms[room].online]
