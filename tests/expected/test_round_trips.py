"""Real programmes, written as `schedule.xml` and `schedule.json` and read again: nothing is new."""

import json
from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from jsonschema import Draft6Validator
from lxml import etree

import coopsched
from coopsched.model import Programme
from coopsched.moment import utc
from coopsched.publishing import c3voc, frab
from coopsched.publishing.losses import Written
from counted import PROGRAMMES
from schemas import schema

FORMATS = {"schedule.xml": frab.write, "schedule.json": c3voc.write}
FILES = {
    "schedule.xml": ("frab-xml/fosdem2012.xml", "c3voc-json/36c3_everything.json"),
    "schedule.json": ("c3voc-json/36c3_everything.json", "pretalx-json/pyconfr2025.json"),
}
CASES = [(name, file) for name, files in FILES.items() for file in files]

pytestmark = pytest.mark.skipif(
    not PROGRAMMES.exists(), reason="the real programmes are not beside the checkout"
)


class Trip:
    """A real programme, as it was written in a format, and as it was read again."""

    def __init__(self, name: str, file: str) -> None:
        self.name = name
        self.before: Programme = coopsched.read(PROGRAMMES / file).programme
        self.written: Written = FORMATS[name](self.before)
        self.after = coopsched.loads(self.written.data.decode(), name=name)


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def trip(request: pytest.FixtureRequest) -> Trip:
    """Return each programme, there and back."""
    return Trip(*request.param)


def sessions(made: Programme) -> Counter[Any]:
    """Return what all sessions are: their texts, times, places and people."""
    return Counter(
        (
            str(session.title),
            str(session.description or ""),
            session.start and utc(session.start),
            session.end and utc(session.end),
            tuple(str(made.room(room).name) for room in session.rooms[:1]),
            tuple(made.speaker(entry.speaker).name for entry in session.speakers),
            made.track(session.track).title if session.track else None,
            tuple(link.url for link in session.links),
            session.kind,
            session.uid,
        )
        for session in made.sessions
    )


def clashes(made: Programme, rule: str) -> Counter[tuple[str, frozenset[tuple[str, datetime]]]]:
    """Return what is double-booked: who or which room, and the two sessions."""
    return Counter(
        (
            " ".join(made.speaker(key).name for key in finding.subject.speakers)
            + " ".join(str(made.room(key).name) for key in finding.subject.rooms),
            frozenset(
                (str(session.title), utc(session.start))
                for key in finding.subject.sessions
                if (session := made.session(key)).start is not None
            ),
        )
        for finding in coopsched.check(made, select=[rule])
    )


def test_every_session_comes_back_as_it_was(trip: Trip) -> None:
    assert sessions(trip.after.programme) == sessions(trip.before)


def test_keys_come_back_but_those_that_are_told_to_be_lost(trip: Trip) -> None:
    lost = dict(trip.written.losses).get("key", ())
    keys = {session.key for session in trip.before.sessions} - set(lost)
    assert keys <= {session.key for session in trip.after.programme.sessions}
    assert len(lost) <= 3


@pytest.mark.parametrize("rule", ["room-double-booking", "speaker-double-booking"])
def test_the_same_things_clash(trip: Trip, rule: str) -> None:
    assert clashes(trip.after.programme, rule) == clashes(trip.before, rule)


def test_no_rule_finds_more_than_before(trip: Trip) -> None:
    before = Counter(finding.rule for finding in coopsched.check(trip.before))
    after = Counter(finding.rule for finding in coopsched.check(trip.after))
    assert after - before == Counter()


def test_what_is_written_is_valid(trip: Trip) -> None:
    if trip.name == "schedule.xml":
        xsd = etree.XMLSchema(etree.parse(str(schema("c3voc-schedule.xml.xsd"))))
        xsd.assertValid(etree.fromstring(trip.written.data))
    else:
        text = schema("c3voc-schema.json").read_text("utf-8")
        Draft6Validator(json.loads(text)).validate(json.loads(trip.written.data))
