"""How to subscribe to each feed, what to expect, and how to end it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from coopsched.published.addresses import Place
from coopsched.published.records import Address
from coopsched.publishing.feeds.joining import path as feed_path
from coopsched.publishing.feeds.titles import called
from coopsched.site.edition import Edition, edition_of
from coopsched.site.instructions import INSTRUCTIONS, LABELS, PROGRAMS
from coopsched.site.labels import Table, french, said
from coopsched.site.leaf import Leaf
from coopsched.site.whole import Site
from coopsched.text import fold

PATH = "subscribe.html"
_ALL = ("room", "track", "kind", "speaker")
LISTS = _ALL[:-1]
"""The kinds of addresses that the page lists with buttons; speakers have them on their pages."""
_OFFERED = {"programme": "everything", "in": "only", "permanent": "permanent"}
"""What is offered first, by kinds of addresses, and the names of their labels."""

BUTTONS: Table = {
    "en": {
        "webcal": "Subscribe",
        "google": "Google",
        "outlook": "Outlook.com",
        "office": "Microsoft 365",
        "copy": "Copy the address",
        "copied": "Copied",
        "address": "Address",
        "download": "Download a copy",
        "once": "Changes will not reach a downloaded copy.",
    },
    "fr": french(
        {
            "webcal": "S’abonner",
            "google": "Google",
            "outlook": "Outlook.com",
            "office": "Microsoft 365",
            "copy": "Copier l’adresse",
            "copied": "Adresse copiée",
            "address": "Adresse",
            "download": "Télécharger une copie",
            "once": "Les changements n’atteindront pas une copie téléchargée.",
        }
    ),
    "nl": {
        "webcal": "Abonneren",
        "google": "Google",
        "outlook": "Outlook.com",
        "office": "Microsoft 365",
        "copy": "Adres kopiëren",
        "copied": "Gekopieerd",
        "address": "Adres",
        "download": "Kopie downloaden",
        "once": "Wijzigingen komen niet in een gedownloade kopie terecht.",
    },
    "de": {
        "webcal": "Abonnieren",
        "google": "Google",
        "outlook": "Outlook.com",
        "office": "Microsoft 365",
        "copy": "Adresse kopieren",
        "copied": "Kopiert",
        "address": "Adresse",
        "download": "Kopie herunterladen",
        "once": "Änderungen kommen in einer heruntergeladenen Kopie nicht an.",
    },
}
"""The labels of the buttons of a feed."""


class Feed(NamedTuple):
    """A feed that people can subscribe to, with its addresses in calendar programs.

    ``name`` is what it holds, ``calendar`` what calendars call it. ``path`` is where it stands
    in the published folder. The addresses are empty where the programme does not say where it is
    published: the page's script then makes them, when it knows. ``https`` is the plain one,
    also where that is `http:`. ``say`` are the labels of its buttons.
    """

    name: str
    calendar: str
    path: str
    https: str
    webcal: str
    google: str
    outlook: str
    office: str
    say: Mapping[str, str]


class Listed(NamedTuple):
    """A feed in a list, with the number of its sessions in words, and what else is to be said."""

    feed: Feed
    sessions: str
    about: str


def feed(edition: Edition, kind: str, key: str = "") -> Feed | None:
    """Return a feed by its address: `("room", "attic")`, `("programme", "")`, `("in", "nl")`.

    None where there is nothing to subscribe to: in a preview, and where no such feed is published.
    """
    site = edition.site
    address = site.publication.addresses.get((kind, key))
    if address is None or site.is_preview:
        return None
    path = feed_path(edition.language, kind, key)
    title = edition.title.text
    holds = called(address, edition.language)
    calendar = f"{title} – {holds}" if holds else title
    https = f"{site.url}/{quote(path)}" if site.url else ""
    return Feed(
        name=_name(edition, address) or holds or title,
        calendar=calendar,
        path=path,
        https=https,
        **_elsewhere(https, calendar),
        say=said(BUTTONS, edition.language),
    )


def _elsewhere(https: str, calendar: str) -> dict[str, str]:
    """Return the addresses that make calendar programs subscribe to one.

    Nobody promises those of Google and Microsoft. Google takes an `https:` address for somebody's
    calendar, and says that there is no such person; Outlook on the web knows no `webcal:`.
    """
    if not https:
        return dict.fromkeys(("webcal", "google", "outlook", "office"), "")
    webcal = "webcal:" + https.partition(":")[2]
    asked = f"calendar/0/addfromweb?url={quote(https, safe='')}&name={quote(calendar, safe='')}"
    return {
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/render?cid={quote(webcal, safe='')}",
        "outlook": f"https://outlook.live.com/{asked}",
        "office": f"https://outlook.office.com/{asked}",
    }


def _name(edition: Edition, address: Address) -> str:
    """Return what a feed is called; empty for those that are called what calendars call them."""
    named = said(LABELS, edition.language).get(_OFFERED.get(address.kind, ""), "")
    return named.format(edition.words.language_name(edition.language))


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield the page of each edition."""
    for language in site.languages:
        edition = edition_of(site, language)
        yield Leaf(edition.file(PATH), _mark(edition), partial(_page, edition))


