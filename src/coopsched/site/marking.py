"""Marks: what tells whether a file would come out the same."""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from coopsched import __version__
from coopsched.published.records import Record
from coopsched.published.shown import Shown

_FOLDER = Path(__file__).parent


def mark(*parts: object) -> str:
    """Return a mark of what a file is made of; equal parts give equal marks, on any machine."""
    return sha256(json.dumps([workshop(), *parts], default=repr).encode()).hexdigest()


def seen(record: Record, shown: Shown, showings: Iterable[tuple[str, str]]) -> str:
    """Return a mark of all that pages tell of a session, the keys in its links included.

    ``showings`` are the keys and UIDs of all that offer the same.
    """
    keys = (shown.key, *(room.key for room in shown.rooms), *(one.key for one in shown.speakers))
    relations = (shown.within, shown.repeats, *shown.replaces, shown.track and shown.track.key)
    others = tuple(each.key for each in shown.replaced_by)
    parts = (record.uid, record.sequence, record.fingerprint, record.state, record.keys)
    past = (record.created, record.modified, record.before)
    return sha256(repr((parts, past, keys, relations, others, *showings)).encode()).hexdigest()


@cache
def workshop() -> str:
    """Return a mark of what makes pages: this release, and its templates and assets."""
    made = sha256(__version__.encode())
    for path in sorted(_FOLDER.rglob("*")):
        if path.is_file() and path.suffix in (".html", ".css", ".js", ".py", ".svg", ".xml"):
            made.update(path.read_bytes())
    return made.hexdigest()
