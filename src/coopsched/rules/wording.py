"""How rules speak of sessions, times and lengths."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from coopsched.interval import INSTANT, Interval
from coopsched.model import Programme, Session

MOST_PLACES = 10
"""How many related places a finding points at: nobody reads more."""

_TITLE_LENGTH = 48


def titled(session: Session) -> str:
    """Return a session's title in quotes, cut where it is long."""
    title = " ".join(str(session.title).split())
    if len(title) > _TITLE_LENGTH:
        title = title[: _TITLE_LENGTH - 1].rstrip() + "…"
    return f"“{title}”"


def clock(programme: Programme, interval: Interval) -> str:
    """Return an interval as wall-clock times of the programme: `10:00–10:30`.

    The date is said where the programme has several days; an instant, and what
    is certain only at its start, is one time.
    """
    start, end = (moment.astimezone(programme.zone) for moment in interval)
    date = f"{start:%Y-%m-%d} " if len(programme.all_days) > 1 else ""
    if interval.length <= INSTANT:
        return f"{date}{_time(start)}"
    return f"{date}{_time(start)}–{_time(end)}"


def instant(programme: Programme, moment: datetime) -> str:
    """Return an instant as the programme's wall-clock time."""
    return clock(programme, Interval(moment, moment))


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def when(programme: Programme, session: Session) -> str:
    """Return when and what: `10:00–11:30 “Futur du travail”`."""
    if session.interval is None:
        return titled(session)
    return f"{clock(programme, session.interval)} {titled(session)}"


def lasting(length: timedelta) -> str:
    """Return a length in words: `30 minutes`, `1 h 30`, `3 days`."""
    minutes = round(length / timedelta(minutes=1))
    if length >= timedelta(days=2):
        return counted(length.days, "day")
    if minutes < 60:
        return counted(minutes, "minute")
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 minute`, `2 minutes`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
