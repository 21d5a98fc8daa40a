"""Which other sessions the page of a session names."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from coopsched.moment import utc
from coopsched.published.shown import by_start
from coopsched.publishing.feeds.news import is_held
from coopsched.site.whole import Site

Keys = tuple[str, ...]


class Related(NamedTuple):
    """The keys of other sessions, those of each kind by start.

    ``instead`` are held in the place of this one, which is itself held in that of ``replaces``.
    ``within`` is the longer session around it, ``parts`` what is held within it. ``earlier`` and
    ``later`` are parts of the same matter, ``before`` and ``after`` its neighbours in the same
    room.
    """

    instead: Keys = ()
    replaces: Keys = ()
    showings: Keys = ()
    within: Keys = ()
    parts: Keys = ()
    earlier: Keys = ()
    later: Keys = ()
    before: Keys = ()
    after: Keys = ()

    def keys(self) -> Iterator[str]:
        """Yield all keys, each as often as it is named."""
        for keys in self:
            yield from keys


def related(site: Site, key: str) -> Related:
    """Return what the page of a session names. Raises KeyError."""
    index, shown = _index(site), site.shown[key]
    before, after = _neighbours(site, key)
    return Related(
        instead=tuple(each.key for each in shown.replaced_by if each.key in site.shown),
        replaces=index.replaces.get(key, ()),
        showings=tuple(each for each in site.showings.get(key, ()) if each != key),
        within=(shown.within,) if shown.within and shown.within in site.shown else (),
        parts=index.parts.get(key, ()),
        earlier=index.earlier.get(key, ()),
        later=index.later.get(key, ()),
        before=before,
        after=after,
    )


class _Index(NamedTuple):
    """The relations that a session does not state itself, by its key."""

    replaces: Mapping[str, Keys]
    parts: Mapping[str, Keys]
    earlier: Mapping[str, Keys]
    later: Mapping[str, Keys]
    rooms: Mapping[str, Keys]


@lru_cache(maxsize=4)
def _index(site: Site) -> _Index:
    ordered = sorted(site.shown.values(), key=by_start)
    continued = [(each.key, earlier) for each in ordered if (earlier := _continued(site, each.key))]
    return _Index(
        replaces=_gathered((heir.key, each.key) for each in ordered for heir in each.replaced_by),
        parts=_gathered((each.within, each.key) for each in ordered if each.within),
        earlier=_gathered(continued),
        later=_gathered((earlier, later) for later, earlier in continued),
        rooms=_gathered(
            (each.rooms[0].key, each.key)
            for each in ordered
            if each.rooms and each.start and is_held(each, site.publication.records[each.key])
        ),
    )


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, Keys]:
    found: dict[str, list[str]] = {}
    for key, other in pairs:
        found.setdefault(key, []).append(other)
    return {key: tuple(others) for key, others in found.items()}


def _continued(site: Site, key: str) -> str | None:
    """Return what a session continues; nothing that only the organisers know.

    A publication does not tell: where the session has become a draft, the file may say anything.
    """
    session = _stated(site).get(key)
    if session is None or site.publication.records[key].state != "shown":
        return None
    return session if session in site.shown else None


@lru_cache(maxsize=4)
def _stated(site: Site) -> Mapping[str, str]:
    return {
        session.key: session.continues
        for session in site.programme.sessions
        if session.continues and session.status != "draft"
    }


def _neighbours(site: Site, key: str) -> tuple[Keys, Keys]:
    """Return what is held before and after a session, on its day and in the first of its rooms."""
    rooms = site.shown[key].rooms
    held = _index(site).rooms.get(rooms[0].key, ()) if rooms else ()
    if key not in held:
        return (), ()
    place, day = held.index(key), site.day_of(key)
    before = (each for each in reversed(held[:place]) if _is_over_before(site, each, key))
    after = (each for each in held[place + 1 :] if _is_over_before(site, key, each))
    nearest = (next(before, None), next(after, None))
    first, second = ((each,) if each and site.day_of(each) == day else () for each in nearest)
    return first, second


def _is_over_before(site: Site, one: str, other: str) -> bool:
    end, start = site.shown[one].end, site.shown[other].start
    return end is not None and start is not None and utc(end) <= utc(start)
