"""The timetable of each edition: time down, rooms or lanes across."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from coopsched.moment import utc
from coopsched.site.assets import stamped
from coopsched.site.cards import Card, Part
from coopsched.site.edition import Edition, edition_of
from coopsched.site.labels import Table, said
from coopsched.site.leaf import Leaf
from coopsched.site.marking import mark
from coopsched.site.stylesheet import places_styles
from coopsched.site.timetables import Placed, Tick, Timetable, called_off, timetables
from coopsched.site.whole import Site

PATH = "grid.html"
PLACES = "assets/places.css"

LABELS: Table = {
    "en": {
        "as_list": "The same as a list",
        "picture": "As a picture (SVG)",
        "days": "Days",
        "permanent": "All day",
        "for_all": "For everybody",
        "no_room": "Without a room",
        "lanes": "Sessions",
        "called_off": "Cancelled sessions",
        "goes_on": "until {}",
        "no_end": "The end is not given",
        "to_now": "Go to now",
        "nothing": "Nothing has a time yet.",
    },
    "fr": {
        "as_list": "Voir sous forme de liste",
        "picture": "Voir en image (SVG)",
        "days": "Jours",
        "permanent": "En permanence",
        "for_all": "Pour tout le monde",
        "no_room": "Sans salle",
        "lanes": "Sessions",
        "called_off": "Sessions annulées",
        "goes_on": "jusqu’au {}",
        "no_end": "Heure de fin non communiquée",
        "to_now": "Aller à l’heure actuelle",
        "nothing": "Aucune session n’a encore d’horaire.",
    },
    "nl": {
        "as_list": "Bekijken als lijst",
        "picture": "Bekijken als afbeelding (SVG)",
        "days": "Dagen",
        "permanent": "Doorlopend",
        "for_all": "Voor iedereen",
        "no_room": "Zonder zaal",
        "lanes": "Sessies",
        "called_off": "Geannuleerde sessies",
        "goes_on": "tot {}",
        "no_end": "Het einde is niet bekend",
        "to_now": "Naar het huidige tijdstip",
        "nothing": "Nog geen enkele sessie heeft een tijdstip.",
    },
    "de": {
        "as_list": "Als Liste ansehen",
        "picture": "Als Bild ansehen (SVG)",
        "days": "Tage",
        "permanent": "Durchgehend",
        "for_all": "Für alle",
        "no_room": "Ohne Raum",
        "lanes": "Veranstaltungen",
        "called_off": "Abgesagte Veranstaltungen",
        "goes_on": "bis {}",
        "no_end": "Das Ende ist nicht angegeben",
        "to_now": "Zur aktuellen Uhrzeit",
        "nothing": "Noch steht keine Zeit fest.",
    },
}


class Cell(NamedTuple):
    """A session where it stands; ``about`` is what tells its link from others of that title."""

    card: Card
    place: Placed
    about: str
    goes_on: str


class Column(NamedTuple):
    """A room with what is held in it; the first has what is for everybody."""

    head: Part | None
    column: int
    columns: int
    cells: tuple[Cell, ...]


class Day(NamedTuple):
    """The timetable of one day as the page shows it."""

    table: Timetable
    for_all: tuple[Cell, ...]
    columns: tuple[Column, ...]
    ticks: tuple[tuple[Tick, str, str], ...]
    """The time and, from midnight on, the date at each line."""


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield them, and the style sheet of their places."""
    places = places_styles(site)
    yield Leaf(PLACES, mark(PLACES, places.decode()), lambda: places)
    keys = [*site.members.get(("permanent", ""), ()), *site.members.get(("programme", ""), ())]
    rooms = [room.key for room in site.programme.rooms]
    for language in site.languages:
        edition = edition_of(site, language)
        path = edition.file(PATH)
        yield Leaf(path, site.mark(keys, path, rooms, places.decode()), partial(_page, edition))


def _page(edition: Edition) -> bytes:
    site = edition.site
    return edition.page(
        "grid.html",
        PATH,
        LABELS,
        places=stamped(PLACES, places_styles(site)),
        days=[_day(edition, table) for table in timetables(site)],
        permanent=[edition.card(key) for key in site.members.get(("permanent", ""), ())],
        called_off=[edition.card(key) for key in called_off(site)],
        attributes=partial(attributes, edition),
        about=partial(about, edition),
    )


def _day(edition: Edition, table: Timetable) -> Day:
    columns = []
    for group in table.groups:
        cells = tuple(_cell(edition, each) for each in group.sessions)
        rooms = {room.key: room for cell in cells for room in cell.card.rooms}
        columns.append(Column(rooms.get(group.room or ""), group.column, group.columns, cells))
    return Day(
        table,
        tuple(_cell(edition, each) for each in table.for_all),
        tuple(columns),
        tuple(_labelled(edition, table)),
    )


def _cell(edition: Edition, place: Placed) -> Cell:
    card = edition.card(place.key)
    goes_on = ""
    if place.is_cut and card.end and card.shown.end_given:
        words = said(LABELS, edition.language)["goes_on"]
        goes_on = words.format(edition.locale.stamp(card.end))
    return Cell(card, place, about(edition, card), goes_on)


def about(edition: Edition, card: Card) -> str:
    """Return when and where a session is, after a comma: `, 10:00–11:30, Aula`."""
    facts = []
    if card.start is not None:
        end = f"–{edition.locale.clock(card.end)}" if card.end and card.shown.end_given else ""
        facts.append(f"{edition.locale.clock(card.start)}{end}")
        if card.day not in (None, card.start.date()):
            facts.append(edition.locale.day(card.start.date()))
    facts += [card.place] if card.place else []
    return "".join(f", {fact}" for fact in facts)


def _labelled(edition: Edition, table: Timetable) -> Iterator[tuple[Tick, str, str]]:
    day = table.day
    for tick in table.ticks:
        clock, date = edition.locale.clock(tick.moment), tick.moment.date()
        yield tick, clock, "" if date == day else edition.locale.short_day(date)
        day = date


def attributes(edition: Edition, card: Card) -> Mapping[str, Any]:
    """Return what scripts know of a session, as attributes of its element."""
    shown = card.shown
    spoken = dict.fromkeys((*shown.languages, *shown.interpretation, *shown.captions))
    return {
        "data-code": card.code,
        **({"data-start": _minutes(card.start)} if card.start else {}),
        **({"data-end": _minutes(card.end)} if card.end else {}),
        **({"data-day": card.day.isoformat()} if card.day else {}),
        "data-rooms": " ".join(room.key for room in card.rooms),
        "data-track": card.track.key if card.track else "",
        "data-kind": shown.kind or "talk",
        "data-languages": " ".join(spoken),
        "data-speakers": " ".join(one.key for one in card.people),
        **({"data-group": edition.card(card.showings[0]).code} if card.showings else {}),
        "data-status": card.status,
    }


def _minutes(moment: datetime) -> int:
    """Return whole minutes since 1970 UTC."""
    return int(utc(moment).timestamp() // 60)
