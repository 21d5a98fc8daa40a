"""A page for each session, and at its earlier addresses one that leads there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from coopsched.publishing.feeds.describing import JOINING
from coopsched.publishing.feeds.lines import on_one_line, plain, uri
from coopsched.publishing.feeds.news import news
from coopsched.publishing.feeds.times import days_in_words, span
from coopsched.publishing.feeds.words import wording
from coopsched.site.cards import Card, Worded, worded
from coopsched.site.edition import Edition, edition_of
from coopsched.site.graph import organisations, session_graph
from coopsched.site.labels import Table, french
from coopsched.site.leaf import Leaf
from coopsched.site.linking import described, host, shortened
from coopsched.site.moving import moved
from coopsched.site.relations import related
from coopsched.site.subscribing import feed
from coopsched.site.whole import Site
from coopsched.text import UNDETERMINED

_DAY = timedelta(days=1)


class When(NamedTuple):
    """When a session is, in words around its times.

    ``date`` is that of its start. ``until`` is that of its end where it lasts for more than a
    day; ``night`` the programme's day where that is the evening before. ``zone`` is told where
    somebody may be elsewhere. A permanent session has ``date`` alone.
    """

    date: str
    until: str = ""
    night: str = ""
    zone: str = ""


class Address(NamedTuple):
    """A link that belongs to a session, with what it is called and whose page it leads to."""

    name: str
    url: str
    host: str


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield the pages of all that was ever published, and those of keys that they had before."""
    for language in site.languages:
        edition = edition_of(site, language)
        for key in site.publication.records:
            path = edition.file(f"session/{key}.html")
            yield Leaf(path, _mark(site, key, path), partial(_page, edition, key))
        yield from moved(edition, "session")


def _mark(site: Site, key: str, path: str) -> str:
    others = related(site, key)
    has_feed = ("session", key) in site.publication.addresses
    line_up = {person.key for person in site.shown[key].speakers}
    firms = sorted(line_up & organisations(site))
    return site.mark((key, *others.keys()), path, others, has_feed, firms)


def _page(edition: Edition, key: str) -> bytes:
    card, others = edition.card(key), related(edition.site, key)
    when = _when(card, edition)
    text = described(card.shown.description, edition.language, *card.shown.languages)
    return edition.page(
        "session.html",
        card.path,
        LABELS,
        card=card,
        when=when,
        news=_news(card, edition),
        notice=_notice(card, edition),
        described=text,
        place=_place(card, edition),
        links=list(_links(card, edition)),
        tags=[tag for tag in map(on_one_line, card.shown.tags) if tag],
        feed=feed(edition, "session", key) if card.is_held else None,
        others=others,
        description=text.beginning or _facts(card, when),
        graph=session_graph(edition, card, text.beginning),
    )


def _when(card: Card, edition: Edition) -> When:
    locale, shown = edition.locale, card.shown
    held = span(shown)
    if held is None:
        return When(days_in_words(shown.days, edition.words))
    until = night = ""
    if held.end and held.end - held.start >= _DAY:
        until = locale.day(held.end.date())
    if card.day and card.day != held.start.date():
        night = locale.day(card.day)
    elsewhere = shown.online or held.shifts or any(person.remote for person in shown.speakers)
    offset = held.start.isoformat()[-6:]
    zone = f"{shown.timezone}, UTC{offset}" if elsewhere else ""
    return When(locale.day(held.start.date()), until, night, zone)


def _news(card: Card, edition: Edition) -> list[str]:
    """Return what people should know first, but what has a place of its own on the page."""
    shown = replace(card.shown, replaced_by=(), notice=None)
    told = news(shown, card.record, span(shown), edition.language, edition.words)
    return [sentence for sentence in map(plain, told) if sentence]


def _notice(card: Card, edition: Edition) -> Worded | None:
    if card.shown.notice is None:
        return None
    tag, text = wording(card.shown.notice, edition.language, *card.shown.languages)
    return Worded(plain(text), "" if tag == UNDETERMINED else tag)


def _place(card: Card, edition: Edition) -> list[Worded]:
    """Return what stands behind the rooms: the venue and its address."""
    texts = (card.shown.venue, card.shown.address)
    return [worded(text, edition.language) for text in texts if text is not None]


def _links(card: Card, edition: Edition) -> Iterator[Address]:
    """Yield the links of a session; those to join it only where it is held."""
    for link in card.shown.links:
        if card.is_held or link.kind not in JOINING:
            yield Address(edition.words.links[link.kind], uri(link.url), host(link.url))


def _facts(card: Card, when: When) -> str:
    """Return what there is to say of a session that nobody described."""
    names = ", ".join(person.name for person in card.people)
    clock = f"{card.start:%H:%M}" if card.start else ""
    told = (when.date, clock, card.place, names)
    return shortened(" · ".join(filter(None, told)))


LABELS: Table = {
    "en": {
        "back": "Back to the agenda",
        "people": "With",
        "part_of": "Part of",
        "parts": "In this session",
        "earlier": "Continues",
        "later": "Continued in",
        "instead": "In its place",
        "replaces": "Takes the place of",
        "showings": "Other times",
        "language": "Languages",
        "tags": "Keywords",
        "links": "Links",
        "night": "in the night after {}",
        "until": "until {}",
        "calendar": "Add to your calendar",
        "neighbours": "In the same room",
        "before": "Before",
        "after": "After",
    },
    "fr": french(
        {
            "back": "Retour au programme",
            "people": "Avec",
            "part_of": "Fait partie de",
            "parts": "Au cours de cette session",
            "earlier": "Suite de",
            "later": "Suite dans",
            "instead": "À la place",
            "replaces": "Remplace",
            "showings": "Autres horaires",
            "language": "Langues",
            "tags": "Mots-clés",
            "links": "Liens",
            "night": "dans la nuit qui suit le {}",
            "until": "jusqu’au {}",
            "calendar": "Ajouter à votre agenda",
            "neighbours": "Dans la même salle",
            "before": "Avant",
            "after": "Après",
        }
    ),
    "nl": {
        "back": "Terug naar het programma",
        "people": "Met",
        "part_of": "Onderdeel van",
        "parts": "Tijdens deze sessie",
        "earlier": "Vervolg van",
        "later": "Vervolg in",
        "instead": "In plaats daarvan",
        "replaces": "Komt in de plaats van",
        "showings": "Andere momenten",
        "language": "Talen",
        "tags": "Trefwoorden",
        "links": "Links",
        "night": "in de nacht na {}",
        "until": "tot {}",
        "calendar": "Zet in uw agenda",
        "neighbours": "In dezelfde zaal",
        "before": "Hiervoor",
        "after": "Hierna",
    },
    "de": {
        "back": "Zurück zum Programm",
        "people": "Mit",
        "part_of": "Teil von",
        "parts": "Im Rahmen dieser Veranstaltung",
        "earlier": "Fortsetzung von",
        "later": "Fortsetzung in",
        "instead": "Stattdessen",
        "replaces": "Ersetzt",
        "showings": "Weitere Termine",
        "language": "Sprachen",
        "tags": "Schlagwörter",
        "links": "Links",
        "night": "in der Nacht nach {}",
        "until": "bis {}",
        "calendar": "In den Kalender eintragen",
        "neighbours": "Im selben Raum",
        "before": "Davor",
        "after": "Danach",
    },
}
"""What the page of a session says itself."""
