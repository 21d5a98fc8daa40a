"""Reading programmes from files, streams of bytes and texts."""

import re
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path

from coopsched.document import Document
from coopsched.findings import Position
from coopsched.reading import yaml
from coopsched.reading.beside import NAME, Beside, read_beside
from coopsched.reading.building import build
from coopsched.reading.decoding import Limits, Undecodable, decode
from coopsched.reading.errors import ReadError
from coopsched.source import Parsed, Source

_OTHERS = (
    (re.compile(r"\s*BEGIN:VCALENDAR"), "an iCalendar file"),
    (re.compile(r"\s*<(?!<)"), "XML or HTML"),  # but << begins a merge conflict
)


def read(
    path: str | PathLike[str],
    *,
    settings: str | PathLike[str] | None = None,
    limits: Limits = Limits(),  # noqa: B008  an immutable tuple
) -> Document:
    """Read a programme from a file of YAML or JSON; which of them is told from the content.

    ``settings`` is a file of settings and allowances; without it, the file
    `coopsched.yaml` in the programme's folder is read where there is one.

    Raises ReadError where no programme at all can be made of the file. All that is
    wrong with one that can be read is in the document's ``problems``.
    """
    name = fspath(path)
    document = load_bytes(_bytes(Path(name), limits), name=name, limits=limits)
    beside = Path(settings) if settings is not None else Path(name).parent / NAME
    if settings is None and (not beside.is_file() or beside.samefile(name)):
        return document
    return _with(document, _beside(beside, limits))


def loads(
    text: str,
    *,
    name: str = "programme.yaml",
    limits: Limits = Limits(),  # noqa: B008  an immutable tuple
) -> Document:
    """Read a programme from a text, which messages call ``name``. Raises ReadError."""
    return load_bytes(text.encode("utf-8", "surrogatepass"), name=name, limits=limits)


def load_bytes(
    data: bytes,
    *,
    name: str,
    limits: Limits = Limits(),  # noqa: B008  an immutable tuple
) -> Document:
    """Read a programme from bytes, which messages call ``name``. Raises ReadError."""
    source, parsed = _parsed(data, name, limits)
    return build(source, parsed, limits=limits)


def with_settings(document: Document, path: str | PathLike[str]) -> Document:
    """Return a document with the settings and allowances of a settings file."""
    return _with(document, _beside(Path(path), Limits()))


def _with(document: Document, beside: Beside) -> Document:
    return replace(
        document,
        settings=(*document.settings, *beside.settings),
        allowances=(*document.allowances, *beside.allowances),
        problems=(*document.problems, *beside.problems),
    )


def _beside(path: Path, limits: Limits) -> Beside:
    return read_beside(*_parsed(_bytes(path, limits), str(path), limits))


def _bytes(path: Path, limits: Limits) -> bytes:
    """Return what a file holds, at most one byte more than the limit."""
    try:
        with path.open("rb") as file:
            return file.read(limits.size + 1)
    except FileNotFoundError:
        raise ReadError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise ReadError(f"{path} is a folder, and no file", help="name a file in it") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ReadError(f"{path} cannot be read: {reason}") from error


def _parsed(data: bytes, name: str, limits: Limits) -> tuple[Source, Parsed]:
    try:
        text = decode(data, limits=limits)
    except Undecodable as error:
        place = Position(name, error.line, error.column, error.line, error.column)
        raise ReadError(error.message, position=place, help=error.help) from None
    source = Source(name, text)
    for pattern, what in _OTHERS:
        if pattern.match(text):
            raise ReadError(
                f"this looks like {what}; programmes are read from YAML and JSON",
                position=Position(name, 1, 1, 1, 1),
            )
    if re.match(r'\s*(\{\s*["}]|\[)', text):
        from coopsched.reading import json

        return source, json.parse(source, limits=limits)
    return source, yaml.parse(source, limits=limits)
