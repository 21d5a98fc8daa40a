"""A site in memory over HTTP: what is different from a folder."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from coopsched.delivering.live import Live, Making, Version
from coopsched.delivering.serving import NEWER, preview
from serving import NOW, Site, answering

PAGE = b"<!doctype html><html><head></head><body>Bonjour</body></html>"
HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def version(body: bytes = PAGE) -> Version:
    makings = [
        Making("fr/index.html", body.decode(), lambda: body),
        Making("fr/grid.svg", "1", lambda: b"<svg></svg>"),
        Making("feeds/fr/programme.ics", "1", lambda: b"BEGIN:VCALENDAR\r\n"),
    ]
    return Version(makings, front="fr/index.html")


@pytest.fixture
def live() -> Live:
    return Live(version(), script="assets/preview.js")


@pytest.fixture
def site(live: Live) -> Iterator[Site]:
    with answering(preview(live, clock=lambda: NOW, hosts=HERE)) as port:
        yield Site(Path(), port)
        live.is_closed = True


def test_it_begins_at_the_first_page(site: Site) -> None:
    said = site.ask("/")
    assert (said.status, said.headers["location"]) == (307, "/fr/index.html")
    page = site.ask("/fr/index.html")
    assert (page.status, b"Bonjour" in page.body) == (200, True)
    assert site.ask("/fr/").body == page.body
    assert site.ask("/fr").headers["location"] == "/fr/"


def test_a_page_is_known_again_until_it_changes(site: Site, live: Live) -> None:
    tag = site.ask("/fr/index.html").headers["etag"]
    assert site.ask("/fr/index.html", if_none_match=tag).status == 304
    live.version = version(PAGE.replace(b"Bonjour", b"Bonsoir"))
    said = site.ask("/fr/index.html", if_none_match=tag)
    assert (said.status, b"Bonsoir" in said.body) == (200, True)


def test_who_asks_for_something_newer_is_answered_when_it_is_there(site: Site, live: Live) -> None:
    first = live.version.name
    assert site.ask(NEWER).body.decode() == first
    assert site.ask(f"{NEWER}?seen=older").body.decode() == first
    newer = version(PAGE.replace(b"Bonjour", b"Bonsoir"))
    answers: list[str] = []

    def wait() -> None:
        answers.append(site.ask(f"{NEWER}?seen={first}").body.decode())

    waiting = threading.Thread(target=wait)
    waiting.start()
    waiting.join(0.3)
    assert waiting.is_alive()
    live.version = newer
    waiting.join()
    assert answers == [newer.name]


def test_nobody_waits_for_what_will_not_come(site: Site, live: Live) -> None:
    live.is_closed = True
    assert site.ask(f"{NEWER}?seen={live.version.name}").body.decode() == live.version.name


def test_a_page_that_is_gone_comes_back_by_itself(site: Site, live: Live) -> None:
    said = site.ask("/fr/session/a.html")
    assert said.status == 404
    assert said.headers["content-type"] == "text/html; charset=utf-8"
    assert f'data-version="{live.version.name}"'.encode() in said.body
    head = site.ask("/fr/session/a.html", "HEAD")
    assert (head.status, head.body) == (404, b"")
    assert head.headers["content-length"] == said.headers["content-length"]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "",
     "localhost.evil", "[::1]evil", "[::2]", "127.0.0.2", "localhost:80:80"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/fr/index.html", "/none", NEWER, "/personal/fr/a.ics"])
def test_nobody_reads_it_by_another_name(site: Site, host: str, path: str) -> None:
    said = site.ask(path, host=host)
    assert said.status == 421
    assert b"Bonjour" not in said.body
    assert b"version" not in said.body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000"])
def test_by_its_own_names_it_is_read(site: Site, host: str) -> None:
    assert site.ask("/fr/index.html", host=host).status == 200


def test_where_others_may_look_any_name_will_do(live: Live) -> None:
    with answering(preview(live, clock=lambda: NOW)) as port:
        assert Site(Path(), port).ask("/fr/index.html", host="example.org").status == 200


def test_it_can_only_be_read(site: Site) -> None:
    for path in ("/", "/fr/index.html", NEWER, "/personal/fr/a.ics"):
        said = site.ask(path, "POST")
        assert (said.status, said.headers["allow"]) == (405, "GET, HEAD")
