"""Rules about two sessions that overlap: in a room, for a speaker, for an audience."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coopsched.findings import Place, Problem, Subject
from coopsched.model import Session
from coopsched.planning.counting.count import Blocker, Count
from coopsched.planning.counting.facts import Attendance, Facts, interval
from coopsched.planning.counting.halls import RoomSet, Spot
from coopsched.planning.counting.ledger import Ledger, Timeline
from coopsched.rules.parallel_to_plenary import PLENARY
from coopsched.rules.repeat_in_parallel import share_a_language


class Use(NamedTuple):
    """What a session takes up: from when until when."""

    start: int
    end: int
    rank: int
    session: int
    rooms: RoomSet


class Clash(NamedTuple):
    """Another session that overlaps, and the room or speaker that both use."""

    other: int
    cause: int = -1


class Pairs(Count):
    """A rule that finds something wrong with two sessions at once."""

    @abstractmethod
    def clashes(self, spot: Spot) -> list[Clash]:
        """Return what a session clashes with, itself aside, whether it counts or not."""

    def problem(self, first: Use, second: Use, clash: Clash) -> Problem:
        """Return the problem of two sessions, in their order."""
        del clash
        span = interval(max(first.start, second.start), min(first.end, second.end))
        keys = self.facts.keys
        return Problem(
            message="",
            route=self.facts.route(first.session, "start"),
            related=(Place(self.facts.route(second.session, "start")),),
            subject=Subject(sessions=(keys[first.session], keys[second.session])),
            interval=span,
        )

    def added(self, spot: Spot) -> int:
        """Count what a session would clash with."""
        found = self.clashes(spot)
        if not found or not self.lenient:
            return len(found)
        return sum(self.is_counted(spot, clash) for clash in found)

    def is_counted(self, spot: Spot, clash: Clash) -> bool:
        """Tell whether a clash counts."""
        if not self.lenient:
            return True
        ledger, other = self.ledger, clash.other
        s, start, end, rooms = spot
        others_rooms = ledger.rooms[other]
        if others_rooms is None:
            raise ValueError("what clashes is on the board")
        rank = self.facts.rank
        uses = sorted(
            (
                Use(start, end, rank[s], s, rooms),
                Use(ledger.starts[other], ledger.ends[other], rank[other], other, others_rooms),
            ),
            key=lambda use: use[:3],
        )
        return self.counts(self.problem(uses[0], uses[1], clash))

    def blockers(self, spot: Spot) -> Iterator[Blocker]:
        """Yield each session that is in the way."""
        for clash in self.clashes(spot):
            if self.is_counted(spot, clash):
                begin = max(spot.start, self.ledger.starts[clash.other])
                finish = min(spot.end, self.ledger.ends[clash.other])
                yield self.blamed(begin, finish, clash)

    def blamed(self, begin: int, finish: int, clash: Clash) -> Blocker:
        """Return the blocker for a clash."""
        return self.blocker(begin, finish, session=clash.other)

    def violations(self) -> Iterator[tuple[int, ...]]:
        """Yield each two sessions that clash."""
        for spot in self.ledger.held():
            if self.concerns(spot.session):
                for clash in self.clashes(spot):
                    if spot.session < clash.other and self.is_counted(spot, clash):
                        yield spot.session, clash.other


class RoomClash(Pairs):
    """Sessions in one room at once."""

    rule = "room-double-booking"
    by_room = True

    def concerns(self, s: int) -> bool:
        """Tell whether there are rooms."""
        return bool(self.facts.programme.rooms) and self.facts.is_live[s]

    def clashes(self, spot: Spot) -> list[Clash]:
        """Return each session in a room then, once however many rooms they share."""
        seen: dict[int, int] = {}
        halls = self.ledger.halls
        for part in spot.rooms.parts:
            for other in halls[part].overlapping(spot.start, spot.end):
                seen.setdefault(other, part)
        if not seen:
            return []
        s, kin = spot.session, self.facts.kin[spot.session]
        return [Clash(t, part) for t, part in seen.items() if t != s and t not in kin]

    def problem(self, first: Use, second: Use, clash: Clash) -> Problem:
        """Return the problem of two sessions that share a part of their rooms."""
        places = [use.rooms.parts[clash.cause] for use in (first, second)]
        used = [first.rooms.rooms[places[0]], second.rooms.rooms[places[1]]]
        routes = [
            self.facts.route(use.session, "rooms", place)
            for use, place in zip((first, second), places, strict=True)
        ]
        keys, halls = self.facts.keys, self.facts.halls.keys
        return Problem(
            message="",
            route=routes[0],
            related=(Place(routes[1]),),
            subject=Subject(
                sessions=(keys[first.session], keys[second.session]),
                rooms=tuple(sorted({halls[room] for room in used})),
            ),
            interval=interval(max(first.start, second.start), min(first.end, second.end)),
        )

    def blamed(self, begin: int, finish: int, clash: Clash) -> Blocker:
        """Return the blocker for a clash in a room."""
        return self.blocker(begin, finish, session=clash.other, room=clash.cause)


class SpeakerClash(Pairs):
    """People in two sessions at once; each of them counts."""

    rule = "speaker-double-booking"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self._busy = sessions_of(facts)

    def concerns(self, s: int) -> bool:
        """Tell whether somebody in the session is in another one too."""
        return any(len(self._busy.get(each.speaker, ())) > 1 for each in self.facts.line_ups[s])

    def clashes(self, spot: Spot) -> list[Clash]:
        """Return each session, once for each person who is in it at the time."""
        found: list[Clash] = []
        s, kin, people = spot.session, self.facts.kin[spot.session], self.ledger.people
        for here in self.facts.attending(spot):
            for there in people[here.speaker]:
                if there.begin >= here.end:
                    break
                if there.end > here.begin and there.session != s and there.session not in kin:
                    found.append(Clash(there.session, here.speaker))
        return found if len(found) < 2 else list(dict.fromkeys(found))

    def is_counted(self, spot: Spot, clash: Clash) -> bool:
        """Tell whether a clash counts."""
        if not self.lenient:
            return True
        here = [a for a in self.facts.attending(spot) if a.speaker == clash.cause]
        there = [a for a in self.ledger.people[clash.cause] if a.session == clash.other]
        first, second = min(
            sorted((a, b)) for a in here for b in there if a.begin < b.end and b.begin < a.end
        )
        return self.counts(self._problem(first, second))

    def _problem(self, first: Attendance, second: Attendance) -> Problem:
        keys, facts = self.facts.keys, self.facts
        return Problem(
            message="",
            route=facts.route(first.session, "speakers", first.entry),
            related=(Place(facts.route(second.session, "speakers", second.entry)),),
            subject=Subject(
                sessions=(keys[first.session], keys[second.session]),
                speakers=(facts.programme.speakers[first.speaker].key,),
            ),
            interval=interval(max(first.begin, second.begin), min(first.end, second.end)),
        )

    def blamed(self, begin: int, finish: int, clash: Clash) -> Blocker:
        """Return the blocker for a person who is elsewhere."""
        return self.blocker(begin, finish, session=clash.other, speaker=clash.cause)

    def related(self, s: int) -> Iterable[int]:
        """Return the other sessions of its people."""
        for each in self.facts.line_ups[s]:
            yield from self._busy.get(each.speaker, ())


def sessions_of(facts: Facts) -> dict[int, tuple[int, ...]]:
    """Return the sessions in which each person is present, organisations aside."""
    found: dict[int, dict[int, None]] = {}
    for s, line_up in enumerate(facts.line_ups):
        for each in line_up:
            if not facts.organisation[each.speaker]:
                found.setdefault(each.speaker, {})[s] = None
    return {speaker: tuple(sessions) for speaker, sessions in found.items()}


class Repeats(Pairs):
    """Showings of one thing, for the same people, at one time."""

    rule = "repeat-in-parallel"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        groups: dict[str, list[int]] = {}
        for s, session in enumerate(facts.sessions):
            if not facts.on_the_side[s]:
                groups.setdefault(session.repeats or session.key, []).append(s)
        self._others: dict[int, list[int]] = {}
        for group in groups.values():
            for s in group if len(group) > 1 else ():
                self._others[s] = [t for t in group if t != s and self._compete(s, t)]

    def _compete(self, s: int, t: int) -> bool:
        one, other = self.facts.sessions[s], self.facts.sessions[t]
        return t not in self.facts.kin[s] and share_a_language(one, other)

    def concerns(self, s: int) -> bool:
        """Tell whether there are other showings."""
        return bool(self._others.get(s))

    def clashes(self, spot: Spot) -> list[Clash]:
        """Return the other showings that are held at that time."""
        ledger, (s, start, end, _) = self.ledger, spot
        return [
            Clash(t)
            for t in self._others.get(s, ())
            if ledger.rooms[t] is not None
            and max(start, ledger.starts[t]) < min(end, ledger.ends[t])
        ]

    def related(self, s: int) -> Iterable[int]:
        """Return the other showings."""
        return self._others.get(s, ())


class Plenaries(Pairs):
    """Sessions beside a plenary or an assembly."""

    rule = "parallel-to-plenary"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self._class = [self._class_of(s, session) for s, session in enumerate(facts.sessions)]
        self._any = any(kind > 0 for kind in self._class)
        self._held = [Timeline() for _ in range(len(PLENARY) + 1)]

    def _class_of(self, s: int, session: Session) -> int:
        """Return 0 for what everybody should not miss a plenary for, and -1 for what may be."""
        kinds = [self.facts.sessions[holder].kind for holder in self.facts.around[s]]
        if self.facts.on_the_side[s] or any(kind in PLENARY for kind in kinds):
            return -1
        return 1 + PLENARY.index(session.kind) if session.kind in PLENARY else 0

    def concerns(self, s: int) -> bool:
        """Tell whether a session is to be held at another time than some others."""
        return self._any and self._class[s] >= 0

    def clashes(self, spot: Spot) -> list[Clash]:
        """Return the plenaries beside a session, or the sessions beside a plenary."""
        kin, own = self.facts.kin[spot.session], self._class[spot.session]
        return [
            Clash(t)
            for kind, held in enumerate(self._held)
            if kind != own and held.items
            for t in held.overlapping(spot.start, spot.end)
            if t not in kin
        ]

    def put(self, spot: Spot) -> None:
        """Note when a session is held."""
        s, start, end, _ = spot
        if start < end:
            self._held[self._class[s]].add(start, end, s)

    def take(self, spot: Spot) -> None:
        """Forget when a session was held."""
        s, start, end, _ = spot
        if start < end:
            self._held[self._class[s]].remove(start, end, s)

    def related(self, s: int) -> Iterable[int]:
        """Return what must not be beside it."""
        own = self._class[s]
        if own < 0:
            return ()
        return (t for t, kind in enumerate(self._class) if kind >= 0 and kind != own)
