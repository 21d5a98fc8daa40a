"""The report for programs, against its published schema and field by field."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsched.reporting import render
from coopsched.reporting.checked import Checked

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "findings.schema.json"
PLACE = {"file", "line", "column", "end_line", "end_column", "route"}
# Written out once more, so that neither a lost field nor a new one goes unnoticed.
FIELDS = {
    "report": {"coopsched-findings", "files", "summary"},
    "summary": {"errors", "warnings", "accepted"},
    "file": {"path", "sessions", "findings"},
    "finding": {
        "rule", "severity", "message", "at", "related", "subject", "from", "until", "help",
        "accepted",
    },
    "subject": {"sessions", "speakers", "rooms", "resources", "language", "day"},
    "accepted": {"reason", "until"},
}  # fmt: skip


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def _read(*files: Checked) -> Any:
    return json.loads(render("json", files, rules=()))


def _check_fields(report: dict[str, Any]) -> None:
    assert set(report) == FIELDS["report"]
    assert set(report["summary"]) == FIELDS["summary"]
    for file in report["files"]:
        assert set(file) == FIELDS["file"]
        for finding in file["findings"]:
            _check_finding(finding)


def _check_finding(finding: dict[str, Any]) -> None:
    assert set(finding) == FIELDS["finding"]
    assert set(finding["subject"]) == FIELDS["subject"]
    assert finding["at"] is None or set(finding["at"]) == PLACE
    assert all(set(place) == PLACE | {"message"} for place in finding["related"])
    assert finding["accepted"] is None or set(finding["accepted"]) == FIELDS["accepted"]


def test_the_report_on_lets_coop(
    coop: Checked,
    unread: Checked,
    golden: Callable[[str, str], None],
    validator: jsonschema.Draft202012Validator,
) -> None:
    report = render("json", [coop, unread], rules=())
    golden("check.json", report)
    validator.validate(json.loads(report))


def test_times_are_in_the_zone_of_the_programme(coop: Checked) -> None:
    first, open_ended = _read(coop)["files"][0]["findings"][:2]
    assert first["from"] == "2017-06-20T10:00:00+02:00"
    assert first["until"] == "2017-06-20T10:30:00+02:00"
    assert open_ended["from"] == "2017-06-20T12:00:00+02:00"
    assert open_ended["until"] is None


def test_a_file_of_which_nothing_was_made_has_no_number_of_sessions(
    clean: Checked, unread: Checked
) -> None:
    assert [file["sessions"] for file in _read(clean, unread)["files"]] == [3, None]


def test_accepted_findings_are_there_and_counted_apart(coop: Checked) -> None:
    report = _read(coop)
    accepted = [found["accepted"] for found in report["files"][0]["findings"] if found["accepted"]]
    assert accepted == [
        {"reason": "they stay as long as they like", "until": None},
        {"reason": "ask again", "until": "2017-06-01"},
    ]
    assert report["summary"] == {"errors": 1, "warnings": 3, "accepted": 2}


def test_the_schema_refuses_what_is_no_report(validator: jsonschema.Draft202012Validator) -> None:
    report = {"coopsched-findings": 1, "files": [], "summary": {"errors": 0, "warnings": 0}}
    assert not validator.is_valid(report)


def test_the_schema_takes_fields_of_later_releases(
    coop: Checked, validator: jsonschema.Draft202012Validator
) -> None:
    report = _read(coop)
    report["files"][0]["findings"][0]["later"] = report["later"] = True
    validator.validate(report)


def _whole(text: str) -> str:
    """Join halves of characters that stand side by side, as JSON readers do."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@settings(deadline=None)
@given(files=st.lists(st.from_type(Checked), max_size=2))
def test_everything_comes_back(
    files: list[Checked], validator: jsonschema.Draft202012Validator
) -> None:
    text = render("json", files, rules=())
    assert text.encode("utf-8").decode("utf-8") == text
    assert not set(text) & {*map(chr, range(0x7F, 0xA0)), "\r", "\x1b", "\u202e", "\u2028"}
    report = json.loads(text)
    validator.validate(report)
    _check_fields(report)
    for file, read in zip(files, report["files"], strict=True):
        assert read["path"] == _whole(file.path)
        for finding, found in zip(file.findings, read["findings"], strict=True):
            assert found["message"] == _whole(finding.message)
            assert found["help"] == (finding.help and _whole(finding.help))
            assert (found["at"] or {}).get("line") == (finding.position and finding.position.line)
