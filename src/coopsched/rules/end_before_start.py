"""A session, or somebody's part in it, ends before it starts.

A time without a date falls on the session's day, and nothing rolls over to the next
day in silence: a party from 21:00 to 01:00 needs to say that it ends after midnight.
On a day that `closes` past midnight, 01:00 is after midnight by itself. An end at the very
start is found too.

So is a part in the line-up that leaves nothing: `from` when the session is over, `until`
before it begins, or `until` before `from`. Whoever is never there clashes with nothing, and
a double-booking would go unseen.

## Example

```yaml
sessions:
  party: {title: Party, kind: social, start: 21:00, end: 01:00}
  knots:
    title: Knots
    start: 13:00
    end: 14:00
    rooms: [attic]
    speakers:
      - {speaker: nora, from: 15:30}
```

## What to do

Correct the time. For an end after midnight write 25:00, or the full date:
`end: 2025-05-15T01:00`; or say of the day when it closes:
`days: {wed: {date: 2025-05-14, opens: 09:00, closes: 02:00}}`. Of a `from` or `until`, write
a time of the session, or leave it out.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from coopsched.findings import Problem, Rule, Severity, Subject
from coopsched.model import LineUpEntry, Programme, Session
from coopsched.moment import comes_twice, is_skipped, utc
from coopsched.rules.wording import lasting, titled
from coopsched.rules.written import full

_LONG = timedelta(hours=12)
_LATE = 30


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session, and then each part in one, that ends before it starts."""
    yield from _sessions(programme)
    yield from _parts(programme)


def _sessions(programme: Programme) -> Iterator[Problem]:
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


class _Wrong(NamedTuple):
    """A time at which somebody cannot come or leave, and the time that forbids it."""

    field: str
    moment: datetime
    verb: str
    other: datetime
    why: str


def _parts(programme: Programme) -> Iterator[Problem]:
    """Yield each part in a session during which somebody is never there."""
    for session in programme.held:
        first = programme.session(session.repeats) if session.repeats else None
        inherited = first is not None and "speakers" not in session.model_fields_set
        for i, entry in enumerate(session.speakers):
            wrong = _wrong(session, entry)
            # What is wrong with a line-up that is taken over is said of the first showing.
            if wrong and not (first and inherited and _wrong(first, first.speakers[i])):
                yield _absence(programme, session, i, wrong)


def _wrong(session: Session, entry: LineUpEntry) -> _Wrong | None:
    """Return why somebody is never there; None where that is not so, or said elsewhere."""
    start, end, come, leave = session.start, session.end, entry.from_, entry.until
    times = [moment for moment in (start, end, come, leave) if moment]
    if not (session.occupies and entry.present and session.interval and session.interval.length):
        return None
    if session.presence(entry) is not None or any(map(is_skipped, times)) or start is None:
        return None
    if leave and utc(leave) <= utc(start):
        return _Wrong("until", leave, "leaves", start, "and it starts")
    if come and end and utc(come) >= utc(end):
        return _Wrong("from", come, "comes to", end, "and it ends")
    return _Wrong("until", leave, "leaves", come, "and comes") if leave and come else None


def _absence(programme: Programme, session: Session, i: int, wrong: _Wrong) -> Problem:
    entry = session.speakers[i]
    name, other = programme.speaker(entry.speaker).name, _said(programme, wrong.other, wrong.moment)
    return Problem(
        message=f"{name} {wrong.verb} {titled(session)} at "
        f"{_said(programme, wrong.moment, wrong.other)}, {wrong.why} at {other}",
        route=("sessions", session.key, "speakers", i, wrong.field),
        label=f"{wrong.why.split()[-1]} at {other}",
        subject=Subject(sessions=(session.key,), speakers=(entry.speaker,)),
        help=_next_day(session, entry, wrong)
        + f"write a time {_bounds(programme, session, wrong.moment)}, or leave `{wrong.field}` out",
    )


def _next_day(session: Session, entry: LineUpEntry, wrong: _Wrong) -> str:
    """Offer the same time on the next day, where that is in the session."""
    later = wrong.moment + timedelta(days=1)
    there = session.presence(entry.model_copy(update={wrong.field: later}))
    if there is None or there.end != utc(later) or there.length > _LONG:
        return ""
    return f"if {later:%Y-%m-%d} is meant, write `{wrong.field}: {full(later)}`; if not, "


def _bounds(programme: Programme, session: Session, beside: datetime) -> str:
    times = (session.start, session.end)
    start, *end = (_said(programme, moment, beside) for moment in times if moment)
    return f"between {start} and {end[0]}" if end else f"after {start}"


RULE = Rule(
    id="end-before-start",
    severity=Severity.ERROR,
    summary="A session, or somebody's part in it, ends before it starts.",
    check=check,
    needs=("start", "end"),
)
