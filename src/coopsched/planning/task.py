"""A programme as planning sees it: sessions and rooms by number, instants as whole numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from coopsched.interval import INSTANT
from coopsched.model import Programme, Session
from coopsched.moment import utc
from coopsched.planning.judging import Judge

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

MINUTE = 60_000_000
"""A minute, in microseconds."""


class Placement(NamedTuple):
    """Where and when a session is held: an aware start, and the keys of its rooms."""

    start: datetime
    rooms: tuple[str, ...]


class Place(NamedTuple):
    """A placement in numbers: microseconds since 1970 in UTC, and positions of rooms."""

    start: int
    rooms: tuple[int, ...]


@dataclass(frozen=True, eq=False)  # by identity, so that what is worked out of one can be kept
class Task:
    """A programme, how it is judged, and which of its sessions may not be moved.

    Sessions and rooms go by their position in the file. ``held`` are sessions that stay
    where they are: pinned, cancelled and permanent ones, and those the caller holds.
    ``published`` are sessions that attendees were shown at the place where they are now.
    """

    programme: Programme
    judge: Judge
    held: frozenset[int] = frozenset()
    published: frozenset[int] = frozenset()

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions, in the order of the file."""
        return self.programme.sessions

    @cached_property
    def session_at(self) -> Mapping[str, int]:
        """The position of each session, by key."""
        return {session.key: i for i, session in enumerate(self.sessions)}

    @cached_property
    def room_at(self) -> Mapping[str, int]:
        """The position of each room, by key."""
        return {room.key: i for i, room in enumerate(self.programme.rooms)}

    @cached_property
    def lengths(self) -> tuple[int | None, ...]:
        """How long each session lasts; one microsecond where it is open-ended.

        None where it has no start and nobody said how long it lasts: it cannot be placed.
        """
        return tuple(_length(session) for session in self.sessions)

    @cached_property
    def now(self) -> tuple[Place | None, ...]:
        """Where each session is; None where it takes up nothing: unplaced, cancelled, permanent."""
        return tuple(self._now(session) for session in self.sessions)

    @cached_property
    def unplaced(self) -> tuple[int, ...]:
        """The sessions that wait for a start."""
        return tuple(
            i
            for i, session in enumerate(self.sessions)
            if session.start is None and not session.permanent and session.status != "cancelled"
        )

    def _now(self, session: Session) -> Place | None:
        if not session.occupies or session.start is None:
            return None
        return Place(number(session.start), tuple(self.room_at[key] for key in session.rooms))

    def placement(self, place: Place) -> Placement:
        """Return a place in words: in the zone of the programme."""
        start = instant(place.start).astimezone(self.programme.zone)
        return Placement(start, tuple(self.programme.rooms[i].key for i in place.rooms))

    def placed(self, places: Mapping[int, Place]) -> Programme:
        """Return the programme with some sessions placed otherwise.

        Whose start stays the same keeps its times as they are written, and its stated day.
        """
        moved: dict[str, tuple[datetime | None, tuple[str, ...]]] = {}
        for i, place in places.items():
            now, (start, rooms) = self.now[i], self.placement(place)
            if place != now:
                stays = now is not None and now.start == place.start
                moved[self.sessions[i].key] = (None if stays else start), rooms
        return self.programme.place(moved)


def task(
    programme: Programme,
    judge: Judge,
    *,
    held: Iterable[str] = (),
    published: Iterable[str] = (),
) -> Task:
    """Return a task in which pinned, cancelled and permanent sessions are held, and those named."""
    named = frozenset(held)
    stays = frozenset(
        i
        for i, session in enumerate(programme.sessions)
        if session.key in named
        or session.pinned
        or session.permanent
        or session.status == "cancelled"
    )
    shown = frozenset(published)
    return Task(
        programme,
        judge,
        stays,
        frozenset(i for i, each in enumerate(programme.sessions) if each.key in shown),
    )


def number(moment: datetime) -> int:
    """Return an aware datetime as microseconds since 1970 in UTC."""
    return (utc(moment) - _EPOCH) // _MICROSECOND


def instant(microseconds: int) -> datetime:
    """Return microseconds since 1970 as a datetime in UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)


def _length(session: Session) -> int | None:
    if session.is_open_ended:
        return INSTANT // _MICROSECOND
    length = session.length
    return None if length is None else length // _MICROSECOND
