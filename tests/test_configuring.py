"""Which rules are run, how bad their findings are, and with which options."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from coopsched.configuring import Configuration, Given, configure
from coopsched.findings import Position, Rule, Setting, Severity

PLACE = Position("x.yaml", 1, 1, 1, 2)


@dataclass(frozen=True)
class Options:
    """An option of each type."""

    minutes: int = 5
    hours: float = 1.5
    strict: bool = False
    from_: timedelta = field(default=timedelta(hours=11))
    long_name: int = 1


NOISY = Rule(id="noisy", severity=Severity.ERROR, summary="", options=Options())
QUIET = Rule(id="quiet", severity=Severity.WARNING, summary="", aliases=("silent",))
RULES = (NOISY, QUIET)


def after(*settings: Setting) -> Configuration:
    """Return the configuration that settings lead to."""
    return configure(RULES, settings)


def with_option(name: str, value: object) -> Configuration:
    return after(Setting("noisy", options=((name, value),), position=PLACE))


def test_without_settings_rules_are_as_they_are() -> None:
    found = after()
    assert found.severity(NOISY) is Severity.ERROR
    assert (found.options(NOISY), found.options(QUIET)) == (Options(), None)
    assert found.problems == ()


def test_a_severity_is_set_by_id_and_by_alias() -> None:
    found = after(Setting("noisy", Severity.OFF), Setting("silent", Severity.ERROR))
    assert (found.severity(NOISY), found.severity(QUIET)) == (Severity.OFF, Severity.ERROR)


def test_later_settings_win() -> None:
    found = after(
        Setting("noisy", Severity.OFF, options=(("minutes", "1"), ("hours", "2"))),
        Setting("noisy", Severity.WARNING, options=(("minutes", "9"),)),
    )
    assert found.severity(NOISY) is Severity.WARNING
    assert found.options(NOISY) == Options(minutes=9, hours=2)


@pytest.mark.parametrize(
    ("name", "value", "options"),
    [
        ("minutes", "10", Options(minutes=10)),
        ("minutes", "10.0", Options(minutes=10)),
        ("minutes", 10, Options(minutes=10)),
        ("hours", "2.5", Options(hours=2.5)),
        ("hours", "0", Options(hours=0)),
        ("strict", "true", Options(strict=True)),
        ("strict", "false", Options(strict=False)),
        ("from", "12:30", Options(from_=timedelta(hours=12.5))),
        ("long-name", "2", Options(long_name=2)),
    ],
)
def test_an_option_gets_the_type_of_its_default(name: str, value: object, options: Options) -> None:
    found = with_option(name, value)
    assert found.problems == ()
    assert found.options(NOISY) == options


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("minutes", "ten", "“ten” is not a number"),
        ("minutes", "1.5", "“1.5” does not fit here"),
        ("minutes", "-1", "“-1” does not fit here"),
        ("minutes", -1, "“-1” does not fit here"),
        ("minutes", "inf", "“inf” does not fit here"),
        ("hours", "nan", "“nan” does not fit here"),
        ("hours", "inf", "“inf” does not fit here"),
        ("hours", ["1"], "is not a number"),
        ("strict", "yes", "“yes” does not fit here"),
        ("from", "noon", "“noon” is not a time"),
        ("from", "2017-06-20", "“2017-06-20” does not fit here"),
    ],
)
def test_an_option_that_does_not_fit_is_told_and_left(
    name: str, value: object, message: str
) -> None:
    found = with_option(name, value)
    (problem,) = found.problems
    assert message in problem.message
    assert (problem.route, problem.position) == (("rules", "noisy", name), PLACE)
    assert found.options(NOISY) == Options()


@pytest.mark.parametrize(
    ("setting", "message", "help_"),
    [
        (Setting("noissy"), "no rule is called `noissy`", "did you mean `noisy`?"),
        (Setting("zzz"), "no rule is called `zzz`", "`coopsched explain` lists"),
        (
            Setting("noisy", options=(("minute", "1"),)),
            "`noisy` has no option `minute`",
            "did you mean `minutes`?",
        ),
        (
            Setting("noisy", options=(("zzz", "1"),)),
            "has no option",
            "the options are minutes, hours, strict, from, long-name",
        ),
        (
            Setting("quiet", options=(("minutes", "1"),)),
            "has no option",
            "no options beside severity and reason",
        ),
    ],
)
def test_a_setting_without_effect_is_told(setting: Setting, message: str, help_: str) -> None:
    (problem,) = after(setting).problems
    assert message in problem.message
    assert help_ in (problem.help or "")


def test_a_weight_is_1_unless_set() -> None:
    found = after(Setting("noisy", weight="2.5"), Setting("silent", weight="0"))
    assert (found.weight(NOISY), found.weight(QUIET), after().weight(QUIET)) == (2.5, 0, 1)
    again = configure(RULES, [Setting("noisy", weight="2")], given={"noisy": {"weight": 3}})
    assert again.weight(NOISY) == 3


@pytest.mark.parametrize("weight", ["heavy", "-1", "inf", "nan", ""])
def test_a_weight_that_is_no_number_is_told(weight: str) -> None:
    found = after(Setting("noisy", weight=weight, position=PLACE))
    assert found.weight(NOISY) == 1
    (problem,) = found.problems
    assert weight in problem.message
    assert problem.route == ("rules", "noisy", "weight")


@pytest.mark.parametrize(
    ("select", "ignore", "run"),
    [
        ((), (), {"noisy", "quiet"}),
        (("noisy",), (), {"noisy"}),
        (("silent",), (), {"quiet"}),
        ((), ("noisy",), {"quiet"}),
        ((), ("silent",), {"noisy"}),
        (("noisy", "quiet"), ("quiet",), {"noisy"}),
    ],
)
def test_rules_are_selected_and_ignored(
    select: tuple[str, ...], ignore: tuple[str, ...], run: set[str]
) -> None:
    found = configure(RULES, (), select=select, ignore=ignore)
    assert {rule.id for rule in RULES if found.severity(rule) is not Severity.OFF} == run


@pytest.mark.parametrize(("select", "ignore"), [(["noissy"], []), ([], ["noissy"])])
def test_a_rule_that_is_not_there_cannot_be_selected(select: list[str], ignore: list[str]) -> None:
    with pytest.raises(ValueError, match="no rule is called 'noissy'; did you mean 'noisy'"):
        configure(RULES, (), select=select, ignore=ignore)


@pytest.mark.parametrize(
    ("given", "severity", "options"),
    [
        ({"noisy": "off"}, Severity.OFF, Options(minutes=1)),
        ({"noisy": {"minutes": "9"}}, Severity.WARNING, Options(minutes=9)),
        ({"noisy": {"minutes": 9, "reason": "r", "weight": 2}}, Severity.WARNING, Options(9)),
        ({"noisy": {"severity": Severity.ERROR}}, Severity.ERROR, Options(minutes=1)),
    ],
)
def test_given_settings_win_over_written_ones(
    given: Given, severity: Severity, options: Options
) -> None:
    written = Setting("noisy", Severity.WARNING, options=(("minutes", "1"),))
    found = configure(RULES, [written], given=given)
    assert (found.severity(NOISY), found.options(NOISY)) == (severity, options)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"noissy": "off"}, "no rule is called `noissy` (did you mean `noisy`?)"),
        ({"noisy": "loud"}, "noisy: 'loud' is no severity: error, warning or off"),
        ({"noisy": {"minute": 1}}, "`noisy` has no option `minute`"),
        ({"noisy": {"minutes": "ten"}}, "“ten” is not a number"),
        ({"noisy": {"weight": "heavy"}}, "“heavy” is not a number"),
    ],
)
def test_given_settings_that_do_not_fit_are_refused(given: Given, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        configure(RULES, (), given=given)
