"""What a search for a repair has found, and what is known about it."""

from dataclasses import dataclass

from coopsched.planning.repairing.conflicts import Bound, Conflicts
from coopsched.planning.repairing.search import Best


@dataclass
class Found:
    """What was found, and what is known about it.

    ``cost`` is that of ``places`` on the whole board, None where nothing was found. ``moves`` and
    ``errors`` are bounds; ``complete`` tells that nothing can be better in any respect, and
    ``floor`` what warnings cannot go below. ``stuck`` have no other place at all.
    """

    best: Best
    start: Conflicts
    bound: Bound
    stuck: frozenset[int]
    moves: int = 0
    errors: int | None = None
    floor: float | None = None
    complete: bool = False
    finished: bool = True
