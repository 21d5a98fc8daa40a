"""`coopsched publish` with pages: a site that works at every moment, and stays what it was."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from builders import Ran, Run
from coopsched.cli import siting
from coopsched.delivering import folder as delivering
from coopsched.site.assembling import leaves
from coopsched.site.leaf import Leaf
from coopsched.site.whole import Site
from links import dangling

FOLDER = "public"
HEAD = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr, nl]
days: [2027-06-19, 2027-06-20]
site: {url: 'https://example.org/conf/'}
rooms:
  attic: {name: Attic}
  cellar: {name: Cellar}
speakers:
  ana: {name: Ana Pérez}
  ben: {name: Ben Okri}
sessions:
"""
OPENING = "start: 2027-06-19T10:00, end: 2027-06-19T11:00, rooms: [attic], speakers: [ana]"
DEBATE = "start: 2027-06-20T10:00, end: 2027-06-20T11:00, rooms: [cellar], speakers: [ben]"
PROGRAMME = (
    HEAD
    + f"  opening: {{title: Opening, languages: [fr], {OPENING}}}\n"
    + f"  debate: {{title: Debate, languages: [nl], {DEBATE}}}\n"
)
MOVED = PROGRAMME.replace("2027-06-20T10:00", "2027-06-20T09:30")
MORE = PROGRAMME.replace("  ben:", "  eve: {name: Eve Lin}\n  ben:").replace(
    "sessions:\n", "sessions:\n  tea: {title: Tea, start: 2027-06-20T15:00, speakers: [eve]}\n"
)
GONE = PROGRAMME.replace(f"  debate: {{title: Debate, languages: [nl], {DEBATE}}}\n", "")
RENAMED = (
    PROGRAMME.replace("  debate: {", "  dispute: {was: [debate], ")
    .replace("attic: {name: Attic}", "loft: {name: Attic, was: [attic]}")
    .replace("[attic]", "[loft]")
    .replace("was: [loft]", "was: [attic]")
)
IN_GERMAN = PROGRAMME.replace("[fr, nl]", "[fr, nl, de]")
Publish = Callable[..., Ran]


