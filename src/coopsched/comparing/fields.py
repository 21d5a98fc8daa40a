"""What there is to compare in a session: its fields, as an attendee sees them."""

from collections.abc import Mapping
from typing import NamedTuple

from coopsched.comparing.alike import Alike
from coopsched.model import LineUpEntry, Link, Session
from coopsched.moment import utc
from coopsched.text import Text

NOTABLE = ("start", "end", "room", "status", "speakers", "join", "private-join")
"""Fields whose changes people must be told."""

FIELDS: Mapping[str, str] = {
    "start": "start",
    "end": "end",
    "room": "rooms",
    "status": "status",
    "speakers": "speakers",
    "join": "links",
    "private-join": "links",
    "title": "title",
    "language": "languages",
    "interpretation": "interpretation",
    "captions": "captions",
    "track": "track",
    "kind": "kind",
    "description": "description",
    "tags": "tags",
    "notice": "notice",
    "links": "links",
    "private-links": "links",
    "permanent": "permanent",
    "day": "day",
}
"""All that is compared, with the field of a session that holds it."""
PRIVATE = ("private-join", "private-links")
"""What is compared and never shown: that it changed is all there is to say."""


class Alikes(NamedTuple):
    """Who and what is the same in two versions."""

    people: Alike
    rooms: Alike
    tracks: Alike


class _Known(NamedTuple):
    """For the keys of one version, who and what they stand for."""

    people: Mapping[str, str]
    rooms: Mapping[str, str]
    tracks: Mapping[str, str]


def changed_fields(
    old: Session,
    new: Session,
    alikes: Alikes,
    *,
    carried: frozenset[str] | None = None,
    private: bool = True,
) -> tuple[str, ...]:
    """Return the names of the fields that differ, in the order of `FIELDS`.

    Times are compared as instants, rooms, people and tracks by whom and what they
    are, texts by their words. ``carried`` names the fields of a session that both
    sources can hold; None is all. Without ``private``, links that are so are not compared.
    """
    before = _seen(old, _Known(*(alike.old for alike in alikes)))
    after = _seen(new, _Known(*(alike.new for alike in alikes)))
    placed = old.start is not None or new.start is not None
    return tuple(
        name
        for name, field in FIELDS.items()
        if before[name] != after[name]
        and (carried is None or field in carried)
        and not (name == "day" and placed)  # a start tells the day
        and (private or name not in PRIVATE)
    )


def joining(session: Session) -> tuple[Link, ...]:
    """Return the public links by which one takes part."""
    return tuple(link for link in session.links if link.kind == "join" and not link.private)


def other_links(session: Session) -> tuple[Link, ...]:
    """Return the public links of other kinds."""
    return tuple(link for link in session.links if link.kind != "join" and not link.private)


def private_links(session: Session, name: str) -> tuple[Link, ...]:
    """Return the private links of a field of `PRIVATE`."""
    joins = name == "private-join"
    return tuple(link for link in session.links if link.private and (link.kind == "join") == joins)


def _seen(session: Session, known: _Known) -> dict[str, object]:
    """Return each field so that two are equal where an attendee sees no difference."""
    return {
        "start": session.start and utc(session.start),
        "end": session.end and utc(session.end),
        "room": frozenset(known.rooms[key] for key in session.rooms),
        "status": session.status,
        "speakers": frozenset(_part(entry, known.people) for entry in session.speakers),
        "join": _addresses(joining(session)),
        **{name: _addresses(private_links(session, name)) for name in PRIVATE},
        "title": words(session.title),
        "language": _tags(session.languages),
        "interpretation": _tags(session.interpretation),
        "captions": _tags(session.captions),
        "track": session.track and known.tracks[session.track],
        "kind": session.kind or "talk",
        "description": words(session.description),
        "tags": frozenset(session.tags),
        "notice": words(session.notice),
        "links": _addresses(other_links(session)),
        "permanent": session.permanent,
        "day": session.day and session.day.date,
    }


def _part(entry: LineUpEntry, people: Mapping[str, str]) -> tuple[object, ...]:
    times = (moment and utc(moment) for moment in (entry.from_, entry.until))
    return people[entry.speaker], entry.role, entry.remote, *times


def _addresses(links: tuple[Link, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((link.kind, link.url) for link in links)


def _tags(tags: tuple[str, ...]) -> frozenset[str]:
    return frozenset(tag.casefold() for tag in tags)


def words(text: Text | None) -> object:
    """Return the wordings of a text as they are compared.

    Of one in a single language, whichever that is, they are its words.
    """
    if text is None:
        return None
    wordings = {language: " ".join(words.split()) for language, words in text.items()}
    return next(iter(wordings.values())) if len(wordings) == 1 else wordings
