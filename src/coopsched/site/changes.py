"""What attendees were told since the first publishing: a page, and an Atom feed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import groupby
from typing import NamedTuple

from coopsched.published.noticing import PLACED
from coopsched.published.records import Record
from coopsched.published.shown import Shown, by_start
from coopsched.publishing.feeds.lines import plain
from coopsched.publishing.feeds.news import is_held, news
from coopsched.publishing.feeds.times import days_in_words, in_words, span
from coopsched.site.atom import Entry, Head, atom, identifier
from coopsched.site.cards import Card, Part, part, worded
from coopsched.site.edition import Edition, edition_of
from coopsched.site.labels import COMMON, Table, french, said
from coopsched.site.leaf import Leaf
from coopsched.site.whole import Site
from coopsched.zones import zone

PAGE = "changes.html"
FEED = "changes.atom"
LIMIT = 100
"""The number of entries in the feed; the page has all of them."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)

LABELS: Table = {
    "en": {
        "none": "Nothing has changed since the programme was published.",
        "intro": "Sessions that moved, were cancelled or were added; the latest change first.",
        "feed": "Changes as an Atom feed, for feed readers",
        "calendar": "In your calendar: {}",
        "cancelled": "Cancelled",
        "replaced": "Replaced",
        "restored": "Takes place after all",
        "moved": "Moved",
        "changed": "Changed",
        "new": "New",
        "instead": "In its place:",
        "stands_for": "In place of:",
        "all_day": "All day",
    },
    "fr": french(
        {
            "none": "Rien n’a changé depuis la publication du programme.",
            "intro": "Les sessions déplacées, annulées ou ajoutées ; le plus récent d’abord.",
            "feed": "Les changements en flux Atom, pour les lecteurs de flux",
            "calendar": "Dans votre agenda : {}",
            "cancelled": "Annulé",
            "replaced": "Remplacé",
            "restored": "Aura finalement lieu",
            "moved": "Déplacé",
            "changed": "Modifié",
            "new": "Nouveau",
            "instead": "À la place :",
            "stands_for": "Remplace :",
            "all_day": "En permanence",
        }
    ),
    "nl": {
        "none": "Sinds de publicatie van het programma is er niets veranderd.",
        "intro": "Sessies die verplaatst, geannuleerd of toegevoegd zijn; het laatste eerst.",
        "feed": "Wijzigingen als Atom-feed, voor feedlezers",
        "calendar": "In uw agenda: {}",
        "cancelled": "Geannuleerd",
        "replaced": "Vervangen",
        "restored": "Gaat toch door",
        "moved": "Verplaatst",
        "changed": "Gewijzigd",
        "new": "Nieuw",
        "instead": "In de plaats komt:",
        "stands_for": "Komt in de plaats van:",
        "all_day": "Doorlopend",
    },
    "de": {
        "none": "Seit das Programm veröffentlicht wurde, hat sich nichts geändert.",
        "intro": "Verschobene, abgesagte und neue Veranstaltungen, die jüngsten Änderungen zuerst.",
        "feed": "Änderungen als Atom-Feed, für Feedreader",
        "calendar": "In Ihrem Kalender: {}",
        "cancelled": "Abgesagt",
        "replaced": "Ersetzt",
        "restored": "Findet doch statt",
        "moved": "Verschoben",
        "changed": "Geändert",
        "new": "Neu",
        "instead": "Stattdessen:",
        "stands_for": "Anstelle von:",
        "all_day": "Durchgehend",
    },
}


class Item(NamedTuple):
    """What people were told of a session: when, and what, a name of `LABELS`."""

    key: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An item as pages in one language show it.

    ``told`` are sentences: what was, and what else people should know. ``instead`` stands in the
    place of the session, which itself stands in the place of ``stands_for``.
    """

    item: Item
    card: Card
    label: str
    told: tuple[str, ...]
    instead: tuple[Part, ...]
    stands_for: tuple[Part, ...]


def items(site: Site) -> tuple[Item, ...]:
    """Return what people were told after the first publishing, the newest first.

    A session has at most two: that it is new, and its last notable change.
    """
    records, first = site.publication.records, _first(site)
    ordered = sorted(site.shown.values(), key=by_start)
    found = [item for shown in ordered for item in _items_of(shown, records[shown.key], first)]
    return tuple(sorted(found, key=lambda item: item.at, reverse=True))


def _first(site: Site) -> datetime | None:
    """Return the moment of the first publishing; None where nothing was shown yet."""
    return min((record.created for record in site.publication.records.values()), default=None)


def _items_of(shown: Shown, record: Record, first: datetime | None) -> Iterator[Item]:
    if record.before is not None:
        yield Item(shown.key, record.before.at, _what(shown, record, record.before.fields))
    if first is not None and record.created > first and is_held(shown, record):
        yield Item(shown.key, record.created, "new")


def _what(shown: Shown, record: Record, fields: tuple[str, ...]) -> str:
    """Return what the last notable change was, the gravest first."""
    if not is_held(shown, record):
        return "replaced" if shown.replaced_by else "cancelled"
    if record.before is not None and record.before.status == "cancelled":
        return "restored"
    return "changed" if PLACED.isdisjoint(fields) else "moved"


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield the page and the feed of each edition."""
    found = items(site)
    before = _before(site)
    shown = [key for item in found for key in (item.key, *before.get(item.key, ()))]
    told = [(item, repr(site.publication.records[item.key].before)) for item in found]
    for language in site.languages:
        edition = edition_of(site, language)
        for path, make in ((PAGE, _page), (FEED, _feed)):
            mark = site.mark(shown, edition.file(path), repr((told, _first(site))))
            yield Leaf(edition.file(path), mark, partial(make, edition, found, before))


