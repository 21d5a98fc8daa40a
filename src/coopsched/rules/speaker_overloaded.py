"""A speaker has too much to do on one day.

More than 4 sessions, or more than 5 hours, wear people out, and the last session gets
what is left of them. Each showing counts; a part `within` a session in which the
speaker is anyway does not. The hours are those in which the speaker is present, each
counted once. Breaks, meals and the like are aside.

## Example

```yaml
speakers:
  ana: {name: Ana Pérez}
sessions:
  knots: {title: Knots, start: 09:00, end: 12:00, rooms: [attic], speakers: [ana]}
  sails: {title: Sails, start: 14:00, end: 17:00, rooms: [attic], speakers: [ana]}
```

## What to do

Move a session to another day, or share the work. If the speaker is only there for part
of a session, say so: `{speaker: ana, until: 10:30}`.

## Options

- `sessions`: the most sessions on one day; 4 unless set.
- `hours`: the most hours on one day; 5 unless set.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from coopsched.calendar import Day
from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import merged
from coopsched.model import SIDE_KINDS, Appearance, Programme
from coopsched.rules.presences import outermost
from coopsched.rules.wording import MOST_PLACES, clock, counted, lasting, titled


@dataclass(frozen=True)
class Options:
    """What can be set."""

    sessions: int = 4
    hours: float = 5.0


def check(programme: Programme, options: Options) -> Iterator[Problem]:
    """Yield each speaker's day with too many sessions, or too many hours of them."""
    most = timedelta(hours=options.hours)
    for key, appearances in sorted(programme.appearances.items()):
        for day, busy in _by_day(programme, appearances).items():
            number = len({appearance.session.key for appearance in busy})
            time = sum((span.length for span in merged(a.interval for a in busy)), timedelta())
            excess = []
            if number > options.sessions:
                excess.append(f"{counted(number, 'session')} (at most {options.sessions})")
            if time > most:
                excess.append(f"{lasting(time)} of sessions (at most {lasting(most)})")
            if excess:
                yield _problem(programme, key, day, busy, " and ".join(excess))


def _by_day(programme: Programme, appearances: Sequence[Appearance]) -> dict[Day, list[Appearance]]:
    found: dict[Day, list[Appearance]] = {}
    working = [each for each in appearances if each.session.kind not in SIDE_KINDS]
    for appearance in outermost(programme, working):
        day = programme.day_of(appearance.session)
        if day is not None:
            found.setdefault(day, []).append(appearance)
    return found


def _problem(
    programme: Programme, key: str, day: Day, busy: Sequence[Appearance], excess: str
) -> Problem:
    first, *others = busy
    return Problem(
        message=f"{programme.speaker(key).name} has {excess} on {day.date}",
        route=first.route,
        label=f"{clock(programme, first.interval)} {titled(first.session)}",
        related=tuple(
            Place(other.route, f"{clock(programme, other.interval)} {titled(other.session)}")
            for other in others[:MOST_PLACES]
        ),
        subject=Subject(
            sessions=tuple(sorted({appearance.session.key for appearance in busy})),
            speakers=(key,),
            day=day.key,
        ),
        help="move a session to another day, or share the work",
    )


RULE = Rule(
    id="speaker-overloaded",
    severity=Severity.WARNING,
    summary="A speaker has too much to do on one day.",
    check=check,
    options=Options(),
    needs=("start", "end", "speakers"),
    placed=True,
)
