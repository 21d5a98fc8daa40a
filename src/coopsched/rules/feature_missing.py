"""A session needs something that none of its rooms offers.

Each of the session's `needs` must be among the `features` of one of its rooms; a room
with parts offers what its parts offer. Case and accents do not matter. A session without
a room is not looked at, as nobody knows yet where it will be.

## Example

```yaml
rooms:
  attic: {name: Attic, features: [piano]}
  cellar: {name: Cellar, features: [stage]}
sessions:
  slides: {title: Slides, start: 12:00, end: 13:00, rooms: attic, speakers: nora, needs: stage}
```

## What to do

Choose a room that offers it (the help of the finding names some), or add it to the
room's `features`.
"""

from collections.abc import Iterator

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.model import Programme, Session
from coopsched.rules.windows import pieces
from coopsched.rules.wording import MOST_PLACES, listed, titled
from coopsched.text import fold, nearest

_NAMED = 3


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each need that no room of its session meets."""
    offers = {room.key: features_of(programme, room.key) for room in programme.rooms}
    remedies: dict[str, str] = {}
    for session in sorted(programme.sessions, key=lambda session: session.key):
        if session.status == "cancelled" or not session.rooms:
            continue
        offered = frozenset().union(*(offers[key] for key in session.rooms))
        for i, need in enumerate(session.needs):
            if folded(need) not in offered:
                if need not in remedies:
                    remedies[need] = _remedy(programme, need, offers)
                yield _problem(programme, session, i, remedies[need])


def features_of(programme: Programme, key: str) -> frozenset[str]:
    """Return what a room and its parts offer."""
    return frozenset(
        folded(feature)
        for piece in pieces(programme, programme.room(key))
        for feature in getattr(piece, "features", ())
    )


def folded(feature: str) -> str:
    """Return what features are compared by: case and accents do not matter."""
    return fold(feature) or feature


def _problem(programme: Programme, session: Session, index: int, remedy: str) -> Problem:
    need = session.needs[index]
    rooms = [programme.room(key).label for key in session.rooms]
    which = f"{rooms[0]} does not offer" if len(rooms) == 1 else f"none of {listed(rooms)} offers"
    return Problem(
        message=f"{titled(session)} needs {need}, which {which}",
        route=("sessions", session.key, "needs", index),
        label=need,
        related=tuple(Place(("rooms", key), "its room") for key in session.rooms[:MOST_PLACES]),
        subject=Subject(sessions=(session.key,), rooms=session.rooms),
        interval=session.interval,
        help=remedy,
    )


def _remedy(programme: Programme, need: str, offers: dict[str, frozenset[str]]) -> str:
    better = [room.label for room in programme.rooms if folded(need) in offers[room.key]]
    if better:
        more = ["others"] if len(better) > _NAMED else []
        verb = "offer" if len(better) > 1 else "offers"
        return f"{listed([*better[:_NAMED], *more])} {verb} it"
    known = sorted({feature for room in programme.rooms for feature in room.features})
    close = nearest(need, known)
    return f"did you mean `{close}`?" if close else "no room offers it: add it to its `features`"


RULE = Rule(
    id="feature-missing",
    severity=Severity.ERROR,
    summary="A session needs something that none of its rooms offers.",
    check=check,
    needs=("rooms", "needs"),
    placed=True,
)
