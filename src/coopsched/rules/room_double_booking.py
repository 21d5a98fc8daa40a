"""Two sessions are in one room at the same time.

A room that is divided (`parts`) clashes with its parts: nobody can use one half of
a hall while the whole is in use. A room on the network (`online: true`) holds one session
at a time like any other. Rooms that hold many at once by nature, a fair or a chat, are
`shared: true` and left alone. A session `within` a longer one may share its room; a
cancelled one uses none.

## Example

```yaml
rooms:
  hall: {name: Great Hall, parts: [west, east]}
  west: {name: West wing}
  east: {name: East wing}
sessions:
  opening: {title: Opening, start: 10:00, end: 11:00, rooms: [hall], speakers: [nora]}
  knots: {title: Knots, kind: other, start: 10:30, end: 12:00, rooms: [west]}
```

## What to do

Move one of the two sessions to another time or room. If the one is part of the
other, say `within: opening`. If the room holds many sessions at once, say of it
`shared: true`.
"""

from collections.abc import Iterator

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import Programme
from coopsched.rules.clashes import clashes
from coopsched.rules.rooms import RoomUse, uses_by_place
from coopsched.rules.wording import clock, titled, when


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each pair of sessions that overlap in a room, once however many rooms they share."""
    seen: set[tuple[str, str]] = set()
    for _, uses in sorted(uses_by_place(programme).items()):
        for first, second, shared in clashes(programme, uses):
            pair = first.session.key, second.session.key
            if pair not in seen:
                seen.add(pair)
                yield _problem(programme, first, second, shared)


def _problem(programme: Programme, first: RoomUse, second: RoomUse, shared: Interval) -> Problem:
    rooms = sorted({first.room, second.room})
    return Problem(
        message=f"{_place(programme, first, second)} {clock(programme, shared)}: "
        f"{titled(first.session)} and {titled(second.session)}",
        route=first.route,
        label=when(programme, first.session),
        related=(Place(second.route, when(programme, second.session)),),
        subject=Subject(sessions=(first.session.key, second.session.key), rooms=tuple(rooms)),
        interval=shared,
        help="move one of the two to another time or room",
    )


def _place(programme: Programme, first: RoomUse, second: RoomUse) -> str:
    a, b = programme.room(first.room).label, programme.room(second.room).label
    if first.room == second.room:
        return f"{a} holds two sessions at once,"
    return f"{a} and {b} share space and are both in use,"


RULE = Rule(
    id="room-double-booking",
    severity=Severity.ERROR,
    summary="Two sessions are in one room at the same time.",
    check=check,
    needs=("start", "rooms"),
    placed=True,
)
