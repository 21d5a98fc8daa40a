"""Which sessions show the same thing again, told where neither schedule has a field for it.

Apps pass it over. A reader who knew nothing of it would warn of sessions with equal titles.
"""

from collections.abc import Iterator

from coopsched.publishing.losses import Loss
from coopsched.publishing.schedule import Row, Schedule


def repeated(schedule: Schedule) -> dict[int, int]:
    """Return the numbers of repeated showings, each with that of the first one."""
    return {row.id: first.id for row, first in _showings(schedule)}


def repeat_losses(schedule: Schedule) -> Iterator[Loss]:
    """Yield the showings of which it is not told."""
    told = {row.session.key for row, _ in _showings(schedule)}
    for session in schedule.sessions:
        if session.repeats is not None and session.key not in told:
            yield Loss("repeats", (session.key,))


def _showings(schedule: Schedule) -> Iterator[tuple[Row, Row]]:
    rows = {row.session.key: row for row in schedule.rows()}
    for row in rows.values():
        first = rows.get(row.session.repeats or "")
        if first is not None and _stands_alone(row, first):
            yield row, first


def _stands_alone(row: Row, first: Row) -> bool:
    """Tell whether a showing has all by itself that a reader would give it from the first one."""
    fields = ("description", "track", "language")
    if row.session.kind is None and first.session.kind is not None:
        return False
    if not row.persons and first.persons:
        return False
    return all(getattr(row, name) or not getattr(first, name) for name in fields)
