"""All feeds of a programme: each event is made once a language, and joined as bytes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from typing import Literal, NamedTuple

from coopsched.model import Programme
from coopsched.published.addresses import Place, every_members, members
from coopsched.published.records import Address, Publication
from coopsched.published.shown import Shown
from coopsched.publishing.feeds.calendars import About, calendar
from coopsched.publishing.feeds.events import Base, base, event, related
from coopsched.publishing.feeds.selecting import Selection, address_of, selected
from coopsched.publishing.feeds.titles import called, colour_of

Times = Literal["utc", "local"]


class Feed(NamedTuple):
    """A feed that has an address, to be made when it is wanted; ``keys`` are those of its records.

    It says what the heads of all feeds say, its address, ``about`` and these records, and
    nothing else.
    """

    address: Address
    about: About
    keys: tuple[str, ...]
    make: Callable[[], bytes]


def feeds(
    programme: Programme,
    publication: Publication,
    shown: Mapping[str, Shown],
    *,
    times: Times = "utc",
    only: Collection[Place] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield each feed that has an address, with its path, sorted by language and path.

    ``shown`` has every record of the publication, by key. Times are written in UTC, or
    in the programme's zone where ``times`` is `local`. ``only`` are the addresses that are
    wanted.
    """
    for each in every_feed(programme, publication, shown, times=times, only=only):
        yield each.about.path, each.make()


def every_feed(
    programme: Programme,
    publication: Publication,
    shown: Mapping[str, Shown],
    *,
    times: Times = "utc",
    only: Collection[Place] | None = None,
    members_of: Mapping[Place, tuple[str, ...]] | None = None,
) -> Iterator[Feed]:
    """Yield what `feeds` yields, made when it is wanted.

    ``members_of`` is what `every_members` returns, where somebody has it already.
    """
    members_of = every_members(publication, shown) if members_of is None else members_of
    bases = _Bases(publication, shown, local=times == "local")
    for language in sorted(publication.languages):
        events = _Events(bases, language)
        there = (each for each in publication.addresses if each[0] != "in" or each[1] == language)
        wanted = (each for each in there if only is None or each in only)
        for each in sorted(wanted, key=lambda each: path(language, *each)):
            address, keys, whole = (
                publication.addresses[each],
                members_of[each],
                each[0] == "programme",
            )
            about = _about(programme, address, language)
            make = partial(_joined, programme, about, events, keys, whole=whole)
            yield Feed(address, about, keys, make)


def feed(
    programme: Programme,
    publication: Publication,
    shown: Mapping[str, Shown],
    *,
    language: str,
    selection: Selection = Selection(),  # noqa: B008  immutable
    times: Times = "utc",
) -> bytes:
    """Return a feed of what is selected; one that has an address is the same byte for byte."""
    events = _Events(_Bases(publication, shown, local=times == "local"), language)
    address = publication.addresses.get(address_of(selection, language) or ("", ""))
    if address is not None:
        keys = members(address, publication, shown)
        about = _about(programme, address, language)
        return _joined(programme, about, events, keys, whole=address.kind == "programme")
    keys = selected(selection, language, publication, shown)
    about = _about_choice(publication, selection, keys, language)
    return _joined(programme, about, events, keys)


def path(language: str, kind: str, key: str) -> str:
    """Return where a feed stands in the published folder: `feeds/fr/room/attic.ics`."""
    if kind == "in":
        return f"feeds/{language}/in-{language}.ics"
    return f"feeds/{language}/{kind}{f'/{key}' if key else ''}.ics"


class _Bases(dict[str, Base | None]):
    """What events are in all languages, each made when it is first wanted."""

    def __init__(
        self, publication: Publication, shown: Mapping[str, Shown], *, local: bool
    ) -> None:
        self.records = publication.records
        self.shown = shown
        self.local = local

    def __missing__(self, key: str) -> Base | None:
        self[key] = base(self.shown[key], self.records[key], local=self.local)
        return self[key]


class _Events(dict[str, bytes]):
    """Events in one language, each made when it is first wanted; empty for what is on no day."""

    def __init__(self, bases: _Bases, language: str) -> None:
        self.bases = bases
        self.language = language

    def __missing__(self, key: str) -> bytes:
        made = self.bases[key]
        self[key] = b"" if made is None else event(made, self.language)
        return self[key]


def _joined(
    programme: Programme,
    about: About,
    events: _Events,
    keys: Iterable[str],
    *,
    whole: bool = False,
) -> bytes:
    """Return a feed; in that of the whole programme events name those that they belong to."""
    keys = [key for key in keys if events[key]]
    made = [events[key] for key in keys]
    if whole:
        there = frozenset(keys)
        made = [_related(events, key, there) for key in keys]
    bases = filter(None, (events.bases[key] for key in keys))
    zones = [each.zone for each in bases if each.zone is not None]
    return calendar(programme, about, made, zones)


def _related(events: _Events, key: str, there: frozenset[str]) -> bytes:
    shown, records = events.bases.shown[key], events.bases.records
    if shown.within is None and not shown.replaces:
        return events[key]
    parents = [records[shown.within].uid] if shown.within in there else []
    siblings = [records[each].uid for each in shown.replaces if each in there]
    return related(events[key], parents, siblings)


def _about(programme: Programme, address: Address, language: str) -> About:
    return About(
        language,
        called(address, language),
        path=path(language, address.kind, address.key),
        modified=address.modified,
        colour=colour_of(programme, address),
    )


def _about_choice(
    publication: Publication, selection: Selection, keys: Iterable[str], language: str
) -> About:
    wanted = [each for wish in selection.wishes(language) for each in wish]
    wanted += [("permanent", "")] if selection.permanent else []
    known = [publication.addresses[each] for each in wanted if each in publication.addresses]
    names = (called(address, language) for address in known)
    moments = (publication.records[key].modified for key in keys)
    return About(language, ", ".join(filter(None, names)), modified=max(moments, default=None))
