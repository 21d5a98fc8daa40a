"""How many rooms a programme needs, in a terminal and for programs."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from coopsched.calendar import Day
from coopsched.planning.plans.rooms import Need, Rooms
from coopsched.reporting.cells import crop, wrap
from coopsched.reporting.describing import View, joined
from coopsched.reporting.escaping import json_text
from coopsched.reporting.width import cells_of
from coopsched.rules.wording import counted, listed

FORMAT = 1
"""The version of the report; it gains fields without changing, and loses none."""


def text(rooms: Rooms, *, width: int = 80, colour: bool = False) -> str:
    """Return how many rooms are needed, by which sessions, and what each room would hold."""
    view = View(rooms.programme, (), (), width, colour)
    return joined(_lines(view, rooms))


def _lines(view: View, rooms: Rooms) -> Iterator[str]:
    if rooms.need.at is None:
        yield "no session needs a room of its own"
        yield from _remarks(view, rooms)
        return
    yield from _painted(view, _verdict(rooms), "strong" if rooms.possible else "bad")
    yield from _evidence(view, rooms)
    for day, need in rooms.days if len(rooms.days) > 1 else ():
        yield from _indented(view, f"{day.key}: {counted(need.least, 'room')} at {_at(need)}", 2)
    for name in rooms.nowhere:
        title = view.title(rooms.programme.session(name))
        yield from _indented(view, f"no declared room is fit for {title}", 2)
    for number, sessions in rooms.rooms:
        yield ""
        yield view.paint(_name(view, rooms, number), "strong")
        for key in sessions:
            yield _entry(view, key, several=len(rooms.days) > 1)
    yield from _remarks(view, rooms)


def _verdict(rooms: Rooms) -> str:
    """Return in one sentence how many rooms are enough, and whether fewer are."""
    least, used = rooms.need.least, len(rooms.rooms)
    if not rooms.possible:
        sure = "are not enough" if rooms.proven else "were not found to be enough"
        return f"the rooms of the programme {sure} for its sessions at their times"
    if not rooms.declared or (rooms.proven and used == least):
        verb = "is" if used == 1 else "are"
        return f"{counted(used, 'room')} {verb} enough, and no fewer"
    if rooms.proven:
        return f"{counted(used, 'room')} of those declared are enough, and no fewer of them"
    return f"{counted(used, 'room')} are enough, and at least {least} are needed"


def _evidence(view: View, rooms: Rooms) -> Iterator[str]:
    """Yield the sessions that are held at once: each needs a room."""
    need = rooms.need
    verb = "is" if need.least == 1 else "are"
    on = f" on {need.at:%Y-%m-%d}" if need.at and len(rooms.days) > 1 else ""
    yield from wrap(f"{counted(need.least, 'session')} {verb} held at {_at(need)}{on}:", view.room)
    for key in need.together:
        yield "  " + crop(view.title(rooms.programme.session(key)), view.room - 2)


def _at(need: Need) -> str:
    return f"{need.at:%H:%M}" if need.at else ""


def _name(view: View, rooms: Rooms, name: str) -> str:
    return view.room_label(name) if rooms.declared else f"Room {name}"


def _entry(view: View, key: str, *, several: bool) -> str:
    session = view.programme.session(key)
    day = view.programme.day_of(session)
    if session.start is None or day is None:
        return ""
    time = f"{day.key} " if several else ""
    time += f"{_clock(view, session.start, day)}–"
    time += _clock(view, session.end, day) if session.end else "     "
    return f"  {view.paint(time, 'time')}  " + crop(
        view.title(session), view.room - cells_of(time) - 4
    )


def _clock(view: View, moment: datetime, day: Day) -> str:
    return view.clock(moment, day)


def _remarks(view: View, rooms: Rooms) -> Iterator[str]:
    remarks = []
    if rooms.waiting:
        one = len(rooms.waiting) == 1
        verbs, them = (("has", "is"), "it") if one else (("have", "are"), "them")
        remarks.append(
            f"{counted(len(rooms.waiting), 'session')} {verbs[0]} no start yet, and {verbs[1]} "
            f"not counted: `coopsched plan` places {them}"
        )
    if rooms.presumed:
        titles = [f"“{view.title(rooms.programme.session(key))}”" for key in rooms.presumed[:3]]
        more = ["others"] if len(rooms.presumed) > 3 else []
        remarks.append(
            f"nobody says when {listed([*titles, *more])} ends: here until its day closes, "
            "else for an hour"
        )
    if rooms.changeover:
        remarks.append(f"with {counted(rooms.changeover, 'minute')} between two sessions in a room")
    if not rooms.proven and not rooms.solver:
        remarks.append("whether fewer would do needs a solver: pip install 'coopsched[plan]'")
    if remarks:
        yield ""
    for remark in remarks:
        yield from wrap(remark, view.room)


def _painted(view: View, words: str, style: str) -> Iterator[str]:
    yield from (view.paint(line, style) for line in wrap(words, view.room))


def _indented(view: View, words: str, indent: int) -> Iterator[str]:
    yield from (" " * indent + line for line in wrap(words, view.room - indent))


def json(rooms: Rooms, *, path: str) -> str:
    """Return the rooms for programs, as `docs/planning.md` describes them."""
    return json_text(
        {
            "coopsched-rooms": FORMAT,
            "path": path,
            "least": rooms.need.least,
            "used": len(rooms.rooms),
            "declared": rooms.declared,
            "possible": rooms.possible,
            "proven": rooms.proven,
            "at": rooms.need.at and rooms.need.at.isoformat(),
            "together": list(rooms.need.together),
            "days": [_day(day, need) for day, need in rooms.days],
            "rooms": [{"room": room, "sessions": list(keys)} for room, keys in rooms.rooms],
            "nowhere": list(rooms.nowhere),
            "waiting": list(rooms.waiting),
            "presumed": list(rooms.presumed),
            "changeover": rooms.changeover,
        }
    )


def _day(day: Day, need: Need) -> dict[str, Any]:
    return {
        "day": day.key,
        "date": day.date.isoformat(),
        "least": need.least,
        "at": need.at and need.at.isoformat(),
        "together": list(need.together),
    }
