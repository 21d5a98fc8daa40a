"""Places one after the other, the hardest session first, and each where it fits best."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from coopsched.planning.plans.layout import Layout
from coopsched.planning.stopping import never
from coopsched.planning.task import Place

_TRIED = 40
"""Of the places of one session that are free, so many are judged at most."""


class _Candidate(NamedTuple):
    """A place that seems free, and what makes it better than others: less is better."""

    price: float
    waste: int
    start: int
    rank: int
    rooms: tuple[int, ...]


def construct(
    layout: Layout,
    open_: Iterable[int],
    *,
    tight: bool = False,
    stop: Callable[[], bool] = never,
) -> list[int]:
    """Place sessions where they add no error, and return those for which nothing was found.

    Best is when the least else is held, and then early; where rooms are scarce (``tight``),
    what leaves the least of a free stretch.
    """
    order = hardest_first(layout, open_)
    return [s for s in order if stop() or not fits(layout, s, tight=tight)]


def fits(layout: Layout, s: int, *, tight: bool = False) -> bool:
    """Place a session as well as can be; where it cannot be, leave it where it is."""
    was = layout.take(s) if layout.board.at[s] is not None else None
    place = best_place(layout, s, tight=tight)
    if place is None and was is not None:
        layout.put(s, was)
    if place is not None:
        layout.put(s, place)
    return place is not None


def hardest_first(layout: Layout, open_: Iterable[int]) -> list[int]:
    """Return sessions in the order in which they are best placed.

    What others wait for comes before them; then what has the fewest rooms that fit, what takes
    up most, and what has the busiest speakers. Who can go anywhere fills what is left.
    """
    sessions = list(open_)
    depth = _depths(layout, sessions)
    counts: dict[str, int] = {}
    for s in sessions:
        for entry in layout.task.sessions[s].speakers:
            counts[entry.speaker] = counts.get(entry.speaker, 0) + 1

    def hardness(s: int) -> tuple[int, ...]:
        offer, session = layout.offers[s], layout.task.sessions[s]
        prices = layout.prices(s)
        fitting = sum(prices[rooms] == min(prices.values()) for rooms in prices)
        rooms = len(offer.choices[0]) if offer.choices else 0
        busy = sum(counts[entry.speaker] for entry in session.speakers)
        return depth[s], fitting, -offer.length * max(rooms, 1), len(offer.starts), -busy, s

    return sorted(sessions, key=hardness)


def _depths(layout: Layout, sessions: Sequence[int]) -> dict[int, int]:
    """Return how many open sessions each must wait for, one after the other."""
    task, depth = layout.task, dict.fromkeys(sessions, 0)
    before = {s: _before(layout, s) for s in sessions}
    for _ in range(len(task.sessions)):
        again = False
        for s, others in before.items():
            deeper = max((depth[o] + 1 for o in others if o in depth), default=0)
            if deeper > depth[s]:
                depth[s], again = deeper, True
        if not again:
            break
    return depth


def _before(layout: Layout, s: int) -> list[int]:
    session, task = layout.task.sessions[s], layout.task
    keys = [*session.after, *([session.within] if session.within else [])]
    return [task.session_at[key] for key in keys]


def best_place(layout: Layout, s: int, *, tight: bool = False) -> Place | None:
    """Return the place of a session that adds no error and the fewest warnings, or None."""
    best: tuple[float, Place] | None = None
    added = layout.board.added
    offer = layout.offers[s]
    gaps = tight and len(offer.starts) > 1 and any(offer.choices)
    for tried, place in enumerate(_tightest(layout, s) if gaps else calmest(layout, s), 1):
        errors, cost = added(s, place)
        if errors <= 0 and (best is None or cost < best[0]):
            best = (cost, place)
            if cost <= 0:
                break
        if tried >= _TRIED and (best is not None or tried >= 10 * _TRIED):
            break
    return None if best is None else best[1]


def calmest(layout: Layout, s: int) -> Iterator[Place]:
    """Yield free places: first when the least else is held, then early, then as rooms fit."""
    offer, within = layout.offers[s], layout.task.sessions[s].within is not None
    need = offer.length + layout.pad
    choices = layout.choices(s)
    levels = sorted((layout.level(start, start + offer.length), start) for start in offer.starts)
    for _, start in levels:
        if layout.engaged(s, start, start + offer.length) is None:
            for rooms in choices:
                if within or layout.is_free(rooms, start, start + need):
                    yield Place(start, rooms)


def _tightest(layout: Layout, s: int) -> Iterator[Place]:
    """Yield free places: rooms that fit, and of those what leaves the least of a stretch."""
    found = sorted(_candidates(layout, s))
    return (Place(each.start, each.rooms) for each in found)


def _candidates(layout: Layout, s: int) -> Iterator[_Candidate]:
    offer = layout.offers[s]
    need, prices = offer.length + layout.pad, layout.prices(s)
    for rank, rooms in enumerate(layout.choices(s)):
        for day in range(len(layout.days)):
            for begin, end in layout.gaps(rooms, day):
                if end - begin < need:
                    continue
                for start in _starts_in(layout, s, begin, end - need):
                    yield _Candidate(prices[rooms], end - begin - need, start, rank, rooms)


def _starts_in(layout: Layout, s: int, first: int, last: int) -> Iterator[int]:
    """Yield the first start of a stretch at which all speakers are free, and the last one."""
    offer = layout.offers[s]
    early = offer.from_(first)
    while early is not None and early <= last:
        until = layout.engaged(s, early, early + offer.length)
        if until is None:
            yield early
            break
        early = offer.from_(until)
    if early is None or early > last:
        return
    late = offer.until(last)
    if late is None or late <= early:
        return
    if layout.engaged(s, late, late + offer.length) is None:
        yield late
