"""Which format a file is in, told from its content, and who reads it."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, Protocol

from coopsched.reading.decoding import Limits
from coopsched.reading.hints import NO_HINTS, Hints
from coopsched.source import Node, Parsed, Source

YAML, JSON = "yaml", "json"
# A zip archive, an empty one, and the container of old Excel and of encrypted workbooks.
_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_XML = re.compile(r"\s*<(?!<)")  # << begins a conflict that git left
# Also a lone component, as it is mailed and copied; a card of an address book is none.
_ICAL = re.compile(r"\s*BEGIN\s*:\s*(?!VCARD)[A-Z][\w-]*[ \t]*(?:\r|\n|\Z)", re.IGNORECASE)
_LOOKS_LIKE_JSON = re.compile(r'\s*(\{\s*["}]|\[\s*[\[{"\]])')
_BEGINNINGS = ((_ICAL, "ical"), (_XML, "frab-xml"), (_LOOKS_LIKE_JSON, JSON))
_BEGINS_LIKE_YAML = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*+(?:---|%YAML|[\w.~-]+[ \t]*:(?:\s|\Z))")
_OUR_KEYS = re.compile(
    r"^(coopsched|key|timezone|sessions|rooms|speakers|days|languages)[ \t]*:", re.MULTILINE
)


class TextReader(Protocol):
    """What a module that reads a format of text offers."""

    CARRIES: frozenset[str]
    """The fields of a session that the format can hold."""

    def parse(self, source: Source, hints: Hints, limits: Limits) -> Parsed:
        """Return the nodes of a programme file, in the places of the text. Raises ReadError."""


class JsonReader(Protocol):
    """What a module that reads a format of JSON offers."""

    CARRIES: frozenset[str]

    def knows(self, root: Node) -> bool:
        """Tell whether these are the nodes of its format."""

    def translate(self, source: Source, parsed: Parsed, hints: Hints, limits: Limits) -> Parsed:
        """Return the nodes of a programme file for those of this format. Raises ReadError."""


class BinaryReader(Protocol):
    """What a module that reads a format of bytes offers."""

    CARRIES: frozenset[str]

    def open_bytes(
        self, data: bytes, name: str, hints: Hints, limits: Limits
    ) -> tuple[Source, Parsed]:
        """Return a text that stands for the bytes, and nodes in its places. Raises ReadError."""


class Format(NamedTuple):
    """A format that is read, what messages call it, and the module that reads it."""

    name: str
    title: str
    module: str


BINARY = (Format("xlsx", "an Excel workbook", "workbook"),)
JSONS = (
    Format("c3voc-json", "a c3voc schedule", "c3voc"),
    Format("pretalx-json", "a pretalx export", "pretalx"),
    Format("sessionize-json", "a Sessionize export", "sessionize"),
)
TEXTS = (
    Format("frab-xml", "a frab or Pentabarf schedule", "frab"),
    Format("ical", "an iCalendar file", "ical"),
    Format("table", "a table", "table"),
    Format("prose", "a programme in prose", "prose"),
)
NAMES = (YAML, JSON, *(each.name for each in (*BINARY, *JSONS, *TEXTS)))
"""What the formats are called."""

_BY_NAME = {each.name: each for each in (*BINARY, *JSONS, *TEXTS)}


def reader(name: str) -> object:
    """Return the module that reads a format other than ours."""
    return import_module(f"coopsched.reading.foreign.{_BY_NAME[name].module}")


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are those of a workbook, and no text."""
    return data.startswith(_WORKBOOKS)


def recognise(text: str, hints: Hints = NO_HINTS) -> str:
    """Return the name of a text's format; that of one which no other fits is YAML.

    All JSON counts as JSON here: only its nodes tell more. Who tells columns or a
    delimiter means a table, where the text is nothing else.
    """
    for pattern, name in _BEGINNINGS:
        if pattern.match(text):
            return name
    ours = _OUR_KEYS.search(text) is not None
    if (ours and _BEGINS_LIKE_YAML.match(text)) or not text.strip():
        return YAML
    if hints.columns or hints.delimiter:
        return "table"
    for name in ("table",) if ours else ("table", "prose"):
        knows: Callable[[str], bool] = getattr(reader(name), "knows")  # noqa: B009  any reader's
        if knows(text):
            return name
    return YAML


def recognise_json(root: Node) -> str | None:
    """Return the name of the format of JSON that nodes are in, or None."""
    for each in JSONS:
        module: JsonReader = reader(each.name)  # type: ignore[assignment]  # a module is its protocol
        if module.knows(root):
            return each.name
    return None
