"""Two sessions in one room follow each other too closely.

People need time to leave, and the room to be made ready. How much depends on the
house, so the rule is silent until `minutes` is set. Sessions `within` each other do not
follow each other, and when an open-ended session ends nobody knows. Rooms on the network
count like others, rooms that are `shared` do not.

## Example

```yaml
rules:
  changeover-too-short: {minutes: 10}
rooms:
  hall: {name: Hall}
sessions:
  opening: {title: Opening, start: 10:00, end: 11:00, rooms: [hall], speakers: [nora]}
  debate: {title: Debate, start: 11:05, end: 12:00, rooms: [hall], speakers: [nora]}
```

## What to do

Begin the second session later, end the first one earlier, or use another room.

## Options

- `minutes`: the least time between two sessions in a room; 0, which is nothing, unless set.
"""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import Programme
from coopsched.rules.clashes import nested
from coopsched.rules.rooms import RoomUse, uses_by_place
from coopsched.rules.wording import lasting, titled, when


@dataclass(frozen=True)
class Options:
    """What can be set."""

    minutes: int = 0


def check(programme: Programme, options: Options) -> Iterator[Problem]:
    """Yield each session with the one that it follows in a room without time between."""
    least = timedelta(minutes=options.minutes)
    seen: set[tuple[str, str]] = set()
    for _, uses in sorted(uses_by_place(programme).items()):
        for first, second in _following(programme, uses):
            pair = first.session.key, second.session.key
            pause = second.interval.start - first.interval.end
            if timedelta() <= pause < least and pair not in seen:
                seen.add(pair)
                yield _problem(programme, first, second, least)


def _following(programme: Programme, uses: list[RoomUse]) -> Iterator[tuple[RoomUse, RoomUse]]:
    """Yield each use of a room with the one before it that ends last.

    Sessions within each other do not follow each other, and when an open-ended one
    ends nobody knows.
    """
    ended: list[tuple[datetime, datetime, str, RoomUse]] = []
    for second in uses:
        if not second.interval.length:
            continue
        for _, _, _, first in reversed(ended):
            if not nested(programme, first.session, second.session):
                yield first, second
                break
        if not second.session.is_open_ended:
            start, end = second.interval
            insort(ended, (end, start, second.session.key, second))


def _problem(programme: Programme, first: RoomUse, second: RoomUse, least: timedelta) -> Problem:
    pause = Interval(first.interval.end, second.interval.start)
    room = programme.room(second.room).label
    return Problem(
        message=f"{room} has {lasting(pause.length)} between {titled(first.session)} and "
        f"{titled(second.session)}, and needs {lasting(least)}",
        route=first.route,
        label=when(programme, first.session),
        related=(Place(second.route, when(programme, second.session)),),
        subject=Subject(sessions=(first.session.key, second.session.key), rooms=(second.room,)),
        interval=pause,
        help="begin the second later, end the first earlier, or use another room",
    )


RULE = Rule(
    id="changeover-too-short",
    severity=Severity.WARNING,
    summary="Two sessions in one room follow each other too closely.",
    check=check,
    options=Options(),
    needs=("start", "end", "rooms"),
    placed=True,
)
