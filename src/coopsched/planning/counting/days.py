"""To which day an instant belongs, and between which hours the day is open."""

from datetime import timedelta
from typing import NamedTuple

from coopsched.calendar import Day
from coopsched.planning.task import Task, instant, number

_NIGHT_ENDS = 6


class DayFacts(NamedTuple):
    """A day: its place among all, when it opens and closes, and whether the programme names it."""

    order: int
    day: Day
    opens: int | None
    closes: int | None
    listed: bool


class Days:
    """The days of a programme, and those of the instants that anybody asked about."""

    def __init__(self, task: Task) -> None:
        self._programme = task.programme
        self._calendar = task.programme.calendar
        self._facts: dict[Day, DayFacts] = {}
        self._all: list[DayFacts] = []
        self._at: dict[int, DayFacts] = {}
        self._astray: dict[int, bool] = {}
        self._dates: dict[int, int] = {}
        # The day that a session states holds where it is now; elsewhere the start says it.
        self._stated = [
            None if session.day is None or now is None else (now.start, self._of(session.day))
            for session, now in zip(task.sessions, task.now, strict=True)
        ]

    def of(self, s: int, start: int) -> DayFacts:
        """Return the day to which a session belongs that begins then."""
        stated = self._stated[s]
        return stated[1] if stated is not None and stated[0] == start else self.at(start)

    def numbered(self, order: int) -> DayFacts:
        """Return the day that has a number."""
        return self._all[order]

    def at(self, start: int) -> DayFacts:
        """Return the day to which an instant belongs."""
        known = self._at.get(start)
        if known is None:
            known = self._at[start] = self._of(self._calendar.day_of(instant(start)))
        return known

    def is_astray(self, start: int) -> bool:
        """Tell whether an instant is on no day of the programme, nor in the night after one."""
        known = self._astray.get(start)
        if known is None:
            known = self._astray[start] = self._is_astray(start)
        return known

    def date(self, moment: int) -> int:
        """Return the ordinal of the local date of an instant."""
        known = self._dates.get(moment)
        if known is None:
            local = instant(moment).astimezone(self._programme.zone)
            known = self._dates[moment] = local.toordinal()
        return known

    def _of(self, day: Day) -> DayFacts:
        known = self._facts.get(day)
        if known is None:
            opens, closes = self._calendar.bounds(day)
            known = DayFacts(
                len(self._all),
                day,
                None if opens is None else number(opens),
                None if closes is None else number(closes),
                day in self._programme.days,
            )
            self._facts[day] = known
            self._all.append(known)
        return known

    def _is_astray(self, start: int) -> bool:
        if self.at(start).listed:
            return False
        local = instant(start).astimezone(self._programme.zone)
        eve = local.date() - timedelta(days=1)
        night = local.hour < _NIGHT_ENDS
        return not any(
            night and day.date == eve and day.closes is None for day in self._programme.days
        )
