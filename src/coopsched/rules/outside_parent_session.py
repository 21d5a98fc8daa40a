"""A session begins before, or ends after, the longer one that it lies within.

A session `within` another shares its room and its people on purpose, and that only
holds while the longer one lasts. Where the longer one is cancelled or not placed,
there is nothing to compare; of an open-ended one only the start is known.

## Example

```yaml
sessions:
  assembly: {title: General assembly, start: 14:00, end: 16:00, rooms: [attic], speakers: [nora]}
  vote: {title: The vote, within: assembly, start: 15:30, end: 16:15, rooms: attic, speakers: nora}
```

## What to do

Move or shorten the session, make the longer one longer, or take `within` away.
"""

from collections.abc import Iterator

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import Programme, Session
from coopsched.rules.bounds import Beyond, beyond
from coopsched.rules.wording import clock, instant, lasting, titled, when
from coopsched.rules.written import end_route


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session that sticks out of the one that it lies within."""
    for session in programme.held:
        parent = programme.session(session.within) if session.within else None
        if parent is None or not parent.occupies or not parent.interval or not session.interval:
            continue
        start, end = parent.interval
        out = beyond(session.interval, start, None if parent.is_open_ended else end)
        if start < end and (out.early or out.late):
            spans = session.interval, parent.interval
            yield _problem(programme, session, parent, spans, out)


def _problem(
    programme: Programme,
    session: Session,
    parent: Session,
    spans: tuple[Interval, Interval],
    out: Beyond,
) -> Problem:
    span, around = spans
    at_start = out.early or out.late == span
    return Problem(
        message=f"{titled(session)} is within {titled(parent)}, and {_how(span, around, out)}",
        route=("sessions", session.key, "start") if at_start else end_route(session),
        label=clock(programme, span),
        related=(Place(("sessions", parent.key), when(programme, parent)),),
        subject=Subject(sessions=(session.key, parent.key)),
        interval=out.early or out.late,
        help=_remedy(programme, parent, around),
    )


def _how(span: Interval, parent: Interval, out: Beyond) -> str:
    if out.late == span:
        pause = span.start - parent.end
        return f"begins {lasting(pause)} after it ends" if pause else "begins when it ends"
    said = []
    if out.early:
        said.append(f"begins {lasting(parent.start - span.start)} before it")
    if out.late:
        said.append(f"ends {lasting(out.late.length)} after it")
    return " and ".join(said)


def _remedy(programme: Programme, parent: Session, span: Interval) -> str:
    if parent.is_open_ended:
        return "begin it later, or take `within` away"
    start, end = (instant(programme, moment) for moment in span)
    return f"hold it between {start} and {end}, or take `within` away"


RULE = Rule(
    id="outside-parent-session",
    severity=Severity.ERROR,
    summary="A session begins before, or ends after, the longer one that it lies within.",
    check=check,
    needs=("start", "end", "within"),
    placed=True,
)
