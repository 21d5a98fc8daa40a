"""More of a resource is in use at one time than there is.

Cameras, interpretation teams and their like are counted: what all sessions of one time
use together must not exceed the `quantity`. A session `within` a longer one may use what
the longer one has, so that only the larger number of the two counts.

## Example

```yaml
resources:
  camera: {name: Camera, quantity: 2}
sessions:
  party: {title: Party, kind: social, start: 12:00, end: 13:00, resources: {camera: 2}}
  lunch: {title: Lunch, kind: meal, start: 12:30, end: 14:00, resources: [camera]}
```

## What to do

Move one of the sessions, use less, or find more and raise the `quantity`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import Programme, Resource, Session
from coopsched.rules.wording import MOST_PLACES, clock, listed, titled, when

_NAMED = 5


class Use(NamedTuple):
    """A session's use of a resource."""

    interval: Interval
    session: Session
    number: int


class Excess(NamedTuple):
    """A stretch of time in which too much is used, how much at most, and by whom."""

    interval: Interval
    peak: int
    uses: list[Use]


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each longest stretch in which a resource is overbooked."""
    uses: dict[str, list[Use]] = {}
    for session in programme.held:
        needed: Counter[str] = Counter()
        for key, number in session.resources:
            needed[key] += number
        for key, number in needed.items():
            if number and session.interval and session.interval.length:
                uses.setdefault(key, []).append(Use(session.interval, session, number))
    for resource in sorted(programme.resources, key=lambda resource: resource.key):
        for excess in _excesses(programme, resource.quantity, uses.get(resource.key, [])):
            yield _problem(programme, resource, excess)


def _excesses(programme: Programme, quantity: int, uses: list[Use]) -> Iterator[Excess]:
    """Sweep over the moments at which anything begins or ends."""
    demand = Demand(programme)
    begun, peak = None, 0
    involved: dict[str, Use] = {}
    for moment, starting, ending in _changes(uses):
        demand.change(starting, ending)
        if demand.total > quantity:
            if begun is None:
                begun, peak, involved = moment, 0, dict(demand.active)
            peak = max(peak, demand.total)
            involved |= {use.session.key: use for use in starting}
        elif begun is not None:
            order = sorted(involved.values(), key=lambda use: (use.interval, use.session.key))
            yield Excess(Interval(begun, moment), peak, order)
            begun = None


def _changes(uses: list[Use]) -> Iterator[tuple[datetime, list[Use], list[Use]]]:
    """Yield each moment at which uses begin or end, with those that begin and that end."""
    changes: dict[datetime, tuple[list[Use], list[Use]]] = {}
    for use in uses:
        changes.setdefault(use.interval.start, ([], []))[0].append(use)
        changes.setdefault(use.interval.end, ([], []))[1].append(use)
    for moment in sorted(changes):
        yield moment, *changes[moment]


class Demand:
    """How much is used now: along a chain of `within`, the larger of the own and the inner."""

    def __init__(self, programme: Programme) -> None:
        self.active: dict[str, Use] = {}
        self.total = 0
        self._programme = programme
        self._inner: Counter[str] = Counter()

    def change(self, starting: Iterable[Use], ending: Iterable[Use]) -> None:
        """Let some uses begin and others end."""
        for use in starting:
            before = self._of(use.session.key)
            self.active[use.session.key] = use
            self._pass_on(use.session, before)
        for use in ending:
            before = self._of(use.session.key)
            del self.active[use.session.key]
            self._pass_on(use.session, before)

    def _pass_on(self, session: Session, before: int) -> None:
        """Tell the sessions around one that its demand is no longer what it was before."""
        while session.within is not None:
            more = self._of(session.key) - before
            before = self._of(session.within)
            self._inner[session.within] += more
            session = self._programme.session(session.within)
        self.total += self._of(session.key) - before

    def _of(self, key: str) -> int:
        own = self.active[key].number if key in self.active else 0
        return max(own, self._inner[key])


def _problem(programme: Programme, resource: Resource, excess: Excess) -> Problem:
    uses = excess.uses
    first, *others = uses
    names = [titled(use.session) for use in uses[:_NAMED]]
    if len(uses) > _NAMED:
        names.append(f"{len(uses) - _NAMED} more")
    return Problem(
        message=f"{excess.peak} × {resource.label} needed {clock(programme, excess.interval)}, "
        f"and there {'is' if resource.quantity == 1 else 'are'} {resource.quantity}: "
        f"{listed(names)}",
        route=_route(first, resource),
        label=_label(programme, first),
        related=tuple(
            Place(_route(use, resource), _label(programme, use)) for use in others[:MOST_PLACES]
        ),
        subject=Subject(sessions=tuple(use.session.key for use in uses), resources=(resource.key,)),
        interval=excess.interval,
        help=f"move a session to another time, or find {excess.peak - resource.quantity} more",
    )


def _route(use: Use, resource: Resource) -> tuple[str | int, ...]:
    return ("sessions", use.session.key, "resources", resource.key)


def _label(programme: Programme, use: Use) -> str:
    return f"{use.number} × {when(programme, use.session)}"


RULE = Rule(
    id="resource-overbooked",
    severity=Severity.ERROR,
    summary="More of a resource is in use at one time than there is.",
    check=check,
    needs=("start", "end", "resources"),
    placed=True,
)
