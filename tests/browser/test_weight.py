"""How much has to be fetched before somebody sees the programme."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

Site = Callable[[str], Path]
NEEDED = ("stylesheet", "icon")


@pytest.mark.parametrize(
    ("name", "path", "most"),
    [
        ("letscoop", "fr/index.html", 60_000),
        ("letscoop", "nl/index.html", 60_000),
        ("letscoop", "en/index.html", 60_000),
        ("fosdem", "en/index.html", 400_000),
        ("fosdem", "en/grid.html", 400_000),
    ],
)
def test_a_first_page_is_light_with_all_that_it_needs(
    site: Site, name: str, path: str, most: int
) -> None:
    page = site(name) / path
    tree = html.fromstring(page.read_bytes())
    named = [each.get("href") for each in tree.iter("link") if each.get("rel") in NEEDED]
    named += [each.get("src") for each in tree.iter("script", "img")]
    files = {page, *(page.parent / each.partition("?")[0] for each in named if each)}
    assert len(files) >= 4
    assert sum(len(gzip.compress(each.read_bytes(), 6)) for each in files) <= most
