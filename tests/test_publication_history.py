"""Real programmes as they changed, published version by version.

What is true of a version is read here from its file by itself, not by our readers: titles,
times, rooms and names of each entry, and the entry whole. Entries that are the same
letter by letter must keep their line in the publication; those of which anything
changed that attendees see must have the next number.

What must then be in each feed is told from the programme by itself: which sessions are
there, and what was last said of those that are gone. icalendar reads the feeds.
"""

import json
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coopsched import read
from coopsched.document import Document
from coopsched.model import Programme, Session
from coopsched.published.records import Record
from coopsched.published.safety import refusals
from coopsched.published.storing import dumps, loads
from coopsched.published.succeeding import Succession, succeed
from coopsched.reading.hints import Hints
from feed_builders import all_feeds, events_of

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
        document = read(path, hints=HINTS[name])
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


def _history(name: str) -> tuple[Step, ...]:
    """Return the versions of a history; where they are not at hand, only CI insists."""
    folder = HISTORY / name
    if not folder.is_dir():
        message = f"the history of {name} is not beside the checkout: no {folder}"
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            pytest.fail(message)
        pytest.skip(message)
    steps = _steps(name)
    assert len(steps) > 1, f"too few versions in {folder}"
    return steps


@pytest.fixture(params=HINTS)
def steps(request: pytest.FixtureRequest) -> tuple[Step, ...]:
    """Return the versions of one history."""
    return _history(request.param)


@cache
def _lines(version: str) -> dict[str, str]:
    """Return the lines of the sessions in the file of a publication, by key."""
    step = next(step for name in HINTS for step in _steps(name) if step.name == version)
    lines = dumps(step.found.publication).split('"sessions": {\n')[1].split("\n},\n")[0]
    return {line.split('"')[1]: line.rstrip(",") for line in lines.split("\n") if line}


def _is_over(record: Record, at: datetime) -> bool:
    assert record.shown.end is not None
    return record.shown.end <= at


def test_after_each_step_attendees_are_shown_what_the_file_says(steps: tuple[Step, ...]) -> None:
    assert any(step.entries for step in steps)
    for step in steps:
        records = step.found.publication.records
        held = {key for key, record in records.items() if record.state == "shown"}
        assert step.entries.keys() <= held
        assert all(_is_over(records[key], step.at) for key in held - step.entries.keys())
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
    first, second, *_ = _history("fosdem2024")
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


Feeds = dict[str, bytes]


@cache
def _feeds(name: str) -> tuple[Feeds, ...]:
    """Return all feeds of each version, in all languages."""
    return tuple(all_feeds(step.document.programme, step.found) for step in _steps(name))


@cache
def _events(data: bytes) -> dict[str, Any]:
    return events_of(data)


@pytest.fixture
def feeds(steps: tuple[Step, ...]) -> tuple[Feeds, ...]:
    """Return the feeds of the versions of `steps`."""
    [name] = [name for name in HINTS if _steps(name) is steps]
    return _feeds(name)


WHOLE = "feeds/en/programme.ics"
_CANCELLED = {"en": "CANCELLED: ", "fr": "ANNULÉ\u00a0: "}
_TENTATIVE = {"en": " (to be confirmed)", "fr": " (à confirmer)"}


class Told(NamedTuple):
    """What attendees must find of a session: in its event, and in which feeds.

    ``places`` are paths of feeds within the folder of a language, but those of sessions.
    """

    start: datetime
    end: datetime
    title: str
    status: str
    rooms: str
    languages: tuple[str, ...]
    places: frozenset[str]

    def summary(self, language: str) -> str:
        """Return what calendars must call it, in a feed in that language."""
        if self.status == "cancelled":
            return _CANCELLED[language] + self.title
        behind = _TENTATIVE[language] if self.status == "tentative" else ""
        foreign = self.languages and language not in self.languages
        return f"{f'[{self.languages[0].upper()}] ' if foreign else ''}{self.title}{behind}"


def _told(programme: Programme, session: Session) -> Told:
    assert session.start is not None
    assert session.end is not None
    [title] = session.title.values()
    names = [programme.room(key).name for key in session.rooms]
    parts = {
        "room": session.rooms,
        "speaker": [entry.speaker for entry in session.speakers],
        "track": [session.track] if session.track else [],
        "kind": [session.kind or "talk"],
        "in": session.languages or ("en", "fr"),
    }
    places = {f"{kind}/{key}" for kind, keys in parts.items() for key in keys}
    return Told(
        session.start.astimezone(UTC),
        session.end.astimezone(UTC),
        _folded(title),
        session.status,
        ", ".join(_folded(next(iter(name.values()))) for name in names if name),
        session.languages,
        frozenset({"programme", *places}),
    )


class Wanted(NamedTuple):
    """What must be true of the feeds of a version: sessions, and their own feeds, by UID."""

    told: dict[str, Told]
    keys: dict[str, frozenset[str]]

    def places(self, uid: str) -> set[str]:
        """Return the paths of the feeds that hold a session, within the folder of a language."""
        return {*self.told[uid].places, *(f"session/{key}" for key in self.keys[uid])}


def _wanted(steps: tuple[Step, ...]) -> Iterator[Wanted]:
    """Yield the truth of each version: what is gone is cancelled, unless it was over by then."""
    told: dict[str, Told] = {}
    keys: dict[str, frozenset[str]] = {}
    for step in steps:
        programme, records = step.document.programme, step.found.publication.records
        told = {
            uid: each if each.end <= step.at else each._replace(status="cancelled")
            for uid, each in told.items()
        }
        for session in programme.sessions:
            uid = records[session.key].uid
            told[uid] = _told(programme, session)
            keys[uid] = keys.get(uid, frozenset()) | {session.key}
        yield Wanted(told, dict(keys))


