"""A folder over HTTP: a real server, asked by the standard library."""

import gzip
import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path

import pytest

from coopsched.delivering.atomic import write
from coopsched.delivering.folder import COPY
from coopsched.delivering.serving import application
from coopsched.published.storing import dumps
from coopsched.site import feeds
from serving import NOW, Said, Site, answering
from sites import made, site_of

FEED = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + b"SUMMARY:Knots\r\n" * 100 + b"END:VCALENDAR\r\n"


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Serve a folder on any free port."""
    with answering(application(folder, clock=lambda: NOW)) as port:
        yield Site(folder, port)


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
    answers: list[tuple[str, Said]] = []

    def publish() -> None:
        while not done.is_set():
            for version in versions:
                write(path, version)

    with served(tmp_path) as site:
        publishing = threading.Thread(target=publish)
        publishing.start()
        try:
            for coding in ("identity", "gzip") * 1000:
                answers.append((coding, site.ask("/a.ics", accept_encoding=coding)))
                if len(answers) >= 80 and len({said.body for _, said in answers}) > 2:
                    break
        finally:
            done.set()
            publishing.join()
    for coding, said in answers:
        assert said.status == 200
        assert said.headers["etag"] == f'"{hashlib.sha256(said.body).hexdigest()}"'
        assert (gzip.decompress(said.body) if coding == "gzip" else said.body) in versions
    assert len({said.body for _, said in answers}) > 2


def test_no_other_site_may_show_a_page_inside_its_own(site: Site) -> None:
    for path in ("/docs/", "/"):
        headers = site.ask(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in site.ask("/feeds/en/programme.ics").headers


def test_a_picture_that_is_opened_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "grid.svg").write_bytes(b"<svg></svg>")
    with served(tmp_path) as site:
        assert "default-src 'none'" in site.ask("/grid.svg").headers["content-security-policy"]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve what was published of a programme with two sessions."""
    folder = tmp_path_factory.mktemp("published")
    found = site_of(
        "sessions:\n  a: {title: Knots, start: 10:00, end: 11:00}\n"
        "  b: {title: Sails, start: 12:00, end: 13:00}\n"
    )
    for path, data in made(feeds.leaves, found).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / COPY).write_text(dumps(found.publication), "utf-8")
    with served(folder) as serving:
        yield serving


def test_somebodys_own_choice_is_in_the_address(published: Site) -> None:
    both, one = published.ask("/personal/fr/a.b.ics"), published.ask("/personal/fr/b.ics")
    assert (both.status, one.status) == (200, 200)
    assert one.headers["content-type"] == "text/calendar; charset=utf-8"
    assert (both.body.count(b"BEGIN:VEVENT"), one.body.count(b"BEGIN:VEVENT")) == (2, 1)
    assert b"Sails" in one.body
    assert b"Knots" not in one.body


@pytest.mark.parametrize("names", ["b.gone", "b..b", "gone.b.b", "b.%2e%2e%2fpublication", "b.%00"])
def test_what_nobody_knows_of_a_choice_is_passed_over(published: Site, names: str) -> None:
    said = published.ask(f"/personal/fr/{names}.ics")
    assert (said.status, said.body) == (200, published.ask("/personal/fr/b.ics").body)


@pytest.mark.parametrize("names", ["gone", "%ff", "é".encode().hex(), "a" * 5000])
def test_of_a_choice_of_nothing_there_is_a_calendar_too(published: Site, names: str) -> None:
    said = published.ask(f"/personal/fr/{names}.ics")
    assert (said.status, said.body[:15]) == (200, b"BEGIN:VCALENDAR")


def test_a_choice_is_answered_as_other_feeds_are(published: Site) -> None:
    path = "/personal/fr/a.b.ics"
    whole = published.ask(path)
    head = published.ask(path, "HEAD")
    assert (head.body, {**head.headers, "date": ""}) == (b"", {**whole.headers, "date": ""})
    assert published.ask(path, if_none_match=whole.headers["etag"]).status == 304
    packed = published.ask(path, accept_encoding="gzip")
    assert gzip.decompress(packed.body) == whole.body
    assert published.ask(path, "POST").status == 405


def test_sixty_picks_fit(published: Site) -> None:
    names = ".".join(["b", *(f"abcdef{number:02}"[-7:] for number in range(60))])
    assert published.ask(f"/personal/fr/{names}.ics").body.count(b"BEGIN:VEVENT") == 1


def test_where_nothing_was_published_there_is_no_choice(site: Site) -> None:
    assert site.ask("/personal/fr/a.ics").status == 404
