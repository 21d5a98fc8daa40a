"""What a publishing changes for attendees."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

from coopsched.comparing import Told
from coopsched.comparing.alike import folded
from coopsched.model import Programme, Speaker
from coopsched.published.noticing import PLACED, noticed
from coopsched.published.records import Publication, Record
from coopsched.published.shown import Person, by_start


class Changed(NamedTuple):
    """A session of which something changes, with its record before and after.

    ``old`` is None where it is new. ``fields`` are names of `noticing.NOTICED`; none where
    only texts change.
    """

    old: Record | None
    new: Record
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changes for attendees. Sessions are by start and key, each in one of the first eight.

    ``moved`` have another time or room; ``altered`` another line-up, joining link or
    status; ``texts`` none of these. ``removed`` are gone from the programme; ``replaced``
    have another in their place. ``renamed`` have another key, whatever else. ``feeds`` are
    the addresses whose contents change, by kind and key, ``new_feeds`` those that there
    were not. ``tell`` are the people in the line-ups, before or after, of all but ``texts``.
    """

    new: tuple[Changed, ...] = ()
    restored: tuple[Changed, ...] = ()
    removed: tuple[Changed, ...] = ()
    replaced: tuple[Changed, ...] = ()
    cancelled: tuple[Changed, ...] = ()
    moved: tuple[Changed, ...] = ()
    altered: tuple[Changed, ...] = ()
    texts: tuple[Changed, ...] = ()
    renamed: tuple[Changed, ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    new_feeds: tuple[tuple[str, str], ...] = ()
    new_languages: tuple[str, ...] = ()
    tell: tuple[Told, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to publish."""
        return any(getattr(self, each.name) for each in fields(self))


def changes(programme: Programme, previous: Publication | None, following: Publication) -> Changes:
    """Return what changes from one publication of a programme to the next."""
    if previous is following:
        return Changes()
    old = {record.uid: record for record in previous.records.values()} if previous else {}
    known = previous.addresses if previous else {}
    sorts: dict[str, list[Changed]] = {}
    renamed: list[Changed] = []
    for record in sorted(following.records.values(), key=lambda each: by_start(each.shown)):
        before = old.get(record.uid)
        if before is None or before.sequence != record.sequence:
            told = noticed(before.shown, record.shown) if before else ()
            changed = Changed(before, record, told)
            sorts.setdefault(_sort(changed), []).append(changed)
        if before is not None and before.key != record.key:
            renamed.append(Changed(before, record))
    there = following.addresses
    languages = previous.languages if previous else ()
    return Changes(
        **{name: tuple(found) for name, found in sorts.items()},
        renamed=tuple(renamed),
        feeds=tuple(
            place
            for place in there
            if place in known and known[place].modified != there[place].modified
        ),
        new_feeds=tuple(place for place in there if place not in known),
        new_languages=tuple(tag for tag in following.languages if tag not in languages),
        tell=_told(programme, sorts),
    )


def _sort(changed: Changed) -> str:
    """Return in which list of `Changes` a session stands."""
    old, new, told = changed
    if old is None:
        return "new"
    if new.state not in (old.state, "shown"):
        return "removed" if new.state == "gone" else "replaced"
    if "status" in told and "cancelled" in (old.shown.status, new.shown.status):
        return "cancelled" if new.shown.status == "cancelled" else "restored"
    if PLACED.intersection(told):
        return "moved"
    return "altered" if told else "texts"


def _told(programme: Programme, sorts: dict[str, list[Changed]]) -> tuple[Told, ...]:
    """Return who must be told, by name, with the keys of their sessions by start."""
    concerns = [each for name, found in sorts.items() if name != "texts" for each in found]
    concerns.sort(key=lambda each: by_start(each.new.shown))
    people: dict[str, Person] = {}
    sessions: dict[str, dict[str, None]] = {}
    for changed in concerns:
        for person in _people(changed):
            name = folded(person.name)
            people[name] = person
            sessions.setdefault(name, {})[changed.new.key] = None
    known = {speaker.key: speaker for speaker in programme.speakers}
    return tuple(
        Told(known.get(people[name].key) or _speaker(people[name]), tuple(sessions[name]))
        for name in sorted(people)
    )


def _people(changed: Changed) -> Iterator[Person]:
    """Yield those in the line-ups; nobody where it was and is cancelled."""
    records = [record for record in changed[:2] if record is not None]
    if any(record.shown.status != "cancelled" for record in records):
        for record in records:
            yield from record.shown.speakers


def _speaker(person: Person) -> Speaker:
    return Speaker(key=person.key, name=person.name)
