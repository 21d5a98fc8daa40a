"""A programme: everything in one file, one edition of one conference."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Annotated, Any, NamedTuple, Self, TypeVar

from pydantic import AfterValidator, Field, model_validator

from coopsched.calendar import Calendar, Day
from coopsched.findings import Route, Setting
from coopsched.interval import INSTANT, Interval
from coopsched.model.inheriting import inherit, shifted
from coopsched.model.parts import (
    LineUpEntry,
    Part,
    Resource,
    Room,
    Site,
    Speaker,
    Track,
    Venue,
    fields_of,
    wide,
)
from coopsched.model.references import broken_references
from coopsched.model.schemas import DAYS, SETTINGS, instances
from coopsched.model.session import Session
from coopsched.model.values import Key, Keyed, LocalText, Tags, Url, ZoneName
from coopsched.moment import Moment, after, utc
from coopsched.text import nearest
from coopsched.zones import Zone, zone

FORMAT = 1
"""The version of the programme file that this release reads and writes."""

T = TypeVar("T")


class Appearance(NamedTuple):
    """A speaker's presence in a session, and the route to where it is written."""

    interval: Interval
    session: Session
    entry: LineUpEntry
    route: Route

    def order(self) -> tuple[Interval, str]:
        """Return what sorts appearances, whatever the order in the file."""
        return self.interval, self.session.key


