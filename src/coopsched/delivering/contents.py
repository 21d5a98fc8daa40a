"""Files of a folder that a server may hand out: none from outside it, and no hidden one."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

# Not taken from the machine's own table, which knows .ics on some machines and not on others.
_TYPES = {
    ".atom": "application/atom+xml",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}
_UNKNOWN = "application/octet-stream"


class Content(NamedTuple):
    """The bytes of a file, its media type, and when it was last written.

    ``modified`` is in whole seconds since 1970, rounded up: what is written within
    the same second is newer for whoever compares. None where nobody wrote a file.
    """

    data: bytes
    type: str
    modified: int | None = None


def content(folder: Path, names: Sequence[str]) -> Content | None:
    """Return what a file holds that stands below a folder, or None where there is none to see.

    ``names`` are those of the folders on the way, and of the file. A link that leads
    out of the folder leads to nothing, and so does a name that begins with a dot.
    All is told of one opened file, so that it belongs together even where the file
    is replaced at that moment.
    """
    try:
        place = _place(folder, names)
        if place is None:
            return None
        with place.open("rb") as file:
            # Before reading: what is written meanwhile must look newer than what was read.
            written = os.fstat(file.fileno()).st_mtime_ns
            data = file.read()
    except (OSError, ValueError):  # gone by now, may not be read, or no name that a file can have
        return None
    return Content(data, media_type(place.name), -(-written // 10**9))


def media_type(name: str) -> str:
    """Return the media type of a file of that name."""
    return _TYPES.get(PurePath(name).suffix.lower(), _UNKNOWN)


def feeds(folder: Path) -> list[str]:
    """Return the paths of all feeds below a folder that may be seen, with slashes, sorted."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not _is_hidden(name) and name.isprintable()]
        way = Path(parent).relative_to(folder).parts
        found += [(*way, name) for name in files if name.endswith(".ics") and name.isprintable()]
    return sorted("/".join(names) for names in found if _place(folder, names))


def _place(folder: Path, names: Sequence[str]) -> Path | None:
    """Return where a file really is; None where it is hidden, outside, or no plain file."""
    if any(map(_is_hidden, names)):
        return None
    # Each time anew: a folder that is itself a link may lead to a newer one by now.
    root = Path(os.path.realpath(folder))
    place = Path(os.path.realpath(root.joinpath(*names)))
    if not place.is_relative_to(root) or any(map(_is_hidden, place.relative_to(root).parts)):
        return None
    return place if os.path.isfile(place) else None  # noqa: PTH113  never raises


def _is_hidden(name: str) -> bool:
    return not name or name.startswith(".")
