"""A speaker has no time for lunch.

Whoever is in sessions from 11:30 until 14:30 without 30 free minutes in a row speaks
on an empty stomach. Sessions of the kinds `meal` and `break` are free time, also where
they lie `within` a longer session.

## Example

```yaml
speakers:
  ana: {name: Ana Pérez}
sessions:
  knots: {title: Knots, start: 11:00, end: 13:00, rooms: [attic], speakers: [ana]}
  sails: {title: Sails, start: 13:15, end: 14:15, rooms: [attic], speakers: [ana]}
```

## What to do

Move one of the sessions, or shorten it. If lunch is part of a session, add it as a
session of its own: `{title: Lunch, kind: meal, within: knots, …}`.

## Options

- `from`: when lunch is possible at the earliest; 11:30 unless set.
- `until`: when it has to be over; 14:30 unless set.
- `minutes`: how long it takes; 30 unless set.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval, gaps
from coopsched.model import Appearance, Programme
from coopsched.moment import Moment, utc
from coopsched.rules.wording import MOST_PLACES, clock, counted, lasting, listed, titled

FREE = ("meal", "break")
_NAMED = 3


@dataclass(frozen=True)
class Options:
    """What can be set."""

    from_: timedelta = timedelta(hours=11, minutes=30)
    until: timedelta = timedelta(hours=14, minutes=30)
    minutes: int = 30


def check(programme: Programme, options: Options) -> Iterator[Problem]:
    """Yield each speaker and day without free minutes enough around noon."""
    meals = _meals(programme)
    least = timedelta(minutes=options.minutes)
    for key, appearances in sorted(programme.appearances.items()):
        for day, present in sorted(_by_date(programme, appearances).items()):
            noon = Interval(
                *(
                    utc(Moment(None, time).on(day, programme.zone))
                    for time in (options.from_, options.until)
                )
            )
            busy = [each for each in present if each.interval.overlaps(noon)]
            pieces = [
                piece
                for each in busy
                for piece in gaps(meals.get(each.session.key, ()), each.interval)
            ]
            free = max((gap.length for gap in gaps(pieces, noon)), default=timedelta())
            if busy and free < least:
                yield _problem(programme, key, day, busy, noon, least)


def _meals(programme: Programme) -> Mapping[str, Sequence[Interval]]:
    """Return when each session pauses for a meal or break that lies within it."""
    found: dict[str, list[Interval]] = {}
    for session in programme.held:
        if session.kind in FREE and session.within and session.interval:
            found.setdefault(session.within, []).append(session.interval)
    return found


def _by_date(
    programme: Programme, appearances: Sequence[Appearance]
) -> Mapping[date, list[Appearance]]:
    """Return the appearances of each calendar day on which one begins or ends."""
    found: dict[date, list[Appearance]] = {}
    for each in appearances:
        if each.session.kind not in FREE:
            for day in {moment.astimezone(programme.zone).date() for moment in each.interval}:
                found.setdefault(day, []).append(each)
    return found


def _problem(
    programme: Programme,
    key: str,
    day: date,
    busy: Sequence[Appearance],
    noon: Interval,
    least: timedelta,
) -> Problem:
    first, *others = busy
    sessions = {each.session.key: each.session for each in busy}
    titles = [titled(session) for session in sessions.values()]
    if len(titles) > _NAMED:
        titles[_NAMED:] = [counted(len(titles) - _NAMED, "more session")]
    on = "" if len(programme.all_days) == 1 else f" on {day}"
    return Problem(
        message=f"{programme.speaker(key).name} has no {lasting(least)} free for lunch{on}: "
        f"{listed(titles)}",
        route=first.route,
        label=f"{clock(programme, first.interval)} {titled(first.session)}",
        related=tuple(
            Place(other.route, f"{clock(programme, other.interval)} {titled(other.session)}")
            for other in others[:MOST_PLACES]
        ),
        subject=Subject(
            sessions=tuple(sessions),
            speakers=(key,),
            day=next((known.key for known in programme.all_days if known.date == day), str(day)),
        ),
        interval=noon,
        help=f"leave {lasting(least)} free, {clock(programme, noon)}",
    )


RULE = Rule(
    id="no-lunch",
    severity=Severity.WARNING,
    summary="A speaker has no time for lunch.",
    check=check,
    options=Options(),
    needs=("start", "end", "speakers"),
    placed=True,
)
