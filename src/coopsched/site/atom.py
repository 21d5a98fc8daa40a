"""Atom feeds (RFC 4287)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from coopsched.publishing.feeds.lines import plain

_SPACE = uuid5(NAMESPACE_URL, "coopsched:atom")
"""The namespace of our identifiers: with another, readers would be told everything once more."""


class Entry(NamedTuple):
    """Something that readers are told. ``href`` may be relative to the feed."""

    id: str
    title: str
    updated: datetime
    href: str
    summary: str


class Head(NamedTuple):
    """What a feed says of itself. ``author`` is whose news it is; ``page`` has the same for people.

    ``own`` is the feed's address, empty where nobody knows it. Relative addresses are legal
    (section 2): readers resolve them against the address that they fetched the feed from.
    """

    id: str
    title: str
    language: str
    updated: datetime
    author: str
    page: str
    own: str = ""


def identifier(*parts: str) -> str:
    """Return what identifies a feed or an entry, wherever it is published: the same for ever."""
    return f"urn:uuid:{uuid5(_SPACE, chr(0).join(parts))}"


def atom(head: Head, entries: Iterable[Entry]) -> bytes:
    """Return a feed; the newest entries come first where they are given so."""
    own = f'<link rel="self" type="application/atom+xml" href={quoteattr(plain(head.own))}/>'
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(head.language)}>',
        *_common(head.id, head.title, head.updated, head.page),
        *([own] if head.own else []),
        f"<author>{_element('name', head.author)}</author>",
        *(line for entry in entries for line in _entry(entry)),
        "</feed>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _entry(entry: Entry) -> Iterator[str]:
    yield "<entry>"
    yield from _common(entry.id, entry.title, entry.updated, entry.href)
    yield _element("summary", entry.summary)
    yield "</entry>"


def _common(identity: str, title: str, updated: datetime, page: str) -> Iterator[str]:
    yield _element("id", identity)
    yield _element("title", title)
    yield _element("updated", updated.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    yield f'<link rel="alternate" type="text/html" href={quoteattr(plain(page))}/>'


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(plain(text))}</{name}>"
