"""What a search tells of itself while it goes on."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How far a search is, and the best plan so far."""

    doing: str
    """What is being done, in a few words: `placing`, `making room`, `improving`."""
    placed: int
    total: int
    cost: float
    bound: float
    part: float = 0.0
    """How much of this is done, from 0 to 1, as far as anybody knows."""


Report = Callable[[Progress], None]
"""Is told about the progress of a search."""
