"""A publication without a person."""

import re
from dataclasses import replace
from typing import NamedTuple

from coopsched.published.addresses import followed, ways_of
from coopsched.published.records import Address, Publication, Record
from coopsched.published.shown import Named, Shown
from coopsched.text import Text

INSTEAD = "…"
"""What stands where a name stood in a text."""


def forget(publication: Publication, speaker: str) -> Publication:
    """Return the publication without a speaker: in no line-up, in no text, and without a feed.

    All keys that the speaker had are forgotten, and who has the same name under another
    key. It is the same publication where nobody has that key. It has to be followed by
    another publishing, which counts what changed for attendees. The keys and UIDs of
    sessions stay, also where they spell a name: see `spelling`.
    """
    keys, names = _known_as(publication, speaker)
    forgotten = _Forgotten(keys, names)
    records = {key: forgotten.record(each) for key, each in publication.records.items()}
    addresses = {
        place: forgotten.address(each)
        for place, each in publication.addresses.items()
        if place[0] != "speaker" or place[1] not in keys
    }
    if records == publication.records and addresses == publication.addresses:
        return publication
    return replace(publication, serial=publication.serial + 1, records=records, addresses=addresses)


def spelling(publication: Publication, speaker: str) -> tuple[str, ...]:
    """Return the keys of the sessions whose key or UID holds a key of the speaker.

    They are what calendars know these sessions by, and cannot change.
    """
    keys, _ = _known_as(publication, speaker)
    return tuple(
        record.key
        for record in publication.records.values()
        if any(key in held for key in keys for held in (record.key, record.uid, *record.keys))
    )


def _known_as(publication: Publication, speaker: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of a speaker, today's and earlier ones, and the names."""
    ways = ways_of(publication.addresses.values())
    last = {place: followed(place, ways)[0] for place in publication.addresses}
    wanted = last.get(("speaker", speaker), ("speaker", speaker))
    keys = {speaker, wanted[1]} | {place[1] for place in last if last[place] == wanted}
    names = {
        wording
        for place, each in publication.addresses.items()
        if place[0] == "speaker" and place[1] in keys and each.name
        for wording in each.name.values()
    }
    people = [person for record in publication.records.values() for person in record.shown.speakers]
    return frozenset(keys), frozenset(names | {each.name for each in people if each.key in keys})


class _Forgotten(NamedTuple):
    """Somebody whom nothing shall name: all keys and names."""

    keys: frozenset[str]
    names: frozenset[str]

    def record(self, record: Record) -> Record:
        before = record.before
        if before is not None:
            before = before._replace(rooms=tuple(map(self.text, before.rooms)))
        return replace(record, shown=self.shown(record.shown), before=before)

    def shown(self, shown: Shown) -> Shown:
        speakers = tuple(
            each._replace(affiliation=tuple(map(self.wording, each.affiliation)))
            for each in shown.speakers
            if each.key not in self.keys and each.name not in self.names
        )
        return replace(
            shown,
            # An address to join may well have somebody's name in it.
            links=shown.links if len(speakers) == len(shown.speakers) else (),
            speakers=speakers,
            title=self.text(shown.title),
            notice=shown.notice and self.text(shown.notice),
            rooms=tuple(map(self.named, shown.rooms)),
            track=shown.track and self.named(shown.track),
            replaced_by=tuple(map(self.named, shown.replaced_by)),
        )

    def address(self, address: Address) -> Address:
        return replace(address, name=address.name and self.text(address.name))

    def named(self, named: Named) -> Named:
        return Named(named.key, self.text(named.name))

    def text(self, text: Text) -> Text:
        return Text({tag: self.wording(wording) for tag, wording in text.items()})

    def wording(self, wording: str) -> str:
        for name in sorted(self.names, key=len, reverse=True):
            wording = re.sub(
                rf"(?<!\w){re.escape(name)}(?!\w)", INSTEAD, wording, flags=re.IGNORECASE
            )
        return wording
