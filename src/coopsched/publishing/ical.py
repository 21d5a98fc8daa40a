"""Programmes as a plain iCalendar file (RFC 5545, RFC 7986): something to import, not to follow."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from icalendar import Calendar, Event, vText

from coopsched.model import LineUpEntry, Programme, Session
from coopsched.moment import utc
from coopsched.publishing.losses import (
    Carried,
    Loss,
    Written,
    losses,
    merged,
    on_stage,
    public_links,
    sorted_out,
    unused,
)
from coopsched.publishing.naming import (
    PRODID,
    key_losses,
    name_losses,
    names,
    on_one_line,
    writable,
)
from coopsched.publishing.people import named, people_losses
from coopsched.publishing.wordings import other_wordings, own_language
from coopsched.text import UNDETERMINED, Text

CARRIED = Carried(
    programme=frozenset(
        {"title", "description", "url", "timezone", "days", "rooms", "speakers", "tracks"}
        | {"sessions"}
    ),
    day=frozenset({"date"}),
    room=frozenset({"key", "name"}),
    speaker=frozenset({"key", "name", "affiliation"}),
    track=frozenset({"key", "title"}),
    session=frozenset(
        {"key", "title", "description", "day", "start", "end", "minutes", "rooms", "speakers"}
        | {"track", "tags", "status", "links", "uid", "kind", "languages", "interpretation"}
        | {"captions", "repeats"}
    ),
    line_up=frozenset({"speaker", "role", "affiliation"}),
    link=frozenset({"url"}),
)
_LEFT_OUT = ("sessions that are drafts", "sessions that are permanent", "sessions without a start")
_STATUSES = {"confirmed": "CONFIRMED", "tentative": "TENTATIVE", "cancelled": "CANCELLED"}


def write(programme: Programme) -> Written:
    """Return an event for each session that has a start, with times in UTC.

    Texts are in the language of plain texts where they have a wording in it. Drafts are
    left out. A session without an end has none here either.
    """
    sessions, left_out = sorted_out(programme, _LEFT_OUT)
    calendar = header(programme)
    known = Known.of(programme, sessions)
    for session in sessions:
        calendar.add_component(event(programme, session, known))
    speakers = on_stage(programme, sessions)
    others = other_wordings(programme, CARRIED, sessions=sessions, speakers=speakers)
    found = (
        *losses(programme, CARRIED, sessions=sessions, speakers=speakers),
        *(each for each in others if not each.what.endswith(": its language")),
        *people_losses(programme, sessions),
        *left_out,
        *_lost_names(programme, known),
        *key_losses("speakers", {each.key: on_one_line(each.name) for each in speakers}, {}),
        *unused(programme, sessions),
        *_finer_losses(sessions),
    )
    return Written(calendar.to_ical(), merged(found))


def header(programme: Programme) -> Calendar:
    """Return a calendar without events: no METHOD and no UID, at which clients stumble."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODID)
    _, title = worded(programme, programme.title)
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(on_one_line(title)))
    if programme.description is not None:
        tag, description = worded(programme, programme.description)
        calendar.add("description", vText(writable(description)), parameters=_in(tag))
    if programme.url is not None:
        calendar.add("url", writable(programme.url))
    calendar.add("x-wr-timezone", programme.timezone)
    return calendar


def event(programme: Programme, session: Session, known: "Known") -> Event:
    """Return the event of a session that has a start.

    DTSTAMP, which every event must have, is the start of the session: the moment of
    writing would make each file another one, and no programme says when a session
    was last changed.
    """
    assert session.interval is not None  # noqa: S101  the caller has looked
    start, end = session.interval
    made = Event()
    made.add("uid", uid_of(programme, session))
    made.add("dtstamp", start)
    made.add("dtstart", start)
    if session.end is not None and start < end:
        made.add("dtend", utc(session.end))
    tag, title = worded(programme, session.title, session)
    made.add("summary", vText(on_one_line(title) or session.key), parameters=_in(tag))
    if session.description is not None:
        tag, description = worded(programme, session.description, session)
        made.add("description", vText(writable(description)), parameters=_in(tag))
    if session.rooms:
        made.add("location", vText(", ".join(known.rooms[key] for key in session.rooms)))
    track = [] if session.track is None else [known.tracks[session.track]]
    categories = [*track, *map(on_one_line, session.tags)]
    if categories:
        made.add("categories", categories)
    made.add("status", _STATUSES[session.status])
    made.add("transp", "TRANSPARENT" if session.status == "cancelled" else "OPAQUE")
    for link in public_links(session)[:1]:
        made.add("url", writable(link.url))
    for entry in session.speakers:
        _add_person(made, programme, entry)
    for name, value in _own(session, track, known):
        made.add(f"x-coopsched-{name}", vText(value))
    return made


