"""Real `schedule.json` files, against what an independent program counted in them."""

import json
from collections import Counter

import pytest

import coopsched
from coopsched.document import Document
from counted import PROGRAMMES, clashes_expected, clashes_found, counts_found, expected, spoilt

FILES = ("36c3_everything.json", "froscon2018.json")
PIECES = ['"', "null", "{}", "[]", ",", ":", '"9999-12-31"', "-1", "\\", "", "{", "]", "é"]

pytestmark = pytest.mark.skipif(
    not PROGRAMMES.exists(), reason="the real programmes are not beside the checkout"
)


@pytest.fixture(scope="module", params=FILES)
def document(request: pytest.FixtureRequest) -> Document:
    """Return each file, read."""
    return coopsched.read(PROGRAMMES / "c3voc-json" / request.param)


def name_of(document: Document) -> str:
    """Return the name of a document's file."""
    return document.source.name.rpartition("/")[2]


def test_sessions_rooms_people_and_days_are_as_many_as_counted(document: Document) -> None:
    counts = expected(name_of(document))["counts"]
    found = counts_found(document)
    assert found == {name: counts[name] for name in found}


def test_the_days_are_those_that_the_file_lists_and_hold_their_nights(document: Document) -> None:
    days = json.loads(document.source.text)["schedule"]["conference"]["days"]
    programme = document.programme
    assert [day.date.isoformat() for day in programme.days] == [day["date"] for day in days]
    listed = Counter(
        (str(event["id"]), day["date"])
        for day in days
        for events in day["rooms"].values()
        for event in events
    )
    found = Counter(
        (session.source_id or session.key, str(day.date) if day else "")
        for session in programme.sessions
        for day in [programme.day_of(session)]
    )
    assert found == listed


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("room-double-booking", "room_overlaps"),
        ("speaker-double-booking", "person_double_bookings"),
    ],
)
def test_clashes_are_those_that_were_found(document: Document, rule: str, kind: str) -> None:
    found = {
        (clash.who if kind != "room_overlaps" else "", clash.ends)
        for clash in clashes_found(document, rule)
    }
    assert found == clashes_expected(name_of(document), kind, naive="+00:00")


def test_rooms_that_contradict_the_one_around_them_are_all_told() -> None:
    document = coopsched.read(PROGRAMMES / "c3voc-json" / FILES[0])
    told = [each.message for rule, each in document.problems if rule == "contradictory-room"]
    numbers = [message.split()[0] for message in told]
    said = sum(int(number) if number.isdecimal() else 1 for number in numbers)
    assert said == expected(FILES[0])["counts"]["room_mismatch"]


@pytest.mark.parametrize("seed", range(16))
def test_a_real_file_spoilt_ends_in_a_document_or_one_error(seed: int) -> None:
    text = (PROGRAMMES / "c3voc-json" / FILES[1]).read_text("utf-8")
    try:
        document = coopsched.loads(spoilt(text, seed, PIECES), name="schedule.json")
    except coopsched.ReadError as error:
        assert error.message  # noqa: PT017  either is right
        return
    assert all(finding.message for finding in coopsched.check(document))
