"""The page with all findings, which only previews have."""

from collections.abc import Iterator
from functools import partial

from coopsched.site.edition import Edition, edition_of
from coopsched.site.findings import LABELS
from coopsched.site.leaf import Leaf
from coopsched.site.whole import Site

PATH = "findings.html"


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield the page in each language, where there is anything to say."""
    if not site.findings:
        return
    keys = {
        key: None for each in site.findings for key in each.subject.sessions if key in site.shown
    }
    for language in site.languages:
        edition = edition_of(site, language)
        path = edition.file(PATH)
        yield Leaf(path, site.mark(keys, path), partial(_page, edition))


def _page(edition: Edition) -> bytes:
    return edition.page("review.html", PATH, LABELS)
