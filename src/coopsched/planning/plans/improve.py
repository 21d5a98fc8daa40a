"""Better places for a plan that is there, by local search."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from coopsched.planning.annealing import anneal
from coopsched.planning.board import Board
from coopsched.planning.plans.landscape import BoardLandscape
from coopsched.planning.plans.offers import Offer
from coopsched.planning.stopping import never


def improve(
    board: Board,
    open_: Sequence[int],
    offers: Mapping[int, Offer],
    *,
    random: Random,
    iterations: int,
    stop: Callable[[], bool] = never,
    on_progress: Callable[[int, float], None] | None = None,
) -> None:
    """Move sessions on the board to where they cause fewer warnings and no error.

    All of ``open_`` are on it. So many changes are tried, unless ``stop`` says so before.
    """
    if open_ and iterations:
        landscape = BoardLandscape(board, open_, offers)
        anneal(landscape, random=random, iterations=iterations, stop=stop, on_progress=on_progress)
