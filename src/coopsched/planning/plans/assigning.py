"""Rooms of a house for sessions that have their times: as few rooms as possible."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coopsched.planning import solver
from coopsched.planning.plans.colouring import Span, in_order


@dataclass(frozen=True)
class House:
    """What is to be housed, by position: when, in which room it may be, and who is there already.

    ``options`` are rooms, best first. ``parts`` are the smallest parts of each room: two
    rooms that share one cannot be used at once. ``taken`` is when which rooms are in use by
    what stays.
    """

    spans: Sequence[Span]
    options: Sequence[Sequence[int]]
    parts: Sequence[frozenset[int]]
    taken: Sequence[tuple[Span, Sequence[int]]] = ()
    used: frozenset[int] = field(default=frozenset())
    """Rooms that are in use in any case, and cost nothing more."""


def housed(house: House, least: int) -> tuple[Mapping[int, int] | None, bool]:
    """Return a room for each, or None, and whether that uses provably the fewest rooms.

    ``least`` is a number of rooms that is needed in any case. Of None, whether there is
    provably no way.
    """
    allowed = _open(house)
    if any(not rooms for rooms in allowed):
        return None, True
    quick = _in_turn(house, allowed)
    if quick is not None and len({*quick.values(), *house.used}) <= least:
        return quick, True
    if not solver.available():
        return quick, False
    return _solved(house, allowed, quick)


def _open(house: House) -> list[list[int]]:
    """Return which rooms each may have: those that nobody who stays is in at that time."""
    return [
        [room for room in rooms if not _is_taken(house, span, room)]
        for span, rooms in zip(house.spans, house.options, strict=True)
    ]


def _is_taken(house: House, span: Span, room: int) -> bool:
    return any(
        other[0] < span[1] and span[0] < other[1] and house.parts[room] & house.parts[their]
        for other, theirs in house.taken
        for their in theirs
    )


def _in_turn(house: House, allowed: Sequence[Sequence[int]]) -> dict[int, int] | None:
    """Give each, by start, the best free room: of those in use already, before any other."""
    until: dict[int, int] = {}
    used = set(house.used)
    found: dict[int, int] = {}
    for i in sorted(in_order(house.spans), key=lambda i: (house.spans[i][0], len(allowed[i]))):
        start, end = house.spans[i]
        free = [
            room
            for room in allowed[i]
            if all(until.get(part, start) <= start for part in house.parts[room])
        ]
        if not free:
            return None
        room = next((room for room in free if room in used), free[0])
        found[i] = room
        used.add(room)
        until.update(dict.fromkeys(house.parts[room], end))
    return found


def _solved(
    house: House, allowed: Sequence[Sequence[int]], quick: Mapping[int, int] | None
) -> tuple[Mapping[int, int] | None, bool]:
    """Ask the solver: one room each, nobody shares, and a room that anybody has is in use."""
    model = solver.Model()
    chosen = [{room: model.variable() for room in rooms} for rooms in allowed]
    used = {
        room: model.variable(0.0 if room in house.used else 1.0)
        for room in sorted({room for rooms in allowed for room in rooms})
    }
    for options in chosen:
        model.equal([(choice, 1.0) for choice in options.values()], 1.0)
    for together in _moments(house.spans):
        by_part: dict[int, list[tuple[int, float]]] = {}
        by_room: dict[int, list[tuple[int, float]]] = {}
        for i in together:
            for room, choice in chosen[i].items():
                by_room.setdefault(room, []).append((choice, 1.0))
                for part in house.parts[room]:
                    by_part.setdefault(part, []).append((choice, 1.0))
        for room, terms in sorted(by_room.items()):
            model.at_most([*terms, (used[room], -1.0)], 0.0)
        for part in sorted(by_part):
            model.at_most(by_part[part], 1.0)
    solution = solver.solve(model)
    if solution.status == "infeasible":
        return None, True
    if solution.status not in ("optimal", "feasible"):
        return quick, False
    rooms = {
        i: next(room for room, choice in options.items() if solution.values[choice] > 0.5)
        for i, options in enumerate(chosen)
    }
    return rooms, solution.status == "optimal"


def _moments(spans: Sequence[Span]) -> Iterator[list[int]]:
    """Yield, for each start, what is held then, but for what a later moment holds too."""
    starts = sorted({start for start, _ in spans})
    held = [
        [i for i, (start, end) in enumerate(spans) if start <= at < end or start == at]
        for at in starts
    ]
    for now, later in zip(held, [*held[1:], []], strict=True):
        if not set(now) <= set(later):
            yield now
