"""Sites of small programmes, and what their files hold, for the tests of pages."""

from collections.abc import Callable, Iterator
from typing import Any

from builders import HEAD, lets_coop, programme
from coopsched.model import Programme
from coopsched.published.succeeding import Succession
from coopsched.site.assembling import leaves
from coopsched.site.leaf import Leaf
from coopsched.site.whole import Site
from publications import History

WITH_URL = HEAD + "site: {url: 'https://example.org/conf/'}\n"
"""The usual head, with the address at which the folder will stand."""
Leaves = Callable[[Site], Iterator[Leaf]]


def site(published: Programme, done: Succession, **fields: Any) -> Site:
    """Return the site of what was published; fields are those of `Site`, as `is_over=True`."""
    return Site(programme=published, publication=done.publication, shown=done.shown, **fields)


def site_of(body: str, *, head: str = HEAD, **fields: Any) -> Site:
    """Return the site of a programme that is published for the first time."""
    return versions(body, head=head, **fields)[0]


def site_after(*bodies: str, head: str = HEAD, **fields: Any) -> Site:
    """Return the site of the last of several versions, each published a day after another."""
    return versions(*bodies, head=head, **fields)[-1]


def versions(*bodies: str, head: str = HEAD, **fields: Any) -> list[Site]:
    """Return the site of each version of a programme, published one after the other."""
    history, found = History(), []
    for body in bodies:
        version = programme(body, head=head)
        found.append(site(version, history.publish_programme(version), **fields))
    return found


def lets_coop_site(**fields: Any) -> Site:
    """Return the site of LET'S COOP 2017."""
    version = lets_coop()
    return site(version, History().publish_programme(version), **fields)


def made(leaves_of: Leaves, of: Site) -> dict[str, bytes]:
    """Return the files that one part of a site makes: `made(sessions.leaves, site_of(…))`."""
    return {leaf.path: leaf.make() for leaf in leaves_of(of)}


def built(of: Site) -> dict[str, bytes]:
    """Return all files of a site, by path."""
    return made(leaves, of)


def page(of: Site, path: str) -> str:
    """Return one file of a site as text."""
    found = next(leaf for leaf in leaves(of) if leaf.path == path)
    return found.make().decode()
