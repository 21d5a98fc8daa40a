"""From the addresses of one publication to those of the next: none is ever lost."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from coopsched.model import Programme, Room, Speaker, Track
from coopsched.published.addresses import Place, every_members, followed, places, ways_of
from coopsched.published.fingerprinting import digest, plain
from coopsched.published.records import Address, Publication
from coopsched.published.showing import room_name
from coopsched.published.shown import Shown
from coopsched.text import UNDETERMINED, Text

SECOND = timedelta(seconds=1)


class _Part(NamedTuple):
    """What a feed is called, and its colour."""

    name: Text | None = None
    colour: str | None = None


def addressed(
    programme: Programme,
    publication: Publication,
    shown: Mapping[str, Shown],
    live: Collection[str],
    at: datetime,
) -> Publication:
    """Return a publication with new records and the addresses of before, with those of today.

    ``live`` are the keys of the records that the programme has. An address is made when one
    of them first needs it, so that an address announces nobody. It then stays.
    """
    parts = _parts(programme, shown)
    ways = _ways(programme, publication, parts.keys())
    known = publication.addresses
    blank = {
        place: _led(known[place], ways.get(place))
        if place in known
        else Address(kind=place[0], key=place[1], name=None, modified=at, fingerprint="")
        for place in sorted({*known, *_needed(publication, shown, live)})
    }
    held = every_members(replace(publication, addresses=blank), shown)
    marks = {key: (each.uid, each.sequence) for key, each in publication.records.items()}
    head = digest(_head(programme))
    addresses = {}
    for place, address in blank.items():
        part = parts.get(followed(place, ways)[0]) or _Part(address.name)
        events = [marks[key] for key in held[place]]
        mark = digest([head, *place, plain(part.name), part.colour, events])
        addresses[place] = _next(address, part.name, mark, at)
    return replace(publication, addresses=addresses)


def _next(address: Address, name: Text | None, mark: str, at: datetime) -> Address:
    """Return what follows an address: itself, where its feed stays the same."""
    if mark == address.fingerprint:
        return address
    modified = max(at, address.modified + SECOND) if address.fingerprint else at
    return replace(address, name=name, modified=modified, fingerprint=mark)


def _led(address: Address, key: str | None) -> Address:
    return address if address.leads_to == key else replace(address, leads_to=key)


def _head(programme: Programme) -> list[object]:
    """Return what the head of every feed says."""
    site = programme.site.url if programme.site else None
    about = (programme.title, programme.description)
    return [*map(plain, about), programme.url, site, programme.timezone]


def _parts(programme: Programme, shown: Mapping[str, Shown]) -> dict[Place, _Part]:
    """Return what the programme says of all that has a feed of its own."""
    found = {("room", room.key): _Part(room_name(room)) for room in programme.rooms}
    for speaker in programme.speakers:
        found["speaker", speaker.key] = _Part(Text({UNDETERMINED: speaker.name}))
    for track in programme.tracks:
        found["track", track.key] = _Part(track.title, track.colour)
    for key, each in shown.items():
        found["session", key] = _Part(each.title)
    return found


def _needed(
    publication: Publication, shown: Mapping[str, Shown], live: Collection[str]
) -> Iterator[Place]:
    yield ("programme", "")
    yield from (("in", tag) for tag in publication.languages)
    for key in live:
        yield from places(publication.records[key], shown[key], (), {})


def _ways(
    programme: Programme, publication: Publication, there: Collection[Place]
) -> dict[Place, str]:
    """Return where addresses lead to whose part has another key now, however often it changed."""
    ways = ways_of(publication.addresses.values())
    for place in [
        place for place in ways if place in there and (place[0], ways[place]) not in there
    ]:
        del ways[place]  # it has its old key again
    for kind in ("room", "speaker", "track"):
        parts: Sequence[Room | Speaker | Track] = getattr(programme, f"{kind}s")
        # Of several that had a key, the first by key is the one that goes on.
        for part in sorted(parts, key=lambda each: each.key, reverse=True):
            ways |= {(kind, old): part.key for old in part.was if old != part.key}
    ways = {place: _last(place, ways, there) for place in ways}
    for record in publication.records.values():
        ways |= {("session", old): record.key for old in record.keys}
    return {place: key for place, key in ways.items() if place in publication.addresses}


def _last(place: Place, ways: Mapping[Place, str], there: Collection[Place]) -> str:
    """Return the key that there is now, or the last of those that led on."""
    kind, passed = place[0], {place}
    place = (kind, ways[place])
    while place not in there and place in ways and place not in passed:
        passed.add(place)
        place = (kind, ways[place])
    return place[1]
