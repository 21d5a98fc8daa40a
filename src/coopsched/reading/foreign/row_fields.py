"""The cells of a row that are neither times nor names: languages, tags, links, status and more."""

import re
from collections.abc import Callable, Iterator, Sequence

from coopsched.reading.foreign.draft import Found
from coopsched.reading.foreign.kinds import kind_of
from coopsched.reading.foreign.markup import plain_text
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, language_tag, lines, node, shown, web_address
from coopsched.source import Node
from coopsched.text import fold
from coopsched.text import language_tag as tag_of

ABSENT = frozenset({"", "-", "–", "—", "--", "n/a"})
"""What stands in a cell that says nothing."""
_YES = frozenset({"true", "yes", "oui", "ja", "x", "1", "✓", "✔", "wahr", "vrai", "waar"})
_NO = frozenset({"false", "no", "non", "nein", "nee", "0", "falsch", "faux", "onwaar"})
_STATUSES = {
    **dict.fromkeys(
        ("confirmed", "confirme", "confirmee", "bestatigt", "bevestigd", "accepted", "accepte",
         "ok", "angenommen", "published", "scheduled", "final", "yes", "oui", "ja"),
        "confirmed",
    ),
    **dict.fromkeys(
        ("tentative", "provisional", "provisoire", "tbc", "a confirmer", "unconfirmed", "pending",
         "voorlopig", "vorlaufig", "te bevestigen", "zu bestatigen", "unbestatigt", "optioneel"),
        "tentative",
    ),
    **dict.fromkeys(("draft", "brouillon", "entwurf", "concept", "ontwerp", "submitted"), "draft"),
    **dict.fromkeys(
        ("cancelled", "canceled", "annule", "annulee", "abgesagt", "geannuleerd", "afgelast",
         "entfallt", "ausgefallen", "withdrawn", "gecanceld", "supprime", "supprimee"),
        "cancelled",
    ),
}  # fmt: skip
_APART = re.compile(r"[;\r\n|]")
_OF_OURS = re.compile(
    r'\s*+(?:"(?P<quoted>(?:[^"]|"")*+)"\s*+(?=;|\Z)|(?P<bare>[^;\r\n]*+))(?:[;\r\n]|\Z)'
)
_LISTED = re.compile(r"[,;\r\n|]")
_LANGUAGES = re.compile(r"[,;/|&+\r\n]|\s(?:and|et|en|und|ou|or|of|oder)\s")
_SPACES = re.compile(r"[\s;]+")
_NUMBER = re.compile(r"\D{0,12}?(\d{1,7})(?:[.,]0+)?\D{0,20}")
_KEYS = ("after", "not-with", "replaces", "was", "needs")
_SINGLE = ("repeats", "continues", "within", "source-id")


def parts(cell: Node, between: re.Pattern[str] = _APART) -> Iterator[Node]:
    """Yield the texts that a cell holds, each in its own place where it can be told."""
    text = cell.value if isinstance(cell.value, str) else ""
    in_place = len(text) == cell.end - cell.start
    begin = 0
    for end, next_ in [*(match.span() for match in between.finditer(text)), (len(text), 0)]:
        piece = text[begin:end]
        if clean(piece) not in ABSENT:
            start = (
                cell.start + begin + len(piece) - len(piece.lstrip()) if in_place else cell.start
            )
            stop = start + len(piece.strip()) if in_place else cell.end
            yield Node(clean(piece), start, stop, quoted=True)
        begin = next_


def parts_of_ours(cell: Node) -> Iterator[Node]:
    """Yield the texts that a cell of a table of our own holds: `;` alone separates them.

    A text in quotation marks holds one, or begins with such a mark, which is then doubled.
    """
    text = cell.value if isinstance(cell.value, str) else ""
    in_place = len(text) == cell.end - cell.start
    for match in _OF_OURS.finditer(text):
        name = "bare" if match["quoted"] is None else "quoted"
        said = match[name].replace('""', '"') if name == "quoted" else match[name]
        if clean(said):
            start = cell.start + match.start(name) if in_place else cell.start
            end = start + len(match[name].rstrip()) if in_place else cell.end
            yield Node(clean(said), start, end, quoted=True)


Reader = Callable[[Found, Sequence[Node]], None]
"""Gives what the cells of some columns say to the session that is found in their row."""


def readers(tally: Tally, *, ours: bool = False) -> dict[str, Reader]:
    """Return what reads the other cells of a row, by what their columns hold.

    ``ours`` tells that the table is one that coopsched wrote.
    """
    return _Fields(tally, ours=ours).readers()


