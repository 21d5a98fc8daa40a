"""`coopsched serve FILE`: a programme while it is written."""

import argparse
import gc
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from builders import CLASH, Run
from coopsched.cli import live as module
from coopsched.cli.live import SCRIPT, Edited, watch
from coopsched.delivering.live import Live
from coopsched.delivering.serving import NEWER

TRIES = 20
"""So often a page asks for a newer version: each answer takes its time where there is none."""


class Server:
    """A programme that is being served, by a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        assert process.stdout is not None
        self.lines = process.stdout
        self.said = self.lines.readline()
        words = self.said.split()
        self.address = urlsplit(next(word for word in words if word.startswith("http://")))
        self.built = self.lines.readline()

    def ask(self, path: str, host: str = "localhost") -> tuple[int, str]:
        """Return the status and the text of an answer."""
        connection = http.client.HTTPConnection(str(self.address.hostname), self.address.port)
        try:
            connection.request("GET", path, headers={"Host": host})
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def page(self, path: str = "/fr/index.html") -> str:
        """Return a page that is there."""
        status, text = self.ask(path)
        assert status == 200
        return text

    def changed(self, change: Callable[[], object]) -> str:
        """Do something that makes another version; return the line that tells of it."""
        seen = self.ask(NEWER)[1]
        change()
        for _ in range(TRIES):
            if self.ask(f"{NEWER}?seen={seen}")[1] != seen:
                return self.lines.readline()
        pytest.fail("nothing newer came")

    def interrupted(self) -> tuple[int, str, str]:
        """Press Ctrl-C; return the exit status and what is said then."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate()
        return self.process.returncode, out, err


@contextmanager
def serving(name: str, folder: Path, *options: str) -> Iterator[Server]:
    command = [sys.executable, "-W", "error", "-m", "coopsched", "serve", name, "--port", "0"]
    with subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
    ) as process:
        try:
            yield Server(process)
        finally:
            process.kill()


def save(path: Path, text: str) -> None:
    """Write a file at once, as editors do: a half of it is nothing to be shown."""
    other = path.with_suffix(".new")
    other.write_text(text, "utf-8")
    other.replace(path)


@pytest.fixture
def programme(tmp_path: Path) -> Path:
    """Return a programme with one double-booking."""
    path = tmp_path / "clash.yaml"
    path.write_text(CLASH, "utf-8")
    return path


def test_a_programme_is_shown_as_a_site_and_nothing_is_written(programme: Path) -> None:
    with serving(programme.name, programme.parent) as server:
        assert re.fullmatch(
            r"serving clash\.yaml at http://127\.0\.0\.1:\d+/ until Ctrl-C\n", server.said
        )
        assert re.fullmatch(
            r"\d\d:\d\d:\d\d built: 2 sessions, 1 error, \d warnings?\n", server.built
        )
        assert server.ask("/")[0] == 307
        for path in ("/fr/index.html", "/fr/session/a.html", "/fr/grid.html", "/fr/findings.html"):
            page = server.page(path)
            assert f'<script src="/{SCRIPT}" data-version=' in page
            assert "noindex" in page
        assert "location.reload" in server.page(f"/{SCRIPT}")
        assert "PREVIEW" in server.page("/feeds/fr/programme.ics")
        assert server.interrupted() == (130, "", "")
    assert list(programme.parent.iterdir()) == [programme]


def test_a_double_booking_stands_beside_both_sessions_with_its_line(programme: Path) -> None:
    line = next(i for i, each in enumerate(CLASH.splitlines(), 1) if each.startswith("  a:"))
    with serving(programme.name, programme.parent) as server:
        for path in ("/fr/session/a.html", "/fr/session/b.html"):
            page = server.page(path)
            assert "Ana Pérez is in two sessions at once" in page
            assert f"clash.yaml:{line}:" in page


def test_what_is_saved_is_shown(programme: Path) -> None:
    with serving(programme.name, programme.parent) as server:
        before = server.page()
        told = server.changed(lambda: save(programme, CLASH.replace("title: B", "title: Berry")))
        assert " rebuilt: 2 sessions, 1 error, " in told
        assert "Berry" not in before
        assert "Berry" in server.page()
        told = server.changed(
            lambda: save(programme, CLASH.replace("10:30, end: 11:30", "11:30, end: 12:30"))
        )
        assert " rebuilt: 2 sessions, 0 errors, " in told
        assert "two sessions at once" not in server.page("/fr/session/a.html")


