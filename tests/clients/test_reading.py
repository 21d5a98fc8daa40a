"""Every feed of the adversarial programme, read by the libraries that calendars are made of."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from clients.installed import DRIVERS, KHAL, LIBICAL, NODE_MODULES, READERS, environment, need
from clients.misread import shown
from clients.subscribers import Khal
from clients.truth import LANGUAGES, Row, every_feed, rows

PYTHON = ("ical", "icalendar", "ics", "recurring-ical-events", "vobject")


class Reader(NamedTuple):
    """A library behind a driver that prints what it reads."""

    needs: Path
    command: tuple[str | Path, ...]

    def read(self, feeds: Mapping[str, Path]) -> dict[str, list[Row]]:
        """Return what it reads in each feed; a feed that it refuses fails the test."""
        need(self.needs)
        names = {str(path): name for name, path in feeds.items()}
        done = subprocess.run(
            [*map(str, self.command), *names],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment(NODE_MODULES=str(NODE_MODULES)),
            check=True,
        )
        told = [json.loads(line) for line in done.stdout.splitlines()]
        assert [each for each in told if "refused" in each] == []
        return {names[each["feed"]]: sorted(Row(*row) for row in each["rows"]) for each in told}


def _node(name: str) -> Reader:
    return Reader(NODE_MODULES / name, ("node", DRIVERS / "read.cjs", name))


def _python(name: str) -> Reader:
    return Reader(READERS, (READERS, "-bb", DRIVERS / "read.py", name))


CLIENTS = {
    "libical": Reader(LIBICAL, (LIBICAL,)),
    **{name: _node(name) for name in ("ical.js", "node-ical")},
    **{name: _python(name) for name in PYTHON},
}


def _feeds(published: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each feed there is by hand: its path, language and name."""
    for language in LANGUAGES:
        for feed in every_feed():
            if not feed.startswith("in-") or feed == f"in-{language}":
                yield f"feeds/{language}/{feed}.ics", language, feed


def test_there_are_these_feeds_and_no_others(published: Path) -> None:
    there = {path.relative_to(published).as_posix() for path in published.rglob("*.ics")}
    assert there == {path for path, _, _ in _feeds(published)}


def test_times_are_written_as_they_are_asked_for(published: Path, times: str) -> None:
    feed = (published / "feeds" / "en" / "programme.ics").read_text("utf-8")
    assert ("DTSTART;TZID=Europe/Brussels:" in feed) == (times == "local")


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_reads_every_feed_right(published: Path, client: str) -> None:
    feeds = {path: published / path for path, _, _ in _feeds(published)}
    found = CLIENTS[client].read(feeds)
    for path, language, feed in _feeds(published):
        assert found[path] == shown(client, rows(feed, language)), path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("feed", ["programme", "permanent"])
def test_khal_imports_a_feed_with_its_uids(
    published: Path, tmp_path: Path, feed: str, language: str
) -> None:
    need(KHAL)
    khal = Khal(tmp_path / "khal")
    khal.bring_in(published / "feeds" / language / f"{feed}.ics")
    assert khal.rows() == shown("khal import", rows(feed, language))
