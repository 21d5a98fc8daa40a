"""A feed as its rules see it: content lines, and the components that they stand in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from coopsched.feedrules.lines import ContentLine, Physical, content_lines, physical_lines
from coopsched.feedrules.names import is_own
from coopsched.findings import NOBODY, Problem, Subject
from coopsched.source import Source

SHOWN = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
"""The components that calendar programs show."""


@dataclass(slots=True, eq=False)
class Component:
    """A component: its name in capitals, its properties, and the components in it.

    ``begin`` is the line with which it begins; ``closed`` tells whether its own END follows.
    """

    name: str
    begin: ContentLine
    parent: "Component | None" = None
    lines: list[ContentLine] = field(default_factory=list)
    children: "list[Component]" = field(default_factory=list)
    closed: bool = False

    def all(self, *names: str) -> list[ContentLine]:
        """Return the properties of these names, in their order."""
        return [line for line in self.lines if line.name in names]

    def first(self, *names: str) -> ContentLine | None:
        """Return the first property that has one of these names."""
        return next((line for line in self.lines if line.name in names), None)

    @property
    def uid(self) -> str:
        """The UID of what is shown, or of what this is part of; empty where there is none."""
        holder: Component | None = self
        while holder is not None and holder.name not in SHOWN:
            holder = holder.parent
        line = holder.first("UID") if holder is not None else None
        return line.value.strip() if line is not None else ""


class StructureFault(NamedTuple):
    """A BEGIN, an END or another line that fits into no component."""

    message: str
    line: ContentLine
    help: str


class Feed:
    """The text of a feed, taken apart as far as somebody asks for it."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def physical(self) -> list[Physical]:
        """The lines as the file has them."""
        return list(physical_lines(self.source))

    @cached_property
    def lines(self) -> list[ContentLine]:
        """The content lines; BEGIN and END are among them."""
        return list(content_lines(iter(self.physical)))

    @cached_property
    def _tree(self) -> "_Tree":
        tree = _Tree()
        for line in self.lines:
            tree.read(line)
        tree.finish(self.lines[-1] if self.lines else None)
        return tree

    @property
    def components(self) -> list[Component]:
        """All components in the order in which they begin, those inside others too."""
        return self._tree.found

    @property
    def structure_faults(self) -> list[StructureFault]:
        """What of BEGIN and END does not fit together."""
        return self._tree.faults

    @cached_property
    def _by_name(self) -> dict[str, list[Component]]:
        found: dict[str, list[Component]] = {}
        for component in self.components:
            found.setdefault(component.name, []).append(component)
        return found

    def named(self, *names: str) -> list[Component]:
        """Return the components of these names, name by name."""
        return [each for name in names for each in self._by_name.get(name, ())]

    @cached_property
    def _properties(self) -> dict[str, list[tuple[Component, ContentLine]]]:
        found: dict[str, list[tuple[Component, ContentLine]]] = {}
        for component in self.components:
            for line in component.lines:
                found.setdefault(line.name, []).append((component, line))
        return found

    def properties(self, *names: str) -> Iterator[tuple[Component, ContentLine]]:
        """Yield all properties, or those of these names, with their components."""
        for name in names or self._properties:
            yield from self._properties.get(name, ())

    def judged(self, *names: str) -> Iterator[tuple[Component, ContentLine]]:
        """Yield properties whose values can be judged: not those of somebody's own component.

        What DTSTART means in an `X-THING` is for those to say who made it up (RFC 5545 3.6).
        """
        for component, line in self.properties(*names):
            if not is_own(component.name):
                yield component, line

    def problem(
        self,
        message: str,
        line: ContentLine,
        span: tuple[int, int] | None = None,
        *,
        component: Component | None = None,
        help: str | None = None,  # noqa: A002  findings call it so
    ) -> Problem:
        """Return a problem of a line, at ``span`` of the unfolded line or all of it.

        ``component`` is the one that it is about: what it shows is the problem's subject.
        """
        start, end = span if span is not None else (0, len(line.text))
        first = line.offset(start)
        last = line.offset(end - 1) + 1 if end > start else first
        return Problem(
            message=message,
            position=self.source.position(first, last),
            subject=_subject(component),
            help=help,
        )


