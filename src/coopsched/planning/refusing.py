"""Why a session cannot go where it cannot: grouped, and merged over times and rooms."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import groupby

from coopsched.planning.causes import Cause, Group, grouped
from coopsched.planning.court import TIMELESS
from coopsched.planning.refusal_words import why
from coopsched.planning.survey import Survey
from coopsched.planning.task import Task, instant


@dataclass(frozen=True)
class Refused:
    """Why a session cannot begin at some times, or be in some rooms.

    ``day`` is the key of a day, None for all that were looked at. ``starts`` are the first and
    the last start of each run that is refused, in the programme's zone. ``rooms`` are keys; none
    where it is so in any room. ``rule`` is empty where the file demands it, and no rule.
    """

    why: str
    rule: str
    day: str | None = None
    starts: tuple[tuple[datetime, datetime], ...] = ()
    rooms: tuple[str, ...] = ()


def refused(task: Task, s: int, found: Survey) -> tuple[Refused, ...]:
    """Return why a session cannot go to the places that a survey refuses, day by day.

    Of each day first what is so in any room, by time; then what is so in some rooms.
    """
    day_of = cache(lambda start: task.programme.calendar.day_of(instant(start)))
    free = {offer.place.start for offer in found.offers}
    starts = sorted(free | {refusal.place.start for refusal in found.refused})
    lines: list[Refused] = []
    for day, of_day in groupby(found.refused, key=lambda refusal: day_of(refusal.place.start)):
        groups = grouped(of_day, free)
        for cause in sorted(groups, key=lambda cause: _order(cause, groups[cause])):
            group = groups[cause]
            line = Refused(
                why(task, s, cause, group, day),
                cause.rule,
                day.key,
                tuple(_runs(task, group.starts, [each for each in starts if day_of(each) == day])),
                () if cause.room is None else (task.programme.rooms[cause.room].key,),
            )
            lines.append(replace(line, day=None, starts=()) if cause.rule in TIMELESS else line)
    return tuple(_over_rooms(lines))


def _order(cause: Cause, group: Group) -> tuple[object, ...]:
    """Return what sorts causes: those of a time by time, then those of rooms as in the file."""
    in_room = cause.room is not None
    session = -1 if cause.session is None else cause.session
    return in_room, cause.room or 0, min(group.starts), cause.rule, session, cause.resource or ""


def _runs(task: Task, some: set[int], starts: Iterable[int]) -> Iterator[tuple[datetime, datetime]]:
    """Yield the first and the last of each run of starts."""
    zone = task.programme.zone
    for inside, run in groupby(starts, key=some.__contains__):
        if inside:
            first, *rest = run
            last = rest[-1] if rest else first
            yield instant(first).astimezone(zone), instant(last).astimezone(zone)


def _over_rooms(lines: Sequence[Refused]) -> Iterator[Refused]:
    """Yield lines that differ in nothing but the room as one."""
    rooms: dict[Refused, dict[str, None]] = {}
    for line in lines:
        rooms.setdefault(replace(line, rooms=()), {}).update(dict.fromkeys(line.rooms))
    for line, keys in rooms.items():
        yield replace(line, rooms=tuple(keys))
