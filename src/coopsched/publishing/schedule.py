"""What frab's `schedule.xml` and c3voc's `schedule.json` share: days of rooms of sessions."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coopsched.calendar import Day
from coopsched.model import Link, Programme, Session, Speaker
from coopsched.moment import Moment, utc
from coopsched.publishing.losses import (
    LEFT_OUT,
    Loss,
    NothingToWrite,
    on_stage,
    public_links,
    sorted_out,
)
from coopsched.publishing.naming import NO_ROOM, name_losses, names, on_one_line, writable
from coopsched.publishing.numbering import numbered, person_numbers
from coopsched.publishing.partial import partial_losses
from coopsched.publishing.wordings import one_wording

LONGEST = timedelta(hours=99, minutes=59)
"""The longest duration that two digits of hours hold."""
OPEN_LENGTH = timedelta(hours=1)
"""How long a session is shown that has no end, on a day that does not close."""

_DAY = timedelta(days=1)
_PLAIN_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'()*+,;=-]+", re.IGNORECASE)


class Person(NamedTuple):
    """A person in a session's line-up."""

    id: int
    speaker: Speaker
    name: str


class Row(NamedTuple):
    """A session as the two formats tell it; texts in one language, times in the programme's zone.

    ``page`` is its first link, where that is a web page; ``links`` are the others. ``room``
    is a name, ``track`` a title, each empty or `NO_ROOM` where there is none.
    """

    session: Session
    id: int
    guid: str
    slug: str
    room: str
    title: str
    description: str
    track: str
    language: str
    start: datetime
    end: datetime
    persons: tuple[Person, ...]
    page: str
    links: tuple[Link, ...]

    @property
    def length(self) -> timedelta:
        """Elapsed time."""
        return utc(self.end) - utc(self.start)


class ScheduleDay(NamedTuple):
    """A day with its rooms by name, those without a session too, and when it begins and ends.

    Apps take what is before the clock time of ``end`` for the night before, so that it is
    at midnight or later: on the next date.
    """

    number: int
    date: date
    start: datetime
    end: datetime
    rooms: Mapping[str, tuple[Row, ...]]


class Schedule(NamedTuple):
    """A programme in days, with the names of its rooms, tracks and speakers by key."""

    title: str
    days: tuple[ScheduleDay, ...]
    rooms: Mapping[str, str]
    tracks: Mapping[str, str]
    people: Mapping[str, str]
    sessions: tuple[Session, ...]
    speakers: tuple[Speaker, ...]

    def rows(self) -> Iterator[Row]:
        """Yield all sessions, by day and room."""
        for day in self.days:
            for rows in day.rooms.values():
                yield from rows


def scheduled(programme: Programme) -> Schedule:
    """Return a programme as days of rooms of sessions.

    Drafts, cancelled and permanent sessions and those without a start are left out:
    apps take a session that has gone for a cancelled one. Raises NothingToWrite where
    there is no day.
    """
    sessions, _ = sorted_out(programme, LEFT_OUT)
    by_day = _by_day(programme, sessions)
    if not by_day:
        raise NothingToWrite("this format needs a day: give the programme `days`")
    rooms, tracks = names(_names_of_rooms(programme)), names(_titles_of_tracks(programme))
    rows = _rows(programme, sessions, rooms, tracks)
    days = tuple(
        _day(programme, number, day, [rows[session.key] for session in each], rooms)
        for number, (day, each) in enumerate(by_day.items(), start=1)
    )
    speakers = on_stage(programme, sessions)
    people = {each.key: _called(each) for each in speakers}
    title = writable(one_wording(programme, programme.title)) or programme.key
    return Schedule(title, days, rooms, tracks, people, sessions, speakers)


def schedule_losses(programme: Programme, schedule: Schedule) -> Iterator[Loss]:
    """Yield what neither format holds, and a look at single fields does not tell."""
    _, left_out = sorted_out(programme, LEFT_OUT)
    yield from left_out
    yield from name_losses("rooms: name", _names_of_rooms(programme), schedule.rooms)
    yield from name_losses("tracks: title", _titles_of_tracks(programme), schedule.tracks)
    named = {each.key: each.name for each in schedule.speakers}
    yield from name_losses("speakers: name", named, schedule.people)
    yield from partial_losses(programme, schedule.sessions)
    rows = {row.session.key: row for row in schedule.rows()}
    yield from _number_losses(rows[each.key] for each in schedule.sessions if each.key in rows)
    yield from _closing_losses(programme, schedule.days)


def is_plain_address(url: str | None) -> bool:
    """Tell whether an address may stand where only those of the web without oddities may."""
    return url is not None and _PLAIN_ADDRESS.fullmatch(url) is not None


def length_of(length: timedelta) -> str:
    """Return a duration as hours, minutes and, where there are any, seconds: `01:30`."""
    minutes, seconds = divmod(round(length / timedelta(seconds=1)), 60)
    tail = f":{seconds:02}" if seconds else ""
    return f"{minutes // 60:02}:{minutes % 60:02}{tail}"


