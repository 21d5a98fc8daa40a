"""In which zones an iCalendar file's times are: by name, by the names of others, by its rules."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from coopsched.reading.foreign.clocks import settle_zone, told_zone, wall_clock
from coopsched.reading.foreign.content_lines import Component, Line, unescaped
from coopsched.reading.foreign.draft import Draft
from coopsched.reading.foreign.ical_times import Stamp, in_utc, offset, wall_time
from coopsched.reading.foreign.recurring import Rule
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, node, shown
from coopsched.reading.foreign.zoning import zone_called
from coopsched.source import Node
from coopsched.zones import zone

_UTC = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Etc/Zulu", "UCT", "Universal"})
_MOST_DEFINED = 20
_MOST_PARTS = 100
_SAY_WHICH = (
    "write an IANA name, such as TZID=Europe/Brussels, or tell the programme's zone: "
    "--hint timezone=Europe/Brussels"
)


class Defined:
    """A zone that the file defines itself: a VTIMEZONE, with its offsets (RFC 5545 3.6.5)."""

    def __init__(self, component: Component, first: datetime) -> None:
        self.location = component.first("X-LIC-LOCATION")
        parts = [each for each in component.children if each.name in ("STANDARD", "DAYLIGHT")]
        onsets = [onset for part in parts[:_MOST_PARTS] for onset in _onsets(part, first)]
        self._onsets = sorted(onsets, key=lambda onset: onset[0])
        self._times = [time for time, _, _, _ in self._onsets]

    def offset(self, time: datetime) -> tuple[timedelta, Node] | None:
        """Return the offset from UTC at a local time, and where it is written; None for none."""
        if not self._onsets:
            return None
        index = bisect_right(self._times, time) - 1
        _, before, after, at = self._onsets[max(index, 0)]
        return (before if index < 0 else after), at


class Zones:
    """The zones of a file. The programme's own is settled when these are made.

    ``usual`` is the zone of a file that names none.
    """

    def __init__(
        self,
        draft: Draft,
        tally: Tally,
        found: list[Component],
        starts: list[Stamp],
        *,
        usual: Node | None = None,
    ) -> None:
        self._draft = draft
        self._tally = tally
        used = Counter(each.zone for each in starts if each.zone)
        first = min((each.time for each in starts), default=datetime(2000, 1, 1))  # noqa: DTZ001  a clock without a zone
        self._defined = _defined(found, used, first)
        self._names = {name: self._name(name) for name in used}
        places = {each.zone: each.at for each in reversed(starts)}
        by_use = [(self._names[tzid], places[tzid]) for tzid, _ in used.most_common()]
        said = _said(found)
        named = _named(found, said, by_use) or usual
        self.programme = ""
        texts = [node(self._with_offset(each), each.at) for each in starts if not each.is_date]
        self.programme = settle_zone(draft, named, texts)
        self._compare(starts)
        known = told_zone(draft.hints, named) is not None and draft.hints.timezone is None
        if known and self.programme not in [zone_called(line.value) for line in said]:
            self._report_floating([each for each in starts if _is_floating(each)])

    def written(self, each: Stamp) -> Node:
        """Return a time as our format writes it: by the programme's clock where that can be."""
        if each.is_date:
            return node(each.time.strftime("%Y-%m-%dT%H:%M"), each.at)
        if each.zone and self._known(each.zone) is None and each.zone not in self._defined:
            name = shown(clean(each.zone))
            message = f"{name} is no time zone: the time is read in that of the programme"
            many = f"times are in {name}"
            self._tally.add("unknown-timezone", many, message, each.at, _SAY_WHICH)
        return wall_clock(node(self._with_offset(each), each.at), self.programme)

    def by_clock_of(self, other: Stamp, like: Stamp) -> datetime:
        """Return what the clock of ``like`` shows at another time."""
        same = (other.zone, other.is_utc) == (like.zone, like.is_utc)
        if same or other.is_date or like.is_date or not (other.zone or other.is_utc):
            return other.time
        instant = self.instant(other)
        try:
            if like.is_utc:
                return instant
            name = self._zone(like)
            if name is not None:
                aware = instant.replace(tzinfo=zone("UTC")).astimezone(zone(name))
                return aware.replace(tzinfo=None)
            there = self._defined_offset(like.zone, instant)
            return instant + there if there is not None else instant
        except OverflowError:
            return other.time

    def instant(self, each: Stamp) -> datetime:
        """Return what a clock in UTC shows at a time; a floating one is the programme's."""
        if each.is_utc:
            return each.time
        name = self._zone(each)
        if name is not None:
            return in_utc(each.time.replace(tzinfo=zone(name)))
        there = self._defined_offset(each.zone, each.time)
        return each.time - there if there is not None else each.time

    def _zone(self, each: Stamp) -> str | None:
        """Return the name of the zone of a local time; None where only the file defines it."""
        if not each.zone:
            return self.programme
        name = self._known(each.zone)
        return name or (None if each.zone in self._defined else self.programme)

    def _with_offset(self, each: Stamp) -> str:
        """Return a time in ISO 8601, with an offset unless it is floating or the programme's."""
        if each.is_utc:
            return f"{each.time.isoformat()}Z"
        name = self._known(each.zone) if each.zone else None
        if name is not None and name != self.programme:
            return _iso(each.time.replace(tzinfo=zone(name)))
        there = self._defined_offset(each.zone, each.time) if name is None else None
        if there is not None:
            return _iso(each.time.replace(tzinfo=timezone(there)))
        return each.time.isoformat()

    def _known(self, tzid: str) -> str | None:
        if tzid not in self._names:
            self._names[tzid] = self._name(tzid)
        return self._names[tzid]

    def _name(self, tzid: str) -> str | None:
        name = zone_called(tzid)
        if name is None and tzid in self._defined:
            location = self._defined[tzid].location
            return zone_called(location.value) if location is not None else None
        return name

    def _defined_offset(self, tzid: str, time: datetime) -> timedelta | None:
        found = self._defined[tzid].offset(time) if tzid in self._defined else None
        return found[0] if found is not None else None

    def _report_floating(self, starts: list[Stamp]) -> None:
        """Note times of no zone: they are read in one that the file has for other times."""
        if starts:
            many = f"{len(starts)} events have" if len(starts) > 1 else "an event has"
            self._draft.report(
                "guessed-timezone",
                f"{many} times without a zone: they are read in {self.programme}, which the file "
                f"has for others",
                starts[0].at,
                _SAY_WHICH,
            )

    def _compare(self, starts: Iterable[Stamp]) -> None:
        """Note a VTIMEZONE with other offsets than the zone of its name: the name is right."""
        told: set[str] = set()
        for each in starts:
            name = self._names.get(each.zone)
            if name is None or each.zone in told or each.zone not in self._defined:
                continue
            found = self._defined[each.zone].offset(each.time)
            right = [each.time.replace(tzinfo=zone(name), fold=fold).utcoffset() for fold in (0, 1)]
            if found is not None and found[0] not in right:
                told.add(each.zone)
                self._draft.report(
                    "wrong-offset",
                    f"the offset of {shown(clean(each.zone))} is given here as "
                    f"{_shown(found[0])} for {each.time:%Y-%m-%d}, and that zone has "
                    f"{_shown(right[0] or timedelta())} then: the zone's own is read",
                    found[1],
                    "correct the VTIMEZONE, or leave it out: its name tells all",
                )


