"""A speaker is in two sessions at the same time.

Nobody can be in two places at once, so one of the two sessions goes without its
speaker. Only the time that the speaker is present counts: `from` and `until` in
the line-up narrow it. Authors and organisations are never present, a cancelled
session needs nobody, and a session `within` a longer one may share its people.

## Example

```yaml
rooms:
  attic: {name: Attic}
  barn: {name: Barn}
speakers:
  ana: {name: Ana Pérez}
sessions:
  keynote: {title: Welcome, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana]}
  workshop: {title: Knots, start: 10:30, end: 12:00, rooms: [barn], speakers: [ana]}
```

## What to do

Move one of the two sessions. If the speaker leaves early or comes late, say so:
`{speaker: ana, until: 10:30}`. If the one session is part of the other, say
`within: keynote`. If it is meant, accept it with a reason, at the end of the line:
`# coopsched: allow[speaker-double-booking] she opens both`.
"""

from collections.abc import Iterator

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import Appearance, Programme
from coopsched.rules.clashes import clashes
from coopsched.rules.wording import clock, titled, when


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each pair of sessions in which one speaker is at once."""
    for key, appearances in sorted(programme.appearances.items()):
        seen: set[tuple[str, str]] = set()  # for a line-up that names somebody twice
        for first, second, shared in clashes(programme, appearances):
            pair = first.session.key, second.session.key
            if pair not in seen and pair[::-1] not in seen:
                seen.add(pair)
                yield _problem(programme, key, first, second, shared)


def _problem(
    programme: Programme, key: str, first: Appearance, second: Appearance, shared: Interval
) -> Problem:
    name, time = programme.speaker(key).name, clock(programme, shared)
    return Problem(
        message=f"{name} is in two sessions at once, {time}: "
        f"{titled(first.session)} and {titled(second.session)}",
        route=first.route,
        label=when(programme, first.session),
        related=(Place(second.route, when(programme, second.session)),),
        subject=Subject(sessions=(first.session.key, second.session.key), speakers=(key,)),
        interval=shared,
        help=_leave_early(programme, key, first, second),
    )


def _leave_early(
    programme: Programme, key: str, first: Appearance, second: Appearance
) -> str | None:
    """Suggest to say when the speaker leaves, where there is anything to leave early from."""
    start = second.interval.start
    if not first.interval.start < start:
        return "move one of the two, or say when the speaker comes or leaves: `from:`, `until:`"
    leave = start.astimezone(programme.zone)
    return (
        f"if the speaker leaves {titled(first.session)} early, say so: "
        f"{{speaker: {key}, until: {leave:%H:%M}}}"
    )


RULE = Rule(
    id="speaker-double-booking",
    severity=Severity.ERROR,
    summary="A speaker is in two sessions at the same time.",
    check=check,
    needs=("start", "speakers"),
    placed=True,
)
