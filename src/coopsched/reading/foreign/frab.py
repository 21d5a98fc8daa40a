"""frab's and Pentabarf's `schedule.xml`, in its dialects, to the nodes of a programme file."""

import re
from collections.abc import Iterator
from datetime import date

from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.foreign import timetables, xml
from coopsched.reading.foreign.day_dates import DayDates
from coopsched.reading.foreign.draft import Draft
from coopsched.reading.foreign.nights import Listed
from coopsched.reading.foreign.particulars import Address
from coopsched.reading.foreign.people import Person
from coopsched.reading.foreign.stamps import stamp
from coopsched.reading.foreign.timetables import Timetable, Told
from coopsched.reading.foreign.values import clean, node, shown, web_address
from coopsched.reading.foreign.xml import Element, Tree
from coopsched.reading.hints import Hints
from coopsched.reading.numbers import check_number
from coopsched.source import Node, Parsed, Source

CARRIES = timetables.CARRIES

_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
# What coopsched wrote before the schedule.
_REPEATS = re.compile(r'<\?coopsched id="([0-9]+)" repeats="([0-9]+)"\?>')
_EVENT = re.compile(r"<event[\s/>]")
_GROUPS = frozenset(("persons", "links", "attachments"))
_NAMES = ("name", "public_name", "full_public_name", "full_name")
_TEXTS = ("biography", "description", "abstract")


def parse(source: Source, hints: Hints, limits: Limits) -> Parsed:
    """Return the nodes of a programme file. Raises ReadError for none, or one too long."""
    if _HTML.match(source.text[:2000]):
        raise ReadError(
            "this is a web page, and no programme",
            position=source.position(0, 0),
            help="give the schedule.xml that it links to, or save its text",
            source=source,
        )
    check_number(source, sum(1 for _ in _EVENT.finditer(source.text)), limits)
    draft = Draft(source, hints)
    timetables.translate(_timetable(draft, limits), draft)
    return draft.parsed()


def _timetable(draft: Draft, limits: Limits) -> Timetable:
    """Return what the elements hold, which are given up then: they take much memory."""
    source = draft.source
    tree = xml.parse(source, limits)
    if tree.root.tag != "schedule":
        at = tree.place(tree.root)
        raise ReadError(
            f"this is XML, but no schedule: it holds {shown(tree.root.tag)}",
            position=source.position(at.start, at.end),
            help="of XML, only the <schedule> of frab, Pentabarf and pretalx is read",
            source=source,
        )
    draft.problems.extend(tree.problems)
    return _Reader(tree, draft).timetable()


class _Reader:
    """Finds the parts of a schedule in the elements of a file."""

    def __init__(self, tree: Tree, draft: Draft) -> None:
        self._tree = tree
        self._draft = draft
        self._found: list[Told] = []

    def timetable(self) -> Timetable:
        """Return the schedule."""
        root = self._tree.root
        head = root.find("conference")
        generator = root.find("generator")
        told = Timetable(
            conference=self._tree.contents(head)[0] if head is not None else {},
            ours=generator is not None and generator.attrib.get("name") == "coopsched",
        )
        if told.ours:
            prologue = self._draft.source.text.partition("<schedule")[0]
            told.repeats = dict(_REPEATS.findall(prologue))
        if head is not None:
            told.tracks = [self._track(each) for each in _within(head, "track", "tracks")]
        told.tracks += [self._track(each) for each in _within(root, "track", "tracks")]
        for person in _within(root, "person", "persons"):
            self._draft.people.add(self._person(person))
        days = root.findall("day")
        places = [self._tree.attribute(day, "date") or self._tree.place(day) for day in days]
        dates = DayDates(self._draft, places)
        for day, at in zip(days, places, strict=True):
            listed = self._day(day, at, dates.read(at), told)
            told.days.append(listed)
            self._sessions(day, listed, None)
        dates.report()
        self._sessions(root, None, None)
        told.sessions = self._found
        return told

    def _day(self, day: Element, at: Node, on: date | None, told: Timetable) -> Listed:
        listed = Listed(
            at,
            on,
            stamp(day.attrib.get("start", "")),
            stamp(day.attrib.get("end", "")),
        )
        for room in day.findall("room"):
            name = self._tree.attribute(room, "name")
            if name is not None:
                told.rooms.append({"name": name})
            self._sessions(room, listed, name)
        return listed

    def _sessions(self, holder: Element, day: Listed | None, room: Node | None) -> None:
        for event in holder.findall("event"):
            self._session(event, day, room)

    def _session(self, event: Element, day: Listed | None, room: Node | None) -> None:
        at = self._tree.place(event)
        if not event.attrib and not len(event):
            help_ = "give it at least a title, or remove it"
            self._draft.refuse("this event is empty: there is no session in it", at, help_)
            return
        fields, others = self._tree.contents(event)
        for name in ("id", "guid", "code"):
            value = self._tree.attribute(event, name)
            if value is not None:
                fields[name] = value
        groups = {each.tag: each for each in reversed(others)}
        for tag, each in groups.items():
            if tag not in _GROUPS and tag not in fields and "".join(each.itertext()).strip():
                fields[tag] = self._tree.value(each)
        told = Told(at=at, day=day, around=room, fields=fields)
        told.people = [self._person(each) for each in groups.get("persons", ())]
        for name in ("links", "attachments"):
            told.links += [self._link(each) for each in groups.get(name, ())]
        self._found.append(told)

    def _track(self, track: Element) -> dict[str, Node]:
        fields = {
            name: value
            for name in ("name", "color", "slug")
            if (value := self._tree.attribute(track, name)) is not None
        }
        if "name" not in fields:
            fields["name"] = self._tree.value(track)
        return fields

    def _person(self, person: Element) -> Person:
        parts = self._tree.contents(person)[0] if len(person) else {}
        name = next((parts[each] for each in _NAMES if each in parts), None)
        if name is None:
            # Elements are no name: what holds only those has none.
            is_text = not len(person) or bool((person.text or "").strip())
            name = self._tree.value(person) if is_text else node("", self._tree.place(person))
        given = person.attrib
        found = Person(
            name=name, id=given.get("id") or given.get("guid") or given.get("code") or ""
        )
        text = next((parts[each] for each in _TEXTS if each in parts), None)
        if text is not None:
            found.fields["biography"] = text
        if "url" in parts:
            address = web_address(clean(parts["url"].value))
            if address is not None:
                found.fields["url"] = node(address, parts["url"])
        return found

    def _link(self, link: Element) -> Address:
        url = self._tree.attribute(link, "href") or self._tree.value(link)
        return Address(url, link.text or "", link.attrib.get("type", ""))


def _within(holder: Element, tag: str, group: str) -> Iterator[Element]:
    """Yield elements that stand in an element, or in groups in it."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag == group:
            yield from child.findall(tag)
