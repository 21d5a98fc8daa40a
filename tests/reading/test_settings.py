"""The settings of rules, as files write them."""

import pytest

from builders import noted, programme
from coopsched.findings import Setting, Severity


@pytest.mark.parametrize(
    ("written", "setting"),
    [
        ("off", Setting("no-lunch", Severity.OFF)),
        ("false", Setting("no-lunch", Severity.OFF)),
        ("error", Setting("no-lunch", Severity.ERROR)),
        ("warning", Setting("no-lunch", Severity.WARNING)),
        ("{severity: error}", Setting("no-lunch", Severity.ERROR)),
        (
            "{severity: off, reason: none, weight: 3}",
            Setting("no-lunch", Severity.OFF, "none", "3"),
        ),
        ("{minutes: 10}", Setting("no-lunch", options=(("minutes", "10"),))),
        (
            "{from: 11:00, until: 14:00, reason: r, x-note: a}",
            Setting("no-lunch", reason="r", options=(("from", "11:00"), ("until", "14:00"))),
        ),
        ("{}", Setting("no-lunch")),
    ],
)
def test_a_setting_is_read(written: str, setting: Setting) -> None:
    assert programme(f"rules: {{no-lunch: {written}}}").rules == (setting,)


@pytest.mark.parametrize(
    ("rules", "at", "message", "remedy"),
    [
        ("[no-lunch]", "[no-lunch]", "`rules` is a mapping by rule, and not a list", None),
        ("off", "off", "`rules` is a mapping by rule, and not “off”", None),
        ("{no-lunch: high}", "high", "“high” is no severity", "write error, warning or off"),
        ("{no-lunch: [off]}", "[off]", "a list is no severity", "write error, warning or off"),
        ("{no-lunch: {severity: fatal}}", "fatal", "“fatal” is no severity", "write error"),
        ("{no-lunch: {reason: [a]}}", "[a]", "a reason is text, and not a list", None),
    ],
)
def test_what_is_no_setting_is_told(rules: str, at: str, message: str, remedy: str | None) -> None:
    (found,) = noted(f"rules: {rules}")
    assert (found.rule, found.at, found.message) == ("invalid-value", at, message)
    assert (remedy or "") in (found.help or "")


@pytest.mark.parametrize("rules", ["", "null", "{}", "{no-lunch: }"])
def test_nothing_sets_nothing(rules: str) -> None:
    assert programme(f"rules: {rules}").rules == ()
