"""frab's and Pentabarf's `schedule.xml`, which EventFahrplan, Giggity and recorders read.

Valid against the schema of the Chaos Computer Club's video team (c3voc). What it has no
element for, that a session `repeats` another, stands in processing instructions before the
schedule: apps pass them over, as XML 1.0 section 2.6 asks them to.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from coopsched.model import Link, Programme
from coopsched.publishing.losses import Carried, Loss, Written, losses, merged
from coopsched.publishing.naming import key_losses
from coopsched.publishing.numbering import code_of, slug_prefix
from coopsched.publishing.schedule import (
    LONGEST,
    Row,
    Schedule,
    ScheduleDay,
    is_plain_address,
    length_of,
    schedule_losses,
    scheduled,
)
from coopsched.publishing.showings import repeat_losses, repeated
from coopsched.publishing.wordings import other_wordings

CARRIED = Carried(
    programme=frozenset(
        {"key", "title", "url", "timezone", "days", "rooms", "speakers", "tracks", "sessions"}
    ),
    day=frozenset({"date", "opens", "closes"}),
    room=frozenset({"key", "name"}),
    speaker=frozenset({"key", "name"}),
    track=frozenset({"key", "title", "colour"}),
    session=frozenset(
        {"key", "title", "description", "kind", "languages", "day", "start", "end", "minutes"}
        | {"rooms", "speakers", "track", "links", "uid", "source-id", "repeats"}
    ),
    line_up=frozenset({"speaker"}),
    link=frozenset({"kind", "url"}),
)
"""What the format holds; some of it in part, which `write` tells."""

_ACRONYM = re.compile(r"[a-z0-9_-]{4,}")
_TRACK_SLUG = re.compile(r"[a-z][a-z0-9-]+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class _Element(NamedTuple):
    """An element of XML: with text, or with elements inside."""

    name: str
    inside: "str | Iterable[_Element]" = ""
    attributes: Mapping[str, str] = {}


def write(programme: Programme, *, version: str = "latest") -> Written:
    """Write a programme as `schedule.xml`; ``version`` is what apps show of it.

    Raises NothingToWrite where the programme has no day.
    """
    schedule = scheduled(programme)
    found = (
        *losses(programme, CARRIED, sessions=schedule.sessions, speakers=schedule.speakers),
        *other_wordings(programme, CARRIED, sessions=schedule.sessions, speakers=schedule.speakers),
        *schedule_losses(programme, schedule),
        *_losses(programme, schedule),
    )
    return Written(markup(programme, schedule, version=version), merged(found))


def markup(programme: Programme, schedule: Schedule, *, version: str) -> bytes:
    """Return a schedule as `schedule.xml`, where nobody asks what is lost."""
    root = _Element("schedule", _schedule(programme, schedule, version))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        *(
            f'<?coopsched id="{id_}" repeats="{first}"?>'
            for id_, first in repeated(schedule).items()
        ),
    ]
    _write(root, "", lines)
    return "".join(f"{line}\n" for line in lines).encode()


def _schedule(programme: Programme, schedule: Schedule, version: str) -> Iterator[_Element]:
    yield _Element("generator", attributes={"name": "coopsched"})
    yield _Element("version", version)
    yield _Element("conference", _conference(programme, schedule))
    for day in schedule.days:
        yield _day(day)


def _conference(programme: Programme, schedule: Schedule) -> Iterator[_Element]:
    days = schedule.days
    yield _Element("acronym", _acronym(programme))
    yield _Element("title", schedule.title)
    yield _Element("start", days[0].date.isoformat())
    yield _Element("end", days[-1].date.isoformat())
    yield _Element("days", str(len(days)))
    yield _Element("timeslot_duration", "00:05")
    if programme.url is not None and is_plain_address(programme.url):
        yield _Element("url", programme.url)
    yield _Element("time_zone_name", programme.timezone)
    slugs = _track_slugs(programme)
    for track in programme.tracks:
        attributes = {"name": schedule.tracks[track.key]}
        if track.colour and _COLOUR.fullmatch(track.colour):
            attributes["color"] = track.colour
        if track.key in slugs:
            attributes["slug"] = track.key
        yield _Element("track", attributes=attributes)


def _acronym(programme: Programme) -> str:
    return programme.key if _ACRONYM.fullmatch(programme.key) else slug_prefix(programme)


def _track_slugs(programme: Programme) -> dict[str, str]:
    keys = [track.key for track in programme.tracks]
    return {key: key for key in keys if _TRACK_SLUG.fullmatch(key)}


def _day(day: ScheduleDay) -> _Element:
    rooms = [
        _Element("room", map(_event, rows), {"name": name}) for name, rows in day.rooms.items()
    ]
    attributes = {
        "index": str(day.number),
        "date": day.date.isoformat(),
        "start": day.start.isoformat(),
        "end": day.end.isoformat(),
    }
    return _Element("day", rooms, attributes)


def _event(row: Row) -> _Element:
    code = code_of(row.session.key)
    given = {"id": str(row.id), "guid": row.guid, **({"code": code} if code else {})}
    return _Element("event", _fields(row), given)


def _fields(row: Row) -> Iterator[_Element]:
    """Yield what the schema lists; the times before the texts, as EventFahrplan reads them."""
    seconds = "%H:%M:%S" if row.start.second else "%H:%M"
    yield _Element("date", row.start.isoformat())
    yield _Element("start", row.start.strftime(seconds))
    yield _Element("duration", length_of(min(row.length, LONGEST)))
    yield _Element("room", row.room)
    yield _Element("slug", row.slug)
    if row.page:
        yield _Element("url", row.page)
    yield _Element("title", row.title)
    yield _Element("subtitle")
    yield _Element("track", row.track)
    yield _Element("type", row.session.kind or "")
    yield _Element("language", row.language)
    yield _Element("abstract")
    yield _Element("description", row.description)
    persons = [_Element("person", each.name, {"id": str(each.id)}) for each in row.persons]
    yield _Element("persons", persons)
    yield _Element("links", [_link(link) for link in row.links])


def _link(link: Link) -> _Element:
    kind = {} if link.kind == "page" else {"type": link.kind}
    return _Element("link", link.url, {"href": link.url, **kind})


def _write(element: _Element, margin: str, lines: list[str]) -> None:
    """Add the lines of an element to others."""
    attributes = "".join(f" {name}={quoteattr(text)}" for name, text in element.attributes.items())
    start = f"{margin}<{element.name}{attributes}"
    if isinstance(element.inside, str):
        # A carriage return that is not escaped would be read as a line break.
        text = escape(element.inside).replace("\r", "&#13;")
        lines.append(f"{start}>{text}</{element.name}>" if text else f"{start}/>")
        return
    lines.append(f"{start}>")
    before = len(lines)
    for each in element.inside:
        _write(each, f"{margin}  ", lines)
    if len(lines) == before:
        lines[-1] = f"{start}/>"
    else:
        lines.append(f"{margin}</{element.name}>")


def _losses(programme: Programme, schedule: Schedule) -> Iterator[Loss]:
    yield from repeat_losses(schedule)
    if _acronym(programme) != programme.key:
        yield Loss("programme: key")
    if programme.url is not None and not is_plain_address(programme.url):
        yield Loss("programme: url")
    yield from key_losses("rooms", schedule.rooms, {})
    yield from key_losses("tracks", schedule.tracks, _track_slugs(programme))
    yield from key_losses("speakers", schedule.people, {})
    for track in programme.tracks:
        if track.colour and not _COLOUR.fullmatch(track.colour):
            yield Loss("tracks: colour", (track.key,))
    for row in schedule.rows():
        if row.length > LONGEST:
            yield Loss("end", (row.session.key,))
