"""Feeds of what people picked, answered from a published folder: their choice is in the address."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from coopsched.delivering.staging import COPY
from coopsched.published.codes import code
from coopsched.published.records import Publication, Record
from coopsched.published.shown import by_start
from coopsched.published.storing import DamagedPublication, loads
from coopsched.publishing.feeds import path
from coopsched.publishing.feeds.lines import content, escaped, on_one_line, stamp
from coopsched.publishing.feeds.nothing import nothing_in
from coopsched.publishing.feeds.words import words

Read = Callable[[str], bytes | None]
"""Gives the bytes of a file by its path in the published folder; None where there is none."""

LIMIT = 500
"""So many names of an address count."""
BETWEEN = "."
"""What stands between the names in an address."""

_MINE = {
    "en": "My programme",
    "fr": "Mon programme",
    "nl": "Mijn programma",
    "de": "Mein Programm",
}
_EVENT = re.compile(rb"^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n", re.DOTALL | re.MULTILINE)
_ZONE = re.compile(
    rb"^BEGIN:VTIMEZONE\r\nTZID:([^\r\n]*)\r\n.*?^END:VTIMEZONE\r\n", re.DOTALL | re.MULTILINE
)
_FOLD = "\r\n "
_OF_ITS_OWN = ("SOURCE", "LAST-MODIFIED")
"""What the head of a feed says of that feed alone."""


class _Index(NamedTuple):
    """A publication, with its records by all names that an address may have for them."""

    publication: Publication
    named: dict[str, list[Record]]


def personal(read: Read, language: str, names: str) -> bytes | None:
    """Return the feed of what somebody picked, made of the feeds of these sessions.

    ``names`` are codes of sessions (`coopsched.published.codes`) or keys, also earlier ones, with
    dots between them. What nobody knows is passed over, for a calendar that fails is one
    that never hears of changes again. A language that nothing is published in gets the first one.
    None only where the folder holds no publication.
    """
    copy = read(COPY)
    index = None if copy is None else _index(copy)
    if index is None or not (index.publication.languages and index.publication.addresses):
        return None
    languages = index.publication.languages
    language = language if language in languages else languages[0]
    whole = read(path(language, "programme", ""))
    return None if whole is None else _joined(read, language, index, whole, names)


def _joined(read: Read, language: str, index: _Index, whole: bytes, names: str) -> bytes:
    """Return the feed; ``whole`` is that of the programme, which knows all time zones."""
    records = _picked(index, names)
    feeds = [read(path(language, "session", record.key)) or b"" for record in records]
    pairs = zip(records, feeds, strict=True)
    events = [event for record, feed in pairs for event in _events(record, feed)]
    wanted = {found[1] for feed in feeds for found in _ZONE.finditer(feed)}
    zones = [found[0] for found in _ZONE.finditer(whole) if found[1] in wanted]
    at = _modified(index.publication, records)
    if not events:
        subject, name = _MINE[words(language).language], f"mine@{index.publication.key}"
        events = [nothing_in(subject, language, name, at)]
    head = content(_head(whole, language, at))
    return b"".join([head, *zones, *events, b"END:VCALENDAR\r\n"])


def _picked(index: _Index, names: str) -> list[Record]:
    """Return what is named, each once, by start and key."""
    asked = names.split(BETWEEN, LIMIT)[:LIMIT]
    found = {each.key: each for name in asked for each in index.named.get(name, ())}
    return sorted(found.values(), key=lambda record: by_start(record.shown))


def _events(record: Record, feed: bytes) -> Iterator[bytes]:
    """Yield the event of a session in its feed, which also holds what had its key before it."""
    line = b"\r\n" + content([f"UID:{escaped(on_one_line(record.uid))}"])
    yield from (event for event in _EVENT.findall(feed) if line in event)


def _modified(publication: Publication, records: list[Record]) -> datetime:
    """Return when any of these feeds last changed, or the programme's where there is none."""
    places = [("session", record.key) for record in records] or [("programme", "")]
    known = [publication.addresses[each] for each in places if each in publication.addresses]
    return max(each.modified for each in known or publication.addresses.values())


def _head(whole: bytes, language: str, at: datetime) -> Iterator[str]:
    """Yield the lines with which the programme's feed begins, as they are for somebody's own."""
    head = re.split(rb"^BEGIN:V(?:EVENT|TIMEZONE)\r\n", whole, maxsplit=1, flags=re.MULTILINE)[0]
    mine = escaped(_MINE[words(language).language])
    for line in head.decode().replace(_FOLD, "").removesuffix("\r\n").split("\r\n"):
        name = re.split("[:;]", line, maxsplit=1)[0]
        if name not in _OF_ITS_OWN:
            yield f"{line} – {mine}" if name in ("NAME", "X-WR-CALNAME") else line
        if name == "X-WR-CALNAME":
            yield f"LAST-MODIFIED:{stamp(at)}"


@lru_cache(maxsize=2)  # by what it holds: a folder that is published again is read again
def _index(copy: bytes) -> _Index | None:
    try:
        publication = loads(copy.decode("utf-8", "replace"), COPY)
    except DamagedPublication:
        return None
    named: dict[str, list[Record]] = {}
    for record in publication.records.values():
        for name in dict.fromkeys((code(record.uid), record.key, *record.keys)):
            named.setdefault(name, []).append(record)
    return _Index(publication, named)
