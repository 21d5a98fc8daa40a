"""What is printed of each edition: the programme on A4 and on A3, and signs for doors."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from coopsched.model import Session
from coopsched.reporting.picture import picture
from coopsched.site.cards import Card, Part
from coopsched.site.codes import Code, code_of
from coopsched.site.edition import Edition, edition_of
from coopsched.site.labels import Table
from coopsched.site.leaf import Leaf
from coopsched.site.pictures import words_of
from coopsched.site.timetables import Timetable, held, timetables
from coopsched.site.whole import Site

LABELS: Table = {
    "en": {
        "sheet": "Programme to print",
        "signs": "Signs for the doors",
        "hint": "Made for paper of the size {}, at 100 % and without the browser’s own "
        "headers. A copy shop can take the PDF that the print dialogue saves.",
        "other": "On {}",
        "to_print": "Print",
        "time": "Time",
        "session": "Session",
        "room": "Room",
        "as_of": "As of {}. What changes later is on the web page.",
        "permanent": "All day",
        "code_all": "Programme",
        "code_subscribe": "Subscribe",
        "code_now": "On now",
        "sign_now": "What is on now?",
        "scan": "Point your phone’s camera at the code.",
        "no_signs": "There are no signs yet: they need rooms, or the address of the site.",
    },
    "fr": {
        "sheet": "Programme à imprimer",
        "signs": "Affiches pour les portes",
        "hint": "Prévu pour du papier {}, à 100\u00a0% et sans les en-têtes du navigateur. "
        "Un magasin de photocopies accepte le PDF que la boîte de dialogue d’impression "
        "enregistre.",
        "other": "En {}",
        "to_print": "Imprimer",
        "time": "Heure",
        "session": "Session",
        "room": "Salle",
        "as_of": "État au {}. Les changements ultérieurs sont sur le site.",
        "permanent": "En permanence",
        "code_all": "Programme",
        "code_subscribe": "S’abonner",
        "code_now": "En ce moment",
        "sign_now": "Que se passe\u2011t\u2011il en ce moment\u202f?",
        "scan": "Visez le code avec l’appareil photo de votre téléphone.",
        "no_signs": "Pas encore d’affiche\u00a0: il faut des salles, ou l’adresse du site.",
    },
    "nl": {
        "sheet": "Programma om af te drukken",
        "signs": "Bordjes voor de deuren",
        "hint": "Gemaakt voor papier van formaat {}, op 100% en zonder de kopteksten van de "
        "browser. Een copyshop kan overweg met de pdf die het afdrukvenster bewaart.",
        "other": "Op {}",
        "to_print": "Afdrukken",
        "time": "Tijd",
        "session": "Sessie",
        "room": "Zaal",
        "as_of": "Stand van {}. Latere wijzigingen staan op de website.",
        "permanent": "Doorlopend",
        "code_all": "Programma",
        "code_subscribe": "Abonneren",
        "code_now": "Nu bezig",
        "sign_now": "Wat is er nu te doen?",
        "scan": "Richt de camera van uw telefoon op de code.",
        "no_signs": "Er zijn nog geen bordjes: daarvoor zijn zalen nodig, of het adres van de "
        "website.",
    },
    "de": {
        "sheet": "Programm zum Ausdrucken",
        "signs": "Schilder für die Türen",
        "hint": "Für Papier im Format {} gemacht, bei 100\u00a0% und ohne die Kopfzeilen des "
        "Browsers. Ein Copyshop kommt mit dem PDF zurecht, das der Druckdialog speichert.",
        "other": "Auf {}",
        "to_print": "Drucken",
        "time": "Zeit",
        "session": "Veranstaltung",
        "room": "Raum",
        "as_of": "Stand: {}. Spätere Änderungen stehen auf der Website.",
        "permanent": "Durchgehend",
        "code_all": "Programm",
        "code_subscribe": "Abonnieren",
        "code_now": "Jetzt",
        "sign_now": "Was läuft gerade?",
        "scan": "Richten Sie die Kamera Ihres Telefons auf den Code.",
        "no_signs": "Es gibt noch keine Schilder: Dafür braucht es Räume oder die Adresse der "
        "Website.",
    },
}


class Paper(NamedTuple):
    """A size of paper, and its page.

    A grid is readable across it with so many ``columns``. ``few``: the list of so many sessions
    leaves room for the grid of their day on the same page.
    """

    name: str
    path: str
    columns: int
    few: int


PAPERS = (Paper("A4", "print.html", 10, 0), Paper("A3", "print-a3.html", 20, 34))
SIGNS = "sign.html"
_ON_OWN_PAGE, _BELOW = 0.64, 0.7
"""How high grids are for their width: on a landscape page, and below the list."""


class Day(NamedTuple):
    """A day in the list: ``has_rooms`` tells whether any of it is in a room."""

    date: date
    cards: tuple[Card, ...]
    has_rooms: bool


class Caption(NamedTuple):
    """A QR code with the words below it and the address that it holds."""

    words: str
    address: str
    code: Code


class Sign(NamedTuple):
    """What hangs at the door of a room."""

    room: Part
    days: tuple[Day, ...]
    caption: Caption | None


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield them."""
    keys = [*site.members.get(("permanent", ""), ()), *site.members.get(("programme", ""), ())]
    rooms = [room.key for room in site.programme.rooms]
    more = (rooms, str(_as_of(site)), site.url)
    for language in site.languages:
        edition = edition_of(site, language)
        for paper in PAPERS:
            path = edition.file(paper.path)
            yield Leaf(path, site.mark(keys, path, *more), partial(_sheet, edition, paper))
        path = edition.file(SIGNS)
        yield Leaf(path, site.mark(keys, path, *more), partial(_signs, edition))


