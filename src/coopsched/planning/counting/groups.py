"""Rules about several sessions together: a group is counted with a session and without it."""

from abc import abstractmethod
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from coopsched.planning.counting.count import Blocker, Count
from coopsched.planning.counting.facts import Facts
from coopsched.planning.counting.halls import Spot
from coopsched.planning.counting.ledger import Ledger

G = TypeVar("G", bound=Hashable)


class Failing(NamedTuple):
    """A finding in a group: the sessions that could clear it, those to blame, and when."""

    sessions: tuple[int, ...]
    others: tuple[int, ...]
    start: int
    end: int
    speaker: int | None = None
    resource: str | None = None


class Groups(Count, Generic[G]):
    """A rule that finds things wrong with groups of sessions that are known beforehand."""

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self.groups: dict[int, list[G]] = {}
        self._members: dict[G, list[int]] = {}
        self._known: dict[G, int] = {}
        """How many findings groups have on the board, as long as nobody comes or goes."""

    def join(self, s: int, group: G) -> None:
        """Note that a session can matter to a group."""
        self.groups.setdefault(s, []).append(group)
        self._members.setdefault(group, []).append(s)

    @abstractmethod
    def failing(self, group: G, extra: Spot | None) -> list[Failing]:
        """Return what is wrong with a group, perhaps with one more session on the board."""

    def concerns(self, s: int) -> bool:
        """Tell whether a session is in a group."""
        return s in self.groups

    def added(self, spot: Spot) -> int:
        """Count the groups of a session with it, less what they count without it."""
        return sum(
            len(self.failing(group, spot)) - self.present(group)
            for group in self.groups[spot.session]
        )

    def present(self, group: G) -> int:
        """Return how many findings a group has on the board as it is."""
        known = self._known.get(group)
        if known is None:
            known = self._known[group] = len(self.failing(group, None))
        return known

    def put(self, spot: Spot) -> None:
        """Forget what was known of the groups of a session."""
        for group in self.groups[spot.session]:
            self._known.pop(group, None)

    def take(self, spot: Spot) -> None:
        """Forget what was known of the groups of a session."""
        self.put(spot)

    def blockers(self, spot: Spot) -> Iterator[Blocker]:
        """Yield what is wrong with each group that a session would make worse."""
        for group in self.groups[spot.session]:
            there = self.failing(group, spot)
            if len(there) > self.present(group):
                for each in there:
                    yield from self._blamed(spot.session, each)

    def _blamed(self, s: int, failing: Failing) -> Iterator[Blocker]:
        others: list[int | None] = [t for t in failing.others if t != s]
        for other in others or [None]:
            yield self.blocker(
                failing.start,
                failing.end,
                session=other,
                speaker=failing.speaker,
                resource=failing.resource,
            )

    def violations(self) -> Iterator[tuple[int, ...]]:
        """Yield the sessions that could clear each finding."""
        for group in self._members:
            for each in self.failing(group, None):
                yield tuple(dict.fromkeys(each.sessions))

    def related(self, s: int) -> Iterable[int]:
        """Return the members of all its groups."""
        for group in self.groups.get(s, ()):
            yield from self._members[group]

    def span(self, s: int, extra: Spot | None) -> tuple[int, int] | None:
        """Return when a session is held; None where it is off the board."""
        if extra is not None and extra.session == s:
            return extra.start, extra.end
        if self.ledger.rooms[s] is None:
            return None
        return self.ledger.starts[s], self.ledger.ends[s]
