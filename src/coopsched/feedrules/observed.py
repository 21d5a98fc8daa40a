"""Which times of a feed are in which VTIMEZONE, and what the tz database says of that zone."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from coopsched.feedrules.feed import SHOWN, Component, Feed
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.onsets import WEEKDAYS, Onsets, Unjudged
from coopsched.feedrules.recurrences import parts
from coopsched.feedrules.times import iana, in_zones
from coopsched.feedrules.values import stamp, unescaped
from coopsched.moment import comes_twice, is_skipped
from coopsched.zones import Zone, zone

_YEARS = range(1902, 2200)
_MOST_YEARS = 30
_MONTH = timedelta(days=30)
_MONTHS = 24
_MARGIN = timedelta(days=1)  # UNTIL is in UTC, and what comes again is in its zone
_FEW = re.compile(r"0*[1-9]\d{0,3}", re.ASCII)
_BOUNDED = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"})
_PLAIN = {
    "DAILY": (timedelta(days=1), _BOUNDED),
    "WEEKLY": (timedelta(days=7), _BOUNDED | {"BYDAY"}),
}


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
        times = uses.get(unescaped(name.value), []) if name is not None else []
        years = {use.clock.year for use in times} or others
        if name is None or not years:
            continue
        window = range(min(years), min(max(years), min(years) + _MOST_YEARS) + 1)
        try:
            onsets = Onsets(component, window[0], window[-1])
        except Unjudged:
            continue
        yield Observed(component, _zone(component, unescaped(name.value)), times, onsets, window)


def _uses(feed: Feed) -> dict[str, list[Use]]:
    """Return the times that are written in each zone."""
    uses: dict[str, list[Use]] = {}
    begun: set[int] = set()
    for component, line, tzid, start, end in in_zones(feed):
        found = stamp(line.value[start:end].partition("/")[0])
        if found is not None and not found.is_date and found.clock.year in _YEARS:
            uses.setdefault(unescaped(tzid), []).append(Use(found.clock, line))
            if line.name == "DTSTART" and id(component) not in begun:
                begun.add(id(component))  # a second DTSTART says nothing of what recurs
                uses[unescaped(tzid)].extend(_repeated(component, found.clock, line))
    return uses


def _repeated(component: Component, start: datetime, line: ContentLine) -> Iterator[Use]:
    """Yield times on which what recurs falls: one a month or so, for two years at most."""
    rule = component.first("RRULE")
    said = {part.name: part.value for part in parts(rule.value)} if rule is not None else {}
    every = _days_between(said, start)
    if every is None or component.first("EXRULE") is not None:
        return
    # After so many turns, the times have moved by a month; each turn has a time for each BYDAY.
    turns = -(-_MONTH // every)
    count = int(said["COUNT"]) if "COUNT" in said else None
    until = stamp(said["UNTIL"]) if "UNTIL" in said else None
    left_out = _left_out(component)
    for i in range(turns, _MONTHS * turns + 1, turns):
        clock = start + i * every
        if clock.year not in _YEARS or (until is not None and clock + _MARGIN > until.clock):
            return
        if count is not None and i * len(set(said.get("BYDAY", "").split(","))) >= count:
            return
        if clock.date() not in left_out:
            yield Use(clock, line)


def _days_between(said: dict[str, str], start: datetime) -> timedelta | None:
    """Return after how long a plain rule comes again at the same hour; None for another rule."""
    turn, allowed = _PLAIN.get(said.get("FREQ", ""), (timedelta(), frozenset[str]()))
    interval = said.get("INTERVAL", "1")
    if not turn or not said.keys() <= allowed or not _FEW.fullmatch(interval):
        return None
    if "BYDAY" in said and WEEKDAYS[start.weekday()] not in said["BYDAY"].split(","):
        return None
    if "COUNT" in said and not _FEW.fullmatch(said["COUNT"]):
        return None
    if "UNTIL" in said and stamp(said["UNTIL"]) is None:
        return None
    return turn * int(interval)


def _left_out(component: Component) -> set[date]:
    """Return the days of EXDATE, with those around them: it may be in UTC or in another zone."""
    texts = (text for line in component.all("EXDATE") for text in line.value.split(","))
    clocks = [found.clock for text in texts if (found := stamp(text)) is not None]
    inner = [clock for clock in clocks if clock.year in _YEARS]
    return {(clock + i * _MARGIN).date() for clock in inner for i in (-1, 0, 1)}


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
    name = iana(tzid) or (iana(unescaped(location.value)) if location is not None else None)
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
