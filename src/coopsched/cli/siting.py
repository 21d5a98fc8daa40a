"""What is written into a published folder: a whole site, or its feeds alone."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from coopsched.cli.caching import LIBRARIES, compiled_folder
from coopsched.cli.failing import CommandError
from coopsched.model import Programme
from coopsched.published.records import Publication
from coopsched.published.safety import Refusal
from coopsched.published.shown import is_over
from coopsched.published.succeeding import Succession
from coopsched.publishing.feeds import Times, path
from coopsched.publishing.feeds.news import is_held
from coopsched.site import feeds
from coopsched.site.leaf import Leaf
from coopsched.site.whole import Site

_MISSING = (
    "pages need libraries that are not installed: pip install 'coopsched[site]'; or --feeds "
    "writes the feeds alone"
)
_OURS = b'<meta name="generator" content="coopsched'
"""What stands in the head of every page that coopsched has made."""
_HEAD = 4096
_LISTINGS = ("room", "speaker", "track")
"""The kinds of addresses that have a page, sessions aside."""


def refuse_without_libraries() -> None:
    """Raise CommandError where pages cannot be made, for want of what makes them."""
    if any(find_spec(name) is None for name in LIBRARIES):
        raise CommandError(_MISSING)


def site_of(
    programme: Programme,
    following: Succession,
    *,
    at: datetime,
    times: Times,
    is_preview: bool = False,
) -> Site:
    """Return the site of a programme that is published at that moment."""
    return Site(
        programme=programme,
        publication=following.publication,
        shown=following.shown,
        is_over=_all_over(following, at),
        is_preview=is_preview,
        times=times,
    )


def leaves_of(site: Site, *, pages: bool) -> list[Leaf]:
    """Return the files of a site, or those of its feeds alone."""
    if not pages:
        return list(feeds.leaves(site))
    from coopsched.site.assembling import leaves
    from coopsched.site.templating import keep_compiled

    compiled = compiled_folder()
    if compiled is not None:
        keep_compiled(compiled)
    return list(leaves(site))


def _all_over(following: Succession, at: datetime) -> bool:
    """Tell whether every session that is held is over, and there is one."""
    records = following.publication.records
    held = [each for key, each in following.shown.items() if is_held(each, records[key])]
    return bool(held) and all(is_over(each, at) for each in held)


def paths_of(publication: Publication) -> Iterator[str]:
    """Yield where feeds are, and pages that go with them: what somebody to be forgotten has."""
    for language in publication.languages:
        for kind, key in publication.addresses:
            if kind in _LISTINGS:
                yield f"{language}/{kind}/{key}.html"
    yield from feed_paths(publication)


def feed_paths(publication: Publication) -> Iterator[str]:
    """Yield where the feeds of a publication are in the folder."""
    for language in publication.languages:
        for kind, key in publication.addresses:
            if kind != "in" or key == language:
                yield path(language, kind, key)


def has_pages(folder: Path) -> bool:
    """Tell whether a folder holds pages that were published, and its first page is one of them."""
    first = folder / "index.html"
    return any(map(_is_ours, [first] if first.exists() else folder.glob("*/index.html")))


def _is_ours(page: Path) -> bool:
    try:
        with page.open("rb") as file:
            return _OURS in file.read(_HEAD)
    except OSError:
        return False


def refuse_theirs(folder: Path, leaves: Iterable[Leaf]) -> Iterator[Refusal]:
    """Yield why a site is not published into a folder that holds files of somebody else."""
    if has_pages(folder):
        return
    paths = (leaf.path for leaf in leaves if not leaf.path.startswith("feeds/"))
    first_page_first = sorted(paths, key=lambda path: path != "index.html")
    theirs = (path for path in first_page_first if (folder / path).exists())
    first = next(theirs, None)
    if first is not None:
        yield Refusal(
            f"{folder / first} is there, and coopsched has not made it",
            "move it away, name another folder, or write the feeds alone with --feeds",
        )
