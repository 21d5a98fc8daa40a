"""QR codes as paths of SVG. Alone imports segno."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple


class Code(NamedTuple):
    """A QR code: how many modules it is wide, the quiet zone included, and the dark ones."""

    size: int
    path: str


@lru_cache(maxsize=256)
def code_of(address: str) -> Code:
    """Return the QR code of an address, which is read even where a quarter of it is damaged."""
    import segno  # only few files show codes

    made = segno.make_qr(address, error="q", boost_error=False)
    rows = list(made.matrix_iter(scale=1))
    path = "".join(
        f"M{x} {y}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in _runs(row)
    )
    return Code(len(rows), path)


def _runs(row: Iterable[int]) -> list[tuple[int, int]]:
    """Return where the dark stretches of a row begin, and how long they are."""
    found = []
    x = 0
    for is_dark, run in groupby(row):
        length = len(list(run))
        if is_dark:
            found.append((x, length))
        x += length
    return found
