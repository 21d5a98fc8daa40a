"""A session ends before it starts, or at once.

A time without a date falls on the session's day, and nothing rolls over to the next
day in silence: a party from 21:00 to 01:00 needs to say that it ends after midnight.
On a day that `closes` past midnight, 01:00 is after midnight by itself.

## Example

```yaml
sessions:
  party: {title: Party, kind: social, start: 21:00, end: 01:00}
```

## What to do

Correct the time. For an end after midnight write 25:00, or the full date:
`end: 2025-05-15T01:00`; or say of the day when it closes:
`days: {wed: {date: 2025-05-14, opens: 09:00, closes: 02:00}}`.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coopsched.findings import Problem, Rule, Severity
from coopsched.model import Programme, Session
from coopsched.moment import comes_twice, is_skipped, utc
from coopsched.rules.wording import lasting, titled
from coopsched.rules.written import full

_LONG = timedelta(hours=12)
_LATE = 30


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session with a stated end that is not after its start."""
    for session in programme.held:
        start, end = session.start, session.end
        if start is None or end is None or session.minutes is not None:
            continue
        if utc(end) <= utc(start) and not (is_skipped(start) or is_skipped(end)):
            yield Problem(
                message=f"{titled(session)} {_how(programme, start, end)}",
                route=("sessions", session.key, "end"),
                label=f"starts at {_said(programme, start, end)}",
                help=_remedy(programme, session, start, end),
            )


def _how(programme: Programme, start: datetime, end: datetime) -> str:
    early = utc(start) - utc(end)
    if not early:
        return f"ends at {_said(programme, end, start)}, when it starts"
    return (
        f"ends at {_said(programme, end, start)}, {lasting(early)} "
        f"before it starts at {_said(programme, start, end)}"
    )


def _said(programme: Programme, moment: datetime, other: datetime) -> str:
    """Return a time, with its date where the other time has another one."""
    local, beside = (each.astimezone(programme.zone) for each in (moment, other))
    return f"{local:%H:%M}" if local.date() == beside.date() else f"{local:%Y-%m-%d %H:%M}"


def _remedy(programme: Programme, session: Session, start: datetime, end: datetime) -> str:
    second = end.replace(fold=1)
    if comes_twice(end) and utc(second) > utc(start):
        written = full(second, offset=True)
        return f"if the second {end:%H:%M} of that night is meant, write `end: {written}`"
    day = start.astimezone(end.tzinfo).date()
    later = datetime.combine(day, end.time(), end.tzinfo)
    if utc(later) <= utc(start):
        later += timedelta(days=1)
    ways = [f"`end: {full(later)}`", *_past_midnight(programme, session, later)]
    next_day = f"if it ends on {later:%Y-%m-%d}, write {' or '.join(ways)}"
    if utc(later) - utc(start) > _LONG:
        return f"correct one of the two times; {next_day}"
    return f"{next_day}; if not, correct the time"


def _past_midnight(programme: Programme, session: Session, moment: datetime) -> list[str]:
    """Return the same end counted from the day's midnight, where a bare time can be read."""
    day = programme.day_of(session)
    if day is None or (session.day is None and len(programme.days) != 1):
        return []
    hours = 24 * (moment.date() - day.date).days + moment.hour
    if moment.tzinfo is not programme.zone or not 24 <= hours < _LATE:
        return []
    return [f"`end: {hours}:{moment:%M}`"]


RULE = Rule(
    id="end-before-start",
    severity=Severity.ERROR,
    summary="A session ends before it starts, or at once.",
    check=check,
    needs=("start", "end"),
)
