"""What follows in a room or on a day: changeovers that are too short, ends that nobody knows."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from coopsched.findings import Place, Problem, Subject
from coopsched.planning.counting.count import Blocker, Count
from coopsched.planning.counting.facts import Facts, interval
from coopsched.planning.counting.halls import RoomSet, Spot
from coopsched.planning.counting.ledger import Ledger
from coopsched.planning.task import MINUTE

Pair = tuple[int, int]
Use = tuple[int, int, int, int]
"""A start, an end, a rank and a session: in the order in which the rule sorts."""


class Changeover(Count):
    """Sessions that follow each other in a room too closely."""

    rule = "changeover-too-short"
    by_room = True

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self._least = facts.judge.options(self.rule).minutes * MINUTE
        self._parts: dict[Pair, frozenset[int]] = {}
        self._order = {
            part: i
            for i, part in enumerate(
                sorted(range(len(facts.halls.keys)), key=facts.halls.keys.__getitem__)
            )
        }
        judge = facts.judge
        self._hidden = not all(
            judge.is_error(rule) and not judge.is_lenient(rule)
            for rule in ("room-double-booking", "outside-parent-session")
        )

    def concerns(self, s: int) -> bool:
        """Tell whether any time is asked for between sessions."""
        return self._least > 0 and self.facts.lengths[s] > 0 and bool(self.facts.halls.keys)

    def added(self, spot: Spot) -> int:
        """Count what would follow too closely, less what would follow no more."""
        return sum(
            self._value(pair, parts, spot) - self._value(pair, self._parts.get(pair), spot)
            for pair, parts in self._changes(spot).items()
        )

    def _value(self, pair: Pair, parts: frozenset[int] | None, spot: Spot) -> int:
        if not parts:
            return 0
        if not self.lenient:
            return 1
        return int(self.counts(self._problem(pair, min(parts, key=self._order.__getitem__), spot)))

    def _problem(self, pair: Pair, part: int, spot: Spot) -> Problem:
        facts = self.facts
        (_, end, first), (start, _, second) = (self._place(s, spot) for s in pair)
        routes = [
            facts.route(s, "rooms", rooms.parts[part])
            for s, rooms in zip(pair, (first, second), strict=True)
        ]
        room = facts.halls.keys[second.rooms[second.parts[part]]]
        return Problem(
            message="",
            route=routes[0],
            related=(Place(routes[1]),),
            subject=Subject(sessions=(facts.keys[pair[0]], facts.keys[pair[1]]), rooms=(room,)),
            interval=interval(end, start),
        )

    def _place(self, s: int, spot: Spot) -> tuple[int, int, RoomSet]:
        if s == spot.session:
            return spot.start, spot.end, spot.rooms
        rooms = self.ledger.rooms[s]
        if rooms is None:
            raise ValueError("what follows is on the board")
        return self.ledger.starts[s], self.ledger.ends[s], rooms

    def _changes(self, spot: Spot) -> dict[Pair, frozenset[int]]:
        """Return the pairs that change with a session there, and the parts in which they follow."""
        found: dict[Pair, frozenset[int]] = {}
        for part in spot.rooms.parts:
            seconds = self._near(part, spot.start, spot.end + self._least)
            own = (spot.start, spot.end, self.facts.rank[spot.session], spot.session)
            before = {pair for use in seconds if (pair := self._follows(part, use, None))}
            after = {pair for use in (*seconds, own) if (pair := self._follows(part, use, own))}
            for pair in before ^ after:
                parts = found.get(pair, self._parts.get(pair, frozenset()))
                found[pair] = parts | {part} if pair in after else parts - {part}
        return found

    def _near(self, part: int, start: int, end: int) -> list[Use]:
        ledger, rank = self.ledger, self.facts.rank
        found = ledger.halls[part].overlapping(start, end)
        return [(ledger.starts[t], ledger.ends[t], rank[t], t) for t in found]

    def _follows(self, part: int, second: Use, extra: Use | None) -> Pair | None:
        """Return the session that another one follows too closely, and that one."""
        start, kin, open_ended = second[0], self.facts.kin[second[3]], self.facts.open_ended
        near = self._near(part, start - self._least, start + 1)
        if extra is not None and extra[1] > start - self._least:
            near.append(extra)
        last = max(
            (
                (use[1], use[0], use[2], use[3])
                for use in near
                if use < second and use[3] not in kin and not open_ended[use[3]]
            ),
            default=None,
        )
        return (last[3], second[3]) if last is not None and last[0] <= start else None

    def put(self, spot: Spot) -> None:
        """Note what follows what."""
        for pair, parts in self._changes(spot).items():
            self._set(pair, parts)

    def take(self, spot: Spot) -> None:
        """Note what follows what, without a session."""
        for pair in [pair for pair in self._parts if spot.session in pair]:
            del self._parts[pair]
        for part in spot.rooms.parts:
            for use in self._near(part, spot.start, spot.end + self._least):
                follows = self._follows(part, use, None)
                if follows is not None:
                    self._set(follows, self._parts.get(follows, frozenset()) | {part})

    def _set(self, pair: Pair, parts: frozenset[int]) -> None:
        if parts:
            self._parts[pair] = parts
        else:
            self._parts.pop(pair, None)

    def blockers(self, spot: Spot) -> Iterator[Blocker]:
        """Yield what a session would follow, or be followed by, too closely."""
        for pair, parts in self._changes(spot).items():
            if self._value(pair, parts, spot) > self._value(pair, self._parts.get(pair), spot):
                other = next((s for s in pair if s != spot.session), None)
                part = min(parts, key=self._order.__getitem__)
                (_, end, _), (start, _, _) = (self._place(s, spot) for s in pair)
                yield self.blocker(end, start, session=other, room=part)

    def violations(self) -> Iterator[tuple[int, ...]]:
        """Yield each two sessions that follow too closely.

        Another session in the room could come between them: where nothing else forbids that,
        any session could clear it.
        """
        for pair, parts in sorted(self._parts.items()):
            rooms = self.ledger.rooms[pair[0]]
            if rooms is None:
                continue
            spot = Spot(pair[0], self.ledger.starts[pair[0]], self.ledger.ends[pair[0]], rooms)
            if self._value(pair, parts, spot):
                others = range(len(self.facts.sessions)) if self._hidden else ()
                yield (*pair, *(s for s in others if s not in pair))


class OpenEnded(Count):
    """Sessions without an end that others follow on their day."""

    rule = "session-open-ended"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self._any = any(
            is_open and is_live
            for is_open, is_live in zip(facts.open_ended, facts.is_live, strict=True)
        )
        self._days: dict[str, list[tuple[int, int]]] = {}

    def concerns(self, s: int) -> bool:
        """Tell whether any session is open-ended."""
        return self._any and self.facts.is_live[s]

    def _day(self, spot: Spot) -> list[tuple[int, int]]:
        """Return the starts of a day with their sessions, in order."""
        key = self.facts.days.of(spot.session, spot.start).day.key
        return self._days.setdefault(key, [])

    def added(self, spot: Spot) -> int:
        """Count the session, and those that would be last no more."""
        day = self._day(spot)
        if not day:
            return 0
        last = day[-1][0]
        if spot.start < last:
            return int(self._is_found(spot.session, spot.start))
        if spot.start == last:
            return 0
        ones = day[bisect_left(day, (last,)) :]
        return sum(self._is_found(s, last) for _, s in ones)

    def _is_found(self, s: int, start: int) -> bool:
        if not self.facts.open_ended[s]:
            return False
        span = interval(start, start + 1)
        problem = Problem(message="", route=self.facts.route(s, "start"), interval=span)
        return not self.lenient or self.counts(problem)

    def put(self, spot: Spot) -> None:
        """Note when a session begins."""
        insort(self._day(spot), (spot.start, spot.session))

    def take(self, spot: Spot) -> None:
        """Forget when a session began."""
        self._day(spot).remove((spot.start, spot.session))

    def violations(self) -> Iterator[tuple[int, ...]]:
        """Yield each open-ended session with one that follows it."""
        for day in self._days.values():
            for start, s in day:
                if start < day[-1][0] and self._is_found(s, start):
                    yield s, day[-1][1]

    def related(self, s: int) -> list[int]:
        """Return all sessions: any of them may be on its day."""
        return [t for t, is_live in enumerate(self.facts.is_live) if is_live and t != s]
