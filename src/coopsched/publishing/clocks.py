"""How a programme file writes an instant: as short as the day it is written for allows."""

from datetime import date, datetime, timedelta

from coopsched.calendar import Calendar, Day
from coopsched.moment import Moment, utc

_NONE = timedelta()
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


def clock(calendar: Calendar, moment: datetime, day: Day | None) -> str:
    """Return the shortest text that is read as an instant, where ``day`` or the only day is meant.

    The zone or offset in which the instant is counted is kept. Fractions of a second
    cannot be written.
    """
    moment = moment.replace(microsecond=0)
    if moment.tzinfo is not calendar.zone and (moment.utcoffset() or _NONE) % _MINUTE:
        moment = utc(moment)  # no file can write that offset
    bare = _bare(calendar, moment, day)
    if bare is not None:
        return bare
    dated = f"{moment.date()}T{time_of_day(_since_midnight(moment, moment.date()))}"
    return dated if _reads(calendar, dated, None, moment) else dated + _offset(moment)


def is_on(calendar: Calendar, start: datetime | None, day: Day) -> bool:
    """Tell whether a file can say that what begins then belongs to that day."""
    if start is None or calendar.day_of(start).date == day.date:
        return True
    return _bare(calendar, start, day) is not None


def spelled(moment: Moment) -> str:
    """Return a written time as a file spells it."""
    day = "" if moment.date is None else moment.date.isoformat()
    time = "" if moment.time is None else time_of_day(moment.time)
    offset = ""
    if moment.offset is not None:
        offset = _offset(datetime(2000, 1, 1, tzinfo=moment.offset))
    return f"{day}{'T' if day and time else ''}{time}{offset}"


def time_of_day(time: timedelta) -> str:
    """Return a time since midnight: `09:00`, `24:30`, with seconds where there are some."""
    minutes, seconds = divmod(round(time.total_seconds()), 60)
    written = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{written}:{seconds:02}" if seconds else written


def _bare(calendar: Calendar, moment: datetime, day: Day | None) -> str | None:
    """Return the time of day that stands for an instant on a day or the only one, if any."""
    on = day or (calendar.days[0] if len(calendar.days) == 1 else None)
    if on is None:
        return None
    same_zone = moment.tzinfo is calendar.zone
    local = moment if same_zone else moment.astimezone(calendar.zone)
    time = _since_midnight(local, on.date)
    for each in (time - _DAY, time):
        if _NONE <= each < 2 * _DAY:
            written = time_of_day(each)
            if _reads(calendar, written, day, moment):
                return written
    return None


def _reads(calendar: Calendar, written: str, day: Day | None, moment: datetime) -> bool:
    """Tell whether a written time is read as this very instant."""
    try:
        found = calendar.instant(written, day)
    except ValueError:
        return False
    # Equal wall clocks of one zone can be two instants; and an hour that comes twice
    # equals none in another zone, so that its offset must be written.
    return found == moment and utc(found) == utc(moment)


def _since_midnight(moment: datetime, day: date) -> timedelta:
    return moment.replace(tzinfo=None) - datetime.combine(day, datetime.min.time())


def _offset(moment: datetime) -> str:
    offset = moment.utcoffset() or _NONE
    if not offset:
        return "Z"
    sign = "-" if offset < _NONE else "+"
    return sign + time_of_day(abs(offset))
