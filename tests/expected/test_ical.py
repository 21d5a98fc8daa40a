"""Real iCalendar files, against what an independent program counted in them."""

import pytest

import coopsched
from coopsched.document import Document
from coopsched.reading.hints import Hints
from counted import PROGRAMMES, clashes_expected, clashes_found, counts_found, expected, spoilt

FILES = ("moca2024.ics", "pyconau2023.ics")
# What is counted otherwise, and why.
OTHERWISE = {
    # Eleven organisers are several people, with commas between them that nobody quoted: these
    # separate values (RFC 5545 3.1). Counted as one name each, they are 69.
    "moca2024.ics": {"persons": 80},
    # pretalx writes every SUMMARY as “title - speakers”; there, nobody was counted at all.
    "pyconau2023.ics": {"persons": 87, "no_person": 1},
}
PIECES = ["\n", "\r\n ", ":", ";", '"', "\\", "BEGIN:VEVENT\n", "END:VEVENT\n", "RRULE:", "", "é"]

pytestmark = pytest.mark.skipif(
    not PROGRAMMES.exists(), reason="the real programmes are not beside the checkout"
)


@pytest.fixture(scope="module", params=FILES)
def document(request: pytest.FixtureRequest) -> Document:
    """Return each file, read."""
    return coopsched.read(PROGRAMMES / "ics" / request.param)


def name_of(document: Document) -> str:
    """Return the name of a document's file."""
    return document.source.name.rpartition("/")[2]


def test_sessions_rooms_people_and_days_are_as_many_as_counted(document: Document) -> None:
    counts = expected(name_of(document))["counts"] | OTHERWISE[name_of(document)]
    found = counts_found(document)
    assert found == {name: counts[name] for name in found}


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


def test_everybody_who_was_counted_is_there() -> None:
    document = coopsched.read(PROGRAMMES / "ics" / FILES[0])
    lines = [line for line in document.source.lines if line.startswith("ORGANIZER;CN=")]
    counted = {line.removeprefix("ORGANIZER;CN=").partition(":")[0] for line in lines}
    assert len(counted) == expected(FILES[0])["counts"]["persons"]
    people = {
        " ".join(name.replace("\\n", " ").split()) for each in counted for name in each.split(",")
    }
    assert {speaker.name for speaker in document.programme.speakers} == people


def test_a_definition_that_contradicts_the_zone_is_told_once_and_not_when_put_right() -> None:
    told = {
        name: [rule for rule, _ in coopsched.read(PROGRAMMES / "ics" / name).problems]
        for name in ("pyconau2023.ics", "pyconau2023_edited.ics")
    }
    assert told["pyconau2023.ics"].count("wrong-offset") == 1
    assert told["pyconau2023_edited.ics"].count("wrong-offset") == 0


@pytest.mark.parametrize("seed", range(16))
def test_a_real_file_spoilt_ends_in_a_document_or_one_error(seed: int) -> None:
    text = (PROGRAMMES / "ics" / FILES[seed % 2]).read_text("utf-8")
    try:
        document = coopsched.loads(
            spoilt(text, seed, PIECES), name="meet.ics", hints=Hints(format="ical")
        )
    except coopsched.ReadError as error:
        assert error.message  # noqa: PT017  either is right
        return
    assert all(finding.message for finding in coopsched.check(document))
