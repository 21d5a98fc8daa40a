"""The agenda of each edition, its first page: every session by day and by start."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from coopsched.publishing.feeds.times import days_in_words
from coopsched.site import mine
from coopsched.site.agenda_labels import LABELS, SCRIPTED
from coopsched.site.cards import Card, Part, paragraphs, worded
from coopsched.site.edition import Edition, edition_of
from coopsched.site.graph import organisations, programme_graph
from coopsched.site.labels import COMMON, SESSIONS, said
from coopsched.site.leaf import Leaf
from coopsched.site.whole import Site
from coopsched.text import WORDLESS

_PAGE = "index.html"
_LONG = 150
"""How many sessions a browser lays out at once in no time; of more, only those in sight."""


class Other(NamedTuple):
    """Another showing of a session: when it is, in words that hold its time, and in which place."""

    card: Card
    before: str
    time: str
    after: str
    language: str


class Item(NamedTuple):
    """A session in the agenda, with what its page has not.

    ``start`` and ``end`` are minutes since 1970 in UTC, None where it is permanent; ``group`` is
    the code of its first showing, empty where it has no other; ``tags`` say in which languages it
    can be followed; ``days`` on which days it is permanent, where it is not every day; ``news``
    are sentences, of which those with sessions in them speak of what replaces it.
    """

    card: Card
    start: int | None
    end: int | None
    group: str
    tags: tuple[str, ...]
    days: str
    news: tuple[tuple[str, tuple[Part, ...]], ...]
    others: tuple[Other, ...]

    @property
    def followed_in(self) -> str:
        """The languages in which it can be followed."""
        shown = self.card.shown
        tags = (*shown.languages, *shown.interpretation, *shown.captions)
        return " ".join(dict.fromkeys(tags))


class Hour(NamedTuple):
    """What starts at the same time; ``is_next_day`` where midnight is past."""

    start: datetime
    minute: int
    is_next_day: bool
    items: tuple[Item, ...]


class AgendaDay(NamedTuple):
    """A day of the programme; ``permanent`` is what lasts all of it, told on the first day only."""

    date: date
    permanent: tuple[Item, ...]
    hours: tuple[Hour, ...]


class Choice(NamedTuple):
    """What one can filter by: the name of the filter, and its values with what they are called."""

    name: str
    options: tuple[tuple[str, str], ...]


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield the agenda of each edition."""
    keys = (*site.members["programme", ""], *site.members.get(("permanent", ""), ()))
    order = (tuple(_ranks(site.programme.rooms)), tuple(_ranks(site.programme.sessions)))
    about = (repr(site.findings), order, sorted(organisations(site)))
    for language in site.languages:
        edition = edition_of(site, language)
        path = edition.file(_PAGE)
        yield Leaf(path, site.mark(keys, path, *about), partial(_page, edition))


def _page(edition: Edition) -> bytes:
    site = edition.site
    items = {card.key: _item(edition, card) for card in _cards(edition)}
    days = _days(edition, items)
    return edition.page(
        "agenda.html",
        _PAGE,
        LABELS,
        days=days,
        choices=_choices(edition, items.values()),
        about=_about(edition),
        count=edition.counted(len(items)),
        scripted=_scripted(edition, days),
        graph=programme_graph(edition),
        **mine.values(edition),
        several_languages=len(_languages(items.values())) > 1,
        is_long=len(items) > _LONG,
        description=" ".join(_about(edition)[:1])[:300],
        has_feed=("programme", "") in site.publication.addresses and not site.is_preview,
    )


def _cards(edition: Edition) -> list[Card]:
    """Return the sessions of the agenda, those of one time by room and as the file has them."""
    site = edition.site
    permanent = edition.cards("permanent") if ("permanent", "") in site.members else ()
    rooms, sessions = _ranks(site.programme.rooms), _ranks(site.programme.sessions)
    last = len(rooms) + len(sessions)

    def rank(card: Card) -> tuple[datetime, int, int, str]:
        start = card.start.astimezone(UTC) if card.start else datetime.min.replace(tzinfo=UTC)
        room = min((rooms.get(room.key, last) for room in card.rooms), default=-1)
        return start, room, sessions.get(card.key, last), card.key

    return sorted((*permanent, *edition.cards("programme")), key=rank)


def _ranks(parts: Iterable[Any]) -> dict[str, int]:
    return {part.key: rank for rank, part in enumerate(parts)}


def _days(edition: Edition, items: Mapping[str, Item]) -> tuple[AgendaDay, ...]:
    permanent = tuple(item for item in items.values() if item.card.start is None)
    timed: dict[date, list[Item]] = {}
    for item in items.values():
        if item.card.day is not None:
            timed.setdefault(item.card.day, []).append(item)
    if permanent and not timed:
        first = min((*edition.site.days, *permanent[0].card.shown.days), default=date.min)
        timed[first] = []
    days = sorted(timed)
    return tuple(
        AgendaDay(day, permanent if day == days[0] else (), tuple(_hours(day, timed[day])))
        for day in days
    )


