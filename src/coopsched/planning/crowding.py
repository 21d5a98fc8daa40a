"""Sessions that demand more time of a person, or of some rooms, than there is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coopsched.planning.overfull import Load, Span, Times, merged
from coopsched.planning.task import Place, Task

Choices = Mapping[int, Sequence[Place]]


def crowded(task: Task, open_: Sequence[int], choices: Choices) -> tuple[int, ...] | None:
    """Return few sessions for which a person or the rooms have no time enough, or None.

    It holds whatever else there is; that None is returned proves nothing.
    """
    apart = lonely(task, open_)
    found = [*_of_people(task, apart, choices), *_of_rooms(task, apart, choices)]
    return min(found, key=lambda group: (len(group), group), default=None)


def lonely(task: Task, open_: Sequence[int]) -> list[int]:
    """Return the sessions that share nothing on purpose, and last at all."""
    holders = {session.within for session in task.sessions}
    return [
        s
        for s in open_
        if task.lengths[s]
        and task.sessions[s].within is None
        and task.sessions[s].key not in holders
    ]


def is_hard(task: Task, rule: str) -> bool:
    """Tell whether a rule forbids, and nothing it finds is accepted."""
    return task.judge.is_error(rule) and rule not in task.judge.allowed


def by_person(task: Task, open_: Sequence[int]) -> Iterator[list[int]]:
    """Yield the sessions of each person who is needed all through two of them or more."""
    if not is_hard(task, "speaker-double-booking"):
        return
    organisations = {each.key for each in task.programme.speakers if each.organisation}
    found: dict[str, list[int]] = {}
    for s in open_:
        needed = {
            entry.speaker
            for entry in task.sessions[s].speakers
            if entry.present and entry.from_ is None and entry.until is None
        }
        for key in needed - organisations:
            found.setdefault(key, []).append(s)
    yield from (group for _, group in sorted(found.items()) if len(group) > 1)


def undivided(task: Task) -> list[frozenset[str]]:
    """Return the undivided rooms that each room takes up; shared ones take up none."""
    return [
        frozenset() if room.shared else task.programme.smallest_parts(room.key)
        for room in task.programme.rooms
    ]


def by_rooms(
    open_: Iterable[int], offered: Mapping[int, frozenset[str]]
) -> Iterator[tuple[frozenset[str], list[int]]]:
    """Yield sets of rooms, each with the sessions that can be nowhere else."""
    several = list(open_)
    for rooms in sorted({offered[s] for s in several}, key=sorted):
        group = [s for s in several if offered[s] <= rooms]
        if len(group) > 1:
            yield rooms, group


def fewest(room_sets: Iterable[Iterable[int]], parts: Sequence[frozenset[str]]) -> int:
    """Return how many undivided rooms a session takes up at least."""
    sizes = (len(frozenset().union(*(parts[room] for room in rooms))) for rooms in room_sets)
    return min(sizes, default=0)


def _of_people(task: Task, open_: Sequence[int], choices: Choices) -> Iterator[tuple[int, ...]]:
    times = {s: {"": merged(_spans(task, s, choices[s]))} for s in open_}
    load = Load({s: task.lengths[s] or 0 for s in open_}, times)
    for group in by_person(task, open_):
        yield from load.overfull(group)


def _of_rooms(task: Task, open_: Sequence[int], choices: Choices) -> Iterator[tuple[int, ...]]:
    if not is_hard(task, "room-double-booking"):
        return
    parts = undivided(task)
    times = {s: _uses(task, s, choices[s], parts) for s in open_}
    several = {s: fewest({place.rooms for place in choices[s]}, parts) for s in open_}
    load = Load({s: (task.lengths[s] or 0) * several[s] for s in open_}, times)
    offered = {s: frozenset(times[s]) for s in open_}
    for _, group in by_rooms((s for s in open_ if several[s]), offered):
        yield from load.overfull(group)


def _uses(task: Task, s: int, places: Iterable[Place], parts: Sequence[frozenset[str]]) -> Times:
    """Return when a session could be in each undivided room."""
    found: dict[str, list[Place]] = {}
    for place in places:
        for part in frozenset().union(*(parts[room] for room in place.rooms)):
            found.setdefault(part, []).append(place)
    return {part: merged(_spans(task, s, found[part])) for part in sorted(found)}


def _spans(task: Task, s: int, places: Iterable[Place]) -> set[Span]:
    length = task.lengths[s] or 0
    return {(place.start, place.start + length) for place in places}
