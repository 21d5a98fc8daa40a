"""The least number of rooms that the sessions of a programme need, and which each may have."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf

from coopsched.calendar import Day
from coopsched.configuring import Given
from coopsched.document import Document
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.moment import utc
from coopsched.planning.board import Board
from coopsched.planning.judging import Judge, judge
from coopsched.planning.plans.assigning import House, housed
from coopsched.planning.plans.colouring import Span, coloured, crowd
from coopsched.planning.solver import available
from coopsched.planning.task import MINUTE, Place, Task, instant, number
from coopsched.planning.task import task as task_of
from coopsched.rules.session_unplaced import lacks_room

_AN_HOUR = timedelta(hours=1)
_CHANGEOVER = "changeover-too-short"
_UNPLACED = "session-unplaced"


@dataclass(frozen=True)
class Need:
    """How many rooms are needed at least, and the sessions that prove it: all held at once."""

    least: int
    at: datetime | None
    """The first moment when they are; None where nothing needs a room."""
    together: tuple[str, ...]


@dataclass(frozen=True)
class Rooms:
    """What `plan --rooms` tells."""

    programme: Programme
    """With the rooms given to sessions, where the programme declares rooms."""
    need: Need
    """Over all days."""
    days: tuple[tuple[Day, Need], ...]
    """For each day on which something needs a room, by what begins on it."""
    rooms: tuple[tuple[str, tuple[str, ...]], ...]
    """The rooms in use, by key, or by number where none are declared; with sessions by start."""
    declared: bool
    proven: bool
    """Whether no fewer rooms would do; where there is no way at all, whether that is proven."""
    possible: bool = True
    """Whether the rooms that are declared are enough."""
    nowhere: tuple[str, ...] = ()
    """Sessions for which no declared room is fit, whatever else is held."""
    waiting: tuple[str, ...] = ()
    """Sessions that have no start yet, and are not counted."""
    presumed: tuple[str, ...] = ()
    """Sessions of which nobody said when they end: until their day closes, or an hour."""
    changeover: int = 0
    """Minutes that a room needs between two sessions, as far as that is set."""
    solver: bool = True
    """Whether a solver was there to ask."""


def rooms(
    subject: Document | Programme,
    *,
    settings: Given | None = None,
    today: dt.date | None = None,
    held: Iterable[str] = (),
) -> Rooms:
    """Return how many rooms the sessions need at their times, and which each may have.

    Without declared rooms all rooms are alike, and are numbered. Else sessions get rooms
    that lead to no error, and to the fewest warnings on their own; pinned ones and those
    ``held`` keep theirs, and so do those in several rooms, in one that is shared, or online.
    Raises ValueError for wrong settings.
    """
    programme = subject.programme if isinstance(subject, Document) else subject
    judged = judge(subject, settings=settings, today=today)
    task = task_of(programme, judged, held=held)
    wanting = [i for i, each in enumerate(task.sessions) if needs_own_room(programme, each)]
    changeover = _changeover(judged)
    spans = [_span(task, i, changeover) for i in wanting]
    keys = tuple(task.sessions[i].key for i in wanting)
    need = _need(task, wanting, spans)
    about = _About(task, wanting, spans, need, changeover)
    presumed = tuple(key for key in keys if programme.session(key).is_open_ended)
    found = _declared(about) if programme.rooms else _numbered(about)
    waiting = tuple(task.sessions[i].key for i in task.unplaced)
    return replace(found, presumed=presumed, waiting=waiting, days=tuple(_by_day(about)))


def needs_own_room(programme: Programme, session: Session) -> bool:
    """Tell whether a session takes up a room where it is, and not that of a longer one."""
    if not session.occupies or session.kind in SIDE_KINDS:
        return False
    if session.rooms and all(_holds_many(programme, key) for key in session.rooms):
        return False
    holder = session
    while holder.within is not None:
        holder = programme.session(holder.within)
        if holder.rooms or holder.kind not in SIDE_KINDS:
            return False
    return True


def _holds_many(programme: Programme, key: str) -> bool:
    room = programme.room(key)
    return room.shared or room.online


@dataclass(frozen=True)
class _About:
    """Which sessions need rooms, from when until when, each by its position in the list."""

    task: Task
    wanting: Sequence[int]
    spans: Sequence[Span]
    need: Need
    changeover: int

    def key(self, i: int) -> str:
        return self.task.sessions[self.wanting[i]].key


def _changeover(judged: Judge) -> int:
    minded = judged.is_error(_CHANGEOVER) or judged.weight(_CHANGEOVER)
    return int(judged.options(_CHANGEOVER).minutes) if minded else 0


def _span(task: Task, i: int, changeover: int) -> Span:
    """Return when a session takes up a room, with the time that follows it."""
    start, end = held_until(task.programme, task.sessions[i])
    return start, end + changeover * MINUTE


def held_until(programme: Programme, session: Session) -> Span:
    """Return from when until when a placed session counts as held, as feeds have it.

    Where nobody said when it ends: until its day closes, else for an hour.
    """
    assert session.start is not None  # noqa: S101  only placed sessions are asked for
    start = utc(session.start)
    if session.end is not None:
        return number(start), number(session.end)
    day = programme.day_of(session)
    closes = programme.calendar.bounds(day)[1] if day else None
    return number(start), number(closes if closes and closes > start else start + _AN_HOUR)


def _need(task: Task, wanting: Sequence[int], spans: Sequence[Span]) -> Need:
    most = crowd(spans)
    together = tuple(task.sessions[wanting[i]].key for i in most.together)
    at = None if most.at is None else instant(most.at).astimezone(task.programme.zone)
    return Need(len(together), at, together)


def _by_day(about: _About) -> Iterator[tuple[Day, Need]]:
    task = about.task
    days: dict[Day, list[int]] = {}
    for i, session in enumerate(about.wanting):
        day = task.programme.day_of(task.sessions[session])
        if day is not None:
            days.setdefault(day, []).append(i)
    for day in sorted(days, key=lambda day: (day.date, day.key)):
        spans = [about.spans[i] for i in days[day]]
        yield day, _need(task, [about.wanting[i] for i in days[day]], spans)


def _numbered(about: _About) -> Rooms:
    likes = [_likes(about.task.sessions[i]) for i in about.wanting]
    given = coloured(about.spans, likes)
    return Rooms(
        programme=about.task.programme,
        need=about.need,
        days=(),
        rooms=_listed(about, {i: str(room + 1) for i, room in enumerate(given)}),
        declared=False,
        proven=True,
        changeover=about.changeover,
    )


def _likes(session: Session) -> frozenset[str]:
    """Return what a session would share a room with: its track, and its people."""
    track = [] if session.track is None else [f"track {session.track}"]
    return frozenset([*track, *(f"speaker {entry.speaker}" for entry in session.speakers)])


def _listed(about: _About, given: Mapping[int, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by_room: dict[str, list[int]] = {}
    for i, room in given.items():
        by_room.setdefault(room, []).append(i)
    order = [room.key for room in about.task.programme.rooms] or sorted(by_room, key=int)
    return tuple(
        (room, tuple(about.key(i) for i in sorted(by_room[room], key=about.spans.__getitem__)))
        for room in order
        if room in by_room
    )


def _declared(about: _About) -> Rooms:
    task = about.task
    staying = [i for i, session in enumerate(about.wanting) if _keeps(task, session)]
    moving = [i for i in range(len(about.wanting)) if i not in set(staying)]
    options = _options(task, [about.wanting[i] for i in moving])
    nowhere = tuple(about.key(i) for i, each in zip(moving, options, strict=True) if not each)
    now = {i: task.now[about.wanting[i]] for i in staying}
    taken = [(about.spans[i], place.rooms) for i, place in now.items() if place]
    used = frozenset(room for _, their in taken for room in their)
    house = House([about.spans[i] for i in moving], options, _parts(task), taken, used)
    found, proven = housed(house, about.need.least)
    rooms = task.programme.rooms
    places = {} if found is None else {moving[i]: room for i, room in found.items()}
    every = [(i, rooms[room].key) for i, room in places.items()]
    every += [(i, rooms[room].key) for i, place in now.items() if place for room in place.rooms]
    return Rooms(
        programme=task.placed(_changed(about, places)),
        need=about.need,
        days=(),
        rooms=() if found is None else _all_listed(about, every),
        declared=True,
        proven=proven,
        possible=found is not None,
        nowhere=nowhere,
        changeover=about.changeover,
        solver=available(),
    )


def _all_listed(
    about: _About, every: Iterable[tuple[int, str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return which rooms hold what; a session in several rooms stands under each."""
    by_room: dict[str, dict[int, str]] = {}
    for i, room in every:
        by_room.setdefault(room, {})[i] = room
    return tuple(
        line
        for room in about.task.programme.rooms
        if room.key in by_room
        for line in _listed(about, by_room[room.key])
    )


