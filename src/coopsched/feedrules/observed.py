"""Which times of a feed are in which VTIMEZONE, and what the tz database says of that zone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from coopsched.feedrules.feed import SHOWN, Component, Feed
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.onsets import Onsets, Unjudged
from coopsched.feedrules.recurrences import parts
from coopsched.feedrules.times import iana, in_zones
from coopsched.feedrules.values import stamp
from coopsched.moment import comes_twice, is_skipped
from coopsched.zones import Zone, zone

_YEARS = range(1902, 2200)
_MOST_YEARS = 30
_MONTH = timedelta(days=30)
_MONTHS = 24


class Use(NamedTuple):
    """A time that is written in a zone: the clock's, and the property that gives it."""

    clock: datetime
    line: ContentLine


class Observed(NamedTuple):
    """A VTIMEZONE with the zone that it means, the times written in it, and its onsets.

    ``true`` is None where the tz database has no such zone.
    """

    component: Component
    true: Zone | None
    uses: list[Use]
    onsets: Onsets
    years: range


def observed(feed: Feed) -> Iterator[Observed]:
    """Yield each VTIMEZONE that can be judged, for the years in which the feed has times."""
    uses, others = _uses(feed), _other_years(feed)
    for component in feed.named("VTIMEZONE"):
        name = component.first("TZID")
        times = uses.get(name.value, []) if name is not None else []
        years = {use.clock.year for use in times} or others
        if name is None or not years:
            continue
        window = range(min(years), min(max(years), min(years) + _MOST_YEARS) + 1)
        try:
            onsets = Onsets(component, window[0], window[-1])
        except Unjudged:
            continue
        yield Observed(component, _zone(component, name.value), times, onsets, window)


def _uses(feed: Feed) -> dict[str, list[Use]]:
    """Return the times that are written in each zone."""
    uses: dict[str, list[Use]] = {}
    for component, line, tzid, start, end in in_zones(feed):
        found = stamp(line.value[start:end].partition("/")[0])
        if found is not None and not found.is_date and found.clock.year in _YEARS:
            uses.setdefault(tzid, []).append(Use(found.clock, line))
            if line.name == "DTSTART":
                uses[tzid].extend(_repeated(component, found.clock, line))
    return uses


def _repeated(component: Component, start: datetime, line: ContentLine) -> Iterator[Use]:
    """Yield times on which what recurs may fall: one a month, for two years at most."""
    rule = component.first("RRULE")
    if rule is None:
        return
    said = {part.name: part.value for part in parts(rule.value)}
    until = stamp(said["UNTIL"]) if "UNTIL" in said else None
    if "COUNT" in said:
        return  # how far it reaches is for those to compute who show it
    for i in range(1, _MONTHS + 1):
        clock = start + i * _MONTH
        if (until is not None and clock > until.clock) or clock.year not in _YEARS:
            return
        yield Use(clock, line)


def _other_years(feed: Feed) -> set[int]:
    """Return the years of what the feed shows in other zones, or when it was last changed."""
    for names in (("DTSTART",), ("LAST-MODIFIED", "DTSTAMP")):
        stamps = (
            stamp(line.value)
            for component, line in feed.properties(*names)
            if component.name in SHOWN or component.name == "VCALENDAR"
        )
        years = {found.clock.year for found in stamps if found and found.clock.year in _YEARS}
        if years:
            return years
    return set()


def _zone(component: Component, tzid: str) -> Zone | None:
    location = component.first("X-LIC-LOCATION")
    name = iana(tzid) or (iana(location.value) if location is not None else None)
    return zone(name) if name is not None else None


def offset_at(true: Zone, instant: datetime) -> timedelta:
    """Return the offset of a zone at an instant, which is given in UTC without saying so."""
    return instant.replace(tzinfo=UTC).astimezone(true).utcoffset() or timedelta()


def offset_by_clock(true: Zone, clock: datetime) -> timedelta | None:
    """Return the offset of a zone by its clocks; None where they show a time twice or never."""
    local = clock.replace(tzinfo=true)
    if comes_twice(local) or is_skipped(local):
        return None
    return local.utcoffset()