def test_a_file_that_is_written_in_place_is_followed(programme: Path) -> None:
    def written() -> None:
        programme.write_text(CLASH.replace("title: B", "title: Berry"), "utf-8")

    with serving(programme.name, programme.parent) as server:
        server.changed(written)
        for _ in range(TRIES):  # should it be read before all of it was written
            if "Berry" in server.page():
                break
            server.ask(f"{NEWER}?seen={server.ask(NEWER)[1]}")
        assert "Berry" in server.page()


def test_what_cannot_be_read_leaves_what_was_there_and_says_why(programme: Path) -> None:
    with serving(programme.name, programme.parent) as server:
        told = server.changed(lambda: save(programme, "]\n"))
        assert "not rebuilt, pages show what was there before: clash.yaml:1:1:" in told
        page = server.page("/fr/session/a.html")
        assert "clash.yaml:1:1" in page
        assert "two sessions at once" not in page
        assert "Ana Pérez" in page
        server.changed(lambda: save(programme, CLASH))
        assert "clash.yaml:1:1" not in server.page("/fr/session/a.html")


@pytest.mark.parametrize("half", ["sessions: [", ""])
def test_what_is_half_typed_does_not_lose_all_sessions(programme: Path, half: str) -> None:
    edited = Edited(argparse.Namespace(what=str(programme), hint=[], publication=None))
    head = programme.read_text("utf-8").partition("sessions:")[0] if half else ""
    programme.write_text(head + half, "utf-8")
    edited.read_again()
    assert edited.told("rebuilt").startswith("not rebuilt")
    assert edited.version.file("fr/session/a.html")


def test_a_file_that_goes_and_comes_back_is_followed(programme: Path) -> None:
    with serving(programme.name, programme.parent) as server:
        assert " not rebuilt, " in server.changed(programme.unlink)
        assert "clash.yaml: no such file" in server.page()
        assert "Ana Pérez" in server.page()
        server.changed(lambda: save(programme, CLASH))
        assert "no such file" not in server.page()


def test_what_is_written_beside_it_counts_too(programme: Path) -> None:
    settings = programme.with_name("coopsched.yaml")
    with serving(programme.name, programme.parent) as server:
        off = "rules: {speaker-double-booking: off}\n"
        told = server.changed(lambda: save(settings, off))
        assert " rebuilt: 2 sessions, 0 errors, " in told


def test_it_follows_what_was_published(programme: Path) -> None:
    command = [sys.executable, "-m", "coopsched", "publish", "--feeds", programme.name, "out"]
    subprocess.run(command, check=True, capture_output=True, cwd=programme.parent)
    save(programme, CLASH.replace("  b: {title: B", "  c: {title: C"))
    with serving(programme.name, programme.parent) as server:
        assert "C" in server.page("/fr/session/c.html")
        assert server.ask("/fr/session/b.html")[0] == 200  # attendees know of it


def test_feeds_of_ones_own_are_answered_from_memory(programme: Path) -> None:
    with serving(programme.name, programme.parent) as server:
        feed = server.page("/personal/fr/b.gone.ics")
        assert feed.count("BEGIN:VEVENT") == 1
        assert "UID:b@conf" in feed
        server.changed(lambda: save(programme, CLASH.replace("title: B", "title: Berry")))
        assert "Berry" in server.page("/personal/fr/b.ics")


def test_nobody_reads_it_under_another_name(programme: Path) -> None:
    with serving(programme.name, programme.parent) as server:
        for host in ("evil.example", f"evil.example:{server.address.port}", ""):
            status, text = server.ask("/fr/index.html", host)
            assert (status, "Ana" in text) == (421, False)
        assert server.ask("/fr/index.html", f"127.0.0.1:{server.address.port}")[0] == 200


def test_on_other_addresses_it_is_said_who_can_look(programme: Path) -> None:
    everywhere = "0.0.0.0"  # noqa: S104  that is what is tried
    with serving(programme.name, programme.parent, "--host", everywhere) as server:
        assert server.ask("/fr/index.html", "anything.example")[0] == 200
        status, out, err = server.interrupted()
        assert (status, out) == (130, "")
        assert err == (
            "coopsched: whoever reaches any address of this machine can read what is in there\n"
        )


