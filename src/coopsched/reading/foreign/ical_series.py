"""When the events of an iCalendar file are held: once, or as their rules say (RFC 5545 3.8.5)."""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple

from coopsched.reading.foreign.content_lines import Component, Line
from coopsched.reading.foreign.ical_times import Period, Stamp, Times, periods, stamp, wall_time
from coopsched.reading.foreign.ical_zones import Zones
from coopsched.reading.foreign.recurring import Rule
from coopsched.reading.foreign.tally import Tally

MOST = 366
"""How often an event is read at most."""
_MOST_SERIES = 1000
_MOST_NEVER = 40
"""How many rules may never come true before no more are worked out: each takes long."""
_NEVER = datetime(9999, 12, 31)  # noqa: DTZ001  a clock without a zone
_SHORTEN = "give the rule an UNTIL or a COUNT, or write the showings as events of their own"


class Showing(NamedTuple):
    """An event once.

    ``name`` tells it from the others of its ``series``, and is empty for the first of them
    and for what is held once. ``is_change`` tells an event that changes one of a series.
    """

    event: Component
    times: Times | None
    name: str = ""
    series: int | None = None
    is_change: bool = False


class Series:
    """The events of a file, each as often as it is held."""

    def __init__(
        self, events: dict[int, tuple[Component, Times | None]], zones: Zones, tally: Tally
    ) -> None:
        self._events = events
        self._zones = zones
        self._tally = tally
        self._at_instant: dict[tuple[str, datetime], int] = {}
        self._on_date: dict[tuple[str, date], int] = {}
        self._series = 0
        self._never = 0
        self._find_changes()

    def showings(self, most: int) -> list[Showing]:
        """Return all showings, those of a series where its event stands; about ``most`` at most."""
        used: set[int] = set()
        found: dict[int, list[Showing]] = {}
        for key, (event, times) in self._events.items():
            if times is not None and not event.all("RECURRENCE-ID") and event.all("RRULE", "RDATE"):
                found[key] = self._of_series(key, event, times, used)
        shown: list[Showing] = []
        for key, (event, times) in self._events.items():
            if len(shown) > most:
                break
            if key in found:
                shown += found[key]
            elif key not in used:
                shown.append(Showing(event, times, self._name_alone(event)))
        return shown

    def _find_changes(self) -> None:
        """Find which events change one showing of a series, by UID and when that would be."""
        for key, (event, _) in self._events.items():
            line = event.first("RECURRENCE-ID")
            read = stamp(line) if line is not None else None
            if line is not None and line.parameter("RANGE"):
                message = "this changes all showings from here on: it is read as one of them"
                many = "events change all showings from theirs on, and are read as one each"
                self._tally.add("ignored-value", many, message, line.node())
            if read is not None:
                self._on_date.setdefault((_uid(event), read.time.date()), key)
                if not read.is_date:
                    self._at_instant.setdefault((_uid(event), self._zones.instant(read)), key)

    def _change(self, uid: str, start: Stamp) -> int | None:
        """Return which event changes the showing that would begin at a time."""
        changed = self._at_instant.get((uid, self._zones.instant(start)))
        if changed is not None and not start.is_date:
            return changed
        by_date = self._on_date.get((uid, start.time.date()))
        if by_date is None or start.is_date:
            return by_date
        line = self._events[by_date][0].first("RECURRENCE-ID")
        read = stamp(line) if line is not None else None
        return by_date if read is not None and read.is_date else None

    def _name_alone(self, event: Component) -> str:
        """Return the name of a changed showing of a series that is not in the file."""
        line = event.first("RECURRENCE-ID")
        read = stamp(line) if line is not None else None
        return f"{read.time:%Y%m%d}" if read is not None else ""

    def _of_series(self, key: int, event: Component, times: Times, used: set[int]) -> list[Showing]:
        starts = self._starts(event, times.start)
        added = self._added(event, times.start)
        on_dates = {each.date() for each in starts}
        names = "%Y%m%d" if len(on_dates) == len(starts) else "%Y%m%dT%H%M"
        showings: list[Showing] = []
        plain = False
        for start in starts:
            changed = self._change(_uid(event), times.start.shifted(start))
            if changed is not None and changed not in used:
                used.add(changed)
                other = self._events[changed]
                showings.append(Showing(*other, start.strftime(names), key, is_change=True))
                continue
            name = start.strftime(names) if plain else ""
            plain = True
            showings.append(Showing(event, _moved(times, start, added.get(start)), name, key))
        if not showings:
            at = event.all("RRULE", "RDATE")[0].node()
            message = "all showings of this event are excluded: it is no session"
            self._tally.add("ignored-value", "events have all showings excluded", message, at)
        return showings

    def _starts(self, event: Component, start: Stamp) -> list[datetime]:
        """Return when the showings of a series begin, by the clock of its start."""
        found = {start.time}
        for line in event.all("RRULE"):
            found.update(self._by_rule(line, start))
        found.update(self._added(event, start))
        excluded = self._excluded(event, start)
        kept = sorted(found - excluded - {each for each in found if each.date() in excluded})
        if len(kept) > MOST:
            at = event.all("RRULE", "RDATE")[0].node()
            message = f"this is held more than {MOST} times: the first {MOST} are read"
            many = f"events are held more than {MOST} times"
            self._tally.add("ignored-value", many, message, at, _SHORTEN)
        return kept[:MOST]

    def _excluded(self, event: Component, start: Stamp) -> set[date]:
        """Return the times that are excluded, by the clock of ``start``, and the dates."""
        return {
            each.time.date()
            if each.is_date or start.is_date
            else self._zones.by_clock_of(each, start)
            for line in event.all("EXDATE")
            for each, _, _ in periods(line)
        }

    def _added(self, event: Component, start: Stamp) -> dict[datetime, Period]:
        """Return the showings that stand beside rules, by their start on the clock of ``start``."""
        return {
            self._zones.by_clock_of(period.start, start): period
            for line in event.all("RDATE")
            for period in periods(line)
        }

    def _by_rule(self, line: Line, start: Stamp) -> list[datetime]:
        try:
            self._count_rule()
            rule = Rule(line.value)
            last = self._last(rule, start)
            endless = rule.until is None and rule.count is None
            found = rule.starts(start.time, last, MOST + 1)
            self._never += not found
            if not found and not endless:
                raise ValueError("it never comes true")  # noqa: TRY301  told as its other faults
        except ValueError as error:
            message = f"this rule cannot be worked out, and the event is read once: {error}"
            self._tally.add("ignored-value", "rules cannot be worked out", message, line.node())
            return []
        if endless:
            message = (
                f"this is repeated without an end: it is read up to {last:%Y-%m-%d}, "
                f"the last date of the file"
            )
            many = "events are repeated without an end, and read up to the last date of the file"
            self._tally.add("guessed-value", many, message, line.node(), _SHORTEN)
        return found

    def _count_rule(self) -> None:
        """Count a rule. Raises ValueError where there are more than a calendar can need."""
        self._series += 1
        if self._series > _MOST_SERIES:
            raise ValueError(f"the file has more than {_MOST_SERIES:,} rules")
        if self._never > _MOST_NEVER:
            raise ValueError(f"more than {_MOST_NEVER} others never come true")

    def _last(self, rule: Rule, start: Stamp) -> datetime:
        """Return the latest time at which a rule may have a showing, by the clock of its start."""
        if rule.until is not None:
            until = wall_time(rule.until)
            if until is None:
                raise ValueError("its UNTIL is no time")
            if "T" not in rule.until:
                return datetime.combine(until.date(), time.max)
            if rule.until.endswith("Z") and not start.is_utc:
                return self._zones.by_clock_of(Stamp(until, start.at, is_utc=True), start)
            return until
        return _NEVER if rule.count is not None else max(self._horizon, start.time)

    @cached_property
    def _horizon(self) -> datetime:
        """Return the end of the last date on which anything is held that is not without an end."""
        dates = [times.start.time.date() for _, times in self._events.values() if times is not None]
        ends = (wall_time(line.value.upper().partition("UNTIL=")[2]) for line in self._rules())
        last = max([*dates, *(end.date() for end in ends if end is not None)])
        return datetime.combine(last, time.max)

    def _rules(self) -> Iterable[Line]:
        return (line for event, _ in self._events.values() for line in event.all("RRULE"))


def _moved(times: Times, start: datetime, period: Period | None) -> Times:
    """Return the times of another showing: as long by the clock as the first one, or as told."""
    if period is not None and (period.end is not None or period.length is not None):
        return Times(times.start.shifted(start), period.length, period.end, times.length_line)
    end = times.end
    if end is not None:
        end = end.shifted(end.time + (start - times.start.time))
    return times._replace(start=times.start.shifted(start), end=end)


def _uid(event: Component) -> str:
    line = event.first("UID")
    return line.value.strip() if line is not None else ""
