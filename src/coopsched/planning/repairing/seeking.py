"""How a repair is sought: by complete search where that can be done, part by part elsewhere."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from coopsched.planning.lasting import fleeting, without
from coopsched.planning.repairing.conflicts import Conflicts, Sound, bound, conflicts
from coopsched.planning.repairing.costs import Cost
from coopsched.planning.repairing.cover import components
from coopsched.planning.repairing.found import Found
from coopsched.planning.repairing.scene import Option, Scene
from coopsched.planning.repairing.search import (
    PAIRS,
    Best,
    Budget,
    Group,
    Key,
    Search,
    Wanted,
    key_of,
)
from coopsched.planning.task import Place

PLACES = 30_000
"""How many places a search looks at before it does with the best so far: about a second."""

_SMALL = 24
"""So many sessions in conflict are offered all their places, more of them the nearest first."""
_OFFERED = (28, 120, None)
_EVERY = 200_000
"""So many places of all sessions in conflict are still offered at once."""

_PART = 1_500


@dataclass
class Seeker:
    """Seeks the best repair on a scene."""

    scene: Scene
    most: int | None
    stop: Callable[[], bool]
    places: int = PLACES
    base: int = 0
    _near: dict[int, tuple[Option, ...]] = field(default_factory=dict)
    _truncated: bool = False
    _bare: float = 0.0
    _sound: Sound = field(default_factory=lambda: Sound(()))

    def seek(self) -> Found:
        """Find a repair."""
        self._sound = Sound(self.scene.board.violations())
        start, stuck = self._free_to_move()
        low = bound([who for _, who in start.open], self.scene.task.published)
        found = Found(Best(), start, low, stuck, moves=low.moves)
        if not start.open:
            self._nothing(found)
            return found
        budget = Budget(self.places, self.stop)
        affordable = self.most is None or low.moves <= self.most
        if affordable and not (self._truncated and self._assigned(found)):
            self._in_parts(found, Budget(self.places, self.stop))
        if found.best.cost is None or found.best.cost.errors > self.base:
            self._one_by_one(found)
        best, floor = found.best.cost, round(self._bare, 6)
        if not self._truncated and (best is None or best.warnings > floor):
            floor = self._floor(start.sessions)
        if self._truncated and best is not None and best[:2] == (self.base, low.moves):
            found.errors, found.floor = self.base, floor
        else:
            self._deepen(found, budget, floor)
        if found.best.cost is None:
            self._offer(found, {})
        found.finished = not (budget.stopped or self.stop())
        return found

    def _free_to_move(self) -> tuple[Conflicts, frozenset[int]]:
        """Return the errors, told apart, and the sessions that have no other place at all.

        Those are movable no longer. Where the others could go is looked at on the way.
        """
        scene, stuck = self.scene, frozenset[int]()
        while True:
            start = conflicts(scene.board.violations(), scene.movable)
            self._truncated = len(start.sessions) > _SMALL
            self._near = self._offered(start, _OFFERED[0] if self._truncated else None)
            crowded = [s for s, near in self._near.items() if not near]
            more = frozenset(s for s in crowded if not self._can_move(s))
            if not more or self.stop():
                return start, stuck
            stuck |= more
            scene.movable -= more

    def _assigned(self, found: Found) -> bool:
        """Find a repair with as few moves as the bound, by a whole-number program; tell if so."""
        from coopsched.planning.repairing.assigning import assign
        from coopsched.planning.solver import available

        if not available():
            return False
        moves, base = found.bound.moves, self.base
        every = sum(map(self.scene.size, found.start.sessions)) <= _EVERY
        for most in _OFFERED if every else _OFFERED[:-1]:
            if most != _OFFERED[0]:
                self._near = self._offered(found.start, most)
            way = assign(self.scene, found.start, self._near, moves, base, self.stop)
            if not way.impossible:
                break
        found.moves = moves + (way.impossible and every and not self.scene.loose)
        if way.places is None:
            return False
        now = self.scene.task.now
        self._accept(found, {s: place for s, place in way.places.items() if place != now[s]})
        return True

    def _accept(self, found: Found, moved: dict[int, Place]) -> None:
        """Take some moves as a repair, if it is better than what was found."""
        board = self.scene.board
        for s in moved:
            board.take(s)
        for s, place in moved.items():
            board.put(s, place)
        for s in moved if board.warnings > self._bare else ():
            moved[s] = self._better(s)
        self._offer(found, moved)
        self._restore(moved)

    def _better(self, s: int) -> Place:
        """Put a session that has moved where it causes the fewest warnings, and return where."""
        board, here = self.scene.board, self.scene.board.at[s]
        assert here is not None, "it has moved"  # noqa: S101  as its caller sees to
        board.take(s)
        least, best = board.added(s, here), here
        for option in self._near[s]:
            cost = board.added(s, option.place)
            if cost < least:
                least, best = cost, option.place
        board.put(s, best)
        return best

    def _one_by_one(self, found: Found) -> None:
        """Move sessions in conflict, one after the other, while there are free places."""
        board, moved = self.scene.board, dict[int, Place]()
        for s in sorted(found.bound.who):
            was = board.at[s]
            if was is None or (self.most is not None and len(moved) >= self.most):
                continue
            board.take(s)
            free = self.scene.near(s, 1) if board.added(s, was)[0] > 0 else ()
            if free:
                moved[s] = free[0].place
            board.put(s, moved.get(s, was))
            self.scene.forget()
        self._offer(found, moved)
        self._restore(moved)

    def _restore(self, moved: Iterable[int]) -> None:
        """Put sessions that have moved back to where they were."""
        board, moved = self.scene.board, list(moved)
        for s in moved:
            board.take(s)
        for s in moved:
            now = self.scene.task.now[s]
            if now is not None:
                board.put(s, now)

    def _nothing(self, found: Found) -> None:
        board = self.scene.board
        found.best.offer(Cost(board.errors, 0, 0, round(board.warnings, 6), 0), {})
        found.errors, found.floor, found.complete = board.errors, board.warnings, True

    def _can_move(self, s: int) -> bool:
        """Tell whether a session could go anywhere, at least if others went away."""
        board, was = self.scene.board, self.scene.board.at[s]
        if was is None:
            return False
        board.take(s)
        able = any(self._is_reachable(s, place) for place in self.scene.places(s))
        board.put(s, was)
        return able

    def _is_reachable(self, s: int, place: Place) -> bool:
        board, movable = self.scene.board, self.scene.movable
        if board.added(s, place)[0] <= 0:
            return True
        if board.alone(s, place)[0] > 0 and not self.scene.loose:
            return False
        blockers = (b for b in board.blockers(s, place) if not b.rule or b.rule in PAIRS)
        return all(b.session is None or b.session in movable for b in blockers)

    def _offered(self, start: Conflicts, most: int | None) -> dict[int, tuple[Option, ...]]:
        """Return the places of the sessions in conflict, with all of them off the board."""
        scene, who = self.scene, start.sessions
        was = {s: scene.board.at[s] for s in who}
        for s in who:
            scene.board.take(s)
        self.base = len(start.hopeless) if scene.loose else scene.board.errors
        near = {s: scene.near(s, most) for s in who}
        self._bare = self._lasting_warnings(who)
        for s, place in was.items():
            if place is not None:
                scene.board.put(s, place)
        scene.forget()
        return near

    def _lasting_warnings(self, who: Sequence[int]) -> float:
        """Return what the warnings on the board cost that no session that comes can clear."""
        judge, board = self.scene.task.judge, self.scene.board
        off = fleeting(self.scene.task, who)
        counts = board.counted().items()
        return sum(n * judge.weight(rule) for rule, n in counts if rule not in off)

    def _floor(self, who: Sequence[int]) -> float:
        """Return what the warnings cannot go below while only these sessions move.

        That is what the others have, and what each of these adds at least wherever it is, by
        rules whose findings add up.
        """
        from coopsched.planning.board import Board

        scene = self.scene
        off = fleeting(scene.task, who)
        board = Board(without(scene.task, off)) if off else scene.board
        for s in who:
            board.take(s)
        floor = board.warnings
        for s in who:
            here = scene.task.now[s]
            places = [option.place for option in self._near[s]]
            if here is not None:
                floor += min(max(board.added(s, place)[1], 0.0) for place in (here, *places))
        for s in who:
            now = scene.task.now[s]
            if now is not None:
                board.put(s, now)
        return round(floor, 6)

    def _in_parts(self, found: Found, budget: Budget) -> None:
        """Repair each connected part of the conflicts by itself, one after the other."""
        board, moved = self.scene.board, dict[int, Place]()
        published = self.scene.task.published
        for part in self._parts(found.start):
            groups = [who for _, who in part]
            least = bound(groups, published).moves
            best = self._part(part, least, len(moved), budget)
            if best is None or best.cost is None:
                continue
            for s in best.places:
                board.take(s)
            for s, place in best.places.items():
                board.put(s, place)
            moved |= best.places
        self._offer(found, moved)
        self._restore(moved)

    def _offer(self, found: Found, moved: dict[int, Place]) -> None:
        """Take what is on the board as a repair, if it is better than what was found."""
        scene, board = self.scene, self.scene.board
        if moved and board.errors and not self._sound.allows(board.violations(), moved):
            return
        cost = Cost(
            board.errors,
            len(moved),
            len(scene.task.published.intersection(moved)),
            round(board.warnings, 6),
            sum(scene.measure.of(s, place) for s, place in moved.items()),
        )
        found.best.offer(cost, moved)

    def _parts(self, start: Conflicts) -> Iterator[list[tuple[Key, Group]]]:
        """Yield the errors of each connected part."""
        graph: dict[int, set[int]] = {}
        for _, who in start.open:
            for s in who:
                graph.setdefault(s, set()).update(t for t in who if t != s)
        part_of = {s: i for i, part in enumerate(components(graph)) for s in part}
        parts: dict[int, list[tuple[Key, Group]]] = {}
        for violation, who in start.open:
            parts.setdefault(part_of[who[0]], []).append((key_of(violation), who))
        yield from parts.values()

    def _part(
        self, part: list[tuple[Key, Group]], least: int, spent: int, budget: Budget
    ) -> Best | None:
        """Return the best repair of one part, with as few moves as its bound, else a few more.

        ``spent`` is how many sessions have moved already.
        """
        base = self._without({s for _, who in part for s in who})
        for moves in range(least, least + 3):
            if budget.over or (self.most is not None and spent + moves > self.most):
                return None
            best = Best()
            own = Budget(min(_PART, budget.left), self.stop)
            self._search(part, moves, 0, base, best, own, tight=moves == least)
            budget.left -= max(0, min(_PART, budget.left) - own.left)
            budget.stopped = budget.stopped or own.stopped
            if best.cost is not None:
                return best
        return None

    def _without(self, who: set[int]) -> int:
        """Return how many errors there are without some sessions."""
        board = self.scene.board
        was = {s: place for s in sorted(who) if (place := board.at[s]) is not None}
        for s in was:
            board.take(s)
        errors = board.errors
        for s, place in was.items():
            board.put(s, place)
        return errors

    def _search(
        self,
        open_: list[tuple[Key, Group]],
        moves: int,
        errors: int,
        base: int,
        best: Best,
        budget: Budget,
        *,
        tight: bool,
        floor: float = 0.0,
    ) -> Search:
        """Search all repairs with so many moves; a tight one moves no session beside the open.

        Errors that are not named stay, as hopeless ones do.
        """
        options = self._near.__getitem__ if tight else self.scene.every
        nearest = {s: min(o.disturbance for o in near) for s, near in self._near.items() if near}
        first = {s: near[0].place for s, near in self._near.items() if near}
        wishes = Counter(first.values())
        wanted = Wanted(
            moves,
            errors,
            base,
            options,
            nearest if tight else {},
            floor,
            self._sound,
            rivals={s: wishes[place] for s, place in first.items()},
        )
        search = Search(self.scene, open_, wanted, best, budget)
        search.run(open_)
        return search

    def _deepen(self, found: Found, budget: Budget, floor: float) -> None:
        """Search for repairs that leave no error, or one, or two…, with more and more moves."""
        for errors in range(len(found.start.open) + 1):
            # An error that stays spares a cover one session, but a chain of moves perhaps more.
            least = found.bound.moves - errors if errors else found.moves
            moves, more = max(0, least), True
            while more and (self.most is None or moves <= self.most):
                more = self._round(found, errors, moves, budget, floor)
                if self._is_known(found, errors, moves) or budget.over:
                    return
                moves += 1
            found.errors = self.base + errors + 1

    def _round(self, found: Found, errors: int, moves: int, budget: Budget, floor: float) -> bool:
        """Search all repairs of one size; tell whether larger ones might do what these do not."""
        tight = not errors and moves == found.bound.moves and not self.scene.loose
        whole = not (tight and self._truncated)
        if self._is_known(found, errors, moves - 1):
            return False
        found.floor = floor if tight else None
        search = self._search(
            [(key_of(violation), who) for violation, who in found.start.open],
            moves,
            errors,
            self.base,
            found.best,
            budget,
            tight=tight,
            floor=floor if tight else 0.0,
        )
        if budget.over:
            return False
        if self._is_known(found, errors, moves):
            found.errors, found.moves, found.complete = self.base + errors, moves, whole
        elif not errors and whole:
            found.moves = max(found.moves, moves + 1)
        return search.cut or tight  # for a tight one leaves aside who is in no conflict

    def _is_known(self, found: Found, errors: int, moves: int) -> bool:
        """Tell whether a repair was found that leaves no more errors, with no more moves."""
        cost = found.best.cost
        return cost is not None and cost[:2] <= (self.base + errors, moves)
