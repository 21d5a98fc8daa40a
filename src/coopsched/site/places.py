"""The rooms, speakers and tracks that have a page."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from coopsched.published.shown import Shown
from coopsched.site.whole import Site
from coopsched.text import UNDETERMINED, Text

KINDS = ("speaker", "room", "track")


class Spot(NamedTuple):
    """A room, a speaker or a track: what it was last called, and the sessions that are its own.

    ``sessions`` and ``permanent`` are keys of sessions, by start: those held at a time, and those
    that are open all the time. ``name`` is None for what nobody names any more.
    """

    kind: str
    key: str
    name: Text | None
    sessions: tuple[str, ...]
    permanent: tuple[str, ...]


@lru_cache(maxsize=4)
def spots(site: Site) -> tuple[Spot, ...]:
    """Return all that has a page: what has a feed, and what belongs to permanent sessions alone.

    Of those there is no feed. Every room, speaker and track that a session names is among them.
    """
    permanent = _of_permanent(site)
    addresses = site.publication.addresses
    names = {place: each.name for place, each in addresses.items() if place[0] in KINDS}
    for each in site.shown.values():
        for place, name in _named(each):
            names[place] = names.get(place) or name
    return tuple(
        Spot(*place, names[place], site.members.get(place, ()), permanent.get(place, ()))
        for place in sorted(names)
    )


def _of_permanent(site: Site) -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for key, each in sorted(site.shown.items()):
        if each.permanent:
            for place in dict.fromkeys(place for place, _ in _named(each)):
                found[place] = (*found.get(place, ()), key)
    return found


def _named(shown: Shown) -> Iterator[tuple[tuple[str, str], Text]]:
    """Yield what a session names, with what it calls it."""
    for person in shown.speakers:
        yield ("speaker", person.key), Text({UNDETERMINED: person.name})
    for room in shown.rooms:
        yield ("room", room.key), room.name
    if shown.track is not None:
        yield ("track", shown.track.key), shown.track.name
