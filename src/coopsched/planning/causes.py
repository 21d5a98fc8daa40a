"""What refused places have in common."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from coopsched.planning.board import Blocker
from coopsched.planning.places import Demand
from coopsched.planning.survey import Refusal


class Cause(NamedTuple):
    """What refusals have in common: the rule, or the demand, and what else is concerned.

    ``room`` is None where it is so in any room.
    """

    rule: str
    session: int | None = None
    resource: str | None = None
    room: int | None = None
    demand: Demand | None = None


@dataclass
class Group:
    """The refusals of one cause on one day: when, and who and what is in the way until when."""

    starts: set[int] = field(default_factory=set)
    people: dict[str, None] = field(default_factory=dict)
    sessions: dict[int, None] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def add(self, start: int, blocker: Blocker) -> None:
        """Note what is in the way of a start."""
        self.starts.add(start)
        self.spans.append((blocker.start, blocker.end))
        if blocker.speaker is not None:
            self.people[blocker.speaker] = None
        if blocker.session is not None:
            self.sessions[blocker.session] = None


def grouped(refusals: Iterable[Refusal], free: set[int]) -> dict[Cause, Group]:
    """Put refusals together that have a cause in common.

    Where something is in the way at a time in any room, no room is told about then.
    """
    groups: dict[Cause, Group] = {}
    for start, at_once in groupby(refusals, key=lambda refusal: refusal.place.start):
        there = list(at_once)
        demand = there[0].demand
        if demand is not None:
            groups.setdefault(Cause("", demand=demand), Group()).starts.add(start)
            continue
        everywhere = set[Cause]()
        if start not in free:
            everywhere = set[Cause].intersection(*(set(map(_anywhere, r.blockers)) for r in there))
        for cause, blocker in _causes(there, everywhere):
            groups.setdefault(cause, Group()).add(start, blocker)
    return groups


def _causes(refusals: Sequence[Refusal], everywhere: set[Cause]) -> Iterator[tuple[Cause, Blocker]]:
    everywhere = {cause for cause in everywhere if cause.room is None}
    for refusal in refusals[:1] if everywhere else refusals:
        for blocker in refusal.blockers:
            cause = _anywhere(blocker)
            if cause in everywhere:
                yield cause, blocker
            elif not everywhere:
                rooms = refusal.place.rooms if blocker.room is None else (blocker.room,)
                for room in rooms or (None,):
                    yield (cause if room is None else Cause(blocker.rule, room=room)), blocker


def _anywhere(blocker: Blocker) -> Cause:
    return Cause(blocker.rule, blocker.session, blocker.resource, blocker.room)
