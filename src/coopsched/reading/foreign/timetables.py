"""What frab's XML and c3voc's JSON share: days with rooms with sessions, made a programme."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from coopsched.model.values import is_key
from coopsched.reading.foreign.clocks import settle_zone, told_zone
from coopsched.reading.foreign.draft import Draft, Found, entry
from coopsched.reading.foreign.keys import key_for
from coopsched.reading.foreign.markup import plain_text
from coopsched.reading.foreign.nights import Listed, Span, clock, day_of, days
from coopsched.reading.foreign.originals import key_of_slug, made_guid, made_number
from coopsched.reading.foreign.particulars import Address, Particulars
from coopsched.reading.foreign.people import Person
from coopsched.reading.foreign.placing import DAY_CHANGE, Placed, Placing
from coopsched.reading.foreign.stamps import time_of_day, wall
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, cleaned, lines, node, shown, web_address
from coopsched.source import Node
from coopsched.zones import zone_names

CARRIES = frozenset(
    "title description kind tags languages start end minutes rooms speakers track links "  # noqa: SIM905  a list of words
    "status uid source_id repeats".split(" ")
)
"""The fields of a session that both formats can hold."""

_IDENTIFIERS = ("id", "code", "slug", "guid")
_A_DAY = timedelta(days=1)
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_NUMBER = re.compile("[0-9]{1,6}")
_OFFSET_BEHIND = re.compile(r"[+-]\d\d:\d\d\Z")
_ONLINE = frozenset(("online", "bbb"))


@dataclass(slots=True, kw_only=True)
class Told:
    """A session as its file tells it: where, under which day and room, and its fields."""

    at: Node
    day: Listed | None
    around: Node | None
    fields: dict[str, Node]
    people: list[Person] = field(default_factory=list)
    links: list[Address] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Timetable:
    """A file: what it says of the conference, its days, tracks, rooms and sessions.

    ``ours`` tells that coopsched wrote it, so that keys can be had back; ``repeats`` are the
    ids that it gave to showings, each with that of the first one.
    """

    conference: dict[str, Node]
    days: list[Listed] = field(default_factory=list)
    tracks: list[Mapping[str, Node]] = field(default_factory=list)
    rooms: list[Mapping[str, Node]] = field(default_factory=list)
    sessions: list[Told] = field(default_factory=list)
    ours: bool = False
    repeats: Mapping[str, str] = field(default_factory=dict)


def translate(timetable: Timetable, draft: Draft) -> None:
    """Add what a timetable says to a draft."""
    tally = Tally(draft)
    draft.ours = timetable.ours
    _head(timetable.conference, draft)
    if timetable.ours:
        kept = ("title", "description")
        draft.header |= {n: timetable.conference[n] for n in kept if n in timetable.conference}
    placing = _placing(timetable, draft, tally)
    for track in timetable.tracks:
        _track(track, draft, ours=timetable.ours)
    rooms = {clean(room["name"].value): room for room in timetable.rooms if "name" in room}
    if timetable.ours:
        for room in rooms.values():
            draft.room(room["name"], _key(room), **_room(room))
    base = timetable.conference.get("base_url")
    particulars = Particulars(
        draft, tally, str(base.value) if base is not None else "", ours=timetable.ours
    )
    keys: dict[int, str] = {}
    numbered: dict[str, Found] = {}
    spans: list[Span] = []
    for told in timetable.sessions:
        day = told.day.date if told.day is not None else None
        placed = placing.place(told.fields, day)
        found = Found(at=told.at, title=cleaned(told.fields.get("title")), people=told.people)
        found.fields = placed.fields | particulars.read(told.fields, told.links)
        _name(found, told, keys, ours=timetable.ours)
        if timetable.ours:
            numbered[clean(told.fields["id"].value) if "id" in told.fields else ""] = found
            _keep(found, told, placed, timetable.days)
        found.track = cleaned(told.fields.get("track"))
        _place(found, told, rooms, draft, tally)
        draft.session(found)
        spans.extend(_span(placed, told))
    for id_, first in timetable.repeats.items():
        if id_ in numbered and first in numbered:
            numbered[id_].repeats = numbered[first]
    draft.key_of = lambda found: keys[id(found)]
    listed = days(timetable.days, spans, exactly=timetable.ours)
    if listed is not None:
        draft.header["days"] = listed
    tally.report()
    particulars.report()


def _head(conference: Mapping[str, Node], draft: Draft) -> None:
    title = cleaned(conference.get("title"))
    if title is not None:
        draft.header["title"] = title
    about = conference.get("description")
    if about is not None and lines(about.value):
        draft.header["description"] = node(lines(plain_text(str(about.value))), about)
    acronym = cleaned(conference.get("acronym"))
    if acronym is not None:
        draft.header["key"] = node(key_for(str(acronym.value), "programme"), acronym)
    subtitle = cleaned(conference.get("subtitle"))
    if subtitle is not None:
        draft.header.setdefault("description", subtitle)
    for name in ("url", "base_url"):
        at = conference.get(name)
        address = web_address(str(at.value)) if at is not None else None
        if at is not None and address is not None and "url" not in draft.header:
            draft.header["url"] = node(address, at)
    venue, city = cleaned(conference.get("venue")), cleaned(conference.get("city"))
    name_ = venue or city
    if name_ is not None:
        parts = {"name": entry("name", name_)}
        if venue is not None and city is not None:
            parts["address"] = entry("address", city)
        draft.header["venue"] = Node(parts, name_.start, name_.end)


def _placing(timetable: Timetable, draft: Draft, tally: Tally) -> Placing:
    """Settle the zone, and return what reads times in it."""
    conference = timetable.conference
    name = cleaned(conference.get("time_zone_name"))
    stamps = [told.fields["date"] for told in timetable.sessions if "date" in told.fields]
    zone_name = settle_zone(draft, name, stamps)
    if zone_name not in zone_names():
        zone_name = "UTC"  # it was told, and is reported where the programme is made
    written = conference.get("day_change")
    change = time_of_day(str(written.value)) if written is not None else None
    if change is None or change >= _A_DAY:
        change = DAY_CHANGE
    named = told_zone(draft.hints, name) is not None
    return Placing(tally, zone_name, named=named, change=change)


def _track(track: Mapping[str, Node], draft: Draft, *, ours: bool) -> None:
    title, colour = cleaned(track.get("name")), cleaned(track.get("color"))
    if title is not None:
        known = colour is not None and _COLOUR.fullmatch(str(colour.value))
        draft.track(title, _key(track) if ours else None, colour=colour if known else None)


def _key(part: Mapping[str, Node]) -> str | None:
    """Return the key that coopsched wrote for a room or a track."""
    key = clean(part["slug"].value) if "slug" in part else ""
    return key if is_key(key) else None


def _room(room: Mapping[str, Node]) -> dict[str, Node]:
    """Return the fields of a room that the file lists."""
    found: dict[str, Node] = {}
    capacity, type_ = cleaned(room.get("capacity")), cleaned(room.get("type"))
    if capacity is not None and _NUMBER.fullmatch(str(capacity.value)):
        found["capacity"] = capacity
    if type_ is not None and type_.value in _ONLINE:
        found["online"] = node("true", type_)
    return found


def _name(found: Found, told: Told, keys: dict[int, str], *, ours: bool) -> None:
    """Give a session its identifiers: the source's own, but those that coopsched made."""
    fields = told.fields
    name = next((n for each in _IDENTIFIERS if (n := fields.get(each)) and clean(n.value)), None)
    found.id = name
    found.uid = fields.get("guid")
    wanted = clean(name.value) if name is not None else ""
    if ours and found.uid is not None and made_guid(clean(found.uid.value)):
        found.uid = None
    if ours and "slug" in fields:
        code = clean(fields["code"].value) if "code" in fields else None
        wanted = code or key_of_slug(clean(fields["slug"].value)) or wanted
        if found.id is not None and made_number(clean(found.id.value)):
            found.id = None
    if not wanted and found.title is not None:
        wanted = str(found.title.value)
        keys[id(found)] = key_for(wanted.lower(), "session")
        return
    keys[id(found)] = key_for(wanted, "session")


