"""The report for editors and grep."""

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from coopsched.reporting import render
from coopsched.reporting.checked import Checked


def test_the_report_on_several_files(
    coop: Checked, clean: Checked, unread: Checked, golden: Callable[[str, str], None]
) -> None:
    golden("concise.txt", render("concise", [coop, clean, unread], rules=()))


def test_nothing_found_is_nothing_said(clean: Checked) -> None:
    assert render("concise", [clean], rules=()) == ""


@settings(deadline=None)
@given(file=st.from_type(Checked))
def test_each_finding_that_counts_is_one_line(file: Checked) -> None:
    counting = [finding for finding in file.findings if finding.accepted is None]
    report = render("concise", [file], rules=())
    lines = report.splitlines()
    assert len(lines) == len(counting)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", report)
    for line, finding in zip(lines, counting, strict=True):
        assert line.endswith(f" [{finding.rule}]")
        where = f":{finding.position.line}:{finding.position.column}" if finding.position else ""
        assert f"{where}: {finding.severity.value}: " in line