class Programme(Part):
    """One edition of one conference.

    Parts refer to each other by key, and every reference holds: building a
    programme with one that does not raises `ValueError`. Parts are tuples in the
    order of the file.
    """

    coopsched: Annotated[int, Field(ge=1, le=FORMAT)] = FORMAT
    """The version of this format."""
    key: Key
    """Part of every UID; never changes."""
    title: LocalText
    """What the conference is called."""
    description: LocalText | None = None
    """What it is about."""
    url: Url | None = None
    """Its web page."""
    timezone: ZoneName
    """The IANA name of the zone in which times are written."""
    languages: Tags = ()
    """The languages it speaks; the first is that of plain texts."""
    days: Annotated[tuple[Day, ...], *instances(Day, DAYS)] = ()
    """Its days: dates, or keys with date, `opens` and `closes`. Absent: the sessions' dates."""
    venue: Annotated[Venue, wide("name")] | None = None
    """The building."""
    rooms: Annotated[tuple[Annotated[Room, wide("name")], ...], Keyed()] = ()
    """Rooms by key. Absent: no rule asks for one."""
    speakers: Annotated[tuple[Annotated[Speaker, wide("name")], ...], Keyed()] = ()
    """Speakers by key."""
    tracks: Annotated[tuple[Annotated[Track, wide("title")], ...], Keyed()] = ()
    """Tracks by key."""
    resources: Annotated[tuple[Annotated[Resource, wide("quantity")], ...], Keyed()] = ()
    """Resources by key."""
    sessions: Annotated[tuple[Session, ...], Keyed(), AfterValidator(inherit)] = ()
    """Sessions by key."""
    rules: Annotated[
        tuple[Setting, ...],
        *instances(Setting, SETTINGS),
    ] = ()
    """Settings of rules: a severity, or a mapping with severity, reason and options."""
    site: Site | None = None
    """Where it is published."""

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for section in ("rooms", "speakers", "tracks", "resources", "sessions"):
            _refuse_repeated_keys(section, getattr(self, section))
        for broken in broken_references(self):
            raise ValueError(f"{'/'.join(map(str, broken.route))}: {broken.message}")
        return self

    @cached_property
    def zone(self) -> Zone:
        """The time zone."""
        return zone(self.timezone)

    @cached_property
    def calendar(self) -> Calendar:
        """The days and the zone against which written times are read."""
        return Calendar(self.zone, self.days, languages=self.languages)

    def session(self, key: str) -> Session:
        """Return the session of that key. Raises KeyError."""
        return _look_up("session", self._sessions, key)

    def room(self, key: str) -> Room:
        """Return the room of that key. Raises KeyError."""
        return _look_up("room", self._rooms, key)

    def speaker(self, key: str) -> Speaker:
        """Return the speaker of that key. Raises KeyError."""
        return _look_up("speaker", self._speakers, key)

    def track(self, key: str) -> Track:
        """Return the track of that key. Raises KeyError."""
        return _look_up("track", {track.key: track for track in self.tracks}, key)

    def resource(self, key: str) -> Resource:
        """Return the resource of that key. Raises KeyError."""
        return _look_up("resource", {part.key: part for part in self.resources}, key)

    def day_of(self, session: Session) -> Day | None:
        """Return the day a session belongs to; None where it has neither day nor start."""
        if session.day is not None or session.start is None:
            return session.day
        return self.calendar.day_of(session.start)

    @cached_property
    def all_days(self) -> tuple[Day, ...]:
        """The days, or where the file names none, those of the sessions, in order."""
        if self.days:
            return self.days
        found = {self.day_of(session) for session in self.sessions}
        return tuple(sorted((day for day in found if day), key=lambda day: day.date))

    @cached_property
    def held(self) -> tuple[Session, ...]:
        """The sessions that take up rooms and people, by start, end and key."""
        return tuple(session for session in _by_start(self.sessions) if session.occupies)

    @cached_property
    def appearances(self) -> dict[str, tuple[Appearance, ...]]:
        """When each speaker must be where, by start; organisations and authors aside."""
        people = {speaker.key for speaker in self.speakers if not speaker.organisation}
        found: dict[str, list[Appearance]] = {}
        for session in self.held:
            for i, entry in enumerate(session.speakers):
                interval = session.presence(entry)
                if interval is not None and entry.speaker in people:
                    route = ("sessions", session.key, "speakers", i)
                    appearance = Appearance(interval, session, entry, route)
                    found.setdefault(entry.speaker, []).append(appearance)
        return {key: tuple(sorted(each, key=Appearance.order)) for key, each in found.items()}

    def instant(self, moment: str | datetime) -> datetime:
        """Return an aware datetime: `"11:45"` is on the only day. Raises ValueError."""
        if isinstance(moment, str):
            return self.calendar.instant(moment, None)
        if moment.tzinfo is None:
            raise ValueError(f"{moment} has no time zone")
        return moment

    def sessions_at(self, moment: str | datetime) -> tuple[Session, ...]:
        """Return the sessions that are held at that instant, permanent ones aside."""
        start = utc(self.instant(moment))
        return self._held_during(Interval(start, start + INSTANT))

    def sessions_of(self, speaker: str) -> tuple[Session, ...]:
        """Return the sessions that have a speaker in their line-up, by start."""
        self.speaker(speaker)
        return _by_start(
            session
            for session in self.sessions
            if any(entry.speaker == speaker for entry in session.speakers)
        )

    def sessions_in(self, room: str) -> tuple[Session, ...]:
        """Return the sessions that use a room, or a part of it, or its whole, by start."""
        places = self.smallest_parts(room)
        return _by_start(
            session
            for session in self.sessions
            if any(places & self.smallest_parts(key) for key in session.rooms)
        )

    def free_rooms(self, start: str | datetime, end: str | datetime) -> tuple[Room, ...]:
        """Return the rooms that no session uses from `start` until `end`."""
        span = Interval(utc(self.instant(start)), utc(self.instant(end)))
        taken = {
            place
            for session in self._held_during(span)
            for key in session.rooms
            for place in self.smallest_parts(key)
        }
        return tuple(room for room in self.rooms if not self.smallest_parts(room.key) & taken)

    def smallest_parts(self, room: str) -> frozenset[str]:
        """Return the keys of the rooms that a room is divided into at last; itself if undivided."""
        return self._smallest_parts[room]

    def capacity(self, room: str) -> int | None:
        """Return the seats of a room, for a whole the sum of its parts' unless it says; or None."""
        own = self.room(room).capacity
        if own is not None:
            return own
        parts = [self._rooms[part].capacity for part in self.smallest_parts(room)]
        return None if None in parts else sum(filter(None, parts))

    def replace(self, key: str, **changes: Any) -> Self:
        """Return the programme with some fields of one session changed, validated anew.

        Values are written as in the file: ``start="10:30"``. Raises KeyError for an
        unknown session and ValueError for a value that does not fit.
        """
        new = self._changed(self.session(key), changes)
        return self._with(sessions=tuple(new if s.key == key else s for s in self.sessions))

    def move(
        self,
        key: str,
        *,
        start: str | datetime | None = None,
        rooms: Iterable[str] | None = None,
        day: str | None = None,
    ) -> Self:
        """Return the programme with one session placed elsewhere, its length kept.

        Times are those of the programme's zone, whatever offset the old ones carry. Who
        comes later or leaves earlier does so for the same part of the session.
        Raises KeyError for an unknown session or room, ValueError for a wrong time.
        """
        new = self._moved(self.session(key), start, rooms, day)
        return self._with(sessions=tuple(new if s.key == key else s for s in self.sessions))

    def place(self, places: Mapping[str, tuple[datetime | None, Iterable[str]]]) -> Self:
        """Return the programme with several sessions placed at once, by key: when, in which rooms.

        As `move` does for one: without a start the times stay as they are. Raises KeyError for
        an unknown session or room.
        """
        new = {
            key: self._moved(self.session(key), start, rooms, None)
            for key, (start, rooms) in places.items()
        }
        return self._with(sessions=tuple(new.get(each.key, each) for each in self.sessions))

    def _moved(
        self,
        old: Session,
        start: str | datetime | None,
        rooms: Iterable[str] | None,
        day: str | None,
    ) -> Session:
        changes: dict[str, Any] = {}
        if rooms is not None:
            wanted = (rooms,) if isinstance(rooms, str) else rooms
            changes["rooms"] = tuple(self.room(room).key for room in dict.fromkeys(wanted))
        if day is not None:
            changes["day"] = self.calendar.day(day)
        begin = self._begin(old, start, changes.get("day"))
        if begin is not None:
            changes["start"] = begin
            if day is None and old.day is not None and not _is_clock_time(start):
                there = self.calendar.day_of(begin)
                changes["day"] = there if there in self.days or not self.days else None
            if "end" in old.model_fields_set and old.length is not None:
                changes["end"] = after(begin, old.length / timedelta(minutes=1))
            if "speakers" in old.model_fields_set:
                changes["speakers"] = shifted(old.speakers, old.start, begin)
        return self._changed(old, changes)

    def _changed(self, old: Session, changes: dict[str, Any]) -> Session:
        stated = {name: getattr(old, name) for name in old.model_fields_set}
        return Session.model_validate({**stated, **changes}, context=self.calendar)

    def _begin(
        self, session: Session, start: str | datetime | None, day: Day | None
    ) -> datetime | None:
        """Return when a session that is moved begins: on another day, at the same time of day."""
        own = self.day_of(session)
        if isinstance(start, str):
            return self.calendar.instant(start, day or own)
        if start is not None or session.start is None or day is None or own is None:
            return start
        if day.date == own.date:
            return session.start
        return session.start.astimezone(self.zone) + (day.date - own.date)  # by the clock

    def _with(self, **changes: Any) -> Self:
        return type(self)(**{**fields_of(self), **changes})

    def _held_during(self, span: Interval) -> tuple[Session, ...]:
        return _by_start(
            session
            for session in self.sessions
            if session.occupies and session.interval and session.interval.overlaps(span)
        )

    @cached_property
    def _sessions(self) -> dict[str, Session]:
        return {session.key: session for session in self.sessions}

    @cached_property
    def _rooms(self) -> dict[str, Room]:
        return {room.key: room for room in self.rooms}

    @cached_property
    def _speakers(self) -> dict[str, Speaker]:
        return {speaker.key: speaker for speaker in self.speakers}

    @cached_property
    def _smallest_parts(self) -> dict[str, frozenset[str]]:
        return {room.key: frozenset(_leaves(room.key, self._rooms)) for room in self.rooms}


def _leaves(key: str, rooms: dict[str, Room]) -> Iterator[str]:
    """Yield the undivided rooms under one, each once, however deep the parts go."""
    seen, waiting = {key}, [key]
    while waiting:
        parts = rooms[(room := waiting.pop())].parts
        if not parts:
            yield room
        waiting += [part for part in parts if part not in seen]
        seen.update(parts)


_NEVER = Interval(datetime.max.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def _by_start(sessions: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda s: (s.interval or _NEVER, s.key)))


def _is_clock_time(start: object) -> bool:
    return isinstance(start, str) and Moment.parse(start).date is None


def _look_up(kind: str, parts: Mapping[str, T], key: str) -> T:
    try:
        return parts[key]
    except KeyError:
        close = nearest(key, parts)
        hint = f"; did you mean {close!r}?" if close else ""
        raise KeyError(f"no {kind} has the key {key!r}{hint}") from None


def _refuse_repeated_keys(section: str, parts: Iterable[Any]) -> None:
    seen: set[str] = set()
    for part in parts:
        if part.key in seen:
            raise ValueError(f"two {section} have the key {part.key!r}")
        seen.add(part.key)
