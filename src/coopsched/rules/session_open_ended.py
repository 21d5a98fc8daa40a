"""Nobody said when a session ends, so what follows it was not checked.

Without an `end` or `minutes`, a session is certain only at the moment when it starts: a
clash with something later is not found. In feeds it lasts until its day closes, or an
hour. The last session of a day may well be open-ended, for nothing follows it.

## Example

```yaml
sessions:
  debate: {title: Debate, start: 12:00, rooms: [attic], speakers: [nora]}
  drinks: {title: Drinks, kind: social, start: 17:00}
```

## What to do

Add `end` or `minutes`.
"""

from collections.abc import Iterator
from datetime import datetime

from coopsched.findings import Problem, Rule, Severity
from coopsched.model import Programme
from coopsched.rules.wording import instant, titled


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each open-ended session that another one follows on its day."""
    last: dict[str, datetime] = {}
    for session in programme.held:
        day = programme.day_of(session)
        if day is not None and session.interval is not None:
            last[day.key] = session.interval.start  # held in order
    for session in programme.held:
        day = programme.day_of(session)
        if day is None or session.interval is None or not session.is_open_ended:
            continue
        if session.interval.start < last[day.key]:
            time = instant(programme, session.interval.start)
            yield Problem(
                message=f"{titled(session)} begins at {time} and has no end, "
                "so what follows it was not checked",
                route=("sessions", session.key, "start"),
                label="until when?",
                interval=session.interval,
                help="add `end: …` or `minutes: …`",
            )


RULE = Rule(
    id="session-open-ended",
    severity=Severity.WARNING,
    summary="Nobody said when a session ends, so what follows it was not checked.",
    check=check,
    needs=("start", "end", "minutes"),
    placed=True,
)
