"""A session begins before one that it comes after has ended.

`after` names sessions that must have ended, and `continues` the session of which this
is the next part. A first showing stands for all its showings: it is enough that one of
them has ended. A later showing stands for itself. Cancelled, permanent and unplaced
sessions demand nothing, and an open-ended one only that it has begun before.

## Example

```yaml
sessions:
  basics: {title: Basics, start: 12:00, end: 13:00, rooms: [attic], speakers: [nora]}
  depth: {title: In depth, kind: other, after: basics, start: 12:30, end: 14:00, rooms: cellar}
rooms:
  attic: {name: Attic}
  cellar: {name: Cellar}
```

## What to do

Move one of the two, or take the demand away.
"""

from collections.abc import Iterator

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import INSTANT, Interval
from coopsched.model import Programme, Session
from coopsched.rules.wording import instant, lasting, titled, when


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each pair of a session and a prerequisite that has not ended when it begins."""
    showings = _showings(programme)
    first_to_end = {key: _first_to_end(group) for key, group in showings.items()}
    for session in programme.held:
        wanted = {key for key in (session.continues, *session.after) if key is not None}
        for key in sorted(wanted):
            first = first_to_end[key]
            if first is session:
                first = _first_to_end([each for each in showings[key] if each is not session])
            if first and first.interval and session.interval:
                span = Interval(session.interval.start, first.interval.end)
                if span.start < span.end:
                    yield _problem(programme, session, first, span)


def _showings(programme: Programme) -> dict[str, list[Session]]:
    """Return the live showings that a key stands for: a first one also for the later ones."""
    found: dict[str, list[Session]] = {session.key: [] for session in programme.sessions}
    for session in programme.sessions:
        if session.status != "cancelled" and not session.permanent:
            for key in {session.key, session.repeats or session.key}:
                found[key].append(session)
    return found


def _first_to_end(showings: list[Session]) -> Session | None:
    """Return the showing that ends first, or None where that is not known."""
    placed = [(each.interval.end, each.key, each) for each in showings if each.interval]
    return min(placed)[2] if placed and len(placed) == len(showings) else None


def _problem(programme: Programme, session: Session, first: Session, span: Interval) -> Problem:
    time = instant(programme, span.end)
    return Problem(
        message=f"{titled(session)} comes after {titled(first)}, and begins {_before(span, first)}",
        route=("sessions", session.key, "start"),
        label=when(programme, session),
        related=(Place(("sessions", first.key), when(programme, first)),),
        subject=Subject(sessions=(session.key, first.key)),
        interval=span,
        help=f"begin it {'after' if first.is_open_ended else 'at'} {time}, "
        "or hold the other one earlier",
    )


def _before(span: Interval, first: Session) -> str:
    if not first.is_open_ended:
        return f"{lasting(span.length)} before it ends"
    if span.length <= INSTANT:
        return "at the same time"
    return f"{lasting(span.length)} before it begins"


RULE = Rule(
    id="before-prerequisite-ends",
    severity=Severity.ERROR,
    summary="A session begins before one that it comes after has ended.",
    check=check,
    needs=("start", "end", "after", "continues"),
    placed=True,
)
