"""When what a feed shows begins and ends: the times of its properties, and how they compare."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from coopsched.feedrules.feed import SHOWN, Component, Feed
from coopsched.feedrules.grammar import ZONED, parts_of, type_of
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.values import Stamp, duration, stamp
from coopsched.zones import zone, zone_names

_LONGEST_NAME = 200


class Timed(NamedTuple):
    """A time that a property gives, in the zone that it names; ``line`` is that property."""

    line: ContentLine
    stamp: Stamp
    tzid: str

    @property
    def form(self) -> str:
        """Return in words whether it is a date, a time in no zone, or a fixed one."""
        if self.stamp.is_date:
            return "a date"
        if not self.stamp.is_utc and not self.tzid:
            return "a time in no zone"
        return "a time in UTC or in a zone"


def timed(line: ContentLine | None) -> Timed | None:
    """Return the time that a property gives; None for a list, for none, or for what is no time."""
    if line is None:
        return None
    found = stamp(line.value)
    if found is None or found.is_date != (type_of(line) == "DATE"):
        return None
    zone_of = line.parameter("TZID")
    return Timed(line, found, zone_of.text if zone_of is not None else "")


def length(start: Timed, end: Timed) -> timedelta | None:
    """Return how long it is from a time to another; None where nobody can tell.

    Two times of one zone are compared in that zone, so that a night in which clocks change
    counts; where the zone is not known, by the clock.
    """
    if start.form != end.form:
        return None
    instants = _instant(start), _instant(end)
    if instants[0] is not None and instants[1] is not None:
        return instants[1] - instants[0]
    if start.tzid != end.tzid or start.stamp.is_utc != end.stamp.is_utc:
        return None
    return end.stamp.clock - start.stamp.clock


def _instant(time: Timed) -> datetime | None:
    """Return the instant of a time in UTC or in a zone that the tz database knows."""
    if time.stamp.is_utc:
        return time.stamp.clock
    name = iana(time.tzid) if time.tzid else None
    if name is None or not 1 < time.stamp.clock.year < 9999:
        return None
    local = time.stamp.clock.replace(tzinfo=zone(name))
    offset = local.utcoffset()
    return time.stamp.clock - offset if offset is not None else None


def iana(tzid: str) -> str | None:
    """Return the name of the tz database that a TZID is or ends with; None where there is none.

    Mozilla and Evolution put a prefix of their own before it: `/mozilla.org/2005/Europe/Brussels`.
    """
    name = tzid.strip()
    if name in zone_names():
        return name
    if len(name) > _LONGEST_NAME:
        return None
    while "/" in name:
        name = name.partition("/")[2]
        if "/" in name and name in zone_names():  # a lone last word, such as EST, may be anything
            return name
    return None


def in_zones(feed: Feed) -> Iterator[tuple[Component, ContentLine, str, int, int]]:
    """Yield each value in a named zone: its component and line, the zone, and its place there."""
    for component, line in feed.properties(*sorted(ZONED)):
        zone_of = line.parameter("TZID")
        if zone_of is None or component.name not in SHOWN:
            continue
        for start, end in parts_of(line):
            yield component, line, zone_of.text, start, end


def lasting(component: Component) -> timedelta | None:
    """Return what DURATION says; None where there is none, or none that can be read."""
    line = component.first("DURATION")
    return duration(line.value) if line is not None else None
