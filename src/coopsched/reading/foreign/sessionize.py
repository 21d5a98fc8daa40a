"""Sessionize: its JSON views All, Sessions (in groups) and GridSmart (by day and room).

Times are those of the clock at the venue, as a rule without an offset or a zone.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from coopsched.reading.decoding import Limits
from coopsched.reading.foreign.draft import Draft, Found, first_wording
from coopsched.reading.foreign.listed import Listed
from coopsched.reading.foreign.nodes import at, entries, first_of, items, text_at
from coopsched.reading.foreign.people import Person
from coopsched.reading.foreign.sessionize_categories import Categories
from coopsched.reading.foreign.sessionize_flags import plenum_kind, service_kind, status
from coopsched.reading.foreign.spans import Clock, is_on
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, entered, node, shown, web_address
from coopsched.reading.foreign.wordings import prose, wording
from coopsched.reading.hints import Hints
from coopsched.reading.numbers import check_number
from coopsched.source import Node, Parsed, Source

CARRIES = frozenset(
    {
        "title", "start", "end", "minutes", "rooms", "speakers", "languages", "track", "kind",
        "tags", "description", "links", "status", "source_id",
    }
)  # fmt: skip
_LOOKED_AT = 5


class _Standing(NamedTuple):
    """A session where it stands: in the grid under a day and a room."""

    session: Node
    day: Node | None = None
    room: Node | None = None


def knows(root: Node) -> bool:
    """Tell whether these are the nodes of one of Sessionize's views."""
    if isinstance(root.value, dict):
        lists = {name for name, each in root.value.items() if isinstance(each.node.value, list)}
        sessions = items(at(root, "sessions"))
        known = any(map(_is_session, islice(sessions, _LOOKED_AT)))
        return "sessions" in lists and (known or {"speakers", "questions", "categories"} <= lists)
    return any(_is_group(each) or _is_session(each) for each in islice(items(root), _LOOKED_AT))


def _is_session(node_: Node) -> bool:
    names = entries(node_).keys()
    return "startsAt" in names or {"isServiceSession", "title"} <= names


def _is_group(node_: Node) -> bool:
    """Tell whether a node is a group of the view Sessions, or a day of the view GridSmart."""
    names = entries(node_).keys()
    return {"groupName", "sessions"} <= names or {"date", "rooms"} <= names


def translate(source: Source, parsed: Parsed, hints: Hints, limits: Limits) -> Parsed:
    """Return the nodes of a programme file for a view's. Raises ReadError for one too long."""
    root = parsed.root if parsed.root is not None else Node(None, 0, 0)
    return _Reading(root, Draft(source, hints), limits).parsed()


