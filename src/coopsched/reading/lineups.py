"""Line-ups: which speaker a bare name stands for."""

import re
from typing import Any, NamedTuple
from zlib import crc32

from coopsched.findings import Route
from coopsched.model.values import INVALID, is_key, shown
from coopsched.reading.notes import Notes
from coopsched.text import fold, nearest, slug

_WITH_AFFILIATION = re.compile(r"(?P<name>[^()]+)\((?P<affiliation>[^()]*(?:\([^()]*\)[^()]*)*)\)")


# A word that is no name of a speaker but as near to a key as this misspells the key.
_ALIKE = 0.8
_MOST_COMPARED = 200_000


_BETWEEN = re.compile("[,;&]| (?:and|et|en|und) ")


class Person(NamedTuple):
    """A speaker that a line-up declares by a bare name."""

    name: str
    affiliation: str | None
    route: Route


class LineUps:
    """Turns the names in line-ups into keys, and declares speakers that nobody listed."""

    def __init__(self, speakers: Any, notes: Notes) -> None:
        self.notes = notes
        self.keys: set[str] = set(speakers) if isinstance(speakers, dict) else set()
        self.by_name: dict[str, str] = {}
        self.declared: dict[str, Person] = {}
        self.compared = 0
        for key, speaker in speakers.items() if isinstance(speakers, dict) else ():
            for name in _names(speaker):
                self.by_name.setdefault(_folded(name), key)

    def resolve(self, data: Any, route: Route) -> Any:
        """Return a session's `speakers` with each name replaced by the key of its speaker."""
        items = data if isinstance(data, list) else [data]
        resolved: list[Any] = []
        moved: dict[Route, Route] = {}
        for i, item in enumerate(items):
            for one in self._apart(item, (*route, i)):
                if len(resolved) != i:
                    moved[*route, len(resolved)] = *route, i
                resolved.append(self._entry(one, (*route, i)))
        self.notes.moved |= moved
        return resolved

    def _apart(self, item: Any, route: Route) -> list[Any]:
        """Return the people that an entry names: several where they stand in one text."""
        if not isinstance(item, str) or item.strip() in self.keys or "(" in item:
            return [item]
        names = [name.strip() for name in _BETWEEN.split(" ".join(item.split())) if name.strip()]
        known = [name in self.keys or fold(name) in self.by_name for name in names]
        if len(names) < 2 or not any(known):
            return [item]
        message = f"{shown(item)} names several people in one text"
        self.notes.add(INVALID, message, route, f"write a list: [{', '.join(names)}]")
        return names

    def _entry(self, item: Any, route: Route) -> Any:
        named = item.get("speaker") if isinstance(item, dict) else None
        if isinstance(named, str) and named.strip():
            key, affiliation = self._key(named, route)
            return {"affiliation": affiliation, **item, "speaker": key} if affiliation else {
                **item, "speaker": key
            }  # fmt: skip
        if isinstance(item, str) and item.strip():
            key, affiliation = self._key(item, route)
            return {"speaker": key, "affiliation": affiliation} if affiliation else key
        return item

    def _key(self, text: str, route: Route) -> tuple[str, str | None]:
        """Return the key a text stands for; a text that can only be a key is left as it is."""
        text = text.strip()
        if text in self.keys:
            return text, None
        match = _WITH_AFFILIATION.fullmatch(text)
        name, affiliation = text, None
        if match is not None:
            name, affiliation = match["name"].strip(), match["affiliation"].strip() or None
        known = name if name in self.keys else self.by_name.get(_folded(name))
        if known is not None:
            return known, affiliation
        if is_key(text) and (text == text.lower() or self._is_nearly_a_key(text)):
            return text, None
        return self._declare(name, affiliation, route), affiliation

    def _is_nearly_a_key(self, text: str) -> bool:
        self.compared += len(self.keys)
        if self.compared > _MOST_COMPARED:
            return False
        return nearest(text, self.keys, likeness=_ALIKE) is not None

    def _declare(self, name: str, affiliation: str | None, route: Route) -> str:
        key = unique(_key_for(name), self.keys)
        self.keys.add(key)
        self.by_name[_folded(name)] = key
        self.declared[key] = Person(name, affiliation, route)
        return key


def _folded(name: str) -> str:
    return fold(name) or name  # a name can be nothing but punctuation


def _key_for(name: str) -> str:
    """Return a key for a name; one that begins with `x-` would be the author's own."""
    key = slug(name) or _code(name)
    return f"speaker-{key}" if key.startswith("x-") else key


def _code(name: str) -> str:
    """Return a key for a name that no Latin letters spell, the same in each order of a file."""
    return f"speaker-{crc32((fold(name) or name).encode()):08x}"


def unique(key: str, taken: Any) -> str:
    """Return a key that is not taken: the key itself, or with `~2`, `~3`… behind it."""
    number, candidate = 2, key
    while candidate in taken:
        candidate = f"{key[:96]}~{number}"
        number += 1
    return candidate


def _names(speaker: Any) -> list[str]:
    """Return the name and the other spellings that a speaker's entry gives."""
    if isinstance(speaker, str):
        return [speaker]
    if not isinstance(speaker, dict):
        return []
    also = speaker.get("also", [])
    names = [speaker.get("name"), *(also if isinstance(also, list) else [also])]
    return [name for name in names if isinstance(name, str)]
