"""A speaker has too little time to go from one room to another.

Sessions end a little late, people ask one more question, and the next room has to be
found. So 5 minutes are needed between two sessions in different rooms, and the walk
where the venue says how long it takes (`walks`: between two rooms, and so between
their `parts`). Somebody who takes part from elsewhere (`remote`), or in a room on the
network, need not walk. Sessions that overlap are `speaker-double-booking`.

## Example

```yaml
venue: {name: The Mill, walks: [{rooms: [attic, barn], minutes: 10}]}
rooms:
  attic: {name: Attic}
  barn: {name: Barn}
speakers:
  ana: {name: Ana Pérez}
sessions:
  knots: {title: Knots, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana]}
  sails: {title: Sails, start: 11:10, end: 12:00, rooms: [barn], speakers: [ana]}
```

## What to do

Begin the second session later, end the first one earlier, or hold both in one room. If
the speaker leaves early or comes late, say so: `{speaker: ana, until: 10:50}`.

## Options

- `minutes`: the least time between two sessions in different rooms, the walk aside; 5
  unless set.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import Appearance, Programme
from coopsched.rules.presences import outermost
from coopsched.rules.wording import clock, instant, lasting, titled

_AT_ONCE = timedelta()
Walks = dict[tuple[str, str], timedelta]


@dataclass(frozen=True)
class Options:
    """What can be set."""

    minutes: int = 5


def check(programme: Programme, options: Options) -> Iterator[Problem]:
    """Yield each two successive sessions of a speaker with too little time between."""
    walks = given_walks(programme)
    for key, appearances in sorted(programme.appearances.items()):
        seen: set[tuple[str, str]] = set()
        for first, second in _successive(outermost(programme, appearances)):
            walk = _walk(programme, walks, first, second)
            pair = first.session.key, second.session.key
            if walk is None or pair in seen:
                continue
            least = walk + timedelta(minutes=options.minutes)
            if second.interval.start - first.interval.end < least:
                seen.add(pair)
                yield _problem(programme, key, first, second, walk, least)


def _successive(appearances: Sequence[Appearance]) -> Iterator[tuple[Appearance, Appearance]]:
    """Yield each two appearances that follow each other with none between them."""
    starts = [appearance.interval.start for appearance in appearances]
    for first in appearances:
        soonest = None
        for i in range(bisect_left(starts, first.interval.end), len(starts)):
            if soonest is not None and soonest <= starts[i]:
                break
            end = appearances[i].interval.end
            soonest = min(end, soonest or end)
            yield first, appearances[i]


def given_walks(programme: Programme) -> Walks:
    """Return the walks as they are given, and between the parts of their rooms, either way."""
    given: Walks = {}
    between_parts: Walks = {}
    for walk in programme.venue.walks if programme.venue else ():
        time = timedelta(minutes=walk.minutes)
        for a, b in (walk.rooms, walk.rooms[::-1]):
            given[a, b] = max(time, given.get((a, b), time))
            for pair in product(programme.smallest_parts(a), programme.smallest_parts(b)):
                between_parts[pair] = max(time, between_parts.get(pair, time))
    return between_parts | given


def _walk(
    programme: Programme, walks: Walks, first: Appearance, second: Appearance
) -> timedelta | None:
    """Return how long the shortest way takes; None where nobody changes rooms."""
    if not first.session.rooms or not second.session.rooms:
        return None
    here, there = _rooms(programme, first), _rooms(programme, second)
    if not here or not there:
        return None if here == there else _AT_ONCE
    if any(
        programme.smallest_parts(a) & programme.smallest_parts(b) for a, b in product(here, there)
    ):
        return None
    return min(way(programme, walks, a, b) for a, b in product(here, there))


def _rooms(programme: Programme, appearance: Appearance) -> list[str]:
    """Return the rooms in which a speaker is in body."""
    if appearance.entry.remote:
        return []
    return [room for room in appearance.session.rooms if not programme.room(room).online]


def way(programme: Programme, walks: Walks, a: str, b: str) -> timedelta:
    """Return how long it takes from one room to another: as given, else the longest of parts."""
    if (a, b) in walks:
        return walks[a, b]
    parts = product(programme.smallest_parts(a), programme.smallest_parts(b))
    return max(walks.get(pair, _AT_ONCE) for pair in parts)


def _problem(
    programme: Programme,
    key: str,
    first: Appearance,
    second: Appearance,
    walk: timedelta,
    least: timedelta,
) -> Problem:
    pause = Interval(first.interval.end, second.interval.start)
    walking = f", {lasting(walk)} of it to walk" if walk else ""
    return Problem(
        message=f"{programme.speaker(key).name} has {lasting(pause.length)} between "
        f"{titled(first.session)} and {titled(second.session)} in another room, and needs "
        f"{lasting(least)}{walking}",
        route=first.route,
        label=f"{clock(programme, first.interval)} {titled(first.session)}",
        related=(
            Place(second.route, f"{clock(programme, second.interval)} {titled(second.session)}"),
        ),
        subject=Subject(sessions=(first.session.key, second.session.key), speakers=(key,)),
        interval=pause,
        help=f"begin {titled(second.session)} at {instant(programme, pause.start + least)}, "
        "or hold both in one room",
    )


RULE = Rule(
    id="pause-too-short",
    severity=Severity.WARNING,
    summary="A speaker has too little time to go from one room to another.",
    check=check,
    options=Options(),
    needs=("start", "end", "rooms", "speakers"),
    placed=True,
)
