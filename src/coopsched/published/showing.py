"""What attendees are shown of the sessions of a programme."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from coopsched.model import LineUpEntry, Programme, Room, Session
from coopsched.moment import after, utc
from coopsched.published.shown import Named, Person, PublicLink, Shown
from coopsched.text import UNDETERMINED, Text

OPEN_ENDED = 60
"""How many minutes a session is shown to last of which nobody says when it or its day ends."""

_NEVER = datetime.max.replace(tzinfo=UTC)


def shown(programme: Programme) -> dict[str, Shown]:
    """Return all sessions that attendees see, by key, in the order of their keys.

    Those are all but drafts and sessions without a place in time. A session that another
    one replaces is shown as cancelled, whatever status it has.
    """
    visible = {session.key: session for session in programme.sessions if _is_visible(session)}
    parts = _Parts(programme, visible)
    return {key: _shown(visible[key], parts) for key in sorted(visible) if parts.is_dated(key)}


def _is_visible(session: Session) -> bool:
    return session.status != "draft" and (session.permanent or session.start is not None)


class _Parts:
    """What is looked up for the sessions of a programme, each made once."""

    def __init__(self, programme: Programme, visible: Mapping[str, Session]) -> None:
        self.programme = programme
        self.visible = visible
        self.rooms = {room.key: room for room in programme.rooms}
        self.names = {room.key: Named(room.key, room_name(room)) for room in programme.rooms}
        self.speakers = {speaker.key: speaker for speaker in programme.speakers}
        self.tracks = {track.key: track for track in programme.tracks}
        self.replaced = self._replaced()

    def is_timed(self, key: str | None) -> bool:
        """Tell whether a session stands in the calendar of all that is held at a time."""
        session = self.visible.get(key or "")
        return session is not None and not session.permanent

    def is_dated(self, key: str) -> bool:
        """Tell whether there is a day on which to show a session."""
        return not self.visible[key].permanent or bool(self.days(self.visible[key]))

    def days(self, session: Session) -> tuple[date, ...]:
        """Return the days of a permanent session: its own, else all."""
        return (session.day.date,) if session.day else self._days

    @cached_property
    def _days(self) -> tuple[date, ...]:
        if self.programme.days:
            return tuple(sorted({day.date for day in self.programme.days}))
        found = (self.programme.day_of(each) for each in self.visible.values())
        return tuple(sorted({day.date for day in found if day}))

    def _replaced(self) -> dict[str, tuple[Named, ...]]:
        """Return what stands in the place of sessions, by start and key."""
        direct: dict[str, list[Session]] = {}
        for session in self.visible.values():
            for key in {*session.replaces} - {session.key}:
                direct.setdefault(key, []).append(session)
        heirs = {key: sorted(_heirs(key, direct).values(), key=_order) for key in direct}
        return {
            key: tuple(Named(each.key, each.title) for each in sessions)
            for key, sessions in heirs.items()
            if sessions
        }


def _heirs(key: str, direct: Mapping[str, Iterable[Session]]) -> dict[str, Session]:
    """Return what is held in the place of a session, by key: not what is replaced or cancelled."""
    found: dict[str, Session] = {}
    for session in direct.get(key, ()):
        if later := _heirs(session.key, direct):
            found |= later
        elif session.status != "cancelled":
            found[session.key] = session
    return found


def _order(session: Session) -> tuple[datetime, str]:
    return session.interval.start if session.interval else _NEVER, session.key


def _shown(session: Session, parts: _Parts) -> Shown:
    replaced_by = parts.replaced.get(session.key, ())
    track = parts.tracks[session.track] if session.track else None
    return Shown(
        key=session.key,
        status="cancelled" if replaced_by else session.status,
        title=session.title,
        description=session.description,
        notice=session.notice,
        **_times(session, parts),
        timezone=parts.programme.timezone,
        **_place(session, parts),
        speakers=tuple(_person(entry, parts) for entry in session.speakers),
        languages=session.languages,
        interpretation=session.interpretation,
        captions=session.captions,
        track=Named(track.key, track.title) if track else None,
        colour=track.colour if track else None,
        kind=session.kind,
        tags=tuple(sorted(set(session.tags))),
        links=tuple(PublicLink(link.kind, link.url) for link in session.links if not link.private),
        within=session.within if parts.is_timed(session.within) else None,
        repeats=session.repeats if parts.is_timed(session.repeats) else None,
        replaces=_timed(session.replaces, parts),
        replaced_by=replaced_by,
    )


def _timed(keys: Iterable[str], parts: _Parts) -> tuple[str, ...]:
    return tuple(sorted({key for key in keys if parts.is_timed(key)}))


def _times(session: Session, parts: _Parts) -> dict[str, Any]:
    """Return when a session is; one that is permanent has days and no start, whatever it states."""
    if session.permanent or session.start is None:
        return {"permanent": True, "days": parts.days(session)}
    start, end = _on_the_clock(session.start), session.end and _on_the_clock(session.end)
    # An end before the start is a mistake, and as good as none.
    given = end is not None and utc(end) >= utc(start)
    return {
        "start": start,
        "end": end if given else _closing(session, start, parts.programme),
        "end_given": given,
    }


def _on_the_clock(moment: datetime) -> datetime:
    """Return a time as clocks show it: none shows one that a clock change skips."""
    return utc(moment).astimezone(moment.tzinfo)


def _closing(session: Session, start: datetime, programme: Programme) -> datetime:
    day = programme.day_of(session)
    closes = programme.calendar.bounds(day)[1] if day else None
    if closes is None or closes <= utc(start):
        return after(start, OPEN_ENDED)
    return closes.astimezone(start.tzinfo)


def _place(session: Session, parts: _Parts) -> dict[str, Any]:
    online = bool(session.rooms) and all(parts.rooms[key].online for key in session.rooms)
    found: dict[str, Any] = {
        "rooms": tuple(parts.names[key] for key in dict.fromkeys(session.rooms)),
        "online": online,
    }
    venue = parts.programme.venue
    if online or venue is None:
        return found
    found |= {"venue": venue.name, "address": venue.address}
    if venue.latitude is not None and venue.longitude is not None:
        found["position"] = (venue.latitude, venue.longitude)
    return found


def room_name(room: Room) -> Text:
    """Return what people call a room: its key, where nobody gave it a name."""
    return room.name or Text({UNDETERMINED: room.key})


def _person(entry: LineUpEntry, parts: _Parts) -> Person:
    speaker = parts.speakers[entry.speaker]
    affiliation = entry.affiliation or speaker.affiliation
    return Person(speaker.key, speaker.name, affiliation, entry.role, entry.remote)
