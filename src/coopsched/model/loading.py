"""From plain data to a part of a programme, with a fault for each value that does not fit."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from coopsched.calendar import Calendar
from coopsched.findings import Route
from coopsched.model.parts import (
    DayEntry,
    LineUpEntry,
    Link,
    Part,
    Resource,
    Room,
    Site,
    Speaker,
    Track,
    Venue,
    Walk,
    Window,
)
from coopsched.model.session import Session
from coopsched.model.values import INVALID, KEY_HELP, KEY_PATTERN, kind_of, shown
from coopsched.text import nearest

P = TypeVar("P", bound=Part)

_NAMED_BY: dict[type[Part], str] = {Session: "title", Speaker: "name", Track: "title"}
_SHORTHANDS: dict[type[Part], str] = {
    Room: "name",
    Speaker: "name",
    Track: "title",
    Resource: "quantity",
    Venue: "name",
    DayEntry: "date",
}
_NESTED: dict[str, type[Part]] = {
    "speakers": LineUpEntry,
    "links": Link,
    "available": Window,
    "unavailable": Window,
    "between": Window,
    "walks": Walk,
    "venue": Venue,
    "site": Site,
}
_SYNONYMS = {
    "abstract": "description",
    "begin": "start",
    "color": "colour",
    "duration": "minutes",
    "from": "start",
    "lang": "languages",
    "length": "minutes",
    "location": "rooms",
    "organization": "organisation",
    "persons": "speakers",
    "seats": "capacity",
    "to": "end",
    "type": "kind",
    "tz": "timezone",
    "until": "end",
}


# Each round leaves out all that does not fit; what then takes a default may not fit either.
_ROUNDS = 4


class Fault(NamedTuple):
    """A value that does not fit: where it is in its part, what is wrong, what to do."""

    rule: str
    route: Route
    message: str
    help: str | None
    at_key: bool
    meant: str | None = None


class Loaded(NamedTuple):
    """The part made of what fits, the faults, and where items of its lists stood."""

    part: Any
    faults: list[Fault]
    moved: dict[Route, Route]


def load(
    kind: type[P],
    data: Any,
    calendar: Calendar | None,
    /,
    *,
    spare: Mapping[str, Any] | None = None,
    **given: Any,
) -> Loaded:
    """Make a part of a programme from plain data: strings, lists, mappings.

    What does not fit is left out and reported, so that one wrong value does not
    hide the rest; ``part`` is None where nothing is left to make it of. ``given``
    are fields that are set already, such as the key; ``spare`` are values for
    fields that cannot be left out.
    """
    data, faults = _as_mapping(kind, data)
    unknown = _python_names(kind).union(given)
    if not unknown.isdisjoint(data):
        faults += [_unknown_field(kind, (name,)) for name in data if name in unknown]
        data = {name: value for name, value in data.items() if name not in unknown}
    data = data | given
    gone: set[Route] = set()
    for _ in range(_ROUNDS):
        try:
            part = kind.model_validate(data, context=calendar)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            found = [_fault(kind, each) for each in errors]
            moved = _moved(gone, data)
            # What was left out and cannot be is missing in the next round.
            told = {fault.route for fault in faults} | _echoes(errors) | _misspelt(found)
            stood = [fault._replace(route=_stood(fault.route, moved)) for fault in found]
            faults += [fault for fault in stood if not _is_within(fault.route, told)]
            data, without = _without(data, [fault.route for fault in found])
            gone |= {_stood(route, moved) for route in without}
            data = {**(spare or _spare(kind, data)), **data}
        else:
            return Loaded(part, faults, _moved(gone, data) if gone else {})
    return Loaded(None, faults, {})


@cache
def _python_names(kind: type[Part]) -> frozenset[str]:
    """Return what Python calls the fields that a file spells otherwise."""
    return frozenset(name for name, field in kind.model_fields.items() if field.alias != name)


def _spare(kind: type[Part], data: dict[str, Any]) -> dict[str, Any]:
    """Return what stands for a missing name or title: the key; a showing takes over its own."""
    name = _NAMED_BY.get(kind)
    return {} if name is None or "repeats" in data else {name: data["key"]}


def _stood(route: Route, moved: Mapping[Route, Route]) -> Route:
    return (*moved.get(route[:2], route[:2]), *route[2:])


def _echoes(errors: Iterable[Any]) -> set[Route]:
    """Return where a day is asked for that was asked for before, or was given and did not fit."""
    asking = [error["loc"] for error in errors if error.get("ctx", {}).get("asks_day")]
    unread = any(error["loc"] == ("day",) for error in errors)
    return set(asking if unread else asking[1:])


def _misspelt(found: Iterable[Fault]) -> set[Route]:
    """Return what is missing because its key is misspelt, which is said already."""
    meant = {(*fault.route[:-1], fault.meant) for fault in found if fault.meant is not None}
    return {fault.route for fault in found if fault.rule == "missing-field"} & meant


def _is_within(route: Route, holders: set[Route]) -> bool:
    return any(route[:length] in holders for length in range(len(route) + 1))


def _as_mapping(kind: type[Part], data: Any) -> tuple[dict[str, Any], list[Fault]]:
    if isinstance(data, dict):
        return data, []
    if data is None:
        return {}, []
    if isinstance(data, str) and kind in _SHORTHANDS:
        return {_SHORTHANDS[kind]: data}, []
    message = f"a mapping is expected here, and not {kind_of(data)}"
    return {}, [Fault(INVALID, (), message, None, at_key=False)]


def _fault(kind: type[Part], error: Any) -> Fault:
    route: Route = tuple(error["loc"])
    match error["type"]:
        case "extra_forbidden":
            return _unknown_field(kind, route)
        case "missing":
            name = route[-1]
            return Fault("missing-field", route, f"`{name}` is missing", f"add `{name}: …`", False)
    context = error.get("ctx", {})
    if "message" in context:
        at = context["at"]
        return Fault(
            rule=error["type"],
            route=route if at is None else (*route, at),
            message=context["message"],
            help=context["help"] or None,
            at_key=error["type"] in ("invalid-language", "duplicate-key") and at is not None,
        )
    message, help_ = _worded(error)
    return Fault(INVALID, route, message, help_, at_key=False)


def _unknown_field(kind: type[Part], route: Route) -> Fault:
    name = str(route[-1])
    holder = next((_NESTED[str(step)] for step in route[-2::-1] if str(step) in _NESTED), kind)
    # A part's key is what it is listed by; only a programme states its own.
    mine = {"key"} if "sessions" not in holder.model_fields else set()
    known = [field.alias or key for key, field in holder.model_fields.items() if key not in mine]
    synonym = _SYNONYMS.get(name.lower())
    close = synonym if synonym in known else nearest(name, known)
    help_ = f"did you mean `{close}`?" if close else f"the keys here are {', '.join(known)}"
    if not close:
        help_ += "; keys of your own begin with `x-`"
    return Fault("unknown-field", route, f"unknown key `{name}`", help_, at_key=True, meant=close)


_NUMBER = {
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number",
}
_SHAPE = {
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
    "tuple_type": "a list",
    "list_type": "a list",
}


def _worded(error: Any) -> tuple[str, str | None]:
    """Return message and remedy for what pydantic itself refuses."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    message = f"{kind_of(value)} does not fit here"
    help_ = None
    if kind in _NUMBER:
        message = f"{shown(value)} is not {_NUMBER[kind]}"
        if re.fullmatch(r"-?\d+,\d+", str(value)):
            help_ = f"write {str(value).replace(',', '.')}"
    elif kind in _SHAPE:
        message = f"{_SHAPE[kind]} is expected here, and not {kind_of(value)}"
    elif kind == "string_pattern_mismatch" and context["pattern"] == KEY_PATTERN:
        message, help_ = f"{shown(value)} is no key", KEY_HELP
    elif kind == "string_pattern_mismatch":
        message, help_ = f"{shown(value)} is no colour", "write #rrggbb, or the name of a colour"
    elif kind == "greater_than_equal":
        message, help_ = f"{shown(value)} is too small", f"the least is {context['ge']}"
    elif kind == "less_than_equal":
        message, help_ = f"{shown(value)} is too large", f"the most is {context['le']}"
    elif kind in ("too_short", "too_long"):
        message = f"{context.get('min_length', context.get('max_length'))} items are expected here"
    return message, help_


