"""What clients are known to read wrong in feeds that are right, and why.

Each is expected to the letter, so that a client that gets better is noticed.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from clients.truth import Row


class Misreading(NamedTuple):
    """Texts that a client shows in place of others, or starts of what it does not show."""

    why: str
    instead: Mapping[str, str] = {}
    misses: frozenset[str] = frozenset()

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield what the client shows of what is true."""
        for row in rows:
            if row.start not in self.misses:
                yield Row(*map(self._shown, row))

    def _shown(self, value: str) -> str:
        for right, wrong in self.instead.items():
            value = value.replace(right, wrong)
        return value


_A_BACKSLASH_AND_AN_N = Misreading(
    "undo the escape of line breaks before that of backslashes, so that C:\\new has a line break",
    instead={"\\n": "\\\n", "\\N": "\\\n"},
)
KNOWN: Mapping[str, tuple[Misreading, ...]] = {
    "node-ical": (_A_BACKSLASH_AND_AN_N,),
    "ics": (
        _A_BACKSLASH_AND_AN_N,
        Misreading("keeps the escapes of a UID", instead={"4711,a;b:": "4711\\,a\\;b:"}),
        Misreading(
            "knows no recurrences, and of days that do not follow each other shows the first",
            misses=frozenset({"2026-10-24", "2026-10-25", "2026-10-26"}),
        ),
    ),
    "khal import": (
        Misreading(
            "writes by icalendar, which takes a backslash and an N for a line break",
            instead={"\\N": "\n"},
        ),
    ),
}
"""What clients are known to misread, whether times are in UTC or local."""


def shown(client: str, rows: Iterable[Row]) -> list[Row]:
    """Return what a client shows of what is true, sorted."""
    for misreading in KNOWN.get(client, ()):
        rows = misreading.rows(rows)
    return sorted(rows)
