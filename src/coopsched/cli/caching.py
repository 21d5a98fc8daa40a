"""Where the command line remembers what it has published, so as not to make it again."""

import os
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import coopsched
from coopsched.delivering.known import Known

LIBRARIES = ("jinja2", "babel", "segno")
"""What makes pages, and is no part of a bare installation."""


def known_of(folder: Path) -> Known:
    """Return what is known of a published folder on this machine."""
    cache = cache_folder()
    if cache is None:
        return Known(folder)
    name = sha256(os.path.realpath(folder).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return Known(folder, cache / "published" / f"{name}.json", maker=_maker())


def compiled_folder() -> Path | None:
    """Return where compiled templates are kept; None where they are not."""
    cache = cache_folder()
    if cache is None:
        return None
    return cache / "templates" / sha256(_library("jinja2").encode()).hexdigest()[:16]


def cache_folder() -> Path | None:
    """Return the folder of caches, which may not be there; None where none is to be kept.

    COOPSCHED_CACHE names it, or says `off`; else it is where the system has such things.
    """
    wish = os.environ.get("COOPSCHED_CACHE", "")
    if wish:
        return None if wish.casefold() == "off" else Path(wish)
    try:
        return _usual() / "coopsched"
    except RuntimeError:  # nobody is at home
        return None


def _usual() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    name = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    found = os.environ.get(name, "")
    return Path(found) if Path(found).is_absolute() else Path.home() / ".cache"


def _maker() -> str:
    """Return what is another one once this program, or a library that makes pages, is."""
    root = Path(coopsched.__file__).parent
    seen = [coopsched.__version__, sys.version]
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        seen += [_stamp(f"{folder}/{name}") for name in sorted(files)]
    seen += map(_library, LIBRARIES)
    return sha256("\n".join(seen).encode("utf-8", "surrogateescape")).hexdigest()


def _library(name: str) -> str:
    """Return what is another one once a library is; empty where it is not installed."""
    spec = find_spec(name)
    return _stamp(spec.origin) if spec and spec.origin else ""


def _stamp(path: str) -> str:
    found = os.stat(path)  # noqa: PTH116  many of them, and fast
    return f"{path} {found.st_size} {found.st_mtime_ns}"
