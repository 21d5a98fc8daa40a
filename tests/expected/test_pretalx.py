"""A real programme of pretalx, against what an independent program counted in it."""

import json
import random
from pathlib import Path

import pytest

import coopsched

PROGRAMMES = Path(__file__).resolve().parents[3] / "shared" / "programmes"
FILE = PROGRAMMES / "pretalx-json" / "pyconfr2025.json"
EXPECTED = PROGRAMMES / "expected" / "pyconfr2025.json.json"
HISTORY = sorted((PROGRAMMES / "history" / "pyconfr2025").glob("*.json"))

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the real programmes are not here")


@pytest.fixture(scope="module")
def document() -> coopsched.Document:
    """Return the programme, read in the zone of its city."""
    return coopsched.read(FILE)


def test_sessions_rooms_people_and_days_are_as_many_as_counted(
    document: coopsched.Document,
) -> None:
    counts = json.loads(EXPECTED.read_text("utf-8"))["counts"]
    programme = document.programme
    found = {
        "events": len(programme.sessions),
        "rooms": len(programme.rooms),
        "persons": len(programme.speakers),
        "days": len({session.start.date() for session in programme.sessions if session.start}),
    }
    assert found == {name: counts[name] for name in found}
    languages = dict.fromkeys(counts["languages"], 0)
    for session in programme.sessions:
        languages[session.languages[0]] += 1
    assert languages == counts["languages"]


def test_no_room_and_nobody_is_double_booked(document: coopsched.Document) -> None:
    expected = json.loads(EXPECTED.read_text("utf-8"))
    rules = [finding.rule for finding in coopsched.check(document)]
    assert rules.count("room-double-booking") == expected["counts"]["room_overlap_pairs"]
    assert rules.count("speaker-double-booking") == expected["counts"]["person_double_bookings"]


def test_nothing_of_it_is_an_error(document: coopsched.Document) -> None:
    assert [str(f) for f in coopsched.check(document) if f.severity == "error"] == []


def test_what_the_counting_left_out_is_told(document: coopsched.Document) -> None:
    """The independent program notes that it did not load the sprints before the days."""
    assert "sprints" in " ".join(json.loads(EXPECTED.read_text("utf-8"))["notes"])
    told = [problem.message for id_, problem in document.problems if id_ == "ignored-value"]
    assert sum(message.startswith("`sprints` stands beside") for message in told) == 1


@pytest.mark.parametrize("path", HISTORY, ids=lambda path: path.name[:4])
def test_each_version_is_read_as_a_brute_walk_finds_it(path: Path) -> None:
    raw = json.loads(path.read_text("utf-8"))
    cells = [
        cell
        for minutes in raw["schedule"].values()
        for rooms in minutes.values()
        for cell in rooms.values()
        if cell
    ]
    programme = coopsched.read(path).programme
    assert [session.key for session in programme.sessions] == [cell["code"] for cell in cells]
    assert {speaker.name for speaker in programme.speakers} == {
        " ".join(person["name"].split()) for cell in cells for person in cell["speakers"]
    }


@pytest.mark.parametrize("seed", range(12))
def test_the_real_file_spoilt_ends_in_a_document_or_one_error(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311  no secret
    text = FILE.read_text("utf-8")
    for _ in range(source.randint(1, 4)):
        at = source.randrange(len(text))
        piece = source.choice(['"', "null", "{}", "[]", ",", '"9999-12-31"', "-1", "\\", ""])
        text = text[:at] + piece + text[at + source.randint(0, 30) :]
    try:
        document = coopsched.loads(text, name="days.json")
    except coopsched.ReadError as error:
        assert error.message  # noqa: PT017  either is right
        return
    assert all(finding.message for finding in coopsched.check(document))