def _sheet(edition: Edition, paper: Paper) -> bytes:
    site = edition.site
    cards = edition.cards("programme") if ("programme", "") in site.members else ()
    permanent = site.members.get(("permanent", ""), ())
    days = list(_days(cards))
    is_below = len(days) == 1 and len(cards) <= paper.few
    return edition.page(
        "print.html",
        paper.path,
        LABELS,
        paper=paper,
        other=next(each for each in PAPERS if each != paper),
        days=days,
        is_dense=len(cards) > 60,
        is_below=is_below,
        permanent=[edition.card(key) for key in permanent],
        grids=list(_grids(edition, paper, _BELOW if is_below else _ON_OWN_PAGE)),
        codes=list(_codes(edition)),
        tells_language=_differ(edition),
        as_of=_as_of(site),
    )


def _signs(edition: Edition) -> bytes:
    return edition.page(
        "sign.html",
        SIGNS,
        LABELS,
        now=_caption(edition, "code_now", "now/"),
        signs=list(_of_rooms(edition)),
        tells_language=_differ(edition),
        as_of=_as_of(edition.site),
    )


def _days(cards: tuple[Card, ...]) -> Iterator[Day]:
    for day in sorted({card.day for card in cards if card.day}):
        on_it = tuple(card for card in cards if card.day == day)
        yield Day(day, on_it, any(card.rooms for card in on_it))


def _grids(edition: Edition, paper: Paper, shape: float) -> Iterator[tuple[date, str]]:
    """Yield the grid of each day on which it is readable, as markup."""
    if any(table.columns > paper.columns for table in timetables(edition.site)):
        return
    sessions: dict[date | None, list[Session]] = {}
    for session in held(edition.site):
        sessions.setdefault(edition.site.day_of(session.key), []).append(session)
    for table in timetables(edition.site):
        yield table.day, _drawn(edition, table, sessions[table.day], shape)


def _drawn(edition: Edition, table: Timetable, sessions: list[Session], shape: float) -> str:
    return picture(
        edition.site.programme,
        language=edition.language,
        sessions=sessions,
        words=words_of(edition)._replace(timetable=edition.locale.day(table.day)),
        shape=shape,
    )


def _codes(edition: Edition) -> Iterator[Caption]:
    language = edition.language
    places = {
        "code_all": f"{language}/index.html",
        "code_subscribe": f"{language}/subscribe.html",
        "code_now": "now/",
    }
    for label, place in places.items():
        caption = _caption(edition, label, place)
        if caption is not None and not (edition.site.is_preview and label == "code_subscribe"):
            yield caption


def _caption(edition: Edition, label: str, place: str) -> Caption | None:
    """Return a code that leads to the site; None where nobody knows where that will stand."""
    if edition.site.url is None:
        return None
    address = f"{edition.site.url}/{place}"
    return Caption(LABELS[edition.tongue][label], address, code_of(address))


def _of_rooms(edition: Edition) -> Iterator[Sign]:
    held_in: dict[str, list[Card]] = {}
    for session in held(edition.site):
        card = edition.card(session.key)
        for room in card.rooms:
            held_in.setdefault(room.key, []).append(card)
    for key in (room.key for room in edition.site.programme.rooms if room.key in held_in):
        cards = tuple(held_in[key])
        named = next(room for room in cards[0].rooms if room.key == key)
        page = f"{edition.language}/{named.path}"
        yield Sign(named, tuple(_days(cards)), _caption(edition, "code_all", page))


def _differ(edition: Edition) -> bool:
    """Tell whether sessions are held in different languages: else each need not say its own."""
    spoken = {(each.languages, each.interpretation) for each in edition.site.shown.values()}
    return len({each for each in spoken if any(each)}) > 1


def _as_of(site: Site) -> datetime | None:
    """Return when what is shown last changed, in the programme's zone."""
    moments = [record.modified for record in site.publication.records.values()]
    return max(moments).astimezone(site.programme.zone) if moments else None
