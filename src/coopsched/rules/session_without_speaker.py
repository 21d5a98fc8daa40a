"""A session names nobody who speaks.

Often somebody was found and never written down, or nobody was found yet. Quiet for kinds
that need none: assemblies, performances, screenings, tours, breaks and the like; for a
session whose parts (`within`) name people; and for another showing of one that is
reported already. Authors and interpreters do not speak for a session themselves.

## Example

```yaml
sessions:
  knots: {title: Knots, start: 10:00, end: 11:00, rooms: [attic]}
  calm: {title: Calm seas, start: 11:00, end: 12:00, rooms: [attic], speakers: [nora]}
```

## What to do

Name the people: `speakers: [nora]`. If the session needs none, say what kind it is:
`kind: other`.
"""

from collections.abc import Iterator

from coopsched.findings import Problem, Rule, Severity, Subject
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.rules.wording import titled

_OF_THEMSELVES = SIDE_KINDS | {"assembly", "other", "performance", "screening", "tour"}
_SILENT_ROLES = ("author", "interpreter")


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session that needs somebody to speak and names nobody."""
    if not programme.speakers:
        return
    on = {s.key: s for s in sorted(programme.sessions, key=lambda s: s.key) if _is_on(s)}
    parents = {session.within for session in on.values()}
    for key, session in on.items():
        inherits = session.repeats in on and "speakers" not in session.model_fields_set
        if session.kind in _OF_THEMSELVES or key in parents or inherits:
            continue
        if all(entry.role in _SILENT_ROLES for entry in session.speakers):
            yield _problem(session)


def _is_on(session: Session) -> bool:
    return session.status != "cancelled" and not session.permanent


def _problem(session: Session) -> Problem:
    roles = sorted({f"{entry.role}s" for entry in session.speakers})
    only = f"only {' and '.join(roles)}, and nobody who speaks" if roles else "no speaker"
    return Problem(
        message=f"{titled(session)} names {only}",
        route=("sessions", session.key, "speakers") if roles else ("sessions", session.key),
        at_key=not roles,
        subject=Subject(sessions=(session.key,)),
        help="name the people under `speakers`, or say `kind: other` if it needs none",
    )


RULE = Rule(
    id="session-without-speaker",
    severity=Severity.WARNING,
    summary="A session names nobody who speaks.",
    check=check,
    needs=("speakers",),
)
