"""Sessions for the same people: those of one track, and those that name each other.

The rule tells of a track in one finding where hardly any of it can be followed. A plan that
counted so would do best to jam a track into one hour. So where the rule is a warning, each
pair costs; but of a track that is told of as a whole already none does: it is a subject.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from coopsched.findings import Place, Problem, Subject
from coopsched.interval import overlapping_pairs
from coopsched.planning.counting.count import Blocker, Count
from coopsched.planning.counting.facts import Facts, interval
from coopsched.planning.counting.halls import Spot
from coopsched.planning.counting.ledger import Ledger, Timeline
from coopsched.planning.task import Task
from coopsched.rules.audience_clash import FEW, check

NO_TRACK = ""


@lru_cache(maxsize=4)
def subjects(task: Task) -> frozenset[str]:
    """Return the tracks of which pairs cost nothing: as things stand, each is told as a whole.

    None where the rule is an error: a plan must not have it then, however it is told.
    """
    if task.judge.is_error(Audience.rule):
        return frozenset()
    problems = check(task.programme, task.judge.options(Audience.rule))
    return frozenset(str(each.route[1]) for each in problems if each.route[0] == "tracks")


class Thread:
    """The sessions of a track that are on the board, and how many pairs of them overlap.

    ``named`` is how many of the pairs also name each other.
    """

    def __init__(self) -> None:
        self.members: set[int] = set()
        self.held = Timeline()
        self.pairs = 0
        self.named = 0


class Audience(Count):
    """Sessions for the same people at the same time."""

    rule = "audience-clash"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        tracks = facts.judge.options(self.rule).tracks
        aside = subjects(facts.task)
        self._showing = [session.repeats or session.key for session in facts.sessions]
        self._track = [
            session.track
            if tracks and session.track and session.track not in aside and not facts.on_the_side[s]
            else NO_TRACK
            for s, session in enumerate(facts.sessions)
        ]
        self._threads = {track: Thread() for track in self._track if track}
        self._not_with = self._named()

    def _named(self) -> dict[int, set[int]]:
        """Return what each session must not overlap with, because one of the two says so."""
        found: dict[int, set[int]] = {}
        for s, session in enumerate(self.facts.sessions):
            for key in session.not_with:
                t = self.facts.task.session_at[key]
                if self._compete(s, t):
                    found.setdefault(s, set()).add(t)
                    found.setdefault(t, set()).add(s)
        return found

    def _compete(self, s: int, t: int) -> bool:
        return s != t and self._showing[s] != self._showing[t] and t not in self.facts.kin[s]

    def concerns(self, s: int) -> bool:
        """Tell whether a session has a track, or is named."""
        return bool(self._track[s]) or s in self._not_with

    def added(self, spot: Spot) -> int:
        """Count the pairs; or where they are errors, and too many, the track."""
        s = spot.session
        apart = self._apart(spot)
        if self.lenient:
            return self._lenient_added(spot, apart)
        thread = self._threads.get(self._track[s])
        if thread is None:
            return len(apart)
        pairs = self._in_thread(thread, spot)
        size = len(thread.members)
        if not self.hard or (not pairs and thread.pairs <= max(size, FEW)):
            return len(apart) + len(pairs)
        named = self._not_with.get(s, ())
        both = sum(t in named for t in pairs)
        now = _value(size, thread.pairs, thread.named)
        return len(apart) + _value(size + 1, thread.pairs + len(pairs), thread.named + both) - now

    def _in_thread(self, thread: Thread, spot: Spot) -> list[int]:
        s = spot.session
        held = thread.held.overlapping(spot.start, spot.end)
        return [t for t in held if self._compete(s, t)]

    def _apart(self, spot: Spot) -> list[int]:
        """Return what is named, is held at the time, and is not of the same track."""
        others = self._not_with.get(spot.session)
        if others is None:
            return []
        track, ledger = self._track[spot.session], self.ledger
        return [
            t
            for t in sorted(others)
            if not (track and self._track[t] == track)
            and ledger.rooms[t] is not None
            and max(spot.start, ledger.starts[t]) < min(spot.end, ledger.ends[t])
        ]

    def put(self, spot: Spot) -> None:
        """Note the pairs of the track."""
        self._change(spot, 1)

    def take(self, spot: Spot) -> None:
        """Forget the pairs of a session in its track."""
        self._change(spot, -1)

    def _change(self, spot: Spot, sign: int) -> None:
        s, start, end, _ = spot
        thread = self._threads.get(self._track[s])
        if thread is None:
            return
        if sign < 0:
            thread.members.remove(s)
            if start < end:
                thread.held.remove(start, end, s)
        pairs = self._in_thread(thread, spot)
        named = self._not_with.get(s, ())
        thread.pairs += sign * len(pairs)
        thread.named += sign * sum(t in named for t in pairs)
        if sign > 0:
            thread.members.add(s)
            if start < end:
                thread.held.add(start, end, s)

    def _lenient_added(self, spot: Spot, apart: list[int]) -> int:
        found = sum(self._is_counted(spot, t) for t in apart)
        track = self._track[spot.session]
        if track:
            found += self._counted(track, spot) - self._counted(track, None)
        return found

    def _counted(self, track: str, extra: Spot | None) -> int:
        """Count what counts of a track, one by one."""
        thread = self._threads[track]
        spots = [self._spot(s) for s in sorted(thread.members)]
        if extra is not None:
            spots.append(extra)
        pairs = [
            (spots[i], spots[j])
            for i, j in overlapping_pairs([(spot.start, spot.end) for spot in spots])
            if self._compete(spots[i].session, spots[j].session)
        ]
        if not self.hard or len(pairs) <= max(len(spots), FEW):
            return sum(self.counts(self._problem(*pair)) for pair in pairs)
        named = [
            pair for pair in pairs if pair[0].session in self._not_with.get(pair[1].session, ())
        ]
        first = min(self.facts.keys[spot.session] for spot in spots)
        whole = Problem(
            message="", route=("tracks", track), at_key=True, subject=Subject(sessions=(first,))
        )
        return self.counts(whole) + sum(self.counts(self._problem(*pair)) for pair in named)

    def _spot(self, s: int) -> Spot:
        rooms = self.ledger.rooms[s]
        if rooms is None:
            raise ValueError("what clashes is on the board")
        return Spot(s, self.ledger.starts[s], self.ledger.ends[s], rooms)

    def _is_counted(self, spot: Spot, other: int) -> bool:
        return not self.lenient or self.counts(self._problem(spot, self._spot(other)))

    def _problem(self, one: Spot, other: Spot) -> Problem:
        rank, facts = self.facts.rank, self.facts
        first, second = sorted(
            (one, other), key=lambda spot: (spot.start, spot.end, rank[spot.session])
        )
        return Problem(
            message="",
            route=facts.route(first.session, "start"),
            related=(Place(facts.route(second.session, "start")),),
            subject=Subject(sessions=(facts.keys[first.session], facts.keys[second.session])),
            interval=interval(max(one.start, other.start), min(one.end, other.end)),
        )

    def blockers(self, spot: Spot) -> Iterator[Blocker]:
        """Yield the sessions for the same people."""
        if self.added(spot) <= 0:
            return
        thread = self._threads.get(self._track[spot.session])
        others = self._in_thread(thread, spot) if thread else []
        clashing = [*self._apart(spot), *others]
        if not clashing:
            yield self.blocker(spot.start, spot.end)
        for t in clashing:
            start = max(spot.start, self.ledger.starts[t])
            yield self.blocker(start, min(spot.end, self.ledger.ends[t]), session=t)

    def violations(self) -> Iterator[tuple[int, ...]]:
        """Yield each pair; of a track as a whole too, for without errors it has no pairs."""
        for spot in self.ledger.held():
            if not self.concerns(spot.session):
                continue
            track = self._track[spot.session]
            others = self._apart(spot)
            if track and not self.lenient:
                others += self._in_thread(self._threads[track], spot)
            for t in others:
                if spot.session < t and self._is_counted(spot, t):
                    yield spot.session, t
        for track, thread in self._threads.items():
            if self.lenient and self._counted(track, None):
                yield tuple(sorted(thread.members))

    def related(self, s: int) -> Iterable[int]:
        """Return the sessions of the track, and those that are named."""
        yield from self._not_with.get(s, ())
        if self._track[s]:
            yield from (t for t, track in enumerate(self._track) if track == self._track[s])


def _value(size: int, pairs: int, named: int) -> int:
    """Return how many findings a track has: its pairs, or one where they are too many."""
    return pairs if pairs <= max(size, FEW) else 1 + named
