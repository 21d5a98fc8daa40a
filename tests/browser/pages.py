"""Which pages there are, and what is asked of any of them in a browser."""

import re
from collections.abc import Mapping
from typing import Any

from browser.driving import Page
from browser.installed import AXE

PAGES: Mapping[str, str] = {
    "agenda": "en/index.html",
    "now": "en/index.html#now",
    "mine": "en/index.html#mine",
    "grid": "en/grid.html",
    "session": "en/session/opening.html",
    "session that repeats": "en/session/mills-again.html",
    "session cancelled": "en/session/falls.html",
    "session gone": "en/session/goes.html",
    "session moved": "en/session/moves.html",
    "session replaced": "en/session/was-planned.html",
    "session instead": "en/session/instead.html",
    "session under an old key": "en/session/old-key.html",
    "session permanent": "en/session/fair.html",
    "session in another direction": "en/session/hebrew.html",
    "speaker": "en/speaker/ana.html",
    "speaker gone": "en/speaker/gus.html",
    "speaker under an old key": "en/speaker/old-name.html",
    "room": "en/room/hall.html",
    "room without sessions": "en/room/shed.html",
    "track": "en/track/soil.html",
    "changes": "en/changes.html",
    "subscribe": "en/subscribe.html",
    "print": "en/print.html",
    "print on A3": "en/print-a3.html",
    "signs for doors": "en/sign.html",
    "agenda in French": "fr/index.html",
}
"""A page of each type of the site that has everything, and of each state that it can be in."""
LEADING = ("index.html", "now/index.html", "en/session/old-key.html", "en/speaker/old-name.html")
"""Pages that lead on: to the visitor's language, to what happens now, to another key."""
TYPES = tuple(
    re.compile(pattern)
    for pattern in (
        r"index\.html",
        r"now/index\.html",
        r"(en|fr)/(index|grid|changes|subscribe|print|print-a3|sign)\.html",
        r"(en|fr)/(session|speaker|room|track)/[^/]+\.html",
    )
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page, one line each."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        "(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"
        ".then((result) => result.violations)",
        list(RULES),
    )
    return [
        f"{each['id']}: {node['target'][-1]}: {node['failureSummary']}"
        for each in found
        for node in each["nodes"][:3]
    ]


STICKS_OUT = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const scrolls = (element) => {
    let each = element;
    while ((each = each.parentElement) && each !== document.body) {
      if (getComputedStyle(each).overflowX !== "visible") return true;
    }
    return false;
  };
  const name = (each) => `${each.tagName.toLowerCase()}#${each.id}.${each.className}`.slice(0, 60);
  return [...document.body.querySelectorAll("*")]
    .filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(each))
    .slice(0, 5)
    .map((each) => `${name(each)} ends at ${Math.round(each.getBoundingClientRect().right)}`)
    .concat(`${root.scrollWidth} > ${root.clientWidth}`);
}"""


def sticking_out(page: Page) -> list[str]:
    """Return what makes a page wider than its window; what scrolls by itself does not."""
    found: list[str] = page.evaluate(STICKS_OUT)
    return found
