"""Pictures of each edition: the timetable for posters, and a card for social networks."""

from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape

from coopsched.reporting.drawing import clean, element, fitted, text, titled
from coopsched.reporting.picture import picture
from coopsched.reporting.picture_words import PictureWords
from coopsched.site.edition import Edition, edition_of
from coopsched.site.labels import COMMON, Table, said
from coopsched.site.leaf import Leaf
from coopsched.site.timetables import Timetable, called_off, held, timetables
from coopsched.site.whole import Site

GRID, CARD = "grid.svg", "card.svg"
_WIDTH, _HEIGHT = 1200.0, 630.0
_PAPER, _INK, _SOFT, _ACCENT = "#fbf8f3", "#1d1b20", "#5a5560", "#0a5c6b"
_MARGIN = 64.0

LABELS: Table = {
    "en": {
        "rooms": "Rooms: {}",
        "zone": "Times are those of {}",
        "no_room": "Without a room",
        "no_end": "end not given",
        "card": "{}, with a sketch of its timetable",
    },
    "fr": {
        "rooms": "Salles\u00a0: {}",
        "zone": "Les heures sont celles de {}",
        "no_room": "Sans salle",
        "no_end": "fin non communiquée",
        "card": "{}, avec une esquisse de sa grille horaire",
    },
    "nl": {
        "rooms": "Zalen: {}",
        "zone": "De uren zijn die van {}",
        "no_room": "Zonder zaal",
        "no_end": "einde niet bekend",
        "card": "{}, met een schets van het uurrooster",
    },
    "de": {
        "rooms": "Räume: {}",
        "zone": "Die Zeiten sind die von {}",
        "no_room": "Ohne Raum",
        "no_end": "Ende nicht angegeben",
        "card": "{}, mit einer Skizze des Zeitplans",
    },
}


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield them."""
    keys = [*site.members.get(("permanent", ""), ()), *site.members.get(("programme", ""), ())]
    rooms = [room.key for room in site.programme.rooms]
    for language in site.languages:
        edition = edition_of(site, language)
        for name, make in ((GRID, _grid), (CARD, _card)):
            path = edition.file(name)
            yield Leaf(path, site.mark(keys, path, rooms), partial(make, edition))


def words_of(edition: Edition) -> PictureWords:
    """Return what pictures say, in the language of an edition."""
    say = said(LABELS, edition.language)
    agenda = edition.words.agenda
    return PictureWords(
        day=edition.locale.day,
        timetable=said(COMMON, edition.language)["grid"],
        sessions=edition.counted,
        rooms=say["rooms"],
        zone=say["zone"],
        no_room=say["no_room"],
        all_day=agenda.always,
        cancelled=agenda.cancelled,
        tentative=agenda.tentative,
        unplaced=agenda.unplaced,
        no_end=say["no_end"],
    )


def _grid(edition: Edition) -> bytes:
    site = edition.site
    keys = [key for key in called_off(site) if site.publication.records[key].state == "shown"]
    keys += site.members.get(("permanent", ""), ())
    others = [each for each in site.programme.sessions if each.key in set(keys)]
    drawn = picture(
        site.programme,
        language=edition.language,
        sessions=[*held(site), *others],
        words=words_of(edition),
    )
    return drawn.encode()


def _card(edition: Edition) -> bytes:
    title = clean(edition.title.text)
    label = said(LABELS, edition.language)["card"].format(title)
    parts = [
        titled(title),
        element("desc", escape(label)),
        element("rect", width=_WIDTH, height=_HEIGHT, fill=_PAPER),
        *_sketch(edition.site),
        element("rect", width=_WIDTH, height=12, fill=_ACCENT),
        *_texts(edition, title),
    ]
    drawn = element(
        "svg",
        "\n".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        width=_WIDTH,
        height=_HEIGHT,
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        font_family="sans-serif",
    )
    return f"{drawn}\n".encode()


def _texts(edition: Edition, title: str) -> Iterator[str]:
    inner = _WIDTH - 2 * _MARGIN
    fits = len(fitted(title, inner, 64.0, 3, bold=True)) < 3
    size = 64.0 if fits else 46.0
    lines = fitted(title, inner, size, 3, bold=True)
    yield text(lines, _MARGIN, 60.0, size, 1.15, font_weight="bold", font_family="serif", fill=_INK)
    y = 84.0 + size * 1.15 * len(lines)
    for words in (edition.dates, edition.venue):
        found = fitted(clean(words), inner, 30.0, 1)
        yield text(found, _MARGIN, y, 30.0, fill=_SOFT)
        y += 44.0 * len(found)


def _sketch(site: Site) -> Iterator[str]:
    """Yield the first days as bars without words, at the foot of the card."""
    days = timetables(site)[:4]
    gap, top, bottom = 24.0, 400.0, _HEIGHT - 36.0
    width = (_WIDTH - 2 * _MARGIN - gap * (len(days) - 1)) / max(1, len(days))
    for i, day in enumerate(days):
        yield from _bars(site, day, _MARGIN + i * (width + gap), top, width, bottom - top)


def _bars(
    site: Site, day: Timetable, left: float, top: float, width: float, height: float
) -> Iterator[str]:
    """Yield the sessions of a day: as time goes on to the right, and rooms down."""
    lane, row = height / day.columns, width / day.rows
    for each in (*day.for_all, *(one for group in day.groups for one in group.sessions)):
        track = site.shown[each.key].track
        colours = {one.key: one.colour for one in site.programme.tracks}
        space = min(2.0, lane / 5)
        yield element(
            "rect",
            x=left + (each.row - 1) * row + 1,
            y=top + (each.column - 1) * lane + space / 2,
            width=max(2.0, each.rows * row - 2),
            height=max(1.0, each.columns * lane - space),
            rx=min(4.0, lane / 4),
            fill=(colours.get(track.key) if track else None) or _ACCENT,
            fill_opacity=0.3 if each.columns == day.columns > 1 else 0.75,
        )
