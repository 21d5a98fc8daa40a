"""What is open: the sessions that wait for a place, and where each could go."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coopsched.model import Session
from coopsched.planning.hours import Hours, quiet_pauses
from coopsched.planning.places import Grid, days_of, room_choices, starts
from coopsched.planning.task import Place, Task
from coopsched.rules.session_unplaced import lacks_room


class Wanted(NamedTuple):
    """Which sessions a plan is to place, and which it cannot, by position in the file."""

    open: tuple[int, ...]
    endless: tuple[int, ...]
    """No start, and nobody said how long they last."""
    held: tuple[int, ...]
    """Without a place, and not to be touched."""


@dataclass(frozen=True)
class Offer:
    """Where a session could go: any of its starts, in any of its choices of rooms."""

    length: int
    starts: Sequence[int]
    choices: Sequence[tuple[int, ...]]

    @property
    def size(self) -> int:
        """How many places that makes."""
        return len(self.starts) * len(self.choices)

    def from_(self, moment: int) -> int | None:
        """Return the first start at or after a moment."""
        i = bisect_left(self.starts, moment)
        return self.starts[i] if i < len(self.starts) else None

    def until(self, moment: int) -> int | None:
        """Return the last start at or before a moment."""
        i = bisect_left(self.starts, moment + 1)
        return self.starts[i - 1] if i else None

    def places(self) -> Iterable[Place]:
        """Yield all places, by start, then by how well the rooms fit."""
        return (Place(start, rooms) for start in self.starts for rooms in self.choices)


def wanted(task: Task, *, again: bool = False) -> Wanted:
    """Return what a plan is to place: what lacks a start or a room; ``again``, all that may move.

    Also then, pauses beside which nothing is held stay where they are, and so does what has
    no end: nobody knows for how long it would need another place.
    """
    quiet = {pause.session for pause in quiet_pauses(task.programme)} if again else set()
    open_, endless, held = [], [], []
    for i, session in enumerate(task.sessions):
        if session.permanent or session.status == "cancelled":
            continue
        lacks = session.start is None or lacks_room(task.programme, session)
        stays = not again or i in task.held or i in quiet or session.is_open_ended
        if not lacks and stays:
            continue
        if i in task.held:
            held.append(i)
        elif task.lengths[i] is None:
            endless.append(i)
        else:
            open_.append(i)
    return Wanted(tuple(open_), tuple(endless), tuple(held))


def offers(task: Task, open_: Iterable[int], grid: Grid) -> Mapping[int, Offer]:
    """Return where each session could go by itself, as far as starts and rooms go apart."""
    known: dict[object, Sequence[int]] = {}
    rooms: dict[object, Sequence[tuple[int, ...]]] = {}
    found = {}
    for s in open_:
        session = task.sessions[s]
        when = _when(task, s, session)
        if when not in known:
            known[when] = starts(task, s, grid)
        where = _where(s, session)
        if where not in rooms:
            rooms[where] = room_choices(task, s)
        found[s] = Offer(task.lengths[s] or 0, known[when], rooms[where])
    return found


def _when(task: Task, s: int, session: Session) -> object:
    """Return what the starts of a session depend on: what has the same has the same starts."""
    if session.within is not None or (session.start is not None and not session.rooms):
        return s
    day = session.day if session.start is None else None
    return task.lengths[s], day, session.between, session.kind


def _where(s: int, session: Session) -> object:
    if session.within is not None:
        return s
    return session.kind, session.rooms, session.start is None, session.audience


def days(task: Task, open_: Iterable[int], grid: Grid) -> tuple[Hours, ...]:
    """Return the days on which any of the sessions could be, in order."""
    found = {hours.opens: hours for s in open_ for hours in days_of(task, s, grid)}
    return tuple(found[opens] for opens in sorted(found))


def roomless(task: Task, s: int) -> Place | None:
    """Return where a session is that has a start and lacks but its room; else None."""
    if task.sessions[s].start is None or not lacks_room(task.programme, task.sessions[s]):
        return None
    return task.now[s]
