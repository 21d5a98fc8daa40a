"""Who uses which room when, and who is where: what all counts look up."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from coopsched.planning.counting.facts import Attendance, Facts
from coopsched.planning.counting.halls import RoomSet, Spot


class Timeline:
    """Sessions by start, so that those that overlap with a span are found at once.

    Sessions of no length take up no time, and must not be put here.
    """

    def __init__(self) -> None:
        self.items: list[tuple[int, int, int]] = []
        self.longest = 0

    def add(self, start: int, end: int, s: int) -> None:
        """Put a session here."""
        insort(self.items, (start, end, s))
        self.longest = max(self.longest, end - start)

    def remove(self, start: int, end: int, s: int) -> None:
        """Take a session away."""
        del self.items[bisect_left(self.items, (start, end, s))]

    def overlapping(self, start: int, end: int) -> list[int]:
        """Return the sessions that share an instant with a span."""
        if start >= end:
            return []
        items = self.items
        found = []
        for i in range(bisect_left(items, (start - self.longest + 1,)), len(items)):
            begin, finish, s = items[i]
            if begin >= end:
                break
            if finish > start:
                found.append(s)
        return found


class Ledger:
    """Where each session is on a board."""

    def __init__(self, facts: Facts) -> None:
        count = len(facts.sessions)
        self._facts = facts
        self.starts = [0] * count
        self.ends = [0] * count
        self.rooms: list[RoomSet | None] = [None] * count
        """None where a session is off the board."""
        self.halls = [Timeline() for _ in facts.programme.rooms]
        self.people: list[list[Attendance]] = [[] for _ in facts.programme.speakers]
        """When each person is where, organisations aside; in order."""

    def put(self, spot: Spot) -> None:
        """Note that a session is held."""
        s, start, end, rooms = spot
        self.starts[s], self.ends[s], self.rooms[s] = start, end, rooms
        if start < end:
            for part in rooms.parts:
                self.halls[part].add(start, end, s)
        for each in self._facts.attending(spot):
            if not self._facts.organisation[each.speaker]:
                insort(self.people[each.speaker], each)

    def take(self, spot: Spot) -> None:
        """Note that a session is not held any more."""
        s, start, end, rooms = spot
        self.rooms[s] = None
        if start < end:
            for part in rooms.parts:
                self.halls[part].remove(start, end, s)
        for each in self._facts.attending(spot):
            if not self._facts.organisation[each.speaker]:
                self.people[each.speaker].remove(each)

    def held(self) -> Iterator[Spot]:
        """Yield each session on the board, and where it is."""
        for s, rooms in enumerate(self.rooms):
            if rooms is not None:
                yield Spot(s, self.starts[s], self.ends[s], rooms)
