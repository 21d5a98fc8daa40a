"""Two sessions for the same people are held at the same time.

Sessions of one `track` are made for one audience, and so are sessions that name each
other under `not-with`; nobody can follow both. A session `within` the other is part of
it, and two showings of the same thing (`repeats`) are no choice to regret. Breaks, meals,
registration, social and exhibitions do not count for their track.

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

Move one of the two sessions, or take it out of the track.
"""

from collections.abc import Iterator
from typing import NamedTuple

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.rules.clashes import clashes, nested
from coopsched.rules.wording import clock, titled, when


class _Use(NamedTuple):
    """A session's claim on an audience."""

    interval: Interval
    session: Session


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each overlapping pair of one track, then those that are not to overlap."""
    seen: set[tuple[str, str]] = set()
    for track, uses in sorted(_by_track(programme).items()):
        for first, second, shared in clashes(programme, uses):
            pair = first.session.key, second.session.key
            if _showing(first.session) != _showing(second.session):
                seen.add(pair)
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


RULE = Rule(
    id="audience-clash",
    severity=Severity.WARNING,
    summary="Two sessions for the same people are held at the same time.",
    check=check,
    needs=("start", "end"),
)
