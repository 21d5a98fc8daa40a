"""When a session is, for calendars and in words."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from math import gcd
from typing import NamedTuple

from coopsched.moment import comes_twice, is_skipped
from coopsched.published.shown import Shown
from coopsched.publishing.feeds.lines import stamp
from coopsched.publishing.feeds.words import Words
from coopsched.zones import Zone, zone

_NONE = timedelta()
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_UNIVERSAL = frozenset({"UTC", "Etc/UTC"})


class Span(NamedTuple):
    """When a session is held: in the programme's zone, and in that for which it was written.

    ``end`` is None where it is not after the start. ``there`` is the offset in which
    its start was written, where that is neither the programme's nor UTC. ``shifts`` tells
    whether a clock change is near, ``unsafe`` whether calendars may misread times of the zone.
    """

    zone: Zone
    start: datetime
    end: datetime | None
    there: timedelta | None
    shifts: bool
    unsafe: bool


def span(shown: Shown) -> Span | None:
    """Return when a session is held; None where it is permanent."""
    if shown.start is None:
        return None
    there = zone(shown.timezone)
    begin = shown.start.astimezone(UTC)
    finish = begin if shown.end is None else shown.end.astimezone(UTC)
    start, end = begin.astimezone(there), finish.astimezone(there)
    offset = shown.start.utcoffset() or _NONE
    shifts = _offset(begin - _DAY, there) != _offset(finish + _DAY, there)
    return Span(
        zone=there,
        start=start,
        end=end if finish > begin else None,
        there=None if offset in (_NONE, start.utcoffset()) else offset,
        shifts=shifts,
        unsafe=shifts and _are_unsafe(start, end),
    )


def properties(held: Span, *, local: bool) -> list[str]:
    """Return DTSTART and DTEND: in UTC, which every calendar reads right, or in the zone.

    A DTEND that is not after the start would make some calendars drop the event: there
    is none then.
    """
    ends = [("DTSTART", held.start), ("DTEND", held.end)]
    if zone_needed(held, local=local):
        form = f";TZID={held.zone.key}:%Y%m%dT%H%M%S"
        return [name + moment.strftime(form) for name, moment in ends if moment]
    return [f"{name}:{stamp(moment)}" for name, moment in ends if moment]


def zone_needed(held: Span, *, local: bool) -> bool:
    """Tell whether the times of a session are written in its zone: not if one is unsafe there."""
    return local and not held.unsafe and held.zone.key not in _UNIVERSAL


def _are_unsafe(start: datetime, end: datetime) -> bool:
    """Tell whether calendars could take times of a zone for others.

    They could in an hour that comes twice, and in the one that began with a clock
    change: a time that it skipped is counted as one of that hour. Over a change, some
    add the length of a session to what the clocks show at its start.
    """
    return (
        start.utcoffset() != end.utcoffset()
        or any(map(comes_twice, (start, end)))
        or any(map(_follows_a_gap, (start, end)))
    )


def _follows_a_gap(moment: datetime) -> bool:
    instant, there = moment.astimezone(UTC), moment.tzinfo
    return is_skipped((instant + _offset(instant - _DAY, there)).replace(tzinfo=there))


def _offset(instant: datetime, there: tzinfo | None) -> timedelta:
    """Return the offset of a zone at an instant."""
    return instant.astimezone(there).utcoffset() or _NONE


def all_day(days: Iterable[date]) -> list[str]:
    """Return what says that an event is on each of these days and on no other.

    Days that follow each other are one event that lasts. Others are a daily event with
    exceptions, which more calendars understand than a list of dates (RDATE): of that
    some lose the first day, and some all others.
    """
    first, *others = sorted(set(days))
    last = others[-1] if others else first
    if (last - first).days == len(others):
        return _lasting(first, last)
    step = gcd(*((day - first).days for day in others))
    every = {first + timedelta(days=n) for n in range(0, (last - first).days, step)}
    closed = sorted(every.difference(others) - {first})
    rule = f"RRULE:FREQ=DAILY;UNTIL={_dates([last])}" + (f";INTERVAL={step}" if step > 1 else "")
    exceptions = [f"EXDATE;VALUE=DATE:{_dates(closed)}"] if closed else []
    return [*_lasting(first, first), rule, *exceptions]


def _lasting(first: date, last: date) -> list[str]:
    end = last + _DAY
    return [f"DTSTART;VALUE=DATE:{_dates([first])}", f"DTEND;VALUE=DATE:{_dates([end])}"]


def _dates(days: Iterable[date]) -> str:
    return ",".join(day.strftime("%Y%m%d") for day in days)


def in_words(held: Span, words: Words, *, end_given: bool, offset: bool) -> str:
    """Return day, times and zone: `Tuesday 20 June 2017, 10:00–11:30 (Europe/Brussels)`.

    The offset from UTC is said where it helps: where ``offset`` wants it, where the
    clocks change soon, and where it was written for another zone, with the times there.
    """
    end = held.end if end_given else None
    there = _there(held, end, words)
    clocks = _clocks(held.start, end, words)
    told = f"{words.day(held.start.date())}, {clocks if end_given else words.since.format(clocks)}"
    told += f" ({_zone(held, offset=offset or held.shifts or bool(there))}){there}"
    return told if end_given else f"{told} – {words.no_end}"


def was(held: Span, start: datetime, end: datetime | None, words: Words) -> str:
    """Return earlier times of a session, with the day where it is another one now.

    ``end`` is None where nobody had given it.
    """
    begin = start.astimezone(held.zone)
    finish = None if end is None or end <= start else end.astimezone(held.zone)
    clocks = _clocks(begin, finish, words)
    clocks = words.since.format(clocks) if end is None else clocks
    same_day = begin.date() == held.start.date()
    return clocks if same_day else f"{words.day(begin.date())}, {clocks}"


def days_in_words(days: Iterable[date], words: Words) -> str:
    """Return days, those that follow each other as `first – last`."""
    runs: list[list[date]] = []
    for day in sorted(set(days)):
        if runs and day - runs[-1][-1] == _DAY:
            runs[-1][1:] = [day]
        else:
            runs.append([day])
    return words.semicolon.join(" – ".join(map(words.day, run)) for run in runs)


def _clocks(start: datetime, end: datetime | None, words: Words) -> str:
    begin = f"{start.hour:02}:{start.minute:02}"
    if end is None:
        return begin
    finish = f"{end.hour:02}:{end.minute:02}"
    if end.date() == start.date():
        return f"{begin}–{finish}"
    return f"{begin} – {words.day(end.date())}, {finish}"


def _zone(held: Span, *, offset: bool) -> str:
    if not offset:
        return held.zone.key
    moments = filter(None, (held.start, held.end))
    told = " → ".join(dict.fromkeys(_utc(each.utcoffset()) for each in moments))
    return told if told == held.zone.key else f"{held.zone.key}, {told}"


def _there(held: Span, end: datetime | None, words: Words) -> str:
    """Return the times where a session was written for another zone: ` = 09:00–10:00 (UTC-4)`."""
    if held.there is None:
        return ""
    own_zone = timezone(held.there)
    start = held.start.astimezone(own_zone)
    clocks = _clocks(start, end and end.astimezone(own_zone), words)
    same_day = start.date() == held.start.date()
    day = "" if same_day else f"{words.day(start.date())}, "
    return f" = {day}{clocks} ({_utc(held.there)})"


def _utc(offset: timedelta | None) -> str:
    """Return an offset as people write it: `UTC+2`, `UTC-2:30`."""
    if not offset:
        return "UTC"
    hours, minutes = divmod(abs(offset) // _MINUTE, 60)
    sign = "-" if offset < _NONE else "+"
    return f"UTC{sign}{hours}:{minutes:02}" if minutes else f"UTC{sign}{hours}"
