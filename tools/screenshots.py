"""Takes the pictures of the site that the documentation shows: `docs/screenshots/*.png`.

The site is that of LET'S COOP, the clock stands still on its morning, and what moves is
held: with the same browser and the same fonts, the same pictures come out.
"""

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
NOW = datetime.fromisoformat("2017-06-20T10:20:00+02:00")
MOST = 1_500_000
"""What all pictures together may weigh."""
PICKED = ("accueil-et-petit-dejeuner", "les-chiffres-smart", "futur-du-travail", "etre-societaire")

sys.path.insert(0, str(ROOT / "tests"))
if TYPE_CHECKING:
    from browser.driving import Browser, Page


class Shot(NamedTuple):
    """A picture: what it shows, where, and what is done before it is taken."""

    name: str
    path: str
    sizes: tuple[str, ...]
    prepare: "Callable[[Page], None] | None" = None
    dark: bool = False


def pick(page: "Page") -> None:
    """Pick sessions of which two clash, and look at them."""
    for key in PICKED:
        page.locator(f"#s-{key} .pick").click()
    page.locator(".pages a[data-page=mine]").click()
    page.evaluate("scrollTo(0, 0)")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.clock.run_for(20_000)  # what is told for a while is told no more


EVERYWHERE = ("phone", "laptop", "wall")
SHOTS = (
    Shot("agenda", "fr/index.html", EVERYWHERE),
    Shot("agenda-dark", "en/index.html", ("laptop",), dark=True),
    Shot("grid", "fr/grid.html", EVERYWHERE),
    Shot("session", "fr/session/futur-du-travail.html", EVERYWHERE),
    Shot("mine", "fr/index.html", EVERYWHERE, pick),
    Shot("now", "nl/index.html#now", ("phone", "wall")),
    Shot("subscribe", "fr/subscribe.html", EVERYWHERE),
    Shot("print", "fr/print-a3.html", EVERYWHERE),
)


def main() -> int:
    """Take the pictures; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--into", type=Path, default=TARGET, help="another folder")
    folder: Path = parser.parse_args().into
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.png"):
        path.unlink()
    taken = {path.name: path.stat().st_size for path in pictures(folder)}
    for name, size in taken.items():
        print(f"{size:8,} {name}")
    total = sum(taken.values())
    print(f"{total:8,} in all, of {MOST:,}")
    return 0 if total <= MOST else 1


def pictures(folder: Path) -> Iterator[Path]:
    """Take each shot at each size; yield the files."""
    from browser.building import letscoop, publish
    from browser.driving import LAPTOP, PHONE, WALL, launched
    from browser.serving import serving

    sizes = {"phone": PHONE, "laptop": LAPTOP, "wall": WALL}
    with tempfile.TemporaryDirectory() as scratch:
        publish(letscoop(), Path(scratch))
        with serving(Path(scratch)) as address, launched() as browser:
            for shot in SHOTS:
                for size in shot.sizes:
                    path = folder / f"{shot.name}-{size}.png"
                    path.write_bytes(smaller(taken(browser, address, shot, sizes[size])))
                    yield path


@contextmanager
def opened(browser: "Browser", address: str, shot: Shot, size: tuple[int, int]) -> "Iterator[Page]":
    """Open a page as a visitor who has never been there, on the morning itself."""
    from browser.driving import Visitor

    visitor = Visitor.of(browser, address, size=size, dark=shot.dark, locale="fr-BE")
    page = visitor.context.new_page()
    page.clock.install(time=NOW)
    page.goto(address + shot.path)
    try:
        yield page
    finally:
        if problems := visitor.leave():
            raise SystemExit("\n".join(problems))


def taken(browser: "Browser", address: str, shot: Shot, size: tuple[int, int]) -> bytes:
    """Return one picture, of what is seen without scrolling."""
    with opened(browser, address, shot, size) as page:
        if shot.prepare:
            shot.prepare(page)
        return page.screenshot(animations="disabled", caret="hide")


def smaller(png: bytes) -> bytes:
    """Return a picture in 128 colours, which is all that pages of text need."""
    from PIL import Image

    small = io.BytesIO()
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    sys.exit(main())
