"""Rules about sessions that refer to each other: within, after, continues."""

from collections.abc import Iterable, Iterator, Sequence

from coopsched.findings import Place, Problem, Subject
from coopsched.planning.counting.count import Blocker, Count
from coopsched.planning.counting.facts import Facts, interval
from coopsched.planning.counting.groups import Failing, Groups
from coopsched.planning.counting.halls import Spot
from coopsched.planning.counting.ledger import Ledger
from coopsched.rules.bounds import beyond
from coopsched.rules.written import end_route


class OutsideParent(Count):
    """Sessions that stick out of the longer one that they lie within."""

    rule = "outside-parent-session"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self._parent = {s: around[0] for s, around in enumerate(facts.around) if around}
        self._children: dict[int, list[int]] = {}
        for child, parent in self._parent.items():
            self._children.setdefault(parent, []).append(child)

    def concerns(self, s: int) -> bool:
        """Tell whether a session lies within another one, or holds one."""
        return s in self._parent or s in self._children

    def added(self, spot: Spot) -> int:
        """Count what would stick out: the session, and those that it holds."""
        return sum(1 for _ in self._out(spot))

    def _out(self, spot: Spot) -> Iterator[tuple[int, int]]:
        """Yield each pair of a session that sticks out and its longer one."""
        ledger, (s, start, end, _) = self.ledger, spot
        parent = self._parent.get(s)
        if parent is not None and ledger.rooms[parent] is not None:
            span = ledger.starts[parent], ledger.ends[parent]
            if self._sticks_out(s, (start, end), parent, span):
                yield s, parent
        for child in self._children.get(s, ()):
            if ledger.rooms[child] is not None:
                span = ledger.starts[child], ledger.ends[child]
                if self._sticks_out(child, span, s, (start, end)):
                    yield child, s

    def _sticks_out(
        self, child: int, span: tuple[int, int], parent: int, around: tuple[int, int]
    ) -> bool:
        start, end = around
        if start >= end:
            return False
        late = span[1] > end and not self.facts.open_ended[parent]
        if span[0] >= start and not late:
            return False
        return not self.lenient or self.counts(self._problem(child, span, parent, around))

    def _problem(
        self, child: int, span: tuple[int, int], parent: int, around: tuple[int, int]
    ) -> Problem:
        facts = self.facts
        held, (start, end) = interval(*span), interval(*around)
        out = beyond(held, start, None if facts.open_ended[parent] else end)
        at_start = out.early or out.late == held
        return Problem(
            message="",
            route=facts.route(child, "start") if at_start else end_route(facts.sessions[child]),
            related=(Place(facts.route(parent)),),
            subject=Subject(sessions=(facts.keys[child], facts.keys[parent])),
            interval=out.early or out.late,
        )

    def blockers(self, spot: Spot) -> Iterator[Blocker]:
        """Yield the longer session, and those within, of which one sticks out."""
        for child, parent in self._out(spot):
            other = parent if child == spot.session else child
            yield self.blocker(self.ledger.starts[other], self.ledger.ends[other], session=other)

    def violations(self) -> Iterator[tuple[int, ...]]:
        """Yield each session that sticks out, with the longer one."""
        for spot in self.ledger.held():
            yield from (pair for pair in self._out(spot) if pair[0] == spot.session)

    def related(self, s: int) -> Iterable[int]:
        """Return the longer session, and those within."""
        yield from self._children.get(s, ())
        if s in self._parent:
            yield self._parent[s]


class TooEarly(Groups[int]):
    """Sessions that begin before what they come after has ended.

    A group is a session with the demands that it makes.
    """

    rule = "before-prerequisite-ends"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        demanding = any(session.continues or session.after for session in facts.sessions)
        showings = self._showings() if demanding else {}
        self._demands: dict[int, list[list[int]]] = {}
        for s, session in enumerate(facts.sessions if demanding else ()):
            wanted = {key for key in (session.continues, *session.after) if key is not None}
            if wanted:
                self._demands[s] = [showings[key] for key in sorted(wanted)]
                for member in {s}.union(*self._demands[s]):
                    self.join(member, s)

    def _showings(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {key: [] for key in self.facts.keys}
        for s, session in enumerate(self.facts.sessions):
            if session.status != "cancelled" and not session.permanent:
                for key in {session.key, session.repeats or session.key}:
                    found[key].append(s)
        return found

    def failing(self, group: int, extra: Spot | None) -> list[Failing]:
        """Return what has not ended when the session begins, once for each demand."""
        span = self.span(group, extra)
        if span is None:
            return []
        ordinals: dict[int, int] = {}
        found = []
        for showings in self._demands[group]:
            first = self._first_to_end(showings, extra)
            if first is not None and first[2] == group:
                first = self._first_to_end([t for t in showings if t != group], extra)
            if first is not None and span[0] < first[0]:
                other = first[2]
                ordinal = ordinals[other] = ordinals.get(other, -1) + 1
                if not self.lenient or self._is_counted(group, other, (span[0], first[0]), ordinal):
                    found.append(Failing((group, *showings), (other, group), span[0], first[0]))
        return found

    def _first_to_end(
        self, showings: Sequence[int], extra: Spot | None
    ) -> tuple[int, int, int] | None:
        """Return when the first showing ends, with its rank and number; None while not known."""
        ends = []
        for t in showings:
            span = self.span(t, extra)
            if span is None:
                return None
            ends.append((span[1], self.facts.rank[t], t))
        return min(ends, default=None)

    def _is_counted(self, s: int, other: int, span: tuple[int, int], ordinal: int) -> bool:
        facts = self.facts
        problem = Problem(
            message="",
            route=facts.route(s, "start"),
            related=(Place(facts.route(other)),),
            subject=Subject(sessions=(facts.keys[s], facts.keys[other])),
            interval=interval(*span),
        )
        return self.counts(problem, ordinal)


class RoomLacking(Groups[int]):
    """Sessions that are placed, and have no room."""

    rule = "session-unplaced"
    by_room = True

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        for s in range(len(facts.sessions) if facts.programme.rooms else 0):
            if not facts.on_the_side[s]:
                for member in (s, *facts.around[s]):
                    self.join(member, s)

    def added(self, spot: Spot) -> int:
        """Return 1 where a session needs a room of its own; more where others lie within it."""
        if spot.rooms.rooms and len(self.groups[spot.session]) == 1:
            return 0
        return super().added(spot)

    def failing(self, group: int, extra: Spot | None) -> list[Failing]:
        """Return the session where neither it nor one that it lies within has a room."""
        span = self.span(group, extra)
        chain = (group, *self.facts.around[group])
        if span is None or any(self._has_rooms(s, extra) for s in chain):
            return []
        if self.lenient:
            route, held = self.facts.route(group), interval(*span)
            if not self.counts(Problem(message="", route=route, at_key=True, interval=held)):
                return []
        return [Failing(chain, (), *span)]

    def _has_rooms(self, s: int, extra: Spot | None) -> bool:
        if extra is not None and extra.session == s:
            return bool(extra.rooms.rooms)
        rooms = self.ledger.rooms[s]
        # What is off the board keeps the rooms that the file gives it.
        return bool(self.facts.sessions[s].rooms if rooms is None else rooms.rooms)
