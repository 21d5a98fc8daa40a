"""c3voc's `schedule.json`, which hubs, streaming pages and displays read.

Valid against the schema of the Chaos Computer Club's video team. What it has no field for,
that a session `repeats` another, and a time zone that its pattern refuses, stand under `meta`,
which the schema leaves to everybody.
"""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from coopsched.model import Programme, Room, Track
from coopsched.publishing.losses import Carried, Loss, Written, losses, merged, public_links
from coopsched.publishing.naming import key_losses, writable
from coopsched.publishing.numbering import code_of, made_guid, slug_prefix
from coopsched.publishing.schedule import (
    Person,
    Row,
    Schedule,
    ScheduleDay,
    is_plain_address,
    length_of,
    schedule_losses,
    scheduled,
)
from coopsched.publishing.showings import repeat_losses, repeated
from coopsched.publishing.wordings import one_wording, other_wordings

CARRIED = Carried(
    programme=frozenset(
        {"key", "title", "description", "url", "timezone", "days", "rooms", "speakers", "tracks"}
        | {"sessions"}
    ),
    day=frozenset({"date", "opens", "closes"}),
    room=frozenset({"key", "name", "capacity", "online"}),
    speaker=frozenset({"key", "name", "biography", "url"}),
    track=frozenset({"key", "title", "colour"}),
    session=frozenset(
        {"key", "title", "description", "kind", "languages", "day", "start", "end", "minutes"}
        | {"rooms", "speakers", "track", "links", "uid", "source-id", "repeats"}
    ),
    line_up=frozenset({"speaker"}),
    link=frozenset({"kind", "url"}),
)
"""What the format holds; some of it in part, which `write` tells."""

_LINKS = {"slides": "slides", "recording": "media"}
"""What the schema calls our kinds of links, where it has a word."""
_SLUG = re.compile(r"[a-z0-9_-]+[a-z0-9]")
_ZONE = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+.*|.*UTC")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def write(programme: Programme, *, version: str = "latest") -> Written:
    """Write a programme as `schedule.json`; ``version`` is what apps show of it.

    Raises NothingToWrite where the programme has no day.
    """
    schedule = scheduled(programme)
    found = (
        *losses(programme, CARRIED, sessions=schedule.sessions, speakers=schedule.speakers),
        *other_wordings(programme, CARRIED, sessions=schedule.sessions, speakers=schedule.speakers),
        *schedule_losses(programme, schedule),
        *_losses(programme, schedule),
    )
    text = json.dumps(contents(programme, schedule, version=version), ensure_ascii=False, indent=2)
    return Written(f"{text}\n".encode(), merged(found))


def contents(programme: Programme, schedule: Schedule, *, version: str) -> dict[str, Any]:
    """Return a schedule as the objects of `schedule.json`."""
    return {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "coopsched"},
        "schedule": {"version": version, "conference": _conference(programme, schedule)},
    }


def _conference(programme: Programme, schedule: Schedule) -> dict[str, Any]:
    days = schedule.days
    zoned = _ZONE.fullmatch(programme.timezone) is not None
    repeats = {str(id_): first for id_, first in repeated(schedule).items()}
    meta = _stated(
        time_zone_name=None if zoned else programme.timezone,
        repeats=repeats or None,
    )
    return _stated(
        acronym=slug_prefix(programme),
        title=schedule.title,
        description=_text(programme, programme.description),
        start=days[0].date.isoformat(),
        end=days[-1].date.isoformat(),
        daysCount=len(days),
        timeslot_duration="00:05",
        time_zone_name=programme.timezone if zoned else None,
        url=programme.url,
        meta=meta or None,
    ) | {
        "tracks": [_track(track, schedule.tracks[track.key]) for track in programme.tracks],
        "rooms": [_room(programme, room, schedule.rooms[room.key]) for room in programme.rooms],
        "days": [_day(programme, day) for day in days],
    }


def _stated(**fields: Any) -> dict[str, Any]:
    """Return the fields without those that are None."""
    return {name: value for name, value in fields.items() if value is not None}


def _text(programme: Programme, text: Any) -> str | None:
    return writable(one_wording(programme, text)) or None


def _track(track: Track, name: str) -> dict[str, Any]:
    coloured = track.colour is not None and _COLOUR.fullmatch(track.colour)
    return _stated(
        name=name,
        slug=track.key if _SLUG.fullmatch(track.key) else None,
        color=track.colour if coloured else None,
    )


def _room(programme: Programme, room: Room, name: str) -> dict[str, Any]:
    return _stated(
        name=name,
        slug=room.key if _SLUG.fullmatch(room.key) else None,
        guid=made_guid(programme.key, f"rooms/{room.key}"),
        type="online" if room.online else None,
        capacity=room.capacity,
    )


def _day(programme: Programme, day: ScheduleDay) -> dict[str, Any]:
    return {
        "index": day.number,
        "date": day.date.isoformat(),
        "day_start": day.start.isoformat(),
        "day_end": day.end.isoformat(),
        "rooms": {
            name: [_event(programme, row) for row in rows] for name, rows in day.rooms.items()
        },
    }


def _event(programme: Programme, row: Row) -> dict[str, Any]:
    code = code_of(row.session.key)
    return {
        "guid": row.guid,
        **({"code": code} if code else {}),
        "id": row.id,
        "date": row.start.isoformat(),
        "start": row.start.strftime("%H:%M"),
        "end": row.end.isoformat(),
        "duration": length_of(row.length // _MINUTE * _MINUTE),
        "room": row.room,
        "slug": row.slug,
        "url": row.page or _page_of(programme) or f"urn:uuid:{row.guid}",
        "title": row.title,
        "subtitle": "",
        "track": row.track or None,
        "type": row.session.kind or "",
        "language": row.language or None,
        "abstract": "",
        "description": row.description,
        "persons": [_person(programme, person) for person in row.persons],
        "links": [
            _stated(url=link.url, type=_LINKS.get(link.kind)) for link in public_links(row.session)
        ],
        "attachments": [],
    }


_MINUTE = timedelta(minutes=1)


def _page_of(programme: Programme) -> str | None:
    """Return the conference's page: each event must have an address."""
    return programme.url if is_plain_address(programme.url) else None


def _person(programme: Programme, person: Person) -> dict[str, Any]:
    return _stated(
        id=person.id,
        name=person.name,
        biography=_text(programme, person.speaker.biography),
        url=person.speaker.url,
    )


def _losses(programme: Programme, schedule: Schedule) -> Iterator[Loss]:
    yield from repeat_losses(schedule)
    if slug_prefix(programme) != programme.key:
        yield Loss("programme: key")
    for section, known in (("rooms", schedule.rooms), ("tracks", schedule.tracks)):
        yield from key_losses(section, known, {key: key for key in known if _SLUG.fullmatch(key)})
    yield from key_losses("speakers", schedule.people, {})
    for track in programme.tracks:
        if track.colour and not _COLOUR.fullmatch(track.colour):
            yield Loss("tracks: colour", (track.key,))
    for session in schedule.sessions:
        if any(link.kind not in ("page", *_LINKS) for link in public_links(session)):
            yield Loss("links: kind", (session.key,))
