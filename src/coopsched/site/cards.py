"""What pages show of a session in one language, made of what attendees are shown of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from coopsched.published.codes import code
from coopsched.published.records import Record
from coopsched.published.shown import Named, Person, Shown
from coopsched.publishing.feeds.describing import spoken
from coopsched.publishing.feeds.lines import on_one_line, plain
from coopsched.publishing.feeds.news import is_held, news
from coopsched.publishing.feeds.times import span
from coopsched.publishing.feeds.words import Words, wording
from coopsched.text import UNDETERMINED, Text

NAMELESS = "–"
"""What is called nothing that can be shown."""


class Worded(NamedTuple):
    """A text, and the language it is in: empty where nobody said."""

    text: str
    lang: str = ""


class Part(NamedTuple):
    """A room, a person or a track: what it is called, and its page in the language's folder."""

    key: str
    name: Worded
    path: str


class Someone(NamedTuple):
    """A person in a line-up, with what stands in brackets behind the name."""

    key: str
    name: str
    path: str
    role: str
    affiliation: str
    beside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A session as pages in one language show it.

    ``start`` and ``end`` are in the programme's zone, None where it is permanent; ``day`` is the
    date of the programme's day, the evening before for what is held past midnight. ``code``
    is short and stays for ever. ``news`` are sentences that people should read first; ``showings``
    are the keys of all sessions that offer the same, by start, itself included; none where it
    is the only one.
    """

    key: str
    code: str
    shown: Shown
    record: Record
    is_held: bool
    title: Worded
    day: date | None
    start: datetime | None
    end: datetime | None
    rooms: tuple[Part, ...]
    people: tuple[Someone, ...]
    track: Part | None
    track_number: int | None
    kind: str
    spoken: str
    news: tuple[str, ...]
    showings: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where its page is in the language's folder."""
        return f"session/{self.key}.html"

    @property
    def status(self) -> str:
        """Its status, `cancelled` also where it is gone from the programme."""
        return self.shown.status if self.is_held else "cancelled"

    @property
    def place(self) -> str:
        """The names of its rooms; empty where it has none."""
        return ", ".join(room.name.text for room in self.rooms)


def worded(text: Text, *languages: str) -> Worded:
    """Return a text on one line, in the first of these languages that it has."""
    tag, found = wording(text, *languages)
    return Worded(on_one_line(found) or NAMELESS, "" if tag == UNDETERMINED else tag)


def part(kind: str, named: Named, language: str) -> Part:
    """Return a room or a track."""
    return Part(named.key, worded(named.name, language), f"{kind}/{named.key}.html")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, which blank lines part."""
    return [each.strip() for each in re.split(r"\n\s*\n", plain(text)) if each.strip()]


def someone(person: Person, words: Words) -> Someone:
    """Return a person of a line-up."""
    affiliation = ", ".join(map(on_one_line, person.affiliation))
    remote = words.remote if person.remote else ""
    beside = ", ".join(filter(None, (words.role(person.role), affiliation, remote)))
    name = on_one_line(person.name) or NAMELESS
    path = f"speaker/{person.key}.html"
    return Someone(person.key, name, path, words.role(person.role), affiliation, beside)


def card(
    shown: Shown,
    record: Record,
    *,
    language: str,
    words: Words,
    day: date | None,
    showings: Iterable[str],
    track_number: int | None,
) -> Card:
    """Return a session as pages in a language show it; ``day`` is the programme's day."""
    held = span(shown)
    return Card(
        key=record.key,
        code=code(record.uid),
        shown=shown,
        record=record,
        is_held=is_held(shown, record),
        title=worded(shown.title, language, *shown.languages),
        day=day,
        start=held and held.start,
        end=held and held.end,
        rooms=tuple(part("room", room, language) for room in shown.rooms),
        people=tuple(someone(person, words) for person in shown.speakers),
        track=part("track", shown.track, language) if shown.track else None,
        track_number=track_number,
        kind=words.kinds.get(shown.kind or "talk", shown.kind or ""),
        spoken=spoken(shown, words),
        news=tuple(filter(None, map(plain, news(shown, record, held, language, words)))),
        showings=tuple(showings),
    )
