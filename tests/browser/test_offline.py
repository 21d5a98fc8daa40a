"""Once visited, the programme is there without a connection, and says of when it is."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from browser.driving import Page, Visiting, Visitor, expect
from browser.serving import serving

Site = Callable[[str], Path]
KEPT = """async (path) => {
  await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 200; tries += 1) {
    if (await caches.match(new URL(path, location.href))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}"""


class Server:
    """A server that can be unplugged."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._running = ExitStack()
        stack.push(self._running)
        self.folder = folder
        self.address = self._running.enter_context(serving(folder))

    def unplug(self) -> None:
        """Answer nobody any more."""
        self._running.close()

    def plug_in(self) -> None:
        """Answer again, at the same address."""
        port = int(self.address.rstrip("/").rpartition(":")[2])
        self._running.enter_context(serving(self.folder, port))


@pytest.fixture
def server(site: Site, tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "site"
    shutil.copytree(site("everything"), folder)
    with ExitStack() as stack:
        yield Server(folder, stack)


def visited(visiting: Visiting, server: Server, *kept: str) -> tuple[Visitor, Page]:
    """Return a visitor who was on the agenda once, and the page, when these pages are kept."""
    visitor = visiting(server.address, workers=True)
    page = visitor.open("en/index.html")
    for path in ("index.html", *kept):
        assert page.evaluate(KEPT, path), path
    visitor.expects_failures = True
    return visitor, page


def test_the_agenda_is_there_and_says_of_when_it_is(visiting: Visiting, server: Server) -> None:
    _, page = visited(visiting, server)
    expect(page.locator("#offline")).to_be_hidden()
    server.unplug()
    page.reload()
    assert page.locator(".agenda .session").count() > 25
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("#offline")).to_have_text(re.compile(r"offline.* as of \d\d:\d\d\.$"))
    page.fill("#q", "mills")
    expect(page.locator("#count")).to_have_text("2 sessions")
    page.locator("#s-mills .pick").click()
    page.locator(".pages a[data-page=mine]").click()
    expect(page.locator("#count")).to_have_text("1 session")


def test_pages_that_were_never_opened_are_there(visiting: Visiting, server: Server) -> None:
    visitor, page = visited(
        visiting, server, "grid.html", "session/opening.html", "speaker/ana.html"
    )
    server.unplug()
    for path in ("en/grid.html", "en/session/opening.html", "en/speaker/ana.html"):
        page.goto(visitor.address + path)
        expect(page.locator("h1")).not_to_be_empty()
        expect(page.locator("#offline")).to_be_visible()
        font = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert font != "rgba(0, 0, 0, 0)", "its style sheet is kept, too"


def test_whoever_is_online_again_sees_what_is_new(visiting: Visiting, server: Server) -> None:
    _, page = visited(visiting, server)
    server.unplug()
    page.reload()
    expect(page.locator("#offline")).to_be_visible()
    agenda = server.folder / "en" / "index.html"
    agenda.write_text(
        agenda.read_text("utf-8").replace("How mills turn", "Why mills turn"), "utf-8"
    )
    server.plug_in()
    page.reload()
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator("#s-mills")).to_contain_text("Why mills turn")


@pytest.mark.parametrize(
    "path", ["en/index.html", "en/index.html#now", "en/grid.html", "en/session/opening.html"]
)
def test_the_folder_works_from_a_disk(visiting: Visiting, site: Site, path: str) -> None:
    page = visiting(site("everything").as_uri() + "/").open(path)
    expect(page.locator("h1")).not_to_be_empty()
    assert page.locator(".pick:visible").count() > 0 or path.endswith("#now")


def test_from_a_disk_one_finds_picks_and_walks(visiting: Visiting, site: Site) -> None:
    page = visiting(site("everything").as_uri() + "/").open("en/index.html")
    page.fill("#q", "weav angstrom")
    expect(page.locator("#count")).to_have_text(re.compile(r"session"))
    page.fill("#q", "tisser")
    expect(page.locator("#count")).to_have_text("1 session")
    page.locator("#s-weaving .pick").click()
    page.locator(".pages a[data-page=mine]").click()
    page.locator("#s-weaving h4 a").click()
    expect(page.locator("h1")).to_have_text("Tisser à l'été")
    expect(page.locator(".pick[aria-pressed=true]").first).to_be_visible()
