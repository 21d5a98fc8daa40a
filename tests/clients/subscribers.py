"""Programs that subscribe to a feed over HTTP, all driven alike."""

import json
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple, Protocol

from clients.installed import (
    DRIVERS,
    KHAL,
    MARIONETTE,
    VDIRSYNCER,
    environment,
    need,
    need_desktop,
)
from clients.serving import Served
from clients.truth import Row

FIELDS = ("uid", "start-long-full", "end-long-full", "title", "location", "status", "all-day")
"""What khal is asked of each event."""


class Subscription(Protocol):
    """A calendar that follows a feed."""

    def rows(self) -> list[Row]:
        """Return what it shows, without asking the server."""
        ...

    def refresh(self) -> None:
        """Ask the server once what is new."""
        ...


class Khal:
    """vdirsyncer, which fetches a feed into a folder, and khal, which lists what is there.

    vdirsyncer puts a hash of each event in the place of its UID.
    """

    def __init__(self, folder: Path) -> None:
        self._calendar = folder / "calendar"
        self._calendar.mkdir(parents=True)
        self._environment = environment(HOME=str(folder))
        self._khal = folder / "khal.conf"
        self._khal.write_text(
            dedent(f"""\
                [calendars]
                [[feed]]
                path = {self._calendar}
                [sqlite]
                path = {folder}/khal.db
                [locale]
                local_timezone = UTC
                default_timezone = UTC
                timeformat = %H:%M:%SZ
                dateformat = %Y-%m-%d
                longdateformat = %Y-%m-%d
                datetimeformat = %Y-%m-%dT%H:%M:%SZ
                longdatetimeformat = %Y-%m-%dT%H:%M:%SZ
                """),
            "utf-8",
        )
        self._vdirsyncer = folder / "vdirsyncer.conf"

    def subscribe(self, url: str) -> None:
        """Fetch a feed for the first time."""
        self._vdirsyncer.write_text(
            dedent(f"""\
                [general]
                status_path = "{self._khal.parent}/status"
                [pair feed]
                a = "web"
                b = "disk"
                collections = null
                [storage web]
                type = "http"
                url = "{url}"
                [storage disk]
                type = "filesystem"
                path = "{self._calendar}"
                fileext = ".ics"
                """),
            "utf-8",
        )
        self._run(VDIRSYNCER, "--config", self._vdirsyncer, "discover")
        self.refresh()

    def bring_in(self, feed: Path) -> None:
        """Import a feed into khal, as people do who do not subscribe."""
        self._run(KHAL, "--config", self._khal, "import", "--batch", feed)

    def refresh(self) -> None:
        """Let vdirsyncer fetch the feed again."""
        self._run(VDIRSYNCER, "--config", self._vdirsyncer, "sync")

    def rows(self) -> list[Row]:
        """Return what khal lists, with what stands for UIDs in the files."""
        asked = [part for field in FIELDS for part in ("--json", field)]
        listed = self._run(KHAL, "--config", self._khal, "list", *asked, "2026-01-01", "365d")
        # What lasts several days is in the list of each.
        return sorted(
            {_listed(event) for line in listed.splitlines() for event in json.loads(line)}
        )

    def _run(self, *command: str | Path) -> str:
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self._environment,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


class Driven:
    """A program behind a driver that reads commands and prints what the program shows."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.told = self._next()

    def rows(self) -> list[Row]:
        """Return what the program shows."""
        return self._say("rows")

    def refresh(self) -> None:
        """Let the program fetch the feed again."""
        self._say("refresh")

    def _say(self, command: str) -> list[Row]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()
        self.told = self._next()
        return sorted(Row(*row) for row in self.told["rows"])

    def _next(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        told: dict[str, Any] = json.loads(line) if line else {"refused": "the driver has ended"}
        assert "refused" not in told, told["refused"]
        return told


@contextmanager
def khal(folder: Path, served: Served, feed: str) -> Iterator[Khal]:
    """Subscribe with vdirsyncer and khal."""
    need(VDIRSYNCER, KHAL)
    client = Khal(folder)
    client.subscribe(served.url(feed))
    yield client


@contextmanager
def thunderbird(folder: Path, served: Served, feed: str) -> Iterator[Driven]:
    """Subscribe with Thunderbird."""
    need_desktop(MARIONETTE, "thunderbird")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    driver = (MARIONETTE, DRIVERS / "subscribe_thunderbird.py")
    with _driven(folder, *driver, folder / "profile", str(port), served.url(feed)) as client:
        yield client


@contextmanager
def evolution(folder: Path, served: Served, feed: str) -> Iterator[Driven]:
    """Subscribe with Evolution Data Server, on a bus of its own."""
    need_desktop("/usr/libexec/evolution-calendar-factory", "dbus-run-session")
    driver = ("dbus-run-session", "--", "/usr/bin/python3", DRIVERS / "subscribe_evolution.py")
    with _driven(folder, *driver, str(served.port), f"/{feed}") as client:
        yield client


@contextmanager
def _driven(folder: Path, *command: str | Path) -> Iterator[Driven]:
    folder.mkdir()
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
            env=environment(HOME=str(folder), XDG_RUNTIME_DIR=str(folder)),
        ) as process,
    ):
        try:
            yield Driven(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(60)


class Subscriber(NamedTuple):
    """A program: how it subscribes, whether it keeps UIDs, and asks for news only (by ETag)."""

    subscribe: Callable[[Path, Served, str], Any]
    keeps_uids: bool
    asks_for_news_only: bool


SUBSCRIBERS = {
    "khal": Subscriber(khal, keeps_uids=False, asks_for_news_only=False),
    "thunderbird": Subscriber(thunderbird, keeps_uids=True, asks_for_news_only=True),
    "evolution": Subscriber(evolution, keeps_uids=True, asks_for_news_only=True),
}


def _listed(event: dict[str, str]) -> Row:
    """Return what khal says of an event; of those of whole days it names the last day."""
    *values, all_day = (event[field] for field in FIELDS)
    row = Row(*values)
    if all_day != "True":
        return row
    after = date.fromisoformat(row.end[:10]) + timedelta(days=1)
    return row._replace(start=row.start[:10], end=str(after))
