"""What is known of a published folder since the last run: files that need not be made again."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from coopsched.delivering.atomic import write

_FORMAT = 1


class Stamp(NamedTuple):
    """What shows that nobody wrote to a file since."""

    size: int
    written: int


_Entry = tuple[str, Stamp | None]


class Wanted(NamedTuple):
    """A file to be made: where it stands, how big it was, 0 where it is new, and what makes it."""

    path: str
    size: int
    make: Callable[[], bytes]


def one_by_one(wanted: Sequence[Wanted]) -> Iterator[bytes]:
    """Make files, each when it is asked for."""
    return (each.make() for each in wanted)


class Known:
    """Files of a folder, each with a mark of what it was made of, and its stamp when it was.

    ``place`` is the file that remembers them from run to run; without one, nothing is known.
    That file is a help and no more: where it cannot be read, written or understood,
    everything is made. ``maker`` tells what makes files: what another one made is not known.
    """

    def __init__(self, folder: Path, place: Path | None = None, *, maker: str = "") -> None:
        self._folder = folder
        self._place = place
        self._maker = maker
        self._before = {} if place is None else _loaded(place, maker)
        self._now: dict[str, _Entry] = {}

    def files(
        self,
        leaves: Iterable[tuple[str, str, Callable[[], bytes]]],
        made: Callable[[Sequence[Wanted]], Iterator[bytes]] = one_by_one,
    ) -> Iterator[tuple[str, bytes | None]]:
        """Yield the path and the bytes of each of some files, None where they are there already.

        A file is given by its path, its mark, and what makes it; ``made`` returns the bytes
        of several, in their order. What is not in the folder yet comes first, so that nothing
        that was there leads to what is still to come.
        """
        # Stamps are of before bytes are compared: what is written meanwhile is newer.
        found = [(leaf, _stamp(self._folder, leaf[0])) for leaf in leaves]
        found.sort(key=lambda each: each[1] is not None)
        self._now = {path: (mark, stamp) for (path, mark, _), stamp in found}
        wanted = {
            path: Wanted(path, stamp.size if stamp else 0, make)
            for (path, _, make), stamp in found
            if stamp is None or self._before.get(path) != self._now[path]
        }
        results = made(tuple(wanted.values()))
        for path in self._now:
            yield path, next(results) if path in wanted else None

    def save(self, written: Iterable[str]) -> None:
        """Remember what `files` has yielded, now that the files ``written`` are in the folder."""
        if self._place is None:
            return
        for path in written:
            if path in self._now:
                self._now[path] = self._now[path][0], _stamp(self._folder, path)
        if self._now != self._before:
            with suppress(OSError):
                _save(self._place, self._maker, self._now)


def _stamp(folder: Path, path: str) -> Stamp | None:
    """Return the stamp of a file; None where there is none, or something else."""
    try:
        found = os.lstat(f"{folder}/{path}")
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns) if S_ISREG(found.st_mode) else None


def _loaded(place: Path, maker: str) -> dict[str, _Entry]:
    try:
        data = json.loads(place.read_bytes())
        if (data["coopsched-known"], data["maker"]) != (_FORMAT, maker):
            return {}
        return {
            path: (mark, Stamp(size, written))
            for path, (mark, size, written) in data["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _save(place: Path, maker: str, entries: dict[str, _Entry]) -> None:
    files = {path: (mark, *stamp) for path, (mark, stamp) in entries.items() if stamp}
    data = {"coopsched-known": _FORMAT, "maker": maker, "files": files}
    place.parent.mkdir(parents=True, exist_ok=True)
    write(place, json.dumps(data, separators=(",", ":")).encode())
