"""When a room or a speaker can be used: from windows, as written, to intervals."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from coopsched.calendar import Day
from coopsched.findings import Place
from coopsched.interval import Interval, gaps, merged
from coopsched.model import Programme, Room, Speaker, Window
from coopsched.moment import Moment, utc
from coopsched.rules.wording import MOST_PLACES

EVER = Interval(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
"""All of time."""

_DAY = timedelta(days=1)


class Closure(NamedTuple):
    """A stretch in which a room or speaker cannot be used, and the windows that say so."""

    stretch: Interval
    causes: tuple[Place, ...]


class Availability:
    """When the rooms and speakers of a programme can be used; what is worked out is kept.

    A room with parts cannot be used while one of them cannot.
    """

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._days = {day.date: day for day in programme.all_days}
        self._closures: dict[tuple[type, str], list[Interval]] = {}
        self._by_field: dict[tuple[type, str, str], list[Interval]] = {}

    def closed(self, part: Room | Speaker, span: Interval) -> list[Interval]:
        """Return when, within a span, a room or speaker cannot be used, in order."""
        key = type(part), part.key
        if key not in self._closures:
            fields = self._fields(part)
            self._closures[key] = merged(each for spans in fields.values() for each in spans)
        return _clipped(self._closures[key], span)

    def closures(self, part: Room | Speaker, span: Interval) -> Iterator[Closure]:
        """Yield the stretches of a span in which ``part`` cannot be used, each with its causes."""
        for stretch in self.closed(part, span):
            causes = (
                _place(self._programme, part, piece, field)
                for (piece, field), spans in self._fields(part).items()
                if _clipped(spans, stretch)
            )
            yield Closure(stretch, tuple(islice(causes, MOST_PLACES)))

    def _fields(self, part: Room | Speaker) -> dict[tuple[str, str], list[Interval]]:
        return {
            (piece.key, field): self._closed_by(piece, field)
            for piece in pieces(self._programme, part)
            for field in ("available", "unavailable")
            if getattr(piece, field)
        }

    def _closed_by(self, part: Room | Speaker, field: str) -> list[Interval]:
        key = type(part), part.key, field
        if key not in self._by_field:
            windows: tuple[Window, ...] = getattr(part, field)
            spans = [s for window in windows for s in _spans(self._programme, window, self._days)]
            self._by_field[key] = gaps(spans, EVER) if field == "available" else merged(spans)
        return self._by_field[key]


def _place(programme: Programme, part: Room | Speaker, key: str, field: str) -> Place:
    if isinstance(part, Speaker):
        return Place(("speakers", key, field), f"{field} of {part.name}")
    return Place(("rooms", key, field), f"{field} of {programme.room(key).label}")


def _clipped(spans: Sequence[Interval], within: Interval) -> list[Interval]:
    """Return what disjoint intervals, in order, share with another."""
    found = []
    for i in range(bisect_right(spans, within.start, key=lambda span: span.end), len(spans)):
        shared = spans[i].intersection(within)
        if shared is None:
            break
        found.append(shared)
    return found


def stretches(programme: Programme, windows: Iterable[Window]) -> list[Interval]:
    """Return the time that windows stand for, on the days of a programme, in order."""
    days = {day.date: day for day in programme.all_days}
    return merged(span for window in windows for span in _spans(programme, window, days))


def pieces(programme: Programme, part: Room | Speaker) -> Iterator[Room | Speaker]:
    """Yield a part of the programme; for a room also the rooms it is divided into, each once."""
    seen, waiting = {part.key}, [part]
    while waiting:
        yield (piece := waiting.pop())
        if isinstance(piece, Room):
            fresh = [key for key in piece.parts if key not in seen]
            waiting += [programme.room(key) for key in fresh]
            seen.update(fresh)


def _spans(programme: Programme, window: Window, days: Mapping[date, Day]) -> Iterator[Interval]:
    """Yield a window's intervals: one, or where it names no date one for each day."""
    dates = [edge.date for edge in (window.from_, window.until) if edge and edge.date]
    if window.day is not None:
        yield from _span(programme, window, days, window.day)
    elif dates:
        yield from _span(programme, window, days, dates[0], EVER)
    else:
        for day in _with_eves(days):
            yield from _span(programme, window, days, day)


def _with_eves(days: Iterable[date]) -> list[date]:
    """Return dates and the dates before them: a window may reach over midnight into a day."""
    return sorted({date for day in days for date in (day - _DAY, day)})


def _span(
    programme: Programme,
    window: Window,
    days: Mapping[date, Day],
    on: date,
    unless_said: Interval | None = None,
) -> Iterator[Interval]:
    start, end = unless_said or _whole(programme, days, on)
    if window.from_ is not None:
        start = _edge(programme, window.from_, days, on).start
    if window.until is not None:
        end = _edge(programme, window.until, days, on).end
        if end <= start and window.until.date is None:
            end = _edge(programme, window.until, days, on, later=_DAY).end
    if start < end:
        yield Interval(start, end)


def _edge(
    programme: Programme,
    moment: Moment,
    days: Mapping[date, Day],
    on: date,
    later: timedelta = timedelta(),
) -> Interval:
    """Return the instant of an edge, as an interval of no length; for a mere date, all of it."""
    if moment.time is None:
        return _whole(programme, days, moment.date or on)
    day, time = moment.date or on, moment.time
    if moment.date is None:
        time = _day(days, on).moment(time).time or time
    edge = utc(Moment(day + later, time, moment.offset).on(day, programme.zone))
    return Interval(edge, edge)


def _whole(programme: Programme, days: Mapping[date, Day], on: date) -> Interval:
    """Return a day from its beginning, midnight or the end of a longer day before, to its end."""
    return Interval(
        _end(programme, _day(days, on - _DAY)),
        _end(programme, _day(days, on)),
    )


def _end(programme: Programme, day: Day) -> datetime:
    """Return when a day ends: at midnight, or when it closes after that."""
    time = max(_DAY, day.closing or _DAY)
    return utc(Moment(day.date, time).on(day.date, programme.zone))


def _day(days: Mapping[date, Day], on: date) -> Day:
    return days.get(on) or Day(on.isoformat(), on)
