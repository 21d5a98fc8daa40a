"""Resources: what sessions of one time use together must not exceed what there is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coopsched.findings import Place, Problem, Subject
from coopsched.planning.counting.count import Blocker, Count
from coopsched.planning.counting.facts import Facts, interval
from coopsched.planning.counting.halls import Spot
from coopsched.planning.counting.ledger import Ledger
from coopsched.rules.wording import MOST_PLACES


class Use(NamedTuple):
    """A session's use of a resource. Uses sort as the rule sorts them."""

    start: int
    end: int
    rank: int
    session: int


class Overbooked(Count):
    """Stretches of time in which more of a resource is in use than there is."""

    rule = "resource-overbooked"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self._quantity = {part.key: part.quantity for part in facts.programme.resources}
        self._needed = [_needed(session.resources) for session in facts.sessions]
        self._users: dict[str, list[int]] = {}
        for s, needed in enumerate(self._needed):
            for key in needed:
                self._users.setdefault(key, []).append(s)

    def concerns(self, s: int) -> bool:
        """Tell whether a session uses anything."""
        return bool(self._needed[s])

    def added(self, spot: Spot) -> int:
        """Count the stretches that begin, less those that are joined."""
        s, start, end, _ = spot
        if start >= end:
            return 0
        extra = Use(start, end, self.facts.rank[s], s)
        return sum(self._added_of(key, extra) for key in self._needed[s])

    def _added_of(self, key: str, extra: Use) -> int:
        if self.lenient:
            return self._counted(key, extra) - self._counted(key, None)
        near = [use for use in self._uses(key) if use.start <= extra.end and use.end >= extra.start]
        return len(self._excesses(key, [*near, extra])) - len(self._excesses(key, near))

    def _uses(self, key: str) -> list[Use]:
        ledger, rank = self.ledger, self.facts.rank
        return [
            Use(ledger.starts[t], ledger.ends[t], rank[t], t)
            for t in self._users[key]
            if ledger.rooms[t] is not None and ledger.starts[t] < ledger.ends[t]
        ]

    def _excesses(self, key: str, uses: list[Use]) -> list[tuple[int, int]]:
        """Return the longest stretches in which too much is in use."""
        found: list[tuple[int, int]] = []
        begun = None
        for moment in sorted({moment for use in uses for moment in use[:2]}):
            active = [use.session for use in uses if use.start <= moment < use.end]
            if self._demand(key, active) > self._quantity[key]:
                begun = moment if begun is None else begun
            elif begun is not None:
                found.append((begun, moment))
                begun = None
        return found

    def _demand(self, key: str, active: list[int]) -> int:
        """Return what sessions of one time use: of nested ones the larger of outer and inner."""
        numbers = {s: self._needed[s][key] for s in active}
        around = self.facts.around
        if not any(around[s] for s in active):
            return sum(numbers.values())
        inner: Counter[int] = Counter()
        total = 0
        chains = {t: around[t] for s in active for t in (s, *around[s])}
        for t in sorted(chains, key=lambda t: -len(chains[t])):
            demand = max(numbers.get(t, 0), inner[t])
            if chains[t]:
                inner[chains[t][0]] += demand
            else:
                total += demand
        return total

    def _counted(self, key: str, extra: Use | None) -> int:
        """Count the stretches that nobody accepts."""
        uses = sorted([*self._uses(key), *([extra] if extra else [])])
        ordinals: Counter[tuple[str, ...]] = Counter()
        found = 0
        for start, end in self._excesses(key, uses):
            problem = self._problem(key, start, end, uses)
            sessions = tuple(sorted(problem.subject.sessions))
            found += self.counts(problem, ordinals[sessions])
            ordinals[sessions] += 1
        return found

    def _problem(self, key: str, start: int, end: int, uses: list[Use]) -> Problem:
        involved = [use for use in uses if use.start < end and use.end > start]
        routes = [self.facts.route(use.session, "resources", key) for use in involved]
        return Problem(
            message="",
            route=routes[0],
            related=tuple(Place(route) for route in routes[1 : MOST_PLACES + 1]),
            subject=Subject(
                sessions=tuple(self.facts.keys[use.session] for use in involved), resources=(key,)
            ),
            interval=interval(start, end),
        )

    def blockers(self, spot: Spot) -> Iterator[Blocker]:
        """Yield the sessions that use what is needed."""
        s, start, end, _ = spot
        if start >= end:
            return
        extra = Use(start, end, self.facts.rank[s], s)
        for key in self._needed[s]:
            if self._added_of(key, extra) <= 0:
                continue
            for begin, finish in self._excesses(key, [*self._uses(key), extra]):
                if begin < end and finish > start:
                    users = [u for u in self._uses(key) if u.start < finish and u.end > begin]
                    others: list[int | None] = [use.session for use in users]
                    for other in others or [None]:
                        yield self.blocker(begin, finish, session=other, resource=key)

    def violations(self) -> Iterator[tuple[int, ...]]:
        """Yield, for each stretch, the sessions of its first moment: fewest of all are enough."""
        for key in self._users:
            uses = sorted(self._uses(key))
            ordinals: Counter[tuple[str, ...]] = Counter()
            for start, end in self._excesses(key, uses):
                problem = self._problem(key, start, end, uses)
                sessions = tuple(sorted(problem.subject.sessions))
                ordinals[sessions] += 1
                if not self.lenient or self.counts(problem, ordinals[sessions] - 1):
                    yield self._fewest(start, end, uses)

    def _fewest(self, start: int, end: int, uses: list[Use]) -> tuple[int, ...]:
        """Return those in use at the moment of a stretch at which they are fewest."""
        moments = {start, *(use.start for use in uses if start <= use.start < end)}
        moments |= {use.end for use in uses if start <= use.end < end}
        at_once = [
            tuple(use.session for use in uses if use.start <= moment < use.end)
            for moment in sorted(moments)
        ]
        return min(at_once, key=len)

    def related(self, s: int) -> Iterable[int]:
        """Return the sessions that use the same resources."""
        for key in self._needed[s]:
            yield from self._users[key]


def _needed(resources: tuple[tuple[str, int], ...]) -> dict[str, int]:
    needed: Counter[str] = Counter()
    for key, number in resources:
        needed[key] += number
    return {key: number for key, number in needed.items() if number}
