"""c3voc's and frab's `schedule.json`, to the nodes of a programme file."""

from collections.abc import Iterator
from datetime import date

from coopsched.reading.decoding import Limits
from coopsched.reading.foreign import timetables
from coopsched.reading.foreign.day_dates import DayDates
from coopsched.reading.foreign.draft import Draft
from coopsched.reading.foreign.nights import Listed
from coopsched.reading.foreign.particulars import Address
from coopsched.reading.foreign.people import Person
from coopsched.reading.foreign.stamps import stamp
from coopsched.reading.foreign.timetables import Timetable, Told
from coopsched.reading.foreign.values import node, web_address
from coopsched.reading.hints import Hints
from coopsched.reading.numbers import check_number
from coopsched.source import Node, Parsed, Source

CARRIES = timetables.CARRIES

_NAMES = ("public_name", "name", "full_public_name", "full_name")
_TEXTS = ("biography", "description", "abstract")
_PEOPLE = ("persons", "participants", "speakers")


def knows(root: Node) -> bool:
    """Tell whether these are the nodes of a schedule: of a conference with days, or with events."""
    schedule = _at(root, "schedule")
    if schedule is None or not isinstance(schedule.value, dict):
        return False
    return "conference" in schedule.value or "day" in schedule.value or "days" in schedule.value


def translate(source: Source, parsed: Parsed, hints: Hints, limits: Limits) -> Parsed:
    """Return the nodes of a programme file. Raises ReadError for one too long."""
    draft = Draft(source, hints)
    root = parsed.root or Node(None, 0, 0)
    timetable = _Reader(root, draft).timetable()
    check_number(source, len(timetable.sessions), limits)
    timetables.translate(timetable, draft)
    return draft.parsed()


class _Reader:
    """Finds the parts of a schedule in the nodes of a file."""

    def __init__(self, root: Node, draft: Draft) -> None:
        self._root = root
        self._draft = draft
        self._told = Timetable(conference={})

    def timetable(self) -> Timetable:
        """Return the schedule."""
        told = self._told
        schedule = _at(self._root, "schedule") or self._root
        head = _at(schedule, "conference") or schedule
        told.conference = {**_texts(schedule), **_texts(head)}
        generator = _at(self._root, "generator")
        told.ours = generator is not None and _text(_at(generator, "name")) == "coopsched"
        meta = _at(head, "meta")
        if told.ours and meta is not None:
            told.conference |= {k: v for k, v in _texts(meta).items() if k == "time_zone_name"}
            firsts = _texts(_at(meta, "repeats") or meta)
            told.repeats = {id_: _text(first) for id_, first in firsts.items()}
        told.tracks = [_texts(each) for each in _items(_at(head, "tracks"))]
        told.rooms = [_texts(each) for each in _items(_at(head, "rooms"))]
        for person in _items(_at(schedule, "persons")):
            self._draft.people.add(_person(person))
        holders = (head, schedule) if head is not schedule else (head,)
        days = [
            day
            for name in ("days", "day")
            for holder in holders
            for day in _items(_at(holder, name))
        ]
        dates = DayDates(self._draft, [_date_of(day) for day in days])
        for day in days:
            self._day(day, dates.read(_date_of(day)))
        dates.report()
        for holder in holders:
            for event in _items(_at(holder, "events")):
                self._session(event, None, None)
        return told

    def _day(self, day: Node, on: date | None) -> None:
        fields = _texts(day)
        start = fields.get("day_start") or fields.get("start")
        end = fields.get("day_end") or fields.get("end")
        listed = Listed(
            _date_of(day),
            on,
            stamp(_text(start)),
            stamp(_text(end)),
        )
        self._told.days.append(listed)
        for name, events in _rooms(_at(day, "rooms")):
            for event in _items(events):
                self._session(event, listed, name)
        for event in _items(_at(day, "events")):
            self._session(event, listed, None)

    def _session(self, event: Node, day: Listed | None, room: Node | None) -> None:
        at = Node(None, event.start, event.start + 1)
        if not isinstance(event.value, dict) or not event.value:
            help_ = "give it at least a title, or remove it"
            self._draft.refuse("this is no event that can be read", at, help_)
            return
        fields = _texts(event)
        if self._told.ours:
            fields.pop("url", None)  # which must be there, and stands among the links too
        place = _at(event, "room")
        if place is not None and isinstance(place.value, dict):
            named = _texts(place).get("name")
            if named is not None:
                fields["room"] = named
        people = next((found for each in _PEOPLE if (found := _at(event, each))), None)
        self._told.sessions.append(
            Told(
                at=at,
                day=day,
                around=room,
                fields=fields,
                people=[_person(each) for each in _items(people)],
                links=[
                    address
                    for name in ("links", "attachments")
                    for each in _items(_at(event, name))
                    if (address := _address(each)) is not None
                ],
            )
        )


