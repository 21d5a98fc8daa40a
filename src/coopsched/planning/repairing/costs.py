"""What a repair costs: five criteria, each of which counts only where those before are equal."""

from datetime import date
from typing import NamedTuple

from coopsched.planning.task import MINUTE, Place, Task, instant

# Disturbance is one number whose digits are three: nothing that a programme can hold
# makes a lower one run over into a higher.
_ROOM = 10**20
_DAY = 10**26


class Cost(NamedTuple):
    """What a repair costs, the weightiest first; compared as tuples are."""

    errors: int
    moves: int
    published: int
    warnings: float
    disturbance: int


class Disturbance(NamedTuple):
    """Sessions that go to another day, that change rooms, and by how many minutes all together."""

    days: int
    rooms: int
    minutes: float


class Disturbances:
    """Measures how far places are from where sessions are now."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._dates: dict[int, date | None] = {}

    def of(self, s: int, place: Place) -> int:
        """Return the disturbance of putting a session there, as a number that can be summed."""
        was = self._task.now[s]
        if was is None:
            return 0
        far = abs(place.start - was.start)
        if place.rooms != was.rooms and set(place.rooms) != set(was.rooms):
            far += _ROOM
        if far % _ROOM and self.date(place.start) != self.date(was.start):
            far += _DAY
        return far

    def date(self, start: int) -> date | None:
        """Return the date of the day on which somebody who begins then is held."""
        if start not in self._dates:
            programme = self._task.programme
            day = programme.calendar.day_of(instant(start).astimezone(programme.zone))
            self._dates[start] = day.date
        return self._dates[start]


def disturbance(number: int) -> Disturbance:
    """Return in words what a sum of disturbances says."""
    days, rest = divmod(number, _DAY)
    rooms, far = divmod(rest, _ROOM)
    return Disturbance(days, rooms, far / MINUTE)
