"""Sessions that are to be put on a grid of timeslots, and what binds them to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from coopsched.planning.board import Board
from coopsched.planning.counting.halls import Halls
from coopsched.planning.plans.coverage import Coverage, coverages
from coopsched.planning.plans.offers import Offer
from coopsched.planning.plans.seats import Openings, Rooms, rooms_of
from coopsched.planning.plans.wants import Plenary, Supply, Together, Wants
from coopsched.rules.clashes import holders

_NIGHT = 6 * 3600 * 1_000_000


class Cell(NamedTuple):
    """A timeslot of one day: when sessions in it begin, and when the longest of them ends."""

    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Timetable:
    """Sessions by their position in the file, cells by their order in time.

    ``costs`` are the cells that each session may be in, with the warnings it causes there
    in any case. Of ``orders``, the second session comes in a later cell than the first.
    """

    board: Board
    offers: Mapping[int, Offer]
    cells: Sequence[Cell]
    halls: Halls
    openings: Openings
    rooms: Mapping[int, Rooms]
    costs: Mapping[int, Mapping[int, float]]
    together: Sequence[Together]
    orders: Sequence[tuple[int, int]]
    supplies: Sequence[Supply]
    coverages: Sequence[Coverage]
    plenaries: Sequence[Plenary]
    base: float
    """What the warnings cost that are there in any case."""

    @cached_property
    def groups(self) -> Mapping[int, Sequence[int]]:
        """For each session, which of ``together`` it belongs to."""
        found: dict[int, list[int]] = {s: [] for s in self.offers}
        for group, together in enumerate(self.together):
            for s in together.sessions:
                found[s].append(group)
        return found

    def usable(self, s: int, cell: int) -> int:
        """Return the rooms that a session could have in a cell, as bits."""
        start = self.cells[cell].start
        return self.rooms[s].all & self.openings.between(start, start + self.offers[s].length)

    def parted(self, cells: Sequence[int]) -> list[tuple[int, ...]]:
        """Return the days of some cells, or where they are of one day its two halves."""
        days = _days(cells, self.cells)
        if len(days) > 1 or len(cells) < 2:
            return days
        half = (len(cells) + 1) // 2
        return [tuple(cells[:half]), tuple(cells[half:])]


def timetable(board: Board, offers: Mapping[int, Offer]) -> Timetable | None:
    """Return sessions as a timetable to be filled; None where they do not fit into cells.

    They do where all that begin at one instant have ended before others begin, and none
    lies within another one.
    """
    cells = _cells(offers)
    if cells is None or _is_any_within(board, offers):
        return None
    halls = Halls(board.task.programme)
    wants = Wants(board, offers, [cell.start for cell in cells])
    rooms, openings = rooms_of(board.task, offers, halls), Openings(board, halls)
    return Timetable(
        board,
        offers,
        cells,
        halls,
        openings,
        rooms,
        _costs(wants, rooms, openings, cells),
        (*wants.people(), *wants.audiences()),
        tuple(wants.orders()),
        tuple(wants.supplies()),
        tuple(coverages(board, offers, wants.starts)),
        tuple(wants.plenaries()),
        wants.base(),
    )


def _costs(
    wants: Wants, rooms: Mapping[int, Rooms], openings: Openings, cells: Sequence[Cell]
) -> dict[int, Mapping[int, float]]:
    """Return the cells in which there could be time and room for each session, with their costs.

    Sessions that are alike share them: there can be half a million.
    """
    known: dict[object, Mapping[int, float]] = {}
    found = {}
    for s, offer in wants.offers.items():
        mine = rooms[s]
        key = wants.likeness(s), mine.free, mine.all
        if key not in known:
            known[key] = {
                cell: cost
                for cell, cost in wants.costs(s)
                if mine.free
                or mine.all & openings.between(cells[cell].start, cells[cell].start + offer.length)
            }
        found[s] = known[key]
    return found


def _cells(offers: Mapping[int, Offer]) -> list[Cell] | None:
    ends: dict[int, int] = {}
    lengths = {id(o.starts): (o.starts, 0) for o in offers.values()}
    for offer in offers.values():
        starts, longest = lengths[id(offer.starts)]
        lengths[id(offer.starts)] = starts, max(longest, offer.length)
        if offer.length <= 0:
            return None
    for starts, longest in lengths.values():
        for start in starts:
            ends[start] = max(ends.get(start, 0), start + longest)
    cells = [Cell(start, ends[start]) for start in sorted(ends)]
    if any(later.start < cell.end for cell, later in pairwise(cells)):
        return None
    return cells


def _is_any_within(board: Board, offers: Mapping[int, Offer]) -> bool:
    task = board.task
    return any(
        task.session_at[key] in offers
        for s in offers
        for key in holders(task.programme, task.sessions[s])
    )


def _days(numbers: Sequence[int], cells: Sequence[Cell]) -> list[tuple[int, ...]]:
    found: list[list[int]] = []
    for i in numbers:
        if not found or cells[i].start - cells[found[-1][-1]].end > _NIGHT:
            found.append([])
        found[-1].append(i)
    return [tuple(day) for day in found]
