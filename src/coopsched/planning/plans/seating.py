"""Rooms for the sessions of one timeslot, and what is learnt where there are too few."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopsched.planning.plans.cells import Timetable
from coopsched.planning.plans.matching import Crowd, assigned
from coopsched.planning.plans.seats import bits
from coopsched.planning.plans.timing import Cut
from coopsched.planning.solver import Model, solve
from coopsched.planning.task import Place

_Choice = tuple[int, ...]


@dataclass(frozen=True)
class Seats:
    """Places for the sessions of a cell, and how much more they cost than the best rooms.

    ``cuts`` say why there are none, or none cheaper.
    """

    places: Mapping[int, Place]
    worse: float = 0.0
    cuts: tuple[Cut, ...] = ()


def seated(table: Timetable, cell: int, sessions: Sequence[int]) -> Seats:
    """Return places for sessions that are all held in one cell."""
    chosen = {s: _freely(table, s) for s in sessions if table.rooms[s].free}
    bound = [s for s in sessions if not table.rooms[s].free]
    if table.openings.divided or not all(table.rooms[s].single for s in bound):
        solved = _solved(table, cell, bound)
        if solved is None:
            return Seats({}, cuts=(Cut(cell, frozenset(bound), len(bound) - 1),))
        return _seats(table, cell, chosen | solved)
    columns = assigned([dict(_options(table, cell, s)) for s in bound])
    if isinstance(columns, Crowd):
        return Seats({}, cuts=(_cut(table, cell, columns),))
    chosen |= {s: (room,) for s, room in zip(bound, columns, strict=True)}
    seats = _seats(table, cell, chosen)
    if not seats.worse:
        return seats
    best = [dict.fromkeys(_each(_good(table, cell, s)), 0.0) for s in bound]
    crowd = assigned(best)
    cuts = (_cut(table, cell, crowd, hard=False),) if isinstance(crowd, Crowd) else ()
    return Seats(seats.places, seats.worse, cuts)


def _seats(table: Timetable, cell: int, chosen: Mapping[int, _Choice]) -> Seats:
    start = table.cells[cell].start
    worse = sum(table.rooms[s].options[c] - table.rooms[s].least for s, c in chosen.items())
    return Seats({s: Place(start, choice) for s, choice in chosen.items()}, worse)


def _freely(table: Timetable, s: int) -> _Choice:
    """Return the best rooms of a session that takes none from others."""
    free = [choice for choice in table.rooms[s].options if not table.halls[choice].parts]
    return min(free, key=table.rooms[s].options.__getitem__)


def _options(table: Timetable, cell: int, s: int) -> Iterator[tuple[int, float]]:
    usable = table.usable(s, cell)
    for choice, cost in table.rooms[s].options.items():
        if usable >> choice[0] & 1:
            yield choice[0], cost


def _good(table: Timetable, cell: int, s: int) -> int:
    return table.usable(s, cell) & table.rooms[s].good


def _each(rooms: int) -> Iterator[int]:
    while rooms:
        yield (rooms & -rooms).bit_length() - 1
        rooms &= rooms - 1


def _cut(table: Timetable, cell: int, crowd: Crowd, *, hard: bool = True) -> Cut:
    """Say of all sessions that have no other rooms there, or no better, that they are too many."""
    rooms = bits(crowd.columns)
    inside = (
        s
        for s, costs in table.costs.items()
        if cell in costs and not table.rooms[s].free
        if (table.usable(s, cell) if hard else _good(table, cell, s)) | rooms == rooms
    )
    return Cut(cell, frozenset(inside), len(crowd.columns), hard)


def _solved(table: Timetable, cell: int, sessions: Sequence[int]) -> dict[int, _Choice] | None:
    """Return rooms where some share space, or sessions need several at once."""
    model = Model()
    chosen: dict[int, tuple[int, _Choice]] = {}
    parts: dict[int, list[tuple[int, float]]] = {}
    for s in sessions:
        usable, mine = table.usable(s, cell), []
        for choice, cost in table.rooms[s].options.items():
            if all(usable >> room & 1 for room in choice):
                variable = model.variable(cost)
                chosen[variable] = s, choice
                mine.append((variable, 1.0))
                for part in table.halls[choice].parts:
                    parts.setdefault(part, []).append((variable, 1.0))
        model.equal(mine, 1.0)
    for part in sorted(parts):
        model.at_most(parts[part], 1.0)
    values = solve(model).values
    if sessions and not values:
        return None
    return {s: choice for variable, (s, choice) in chosen.items() if values[variable] > 0.5}
