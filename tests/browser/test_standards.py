"""Every kind of page, in light and dark, narrow and enlarged: nothing to complain of."""

import re

import pytest

from browser.driving import LAPTOP, NARROW, Route, Visiting
from browser.installed import AXE, need
from browser.pages import LEADING, PAGES, sticking_out, violations

STAYING = sorted(set(PAGES.values()) - set(LEADING))
HOSTILE = (
    "en/index.html",
    "en/grid.html",
    "en/session/unbroken.html",
    "en/session/overrides.html",
    "en/speaker/unbroken.html",
    "en/speaker/script.html",
    "en/room/unbroken.html",
    "en/track/controls.html",
    "en/changes.html",
    "en/subscribe.html",
    "en/print.html",
)
PREVIEW = (
    "fr/index.html",
    "fr/findings.html",
    "fr/grid.html",
    "fr/session/futur-du-travail.html",
    "nl/subscribe.html",
)
LETSCOOP = ("fr/index.html", "fr/grid.html", "nl/index.html", "en/grid.html", "fr/print-a3.html")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        *(("everything", path) for path in STAYING),
        *(("letscoop", path) for path in LETSCOOP),
        *(("preview", path) for path in PREVIEW),
        *(("hostile", path) for path in HOSTILE),
    ],
)
def test_axe_finds_nothing(visiting: Visiting, name: str, path: str, dark: bool) -> None:
    need(AXE)
    visitor = visiting(name, dark=dark)
    assert violations(visitor.open(path)) == []


@pytest.mark.parametrize("path", LEADING)
def test_axe_finds_nothing_on_pages_that_lead_on(visiting: Visiting, path: str) -> None:
    need(AXE)
    visitor = visiting("everything", locale="ja-JP")  # for whom no edition is chosen
    page = visitor.context.new_page()
    page.route("**/*.html", stay)
    page.goto(visitor.address + path)
    assert page.url == visitor.address + path
    assert violations(page) == []


def stay(route: Route) -> None:
    """Answer with a page as it is, but for what leads on to another."""
    answer = route.fetch()
    body = re.sub(r'<meta http-equiv="refresh"[^>]*>', "", answer.text())
    route.fulfill(response=answer, body=body)


@pytest.mark.parametrize("path", ["en/index.html#now", "en/index.html#mine", "en/index.html"])
def test_axe_finds_nothing_once_sessions_are_picked(visiting: Visiting, path: str) -> None:
    need(AXE)
    visitor = visiting("everything", size=(390, 844))
    page = visitor.open("en/index.html")
    for key in ("opening", "mills", "weaving"):
        page.locator(f"#s-{key} .pick").click()
    page.goto(visitor.address + path)
    assert violations(page) == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        *(("everything", path) for path in STAYING),
        *(("letscoop", path) for path in LETSCOOP),
        *(("preview", path) for path in PREVIEW),
        *(("hostile", path) for path in HOSTILE),
    ],
)
def test_no_page_is_wider_than_its_window(visiting: Visiting, name: str, path: str) -> None:
    """At 320 pixels, at 200 % zoom on a laptop, and with letters twice as large."""
    page = visiting(name).open(path)
    for width, height in (NARROW, (LAPTOP[0] // 2, LAPTOP[1] // 2)):
        page.set_viewport_size({"width": width, "height": height})
        assert sticking_out(page) == [], width
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert sticking_out(page) == []