def _without(data: dict[str, Any], routes: Iterable[Route]) -> tuple[dict[str, Any], set[Route]]:
    """Return data without what the routes lead to, and the routes of what is gone."""
    copy = _copied(data)
    last_items_first = sorted(set(routes), key=_order, reverse=True)
    return copy, {_drop(copy, route) for route in last_items_first}


def _order(route: Route) -> list[tuple[int, int, str]]:
    return [(1, step, "") if isinstance(step, int) else (0, 0, step) for step in route]


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(item) for name, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _drop(data: dict[str, Any], route: Route) -> Route:
    """Take out what a route leads to, or the nearest thing around it; return that one's route.

    What is empty without it goes too.
    """
    holder: Any = data
    reached: list[tuple[Any, Any]] = []
    for i, step in enumerate(route):
        if isinstance(holder, dict) and isinstance(step, int) and route[i - 1] != "resources":
            continue  # a lone mapping stands where a list could stand
        key = list(holder)[step] if isinstance(holder, dict) and isinstance(step, int) else step
        if not _holds(holder, key):
            break
        reached.append((holder, key))
        holder = holder[key]
    for length in range(len(reached), 0, -1):
        where, key = reached[length - 1]
        del where[key]
        if where:
            return tuple(step for _, step in reached[:length])
    return tuple(step for _, step in reached[:1])


def _holds(holder: Any, step: Any) -> bool:
    if isinstance(holder, dict):
        return step in holder
    return isinstance(holder, list) and isinstance(step, int) and step < len(holder)


def _moved(gone: Iterable[Route], data: Mapping[str, Any]) -> dict[Route, Route]:
    """Map the items that are left in a list to where they stood before others were left out."""
    indices: dict[str, set[int]] = {}
    for route in gone:
        match route:
            case (str(name), int(index)):
                indices.setdefault(name, set()).add(index)
    moved: dict[Route, Route] = {}
    for name, absent in indices.items():
        left = len(data.get(name) or ())
        before = [i for i in range(left + len(absent)) if i not in absent]
        moved |= {(name, new): (name, old) for new, old in enumerate(before) if new != old}
    return moved
