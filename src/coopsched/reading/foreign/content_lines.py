"""The lines and components of iCalendar, each value with its place in the text (RFC 5545 3.1, 3.6).

Nobody's calendar is refused: a line that is none goes on with the text before it, a
component that nobody closed ends where the next of its sort begins, and each is noted.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from coopsched.reading.foreign.tally import Tally
from coopsched.source import Node, Source

# Names are registered with IANA (RFC 5545 8.3.2, 7986, 9073, 9074, 9253), or begin with X-.
_REGISTERED = frozenset(
    """
    ACKNOWLEDGED ACTION ATTACH ATTENDEE BEGIN BUSYTYPE CALENDAR-ADDRESS CALSCALE CATEGORIES CLASS
    COLOR COMMENT COMPLETED CONCEPT CONFERENCE CONTACT CREATED DESCRIPTION DTEND DTSTAMP DTSTART DUE
    DURATION END EXDATE EXRULE FREEBUSY GEO IMAGE LAST-MODIFIED LINK LOCATION LOCATION-TYPE METHOD
    NAME ORGANIZER PARTICIPANT-TYPE PERCENT-COMPLETE PRIORITY PROD PRODID PROXIMITY RDATE
    RECURRENCE-ID REFID REFRESH-INTERVAL RELATED-TO REPEAT REQUEST-STATUS RESOURCES RESOURCE-TYPE
    RRULE SEQUENCE SOURCE STATUS STRUCTURED-DATA STYLED-DESCRIPTION SUMMARY TIMEZONE-ID TRANSP
    TRIGGER TZID TZID-ALIAS-OF TZNAME TZOFFSETFROM TZOFFSETTO TZUNTIL TZURL UID URL VERSION
    """.split()  # noqa: SIM905  a wall of quotation marks says no more
)
_GOES_ON = frozenset({"COMMENT", "DESCRIPTION", "LOCATION", "SUMMARY", "X-ALT-DESC"})
_TIMES = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"})
# What cannot hold a component of a calendar, so that one that begins in it shows a missing END.
_ENDED_BY_NEXT = frozenset(
    """
    VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE STANDARD DAYLIGHT VALARM VAVAILABILITY AVAILABLE
    PARTICIPANT VLOCATION VRESOURCE
    """.split()  # noqa: SIM905  a wall of quotation marks says no more
)
_OF_CALENDAR = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"})

_NAME = re.compile(r"\s*([A-Za-z0-9][\w.-]*)\s*(?=[;:])", re.ASCII)
_BOUND = re.compile(r"(BEGIN|END)\s*:\s*([\w-]+)\s*\Z", re.IGNORECASE | re.ASCII)
_PARAMETER = re.compile(r";\s*([\w-]+)\s*=\s*", re.ASCII)
_DATE = re.compile(r"\s*\d{4}-?\d\d", re.ASCII)
_BARE_WORD = re.compile(r";[^;:]*")
_PARAMETER_VALUE = re.compile(r'"(?P<quoted>[^"]*)"\s*(?=[;:,])|(?P<bare>[^;:,]*)')
_ESCAPED = re.compile(r"\\([nN\\;,:\"])")
_CARET = re.compile(r"\^([n^'])")
_FOLD = r"write a line break inside a text as \n, or begin the next line with a blank"
_CARET_MEANS = {"n": "\n", "^": "^", "'": '"'}


class Parameter(NamedTuple):
    """One value of a parameter, and where it stands in its unfolded line."""

    text: str
    start: int
    end: int


class _Unfolded(NamedTuple):
    """A line of which the folds are undone: its text, and which index of it is which offset."""

    text: str
    indices: list[int]
    offsets: list[int]
    end: int

    def offset(self, index: int) -> int:
        piece = bisect_right(self.indices, index) - 1
        return min(self.offsets[piece] + index - self.indices[piece], self.end)


class Line:
    """A property: its name and those of its parameters in capitals, its value as written."""

    __slots__ = ("_begin", "_line", "name", "parameters", "value")

    def __init__(
        self, name: str, parameters: dict[str, list[Parameter]], line: _Unfolded, begin: int
    ) -> None:
        self.name = name
        self.parameters = parameters
        self.value = line.text[begin:]
        self._line = line
        self._begin = begin

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter; empty where there is none."""
        values = self.parameters.get(name)
        return values[0].text if values else ""

    def node(self, text: str | None = None, start: int = 0, end: int | None = None) -> Node:
        """Return a stretch of the value as a node; its text unescaped unless another is given."""
        stop = len(self.value) if end is None else end
        if text is None:
            text = unescaped(self.value[start:stop])
        return self._node(text, self._begin + start, self._begin + stop)

    def parameter_node(self, parameter: Parameter) -> Node:
        """Return a value of a parameter as a node."""
        return self._node(unescaped(parameter.text), parameter.start, parameter.end)

    def _node(self, text: str, start: int, end: int) -> Node:
        first = self._line.offset(start)
        last = self._line.offset(end - 1) + 1 if end > start else first
        return Node(text, first, last, quoted=True)


