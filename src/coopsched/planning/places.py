"""Where a session could be placed: when it may begin, and in which rooms."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, NamedTuple

from coopsched.model import SIDE_KINDS, Room, Session
from coopsched.moment import comes_twice
from coopsched.planning.hours import Hours, Pause, at_clock, hours, quiet_pauses
from coopsched.planning.task import MINUTE, Place, Task, instant, number
from coopsched.rules.clashes import nested
from coopsched.rules.session_unplaced import lacks_room
from coopsched.rules.windows import stretches

if TYPE_CHECKING:
    from coopsched.planning.board import Board

_MOST_SETS = 200
"""Of more ways to choose several rooms, only the session's own is looked at."""

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Grid:
    """When sessions may begin.

    ``step`` is in minutes, counted from each day's midnight by the clock of the programme.
    ``timeslots`` are clock times from midnight; where given, sessions begin with one and
    end within it. ``days`` are keys of the days to use; empty: all.
    """

    step: int = 15
    timeslots: tuple[tuple[timedelta, timedelta], ...] = ()
    days: frozenset[str] = frozenset()


class Demand(NamedTuple):
    """What keeps a session from beginning at a time, though no rule does.

    A quiet pause, by its session; None for the session's own `between`.
    """

    pause: int | None


def starts(task: Task, s: int, grid: Grid) -> tuple[int, ...]:
    """Return the instants at which a session may begin, ascending, whatever else is held then.

    They are within the hours of a day and the session's `between`, on its stated day where
    it has no start yet, never over a quiet pause, and never at a time that a clock
    change skips or repeats. Without timeslots they also are the instants at which others
    on the day begin or end.
    """
    refused = refusing(task, s)
    return tuple(start for start in openings(task, s, grid) if refused(start) is None)


def openings(task: Task, s: int, grid: Grid) -> tuple[int, ...]:
    """Return the instants at which a session may begin as far as the hours of its days go."""
    session, length = task.sessions[s], task.lengths[s]
    if length is None:
        return ()
    if session.start is not None and lacks_room(task.programme, session):
        return (number(session.start),)
    days = days_of(task, s, grid)
    return tuple(sorted({start for day in days for start in _starts_of(task, day, length, grid)}))


def refusing(task: Task, s: int) -> Callable[[int], Demand | None]:
    """Return what tells which demand keeps a session from beginning at an instant, if any."""
    session, length = task.sessions[s], task.lengths[s] or 0
    if session.start is not None and lacks_room(task.programme, session):
        return lambda _: None  # its start is stated
    windows = [(number(a), number(b)) for a, b in stretches(task.programme, session.between)]
    rests = _rests(task, s)

    def refused(start: int) -> Demand | None:
        end = start + length
        if session.between and not any(a <= start and end <= b for a, b in windows):
            return Demand(None)
        over = (rest for rest in rests if rest.start < end and start < rest.end)
        return next((Demand(rest.session) for rest in over), None)

    return refused


def days_of(task: Task, s: int, grid: Grid) -> tuple[Hours, ...]:
    """Return the days on which a session may be: the stated one, while it has no start."""
    session = task.sessions[s]
    stated = session.day if session.start is None else None
    return tuple(
        each
        for each in _all_hours(task)
        if (not grid.days or each.day.key in grid.days)
        and (stated is None or each.day.date == stated.date)
    )


def pauses(task: Task) -> tuple[tuple[int, int], ...]:
    """Return the meals, breaks and registrations over which nothing must be put."""
    return tuple((pause.start, pause.end) for pause in _quiet(task))


def _rests(task: Task, s: int) -> list[Pause]:
    """Return the pauses that a session must heed: not if it is a pause itself, or part of one."""
    session = task.sessions[s]
    if session.kind in SIDE_KINDS:
        return []
    return [
        rest
        for rest in _quiet(task)
        if not nested(task.programme, session, task.sessions[rest.session])
    ]


