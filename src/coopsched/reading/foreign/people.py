"""Who the people of a file are: by id, else by name, whatever the file makes of its ids."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from coopsched.reading.foreign.keys import Keys, key_for
from coopsched.reading.foreign.values import clean, entered, node, shown
from coopsched.source import Entry, Node, SourceProblem


@dataclass(slots=True, kw_only=True)
class Person:
    """A person as a session or a list of people names one.

    ``id`` is what the file tells people apart by; ``called`` is the name on one line, empty
    where there is none. ``fields`` are those of a speaker
    (biography, url, affiliation); ``role``, ``affiliation`` and ``remote`` belong to the
    line-up of one session.
    """

    name: Node
    id: str = ""
    fields: dict[str, Node] = field(default_factory=dict)
    role: Node | None = None
    affiliation: Node | None = None
    remote: Node | None = None
    called: str = field(init=False)

    def __post_init__(self) -> None:
        """Clean the name, once for all that ask for it."""
        self.called = clean(self.name.value)


class People:
    """The people of a file, each with a key.

    Who has no id is known by name. An id on which several names stand is no id of a
    person: those are told apart by id and name. What is odd is added to ``problems``.
    """

    def __init__(self, problems: list[SourceProblem]) -> None:
        self._problems = problems
        self._listed: list[Person] = []
        self._shared: set[str] = set()
        self._keys: dict[tuple[str, str], str] = {}
        self._taken = Keys()
        self._found: dict[str, dict[str, Entry]] = {}
        self._at: dict[str, Node] = {}

    def add(self, person: Person) -> None:
        """Add somebody whom the file lists beside its sessions."""
        self._listed.append(person)

    def settle(self, people: Iterable[Person]) -> None:
        """Give everybody a key; call once, when all are known, with those in line-ups."""
        everybody: list[Person] = []
        nameless: list[Person] = []
        for person in [*self._listed, *people]:
            (everybody if person.called else nameless).append(person)
        self._find_shared(everybody)
        for person in everybody:
            self._enter(person)
        self._report_nameless([each for each in nameless if self._known_by_id(each) is None])

    def key(self, person: Person) -> str:
        """Return the key of somebody who was settled."""
        return self._keys[self._identity(person)]

    def entries(self) -> dict[str, Entry]:
        """Return the entries of `speakers`, in the order in which they were found."""
        return {key: Entry(node(key, at), self._speaker(key, at)) for key, at in self._at.items()}

    def _speaker(self, key: str, at: Node) -> Node:
        """Return what is known of a speaker; a name alone needs no mapping around it."""
        found = self._found[key]
        return Node(found, at.start, at.end) if len(found) > 1 else found["name"].node

    def line_up(self, people: Iterable[Person]) -> Node:
        """Return the `speakers` of a session; somebody named twice is there once."""
        items: dict[str, Node] = {}
        for person in people:
            key = self.key(person) if person.called else self._known_by_id(person)
            if key is not None and key not in items:
                items[key] = _with_part(node(key, person.name), person)
        nodes = list(items.values())
        return Node(nodes, nodes[0].start, nodes[-1].end) if nodes else Node([], 0, 0)

    def _known_by_id(self, person: Person) -> str | None:
        """Return the key of somebody without a name, whom the file names elsewhere by one id."""
        return self._keys.get((person.id, "")) if person.id else None

    def _report_nameless(self, people: list[Person]) -> None:
        if people:
            many = f"{len(people)} people have no name: they are left out; the first is here"
            what = many if len(people) > 1 else "a person has no name, and is left out"
            self._report("ignored-value", what, people[0].name, "write the name, or remove it")

    def _report(self, rule: str, message: str, at: Node, help_: str) -> None:
        self._problems.append(SourceProblem(rule, message, at.start, at.end, help_))

    def _find_shared(self, people: Iterable[Person]) -> None:
        names: dict[str, dict[str, Node]] = {}
        for person in people:
            if person.id:
                names.setdefault(person.id, {}).setdefault(person.called.casefold(), person.name)
        for id_, found in names.items():
            if len(found) > 1:
                self._shared.add(id_)
                listed = [clean(name.value) for name in list(found.values())[:3]]
                more = f" and {len(found) - 3} more" if len(found) > 3 else ""
                self._report(
                    "shared-person-id",
                    f"the person id {shown(id_)} stands for {len(found)} names: "
                    f"{', '.join(listed)}{more}",
                    list(found.values())[1],
                    "give each person an id of their own; here they are told apart by name",
                )

    def _identity(self, person: Person) -> tuple[str, str]:
        if not person.id:
            return "", person.called
        return person.id, person.called.casefold() if person.id in self._shared else ""

    def _enter(self, person: Person) -> None:
        identity = self._identity(person)
        key = self._keys.get(identity)
        if key is None:
            key = self._taken.take(key_for(person.called, "speaker"))
            self._keys[identity] = key
            self._at[key] = person.name
            named = node(person.called, person.name)
            self._found[key] = {"name": Entry(node("name", named), named)}
        for name, value in person.fields.items():
            self._found[key].setdefault(name, Entry(node(name, value), value))


def _with_part(item: Node, person: Person) -> Node:
    """Return somebody's entry in a line-up with what it says of their part in this session."""
    own = {"role": person.role, "affiliation": person.affiliation, "remote": person.remote}
    stated = {name: value for name, value in own.items() if value is not None}
    if not stated:
        return item
    entries = entered({"speaker": item, **stated})
    return Node(entries, item.start, item.end)