def _before(site: Site) -> Mapping[str, list[str]]:
    """Return the keys of what each session replaces."""
    found: dict[str, list[str]] = {}
    for shown in sorted(site.shown.values(), key=by_start):
        for heir in shown.replaced_by:
            found.setdefault(heir.key, []).append(shown.key)
    return found


def _page(edition: Edition, found: tuple[Item, ...], before: Mapping[str, list[str]]) -> bytes:
    changes = (_change(edition, item, before) for item in found)
    days = [(day, list(each)) for day, each in groupby(changes, partial(_day, edition))]
    return edition.page(PAGE, PAGE, LABELS, days=days, feed=FEED)


def _feed(edition: Edition, found: tuple[Item, ...], before: Mapping[str, list[str]]) -> bytes:
    site, language = edition.site, edition.language
    folder = f"{site.url}/{language}/" if site.url else ""
    head = Head(
        id=identifier(site.programme.key, language),
        title=f"{edition.title.text} – {said(COMMON, language)['changes']}",
        language=edition.tongue,
        updated=found[0].at if found else _first(site) or _NEVER,
        author=edition.title.text,
        page=folder + PAGE,
        own=folder and folder + FEED,
    )
    return atom(head, (_entry(edition, item, before, folder) for item in found[:LIMIT]))


def _entry(edition: Edition, item: Item, before: Mapping[str, list[str]], folder: str) -> Entry:
    """Return a change as an entry; when the session changes again, that is another one."""
    change = _change(edition, item, before)
    named = (edition.site.programme.key, edition.language, change.card.record.uid)
    return Entry(
        id=identifier(*named, item.at.isoformat()),
        title=f"{change.label}{edition.words.colon}{change.card.title.text}",
        updated=item.at,
        href=folder + change.card.path,
        summary="\n".join(_lines(edition, change)),
    )


def _lines(edition: Edition, change: Change) -> Iterator[str]:
    """Yield a change in words: when and where it is now, what was, and what it is linked with."""
    card, labels = change.card, said(LABELS, edition.language)
    held = span(card.shown)
    when = (
        days_in_words(card.shown.days, edition.words)
        if held is None
        else in_words(held, edition.words, end_given=card.shown.end_given, offset=False)
    )
    yield ", ".join(filter(None, (when, card.place)))
    yield from change.told
    for label, parts in (("instead", change.instead), ("stands_for", change.stands_for)):
        if parts:
            titles = edition.words.semicolon.join(each.name.text for each in parts)
            yield f"{labels[label]} {titles}"


def _day(edition: Edition, change: Change) -> date:
    """Return the day on which people were told, where the programme takes place."""
    return change.item.at.astimezone(zone(edition.site.programme.timezone)).date()


def _change(edition: Edition, item: Item, before: Mapping[str, list[str]]) -> Change:
    card = edition.card(item.key)
    return Change(
        item=item,
        card=card,
        label=said(LABELS, edition.language)[item.what],
        told=_told(edition, card) if item.what != "new" else (),
        instead=tuple(part("session", each, edition.language) for each in card.shown.replaced_by),
        stands_for=tuple(_part(edition, key) for key in before.get(item.key, ())),
    )


def _told(edition: Edition, card: Card) -> tuple[str, ...]:
    """Return what is new in sentences, but for what stands in its place, which is linked to."""
    shown = replace(card.shown, replaced_by=())
    sentences = news(shown, card.record, span(shown), edition.language, edition.words)
    return tuple(filter(None, map(plain, sentences)))


def _part(edition: Edition, key: str) -> Part:
    title = worded(edition.site.shown[key].title, edition.language)
    return Part(key, title, f"session/{key}.html")
