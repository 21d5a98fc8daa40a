"""A sheet of terminal cells on which boxes and text are put in any order."""

from itertools import groupby

from coopsched.reporting.cells import paint
from coopsched.reporting.width import clusters

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
# By the sum of the sides on which a line leaves the cell.
_JOINTS = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"
_LINE = "faint"


class Canvas:
    """Lines join where they meet; text covers what was put below it."""

    def __init__(self, width: int, height: int) -> None:
        self._width = width
        self._lines: list[dict[int, int]] = [{} for _ in range(height)]
        self._marks: list[dict[int, tuple[str, str]]] = [{} for _ in range(height)]

    def box(self, left: int, top: int, right: int, bottom: int, *, is_open: bool = False) -> None:
        """Draw the outline of a box; ``is_open`` leaves out its lower side."""
        sides = (
            [(top, _RIGHT, _LEFT)] if is_open else [(top, _RIGHT, _LEFT), (bottom, _RIGHT, _LEFT)]
        )
        for y, out, back in sides:
            for x in range(left, right):
                self._join(x, y, out)
                self._join(x + 1, y, back)
        for x in (left, right):
            for y in range(top, bottom):
                self._join(x, y, _DOWN)
                self._join(x, y + 1, _UP)

    def text(self, x: int, y: int, text: str, style: str = "") -> None:
        """Put a text that is known to fit."""
        marks = self._marks[y]
        for cluster, size in clusters(text):
            if size == 0:
                continue
            marks[x] = (cluster, style)
            for covered in range(x + 1, x + size):
                marks[covered] = ("", style)
            x += size

    def faint(self, x: int, y: int, mark: str) -> None:
        """Put a mark where neither a line nor a text is by now."""
        if x not in self._lines[y]:
            self._marks[y].setdefault(x, (mark, _LINE))

    def rows(self, colour: bool) -> list[str]:
        """Return the rows as text, as far as anything stands on them."""
        return [self._row(y, colour) for y in range(len(self._lines))]

    def _join(self, x: int, y: int, side: int) -> None:
        self._lines[y][x] = self._lines[y].get(x, 0) | side

    def _row(self, y: int, colour: bool) -> str:
        lines, marks = self._lines[y], self._marks[y]
        last = max([*lines, *marks], default=-1)
        cells = [marks.get(x) or _drawn(lines.get(x, 0)) for x in range(min(last + 1, self._width))]
        if not colour:
            return "".join(mark for mark, _ in cells)
        parts = groupby(cells, key=lambda cell: cell[1])
        return "".join(paint("".join(m for m, _ in run), style, True) for style, run in parts)


def _drawn(sides: int) -> tuple[str, str]:
    return (_JOINTS[sides], _LINE) if sides else (" ", "")
