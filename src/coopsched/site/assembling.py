"""All files of a site, in the order in which they are written: what is linked to comes first."""

from collections.abc import Iterator

from coopsched.site import (
    agenda,
    assets,
    changes,
    feeds,
    front,
    grid,
    listings,
    machines,
    offline,
    pictures,
    printing,
    reviewing,
    sessions,
    subscribing,
)
from coopsched.site.leaf import Leaf
from coopsched.site.marking import mark
from coopsched.site.stylesheet import programme_styles
from coopsched.site.whole import Site

_PARTS = (
    feeds, pictures, sessions, listings, grid, printing, changes, subscribing, agenda, machines,
    front, reviewing, offline,
)  # fmt: skip


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield every file of a site, each made when it is wanted."""
    yield _asset("assets/site.css", assets.styles())
    yield _asset("assets/programme.css", programme_styles(site))
    yield _asset("assets/site.js", assets.scripts())
    yield _asset("assets/icon.svg", assets.shipped("icon.svg"))
    for part in _PARTS:
        yield from part.leaves(site)


def _asset(path: str, data: bytes) -> Leaf:
    return Leaf(path, mark(path, data.hex()), lambda: data)
