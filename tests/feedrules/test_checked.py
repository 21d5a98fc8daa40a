"""Feeds in `check`: both kinds of rules run, with the same settings, allowances and reports."""

from dataclasses import replace
from pathlib import Path

import coopsched
from builders import HEAD
from coopsched.checking import RULES
from coopsched.feedrules import RULES as FEED_RULES
from coopsched.findings import Allowance
from coopsched.reading.hints import Hints
from feeds import QUIET, calendar, event

CLASH = calendar(
    *event("UID:knots", "LOCATION:Attic"),
    *event("UID:bends", "LOCATION:Attic", "DTSTAMP:yesterday", "SUMMARY:Bends"),
).source.text


def check(text: str, **options: object) -> list[coopsched.Finding]:
    return coopsched.check(coopsched.loads(text, name="feed.ics"), **options)  # type: ignore[arg-type]  # any of them


def test_rules_of_both_kinds_judge_a_feed() -> None:
    found = {finding.rule for finding in check(CLASH)}
    assert {"room-double-booking", "feed-invalid-value"} <= found


def test_a_finding_names_the_session_by_its_key() -> None:
    (found,) = check(CLASH, select=["feed-invalid-value"])
    document = coopsched.loads(CLASH, name="feed.ics")
    assert [document.programme.session(key).uid for key in found.subject.sessions] == ["bends"]
    assert found.position is not None
    assert CLASH.split("\r\n")[found.position.line - 1] == "DTSTAMP:yesterday"


def test_no_rule_of_feeds_judges_a_programme() -> None:
    document = coopsched.loads(HEAD)
    for subject in (document, document.programme):
        assert not [each for each in coopsched.check(subject) if each.rule.startswith("feed-")]


def test_an_allowance_for_a_feed_is_not_unused_in_a_programme() -> None:
    document = coopsched.loads(HEAD)
    allowance = Allowance(rule="feed-method", reason="our host writes it", route=("key",))
    allowed = replace(document, allowances=(allowance,))
    found = {finding.rule for finding in coopsched.check(allowed)}
    assert "unused-allowance" not in found


def test_settings_and_selections_hold_for_them() -> None:
    rule = "feed-invalid-value"
    assert check(CLASH, ignore=[rule], select=[rule]) == []
    (found,) = check(CLASH, select=[rule], settings={rule: "warning"})
    assert found.severity == "warning"


def test_one_that_is_off_can_be_switched_on() -> None:
    assert check(QUIET, select=["feed-uid-not-opaque"]) == []
    on = check(QUIET, settings={"feed-uid-not-opaque": "warning"})
    assert "feed-uid-not-opaque" in {finding.rule for finding in on}


def test_all_rules_are_what_the_library_offers() -> None:
    assert set(FEED_RULES) < set(RULES)
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_a_character_in_two_halves_is_found_in_a_file(tmp_path: Path) -> None:
    data = CLASH.encode().replace(b"SUMMARY:Bends", b"SUMMARY:Caf\xc3\r\n \xa9")
    (tmp_path / "feed.ics").write_bytes(data)
    document = coopsched.read(tmp_path / "feed.ics", hints=Hints(format="ical"))
    (found,) = coopsched.check(document, select=["feed-split-character"])
    assert "“é”" in found.message
