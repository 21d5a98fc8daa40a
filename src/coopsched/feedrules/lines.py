"""The content lines of iCalendar as they are written, down to each line break (RFC 5545 3.1, 3.2).

The reader of programmes has lines of its own: it mends what it can and forgives the rest. Here
nothing is mended, for what is wrong with a line is just what is asked.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from coopsched.feedrules.names import ADDRESS_PARAMETERS
from coopsched.source import Source

_BREAK = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=", re.ASCII)
_BARE = re.compile(r'[^";:,]*')
_QUOTED = re.compile(r'"[^"]*"')
_STRAY = re.compile(r"[^;:,]+")
_REST = re.compile(r'(?:"[^"]*"|[^";:])*"?')
# An address without the quotes that it needs: its own colon looks like the end of the parameter.
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^:;,\"]*(?=[:;,])", re.ASCII)
# The name of a zone without them: it goes on to the last colon that a date follows.
_ZONE = re.compile(r'[^";]*(?=:\d{8})', re.ASCII)

NEEDS_QUOTES = "needs quotes"


class Flaw(NamedTuple):
    """What is wrong with the form of a line, and where in the unfolded line."""

    message: str
    start: int
    end: int


class Value(NamedTuple):
    """One value of a parameter, and where it stands in its unfolded line."""

    text: str
    start: int
    end: int
    quoted: bool = False


class Parameter(NamedTuple):
    """A parameter of a property: its name in capitals, and its values."""

    name: str
    values: tuple[Value, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        """The first value."""
        return self.values[0].text


class Physical(NamedTuple):
    """A line as the file has it: where it begins, what it holds, and how it ends."""

    start: int
    text: str
    ending: str


class ContentLine:
    """A content line, its folds undone: its name in capitals, its parameters, its value.

    ``fault`` says why it is no content line at all; its name and value are empty then.
    ``flaws`` are what is wrong with the form of its parameters.
    """

    __slots__ = (
        "_indices", "_offsets", "begin", "fault", "flaws", "name", "parameters", "text", "value",
    )  # fmt: skip

    def __init__(self, pieces: list[tuple[str, int]]) -> None:
        self.text = "".join(text for text, _ in pieces)
        self._offsets = [start for _, start in pieces]
        self._indices = [0]
        for text, _ in pieces[:-1]:
            self._indices.append(self._indices[-1] + len(text))
        self.name = ""
        self.parameters: tuple[Parameter, ...] = ()
        self.begin = 0
        self.value = ""
        self.flaws: list[Flaw] = []
        self.fault: str | None = _Parser(self).parse()

    def offset(self, index: int) -> int:
        """Return where in the file a character of the unfolded line stands."""
        piece = bisect_right(self._indices, index) - 1 if index else 0
        return self._offsets[piece] + index - self._indices[piece]

    def parameter(self, name: str) -> Parameter | None:
        """Return the first parameter of that name."""
        return next((each for each in self.parameters if each.name == name), None)

    def says(self, name: str) -> str:
        """Return the first value of a parameter in capitals; empty where there is none."""
        found = self.parameter(name)
        return found.text.upper() if found else ""


class _Parser:
    """Takes an unfolded line apart."""

    def __init__(self, line: ContentLine) -> None:
        self._line = line
        self._text = line.text
        self._parameters: list[Parameter] = []

    def parse(self) -> str | None:
        """Fill the line; return why it is no content line, where it is none."""
        text, line = self._text, self._line
        if not text.strip():
            return "this line is empty"
        name = _NAME.match(text)
        if name is None:
            return "this line does not begin with the name of a property"
        at = name.end()
        while text[at : at + 1] == ";":
            at = self._parameter(at)
        if text[at : at + 1] != ":":
            return _no_colon(text, at)
        line.name = name[0].upper()
        line.parameters = tuple(self._parameters)
        line.begin = at + 1
        line.value = text[at + 1 :]
        return None

    def _parameter(self, at: int) -> int:
        """Read a parameter; return the index behind it."""
        match = _PARAMETER.match(self._text, at)
        if match is None:
            rest = _REST.match(self._text, at + 1)
            end = rest.end() if rest else at + 1
            what = f"“{self._text[at + 1 : end]}”" if end > at + 1 else "nothing"
            self._flaw(f"{what} stands where a parameter with its value is expected", at, end)
            return end
        name, values, start = match[1].upper(), list[Value](), at + 1
        at = match.end() - 1
        while at == match.end() - 1 or self._text[at : at + 1] == ",":
            at = self._value(name, values, at + 1)
        self._parameters.append(Parameter(name, tuple(values), start, at))
        return at

    def _value(self, name: str, values: list[Value], at: int) -> int:
        quoted = _QUOTED.match(self._text, at)
        found = quoted or self._unquoted_colon(name, at, values) or _BARE.match(self._text, at)
        assert found is not None  # noqa: S101  it matches nothing at all too
        start, end = (at + 1, found.end() - 1) if quoted else found.span()
        values.append(Value(self._text[start:end], start, end, quoted is not None))
        stray = _STRAY.match(self._text, found.end())
        if stray is not None:
            message = f"the value of {name} holds a quotation mark, which no parameter can"
            self._flaw(message, at, stray.end())
            return stray.end()
        return found.end()

    def _unquoted_colon(self, name: str, at: int, before: list[Value]) -> "re.Match[str] | None":
        """Find a value that holds a colon and has no quotes, where that can be told."""
        found = None
        if name in ADDRESS_PARAMETERS:
            found = _ADDRESS.match(self._text, at)
        elif name == "TZID" and not before:  # a second value would look as far once more
            zone = _ZONE.match(self._text, at)
            found = zone if zone is not None and ":" in zone[0] else None
        if found is not None:
            self._flaw(f"the value of {name} holds a colon and {NEEDS_QUOTES}", *found.span())
        return found

    def _flaw(self, message: str, start: int, end: int) -> None:
        self._line.flaws.append(Flaw(message, start, end))


def _no_colon(text: str, at: int) -> str:
    if at < len(text) and ":" in text:
        return f"“{text[at]}” cannot stand in the name of a property"
    return "this line has no colon, so it has no value"


def physical_lines(source: Source) -> Iterator[Physical]:
    """Yield the lines of a file with their line breaks; nothing for the end behind the last one."""
    at = 0
    for match in _BREAK.finditer(source.text):
        yield Physical(at, source.text[at : match.start()], match[0])
        at = match.end()
    if at < len(source.text):
        yield Physical(at, source.text[at:], "")


def content_lines(physical: Iterator[Physical]) -> Iterator[ContentLine]:
    """Yield the content lines: one that begins with a blank goes on with the line before it."""
    pieces: list[tuple[str, int]] = []
    for line in physical:
        if pieces and line.text[:1] in (" ", "\t"):
            pieces.append((line.text[1:], line.start + 1))
            continue
        if pieces:
            yield ContentLine(pieces)
        pieces = [(line.text, line.start)]
    if pieces:
        yield ContentLine(pieces)
