"""A session has no start, or no room.

Attendees cannot find it, and what it clashes with is not checked. A room is only asked
for where the programme declares rooms: never of a break, a meal, registration, a social
or an exhibition, and not of a session `within` one that has a room. What is `permanent`
needs no start.

## Example

```yaml
sessions:
  debate: {title: Debate, minutes: 60, rooms: [attic], speakers: [nora]}
```

## What to do

Give it a `start` and `rooms`. If it is there all day, say `permanent: true`. If it
will not be held, say `status: cancelled`.
"""

from collections.abc import Iterator

from coopsched.findings import Problem, Rule, Severity
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.rules.wording import titled


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session of which the time or the place is missing."""
    for session in sorted(programme.sessions, key=lambda session: session.key):
        if session.permanent or session.status == "cancelled":
            continue
        missing = [
            word
            for word, lacks in (
                ("start", session.start is None),
                ("room", lacks_room(programme, session)),
            )
            if lacks
        ]
        if missing:
            yield _problem(session, missing)


def lacks_room(programme: Programme, session: Session) -> bool:
    """Tell whether a session needs a room and has none, nor lies within one that has."""
    if not programme.rooms or session.kind in SIDE_KINDS:
        return False
    while not session.rooms and session.within is not None:
        session = programme.session(session.within)
    return not session.rooms


def _problem(session: Session, missing: list[str]) -> Problem:
    neither = len(missing) > 1
    fields = {"start": "`start: …`", "room": "`rooms: […]`"}
    return Problem(
        message=f"{titled(session)} has {'neither' if neither else 'no'} {' nor '.join(missing)}",
        route=("sessions", session.key),
        at_key=True,
        label="not placed",
        interval=session.interval,
        help=f"add {' and '.join(fields[word] for word in missing)}"
        + (", or `permanent: true` if it is there all day" if "start" in missing else ""),
    )


RULE = Rule(
    id="session-unplaced",
    severity=Severity.WARNING,
    summary="A session has no start, or no room.",
    check=check,
    needs=("start", "rooms"),
    placed=True,
)
