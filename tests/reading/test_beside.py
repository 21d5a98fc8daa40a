"""The coopsched.yaml beside a programme."""

from datetime import date
from pathlib import Path

import pytest

import coopsched
from builders import HEAD, Noted, stretch
from coopsched.document import Document
from coopsched.findings import Severity


def beside(tmp_path: Path, text: str) -> Document:
    """Read a small programme that has a settings file of this text beside it."""
    (tmp_path / "programme.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "coopsched.yaml").write_text(text, "utf-8", newline="")
    return coopsched.read(tmp_path / "programme.yaml")


def told(tmp_path: Path, text: str) -> list[Noted]:
    """Return what reading says of a settings file."""
    found = []
    for rule, problem in beside(tmp_path, text).problems:
        assert problem.position is not None
        assert problem.position.file == str(tmp_path / "coopsched.yaml")
        found.append(Noted(rule, stretch(text, problem.position), problem.message, problem.help))
    return found


def test_settings_are_read(tmp_path: Path) -> None:
    text = "rules:\n  no-lunch: off\n  changeover-too-short: {minutes: 10}\n"
    document = beside(tmp_path, text)
    assert document.problems == ()
    assert [(s.rule, s.severity, s.options) for s in document.settings] == [
        ("no-lunch", Severity.OFF, ()),
        ("changeover-too-short", None, (("minutes", "10"),)),
    ]
    places = [setting.position for setting in document.settings]
    assert [place and (place.line, stretch(text, place)) for place in places] == [
        (2, "no-lunch"),
        (3, "changeover-too-short"),
    ]


def test_allowances_are_read(tmp_path: Path) -> None:
    text = """\
coopsched: 1
x-note: mine
allow:
  - {rule: no-lunch, subject: [ana, 2017-06-20], reason: "She said so", until: 2017-06-01, x-a: 1}
  - rule: room-double-booking
    subject: hall
    minutes: 7.5
    reason: r
"""
    document = beside(tmp_path, text)
    assert document.problems == ()
    first, second = document.allowances
    assert (first.rule, first.subject, first.reason) == (
        "no-lunch",
        frozenset({"ana", "2017-06-20"}),
        "She said so",
    )
    assert (first.until, first.minutes, first.route) == (date(2017, 6, 1), None, None)
    assert (second.subject, second.minutes, second.until) == (frozenset({"hall"}), 7.5, None)
    assert [found.position and found.position.line for found in document.allowances] == [4, 5]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\n\n", "# a\r\n# b\r\n", "null", "{}"])
def test_an_empty_settings_file_is_one_without_settings(tmp_path: Path, text: str) -> None:
    document = beside(tmp_path, text)
    assert (document.problems, document.settings, document.allowances) == ((), (), ())


ENTRY = "rule: no-lunch, subject: ana, reason: r"


@pytest.mark.parametrize(
    ("text", "rule", "at", "message", "remedy"),
    [
        ("- a", "invalid-value", "- a", "settings are a mapping, and not a list", ""),
        ("hello", "invalid-value", "hello", "settings are a mapping", ""),
        ("rule: {}", "unknown-field", "rule", "unknown key `rule`", "`rules`"),
        ("zzz: {}", "unknown-field", "zzz", "unknown key `zzz`", "rules, allow, hints"),
        ("rules: [a]", "invalid-value", "[a]", "`rules` is a mapping", ""),
        ("rules: {no-lunch: high}", "invalid-value", "high", "no severity", "error, warning"),
        ("allow: {rule: a}", "invalid-value", "{rule: a}", "`allow` is a list", ""),
        ("allow: [no-lunch]", "invalid-value", "no-lunch", "a mapping is expected", ""),
        ("allow: [{rule: a, reason: r}]", "missing-field", "{rule: a, reason: r}", "`subject`", ""),
        (
            "allow: [{rule: a, subject: [], reason: r}]",
            "missing-field",
            "[]",
            "`subject` is missing",
            "add `subject: …`",
        ),
        ("allow: [{rule: a, subject: b}]", "missing-field", "{rule: a, subject: b}", "reason", ""),
        (
            "allow: [{rule: a, subject: b, reason: ' '}]",
            "missing-field",
            "' '",
            "`reason` is missing",
            "",
        ),
        (
            "allow: [{rule: a, subject: {b: c}, reason: r}]",
            "invalid-value",
            "{rule: a, subject: {b: c}, reason: r}",
            "are texts",
            "",
        ),
        (f"allow: [{{{ENTRY}, util: x}}]", "unknown-field", "util", "unknown key", "`until`"),
        (f"allow: [{{{ENTRY}, until: soon}}]", "invalid-value", "soon", "not a date", "2017-06-01"),
        (f"allow: [{{{ENTRY}, minutes: few}}]", "invalid-value", "few", "number of", "write 30"),
        (f"allow: [{{{ENTRY}, minutes: nan}}]", "invalid-value", "nan", "number of", "write 30"),
        (f"allow: [{{{ENTRY}, minutes: inf}}]", "invalid-value", "inf", "number of", "write 30"),
        (f"allow: [{{{ENTRY}, minutes: 1e300}}]", "invalid-value", "1e300", "number", "write 30"),
        (f"allow: [{{{ENTRY}, minutes: -5}}]", "invalid-value", "-5", "number of", "write 30"),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(
    tmp_path: Path, text: str, rule: str, at: str, message: str, remedy: str
) -> None:
    (found,) = told(tmp_path, text)
    assert (found.rule, found.at) == (rule, at)
    assert message in found.message
    assert remedy in (found.help or "")


def test_what_does_not_fit_stops_no_check(tmp_path: Path) -> None:
    text = f"allow: [{{{ENTRY}, minutes: nan}}, what, {{{ENTRY}, until: soon}}]\nrules: high\n"
    assert coopsched.check(beside(tmp_path, text)) is not None


def test_a_file_that_does_not_parse_is_told(tmp_path: Path) -> None:
    assert [found.rule for found in told(tmp_path, "rules: {no-lunch: off")]


def test_settings_beside_win_over_the_programme_s_own(tmp_path: Path) -> None:
    text = HEAD + "rules: {session-unplaced: error}\nsessions: {a: {title: A}}\n"
    (tmp_path / "programme.yaml").write_text(text, "utf-8")
    alone = coopsched.read(tmp_path / "programme.yaml")
    (tmp_path / "coopsched.yaml").write_text("rules: {session-unplaced: off}\n", "utf-8")
    both = coopsched.read(tmp_path / "programme.yaml")
    found = [coopsched.check(each, select=["session-unplaced"]) for each in (alone, both)]
    assert [[finding.severity for finding in each] for each in found] == [[Severity.ERROR], []]
