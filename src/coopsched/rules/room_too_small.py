"""More people are expected than the session's rooms have seats.

The `audience` is compared with the `capacity` of all the session's rooms together; a
room with parts has the seats of its parts, unless it says otherwise. Where a room does
not say how many seats it has, or is `online`, nothing is known and nothing is found.

## Example

```yaml
rooms:
  attic: {name: Attic, capacity: 40}
  hall: {name: Great Hall, capacity: 300}
sessions:
  debate: {title: Debate, start: 12:00, end: 13:00, rooms: attic, speakers: nora, audience: 120}
```

## What to do

Choose a larger room (the help of the finding names one), or hold a second showing.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.model import Programme, Session
from coopsched.rules.wording import MOST_PLACES, counted, listed, titled

_NAMED = 3


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session that expects more people than can sit down."""
    large = sorted(
        (seats, room.label)
        for room in programme.rooms
        if (seats := programme.capacity(room.key)) is not None and not room.online
    )
    for session in sorted(programme.sessions, key=lambda session: session.key):
        if session.audience is None or session.status == "cancelled" or session.permanent:
            continue
        seats = seats_of(programme, session.rooms)
        if seats is not None and session.audience > seats:
            better = large[(i := bisect_left(large, (session.audience, ""))) : i + _NAMED]
            yield _problem(programme, session, session.audience, seats, better)


def seats_of(programme: Programme, rooms: Sequence[str]) -> int | None:
    """Return the seats of several rooms, none counted twice; None where not known."""
    together, counted_parts = 0, set[str]()
    largest_first = sorted(rooms, key=lambda key: -len(programme.smallest_parts(key)))
    for key in largest_first:
        seats, parts = programme.capacity(key), programme.smallest_parts(key)
        if seats is None or programme.room(key).online:
            return None
        if not parts <= counted_parts:
            together += seats
            counted_parts |= parts
    return together if rooms else None


def _problem(
    programme: Programme,
    session: Session,
    audience: int,
    seats: int,
    better: list[tuple[int, str]],
) -> Problem:
    rooms = [programme.room(key).label for key in session.rooms]
    verb = "has" if len(rooms) == 1 else "together have"
    return Problem(
        message=f"{titled(session)} expects {audience} people, and {listed(rooms)} {verb} "
        f"{counted(seats, 'seat')}: {audience - seats} too few",
        route=("sessions", session.key, "audience"),
        label=f"{audience} people",
        related=tuple(
            Place(("rooms", key, "capacity"), counted(programme.capacity(key) or 0, "seat"))
            for key in session.rooms[:MOST_PLACES]
        ),
        subject=Subject(sessions=(session.key,), rooms=session.rooms),
        interval=session.interval,
        help=_remedy(better),
    )


def _remedy(rooms: list[tuple[int, str]]) -> str:
    if not rooms:
        return "no room is large enough: use several, or hold a second showing"
    return f"large enough: {listed([f'{label} ({seats})' for seats, label in rooms])}"


RULE = Rule(
    id="room-too-small",
    severity=Severity.WARNING,
    summary="More people are expected than the session's rooms have seats.",
    check=check,
    needs=("rooms", "audience"),
    placed=True,
)
