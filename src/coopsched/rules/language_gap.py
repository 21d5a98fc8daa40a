"""For a while, nothing is held in one of the programme's languages.

Who follows only that language has nothing to go to, while others do. A session serves
the languages that it is held in (`languages`) and carried into (`interpretation`,
`captions`). One finding names all holes of a language on a day. Looked at is the time
between a day's first and last session that states a language; a stretch of at least
`minutes` in which nothing at all is held, such as lunch, is no hole. Breaks, meals,
registration, social items, exhibitions and sessions without a language neither fill a
hole nor make one. A session whose end is not given is taken to last all day for those
it serves, and makes no hole for others.

Where a day does not say when it `closes`, what lies wholly between 00:00 and 07:00 is night
and no hole, for such sessions belong to the evening before. A day that closes at 02:00
is looked at until then.

## Example

```yaml
languages: [fr, nl]
sessions:
  figures: {title: Les chiffres, languages: [fr], start: 10:00, end: 11:00}
  cijfers: {title: De cijfers, languages: [nl], start: 10:00, end: 11:00}
  future: {title: Futur du travail, languages: [fr], start: 11:00, end: 12:30}
  lunch: {title: Lunch, kind: meal, start: 12:30, end: 13:30}
  assembly: {title: Assemblée, languages: [fr], interpretation: [nl], start: 13:30, end: 15:30}
```

## What to do

Carry one of the sessions at that time into the language and say so,
`interpretation: [nl]`, or move one that is held in it.

## Options

- `minutes`: how long a hole must last to be found.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from operator import attrgetter

from coopsched.calendar import Day
from coopsched.findings import Problem, Rule, Severity, Subject
from coopsched.interval import Interval, gaps, merged
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.rules.languages import named, serves, spoken
from coopsched.rules.wording import lasting, listed

_MORNING = time(7)


@dataclass(frozen=True)
class Options:
    """What can be set."""

    minutes: int = 30


def check(programme: Programme, options: Options) -> Iterator[Problem]:
    """Yield, for each language and day, the time in which it is left out."""
    languages = spoken(programme)
    if len(languages) < 2:
        return
    least = timedelta(minutes=options.minutes)
    days = _by_day(programme)
    spans = [(s, span) for sessions in days.values() for s, span in _lasting(sessions)]
    for language in languages:
        served = merged(span for session, span in spans if serves(session, language))
        for day, sessions in days.items():
            holes = _holes([s.interval for s in sessions if s.interval], served, least)
            if day.closes is None:
                holes = [hole for hole in holes if not by_night(programme, hole)]
            if holes:
                yield _problem(programme, language, day, holes)


def _by_day(programme: Programme) -> dict[Day, list[Session]]:
    """Return the sessions that state a language, by the day that they belong to, in order."""
    days: dict[Day, list[Session]] = {}
    for session in programme.held:
        day = programme.day_of(session)
        stated = session.languages or session.interpretation or session.captions
        if day is not None and stated and session.kind not in SIDE_KINDS:
            days.setdefault(day, []).append(session)
    return days


def _lasting(sessions: Sequence[Session]) -> Iterator[tuple[Session, Interval]]:
    """Yield when each session of a day serves its languages: to the day's end if nobody knows."""
    last = max(session.interval.end for session in sessions if session.interval)
    for session in sessions:
        if session.interval is not None:
            start, end = session.interval
            yield session, Interval(start, last if session.is_open_ended else end)


def _holes(held: list[Interval], served: list[Interval], least: timedelta) -> list[Interval]:
    """Return the long stretches of a day that are not served while something else is held."""
    running = merged(held)
    return [
        hole
        for stretch in _bridged(running, least)
        for hole in gaps(_reaching(served, stretch), stretch)
        if hole.length >= least and _held(_reaching(running, hole), hole) >= least
    ]


def by_night(programme: Programme, hole: Interval) -> bool:
    """Tell whether a hole lies in the night, which nobody misses."""
    start, end = (moment.astimezone(programme.zone) for moment in hole)
    return start.date() == end.date() and end.time() <= _MORNING


def _bridged(running: list[Interval], least: timedelta) -> list[Interval]:
    """Join what is held with hardly a pause, for such a pause is no break for everybody."""
    joined: list[Interval] = []
    for span in running:
        if joined and span.start - joined[-1].end < least:
            joined[-1] = Interval(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _reaching(spans: list[Interval], within: Interval) -> list[Interval]:
    """Return those of some disjoint intervals, in order, that reach into another one."""
    first = bisect_right(spans, within.start, key=attrgetter("end"))
    return spans[first : bisect_left(spans, within.end, key=attrgetter("start"))]


def _held(running: list[Interval], hole: Interval) -> timedelta:
    shared = (span.intersection(hole) for span in running)
    return sum((each.length for each in shared if each), timedelta())


def _problem(programme: Programme, language: str, day: Day, holes: list[Interval]) -> Problem:
    times = listed([_clock(programme, hole) for hole in holes])
    on = f" on {day.date}" if len(programme.all_days) > 1 else ""
    whole = sum((hole.length for hole in holes), timedelta())
    return Problem(
        message=f"nothing is held in {named(language)}, or carried into it,{on} {times} "
        f"({lasting(whole)}{' in all' if len(holes) > 1 else ''})",
        route=("languages", programme.languages.index(language)),
        label=times,
        subject=Subject(language=language, day=day.key),
        interval=Interval(holes[0].start, holes[-1].end),
        help=f"carry a session at that time into it, `interpretation: [{language}]`, "
        "or move one that is held in it",
    )


def _clock(programme: Programme, hole: Interval) -> str:
    start, end = (moment.astimezone(programme.zone) for moment in hole)
    return f"{start:%H:%M}–{end:%H:%M}"


RULE = Rule(
    id="language-gap",
    severity=Severity.WARNING,
    summary="For a while, nothing is held in one of the programme's languages.",
    check=check,
    options=Options(),
    needs=("start", "languages", "interpretation"),
    placed=True,
)
