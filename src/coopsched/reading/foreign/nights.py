"""The days of a schedule, each with the night that belongs to it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coopsched.reading.foreign.stamps import Stamp, wall
from coopsched.reading.foreign.values import node
from coopsched.source import Entry, Node

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_LAST_HOUR = timedelta(hours=47)


class Listed(NamedTuple):
    """A day as a schedule lists it: where, its date, and from when to when it is said to last."""

    at: Node
    date: date | None
    start: Stamp | None = None
    end: Stamp | None = None


class Span(NamedTuple):
    """When a session is held, as the clock shows it, and the date under which it is listed."""

    day: date
    begin: datetime
    end: datetime


def days(listed: Iterable[Listed], spans: Iterable[Span], *, exactly: bool) -> Node | None:
    """Return the `days` of a programme; None for no day.

    Files say carelessly when their days begin and end, so that it counts only where
    ``exactly`` tells so. Else, where sessions begin after midnight, their day closes when
    the last one ends, so that the night is its own and not the next day's.
    """
    found: dict[date, Listed] = {}
    for each in listed:
        if each.date is not None:
            found.setdefault(each.date, each)
    by_day: dict[date, list[Span]] = {day: [] for day in found}
    for span in spans:
        by_day.setdefault(span.day, []).append(span)
    entries: dict[str, Entry] = {}
    for day, each in sorted(found.items()):
        if exactly:
            opens, closes = _opening(day, each.start), _closing(day, each.end)
        else:
            opens, closes = None, _night(day, by_day[day], by_day.get(day + _DAY, ()))
        key = node(day.isoformat(), each.at)
        entries[day.isoformat()] = Entry(key, _day(each.at, day, opens, closes))
    first = next((each.at for each in found.values()), None)
    return Node(entries, first.start, first.end) if first is not None else None


def day_of(begin: datetime, listed: Iterable[Listed]) -> date:
    """Return the day to which a session belongs of which nothing is known but its start."""
    for each in listed:
        if each.date is not None and begin.date() - _DAY <= each.date < begin.date():
            closes = _closing(each.date, each.end)
            if closes is not None and begin <= wall(each.date, closes):
                return each.date
    return begin.date()


def _day(at: Node, day: date, opens: timedelta | None, closes: timedelta | None) -> Node:
    values = {"date": day.isoformat()}
    if opens is not None:
        values["opens"] = clock(opens)
    if closes is not None:
        values["closes"] = clock(closes)
    return Node(
        {name: Entry(node(name, at), node(text, at)) for name, text in values.items()},
        at.start,
        at.end,
    )


def _night(day: date, mine: Iterable[Span], following: Iterable[Span]) -> timedelta | None:
    """Return when the night of a day ends, counted from its midnight; None where it has none.

    A night that lasts into the sessions of the next day cannot be told from that day.
    """
    midnight = wall(day + _DAY, timedelta())
    mine = list(mine)
    if not any(span.begin >= midnight for span in mine):
        return None
    closes = max(max(span.end, span.begin + _MINUTE) for span in mine)
    if any(span.begin <= closes for span in following):
        return None
    night = closes - wall(day, timedelta())
    return night if night <= _LAST_HOUR else None


def _opening(day: date, start: Stamp | None) -> timedelta | None:
    """Return when a day opens; one that begins at midnight does not say."""
    if start is None or not start.time or start.date != day:
        return None
    return start.time


def _closing(day: date, end: Stamp | None) -> timedelta | None:
    """Return when a day closes after midnight; one that ends at midnight does not say."""
    if end is None:
        return None
    closes = end.wall - wall(day, timedelta())
    return closes if _DAY < closes <= _LAST_HOUR else None


def clock(time: timedelta) -> str:
    """Return a time counted from midnight as our format writes it: `09:00`, `26:30`."""
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    tail = f":{seconds:02}" if seconds else ""
    return f"{minutes // 60:02}:{minutes % 60:02}{tail}"