def shown_end(programme: Programme, session: Session, start: datetime) -> datetime:
    """Return when a session that begins at ``start`` ends, also where nobody said so.

    Then it is when its day closes, else after an hour; never before it begins.
    """
    if session.end is not None:
        end = session.end
    else:
        day = programme.day_of(session)
        closes = programme.calendar.bounds(day)[1] if day else None
        end = closes if closes and closes > utc(start) else utc(start) + OPEN_LENGTH
    return max(utc(end), utc(start)).astimezone(programme.zone)


def _names_of_rooms(programme: Programme) -> dict[str, str]:
    return {room.key: one_wording(programme, room.name) or room.key for room in programme.rooms}


def _titles_of_tracks(programme: Programme) -> dict[str, str]:
    return {track.key: one_wording(programme, track.title) for track in programme.tracks}


def _by_day(programme: Programme, sessions: Iterable[Session]) -> dict[Day, list[Session]]:
    found: dict[Day, list[Session]] = {day: [] for day in programme.days}
    for session in sessions:
        day = programme.day_of(session)
        if day is not None:
            found.setdefault(day, []).append(session)
    return dict(sorted(found.items(), key=lambda each: each[0].date))


def _rows(
    programme: Programme,
    sessions: Sequence[Session],
    rooms: Mapping[str, str],
    tracks: Mapping[str, str],
) -> dict[str, Row]:
    numbers = numbered(programme, sessions)
    people = person_numbers(programme.speakers)
    rows: dict[str, Row] = {}
    for session in sessions:
        if session.start is None:
            continue
        start = session.start.astimezone(programme.zone)
        page, links = _split(public_links(session))
        rows[session.key] = Row(
            session,
            *numbers[session.key],
            room=rooms[session.rooms[0]] if session.rooms else NO_ROOM,
            title=writable(one_wording(programme, session.title, session)) or session.key,
            description=writable(one_wording(programme, session.description, session)),
            track=tracks[session.track] if session.track else "",
            language=session.languages[0] if session.languages else "",
            start=start,
            end=shown_end(programme, session, start),
            persons=tuple(_persons(programme, session, people)),
            page=page,
            links=links,
        )
    return rows


def _persons(
    programme: Programme, session: Session, numbers: Mapping[str, int]
) -> Iterator[Person]:
    for key in dict.fromkeys(entry.speaker for entry in session.speakers):
        speaker = programme.speaker(key)
        yield Person(numbers[key], speaker, _called(speaker))


def _called(speaker: Speaker) -> str:
    return on_one_line(speaker.name) or speaker.key


def _split(links: tuple[Link, ...]) -> tuple[str, tuple[Link, ...]]:
    if links and links[0].kind == "page" and is_plain_address(links[0].url):
        return links[0].url, links[1:]
    return "", links


def _day(
    programme: Programme, number: int, day: Day, rows: Sequence[Row], rooms: Mapping[str, str]
) -> ScheduleDay:
    rows = sorted(rows, key=lambda row: (utc(row.start), utc(row.end), row.session.key))
    columns = {name: tuple(row for row in rows if row.room == name) for name in rooms.values()}
    without = tuple(row for row in rows if row.room == NO_ROOM)
    if without:
        columns[NO_ROOM] = without
    return ScheduleDay(
        number,
        day.date,
        _at(programme, day, day.opens or timedelta()),
        _end(programme, day, rows),
        columns,
    )


def _end(programme: Programme, day: Day, rows: Sequence[Row]) -> datetime:
    """Return when a day ends: at closing after midnight, else at midnight.

    Where a session begins later than that, when the last one ends.
    """
    end = _at(programme, day, max(day.closing or _DAY, _DAY))
    midnight = _at(programme, day, _DAY)
    late = [row for row in rows if utc(row.start) >= utc(midnight)]
    if late and (utc(end) == utc(midnight) or any(utc(row.start) > utc(end) for row in late)):
        return max((row.end for row in rows), key=utc)
    return end


def _at(programme: Programme, day: Day, time: timedelta) -> datetime:
    return utc(Moment(None, time).on(day.date, programme.zone)).astimezone(programme.zone)


def _closing_losses(programme: Programme, days: Iterable[ScheduleDay]) -> Iterator[Loss]:
    ends = {(day.date, day.end) for day in days}
    for day in programme.days:
        if day.opens == timedelta():
            yield Loss("programme: days: opens", (day.key,))
        closing = day.closing
        if closing is not None and (
            closing <= _DAY or (day.date, _at(programme, day, closing)) not in ends
        ):
            yield Loss("programme: days: closes", (day.key,))


def _number_losses(rows: Iterable[Row]) -> Iterator[Loss]:
    """Yield the identifiers of other systems that are no numbers and no UUIDs."""
    for row in rows:
        session = row.session
        if session.source_id not in (None, str(row.id)):
            yield Loss("source-id", (session.key,))
        if session.uid not in (None, row.guid):
            yield Loss("uid", (session.key,))