def _rooms(rooms: Node | None) -> Iterator[tuple[Node | None, Node]]:
    """Yield the rooms of a day with their events: a mapping by name, or a list."""
    if rooms is not None and isinstance(rooms.value, dict):
        for entry in rooms.value.values():
            yield node(_text(entry.key), entry.key), entry.node
    for room in _items(rooms) if rooms is not None and isinstance(rooms.value, list) else ():
        events = _at(room, "events")
        if events is not None:
            yield _texts(room).get("name"), events


def _date_of(day: Node) -> Node:
    """Return what a day has for its date, or its beginning, without a value, where it has none."""
    return _texts(day).get("date", Node(None, day.start, day.start + 1))


def _person(person: Node) -> Person:
    if not isinstance(person.value, dict):
        return Person(name=person)
    fields = _texts(person)
    name = next((fields[each] for each in _NAMES if each in fields), node("", person))
    id_ = next((fields[each] for each in ("id", "guid", "code") if each in fields), None)
    found = Person(name=name, id=_text(id_))
    text = next((fields[each] for each in _TEXTS if each in fields), None)
    if text is not None:
        found.fields["biography"] = text
    if "url" in fields and (address := web_address(_text(fields["url"]))) is not None:
        found.fields["url"] = node(address, fields["url"])
    return found


def _address(link: Node) -> Address | None:
    if not isinstance(link.value, dict):
        return Address(link) if _text(link).strip() else None
    fields = _texts(link)
    url = fields.get("url") or fields.get("href")
    if url is None:
        return None
    return Address(url, _text(fields.get("title")), _text(fields.get("type")))


def _at(holder: Node, name: str) -> Node | None:
    """Return an entry of a mapping; None for a null, and where there is none."""
    if not isinstance(holder.value, dict):
        return None
    entry = holder.value.get(name)
    return entry.node if entry is not None and entry.node.value is not None else None


def _items(listed: Node | None) -> list[Node]:
    """Return the items of a list, or the values of a mapping."""
    if listed is None:
        return []
    if isinstance(listed.value, list):
        return listed.value
    if isinstance(listed.value, dict):
        return [entry.node for entry in listed.value.values()]
    return []


def _texts(holder: Node) -> dict[str, Node]:
    """Return the entries of a mapping that hold text, of those of one name the first.

    Of a text in several languages it is the first that is read.
    """
    if not isinstance(holder.value, dict):
        return {}
    found: dict[str, Node] = {}
    for name, entry in holder.value.items():
        value = entry.node
        if isinstance(value.value, str):
            if value.value.strip() and name == entry.name:
                found[name] = value
        elif isinstance(value.value, dict) and name in _TEXTS:
            wordings = _texts(value)
            if wordings:
                found[name] = next(iter(wordings.values()))
    return found


def _text(value: Node | None) -> str:
    return value.value if value is not None and isinstance(value.value, str) else ""
