"""The complete search: all repairs of so many moves, but for those that cannot be better.

An error that is left needs one of its sessions to move. The search takes one error, tries each
of its sessions at each of its places, whoever is displaced there must move as well, and so
on. Every repair that has no move too many is met on some way down: at each step, some
session of the error at hand is elsewhere in it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

from coopsched.planning.repairing.conflicts import WIDE, Sound, conflicts, least_apart
from coopsched.planning.repairing.costs import Cost
from coopsched.planning.repairing.scene import Option, Scene
from coopsched.planning.task import Place

if TYPE_CHECKING:
    from coopsched.planning.board import Blocker, Violation

Group = tuple[int, ...]
Key = tuple[str, tuple[int, ...]]
Open = list[tuple[Key, Group]]

_DEEPEST = 100  # moves within moves: functions that call themselves

PAIRS = frozenset(("room-double-booking", "speaker-double-booking"))
"""Rules of which a blocker names the one session that must go."""


@dataclass
class Best:
    """The best repair so far: what it costs, and where each session goes that moves."""

    cost: Cost | None = None
    places: dict[int, Place] = field(default_factory=dict)

    def offer(self, cost: Cost, places: dict[int, Place]) -> None:
        """Keep a repair if it is better."""
        if self.cost is None or cost < self.cost:
            self.cost, self.places = cost, dict(places)


@dataclass
class Budget:
    """How many places may be looked at, and who may stop the search."""

    left: int
    stop: Callable[[], bool]
    stopped: bool = False

    def spend(self) -> bool:
        """Count a place; tell whether the search must end."""
        self.left -= 1
        if not self.left & 63 and not self.stopped:
            self.stopped = self.stop()
        return self.over

    @property
    def over(self) -> bool:
        """Whether the search must end."""
        return self.left <= 0 or self.stopped


@dataclass(frozen=True)
class Wanted:
    """What is asked of a search: so many moves at most, so many errors left beside ``base``.

    ``options`` gives the places of a session, in the order in which to try them, and
    ``nearest`` what going there disturbs at least. No repair has less than ``floor`` of warnings.
    ``sound`` tells which errors may be left. ``first`` ends it with the first repair.
    """

    moves: int
    errors: int
    base: int
    options: Callable[[int], Sequence[Option]]
    nearest: Mapping[int, int]
    floor: float
    sound: Sound
    first: bool = False
    rivals: Mapping[int, int] = field(default_factory=dict)
    """How many sessions want the place that a session would go to first, itself among them."""


class Search:
    """One search through the repairs of a board, down to a number of moves.

    ``cut`` tells afterwards that something was not tried for want of moves.
    """

    def __init__(
        self, scene: Scene, open_: Open, wanted: Wanted, best: Best, budget: Budget
    ) -> None:
        self.cut = False
        self._scene = scene
        self._board = scene.board
        self._wanted = wanted
        self._best = best
        self._budget = budget
        self._errors = Counter(key for key, _ in open_)
        self._wide = Counter(rule for (rule, _), _ in open_)
        self._base = wanted.base
        self._stays: set[int] = set()
        self._moved: dict[int, Place] = {}
        self._left: list[Key] = []
        self._spent = 0
        self._shown = 0
        self._disturbed = 0
        self._done = False

    def run(self, open_: Open) -> None:
        """Search what can be done about some errors; the board is afterwards as it was."""
        if self._wanted.moves > _DEEPEST:
            self._budget.left = 0
        else:
            self._down(self._together(dict.fromkeys(open_)))

    def _down(self, open_: Open) -> None:
        """Clear the errors that are open, and then those that turn up."""
        open_ = open_ or self._again()
        if not open_:
            cost = self._cost(self._board.errors, self._board.warnings)
            if self._is_better(cost) and self._is_sound():
                self._arrive(cost)
            return
        able = self._able(open_)
        if able is None:
            return
        groups = [who for who in able.values() if who]
        if not self._is_affordable(groups, 0) or self._limit(self._low(groups)) <= 0:
            return
        self._branch(open_, able)

    def _able(self, open_: Open) -> dict[Key, Group] | None:
        """Return who may still move, for each error; None where one cannot be cleared."""
        able: dict[Key, Group] = {}
        for key, who in open_:
            able[key] = tuple(s for s in who if s not in self._moved and s not in self._stays)
            if not able[key] and not self._may_leave(key):
                return None
        return able

    def _may_leave(self, key: Key) -> bool:
        """Tell whether an error may stay: one that was there, of sessions that did not move."""
        if self._spent >= self._wanted.errors:
            return False
        if key[0] in WIDE:
            return self._wide_left(key[0]) < self._wide[key[0]]
        if not self._moved.keys().isdisjoint(key[1]):
            return False
        return self._price(key) <= self._wanted.errors - self._spent

    def _price(self, key: Key) -> float:
        """Return how many errors stay with one; of a larger one that was there, a part may stay."""
        if key[0] in WIDE:
            return 1
        if key in self._errors:
            return self._errors[key]
        who = set(key[1])
        return 1 if any(rule == key[0] and who.issubset(s) for rule, s in self._errors) else inf

    def _is_affordable(self, groups: Iterable[Group], more: int) -> bool:
        """Tell whether the moves that are left may do, when so many more are made."""
        moves, _ = least_apart(groups, self._scene.task.published)
        spared = self._wanted.errors - self._spent
        if moves - spared <= self._wanted.moves - len(self._moved) - more:
            return True
        self.cut = True
        return False

    def _branch(self, open_: Open, able: dict[Key, Group]) -> None:
        """Move each session of one error in turn, or leave the error."""
        # Of those who want one place the second goes further: knowing that early saves the rest.
        rivals = self._wanted.rivals
        wanted = {key: max((rivals.get(s, 0) for s in able[key]), default=0) for key in able}
        key = min(able, key=lambda each: (len(able[each]), -wanted[each], each))
        if len(self._moved) >= self._wanted.moves:
            self.cut = True
        else:
            for s in able[key]:
                self._move(s, [each for each in open_ if s not in each[0][1]])
                self._stays.add(s)
            self._stays.difference_update(able[key])
        if self._may_leave(key) and not self._over():
            self._leave(key, open_)

    def _leave(self, key: Key, open_: Open) -> None:
        """Go on with an error that stays: so do its sessions, for nobody moves into an error."""
        price = self._price(key)
        stay = set[int]() if key[0] in WIDE else set(key[1]) - self._stays
        self._left.append(key)
        self._stays |= stay
        self._spent += int(price)
        self._down([each for each in open_ if each[0] != key])
        self._spent -= int(price)
        self._stays -= stay
        self._left.pop()

    def _move(self, s: int, rest: Open) -> None:
        """Try all places of a session."""
        board, was, groups = self._board, self._board.at[s], self._groups(rest, s)
        if was is None or self._over() or not self._is_affordable(groups, 1):
            return
        board.take(s)
        low = self._low(groups, s)
        limit = self._limit(low)
        for option in self._wanted.options(s):
            if option.disturbance >= limit:
                continue
            if self._over() or self._budget.spend():
                break
            self._try(s, option, rest)
            limit = self._limit(low)
        board.put(s, was)

    def _try(self, s: int, option: Option, rest: Open) -> None:
        board = self._board
        errors, warnings = board.added(s, option.place)
        if errors > 0:
            self._displace(s, option, rest)
        elif not rest and board.errors + errors <= self._base + self._spent:
            self._note(s, option, 1)
            cost = self._cost(board.errors + errors, board.warnings + warnings)
            if self._is_better(cost) and (not cost.errors or self._is_sound(s)):
                self._arrive(cost)
            self._note(s, option, -1)
        else:
            self._put(s, option, rest)

    def _groups(self, open_: Open, moving: int) -> list[Group]:
        gone = self._stays.union(self._moved, (moving,))
        groups = (tuple(s for s in who if s not in gone) for _, who in open_)
        return [who for who in groups if who]

    def _displace(self, s: int, option: Option, rest: Open) -> None:
        """Go to a place from which others must then go."""
        if len(self._moved) + 1 >= self._wanted.moves and not self._wanted.errors:
            self.cut = True
            return
        more = self._in_the_way(s, self._board.blockers(s, option.place))
        if more is None:
            return
        open_ = list(dict.fromkeys([*rest, *more]))
        if self._is_affordable(self._groups(open_, s), 1):
            self._put(s, option, open_)

    def _in_the_way(self, s: int, blockers: Iterable["Blocker"]) -> Open | None:
        """Return the errors that a place brings; None where they cannot be cleared."""
        found: Open = []
        for each in blockers:
            other = each.session
            if each.rule and each.rule not in PAIRS:
                found.append(_ANEW)
            elif other is None or not self._may_move(other):
                return None
            else:
                found.append(((each.rule, (s, other)), (other,)))
        return found

    def _may_move(self, s: int) -> bool:
        return s in self._scene.movable and s not in self._moved and s not in self._stays

    def _put(self, s: int, option: Option, open_: Open) -> None:
        self._note(s, option, 1)
        self._board.put(s, option.place)
        self._down(self._again() if _ANEW in open_ else open_)
        self._board.take(s)
        self._note(s, option, -1)

    def _note(self, s: int, option: Option, sign: int) -> None:
        if sign > 0:
            self._moved[s] = option.place
        else:
            del self._moved[s]
        self._shown += sign * (s in self._scene.task.published)
        self._disturbed += sign * option.disturbance

    def _again(self) -> Open:
        """Gather what errors there are, but for hopeless ones and those that are left so."""
        if self._board.errors <= self._base:
            return []
        now = conflicts(self._board.violations(), self._scene.movable)
        found = self._together((key_of(violation), who) for violation, who in now.open)
        return [(key, who) for key, who in found if not self._is_left(key)]

    def _together(self, open_: Iterable[tuple[Key, Group]]) -> Open:
        """Make one of the errors of a wide rule that are too many: one of them has to go."""
        found: Open = []
        wide: dict[str, Open] = {}
        for each in open_:
            rule = each[0][0]
            (wide.setdefault(rule, []) if rule in WIDE else found).append(each)
        for rule, some in wide.items():
            if len(some) > self._wide_left(rule):
                about = {s for (_, sessions), _ in some for s in sessions}
                able = {s for _, who in some for s in who}
                found.append(((rule, tuple(sorted(about))), tuple(sorted(able))))
        return found

    def _wide_left(self, rule: str) -> int:
        return sum(left == rule for left, _ in self._left)

    def _is_left(self, key: Key) -> bool:
        if key[0] in WIDE:
            return False
        return any(rule == key[0] and set(key[1]) <= set(who) for rule, who in self._left)

    def _low(self, groups: list[Group], moving: int | None = None) -> tuple[int, int]:
        """Return below what the published sessions and the disturbance cannot stay from here.

        ``groups`` are those who may clear the errors that are open, beside the one that moves.
        """
        published = self._scene.task.published
        shown, disturbed = self._shown + (moving in published), self._disturbed
        if self._spent == self._wanted.errors:
            shown += least_apart(groups, published)[1]
            disturbed += self._least_disturbance(groups)
        return shown, disturbed

    def _limit(self, low: tuple[int, int]) -> float:
        """Return how much more disturbance is too much, if a repair is to be the best."""
        best, wanted = self._best.cost, self._wanted
        if best is None or (best.errors, best.moves) != (self._base + wanted.errors, wanted.moves):
            return inf
        if (low[0], wanted.floor) == best[2:4]:
            return best.disturbance - low[1]
        return -1 if (low[0], wanted.floor) > best[2:4] else inf

    def _least_disturbance(self, groups: list[Group]) -> int:
        """Return what moving one session of each of some groups that share none disturbs at least.

        A session whose places nobody looked at yet may disturb nothing.
        """
        total, seen = 0, set[int]()
        for who in sorted(groups, key=len):
            if seen.isdisjoint(who):
                seen.update(who)
                total += min(self._wanted.nearest.get(s, 0) for s in who)
        return total

    def _cost(self, errors: int, warnings: float) -> Cost:
        return Cost(errors, len(self._moved), self._shown, round(warnings, 6), self._disturbed)

    def _is_better(self, cost: Cost) -> bool:
        return self._best.cost is None or cost < self._best.cost

    def _is_sound(self, coming: int | None = None) -> bool:
        """Tell whether what is left was there before, perhaps with one who is yet to be put."""
        if not self._board.errors and coming is None:
            return True
        if coming is not None:
            self._board.put(coming, self._moved[coming])
        sound = self._wanted.sound.allows(self._board.violations(), self._moved)
        if coming is not None:
            self._board.take(coming)
        return sound

    def _arrive(self, cost: Cost) -> None:
        self._best.offer(cost, self._moved)
        self._done = self._wanted.first

    def _over(self) -> bool:
        return self._done or self._budget.over


_ANEW: tuple[Key, Group] = (("", ()), ())
"""Stands for errors that are to be gathered anew, for nobody knows who must go."""


def key_of(violation: "Violation") -> Key:
    """Return what tells an error from others: its rule and its sessions."""
    return violation.rule, tuple(sorted(violation.sessions))
