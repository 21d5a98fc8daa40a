"""What comes out of a printer."""

import re
import subprocess
from pathlib import Path

import pytest

from browser.driving import Page, Visiting
from browser.installed import program

MILLIMETRES = {"A4": (210, 297), "A3": (297, 420)}


def printed(page: Page, path: Path) -> list[tuple[float, float]]:
    """Print a page to a PDF; return the sizes of its pages in millimetres."""
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    done = subprocess.run(
        [program("pdfinfo"), "-f", "1", "-l", "999", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+) pts", done.stdout, re.MULTILINE)
    return [(float(width) * 25.4 / 72, float(height) * 25.4 / 72) for width, height in found]


def text(path: Path) -> str:
    """Return the words of a PDF, spaces alike."""
    done = subprocess.run(
        [program("pdftotext"), "-layout", str(path), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("name", "path", "paper", "pages"),
    [
        ("letscoop", "fr/print.html", "A4", 2),
        ("letscoop", "fr/print-a3.html", "A3", 1),
        ("everything", "en/print.html", "A4", 4),
        ("everything", "en/print-a3.html", "A3", 4),
    ],
)
def test_sheets_have_the_size_and_number_that_they_should(
    visiting: Visiting, tmp_path: Path, name: str, path: str, paper: str, pages: int
) -> None:
    sizes = printed(visiting(name).open(path), tmp_path / "sheet.pdf")
    assert len(sizes) == pages
    for size in sizes:
        assert sorted(size) == pytest.approx(MILLIMETRES[paper], abs=1)


@pytest.mark.parametrize("path", ["en/print.html", "en/print-a3.html"])
def test_sheets_hold_every_session_and_nothing_of_the_screen(
    visiting: Visiting, tmp_path: Path, path: str
) -> None:
    printed(visiting("everything").open(path), tmp_path / "sheet.pdf")
    found = text(tmp_path / "sheet.pdf")
    for said in ("How mills turn", "Half past midnight", "Sweeping up", "Great Hall", "11:00"):
        assert said in found
    assert "Subscribe" in found
    assert "Pages" not in found
    assert "Skip to" not in found


def test_dark_screens_print_black_on_white(visiting: Visiting) -> None:
    page = visiting("everything", dark=True).open("en/print.html")
    page.emulate_media(media="print")
    colours = page.evaluate(
        "(() => { const style = getComputedStyle(document.querySelector('.paper'));"
        " return [style.color, style.backgroundColor]; })()"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


@pytest.mark.parametrize("path", ["en/index.html", "en/grid.html", "en/session/opening.html"])
def test_pages_for_the_screen_print_too(visiting: Visiting, tmp_path: Path, path: str) -> None:
    page = visiting("everything").open(path)
    assert printed(page, tmp_path / "page.pdf")
    assert "Opening" in text(tmp_path / "page.pdf")


def test_signs_for_doors_are_a_page_each(visiting: Visiting, tmp_path: Path) -> None:
    page = visiting("everything").open("en/sign.html")
    signs = page.locator(".sign").count()
    assert signs >= 4
    assert len(printed(page, tmp_path / "signs.pdf")) == signs
