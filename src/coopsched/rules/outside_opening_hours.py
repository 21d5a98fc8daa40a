"""A session is held when the programme is closed.

It begins before its day `opens`, ends after it `closes`, or is on a date that is not
one of the `days`. A day that does not say when it opens or closes has no such limit,
and its night lasts until 6 in the morning. Of an open-ended session only the start
is looked at.

## Example

```yaml
days:
  wed: {date: 2025-05-14, opens: 09:00, closes: 18:00}
sessions:
  late: {title: Late questions, start: 17:00, end: 18:30, rooms: [attic], speakers: [nora]}
```

## What to do

Move or shorten the session, or correct the hours of its day. For a day that goes on
past midnight, `closes: 02:00` is the next morning.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coopsched.calendar import Day
from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import INSTANT, Interval
from coopsched.model import Programme, Session
from coopsched.rules.bounds import Beyond, beyond
from coopsched.rules.wording import clock, instant, lasting, listed, titled, when
from coopsched.rules.written import end_route

_NIGHT_ENDS = 6


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session that is partly or wholly outside the hours of its day."""
    for session in programme.held:
        day = programme.day_of(session)
        if session.interval is None or day is None or not programme.days:
            continue
        opens, closes = programme.calendar.bounds(day)
        out = beyond(session.interval, opens, closes)
        if day in programme.days and (out.early or out.late):
            yield _out_of_hours(programme, session, session.interval, day, out)
        elif _is_elsewhere(programme, session):
            yield _elsewhere(programme, session)


def _out_of_hours(
    programme: Programme, session: Session, span: Interval, day: Day, out: Beyond
) -> Problem:
    said, ways, related = [], [], []
    opens, closes = programme.calendar.bounds(day)
    if out.early and opens:
        time = instant(programme, opens)
        said.append(f"begins {lasting(opens - span.start)} before opening time, {time},")
        ways.append(f"begin at {time} or later")
        related.append(Place(("days", day.key, "opens"), f"opens at {time}"))
    if out.late and closes:
        time = instant(programme, closes)
        said.append(_late(span, closes, time))
        ways.append(f"end by {time}")
        related.append(Place(("days", day.key, "closes"), f"closes at {time}"))
    after_close = closes is not None and span.start >= closes
    return Problem(
        message=f"{titled(session)} {listed(said).rstrip(',')}",
        route=("sessions", session.key, "start")
        if out.early or after_close
        else end_route(session),
        label=clock(programme, span),
        related=tuple(related),
        subject=Subject(sessions=(session.key,), day=day.key),
        interval=out.early or out.late,
        help=f"{listed(ways)}, or correct the hours of the day",
    )


def _late(span: Interval, closes: datetime, time: str) -> str:
    if span.start < closes:
        return f"ends {lasting(span.end - closes)} after closing time, {time}"
    if span.start - closes < INSTANT:
        return f"begins at closing time, {time}"
    return f"begins {lasting(span.start - closes)} after closing time, {time}"


def _is_elsewhere(programme: Programme, session: Session) -> bool:
    """Tell whether a session begins on none of the days, nor in the night after one."""
    if session.start is None or programme.calendar.day_of(session.start) in programme.days:
        return False
    local = session.start.astimezone(programme.zone)
    eve = local.date() - timedelta(days=1)
    night = local.hour < _NIGHT_ENDS
    return not any(night and day.date == eve and day.closes is None for day in programme.days)


def _elsewhere(programme: Programme, session: Session) -> Problem:
    start = session.start.astimezone(programme.zone) if session.start else None
    dates = listed([day.date.isoformat() for day in programme.days])
    return Problem(
        message=f"{titled(session)} is on {start:%Y-%m-%d}, which is no day of the programme",
        route=("sessions", session.key, "start"),
        label=when(programme, session),
        related=(Place(("days",), "the days of the programme"),),
        subject=Subject(sessions=(session.key,), day=f"{start:%Y-%m-%d}"),
        interval=session.interval,
        help=f"correct the date (the programme is on {dates}), or add the day to `days`",
    )


RULE = Rule(
    id="outside-opening-hours",
    severity=Severity.ERROR,
    summary="A session is held when the programme is closed.",
    check=check,
    needs=("start",),
    placed=True,
)
