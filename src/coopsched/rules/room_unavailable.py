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

from coopsched.findings import Problem, Route, Rule, Severity, Subject
from coopsched.model import Programme, Room, Session
from coopsched.rules.windows import Availability, Closure
from coopsched.rules.wording import clock, titled, when


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each stretch of a session during which one of its rooms is closed."""
    availability = Availability(programme)
    for session in programme.held:
        for i, key in enumerate(session.rooms):
            room = programme.room(key)
            if session.interval is not None:
                route = ("sessions", session.key, "rooms", i)
                for closure in availability.closures(room, session.interval):
                    yield _problem(programme, session, room, closure, route)


def _problem(
    programme: Programme,
    session: Session,
    room: Room,
    closure: Closure,
    route: Route,
) -> Problem:
    return Problem(
        message=f"{room.label} cannot be used {clock(programme, closure.stretch)}, "
        f"during {titled(session)}",
        route=route,
        label=when(programme, session),
        related=closure.causes,
        subject=Subject(sessions=(session.key,), rooms=(room.key,)),
        interval=closure.stretch,
        help="move the session to another time or room, or correct the windows of the room",
    )


RULE = Rule(
    id="room-unavailable",
    severity=Severity.ERROR,
    summary="A session is in a room that cannot be used then.",
    check=check,
    needs=("start", "rooms"),
    placed=True,
)
