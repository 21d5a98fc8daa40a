"""A planning task of which some demands are taken back, to see what they stand in the way of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count, islice
from typing import Any

from coopsched.calendar import Day
from coopsched.model import Programme, Room, Session
from coopsched.model.parts import Part, fields_of
from coopsched.planning.board import Board
from coopsched.planning.lasting import OF_ROOMS, without
from coopsched.planning.places import Grid, room_choices, starts
from coopsched.planning.task import Place, Task

_ALL_DAY = timedelta(hours=24)


@dataclass
class Draft:
    """A task that demands are taken back from, one after the other.

    ``open_`` are the sessions to place, ``held`` those that are placed and stay so. ``begins``
    tells when each of ``open_`` may begin at least: what is taken back never forbids anything.
    ``mending`` are rules whose errors others may mend: because of them no place is left out.
    """

    task: Task
    open_: tuple[int, ...]
    held: dict[int, Place]
    grid: Grid
    begins: Mapping[int, Sequence[int]]
    mending: frozenset[str]
    sessions: dict[int, Session] = field(default_factory=dict)
    parts: dict[tuple[str, str], Part] = field(default_factory=dict)
    days: dict[str, Day] = field(default_factory=dict)
    off: set[str] = field(default_factory=set)
    more_rooms: bool = False

    def session(self, i: int) -> Session:
        """Return a session as it stands now."""
        return self.sessions.get(i) or self.task.sessions[i]

    def change(self, i: int, **changes: Any) -> None:
        """Change some fields of a session."""
        old = self.session(i)
        stated = {name: getattr(old, name) for name in old.model_fields_set}
        self.sessions[i] = Session.model_validate(
            {**stated, **changes}, context=self.task.programme.calendar
        )

    def change_part(self, section: str, key: str, **changes: Any) -> None:
        """Change some fields of a room, speaker or resource."""
        old = self.parts.get((section, key)) or next(
            part for part in getattr(self.task.programme, section) if part.key == key
        )
        self.parts[section, key] = type(old)(**{**fields_of(old), **changes})

    def take_away(self, i: int) -> None:
        """Let a session that is held be held no longer."""
        self.held.pop(i, None)
        self.change(i, start=None, end=None)

    def open_all_day(self, day: Day) -> None:
        """Let a day be open from midnight to midnight, or until it closes after that."""
        late = day.closing is not None and day.closing > _ALL_DAY
        hours = (day.closes, day.closes) if late else (timedelta(), _ALL_DAY)
        self.days[day.key] = Day(day.key, day.date, *hours)

    def built(self) -> "Built":
        """Return the task as it stands now, with no way to change it any more."""
        extra = dict(self._extra_rooms())
        programme = self._programme([room for rooms in extra.values() for room in rooms])
        judge = without(self.task, frozenset(self.off)).judge
        return Built(replace(self.task, programme=programme, judge=judge), self, extra)

    def _extra_rooms(self) -> Iterator[tuple[int, list[Room]]]:
        """Yield rooms for each session that needs some, where rooms are taken to be no matter."""
        if not self.more_rooms:
            return
        features = tuple(dict.fromkeys(n for s in self.open_ for n in self.session(s).needs))
        taken = {room.key for room in self.task.programme.rooms}
        for s in self.open_:
            session = self.session(s)
            if not session.rooms or session.start is not None:  # else it stays in its own
                several = max(len(session.rooms), 1)
                names = (name for n in count() if (name := f"room-{s}-{n}") not in taken)
                yield s, [Room(key=name, features=features) for name in islice(names, several)]

    def _programme(self, extra: Sequence[Room]) -> Programme:
        old = self.task.programme
        days = tuple(self.days.get(day.key, day) for day in old.all_days)
        sections: dict[str, tuple[Part, ...]] = {
            name: tuple(self.parts.get((name, part.key), part) for part in getattr(old, name))
            for name in ("rooms", "speakers", "resources")
        }
        sections["rooms"] += tuple(extra)
        sessions = tuple(self._on_its_day(i) for i in range(len(old.sessions)))
        return Programme(**{**fields_of(old), **sections, "days": days, "sessions": sessions})

    def _on_its_day(self, i: int) -> Session:
        session = self.session(i)
        if session.day is None or session.day.key not in self.days:
            return session
        return session.model_copy(update={"day": self.days[session.day.key]})


class Built:
    """A draft made a task, with where each of its sessions could be if alone on its board."""

    def __init__(self, task: Task, draft: Draft, extra: Mapping[int, Sequence[Room]]) -> None:
        self.task = task
        self.board = Board(task, draft.held)
        self._draft = draft
        self._extra = extra
        lone = without(task, draft.mending)
        self._lone = Board(lone, {})
        self._anywhere = Board(without(lone, OF_ROOMS), {})

    def places(self, s: int) -> Iterator[Place]:
        """Yield the places of a session, by start."""
        before = self._draft.task
        own = [tuple(self.task.room_at[room.key] for room in self._extra.get(s, ()))]
        there = len(before.programme.rooms)
        offered = [
            rooms
            for rooms in dict.fromkeys((*room_choices(self.task, s), *room_choices(before, s)))
            if all(room < there for room in rooms)
        ]
        for start in self._starts(s):
            for rooms in (*offered, *(own if s in self._extra else [])):
                place = Place(start, rooms)
                if self._lone.alone(s, place)[0] <= 0:
                    yield place

    def _starts(self, s: int) -> Iterator[int]:
        """Yield when a session could begin if any room were free."""
        begins = {*starts(self.task, s, self._draft.grid), *self._draft.begins[s]}
        for start in sorted(begins):
            if self._anywhere.alone(s, Place(start, ()))[0] <= 0:
                yield start
