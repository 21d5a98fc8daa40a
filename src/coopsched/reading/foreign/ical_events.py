"""What an iCalendar event is about: its texts, places, categories, links and status."""

from collections import Counter
from collections.abc import Iterable

from coopsched.reading.foreign.content_lines import Component, Line, stretches, unescaped
from coopsched.reading.foreign.draft import NO_ROOM
from coopsched.reading.foreign.kinds import kind_of
from coopsched.reading.foreign.markup import plain_text
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, entered, lines, node, texts, web_address
from coopsched.source import Node
from coopsched.text import language_tag

_STATUSES = {"TENTATIVE": "tentative", "CANCELLED": "cancelled", "CANCELED": "cancelled"}
_PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})
_JOINING = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
# Whose CATEGORIES are tracks: https://github.com/frab/frab and what came before it.
_OF_TRACKS = ("frab", "pentabarf", "fosdem")
_LONGEST_KIND = 2
"""How many words a category has at most that is the kind of a session."""


def worded(found: Iterable[Line], *, many_lines: bool = False) -> Node | None:
    """Return a text: of the first line, or of one for each LANGUAGE."""
    wordings: dict[str, Node] = {}
    plain = None
    for line in found:
        whole = line.node()
        text = lines(plain_text(lines(whole.value))) if many_lines else clean(whole.value)
        if not text:
            continue
        tag = language_tag(line.parameter("LANGUAGE"))
        if tag is None:
            plain = plain or node(text, whole)
        else:
            wordings.setdefault(tag, node(text, whole))
    return plain or texts(wordings)


def languages(found: Iterable[Component]) -> list[str]:
    """Return the languages in which titles are, the most common first."""
    tags = Counter(
        tag
        for component in found
        for line in component.all("SUMMARY", "NAME", "X-WR-CALNAME")
        if (tag := language_tag(line.parameter("LANGUAGE"))) is not None
    )
    return [tag for tag, _ in tags.most_common()]


class Categories:
    """What the CATEGORIES of a file mean: kinds, tracks, or tags."""

    def __init__(self, calendars: Iterable[Component], *, ours: bool) -> None:
        products = [line.value.casefold() for each in calendars for line in each.all("PRODID")]
        self._tracks = any(name in each for name in _OF_TRACKS for each in products)
        self._ours = ours

    def read(self, event: Component) -> tuple[dict[str, Node], Node | None]:
        """Return fields of a session, and the title of its track."""
        fields: dict[str, Node] = {}
        words = [
            word
            for line in event.all("CATEGORIES")
            for start, end in stretches(line.value, ",")
            if clean((word := line.node(None, start, end)).value)
        ]
        words = [node(clean(word.value), word) for word in words]
        if self._ours:
            return _of_ours(event, words)
        if self._tracks and len(words) == 1:
            return fields, words[0]
        tags: dict[str, Node] = {}
        for word in words:
            text = str(word.value)
            kind = kind_of(text) if len(text.split()) <= _LONGEST_KIND else None
            if kind is not None and "kind" not in fields:
                fields["kind"] = node(kind, word)
            else:
                tags.setdefault(text.casefold(), word)
        if tags:
            fields["tags"] = _listed(list(tags.values()))
        return fields, None


def _of_ours(event: Component, words: list[Node]) -> tuple[dict[str, Node], Node | None]:
    """Return what an event says that coopsched wrote, of whose categories one may be the track."""
    fields: dict[str, Node] = {}
    for name in ("kind", "repeats"):
        if (line := event.first(f"X-COOPSCHED-{name.upper()}")) is not None:
            fields[name] = line.node(clean(line.node().value))
    for name in ("languages", "interpretation", "captions"):
        if (line := event.first(f"X-COOPSCHED-{name.upper()}")) is not None:
            parts = [line.node(None, *part) for part in _between_commas(line.value)]
            fields[name] = _listed([node(clean(part.value), part) for part in parts])
    named = event.first("X-COOPSCHED-TRACK")
    track = None if named is None else named.node(clean(named.node().value))
    tags = list(words)
    if track is not None and [word.value for word in words[:1]] == [track.value]:
        del tags[0]
    if tags:
        fields["tags"] = _listed(tags)
    return fields, track


def rooms(event: Component, *, ours: bool) -> list[Node]:
    """Return the names of the rooms: the whole LOCATION, unless it is an address of the network."""
    line = event.first("LOCATION")
    if line is None:
        places = (each.first("NAME") for each in event.children if each.name == "VLOCATION")
        line = next((each for each in places if each is not None), None)
    if line is None or _is_web_address(line.value):
        return []
    parts = [(0, len(line.value))]
    if ours:
        # Names of ours hold no comma, and iCalendar has no other place for two rooms.
        parts = [(start, stop) for start, stop in _between_commas(line.value)]
    found = [line.node(None, start, stop) for start, stop in parts]
    return [node(clean(each.value), each) for each in found if clean(each.value) not in NO_ROOM]


def rooms_of_feed(event: Component) -> list[Node]:
    """Return the names of the rooms in a feed of ours, whose LOCATION has the venue too."""
    return [line.node(clean(unescaped(line.value))) for line in event.all("X-COOPSCHED-ROOM")]


def links(event: Component, tally: Tally) -> Node | None:
    """Return the links: pages, and where to join from afar."""
    kinds = [("page", line) for line in event.all("URL", "ATTACH")]
    kinds += [("join", line) for line in event.all(*_JOINING)]
    kinds += [("join", line) for line in event.all("LOCATION") if _is_web_address(line.value)]
    found: dict[str, Node] = {}
    for kind, line in kinds:
        address = web_address(unescaped(line.value) if line.name == "LOCATION" else line.value)
        if address is None:
            if line.parameter("VALUE").upper() != "BINARY":
                message = "this is no address of a web page: it is left out"
                tally.add("ignored-value", "addresses are of no web page", message, line.node())
            continue
        at = line.node(address)
        entries = entered({"kind": node(kind, at), "url": at})
        found.setdefault(address, Node(entries, at.start, at.end))
    return _listed(list(found.values())) if found else None


def status(event: Component, *, cancelled: bool, tally: Tally) -> Node | None:
    """Return the status; None where it is confirmed, as what says nothing is."""
    line, secrecy = event.first("STATUS"), event.first("CLASS")
    word = clean(line.value).upper() if line is not None else ""
    if line is not None and word in _STATUSES:
        return line.node(_STATUSES[word])
    if cancelled:
        return node("cancelled", event.at)
    if secrecy is not None and clean(secrecy.value).upper() in _PRIVATE:
        message = f"what is {clean(secrecy.value).lower()} is read as a draft, and not published"
        many = "events are private, and read as drafts, which are not published"
        tally.add("guessed-value", many, message, secrecy.node())
        return secrecy.node("draft")
    if line is not None and word != "CONFIRMED":
        message = "this STATUS is none of an event: it is left out"
        tally.add("ignored-value", "STATUSes are none of an event", message, line.node())
    return None


def _between_commas(value: str) -> list[tuple[int, int]]:
    """Return where the parts between escaped commas stand."""
    bounds: list[tuple[int, int]] = []
    start = 0
    while (comma := value.find("\\,", start)) >= 0:
        bounds.append((start, comma))
        start = comma + 2
    return [*bounds, (start, len(value))]


def _is_web_address(text: str) -> bool:
    return clean(text).lower().startswith(("http://", "https://"))


def _listed(items: list[Node]) -> Node:
    return Node(items, items[0].start, items[-1].end)
