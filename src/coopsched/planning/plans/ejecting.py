"""Places for sessions that found none: others give way, and look for places in their turn."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from coopsched.planning.plans.construct import fits
from coopsched.planning.plans.layout import Layout
from coopsched.planning.plans.offers import roomless
from coopsched.planning.stopping import never
from coopsched.planning.task import Place

_CHOICES = 24
"""In so many of the rooms that would do, a place is looked for."""

_HELPED = 12
"""So many that wait are asked whether they fit now."""

_TRIED = 12
"""So many of the cheapest places are judged."""


class _Way(NamedTuple):
    """A place for a session, who must give way for it, and how much that is minded."""

    price: int
    chance: float
    place: Place
    gone: tuple[int, ...]


def make_room(
    layout: Layout,
    left: Iterable[int],
    *,
    random: Random,
    tries: int,
    stop: Callable[[], bool] = never,
    on_better: Callable[[int], None] | None = None,
) -> list[int]:
    """Place what is left over by taking others away, and return what is left over at last.

    Who gave way often is taken away last. The layout is left at its best state: with the
    fewest sessions left over.
    """
    search = _Search(layout, list(left), random)
    best = (len(search.waiting), dict(enumerate(layout.board.at)), list(search.waiting))
    for _ in range(tries):
        if not search.waiting or stop():
            break
        search.step()
        unplaced = len(search.waiting) + len(search.stuck)
        if unplaced < best[0]:
            best = (unplaced, dict(enumerate(layout.board.at)), [*search.waiting, *search.stuck])
            if on_better is not None:
                on_better(unplaced)
    _return_to(layout, best[1])
    return sorted(best[2])


class _Search:
    """What waits for a place, and how often each session gave way."""

    def __init__(self, layout: Layout, left: list[int], random: Random) -> None:
        self.waiting = left
        self.stuck: list[int] = []
        self._layout, self._random = layout, random
        self._gave_way: Counter[int] = Counter()

    def step(self) -> None:
        """Place the longest of those that wait, whoever must give way; then whom that helps."""
        lengths = self._layout.offers
        s = max(self.waiting, key=lambda s: (lengths[s].length, -self._gave_way[s], -s))
        if self._fits(s):
            return
        self.waiting.remove(s)
        if not any(self._go(s, way) for way in self._ways(s)):
            self.stuck.append(s)
            return
        for other in self.waiting[-_HELPED:]:
            self._fits(other)

    def _fits(self, s: int) -> bool:
        """Place a session that waits where nobody must give way, if that can be."""
        if not fits(self._layout, s, tight=True):
            return False
        self.waiting.remove(s)
        return True

    def _ways(self, s: int) -> list[_Way]:
        ways = sorted(self._all_ways(s), key=lambda way: (way.price, way.chance))
        return ways[:_TRIED]

    def _all_ways(self, s: int) -> Iterator[_Way]:
        layout, random = self._layout, self._random
        choices = layout.offers[s].choices
        some = list(choices) if len(choices) <= _CHOICES else random.sample(choices, _CHOICES)
        for rooms in some:
            for day in range(len(layout.days)):
                for start in sorted(self._starts(s, rooms, day)):
                    way = self._way(s, Place(start, rooms), day)
                    if way is not None:
                        yield way

    def _starts(self, s: int, rooms: tuple[int, ...], day: int) -> set[int]:
        """Return the starts that touch what is there: others need not give way for less."""
        layout, offer = self._layout, self._layout.offers[s]
        need = offer.length + layout.pad
        hours = layout.days[day]
        edges = {hours.opens, hours.closes + layout.pad}
        for start, end, _ in layout.uses(rooms, day):
            edges |= {start, end}
        found = {offer.from_(edge) for edge in edges} | {offer.until(e - need) for e in edges}
        return {at for at in found if at is not None and hours.opens <= at < hours.closes}

    def _way(self, s: int, place: Place, day: int) -> _Way | None:
        layout = self._layout
        start, end = layout.span(s, place)
        gone = {
            other
            for a, b, other in layout.uses(place.rooms, day)
            if a < end + layout.pad and start < b
        }
        gone |= layout.elsewhere(s, start, end)
        if not all(self._may_go(other) for other in gone):
            return None
        price = sum(layout.offers[t].length * (1 + self._gave_way[t]) for t in gone)
        return _Way(price, self._random.random(), place, tuple(sorted(gone)))

    def _may_go(self, other: int) -> bool:
        """Tell whether a session can give way: not what is held, or has a start of its own."""
        return other in self._layout.offers and roomless(self._layout.task, other) is None

    def _go(self, s: int, way: _Way) -> bool:
        """Place a session where others gave way; put them back where that is not enough."""
        layout = self._layout
        own = layout.take(s) if layout.board.at[s] is not None else None
        back = {other: layout.take(other) for other in way.gone}
        for _ in range(3):
            if layout.board.added(s, way.place)[0] <= 0:
                layout.put(s, way.place)
                self._gave_way.update(list(back))
                self.waiting += [*sorted(back), *self.stuck]
                self.stuck = []
                return True
            more = self._others(s, way.place)
            if not more:
                break
            back.update((other, layout.take(other)) for other in more)
        for other, place in (*back.items(), *([(s, own)] if own else [])):
            layout.put(other, place)
        return False

    def _others(self, s: int, place: Place) -> list[int]:
        """Return who else is in the way and can go; nobody where somebody cannot."""
        layout = self._layout
        found = {each.session for each in layout.board.blockers(s, place)}
        there = {other for other in found if other is not None}
        movable = {o for o in there if self._may_go(o) and layout.board.at[o] is not None}
        return sorted(movable) if None not in found and there == movable else []


def _return_to(layout: Layout, places: Mapping[int, Place | None]) -> None:
    """Put all sessions where they were."""
    board = layout.board
    changed = [s for s, place in places.items() if board.at[s] != place]
    for s in changed:
        if board.at[s] is not None:
            layout.take(s)
    for s in changed:
        place = places[s]
        if place is not None:
            layout.put(s, place)