@dataclass(slots=True, eq=False)
class Component:
    """A component: its name in capitals, its properties by name, and those it holds.

    ``at`` is the line with which it begins; ``within`` is the name of what holds it, if anything
    does; ``cut`` tells that the text ends before it does.
    """

    name: str
    at: Node
    within: str | None = None
    lines: dict[str, list[Line]] = field(default_factory=dict)
    children: "list[Component]" = field(default_factory=list)
    cut: bool = False

    def first(self, *names: str) -> Line | None:
        """Return the first property of the first of these names that has a value."""
        found = (line for name in names for line in self.lines.get(name, ()) if line.value.strip())
        return next(found, None)

    def all(self, *names: str) -> list[Line]:
        """Return all properties of these names that have a value."""
        return [line for name in names for line in self.lines.get(name, ()) if line.value.strip()]


def unescaped(value: str) -> str:
    """Return the text that a value stands for (RFC 5545 3.3.11)."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)


def stretches(value: str, separator: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a value stand between separators that no backslash precedes."""
    start = i = 0
    while i < len(value):
        if value[i] == "\\":
            i += 2
            continue
        if value[i] == separator:
            yield start, i
            start = i + 1
        i += 1
    yield start, len(value)


def components(source: Source, tally: Tally) -> list[Component]:
    """Return all components of a text in their order, those inside others too.

    Those that nothing ends are noted, unless they are cut: what that means, their reader knows.
    """
    reader = _Components(tally)
    for line in _unfolded(source, tally):
        reader.read(line)
    for component in reader.open:
        component.cut = True
    return reader.found


class _Components:
    """Puts lines into the components in which they stand."""

    def __init__(self, tally: Tally) -> None:
        self.found: list[Component] = []
        self._tally = tally
        self.open: list[Component] = []
        """Those that began, and have not ended yet."""
        self._names: Counter[str] = Counter()

    def read(self, line: _Unfolded) -> None:
        """Read the next line."""
        bound = _BOUND.match(line.text)
        if bound is not None:
            at = Node(None, line.offsets[0], line.end)
            act = self._begin if bound[1].upper() == "BEGIN" else self._end
            act(bound[2].upper(), at)
            return
        read = _line(line)
        if read is None or not self.open:
            place = Node(None, line.offsets[0], line.end)
            many = "lines belong to no property of a component"
            self._tally.add("unplaced-text", many, "this line is no property of anything", place)
        else:
            self.open[-1].lines.setdefault(read.name, []).append(read)

    def _begin(self, name: str, at: Node) -> None:
        if name == "VCALENDAR":
            while self.open:
                self._close(ended=False)
        elif name in _OF_CALENDAR:
            while self.open and self.open[-1].name in _ENDED_BY_NEXT:
                self._close(ended=False)
        component = Component(name, at, self.open[-1].name if self.open else None)
        if self.open:
            self.open[-1].children.append(component)
        self.found.append(component)
        self.open.append(component)
        self._names[name] += 1

    def _end(self, name: str, at: Node) -> None:
        if not self._names[name]:
            message = f"END:{name} ends nothing here"
            self._tally.add("ignored-value", f"lines END:{name} end nothing", message, at)
            return
        while self.open[-1].name != name:
            self._close(ended=False)
        self._close(ended=True)

    def _close(self, *, ended: bool) -> None:
        component = self.open.pop()
        self._names[component.name] -= 1
        if not ended:
            message = f"this {component.name} has no END: it is read up to where another begins"
            many = f"{component.name} have no END"
            self._tally.add("guessed-value", many, message, component.at)


