"""Names by which formats without keys tell rooms and tracks apart, and texts that they can hold."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from coopsched.model.values import is_key
from coopsched.publishing.losses import Loss
from coopsched.text import slug

PRODID = "-//coopsched//coopsched//EN"
"""What calendars say they were made by: no version, so that a new release changes no calendar."""

NO_ROOM = "–"
"""What the room is called of a session that has none: apps show the name, and need one."""

_NAMELESS = frozenset({"", "-", NO_ROOM, "—"})
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return a text without the characters that XML 1.0 cannot hold, or discourages (section 2.2).

    They are control characters, of no use to those who show the text.
    """
    return _UNWRITABLE.sub("", text).strip()


def on_one_line(text: str) -> str:
    """Return a text as readers of names take it: composed, with single spaces."""
    return unicodedata.normalize("NFC", " ".join(writable(text).split()))


def names(wordings: Mapping[str, str]) -> dict[str, str]:
    """Return a name for each key, by which it can be told from the others and from no room.

    Where a name alone does not do, its key stands in brackets behind it.
    """
    clean = {key: on_one_line(text) for key, text in wordings.items()}
    times = Counter(clean.values())
    found: dict[str, str] = {}
    for key, name in clean.items():
        found[key] = name
        while times[found[key]] > (found[key] == name) or found[key] in _NAMELESS:
            found[key] = f"{found[key]} ({key})".strip()
    return found


def name_losses(what: str, wordings: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Loss]:
    """Yield the names that had to be changed, in more than white space, to be told apart."""
    changed = tuple(key for key, text in wordings.items() if known[key] != _folded(text))
    if changed:
        yield Loss(what, changed)


def key_losses(section: str, known: Mapping[str, str], slugs: Mapping[str, str]) -> Iterator[Loss]:
    """Yield the keys that parts lose: readers make them of slugs, else of names."""
    made = {key: slugs.get(key, _made_of(name)) for key, name in known.items()}
    times = Counter(made.values())
    for key, other in made.items():
        if key != other or times[other] > 1:
            yield Loss(f"{section}: key", (key,))


def _made_of(name: str) -> str:
    return name if is_key(name) and name == name.lower() else slug(name)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