def test_it_ends_although_a_page_waits_for_something_new(programme: Path) -> None:
    with serving(programme.name, programme.parent) as server:
        seen = server.ask(NEWER)[1]
        place = (str(server.address.hostname), int(server.address.port or 0))
        with socket.create_connection(place) as waiting:
            waiting.sendall(f"GET {NEWER}?seen={seen} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert server.ask("/")[0] == 307  # by then the other is waiting
            assert server.interrupted() == (130, "", "")
            assert waiting.recv(12) in (b"HTTP/1.1 200", b"")


def test_a_programme_of_another_tool_is_shown_too(tmp_path: Path) -> None:
    table = "title,day,start,end,room\nKnots,2017-06-20,10:00,11:00,Attic\n"
    (tmp_path / "table.csv").write_text(table, "utf-8")
    hint = ("--hint", "timezone=Europe/Brussels")
    with serving("table.csv", tmp_path, *hint) as server:
        assert "Knots" in server.page("/en/index.html")


@pytest.mark.parametrize("text", ["", "]", "\0", "<x/>", "{}", "no programme at all"])
def test_what_is_no_programme_is_one_message(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    ran = run("serve", "a.yaml", "--port", "0")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("coopsched: a.yaml")
    assert "Traceback" not in ran.err


def test_standard_input_cannot_be_followed(run: Run) -> None:
    ran = run("serve", "-", stdin=CLASH)
    assert (ran.status, ran.out) == (2, "")
    assert "standard input" in ran.err


@pytest.mark.parametrize(
    "options", [("--hint", "x=y"), ("--hint", "no"), ("--publication", "none.json")]
)
def test_wishes_that_cannot_be_met_are_one_message(
    run: Run, clash: str, options: tuple[str, ...]
) -> None:
    ran = run("serve", clash, "--port", "0", *options)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("library", ["uvicorn", "starlette", "jinja2", "babel", "segno"])
def test_without_the_libraries_it_says_how_to_get_them(
    run: Run, clash: str, monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    ran = run("serve", clash, "--port", "0")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "coopsched: serving needs libraries that are not installed: "
        "pip install 'coopsched[serve,site]'\n"
    )


class Watched:
    """A programme that is watched by a thread of this process."""

    def __init__(self, programme: Path) -> None:
        options = argparse.Namespace(what=str(programme), hint=[], publication=None)
        edited = Edited(options)
        self.live = Live(edited.version, script=SCRIPT)
        self.lines: list[str] = []
        self.told = threading.Semaphore(0)
        self.stop = threading.Event()
        given = (edited, self.live, self.stop, self.tell)
        self.thread = threading.Thread(target=watch, args=given)

    def tell(self, line: str) -> None:
        """Keep a line."""
        self.lines.append(line)
        self.told.release()


@pytest.fixture
def watched(programme: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """Watch a programme, until the thread has ended."""
    monkeypatch.setattr(module, "_OFTEN", 0.01)
    found = Watched(programme)
    found.thread.start()
    yield found
    found.stop.set()
    found.thread.join()
    assert gc.isenabled()


def test_the_thread_that_watches_ends_when_it_is_to(watched: Watched) -> None:
    assert watched.thread.is_alive()
    watched.stop.set()
    watched.thread.join()
    assert watched.lines == []


def test_versions_that_nobody_sees_any_more_are_forgotten(
    watched: Watched, programme: Path
) -> None:
    seen = [weakref.ref(watched.live.version)]
    for number in range(4):
        for path in ("fr/index.html", "fr/session/a.html", "fr/grid.html"):
            watched.live.content(path.split("/"))
        save(programme, CLASH.replace("title: B", f"title: Berry {number}"))
        watched.told.acquire()
        seen.append(weakref.ref(watched.live.version))
    watched.stop.set()
    watched.thread.join()
    gc.collect()
    assert [each() is None for each in seen] == [True, True, True, True, False]


def test_an_error_nobody_thought_of_is_told_and_does_not_end_it(
    watched: Watched, programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = watched.live.version

    def failing(_edited: Edited) -> None:
        raise ZeroDivisionError("by what?")

    with monkeypatch.context() as patched:
        patched.setattr(Edited, "read_again", failing)
        patched.setattr(Edited, "is_written", lambda _: not watched.lines)
        watched.told.acquire()
    assert watched.lines == ["not rebuilt: ZeroDivisionError('by what?')"]
    assert watched.live.version is first
    save(programme, CLASH.replace("title: B", "title: Berry"))
    watched.told.acquire()
    assert watched.lines[1].startswith("rebuilt: ")


def test_a_version_of_the_same_sessions_has_the_same_name(programme: Path) -> None:
    """Pages are not reloaded for nothing."""
    options = argparse.Namespace(what=str(programme), hint=[], publication=None)
    edited = Edited(options)
    before = edited.version
    save(programme, f"{CLASH}# a remark\n")
    assert edited.is_written()
    edited.read_again()
    assert not edited.is_written()
    assert edited.version is not before
    assert edited.version.name == before.name
    assert json.loads(edited.version.file("publication.json") or b"")
