"""The sites that are looked at, each built once, whichever process of the tests comes first."""

import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from browser.hostile import hostile
from browser.installed import FOSDEM, ROOT
from coopsched.checking import check
from coopsched.delivering.locking import locked
from coopsched.model import Programme
from coopsched.model.parts import Site as Place
from coopsched.published.succeeding import succeed
from coopsched.reading import loads, read
from coopsched.site.assembling import leaves
from coopsched.site.whole import Site

MOMENTS = (datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 5, 14, 12, tzinfo=UTC))
"""When the programmes are published, first and again."""
EVERYTHING = Path(__file__).parent / "everything.yaml"


def letscoop() -> Sequence[Programme]:
    """Return the programme of a real day, which has no rooms, with an address to stand at."""
    programme = read(ROOT / "data" / "programme.yaml").programme
    return (programme.model_copy(update={"site": Place(url="https://letscoop.example.org/")}),)


def everything() -> Sequence[Programme]:
    """Return both versions of the programme that has everything."""
    lines = EVERYTHING.read_text("utf-8").splitlines()
    versions = [
        "\n".join(line for line in lines if not line.endswith(f"  # {other}"))
        for other in ("then", "at first")
    ]
    return [loads(text, name=EVERYTHING.name).programme for text in versions]


def harmful() -> Sequence[Programme]:
    """Return the programme that means harm."""
    return (loads(hostile(), name="hostile.yaml").programme,)


def fosdem() -> Sequence[Programme]:
    """Return the programme of FOSDEM 2025, which stands beside the checkout."""
    return (read(FOSDEM).programme,)


def built(name: str, shelf: Path) -> Path:
    """Return the folder in which a site is; the first to ask for it builds it."""
    folder = shelf / name
    with locked(folder):
        if not folder.exists():
            unfinished = shelf / f"{name}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            BUILDERS[name](unfinished)
            unfinished.rename(folder)
    return folder


def publish(programmes: Sequence[Programme], folder: Path) -> None:
    """Publish versions of a programme, one after the other, in a folder."""
    before = None
    for programme, at in zip(programmes, MOMENTS, strict=False):
        succession = succeed(programme, before, at=at)
        before = succession.publication
        write(Site(programme=programme, publication=before, shown=succession.shown), folder)


def preview(folder: Path) -> None:
    """Write what is shown of LET'S COOP while it is edited, with all that is found in it."""
    document = read(ROOT / "data" / "programme.yaml")
    succession = succeed(document.programme, None, at=MOMENTS[0])
    site = Site(
        programme=document.programme,
        publication=succession.publication,
        shown=succession.shown,
        is_preview=True,
        findings=tuple(check(document)),
    )
    write(site, folder)


def write(site: Site, folder: Path) -> None:
    """Write all files of a site."""
    for leaf in leaves(site):
        path = folder / leaf.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(leaf.make())


BUILDERS: dict[str, Callable[[Path], None]] = {
    "letscoop": lambda folder: publish(letscoop(), folder),
    "everything": lambda folder: publish(everything(), folder),
    "hostile": lambda folder: publish(harmful(), folder),
    "fosdem": lambda folder: publish(fosdem(), folder),
    "preview": preview,
}
