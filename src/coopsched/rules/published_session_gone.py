"""A session that was published and is still to come is no longer in the programme.

People have it in their calendars. Published like this, it would be shown to them as
cancelled, without a word about why or what else there is. That may be a slip: a session
that lost its start, became a draft, or got another key without `was`. The rule is run
where a publication is at hand, `programme.publication.json` beside `programme.yaml`.

## Example

```yaml
sessions:
  calm: {title: Calm seas, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
```

What was published before:

```yaml
sessions:
  calm: {title: Calm seas, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
  knots: {title: Knots, start: 14:00, end: 15:00, rooms: [attic], speakers: [nora]}
```

## What to do

Keep a session that is called off, with `status: cancelled` and a `notice`: `coopsched
cancel` does it. If another takes its place, keep it all the same, and write `replaces:
[knots]` at the other: calendars then say where to go. If it has another key now, name the
old one there: `was: [knots]`.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from coopsched.findings import Problem, Rule, Severity, Subject
from coopsched.model import Programme, Session
from coopsched.published.records import Publication
from coopsched.published.shown import Shown
from coopsched.rules.announced import is_to_come, quoted, was_announced

_ANY = datetime(2000, 1, 1, tzinfo=UTC)
"""Moments do not matter where nothing is published."""


def check(programme: Programme, published: Publication, today: date | None) -> Iterator[Problem]:
    """Yield each session that attendees still expect, and of which the programme knows nothing."""
    from coopsched.published.recognising import recognised
    from coopsched.published.showing import shown as all_shown
    from coopsched.published.succeeding import succeed

    known = recognised(programme, all_shown(programme), published, rematch=False).values()
    if {key for key, each in published.records.items() if each.state == "shown"} <= {*known}:
        return  # as nearly always: to find out takes a third of the time
    sessions = {session.key: session for session in programme.sessions}
    for gone in succeed(programme, published, at=_ANY).changes.removed:
        assert gone.old is not None  # noqa: S101  what is removed was there
        shown = gone.old.shown
        if shown.status == "cancelled" or not is_to_come(shown, today):
            continue
        session = sessions.get(gone.old.key)
        yield Problem(
            message=f"{quoted(shown.title)} {_why(session)}, and was published "
            f"{was_announced(shown)}",
            route=("sessions",) if session is None else ("sessions", session.key),
            at_key=True,
            subject=Subject(sessions=(shown.key,)),
            help=_help(shown, session),
        )


def _why(session: Session | None) -> str:
    if session is None:
        return "is no longer in the programme"
    return "is a draft" if session.status == "draft" else "has no start any more"


def _help(shown: Shown, session: Session | None) -> str:
    if session is not None:
        return (
            "if it is called off, `status: cancelled` and a `notice` say so to those who expect it"
        )
    return (
        "if it is called off, keep it with `status: cancelled`; if another takes its place, keep "
        "it, and name it there in `replaces`; if it has another key now, "
        f"write `was: [{shown.key}]` there"
    )


RULE = Rule(
    id="published-session-gone",
    severity=Severity.WARNING,
    summary="A session that was published and is still to come is no longer in the programme.",
    check=check,
    needs=("start", "status"),
    family="publication",
)