def _keep(found: Found, told: Told, placed: Placed, listed: list[Listed]) -> None:
    """Take what coopsched wrote as it stands: the title, the number and the day."""
    found.title = told.fields.get("title")
    if found.id is not None:
        found.fields["source-id"] = node(clean(found.id.value), found.id)
    day = told.day.date if told.day is not None else None
    if placed.begin is None or told.day is None or day is None:
        return
    since = placed.begin - wall(day, timedelta())
    if day_of(placed.begin, listed) != day and timedelta() <= since < 2 * _A_DAY:
        start = found.fields["start"]
        offset = _OFFSET_BEHIND.search(str(start.value))
        found.fields["day"] = node(day.isoformat(), told.day.at)
        found.fields["start"] = node(clock(since) + (offset[0] if offset else ""), start)


def _place(
    found: Found, told: Told, rooms: Mapping[str, Mapping[str, Node]], draft: Draft, tally: Tally
) -> None:
    """Put a session into its own room, else into that under which it is listed."""
    own, around = cleaned(told.fields.get("room")), told.around
    name = own or around
    if name is None:
        return
    found.rooms.append(name)
    known = rooms.get(str(name.value))
    if known is not None:
        draft.room(name, None, **_room(known))
    if own is None or around is None:
        return
    mine, listed = str(own.value), clean(around.value)
    if mine != listed and listed:
        tally.add(
            "contradictory-room",
            f"sessions are listed under the room {shown(listed)} and name {shown(mine)}",
            f"the room {shown(mine)} contradicts {shown(listed)}, under which the session is "
            f"listed: it is read as in {shown(mine)}",
            own,
            "correct one of the two",
        )


def _span(placed: Placed, told: Told) -> list[Span]:
    if placed.begin is None or told.day is None or told.day.date is None:
        return []
    return [Span(told.day.date, placed.begin, placed.end or placed.begin)]
