"""The worker that keeps pages: which of them it is told of."""

import json
from typing import Any

from builders import HEAD
from coopsched.site import offline
from coopsched.site.whole import Site
from sites import built, lets_coop_site, made, site_of, versions

BODY = """
rooms: {attic: Attic}
sessions:
  knots: {title: Knots, start: 10:00, end: 11:00, rooms: [attic], speakers: [Ana Pérez]}
"""


def told(of: Site) -> dict[str, Any]:
    """Return what the worker of a site is told in its first line."""
    first = made(offline.leaves, of)["sw.js"].decode().partition("\n")[0]
    found: dict[str, Any] = json.loads(first.removeprefix("const SITE = ").removesuffix(";"))
    return found


def test_the_worker_stands_at_the_root_of_the_folder_for_only_that_is_its_reach() -> None:
    assert list(made(offline.leaves, site_of(BODY))) == ["sw.js"]


def test_a_preview_has_none() -> None:
    assert made(offline.leaves, site_of(BODY, is_preview=True)) == {}


def test_it_keeps_each_page_of_a_small_programme() -> None:
    site = lets_coop_site()
    about = told(site)
    files = built(site)
    kept = {
        f"{tag}/{path}" for tag in about["languages"] for path in about["first"] + about["rest"]
    }
    pages = {path for path in files if path.startswith(tuple(f"{tag}/" for tag in site.languages))}
    unread = {"print.html", "print-a3.html", "sign.html"}  # for paper
    read = {path for path in pages if path.partition("/")[2] not in unread}
    assert kept == {path for path in read if path.endswith(".html")}


def test_pages_that_were_published_once_are_kept_too() -> None:
    renamed = BODY.replace("knots: {", "ropes: {was: [knots], ")
    rest = told(versions(BODY, renamed)[-1])["rest"]
    assert {"session/knots.html", "session/ropes.html", "room/attic.html"} <= set(rest)


def test_of_a_large_programme_it_keeps_what_is_visited() -> None:
    sessions = "".join(
        f"  s{n}: {{title: S{n}, start: 10:00, end: 11:00}}\n" for n in range(offline.SMALL)
    )
    about = told(site_of("sessions:\n" + sessions))
    assert (about["rest"], about["first"]) == ([], list(offline.FIRST))


def test_whatever_changes_makes_it_another_version() -> None:
    bodies = (BODY, BODY.replace("Knots", "Bends"), BODY + "  x: {title: X, start: 12:00}\n")
    numbers = [told(site)["version"] for site in versions(*bodies)]
    assert len(set(numbers)) == 3
    other = HEAD.replace("title: Conference", "title: Congress")
    assert told(site_of(BODY, head=other))["version"] not in numbers


def test_the_same_site_has_the_same_worker() -> None:
    assert made(offline.leaves, site_of(BODY)) == made(offline.leaves, site_of(BODY))
