"""A programme's days: which instant a time written for a day stands for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from typing import NamedTuple

from coopsched.interval import Interval
from coopsched.moment import Moment, calendar_date, utc

_NO_TIME = timedelta()
_DAY = timedelta(days=1)


class DayMissing(ValueError):  # noqa: N818  what there is not
    """A time of day is written, and nothing says of which day."""


class Day(NamedTuple):
    """A day of the programme, from ``opens`` to ``closes``, counted from its midnight.

    A ``closes`` that is not after ``opens`` is the next morning.
    """

    key: str
    date: date
    opens: timedelta | None = None
    closes: timedelta | None = None

    @property
    def closing(self) -> timedelta | None:
        """When the day closes, counted from its own midnight; over 24 hours past midnight."""
        if self.closes is None or self.closes > (self.opens or _NO_TIME):
            return self.closes
        return self.closes + _DAY

    def moment(self, time: timedelta) -> Moment:
        """Return a time of day as the day means it: 01:30 of a day that closes at 02:00 is late."""
        closing = self.closing
        if closing is not None and time + _DAY <= closing and time < (self.opens or _NO_TIME):
            time += _DAY
        return Moment(self.date, time)


@dataclass(frozen=True)
class Calendar:
    """The days and the zone against which written times are read, and the languages of texts."""

    zone: tzinfo
    days: tuple[Day, ...] = ()
    languages: tuple[str, ...] = ()

    @cached_property
    def _by_date(self) -> dict[date, Day]:
        return {day.date: day for day in reversed(self.days)}

    def day(self, text: str) -> Day:
        """Return the day of that key or date. Raises ValueError where there is none."""
        for day in self.days:
            if text in (day.key, day.date.isoformat()):
                return day
        if self.days:
            known = ", ".join(day.key for day in self.days)
            its = "only day is" if len(self.days) == 1 else "days are"
            raise ValueError(f"“{text}” is no day of this programme; its {its} {known}")
        return Day(text, calendar_date(text))

    def instant(self, text: str, day: Day | None) -> datetime:
        """Return what a written time stands for, on ``day`` or the only day.

        Raises ValueError, with a message for the author, where it is no time or
        falls on no day.
        """
        moment = Moment.parse(text)
        if moment.time is None:
            raise ValueError(f"“{text}” has no time of day: write {text}T10:00")
        if moment.date is not None:
            return moment.on(moment.date, self.zone)
        day = day or self._only_day(text)
        at = day.moment(moment.time)
        return Moment(at.date, at.time, moment.offset).on(day.date, self.zone)

    def day_of(self, instant: datetime) -> Day:
        """Return the day to which an instant belongs: after midnight, until closing, the last."""
        today = instant.astimezone(self.zone).date()
        for before in (2, 1):  # a day can close 47 hours after its midnight
            day = self._by_date.get(today - before * _DAY)
            opening = self.opening(day) if day is not None else None
            if day is not None and opening is not None and utc(instant) <= opening.end:
                return day
        return self._by_date.get(today) or Day(today.isoformat(), today)

    def bounds(self, day: Day) -> tuple[datetime | None, datetime | None]:
        """Return when a day opens and closes, in UTC, each None where the day does not say."""
        known = self._bounds.get(day)
        return known if known is not None else self._bounds_of(day)

    @cached_property
    def _bounds(self) -> dict[Day, tuple[datetime | None, datetime | None]]:
        return {day: self._bounds_of(day) for day in self.days}

    def _bounds_of(self, day: Day) -> tuple[datetime | None, datetime | None]:
        opens = None if day.opens is None else utc(Moment(None, day.opens).on(day.date, self.zone))
        closing = day.closing
        closes = None if closing is None else utc(Moment(None, closing).on(day.date, self.zone))
        return opens, closes

    def opening(self, day: Day) -> Interval | None:
        """Return the opening hours of a day, or None where it does not say when it closes.

        A day that says when it closes and not when it opens is open from midnight.
        """
        opens, closes = self.bounds(day)
        if closes is None:
            return None
        return Interval(opens or utc(Moment(None, None).on(day.date, self.zone)), closes)

    def _only_day(self, text: str) -> Day:
        if len(self.days) == 1:
            return self.days[0]
        if self.days:
            known = ", ".join(day.key for day in self.days)
            raise DayMissing(
                f"“{text}” of which day? The days are {known}: add `day: {self.days[0].key}`"
            )
        raise DayMissing(
            f"“{text}” has no date: give the programme its `days`, or write 2017-06-20T{text}"
        )
