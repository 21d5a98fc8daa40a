"""pretalx: submissions and slots of its API, its schedule widget, and grids made of them.

The API's shapes are those of pretalx up to 2024 (`slot`) and from 2025 (`slots`, expanded
or not); the widget's is that of `/schedule/widgets/schedule.json`.
"""

from collections import Counter
from itertools import islice

from coopsched.reading.decoding import Limits
from coopsched.reading.foreign.draft import Draft, Found, first_wording
from coopsched.reading.foreign.keys import key_for
from coopsched.reading.foreign.listed import Listed
from coopsched.reading.foreign.nodes import at, entries, first_of, items, members, text_at
from coopsched.reading.foreign.people import Person
from coopsched.reading.foreign.pretalx_about import EXPAND, About, locale_tag, status
from coopsched.reading.foreign.pretalx_contradictions import (
    check_cell,
    check_dates,
    check_length,
    titled,
)
from coopsched.reading.foreign.pretalx_showings import (
    Showing,
    beside,
    is_entry,
    is_grid,
    room_of,
    showings,
)
from coopsched.reading.foreign.spans import Clock
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, entered, node
from coopsched.reading.foreign.wordings import prose
from coopsched.reading.hints import Hints
from coopsched.reading.numbers import check_number
from coopsched.source import Node, Parsed, Source

CARRIES = frozenset(
    {
        "title", "start", "end", "minutes", "rooms", "speakers", "languages", "track", "kind",
        "tags", "description", "links", "status", "repeats", "source_id",
    }
)  # fmt: skip
_NEVER = frozenset({"rejected", "withdrawn", "draft", "deleted"})
"""States of what is on no programme, unless it has a slot."""
_OURS = frozenset({"coopsched", "key", "days"})
_SHOWN = 3
_LOOKED_AT = 5


def knows(root: Node) -> bool:
    """Tell whether these are the nodes of a file of pretalx."""
    names = entries(root).keys()
    if names & _OURS:
        return False
    if is_grid(at(root, "schedule")):
        return True
    if items(root) or "talks" not in names:
        pages = (root, *islice(items(root), _LOOKED_AT))
        lists = (at(page, name) for page in pages for name in ("results", "slots", "breaks"))
        if any(_holds(each, "start", "code") for each in lists):
            return True
    elif not names.isdisjoint(("rooms", "speakers", "version")) and at(root, "talks"):
        return isinstance(entries(root)["talks"].node.value, list)
    return any(_holds(each, "code") for each in (root, at(root, "submissions"), at(root, "talks")))


def _holds(node_: Node | None, *names: str) -> bool:
    """Tell whether one of the first members of a node is an entry with one of the names."""
    firsts = islice(members(node_), _LOOKED_AT) if node_ is not None else ()
    return any(is_entry(each) and not entries(each).keys().isdisjoint(names) for each in firsts)


def translate(source: Source, parsed: Parsed, hints: Hints, limits: Limits) -> Parsed:
    """Return the nodes of a programme file for pretalx's. Raises ReadError for one too long."""
    root = parsed.root if parsed.root is not None else Node(None, 0, 0)
    return _Reading(root, Draft(source, hints), limits).parsed()


