"""What the rules want of sessions on a grid, as far as it is told by their timeslots alone.

All of it holds of every plan without errors: what is left out makes no plan impossible, and
none dearer. So a bound that is found with it is a bound of what the rules count.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import inf
from typing import NamedTuple

from coopsched.model import SIDE_KINDS, Session
from coopsched.planning.board import Board
from coopsched.planning.counting.audience import subjects
from coopsched.planning.plans.offers import Offer
from coopsched.planning.task import Place

_BUSY, _CLASH, _UNPLACED = "speaker-double-booking", "audience-clash", "session-unplaced"
_AFTER, _OVERBOOKED, _GAP = "before-prerequisite-ends", "resource-overbooked", "language-gap"
_PARALLEL, _PLENARY, _ASSEMBLY = "parallel-to-plenary", "plenary", "assembly"
_SHARED = frozenset({_GAP, "no-lunch", "speaker-overloaded"})
"""Rules of which one finding can be about many sessions: they do not add up."""


class Together(NamedTuple):
    """Sessions of which each two that are in one cell cost so much; inf: none may be.

    ``beside`` counts, for cells where there are any, others like them that stay there.
    """

    sessions: tuple[int, ...]
    cost: float
    beside: Mapping[int, int]


class Supply(NamedTuple):
    """How much of a resource is left in each cell, and how much of it each session takes."""

    left: Sequence[int]
    uses: Mapping[int, int]


class Plenary(NamedTuple):
    """A session for everybody: each of ``others`` that is in its cell costs so much."""

    session: int
    others: tuple[int, ...]
    cost: float


class Wants:
    """Reads from a board and the rules what some sessions want of the cells they are offered."""

    def __init__(self, board: Board, offers: Mapping[int, Offer], starts: Sequence[int]) -> None:
        self.board, self.offers, self.starts = board, offers, starts
        self.task, self.judge = board.task, board.task.judge
        self.programme = board.task.programme
        self._cell_at = {start: i for i, start in enumerate(starts)}
        self._clash = self._cost_of(_CLASH)
        self._parallel = self._cost_of(_PARALLEL)
        self._empty = Board(board.task, {})
        self._alone: dict[object, float] = {}
        self._quiet: dict[object, tuple[int, float]] = {}
        self._windows: dict[str, object] = {}
        self._staying = [s for s, place in enumerate(board.at) if place is not None]
        self._beside = [self._held_at(start) for start in starts]

    def base(self) -> float:
        """Return what the warnings on the board cost that no placing takes away."""
        return sum(
            number * self.judge.weight(rule)
            for rule, number in self.board.counted().items()
            if rule != _GAP and not self.judge.is_error(rule)
        )

    def costs(self, s: int) -> Iterator[tuple[int, float]]:
        """Yield the cells a session may be in, each with the warnings it causes there for sure."""
        key = self._likeness(self.task.sessions[s], s)
        related = self._is_related(s)
        for start in self.offers[s].starts:
            if (key, start) not in self._alone:
                self._alone[key, start] = self._by_itself(s, start, key)
            cost = self._alone[key, start]
            if cost < inf and not (related and self._is_barred(s, start)):
                cell = self._cell_at[start]
                yield cell, cost + self._disliked(s, cell)

    def likeness(self, s: int) -> object:
        """Return what is the same for sessions that have the same costs."""
        if self._is_related(s):
            return s
        return id(self.offers[s].starts), self._likeness(self.task.sessions[s], s)

    def _is_related(self, s: int) -> bool:
        return bool(self._staying) and any(self.board.at[o] for o in self.board.related(s))

    def _likeness(self, session: Session, s: int) -> object:
        """Return what a session's own findings about time depend on."""
        if self.judge.allowed:
            return s
        line_up = tuple(
            (windows, entry.from_, entry.until)
            for entry in session.speakers
            if entry.present and (windows := self._windows_of(entry.speaker))
        )
        length, day = self.offers[s].length, session.day
        return length, day, session.start is None, session.kind, session.within, line_up

    def _windows_of(self, key: str) -> object:
        """Return when somebody can come; the same for all who can come then."""
        if key not in self._windows:
            speaker = self.programme.speaker(key)
            said = speaker.available or speaker.unavailable
            self._windows[key] = said and repr((speaker.available, speaker.unavailable))
        return self._windows[key]

    def _by_itself(self, s: int, start: int, key: object) -> float:
        """Return the warnings of a session that nobody else is needed for; inf for an error."""
        place = Place(start, ())
        if self._empty.added(s, place) == self._quiet.get(key):
            return 0.0
        self._empty.put(s, place)
        counted = self._empty.counted()
        self._empty.take(s)
        counted.pop(_UNPLACED, 0)  # for want of rooms, which it will have
        counted.pop(_GAP, 0)  # others can mend it
        if not counted:
            self._quiet[key] = self._empty.added(s, place)
        if any(self.judge.is_error(rule) for rule in counted):
            return inf
        return sum(
            number * self.judge.weight(rule)
            for rule, number in counted.items()
            if rule not in _SHARED
        )

    def _is_barred(self, s: int, start: int) -> bool:
        """Tell whether what stays where it is forbids that a session begins then."""
        loose = {_GAP, _UNPLACED}
        blockers = self.board.blockers(s, Place(start, ()))
        return any(blocker.rule not in loose for blocker in blockers)

    def _disliked(self, s: int, cell: int) -> float:
        """Return what a session costs beside those that stay, as pairs of which one names it."""
        if not self._beside[cell]:
            return 0.0
        mine, cost = self.task.sessions[s], 0.0
        for other in (self.task.sessions[other] for other in self._beside[cell]):
            if self._clash < inf and self._is_choice(mine, other):
                cost += self._clash
            if self._parallel < inf and (_is_missed(mine, other) or _is_missed(other, mine)):
                cost += self._parallel
        return cost

    def plenaries(self) -> Iterator[Plenary]:
        """Yield the sessions for everybody that are to be placed."""
        if not self._parallel:
            return
        for s in self.offers:
            mine = self.task.sessions[s]
            if mine.kind not in (_PLENARY, _ASSEMBLY):
                continue
            others = tuple(o for o in self.offers if _is_missed(mine, self.task.sessions[o]))
            if others:
                yield Plenary(s, others, self._parallel)

    def _held_at(self, start: int) -> list[int]:
        """Return the sessions that stay and are going on then."""
        return [
            s
            for s in self._staying
            if (place := self.board.at[s]) is not None
            and place.start <= start < place.start + (self.task.lengths[s] or 0)
        ]

    def people(self) -> Iterator[Together]:
        """Yield, for each person, the sessions that need the person."""
        cost = inf if self.judge.is_error(_BUSY) else self.judge.weight(_BUSY)
        wanted: dict[str, list[int]] = {}
        for s in self.offers:
            for key in sorted(self._present(self.task.sessions[s])):
                wanted.setdefault(key, []).append(s)
        for _, sessions in sorted(wanted.items()):
            if len(sessions) < 2 or not cost:
                continue
            if _BUSY not in self.judge.allowed:
                yield Together(tuple(sessions), cost, {})
                continue
            for pair in combinations(sessions, 2):
                if self._would_clash(*pair):
                    yield Together(pair, cost, {})

    def _would_clash(self, a: int, b: int) -> bool:
        """Tell whether nobody accepts that two sessions have the same people at one time."""
        start = next(iter(self.offers[a].starts), None)
        if start is None:
            return False
        self._empty.put(a, Place(start, ()))
        self._empty.put(b, Place(start, ()))
        clash = self._empty.counted().get(_BUSY, 0) > 0
        self._empty.take(b)
        self._empty.take(a)
        return clash

    def _present(self, session: Session) -> set[str]:
        """Return who is in a session from its start: the others may come when it is over."""
        return {
            entry.speaker
            for entry in session.speakers
            if entry.present
            and entry.from_ is None
            and entry.until is None
            and not self.programme.speaker(entry.speaker).organisation
        }

    def audiences(self) -> Iterator[Together]:
        """Yield the sessions of each track, and each two that are not to overlap."""
        cost = self._clash
        if not cost:
            return
        for _, all_ in sorted(self._tracks().items()):
            shown: dict[str, int] = {}
            for s in all_:
                if s in self.offers and self.task.sessions[s].within is None:
                    shown.setdefault(_showing(self.task.sessions[s]), s)
            if shown:
                yield Together(tuple(shown.values()), cost, self._alike_beside(all_, shown))
        for a, b in sorted(self._named()):
            if self._is_choice(self.task.sessions[a], self.task.sessions[b]):
                yield Together((a, b), cost, {})

    def _alike_beside(self, all_: Iterable[int], shown: Mapping[str, int]) -> dict[int, int]:
        staying = {
            s
            for s in all_
            if s not in self.offers
            and self.task.sessions[s].within is None
            and _showing(self.task.sessions[s]) not in shown
        }
        counts = {i: len(staying.intersection(held)) for i, held in enumerate(self._beside)}
        return {cell: number for cell, number in counts.items() if number}

    def _tracks(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        aside = subjects(self.task)
        if self.judge.options(_CLASH).tracks:
            for s in (*self.offers, *self._staying):
                session = self.task.sessions[s]
                if session.track and session.kind not in SIDE_KINDS and session.track not in aside:
                    found.setdefault(session.track, []).append(s)
        return found

    def _named(self) -> set[tuple[int, int]]:
        """Return the pairs to be placed of which one names the other under `not-with`."""
        return {
            (min(s, other), max(s, other))
            for s in self.offers
            for key in self.task.sessions[s].not_with
            if (other := self.task.session_at[key]) in self.offers
        }

    def _is_choice(self, a: Session, b: Session) -> bool:
        """Tell whether one names the other under `not-with`, and no track says as much."""
        if a.key not in b.not_with and b.key not in a.not_with:
            return False
        tracked = self.judge.options(_CLASH).tracks and a.track and a.track == b.track
        if a.track in subjects(self.task):
            tracked = False
        if tracked and not {a.kind, b.kind} & SIDE_KINDS:
            return False
        return a.key != b.key and _showing(a) != _showing(b) and a.within == b.within is None

    def orders(self) -> Iterator[tuple[int, int]]:
        """Yield each two sessions of which the second comes after the first."""
        if self._cost_of(_AFTER) < inf:
            return
        showings = Counter(key for x in self.task.sessions for key in {x.key, x.repeats} if key)
        for s in self.offers:
            session = self.task.sessions[s]
            wanted = {key for key in (session.continues, *session.after) if key is not None}
            for key in sorted(wanted - {session.key}):
                first = self.task.session_at[key]
                if first in self.offers and showings[key] == 1:
                    yield first, s

    def supplies(self) -> Iterator[Supply]:
        """Yield the resources that are used, with what is left of them."""
        if self._cost_of(_OVERBOOKED) < inf:
            return
        uses: dict[str, Counter[int]] = {}
        for s in (*self.offers, *self._staying):
            session = self.task.sessions[s]
            for key, number in session.resources if session.within is None else ():
                uses.setdefault(key, Counter())[s] += number
        for key, of in sorted(uses.items()):
            quantity = self.programme.resource(key).quantity
            left = [quantity - sum(of[s] for s in held) for held in self._beside]
            yield Supply(left, {s: number for s, number in of.items() if s in self.offers})

    def _cost_of(self, rule: str) -> float:
        if rule in self.judge.allowed:
            return 0.0  # it may be accepted: then nothing is minded
        return inf if self.judge.is_error(rule) else self.judge.weight(rule)


def _showing(session: Session) -> str:
    return session.repeats or session.key


def _is_missed(plenary: Session, other: Session) -> bool:
    """Tell whether those who are in the second of two sessions miss the first, for everybody.

    Of a plenary and an assembly, the plenary counts as that.
    """
    if plenary.kind not in (_PLENARY, _ASSEMBLY) or plenary.within or other.within:
        return False
    if other.kind in SIDE_KINDS or other.kind == plenary.kind:
        return False
    return plenary.kind == _PLENARY or other.kind != _PLENARY
