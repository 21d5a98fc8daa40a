"""Every MUST of RFC 5545, section 3, and RFC 7986: the rule that sees it broken, or why none can.

`musts.csv` says each in words of our own. An example is a file and a line in it, at which the rule
finds something.
"""

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from coopsched.feedrules import RULES
from coopsched.findings import Severity
from feeds import BY_ID, FOLDER, feed_of, lines_of


class Must(NamedTuple):
    """A row: what RFC and section demand, and the rule with its example, or why there is none."""

    rfc: str
    section: str
    what: str
    rule: str
    example: str
    why: str


def musts() -> list[Must]:
    with (FOLDER / "musts.csv").open(encoding="utf-8", newline="") as file:
        return [Must(*row) for row in list(csv.reader(file))[1:]]


SHOWN = [must for must in musts() if must.rule]


@pytest.mark.parametrize(
    "must", SHOWN, ids=lambda must: f"{must.rfc}-{must.section}-{must.example}"
)
def test_its_example_is_found_at_its_line(must: Must) -> None:
    name, _, line = must.example.rpartition(":")
    rule = BY_ID[must.rule]
    assert name.startswith(f"{rule.id}/")
    assert int(line) in lines_of(feed_of(FOLDER / name), rule)


def test_each_has_a_rule_or_a_reason() -> None:
    for must in musts():
        assert (must.rfc, bool(must.section), bool(must.what)) in {
            ("5545", True, True),
            ("7986", True, True),
        }
        assert bool(must.rule) == bool(must.example) != bool(must.why)


def test_none_is_listed_twice() -> None:
    counted = Counter((must.rfc, must.section, must.what) for must in musts())
    assert {row for row, number in counted.items() if number > 1} == set()


def test_sections_stand_in_their_order() -> None:
    places = [(must.rfc, [int(part) for part in must.section.split(".")]) for must in musts()]
    assert places == sorted(places)


def test_all_of_section_3_is_gone_through() -> None:
    sections = {must.section.split(".")[1] for must in musts() if must.rfc == "5545"}
    assert sections == set("12345678") - {"5"}  # 3.5 demands nothing


def test_every_error_is_a_must_or_breaks_the_grammar_of_lines() -> None:
    errors = {rule.id for rule in RULES if rule.severity is Severity.ERROR}
    of_grammar = {"feed-control-character", "feed-split-character"}
    assert errors - {must.rule for must in SHOWN} == of_grammar


def test_examples_are_files_that_are_there() -> None:
    names = {must.example.rpartition(":")[0] for must in SHOWN}
    assert all(Path(FOLDER / name).is_file() for name in names)