def _assert_told(event: Any, told: Told, language: str) -> None:
    assert event.decoded("DTSTART") == told.start
    assert event.decoded("DTEND") == told.end
    assert _folded(event["SUMMARY"]) == _folded(told.summary(language))
    assert event["STATUS"] == told.status.upper()
    where = _folded(event["LOCATION"])
    assert where == told.rooms or where.startswith(f"{told.rooms}, ")


def _languages(step: Step) -> set[str]:
    return {*step.found.publication.languages}


def test_the_feed_of_the_programme_is_the_truth_of_each_version(
    steps: tuple[Step, ...], feeds: tuple[Feeds, ...]
) -> None:
    for step, wanted, made in zip(steps, _wanted(steps), feeds, strict=True):
        for language in _languages(step):
            events = _events(made[f"feeds/{language}/programme.ics"])
            assert events.keys() == wanted.told.keys()
            for uid, told in wanted.told.items():
                _assert_told(events[uid], told, language)


_EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?\r\nEND:VEVENT\r\n", re.DOTALL)
_UID = re.compile(rb"\r\nUID:([^\r]*)\r\n(?! )")


@cache
def _written(data: bytes) -> dict[str, bytes]:
    """Return the sessions of a feed by UID, as they are written."""
    found = {}
    for event in _EVENT.findall(data):
        [uid] = _UID.findall(event)
        if not uid.startswith(b"nothing/"):
            assert uid.decode() not in found
            found[uid.decode()] = event
    return found


def _place(path: str) -> str:
    """Return the path of a feed within the folder of its language, with `in/fr` for `in-fr`."""
    place = path.split("/", 2)[2].removesuffix(".ics")
    return re.sub("^in-", "in/", place)


def test_each_feed_holds_the_sessions_of_its_version_and_those_that_are_gone_from_it(
    steps: tuple[Step, ...], feeds: tuple[Feeds, ...]
) -> None:
    """What icalendar read in the feed of the programme is here the same byte for byte."""
    for step, wanted, made in zip(steps, _wanted(steps), feeds, strict=True):
        there: dict[str, set[str]] = {}
        for uid in wanted.told:
            for place in wanted.places(uid):
                there.setdefault(place, set()).add(uid)
        for language in _languages(step):
            whole = _written(made[f"feeds/{language}/programme.ics"])
            own = {_place(path): path for path in made if path.startswith(f"feeds/{language}/")}
            others = {f"in/{each}" for each in ("en", "fr")} - {f"in/{language}"}
            assert there.keys() - others <= own.keys()
            for place, path in own.items():
                held = _written(made[path])
                assert held.keys() == there.get(place, set()), path
                assert all(event == whole[uid] for uid, event in held.items()), path


def test_all_feeds_of_the_last_version_are_read_without_an_error(
    steps: tuple[Step, ...], feeds: tuple[Feeds, ...]
) -> None:
    *_, wanted = _wanted(steps)
    for path, data in feeds[-1].items():
        for uid, event in events_of(data).items():
            _assert_told(event, wanted.told[uid], path.split("/")[1])


def test_events_change_where_sessions_do_and_then_are_newer(
    steps: tuple[Step, ...], feeds: tuple[Feeds, ...]
) -> None:
    same = changed = 0
    whole = [(_written(made[WHOLE]), _events(made[WHOLE])) for made in feeds]
    truths = list(_wanted(steps))
    for (before, after), (was, now), (old, new) in zip(
        pairwise(steps), pairwise(truths), pairwise(whole), strict=True
    ):
        assert old[0].keys() <= new[0].keys()
        untouched = _untouched(before, after)
        for uid, event in old[0].items():
            sequences = old[1][uid]["SEQUENCE"], new[1][uid]["SEQUENCE"]
            moments = (each[1][uid].decoded("LAST-MODIFIED") for each in (old, new))
            if event == new[0][uid]:
                same += 1
                assert was.told[uid][:5] == now.told[uid][:5]
            else:
                changed += 1
                assert uid not in untouched
                assert sequences[0] < sequences[1]
                first, second = moments
                assert first < second
    assert same > 100
    assert changed > 10


def _untouched(before: Step, after: Step) -> set[str]:
    """Return the UIDs of sessions of which both files say the same, letter by letter."""
    records = before.found.publication.records
    there = {key for key, entry in before.entries.items() if after.entries.get(key) == entry}
    gone = records.keys() - before.entries.keys() - after.entries.keys()
    return {records[key].uid for key in there | gone}


def test_no_feed_vanishes_and_one_that_changed_says_that_it_is_newer(
    steps: tuple[Step, ...], feeds: tuple[Feeds, ...]
) -> None:
    changed = 0
    for old, new in pairwise(feeds):
        assert old.keys() <= new.keys()
        for path in (path for path in old if old[path] != new[path]):
            changed += 1
            assert _modified(old[path]) < _modified(new[path]), path
    assert changed > 10


def _modified(data: bytes) -> bytes:
    """Return when a feed says that it changed, in UTC, as it is written in its head."""
    head = data.partition(b"BEGIN:VEVENT")[0]
    [found] = re.findall(rb"\r\nLAST-MODIFIED:(\d{8}T\d{6}Z)\r\n", head)
    return bytes(found)
