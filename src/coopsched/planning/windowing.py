"""Windows of time in words, as an organiser would say them."""

from collections.abc import Sequence
from datetime import date, timedelta

from coopsched.model import Programme, Window
from coopsched.moment import Moment
from coopsched.rules.wording import listed

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_name(programme: Programme, day: date) -> str:
    """Return what a day is called: its weekday, or its date where that weekday comes twice."""
    same = {each.date for each in programme.all_days if each.date.weekday() == day.weekday()}
    return day.isoformat() if same - {day} else _WEEKDAYS[day.weekday()]


def windows(programme: Programme, given: Sequence[Window]) -> str:
    """Return windows in words: `13:30–15:00`, `on Friday from 14:00`, `on Friday and Saturday`."""
    if all(window.from_ is None and window.until is None for window in given):
        days = [day_name(programme, window.day) for window in given if window.day]
        return f"on {listed(days)}" if days else "at any time"
    return listed([_window(programme, window) for window in given])


def _window(programme: Programme, window: Window) -> str:
    day = window.day
    on = "" if day is None or _is_only(programme, day) else f"on {day_name(programme, day)}"
    start, end = window.from_, window.until
    if start and end and start.date is None and end.date is None:
        times = f"{clock(start.time)}–{clock(end.time)}"
    else:
        times = " ".join(
            f"{word} {_moment(programme, edge)}"
            for word, edge in (("from", start), ("until", end))
            if edge is not None
        )
    return " ".join(part for part in (on, times) if part) or "at any time"


def clock(time: timedelta | None) -> str:
    """Return a time of day: `09:30`, and `24:30` for half past midnight."""
    minutes = (time or timedelta()) // timedelta(minutes=1)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _moment(programme: Programme, moment: Moment) -> str:
    time = "" if moment.time is None else clock(moment.time)
    if moment.date is None:
        return time
    day = day_name(programme, moment.date)
    return f"{day} {time}".rstrip()


def _is_only(programme: Programme, day: date) -> bool:
    return [each.date for each in programme.all_days] == [day]
