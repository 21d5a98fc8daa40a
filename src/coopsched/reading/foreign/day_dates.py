"""The dates of a schedule's days: as ISO 8601 has them, or in the order of a country."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from coopsched.reading.foreign.dates import said_date
from coopsched.reading.foreign.days import Days
from coopsched.reading.foreign.stamps import stamp
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, shown
from coopsched.source import Node

if TYPE_CHECKING:
    from coopsched.reading.foreign.draft import Draft


class DayDates:
    """Reads the dates of a file's days, of which ``written`` are all.

    `08/02/2009` is read as the others show, or somebody told; else the order of day and
    month is guessed, which is noted, as is what says no date.
    """

    def __init__(self, draft: "Draft", written: Iterable[Node]) -> None:
        self._tally = Tally(draft)
        self._days = Days(self._tally, draft.hints)
        cells = list(written)
        if any(text and stamp(text) is None for text in (clean(cell.value) for cell in cells)):
            self._days.learn(cells)

    def read(self, cell: Node) -> date | None:
        """Return the date of a day, or None where nothing can be read as one."""
        text = clean(cell.value)
        on = stamp(text)
        if on is not None:
            return on.date
        day = self._days.read(cell) if said_date(text, day_first=True) is not None else None
        if day is None and text:
            one = f"{shown(text)} is no date: what is listed under it has none of its day"
            many = "days have what is no date"
            self._tally.add("ignored-value", many, one, cell, "write a date: 2027-05-14")
        return day

    def report(self) -> None:
        """Report what was noted to the draft."""
        self._tally.report()
