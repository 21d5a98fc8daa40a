"""Rooms for the sessions of one timeslot, at least cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

Row = Mapping[int, float]


@dataclass(frozen=True)
class Crowd:
    """Too many for too few: these rows have nothing but these columns among them."""

    rows: frozenset[int]
    columns: frozenset[int]


def assigned(rows: Sequence[Row]) -> list[int] | Crowd:
    """Return a column of its own for each row, at least cost together; or why there is no way.

    A row gives the cost of each column that it can have, best first. This is the Hungarian
    method (Kuhn, Munkres), row by row with shortest paths, but for rows whose cheapest
    column is free: these take it at once.
    """
    matching = _Matching(rows)
    for row in sorted(range(len(rows)), key=lambda i: len(rows[i])):
        if not matching.take(row):
            crowd = matching.rearrange(row)
            if crowd is not None:
                return crowd
    return matching.columns()


@dataclass
class _Matching:
    """Rows that have a column; prices are such that nobody has cause to change."""

    rows: Sequence[Row]
    row_of: dict[int, int] = field(default_factory=dict)
    price: dict[int, float] = field(default_factory=dict)
    due: dict[int, float] = field(default_factory=dict)

    def columns(self) -> list[int]:
        found = {row: column for column, row in self.row_of.items()}
        return [found[row] for row in range(len(self.rows))]

    def take(self, row: int) -> bool:
        """Give a row the first free one of its cheapest columns, if there is one."""
        price = self.price
        least = min((c - price.get(j, 0.0) for j, c in self.rows[row].items()), default=inf)
        for column, cost in self.rows[row].items():
            if column not in self.row_of and cost - price.get(column, 0.0) <= least:
                self.row_of[column] = row
                self.due[row] = least
                return True
        self.due[row] = 0.0
        return False

    def rearrange(self, row: int) -> Crowd | None:
        """Give a row a column by moving others along the cheapest path; or say who is too many."""
        reach: dict[int, float] = {}
        came: dict[int, int | None] = {}
        tree: dict[int, int] = {}  # columns of the tree, and the rows that have them
        last: int | None = None
        while True:
            at = row if last is None else tree[last]
            for column, cost in self.rows[at].items():
                way = cost - self.due[at] - self.price.get(column, 0.0)
                if column not in tree and way < reach.get(column, inf):
                    reach[column], came[column] = way, last
            if not reach:
                return Crowd(frozenset({row, *tree.values()}), frozenset(tree))
            last = min(reach, key=reach.__getitem__)
            self._pay(row, tree, reach, reach[last])
            del reach[last]
            if last not in self.row_of:
                break
            tree[last] = self.row_of[last]
        while last is not None:
            before = came[last]
            self.row_of[last] = row if before is None else tree[before]
            last = before
        return None

    def _pay(self, row: int, tree: Mapping[int, int], reach: dict[int, float], more: float) -> None:
        if more:
            self.due[row] += more
            for column, its_row in tree.items():
                self.due[its_row] += more
                self.price[column] = self.price.get(column, 0.0) - more
            for column in reach:
                reach[column] -= more
