"""A page for each speaker, room and track: what is held by, in or about it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from itertools import groupby
from typing import NamedTuple

from coopsched.model import Room, Speaker, Track
from coopsched.publishing.feeds.lines import on_one_line, uri
from coopsched.site.cards import NAMELESS, Card, Worded, worded
from coopsched.site.edition import Edition, edition_of
from coopsched.site.graph import Graph, person_graph
from coopsched.site.labels import Table, french, said
from coopsched.site.leaf import Leaf
from coopsched.site.linking import Described, described, host
from coopsched.site.moving import goes_on, moved
from coopsched.site.places import KINDS, Spot, spots
from coopsched.site.subscribing import feed
from coopsched.site.whole import Site

Part = Speaker | Room | Track


class About(NamedTuple):
    """What a page says of a person, a room or a track, besides its sessions.

    ``beside`` is where a room is, or whom a person works for. ``links`` are addresses with
    those whose pages they lead to.
    """

    beside: str = ""
    text: Described = Described()
    links: tuple[tuple[str, str], ...] = ()


class Row(NamedTuple):
    """A session of a list, with what somebody does in it: empty for a speaker."""

    card: Card
    role: str


class ListedDay(NamedTuple):
    """The sessions of a day; what is permanent has no date."""

    date: date | None
    rows: tuple[Row, ...]


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield the page of each, and those at addresses of before that lead to them."""
    for language in site.languages:
        edition = edition_of(site, language)
        for spot in spots(site):
            if goes_on(site, spot.kind, spot.key) is None:
                path = edition.file(f"{spot.kind}/{spot.key}.html")
                yield Leaf(path, _mark(site, spot, path), partial(_page, edition, spot))
        for kind in KINDS:
            yield from moved(edition, kind)


def _mark(site: Site, spot: Spot, path: str) -> str:
    has_feed = (spot.kind, spot.key) in site.publication.addresses
    keys = (*spot.sessions, *spot.permanent)
    first = [site.publication.records[site.showings.get(key, (key,))[0]].uid for key in keys]
    return site.mark(keys, path, repr(spot), repr(_part(site, spot)), has_feed, first)


def _page(edition: Edition, spot: Spot) -> bytes:
    about = _about(edition, spot)
    name = worded(spot.name, edition.language) if spot.name else Worded(NAMELESS)
    days = list(_days(edition, spot))
    count = edition.counted(sum(len(day.rows) for day in days))
    return edition.page(
        "listing.html",
        f"{spot.kind}/{spot.key}.html",
        LABELS,
        kind=said(LABELS, edition.language)[spot.kind],
        spot=spot,
        name=name,
        about=about,
        days=days,
        count=count,
        track_number=edition.site.track_numbers.get(spot.key) if spot.kind == "track" else None,
        feed=feed(edition, spot.kind, spot.key),
        description=about.text.beginning or _facts(name.text, about.beside, count),
        graph=_graph(edition, spot, name.text),
    )


def _days(edition: Edition, spot: Spot) -> Iterator[ListedDay]:
    rows = (_row(edition.card(key), spot) for key in (*spot.permanent, *spot.sessions))
    for day, found in groupby(rows, key=lambda row: row.card.day):
        yield ListedDay(day, tuple(found))


def _row(card: Card, spot: Spot) -> Row:
    own = (one for one in card.people if one.key == spot.key and spot.kind == "speaker")
    return Row(card, ", ".join(filter(None, (one.role for one in own))))


def _part(site: Site, spot: Spot) -> Part | None:
    """Return what the programme says of something with sessions, which it has to have still."""
    records = site.publication.records
    if all(records[key].state != "shown" for key in (*spot.sessions, *spot.permanent)):
        return None
    return _parts(site).get((spot.kind, spot.key))


@lru_cache(maxsize=4)
def _parts(site: Site) -> Mapping[tuple[str, str], Part]:
    programme = site.programme
    found: list[tuple[str, Iterable[Part]]] = [
        ("speaker", programme.speakers),
        ("room", programme.rooms),
        ("track", programme.tracks),
    ]
    return {(kind, part.key): part for kind, parts in found for part in parts}


def _about(edition: Edition, spot: Spot) -> About:
    part = _part(edition.site, spot)
    match part:
        case Speaker():
            addresses = (*([part.url] if part.url else []), *part.same_as)
            return About(
                ", ".join(map(on_one_line, part.affiliation)),
                described(part.biography, edition.language),
                tuple((uri(each), host(each) or each) for each in dict.fromkeys(addresses)),
            )
        case Room():
            return About(edition.words.online if part.online else edition.venue)
        case Track():
            return About("", described(part.description, edition.language))
    return About()


def _facts(*told: str) -> str:
    return " · ".join(filter(None, told))


def _graph(edition: Edition, spot: Spot, name: str) -> Graph | None:
    part = _part(edition.site, spot)
    if not isinstance(part, Speaker):
        return None
    return person_graph(
        edition,
        name,
        f"speaker/{spot.key}.html",
        organisation=part.organisation,
        affiliation=part.affiliation,
        same_as=[*([part.url] if part.url else []), *part.same_as],
    )


LABELS: Table = {
    "en": {
        "back": "Back to the agenda",
        "speaker": "Speaker",
        "room": "Room",
        "track": "Track",
        "links": "Links",
        "nothing": "Nothing is planned here any more.",
        "calendar": "Follow in your calendar",
    },
    "fr": french(
        {
            "back": "Retour au programme",
            "speaker": "Intervenant·e",
            "room": "Salle",
            "track": "Thématique",
            "links": "Liens",
            "nothing": "Plus rien n’est prévu ici.",
            "calendar": "Suivre dans votre agenda",
        }
    ),
    "nl": {
        "back": "Terug naar het programma",
        "speaker": "Spreker",
        "room": "Zaal",
        "track": "Thema",
        "links": "Links",
        "nothing": "Hier is niets meer gepland.",
        "calendar": "Volgen in uw agenda",
    },
    "de": {
        "back": "Zurück zum Programm",
        "speaker": "Mitwirkende(r)",
        "room": "Raum",
        "track": "Thema",
        "links": "Links",
        "nothing": "Hier ist nichts mehr geplant.",
        "calendar": "Im Kalender verfolgen",
    },
}
"""What these pages say themselves."""
