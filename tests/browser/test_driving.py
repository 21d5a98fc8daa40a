"""Visitors notice what goes wrong: else all that they do not notice would prove nothing."""

from pathlib import Path

import pytest

from browser.driving import Browser, Visitor
from browser.installed import AXE, need
from browser.pages import sticking_out, violations
from browser.serving import serving

HEAD = """<!doctype html><html lang="en"><title>T</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">"""


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<script>window.taken = 1</script>", "Content Security Policy"),
        ("<p style='color: red'>x</p>", "Content Security Policy"),
        ("<img src='https://elsewhere.example.org/x.png' alt='x'>", "Content Security Policy"),
        ("<script src='no.js'></script>", "404"),
        ("<script src='wrong.js'></script>", "nobody"),
        ("<script src='asks.js'></script>", "dialogue: taken"),
    ],
)
def test_a_page_that_does_wrong_is_told_of(
    browser: Browser, tmp_path: Path, body: str, told: str
) -> None:
    (tmp_path / "wrong.js").write_text("nobody.knows();", "utf-8")
    (tmp_path / "asks.js").write_text("alert('taken');", "utf-8")
    problems = told_of(browser, tmp_path, HEAD + body)
    assert any(told in each for each in problems), problems


def test_a_request_elsewhere_is_told_of(browser: Browser, tmp_path: Path) -> None:
    problems = told_of(browser, tmp_path, "<img src='http://127.0.0.2:9/x.png' alt='x'>")
    assert "asks elsewhere: http://127.0.0.2:9/x.png" in problems


def told_of(browser: Browser, folder: Path, page: str) -> list[str]:
    """Return what went wrong when somebody opened a page."""
    (folder / "index.html").write_text(page, "utf-8")
    with serving(folder) as address:
        visitor = Visitor.of(browser, address)
        visitor.open("index.html")
        return visitor.leave()


def test_what_is_hard_to_read_or_too_wide_is_told_of(browser: Browser, tmp_path: Path) -> None:
    need(AXE)
    page = "<!doctype html><title>T</title><p style='color: #bbb; width: 3000px'>pale</p>"
    (tmp_path / "index.html").write_text(page, "utf-8")
    with serving(tmp_path) as address:
        visitor = Visitor.of(browser, address)
        opened = visitor.open("index.html")
        found = " ".join(violations(opened))
        assert "color-contrast" in found
        assert "html-has-lang" in found
        assert sticking_out(opened) != []
        visitor.leave()
