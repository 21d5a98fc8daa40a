"""The feeds of the site: those that `publish --feeds` writes alone."""

from collections.abc import Iterator

from coopsched.model import Programme
from coopsched.publishing.feeds import every_feed
from coopsched.site.leaf import Leaf
from coopsched.site.marking import mark
from coopsched.site.whole import Site
from coopsched.text import Text
from coopsched.zones import VERSION

BANNER = "PREVIEW"
"""What stands before the name of each feed of a preview."""


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield each feed that has an address, sorted by language and path."""
    programme = _marked(site.programme) if site.is_preview else site.programme
    head = repr((programme.key, programme.title, programme.description, programme.url, site.url))
    common = (head, programme.timezone, VERSION, site.times)
    found = every_feed(
        programme, site.publication, site.shown, times=site.times, members_of=site.members
    )
    for feed in found:
        keys = [site.marks[key] for key in feed.keys]
        yield Leaf(feed.about.path, mark(common, feed.about, keys), feed.make)


def _marked(programme: Programme) -> Programme:
    """Return a programme whose feeds nobody takes for the real ones, whose address they lack."""
    title = Text({tag: f"{BANNER}: {wording}" for tag, wording in programme.title.items()})
    return programme.model_copy(update={"title": title, "site": None})
