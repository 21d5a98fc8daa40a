"""The people whom one text names: names apart, each with the affiliation in its brackets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coopsched.model.parts import ROLES
from coopsched.reading.foreign.values import clean
from coopsched.source import Node
from coopsched.text import fold

NOBODY = frozenset({"", "-", "–", "—", "/", "--", "n/a", "./."})
"""What stands where no name does."""
_STRONG = frozenset(";\n\r|•·")
_OPEN, _CLOSE = "([{", ")]}"
_WORDS_BETWEEN = re.compile(
    r"\s(?:&|\+|/|and(?!\s+others)|et(?!\.?\s?al\b|\s+autres)|en(?!\s+anderen)|und(?!\s+andere)"
    r"|ainsi que|sowie)\s",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:^|(?<=[\s,]))(?:(?:and|et|und|en)\s+)?"
    r"(?:et\.?\s?al\b\.?|u\.\s?a\.|e\.\s?a\.|and others|et autres|und andere|en anderen|etc\b\.?)$",
    re.IGNORECASE,
)
_BEHIND_A_NAME = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|m\.?a|b\.?a|mba|ll\.?m|jr|sr|esq|ii|iii|iv|cpa)\.?",
    re.IGNORECASE,
)
_WITH_AFFILIATION = re.compile(
    r"(?P<name>[^()]*[^()\s])\s*\((?P<affiliation>[^()]+(?:\([^()]*\)[^()]*)*)\)"
)
_WITH_ROLE = re.compile(r"(?P<rest>.*\S)\s*\[(?P<role>[^\[\]]+)\]")
_ROLES = {
    **{role: role for role in ("speaker", "panellist", "moderator", "chair", "host")},
    **dict.fromkeys(("moderation", "moderateur", "moderatrice", "moderatorin", "mod"), "moderator"),
    **dict.fromkeys(("voorzitter", "president", "presidente", "session chair"), "chair"),
    **dict.fromkeys(("interpreter", "interprete", "tolk", "dolmetscher"), "interpreter"),
    **dict.fromkeys(("panelist", "paneliste"), "panellist"),
    "author": "author",
}


_BETWEEN_NAMES = re.compile(r"\s*(?:[,;&/]|\s(?:and|et|en|und)\s)\s*")
_BEFORE_NAMES = re.compile(r"(?:by|par|von|van|door|mit|met|avec|with)\s+", re.IGNORECASE)
_FULL_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,3}[^\W\d_][\w.'’-]*(?:\s*\([^()]*\))?")


class Named(NamedTuple):
    """Somebody whom a text names."""

    name: Node
    affiliation: Node | None = None
    role: str | None = None


class Names(NamedTuple):
    """Those whom a text names, and the words that stand in it for others (`et al.`)."""

    people: list[Named]
    others: Node | None = None


def split_names(cell: Node, *, commas: bool = True) -> Names:
    """Return the people whom a text names: `Ann Lee (CESEP), Bo Ek & Cy Oz; …`.

    Where a semicolon or a line break separates people, and where ``commas`` is false,
    a comma is part of what it stands in. Titles before and behind a name stay with it.
    """
    text = cell.value if isinstance(cell.value, str) else ""
    in_place = len(text) == cell.end - cell.start
    people: list[Named] = []
    others: Node | None = None
    for start, stop in _pieces(text, commas=commas):
        cut = _OTHERS.search(text[start:stop])
        end = stop if cut is None else start + len(text[start : start + cut.start()].rstrip(" ,"))
        if cut is not None:
            others = others or _part(cell, start + cut.start(), start + cut.end(), in_place)
        if clean(text[start:end]) not in NOBODY:
            people.append(_named(cell, start, end, in_place))
    return Names(people, others)


def named_by_us(text: Node, *, roles: bool = True) -> Named:
    """Return the one person whom a text names that coopsched wrote: `Ana Pérez (UCL) [chair]`.

    Without ``roles``, what stands in square brackets is part of the name.
    """
    value = str(text.value)
    in_place = len(value) == text.end - text.start
    end, role = len(value), None
    bracketed = _WITH_ROLE.fullmatch(value) if roles else None
    if bracketed is not None and bracketed["role"] in ROLES:
        end, role = bracketed.end("rest"), bracketed["role"]
    match = _WITH_AFFILIATION.fullmatch(value[:end])
    if match is None:
        return Named(_part(text, 0, end, in_place), None, role)
    first, last = match.span("affiliation")
    name = _part(text, 0, match.end("name"), in_place)
    return Named(name, _part(text, first, last, in_place), role)


def names_alone(text: str) -> str:
    """Return the full names that are all a line says, without `by`; else nothing."""
    people = _BEFORE_NAMES.sub("", text.strip(), count=1)
    return people if all(map(_is_full_name, _BETWEEN_NAMES.split(people))) else ""


def _is_full_name(text: str) -> bool:
    words = text.partition("(")[0].split()
    capitals = bool(words) and words[0][0].isupper() and words[-1][0].isupper()
    return capitals and _FULL_NAME.fullmatch(text.strip()) is not None


def has_strong_separator(text: str) -> bool:
    """Tell whether people are separated by a mark that is part of no name, such as `;`."""
    return not _STRONG.isdisjoint(text.strip())


def _pieces(text: str, *, commas: bool) -> Iterator[tuple[int, int]]:
    """Yield where the pieces between separators outside brackets begin and end."""
    marks = _STRONG if has_strong_separator(text) or not commas else _STRONG | {","}
    begin, depth = 0, 0
    bounds: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in marks and depth == 0:
            bounds.append((begin, i))
            begin = i + 1
    bounds.append((begin, len(text)))
    for start, end in _with_suffixes(text, bounds):
        yield from _at_words(text, start, end)


def _with_suffixes(text: str, bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pieces where `PhD` behind a comma belongs to the name before it."""
    joined: list[tuple[int, int]] = []
    for start, end in bounds:
        if joined and _BEHIND_A_NAME.fullmatch(text[start:end].strip()):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _at_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _WORDS_BETWEEN.finditer(text, start, end):
        before = text[begin : match.start()]
        if before.count("(") > before.count(")"):
            continue
        yield begin, match.start()
        begin = match.end()
    yield begin, end


def _named(cell: Node, start: int, end: int, in_place: bool) -> Named:
    text = str(cell.value)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    role = None
    bracketed = _WITH_ROLE.fullmatch(text[start:end].rstrip())
    if bracketed is not None and fold(bracketed["role"]) in _ROLES:
        role = _ROLES[fold(bracketed["role"])]
        end = start + bracketed.end("rest")
    match = _WITH_AFFILIATION.fullmatch(text[start:end].rstrip())
    if match is None:
        return Named(_part(cell, start, end, in_place), None, role)
    name = _part(cell, start, start + match.end("name"), in_place)
    if fold(match["affiliation"]) in _ROLES:
        return Named(name, None, _ROLES[fold(match["affiliation"])])
    first, last = match.span("affiliation")
    return Named(name, _part(cell, start + first, start + last, in_place), role)


def _part(cell: Node, start: int, end: int, in_place: bool) -> Node:
    """Return a part of a cell's text, in its own place where text and source are alike."""
    text = str(cell.value)[start:end]
    if not in_place:
        return Node(clean(text), cell.start, cell.end, quoted=True)
    lead = len(text) - len(text.lstrip())
    begin = cell.start + start + lead
    return Node(clean(text), begin, begin + len(text.strip()), quoted=True)
