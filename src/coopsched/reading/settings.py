"""The settings of rules, as a programme file or a `coopsched.yaml` writes them."""

from typing import Any

from coopsched.findings import Route, Setting, Severity
from coopsched.model.values import INVALID, kind_of
from coopsched.reading.notes import Notes

_SEVERITIES = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "off": Severity.OFF,
    "false": Severity.OFF,  # what YAML 1.1 editors make of a bare off
}


def settings(data: Any, notes: Notes, *, route: Route = ("rules",)) -> tuple[Setting, ...]:
    """Return the settings in a `rules` mapping; note what fits nowhere."""
    if data is None:
        return ()
    if not isinstance(data, dict):
        notes.add(INVALID, f"`rules` is a mapping by rule, and not {kind_of(data)}", route)
        return ()
    return tuple(_setting(rule, value, notes, (*route, rule)) for rule, value in data.items())


def _setting(rule: str, data: Any, notes: Notes, route: Route) -> Setting:
    if not isinstance(data, dict):
        return Setting(rule, _severity(data, notes, route))
    options = {key: value for key, value in data.items() if key not in _RESERVED}
    severity = data.get("severity")
    return Setting(
        rule,
        None if severity is None else _severity(severity, notes, (*route, "severity")),
        _text("reason", data, notes, route),
        _text("weight", data, notes, route),
        tuple(options.items()),
    )


_RESERVED = ("severity", "reason", "weight")


def _text(name: str, data: dict[str, Any], notes: Notes, route: Route) -> str | None:
    value = data.get(name)
    if value is None or isinstance(value, str):
        return value
    notes.add(INVALID, f"a {name} is text, and not {kind_of(value)}", (*route, name))
    return None


def _severity(data: Any, notes: Notes, route: Route) -> Severity | None:
    found = _SEVERITIES.get(data) if isinstance(data, str) else None
    if found is None:
        notes.add(INVALID, f"{kind_of(data)} is no severity", route, "write error, warning or off")
    return found
