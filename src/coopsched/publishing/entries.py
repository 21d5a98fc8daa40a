"""A programme as the entries of a programme file: mappings, lists and plain values."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from coopsched.calendar import Day
from coopsched.findings import Setting
from coopsched.model import LineUpEntry, Link, Programme, Session
from coopsched.model.inheriting import INHERITED
from coopsched.model.parts import Part
from coopsched.moment import Moment
from coopsched.publishing.clocks import clock, is_on, spelled, time_of_day
from coopsched.publishing.losses import SECTIONS, Loss, is_set, merged
from coopsched.text import UNDETERMINED, Text

_FIRST = (
    *("repeats", "title", "description", "kind", "languages", "interpretation", "captions"),
    *("day", "start", "end", "minutes", "rooms", "speakers"),
)
_REFERS = {
    "rooms": "rooms",
    "parts": "rooms",
    "speaker": "speakers",
    "track": "tracks",
    "repeats": "sessions",
    "continues": "sessions",
    "within": "sessions",
    "after": "sessions",
    "not_with": "sessions",
    "replaces": "sessions",
}
"""Which section the keys belong to that a field holds."""

_OWN = "x-"


class Bare(str):
    """Text that is written without quotes, though others could read it as a number."""

    __slots__ = ()


class Lone(dict[str, Any]):
    """A mapping that can be written as the value of one key, where it has no other."""

    def __init__(self, key: str, entries: dict[str, Any]) -> None:
        super().__init__(entries)
        self.key = key


def entries(programme: Programme) -> tuple[dict[str, Any], tuple[Loss, ...]]:
    """Return the entries of a programme's file in their usual order, and what it cannot say.

    What a showing takes over from the first one is not stated again. Shorthands are
    still to be made by `shortened`; sections without parts are empty mappings.
    """
    filing = _Filing(programme)
    return filing.programme_entries(), merged(filing.lost)


def shortened(value: Any) -> Any:
    """Return entries with each shorthand that can be used."""
    if isinstance(value, dict):
        short = {key: shortened(each) for key, each in value.items()}
        if isinstance(value, Lone) and list(short) == [value.key]:
            return short[value.key]
        return short
    return [shortened(each) for each in value] if isinstance(value, list) else value


def shortened_programme(data: dict[str, Any]) -> dict[str, Any]:
    """Return the entries of a whole programme with each shorthand, and without empty sections."""
    short = {key: shortened(each) for key, each in data.items() if each != {}}
    days = short.get("days", {})
    if days and all(key == day for key, day in days.items()):
        short["days"] = list(days)
    return short


class _Filing:
    """Makes entries of the parts of one programme, and notes what they cannot say."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.calendar = programme.calendar
        self.language = (*programme.languages, UNDETERMINED)[0]
        self.lost: list[Loss] = []
        self.renamed = {
            section: _renamed([part.key for part in getattr(programme, section)])
            for section in SECTIONS
        }

    def programme_entries(self) -> dict[str, Any]:
        programme = self.programme
        apart = {"coopsched", "days", "rules", *SECTIONS}
        data: dict[str, Any] = {"coopsched": programme.coopsched}
        for name, field in Programme.model_fields.items():
            if name in SECTIONS:
                data[name] = self.section(name)
            elif name == "days":
                data[name] = {day.key: _day(day) for day in programme.days}
            elif name == "rules":
                data[name] = {setting.rule: _setting(setting) for setting in programme.rules}
            elif name not in apart and is_set_or_required(programme, name):
                data[field.alias or name] = self.value(name, getattr(programme, name))
        return data

    def section(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for part in getattr(self.programme, name):
            key = self.renamed[name].get(part.key, part.key)
            found[key] = self.session(part) if name == "sessions" else self.part(part)
            if key != part.key:
                self.lost.append(Loss(f"{name}: keys that begin with x-", (part.key,)))
                if "was" in type(part).model_fields:
                    found[key]["was"] = [*found[key].get("was", ()), part.key]
        return found

    def part(self, part: Part, *, apart: tuple[str, ...] = ("key",)) -> dict[str, Any]:
        return {
            field.alias or name: self.value(name, getattr(part, name))
            for name, field in type(part).model_fields.items()
            if name not in apart and is_set_or_required(part, name)
        }

    def session(self, session: Session) -> dict[str, Any]:
        own = session.languages if "languages" in session.model_fields_set else ()
        language = (*own, self.language)[0]
        day = self.day_of(session)
        if day is not None and not is_on(self.calendar, session.start, day):
            self.lost.append(Loss("day", (session.key,)))
            day = None
        found: dict[str, Any] = {}
        for name in self.stated(session):
            value = getattr(session, name)
            if name == "day" and day is None:
                continue
            if name in ("start", "end"):
                found[name] = self.time(session, name, day, found.get("start"))
            elif name == "resources":
                found[name] = self.needed(session)
            elif name == "speakers":
                found[name] = [self.entry(each, day) for each in value]
            else:
                spelling = Session.model_fields[name].alias or name
                found[spelling] = self.value(
                    name, value, self.language if name == "notice" else language
                )
        return found

    def time(self, session: Session, name: str, day: Day | None, start: str | None) -> str:
        """Return how a start or an end is written, an end behind the ``start`` that is."""
        moment: datetime = getattr(session, name)
        # Only the day that is stated says when a session begins; its start says more.
        its_day = session.day and day
        if name == "start":
            return clock(self.calendar, moment, its_day)
        if session.minutes is not None and start is not None:
            # Minutes are read as an end too, in the zone in which the start is.
            moment = moment.astimezone(self.calendar.instant(start, its_day).tzinfo)
        return clock(self.calendar, moment, day)

    def stated(self, session: Session) -> Iterator[str]:
        """Yield the fields that the session's own entry says, in the order of the file."""
        for name in dict.fromkeys((*_FIRST, *Session.model_fields)):
            stated, value = name in session.model_fields_set, getattr(session, name)
            if name == "key":
                continue
            if name in ("end", "minutes"):
                says = stated and value is not None
            elif session.repeats is not None and name in INHERITED:
                says = stated and value is not None
                if stated and value is None:
                    self.lost.append(Loss(f"that a showing has no {name}", (session.key,)))
            else:
                says = is_set_or_required(session, name)
            if says:
                yield name

    def value(self, name: str, value: Any, language: str | None = None) -> Any:
        """Return what is written for a field's value; plain texts are in ``language``."""
        found = value
        match value:
            case Text():
                found = Lone(language or self.language, dict(value))
            case Day():
                found = value.key
            case Moment():
                found = spelled(value)
            case date():
                found = self.day_key(value)
            case Link():
                found = Lone("url", self.part(value))
            case Part():
                found = self.part(value)
            case tuple():
                items = [self.value(name, item, language) for item in value]
                found = items[0] if name == "affiliation" and len(items) == 1 else items
            case str() if name in _REFERS:
                found = self.key(_REFERS[name], value)
        return found

    def entry(self, entry: LineUpEntry, day: Day | None) -> Lone:
        """Return an entry of a line-up; ``day`` is that on which its times are."""
        found = self.part(entry, apart=("from_", "until"))
        for name, moment in (("from", entry.from_), ("until", entry.until)):
            if moment is not None:
                found[name] = clock(self.calendar, moment, day)
        return Lone("speaker", found)

    def needed(self, session: Session) -> Any:
        pairs = [(self.key("resources", key), number) for key, number in session.resources]
        if all(number == 1 for _, number in pairs):
            return [key for key, _ in pairs]
        if len(dict(pairs)) < len(pairs):
            self.lost.append(Loss("resources that are named twice", (session.key,)))
        return dict(pairs)

    def key(self, section: str, key: str) -> str:
        key = self.renamed[section].get(key, key)
        return Bare(key) if key[0].isdigit() else key

    def day_key(self, day: date) -> str:
        return next((each.key for each in self.programme.days if each.date == day), day.isoformat())

    def day_of(self, session: Session) -> Day | None:
        """Return the day on which reading expects the session's bare times, its start aside."""
        if session.day is None and session.start is not None:
            return self.calendar.day_of(session.start)
        return session.day


def is_set_or_required(part: Part, name: str) -> bool:
    """Tell whether a field must be written: it has a value that it would not have by itself."""
    return type(part).model_fields[name].is_required() or is_set(part, name)


def _renamed(keys: list[str]) -> dict[str, str]:
    """Return other keys for those that a file keeps for its author's own entries."""
    taken, renamed = set(keys), {}
    for key in keys:
        if key.startswith(_OWN):
            other = f"x~{key[2:]}"
            while other in taken:
                other = f"{other[:98]}~"
            taken.add(other)
            renamed[key] = other
    return renamed


def _day(day: Day) -> Lone:
    found = {"date": day.date.isoformat()}
    found |= {
        name: time_of_day(time)
        for name in ("opens", "closes")
        if (time := getattr(day, name)) is not None
    }
    return Lone("date", found)


def _setting(setting: Setting) -> Any:
    found: dict[str, Any] = {}
    for name in ("severity", "reason", "weight"):
        if (value := getattr(setting, name)) is not None:
            found[name] = Bare(value) if name == "weight" else str(value)
    found |= {name: _option(value) for name, value in setting.options}
    return found["severity"] if list(found) == ["severity"] else found


def _option(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _option(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_option(each) for each in value]
    return Bare(value) if isinstance(value, str) else value
