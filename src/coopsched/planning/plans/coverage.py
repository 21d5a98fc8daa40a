"""Languages on a grid of timeslots: in which cells somebody must speak them, or it is a gap."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from math import inf
from typing import NamedTuple

from coopsched.model import SIDE_KINDS, Session
from coopsched.planning.board import Board
from coopsched.planning.plans.offers import Offer
from coopsched.planning.task import MINUTE, instant
from coopsched.rules.languages import serves, spoken

_GAP = "language-gap"
_MORNING = time(7)


class Coverage(NamedTuple):
    """A language on a day: one gap or many cost once; inf, and there may be none.

    There is one where something of ``held`` is in a cell of the day, and nothing of
    ``serving``. ``busy`` are cells in which something is held in any case, ``served`` those in
    which the language is.
    """

    cost: float
    cells: Sequence[int]
    held: Sequence[int]
    serving: Sequence[int]
    busy: frozenset[int]
    served: frozenset[int]


def coverages(
    board: Board, offers: Mapping[int, Offer], starts: Sequence[int]
) -> Iterator[Coverage]:
    """Yield each language and day that could have a gap, as far as cells tell for sure.

    What lasts less than a gap makes none. Whatever speaks a language during the beginning of
    a cell, as long as a gap, counts for all of it.
    """
    task, judge = board.task, board.task.judge
    cost = inf if judge.is_error(_GAP) else judge.weight(_GAP)
    languages = spoken(task.programme)
    if not cost or _GAP in judge.allowed or len(languages) < 2:
        return
    least = judge.options(_GAP).minutes * MINUTE
    days = _by_day(board, starts)
    held = [s for s, o in offers.items() if o.length >= least and _counts(task.sessions[s])]
    busy = _cells(board, starts, least, whole=True)
    spoken_in = _cells(board, starts, least, whole=False)
    for language in languages:
        serving = [
            s for s in offers if serves(task.sessions[s], language) and _counts(task.sessions[s])
        ]
        for cells in days:
            yield Coverage(
                cost,
                cells,
                held,
                serving,
                frozenset(cell for cell in cells if busy[cell]),
                frozenset(c for c in cells if any(serves(x, language) for x in spoken_in[c])),
            )


def _counts(session: Session) -> bool:
    stated = session.languages or session.interpretation or session.captions
    return bool(stated) and session.kind not in SIDE_KINDS


def _cells(board: Board, starts: Sequence[int], least: int, *, whole: bool) -> list[list[Session]]:
    """Return what is held in any case as a cell begins: all of the time of a gap, or some of it."""
    task = board.task
    staying = [
        (place.start, place.start + (task.lengths[s] or 0), task.sessions[s])
        for s, place in enumerate(board.at)
        if place is not None and _counts(task.sessions[s])
    ]
    if whole:
        return [
            [session for a, b, session in staying if a <= start and start + least <= b]
            for start in starts
        ]
    # One that nobody said how long it lasts may last until the day ends.
    return [
        [x for a, b, x in staying if a < start + least and (start < b or x.is_open_ended)]
        for start in starts
    ]


def _by_day(board: Board, starts: Sequence[int]) -> list[list[int]]:
    programme = board.task.programme
    found: dict[object, list[int]] = {}
    for cell, start in enumerate(starts):
        moment = instant(start).astimezone(programme.zone)
        day = programme.calendar.day_of(moment)
        if day.closes is not None or moment.time() >= _MORNING:
            found.setdefault(day.key, []).append(cell)
    return list(found.values())
