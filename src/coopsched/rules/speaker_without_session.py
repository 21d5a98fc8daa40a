"""A speaker is announced, yet in no session.

People come for the names they read. Somebody announced under `speakers` who is in no
session, or only in cancelled ones, was forgotten in a line-up, stands there under
another name, or does not come any more. Quiet for an organisation that is the
affiliation of somebody on the programme.

## Example

```yaml
speakers:
  nora: {name: Nora Quist}
  ana: {name: Ana Pérez}
```

## What to do

Put the speaker into a line-up, or take them out of `speakers`.
"""

from collections.abc import Iterator

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.model import Programme, Session, Speaker
from coopsched.rules.wording import MOST_PLACES, when
from coopsched.text import fold


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each speaker who is in no session that is held."""
    on = [session for session in programme.sessions if session.status != "cancelled"]
    busy = {entry.speaker for session in on for entry in session.speakers}
    represented = _represented(programme, on)
    cancelled = _cancelled(programme)
    for speaker in sorted(programme.speakers, key=lambda speaker: speaker.key):
        if speaker.key in busy or (speaker.organisation and _names(speaker) & represented):
            continue
        yield _problem(programme, speaker, cancelled.get(speaker.key, []))


def _represented(programme: Programme, on: list[Session]) -> set[str]:
    """Return the folded affiliations of all who are on the programme."""
    names: set[str] = set()
    for session in on:
        for entry in session.speakers:
            names.update(entry.affiliation, programme.speaker(entry.speaker).affiliation)
    return {fold(name) for name in names}


def _names(speaker: Speaker) -> set[str]:
    return {fold(name) for name in (speaker.name, *speaker.also)}


def _cancelled(programme: Programme) -> dict[str, list[Session]]:
    found: dict[str, list[Session]] = {}
    for session in sorted(programme.sessions, key=lambda session: session.key):
        if session.status == "cancelled":
            for key in {entry.speaker for entry in session.speakers}:
                found.setdefault(key, []).append(session)
    return found


def _problem(programme: Programme, speaker: Speaker, cancelled: list[Session]) -> Problem:
    only = "only in what is cancelled" if cancelled else "in no session"
    return Problem(
        message=f"{speaker.name} is announced, yet {only}",
        route=("speakers", speaker.key),
        at_key=True,
        related=tuple(
            Place(("sessions", session.key, "status"), f"{when(programme, session)}, cancelled")
            for session in cancelled[:MOST_PLACES]
        ),
        subject=Subject(speakers=(speaker.key,)),
        help=f"put `{speaker.key}` into a line-up, or take it out of `speakers`",
    )


RULE = Rule(
    id="speaker-without-session",
    severity=Severity.WARNING,
    summary="A speaker is announced, yet in no session.",
    check=check,
    needs=("speakers",),
)
