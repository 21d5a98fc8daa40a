"""The `coopsched.yaml` beside a programme: settings, accepted findings, hints, additions."""

import datetime as dt
import re
from typing import Any, NamedTuple

from coopsched.findings import Allowance, Problem, Route, Setting
from coopsched.model.values import INVALID, kind_of, shown
from coopsched.moment import calendar_date
from coopsched.reading.additions import ADDED, Additions
from coopsched.reading.hints import NO_HINTS, Hints, hint
from coopsched.reading.notes import Notes
from coopsched.reading.plain import plain
from coopsched.reading.settings import settings
from coopsched.source import Node, Parsed, Source, find
from coopsched.text import nearest

NAME = "coopsched.yaml"
"""What the file is called."""

_SECTIONS = ("rules", "allow", "hints", *ADDED)
_ENTRY = ("rule", "subject", "reason", "until", "minutes")


_MINUTES = re.compile(r"[0-9]{1,7}(?:\.[0-9]+)?")


class Beside(NamedTuple):
    """What a settings file holds, and what was wrong with it."""

    settings: tuple[Setting, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    problems: tuple[tuple[str, Problem], ...] = ()
    hints: Hints = NO_HINTS
    additions: Additions | None = None


def read_beside(source: Source, parsed: Parsed) -> Beside:
    """Make settings, allowances, hints and additions of a parsed settings file."""
    notes = Notes(source)
    for found in parsed.problems:
        notes.add_found(found)
    root = parsed.root
    if _says_nothing(source) or (root is not None and root.value is None):
        return Beside()
    if root is None:
        return Beside(problems=notes.unrouted(Node(None, 0, 0)))
    data = plain(root)
    if not isinstance(data, dict):
        notes.add(INVALID, f"settings are a mapping, and not {kind_of(data)}", ())
        data = {}
    for name in [name for name in data if name not in (*_SECTIONS, "coopsched")]:
        close = nearest(name, _SECTIONS)
        remedy = f"did you mean `{close}`?" if close else f"the keys are {', '.join(_SECTIONS)}"
        notes.add("unknown-field", f"unknown key `{name}`", (name,), remedy, at_key=True)
    found_settings = [
        setting._replace(position=_at(source, root, "rules", setting.rule))
        for setting in settings(data.get("rules"), notes)
    ]
    found_allowances = _allowances(data.get("allow"), notes, root)
    hints = _hints(data.get("hints"), notes)
    return Beside(
        tuple(found_settings),
        tuple(found_allowances),
        notes.unrouted(root),
        hints,
        Additions(source, root) if data.keys() & set(ADDED) else None,
    )


def _hints(data: Any, notes: Notes) -> Hints:
    hints = NO_HINTS
    if data is not None and not isinstance(data, dict):
        notes.add(INVALID, f"`hints` are a mapping, and not {kind_of(data)}", ("hints",))
        return hints
    for name, value in (data or {}).items():
        columns = value if name == "columns" and isinstance(value, dict) else {}
        wishes: list[tuple[str, Any, Route]] = [
            (f"column.{field}", column, (name, field)) for field, column in columns.items()
        ]
        for wish, told, route in wishes or [(name, value, (name,))]:
            try:
                hints = hint(hints, wish, str(told))
            except ValueError as error:
                message, _, remedy = str(error).partition(": ")
                of_column = len(route) > 1
                notes.add(INVALID, message, ("hints", *route), remedy or None, at_key=of_column)
    return hints


def _says_nothing(source: Source) -> bool:
    return all(line.strip()[:1] in ("", "#") for line in source.lines)


def _at(source: Source, root: Node, *route: str | int) -> Any:
    node = find(root, route, at_key=True)
    return source.position(node.start, node.end)


def _allowances(data: Any, notes: Notes, root: Node) -> list[Allowance]:
    if data is None:
        return []
    if not isinstance(data, list):
        notes.add(INVALID, f"`allow` is a list, and not {kind_of(data)}", ("allow",))
        return []
    found = [_allowance(item, notes, root, i) for i, item in enumerate(data)]
    return [allowance for allowance in found if allowance is not None]


def _allowance(item: Any, notes: Notes, root: Node, index: int) -> Allowance | None:
    route = ("allow", index)
    if not isinstance(item, dict):
        notes.add(INVALID, f"a mapping is expected here, and not {kind_of(item)}", route)
        return None
    for name in [name for name in item if name not in _ENTRY]:
        close = nearest(name, _ENTRY)
        remedy = f"did you mean `{close}`?" if close else f"the keys here are {', '.join(_ENTRY)}"
        notes.add("unknown-field", f"unknown key `{name}`", (*route, name), remedy, at_key=True)
    for name in ("rule", "subject", "reason"):
        value = item.get(name)
        if not value or (isinstance(value, str) and not value.strip()):
            message, remedy = f"`{name}` is missing", f"add `{name}: …`"
            notes.add("missing-field", message, (*route, name) if name in item else route, remedy)
            return None
    subject = item["subject"]
    keys = subject if isinstance(subject, list) else [subject]
    if not all(isinstance(key, str) for key in [*keys, item["rule"], item["reason"]]):
        notes.add(INVALID, "rule, reason and each subject are texts", route)
        return None
    return Allowance(
        rule=item["rule"],
        reason=item["reason"],
        subject=frozenset(keys),
        until=_until(item.get("until"), notes, (*route, "until")),
        minutes=_minutes(item.get("minutes"), notes, (*route, "minutes")),
        position=_at(notes.source, root, *route),
    )


def _until(text: Any, notes: Notes, route: tuple[str | int, ...]) -> dt.date | None:
    try:
        return None if text is None else calendar_date(str(text))
    except ValueError:
        notes.add(INVALID, f"{shown(text)} is not a date", route, "write 2017-06-01")
        return None


def _minutes(text: Any, notes: Notes, route: tuple[str | int, ...]) -> float | None:
    if text is None:
        return None
    if not isinstance(text, str) or not _MINUTES.fullmatch(text):
        notes.add(INVALID, f"{shown(text)} is not a number of minutes", route, "write 30")
        return None
    return float(text)
