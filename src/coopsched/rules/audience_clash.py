"""Two sessions for the same people are held at the same time.

Sessions of one `track` are made for one audience, and so are sessions that name each
other under `not-with`; nobody can follow both. A session `within` the other is part of
it, and two showings of the same thing (`repeats`) are no choice to regret. Breaks, meals,
registration, social and exhibitions do not count for their track.

Where more pairs of a track overlap than it has sessions, and more than ten, it can hardly
be one audience: that is said once for the whole track, and not of each pair.

## Example

```yaml
tracks:
  sailing: {title: Sailing}
sessions:
  knots: {title: Knots, track: sailing, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana]}
  sails: {title: Sails, track: sailing, start: 10:30, end: 11:30, rooms: [barn], speakers: [nora]}
speakers:
  ana: {name: Ana Pérez}
  nora: {name: Nora Quist}
rooms:
  attic: {name: Attic}
  barn: {name: Barn}
```

## What to do

Move one of the two sessions, or take it out of the track. Where the tracks of a programme
are subjects, and nobody is to follow all of one, say so: `audience-clash: {tracks: false}`.

## Options

- `tracks`: whether the sessions of a track are for one audience; `not-with` is always
  checked.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.rules.clashes import clashes, nested
from coopsched.rules.wording import clock, titled, when

FEW = 10


@dataclass(frozen=True)
class Options:
    """What can be set."""

    tracks: bool = True


class _Use(NamedTuple):
    """A session's claim on an audience."""

    interval: Interval
    session: Session


def check(programme: Programme, options: Options) -> Iterator[Problem]:
    """Yield each overlapping pair of one track, then those that are not to overlap."""
    seen: set[tuple[str, str]] = set()
    by_track = _by_track(programme) if options.tracks else {}
    for track, uses in sorted(by_track.items()):
        most = max(len(uses), FEW)
        pairs = list(islice(_of_track(programme, uses), most + 1))
        if len(pairs) > most:
            yield _subject(programme, track, uses)
            continue
        for first, second, shared in pairs:
            seen.add((first.session.key, second.session.key))
            why = f"both of the track {_track(programme, track)}"
            yield _problem(programme, first.session, second.session, shared, why)
    for first, second, shared in _not_with(programme):
        if (first.session.key, second.session.key) not in seen:
            seen.add((first.session.key, second.session.key))
            yield _problem(
                programme, first.session, second.session, shared, "for the same people (`not-with`)"
            )


def _by_track(programme: Programme) -> dict[str, list[_Use]]:
    found: dict[str, list[_Use]] = {}
    for session in programme.held:
        if session.track and session.interval and session.kind not in SIDE_KINDS:
            found.setdefault(session.track, []).append(_Use(session.interval, session))
    return found


def _of_track(programme: Programme, uses: Sequence[_Use]) -> Iterator[tuple[_Use, _Use, Interval]]:
    for first, second, shared in clashes(programme, uses):
        if _showing(first.session) != _showing(second.session):
            yield first, second, shared


def _not_with(programme: Programme) -> Iterator[tuple[_Use, _Use, Interval]]:
    """Yield the overlaps of sessions of which one names the other, perhaps twice."""
    uses = {s.key: _Use(s.interval, s) for s in programme.held if s.interval}
    for key, use in uses.items():
        for other_key in use.session.not_with:
            other = uses.get(other_key)
            shared = other and use.interval.intersection(other.interval)
            if not other or not shared or key == other_key:
                continue
            same = _showing(use.session) == _showing(other.session)
            if not same and not nested(programme, use.session, other.session):
                first, second = sorted((use, other), key=lambda each: (each[0], each[1].key))
                yield first, second, shared


def _showing(session: Session) -> str:
    return session.repeats or session.key


def _track(programme: Programme, key: str) -> str:
    return f"“{programme.track(key).title}”"


def _problem(
    programme: Programme, first: Session, second: Session, shared: Interval, why: str
) -> Problem:
    return Problem(
        message=f"{titled(first)} and {titled(second)}, {why}, overlap, {clock(programme, shared)}",
        route=("sessions", first.key, "start"),
        label=when(programme, first),
        related=(Place(("sessions", second.key, "start"), when(programme, second)),),
        subject=Subject(sessions=(first.key, second.key)),
        interval=shared,
        help="move one of the two, so that people can follow both",
    )


def _subject(programme: Programme, track: str, uses: Sequence[_Use]) -> Problem:
    """Say of a whole track that its sessions are held in parallel."""
    return Problem(
        message=f"{_parallel([use.interval for use in uses])} of the {len(uses)} sessions of "
        f"the track {_track(programme, track)} run in parallel with others of it",
        route=("tracks", track),
        at_key=True,
        # One session stands for the track, which a subject cannot name: moves do not change it.
        subject=Subject(sessions=(min(use.session.key for use in uses),)),
        help="if the track is a subject and not an audience, switch this off: "
        "`audience-clash: {tracks: false}`",
    )


def _parallel(spans: Sequence[Interval]) -> int:
    """Count the spans that overlap with another one."""
    spans = [span for span in spans if span.length]
    starts, ends = sorted(start for start, _ in spans), sorted(end for _, end in spans)
    return sum(bisect_left(starts, end) - bisect_right(ends, start) > 1 for start, end in spans)


RULE = Rule(
    id="audience-clash",
    severity=Severity.WARNING,
    summary="Two sessions for the same people are held at the same time.",
    check=check,
    options=Options(),
    needs=("start", "end"),
    placed=True,
)
