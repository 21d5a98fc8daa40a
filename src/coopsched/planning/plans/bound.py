"""What no plan can cost less than."""

from collections.abc import Mapping, Sequence
from itertools import islice
from math import inf
from typing import NamedTuple

from coopsched.planning.board import Board
from coopsched.planning.lasting import fleeting, without
from coopsched.planning.plans.offers import Offer

_TRIED = 2_000
"""So many places of one session are looked at; where each costs something, nothing is said."""


class Bound(NamedTuple):
    """What every plan has at least: so many errors, and warnings of such a cost."""

    errors: int
    cost: float


def bound(board: Board, open_: Sequence[int], offers: Mapping[int, Offer]) -> Bound:
    """Return what no plan can be below; ``open_`` are off the board.

    Findings that stay whatever is placed cost what they cost now, and each session adds at
    least what it would add at its best place, were no other one placed. What a session could
    clear counts nothing.
    """
    task = without(board.task, fleeting(board.task, open_))
    sure = Board(task, {s: place for s, place in enumerate(board.at) if place is not None})
    # Of one session alone also what it could clear is known: it may cost less than nothing.
    floor = -inf if len(open_) == 1 else 0.0
    least = sum(_least(sure, s, offers[s], floor) for s in open_)
    return Bound(sure.errors, max(0.0, sure.warnings + least))


def _least(sure: Board, s: int, offer: Offer, floor: float) -> float:
    """Return what a session adds at least, or the floor where that cannot be known."""
    if offer.size > _TRIED and floor < 0:
        return floor
    least: float | None = None
    for place in islice(offer.places(), _TRIED):
        errors, cost = sure.added(s, place)
        if errors <= 0 and (least is None or cost < least):
            least = cost
        if least is not None and least <= floor:
            return floor
    return least if least is not None and offer.size <= _TRIED else floor
