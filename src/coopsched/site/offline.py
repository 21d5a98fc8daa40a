"""What makes the site work without a connection after one visit."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from coopsched.site import assets
from coopsched.site.leaf import Leaf
from coopsched.site.whole import Site

PATH = "sw.js"
FIRST = ("index.html", "grid.html", "changes.html", "subscribe.html")
"""The pages of an edition without which a visit is not kept."""
KINDS = ("session", "speaker", "room", "track")
"""The kinds of addresses that have a page of their own."""
SMALL = 300
"""An edition of up to so many pages is kept whole; of a larger one, what was visited."""


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield the worker: none in a preview, whose pages are to be those of this moment."""
    if not site.is_preview:
        kept = kept_of(site)
        mark = site.mark(site.publication.records, PATH, kept)
        yield Leaf(PATH, mark, partial(_worker, {"version": mark[:16], **kept}))


def kept_of(site: Site) -> dict[str, Any]:
    """Return what the worker keeps: languages, and the paths of pages in each of them.

    Which assets go with a page, the page says itself.
    """
    rest = [f"{kind}/{key}.html" for kind, key in site.publication.addresses if kind in KINDS]
    return {
        "languages": list(site.languages),
        "first": list(FIRST),
        "rest": sorted(rest) if len(FIRST) + len(rest) <= SMALL else [],
    }


def _worker(kept: dict[str, Any]) -> bytes:
    said = json.dumps(kept, ensure_ascii=True, separators=(",", ":"))
    return f"const SITE = {said};\n".encode() + assets.shipped("sw.js")
