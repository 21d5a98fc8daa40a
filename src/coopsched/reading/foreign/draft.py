"""A programme of another format, put together as the nodes of a programme file.

What other tools write differs in spelling, and hardly in what it is about. Their readers
find `Entry`s, `Room`s and people; a `Draft` gives them keys that are theirs alone, and
notes what is odd. Each node keeps its place in the file that was read, so that findings
point there.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePath

from coopsched.reading.foreign.clocks import settle_zone
from coopsched.reading.foreign.keys import Keys, key_for
from coopsched.reading.foreign.people import People, Person
from coopsched.reading.foreign.unsettled import UnsettledRooms, is_unsettled
from coopsched.reading.foreign.values import clean, node, shown
from coopsched.reading.hints import NO_HINTS, Hints
from coopsched.source import Entry, Node, Parsed, Source, SourceProblem

NO_ROOM = frozenset({"", "-", "–", "—"})
"""What a room is called where there is none."""


@dataclass(slots=True, kw_only=True)
class Found:
    """A session as its file tells it.

    ``at`` is where it stands: findings about the whole point there. Values are nodes
    with the text as our format writes it: a title (text, or texts by language), a
    start such as `2017-06-20T10:00`. ``fields`` are those that need no more than that,
    by the names of our format. ``rooms`` are names; ``track`` is a title; ``repeats`` is
    the first showing of the same thing.
    """

    at: Node
    id: Node | None = None
    uid: Node | None = None
    title: Node | None = None
    rooms: list[Node] = field(default_factory=list)
    track: Node | None = None
    people: list[Person] = field(default_factory=list)
    fields: dict[str, Node] = field(default_factory=dict)
    repeats: "Found | None" = None


class _Parts:
    """Rooms or tracks, by what they are called: each with its key and its entries."""

    def __init__(self, kind: str, label: str) -> None:
        self._kind = kind
        self._label = label
        self._keys = Keys()
        self._parts: dict[str, tuple[Node, dict[str, Entry]]] = {}
        self._folded: dict[str, str] = {}
        self.alike: list[tuple[Node, str]] = []
        """Names that differ from an earlier one in case only, each with that."""

    def key(self, name: Node, fields: Mapping[str, Node | None], wanted: str | None) -> str | None:
        """Return the key of what a text calls, with more fields for it; None for no name."""
        wording = first_wording(name)
        if wording in NO_ROOM:
            return None
        known = self._parts.get(wording)
        if known is None:
            key = self._keys.take(wanted or key_for(wording, self._kind))
            label = name if isinstance(name.value, dict) else node(wording, name)
            known = node(key, name), {self._label: entry(self._label, label)}
            self._parts[wording] = known
            other = self._folded.setdefault(wording.casefold(), wording)
            if other != wording:
                self.alike.append((name, other))
        for field_name, value in fields.items():
            if value is not None:
                known[1].setdefault(field_name, entry(field_name, value))
        return str(known[0].value)

    def entries(self) -> dict[str, Entry]:
        """Return the entries of the section."""
        return {
            str(key.value): Entry(key, Node(entries, key.start, key.end))
            for key, entries in self._parts.values()
        }


class Draft:
    """Puts together the nodes of a programme file.

    Fill ``header`` with the nodes of `key`, `title`, `timezone`, `days` and so on, add
    rooms, tracks and sessions in the order of the file, and take `parsed()`.
    """

    def __init__(self, source: Source, hints: Hints = NO_HINTS) -> None:
        self.source = source
        self.hints = hints
        self.header: dict[str, Node] = {}
        self.problems: list[SourceProblem] = []
        self.people = People(self.problems)
        self.key_of: Callable[[Found], str] | None = None
        """How a session's key is made where it is not its id."""
        self.ours = False
        """Whether coopsched wrote the file, so that names are what they are."""
        self._rooms = _Parts("room", "name")
        self._tracks = _Parts("track", "title")
        self._unsettled = UnsettledRooms()
        self._found: list[Found] = []

    def report(self, rule: str, message: str, at: Node, help_: str | None = None) -> None:
        """Note a problem of a document rule at the place of a node."""
        self.problems.append(SourceProblem(rule, message, at.start, at.end, help_))

    def guess(self, what: str, at: Node, help_: str | None = None) -> None:
        """Note that something was guessed."""
        self.report("guessed-value", what, at, help_)

    def ignore(self, what: str, at: Node, help_: str | None = None) -> None:
        """Note that something of the file was left out."""
        self.report("ignored-value", what, at, help_)

    def refuse(self, message: str, at: Node, help_: str | None = None) -> None:
        """Note that an entry of the file is no session that can be read."""
        self.report("session-refused", message, at, help_)

    def room(self, name: Node, key: str | None = None, **fields: Node | None) -> str | None:
        """Return the key of the room of a name, which may be new; None where it names none.

        So it is also for what says that the room is still to be found, which is noted.

        ``fields`` (capacity, features…) are added where the room has none yet. Names are
        the same where they differ in white space and Unicode's composition only. A new room
        gets the ``key`` that is given, else one made of its name.
        """
        wording = first_wording(name)
        if not self.ours and is_unsettled(wording) and wording not in NO_ROOM:
            self._unsettled.add(wording, name)
            return None
        return self._rooms.key(name, fields, key)

    def track(self, title: Node, key: str | None = None, **fields: Node | None) -> str | None:
        """Return the key of the track of a title, which may be new; None for an empty one."""
        return self._tracks.key(title, fields, key)

    def session(self, found: Found) -> None:
        """Add a session."""
        self._found.append(found)

    def parsed(self) -> Parsed:
        """Return the nodes of the programme and all that was noted."""
        self.people.settle(person for found in self._found for person in found.people)
        sessions = self._sessions()
        self._report_rooms()
        whole = Node(None, 0, 0)
        self._complete_header(whole)
        root = {name: entry(name, value) for name, value in self.header.items()}
        sections = {
            "rooms": self._rooms.entries(),
            "speakers": self.people.entries(),
            "tracks": self._tracks.entries(),
            "sessions": sessions,
        }
        for name, entries in sections.items():
            if entries:
                root[name] = Entry(node(name, whole), Node(entries, 0, 0))
        self.problems.sort(key=lambda each: each.start)
        return Parsed(Node(root, 0, 0), self.problems, [])

    def _complete_header(self, whole: Node) -> None:
        """Give the programme the key, title and zone that it cannot do without."""
        if self.hints.title is not None:
            self.header["title"] = node(self.hints.title, whole)
        if "title" not in self.header:
            name = clean(PurePath(self.source.name).stem)
            after = "after it"
            if not any(map(str.isalnum, name)):  # standard input is called “-”
                name, after = "programme", "here"
            self.header["title"] = node(name, whole)
            what = f"the file names no programme: it is called {shown(name)} {after}"
            self.guess(what, whole, "tell it: --hint title=…, and --hint key=… for its key")
        if self.hints.key is not None:
            self.header["key"] = node(self.hints.key, whole)
        title = self.header["title"]
        self.header.setdefault("key", node(key_for(first_wording(title), "programme"), title))
        if "timezone" not in self.header:
            settle_zone(self, None, ())

    def _sessions(self) -> dict[str, Entry]:
        times = Counter(clean(found.id.value) for found in self._found if found.id is not None)
        uids: set[str] = set()
        entries: dict[str, Entry] = {}
        told: set[str] = set()
        keys = Keys()
        given = {id(found): keys.take(self._wanted_key(found)) for found in self._found}
        for found in self._found:
            key = given[id(found)]
            if found.repeats is not None:
                first = node(given[id(found.repeats)], found.at)
                found.fields.setdefault("repeats", first)
            name = clean(found.id.value) if found.id is not None else ""
            if found.id is not None and times[name] > 1 and name not in told:
                told.add(name)
                self._report_repeated(found, name, times[name])
            key_node = node(key, found.id or found.at)
            entries[key] = Entry(key_node, self._session(found, key, uids))
        self._report_uids(told)
        return entries

    def _report_uids(self, told: set[str]) -> None:
        """Note UIDs that stand on several sessions, unless their one id is ``told`` for it."""
        bearers: dict[str, list[Found]] = {}
        for found in self._found:
            if found.uid is not None and (uid := clean(found.uid.value)):
                bearers.setdefault(uid, []).append(found)
        for uid, several in bearers.items():
            ids = {clean(each.id.value) if each.id is not None else "" for each in several}
            if len(several) > 1 and not (len(ids) == 1 and ids <= told):
                self.report(
                    "duplicate-id",
                    f"the UID {shown(uid)} stands on {len(several)} sessions: the first keeps it",
                    several[1].uid or several[1].at,
                    "give each a UID of its own, by which calendars tell sessions apart",
                )

    def _report_repeated(self, found: Found, name: str, times: int) -> None:
        self.report(
            "duplicate-id",
            f"the id {shown(name)} stands on {times} sessions",
            found.id or found.at,
            f"give each an id of its own; here the others are read as "
            f"`{self._wanted_key(found)}~2` and so on",
        )

    def _wanted_key(self, found: Found) -> str:
        if self.key_of is not None:
            return self.key_of(found)
        if found.id is not None and clean(found.id.value):
            return key_for(clean(found.id.value), "session")
        # A title is no identifier: a key made of one is lower case, as others are.
        return key_for(first_wording(found.title).lower() if found.title else "", "session")

    def _session(self, found: Found, key: str, uids: set[str]) -> Node:
        fields: dict[str, Node] = {}
        if found.title is not None:
            fields["title"] = found.title
        fields |= found.fields
        rooms = self._held_in(found)
        if rooms:
            fields["rooms"] = Node(rooms, rooms[0].start, rooms[-1].end)
        if found.people:
            fields["speakers"] = self.people.line_up(found.people)
        track = self.track(found.track) if found.track is not None else None
        if track is not None and found.track is not None:
            fields["track"] = node(track, found.track)
        uid = clean(found.uid.value) if found.uid is not None else ""
        if found.uid is not None and uid and uid not in uids:
            uids.add(uid)
            fields["uid"] = node(uid, found.uid)
        if found.id is not None and clean(found.id.value) not in ("", key):
            fields["source-id"] = node(clean(found.id.value), found.id)
        entries = {name: entry(name, value) for name, value in fields.items()}
        return Node(entries, found.at.start, found.at.end)

    def _held_in(self, found: Found) -> list[Node]:
        """Return the keys of a session's rooms; count it among those whose room is to be found."""
        rooms: list[Node] = []
        for name in found.rooms:
            key = self.room(name)
            if key is not None:
                rooms.append(node(key, name))
            elif is_unsettled(wording := first_wording(name)):
                self._unsettled.count(wording)
        return rooms

    def _report_rooms(self) -> None:
        """Note rooms that are none yet, and those that only the case of letters tells apart."""
        self.problems += self._unsettled.problems()
        for name, other in self._rooms.alike if not self.ours else ():
            self.guess(
                f"{shown(first_wording(name))} is read as another room than {shown(other)}, "
                f"from which it differs in case only",
                name,
                "write it as the other, where both are one room",
            )


def entry(name: str, value: Node) -> Entry:
    """Return an entry for a field of ours, which the file that is read does not name so."""
    return Entry(_field(name), value)


@cache
def _field(name: str) -> Node:
    # Nothing points at the name of a field, and a node for each would cost as much as its value.
    return Node(name, 0, 0)


def first_wording(text: Node) -> str:
    """Return a text's first wording, white space folded; empty where it has none."""
    if isinstance(text.value, dict):
        wordings: Iterable[Entry] = text.value.values()
        return next((w for each in wordings if (w := clean(each.node.value))), "")
    return clean(text.value)