def at_value(line: ContentLine, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Return the span of a value in its line, or of a part of it."""
    stop = len(line.value) if end is None else end
    return line.begin + start, line.begin + stop


def at_name(line: ContentLine) -> tuple[int, int]:
    """Return the span of a property's name in its line."""
    return 0, len(line.name)


def gathered(
    problems: Iterable[Problem], verbs: tuple[str, str], noun: str = ""
) -> Iterator[Problem]:
    """Yield the first problem alone, saying how many lines or events it is true of.

    For what a program does wrong once and then everywhere: to say it for each line helps
    nobody. ``verbs`` are for one more and for several: `is`, `are`; the noun is for one.
    """
    found = list(problems)
    if not found:
        return
    first = min(found, key=lambda problem: problem.position or ())
    if len(found) > 1:
        more = len(found) - 1
        counted = f"{more:,} more {noun}{'s' * (noun != '' and more > 1)}".rstrip()
        message = f"{first.message}; so {verbs[more > 1]} {counted}"
        first = Problem(message=message, position=first.position, help=first.help)
    yield first


def _subject(component: Component | None) -> Subject:
    uid = component.uid if component is not None else ""
    return Subject(sessions=(uid,)) if uid else NOBODY


class _Tree:
    """Puts content lines into the components in which they stand."""

    def __init__(self) -> None:
        self.found: list[Component] = []
        self.faults: list[StructureFault] = []
        self._open: list[Component] = []

    def read(self, line: ContentLine) -> None:
        if line.name == "BEGIN":
            self._begin(line)
        elif line.name == "END":
            self._end(line)
        elif self._open:
            self._open[-1].lines.append(line)
        elif line.text.strip():
            help_ = "put it between BEGIN:VCALENDAR and END:VCALENDAR, or delete it"
            self.faults.append(StructureFault("this line is in no calendar", line, help_))

    def finish(self, last: ContentLine | None) -> None:
        for component in self._open:
            if last is not None:
                help_ = f"write END:{component.name}, or export the calendar again if it was cut"
                message = f"this {component.name} has no END:{component.name}"
                self.faults.append(StructureFault(message, component.begin, help_))

    def _begin(self, line: ContentLine) -> None:
        name = line.value.upper()
        parent = self._open[-1] if self._open else None
        if parent is None and name.strip() != "VCALENDAR":
            message = f"this {name} is in no calendar"
            self.faults.append(StructureFault(message, line, "write BEGIN:VCALENDAR before it"))
        component = Component(name.strip(), line, parent)
        if parent is not None:
            parent.children.append(component)
        self.found.append(component)
        self._open.append(component)
        self._check_form(line, name)

    def _end(self, line: ContentLine) -> None:
        name = line.value.upper().strip()
        self._check_form(line, line.value)
        # At most three deep: a file that opens ever more components is none to search through.
        nearby = [component.name for component in self._open[-8:]]
        if name not in nearby:
            help_ = "delete it, or write the BEGIN that it lacks"
            message = f"END:{name} ends nothing that has begun"
            self.faults.append(StructureFault(message, line, help_))
            return
        while self._open[-1].name != name:
            open_ = self._open.pop()
            help_ = f"write END:{open_.name} before END:{name}"
            message = f"this {open_.name} has no END:{open_.name} before END:{name}"
            self.faults.append(StructureFault(message, open_.begin, help_))
        self._open.pop().closed = True

    def _check_form(self, line: ContentLine, name: str) -> None:
        if line.parameters or line.flaws or name != name.strip() or not name.strip():
            help_ = f"write {line.name}:{name.strip() or 'VEVENT'} and nothing else"
            message = f"{line.name} takes the name of a component and nothing else"
            self.faults.append(StructureFault(message, line, help_))
