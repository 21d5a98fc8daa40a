"""Real feeds: what is found in them is true, each checked by hand."""

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

from coopsched.feedrules import RULES
from coopsched.findings import Severity
from feeds import FOLDER, errors_in, feed_of, problems

SHARED = Path(__file__).resolve().parents[3] / "shared" / "programmes" / "ics"
HERE = pytest.mark.skipif(not SHARED.is_dir(), reason="the real programmes are not here")


def counted(path: Path) -> Counter[str]:
    found = feed_of(path)
    rules = [rule for rule in RULES if rule.severity is not Severity.OFF]
    return Counter(rule.id for rule in rules for _ in problems(found, rule))


@HERE
def test_a_zone_that_its_conference_mended_by_hand_was_wrong() -> None:
    """PyCon AU got half an hour's error with its zone; the edited copy has the right offsets."""
    usual = {
        "feed-line-ending": 1,  # the last line alone
        "feed-long-line": 1,
        "feed-calendar-name": 1,
        "feed-changes-unmarked": 1,
    }
    assert counted(SHARED / "pyconau2023_edited.ics") == usual
    assert counted(SHARED / "pyconau2023.ics") == usual | {"feed-timezone-wrong": 2}


@HERE
def test_a_feed_that_nobody_validated() -> None:
    """MOCA: VTIMEZONE as a property, blanks before numbers, commas as they come, 67 of one UID."""
    assert counted(SHARED / "moca2024.ics") == {
        "feed-calendar-name": 1,
        "feed-changes-unmarked": 1,
        "feed-content-line": 1,  # an empty line at the end
        "feed-duplicate-uid": 4,
        "feed-invalid-parameter": 11,  # CN=Nora Tide, Otto Quay
        "feed-invalid-value": 88,  # SEQUENCE: 0
        "feed-line-ending": 1,
        "feed-long-line": 1,
        "feed-unescaped-text": 82,
        "feed-unknown-name": 1,
    }


# What is true of nearly all: written on Linux, or cut down to what the library's test is about.
USUAL = {"feed-line-ending", "feed-missing-property"}


def shipped() -> dict[str, Path]:
    found: dict[str, Path] = {}
    for library in ("icalendar", "recurring_ical_events"):
        spec = find_spec(library)
        if spec is not None and spec.origin is not None:
            folder = Path(spec.origin).parent
            found |= {f"{library}/{path.stem}": path for path in folder.rglob("*.ics")}
    return found


SHIPPED = shipped()


def listed() -> dict[str, set[str]]:
    """Return what `shipped.txt` says of each calendar: the errors in it, none where it is well."""
    lines = (FOLDER / "shipped.txt").read_text("utf-8").splitlines()
    return {name: set(rules) for name, *rules in map(str.split, lines)}


@pytest.mark.parametrize("name", sorted(SHIPPED.keys() & listed().keys()))
def test_a_calendar_that_a_library_ships_has_its_own_errors_and_no_other(name: str) -> None:
    """Two libraries ship calendars for their own tests, most of them broken on purpose."""
    assert errors_in(feed_of(SHIPPED[name])) - USUAL == listed()[name]


def test_the_list_knows_well_ones_and_faulty_ones() -> None:
    well = [name for name, rules in listed().items() if not rules]
    assert 50 < len(well) < len(listed()) - 50
