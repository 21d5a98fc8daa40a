"""A session is in a room that cannot be used then.

A room is closed outside its `available` windows, where it has any, and during its
`unavailable` ones. A room with `parts` cannot be used while one of them cannot.

## Example

```yaml
rooms:
  hall: {name: Great Hall, unavailable: {from: 13:00, until: 14:00}}
sessions:
  debate: {title: Debate, start: 12:00, end: 13:30, rooms: [hall], speakers: [nora]}
```

## What to do

Move the session to another time or room, or correct the room's windows.
"""

from collections.abc import Iterator

from coopsched.findings import Place, Problem, Route, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import Programme, Room, Session
from coopsched.rules.windows import Availability
from coopsched.rules.wording import MOST_PLACES, clock, titled, when


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each stretch of a session during which one of its rooms is closed."""
    availability = Availability(programme)
    for session in programme.held:
        for i, key in enumerate(session.rooms):
            room = programme.room(key)
            if session.interval is not None:
                for stretch in availability.closed(room, session.interval):
                    causes = tuple(
                        Place(("rooms", piece, field), f"{field} of {programme.room(piece).label}")
                        for piece, field in availability.causes(room, stretch)
                    )
                    route = ("sessions", session.key, "rooms", i)
                    yield _problem(programme, session, room, stretch, route, causes)


def _problem(
    programme: Programme,
    session: Session,
    room: Room,
    stretch: Interval,
    route: Route,
    causes: tuple[Place, ...],
) -> Problem:
    return Problem(
        message=f"{room.label} cannot be used {clock(programme, stretch)}, "
        f"during {titled(session)}",
        route=route,
        label=when(programme, session),
        related=causes[:MOST_PLACES],
        subject=Subject(sessions=(session.key,), rooms=(room.key,)),
        interval=stretch,
        help="move the session to another time or room, or correct the windows of the room",
    )


RULE = Rule(
    id="room-unavailable",
    severity=Severity.ERROR,
    summary="A session is in a room that cannot be used then.",
    check=check,
    needs=("start", "rooms"),
)
