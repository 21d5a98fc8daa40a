"""Real `schedule.xml` files, against what an independent program counted in them."""

import pytest

import coopsched
from coopsched.document import Document
from coopsched.reading.hints import Hints
from counted import PROGRAMMES, clashes_expected, clashes_found, counts_found, expected, spoilt

FILES = ("fosdem2025.xml", "fosdem2012.xml", "debconf17.xml")
HISTORY = sorted((PROGRAMMES / "history" / "fosdem2024").glob("*.xml"))
PIECES = ["<", ">", "&", '"', "</event>", "<event>", "<!--", "]]>", "\0", "24:00", "", "é", "x" * 9]

pytestmark = pytest.mark.skipif(
    not PROGRAMMES.exists(), reason="the real programmes are not beside the checkout"
)


@pytest.fixture(scope="module", params=FILES)
def document(request: pytest.FixtureRequest) -> Document:
    """Return each file, read."""
    return coopsched.read(PROGRAMMES / "frab-xml" / request.param)


def name_of(document: Document) -> str:
    """Return the name of a document's file."""
    return document.source.name.rpartition("/")[2]


def test_sessions_rooms_people_and_days_are_as_many_as_counted(document: Document) -> None:
    counts = expected(name_of(document))["counts"]
    found = counts_found(document)
    assert found == {name: counts[name] for name in found}


def test_the_days_are_those_that_the_file_lists(document: Document) -> None:
    listed = document.source.text.count("<day ")
    assert len(document.programme.days) == listed


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


def test_local_times_labelled_as_utc_are_known_once_the_zone_is_told() -> None:
    path = PROGRAMMES / "frab-xml" / "debconf17.xml"
    document = coopsched.read(path, hints=Hints(timezone="America/Montreal"))
    [problem] = [problem for rule, problem in document.problems if rule == "wrong-offset"]
    assert problem.message.startswith("181 dates")
    first = min(each.start for each in document.programme.sessions if each.start)
    assert str(first) == "2017-08-05 07:45:00-04:00"


@pytest.mark.parametrize("path", HISTORY, ids=lambda path: path.name[:4])
def test_each_version_has_all_its_events(path: object) -> None:
    document = coopsched.read(str(path))
    text = document.source.text
    assert counts_found(document)["events"] == text.count("<event ")
    assert coopsched.check(document, select=["invalid-value"]) == []


@pytest.mark.parametrize("seed", range(24))
def test_a_real_file_spoilt_ends_in_a_document_or_one_error(seed: int) -> None:
    text = (PROGRAMMES / "frab-xml" / FILES[1 + seed % 2]).read_text("utf-8")
    try:
        document = coopsched.loads(spoilt(text, seed, PIECES), name="schedule.xml")
    except coopsched.ReadError as error:
        assert error.message  # noqa: PT017  either is right
        assert error.position is not None  # noqa: PT017  either is right
        return
    assert all(finding.message for finding in coopsched.check(document))
