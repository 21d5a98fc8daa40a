"""A session is so short or so long that it may be a slip.

A session of no length takes up no time, so that nothing can clash with it; one of two
minutes, or of twenty hours, is often a mistyped time. A `lightning` talk may be short,
and an `exhibition` long. Whole days, from a midnight to another, are meant.

## Example

```yaml
sessions:
  vote: {title: The vote, start: 12:00, minutes: 3, rooms: [attic], speakers: [nora]}
```

## What to do

Correct `end` or `minutes`. If it is meant, accept it with a reason at the end of the
line: `# coopsched: allow[unlikely-duration] a minute of silence`.

## Options

- `minutes`: the least length, 5 minutes unless set; a length of 0 is always found.
- `hours`: the greatest length, 12 hours unless set.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta

from coopsched.findings import Problem, Rule, Severity
from coopsched.model import Programme, Session
from coopsched.rules.wording import lasting, titled
from coopsched.rules.written import end_route


@dataclass(frozen=True)
class Options:
    """What can be set."""

    minutes: int = 5
    hours: float = 12.0


def check(programme: Programme, options: Options) -> Iterator[Problem]:
    """Yield each session whose stated length is unlikely."""
    for session in sorted(programme.sessions, key=lambda session: session.key):
        fault = _fault(session, options) if _states_its_length(session) else None
        if fault is not None:
            yield Problem(
                message=f"{titled(session)} {fault}",
                route=end_route(session),
                label=fault,
                interval=session.interval,
                help="correct the time, or accept it with a reason",
            )


def _states_its_length(session: Session) -> bool:
    """Tell whether a session that counts says how long it lasts; a wrong end is another rule's."""
    if session.status == "cancelled" or session.permanent:
        return False
    if "minutes" in session.model_fields_set:
        return True
    span = session.interval
    return "end" in session.model_fields_set and span is not None and span.start < span.end


def _fault(session: Session, options: Options) -> str | None:
    length = session.length
    if length is None:
        return None
    if not length:
        return "lasts no time at all"
    if length < timedelta(minutes=options.minutes) and session.kind != "lightning":
        return f"lasts only {_said(length)}"
    long = length > timedelta(hours=options.hours) and not _lasts_whole_days(session)
    if long and session.kind != "exhibition":
        return f"lasts {lasting(length)}"
    return None


def _lasts_whole_days(session: Session) -> bool:
    """Tell whether a session lasts from a midnight to another, as nobody writes by a slip."""
    midnight = time()
    ends = (session.start, session.end)
    return all(moment is not None and moment.time() == midnight for moment in ends)


def _said(length: timedelta) -> str:
    return lasting(length) if length >= timedelta(minutes=1) else f"{length.seconds} seconds"


RULE = Rule(
    id="unlikely-duration",
    severity=Severity.WARNING,
    summary="A session is so short or so long that it may be a slip.",
    check=check,
    options=Options(),
    needs=("start", "end", "minutes"),
)
