"""The configurations of web servers in the docs, tried with those servers."""

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
FEED = b"BEGIN:VCALENDAR\r\n" + "SUMMARY:Nœuds et épissures\r\n".encode() * 100
PAGE = "<!DOCTYPE html><p>Programme d’été".encode() * 50
PATHS = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])

NGINX = """
daemon off;
master_process off;
pid {top}/pid;
error_log stderr;
events {{}}
http {{
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {top}/body;
    proxy_temp_path {top}/proxy;
    fastcgi_temp_path {top}/fastcgi;
    uwsgi_temp_path {top}/uwsgi;
    scgi_temp_path {top}/scgi;
    {server}
}}
"""
APACHE = """
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {top}/pid
ErrorLog {top}/error.log
User www-data
Group www-data
{modules}
TypesConfig {top}/types
DocumentRoot {site}
<Directory {site}>
    Options FollowSymLinks Indexes
    AllowOverride FileInfo Indexes Options=Indexes
    Require all granted
</Directory>
"""
MODULES = (
    "mpm_event",
    "authz_core",
    "alias",
    "mime",
    "headers",
    "filter",
    "deflate",
    "dir",
    "autoindex",
)


class Said(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[..., Said]


def nginx(top: Path, site: Path, port: int) -> list[str]:
    """Write down a configuration with ours in it, and return the command that serves by it."""
    ours = (EXAMPLES / "nginx.conf").read_text("utf-8")
    for written, tried in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("root /srv/programme;", f"root {site};"),
    ):
        assert ours.count(written) == 1
        ours = ours.replace(written, tried)
    (top / "nginx.conf").write_text(NGINX.format(top=top, server=ours), "utf-8")
    return ["nginx", "-e", "stderr", "-c", str(top / "nginx.conf")]


def apache(top: Path, site: Path, port: int) -> list[str]:
    """Write down a configuration that heeds ours, and return the command that serves by it."""
    shutil.copy(EXAMPLES / "apache.htaccess", site / ".htaccess")
    modules = "\n".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES
    )
    text = APACHE.format(top=top, site=site, port=port, modules=modules)
    (top / "types").write_text("text/html html\n", "utf-8")
    (top / "apache.conf").write_text(text, "utf-8")
    return ["apache2", "-f", str(top / "apache.conf"), "-DFOREGROUND"]


@pytest.fixture(scope="module", params=[nginx, apache], ids=["nginx", "apache"])
def ask(request: pytest.FixtureRequest) -> Iterator[Ask]:
    """Serve a folder, and return what asks for a path in it."""
    # Not a folder of pytest's, which only its owner may look into: servers are somebody else.
    with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as free:
        top, port = Path(name), free.getsockname()[1]
        site = top / "site"
        fill(site)
        top.chmod(0o755)
        program, *arguments = request.param(top, site, port)
        free.close()
        found = shutil.which(program, path=PATHS)
        if found is None and "CI" not in os.environ:
            pytest.skip(f"{program} is not installed")
        assert found is not None, f"{program} must be installed where all is tried"
        with subprocess.Popen([found, *arguments], stderr=subprocess.PIPE) as process:
            try:
                wait_for(port, process)
                yield asking(port)
            finally:
                process.terminate()


def fill(site: Path) -> None:
    """Make the folder that is served."""
    for folder in ("feeds/en", ".coopsched", ".well-known"):
        (site / folder).mkdir(parents=True)
    (site / "index.html").write_bytes(PAGE)
    (site / "feeds/en/programme.ics").write_bytes(FEED)
    (site / ".coopsched/0").write_bytes(b"secret")
    (site / ".secret.ics").write_bytes(b"secret")
    (site / ".well-known/challenge").write_bytes(b"certificate")
    for path in site.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server takes connections, or is no more."""
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            continue
        return
    assert process.stderr is not None
    pytest.fail(f"the server did not start: {process.stderr.read().decode()}")


def asking(port: int) -> Ask:
    def ask(path: str, method: str = "GET", **headers: str) -> Said:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        try:
            headers.setdefault("accept_encoding", "identity")
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Said(response.status, found, response.read())
        finally:
            connection.close()

    return ask


def test_a_feed_is_a_calendar_to_be_asked_for_again(ask: Ask) -> None:
    said = ask("/feeds/en/programme.ics")
    assert (said.status, said.body) == (200, FEED)
    assert said.headers["content-type"] == "text/calendar; charset=utf-8"
    assert said.headers["cache-control"] == "no-cache"
    assert said.headers["access-control-allow-origin"] == "*"
    assert said.headers["vary"] == "Accept-Encoding"
    assert said.headers["etag"].startswith('"')
    assert "last-modified" in said.headers


def test_a_page_has_its_letters(ask: Ask) -> None:
    said = ask("/")
    assert (said.status, said.body) == (200, PAGE)
    assert said.headers["content-type"] == "text/html; charset=utf-8"
    assert said.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/feeds/en/programme.ics"])
def test_it_is_compressed(ask: Ask, path: str) -> None:
    said = ask(path, accept_encoding="gzip")
    assert said.headers["content-encoding"] == "gzip"
    assert gzip.decompress(said.body) == ask(path).body
    assert said.headers["etag"] != ask(path).headers["etag"]


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_it_is_not_sent_it_again(ask: Ask, method: str, coding: str) -> None:
    path = "/feeds/en/programme.ics"
    first = ask(path, accept_encoding=coding)
    known = {"if_none_match": f'"other", {first.headers["etag"]}'}
    since = {"if_modified_since": first.headers["last-modified"]}
    for asked in (known, since, {**known, **since}):
        said = ask(path, method, accept_encoding=coding, **asked)
        assert (said.status, said.body) == (304, b"")
        assert said.headers["cache-control"] == "no-cache"
    assert ask(path, method, accept_encoding=coding, if_none_match='"other"').status == 200


def test_a_head_has_no_body(ask: Ask) -> None:
    said = ask("/feeds/en/programme.ics", "HEAD")
    assert (said.status, said.body) == (200, b"")
    assert said.headers["content-length"] == str(len(FEED))


def test_what_is_hidden_stays_so(ask: Ask) -> None:
    for path in ("/.coopsched/0", "/.secret.ics", "/%2ecoopsched/0", "/feeds/../.coopsched/0"):
        assert ask(path).status == 404
    assert ask("/.well-known/challenge").body == b"certificate"


def test_there_are_no_lists_of_files(ask: Ask) -> None:
    assert ask("/feeds/").status in (403, 404)
    assert ask("/none.ics").status == 404
