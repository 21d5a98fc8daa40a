"""By how much something sticks out of the time that it has."""

from datetime import datetime
from typing import NamedTuple

from coopsched.interval import Interval


class Beyond(NamedTuple):
    """What of a span lies before its bounds, and what after them."""

    early: Interval | None
    late: Interval | None


def beyond(span: Interval, start: datetime | None, end: datetime | None) -> Beyond:
    """Return what of ``span`` lies outside two bounds, each None where there is none."""
    early = late = None
    if start is not None and span.start < start:
        early = Interval(span.start, min(span.end, start))
    if end is not None and span.end > end:
        late = Interval(max(span.start, end), span.end)
    return Beyond(early, late)
