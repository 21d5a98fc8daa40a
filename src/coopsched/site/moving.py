"""Pages at addresses of before: each leads to where its matter goes on."""

from collections.abc import Iterator
from functools import lru_cache, partial

from coopsched.site.edition import Edition
from coopsched.site.labels import Table, french
from coopsched.site.leaf import Leaf
from coopsched.site.places import spots
from coopsched.site.whole import Site


def goes_on(site: Site, kind: str, key: str) -> str | None:
    """Return the key under which a session, speaker, room or track goes on, if it is another.

    None where there is no page at that one, or none that stays.
    """
    there = site.publication.addresses
    onward = there[kind, key].leads_to if (kind, key) in there else None
    if onward is None or onward == key or (kind, onward) not in _pages(site):
        return None
    is_last = kind == "session" or (kind, onward) not in there or not there[kind, onward].leads_to
    return onward if is_last else None


def moved(edition: Edition, kind: str) -> Iterator[Leaf]:
    """Yield a page for each address of a kind that leads to another."""
    site = edition.site
    for place, key in site.publication.addresses:
        onward = goes_on(site, place, key) if place == kind else None
        if onward is not None and not (kind == "session" and key in site.publication.records):
            path = f"{kind}/{key}.html"
            mark = site.mark((), edition.file(path), onward)
            yield Leaf(edition.file(path), mark, partial(_page, edition, path, onward))


@lru_cache(maxsize=4)
def _pages(site: Site) -> frozenset[tuple[str, str]]:
    sessions = (("session", key) for key in site.publication.records)
    return frozenset((*sessions, *((spot.kind, spot.key) for spot in spots(site))))


def _page(edition: Edition, path: str, onward: str) -> bytes:
    return edition.page("moved.html", path, LABELS, target=f"{onward}.html")


LABELS: Table = {
    "en": {
        "moved": "This page has another address now",
        "follow": "Go there",
    },
    "fr": french(
        {
            "moved": "Cette page a changé d’adresse",
            "follow": "Y aller",
        }
    ),
    "nl": {
        "moved": "Deze pagina heeft een nieuw adres",
        "follow": "Ga ernaartoe",
    },
    "de": {
        "moved": "Diese Seite hat eine neue Adresse",
        "follow": "Dorthin gehen",
    },
}
