"""Where a session's times are written, and how a file writes a time."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from coopsched.findings import Route
from coopsched.model import Programme, Session
from coopsched.rules.wording import titled


def full(moment: datetime, *, offset: bool = False) -> str:
    """Return a date-time as a file writes it, with its offset where that is asked or needed."""
    if isinstance(moment.tzinfo, ZoneInfo) and not offset:
        moment = moment.replace(tzinfo=None)
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def end_route(session: Session) -> Route:
    """Return the route to what says when a session ends: its end, its minutes, or its start."""
    stated = session.model_fields_set
    field = next((name for name in ("end", "minutes") if name in stated), "start")
    return ("sessions", session.key, field)


class Written(NamedTuple):
    """A time that the author wrote, with the words that lead up to it in a message."""

    moment: datetime
    route: Route
    clause: str


def written_times(programme: Programme, session: Session) -> Iterator[Written]:
    """Yield the times that a session states: start and end, and when its people come and leave.

    An end that follows from `minutes`, or from another showing, is nowhere written.
    """
    route: Route = ("sessions", session.key)
    if session.start is not None:
        yield Written(session.start, (*route, "start"), f"{titled(session)} starts")
    if session.end is not None and session.minutes is None:
        yield Written(session.end, (*route, "end"), f"{titled(session)} ends")
    if "speakers" not in session.model_fields_set:
        return
    for i, entry in enumerate(session.speakers):
        name, place = programme.speaker(entry.speaker).name, (*route, "speakers", i)
        if entry.from_ is not None:
            yield Written(entry.from_, (*place, "from"), f"{name} comes to {titled(session)}")
        if entry.until is not None:
            yield Written(entry.until, (*place, "until"), f"{name} leaves {titled(session)}")
