"""A data set as a landscape of swaps, with tables of what each talk would cost in each place.

Costs of many swaps are worked out at once, for that is what arrays are fast at: they are
handed out one by one until one is made, and then worked out anew. Refused swaps change
nothing, so this searches as if each had been worked out when its turn came.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
from bench.conferencescheduling.evaluator import MINUTES_A_DAY, SOFT
from bench.conferencescheduling.tables import MINDED, Numbers, Tables
from numpy.typing import NDArray

_A_DAY = MINUTES_A_DAY * SOFT["speaker makespan"]


class Swaps:
    """Where each talk is held: places are swapped by two talks of one type."""

    def __init__(self, tables: Tables, random: Random) -> None:
        self._tables = tables
        self._chance = np.random.default_rng(random.getrandbits(64))
        self._pairs, self._crowding = tables.pairs, tables.crowding
        self._make_candidates()
        self._make_speakers()
        self._risky = [i for i, talk in enumerate(tables.talks) if talk.crowd_risk > 0]
        self._several = self._find_several()
        self._every = np.arange(len(tables.talks))
        self._size, self._next = 32, -1
        self._deltas: list[int] = []
        self.restore(self._anywhere(random))

    # What may be swapped, and what depends on the pair alone

    def _make_candidates(self) -> None:
        """List the pairs that may swap, and what they cost beside each other."""
        tables, count = self._tables, len(self._tables.instance.talks)
        pairs = [
            (a, b)
            for members, _ in tables.groups
            for i, a in enumerate(members)
            for b in members[i + 1 :]
            if min(a, b) < count
        ]
        self._a, self._b = np.array(pairs, np.int64).T
        beside = [talks[self._a, self._b] for talks, _ in tables.terms]
        self._beside = np.stack(beside, 1)
        self._popular = tables.popular[self._a, self._b]
        self._stable = 2 * tables.stable[self._a, self._b]
        self._exchanged = np.stack([_exchange(slots).ravel() for _, slots in tables.terms], 1)
        self._day = tables.day.astype(np.int64)
        capacity = [room.capacity for room in tables.instance.rooms.values()]
        self._unlike = (np.subtract.outer(capacity, capacity) != 0).astype(np.int32).ravel()

    def _make_speakers(self) -> None:
        """List the talks of those who speak more than once, where the days can lie apart."""
        talks_of: dict[str, list[int]] = {}
        for i, talk in enumerate(self._tables.talks):
            for speaker in talk.speakers:
                talks_of.setdefault(speaker.id, []).append(i)
        long = int(self._tables.day.max()) > 1
        self._speakers = [talks for talks in talks_of.values() if long and len(talks) > 1]
        self._spoken: list[list[int]] = [[] for _ in self._tables.talks]
        for number, talks in enumerate(self._speakers):
            for i in talks:
                self._spoken[i].append(number)

    def _find_several(self) -> NDArray[np.bool_]:
        """Tell of each pair whether it shares what is counted over more than two talks."""
        found = np.zeros((len(self._tables.talks),) * 2, np.bool_)
        for talks in [self._risky, *self._speakers]:
            found[np.ix_(talks, talks)] = True
        chosen: NDArray[np.bool_] = found[self._a, self._b]
        return chosen

    def _anywhere(self, random: Random) -> list[tuple[int, int]]:
        """Return any places."""
        found = [(0, 0)] * len(self._tables.talks)
        for members, places in self._tables.groups:
            for i, place in zip(members, random.sample(places, len(places)), strict=True):
                found[i] = place
        return found

    # The landscape

    @property
    def cost(self) -> float:
        """The cost, hard points being minded `MINDED` times as much."""
        return self._cost

    @property
    def places(self) -> list[tuple[str, str]]:
        """The ids of the timeslot and the room of each talk."""
        slots, rooms = list(self._tables.instance.timeslots), list(self._tables.instance.rooms)
        real = zip(self._tables.instance.talks, self._slot, self._room, strict=False)
        return [(slots[slot], rooms[room]) for _, slot, room in real]

    def snapshot(self) -> list[tuple[int, int]]:
        """Return the places of all talks and blanks."""
        return list(zip(self._slot.tolist(), self._room.tolist(), strict=True))

    def restore(self, state: Sequence[tuple[int, int]]) -> None:
        """Put all talks where they were, and fill the tables from nothing."""
        tables = self._tables
        self._slot, self._room = np.array(state, np.int64).T.copy()
        every = range(len(tables.talks))
        self._by_slot = tables.by_slot.copy()
        self._by_room = tables.by_room.copy()
        days, rooms = int(tables.day.max()) + 1, len(tables.instance.rooms)
        self._shared = np.zeros((days, rooms, len(every)), np.int32)
        alone = 0
        for i in every:
            alone += int(tables.by_slot[i, self._slot[i]] + tables.by_room[i, self._room[i]])
            self._by_slot += self._pairs[i, self._slot[i]]
            self._by_room += self._crowding[i, self._room[i]]
            self._shared[self._day[self._slot[i]], self._room[i]] -= tables.stable[i]
        # Each pair was counted from both sides.
        self._cost = (alone + int(self._now().sum())) // 2
        self._crowds: dict[int, Numbers] = {}
        self._cost += self._count_crowds()
        self._spans = [self._span(number) for number in range(len(self._speakers))]
        self._cost += sum(self._spans)
        self._mind_crowds()
        for number in range(len(self._speakers)):
            self._mind_speaker(number, 1)
        self._work_out()

    def propose(self, random: Random) -> int | None:  # noqa: ARG002  chance was taken from it before
        """Return the number of the next swap that was worked out."""
        self._next += 1
        if self._next == len(self._deltas):
            self._size = min(2 * self._size, 512)
            self._work_out()
            self._next = 0
        return self._next

    def delta(self, change: int) -> float:
        """Return what a swap would add to the cost."""
        if self._chosen_several[change]:
            a, b = self._chosen_a[change], self._chosen_b[change]
            return self._deltas[change] - self._twice(a, b)
        return self._deltas[change]

    def make(self, change: int) -> None:
        """Swap, and bring the tables up to date."""
        self._cost += int(self.delta(change))
        a, b = self._chosen_a[change], self._chosen_b[change]
        self._swap(a, b)
        self._size = max(16, (3 * self._size + 2 * self._next) // 4)
        self._work_out()

    # The tables

    def _swap(self, a: int, b: int) -> None:
        slot, room, pairs, crowding = self._slot, self._room, self._pairs, self._crowding
        s, t, r, q = int(slot[a]), int(slot[b]), int(room[a]), int(room[b])
        d, e = int(self._day[s]), int(self._day[t])
        met = sorted({*self._spoken[a], *self._spoken[b]}) if d != e else []
        for number in met:
            self._mind_speaker(number, -1)
        slot[a], slot[b], room[a], room[b] = t, s, q, r
        if s != t:
            table = self._by_slot
            table += pairs[a, t]
            table -= pairs[a, s]
            table += pairs[b, s]
            table -= pairs[b, t]
        if r != q:
            table = self._by_room
            table += crowding[a, q]
            table -= crowding[a, r]
            table += crowding[b, r]
            table -= crowding[b, q]
        change = self._tables.stable[a] - self._tables.stable[b]
        self._shared[d, r] += change
        self._shared[e, q] -= change
        for number in met:
            self._mind_speaker(number, 1)
        if a in self._crowds or b in self._crowds:
            self._mind_crowds()

    def _now(self) -> Numbers:
        """Return what each talk costs where it is."""
        every, slot, room = self._every, self._slot, self._room
        found: Numbers = self._by_slot[every, slot] + self._by_room[every, room]
        found += self._shared[self._day[slot], room, every]
        return found

    def _work_out(self) -> None:
        """Work out some swaps by chance."""
        which = self._chance.integers(0, len(self._a), self._size)
        a, b = self._a[which], self._b[which]
        s, t, r, q = self._slot[a], self._slot[b], self._room[a], self._room[b]
        d, e = self._day[s], self._day[t]
        now = self._now()
        found = _sum(self._by_slot, a, t, b, s) + _sum(self._by_room, a, q, b, r)
        found += self._shared[e, q, a]
        found += self._shared[d, r, b]
        found -= now[a]
        found -= now[b]
        # So far each of the two was moved as if the other stayed.
        slots = s * len(self._tables.slots) + t
        found += np.einsum("ij,ij->i", self._beside[which], self._exchanged[slots])
        rooms = r * self._by_room.shape[1] + q
        found += self._popular[which] * self._unlike[rooms]
        found += self._stable[which] * ((d != e) | (r != q))
        self._deltas = found.tolist()
        self._chosen_a, self._chosen_b = a.tolist(), b.tolist()
        self._chosen_several = self._several[which].tolist()
        self._next = -1

    # What is counted over more than two talks

    def _twice(self, a: int, b: int) -> int:
        """Return what a swap was charged for what it cannot change, for the two share it."""
        s, t = int(self._slot[a]), int(self._slot[b])
        found = 0
        if a in self._crowds and b in self._crowds:
            found += int(self._crowds[a][t] - self._crowds[a][s])
            found += int(self._crowds[b][s] - self._crowds[b][t])
        for number in self._spoken[a]:
            if number in self._spoken[b]:
                of_a, of_b = self._makespans(number, a), self._makespans(number, b)
                found += int(of_a[t] - of_a[s] + of_b[s] - of_b[t])
        return found

    def _makespans(self, number: int, talk: int) -> Numbers:
        """Return what a speaker's makespan would be with one talk at each timeslot."""
        days = [int(self._day[self._slot[i]]) for i in self._speakers[number] if i != talk]
        day = self._tables.day
        apart = np.maximum(day, max(days)) - np.minimum(day, min(days))
        found: Numbers = _A_DAY * np.maximum(apart - 1, 0)
        return found

    def _span(self, number: int) -> int:
        days = [int(self._day[self._slot[i]]) for i in self._speakers[number]]
        return _A_DAY * max(0, max(days) - min(days) - 1)

    def _mind_speaker(self, number: int, sign: int) -> None:
        for talk in self._speakers[number]:
            self._by_slot[talk] += sign * self._makespans(number, talk)

    def _count_crowds(self) -> int:
        counts = np.bincount(self._slot[self._risky], minlength=len(self._tables.slots))
        return int((MINDED * self._tables.minutes * counts * (counts > 2)).sum())

    def _mind_crowds(self) -> None:
        """Work out anew what each talk that draws crowds adds to a timeslot."""
        minutes = MINDED * self._tables.minutes
        for talk in self._risky:
            others = [i for i in self._risky if i != talk]
            counts = np.bincount(self._slot[others], minlength=len(minutes))
            # The third brings two others into trouble, further ones only themselves.
            new = (minutes * ((counts > 1) + 2 * (counts == 2))).astype(np.int32)
            self._by_slot[talk] += new - self._crowds.get(talk, np.zeros_like(new))
            self._crowds[talk] = new


def _exchange(slots: Numbers) -> Numbers:
    """Return what two talks at timeslots s and t pay beside what each pays if it moves alone."""
    alone = np.diag(slots)
    found: Numbers = slots + slots.T - alone[:, None] - alone[None, :]
    return found


def _sum(table: Any, a: Any, at: Any, b: Any, to: Any) -> Any:
    """Return what the two talks of each swap cost at the other's place."""
    found = table[a, at]
    found += table[b, to]
    return found