def room_choices(task: Task, s: int) -> tuple[tuple[int, ...], ...]:
    """Return the rooms a session may be in, its own first, then those that fit best.

    One empty choice where it needs no room. An unplaced session that states its
    rooms stays in them; one with several is offered as many, unless the ways to
    choose them are too many to look at.
    """
    session, programme = task.sessions[s], task.programme
    own = tuple(task.room_at[key] for key in session.rooms)
    if not own and not lacks_room(programme, session):
        return ((),)
    if own and session.start is None:
        return (own,)
    usable = sorted(_usable(task, own), key=lambda i: _fit(task, session, i))
    if len(own) < 2:
        others: Iterable[tuple[int, ...]] = ((i,) for i in usable)
    elif comb(len(usable), len(own)) <= _MOST_SETS:
        others = (rooms for rooms in combinations(usable, len(own)) if _apart(task, rooms))
    else:
        others = ()
    return (*((own,) if own else ()), *(rooms for rooms in others if set(rooms) != set(own)))


def places(board: "Board", s: int, grid: Grid) -> Iterator[Place]:
    """Yield where a session could be if all others were away, by start, then as rooms fit."""
    choices = room_choices(board.task, s)
    for start in starts(board.task, s, grid):
        for rooms in choices:
            place = Place(start, rooms)
            if not board.alone(s, place)[0]:
                yield place


@lru_cache(maxsize=4)
def _all_hours(task: Task) -> tuple[Hours, ...]:
    return hours(task.programme)


@lru_cache(maxsize=4)
def _quiet(task: Task) -> tuple[Pause, ...]:
    return tuple(quiet_pauses(task.programme))


def _starts_of(task: Task, day: Hours, length: int, grid: Grid) -> Iterator[int]:
    latest = min(day.closes - length, day.last)
    if grid.timeslots:
        yield from _timeslots(task, day, length, grid, latest)
        return
    for mark in day.marks[: bisect_left(day.marks, latest + 1)]:
        if not day.shift or not comes_twice(instant(mark).astimezone(task.programme.zone)):
            yield mark
    step = grid.step * MINUTE
    if not day.shift:
        first = day.midnight + -((day.midnight - day.opens) // step) * step
        yield from range(first, latest + 1, step)
        return
    # The clock may show up to a day more than has elapsed since midnight.
    shown = (day.closes - day.midnight) // MINUTE + _DAY // _MINUTE
    for minutes in range(0, shown, grid.step):
        start = at_clock(task.programme, day.day, timedelta(minutes=minutes))
        if start is not None and day.opens <= start <= latest:
            yield start


def _timeslots(task: Task, day: Hours, length: int, grid: Grid, latest: int) -> Iterator[int]:
    for begin, end in grid.timeslots:
        start = at_clock(task.programme, day.day, begin)
        until = at_clock(task.programme, day.day, end)
        if start is None or until is None:
            continue
        if day.opens <= start <= min(latest, until - length):
            yield start


def _usable(task: Task, own: tuple[int, ...]) -> Iterator[int]:
    """Yield the rooms that hold one session at a time, and those a session has already."""
    for i, room in enumerate(task.programme.rooms):
        if i in own or not room.shared:
            yield i


def _fit(task: Task, session: Session, i: int) -> tuple[int, ...]:
    """Return what sorts a room by how well it fits: the smallest that holds the audience first.

    Where nobody said how many will come, those are asked for whom there are seats now.
    """
    room: Room = task.programme.rooms[i]
    own = [task.programme.room(key) for key in session.rooms]
    seats = task.programme.capacity(room.key)
    wanted = session.audience
    if wanted is None and own:
        wanted = min((c for each in own if (c := task.programme.capacity(each.key))), default=None)
    elsewhere = int(room.online != any(each.online for each in own))
    if wanted is None:
        return elsewhere, 0, 0, i
    if seats is None:
        return elsewhere, 1, 0, i
    return (elsewhere, 0, seats, i) if seats >= wanted else (elsewhere, 2, -seats, i)


def _apart(task: Task, rooms: tuple[int, ...]) -> bool:
    """Tell whether no two rooms share space."""
    parts = [task.programme.smallest_parts(task.programme.rooms[i].key) for i in rooms]
    return sum(map(len, parts)) == len(frozenset().union(*parts))