class _Reading:
    """Puts what one file holds into a draft."""

    def __init__(self, root: Node, draft: Draft, limits: Limits) -> None:
        self._root = root
        self._draft = draft
        self._tally = tally = Tally(draft)
        self._rooms = Listed(tally, "room", at(root, "rooms"))
        self._people = Listed(tally, "speaker", at(root, "speakers"), by_code=True)
        self._categories = Categories(tally, at(root, "categories"))
        self._standing = list(_standing(root))
        check_number(draft.source, len(self._standing), limits)
        sessions = [each.session for each in self._standing]
        stamps = (at(each, name) for each in sessions for name in ("startsAt", "endsAt"))
        self._clock = Clock(draft, tally, None, [stamp for stamp in stamps if stamp is not None])
        self._found: dict[tuple[str, ...], Found] = {}

    def parsed(self) -> Parsed:
        """Return the nodes of the programme."""
        for room in self._rooms:
            name = self._rooms.name_or_number(room)
            if name is not None:
                self._draft.room(name)
        for person in self._people:
            self._draft.people.add(self._person(person))
        for standing in self._standing:
            self._session(standing)
        self._tally.report()
        return self._draft.parsed()

    def _person(self, reference: Node) -> Person:
        person = self._people.find(reference)
        name = wording(first_of(person, "fullName")) or _both_names(person)
        fields = {"biography": prose(at(person, "tagLine"), at(person, "bio"))}
        addresses = self._addresses(person)
        if addresses:
            fields["url"] = addresses[0]
        if len(addresses) > 1:
            fields["same-as"] = Node(addresses[1:], addresses[1].start, addresses[-1].end)
        return Person(
            name=name or self._people.name_or_number(reference) or node("", reference),
            id=text_at(person, "id") or clean(reference.value),
            fields={key: value for key, value in fields.items() if value is not None},
        )

    def _addresses(self, person: Node | None) -> list[Node]:
        given = [link for each in items(at(person, "links")) if (link := at(each, "url"))]
        addresses = [(self._address(each), each) for each in given]
        return [node(address, each) for address, each in addresses if address is not None]

    def _address(self, given: Node) -> str | None:
        address = web_address(clean(given.value))
        if address is None:
            what = f"{shown(clean(given.value))} is no address: it is left out"
            self._tally.add("ignored-value", "links are no addresses: left out", what, given)
        return address

    def _session(self, standing: _Standing) -> None:
        session = standing.session
        called = first_of(session, "title", "id")
        if called is None:
            message = "this stands among the sessions, and is none: it has no title and no id"
            self._draft.refuse(message, session, "give it a `title`, or remove it")
            return
        room = self._room(standing)
        # The views in groups repeat a session in each group that it belongs to.
        names = ("id", "title", "startsAt", "endsAt")
        same = tuple(text_at(session, name) for name in names)
        before = self._found.get(same) if not entries(self._root) else None
        if before is not None:
            told = {clean(each.value) for each in before.rooms}
            before.rooms += [room] if room is not None and clean(room.value) not in told else []
            return
        found = self._describe(session, called, standing)
        found.rooms = [room] if room is not None else []
        self._found[same] = found
        self._draft.session(found)

    def _describe(self, session: Node, called: Node, standing: _Standing) -> Found:
        title = wording(called) or node("untitled", called)
        if at(session, "title") is not called:
            what = f"a session has no title: it is called {shown(clean(called.value))}"
            self._tally.add("guessed-value", "sessions have no title: called by id", what, session)
        span = self._clock.span(at(session, "startsAt"), at(session, "endsAt"), None)
        self._check_day(standing.day, span.get("start"), title)
        found = Found(at=session, id=at(session, "id"), title=title, fields=span)
        found.people = [self._person(each) for each in items(at(session, "speakers"))]
        self._categories.describe(found, session)
        told = {
            "kind": service_kind(session, title)
            or found.fields.get("kind")
            or plenum_kind(session),
            "status": status(session),
            "description": prose(at(session, "description")),
        }
        found.fields |= {name: value for name, value in told.items() if value is not None}
        links = self._links(session)
        if links:
            found.fields["links"] = Node(links, links[0].start, links[-1].end)
        return found

    def _room(self, standing: _Standing) -> Node | None:
        """Return the name of a session's room; that of the grid's column for want of its own."""
        session, column = standing.session, standing.room
        own = at(session, "roomId")
        self._check_room(own, column)
        name = wording(first_of(session, "room")) or self._rooms.name(self._rooms.find(own))
        if name is None and column is not None:
            name = wording(at(column, "name"))
        return name or self._rooms.name_or_number(own)

    def _check_room(self, own: Node | None, column: Node | None) -> None:
        number = text_at(column, "id")
        if own is None or number in ("", clean(own.value)):
            return
        where = text_at(column, "name") or number
        what = f"this stands under the room {shown(where)}, and its `roomId` is {clean(own.value)}"
        many = "sessions stand under another room than their `roomId`"
        self._tally.add("contradictory-room", many, what, own, "correct one of the two")

    def _check_day(self, day: Node | None, start: Node | None, title: Node) -> None:
        if day is None or start is None or is_on(clean(day.value), clean(start.value)):
            return
        on, under = clean(start.value)[:10], clean(day.value)[:10]
        what = f"{shown(first_wording(title))} is on {on}, and stands under the day {under}"
        many = "sessions start on another day than that under which they stand"
        self._tally.add("outside-its-day", many, what, start, "correct one of the two")

    def _links(self, session: Node) -> list[Node]:
        links = []
        for name, kind in (("liveUrl", "stream"), ("recordingUrl", "recording")):
            given = first_of(session, name)
            address = self._address(given) if given is not None else None
            if given is not None and address is not None:
                fields = {"kind": node(kind, given), "url": node(address, given)}
                made = entered(fields)
                links.append(Node(made, given.start, given.end))
        return links


def _both_names(person: Node | None) -> Node | None:
    """Return a person's first and last name as one."""
    parts = [part for name in ("firstName", "lastName") if (part := at(person, name)) is not None]
    full = " ".join(each for part in parts if (each := clean(part.value)))
    return node(full, parts[0]) if full else None


def _standing(root: Node) -> Iterator[_Standing]:
    """Yield the sessions of a view where they stand."""
    if entries(root):
        yield from map(_Standing, items(at(root, "sessions")))
        return
    for each in items(root):
        if at(each, "rooms") is not None:
            for room in items(at(each, "rooms")):
                for session in items(at(room, "sessions")):
                    yield _Standing(session, at(each, "date"), room)
        elif at(each, "sessions") is not None:
            yield from map(_Standing, items(at(each, "sessions")))
        else:
            yield _Standing(each)
