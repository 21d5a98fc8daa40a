"""A speaker is in a session at a time when the speaker cannot come.

A speaker cannot come outside the `available` windows, where there are any, and during
the `unavailable` ones. Only the time that the speaker is present counts: `from` and
`until` in the line-up narrow it. An author need not be there; an organisation that says
when it cannot come is taken at its word.

## Example

```yaml
speakers:
  ana: {name: Ana Pérez, available: {from: 13:00}}
sessions:
  keynote: {title: Welcome, start: 12:00, end: 13:30, languages: [en], rooms: attic, speakers: ana}
```

## What to do

Move the session, say when the speaker comes (`{speaker: ana, from: 13:00}`), or
correct the windows of the speaker.
"""

from collections.abc import Iterator

from coopsched.findings import Problem, Route, Rule, Severity, Subject
from coopsched.model import Programme, Session, Speaker
from coopsched.rules.windows import Availability, Closure
from coopsched.rules.wording import clock, titled, when


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each stretch of a session during which somebody in it cannot be there."""
    availability = Availability(programme)
    for session in programme.held:
        for i, entry in enumerate(session.speakers):
            speaker, presence = programme.speaker(entry.speaker), session.presence(entry)
            if presence is not None:
                route = ("sessions", session.key, "speakers", i)
                for closure in availability.closures(speaker, presence):
                    yield _problem(programme, session, speaker, closure, route)


def _problem(
    programme: Programme,
    session: Session,
    speaker: Speaker,
    closure: Closure,
    route: Route,
) -> Problem:
    return Problem(
        message=f"{speaker.name} cannot come {clock(programme, closure.stretch)}, "
        f"and is in {titled(session)}",
        route=route,
        label=when(programme, session),
        related=closure.causes,
        subject=Subject(sessions=(session.key,), speakers=(speaker.key,)),
        interval=closure.stretch,
        help="move the session, say when the speaker comes or leaves (`from:`, `until:`), "
        "or correct the windows of the speaker",
    )


RULE = Rule(
    id="speaker-unavailable",
    severity=Severity.ERROR,
    summary="A speaker is in a session at a time when the speaker cannot come.",
    check=check,
    needs=("start", "speakers"),
    placed=True,
)
