"""What a session has against a place whatever the others do: rooms, people, hours, seats."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from coopsched.findings import Place, Problem, Subject
from coopsched.planning.counting.count import Blocker, Count
from coopsched.planning.counting.facts import Facts, interval
from coopsched.planning.counting.halls import Spot, needs_of
from coopsched.planning.counting.ledger import Ledger
from coopsched.planning.task import instant
from coopsched.rules.bounds import beyond
from coopsched.rules.wording import MOST_PLACES
from coopsched.rules.written import end_route


def overlapping(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return what disjoint spans, in order, share with another one."""
    found = []
    if start < end:
        for i in range(bisect_right(spans, start, key=_end), len(spans)):
            begin, finish = spans[i]
            if begin >= end:
                break
            found.append((max(begin, start), min(finish, end)))
    return found


def _end(span: tuple[int, int]) -> int:
    return span[1]


class Alone(Count):
    """A rule that looks at one session at a time."""

    def violations(self) -> Iterator[tuple[int, ...]]:
        """Yield each session in which something is wrong."""
        for spot in self.ledger.held():
            if self.concerns(spot.session) and self.added(spot) > 0:
                yield (spot.session,)


class RoomClosed(Alone):
    """Sessions in rooms that cannot be used then."""

    rule = "room-unavailable"
    by_room = True

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self._any = any(room.available or room.unavailable for room in facts.programme.rooms)

    def concerns(self, s: int) -> bool:
        """Tell whether any room is ever closed."""
        return self._any and self.facts.is_live[s]

    def added(self, spot: Spot) -> int:
        """Count the stretches during which a room is closed."""
        found = 0
        for place, closed in spot.rooms.closed:
            stretches = overlapping(closed, spot.start, spot.end)
            if self.lenient:
                found += self._counted(spot, place, stretches)
            else:
                found += len(stretches)
        return found

    def _counted(self, spot: Spot, place: int, stretches: list[tuple[int, int]]) -> int:
        route = self.facts.route(spot.session, "rooms", place)
        part = self.facts.programme.rooms[spot.rooms.rooms[place]]
        subject = Subject(sessions=(self.facts.keys[spot.session],), rooms=(part.key,))
        found = 0
        for i, stretch in enumerate(stretches):
            span = interval(*stretch)
            causes = next(self.facts.availability.closures(part, span)).causes
            problem = Problem(
                message="", route=route, related=causes, subject=subject, interval=span
            )
            found += self.counts(problem, i)
        return found

    def blockers(self, spot: Spot) -> Iterator[Blocker]:
        """Yield the stretches in which a room is closed."""
        if self.added(spot) > 0:
            for place, closed in spot.rooms.closed:
                for begin, finish in overlapping(closed, spot.start, spot.end):
                    yield self.blocker(begin, finish, room=spot.rooms.rooms[place])


class SpeakerAway(Alone):
    """Sessions with somebody who cannot come then."""

    rule = "speaker-unavailable"

    def concerns(self, s: int) -> bool:
        """Tell whether somebody in the session cannot always come."""
        return any(each.speaker in self.facts.closed_to for each in self.facts.line_ups[s])

    def added(self, spot: Spot) -> int:
        """Count the stretches during which somebody cannot come."""
        stretches = self._stretches(spot)
        if not self.lenient:
            return len(stretches)
        ordinals: dict[int, int] = {}
        found = 0
        for speaker, entry, begin, finish in stretches:
            ordinal = ordinals[speaker] = ordinals.get(speaker, -1) + 1
            found += self.counts(
                self._problem(spot.session, speaker, entry, begin, finish), ordinal
            )
        return found

    def _stretches(self, spot: Spot) -> list[tuple[int, int, int, int]]:
        closed_to = self.facts.closed_to
        return [
            (each.speaker, each.entry, begin, finish)
            for each in self.facts.attending(spot)
            if each.speaker in closed_to
            for begin, finish in overlapping(closed_to[each.speaker], each.begin, each.end)
        ]

    def _problem(self, s: int, speaker: int, entry: int, begin: int, finish: int) -> Problem:
        person, span = self.facts.programme.speakers[speaker], interval(begin, finish)
        return Problem(
            message="",
            route=self.facts.route(s, "speakers", entry),
            related=next(self.facts.availability.closures(person, span)).causes,
            subject=Subject(sessions=(self.facts.keys[s],), speakers=(person.key,)),
            interval=span,
        )

    def blockers(self, spot: Spot) -> Iterator[Blocker]:
        """Yield the stretches in which somebody cannot come."""
        if self.added(spot) > 0:
            for speaker, _, begin, finish in self._stretches(spot):
                yield self.blocker(begin, finish, speaker=speaker)


