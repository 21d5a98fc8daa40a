"""Annotations of GitHub Actions, read back as the runner reads them."""

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from coopsched.findings import Finding, Position, Severity
from coopsched.reporting import render
from coopsched.reporting.checked import Checked

_COMMAND = re.compile(r"::(error|warning) ([^:]*)::(.*)")


def _data(text: str) -> str:
    return re.sub("%(25|0A|0D)", lambda m: chr(int(m[1], 16)), text)


def _runner(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command with no help from coopsched: one pass, so that nothing is undone twice."""
    match = _COMMAND.fullmatch(line)
    assert match, line
    pairs = [pair.split("=", 1) for pair in match[2].split(",")]
    properties = {
        name: re.sub("%(25|0A|0D|3A|2C)", lambda m: chr(int(m[1], 16)), value)
        for name, value in pairs
    }
    return match[1], properties, _data(match[3])


def _one(path: str = "a.yaml", position: Position | None = None, message: str = "m") -> Checked:
    finding = Finding(rule="r", severity=Severity.ERROR, message=message, position=position)
    return Checked(path, (finding,))


def test_the_report_on_several_files(
    coop: Checked, clean: Checked, unread: Checked, golden: Callable[[str, str], None]
) -> None:
    golden("github.txt", render("github", [coop, clean, unread], rules=()))


def test_errors_come_first(coop: Checked, unread: Checked) -> None:
    lines = render("github", [coop, unread], rules=()).splitlines()
    assert [_runner(line)[0] for line in lines] == ["error"] * 2 + ["warning"] * 3


def test_a_stretch_of_several_lines_has_no_columns() -> None:
    (line,) = render("github", [_one("a", Position("a", 1, 5, 2, 3))], rules=()).splitlines()
    assert _runner(line)[1] == {"file": "a", "line": "1", "endLine": "2", "title": "r"}


def test_standard_input_is_no_file() -> None:
    (line,) = render("github", [_one("-")], rules=()).splitlines()
    assert _runner(line) == ("error", {"title": "r"}, "m")


def test_properties_and_messages_are_escaped_once() -> None:
    report = render("github", [_one("a:b,c%2C.yaml", None, "100%0A::error::, x\ny")], rules=())
    assert report == ("::error file=a%3Ab%2Cc%252C.yaml,title=r::100%250A::error::, x%0Ay\n")
    kind, properties, message = _runner(report.removesuffix("\n"))
    assert (kind, properties["file"]) == ("error", "a:b,c%2C.yaml")
    assert message == "100%0A::error::, x\ny"


def test_nothing_found_is_nothing_said(clean: Checked) -> None:
    assert render("github", [clean], rules=()) == ""


_ACTS = re.compile(
    "[^ -~\n\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def _spelled(text: str) -> str:
    """Spell out what acts, by the names that Python gives it."""
    return _ACTS.sub(lambda m: m[0].encode("unicode-escape").decode("ascii"), text)


@settings(deadline=None)
@given(file=st.from_type(Checked))
def test_each_finding_that_counts_is_one_command(file: Checked) -> None:
    counting = [finding for finding in file.findings if finding.accepted is None]
    counting.sort(key=lambda finding: finding.severity.value)  # "error" before "warning"
    report = render("github", [file], rules=())
    lines = report.splitlines()
    assert len(lines) == len(counting)
    for line, finding in zip(lines, counting, strict=True):
        kind, properties, message = _runner(line)
        assert kind == finding.severity.value
        assert properties["title"] == finding.rule
        assert message.startswith(_spelled(finding.message))
        if finding.position and finding.position.file != "-":
            assert properties["file"] == _spelled(finding.position.file)
            assert properties["line"] == str(finding.position.line)
