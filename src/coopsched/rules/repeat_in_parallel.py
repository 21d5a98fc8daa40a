"""Two showings of the same thing overlap, so that they give nobody a second chance.

A session is repeated for those who miss the first showing. Showings that share no
language are made for different people, and may be held at the same time; so may breaks,
meals, registration, social and exhibitions.

## Example

```yaml
sessions:
  knots: {title: Knots, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
  knots-2: {repeats: knots, start: 10:30, end: 11:30, rooms: [barn], speakers: [ana]}
speakers:
  nora: {name: Nora Quist}
  ana: {name: Ana Pérez}
rooms:
  attic: {name: Attic}
  barn: {name: Barn}
```

## What to do

Move one of the two showings. If they are held side by side because one room is too
small, accept it with a reason: `# coopsched: allow[repeat-in-parallel] two groups of 20`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.rules.clashes import clashes
from coopsched.rules.wording import clock, titled, when
from coopsched.text import covers


class _Showing(NamedTuple):
    """One of the sessions that offer the same thing."""

    interval: Interval
    session: Session


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each two showings of one thing, for the same people, that overlap."""
    showings: dict[str, list[_Showing]] = {}
    for session in programme.held:
        if session.interval and session.kind not in SIDE_KINDS:
            first = session.repeats or session.key
            showings.setdefault(first, []).append(_Showing(session.interval, session))
    for _, group in sorted(showings.items()):
        for one, other, shared in clashes(programme, group):
            if share_a_language(one.session, other.session):
                yield _problem(programme, one.session, other.session, shared)


def share_a_language(one: Session, other: Session) -> bool:
    """Tell whether one audience could go to either; yes, where nobody says for whom they are."""
    if not one.languages or not other.languages:
        return True
    return any(covers(a, b) for a in one.languages for b in other.languages)


def _problem(programme: Programme, one: Session, other: Session, shared: Interval) -> Problem:
    return Problem(
        message=f"two showings of {titled(one)} overlap, {clock(programme, shared)}: "
        "whoever misses the one misses the other",
        route=("sessions", one.key, "start"),
        label=when(programme, one),
        related=(Place(("sessions", other.key, "start"), when(programme, other)),),
        subject=Subject(sessions=(one.key, other.key)),
        interval=shared,
        help="move one of the two to another time",
    )


RULE = Rule(
    id="repeat-in-parallel",
    severity=Severity.WARNING,
    summary="Two showings of the same thing overlap, so that they give nobody a second chance.",
    check=check,
    needs=("start", "repeats"),
    placed=True,
)
