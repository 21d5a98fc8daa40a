"""Which rules are run, how bad their findings are, and with which options."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from math import inf
from typing import Any

from coopsched.findings import Problem, Rule, Setting, Severity
from coopsched.moment import Moment
from coopsched.text import nearest


@dataclass(frozen=True)
class Configuration:
    """The rules with what was set for each; ``problems`` are settings without effect."""

    rules: tuple[Rule, ...]
    severities: dict[str, Severity]
    values: dict[str, Any]
    problems: tuple[Problem, ...] = field(default=())
    weights: dict[str, float] = field(default_factory=dict)

    def severity(self, rule: Rule) -> Severity:
        """Return how bad findings of a rule are; OFF where it is not run."""
        return self.severities.get(rule.id, rule.severity)

    def options(self, rule: Rule) -> Any:
        """Return the rule's options with what was set; None where it has none."""
        return self.values.get(rule.id, rule.options)

    def weight(self, rule: Rule) -> float:
        """Return how much planning minds a finding of a rule; 1 unless set."""
        return self.weights.get(rule.id, 1.0)


Given = Mapping[str, str | Mapping[str, object]]
"""Settings as a file writes them: a severity, or a mapping with severity and options."""


def configure(
    rules: Sequence[Rule],
    written: Iterable[Setting],
    *,
    given: Given | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Configuration:
    """Put settings together: later ones win over earlier ones, given ones over written ones.

    What is wrong with written settings is a problem. Raises ValueError for what is
    wrong with given ones, and for rules in ``select`` or ``ignore`` that do not exist.
    """
    by_name = {name: rule for rule in rules for name in (rule.id, *rule.aliases)}
    severities: dict[str, Severity] = {}
    values: dict[str, Any] = {}
    weights: dict[str, float] = {}
    problems: list[Problem] = []
    for setting, refused in _in_order(written, given or {}, problems):
        rule = by_name.get(setting.rule)
        if rule is None:
            refused(_unknown_rule(setting, by_name))
            continue
        if setting.severity is not None:
            severities[rule.id] = setting.severity
        if setting.weight is not None:
            try:
                weights[rule.id] = _number(setting.weight)
            except ValueError as error:
                refused(_option_problem(setting, "weight", str(error), None))
        values[rule.id], wrong = _with_options(values.get(rule.id, rule.options), setting)
        for problem in wrong:
            refused(problem)
    severities |= _switched_off(by_name, select, ignore)
    return Configuration(tuple(rules), severities, values, tuple(problems), weights)


def _in_order(
    written: Iterable[Setting], given: Given, problems: list[Problem]
) -> Iterator[tuple[Setting, Callable[[Problem], None]]]:
    """Yield each setting with what is to be done where it is wrong."""
    for setting in written:
        yield setting, problems.append
    for rule, value in given.items():
        yield _given(rule, value), _refuse


def _given(rule: str, value: str | Mapping[str, object]) -> Setting:
    parts = {"severity": value} if isinstance(value, str) else dict(value)
    severity = parts.pop("severity", None)
    parts.pop("reason", None)
    weight = parts.pop("weight", None)
    if severity is not None and severity not in set(Severity):
        raise ValueError(f"{rule}: {severity!r} is no severity: error, warning or off")
    options = tuple(parts.items())
    return Setting(
        rule,
        None if severity is None else Severity(str(severity)),
        weight=None if weight is None else str(weight),
        options=options,
    )


def _refuse(problem: Problem) -> None:
    raise ValueError(f"{problem.message} ({problem.help})" if problem.help else problem.message)


def _switched_off(
    by_name: dict[str, Rule], select: Iterable[str], ignore: Iterable[str]
) -> dict[str, Severity]:
    # A lone name is what people write where a list of names is asked for.
    selected = {_named(name, by_name) for name in ([select] if isinstance(select, str) else select)}
    ignored = {_named(name, by_name) for name in ([ignore] if isinstance(ignore, str) else ignore)}
    return {
        rule.id: Severity.OFF
        for rule in by_name.values()
        if rule.id in ignored or (selected and rule.id not in selected)
    }


def _named(name: str, by_name: dict[str, Rule]) -> str:
    if name in by_name:
        return by_name[name].id
    close = nearest(name, by_name)
    raise ValueError(
        f"no rule is called {name!r}" + (f"; did you mean {close!r}?" if close else "")
    )


def _unknown_rule(setting: Setting, by_name: dict[str, Rule]) -> Problem:
    close = nearest(setting.rule, by_name)
    return Problem(
        message=f"no rule is called `{setting.rule}`",
        route=("rules", setting.rule),
        at_key=True,
        position=setting.position,
        help=f"did you mean `{close}`?" if close else "`coopsched explain` lists the rules",
    )


def _with_options(options: Any, setting: Setting) -> tuple[Any, list[Problem]]:
    """Return options with a setting's values, and a problem for each that does not fit."""
    # A name that Python reserves has a last underscore there: `from` is `from_`.
    known = {option.name.rstrip("_"): option.name for option in fields(options)} if options else {}
    problems = []
    for name, value in setting.options:
        python_name = known.get(name.replace("-", "_"))
        if python_name is None:
            problems.append(_unknown_option(setting, name, [n.replace("_", "-") for n in known]))
            continue
        try:
            typed = _typed(value, type(getattr(options, python_name)))
        except ValueError as error:
            problems.append(_option_problem(setting, name, str(error), None))
        else:
            options = replace(options, **{python_name: typed})
    return options, problems


def _typed(value: object, kind: type) -> object:
    """Return an option's value, written as text, as the type of its default."""
    if isinstance(value, kind) and kind not in (int, float):
        return value
    text = str(value).strip()
    if kind is bool and text in ("true", "false"):
        return text == "true"
    if kind is timedelta:
        time = Moment.parse(text).time
        if time is not None:
            return time
    if kind in (int, float):
        number = _number(text)
        if kind is float or number.is_integer():
            return kind(number)
    raise ValueError(f"“{text}” does not fit here")


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a number") from None
    if 0 <= number < inf:
        return number
    raise ValueError(f"“{text}” does not fit here")


def _unknown_option(setting: Setting, name: str, known: list[str]) -> Problem:
    close = nearest(name, known)
    if not known:
        help_ = "this rule has no options beside severity and reason"
    else:
        help_ = f"did you mean `{close}`?" if close else f"the options are {', '.join(known)}"
    return _option_problem(setting, name, f"`{setting.rule}` has no option `{name}`", help_)


def _option_problem(setting: Setting, name: str, message: str, help_: str | None) -> Problem:
    return Problem(
        message=message,
        route=("rules", setting.rule, name),
        at_key=True,
        position=setting.position,
        help=help_ or f"`coopsched explain {setting.rule}` tells what can be set",
    )
