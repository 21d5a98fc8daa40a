"""Findings for people: each with the lines of the file that it is about."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from coopsched.findings import Finding, Position, Rule, Severity
from coopsched.reporting import wording
from coopsched.reporting.checked import Checked, Standing, Summary, summary
from coopsched.reporting.escaping import visible
from coopsched.reporting.excerpt import Excerpt, excerpt
from coopsched.reporting.width import cells_of, wrapped
from coopsched.source import Source

_NARROWEST = 40
_LABEL_ROOM = 40
_BOLD, _RED, _YELLOW, _BLUE = "1", "1;31", "1;33", "1;34"
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW}


class _Look(NamedTuple):
    """How to show findings, and the texts that can be quoted, by name."""

    colour: bool
    width: int
    sources: Mapping[str, Source]

    def paint(self, text: str, code: str) -> str:
        """Wrap a text in a colour (ECMA-48, SGR), where colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


class _Place(NamedTuple):
    """A place of a finding: what is said there, how it is marked, and in what colour."""

    position: Position
    label: str
    mark: str
    code: str


def render(
    files: Sequence[Checked],
    *,
    rules: Sequence[Rule] = (),
    colour: bool = False,
    width: int = 80,
    **_: object,
) -> str:
    """Show the findings that count, in the order given, and count what was checked.

    Lines fit in ``width`` cells, though in no fewer than 40; only paths, counts and
    words longer than that stick out.
    """
    del rules  # a reader of findings is told of no rule that found nothing
    sources = {file.source.name: file.source for file in files if file.source is not None}
    look = _Look(colour, max(width, _NARROWEST), sources)
    lines: list[str] = []
    for file in files:
        shown = [finding for finding in file.findings if finding.accepted is None]
        for finding in shown:
            lines += [*([""] if lines else []), *_finding(finding, file, look)]
        lines += [*([""] if shown else []), _tally(file)]
    if len(files) != 1:
        lines.append(f"{_count(len(files), 'file')} · {_counts(summary(*files))}")
    lines += [_standing(file.against) for file in files if file.against is not None]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _tally(file: Checked) -> str:
    programme = file.programme
    if programme is None:
        contents = "not read"
    else:
        parts = ("session", programme.sessions), ("speaker", programme.speakers)
        days = _count(len(programme.all_days), "day")
        contents = ", ".join([*(_count(len(list_), name) for name, list_ in parts), days])
    return f"{visible(file.path)}: {contents} · {_counts(summary(file))}{_hidden(file)}"


def _standing(against: Standing) -> str:
    return f"{against.new} new, {against.cleared} cleared, {against.as_before} as before"


def _hidden(file: Checked) -> str:
    hidden = file.hidden.errors + file.hidden.warnings
    return f" · {_count(hidden, 'finding')} not shown" if hidden else ""


def _counts(found: Summary) -> str:
    errors, warnings = _count(found.errors, "error"), _count(found.warnings, "warning")
    return f"{errors}, {warnings}, {found.accepted} accepted"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _finding(finding: Finding, file: Checked, look: _Look) -> Iterator[str]:
    places = list(_places(finding))
    digits = max((len(str(place.position.line)) for place in places), default=1)
    yield from _header(finding, look)
    if finding.position is None:
        yield _border("┌", file.path, digits, look)
    for place in places:
        corner = "┌" if place.position is finding.position else "├"
        yield _border(corner, wording.place(place.position), digits, look)
        yield from _quoted(place, digits, look)
    yield from chain.from_iterable(_remark(*each, digits, look) for each in _remarks(finding))


def _places(finding: Finding) -> Iterator[_Place]:
    """Yield what can be pointed at, the primary place first."""
    if finding.position is not None:
        code = _COLOURS.get(finding.severity, _BLUE)
        yield _Place(finding.position, visible(finding.label), "^", code)
    for other in finding.related:
        if other.position is not None:
            yield _Place(other.position, visible(other.message), "-", _BLUE)


def _remarks(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield what is said below the excerpts: notes that have no place, and the help."""
    if finding.position is None and finding.label:
        yield "note", finding.label
    for other in finding.related:
        if other.position is None and other.message:
            yield "note", other.message
    if finding.help:
        yield "help", finding.help


def _header(finding: Finding, look: _Look) -> Iterator[str]:
    kind, rule = str(finding.severity), visible(finding.rule)
    room = look.width - cells_of(f"{kind}[{rule}]: ")
    first, *rest = wrapped(visible(finding.message), look.width - 2, room)
    name = look.paint(f"{kind}[{rule}]", _COLOURS.get(finding.severity, _BLUE))
    yield name + look.paint(f": {first}", _BOLD)
    for line in rest:
        yield look.paint(f"  {line}", _BOLD)


def _border(corner: str, where: str, digits: int, look: _Look) -> str:
    return look.paint(f"{'':{digits}}{corner}─", _BLUE) + f" {visible(where)}"


def _quoted(place: _Place, digits: int, look: _Look) -> Iterator[str]:
    """Yield the line of a place with its marks, or where it is not at hand, only what is said."""
    margin = look.paint(f"{'':{digits}}│", _BLUE) + " "
    room = look.width - digits - 2
    source = look.sources.get(place.position.file)
    quoted = None if source is None else excerpt(source.lines, place.position, room)
    if quoted is None:
        for line in wrapped(place.label, room) if place.label else ():
            yield margin + line
        return
    yield look.paint(f"{place.position.line:>{digits}}│", _BLUE) + f" {quoted.line}"
    for indent, line in _marked(quoted, place.label, place.mark, room):
        yield margin + " " * indent + look.paint(line, place.code)


def _marked(quoted: Excerpt, label: str, mark: str, room: int) -> Iterator[tuple[int, str]]:
    """Yield the lines below a quoted one, with their indents: marks and label, together if it fits.

    A label of its own begins below the marks, or so far to the left that it has room.
    """
    marks = mark * quoted.length
    if not label or quoted.start + quoted.length + 1 + cells_of(label) <= room:
        yield quoted.start, f"{marks} {label}".rstrip()
        return
    yield quoted.start, marks
    needed = min(cells_of(label), _LABEL_ROOM)
    indent = max(min(quoted.start, room - needed), 0)
    for line in wrapped(label, room - indent):
        yield indent, line


def _remark(kind: str, text: str, digits: int, look: _Look) -> Iterator[str]:
    """Yield the lines of a note or a help; the text's own lines are kept apart."""
    prefix = f"{'':{digits}}= {kind}: "
    room = look.width - len(prefix)
    own = visible(text, lines=True).split("\n")
    lines = [line for part in own for line in wrapped(part, room)]
    yield look.paint(f"{'':{digits}}=", _BLUE) + look.paint(f" {kind}: ", _BOLD) + lines[0]
    for line in lines[1:]:
        yield " " * len(prefix) + line
