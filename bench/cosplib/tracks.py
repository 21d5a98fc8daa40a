"""A CoSPLib instance as a landscape: which track has which rooms when, in which sequence.

A track's submissions fill its sessions and rooms in order. So a state is, for each session
and room, the track that may use it, and for each track a sequence; a change gives a room
to another track, swaps the tracks of two rooms, or changes a sequence.
"""

from collections.abc import Iterable, Sequence
from random import Random

from bench.cosplib.evaluator import Plan
from bench.cosplib.instance import (
    ATTENDEES,
    ATTENDEES_SLOT,
    BY_ROOM,
    BY_SESSION,
    CHAIRS,
    CONSECUTIVE,
    ORDER,
    PARALLEL,
    PRESENTERS,
    PRESENTERS_SLOT,
    ROOMS,
    SESSION_ROOM,
    SIMILAR,
    TIMEZONES,
    TRACK_ROOM,
    TRACK_SESSION,
    Instance,
)

NOBODY = -1
Owners = tuple[tuple[int, int], ...]
"""Positions of rooms of sessions, and the tracks that get them."""
Change = tuple[Owners, int, tuple[int, ...]]
"""New owners; or, without any, a track and its new sequence."""
State = tuple[list[int], list[tuple[int, ...]]]
_AWAY = (-1, -1, 0, 0)


