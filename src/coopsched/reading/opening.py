"""From the bytes of a file, in whatever format, to the nodes of a programme file."""

from typing import NamedTuple

from coopsched.findings import Position
from coopsched.reading import yaml
from coopsched.reading.decoding import Limits, Undecodable, check_size, decode
from coopsched.reading.errors import ReadError
from coopsched.reading.foreign import formats
from coopsched.reading.foreign.conflicts import without_conflicts
from coopsched.reading.foreign.encodings import decode_loosely
from coopsched.reading.hints import Hints
from coopsched.source import Parsed, Source, SourceProblem


class Opened(NamedTuple):
    """The text of a file, its nodes, and what the format can say of a session (None: all)."""

    format: str
    source: Source
    parsed: Parsed
    carries: frozenset[str] | None = None


def opened(data: bytes, name: str, *, hints: Hints, limits: Limits) -> Opened:
    """Return the nodes of a file in any format that is read. Raises ReadError."""
    try:
        check_size(data, limits)
    except Undecodable as error:
        raise _refused(error, name) from None
    if hints.format is not None and hints.format not in formats.NAMES:
        known = ", ".join(formats.NAMES)
        raise ReadError(f"{name}: no format is called {hints.format!r}", help=f"known are {known}")
    if hints.format == "xlsx" or (hints.format is None and formats.is_binary(data)):
        binary: formats.BinaryReader = formats.reader("xlsx")  # type: ignore[assignment]  # a module is its protocol
        return Opened("xlsx", *binary.open_bytes(data, name, hints, limits), binary.CARRIES)
    text, guessed = _text(data, name, hints)
    format_ = hints.format or formats.recognise(text, hints)
    if format_ in (formats.YAML, formats.JSON) or format_.endswith("-json"):
        if format_ != formats.YAML:
            # Other tools write all of a programme on one line, which only YAML cannot bear.
            limits = limits._replace(line=max(limits.line, limits.size))
        elif hints.encoding is None:
            text = _strictly(data, name, limits)
        found = _of_nodes(Source(name, text), format_, hints, limits)
        if found.carries is None and found.parsed.root is not None and hints.encoding is None:
            _strictly(data, name, limits)  # nobody guesses what a programme of ours says
        return found._replace(parsed=_with(found.parsed, guessed))
    settled, conflicts = without_conflicts(text)
    reader: formats.TextReader = formats.reader(format_)  # type: ignore[assignment]  # a module is its protocol
    parsed = reader.parse(Source(name, settled), hints, limits)
    return Opened(
        format_, Source(name, text), _with(parsed, [*guessed, *conflicts]), reader.CARRIES
    )


def ours(data: bytes, name: str, limits: Limits) -> tuple[Source, Parsed]:
    """Return text and nodes of a file that is YAML or JSON in UTF-8. Raises ReadError."""
    source = Source(name, _strictly(data, name, limits))
    return source, _nodes(source, limits)


def _nodes(source: Source, limits: Limits) -> Parsed:
    """Return the nodes of a text that is YAML or JSON."""
    settled, conflicts = without_conflicts(source.text)
    nodes = Source(source.name, settled) if conflicts else source
    if formats.recognise(settled) == formats.JSON:
        from coopsched.reading import json

        return _with(json.parse(nodes, limits=limits), conflicts)
    return _with(yaml.parse(nodes, limits=limits), conflicts)


def _of_nodes(source: Source, format_: str, hints: Hints, limits: Limits) -> Opened:
    """Return a programme of ours, or JSON of another tool translated into one."""
    parsed = _nodes(source, limits)
    if format_ == formats.YAML or parsed.root is None:
        return Opened(format_, source, parsed)
    known = format_ if format_ != formats.JSON else formats.recognise_json(parsed.root)
    if known is None:
        return Opened(formats.JSON, source, parsed)
    reader: formats.JsonReader = formats.reader(known)  # type: ignore[assignment]  # a module is its protocol
    translated = reader.translate(source, parsed, hints, limits)
    return Opened(known, source, _with(translated, parsed.problems), reader.CARRIES)


def _text(data: bytes, name: str, hints: Hints) -> tuple[str, list[SourceProblem]]:
    try:
        text, problems = decode_loosely(data, hints.encoding)
    except LookupError:
        raise ReadError(
            f"{name}: there is no encoding called {hints.encoding!r}",
            help="common ones are utf-8, windows-1252, iso-8859-1, iso-8859-2",
        ) from None
    return text, problems


def _strictly(data: bytes, name: str, limits: Limits) -> str:
    try:
        return decode(data, limits=limits)
    except Undecodable as error:
        raise _refused(error, name) from None


def _refused(error: Undecodable, name: str) -> ReadError:
    place = Position(name, error.line, error.column, error.line, error.column)
    return ReadError(error.message, position=place, help=error.help)


def _with(parsed: Parsed, more: list[SourceProblem]) -> Parsed:
    return parsed._replace(problems=[*more, *parsed.problems]) if more else parsed