def _mark(edition: Edition) -> str:
    site = edition.site
    places = [*_offered(edition), *(place for kind in _ALL for place in _of_kind(edition, kind))]
    listed = [
        (place, site.publication.addresses[place].name, len(site.members[place]))
        for place in places
        if place in site.publication.addresses
    ]
    return site.mark((), edition.file(PATH), repr(listed))


def _page(edition: Edition) -> bytes:
    return edition.page(
        "subscribe.html",
        PATH,
        LABELS,
        button=said(BUTTONS, edition.language),
        tell=said(INSTRUCTIONS, edition.language),
        programs=PROGRAMS,
        chosen=_listed(edition, _offered(edition)),
        lists=[(kind, _listed(edition, _of_kind(edition, kind))) for kind in LISTS],
        speakers=_speakers(edition),
    )


def _offered(edition: Edition) -> list[Place]:
    return [(kind, edition.language if kind == "in" else "") for kind in _OFFERED]


def _of_kind(edition: Edition, kind: str) -> list[Place]:
    """Return the addresses of a kind that hold sessions, and did not move to another.

    Rooms and tracks come in the order of the programme, all else by name. What holds everything
    is offered already, though people want to find their names.
    """
    site = edition.site
    ordered = {
        "room": [room.key for room in site.programme.rooms],
        "track": [track.key for track in site.programme.tracks],
    }
    ranks = {key: rank for rank, key in enumerate(ordered.get(kind, ()))}
    everything = site.members.get(("programme", "")) if kind != "speaker" else None
    found = [
        (ranks.get(address.key, len(ranks)), fold(called(address, edition.language)), place)
        for place, address in site.publication.addresses.items()
        if address.kind == kind
        and not address.leads_to
        and site.members[place] not in ((), everything)
    ]
    return [place for _, _, place in sorted(found)]


def _listed(edition: Edition, places: Iterable[Place]) -> list[Listed]:
    """Return the feeds that hold a session."""
    found = []
    for kind, key in places:
        number = len(edition.site.members.get((kind, key), ()))
        each = feed(edition, kind, key)
        if each is not None and number:
            about = said(LABELS, edition.language).get(f"{_OFFERED.get(kind)}_about", "")
            found.append(Listed(each, edition.counted(number), about))
    return found


def _speakers(edition: Edition) -> list[tuple[str, str]]:
    """Return names of people with the paths of their pages."""
    addresses = edition.site.publication.addresses
    return [
        (called(addresses[place], edition.language), f"speaker/{place[1]}.html")
        for place in _of_kind(edition, "speaker")
    ]