@pytest.fixture
def publish(run: Run, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Return what publishes a programme, each time a day later than before."""
    monkeypatch.delenv("CI", raising=False)
    day = 0

    def published(text: str = PROGRAMME, *more: str, folder: str = FOLDER) -> Ran:
        nonlocal day
        day += 1
        Path("programme.yaml").write_text(text, "utf-8")
        return run("publish", "--at", f"2027-05-{day:02}T12:00Z", "programme.yaml", folder, *more)

    return published


def files(folder: str = FOLDER) -> dict[str, bytes]:
    """Return what the files of a folder hold, by their paths in it."""
    found = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def pages(found: dict[str, bytes]) -> list[str]:
    """Return the paths of the pages among files."""
    return sorted(path for path in found if path.endswith(".html"))


def text(path: str, folder: str = FOLDER) -> str:
    """Return what a published file says."""
    return Path(folder, path).read_text("utf-8")


def test_a_site_is_pages_and_feeds_with_the_publication(publish: Publish) -> None:
    ran = publish()
    assert (ran.status, ran.err) == (0, "")
    found = files()
    assert f"2 sessions, {len(pages(found))} pages, 10 feeds in fr, nl" in ran.out
    assert f"published: number 1, {len(found) - 1} files written" in ran.out
    for path in ("index.html", "fr/index.html", "nl/session/debate.html", "fr/grid.html"):
        assert path in found
    assert "Debate" in text("nl/session/debate.html")
    assert b"UID:debate@conf" in found["feeds/nl/room/cellar.ics"]


def test_the_feeds_are_those_that_are_written_alone(publish: Publish) -> None:
    publish()
    publish(PROGRAMME, "--feeds", "--publication", "k.json", "--at=2027-05-01T12:00Z", folder="f")
    alone = files("f")
    found = files()
    assert len(alone) > 10
    assert {path: found[path] for path in alone} == alone


def test_every_link_of_every_page_leads_somewhere(publish: Publish) -> None:
    publish()
    publish(RENAMED)
    publish(
        GONE.replace("sessions:\n", "sessions:\n  tea: {title: Tea, start: 2027-06-20T15:00}\n")
    )
    found = files()
    assert len(pages(found)) > 20
    assert dangling(found, pages(found)) == set()


def test_an_edit_touches_what_it_concerns_and_nothing_else(publish: Publish) -> None:
    publish()
    for path in files():
        os.utime(Path(FOLDER, path), ns=(1, 1))
    before = files()
    ran = publish(MOVED)
    assert ran.status == 0
    after = files()
    changed = {path for path in after if before.get(path) != after[path]}
    touched = {path for path in after if Path(FOLDER, path).stat().st_mtime_ns != 1}
    assert touched == changed
    assert {"fr/session/debate.html", "fr/index.html", "nl/speaker/ben.html"} <= changed
    for path in ("fr/session/opening.html", "nl/speaker/ana.html", "nl/room/attic.html"):
        assert path not in changed
    assert "assets/site.css" not in changed


def test_what_was_published_is_not_made_again(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish()
    made: list[str] = []
    _count_made(made, monkeypatch)
    ran = publish()
    assert made == []
    assert ran.out == "nothing changed: public is as it was published\n"
    publish(MOVED)
    assert "fr/session/debate.html" in made
    assert "fr/session/opening.html" not in made
    assert "feeds/fr/speaker/ana.ics" not in made


def test_without_a_cache_everything_is_made_and_nothing_written(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPSCHED_CACHE", "off")
    publish()
    made: list[str] = []
    _count_made(made, monkeypatch)
    assert "nothing changed" in publish().out
    assert len(made) == len(files()) - 1


def test_a_cache_that_cannot_be_kept_is_no_error(
    publish: Publish, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("COOPSCHED_CACHE", str(tmp_path / "taken/cache"))
    assert (publish().status, publish().err) == (0, "")


def _count_made(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Note which files of a site are made."""

    def noted(leaf: Leaf) -> bytes:
        made.append(leaf.path)
        return leaf.make()

    def counted(site: Site) -> Iterator[Leaf]:
        for leaf in leaves(site):
            yield leaf._replace(make=partial(noted, leaf))

    monkeypatch.setattr("coopsched.site.assembling.leaves", counted)
    monkeypatch.setattr("coopsched.cli.helping.can_help", lambda: False)  # it would note nothing


def test_what_was_damaged_is_mended(publish: Publish) -> None:
    publish()
    before = files()
    Path(FOLDER, "fr/index.html").write_bytes(b"")
    Path(FOLDER, "fr/session/debate.html").unlink()
    assert "published: number 1, 2 files written" in publish().out
    assert files() == before


def test_a_page_that_was_published_stays(publish: Publish) -> None:
    versions = (PROGRAMME, RENAMED, GONE.replace("opening:", "start:"), IN_GERMAN)
    ever: set[str] = set()
    for version in versions:
        assert publish(version).status == 0
        assert ever <= files().keys()
        ever |= files().keys()


def test_when_all_is_over_pages_say_so(publish: Publish) -> None:
    publish()
    before = text("fr/index.html")
    later = "--at=2027-06-20T09:00Z"  # when the last session ends there
    assert publish(PROGRAMME, later.replace("09:00", "08:59")).status == 0
    assert text("fr/index.html") == before
    assert publish(PROGRAMME, later).status == 0
    assert text("fr/index.html") != before
    assert "published: number 1, " in publish(PROGRAMME, later.replace("09", "07")).out


def test_what_needs_a_whole_address_is_said_to_be_missing_once(publish: Publish) -> None:
    bare = PROGRAMME.replace("site: {url: 'https://example.org/conf/'}\n", "")
    said = " ".join(publish(bare).out.split())
    assert "`site: {url: …}`" in said
    assert "there are no sitemap, social cards and codes for telephones" in said
    assert "sitemap" not in publish(bare.replace("Debate", "Dispute")).out
    assert not Path(FOLDER, "sitemap.xml").exists()


def test_the_same_bytes_in_every_process(publish: Publish) -> None:
    Path("programme.yaml").write_text(PROGRAMME, "utf-8")
    found = []
    for seed, zone, language in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "fr_FR.UTF-8")):
        subprocess.run(
            [*COMMAND, "--publication", f"{seed}.json", "programme.yaml", seed],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        found.append(files(seed))
    assert found[0] == found[1]
    del publish


# Without the libraries, and without pages


def test_without_the_libraries_it_says_what_to_install(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> ModuleSpec | None:
        return None if name == "babel" else ModuleSpec(name, None)

    monkeypatch.setattr(siting, "find_spec", missing)
    ran = publish()
    assert (ran.status, ran.out) == (2, "")
    assert "pip install 'coopsched[site]'" in ran.err
    assert "--feeds" in ran.err
    assert not Path(FOLDER).exists()


def test_feeds_alone_need_no_libraries(tmp_path: Path) -> None:
    Path(tmp_path, "programme.yaml").write_text(PROGRAMME, "utf-8")
    code = (
        "import sys\n"
        "for name in ('jinja2', 'babel', 'segno', 'starlette'): sys.modules[name] = None\n"
        "from coopsched.cli.main import main\n"
        "sys.exit(main(['publish', '--feeds', 'programme.yaml', 'public']))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)
    assert ran.returncode == 0
    assert (tmp_path / "public/feeds/fr/programme.ics").exists()


def test_feeds_alone_leave_the_pages_and_say_so(publish: Publish) -> None:
    publish()
    before = files()
    ran = publish(MOVED, "--feeds")
    assert ran.status == 0
    assert "the pages in public stay as they are with --feeds" in " ".join(ran.err.split())
    after = files()
    assert pages(after) == pages(before)
    assert all(after[path] == before[path] for path in pages(before))
    assert after["feeds/nl/room/cellar.ics"] != before["feeds/nl/room/cellar.ics"]
    assert publish(MOVED, "--feeds").err == ""
    assert publish(MOVED).status == 0
    assert "09:30" in text("fr/session/debate.html")


def test_a_folder_of_feeds_becomes_a_site(publish: Publish) -> None:
    assert publish(PROGRAMME, "--feeds").status == 0
    ran = publish()
    assert ran.status == 0
    assert "published: number 1, " in ran.out
    assert "fr/index.html" in files()


# What must not happen by mistake


@pytest.mark.parametrize("path", ["index.html", "robots.txt", "fr/index.html", "assets/site.css"])
def test_what_somebody_else_has_written_is_not_replaced(publish: Publish, path: str) -> None:
    Path(FOLDER, path).parent.mkdir(parents=True)
    Path(FOLDER, path).write_text("<h1>Mine</h1>")
    ran = publish()
    assert (ran.status, ran.out) == (1, "")
    assert f"public/{path} is there, and coopsched has not made it" in " ".join(ran.err.split())
    assert files() == {path: b"<h1>Mine</h1>"}
    assert not Path("programme.publication.json").exists()
    assert publish(PROGRAMME, "--dry-run").status == 1
    assert publish(PROGRAMME, "--feeds").status == 0
    assert publish().status == 1


def test_a_first_page_that_somebody_has_put_in_place_of_ours_is_not_replaced(
    publish: Publish,
) -> None:
    publish()
    Path(FOLDER, "index.html").write_text("<h1>Mine</h1>")
    ran = publish(MOVED)
    assert ran.status == 1
    assert "public/index.html is there, and coopsched has not made it" in " ".join(ran.err.split())
    Path(FOLDER, "index.html").unlink()
    assert publish(MOVED).status == 0


def test_what_others_have_beside_is_left_alone(publish: Publish) -> None:
    Path(FOLDER, "photos").mkdir(parents=True)
    for path in ("CNAME", "photos/index.html"):
        Path(FOLDER, path).write_text("mine")
    assert publish().status == 0
    assert publish(GONE).status == 0
    assert text("CNAME") == text("photos/index.html") == "mine"


def test_a_refused_publishing_changes_no_page(publish: Publish) -> None:
    publish()
    before = files()
    ran = publish(PROGRAMME.replace("title: Debate", "tilte: Debate"))
    assert ran.status == 1
    assert files() == before


def test_a_dry_run_writes_nothing_and_counts_pages(publish: Publish) -> None:
    publish()
    before = files()
    ran = publish(MOVED, "--dry-run")
    assert ran.status == 0
    assert files() == before
    publish(MOVED)
    changed = sum(before.get(path) != data for path, data in files().items()) - 1
    assert f"without --dry-run, {changed} files would be" in " ".join(ran.out.split())


def test_a_summary_names_the_pages_that_were_written(publish: Publish) -> None:
    publish()
    publish(MOVED, "--summary", "summary.json")
    summary = json.loads(Path("summary.json").read_text("utf-8"))
    assert "fr/session/debate.html" in summary["written"]
    assert summary["written"][-1] == "publication.json"
    assert summary["moved"] == ["debate"]


# Previews


def test_a_preview_of_a_site_says_what_it_is_on_every_page(publish: Publish) -> None:
    ran = publish(PROGRAMME, "--preview", folder="preview")
    assert (ran.status, ran.err) == (0, "")
    found = files("preview")
    assert f"a preview of {len(pages(found))} pages, 18 feeds, of which" in ran.out
    assert "publication.json" not in found
    assert found["robots.txt"].startswith(b"# A preview by coopsched, not for attendees.\n")
    assert b"Disallow: /\n" in found["robots.txt"]
    for path in pages(found):
        assert b'<meta name="robots" content="noindex' in found[path], path
        assert b"webcal:" not in found[path], path
        assert b"https://example.org/conf" not in found[path], path
    assert "sitemap.xml" not in found
    assert dangling(found, pages(found)) == set()


def test_a_preview_follows_the_one_before_and_keeps_what_is_not_its_own(publish: Publish) -> None:
    publish(MORE, "--preview", folder="preview")
    Path("preview/CNAME").write_text("preview.example.org")
    assert "fr/session/tea.html" in files("preview")
    publish(PROGRAMME, "--preview", folder="preview")
    found = files("preview")
    assert "fr/session/tea.html" not in found
    assert "fr/speaker/eve.html" not in found
    assert "CNAME" in found
    publish(PROGRAMME, "--preview", "--feeds", folder="preview")
    assert pages(files("preview")) == []
    assert "feeds/fr/programme.ics" in files("preview")


def test_a_preview_does_not_touch_what_attendees_see(publish: Publish) -> None:
    publish()
    before = files()
    assert publish(MOVED, "--preview").status == 1
    assert publish(MOVED, "--preview", folder="preview").status == 0
    assert "09:30" in text("fr/session/debate.html", "preview")
    assert files() == before
    assert publish(folder="preview").status == 1


# Killed


class Killed(BaseException):
    """What ends a run before anything is moved."""


def stages(
    publish: Publish, version: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, bytes]]:
    """Yield what the folder holds after each move of a publishing, as a kill would leave it."""

    def killed(*_: object) -> None:
        raise Killed

    now = files()
    with monkeypatch.context() as patched:
        patched.setattr(delivering, "_carry_out", killed)
        with pytest.raises(Killed):
            publish(version)
    staging = Path(FOLDER, ".coopsched")
    manifest = json.loads((staging / "manifest.json").read_bytes())
    for number, (path, _) in enumerate(manifest["files"]):
        now[path] = (staging / str(number)).read_bytes()
        yield dict(now)
    for path in manifest["deleted"]:
        del now[path]
        yield dict(now)


@pytest.mark.parametrize(
    "steps",
    [[PROGRAMME], [PROGRAMME, MOVED], [PROGRAMME, MORE], [PROGRAMME, GONE],
     [PROGRAMME, RENAMED], [PROGRAMME, IN_GERMAN], [PROGRAMME, MORE, GONE]],
    ids=("first", "moved", "more", "gone", "renamed", "language", "less"),
)  # fmt: skip
def test_at_every_moment_no_link_leads_to_what_is_not_there(
    publish: Publish, monkeypatch: pytest.MonkeyPatch, steps: list[str]
) -> None:
    """From the first page, and from all that were there before, one gets nowhere in vain."""
    for version in steps[:-1]:
        assert publish(version).status == 0
    entries = ["index.html", *pages(files())]
    last: dict[str, bytes] = {}
    for number, last in enumerate(stages(publish, steps[-1], monkeypatch)):
        assert dangling(last, entries) == set(), number
    assert dangling(last, pages(last)) == set()
    assert publish(steps[-1]).status == 0
    assert files() == last


def test_a_wrong_order_would_be_found(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test of the test: what leads to a new page is there before it."""
    publish()
    entries = pages(files())
    whole = list(stages(publish, MORE, monkeypatch))[-1]
    assert "fr/session/tea.html" in whole
    early = {path: data for path, data in whole.items() if path != "fr/session/tea.html"}
    assert dangling(early, entries)


COMMAND = (sys.executable, "-m", "coopsched", "publish", "--at", "2027-05-20T12:00Z")


@pytest.mark.parametrize("seed", range(3))
def test_a_kill_leaves_a_site_that_works(publish: Publish, seed: int) -> None:
    publish()
    before = files()
    Path("programme.yaml").write_text(MORE.replace("Opening", "Beginning"), "utf-8")
    with subprocess.Popen([*COMMAND, "programme.yaml", FOLDER]) as process:
        while process.poll() is None and not Path(FOLDER, ".coopsched").exists():
            time.sleep(0.001)
        time.sleep(seed * 0.02)
        process.send_signal(signal.SIGKILL)
    killed = {path: data for path, data in files().items() if not path.startswith(".")}
    assert dangling(killed, pages(before)) == set()
    again = subprocess.run([*COMMAND, "programme.yaml", FOLDER], capture_output=True, check=False)
    assert again.returncode == 0
    after = files()
    for path, data in killed.items():
        assert data in (before.get(path), after.get(path)), path
    assert dangling(after, pages(after)) == set()
    assert "Beginning" in text("fr/session/opening.html")
