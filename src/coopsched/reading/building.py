"""From the nodes of a programme file to a document, with all that is wrong with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from coopsched.calendar import Calendar, Day
from coopsched.document import Document
from coopsched.findings import Route
from coopsched.model import Programme, Venue
from coopsched.model.loading import load
from coopsched.model.parts import DayEntry, Frame, Part, minutes_of
from coopsched.model.programme import FORMAT
from coopsched.model.values import INVALID, KEY_HELP, is_key, kind_of, shown
from coopsched.reading.allowances import allowances
from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.lineups import LineUps, unique
from coopsched.reading.mending import mend
from coopsched.reading.notes import Notes
from coopsched.reading.numbers import check_number
from coopsched.reading.sections import SECTIONS, header, sections
from coopsched.reading.settings import settings
from coopsched.source import Entry, Node, Parsed, Source
from coopsched.text import slug
from coopsched.zones import zone

# Days that cannot be read get dates of their own, so that what is on them is checked all the same.
_STAND_IN = date(2000, 1, 1)


def build(source: Source, parsed: Parsed, *, limits: Limits) -> Document:
    """Make a document of a parsed programme file.

    Raises ReadError where no programme at all can be made of it.
    """
    notes = Notes(source)
    for found in parsed.problems:
        notes.add_found(found)
    root = _root(source, parsed, notes)
    data = header(root) | sections(root, notes)
    check_number(source, len(data.get("sessions") or ()), limits, root.start)
    calendar = _calendar(data, notes)
    _line_ups(data, notes)
    parts: dict[str, Any] = {
        name: _section(name, kind, data.get(name), calendar, notes)
        for name, kind in SECTIONS.items()
    }
    parts["venue"] = _venue(data, calendar, notes)
    parts["days"] = calendar.days
    parts["rules"] = settings(data.get("rules"), notes)
    programme = _programme(data, mend(parts, notes), calendar, notes)
    allowed = tuple(allowances(root, parsed.comments, notes))
    return Document(
        programme=programme,
        source=source,
        root=root,
        problems=tuple(notes.placed(root)),
        allowances=allowed,
        moved=notes.moved,
    )


def _root(source: Source, parsed: Parsed, notes: Notes) -> Node:
    """Return the root: a mapping with at least one key of a programme of our version."""
    root = parsed.root
    if root is None:
        worst = sorted(parsed.problems, key=lambda each: each.rule != "unreadable")
        found = worst[0]
        others = tuple(each for each in notes.problems if each[1].message != found.message)
        position = source.position(found.start, found.end)
        raise ReadError(
            found.message, position=position, help=found.help, source=source, problems=others
        )
    if not isinstance(root.value, dict) or not _is_programme(root.value):
        raise ReadError(
            "this is no programme: it has no `key`, no `timezone`, and few other keys of one",
            position=source.position(root.start, root.start),
            help="`coopsched new` writes a programme to begin with; a table needs a line with the "
            "names of its columns, and prose a time before each session",
            source=source,
        )
    version = root.value.get("coopsched")
    number = version.node.value if version is not None else None
    if version is not None and isinstance(number, str) and _is_newer(number):
        raise ReadError(
            f"this file is written in version {number} of the format, "
            f"and this release of coopsched reads version {FORMAT}",
            position=source.position(version.node.start, version.node.end),
            help="upgrade with: pip install --upgrade coopsched",
            source=source,
        )
    return root


def _is_programme(entries: dict[str, Entry]) -> bool:
    """Tell a programme from the files of other tools, which have sessions and speakers too.

    It says so, or has as many keys that we know as others, and no lists of parts.
    """
    if {"coopsched", "key", "timezone"} & entries.keys():
        return True
    known = entries.keys() & Programme.model_fields.keys()
    others = [name for name in entries if name not in known and not name.startswith("x-")]
    listed = any(_lists_parts(entries[name].node) for name in known & SECTIONS.keys())
    return bool(known) and len(known) >= len(others) and not listed


def _lists_parts(node: Node) -> bool:
    return isinstance(node.value, list) and any(isinstance(each.value, dict) for each in node.value)


def _is_newer(version: str) -> bool:
    digits = version.lstrip("0")
    return version.isdecimal() and (len(digits) > 3 or int(digits or "0") > FORMAT)


def _calendar(data: dict[str, Any], notes: Notes) -> Calendar:
    """Read what all times depend on. The programme itself reports faults in zone and languages."""
    frame_data = {name: data[name] for name in ("timezone", "languages") if name in data}
    frame = load(Frame, frame_data, None).part or Frame()
    calendar = Calendar(zone(frame.timezone), languages=frame.languages)
    read: list[Day] = []
    for i, (route, key, entry) in enumerate(_days(data.get("days"))):
        stand_in = _STAND_IN + i * timedelta(days=1)
        day = _day(route, key, entry, calendar, notes, stand_in)
        same = next((known for known in read if day and known.date == day.date), None)
        if same is not None:
            notes.add(INVALID, f"two days have the date {same.date}", (*route, "date"))
        if same is None or same.key != key:
            read.append(day or Day(key, stand_in))
    return replace(calendar, days=tuple(read))


def _days(data: Any) -> Iterator[tuple[Route, str, Any]]:
    """Yield the route, the key and the entry of each day."""
    if isinstance(data, dict):
        yield from ((("days", key), key, data[key]) for key in data)
    elif data is not None:
        for i, item in enumerate(data if isinstance(data, list) else [data]):
            key = item.get("date") if isinstance(item, dict) else item
            yield ("days", i), str(key), item


def _day(
    route: Route, key: str, data: Any, calendar: Calendar, notes: Notes, stand_in: date
) -> Day | None:
    entry = notes.take(load(DayEntry, data, calendar, spare={"date": stand_in}), route)
    if entry is None:
        return None
    hours = {"opens": entry.opens, "closes": entry.closes}
    for name, moment in hours.items():
        try:
            hours[name] = minutes_of(moment)
        except ValueError as error:
            message, _, remedy = str(error).partition(": ")
            notes.add(INVALID, message, (*route, name), remedy)
            hours[name] = None
    return Day(key, entry.date, **hours)


def _line_ups(data: dict[str, Any], notes: Notes) -> None:
    """Put keys for names into all line-ups, and add the speakers that these declare."""
    line_ups = LineUps(data.get("speakers"), notes)
    sessions = data.get("sessions")
    for key, session in sessions.items() if isinstance(sessions, dict) else ():
        if isinstance(session, dict) and "speakers" in session:
            route = ("sessions", key, "speakers")
            session["speakers"] = line_ups.resolve(session["speakers"], route)
    if line_ups.declared and isinstance(data.setdefault("speakers", {}), dict):
        for key, person in line_ups.declared.items():
            notes.moved["speakers", key] = person.route
            data["speakers"][key] = {"name": person.name} | (
                {"affiliation": person.affiliation} if person.affiliation else {}
            )


def _section(
    name: str, kind: type[Part], data: Any, calendar: Calendar, notes: Notes
) -> tuple[Any, ...]:
    if data is None:
        return ()
    if not isinstance(data, dict):
        one = name.removesuffix("s")
        remedy = f"write `{name}:` and under it, indented, `{one}-key: {{…}}` for each {one}"
        notes.add(
            INVALID, f"`{name}` is a mapping by key, and not {kind_of(data)}", (name,), remedy
        )
        return ()
    keys = _keys(name, data, notes)
    parts = (
        notes.take(load(kind, value, calendar, key=key), (name, key))
        for value, key in zip(data.values(), keys, strict=True)
    )
    return tuple(part for part in parts if part is not None)


def _keys(name: str, data: dict[str, Any], notes: Notes) -> list[str]:
    """Return the keys of a section; note those that are none, or differ in case only."""
    folded: dict[str, str] = {}
    keys: list[str] = []
    taken = set(data)
    for written in data:
        key = written
        if not is_key(written):
            key = unique(slug(written) or "key", taken)
            taken.add(key)
            message, remedy = f"{shown(written)} is no key", f"{KEY_HELP}: write `{key}`"
            notes.add(INVALID, message, (name, written), remedy, at_key=True)
            notes.moved[name, key] = name, written
        elif (first := folded.get(key.casefold())) is not None:
            message = f"`{key}` and `{first}` differ only in case"
            notes.add("duplicate-key", message, (name, key), "rename one of the two", at_key=True)
        folded.setdefault(key.casefold(), key)
        keys.append(key)
    return keys


def _venue(data: dict[str, Any], calendar: Calendar, notes: Notes) -> Venue | None:
    if data.get("venue") is None:
        return None
    venue: Venue | None = notes.take(load(Venue, data["venue"], calendar), ("venue",))
    return venue


def _programme(
    data: dict[str, Any], parts: dict[str, Any], calendar: Calendar, notes: Notes
) -> Programme:
    header = {name: value for name, value in data.items() if name not in parts}
    title = data.get("title")
    spare = {
        "key": (slug(title) if isinstance(title, str) else "") or "programme",
        "title": "programme",
        "timezone": "UTC",
    }
    programme: Programme = notes.take(load(Programme, header, calendar, spare=spare, **parts), ())
    return programme
