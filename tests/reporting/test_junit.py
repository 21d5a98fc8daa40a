"""The JUnit report, against Jenkins' schema and in the eyes of a real reader."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from junitparser import JUnitXml
from lxml import etree

from coopsched.findings import Rule
from coopsched.reporting import render
from coopsched.reporting.checked import Checked


@pytest.fixture(scope="module")
def xsd(schema: Callable[[str], Path]) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(schema("junit-10.xsd"))))


def _tests(file: Checked, rules: Sequence[Rule]) -> dict[str, etree._Element]:
    root = etree.fromstring(render("junit", [file], rules=rules).encode("utf-8"))
    return {str(test.get("name")): test for test in root.iter("testcase")}


def _outcomes(test: etree._Element) -> list[str]:
    return [outcome.tag for outcome in test]


def test_the_report_on_several_files(
    coop: Checked,
    clean: Checked,
    unread: Checked,
    rules: Sequence[Rule],
    golden: Callable[[str, str], None],
) -> None:
    golden("junit.xml", render("junit", [coop, clean, unread], rules=rules))


def test_jenkins_takes_it(
    coop: Checked, unread: Checked, rules: Sequence[Rule], xsd: etree.XMLSchema
) -> None:
    report = render("junit", [coop, unread], rules=rules)
    xsd.assertValid(etree.fromstring(report.encode("utf-8")))


def test_errors_fail_warnings_do_not_and_accepted_findings_are_skipped(
    coop: Checked, rules: Sequence[Rule]
) -> None:
    outcomes = {rule: _outcomes(test) for rule, test in _tests(coop, rules).items()}
    assert outcomes == {
        "speaker-double-booking": ["failure"],
        "room-double-booking": [],
        "language-undeclared": ["system-out"],
        "session-without-speaker": ["system-out"],
        "session-open-ended": ["skipped", "system-out"],
        "unused-allowance": ["system-out"],
    }


def test_all_errors_of_a_rule_are_one_failure(coop: Checked, rules: Sequence[Rule]) -> None:
    twice = coop._replace(findings=coop.findings[:1] * 3)
    (failure,) = _tests(twice, rules)["speaker-double-booking"]
    assert failure.get("message", "").endswith("10:00–10:30 (and 2 more)")
    assert (failure.text or "").count("data/programme.yaml:16:48: error: ") == 3


def test_a_file_of_which_nothing_was_made_passes_no_test(
    unread: Checked, rules: Sequence[Rule]
) -> None:
    assert list(_tests(unread, rules)) == ["unreadable"]


def test_a_reader_counts_as_we_do(coop: Checked, unread: Checked, rules: Sequence[Rule]) -> None:
    read = JUnitXml.fromstring(render("junit", [coop, unread], rules=rules).encode("utf-8"))
    assert (read.tests, read.failures, read.errors) == (7, 2, 0)
    suites = list(read)
    assert [(suite.tests, suite.failures, suite.skipped) for suite in suites] == [
        (6, 1, 1),
        (1, 1, 0),
    ]
    counted = [sum(case.is_failure for case in suite) for suite in suites]
    assert counted == [1, 1]
    read.update_statistics()  # type: ignore[no-untyped-call]  # junitparser is half typed
    assert (read.tests, read.failures, read.errors) == (7, 2, 0)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.from_type(Checked), max_size=2))
def test_it_always_parses(
    files: list[Checked], rules: Sequence[Rule], xsd: etree.XMLSchema
) -> None:
    root = etree.fromstring(render("junit", files, rules=rules).encode("utf-8"))
    xsd.assertValid(root)
    said = "".join(map(str, root.itertext()))
    for finding in (finding for file in files for finding in file.findings):
        words = re.findall("[a-zA-Z日ß]+", finding.message)
        assert all(word in said for word in words)
