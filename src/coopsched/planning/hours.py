"""When the days of a programme are open, and which pauses in them are quiet, in numbers."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from coopsched.calendar import Day
from coopsched.interval import INSTANT, Interval, merged
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.moment import Moment, comes_twice, is_skipped, utc
from coopsched.planning.task import number
from coopsched.rules.clashes import nested

_EARLY, _LATE, _MIDNIGHT = timedelta(hours=9), timedelta(hours=18), timedelta(hours=24)
_PAUSES = frozenset({"meal", "break", "registration"})


class Hours(NamedTuple):
    """A day: when it opens and closes, its midnight, and the instants at which things change.

    ``last`` is the last instant that belongs to it: one that does not say when it closes
    ends at midnight, whatever goes on after that.
    Instants are microseconds since 1970. ``shift`` tells that a clock change is near, so that
    elapsed time may not be what the clock shows.
    """

    day: Day
    opens: int
    closes: int
    last: int
    midnight: int
    shift: bool
    marks: tuple[int, ...]


class Pause(NamedTuple):
    """A stretch of rest, and the session that stands for it."""

    start: int
    end: int
    session: int


def hours(programme: Programme) -> tuple[Hours, ...]:
    """Return the hours of all days, in order.

    A day that does not say when it opens is open from its first start, else from 9; one
    that does not say when it closes is open until its last end, else until 18 or 24 o'clock.
    """
    held: dict[Day, list[Session]] = {}
    for session in programme.held:
        day = programme.day_of(session)
        if day is not None:
            held.setdefault(day, []).append(session)
    return tuple(_hours(programme, day, held.get(day, ())) for day in programme.all_days)


def _hours(programme: Programme, day: Day, held: Sequence[Session]) -> Hours:
    spans = [session.interval for session in held if session.interval]
    opens, closes = programme.calendar.bounds(day)
    if opens is None:
        opens = min((each.start for each in spans), default=utc(_clock(programme, day, _EARLY)))
    if closes is None:
        late = (utc(_clock(programme, day, time)) for time in (_LATE, _MIDNIGHT))
        closes = max(
            (each.end for each in spans), default=next((at for at in late if at > opens), opens)
        )
    midnight = _clock(programme, day, timedelta())
    later = (closes + _MIDNIGHT).astimezone(programme.zone)
    last = closes if day.closes is not None else utc(_clock(programme, day, _MIDNIGHT)) - INSTANT
    return Hours(
        day,
        number(opens),
        number(closes),
        number(last),
        number(midnight),
        midnight.utcoffset() != later.utcoffset(),
        tuple(sorted({number(edge) for edge in _edges(held) if opens <= edge <= closes})),
    )


def _edges(held: Sequence[Session]) -> Iterator[datetime]:
    """Yield when sessions begin and end, as far as anybody said."""
    for session in held:
        if session.interval is not None:
            yield session.interval.start
            if not session.is_open_ended:
                yield session.interval.end


def at_clock(programme: Programme, day: Day, time: timedelta) -> int | None:
    """Return the instant of a clock time; None where a clock change skips or repeats it."""
    moment = _clock(programme, day, time)
    return None if is_skipped(moment) or comes_twice(moment) else number(moment)


def _clock(programme: Programme, day: Day, time: timedelta) -> datetime:
    return Moment(None, time).on(day.date, programme.zone)


def quiet_pauses(programme: Programme) -> Iterator[Pause]:
    """Yield the meals, breaks and registrations beside which nothing is held but such things."""
    busy = [(*each.interval, each) for each in programme.held if _is_busy(each) and each.interval]
    starts = [start for start, _, _ in busy]
    taken = merged(Interval(start, end) for start, end, _ in busy)
    for i, pause in enumerate(programme.sessions):
        if pause.kind not in _PAUSES or not pause.occupies or pause.interval is None:
            continue
        until = bisect_left(starts, pause.interval.end)
        if not any(pause.interval.overlaps(each) for each in taken) or not any(
            end > pause.interval.start and not nested(programme, pause, other)
            for _, end, other in reversed(busy[:until])  # the latest: most likely the disturbing
        ):
            yield Pause(number(pause.interval.start), number(pause.interval.end), i)


def _is_busy(session: Session) -> bool:
    return session.kind not in SIDE_KINDS