def uid_of(programme: Programme, session: Session) -> str:
    """Return what calendars know a session by."""
    return writable(session.uid or "") or f"{session.key}@{programme.key}"


class Known(NamedTuple):
    """What a calendar calls rooms and tracks by key, each otherwise; and whose events it has."""

    rooms: dict[str, str]
    tracks: dict[str, str]
    sessions: frozenset[str]

    @classmethod
    def of(cls, programme: Programme, sessions: Iterable[Session]) -> "Known":
        """Return what is known of a programme of which these sessions are written."""
        # A comma stands between rooms.
        rooms = {key: name.replace(",", " ") for key, name in _called(programme).items()}
        keys = frozenset(session.key for session in sessions)
        return cls(names(rooms), names(_titled(programme)), keys)


def worded(
    programme: Programme,
    text: Text,
    session: Session | None = None,
) -> tuple[str, str]:
    """Return the language and the wording of a text."""
    wording = text.best(own_language(programme, session))
    return next(tag for tag, each in text.items() if each == wording), wording


def _in(tag: str) -> dict[str, str]:
    return {} if tag == UNDETERMINED else {"LANGUAGE": tag}


def _called(programme: Programme) -> dict[str, str]:
    return {
        room.key: worded(programme, room.name)[1] if room.name else room.key
        for room in programme.rooms
    }


def _titled(programme: Programme) -> dict[str, str]:
    return {track.key: worded(programme, track.title)[1] for track in programme.tracks}


def _own(session: Session, track: list[str], known: Known) -> Iterator[tuple[str, str]]:
    """Yield what iCalendar has no property for, by our name: other readers pass over it.

    Which of the CATEGORIES is the track nobody could tell otherwise.
    """
    if session.uid is not None:
        yield "key", session.key
    yield from (("track", title) for title in track)
    if session.kind is not None:
        yield "kind", session.kind
    for name in ("languages", "interpretation", "captions"):
        if tags := getattr(session, name):
            yield name, ",".join(tags)
    if session.repeats in known.sessions:
        yield "repeats", str(session.repeats)


def _add_person(made: Event, programme: Programme, entry: LineUpEntry) -> None:
    """Add a person as `X-COOPSCHED-SPEAKER;ROLE=moderator:Ana Pérez (UCL)`.

    An ATTENDEE would need an address, and make an invitation of the event; few readers
    know the PARTICIPANT of RFC 9073.
    """
    role = {} if entry.role == "speaker" else {"ROLE": entry.role}
    made.add("x-coopsched-speaker", vText(named(programme, entry)), parameters=role)


def _lost_names(programme: Programme, known: Known) -> Iterator[Loss]:
    yield from name_losses("rooms: name", _called(programme), known.rooms)
    yield from name_losses("tracks: title", _titled(programme), known.tracks)
    yield from key_losses("rooms", known.rooms, {})
    yield from key_losses("tracks", known.tracks, {})


def _finer_losses(sessions: tuple[Session, ...]) -> Iterator[Loss]:
    """Yield what is lost of fields that are carried in part."""
    there = {session.key for session in sessions}
    for session in sessions:
        key = (session.key,)
        if session.repeats is not None and session.repeats not in there:
            yield Loss("repeats", key)
        if session.end is not None and session.interval and session.interval.length.days < 0:
            yield Loss("end", key)
        if session.end is not None and session.interval and not session.interval.length:
            yield Loss("end: that it is the start", key)
        if len(public_links(session)) > 1:
            yield Loss("links but the first", key)
        if any(wording != writable(wording) for wording in session.title.values()):
            yield Loss("control characters", key)
