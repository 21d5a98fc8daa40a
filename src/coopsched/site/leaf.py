"""One file of a site, made when it is wanted."""

from collections.abc import Callable
from typing import NamedTuple


class Leaf(NamedTuple):
    """A file: where it stands in the published folder, what it is made of, and what makes it.

    ``mark`` is a digest of all that its bytes depend on: of two leaves with the same path and
    mark, one need not be made.
    """

    path: str
    mark: str
    make: Callable[[], bytes]
