"""Real programmes as CSV, against what an independent program counted in them."""

import json
import random
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import coopsched
from coopsched.reading.files import load_bytes
from coopsched.reading.hints import Hints

PROGRAMMES = Path(__file__).resolve().parents[3] / "shared" / "programmes"
HINTS = {
    "camp1999": Hints(date="1999-08-06", timezone="Europe/Berlin"),
    "sendezentrum_31c3": Hints(timezone="Europe/Berlin"),
}
# What that program counted, and is not in the file: a room that it took from the file's name.
NOT_IN_FILE = {"sendezentrum_31c3": {"rooms": -1}}
NAMES = sorted(HINTS)

pytestmark = pytest.mark.skipif(not PROGRAMMES.exists(), reason="the real programmes are not here")


def document(name: str) -> coopsched.Document:
    """Return a programme, read with what its file does not say."""
    return coopsched.read(PROGRAMMES / "csv" / f"{name}.csv", hints=HINTS[name])


def expected(name: str) -> dict[str, Any]:
    """Return what was counted."""
    found: dict[str, Any] = json.loads(
        (PROGRAMMES / "expected" / f"{name}.csv.json").read_text("utf-8")
    )
    return found


@pytest.mark.parametrize("name", NAMES)
def test_sessions_rooms_and_days_are_as_many_as_counted(name: str) -> None:
    programme, counts = document(name).programme, expected(name)["counts"]
    held = programme.sessions
    found = {
        "events": len(held),
        "rooms": len(programme.rooms) - NOT_IN_FILE.get(name, {}).get("rooms", 0),
        "days": len(programme.all_days),
        "no_start": sum(session.start is None for session in held),
        "no_end": sum(session.end is None for session in held),
        "no_person": sum(not session.speakers for session in held),
    }
    assert found == {key: counts[key] for key in found}


def test_people_are_as_many_as_counted_but_for_et_al_and_one_who_is_spelt_in_two_ways() -> None:
    """The count takes “et. al.” for a person, and capitals for a difference between two."""
    programme = document("camp1999").programme
    twins = [
        pair for pair in expected("camp1999")["near_identical_names"] if pair["kind"] == "fold"
    ]
    names = {speaker.name for speaker in programme.speakers}
    merged = sum(not {pair["a"][1], pair["b"][1]} <= names for pair in twins)
    assert len(names) + 1 + merged == expected("camp1999")["counts"]["persons"]
    assert not any("al." in name for name in names)
    assert (
        len(document("sendezentrum_31c3").programme.speakers)
        == expected("sendezentrum_31c3")["counts"]["persons"]
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_first_and_the_last_start_are_those_counted(name: str) -> None:
    starts = sorted(s.start for s in document(name).programme.sessions if s.start)
    wall = [f"{start:%Y-%m-%dT%H:%M:%S}" for start in (starts[0], starts[-1])]
    assert wall == [expected(name)["first_start"], expected(name)["last_start"]]


@pytest.mark.parametrize("name", NAMES)
def test_those_that_start_in_the_night_are_those_counted(name: str) -> None:
    night = {
        f"{s.start:%Y-%m-%dT%H:%M:%S}"
        for s in document(name).programme.sessions
        if s.start and s.start.hour < 6
    }
    assert night == {each["start"] for each in expected(name)["starts_before_0600"]}


@pytest.mark.parametrize("name", NAMES)
def test_nobody_and_no_room_is_in_two_sessions_that_overlap(name: str) -> None:
    """As counted: two sessions of which nobody knows when they end overlap for no time."""
    assert expected(name)["room_overlaps"] == expected(name)["person_double_bookings"] == []
    closed = [s for s in document(name).programme.sessions if s.interval and s.end]
    for a, b in combinations(closed, 2):
        assert a.interval is not None
        assert b.interval is not None
        if a.interval.start < b.interval.end and b.interval.start < a.interval.end:
            assert not set(a.rooms) & set(b.rooms)
            assert not {e.speaker for e in a.speakers} & {e.speaker for e in b.speakers}


def test_the_end_that_is_not_decided_is_told_where_it_stands() -> None:
    told = [p for id_, p in document("sendezentrum_31c3").problems if id_ == "ignored-value"]
    assert ["“tbd” is no time" in p.message for p in told] == [True]
    assert [p.position.line for p in told if p.position] == [22]


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("name", NAMES)
def test_a_spoilt_file_is_a_document_or_one_error(name: str, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    data = bytearray((PROGRAMMES / "csv" / f"{name}.csv").read_bytes())
    for _ in range(dice.randint(1, 20)):
        at, length = dice.randrange(len(data)), dice.randint(0, 30)
        data[at : at + length] = dice.randbytes(dice.randint(0, 6))
    try:
        found = load_bytes(bytes(data), name="spoilt.csv", hints=Hints(format="table"))
    except coopsched.ReadError:
        return
    assert all(finding.message for finding in coopsched.check(found))
