"""Real programmes as they changed, published version by version.

What is true of a version is read here from its file by itself, not by our readers: titles,
times, rooms and names of each entry, and the entry whole. Entries that are the same
letter by letter must keep their line in the publication; those of which anything
changed that attendees see must have the next number.
"""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from coopsched import ReadError, read
from coopsched.document import Document
from coopsched.published.records import Record
from coopsched.published.safety import refusals
from coopsched.published.storing import dumps, loads
from coopsched.published.succeeding import Succession, succeed
from coopsched.reading.hints import Hints

HISTORY = Path(__file__).resolve().parents[2] / "shared" / "programmes" / "history"
HINTS = {
    "fosdem2024": Hints(timezone="Europe/Brussels"),
    "pyconfr2025": Hints(timezone="Europe/Paris", key="pyconfr-2025"),
}


class Truth(NamedTuple):
    """What a file says of a session."""

    title: str
    start: datetime
    end: datetime
    rooms: tuple[str, ...]
    people: tuple[str, ...]
    status: str


class Entry(NamedTuple):
    """A session in a file: what attendees must be shown of it, and the whole entry as text."""

    truth: Truth
    text: str


class Step(NamedTuple):
    """A version, what its file says by identifier, and what its publishing came to."""

    name: str
    document: Document
    entries: dict[str, Entry]
    found: Succession
    at: datetime


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def _of_xml(path: Path) -> Iterator[tuple[str, Entry]]:
    for day in ET.parse(path).getroot().iter("day"):  # noqa: S314  a file of our own
        for event in day.iter("event"):
            date = (event.findtext("date") or day.attrib["date"])[:10]
            start = datetime.fromisoformat(f"{date}T{event.findtext('start')}")
            hours, minutes = str(event.findtext("duration")).split(":")
            truth = Truth(
                _folded(event.findtext("title")),
                start,
                start + timedelta(hours=int(hours), minutes=int(minutes)),
                (_folded(event.findtext("room")),),
                tuple(sorted(_folded(person.text) for person in event.iter("person"))),
                "confirmed",
            )
            yield event.attrib["id"], Entry(truth, ET.tostring(event, "unicode").strip())


def _of_json(path: Path) -> Iterator[tuple[str, Entry]]:
    for day in json.loads(path.read_text("utf-8"))["schedule"].values():
        for talk in (talk for rooms in day.values() for talk in rooms.values()):
            [slot] = talk["slots"]
            start, end = (datetime.fromisoformat(slot[name]) for name in ("start", "end"))
            truth = Truth(
                _folded(talk["title"]),
                start.replace(tzinfo=None),
                end.replace(tzinfo=None),
                (_folded(slot["room"]["name"]["fr"]),),
                tuple(sorted(_folded(each["name"]) for each in talk["speakers"])),
                {"accepted": "tentative"}.get(talk["state"], talk["state"]),
            )
            yield talk["code"], Entry(truth, json.dumps(talk, sort_keys=True))


