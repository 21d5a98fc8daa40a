"""The pages that lead to an edition: the folder's first, and the short address of Now."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from coopsched.site import assets
from coopsched.site.cards import Worded
from coopsched.site.edition import POLICY, Edition, edition_of
from coopsched.site.labels import Table, french, said
from coopsched.site.leaf import Leaf
from coopsched.site.linking import described
from coopsched.site.locales import direction, own_name
from coopsched.site.moving import goes_on
from coopsched.site.templating import rendered
from coopsched.site.whole import Site

NOW = "now/index.html"


class Way(NamedTuple):
    """A way to an edition, with what it says in the language of that.

    ``tag`` is that language, ``tongue`` the one in which the words are.
    """

    tag: str
    tongue: str
    name: str
    dates: str
    label: str
    address: str


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield both pages."""
    first = partial(_page, site, "look", "", "index.html", {})
    yield Leaf("index.html", site.mark((), "index.html"), first)
    rooms = _renamed_rooms(site)
    now = partial(_page, site, "now", "../", "index.html#now", rooms)
    yield Leaf(NOW, site.mark((), NOW, sorted(rooms.items())), now)


def _page(site: Site, label: str, root: str, target: str, rooms: Mapping[str, str]) -> bytes:
    editions = [edition_of(site, language) for language in site.languages]
    first = editions[0]
    return rendered(
        "front.html",
        {
            "site": site,
            "edition": first,
            "programme": site.programme,
            "say": said(LABELS, first.language),
            "is_now": label == "now",
            "root": root,
            "rooms": rooms,
            "policy": POLICY,
            "direction": direction(first.tongue),
            "css": root + assets.stamped("assets/site.css", assets.styles()),
            "js": root + assets.stamped("assets/site.js", assets.scripts()),
            "ways": [_way(edition, label, root + edition.file(target)) for edition in editions],
            "titles": _titles(editions),
            "venues": list(dict.fromkeys(filter(None, (each.venue for each in editions)))),
            "description": described(site.programme.description, first.language).beginning,
        },
    )


def _way(edition: Edition, label: str, address: str) -> Way:
    return Way(
        edition.language,
        edition.tongue,
        own_name(edition.language),
        edition.dates,
        said(LABELS, edition.language)[label],
        address,
    )


def _titles(editions: list[Edition]) -> list[Worded]:
    """Return what the programme is called, each wording once."""
    found = {edition.title.text: edition.title for edition in reversed(editions)}
    return [found[text] for text in dict.fromkeys(edition.title.text for edition in editions)]


def _renamed_rooms(site: Site) -> dict[str, str]:
    """Return the keys that rooms had, with those of today: signs on doors have the old ones."""
    found = {
        key: goes_on(site, kind, key) for kind, key in site.publication.addresses if kind == "room"
    }
    return {key: onward for key, onward in found.items() if onward}


LABELS: Table = {
    "en": {"look": "Look at the programme", "now": "What is on now", "languages": "Languages"},
    "fr": french(
        {"look": "Voir le programme", "now": "Ce qui se passe maintenant", "languages": "Langues"}
    ),
    "nl": {"look": "Bekijk het programma", "now": "Wat er nu te doen is", "languages": "Talen"},
    "de": {"look": "Zum Programm", "now": "Was jetzt läuft", "languages": "Sprachen"},
}
"""What these pages say themselves."""
