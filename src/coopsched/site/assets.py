"""Styles and scripts that pages name: each made of parts, the same for every programme."""

from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

_FOLDER = Path(__file__).parent / "assets"

STYLES = ("base", "agenda", "session", "grid", "mine", "subscribe", "changes", "print", "preview")
"""The parts of `assets/site.css`, in their order."""
SCRIPTS = (
    "core",
    "past",
    "front",
    "zone",
    "filters",
    "now",
    "picks",
    "calendar",
    "mine",
    "subscribe",
    "grid",
    "print",
    "offline",
)
"""The parts of `assets/site.js`, in their order; each is a script of its own."""


@cache
def styles() -> bytes:
    """Return the style sheet of all pages."""
    return _joined(STYLES, "css")


@cache
def scripts() -> bytes:
    """Return the script of all pages."""
    return _joined(SCRIPTS, "js")


def shipped(name: str) -> bytes:
    """Return a file that is published as it is: `icon.svg`."""
    return (_FOLDER / name).read_bytes()


@lru_cache(maxsize=16)
def stamped(path: str, data: bytes) -> str:
    """Return an address under which browsers never show an older version: `site.css?v=1a2b3c4d`."""
    return f"{path}?v={sha256(data).hexdigest()[:8]}"


def _joined(parts: tuple[str, ...], suffix: str) -> bytes:
    found = [_FOLDER / f"{part}.{suffix}" for part in parts]
    return b"\n".join(path.read_bytes().strip() for path in found if path.exists()) + b"\n"
