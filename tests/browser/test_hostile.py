"""A programme that means harm is shown as text, and breaks nothing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from browser.driving import PHONE, Visiting, expect
from browser.hostile import HARMFUL

PAGES = ("en/index.html", "en/grid.html", "en/changes.html", "en/subscribe.html", "en/print.html")
ALIEN = (
    "img:not([src^='data:']):not([src$='.svg']), iframe, object, embed, a[href^='javascript'], "
    "[onerror], [onload], [onclick], [onmouseover]"
)
"""What nobody who made the pages has put there."""
OWN_SCRIPTS = """[...document.scripts]
  .filter((each) => each.getAttribute("src") || each.type.endsWith("json")).length"""


@pytest.mark.parametrize("key", HARMFUL)
def test_a_harmful_text_is_shown_as_it_is(visiting: Visiting, key: str) -> None:
    visitor = visiting("hostile")
    page = visitor.open()
    for kind in ("session", "speaker", "room", "track"):
        page.goto(f"{visitor.address}en/{kind}/{key}.html")
        assert page.locator(ALIEN).count() == 0
        assert page.title() != "taken"
        heading = page.locator("h1").evaluate("(heading) => heading.textContent")
        assert visible(HARMFUL[key]) in visible(heading), kind


@pytest.mark.parametrize("path", PAGES)
def test_harmful_texts_stay_texts_among_others(visiting: Visiting, path: str) -> None:
    page = visiting("hostile").open(path)
    assert page.locator(ALIEN).count() == 0
    assert page.evaluate("document.scripts.length") == page.evaluate(OWN_SCRIPTS)
    expect(page.locator("footer")).to_be_visible()


def test_every_title_stands_on_the_agenda(visiting: Visiting) -> None:
    page = visiting("hostile", size=PHONE).open("en/index.html")
    for key, text in HARMFUL.items():
        link = page.locator(f"#s-{key} h4 a bdi")
        assert visible(link.text_content() or "") == visible(text), key


def test_every_title_can_be_searched_picked_and_shared(visiting: Visiting) -> None:
    visitor = visiting("hostile")
    page = visitor.open("en/index.html")
    for key in HARMFUL:
        page.locator(f"#s-{key} .pick").focus()
        page.keyboard.press("Enter")
    page.goto(visitor.address + "en/index.html#mine")
    assert page.locator(".agenda .session:visible").count() == len(HARMFUL)
    assert page.locator(ALIEN).count() == 0
    page.goto(visitor.address + "en/index.html#mine=%3Cscript%3E.'\".javascript:alert(1).aaaaaaa")
    page.goto(
        visitor.address + "en/index.html?q=%3Cscript%3Ealert(1)%3C/script%3E&room=%22%3E&at=%00"
    )
    expect(page.locator("footer")).to_be_visible()


def test_texts_of_other_directions_do_not_turn_what_stands_beside_them(
    visiting: Visiting,
) -> None:
    page = visiting("hostile").open("en/index.html")
    for key in ("overrides", "arabic"):
        card = page.locator(f"#s-{key}")
        start, end = (
            card.locator(".when time")
            .nth(i)
            .evaluate("(each) => each.getBoundingClientRect().left")
            for i in (0, 1)
        )
        assert start < end


def test_no_json_holds_a_tag(site: Callable[[str], Path]) -> None:
    for page in site("hostile").rglob("*.html"):
        for script in html.fromstring(page.read_bytes()).iter("script"):
            assert "<" not in (script.text or ""), page


def visible(text: str) -> str:
    """Return a text as a reader compares it: spaces alike, without what cannot be seen."""
    seen = re.sub(
        r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufdd0\ufffd-\uffff]",
        "",
        text,
    )
    return " ".join(seen.replace("\x85", " ").split())
