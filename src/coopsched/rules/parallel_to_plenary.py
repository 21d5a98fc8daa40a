"""A session is held during a plenary or an assembly, which is for everybody.

Whoever is in the one misses the other. Sessions `within` a plenary belong to it, and
breaks, meals, registration, social and exhibitions run beside it.

## Example

```yaml
sessions:
  assembly: {title: Assembly, kind: assembly, start: 15:00, end: 17:00, rooms: [hall]}
  knots: {title: Knots, start: 16:30, end: 17:30, rooms: [attic], speakers: [nora]}
rooms:
  hall: {name: Great Hall}
  attic: {name: Attic}
```

## What to do

Move the session before or after. If it is part of the plenary, say `within: assembly`.
"""

from collections.abc import Iterator

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.rules.clashes import holders, nested
from coopsched.rules.wording import clock, titled, when

PLENARY = ("plenary", "assembly")


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session that overlaps with a plenary or an assembly of which it is no part."""
    sessions = [session for session in programme.held if not _is_part(programme, session)]
    for kind in PLENARY:
        for first, second, shared in _across(sessions, kind):
            if not nested(programme, first, second):
                yield _problem(programme, kind, first, second, shared)


def _is_part(programme: Programme, session: Session) -> bool:
    """Tell whether a session lies within a plenary, which then stands for it."""
    return any(programme.session(key).kind in PLENARY for key in holders(programme, session))


def _across(sessions: list[Session], kind: str) -> Iterator[tuple[Session, Session, Interval]]:
    """Yield each overlap of a session of one kind with one that is not, in one sweep.

    A plenary that overlaps with an assembly is yielded for the plenary only.
    """
    open_: dict[bool, list[tuple[Session, Interval]]] = {True: [], False: []}
    others_aside = SIDE_KINDS | set(PLENARY[: PLENARY.index(kind)])
    for session in sessions:
        span = session.interval
        if span is None or not span.length or session.kind in others_aside:
            continue
        is_plenary = session.kind == kind
        going_on = [other for other in open_[not is_plenary] if other[1].end > span.start]
        open_[not is_plenary] = going_on
        for other, its_span in going_on:
            shared = its_span.intersection(span)
            if shared is not None:
                yield other, session, shared
        open_[is_plenary].append((session, span))


def _problem(
    programme: Programme, kind: str, first: Session, second: Session, shared: Interval
) -> Problem:
    plenary, other = (first, second) if first.kind == kind else (second, first)
    return Problem(
        message=f"{titled(other)} is held during the {kind} {titled(plenary)}, "
        f"{clock(programme, shared)}",
        route=("sessions", first.key, "start"),
        label=when(programme, first),
        related=(Place(("sessions", second.key, "start"), when(programme, second)),),
        subject=Subject(sessions=(first.key, second.key)),
        interval=shared,
        help=f"move {titled(other)}, or say `within: {plenary.key}` if it is part of it",
    )


RULE = Rule(
    id="parallel-to-plenary",
    severity=Severity.WARNING,
    summary="A session is held during a plenary or an assembly, which is for everybody.",
    check=check,
    needs=("start", "kind"),
    placed=True,
)
