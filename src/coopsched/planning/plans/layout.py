"""A board with the free stretches of its rooms and the busy ones of its speakers."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coopsched.planning.board import Board
from coopsched.planning.hours import Hours
from coopsched.planning.plans.offers import Offer
from coopsched.planning.task import MINUTE, Place, Task

Gap = tuple[int, int]
"""A stretch in which a room is free."""

_A_LOT = 1e6
_PIECE = 5 * MINUTE
_CHANGEOVER = "changeover-too-short"
_BUSY = "speaker-double-booking"


class Layout:
    """What is placed so far, and where there is room left.

    ``tracks`` counts the sessions of each track in each room.

    The board is the judge; what stands beside it only says where asking is worth while. The
    stretches of a room keep the changeover that the rules ask for behind each session.
    """

    def __init__(
        self, board: Board, offers: Mapping[int, Offer], days: Sequence[Hours], *, padded: bool
    ) -> None:
        self.board, self.offers, self.days = board, offers, days
        self.task: Task = board.task
        self.pad = _changeover(self.task) if padded else 0
        self._parts = _parts(self.task)
        self.shared = frozenset(i for i, r in enumerate(self.task.programme.rooms) if r.shared)
        self._people = _people(self.task)
        self._busy: dict[str, list[tuple[int, int, int]]] = {}
        self._uses: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
        self._gaps: dict[tuple[int, int], list[Gap]] = {}
        self._load: Counter[int] = Counter()
        self._prices: dict[object, Mapping[tuple[int, ...], float]] = {}
        self.tracks: Counter[tuple[str, int]] = Counter()
        for s, place in enumerate(board.at):
            if place is not None:
                self._note(s, place)

    def put(self, s: int, place: Place) -> None:
        """Place a session."""
        self.board.put(s, place)
        self._note(s, place)

    def take(self, s: int) -> Place:
        """Take a session away, and return where it was."""
        place = self.board.at[s]
        assert place is not None  # noqa: S101  only what is placed is taken away
        self.board.take(s)
        start, end = self.span(s, place)
        for day, part in self._touched(start, end + self.pad, place.rooms):
            self._uses[part, day].remove((start, end + self.pad, s))
            self._gaps.pop((part, day), None)
        for speaker in self._people[s]:
            self._busy[speaker].remove((start, end, s))
        self._weigh(s, place, -1)
        return place

    def span(self, s: int, place: Place) -> Gap:
        """Return from when until when a session would be held at a place."""
        return place.start, place.start + (self.task.lengths[s] or 0)

    def gaps(self, rooms: tuple[int, ...], day: int) -> list[Gap]:
        """Return the stretches of a day in which all of some rooms are free, in order."""
        parts = [part for room in rooms if room not in self.shared for part in self._parts[room]]
        if not parts:
            return [self._whole(day)]
        found = self._gaps_of(parts[0], day)
        for part in parts[1:]:
            found = _both(found, self._gaps_of(part, day))
        return found

    def uses(self, rooms: tuple[int, ...], day: int) -> list[tuple[int, int, int]]:
        """Return when some rooms are in use on a day, each use with its session, in order."""
        parts = {part for room in rooms if room not in self.shared for part in self._parts[room]}
        return sorted({use for part in parts for use in self._uses.get((part, day), ())})

    def is_free(self, rooms: tuple[int, ...], start: int, end: int) -> bool:
        """Tell whether no room is in use from a start until an end, changeover included."""
        for day, hours in enumerate(self.days):
            if hours.opens <= start < hours.closes:
                return any(a <= start and end <= b for a, b in self.gaps(rooms, day))
        return True  # of what is held by night, only the board knows

    def level(self, start: int, end: int) -> int:
        """Return how much is held meanwhile: five minutes of one session count one."""
        load = self._load
        return sum(load[piece] for piece in range(start // _PIECE, -(-end // _PIECE)))

    def choices(self, s: int) -> Sequence[tuple[int, ...]]:
        """Return the rooms for a session: first those with most of its track, then as they fit."""
        track, found = self.task.sessions[s].track, self.offers[s].choices
        if track is None:
            return found
        return sorted(found, key=lambda rooms: -sum(self.tracks[track, room] for room in rooms))

    def prices(self, s: int) -> Mapping[tuple[int, ...], float]:
        """Return what the choices of rooms of a session cost, whatever else is held."""
        session, offer = self.task.sessions[s], self.offers[s]
        like = id(offer.choices), session.audience, session.needs
        if like not in self._prices:
            at = offer.starts[0] if offer.starts else 0
            alone = {rooms: self.board.alone(s, Place(at, rooms)) for rooms in offer.choices}
            self._prices[like] = {rooms: n * _A_LOT + cost for rooms, (n, cost) in alone.items()}
        return self._prices[like]

    def engaged(self, s: int, start: int, end: int) -> int | None:
        """Return until when a speaker of a session is elsewhere; None where all are free."""
        for speaker in self._people[s]:
            busy = self._busy.get(speaker, ())
            for other_start, other_end, other in busy[: bisect_right(busy, (end,))]:
                if other_start < end and start < other_end and not self._nested(s, other):
                    return other_end
        return None

    def elsewhere(self, s: int, start: int, end: int) -> set[int]:
        """Return the other sessions that keep a session's speakers busy meanwhile."""
        return {
            other
            for speaker in self._people[s]
            for a, b, other in self._busy.get(speaker, ())
            if a < end and start < b and not self._nested(s, other)
        }

    def _nested(self, s: int, other: int) -> bool:
        """Tell whether two sessions may overlap, for one is part of the other."""
        return self._within(s, other) or self._within(other, s)

    def _within(self, s: int, other: int) -> bool:
        key = self.task.sessions[s].within
        while key is not None:
            holder = self.task.session_at[key]
            if holder == other:
                return True
            key = self.task.sessions[holder].within
        return False

    def _note(self, s: int, place: Place) -> None:
        start, end = self.span(s, place)
        for day, part in self._touched(start, end + self.pad, place.rooms):
            insort(self._uses.setdefault((part, day), []), (start, end + self.pad, s))
            self._gaps.pop((part, day), None)
        for speaker in self._people[s]:
            insort(self._busy.setdefault(speaker, []), (start, end, s))
        self._weigh(s, place, 1)

    def _weigh(self, s: int, place: Place, sign: int) -> None:
        session, (start, end) = self.task.sessions[s], self.span(s, place)
        if session.within is None:
            for piece in range(start // _PIECE, -(-end // _PIECE)):
                self._load[piece] += sign
        if session.track is not None:
            for room in place.rooms:
                self.tracks[session.track, room] += sign

    def _touched(self, start: int, end: int, rooms: tuple[int, ...]) -> Iterator[tuple[int, int]]:
        """Yield the days and smallest parts of rooms that a use of rooms concerns."""
        parts = sorted({p for room in rooms if room not in self.shared for p in self._parts[room]})
        for day, hours in enumerate(self.days):
            if hours.opens < end and start < hours.closes + self.pad:
                yield from ((day, part) for part in parts)

    def _whole(self, day: int) -> Gap:
        hours = self.days[day]
        return hours.opens, hours.closes + self.pad

    def _gaps_of(self, part: int, day: int) -> list[Gap]:
        known = self._gaps.get((part, day))
        if known is None:
            known = self._gaps[part, day] = self._found(part, day)
        return known

    def _found(self, part: int, day: int) -> list[Gap]:
        at, closes = self._whole(day)
        found = []
        for start, end, _ in self._uses.get((part, day), ()):
            if at < start:
                found.append((at, start))
            at = max(at, end)
        if at < closes:
            found.append((at, closes))
        return found


def _both(first: Sequence[Gap], second: Sequence[Gap]) -> list[Gap]:
    """Return what two lists of stretches share."""
    ends = [end for _, end in second]
    found = []
    for start, end in first:
        for other in second[bisect_left(ends, start + 1) :]:
            if other[0] >= end:
                break
            found.append((max(start, other[0]), min(end, other[1])))
    return found


def _changeover(task: Task) -> int:
    if not (task.judge.is_error(_CHANGEOVER) or task.judge.weight(_CHANGEOVER)):
        return 0
    return int(task.judge.options(_CHANGEOVER).minutes) * MINUTE


def _parts(task: Task) -> list[tuple[int, ...]]:
    programme = task.programme
    return [
        tuple(sorted(task.room_at[part] for part in programme.smallest_parts(room.key)))
        for room in programme.rooms
    ]


def _people(task: Task) -> list[tuple[str, ...]]:
    """Return who must be in each session all the time; nobody where clashes are no errors."""
    if not task.judge.is_error(_BUSY):
        return [()] * len(task.sessions)
    people = {speaker.key for speaker in task.programme.speakers if not speaker.organisation}
    return [
        tuple(
            dict.fromkeys(
                entry.speaker
                for entry in session.speakers
                if entry.present
                and entry.speaker in people
                and entry.from_ is None
                and entry.until is None
            )
        )
        for session in task.sessions
    ]
