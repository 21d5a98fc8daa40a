"""The addresses of feeds, and which sessions each of them holds."""

from collections.abc import Iterable, Iterator, Mapping

from coopsched.published.records import Address, Publication, Record
from coopsched.published.shown import Shown, by_start
from coopsched.text import serves as serves_any

Place = tuple[str, str]
"""The kind and the key of an address."""


def members(
    address: Address, publication: Publication, shown: Mapping[str, Shown]
) -> tuple[str, ...]:
    """Return the keys of the records that a feed holds, by start and key.

    ``shown`` is what is shown of each record. The address need not be one of the publication's.
    For all feeds of a publication, `every_members` does it at once.
    """
    ways = ways_of(publication.addresses.values())
    there = followed((address.kind, address.key), ways)
    languages = (*publication.languages, address.key) if address.kind == "in" else ()
    found = [
        shown[record.key]
        for record in publication.records.values()
        if any(place in there for place in places(record, shown[record.key], languages, ways))
    ]
    return tuple(each.key for each in sorted(found, key=by_start))


def every_members(
    publication: Publication, shown: Mapping[str, Shown]
) -> dict[Place, tuple[str, ...]]:
    """Return the keys of the records that each feed of a publication holds, by start and key."""
    ways = ways_of(publication.addresses.values())
    ordered = sorted((shown[key] for key in publication.records), key=by_start)
    held: dict[Place, dict[str, int]] = {}
    for rank, each in enumerate(ordered):
        record = publication.records[each.key]
        for place in places(record, each, publication.languages, ways):
            held.setdefault(place, {})[each.key] = rank
    return {place: _held_at(followed(place, ways), held) for place in publication.addresses}


def _held_at(there: Iterable[Place], held: Mapping[Place, Mapping[str, int]]) -> tuple[str, ...]:
    found = [held[place] for place in there if place in held]
    if len(found) == 1:
        return tuple(found[0])
    ranks = {key: rank for ranked in found for key, rank in ranked.items()}
    return tuple(sorted(ranks, key=ranks.__getitem__))


def ways_of(addresses: Iterable[Address]) -> dict[Place, str]:
    """Return where addresses lead to that go on under another key.

    Those of sessions aside: the record of a session knows all keys that it had.
    """
    return {
        (each.kind, each.key): each.leads_to
        for each in addresses
        if each.leads_to and each.kind != "session"
    }


def followed(place: Place, ways: Mapping[Place, str]) -> tuple[Place, ...]:
    """Return an address, and the one under which it goes on."""
    return ((place[0], ways[place]), place) if place in ways else (place,)


def places(
    record: Record, shown: Shown, languages: Iterable[str], ways: Mapping[Place, str]
) -> Iterator[Place]:
    """Yield the addresses at which a session is found.

    What is permanent is only in the feed of such sessions and in its own, where it
    does not hide what is held at a time. The feed of a session goes on under its earlier
    keys. What is gone is in the feeds it was in, under the keys of that time and under
    those of today.
    """
    yield from (("session", key) for key in (record.key, *record.keys))
    if shown.permanent:
        yield ("permanent", "")
        return
    yield ("programme", "")
    yield from (("in", tag) for tag in languages if serves(shown, tag))
    for place in _of_parts(shown):
        if record.state == "shown":
            yield place
        else:
            yield from followed(place, ways)


def _of_parts(shown: Shown) -> Iterator[Place]:
    """Yield the addresses of rooms, people, track and kind.

    Authors count as speakers: who follows somebody wants to hear the work presented.
    """
    yield from (("room", room.key) for room in shown.rooms)
    yield from (("speaker", person.key) for person in shown.speakers)
    if shown.track is not None:
        yield ("track", shown.track.key)
    yield ("kind", shown.kind or "talk")


def serves(shown: Shown, language: str) -> bool:
    """Tell whether a session is for readers of a language: held in it, or carried into it.

    One that states no language is for all: what nobody said is no reason to miss it, and
    meals are for everybody.
    """
    offered = (*shown.languages, *shown.interpretation, *shown.captions)
    return not offered or serves_any(offered, language)