class _Reading:
    """Puts what one file holds into a draft."""

    def __init__(self, root: Node, draft: Draft, limits: Limits) -> None:
        self._root = root
        self._draft = draft
        draft.key_of = _key_of
        self._tally = Tally(draft)
        self._about = About(root, draft, self._tally)
        people = at(root, "speakers")
        self._rooms = Listed(self._tally, "room", at(root, "rooms"), remedy=EXPAND)
        self._people = Listed(self._tally, "speaker", people, by_code=True, remedy=EXPAND)
        self._found = showings(root, self._refuse)
        check_number(draft.source, len(self._found), limits)
        slots = [showing.slot for showing in self._found]
        stamps = (stamp for slot in slots for name in ("start", "end") if (stamp := at(slot, name)))
        self._clock = Clock(draft, self._tally, at(root, "timezone"), stamps)
        self._places: dict[str, set[str]] = {}

    def parsed(self) -> Parsed:
        """Return the nodes of the programme."""
        self._languages()
        self._pages()
        self._parts()
        for showing in self._found:
            if not self._is_never(showing):
                self._session(showing)
        self._beside()
        self._tally.report()
        return self._draft.parsed()

    def _refuse(self, entry: Node) -> None:
        message = "this stands among the sessions, and is none: it has no title and no code"
        self._draft.refuse(message, entry, "give it a `title`, or remove it")

    def _languages(self) -> None:
        """Name the languages of the programme: those of its sessions, the most common first."""
        tags = (locale_tag(at(showing.talk, "content_locale")) for showing in self._found)
        common = Counter(tag for tag in tags if tag is not None).most_common()
        if common:
            nodes = [node(tag, Node(None, 0, 0)) for tag, _ in common]
            self._draft.header["languages"] = Node(nodes, 0, 0)

    def _pages(self) -> None:
        """Say so where the file is but one of the API's pages."""
        page = items(at(self._root, "results"))
        rest = at(self._root, "next") or at(self._root, "previous")
        if rest is not None and page:
            self._draft.guess(
                f"this is one page of several, with {len(page)} of "
                f"{text_at(self._root, 'count') or 'more'} entries: it is read as if it were all",
                rest,
                "fetch the other pages too",
            )

    def _parts(self) -> None:
        """Declare the rooms and people that the file lists."""
        apart = {room_of(s) for each in self._beside_grid() for s in items(at(each, "slots"))}
        apart -= {room_of(showing.slot) for showing in self._found}
        for room in self._rooms:
            if text_at(room, "id") not in apart:
                self._room(room)
        for person in self._people:
            self._draft.people.add(self._person(person))

    def _beside_grid(self) -> list[Node]:
        return [each for nodes in beside(self._root).values() for each in nodes]

    def _room(self, reference: Node | None) -> Node | None:
        """Declare a room, and return its name; None where there is no room."""
        name = self._rooms.name_or_number(reference)
        room = self._rooms.find(reference)
        if name is not None:
            seats = at(room, "capacity")
            known = seats is not None and clean(seats.value).isdecimal()
            available = self._windows(at(room, "availabilities"))
            self._draft.room(name, capacity=seats if known else None, available=available)
        return name

    def _person(self, reference: Node) -> Person:
        person = self._people.find(reference)
        fields = {
            "biography": prose(at(person, "biography")),
            "available": self._windows(at(person, "availabilities")),
        }
        return Person(
            name=self._people.name_or_number(reference) or node("", reference),
            id=text_at(person, "code") or clean(reference.value),
            fields={name: value for name, value in fields.items() if value is not None},
        )

    def _windows(self, given: Node | None) -> Node | None:
        """Return when a room or person can come, where that is said and is no empty stretch."""
        windows: list[Node] = []
        for each in items(given):
            start, end = at(each, "start"), at(each, "end")
            if start is not None and end is not None and start.value != end.value:
                times = {"from": self._clock.time(start), "until": self._clock.time(end)}
                made = entered(times)
                windows.append(Node(made, each.start, each.end))
        return Node(windows, windows[0].start, windows[-1].end) if windows else None

    def _is_never(self, showing: Showing) -> bool:
        """Tell whether a submission never was on the programme; tally it where so."""
        state = at(showing.talk, "state")
        if showing.slot is not None or state is None or clean(state.value) not in _NEVER:
            return False
        name = clean(state.value)
        one = f"{titled(showing.talk)} is {name} and has no place: it is left out"
        many = f"submissions are {name} and have no place: they are left out"
        self._tally.add("ignored-value", many, one, state)
        return True

    def _session(self, showing: Showing) -> None:
        talk, slot = showing.talk, showing.slot
        span = self._clock.span(at(slot, "start"), at(slot, "end"), at(talk, "duration"))
        found = Found(at=showing.entry, fields=span)
        check_length(self._tally, showing, span)
        check_cell(self._tally, showing, span.get("start"))
        check_dates(self._tally, self._root, showing, span.get("start"))
        room = self._room(first_of(slot, "room", "room_id"))
        found.rooms = [room] if room is not None else []
        code = at(talk, "code") or at(slot, "submission")
        if code is not None and self._is_repeat(clean(code.value), showing):
            found.fields["repeats"] = node(key_for(clean(code.value), "session"), code)
            found.fields["source-id"] = node(clean(code.value), code)
            found.fields |= status(talk)
        else:
            found.id = code or at(talk, "id")
            found.people = [self._person(each) for each in items(at(talk, "speakers"))]
            self._about.describe(found, talk)
        self._draft.session(found)

    def _is_repeat(self, code: str, showing: Showing) -> bool:
        """Tell whether a submission was read already, in another slot than this."""
        slot = showing.slot
        place = text_at(slot, "id") or text_at(slot, "start")
        before = self._places.setdefault(code, set())
        repeats = bool(before) and bool(place) and place not in before
        before.add(place)
        return repeats

    def _beside(self) -> None:
        """Say what stands beside the grid of the programme, and is not read."""
        for name, nodes in beside(self._root).items():
            titles = list(dict.fromkeys(titled(each) for each in nodes))
            more = f" and {len(titles) - _SHOWN} more" if len(titles) > _SHOWN else ""
            self._draft.ignore(
                f"`{name}` stands beside `schedule` and is not read: {len(nodes)} entries, "
                f"{', '.join(titles[:_SHOWN])}{more}",
                entries(self._root)[name].key,
                "move what belongs to the programme into `schedule`",
            )


def _key_of(found: Found) -> str:
    named = found.id or found.fields.get("repeats") or found.title
    name = first_wording(named) if named is not None else ""
    return key_for(name or (first_wording(found.title) if found.title else ""), "session")