def _keeps(task: Task, session: int) -> bool:
    """Tell whether a session stays in the rooms that it has."""
    its = task.sessions[session].rooms
    return bool(its) and (
        session in task.held or len(its) > 1 or any(_holds_many(task.programme, key) for key in its)
    )


def _options(task: Task, wanting: Sequence[int]) -> list[list[int]]:
    """Return the rooms that are fit for each session: no error, and the fewest warnings."""
    board = Board(task, {})
    return [_fit(task, board, session) for session in wanting]


def _fit(task: Task, board: Board, session: int) -> list[int]:
    now = task.now[session]
    assert now is not None  # noqa: S101  only placed sessions need a room where they are
    alone = {
        room: board.alone(session, Place(now.start, (room,)))
        for room, each in enumerate(task.programme.rooms)
        if not each.shared and not each.online
    }
    of_time = board.alone(session, Place(now.start, ()))[0]
    if lacks_room(task.programme, task.sessions[session]) and task.judge.is_error(_UNPLACED):
        of_time -= 1
    allowed = {room: cost for room, (errors, cost) in alone.items() if errors <= of_time}
    least = min(allowed.values(), default=0.0)
    fit = [room for room, cost in allowed.items() if cost == least]
    return sorted(fit, key=lambda room: (room not in now.rooms, _seats(task, room), room))


def _seats(task: Task, room: int) -> float:
    """Return how many seats a room has; infinitely many where nobody says."""
    seats = task.programme.capacity(task.programme.rooms[room].key)
    return inf if seats is None else seats


def _parts(task: Task) -> list[frozenset[int]]:
    programme = task.programme
    return [
        frozenset(task.room_at[part] for part in programme.smallest_parts(room.key))
        for room in programme.rooms
    ]


def _changed(about: _About, places: Mapping[int, int]) -> dict[int, Place]:
    changed = {}
    for i, room in places.items():
        session = about.wanting[i]
        now = about.task.now[session]
        if now is not None and now.rooms != (room,):
            changed[session] = Place(now.start, (room,))
    return changed
