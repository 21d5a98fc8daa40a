"""Making feeds, beside icalendar, which builds each feed from its own events.

A big programme of `bench.generate` is published in three languages: the feeds of the
programme, of rooms, tracks and kinds, and of as many speakers as make 558. The peer has
all texts ready, and gives the same properties. From start to end, a process also imports,
reads, and finds out what is new. An edit is one session's: what changes is made again.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import icalendar
from bench.common import Row, cpu, finish, medians, options, run, versions
from bench.exchange import peak
from bench.generate import programme

from coopsched.model import Programme
from coopsched.published.addresses import every_members
from coopsched.published.records import Record
from coopsched.published.shown import Shown
from coopsched.published.succeeding import Succession, succeed
from coopsched.publishing.feeds import feeds, path
from coopsched.publishing.feeds.describing import described, place, title
from coopsched.publishing.feeds.lines import on_one_line
from coopsched.publishing.feeds.times import span
from coopsched.publishing.feeds.titles import called
from coopsched.publishing.feeds.words import wording, words
from coopsched.publishing.naming import PRODID
from coopsched.reading.files import loads

AT = datetime(2025, 4, 1, 12, tzinfo=UTC)
FEEDS = 558
COLD, WARM, MOST_MEMORY = 1.5, 0.3, 200
PROCESS = """
import gc, sys; gc.disable()
from datetime import UTC, datetime
import coopsched
from coopsched.published.succeeding import succeed
from coopsched.publishing.feeds import feeds
read = coopsched.read(sys.argv[1]).programme
done = succeed(read, None, at=datetime(2025, 4, 1, 12, tzinfo=UTC))
wanted = {place for place in done.publication.addresses if place[0] != "session"}
some = sorted(place for place in wanted if place[0] == "speaker")[int(sys.argv[2]):]
for made in feeds(read, done.publication, done.shown, only=wanted.difference(some)): pass
"""
"""Publishes a programme in a process of its own, with so many feeds of speakers."""


class Case(NamedTuple):
    """A programme as it was published, and the addresses of the feeds that are made."""

    programme: Programme
    done: Succession
    wanted: frozenset[tuple[str, str]]


def case(sessions: int) -> Case:
    """Return a programme of so many sessions."""
    made = loads("".join(programme(sessions))).programme
    done = succeed(made, None, at=AT)
    return Case(made, done, wanted(done))


def wanted(done: Succession) -> frozenset[tuple[str, str]]:
    """Return the addresses of which feeds are made: not all people, and no single sessions."""
    places = [place for place in done.publication.addresses if place[0] != "session"]
    speakers = [place for place in places if place[0] == "speaker"]
    return frozenset(places).difference(sorted(speakers)[speakers_of(done) :])


def speakers_of(done: Succession) -> int:
    """Return how many speakers have a feed, for the number of feeds to be as promised."""
    kinds = [kind for kind, _ in done.publication.addresses if kind not in ("session", "speaker")]
    others = len([kind for kind in kinds if kind != "in"]) + 1
    return max(0, FEEDS // len(done.publication.languages) - others)


class Texts(NamedTuple):
    """What an event says in one language, and in which language each text is."""

    summary: tuple[str, str]
    description: tuple[str, str]
    location: str
    rooms: list[str]
    categories: list[str]


def texts(shown: Shown, record: Record, language: str) -> Texts:
    """Return the texts of an event."""
    said, where = words(language), place(shown, language, words(language))
    track = [] if shown.track is None else [wording(shown.track.name, language)[1]]
    kind = [] if shown.kind is None else [said.kinds[shown.kind]]
    return Texts(
        title(shown, record, language, said),
        described(shown, record, span(shown), where, language, said),
        where,
        [on_one_line(wording(room.name, language)[1]) for room in shown.rooms],
        [*track, *kind],
    )


def by_icalendar(
    given: Case, ready: Mapping[tuple[str, str], Texts]
) -> Iterator[tuple[str, bytes]]:
    """Yield the feeds, each built by icalendar."""
    publication, shown = given.done.publication, given.done.shown
    held = every_members(publication, shown)
    for language in publication.languages:
        for place_ in given.wanted:
            if place_[0] == "in" and place_[1] != language:
                continue
            calendar = _calendar(given.programme, publication.addresses[place_], language)
            for key in held[place_]:
                event = _event(shown[key], publication.records[key], ready[language, key])
                calendar.add_component(event)
            yield path(language, *place_), calendar.to_ical()


def _calendar(about: Programme, address: Any, language: str) -> icalendar.Calendar:
    tag, name = wording(about.title, language)
    name = " – ".join(filter(None, (name, called(address, language))))
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODID)
    made.add("name", icalendar.vText(name), parameters={"LANGUAGE": tag})
    made.add("x-wr-calname", icalendar.vText(name))
    made.add("last-modified", address.modified)
    hour = icalendar.vDuration(timedelta(hours=1))
    made.add("refresh-interval", hour, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", icalendar.vText("PT1H"))
    return made


def _event(shown: Shown, record: Record, ready: Texts) -> icalendar.Event:
    assert shown.start is not None  # noqa: S101  all of this programme are placed
    assert shown.end is not None  # noqa: S101  the same
    made = icalendar.Event()
    made.add("uid", record.uid)
    made.add("dtstamp", record.modified)
    made.add("created", record.created)
    made.add("last-modified", record.modified)
    made.add("sequence", record.sequence)
    made.add("status", "CONFIRMED")
    made.add("dtstart", shown.start.astimezone(UTC))
    made.add("dtend", shown.end.astimezone(UTC))
    for name, (tag, text) in (("summary", ready.summary), ("description", ready.description)):
        made.add(name, icalendar.vText(text), parameters={"LANGUAGE": tag})
    made.add("location", icalendar.vText(ready.location))
    for room in ready.rooms:
        made.add("x-coopsched-room", icalendar.vText(room))
    if ready.categories:
        made.add("categories", list(map(on_one_line, ready.categories)))
    made.add("transp", "OPAQUE")
    return made


def by_coopsched(given: Case) -> Iterator[tuple[str, bytes]]:
    """Yield the feeds as `publish` makes them."""
    done = given.done
    return feeds(given.programme, done.publication, done.shown, only=given.wanted)


def _drained(made: Iterator[tuple[str, bytes]]) -> int:
    return sum(len(data) for _, data in made)


def compared(given: Case, rounds: int) -> Row:
    """Return the row beside icalendar, once both are known to say the same."""
    publication, shown = given.done.publication, given.done.shown
    ready = {
        (language, key): texts(shown[key], record, language)
        for language in publication.languages
        for key, record in publication.records.items()
    }
    _refuse_difference(dict(by_coopsched(given)), dict(by_icalendar(given, ready)))
    found = medians(
        {
            "ours": lambda: cpu(lambda: _drained(by_coopsched(given))),
            "theirs": lambda: cpu(lambda: _drained(by_icalendar(given, ready))),
        },
        rounds,
    )
    count = len(dict(by_coopsched(given)))
    what = f"{count} feeds of {len(publication.records):,} sessions"
    return Row(what, found["ours"], "icalendar, feed by feed", found["theirs"], at_least=4)


def _refuse_difference(ours: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> None:
    for name, data in ours.items():
        if sorted(_lines(data)) != sorted(_lines(theirs[name])):
            raise SystemExit(f"{name} is not the same feed")


def _lines(data: bytes) -> list[bytes]:
    return data.replace(b"\r\n ", b"").split(b"\r\n")


def after_an_edit(given: Case, rounds: int) -> Row:
    """Return the row for publishing again when one session has moved."""
    first = given.done.publication
    moved = given.programme.replace("s0", start="12:05")

    def publish() -> int:
        done = succeed(moved, first, at=AT + timedelta(days=1))
        only = given.wanted.intersection(done.changes.feeds)
        return _drained(feeds(moved, done.publication, done.shown, only=only))

    taken = medians({"ours": lambda: cpu(publish)}, rounds)["ours"]
    return Row("publishing again after one edit", taken, "what is promised", WARM, at_most=1)


def cold(given: Case, file: Path, rounds: int) -> Row:
    """Return the row for a process that does it all."""
    command = [sys.executable, "-c", PROCESS, str(file), str(speakers_of(given.done))]
    taken = min(run(command).seconds for _ in range(rounds))
    return Row("the same from start to end", taken, "what is promised", COLD, at_most=1)


def memory(folder: Path, sessions: int) -> Row:
    """Return the row for the memory of a process with a very big programme."""
    file = folder / "large.yaml"
    file.write_text("".join(programme(sessions)), "utf-8")
    taken = peak(f"import sys; sys.argv.append('100')\n{PROCESS}\npass", file)
    what = f"peak memory, {sessions:,} sessions"
    return Row(what, taken, "what is promised", MOST_MEMORY, "MB", at_most=1)


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    print(versions("icalendar"))
    rounds, sessions = (1, 300) if chosen.quick else (3, 1000)
    given = case(sessions)
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "programme.yaml"
        file.write_text("".join(programme(sessions)), "utf-8")
        rows = [
            compared(given, rounds),
            cold(given, file, 3 * rounds),
            after_an_edit(given, 3 * rounds),
            memory(Path(name), 10 * sessions),
        ]
    finish(rows, chosen)


if __name__ == "__main__":
    main()
