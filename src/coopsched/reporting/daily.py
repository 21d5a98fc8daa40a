"""Which hours of a day a drawing shows, and all that is held on it in one sheet."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from coopsched.interval import Interval
from coopsched.model import Session
from coopsched.reporting.layout import Sheet, by_lane, by_room
from coopsched.reporting.selection import PRESUMED

TICK = timedelta(minutes=30)
"""The time between two lines across a drawing, at which it also begins and ends."""
_LATEST = timedelta(hours=30)
_ANY_NUMBER = 1_000_000


def whole(rooms: Sequence[str], held: Sequence[Session]) -> Sheet:
    """Return one sheet that holds a day: by room, or in lanes where it uses no rooms.

    What is held must not be empty.
    """
    if any(session.rooms for session in held):
        return by_room(rooms, held, _ANY_NUMBER)[0]
    return by_lane(held, _ANY_NUMBER)[0][0]


def hours(spans: Sequence[Interval], midnight: datetime) -> Interval:
    """Return the hours that a drawing of spans shows, ``midnight`` being the day's, in UTC.

    What goes on until the next morning is cut at six, or an hour after the last start: a
    camp of a week would leave no room for anything else.
    """
    start = min(span.start for span in spans)
    last = max(max(span.start for span in spans) + PRESUMED, midnight + _LATEST)
    end = min(max(span.end for span in spans), last)
    return Interval(
        midnight + (start - midnight) // TICK * TICK,
        midnight - (midnight - end) // TICK * TICK,
    )


def ticks(shown: Interval) -> Iterator[datetime]:
    """Yield the half hours at which there are lines, the end left out."""
    moment = shown.start
    while moment < shown.end:
        yield moment
        moment += TICK