def _defined(found: list[Component], used: Counter[str], first: datetime) -> dict[str, Defined]:
    """Return the zones that are defined and used, by TZID."""
    defined: dict[str, Defined] = {}
    for component in found:
        tzid = component.first("TZID") if component.name == "VTIMEZONE" else None
        name = unescaped(tzid.value).strip().strip('"') if tzid is not None else ""
        if name in used and name not in defined and len(defined) < _MOST_DEFINED:
            zone_ = Defined(component, first)
            if zone_.offset(first) is not None or zone_.location is not None:
                defined[name] = zone_
    return defined


def _onsets(part: Component, first: datetime) -> list[tuple[datetime, timedelta, timedelta, Node]]:
    """Return when an observance begins, with the offsets before and after, and its place."""
    begin, before, after = (part.first(name) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"))
    start = wall_time(begin.value) if begin is not None else None
    to = offset(after.value) if after is not None else None
    if start is None or to is None or after is None:
        return []
    from_ = offset(before.value) if before is not None else None
    times = [start]
    for line in part.all("RRULE")[:1]:
        times += _yearly(line, start, first)
    for line in part.all("RDATE"):
        times += filter(None, map(wall_time, line.value.split(",")))
    return [(time, from_ if from_ is not None else to, to, after.node()) for time in times]


def _yearly(line: Line, start: datetime, first: datetime) -> list[datetime]:
    """Return when a rule changes the clock each year: in about the twenty years from ``first``."""
    if "FREQ=YEARLY" not in line.value.upper():
        return []
    try:
        rule = Rule(line.value)
        until = wall_time(rule.until) if rule.until else None
        if start.year < first.year - 1:
            day = 1 if "BYDAY" in line.value.upper() else start.day
            start = start.replace(year=first.year - 1, day=day)
        return rule.starts(start, until or datetime.max, 60)  # noqa: DTZ901  a clock without a zone
    except ValueError:
        return []


def _said(found: list[Component]) -> list[Line]:
    """Return the lines in which calendars name their zone."""
    calendars = [each for each in found if each.name == "VCALENDAR"]
    return [line for each in calendars for line in each.all("X-WR-TIMEZONE", "TIMEZONE-ID")]


def _is_floating(each: Stamp) -> bool:
    return not (each.zone or each.is_utc or each.is_date)


def _named(
    found: list[Component], said: list[Line], by_use: list[tuple[str | None, Node]]
) -> Node | None:
    """Return the programme's zone as the file names it, in the place where it does."""
    calendars = [each for each in found if each.name == "VCALENDAR"]
    bare = [line for each in calendars for line in each.all("VTIMEZONE")]
    own = [line for each in found if each.name == "VTIMEZONE" for line in each.all("TZID")]
    zones = [(zone_called(line.value), line.node()) for line in said]
    zones += by_use
    zones += [(zone_called(unescaped(line.value)), line.node()) for line in (*bare, *own)]
    known = [(name, at) for name, at in zones if name is not None]
    # Many a tool writes UTC for itself, and the times in the zone where people are.
    known.sort(key=lambda each: each[0] in _UTC)
    if known:
        return node(*known[0])
    return said[0].node() if said else None


def _iso(aware: datetime) -> str:
    there = aware.utcoffset() or timedelta()
    if there % timedelta(minutes=1):  # as zones had before there were zones
        return f"{in_utc(aware).isoformat()}Z"
    return aware.isoformat()


def _shown(ahead: timedelta) -> str:
    minutes = abs(ahead) // timedelta(minutes=1)
    return f"{'-' if ahead < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"
