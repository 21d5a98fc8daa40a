"""Counting the steps that a function takes, since clocks tell more of the machine than of it."""

import sys
from collections.abc import Callable
from types import FrameType


def steps(function: Callable[[], object]) -> int:
    """Return how many calls a function makes, of Python functions and of built-in ones."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def growth(of: Callable[[int], Callable[[], object]], size: int, factor: int = 4) -> float:
    """Return how much faster the steps grow than the size: 1 where they are in proportion."""
    small, large = steps(of(size)), steps(of(size * factor))
    return large / (small * factor)
