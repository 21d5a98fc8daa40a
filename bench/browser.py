"""How fast the agenda of a large programme is in Chromium, at a quarter of this machine's speed.

Published: FOSDEM 2025, 943 sessions, which stands beside the checkout. *Usable* is the time
from asking for the page to the first moment at which its scripts have run and nothing keeps it
from answering; *a filter* the time from the key to the next picture.
"""

import gzip
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.common import ROOT, Row, finish, options, peer, versions

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

SLOWDOWN = 4
WORDS = ("linux", "e", "zzz", "python", "")

USABLE = """() => new Promise((resolve) => {
  const done = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  if (document.readyState === "complete") done();
  else addEventListener("load", done);
})"""
FILTER = """([selector, value]) => new Promise((resolve) => {
  const field = document.querySelector(selector);
  const begin = performance.now();
  field.value = value;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begin)));
})"""


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    sys.path.insert(0, str(ROOT / "tests"))
    from browser.building import fosdem, publish
    from browser.driving import launched
    from browser.installed import FOSDEM
    from browser.serving import serving

    if why := missing(FOSDEM):
        finish([Row("agenda of FOSDEM 2025", 0.0, "promised", note=f"skipped: {why}")], chosen)
        return
    print(versions("playwright", "Jinja2", "Babel"))
    rounds = 3 if chosen.quick else 9
    with tempfile.TemporaryDirectory() as scratch:
        publish(fosdem(), Path(scratch))
        with serving(Path(scratch)) as address, launched() as browser:
            usable, filters = [], []
            for _ in range(rounds):
                page = browser.new_page()
                cdp = page.context.new_cdp_session(page)
                usable.append(opened(page, cdp, address + "en/index.html"))
                filters += filtered(page)
                page.context.close()
            print(f"Chromium {browser.version}, {SLOWDOWN} × slower")
        weight = weighed(Path(scratch) / "en" / "index.html")
    rows = [
        Row("agenda usable", median(usable), "promised", 1.0, at_most=1),
        Row("a filter answers, median", median(filters), "promised", 0.1, at_most=1),
        Row("a filter answers, worst", max(filters), "promised", 0.1),
        Row("agenda with its assets, gzip", weight / 1000, "promised", 400, "kB", at_most=1),
    ]
    finish(rows, chosen)


def missing(programme: Path) -> str:
    """Say what this cannot do without and does not find; nothing where all is there."""
    if not programme.exists():
        return f"no {programme.name} beside the checkout"
    return "" if peer("playwright") else "playwright is not installed (make browser-install)"


def opened(page: "Page", cdp: "CDPSession", address: str) -> float:
    """Open a page slowly; return the seconds until it can be used."""
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(address, wait_until="commit")
    return float(page.evaluate(USABLE)) / 1000


def filtered(page: "Page") -> list[float]:
    """Search, and choose rooms; return the seconds that each took."""
    rooms = page.eval_on_selector_all("#f-room option", "(all) => all.map((each) => each.value)")
    asked = [("#q", word) for word in WORDS] + [("#f-room", room) for room in (*rooms[1:3], "")]
    return [float(page.evaluate(FILTER, [selector, value])) / 1000 for selector, value in asked]


def weighed(page: Path) -> int:
    """Return the octets of the page and of all that it asks for, compressed."""
    assets = page.parent.parent / "assets"
    files = [
        page,
        *(assets / name for name in ("site.css", "programme.css", "site.js", "icon.svg")),
    ]
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in files)


if __name__ == "__main__":
    main()
