"""What is proven of a repair, criterion by criterion, and how."""

from collections.abc import Iterator

from coopsched.planning.repairing.costs import Cost, disturbance
from coopsched.planning.repairing.found import Found
from coopsched.planning.repairing.result import Proof
from coopsched.rules.wording import counted

_ALL = "all repairs with as many moves were tried, at all places"


def proofs(found: Found, before: float, base: int, aside: int) -> Iterator[Proof]:
    """Yield what is proven, for the five criteria in their order.

    ``before`` is what the warnings cost now, ``base`` how many errors no move can clear, and
    ``aside`` how many of them nobody asked to clear.
    """
    cost = found.best.cost
    if cost is None:
        return
    yield _errors(found, cost, base, aside)
    is_least = cost.errors <= base and cost.moves == found.bound.moves
    yield _moves(found, cost, base)
    yield _published(found, cost, is_least=is_least)
    yield _warnings(found, cost, before, is_least=is_least)
    minutes = disturbance(cost.disturbance).minutes
    known = found.complete or not cost.moves
    how = _ALL if cost.moves else "nothing moves"
    yield Proof("disturbance", minutes, minutes if known else None, how if known else _gave_up())


def _gave_up() -> str:
    return "the search ended before all repairs were tried"


def _errors(found: Found, cost: Cost, base: int, aside: int) -> Proof:
    left = cost.errors - aside
    if cost.errors <= base:
        how = "nothing in those that are left may move" if left else "none is left"
        return Proof("errors left", left, left, how)
    if found.errors is not None and found.errors >= cost.errors:
        return Proof("errors left", left, left, "all repairs that leave fewer were tried")
    return Proof("errors left", left, max(base, found.errors or 0) - aside, _gave_up())


def _moves(found: Found, cost: Cost, base: int) -> Proof:
    left = cost.errors - base
    # An error that stays spares a cover one session at most.
    least = max(found.bound.moves - left, 0) if left > 0 else found.moves
    if cost.moves == 0:
        return Proof("moves", 0, 0, "nothing moves")
    if left <= 0 and cost.moves == found.bound.moves:
        return Proof("moves", cost.moves, cost.moves, _needed(found))
    if found.complete or (left <= 0 and cost.moves <= least):
        return Proof("moves", cost.moves, cost.moves, "all repairs with fewer moves were tried")
    if cost.moves <= least:
        how = "an error that is left spares one move at most"
        return Proof("moves", cost.moves, cost.moves, how)
    return Proof("moves", cost.moves, min(least, cost.moves), _gave_up())


def _needed(found: Found) -> str:
    """Return why so many moves are needed: a cover of the conflicts takes as many."""
    low = found.bound
    clashes = len({who for _, who in found.start.open if len(who) > 1})
    said = []
    if low.forced:
        one = low.forced == 1
        said.append(
            f"{counted(low.forced, 'session')} {'has' if one else 'have'} to move in any case"
        )
    if low.pairs and clashes == low.pairs:
        said.append(
            "the clash needs one of its sessions to move"
            if clashes == 1
            else f"each of {clashes} clashes needs one of its own sessions to move"
        )
    elif low.pairs:
        said.append(
            f"{clashes} clashes need {low.pairs} of their sessions to move "
            "(a minimum vertex cover of the conflicts)"
        )
    return ", and ".join(said)


def _published(found: Found, cost: Cost, *, is_least: bool) -> Proof:
    name, value = "published sessions moved", cost.published
    if not value:
        return Proof(name, 0, 0, "none moves")
    if is_least and found.bound.exact and value == found.bound.published:
        return Proof(name, value, value, "no cover of the conflicts has fewer")
    if found.complete:
        return Proof(name, value, value, _ALL)
    low = found.bound.published if is_least else 0
    return Proof(name, value, min(low, value), _gave_up())


def _warnings(found: Found, cost: Cost, before: float, *, is_least: bool) -> Proof:
    name, value = "added warnings", round(cost.warnings - before, 6)
    if not cost.moves:
        return Proof(name, value, value, "nothing moves")
    if found.complete:
        return Proof(name, value, value, _ALL)
    if found.floor is None or not is_least:
        return Proof(name, value, None, _gave_up())
    low = round(found.floor - before, 6)
    if low >= value:
        how = "no place adds less, whichever of the sessions in conflict move"
        return Proof(name, value, value, how)
    return Proof(name, value, low, _gave_up())
