"""Whether a place of a session brings an error that there is not today."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coopsched.findings import Finding
from coopsched.planning.board import Blocker
from coopsched.planning.judged import PLACED, Judged
from coopsched.planning.task import Place, Task
from coopsched.planning.turnover import new

# Their findings are known by the blockers: taking a session away never makes another one.
_ADDING = frozenset(
    {
        "ambiguous-time",
        "before-prerequisite-ends",
        "feature-missing",
        "nonexistent-time",
        "outside-opening-hours",
        "outside-parent-session",
        "parallel-to-plenary",
        "repeat-in-parallel",
        "resource-overbooked",
        "room-double-booking",
        "room-too-small",
        "room-unavailable",
        "session-unplaced",
        "speaker-double-booking",
        "speaker-unavailable",
    }
)
_OF_SPACE = frozenset({"changeover-too-short", "room-double-booking"})

TIMELESS = frozenset({"feature-missing", "room-too-small"})
"""Rules that refuse the rooms of a session at any time, even before it has one."""

# Their findings depend on the rooms of a session too, and not only on its time.
_BY_ROOM = frozenset({"changeover-too-short", "pause-too-short"})


@dataclass
class Court:
    """Decides whether a place of a session brings an error that there is not today.

    Mostly the blockers tell. Where they cannot, for the error of a rule that can also come
    of taking a session away, or names nobody, the rules themselves are asked.
    """

    judged: Judged
    task: Task
    s: int
    here: Sequence[Blocker]
    _verdicts: dict[tuple[int, tuple[int, ...]], bool] = field(default_factory=dict)

    def barred(self, place: Place, blockers: tuple[Blocker, ...]) -> tuple[Blocker, ...] | None:
        """Return what is in the way at a place; None where nothing is that is not today."""
        unclear = self.unclear
        plain = tuple(each for each in blockers if each.rule not in unclear)
        if plain and Counter(self._about(each, place.rooms) for each in plain) - self._known:
            fresh = (each for each in blockers if self._about(each, place.rooms) not in self._known)
            return tuple(fresh) or blockers
        if not unclear or not self._is_worse(place):
            return None
        return tuple(each for each in blockers if each.rule in unclear) or (
            Blocker(next(iter(unclear)), None, None, None, None, place.start, place.start),
        )

    @cached_property
    def _known(self) -> Counter[tuple[object, ...]]:
        rooms = tuple(self.task.room_at[key] for key in self.task.sessions[self.s].rooms)
        return Counter(self._about(each, rooms) for each in self.here)

    def _about(self, blocker: Blocker, rooms: tuple[int, ...]) -> tuple[object, ...]:
        """Return what makes two blockers the same error: all but the time.

        Where space is shared, the rooms that share it are told in a finding, and not the part of
        them; of what all rooms of a session together lack, all of them.
        """
        if blocker.rule in TIMELESS:
            return blocker.rule, frozenset(rooms)
        other = None if blocker.session is None else self.task.now[blocker.session]
        if blocker.rule not in _OF_SPACE or blocker.room is None or other is None:
            return blocker[:5]
        shared = (self._having(blocker.room, some) for some in (rooms, other.rooms))
        return blocker.rule, blocker.session, frozenset(shared)

    def _having(self, part: int, rooms: tuple[int, ...]) -> int | None:
        """Return the first of some rooms that has a part."""
        known = self.task.programme.rooms
        key = known[part].key
        parts = self.task.programme.smallest_parts
        return next((room for room in rooms if key in parts(known[room].key)), None)

    @cached_property
    def unclear(self) -> tuple[str, ...]:
        """The rules of which the blockers do not tell enough."""
        judge, session, programme = self.task.judge, self.task.sessions[self.s], self.task.programme
        found = [rule for rule in PLACED if rule not in _ADDING and judge.is_error(rule)]
        if session.resources and judge.is_error("resource-overbooked"):
            found.append("resource-overbooked")
        shown = session.repeats or any(each.repeats == session.key for each in programme.sessions)
        if shown and judge.is_error("before-prerequisite-ends"):
            found.append("before-prerequisite-ends")
        by_room = _BY_ROOM.intersection(found)
        if by_room and not self._come_back(by_room):
            found = [rule for rule in found if rule not in by_room]
        return tuple(found)

    def _come_back(self, rules: Iterable[str]) -> bool:
        """Tell whether errors of some rules come of taking the session away."""
        key = self.task.sessions[self.s].key
        away = self.judged.having(self.judged.programme.replace(key, status="cancelled"))
        return bool(new(self.judged.errors(rules), away.errors(rules), key))

    @cached_property
    def _today(self) -> list[Finding]:
        return self.judged.errors(self.unclear)

    def _is_worse(self, place: Place) -> bool:
        """Tell whether the rules that the blockers do not speak for find a new error."""
        rooms = place.rooms if _BY_ROOM.intersection(self.unclear) else ()
        known = self._verdicts.get((place.start, rooms))
        if known is None:
            moved = self.judged.having(self.task.placed({self.s: place}))
            found = new(self._today, moved.errors(self.unclear), self.task.sessions[self.s].key)
            known = self._verdicts[place.start, rooms] = bool(found)
        return known
