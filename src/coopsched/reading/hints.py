"""What a file does not say of itself, and somebody who knows it can tell."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from coopsched.model.values import KEY_HELP, is_key, shown
from coopsched.moment import calendar_date
from coopsched.reading.foreign.columns import FIELDS, field_called
from coopsched.zones import zone_names


class Hints(NamedTuple):
    """What to take for granted where a file is silent.

    ``timezone`` is an IANA name, for times without a zone. ``day_first`` tells whether
    03/04 is the third of April. ``date`` is the day (or its year, as `2017`) of times
    that have none. ``columns`` maps our fields to the columns of a table that hold
    them. ``encoding`` and ``delimiter`` are those of a text, ``sheet`` the name of one
    in a workbook, ``language`` that of texts in no stated language. ``format`` is the
    name of a format, where content alone would tell another; ``key`` and ``title`` are
    the programme's.
    """

    format: str | None = None
    key: str | None = None
    title: str | None = None
    timezone: str | None = None
    date: str | None = None
    day_first: bool | None = None
    language: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = MappingProxyType({})


NO_HINTS = Hints()


_NAMES = (
    "format", "key", "title", "timezone", "date", "day-first", "language", "encoding",
    "delimiter", "sheet", "column.NAME",
)  # fmt: skip
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}
_DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}


def hint(hints: Hints, name: str, value: str) -> Hints:
    """Return hints with one more, as people write it. Raises ValueError, with a message for them.

    >>> hint(NO_HINTS, "day-first", "yes").day_first
    True
    """
    if name.startswith("column."):
        field = name.removeprefix("column.")
        if field not in FIELDS:
            raise ValueError(f"columns hold no {shown(field)}: {_meant(field)}")
        return hints._replace(columns={**hints.columns, field: value})
    if name not in _NAMES:
        raise ValueError(f"there is no hint called {name}: the hints are {', '.join(_NAMES)}")
    if name == "day-first":
        if value not in _ANSWERS:
            raise ValueError(f"day-first is answered by yes or no, and not by “{value}”")
        return hints._replace(day_first=_ANSWERS[value])
    if name == "key" and not is_key(value):
        raise ValueError(f"{shown(value)} is no key: {KEY_HELP}")
    if name == "timezone" and value not in zone_names():
        raise ValueError(f"“{value}” is no time zone: write an IANA name, such as Europe/Brussels")
    if name == "date" and not (value.isdecimal() and len(value) == 4):
        calendar_date(value)
    told: dict[str, Any] = {name: value}
    if name == "delimiter":
        told = {name: _DELIMITERS.get(value, value)}
    return hints._replace(**told)


def merged(first: Hints, second: Hints) -> Hints:
    """Return the hints of both; where both tell, the first is right."""
    told = {
        name: value for name, value in first._asdict().items() if value != getattr(NO_HINTS, name)
    }
    return second._replace(**{**told, "columns": {**second.columns, **first.columns}})


def _meant(field: str) -> str:
    near = field_called(field)
    return (f"did you mean {near}? " if near else "") + f"They hold {', '.join(FIELDS)}"
