"""The folder as it lies there: whatever a page names is in it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from lxml import html

from browser.pages import PAGES, TYPES

Site = Callable[[str], Path]
NAMING = ("href", "src", "action", "poster", "data-src")
OWN = ("everything", "letscoop", "hostile")


@pytest.fixture(params=OWN)
def folder(request: pytest.FixtureRequest, site: Site) -> Path:
    return site(request.param)


@cache
def parsed(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def pages(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.html"))
    assert found
    return found


def named(page: Path) -> Iterator[str]:
    """Yield every address that a page names."""
    for element in parsed(page).iter():
        if isinstance(element.tag, str):
            yield from (element.get(name, "") for name in NAMING if element.get(name))


def is_own(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def target(folder: Path, page: Path, address: str) -> tuple[str, str]:
    """Return the path in the folder, and the fragment, that an address leads to."""
    parts = urlsplit(address)
    here = PurePosixPath(page.relative_to(folder))
    path = normpath(here.parent / unquote(parts.path)) if parts.path else str(here)
    return path, unquote(parts.fragment)


def test_everything_named_is_in_the_folder(folder: Path) -> None:
    missing = {
        (str(page.relative_to(folder)), address)
        for page in pages(folder)
        for address in named(page)
        if is_own(address) and not (folder / target(folder, page, address)[0]).is_file()
    }
    assert missing == set()


def test_every_fragment_is_an_element_or_a_mode(folder: Path) -> None:
    missing = set()
    for page in pages(folder):
        for address in filter(is_own, named(page)):
            path, fragment = target(folder, page, address)
            if fragment.partition("=")[0] in ("", "now", "mine") or not path.endswith(".html"):
                continue
            ids = {each.get("id") for each in parsed(folder / path).iter()}
            if fragment not in ids:
                missing.add((str(page.relative_to(folder)), address))
    assert missing == set()


def test_links_name_files_and_stay_in_the_folder(folder: Path) -> None:
    for page in pages(folder):
        for address in filter(is_own, named(page)):
            path, _ = target(folder, page, address)
            assert not path.startswith(".."), (page, address)
            assert not urlsplit(address).path.startswith("/"), (page, address)
            assert not urlsplit(address).path.endswith("/"), (page, address)


def test_addresses_elsewhere_are_of_kinds_that_do_no_harm(folder: Path) -> None:
    kinds = {urlsplit(address).scheme for page in pages(folder) for address in named(page)}
    assert kinds <= {"", "http", "https", "mailto", "webcal"}


def test_nothing_is_inline_and_every_page_forbids_it(folder: Path) -> None:
    for page in pages(folder):
        tree = parsed(page)
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert tree.xpath("//style | //*[@style] | //base | //iframe | //object | //embed") == []
        data = ("application/json", "application/ld+json")
        for script in tree.xpath("//script[not(@src)]"):
            assert script.get("type") in data, page
        on = {name for each in tree.iter() for name in each.attrib if name.startswith("on")}
        assert on == set(), page


def test_no_id_is_given_twice(folder: Path) -> None:
    for page in pages(folder):
        counted = Counter(parsed(page).xpath("//@id"))
        assert [each for each, count in counted.items() if count > 1] == [], page


def test_labels_and_references_lead_to_elements(folder: Path) -> None:
    for page in pages(folder):
        tree = parsed(page)
        ids = set(tree.xpath("//@id"))
        names = ("for", "list", "aria-labelledby", "aria-describedby", "aria-controls", "headers")
        for name in names:
            used = {each for value in tree.xpath(f"//@{name}") for each in value.split()}
            assert used <= ids, (page, name)


def test_every_type_of_page_is_looked_at(site: Site) -> None:
    folder = site("everything")
    for page in pages(folder):
        path = page.relative_to(folder).as_posix()
        assert any(each.fullmatch(path) for each in TYPES), path
    for path in PAGES.values():
        assert (folder / path.partition("#")[0]).is_file(), path


def test_the_site_map_names_every_page_that_is_for_readers(folder: Path) -> None:
    tree = ET.fromstring((folder / "sitemap.xml").read_bytes())  # noqa: S314  our own file
    found = [each.text or "" for each in tree.iter() if each.tag.endswith("}loc")]
    assert len(found) == len(set(found)) > 10
    paths = {unquote(re.sub(r"^https://[^/]+(/2026)?/", "", each)) for each in found}
    assert all((folder / path).is_file() for path in paths)
    assert {path.split("/")[0] + "/index.html" for path in paths if "/" in path} <= paths
    assert "sitemap.xml" in (folder / "robots.txt").read_text("utf-8")


def test_changes_are_told_to_feed_readers(site: Site) -> None:
    tree = ET.fromstring((site("everything") / "en" / "changes.atom").read_bytes())  # noqa: S314  our own file
    atom = "{http://www.w3.org/2005/Atom}"
    assert tree.tag == f"{atom}feed"
    told = " ".join(each.findtext(f"{atom}title") or "" for each in tree.iter(f"{atom}entry"))
    for title in ("It moves", "It falls", "It goes", "The one that was"):
        assert title in told
    assert "How mills turn" not in told


def test_what_is_private_or_a_draft_is_nowhere(site: Site) -> None:
    for path in sorted(site("everything").rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            assert b"secret-stream" not in data, path
            assert b"Nobody may read this" not in data, path


def test_schema_org_data_is_json_and_tells_of_the_session(site: Site) -> None:
    import json

    page = parsed(site("everything") / "en" / "session" / "mills.html")
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    told = json.loads(script)
    text = json.dumps(told, ensure_ascii=False)
    assert told["@context"] == "https://schema.org"
    assert "How mills turn" in text
    assert "2026-05-15T11:00:00+02:00" in text
    assert "Ana Pérez" in text