class Tracks:
    """Who owns which room of which session, and in which sequence it is filled."""

    def __init__(self, instance: Instance, random: Random) -> None:
        self._instance = instance
        self._count = len(instance.rooms)
        self._session = [s for s in range(len(instance.slots)) for _ in instance.rooms]
        self._weigh()
        self._owner = [NOBODY] * len(self._session)
        self._sequences = [self._in_order(t) for t in range(len(instance.tracks))]
        self._places = [_AWAY] * len(instance.submissions)
        self._used: list[list[int]] = [[] for _ in instance.tracks]
        self._holder = [NOBODY] * len(self._session)
        self._short: set[int] = set()
        self._hand_out(random)
        for track in range(len(instance.tracks)):
            self._fill(track)
        self._cost = self._part(range(len(instance.tracks)))

    def _weigh(self) -> None:
        """Multiply with the weights what can be known beforehand."""
        instance, weight = self._instance, self._instance.weights
        self._lost = 1000 * max(weight.values())
        self._own = [
            [
                weight[TRACK_SESSION] * instance.track_session[t][cell // self._count]
                + weight[TRACK_ROOM] * instance.track_room[t][cell % self._count]
                + weight[SESSION_ROOM]
                * instance.session_room[cell // self._count][cell % self._count]
                for cell in range(len(self._session))
            ]
            for t in range(len(instance.tracks))
        ]
        self._each = [
            [
                each.slots
                * (
                    weight[TIMEZONES] * each.by_hour[cell // self._count]
                    + weight[BY_SESSION] * each.by_session[cell // self._count]
                    + weight[BY_ROOM] * each.by_room[cell % self._count]
                )
                for cell in range(len(self._session))
            ]
            for each in instance.submissions
        ]
        self._beside = [
            [
                weight[SIMILAR] * instance.similar[t][u]
                + weight[CHAIRS] * ((min(t, u), max(t, u)) in instance.chair_pairs)
                for u in range(len(instance.tracks))
            ]
            for t in range(len(instance.tracks))
        ]
        self._clashes: list[list[tuple[int, int, int]]] = [[] for _ in instance.submissions]
        for a, b in sorted(instance.presenter_pairs | instance.attendee_pairs):
            presenters, attendees = (
                ((a, b) in pairs) for pairs in (instance.presenter_pairs, instance.attendee_pairs)
            )
            rough = weight[PRESENTERS] * presenters + weight[ATTENDEES] * attendees
            fine = weight[PRESENTERS_SLOT] * presenters + weight[ATTENDEES_SLOT] * attendees
            if rough or fine:
                self._clashes[a].append((b, rough, fine))
                self._clashes[b].append((a, rough, fine))

    def _in_order(self, track: int) -> tuple[int, ...]:
        """Return a track's submissions, those with an order at their positions if they can be."""
        all_ = [i for i, each in enumerate(self._instance.submissions) if each.track == track]
        about = self._instance.submissions
        ordered = {about[i].order: i for i in all_ if about[i].order}
        rest = [i for i in all_ if i not in set(ordered.values())]
        found: list[int] = []
        while len(found) < len(all_):
            if (i := ordered.pop(len(found) + 1, None)) is not None:
                found.append(i)
            else:
                found.append(rest.pop() if rest else ordered.pop(min(ordered)))
        return tuple(found)

    def _hand_out(self, random: Random) -> None:
        """Give rooms to tracks by chance, the biggest first, until each has enough."""
        free = list(range(len(self._session)))
        random.shuffle(free)
        free.sort(key=lambda cell: self._instance.slots[self._session[cell]])
        need = [
            sum(self._instance.submissions[i].slots for i in sequence)
            for sequence in self._sequences
        ]
        for track in sorted(range(len(need)), key=lambda t: -need[t]):
            while need[track] > 0 and free:
                cell = free.pop()
                self._owner[cell] = track
                need[track] -= self._instance.slots[self._session[cell]]

    # The landscape

    @property
    def cost(self) -> float:
        """The weighted objective, and much for each timeslot that found no room."""
        return self._cost

    @property
    def plan(self) -> Plan:
        """The submissions in each session and room that is used."""
        found: dict[tuple[int, int], list[int]] = {}
        for sequence in self._sequences:
            for i in sequence:
                cell = self._places[i][0]
                if cell >= 0:
                    found.setdefault((self._session[cell], cell % self._count), []).append(i)
        return found

    def propose(self, random: Random) -> Change | None:
        """Return a change by chance."""
        roll = random.random()
        if roll < 0.35:
            return self._resequence(random)
        cell = random.randrange(len(self._owner))
        if self._short and roll < 0.5 and self._holder[cell] == NOBODY:
            return ((cell, random.choice(sorted(self._short))),), NOBODY, ()
        if roll < 0.75:
            other = random.randrange(len(self._owner))
            mine, yours = self._owner[cell], self._owner[other]
            return None if mine == yours else (((cell, yours), (other, mine)), NOBODY, ())
        track = random.randrange(-1, len(self._sequences))
        return None if self._owner[cell] == track else (((cell, track),), NOBODY, ())

    def _resequence(self, random: Random) -> Change | None:
        track = random.randrange(len(self._sequences))
        sequence = list(self._sequences[track])
        if len(sequence) < 2:
            return None
        i, j = random.sample(range(len(sequence)), 2)
        if random.random() < 0.5:
            sequence[i], sequence[j] = sequence[j], sequence[i]
        else:
            sequence.insert(j, sequence.pop(i))
        return (), track, tuple(sequence)

    def delta(self, change: Change) -> float:
        """Return what a change adds to the cost."""
        before = self._cost
        undo = self._apply(change)
        delta = self._cost - before
        self._apply(undo)
        return delta

    def make(self, change: Change) -> None:
        """Change owners, or a sequence."""
        self._apply(change)

    def snapshot(self) -> State:
        """Return the owners and the sequences."""
        return list(self._owner), list(self._sequences)

    def restore(self, state: State) -> None:
        """Bring owners and sequences back."""
        self._owner, self._sequences = list(state[0]), list(state[1])
        everybody = range(len(self._sequences))
        for track in everybody:
            self._clear(track)
        for track in everybody:
            self._fill(track)
        self._cost = self._part(everybody)

    def _apply(self, change: Change) -> Change:
        """Make a change, and return what undoes it."""
        owners, track, sequence = change
        undo = tuple((cell, self._owner[cell]) for cell, _ in owners)
        touched = {track, *(new for _, new in owners), *(old for _, old in undo)} - {NOBODY}
        self._cost -= self._part(touched)
        for cell, new in owners:
            self._owner[cell] = new
        old_sequence: tuple[int, ...] = ()
        if track != NOBODY:
            old_sequence, self._sequences[track] = self._sequences[track], sequence
        for each in touched:
            self._clear(each)
        for each in touched:
            self._fill(each)
        self._cost += self._part(touched)
        return undo, track, old_sequence

    def _clear(self, track: int) -> None:
        for cell in self._used[track]:
            self._holder[cell] = NOBODY

    def _fill(self, track: int) -> None:
        """Place a track's submissions in its rooms, in sequence, and note if there are too few."""
        cells = iter([cell for cell, owner in enumerate(self._owner) if owner == track])
        cell, slot, left, session = NOBODY - 1, 0, 0, 0
        used: list[int] = []
        for i in self._sequences[track]:
            need = self._instance.submissions[i].slots
            while left < need and cell != NOBODY:
                cell = next(cells, NOBODY)
                session = self._session[cell]
                slot, left = 0, self._instance.slots[session]
            if cell == NOBODY:
                self._places[i] = _AWAY
                continue
            self._places[i] = (cell, session, slot, slot + need)
            if slot == 0:
                used.append(cell)
                self._holder[cell] = track
            slot, left = slot + need, left - need
        self._used[track] = used
        (self._short.add if cell == NOBODY else self._short.discard)(track)

    # What is paid

    def _part(self, tracks: Iterable[int]) -> int:
        """Return what some tracks pay, alone, beside each other, and beside all others."""
        those = set(tracks)
        return sum(self._alone(track) + self._among(track, those) for track in those)

    def _alone(self, track: int) -> int:
        weight, used, places = self._instance.weights, self._used[track], self._places
        found = sum(self._own[track][cell] for cell in used)
        rooms = {cell % self._count for cell in used}
        sessions = sorted({self._session[cell] for cell in used})
        if used:
            found += weight[ROOMS] * (len(rooms) - 1)
            found += weight[PARALLEL] * (len(used) - len(sessions))
            found += weight[CONSECUTIVE] * (sessions[-1] - sessions[0] >= len(sessions))
        for i in self._sequences[track]:
            cell = places[i][0]
            if cell < 0:
                found += self._lost * self._instance.submissions[i].slots
            else:
                found += self._each[i][cell]
        if weight[ORDER]:
            found += weight[ORDER] * self._disorder(self._sequences[track])
        return found

    def _disorder(self, sequence: Sequence[int]) -> int:
        about, places = self._instance.submissions, self._places
        ordered = []
        found = 0
        for position, i in enumerate(sequence, 1):
            if about[i].order:
                found += about[i].order != position
                ordered.append(places[i])
        for k, (_, session, start, end) in enumerate(ordered):
            for _, other, begin, finish in ordered[:k]:
                if session == other:
                    found += max(0, min(end, finish) - max(start, begin))
        return found

    def _among(self, track: int, those: set[int]) -> int:
        """Return what a track pays beside others; pairs of ``those`` are paid by the one."""
        found = 0
        beside, holder, count = self._beside[track], self._holder, self._count
        for cell in self._used[track]:
            first = cell - cell % count
            for other in holder[first : first + count]:
                if other not in (NOBODY, track) and (other not in those or other > track):
                    found += beside[other]
        places, about = self._places, self._instance.submissions
        for i in self._sequences[track]:
            for j, rough, fine in self._clashes[i]:
                (cell, session, start, end), there = places[i], places[j]
                if session != there[1] or cell == there[0] or session < 0:
                    continue
                owner = about[j].track
                if owner in those and (owner, j) < (track, i):
                    continue
                found += rough
                if fine:
                    found += fine * max(0, min(end, there[3]) - max(start, there[2]))
        return found
