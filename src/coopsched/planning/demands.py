"""What a programme demands of some sessions: in words, where it says so, and how to do without."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from coopsched.calendar import Day
from coopsched.checking import RULES
from coopsched.findings import Route, Severity
from coopsched.interval import Interval
from coopsched.model import Room, Speaker
from coopsched.planning.hours import hours
from coopsched.planning.places import Grid, pauses
from coopsched.planning.relaxing import Draft
from coopsched.planning.task import instant
from coopsched.planning.windowing import clock, day_name, windows
from coopsched.rules.wording import clock as clock_times
from coopsched.rules.wording import counted, listed, titled

_FINEST = 5
_PLENTY = 10_000
_NAMED = 5
# Sessions themselves say what these two forbid, and their demands tell that it is an error.
_SAID_BY_SESSIONS = ("audience-clash", "room-too-small")


@dataclass(frozen=True)
class Atom:
    """One demand that can be taken back by itself.

    ``says`` is a sentence; of a session, where ``session`` is given, what follows its title.
    """

    says: str
    route: Route
    relax: Callable[[Draft], None]
    session: int | None = None


def around(draft: Draft) -> Iterator[list[Atom]]:
    """Yield what is demanded around the sessions to be placed, in groups, the remotest first."""
    yield list(_of_the_grid(draft.grid))
    yield list(_of_severities(draft))
    yield list(_of_held_sessions(draft))
    yield list(_of_days(draft))
    yield list(_of_windows(draft, "rooms", draft.task.programme.rooms))
    yield list(_of_rooms(draft))
    yield list(_of_windows(draft, "speakers", _people(draft)))
    yield list(_of_quantities(draft))


def _of_the_grid(grid: Grid) -> Iterator[Atom]:
    def begin_any_time(draft: Draft) -> None:
        draft.grid = replace(draft.grid, timeslots=(), step=_FINEST)

    def use_all_days(draft: Draft) -> None:
        draft.grid = replace(draft.grid, days=frozenset())

    if grid.timeslots:
        times = listed([f"{clock(start)}–{clock(end)}" for start, end in grid.timeslots])
        yield Atom(f"sessions begin with a timeslot and end within it: {times}", (), begin_any_time)
    elif grid.step > _FINEST:
        yield Atom(
            f"sessions begin at multiples of {grid.step} minutes, or as others do",
            (),
            begin_any_time,
        )
    if grid.days:
        yield Atom(f"only {listed(sorted(grid.days))} is planned", (), use_all_days)


def _of_severities(draft: Draft) -> Iterator[Atom]:
    """Yield the rules that are errors by choice: whoever chose can choose again."""
    for rule in RULES:
        chosen = rule.placed and rule.severity is Severity.WARNING
        if chosen and rule.id not in _SAID_BY_SESSIONS and draft.task.judge.is_error(rule.id):
            yield Atom(
                f"`{rule.id}` counts as an error", ("rules", rule.id), partial(_switch_off, rule.id)
            )


def _switch_off(rule: str, draft: Draft) -> None:
    draft.off.add(rule)


def _of_held_sessions(draft: Draft) -> Iterator[Atom]:
    """Yield the sessions that have their places already."""
    task = draft.task
    quiet = set(pauses(task))
    for s, place in draft.held.items():
        end = place.start + (task.lengths[s] or 0)
        time = clock_times(task.programme, Interval(instant(place.start), instant(end)))
        rooms = [task.programme.rooms[room].label for room in place.rooms]
        where = f" in {listed(rooms)}" if rooms else ""
        rest = ", and nothing is put over it" if (place.start, end) in quiet else ""
        yield Atom(
            f"{titled(task.sessions[s])} is held {time}{where}{rest}",
            ("sessions", task.sessions[s].key, "start"),
            partial(_take_away, s),
        )


def _take_away(s: int, draft: Draft) -> None:
    draft.take_away(s)


def _of_days(draft: Draft) -> Iterator[Atom]:
    """Yield when the days are open; where a day does not say, planning keeps to its own hours."""
    programme = draft.task.programme
    for each in hours(programme):
        day = each.day
        span = (instant(each.opens), instant(each.closes))
        start, end = (moment.astimezone(programme.zone) for moment in span)
        name = "the day" if len(programme.all_days) == 1 else day_name(programme, day.date)
        says = f"{name} is open {start:%H:%M}–{end:%H:%M}"
        if day.opens is None or day.closes is None:
            fields = [f for f in ("opens", "closes") if getattr(day, f) is None]
            says += f" (it has no {listed([f'`{field}`' for field in fields])})"
        yield Atom(says, ("days", day.key), partial(_open_all_day, day))


def _open_all_day(day: Day, draft: Draft) -> None:
    draft.open_all_day(day)


def _people(draft: Draft) -> list[Speaker]:
    keys = {entry.speaker for s in draft.open_ for entry in draft.session(s).speakers}
    return [speaker for speaker in draft.task.programme.speakers if speaker.key in keys]


def _of_windows(draft: Draft, section: str, parts: Iterable[Room | Speaker]) -> Iterator[Atom]:
    programme = draft.task.programme
    for part in parts:
        for field in ("available", "unavailable"):
            given = getattr(part, field)
            if given:
                yield Atom(
                    _when(part, field, windows(programme, given)),
                    (section, part.key, field),
                    partial(_forget_windows, section, part.key, field),
                )


def _when(part: Room | Speaker, field: str, times: str) -> str:
    if isinstance(part, Speaker):
        able = f"can come {times} only" if field == "available" else f"cannot come {times}"
        return f"{part.name} {able}"
    able = f"can be used {times} only" if field == "available" else f"is closed {times}"
    return f"{with_seats(part)} {able}"


def with_seats(room: Room) -> str:
    """Return what a room is called, with how many seats it has if it says so."""
    seats = "" if room.capacity is None else f" ({counted(room.capacity, 'seat')})"
    return f"{room.label}{seats}"


def _forget_windows(section: str, key: str, field: str, draft: Draft) -> None:
    draft.change_part(section, key, **{field: ()})


def _of_rooms(draft: Draft) -> Iterator[Atom]:
    """Yield that there are no more rooms than there are."""
    rooms = draft.task.programme.rooms
    if not rooms:
        return
    names = [with_seats(room) for room in rooms[:_NAMED]]
    if len(rooms) > _NAMED:
        names[-1] = f"{len(rooms) - _NAMED + 1} more"
    one = "there is only one room" if len(rooms) == 1 else f"there are only {len(rooms)} rooms"
    yield Atom(f"{one}: {listed(names)}", ("rooms",), _add_rooms)


def _add_rooms(draft: Draft) -> None:
    draft.more_rooms = True


def _of_quantities(draft: Draft) -> Iterator[Atom]:
    used = {key for s in draft.open_ for key, number in draft.session(s).resources if number}
    for resource in draft.task.programme.resources:
        if resource.key in used:
            is_ = "is" if resource.quantity == 1 else "are"
            yield Atom(
                f"there {is_} {resource.quantity} × {resource.label}",
                ("resources", resource.key, "quantity"),
                partial(_find_plenty, resource.key),
            )


def _find_plenty(key: str, draft: Draft) -> None:
    draft.change_part("resources", key, quantity=_PLENTY)
