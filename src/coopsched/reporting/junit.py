"""Findings as a JUnit report, for the dashboards of build servers.

JUnit has no standard of its own; this is what Jenkins' `junit-10.xsd` allows and
the common readers show. A file is a suite and a rule is a test:

- with errors it failed. All of them are in one `failure`, because Jenkins and
  others read only the first;
- with warnings it passed, as `check` does, and they are in its `system-out`;
- with accepted findings and no error it was skipped, for the reason given.

A rule that is off by default is listed only where it found something, and of a
file that could not be read only what was found: of the others nobody knows.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from coopsched.findings import Finding, Rule, Severity
from coopsched.reporting.checked import Checked
from coopsched.reporting.escaping import visible
from coopsched.reporting.wording import headline, related

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def render(files: Sequence[Checked], *, rules: Sequence[Rule], **_: object) -> str:
    """Write the report; characters that XML 1.0 cannot hold are spelled out."""
    suites = [_suite(file, rules) for file in files]
    root = ET.Element("testsuites", {"name": "coopsched check", **_totals(suites)})
    root.extend(suites)
    ET.indent(root)
    return _DECLARATION + ET.tostring(root, encoding="unicode") + "\n"


def _totals(suites: Sequence[ET.Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors")
    return {name: str(sum(int(suite.get(name, 0)) for suite in suites)) for name in names}


def _suite(file: Checked, rules: Sequence[Rule]) -> ET.Element:
    found: dict[str, list[Finding]] = {rule: [] for rule in _silent(file, rules)}
    for finding in file.findings:
        found.setdefault(finding.rule, []).append(finding)
    tests = [_test(rule, findings, file.path) for rule, findings in found.items()]
    suite = ET.Element(
        "testsuite",
        name=visible(file.path),
        tests=str(len(tests)),
        failures=str(_having("failure", tests)),
        errors="0",
        skipped=str(_having("skipped", tests)),
    )
    suite.extend(tests)
    return suite


def _silent(file: Checked, rules: Sequence[Rule]) -> Iterator[str]:
    """Yield the rules that are tests even where they find nothing."""
    if file.programme is not None:
        yield from (rule.id for rule in rules if rule.severity != Severity.OFF)


def _having(outcome: str, tests: Sequence[ET.Element]) -> int:
    return sum(test.find(outcome) is not None for test in tests)


def _test(rule: str, findings: Sequence[Finding], path: str) -> ET.Element:
    test = ET.Element("testcase", name=visible(rule), classname=visible(path))
    accepted = [finding for finding in findings if finding.accepted]
    failing = [find for find in findings if not find.accepted and find.severity == Severity.ERROR]
    if failing:
        failure = ET.SubElement(test, "failure", type=visible(rule), message=_headline(failing))
        failure.text = _described(failing, path)
    elif accepted:
        ET.SubElement(test, "skipped", message=_reasons(accepted))
    others = [find for find in findings if find.accepted or find.severity != Severity.ERROR]
    if others:
        ET.SubElement(test, "system-out").text = _described(others, path)
    return test


def _headline(findings: Sequence[Finding]) -> str:
    first, more = visible(findings[0].message), len(findings) - 1
    return f"{first} (and {more} more)" if more else first


def _reasons(accepted: Sequence[Finding]) -> str:
    reasons = dict.fromkeys(finding.accepted.reason for finding in accepted if finding.accepted)
    return visible(f"accepted: {'; '.join(reasons)}")


def _described(findings: Sequence[Finding], path: str) -> str:
    return visible("\n".join(line for find in findings for line in _lines(find, path)), lines=True)


def _lines(finding: Finding, path: str) -> Iterator[str]:
    yield headline(finding, path)
    yield from (f"  {related(place)}" for place in finding.related)
    if finding.help:
        yield f"  help: {finding.help}"
    if finding.accepted:
        yield f"  accepted: {finding.accepted.reason}"
