"""What a plan of a data set scores: the constraints of Timefold's benchmark, plainly.

Written from their definitions, with their weights: slow, and apart from the tables that
the search uses, for it judges them. Penalties are positive here, rewards negative; a
score in the manner of the data sets is minus the sums. Timefold counts 30 constraints;
two of them, "same day" by content and by theme track, are one here.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from bench.conferencescheduling.instance import Instance, Room, Speaker, Talk, Timeslot

MINUTES_A_DAY = 480
"""What Timefold takes a day of a conference for, in the makespan of a speaker."""


class Held(NamedTuple):
    """A talk with its timeslot and its room."""

    talk: Talk
    slot: Timeslot
    room: Room


class Penalties(NamedTuple):
    """What a plan breaks, hard, and what it costs, soft; less is better, 0 hard is feasible."""

    hard: int
    soft: int


Lone = Callable[[Held], int]
Pair = Callable[[Held, Held], int]


def held(instance: Instance, places: Sequence[tuple[str, str]]) -> list[Held]:
    """Return the talks where a plan has them: ids of timeslot and room, in the talks' order."""
    return [
        Held(talk, instance.timeslots[slot], instance.rooms[room])
        for talk, (slot, room) in zip(instance.talks, places, strict=True)
    ]


def evaluate(instance: Instance, places: Sequence[tuple[str, str]]) -> Penalties:
    """Return what a plan of all talks scores."""
    found = constraints(instance, places)
    hard = sum(weight * found[name] for name, weight in HARD.items())
    return Penalties(hard, sum(weight * found[name] for name, weight in SOFT.items()))


