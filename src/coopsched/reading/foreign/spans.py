"""When sessions start and end, from the date-times of a file that may bear offsets."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from coopsched.reading.foreign.clocks import offset_of, settle_zone, told_zone, wall_clock
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, node, shown
from coopsched.source import Node
from coopsched.zones import zone

if TYPE_CHECKING:
    from coopsched.reading.foreign.draft import Draft

_NOON = "T12"
_LATE = re.compile(r"[T ](?:2[4-9]|[3-9]\d):?\d\d", re.ASCII)


class Clock:
    """Reads the date-times of a file as a clock in its zone shows them.

    ``named`` is what the file calls its zone; ``stamps`` are all its date-times, whose
    offsets let guess one where it names none.
    """

    def __init__(
        self, draft: "Draft", tally: Tally, named: Node | None, stamps: Iterable[Node]
    ) -> None:
        self._tally = tally
        self._name = settle_zone(draft, named, stamps)
        self._is_guess = told_zone(draft.hints, named) is None

    def time(self, stamp: Node) -> Node:
        """Return a date-time as our format writes it; an offset that is not the zone's stays."""
        time = wall_clock(stamp, self._name)
        text = clean(time.value)
        if _LATE.search(text):
            self._tally.add(
                "hour-24",
                "times have an hour after 23",
                f"{shown(text)} has an hour after 23: it is read as the next day",
                stamp,
                "write the hours 00 to 23, and the date of the next day",
            )
        if not self._is_guess and offset_of(time) is not None and self._is_wrong(time):
            self._tally.add(
                "wrong-offset",
                f"times have another offset than {self._name} has then",
                f"{shown(clean(stamp.value))} has another offset than {self._name} has then",
                stamp,
                "correct the offset or the zone; the instant that is written is read",
            )
        return time

    def span(self, start: Node | None, end: Node | None, minutes: Node | None) -> dict[str, Node]:
        """Return `start`, `end` and `minutes` of a session; ``minutes`` count without an end."""
        fields: dict[str, Node] = {}
        if start is not None:
            fields["start"] = self.time(start)
        if start is not None and end is not None:
            ends = self.time(end)
            if ends.value == fields["start"].value:
                return fields | {"minutes": node("0", end)}
            return fields | {"end": ends}
        if minutes is not None and clean(minutes.value).isdecimal():
            fields["minutes"] = node(clean(minutes.value), minutes)
        return fields

    def _is_wrong(self, time: Node) -> bool:
        try:
            local = datetime.fromisoformat(clean(time.value)).astimezone(zone(self._name))
        except (ValueError, OverflowError):
            return False
        return local.utcoffset() != offset_of(time)


def minutes_between(span: dict[str, Node]) -> int | None:
    """Return the minutes from a span's start to its end on the clock; None where one is not there.

    A span in which the clock changes has as many more or less; None for that is not told.
    """
    if "start" not in span or "end" not in span:
        return None
    try:
        start, end = (datetime.fromisoformat(clean(span[name].value)) for name in ("start", "end"))
        return (end - start) // timedelta(minutes=1)
    except (ValueError, TypeError, OverflowError):
        return None


def is_on(day: str, begins: str) -> bool:
    """Tell whether a date-time is on a day, or in the morning after, which can be its night."""
    if begins[:10] == day[:10]:
        return True
    try:
        after = date.fromisoformat(begins[:10]) - date.fromisoformat(day[:10])
    except ValueError:
        return False
    return after == timedelta(days=1) and begins[10:13] < _NOON
