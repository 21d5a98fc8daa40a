"""What the categories of a Sessionize event say of a session: organisers choose them freely."""

import re

from coopsched.reading.foreign.draft import Found, first_wording
from coopsched.reading.foreign.kinds import kind_of
from coopsched.reading.foreign.nodes import at, first_of, items, text_at
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, language_tag, node, shown
from coopsched.reading.foreign.wordings import wording
from coopsched.source import Node
from coopsched.text import fold
from coopsched.text import language_tag as known_tag

_LANGUAGE = frozenset({"language", "languages", "sprache", "langue", "langues", "taal", "talen"})
_TRACK = frozenset(["track", "tracks", "stream", "thema", "spoor", "parcours", "filiere"])
_FORMAT = frozenset(["format", "type", "art", "typ", "vorm", "kind", "formaat"])
_APART = re.compile(r"[/,&+]|\b(?:and|und|et|en)\b")


class Categories:
    """The items of an event's categories, by the number under which sessions refer to them."""

    def __init__(self, tally: Tally, listed: Node | None) -> None:
        self._tally = tally
        self._items = {
            text_at(item, "id"): (text_at(category, "title"), item)
            for category in items(listed)
            for item in items(at(category, "items"))
        }

    def describe(self, found: Found, session: Node) -> None:
        """Put languages, track and kind into what was found; all else becomes tags."""
        languages: dict[str, Node] = {}
        tags: list[Node] = []
        for category, item in self._of(session):
            words = frozenset(fold(category).split())
            if words & _LANGUAGE:
                languages |= self._languages(item)
            elif words & _TRACK and found.track is None:
                found.track = item
            elif words & _FORMAT and "kind" not in found.fields and (kind := _kind(item)):
                found.fields["kind"] = kind
            else:
                tags.append(node(first_wording(item), item))
        for field, nodes in (("languages", list(languages.values())), ("tags", tags)):
            if nodes:
                found.fields[field] = Node(nodes, nodes[0].start, nodes[-1].end)

    def _of(self, session: Node) -> list[tuple[str, Node]]:
        """Return the category and the name of each item: the views write them in two ways."""
        named: list[tuple[str, Node]] = []
        for reference in items(at(session, "categoryItems")):
            category, item = self._items.get(clean(reference.value), ("", None))
            name = wording(at(item, "name"))
            if name is not None:
                named.append((category, name))
            elif clean(reference.value):
                what = f"the file lists no category item {clean(reference.value)}: it is left out"
                many = "references to category items lead nowhere: they are left out"
                self._tally.add("ignored-value", many, what, reference)
        for inside in items(at(session, "categories")):
            title = text_at(first_of(inside, "name", "title"))
            given = items(at(inside, "categoryItems"))
            named += [(title, name) for each in given if (name := wording(at(each, "name")))]
        return named

    def _languages(self, name: Node) -> dict[str, Node]:
        found = {}
        for part in _APART.split(first_wording(name).partition("(")[0]):
            tag = known_tag(language_tag(part))
            # Any three letters have the form of a tag, and `TBD` is no language.
            if tag is not None and len(tag.partition("-")[0]) == 2:
                found[tag] = node(tag, name)
        if not found:
            what = f"{shown(first_wording(name))} is no language: it is left out"
            self._tally.add("ignored-value", "languages are unknown: left out", what, name)
        return found


def _kind(name: Node) -> Node | None:
    kind = kind_of(first_wording(name))
    return node(kind, name) if kind is not None else None