def constraints(instance: Instance, places: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the sum of the match weights of each constraint, rewards negative."""
    all_held = held(instance, places)
    found = {name: sum(map(count, all_held)) for name, count in LONE.items()}
    for name, count in PAIRS.items():
        found[name] = sum(count(a, b) for a, b in combinations(all_held, 2))
    found["consecutive talks pause"] = sum(
        _pause(a, b, instance.pause) for a, b in combinations(all_held, 2)
    )
    found["crowd control"] = _crowd_control(all_held)
    found["speaker makespan"] = sum(_makespans(all_held))
    return found


def minutes_together(a: Held, b: Held) -> int:
    """Return how many minutes two talks overlap."""
    together = min(a.slot.end, b.slot.end) - max(a.slot.start, b.slot.start)
    return max(0, int(together.total_seconds()) // 60)


def minutes_of_both(a: Held, b: Held) -> int:
    """Return how long two talks last, added."""
    return a.slot.minutes + b.slot.minutes


def _speakers_in_common(a: Held, b: Held) -> int:
    return len({s.id for s in a.talk.speakers} & {s.id for s in b.talk.speakers})


def _at_once(a: Held, b: Held) -> bool:
    return a.slot.id == b.slot.id


# Hard: one talk


def _speaker_unavailable(one: Held) -> int:
    away = sum(one.slot.id in speaker.unavailable for speaker in one.talk.speakers)
    return away * one.slot.minutes


def _by_speaker(count: Callable[[Speaker, Held], int]) -> Lone:
    return lambda one: one.slot.minutes * sum(count(each, one) for each in one.talk.speakers)


def _by_talk(count: Callable[[Talk, Held], int]) -> Lone:
    return lambda one: one.slot.minutes * count(one.talk, one)


# Hard: two talks


def _room_conflict(a: Held, b: Held) -> int:
    return minutes_together(a, b) if a.room.id == b.room.id else 0


def _speaker_conflict(a: Held, b: Held) -> int:
    return _speakers_in_common(a, b) * minutes_together(a, b)


def _prerequisite(a: Held, b: Held) -> int:
    return sum(
        minutes_of_both(first, then)
        for first, then in ((a, b), (b, a))
        if first.talk.id in then.talk.prerequisites and first.slot.end > then.slot.start
    )


def _exclusive(a: Held, b: Held) -> int:
    return len(a.talk.exclusive & b.talk.exclusive) * minutes_together(a, b)


def _pause(a: Held, b: Held, pause: int) -> int:
    if not _speakers_in_common(a, b) or a.slot.day != b.slot.day:
        return 0
    gap = max(a.slot.start, b.slot.start) - min(a.slot.end, b.slot.end)
    return minutes_of_both(a, b) if gap.total_seconds() < pause * 60 else 0


def _crowd_control(all_held: Sequence[Held]) -> int:
    """Talks that draw crowds are to be held two at once, or alone."""
    drawing = [one for one in all_held if one.talk.crowd_risk > 0]
    counts = Counter(one.slot.id for one in drawing)
    return sum(one.slot.minutes for one in drawing if counts[one.slot.id] > 2)


# Soft: two talks


def _track_conflict(a: Held, b: Held) -> int:
    return len(a.talk.tracks & b.talk.tracks) * minutes_together(a, b)


def _room_stability(a: Held, b: Held) -> int:
    if a.slot.day != b.slot.day or a.room.id == b.room.id:
        return 0
    return len(a.talk.tracks & b.talk.tracks) * minutes_of_both(a, b)


def _sector_conflict(a: Held, b: Held) -> int:
    return len(a.talk.sectors & b.talk.sectors) * minutes_together(a, b)


def _audience_diversity(a: Held, b: Held) -> int:
    shared = len(a.talk.audiences & b.talk.audiences)
    return -shared * a.slot.minutes if _at_once(a, b) else 0


def _audience_track_conflict(a: Held, b: Held) -> int:
    shared = len(a.talk.tracks & b.talk.tracks) * len(a.talk.audiences & b.talk.audiences)
    return shared * minutes_together(a, b)


def _level_diversity(a: Held, b: Held) -> int:
    return -a.slot.minutes if _at_once(a, b) and a.talk.level != b.talk.level else 0


def _content_flow(a: Held, b: Held) -> int:
    easy, harder = sorted((a, b), key=lambda one: one.talk.level)
    if easy.talk.level == harder.talk.level or easy.slot.end <= harder.slot.start:
        return 0
    return len(a.talk.contents & b.talk.contents) * minutes_of_both(a, b)


def _content_conflict(a: Held, b: Held) -> int:
    return len(a.talk.contents & b.talk.contents) * minutes_together(a, b)


def _language_diversity(a: Held, b: Held) -> int:
    return -a.slot.minutes if _at_once(a, b) and a.talk.language != b.talk.language else 0


def _same_day(a: Held, b: Held) -> int:
    if a.slot.day == b.slot.day:
        return 0
    shared = len(a.talk.contents & b.talk.contents) + len(a.talk.tracks & b.talk.tracks)
    return shared * minutes_of_both(a, b)


def _popular(a: Held, b: Held) -> int:
    less, more = sorted((a, b), key=lambda one: one.talk.favourites)
    if less.talk.favourites == more.talk.favourites or less.room.capacity <= more.room.capacity:
        return 0
    return minutes_of_both(a, b)


def _makespans(all_held: Sequence[Held]) -> Iterator[int]:
    """Yield, for each speaker, the minutes of the days between the first talk and the last."""
    for speaker in sorted({each.id for one in all_held for each in one.talk.speakers}):
        days = [one.slot.day for one in all_held if any(s.id == speaker for s in one.talk.speakers)]
        apart = (max(days) - min(days)).days
        yield max(0, apart - 1) * MINUTES_A_DAY


LONE: dict[str, Lone] = {
    "speaker unavailable timeslot": _speaker_unavailable,
    "speaker required room tags": _by_speaker(lambda s, one: len(s.required_room - one.room.tags)),
    "speaker prohibited room tags": _by_speaker(
        lambda s, one: len(s.prohibited_room & one.room.tags)
    ),
    "talk required room tags": _by_talk(lambda t, one: len(t.required_room - one.room.tags)),
    "talk prohibited room tags": _by_talk(lambda t, one: len(t.prohibited_room & one.room.tags)),
    "speaker preferred timeslot tags": _by_speaker(
        lambda s, one: len(s.preferred_timeslot - one.slot.tags)
    ),
    "speaker undesired timeslot tags": _by_speaker(
        lambda s, one: len(s.undesired_timeslot & one.slot.tags)
    ),
    "speaker preferred room tags": _by_speaker(
        lambda s, one: len(s.preferred_room - one.room.tags)
    ),
    "speaker undesired room tags": _by_speaker(
        lambda s, one: len(s.undesired_room & one.room.tags)
    ),
    "talk preferred room tags": _by_talk(lambda t, one: len(t.preferred_room - one.room.tags)),
    "talk undesired room tags": _by_talk(lambda t, one: len(t.undesired_room & one.room.tags)),
}
"""Constraints of one talk: its match weight."""

PAIRS: dict[str, Pair] = {
    "room conflict": _room_conflict,
    "speaker conflict": _speaker_conflict,
    "talk prerequisite talks": _prerequisite,
    "talk mutually-exclusive-talks tags": _exclusive,
    "theme track conflict": _track_conflict,
    "theme track room stability": _room_stability,
    "sector conflict": _sector_conflict,
    "audience type diversity": _audience_diversity,
    "audience type theme track conflict": _audience_track_conflict,
    "audience level diversity": _level_diversity,
    "content audience level flow violation": _content_flow,
    "content conflict": _content_conflict,
    "language diversity": _language_diversity,
    "same day talks": _same_day,
    "popular talks": _popular,
}
"""Constraints of two talks, either way round: the match weight of the pair."""

HARD = {
    "room conflict": 1000,
    "speaker unavailable timeslot": 100,
    "speaker conflict": 10,
    "talk prerequisite talks": 10,
    "talk mutually-exclusive-talks tags": 1,
    "consecutive talks pause": 1,
    "crowd control": 1,
    "speaker required room tags": 1,
    "speaker prohibited room tags": 1,
    "talk required room tags": 1,
    "talk prohibited room tags": 1,
}
"""The weights of what a plan must not break."""

SOFT = {
    "theme track conflict": 10,
    "theme track room stability": 10,
    "sector conflict": 10,
    "audience type diversity": 1,
    "audience type theme track conflict": 1,
    "audience level diversity": 1,
    "content audience level flow violation": 10,
    "content conflict": 100,
    "language diversity": 10,
    "same day talks": 10,
    "popular talks": 10,
    "speaker preferred timeslot tags": 20,
    "speaker undesired timeslot tags": 20,
    "speaker preferred room tags": 20,
    "speaker undesired room tags": 20,
    "talk preferred room tags": 20,
    "talk undesired room tags": 20,
    "speaker makespan": 20,
}
"""The weights of what a plan should avoid."""