class FeatureMissing(Alone):
    """Sessions in rooms that do not offer what they need."""

    rule = "feature-missing"
    by_room = True

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self._needs = [needs_of(session.needs) for session in facts.sessions]

    def concerns(self, s: int) -> bool:
        """Tell whether a session needs anything."""
        return bool(self._needs[s])

    def added(self, spot: Spot) -> int:
        """Count the needs that no room meets."""
        s, start, end, rooms = spot
        if not rooms.rooms:
            return 0
        missing = [i for i, need in enumerate(self._needs[s]) if need not in rooms.features]
        if not self.lenient:
            return len(missing)
        keys = tuple(self.facts.halls.keys[room] for room in rooms.rooms)
        found = 0
        for ordinal, i in enumerate(missing):
            problem = Problem(
                message="",
                route=self.facts.route(s, "needs", i),
                related=places_of(keys),
                subject=Subject(sessions=(self.facts.keys[s],), rooms=keys),
                interval=interval(start, end),
            )
            found += self.counts(problem, ordinal)
        return found

    def blockers(self, spot: Spot) -> Iterator[Blocker]:
        """Yield the rooms, once for each need that they do not meet."""
        for _ in range(self.added(spot)):
            yield self.blocker(spot.start, spot.end, room=spot.rooms.rooms[0])


class OutsideHours(Alone):
    """Sessions while the programme is closed."""

    rule = "outside-opening-hours"

    def concerns(self, s: int) -> bool:
        """Tell whether the programme names its days."""
        return bool(self.facts.programme.days) and self.facts.is_live[s]

    def added(self, spot: Spot) -> int:
        """Return 1 for a session before its day opens, after it closes, or on no day."""
        s, start, end, _ = spot
        day = self.facts.days.of(s, start)
        early = day.opens is not None and start < day.opens
        late = day.closes is not None and end > day.closes
        if day.listed and (early or late):
            return self._out_of_hours(s, start, end, early=early, late=late)
        if not self.facts.days.is_astray(start):
            return 0
        return 1 if not self.lenient else int(self.counts(self._elsewhere(s, start, end)))

    def _out_of_hours(self, s: int, start: int, end: int, *, early: bool, late: bool) -> int:
        if not self.lenient:
            return 1
        day = self.facts.days.of(s, start)
        span = interval(start, end)
        out = beyond(span, *self.facts.programme.calendar.bounds(day.day))
        at_start = early or (day.closes is not None and start >= day.closes)
        session = self.facts.sessions[s]
        sides = [name for name, is_out in (("opens", early), ("closes", late)) if is_out]
        problem = Problem(
            message="",
            route=self.facts.route(s, "start") if at_start else end_route(session),
            related=tuple(Place(("days", day.day.key, side)) for side in sides),
            subject=Subject(sessions=(session.key,), day=day.day.key),
            interval=out.early or out.late,
        )
        return int(self.counts(problem))

    def _elsewhere(self, s: int, start: int, end: int) -> Problem:
        local = instant(start).astimezone(self.facts.programme.zone)
        return Problem(
            message="",
            route=self.facts.route(s, "start"),
            related=(Place(("days",)),),
            subject=Subject(sessions=(self.facts.keys[s],), day=f"{local:%Y-%m-%d}"),
            interval=interval(start, end),
        )


class TooSmall(Alone):
    """Sessions that expect more people than can sit down."""

    rule = "room-too-small"
    by_room = True

    def concerns(self, s: int) -> bool:
        """Tell whether a session says how many people it expects."""
        return self.facts.sessions[s].audience is not None

    def added(self, spot: Spot) -> int:
        """Return 1 where there are too few seats."""
        s, start, end, rooms = spot
        audience = self.facts.sessions[s].audience
        if audience is None or rooms.seats is None or audience <= rooms.seats:
            return 0
        if not self.lenient:
            return 1
        keys = tuple(self.facts.halls.keys[room] for room in rooms.rooms)
        problem = Problem(
            message="",
            route=self.facts.route(s, "audience"),
            related=places_of(keys, "capacity"),
            subject=Subject(sessions=(self.facts.keys[s],), rooms=keys),
            interval=interval(start, end),
        )
        return int(self.counts(problem))


def places_of(rooms: Iterable[str], *more: str) -> tuple[Place, ...]:
    """Return where the first few rooms are written."""
    return tuple(Place(("rooms", key, *more)) for key in islice(rooms, MOST_PLACES))
