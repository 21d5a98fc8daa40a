"""Which session uses which room when."""

from typing import NamedTuple

from coopsched.findings import Route
from coopsched.interval import Interval
from coopsched.model import Programme, Session


class RoomUse(NamedTuple):
    """A session's use of a room, and the route to where it is written."""

    interval: Interval
    session: Session
    room: str
    route: Route


def uses_by_place(programme: Programme) -> dict[str, list[RoomUse]]:
    """Return, for each undivided room, its uses by start, end and session key.

    A session in a room with parts uses each smallest part. Rooms that are shared by
    nature have no uses; one on the network is a room like others.
    """
    found: dict[str, list[RoomUse]] = {}
    for session in programme.held:
        if session.interval is None:
            continue
        taken: set[str] = set()
        for i, key in enumerate(session.rooms):
            if programme.room(key).shared:
                continue
            for place in sorted(programme.smallest_parts(key) - taken):
                taken.add(place)
                use = RoomUse(session.interval, session, key, ("sessions", session.key, "rooms", i))
                found.setdefault(place, []).append(use)
    return found
