"""What is plainly too much in a big programme: told by sums of minutes, without any places."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coopsched.interval import Interval, gaps
from coopsched.planning.board import Board
from coopsched.planning.crowding import by_person, by_rooms, fewest, is_hard, lonely, undivided
from coopsched.planning.lasting import OF_ROOMS, without
from coopsched.planning.overfull import Load, Span, Times, merged
from coopsched.planning.places import Grid, days_of, room_choices, starts
from coopsched.planning.task import MINUTE, Place, instant, number
from coopsched.rules.windows import Availability

_OF_TIMES = frozenset(("outside-opening-hours", "room-unavailable", "speaker-unavailable"))


class Surplus(NamedTuple):
    """Sessions that are too many for a person, or for some rooms where these are given.

    ``rooms`` are undivided ones; they are free for ``free`` minutes in all.
    """

    sessions: tuple[int, ...]
    rooms: tuple[str, ...]
    free: int


def surplus(board: Board, open_: Sequence[int], grid: Grid) -> Surplus | None:
    """Return few sessions for which there is not time enough, or None, which proves nothing."""
    found = [*_of_people(board, open_, grid), *_Rooms(board, open_, grid).found()]
    return min(found, key=lambda each: (len(each.sessions), each.sessions), default=None)


def _of_people(board: Board, open_: Sequence[int], grid: Grid) -> Iterator[Surplus]:
    task = board.task
    groups = list(by_person(task, lonely(task, open_)))
    alone = Board(without(task, OF_ROOMS), {})
    times: dict[int, Times] = {}
    for s in sorted({s for group in groups for s in group}):
        length = task.lengths[s] or 0
        begins = [b for b in starts(task, s, grid) if alone.alone(s, Place(b, ()))[0] <= 0]
        times[s] = {"": merged((begin, begin + length) for begin in begins)}
    load = Load({s: task.lengths[s] or 0 for s in times}, times)
    for group in groups:
        for few in load.overfull(group):
            yield Surplus(few, (), 0)


class _Rooms:
    """The undivided rooms: when each is free, and for which sessions it would do."""

    def __init__(self, board: Board, open_: Sequence[int], grid: Grid) -> None:
        task = board.task
        self._board = board
        self._grid = grid
        self._open = [s for s in lonely(task, open_) if task.sessions[s].start is None]
        self._parts = undivided(task)
        self._timeless = Board(without(task, _OF_TIMES), {})
        self._availability = Availability(task.programme)
        self._known: dict[tuple[frozenset[str], tuple[Span, ...]], Times] = {}

    def found(self) -> Iterator[Surplus]:
        """Yield the sessions that are too many for the only rooms that would do."""
        task = self._board.task
        if not is_hard(task, "room-double-booking"):
            return
        choices = {s: self._choices(s) for s in self._open}
        several = {s: fewest(choices[s], self._parts) for s in self._open}
        roomy = [s for s in self._open if several[s]]
        offered = {s: self._together(choices[s]) for s in roomy}
        amounts = {s: (task.lengths[s] or 0) * several[s] for s in roomy}
        load = Load(amounts, {s: self._times(offered[s], self._spans(s)) for s in roomy})
        for rooms, group in by_rooms(roomy, offered):
            for few in load.overfull(group):
                free = sum(amounts[s] for s in few) - load.excess(few)
                yield Surplus(few, tuple(sorted(rooms)), free // MINUTE)

    def _choices(self, s: int) -> list[tuple[int, ...]]:
        """Return the rooms in which a session could be at a time when they are free."""
        spans = self._spans(s)
        return [
            rooms
            for rooms in room_choices(self._board.task, s)
            if spans and self._timeless.alone(s, Place(spans[0][0], rooms))[0] <= 0
        ]

    def _together(self, choices: Sequence[tuple[int, ...]]) -> frozenset[str]:
        return frozenset().union(*(self._parts[room] for rooms in choices for room in rooms))

    def _spans(self, s: int) -> tuple[Span, ...]:
        """Return the hours of the days on which a session may be."""
        days = days_of(self._board.task, s, self._grid)
        return tuple(merged((day.opens, max(day.closes, day.last)) for day in days))

    def _times(self, rooms: frozenset[str], spans: tuple[Span, ...]) -> Times:
        """Return when rooms are free; the same object for the same rooms and hours."""
        if (rooms, spans) not in self._known:
            self._known[rooms, spans] = {
                room: [free for span in spans for free in self._free(room, span)]
                for room in sorted(rooms)
            }
        return self._known[rooms, spans]

    def _free(self, room: str, span: Span) -> list[Span]:
        """Return when a room is open, and nothing that is held is in it."""
        task, board = self._board.task, self._board
        within = Interval(instant(span[0]), instant(span[1]))
        taken = list(self._availability.closed(task.programme.room(room), within))
        for s in board.in_room(task.room_at[room], *span):
            place = board.at[s]
            if place is not None:
                end = place.start + (task.lengths[s] or 0)
                taken.append(Interval(instant(place.start), instant(end)))
        return [(number(start), number(end)) for start, end in gaps(taken, within)]
