"""What each pair of talks costs in each pair of timeslots and rooms, as arrays.

Empty places are filled with blanks, talks that cost nothing, so that each place holds
one talk and every change is a swap. That asks two things of a data set, which are seen
to: the timeslots of a type of talk last equally long, and no room is offered at two
timeslots that overlap, so that no room conflict can come about.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import TypeVar

import numpy as np
from bench.conferencescheduling.instance import Instance, Speaker, Tags, Talk, Timeslot
from numpy.typing import NDArray

Thing = TypeVar("Thing")
Numbers = NDArray[np.int32]

MINDED = 5000
"""What a point of hard score costs: the least breach, of 45 points, outweighs any swap's gain."""


class UnfitError(ValueError):
    """A data set that cannot be searched by swaps."""


@dataclass(frozen=True)
class Tables:
    """A data set in numbers: talks with their blanks, timeslots, rooms and days by position."""

    instance: Instance

    @cached_property
    def slots(self) -> list[Timeslot]:
        """The timeslots, in the order of the file."""
        return list(self.instance.timeslots.values())

    @cached_property
    def groups(self) -> list[tuple[list[int], list[tuple[int, int]]]]:
        """The talks of each type with their blanks, and the places of the type: slot, room."""
        slot_at = {key: i for i, key in enumerate(self.instance.timeslots)}
        room_at = {key: i for i, key in enumerate(self.instance.rooms)}
        by_type: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
        for i, talk in enumerate(self.instance.talks):
            by_type.setdefault((talk.timeslots, talk.rooms), []).append(i)
        found = []
        count = len(self.instance.talks)
        for (slots, rooms), members in by_type.items():
            places = [(slot_at[slot], room_at[room]) for slot, room in product(slots, rooms)]
            blanks = range(count, count + len(places) - len(members))
            count += len(blanks)
            found.append(([*members, *blanks], places))
        self._see_to_it(found)
        return found

    def _see_to_it(self, groups: list[tuple[list[int], list[tuple[int, int]]]]) -> None:
        if any(len(members) > len(places) for members, places in groups):
            raise UnfitError("there are more talks than places")
        for _, places in groups:
            if len({self.slots[slot].minutes for slot, _ in places}) > 1:
                raise UnfitError("the timeslots of a type last differently long")
        every = [place for _, places in groups for place in places]
        for (s, r), (t, q) in combinations(every, 2):
            if r == q and _minutes_together(self.slots[s], self.slots[t]):
                raise UnfitError("a room is offered at timeslots that overlap")

    @cached_property
    def talks(self) -> list[Talk]:
        """The talks, and after them the blanks."""
        size = sum(len(places) for _, places in self.groups)
        blanks = range(len(self.instance.talks), size)
        return [*self.instance.talks, *(Talk(f"blank {i}") for i in blanks)]

    @cached_property
    def real(self) -> Numbers:
        """1 for a talk, 0 for a blank."""
        return numbers(i < len(self.instance.talks) for i in range(len(self.talks)))

    @cached_property
    def day(self) -> Numbers:
        """The day of each timeslot: days since the first."""
        first = min(slot.day for slot in self.slots)
        return numbers((slot.day - first).days for slot in self.slots)

    @cached_property
    def minutes(self) -> Numbers:
        """How long each timeslot lasts."""
        return numbers(slot.minutes for slot in self.slots)

    @cached_property
    def lasting(self) -> Numbers:
        """How long each talk lasts, wherever it is held."""
        found = np.zeros(len(self.talks), np.int32)
        for members, places in self.groups:
            found[members] = self.minutes[places[0][0]]
        return found

    @cached_property
    def terms(self) -> list[tuple[Numbers, Numbers]]:
        """Pairs of arrays, of talks and of timeslots, whose products add up to what a pair costs.

        Room stability is here as if two talks of a day never shared a room.
        """
        slots = self.slots
        both = self.minutes[:, None] + self.minutes[None, :]
        together = square(slots, _minutes_together)
        late = square(slots, lambda a, b: a.end > b.start)
        same_day = (self.day[:, None] == self.day[None, :]).astype(np.int32)
        hurried = square(slots, self._hurried)
        same = np.diag(self.minutes)
        speakers = self._shared(lambda talk: frozenset(s.id for s in talk.speakers))
        tracks, contents = self._shared(lambda t: t.tracks), self._shared(lambda t: t.contents)
        audiences = self._shared(lambda t: t.audiences)
        exclusive = self._shared(lambda t: t.exclusive)
        sectors = self._shared(lambda t: t.sectors)
        at_once = MINDED * (10 * speakers + exclusive) + tracks * (10 + audiences)
        at_once += 10 * sectors + 100 * contents
        levels, languages = self._other(lambda t: t.level), self._other(lambda t: t.language)
        first = 10 * contents * self._less(lambda t: t.level) + 10 * MINDED * self._before()
        return [
            (at_once, together),
            (-(audiences + levels + 10 * languages), same),
            (10 * tracks, same_day * both),
            (10 * (contents + tracks), (1 - same_day) * both),
            (MINDED * np.minimum(speakers, 1), hurried * both),
            (first, late * both),
            (first.T, (late * both).T),
        ]

    def _hurried(self, a: Timeslot, b: Timeslot) -> bool:
        """Tell whether a speaker of talks at both has too short a pause."""
        gap = max(a.start, b.start) - min(a.end, b.end)
        return a.day == b.day and gap.total_seconds() < 60 * self.instance.pause

    def _shared(self, tags: Callable[[Talk], Tags]) -> Numbers:
        """Return how many tags each two talks share."""
        every = sorted(frozenset().union(*map(tags, self.talks)))
        has = np.array([[tag in tags(talk) for tag in every] for talk in self.talks], np.int32)
        found: Numbers = has @ has.T
        np.fill_diagonal(found, 0)
        return found

    def _other(self, value: Callable[[Talk], object]) -> Numbers:
        """Return 1 for each two talks that differ."""
        return square(self.talks, lambda a, b: value(a) != value(b)) * self._both_real()

    def _less(self, value: Callable[[Talk], int]) -> Numbers:
        """Return 1 where the first of two talks has less of something."""
        return square(self.talks, lambda a, b: value(a) < value(b)) * self._both_real()

    def _both_real(self) -> Numbers:
        return np.outer(self.real, self.real)

    def _before(self) -> Numbers:
        """Return 1 where the first of two talks must be over when the second begins."""
        return square(self.talks, lambda a, b: a.id in b.prerequisites)

    @cached_property
    def lasting_both(self) -> Numbers:
        """How long each two talks last, added."""
        return np.add.outer(self.lasting, self.lasting)

    @cached_property
    def stable(self) -> Numbers:
        """What each two talks of one day save by sharing a room."""
        return 10 * self._shared(lambda talk: talk.tracks) * self.lasting_both

    @cached_property
    def pairs(self) -> Numbers:
        """The cost of talk a at timeslot s and talk b at t, [a, s, b, t], without their rooms."""
        talks, slots = len(self.talks), len(self.slots)
        found = np.zeros((talks, slots, talks, slots), np.int32)
        for of_talks, of_slots in self.terms:
            found += of_talks[:, None, :, None] * of_slots[None, :, None, :]
        return found

    @cached_property
    def popular(self) -> Numbers:
        """What each two talks cost where the one more liked has the smaller room."""
        less = self._less(lambda talk: talk.favourites)
        return 10 * (less + less.T) * self.lasting_both

    @cached_property
    def crowding(self) -> Numbers:
        """The cost of talk a in room r beside talk b in room q, [a, r, b, q]."""
        rooms = list(self.instance.rooms.values())
        bigger = square(rooms, lambda a, b: a.capacity > b.capacity)
        less = self._less(lambda talk: talk.favourites)
        return (
            less[:, None, :, None] * bigger[None, :, None, :]
            + less.T[:, None, :, None] * bigger.T[None, :, None, :]
        ) * (10 * self.lasting_both)[:, None, :, None]

    @cached_property
    def by_slot(self) -> Numbers:
        """What each talk costs at each timeslot by itself."""
        found = [[_at_slot(talk, slot) for slot in self.slots] for talk in self.talks]
        return np.array(found, np.int32) * self.minutes

    @cached_property
    def by_room(self) -> Numbers:
        """What each talk costs in each room by itself."""
        rooms = self.instance.rooms.values()
        found = [[_in_room(talk, room.tags) for room in rooms] for talk in self.talks]
        return np.array(found, np.int32) * self.lasting[:, None]


def numbers(values: Iterable[int]) -> Numbers:
    """Return numbers as an array."""
    return np.array(list(values), np.int32)


def square(things: Sequence[Thing], value: Callable[[Thing, Thing], int]) -> Numbers:
    """Return the value of each two things."""
    return np.array([[value(a, b) for b in things] for a in things], np.int32)


def _minutes_together(a: Timeslot, b: Timeslot) -> int:
    return max(0, int((min(a.end, b.end) - max(a.start, b.start)).total_seconds()) // 60)


def _at_slot(talk: Talk, slot: Timeslot) -> int:
    return sum(
        MINDED * 100 * (slot.id in speaker.unavailable)
        + 20 * len(speaker.preferred_timeslot - slot.tags)
        + 20 * len(speaker.undesired_timeslot & slot.tags)
        for speaker in talk.speakers
    )


def _in_room(talk: Talk, tags: Tags) -> int:
    asking: list[Talk | Speaker] = [talk, *talk.speakers]
    return sum(
        MINDED * len(one.required_room - tags)
        + MINDED * len(one.prohibited_room & tags)
        + 20 * len(one.preferred_room - tags)
        + 20 * len(one.undesired_room & tags)
        for one in asking
    )
