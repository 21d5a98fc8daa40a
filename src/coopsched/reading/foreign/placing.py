"""When a session of a schedule is held: by its date, or by its day, start and day change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from coopsched.moment import after, comes_twice, utc
from coopsched.reading.foreign.stamps import Stamp, length, stamp, time_of_day, wall
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import node, shown
from coopsched.source import Node
from coopsched.zones import zone

DAY_CHANGE = timedelta(hours=4)
"""Until when the night belongs to the day before, where a file does not say it."""
_NIGHT_ENDS = timedelta(hours=6)
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_LONGEST = timedelta(days=366)


@dataclass(slots=True)
class Placed:
    """When a session is held: as the clock shows it, and as fields of our format."""

    begin: datetime | None
    end: datetime | None
    fields: dict[str, Node]


class Placing:
    """Reads the times of one file.

    ``named`` tells that the zone is named, and not guessed from offsets. ``change`` is
    the time of day until which a start without a date is on the next one.
    """

    def __init__(self, tally: Tally, zone_name: str, *, named: bool, change: timedelta) -> None:
        self._tally = tally
        self._zone = zone(zone_name)
        self._named = named
        self._change = change
        self._known: dict[datetime, tuple[timedelta | None, str]] = {}

    def place(self, fields: Mapping[str, Node], day: date | None) -> Placed:
        """Return when a session is held that is listed under ``day``.

        ``fields`` are `date`, `start`, `duration` and `end`, each as it is written.
        """
        placed = self._begin(fields, day)
        if placed.begin is not None and day is not None and "start" in placed.fields:
            self._compare_day(placed.begin, day, placed.fields["start"])
        self._set_end(placed, fields)
        return placed

    def _begin(self, fields: Mapping[str, Node], day: date | None) -> Placed:
        dated, start = fields.get("date"), fields.get("start")
        if dated is None and start is not None and stamp(str(start.value)) is not None:
            dated, start = start, None
        at = stamp(str(dated.value)) if dated is not None else None
        if dated is not None and at is None:
            self._unread("a date", dated)
        time = time_of_day(str(start.value)) if start is not None else None
        if start is not None and time is None:
            self._unread("a time of day", start)
        if dated is not None and at is not None and at.time is not None:
            return self._by_date(at, dated, time, start)
        return self._by_day(at.date if at else None, day, time, start)

    def _by_day(
        self, dated: date | None, day: date | None, time: timedelta | None, start: Node | None
    ) -> Placed:
        if start is None or time is None:
            return Placed(None, None, {})
        self._note_late_hour(time, start)
        on = dated or day
        if on is None:
            self._tally.add(
                "ignored-value",
                "starts have no date",
                f"the start {shown(start.value)} has no date, and its day has none",
                start,
                "give the day its date",
            )
            return Placed(None, None, {})
        begin = wall(on, time)
        if dated is None and time < self._change:
            begin += _DAY
        return Placed(begin, None, {"start": node(_written(begin), start)})

    def _by_date(
        self, at: Stamp, dated: Node, time: timedelta | None, start: Node | None
    ) -> Placed:
        """Return the place in time that a date gives; where a start says otherwise, it wins."""
        self._note_late_hour(at.time, dated)
        if start is not None:
            self._note_late_hour(time, start)
        begin, written = at.wall, ""
        if at.offset is not None:
            begin, written = self._in_zone(begin, at.offset, time, dated)
        if time is not None and start is not None and not _is_shown(time, begin):
            self._tally.add(
                "contradictory-start",
                "starts contradict their dates",
                f"the start {shown(start.value)} contradicts the date {shown(dated.value)}, "
                f"which is read",
                start,
                "correct one of the two",
            )
        return Placed(begin, None, {"start": node(written or _written(begin), dated)})

    def _in_zone(
        self, clock: datetime, offset: timedelta, time: timedelta | None, dated: Node
    ) -> tuple[datetime, str]:
        """Return what the clock shows in the zone, and how that is written."""
        zone_offset, written = self._in_zone_at(clock)
        if zone_offset == offset:
            return clock, written
        # Two offsets may be a clock change, where no zone is named; UTC is a common false label.
        if not self._named and (time is None or offset):
            return clock, clock.replace(tzinfo=timezone(offset)).isoformat()
        local = (clock - offset).replace(tzinfo=UTC).astimezone(self._zone)
        shows = local.replace(tzinfo=None)
        if time is not None and _is_shown(time, clock) and not _is_shown(time, shows):
            self._tally.add(
                "wrong-offset",
                "dates have an offset that the time zone has not",
                f"{shown(dated.value)} has an offset that {self._zone.key} has not then: "
                f"it is read as {_clock_of(clock)} there, as the start says",
                dated,
                "write the offset of the zone, or name another zone",
            )
            return clock, _written(clock)
        return shows, _in_full(local)

    def _in_zone_at(self, clock: datetime) -> tuple[timedelta | None, str]:
        """Return the offset of the zone when its clock shows that, and how that is written."""
        if clock not in self._known:
            local = clock.replace(tzinfo=self._zone)
            self._known[clock] = local.utcoffset(), _in_full(local)
        return self._known[clock]

    def _note_late_hour(self, time: timedelta | None, at: Node) -> None:
        if time is not None and time >= _DAY:
            self._tally.add(
                "hour-24",
                "times have an hour after 23",
                f"{shown(at.value)} has an hour after 23: it is read as the next day",
                at,
                "write the hours 00 to 23, and the date of the next day",
            )

    def _compare_day(self, begin: datetime, day: date, at: Node) -> None:
        """Note a session that begins neither on its day nor in the night after it."""
        if begin.date() == day:
            return
        late = begin - wall(day, timedelta())
        if timedelta() <= late < _DAY + max(self._change, _NIGHT_ENDS):
            return
        self._tally.add(
            "outside-its-day",
            "sessions are not on the day under which they are listed",
            f"a session on {begin:%Y-%m-%d} at {_clock_of(begin)} is listed under the day {day}",
            at,
            "correct its date, or list it under its own day",
        )

    def _set_end(self, placed: Placed, fields: Mapping[str, Node]) -> None:
        lasting, until = fields.get("duration"), fields.get("end")
        long = length(str(lasting.value)) if lasting is not None else None
        if lasting is not None and (long is None or abs(long) > _LONGEST):
            self._unread("a duration", lasting)
            long = None
        end = self._end(until, placed.begin) if until is not None else None
        if lasting is not None and long is not None:
            lasts_until = self._set_length(placed, long, lasting)
            if until is not None and end is not None and lasts_until is not None:
                more = utc(end) - utc(lasts_until)
                self._reconcile(placed, until, end, more, lasting)
        elif until is not None and end is not None:
            self._set(placed, end, until, bare=end.tzinfo is self._zone)

    def _set_length(self, placed: Placed, long: timedelta, at: Node) -> datetime | None:
        """Give a session its length, which is elapsed time; return when it ends then."""
        end = None
        if "start" in placed.fields:
            start = self._aware(datetime.fromisoformat(str(placed.fields["start"].value)))
            end = after(start, long / _MINUTE)
        if long >= timedelta() and not long % _MINUTE:
            placed.end = end.replace(tzinfo=None) if end is not None else None
            placed.fields["minutes"] = node(str(long // _MINUTE), at)
        elif end is not None:
            self._set(placed, end, at)
        return end

    def _set(self, placed: Placed, end: datetime, at: Node, *, bare: bool = False) -> None:
        local = end.astimezone(self._zone)
        placed.end = local.replace(tzinfo=None)
        # What is written without an offset says no more than that: a rule asks which is meant.
        written = _written(placed.end) if bare else _in_full(local)
        placed.fields["end"] = node(written, at)

    def _aware(self, moment: datetime) -> datetime:
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=self._zone)

    def _end(self, until: Node, begin: datetime | None) -> datetime | None:
        """Return an end, which is written as a date-time or as a time of day."""
        text = str(until.value)
        at, time = stamp(text), time_of_day(text)
        self._note_late_hour(at.time if at is not None else time, until)
        if at is not None and at.time is not None:
            offset = timezone(at.offset) if at.offset is not None else None
            return self._aware(at.wall.replace(tzinfo=offset))
        if time is None:
            self._unread("an end", until)
            return None
        if begin is None:
            return None
        end = wall(begin.date(), time)
        return self._aware(end if end >= begin else end + _DAY)

    def _reconcile(
        self, placed: Placed, until: Node, end: datetime, more: timedelta, lasting: Node
    ) -> None:
        """Note an end that contradicts the duration, unless it only counts seconds as well."""
        if not more:
            return
        if timedelta() < more < _MINUTE:
            placed.fields.pop("minutes", None)
            self._set(placed, end, until)
            return
        self._tally.add(
            "contradictory-start",
            "ends contradict their durations",
            f"the end {shown(until.value)} contradicts the duration {shown(lasting.value)}, "
            f"which is read",
            until,
            "correct one of the two",
        )

    def _unread(self, what: str, at: Node) -> None:
        self._tally.add(
            "ignored-value",
            f"values cannot be read as {what}",
            f"{shown(at.value)} cannot be read as {what}, and is left out",
            at,
            "correct it",
        )


def _clock(moment: datetime) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)


def _is_shown(time: timedelta, moment: datetime) -> bool:
    """Tell whether a time of day is what a clock shows, which may leave out the seconds."""
    clock = _clock(moment)
    return time % _DAY in (clock, clock - timedelta(seconds=moment.second))


def _clock_of(moment: datetime) -> str:
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def _in_full(local: datetime) -> str:
    """Return a time as a clock shows it, with its offset in an hour that comes twice."""
    return local.isoformat() if comes_twice(local) else _written(local.replace(tzinfo=None))


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")
