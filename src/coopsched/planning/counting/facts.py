"""A task as counting needs it: sessions, rooms and people by number, worked out once."""

from collections.abc import Sequence
from typing import NamedTuple

from coopsched.findings import Route
from coopsched.interval import Interval
from coopsched.model import SIDE_KINDS, Session
from coopsched.planning.counting.days import Days
from coopsched.planning.counting.halls import Halls, Spot
from coopsched.planning.task import Task, instant, number
from coopsched.rules.clashes import holders
from coopsched.rules.windows import EVER, Availability


class Presence(NamedTuple):
    """A person's part in a session: microseconds after its start, None from or to its ends."""

    speaker: int
    entry: int
    comes: int | None
    leaves: int | None
    remote: bool


class Attendance(NamedTuple):
    """Somebody present in a session, from an instant until another. They sort as appearances do."""

    begin: int
    end: int
    rank: int
    entry: int
    session: int
    speaker: int
    remote: bool


class Facts:
    """What does not change while sessions are placed and taken away again."""

    def __init__(self, task: Task) -> None:
        programme = task.programme
        self.task = task
        self.programme = programme
        self.judge = task.judge
        self.sessions: tuple[Session, ...] = task.sessions
        self.keys = [session.key for session in self.sessions]
        self.lengths = [length or int(length is None) for length in task.lengths]
        order = sorted(range(len(self.keys)), key=self.keys.__getitem__)
        self.rank = [0] * len(order)
        for position, i in enumerate(order):
            self.rank[i] = position
        self.open_ended = [_is_open_ended(session) for session in self.sessions]
        self.is_live = [
            session.status != "cancelled" and not session.permanent for session in self.sessions
        ]
        """Whether each can be on a board at all."""
        self.on_the_side = [session.kind in SIDE_KINDS for session in self.sessions]
        self.around = [self._around(session) for session in self.sessions]
        """The sessions that each lies within, the nearest first."""
        self.kin = self._kin()
        """The sessions that each lies within, or that lie within it, at any depth."""
        self.halls = Halls(programme)
        self.days = Days(task)
        speakers = programme.speakers
        self.speaker_at = {speaker.key: i for i, speaker in enumerate(speakers)}
        self.organisation = [speaker.organisation for speaker in speakers]
        self.line_ups = [self._line_up(i) for i in range(len(self.sessions))]
        self._whole = [
            not self.open_ended[i] and all(p.comes is None and p.leaves is None for p in line_up)
            for i, line_up in enumerate(self.line_ups)
        ]
        self.availability = Availability(programme)
        self.closed_to = {
            i: spans(self.availability.closed(speaker, EVER))
            for i, speaker in enumerate(speakers)
            if speaker.available or speaker.unavailable
        }
        """When speakers cannot come."""
        self._last: tuple[int, int] | None = None
        self._attending: list[Attendance] = []

    def attending(self, spot: Spot) -> list[Attendance]:
        """Return who is present in a session that is held then, and when."""
        s, start, end, _ = spot
        if self._last == (s, start):
            return self._attending
        rank = self.rank[s]
        if self._whole[s]:
            found = [
                Attendance(start, end, rank, p.entry, s, p.speaker, p.remote)
                for p in self.line_ups[s]
                if start < end
            ]
        else:
            found = self._partly(s, start, end)
        self._last, self._attending = (s, start), found
        return found

    def _partly(self, s: int, start: int, end: int) -> list[Attendance]:
        origin = 0 if self.is_fixed(s) else start
        found = []
        for p in self.line_ups[s]:
            begin = start if p.comes is None else max(start, origin + p.comes)
            leave = end
            if p.leaves is not None:
                leave = origin + p.leaves if self.open_ended[s] else min(end, origin + p.leaves)
            elif self.open_ended[s]:
                leave = begin + 1
            if begin < leave:
                found.append(
                    Attendance(begin, leave, self.rank[s], p.entry, s, p.speaker, p.remote)
                )
        return found

    def is_fixed(self, s: int) -> bool:
        """Tell whether people come and leave by the clock, wherever the session is placed.

        So it is where it has no start yet: nothing says to what the times are relative.
        """
        return self._origin(self.sessions[s]) is None

    def _origin(self, session: Session) -> int | None:
        if session.repeats is not None and "speakers" not in session.model_fields_set:
            session = self.programme.session(session.repeats)
        return None if session.start is None else number(session.start)

    def _line_up(self, i: int) -> tuple[Presence, ...]:
        session = self.sessions[i]
        if not session.speakers:
            return ()
        source = session
        if session.repeats is not None and "speakers" not in session.model_fields_set:
            source = self.programme.session(session.repeats)
        origin = self._origin(session) or 0
        return tuple(
            Presence(
                self.speaker_at[entry.speaker],
                place,
                None if entry.from_ is None else number(entry.from_) - origin,
                None if entry.until is None else number(entry.until) - origin,
                entry.remote,
            )
            for place, entry in enumerate(source.speakers)
            if entry.present
        )

    def _around(self, session: Session) -> tuple[int, ...]:
        if session.within is None:
            return ()
        return tuple(self.task.session_at[key] for key in holders(self.programme, session))

    def _kin(self) -> list[frozenset[int]]:
        kin: list[set[int]] = [set(around) for around in self.around]
        for i, around in enumerate(self.around):
            for holder in around:
                kin[holder].add(i)
        nobody = frozenset[int]()
        return [frozenset(each) if each else nobody for each in kin]

    def route(self, s: int, *more: str | int) -> Route:
        """Return the route to a session, or to something in it."""
        return ("sessions", self.keys[s], *more)


def _is_open_ended(session: Session) -> bool:
    return session.end is None and (session.start is not None or session.minutes is None)


def spans(intervals: Sequence[Interval]) -> list[tuple[int, int]]:
    """Return intervals in numbers."""
    return [(number(start), number(end)) for start, end in intervals]


def interval(start: int, end: int) -> Interval:
    """Return an interval of numbers as one of datetimes."""
    return Interval(instant(start), instant(end))
