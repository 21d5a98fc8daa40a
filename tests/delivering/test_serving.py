"""A folder over HTTP: a real server, asked by the standard library."""

import gzip
import hashlib
import http.client
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path
from typing import NamedTuple

import pytest
import uvicorn

from coopsched.delivering.atomic import write
from coopsched.delivering.serving import application

FEED = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + b"SUMMARY:Knots\r\n" * 100 + b"END:VCALENDAR\r\n"
NOW = 1_600_000_000.0


class Said(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


class Site(NamedTuple):
    """A folder that is being served."""

    folder: Path
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Said:
        """Ask for a path as it is written here: http.client tidies nothing up."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        try:
            headers.setdefault("accept_encoding", "identity")
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Said(response.status, found, response.read())
        finally:
            connection.close()

    def say(self, request: bytes) -> bytes:
        """Send bytes, and return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Serve a folder on any free port."""
    app = application(folder, clock=lambda: NOW)
    config = uvicorn.Config(app, http="h11", ws="none", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield Site(folder, listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a folder that no test changes."""
    top = tmp_path_factory.mktemp("top")
    (top / "secret.ics").write_bytes(b"secret")
    folder = top / "site"
    for name in ("feeds/en/room", "feeds/été", ".coopsched", ".git", "docs"):
        (folder / name).mkdir(parents=True)
    (folder / "feeds/en/programme.ics").write_bytes(FEED)
    (folder / "feeds/été/a b.ics").write_bytes(FEED)
    (folder / ".coopsched/publication.json").write_bytes(b"secret")
    (folder / ".git/config").write_bytes(b"secret")
    (folder / "docs/index.html").write_bytes(b"<p>Docs")
    (folder / "out.ics").symlink_to("../secret.ics")
    os.utime(folder / "feeds/en/programme.ics", (1_000_000_000, 1_000_000_000))
    with served(folder) as found:
        yield found


def test_a_feed_is_sent(site: Site) -> None:
    said = site.ask("/feeds/en/programme.ics")
    assert (said.status, said.body) == (200, FEED)
    assert said.headers["content-type"] == "text/calendar; charset=utf-8"
    assert said.headers["content-length"] == str(len(FEED))
    assert said.headers["etag"] == f'"{hashlib.sha256(FEED).hexdigest()}"'
    assert said.headers["last-modified"] == formatdate(1_000_000_000, usegmt=True)
    assert said.headers["cache-control"] == "no-cache"
    assert said.headers["vary"] == "Accept-Encoding"
    assert "date" in said.headers


def test_a_feed_is_asked_for_with_a_query_too(site: Site) -> None:
    assert site.ask("/feeds/en/programme.ics?nocache=7").body == FEED


def test_a_name_may_have_any_letters(site: Site) -> None:
    assert site.ask("/feeds/%C3%A9t%C3%A9/a%20b.ics").body == FEED


def test_it_is_compressed_on_demand(site: Site) -> None:
    said = site.ask("/feeds/en/programme.ics", accept_encoding="gzip")
    assert said.headers["content-encoding"] == "gzip"
    assert said.headers["content-length"] == str(len(said.body))
    assert said.headers["etag"] == f'"{hashlib.sha256(said.body).hexdigest()}"'
    assert gzip.decompress(said.body) == FEED


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_head_is_what_get_would_say_without_the_body(site: Site, coding: str) -> None:
    whole = site.ask("/feeds/en/programme.ics", accept_encoding=coding)
    head = site.ask("/feeds/en/programme.ics", "HEAD", accept_encoding=coding)
    assert head.body == b""
    assert head.status == 200
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}
    raw = site.say(b"HEAD /feeds/en/programme.ics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert raw.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_who_has_it_is_not_sent_it_again(site: Site, method: str, coding: str) -> None:
    tag = site.ask("/feeds/en/programme.ics", accept_encoding=coding).headers["etag"]
    asked = {"accept_encoding": coding, "if_none_match": f'"other", {tag}'}
    said = site.ask("/feeds/en/programme.ics", method, **asked)
    assert (said.status, said.body) == (304, b"")
    assert said.headers["etag"] == tag
    assert said.headers["cache-control"] == "no-cache"
    assert said.headers["vary"] == "Accept-Encoding"
    assert site.ask("/feeds/en/programme.ics", method, if_none_match="*").status == 304
    assert site.ask("/feeds/en/programme.ics", method, if_none_match='"other"').status == 200


def test_a_header_may_come_in_several_lines(site: Site) -> None:
    tag = site.ask("/feeds/en/programme.ics").headers["etag"]
    lines = ["GET /feeds/en/programme.ics HTTP/1.1", "Host: a", "Connection: close"]
    lines += ['If-None-Match: "other"', f"If-None-Match: {tag}", "", ""]
    assert site.say("\r\n".join(lines).encode()).startswith(b"HTTP/1.1 304 ")


def test_a_date_is_enough(site: Site) -> None:
    date = site.ask("/feeds/en/programme.ics").headers["last-modified"]
    assert site.ask("/feeds/en/programme.ics", if_modified_since=date).status == 304
    earlier = formatdate(999_999_999, usegmt=True)
    assert site.ask("/feeds/en/programme.ics", if_modified_since=earlier).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/none.ics",
        "/feeds/",
        "/feeds",
        "/out.ics",
        "/../secret.ics",
        "/feeds/../../secret.ics",
        "/%2e%2e/secret.ics",
        "/..%2fsecret.ics",
        "/feeds%2f..%2f..%2fsecret.ics",
        "/%2e%2e%5csecret.ics",
        "//secret.ics",
        "/%252e%252e/secret.ics",
        "/.git/config",
        "/%2egit/config",
        "/.coopsched/publication.json",
        "/feeds/../.git/config",
        "/feeds/en/programme.ics/",
        "/feeds/en/programme.ics%00",
        "/feeds/en/programme.ics%0a",
        "/%ff",
        "/%0a",
        "*",
        "http://example.org/feeds/en/programme.ics",
        "/" + "n" * 5000,
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nothing_else_is_there(site: Site, path: str, method: str) -> None:
    said = site.ask(path, method)
    assert said.status == 404
    assert said.headers["content-type"] == "text/plain; charset=utf-8"
    assert said.body == (b"" if method == "HEAD" else NOTHING)


NOTHING = b"There is nothing at this address. What there is begins at /\n"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/feeds/en/programme.ics", "/none"])
def test_it_can_only_be_read(site: Site, method: str, path: str) -> None:
    said = site.ask(path, method)
    assert said.status == 405
    assert said.headers["allow"] == "GET, HEAD"
    assert b"only be read" in said.body


def test_a_folder_shows_its_page(site: Site) -> None:
    said = site.ask("/docs/")
    assert (said.status, said.body) == (200, b"<p>Docs")
    assert said.headers["content-type"] == "text/html; charset=utf-8"
    moved = site.ask("/docs")
    assert (moved.status, moved.headers["location"]) == (308, "/docs/")
    assert site.ask("//docs").status == 404


def test_where_there_is_no_page_the_feeds_are_listed(site: Site) -> None:
    said = site.ask("/", host="programme.example.org")
    assert said.status == 200
    assert said.headers["content-type"] == "text/html; charset=utf-8"
    page = said.body.decode()
    assert 'href="feeds/en/programme.ics"' in page
    assert 'href="webcal://programme.example.org/feeds/%C3%A9t%C3%A9/a%20b.ics"' in page
    assert "out.ics" not in page
    assert (
        site.ask("/", host="programme.example.org", if_none_match=said.headers["etag"]).status
        == 304
    )
    assert site.ask("/", "HEAD").body == b""


def test_a_host_that_is_none_breaks_nothing(site: Site) -> None:
    said = site.ask("/", host='"><script>')
    assert said.status == 200
    assert b"script" not in said.body


def test_a_page_of_ones_own_is_shown_instead(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"<p>Mine")
    (tmp_path / "a.ics").write_bytes(FEED)
    with served(tmp_path) as site:
        assert site.ask("/").body == b"<p>Mine"
        assert site.ask("/index.html").body == b"<p>Mine"


def test_what_is_published_meanwhile_is_sent_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    write(path, b"10:00")
    with served(tmp_path) as site:
        first = site.ask("/a.ics")
        times = path.stat().st_atime_ns, path.stat().st_mtime_ns
        write(path, b"11:00")
        os.utime(path, ns=times)  # same size, same moment: only the bytes tell
        second = site.ask("/a.ics", if_none_match=first.headers["etag"])
        path.unlink()
        assert (first.body, second.body) == (b"10:00", b"11:00")
        assert site.ask("/a.ics").status == 404


def test_no_answer_mixes_two_versions(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    versions = [bytes([letter]) * 300_000 for letter in b"abcdefgh"]
    write(path, versions[0])
    done = threading.Event()

    def publish() -> None:
        while not done.is_set():
            for version in versions:
                write(path, version)

    with served(tmp_path) as site:
        publishing = threading.Thread(target=publish)
        publishing.start()
        try:
            answers = [
                (coding, site.ask("/a.ics", accept_encoding=coding))
                for coding in ("identity", "gzip") * 40
            ]
        finally:
            done.set()
            publishing.join()
    for coding, said in answers:
        assert said.status == 200
        assert said.headers["etag"] == f'"{hashlib.sha256(said.body).hexdigest()}"'
        assert (gzip.decompress(said.body) if coding == "gzip" else said.body) in versions
    assert len({said.body for _, said in answers}) > 2