def _hours(day: date, items: Iterable[Item]) -> Iterator[Hour]:
    for minute, group in groupby(items, key=lambda item: item.start):
        found = tuple(group)
        start = found[0].card.start
        if start is not None and minute is not None:
            yield Hour(start, minute, start.date() > day, found)


def _item(edition: Edition, card: Card) -> Item:
    shown = card.shown
    first = card.showings[0] if card.showings else ""
    end = shown.end or card.start
    return Item(
        card=card,
        start=_minute(card.start),
        end=_minute(end),
        group=edition.card(first).code if first else "",
        tags=tuple(_tags(edition, card)),
        days=_stated_days(edition, card),
        news=tuple(_news(edition, card)),
        others=tuple(_others(edition, card)),
    )


def _minute(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp() // 60)


def _tags(edition: Edition, card: Card) -> Iterator[str]:
    words = edition.words
    yield from (edition.locale.language(tag) for tag in card.shown.languages if tag != WORDLESS)
    for phrase, tags in (
        (words.interpreted, card.shown.interpretation),
        (words.captioned, card.shown.captions),
    ):
        yield from (phrase.format(words.language_name(tag)) for tag in tags)


def _stated_days(edition: Edition, card: Card) -> str:
    days = card.shown.days
    if card.start is not None or set(edition.site.days) <= set(days):
        return ""
    return days_in_words(days, edition.words)


def _news(edition: Edition, card: Card) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """Yield what is new of a session; what replaces it as links, not as the sentence of feeds."""
    instead = edition.words.instead.partition("{}")[0]
    parts = tuple(
        Part(each.key, worded(each.name, edition.language), f"session/{each.key}.html")
        for each in card.shown.replaced_by
    )
    for sentence in card.news:
        replaced = parts and sentence.startswith(instead)
        yield (instead, parts) if replaced else (sentence, ())


def _others(edition: Edition, card: Card) -> Iterator[Other]:
    """Yield the other showings that are held, by start."""
    for key in card.showings:
        other = edition.card(key)
        if key == card.key or not other.is_held or other.start is None:
            continue
        before, _, after = _phrase(edition, card, other).partition("\0")
        differs = other.shown.languages != card.shown.languages
        names = map(edition.locale.language, other.shown.languages) if differs else ()
        yield Other(other, before, edition.locale.clock(other.start), after, ", ".join(names))


def _phrase(edition: Edition, card: Card, other: Card) -> str:
    """Return when another showing is, with a NUL where the time stands."""
    if other.day == card.day or other.day is None:
        return said(COMMON, edition.language)["also"].format("\0")
    return said(LABELS, edition.language)["also_on"].format(
        edition.locale.short_day(other.day), "\0"
    )


def _about(edition: Edition) -> list[str]:
    description = edition.site.programme.description
    return [] if description is None else paragraphs(description.best(edition.language))


def _languages(items: Iterable[Item]) -> list[str]:
    """Return the languages in which something can be followed."""
    tags = {tag for item in items for tag in item.followed_in.split()}
    return sorted(tags - {WORDLESS})


def _choices(edition: Edition, items: Iterable[Item]) -> tuple[Choice, ...]:
    """Return the filters that leave something out."""
    found = tuple(items)
    ranks = _ranks(edition.site.programme.rooms)
    rooms = {room.key: room.name.text for item in found for room in item.card.rooms}
    tracks = {item.card.track.key: item.card.track.name.text for item in found if item.card.track}
    kinds = {item.card.shown.kind or "talk": item.card.kind for item in found}
    names = {tag: edition.locale.language(tag) for tag in _languages(found)}
    choices = (
        Choice("language", tuple(names.items())),
        Choice("kind", _by_name(kinds)),
        Choice("track", _by_name(tracks)),
        Choice("room", tuple(sorted(rooms.items(), key=lambda each: ranks.get(each[0], 9999)))),
    )
    return tuple(choice for choice in choices if len(choice.options) > 1)


def _by_name(options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(options.items(), key=lambda each: (each[1].casefold(), each[0])))


def _scripted(edition: Edition, days: tuple[AgendaDay, ...]) -> dict[str, Any]:
    """Return what the scripts of the page say, and the minute in which all is over."""
    common, own = said(COMMON, edition.language), said(SCRIPTED, edition.language)
    items = [item for day in days for hour in day.hours for item in hour.items]
    held = [item for item in items if item.card.is_held]
    return {
        **own,
        "agenda_titles": {"all": common["agenda"], "now": common["now"], "mine": common["mine"]},
        "agenda_page": f"{{}} – {edition.title.text}",
        "agenda_counted": SESSIONS[edition.tongue].forms,
        "agenda_before": _begins(edition, held),
        "agenda_last": max((item.end or 0 for item in held), default=None),
        "agenda_over": edition.past,
    }


def _begins(edition: Edition, held: Iterable[Item]) -> str:
    """Return when the first of sessions begins, in words; empty where there is none."""
    start = next((item.card.start for item in held), None)
    if start is None:
        return ""
    day, clock = edition.locale.day(start.date()), edition.locale.clock(start)
    return said(SCRIPTED, edition.language)["agenda_before"].format(day, clock)
