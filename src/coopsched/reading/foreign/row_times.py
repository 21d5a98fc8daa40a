"""When the session of a row is held, from whichever of its cells say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coopsched.reading.foreign.clock_times import minutes_long, written
from coopsched.reading.foreign.clocks import wall_clock
from coopsched.reading.foreign.dates import weekday_in
from coopsched.reading.foreign.days import Days
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, node, shown
from coopsched.reading.foreign.when import When, at, when
from coopsched.source import Node

_DAY = timedelta(days=1)
_HALF_A_DAY = _DAY / 2
_NIGHT_ENDS = timedelta(hours=6)
Cells = dict[str, list[Node]]


@dataclass(slots=True)
class Read:
    """What a cell says of a time, and where it stands."""

    cell: Node
    when: When


class Times:
    """Reads the times of the rows of one table."""

    def __init__(self, tally: Tally, days: Days, zone_name: str, *, ours: bool) -> None:
        self._tally = tally
        self._days = days
        self._zone = zone_name
        self._ours = ours
        self._last: date | None = None

    def pass_day(self, cell: Node) -> None:
        """Take note of a day that stands above rows."""
        day = self._days.read(cell)
        if day is not None:
            self._check_weekday([cell], day)
            self._last = day

    def fields(self, cells: Cells, *, has_days: bool) -> dict[str, Node]:
        """Return start, end, minutes or day of a session, as far as its row says them."""
        start = self._time(cells, "start") or self._time(cells, "time") or _in_date(cells)
        day = self._day(cells, start, has_days=has_days)
        end = self._end(cells, start)
        minutes = self._minutes(cells)
        found: dict[str, Node] = {}
        if start is not None and start.when.start is not None and day is not None:
            found |= self._start(start, day)
            if end is not None:
                found["end"] = self._ending(cells, start, end, day)
            elif minutes is not None:
                found["minutes"] = minutes
            if end is not None and minutes is not None:
                self._compare(found, minutes)
            return found
        if minutes is not None:
            found["minutes"] = minutes
        place = start.cell if start is not None else self._day_cell(cells)
        if day is not None and place is not None:
            found["day"] = node(day.isoformat(), place)
        return found

    def _time(self, cells: Cells, name: str) -> Read | None:
        for cell in cells.get(name, ()):
            found = when(clean(cell.value))
            if found is not None and found.start is None and not self._days.is_day(found.day):
                found = None
            if found is not None:
                return Read(cell, found)
            message = f"{shown(clean(cell.value))} is no time: it is left out"
            help_ = "write 10:30, 10h30, 10.30, 10:30 am or 24:15"
            self._tally.add(
                "ignored-value", "texts where a time is expected are none", message, cell, help_
            )
        return None

    def _day_cell(self, cells: Cells) -> Node | None:
        return next((cells[name][0] for name in ("date", "day") if name in cells), None)

    def _day(self, cells: Cells, start: Read | None, *, has_days: bool) -> date | None:
        """Return the day of a row: its own, else that of the rows above."""
        cell = self._day_cell(cells)
        if start is not None and start.when.day:
            day = self._days.read(node(start.when.day, start.cell))
        elif cell is not None:
            day = self._days.read(cell)
        else:
            return self._day_above(start, has_days=has_days)
        if day is None:
            at_ = cell or (start.cell if start is not None else Node(None, 0, 0))
            message = f"{shown(clean(at_.value))} is no date: it is left out"
            help_ = "write 2017-06-20, or tell the first day of weekdays: --hint date=2017-06-20"
            self._tally.add(
                "ignored-value", "texts where a date is expected are none", message, at_, help_
            )
        else:
            said = [*cells.get("date", ()), *cells.get("day", ())]
            is_in_time = start is not None and start.when.day
            self._check_weekday([start.cell, *said] if start and is_in_time else said, day)
            self._last = day
        return day

    def _day_above(self, start: Read | None, *, has_days: bool) -> date | None:
        if start is None or start.when.start is None:
            return None
        if self._last is None:
            return self._days.stand_in(start.cell)
        if has_days:
            message = f"no day is written in this row: it is taken for {self._last}, as above"
            many = "rows have no day and are taken for that of the row above"
            self._tally.add("guessed-value", many, message, start.cell, "write the day in each row")
        return self._last

    def _check_weekday(self, said: Iterable[Node], day: date) -> None:
        for cell in said:
            weekday = weekday_in(clean(cell.value))
            if weekday is not None and weekday != day.weekday():
                message = f"{shown(clean(cell.value))} is said of {day}, which is a {day:%A}"
                many = "days of the week are not those of their dates"
                self._tally.add(
                    "contradictory-start", many, message, cell, "correct one of the two"
                )

    def _start(self, start: Read, day: date) -> dict[str, Node]:
        """Return the start; one past midnight of its day says which day it belongs to."""
        time = start.when.start or timedelta()
        if start.when.stamp is not None:
            return {"start": wall_clock(node(start.when.stamp, start.cell), self._zone)}
        if time < _DAY:
            return {"start": node(at(day, time), start.cell)}
        self._note_late(start.cell, at(day, time))
        on, clock = node(day.isoformat(), start.cell), node(written(time), start.cell)
        return {"day": on, "start": clock}

    def _note_late(self, cell: Node, read: str) -> None:
        if not self._ours:
            message = f"{shown(clean(cell.value))} has an hour past 24: it is read as {read}"
            self._tally.add("hour-24", "times have an hour past 24", message, cell)

    def _end(self, cells: Cells, start: Read | None) -> Read | None:
        end = self._time(cells, "end")
        if end is not None and end.when.start is not None:
            return end
        if start is not None and start.when.end is not None:
            return Read(start.cell, When(start=start.when.end))
        return None

    def _ending(self, cells: Cells, start: Read, end: Read, day: date) -> Node:
        if end.when.stamp is not None:
            return wall_clock(node(end.when.stamp, end.cell), self._zone)
        time = end.when.start or timedelta()
        own = cells.get("end-date", [None])[0]
        own = node(end.when.day, end.cell) if end.when.day else own
        dated = self._days.read(own) if own is not None else None
        if dated is not None:
            return node(at(dated, time), end.cell)
        begin = start.when.start or timedelta()
        if time >= _DAY:
            self._note_late(end.cell, at(day, time))
        elif time <= _NIGHT_ENDS and begin - time >= _HALF_A_DAY:
            time += _DAY
            read = at(day, time)
            said = shown(clean(end.cell.value))
            message = f"the end {said} is before the start: it is read as {read}"
            many = "ends are before their starts, and are read as the next morning"
            self._tally.add(
                "guessed-value",
                many,
                message,
                end.cell,
                "write 24:30 where half past midnight is meant",
            )
        return node(at(day, time), end.cell)

    def _minutes(self, cells: Cells) -> Node | None:
        for cell in cells.get("minutes", ()):
            minutes = minutes_long(clean(cell.value))
            if minutes is not None:
                return node(str(minutes), cell)
            message = f"{shown(clean(cell.value))} is no duration: it is left out"
            help_ = "write minutes, 45, or 1h30"
            self._tally.add(
                "ignored-value", "texts where a duration is expected are none", message, cell, help_
            )
        return None

    def _compare(self, found: dict[str, Node], minutes: Node) -> None:
        """Note a duration that is not the time from start to end, as clocks show them."""
        try:
            begin = datetime.fromisoformat(str(found["start"].value))
            length = datetime.fromisoformat(str(found["end"].value)) - begin
        except (ValueError, TypeError):
            return  # past midnight, or with an offset on one side only
        if length != timedelta(minutes=int(str(minutes.value))):
            lasts = length // timedelta(minutes=1)
            message = f"the session lasts {minutes.value} minutes, and {lasts} from start to end"
            many = "durations are not the time from start to end"
            help_ = "correct one of the two; the end is read"
            self._tally.add("contradictory-start", many, message, minutes, help_)


def _in_date(cells: Cells) -> Read | None:
    """Return the time that stands in the cell of the date."""
    for cell in cells.get("date", ()):
        found = when(clean(cell.value))
        if found is not None and found.day and found.start is not None:
            return Read(cell, found)
    return None
