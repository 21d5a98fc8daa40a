"""Real programmes of Sessionize, against what an independent program counted in them."""

import json
import random
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import coopsched

PROGRAMMES = Path(__file__).resolve().parents[3] / "shared" / "programmes"
FILES = sorted((PROGRAMMES / "sessionize").glob("*.json"))

pytestmark = pytest.mark.skipif(not FILES, reason="the real programmes are not here")


class Real(NamedTuple):
    """A file as read, and what is expected of it."""

    text: str
    document: coopsched.Document
    expected: dict[str, Any]


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def real(request: pytest.FixtureRequest) -> Real:
    """Return a real file, as read."""
    path: Path = request.param
    expected = json.loads((PROGRAMMES / "expected" / f"{path.name}.json").read_text("utf-8"))
    return Real(path.read_text("utf-8"), coopsched.read(path), expected)


def test_sessions_rooms_people_and_days_are_as_many_as_counted(real: Real) -> None:
    programme = real.document.programme
    found = {
        "events": len(programme.sessions),
        "rooms": len(programme.rooms),
        "persons": len(programme.speakers),
        "days": len({session.start.date() for session in programme.sessions if session.start}),
    }
    assert found == {name: real.expected["counts"][name] for name in found}


def test_no_room_and_nobody_is_double_booked(real: Real) -> None:
    rules = [finding.rule for finding in coopsched.check(real.document)]
    counts = real.expected["counts"]
    assert rules.count("room-double-booking") == counts["room_overlap_pairs"]
    assert rules.count("speaker-double-booking") == counts["person_double_bookings"]


def test_people_under_two_ids_are_found(real: Real) -> None:
    rules = [finding.rule for finding in coopsched.check(real.document)]
    assert rules.count("similar-speakers") == real.expected["counts"]["near_identical_names"]


def test_nothing_of_it_is_an_error(real: Real) -> None:
    assert [str(f) for f in coopsched.check(real.document) if f.severity == "error"] == []


@pytest.mark.parametrize("seed", range(12))
def test_the_real_file_spoilt_ends_in_a_document_or_one_error(real: Real, seed: int) -> None:
    source = random.Random(seed)  # noqa: S311  no secret
    text = real.text
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