class _Fields:
    """What such a reader may need to know."""

    def __init__(self, tally: Tally, *, ours: bool) -> None:
        self._tally = tally
        self._ours = ours

    def readers(self) -> dict[str, Reader]:
        return {
            "kind": self._kind,
            "status": self._status,
            "tags": self._tags,
            "links": self._links,
            "audience": self._audience,
            "resources": self._resources,
            "permanent": self._flag("permanent"),
            "pinned": self._flag("pinned"),
            **{name: self._tongues(name) for name in ("languages", "interpretation", "captions")},
            **{name: self._several(name) for name in _KEYS},
            **{name: _single(name) for name in _SINGLE},
        }

    def _kind(self, found: Found, cells: Sequence[Node]) -> None:
        for cell in cells:
            kind = kind_of(clean(cell.value))
            if kind is not None:
                found.fields.setdefault("kind", node(kind, cell))
            else:
                _extend(found, "tags", [node(clean(cell.value), cell)])

    def _status(self, found: Found, cells: Sequence[Node]) -> None:
        status = _STATUSES.get(fold(clean(cells[0].value)))
        if status is not None:
            found.fields["status"] = node(status, cells[0])
            return
        message = f"{shown(clean(cells[0].value))} is no status that is known here"
        help_ = "write confirmed, tentative, draft or cancelled"
        self._tally.add(
            "ignored-value", "words for a status are not known", message, cells[0], help_
        )

    def _tags(self, found: Found, cells: Sequence[Node]) -> None:
        each = [part for cell in cells for part in self._listed(cell)]
        if not self._ours:
            each = [node(str(tag.value).lstrip("#").strip() or "#", tag) for tag in each]
        _extend(found, "tags", each)

    def _listed(self, cell: Node) -> Iterator[Node]:
        return parts_of_ours(cell) if self._ours else parts(cell, _LISTED)

    def _several(self, name: str) -> Callable[[Found, Sequence[Node]], None]:
        def read(found: Found, cells: Sequence[Node]) -> None:
            _extend(found, name, [part for cell in cells for part in self._listed(cell)])

        return read

    def _links(self, found: Found, cells: Sequence[Node]) -> None:
        links: list[Node] = []
        for part in (part for cell in cells for part in parts(cell, _SPACES)):
            address = web_address(str(part.value))
            if address is not None:
                links.append(node(address, part))
            else:
                message = f"{shown(part.value)} is no address of a page"
                self._tally.add("ignored-value", "texts are no address of a page", message, part)
        _extend(found, "links", links)

    def _audience(self, found: Found, cells: Sequence[Node]) -> None:
        number = whole_number(cells[0])
        if number is not None:
            found.fields["audience"] = number
        else:
            message = f"{shown(clean(cells[0].value))} is no number of people"
            self._tally.add("ignored-value", "texts are no number of people", message, cells[0])

    def _resources(self, found: Found, cells: Sequence[Node]) -> None:
        self._several("resources")(found, cells)

    def _flag(self, name: str) -> Callable[[Found, Sequence[Node]], None]:
        def read(found: Found, cells: Sequence[Node]) -> None:
            word = fold(clean(cells[0].value)) or clean(cells[0].value)
            if word in _YES:
                found.fields[name] = node("true", cells[0])
            elif word not in _NO:
                message = f"{shown(clean(cells[0].value))} is neither yes nor no"
                self._tally.add("ignored-value", "texts are neither yes nor no", message, cells[0])

        return read

    def _tongues(self, name: str) -> Callable[[Found, Sequence[Node]], None]:
        def read(found: Found, cells: Sequence[Node]) -> None:
            tags: list[Node] = []
            for part in (part for cell in cells for part in parts(cell, _LANGUAGES)):
                tag = language_tag(str(part.value))
                if tag_of(tag) is not None:
                    tags.append(node(tag, part))
                else:
                    message = f"{shown(part.value)} is no language that is known here"
                    many = "names of languages are not known here"
                    self._tally.add("ignored-value", many, message, part, "write a tag: fr, nl-BE")
            _extend(found, name, tags)

        return read


def whole_number(cell: Node) -> Node | None:
    """Return the whole number that a text holds (`300 seats`); None where it holds none."""
    match = _NUMBER.fullmatch(clean(cell.value))
    return node(str(int(match[1])), cell) if match is not None else None


def long_text(cell: Node) -> Node:
    """Return a text of several lines, without markup."""
    return node(plain_text(lines(cell.value)), cell)


def _extend(found: Found, name: str, items: list[Node]) -> None:
    """Add items to a list of a session, each text once."""
    known = found.fields.get(name)
    before = known.value if known is not None and isinstance(known.value, list) else []
    once = {str(each.value): each for each in reversed([*before, *items])}
    if once:
        listed = list(reversed(once.values()))
        found.fields[name] = Node(listed, listed[0].start, listed[-1].end)


def _single(name: str) -> Callable[[Found, Sequence[Node]], None]:
    def read(found: Found, cells: Sequence[Node]) -> None:
        found.fields[name] = node(clean(cells[0].value), cells[0])

    return read
