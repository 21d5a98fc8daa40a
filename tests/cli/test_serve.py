"""`coopsched serve`: a folder over HTTP."""

import errno
import http.client
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from builders import Run

FEED = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a feed."""
    found = tmp_path / "site"
    (found / "feeds" / "en").mkdir(parents=True)
    (found / "feeds" / "en" / "programme.ics").write_bytes(FEED)
    return found


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Serve a folder in a process of its own; gives that and what it says first."""
    command = [sys.executable, "-W", "error", "-m", "coopsched", "serve", str(folder), *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder.parent
    )
    with process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline()
        finally:
            process.kill()


def address_in(line: str) -> str:
    """Return the address that the command said it serves at."""
    return next(word for word in line.split() if word.startswith("http://"))


def get(address: str, path: str) -> bytes:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()


def test_a_folder_is_served_until_it_is_interrupted(folder: Path) -> None:
    with serving(folder, "--port", "0") as (process, line):
        address = address_in(line)
        assert urlsplit(address).hostname == "127.0.0.1"
        assert line == f"serving {folder} at {address} until Ctrl-C\n"
        assert get(address, "/feeds/en/programme.ics") == FEED
        webcal = f"webcal://{urlsplit(address).netloc}/feeds/en/programme.ics"
        assert webcal in get(address, "/").decode()
        process.send_signal(signal.SIGINT)
        assert process.communicate() == ("", "")
        assert process.returncode == 130


def test_it_ends_although_somebody_is_still_connected(folder: Path) -> None:
    with serving(folder, "--port", "0") as (process, line):
        parts = urlsplit(address_in(line))
        with socket.create_connection((str(parts.hostname), int(parts.port or 0))) as idle:
            idle.sendall(b"GET /feeds/en/programme.ics HTTP/1.1\r\nHost: a\r\n\r\n")
            assert idle.recv(12) == b"HTTP/1.1 200"
            process.send_signal(signal.SIGINT)
            assert process.communicate() == ("", "")
            assert process.returncode == 130


def test_it_ends_when_the_system_stops_it(folder: Path) -> None:
    with serving(folder, "--port", "0") as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.communicate() == ("", "")
        assert process.returncode == -signal.SIGTERM


def test_the_port_is_the_one_that_was_asked_for(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with serving(folder, "--port", str(port)) as (_, line):
        assert address_in(line) == f"http://127.0.0.1:{port}/"


def test_who_else_can_read_it_is_said(folder: Path) -> None:
    everywhere = "0.0.0.0"  # noqa: S104  that is what is tried
    with serving(folder, "--port", "0", "--host", everywhere) as (process, line):
        assert address_in(line).startswith(f"http://{everywhere}:")
        assert get(address_in(line), "/feeds/en/programme.ics") == FEED
        process.send_signal(signal.SIGINT)
        assert process.communicate() == (
            "",
            "coopsched: whoever reaches any address of this machine can read what is in there\n",
        )


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_an_address_may_be_one_of_ipv6(folder: Path) -> None:
    with serving(folder, "--port", "0", "--host", "::1") as (_, line):
        assert address_in(line).startswith("http://[::1]:")
        assert get(address_in(line), "/feeds/en/programme.ics") == FEED


def test_a_port_that_is_in_use_is_refused(run: Run, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("serve", str(folder), "--port", str(port))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        f"coopsched: port {port} is in use already: name another with --port, "
        "or 0 for any that is free\n"
    )


@pytest.mark.parametrize("host", ["nowhere.invalid", "", "192.0.2.1", "a" * 300])
def test_a_host_that_is_not_ours_is_refused(run: Run, folder: Path, host: str) -> None:
    ran = run("serve", str(folder), "--port", "0", "--host", host)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"coopsched: --host {host}: this machine has no such address\n"


@pytest.mark.parametrize("number", ["EACCES", "EMFILE"])
def test_a_port_that_cannot_be_had_is_one_message(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(getattr(errno, number), "no")

    monkeypatch.setattr(socket, "create_server", refuse)
    ran = run("serve", str(folder), "--port", "80")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("coopsched: ")
    assert ran.err.count("\n") == 1
    assert "80" in ran.err


@pytest.mark.parametrize("name", ["none", "site/none.yaml", "", "a\0b", "n" * 5000])
def test_what_is_not_there_is_refused(run: Run, folder: Path, name: str) -> None:
    ran = run("serve", name)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("coopsched: there is no file ")
    assert "name a programme, or a folder that `coopsched publish` has written" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("port", ["65536", "-1", "http", "8000.5", ""])
def test_a_port_that_is_none_is_refused(run: Run, folder: Path, port: str) -> None:
    ran = run("serve", str(folder), f"--port={port}")
    assert (ran.status, ran.out) == (2, "")
    assert "--port" in ran.err


@pytest.mark.parametrize("library", ["uvicorn", "starlette"])
def test_without_the_libraries_it_says_how_to_get_them(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    ran = run("serve", str(folder), "--port", "0")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "coopsched: serving needs libraries that are not installed: "
        "pip install 'coopsched[serve]'\n"
    )


def test_help_does_not_need_the_libraries(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.setitem(sys.modules, "starlette", None)
    ran = run("serve", "--help")
    assert ran.status == 0
    assert "coopsched serve" in ran.out
