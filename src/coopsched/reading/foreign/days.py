"""The days of a table: dates in one order of day and month, weekdays, numbered days."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from coopsched.reading.errors import ReadError
from coopsched.reading.foreign.dates import (
    Said,
    Years,
    is_ambiguous,
    is_day,
    numbered_day,
    order_of,
    said_date,
    span,
    weekday_alone,
    years_of,
)
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, shown
from coopsched.reading.hints import Hints
from coopsched.source import Node

_STAND_IN = date(2000, 1, 1)
_DAY = timedelta(days=1)
_TELL_ORDER = "tell it: --hint day-first=yes, or day-first=no"
_TELL_DAY = "tell the first day: --hint date=1999-08-06"
_TELL_YEAR = "tell it: --hint date=2017"


class Days:
    """Reads the days of one table; call `learn` with all of them before the first is read."""

    def __init__(self, tally: Tally, hints: Hints) -> None:
        self._tally = tally
        self._day_first = hints.day_first
        self._told, self._year = _told(hints)
        self._stated: date | None = None
        self._by_weekday: dict[int, date] = {}
        self._years = Years(_STAND_IN.year)
        self._read: dict[str, date | None] = {}
        self._first_weekday: int | None = None
        self._guessed: set[tuple[str, str]] = set()

    @property
    def first(self) -> date:
        """The first day, or what stands in for it where nobody told it."""
        return self._told or _STAND_IN.replace(year=self._year or _STAND_IN.year)

    @property
    def is_told(self) -> bool:
        """Whether somebody told the first day."""
        return self._told is not None

    def learn(self, cells: Iterable[Node]) -> None:
        """Settle in which order day and month stand, which year is meant and which week."""
        places = {text: cell for cell in reversed(list(cells)) if (text := clean(cell.value))}
        places = dict(reversed(places.items()))
        if self._day_first is None:
            self._day_first = self._order(places)
        said = [found for text in places if (found := self._said(text)) is not None]
        self._stated = _of_most([on for each in said if each.year and (on := each.on(each.year))])
        self._years = years_of(said, self._year)
        self._by_weekday = _by_weekday(self._dated(each) for each in said)
        self._first_weekday = _first_of(
            {day for t in places if (day := weekday_alone(t)) is not None}
        )

    def begin_on(self, text: str) -> bool:
        """Take a day that stands above the table for the first, where none was told."""
        said = said_date(text, day_first=self._day_first is not False)
        if self._told is None and said is not None and (said.year or self._year):
            self._told = said.on(self._year or _STAND_IN.year)
        return self._told is not None and said is not None

    def read(self, cell: Node) -> date | None:
        """Return the day that a cell says, or None for one that says none that can be read."""
        text = clean(cell.value)
        if text not in self._read:
            self._read[text] = self._day(text, cell)
        return self._read[text]

    def stand_in(self, cell: Node) -> date:
        """Return the day of a time without one."""
        if not self.is_told:
            self._guess("no day is written", f"the day is taken for {self.first}", cell, _TELL_DAY)
        return self.first

    def is_day(self, text: str) -> bool:
        """Tell whether a text says a day: a date, a day of the week, or a number of one."""
        return is_day(text, day_first=self._day_first is not False)

    def _said(self, text: str) -> Said | None:
        return said_date(text, day_first=self._day_first is not False)

    def _order(self, places: dict[str, Node]) -> bool:
        order = order_of(places)
        doubtful = next((cell for text, cell in places.items() if is_ambiguous(text)), None)
        if order.day_first and order.month_first:
            cell = doubtful or next(iter(places.values()))
            days = order.day_first >= order.month_first
            self._guess(
                "some dates have the day first, others the month", _taken(days), cell, _TELL_ORDER
            )
            return days
        if order.day_first or order.month_first:
            return bool(order.day_first)
        days = span(places, day_first=True) <= span(places, day_first=False)
        if doubtful is not None:
            what = f"{shown(clean(doubtful.value))} can be two dates"
            self._guess(what, _taken(days), doubtful, _TELL_ORDER)
        return days

    def _day(self, text: str, cell: Node) -> date | None:
        weekday, number = weekday_alone(text), numbered_day(text)
        if weekday is not None:
            return self._on_weekday(weekday, cell)
        if number is not None:
            if not self.is_told:
                taken = f"the first day is taken for {self.first}"
                self._guess(f"{shown(text)} is no date", taken, cell, _TELL_DAY)
            return self.first + (number - 1) * _DAY if number else self.first
        said = self._said(text)
        if said is None:
            return None
        if said.year is None and not (self._stated or self._year or self.is_told):
            taken = f"the year is taken for {self._years.first}"
            self._guess(f"{shown(text)} has no year", taken, cell, _TELL_YEAR)
        return self._dated(said)

    def _dated(self, said: Said) -> date | None:
        if said.year is not None:
            return said.on(said.year)
        known = self._told or self._stated
        return _nearest(said, known) if known is not None else self._years.on(said)

    def _on_weekday(self, weekday: int, cell: Node) -> date:
        if weekday in self._by_weekday:
            return self._by_weekday[weekday]
        first = self.first
        if not self.is_told:
            begin = self._first_weekday if self._first_weekday is not None else weekday
            first += (begin - first.weekday()) % 7 * _DAY
            taken = f"the days are taken for those from {first:%A} {first} on"
            self._guess(f"{shown(clean(cell.value))} is no date", taken, cell, _TELL_DAY)
        return first + (weekday - first.weekday()) % 7 * _DAY

    def _guess(self, what: str, taken: str, cell: Node, help_: str) -> None:
        """Note a guess, once for all cells of its kind."""
        if (taken, help_) not in self._guessed:
            self._guessed.add((taken, help_))
            self._tally.add("guessed-value", taken, f"{what}: {taken}", cell, help_)


def _taken(day_first: bool) -> str:
    return f"the {'day' if day_first else 'month'} is read first"


def _told(hints: Hints) -> tuple[date | None, int | None]:
    """Return the day and the year that somebody told. Raises ReadError for what is neither."""
    text = clean(hints.date)
    if not text:
        return None, None
    if re.fullmatch(r"(?:19|20|21)\d\d", text):
        return None, int(text)
    said = said_date(text, day_first=hints.day_first is not False)
    day = said.on(said.year) if said is not None and said.year is not None else None
    if day is None:
        raise ReadError(
            f"{shown(text)} is neither a date nor a year", help="--hint date=2017-06-20"
        )
    return day, day.year


def _nearest(said: Said, day: date) -> date | None:
    near = (found for year in (day.year - 1, day.year, day.year + 1) if (found := said.on(year)))
    return min(near, key=lambda each: abs(each - day), default=None)


def _of_most(days: list[date]) -> date | None:
    """Return the first date of the year in which most are: another may be mistyped."""
    years = Counter(day.year for day in days).most_common(1)
    return next((day for day in days if day.year == years[0][0]), None)


def _by_weekday(days: Iterable[date | None]) -> dict[int, date]:
    """Return the date of each weekday that only one of the days falls on."""
    known: dict[int, set[date]] = {}
    for day in days:
        if day is not None:
            known.setdefault(day.weekday(), set()).add(day)
    return {weekday: found.pop() for weekday, found in known.items() if len(found) == 1}


def _first_of(weekdays: set[int]) -> int | None:
    """Return the weekday that comes first: the longest stretch without one is before it."""

    def gap(day: int) -> int:
        return min(((day - other) % 7 or 7 for other in weekdays), default=7)

    return max(sorted(weekdays), key=gap, default=None)