def _unfolded(source: Source, tally: Tally) -> Iterator[_Unfolded]:
    """Yield lines without their folds; what is no line of its own goes on with the text before."""
    indent = ""
    pieces: list[tuple[str, int]] = []
    goes_on = False
    for whole, begin in zip(source.lines, source.line_starts, strict=True):
        if not whole.strip() and (not whole or not pieces):
            continue
        if not pieces and not indent:
            indent = whole[: len(whole) - len(whole.lstrip())]
        raw, start = whole, begin
        if indent and whole.startswith(indent):
            raw, start = whole[len(indent) :], begin + len(indent)
        if pieces and raw[:1] in (" ", "\t") and _BOUND.match(raw.strip()) is None:
            pieces.append((raw[1:], start + 1))
        elif goes_on and not _is_line(raw):
            message = "this line is no property: it is read as part of the text before it"
            many = "lines are no properties, and are read as part of the text before them"
            place = Node(None, start, start + len(raw))
            tally.add("guessed-value", many, message, place, _FOLD)
            pieces.append((f"\\n{raw}", start - 2))
        else:
            if pieces:
                yield _joined(pieces)
            pieces = [(raw, start)]
            name = _NAME.match(raw)
            goes_on = name is not None and name[1].upper() in _GOES_ON
    if pieces:
        yield _joined(pieces)


def _is_line(text: str) -> bool:
    """Tell whether a line that follows a text is a property: `Note: bring a pen` is none."""
    if _BOUND.match(text):
        return True
    match = _NAME.match(text)
    if match is None:
        return False
    name = match[1].upper()
    return name.startswith("X-") or (name in _REGISTERED and match[1] in (name, name.lower()))


def _joined(pieces: list[tuple[str, int]]) -> _Unfolded:
    indices: list[int] = []
    length = 0
    for text, _ in pieces:
        indices.append(length)
        length += len(text)
    text, start = pieces[-1]
    joined = "".join(text for text, _ in pieces) if len(pieces) > 1 else text
    return _Unfolded(joined, indices, [start for _, start in pieces], start + len(text))


def _line(line: _Unfolded) -> Line | None:
    text = line.text
    match = _NAME.match(text)
    if match is None:
        return None
    name = match[1].upper()
    parameters, colon = _parameters(text, match.end())
    begin = colon + 1
    if name in _TIMES and ":" in text[begin:] and _DATE.match(text, begin) is None:
        # TZID=(UTC+01:00) Brussels, as Windows calls a zone, and without the quotes it needs.
        begin = text.rindex(":") + 1
        stray = re.compile(r"TZID\s*=\s*", re.IGNORECASE).search(text, 0, begin)
        if stray is not None:
            zone = Parameter(text[stray.end() : begin - 1].strip('" '), stray.end(), begin - 1)
            parameters["TZID"] = [zone]
    return Line(name, parameters, line, min(begin, len(text)))


def _parameters(text: str, at: int) -> tuple[dict[str, list[Parameter]], int]:
    """Return the parameters from an index on, and the index of the colon behind them."""
    parameters: dict[str, list[Parameter]] = {}
    while text[at : at + 1] == ";":
        name = _PARAMETER.match(text, at)
        if name is None:
            bare = _BARE_WORD.match(text, at)
            at = bare.end() if bare else at + 1
            continue
        values = parameters.setdefault(name[1].upper(), [])
        at = name.end() - 1
        while at == name.end() - 1 or text[at : at + 1] == ",":
            found = _PARAMETER_VALUE.match(text, at + 1)
            assert found is not None  # noqa: S101  it matches nothing at all too
            values.append(_parameter(found))
            at = found.end()
    return parameters, at


def _parameter(found: "re.Match[str]") -> Parameter:
    quoted = found["quoted"]
    start, end = found.span("quoted" if quoted is not None else "bare")
    text = (quoted if quoted is not None else found["bare"]).strip()
    if "^" in text:
        text = _CARET.sub(lambda match: _CARET_MEANS[match[1]], text)  # RFC 6868
    return Parameter(text, start, end)