@cache
def _steps(name: str) -> tuple[Step, ...]:
    """Publish all versions; the one in which all identifiers change, with `rematch`."""
    steps: list[Step] = []
    for path in sorted((HISTORY / name).iterdir()):
        try:
            document = read(path, hints=HINTS[name])
        except ReadError as error:
            pytest.skip(str(error))
        entries = dict((_of_xml if path.suffix == ".xml" else _of_json)(path))
        at = datetime.strptime(path.stem.split("_")[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        before = steps[-1] if steps else None
        renumbered = bool(before and before.entries and not before.entries.keys() & entries.keys())
        found = succeed(
            document.programme,
            before and before.found.publication,
            at=at,
            rematch=renumbered,
        )
        steps.append(Step(path.stem, document, entries, found, at))
    return tuple(steps)


NAMES = [name for name in HINTS if (HISTORY / name).is_dir()]


@pytest.fixture(params=NAMES)
def steps(request: pytest.FixtureRequest) -> tuple[Step, ...]:
    """Return the versions of one history."""
    return _steps(request.param)


@cache
def _lines(version: str) -> dict[str, str]:
    """Return the lines of the sessions in the file of a publication, by key."""
    step = next(step for name in NAMES for step in _steps(name) if step.name == version)
    lines = dumps(step.found.publication).split('"sessions": {\n')[1].split("\n},\n")[0]
    return {line.split('"')[1]: line.rstrip(",") for line in lines.split("\n") if line}


def test_after_each_step_attendees_are_shown_what_the_file_says(steps: tuple[Step, ...]) -> None:
    assert any(step.entries for step in steps)
    for step in steps:
        records = step.found.publication.records
        held = {key for key, record in records.items() if record.state == "shown"}
        assert held == step.entries.keys()
        for key, (truth, _) in step.entries.items():
            for shown in (step.found.shown[key], records[key].shown):
                assert shown.start is not None
                assert shown.end is not None
                assert truth == Truth(
                    _folded(str(shown.title)),
                    shown.start.replace(tzinfo=None),
                    shown.end.replace(tzinfo=None),
                    tuple(_folded(str(room.name)) for room in shown.rooms),
                    tuple(sorted(_folded(person.name) for person in shown.speakers)),
                    shown.status,
                )


def test_what_is_gone_from_the_file_is_cancelled_as_it_was(steps: tuple[Step, ...]) -> None:
    last: dict[str, Truth] = {}
    graves = 0
    for step in steps:
        uids = {record.uid: record for record in step.found.publication.records.values()}
        last |= {
            step.found.publication.records[key].uid: truth
            for key, (truth, _) in step.entries.items()
        }
        assert uids.keys() == last.keys()
        for uid, record in uids.items():
            if record.state != "shown":
                graves += 1
                assert (record.state, record.shown.status) == ("gone", "cancelled")
                assert _folded(str(record.shown.title)) == last[uid].title
                assert record.shown.start is not None
                assert record.shown.start.replace(tzinfo=None) == last[uid].start
    assert graves


def _pairs(steps: tuple[Step, ...]) -> Iterator[tuple[Step, Step, Record, Record]]:
    """Yield each session before and after each step, by its UID."""
    for before, after in pairwise(steps):
        now = {record.uid: record for record in after.found.publication.records.values()}
        for old in before.found.publication.records.values():
            yield before, after, old, now[old.uid]


def test_uids_and_numbers_are_kept_and_changes_counted(steps: tuple[Step, ...]) -> None:
    same = changed = 0
    for before, after, old, new in _pairs(steps):
        assert new.sequence - old.sequence in (0, 1)
        assert (new.modified == after.at) == (new.sequence > old.sequence)
        entries = before.entries.get(old.key), after.entries.get(new.key)
        if entries[0] and entries[1] and entries[0].truth != entries[1].truth:
            changed += 1
            assert new.sequence == old.sequence + 1
        if entries[0] == entries[1] and old.key == new.key:
            same += 1
            assert new.sequence == old.sequence
            assert _lines(before.name)[old.key] == _lines(after.name)[new.key]
        if (entries[0] is None) != (entries[1] is None):
            assert new.sequence == old.sequence + 1
    assert same > 100
    assert changed > 10


def test_keys_that_stay_keep_their_uid(steps: tuple[Step, ...]) -> None:
    for before, after in pairwise(steps):
        old, new = before.found.publication.records, after.found.publication.records
        for key in before.entries.keys() & after.entries.keys():
            assert old[key].uid == new[key].uid
            assert old[key].created == new[key].created


def test_every_address_stays(steps: tuple[Step, ...]) -> None:
    for before, after in pairwise(steps):
        known, found = before.found.publication.addresses, after.found.publication.addresses
        assert known.keys() <= found.keys()


def test_each_publication_is_read_back_from_its_file(steps: tuple[Step, ...]) -> None:
    for step in steps:
        publication = step.found.publication
        back = loads(dumps(publication), step.name)
        assert back == publication
        again = succeed(step.document.programme, back, at=step.at + timedelta(days=9))
        assert again.publication is back


def test_no_step_is_refused_but_the_one_in_which_all_identifiers_change(
    steps: tuple[Step, ...],
) -> None:
    refused = {
        after.name
        for before, after in pairwise(steps)
        if refusals(
            after.document,
            before.found.publication,
            succeed(after.document.programme, before.found.publication, at=after.at),
            at=after.at,
        )
    }
    assert refused <= {"v002_20240120T185849_91d8255"}


@pytest.fixture
def renumbered() -> tuple[Step, Step]:
    """Return FOSDEM 2024 before and after all its identifiers changed."""
    if "fosdem2024" not in NAMES:
        pytest.skip("the history is not there")
    first, second, *_ = _steps("fosdem2024")
    return first, second


def test_fosdem_2024_is_refused_without_rematch(renumbered: tuple[Step, Step]) -> None:
    before, after = renumbered
    plain = succeed(after.document.programme, before.found.publication, at=after.at)
    [found] = refusals(after.document, before.found.publication, plain, at=after.at)
    assert found.message.startswith("649 of the 649 sessions that attendees still expect")
    assert "--rematch: it recognises 631 of them" in found.help
    assert refusals(after.document, before.found.publication, after.found, at=after.at) == []


def test_fosdem_2024_keeps_the_uids_of_the_titles_that_stay(renumbered: tuple[Step, Step]) -> None:
    before, after = renumbered
    titles = [
        {entry.truth.title: key for key, entry in step.entries.items()} for step in renumbered
    ]
    shared = titles[0].keys() & titles[1].keys()
    old, new = before.found.publication.records, after.found.publication.records
    uids = {record.uid for record in old.values()}
    kept = {title for title in shared if new[titles[1][title]].uid in uids}
    assert len(shared) == 628
    assert kept == shared
    for title in shared:
        record = new[titles[1][title]]
        was = next(each for each in old.values() if each.uid == record.uid)
        assert before.entries[was.key].truth.title == title
        assert record.keys == (was.key,)
