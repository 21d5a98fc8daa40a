"""The SARIF report, against the official schema and in the eyes of a real reader."""

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopsched.checking import RULES
from coopsched.findings import Finding, Position, Rule, Severity, Subject
from coopsched.pages import pages
from coopsched.reporting import render
from coopsched.reporting.checked import Checked
from coopsched.reporting.sarif import LIMIT
from coopsched.source import Source

PAGES = {"speaker-double-booking": "# speaker-double-booking\n\nNobody is in\ntwo places.\n\nMore."}


@pytest.fixture(scope="module")
def validator(schema: Callable[[str], Path]) -> Any:
    official = json.loads(schema("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    return jsonschema.Draft4Validator(official, format_checker=checker)


def _run(*files: Checked, rules: Sequence[Rule] = (), **options: Any) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(render("sarif", files, rules=rules, **options))["runs"][0]
    return run


def _at(path: str) -> dict[str, str]:
    """Return the address that a report gives to a file of that path."""
    finding = Finding(rule="r", severity=Severity.ERROR, message="m")
    (result,) = _run(Checked(path, (finding,)))["results"]
    address: dict[str, str] = result["locations"][0]["physicalLocation"]["artifactLocation"]
    return address


def test_the_report_on_several_files(
    coop: Checked,
    unread: Checked,
    rules: Sequence[Rule],
    golden: Callable[[str, str], None],
) -> None:
    report = render("sarif", [coop, unread], rules=rules, pages=PAGES, version="1.2.3")
    golden("check.sarif", report)


def test_the_official_schema_takes_it(
    coop: Checked, unread: Checked, rules: Sequence[Rule], validator: Any
) -> None:
    report = render("sarif", [coop, unread], rules=rules, pages=PAGES, version="1.2.3")
    validator.validate(json.loads(report))


def test_a_reader_reads_it(
    coop: Checked, unread: Checked, rules: Sequence[Rule], tmp_path: Path
) -> None:
    from sarif import loader  # type: ignore[import-untyped]  # sarif-tools has no types

    path = tmp_path / "check.sarif"
    path.write_text(render("sarif", [coop, unread], rules=rules), encoding="utf-8")
    report = loader.load_sarif_file(str(path)).get_report()
    assert report.get_issue_count_for_severity("error") == 2
    records = loader.load_sarif_file(str(path)).get_records()
    assert (records[0]["Location"], records[0]["Line"]) == ("data/programme.yaml", 16)
    assert records[0]["Code"] == "speaker-double-booking"


def test_every_rule_is_described(coop: Checked, rules: Sequence[Rule]) -> None:
    described = _run(coop, rules=rules, pages=PAGES)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described][: len(rules)] == [rule.id for rule in rules]
    first, room, *_, off, unknown = described
    assert first["name"] == "SpeakerDoubleBooking"
    assert first["shortDescription"]["text"] == "Somebody is in two places."
    assert first["fullDescription"]["text"] == "Nobody is in two places."
    assert first["help"]["markdown"] == PAGES["speaker-double-booking"]
    assert room["deprecatedIds"] == ["room"]
    assert off["defaultConfiguration"] == {"enabled": False, "level": "warning"}
    assert (unknown["id"], unknown["name"]) == ("unused-allowance", "UnusedAllowance")


def test_results_point_at_their_rules(coop: Checked, rules: Sequence[Rule]) -> None:
    run = _run(coop, rules=rules[::-1])
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@pytest.mark.parametrize(
    ("path", "uri", "base"),
    [
        ("data/programme.yaml", "data/programme.yaml", True),
        ("./data//a b.yaml", "data/a%20b.yaml", True),
        ("a:b%é#?.yaml", "a%3Ab%25%C3%A9%23%3F.yaml", True),
        ("a/../b.yaml", "b.yaml", True),
        ("byte\udcff.yaml", "byte%FF.yaml", True),
        ("..yaml", "..yaml", True),
        ("../b.yaml", "../b.yaml", False),
        ("/srv/b c.yaml", "file:///srv/b%20c.yaml", False),
        ("//srv/b.yaml", "file:///srv/b.yaml", False),
        ("-", "stdin", False),
    ],
)
def test_files_are_addressed_from_the_current_folder(path: str, uri: str, base: bool) -> None:
    if os.name == "nt" and uri.startswith("file:"):
        pytest.skip("a path that begins with a slash is not absolute on Windows")
    expected = {"uri": uri, "uriBaseId": "%SRCROOT%"} if base else {"uri": uri}
    assert _at(path) == expected


def _fingerprint(finding: Finding) -> str:
    (result,) = _run(Checked("a", (finding,)))["results"]
    (fingerprint,) = result["partialFingerprints"].values()
    return str(fingerprint)


def test_a_fingerprint_outlives_lines_times_and_wording(coop: Checked) -> None:
    finding = coop.findings[0]
    moved = replace(
        finding, position=Position("b", 1, 1, 1, 2), interval=None, message="other", help=None
    )
    assert _fingerprint(moved) == _fingerprint(finding)
    assert re.fullmatch("[0-9a-f]{64}", _fingerprint(finding))


def test_a_fingerprint_tells_findings_apart(coop: Checked) -> None:
    finding = coop.findings[0]
    others = [
        replace(finding, ordinal=1),
        replace(finding, rule="other"),
        replace(finding, subject=Subject(sessions=("a", "b"))),
        replace(finding, subject=Subject(speakers=("a", "b"))),
        replace(finding, subject=Subject(sessions=("ab",))),
    ]
    assert len({_fingerprint(each) for each in [finding, *others]}) == 6


def test_the_fingerprint_of_a_finding_never_changes(coop: Checked) -> None:
    """Code scanning knows findings by it: a change here closes and reopens every one."""
    written = (
        '["speaker-double-booking", {"sessions": ["etude-economie-collaborative", '
        '"futur-du-travail"], "speakers": ["isabelle-ferreras"]}, 0]'
    )
    assert _fingerprint(coop.findings[0]) == sha256(written.encode("ascii")).hexdigest()


def test_accepted_findings_are_suppressed_where_they_were_accepted(coop: Checked) -> None:
    suppressions = [result["suppressions"] for result in _run(coop)["results"]]
    assert suppressions == [
        *[[]] * 4,
        [{"kind": "inSource", "justification": "they stay as long as they like"}],
        [
            {
                "kind": "external",
                "justification": "ask again",
                "properties": {"until": "2017-06-01"},
            }
        ],
    ]


def test_what_looks_like_a_link_is_none() -> None:
    finding = Finding(rule="r", severity=Severity.ERROR, message="[a](http://b) and [c]")
    (result,) = _run(Checked("a", (finding,)))["results"]
    assert result["message"]["text"] == r"\[a\](http://b) and \[c\]"


def test_of_too_many_results_the_worst_are_kept(validator: Any) -> None:
    warning = Finding(rule="w", severity=Severity.WARNING, message="m")
    error = Finding(rule="e", severity=Severity.ERROR, message="m")
    run = _run(Checked("a", (warning,) * LIMIT + (error,) * 7, None, Source("a", "")))
    assert LIMIT == 5000
    assert [result["level"] for result in run["results"]] == ["error"] * 7 + ["warning"] * 4993
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("7 more findings")


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=st.lists(st.from_type(Checked), max_size=2))
def test_the_official_schema_takes_anything(
    files: list[Checked], rules: Sequence[Rule], validator: Any
) -> None:
    report = json.loads(render("sarif", files, rules=rules))
    validator.validate(report)
    results = report["runs"][0]["results"]
    assert len(results) == sum(len(file.findings) for file in files)
    for result in results:
        for place in result["locations"]:
            address = place["physicalLocation"]["artifactLocation"]
            assert re.fullmatch(
                r"[A-Za-z0-9._~/-]*(%[0-9A-F]{2}[A-Za-z0-9._~/-]*)*",
                address["uri"].removeprefix("file:"),
            )
            assert ("uriBaseId" in address) <= (
                not unquote(address["uri"]).startswith(("/", "file:"))
            )


def test_each_rule_is_described_by_the_sentence_on_its_page() -> None:
    (run,) = json.loads(render("sarif", [], rules=RULES, pages=pages()))["runs"]
    for rule, described in zip(RULES, run["tool"]["driver"]["rules"], strict=True):
        assert described["shortDescription"]["text"] == rule.summary
        assert described["fullDescription"]["text"].split() == rule.summary.split()
