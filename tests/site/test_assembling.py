"""The site as a whole: one folder, in which everything that is linked to is there."""

from collections import Counter
from html import unescape
from pathlib import PurePosixPath

import pytest

from coopsched.site import assembling
from coopsched.site.whole import Site
from links import dangling, links, targets
from sites import WITH_URL, built, lets_coop_site, site_after, site_of

BODY = """\
rooms:
  attic: {name: Attic}
speakers:
  ana: {name: Ana Pérez}
tracks:
  work: {title: Work, colour: teal}
sessions:
  a~1: {title: A, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana], track: work}
  b: {repeats: a~1, start: 12:00, end: 13:00, rooms: [attic], speakers: [ana]}
  c: {title: C, permanent: true, rooms: [attic]}
"""
RENAMED = BODY.replace("  a~1: {", "  a-2: {was: [a~1], ").replace("repeats: a~1", "repeats: a-2")
SITES = {
    "lets-coop": lets_coop_site(),
    "over": lets_coop_site(is_over=True),
    "preview": lets_coop_site(is_preview=True),
    "small": site_of(BODY),
    "with-url": site_of(BODY, head=WITH_URL),
    "renamed": site_after(BODY, RENAMED, head=WITH_URL),
    "emptied": site_after(BODY, "sessions: {}", head=WITH_URL),
    "empty": site_of("sessions: {}"),
}


@pytest.fixture(params=SITES, scope="module")
def site(request: pytest.FixtureRequest) -> Site:
    """Return one site after the other."""
    found: Site = SITES[request.param]
    return found


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    """Return what its files hold."""
    return built(site)


def test_each_file_is_made_once_and_stands_in_the_folder(site: Site) -> None:
    paths = Counter(leaf.path for leaf in assembling.leaves(site))
    assert [path for path, count in paths.items() if count > 1] == []
    for path in paths:
        pure = PurePosixPath(path)
        assert str(pure) == path
        assert not pure.is_absolute()
        assert not any(part.startswith(".") for part in pure.parts)
    assert len({path.casefold() for path in paths}) == len(paths)


def test_no_path_is_that_of_what_publishing_keeps(files: dict[str, bytes]) -> None:
    assert "publication.json" not in files


def test_every_link_of_every_page_leads_to_a_file(files: dict[str, bytes]) -> None:
    assert dangling(files, files) == set()


def test_links_name_files_so_that_the_folder_works_from_a_usb_stick(
    files: dict[str, bytes],
) -> None:
    for path, data in files.items():
        if path.endswith(".html"):
            for address in links(data):
                plain = address.partition("?")[0].partition("#")[0]
                assert not plain.startswith("/"), (path, address)
                assert not plain.endswith("/") or "://" in plain, (path, address)


def test_every_page_can_be_reached_from_the_first(files: dict[str, bytes], site: Site) -> None:
    there = {f"{tag}/session/{key}.html" for tag in site.languages for key in site.shown}
    assert there <= files.keys()
    assert there <= _reached(files)


def _reached(files: dict[str, bytes]) -> set[str]:
    """Return the paths that one gets to from the first page."""
    seen, waiting = set(), {"index.html"} & files.keys()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        if path.endswith(".html"):
            waiting |= {each for each in targets(path, files[path]) if each in files} - seen
    return seen


def test_every_page_says_that_coopsched_has_made_it(files: dict[str, bytes]) -> None:
    """By that the command line knows that it may replace one."""
    pages = [path for path in files if path.endswith(".html")]
    assert pages
    for path in pages:
        assert b'<meta name="generator" content="coopsched' in files[path][:4096], path


def test_no_page_takes_anything_from_elsewhere(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.endswith(".html"):
            assert "default-src 'none'" in unescape(data[:4096].decode("utf-8", "ignore")), path
            assert b" style=" not in data, path
