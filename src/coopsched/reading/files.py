"""Reading programmes from files, streams of bytes and texts."""

from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path

from coopsched.document import Document
from coopsched.model import Programme
from coopsched.reading.additions import add
from coopsched.reading.beside import NAME, Beside, read_beside
from coopsched.reading.building import build
from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.hints import NO_HINTS, Hints, merged
from coopsched.reading.opening import opened, ours

_OPTIONAL = ("speakers", "languages", "rooms", "track", "kind", "tags", "description")


def read(
    path: str | PathLike[str],
    *,
    settings: str | PathLike[str] | None = None,
    limits: Limits = Limits(),  # noqa: B008  an immutable tuple
    hints: Hints = NO_HINTS,
) -> Document:
    """Read a programme from a file; in which format it is, is told from the content.

    ``hints`` say what a file of another tool leaves open. ``settings`` is a file of
    settings and allowances; without it, the file `coopsched.yaml` in the programme's
    folder is read where there is one.

    Raises ReadError where no programme at all can be made of the file. All that is
    wrong with one that can be read is in the document's ``problems``.
    """
    name = fspath(path)
    if settings is not None:
        beside = _beside(Path(settings), limits)
    else:
        near = Path(name).parent / NAME
        found = near.is_file() and Path(name).exists() and not near.samefile(name)
        beside = _beside(near, limits) if found else Beside()
    return _load(_bytes(Path(name), limits), name, limits, hints, beside)


def loads(
    text: str,
    *,
    name: str = "programme.yaml",
    limits: Limits = Limits(),  # noqa: B008  an immutable tuple
    hints: Hints = NO_HINTS,
) -> Document:
    """Read a programme from a text, which messages call ``name``. Raises ReadError."""
    data = text.encode("utf-8", "surrogatepass")
    return load_bytes(data, name=name, limits=limits, hints=hints)


def load_bytes(
    data: bytes,
    *,
    name: str,
    limits: Limits = Limits(),  # noqa: B008  an immutable tuple
    hints: Hints = NO_HINTS,
) -> Document:
    """Read a programme from bytes, which messages call ``name``. Raises ReadError."""
    return _load(data, name, limits, hints, Beside())


def load_with_settings(
    data: bytes, path: str | PathLike[str], *, name: str, limits: Limits, hints: Hints
) -> Document:
    """Read a programme from bytes, with the settings file at ``path``. Raises ReadError."""
    return _load(data, name, limits, hints, _beside(Path(path), limits))


def _load(data: bytes, name: str, limits: Limits, hints: Hints, beside: Beside) -> Document:
    found = opened(data, name, hints=merged(hints, beside.hints), limits=limits)
    document = build(found.source, found.parsed, limits=limits)
    if beside.additions is not None:
        document = add(document, beside.additions)
    return replace(
        document,
        format=found.format,
        carries=found.carries,
        unused=_unused(document.programme) if found.carries is not None else frozenset(),
        settings=(*document.settings, *beside.settings),
        allowances=(*document.allowances, *beside.allowances),
        problems=(*document.problems, *beside.problems),
    )


def _unused(programme: Programme) -> frozenset[str]:
    """Return the fields that no session has: a table has few of the columns that one can have."""
    if not programme.sessions:
        return frozenset()
    sessions = programme.sessions
    return frozenset(name for name in _OPTIONAL if not any(getattr(s, name) for s in sessions))


def _beside(path: Path, limits: Limits) -> Beside:
    return read_beside(*ours(_bytes(path, limits), str(path), limits))


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
