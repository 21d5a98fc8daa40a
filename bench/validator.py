"""Checking 200 talks in 8 rooms, beside conference-scheduler's validator.

Compared is what both can see: that a room is given to one talk at a time (their "Slot
with multiple events scheduled", our room-double-booking) and that no speaker is in two
talks at once (their "Event clashes with another event", our speaker-double-booking).
Their validator always also sees that each talk is scheduled once and fits its slot. It
calls a room taken only where two talks have the very same slot, so the conflicts that
are planted are of that kind, and both must find just those. Both begin with their own
objects made; ours are made anew for each round, for a programme remembers lookups.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bench.common import Row, cpu, finish, medians, options, peer, skipped, versions

from coopsched import Programme, check, loads

NAME = "conference_scheduler"
RESOURCES = peer(f"{NAME}.resources")
VALIDATOR = peer(f"{NAME}.validator")
TALKS, ROOMS = 200, 8
FIRST = datetime(2025, 5, 14, 9, 0)  # noqa: DTZ001  their validator takes wall-clock times
RULES = ("room-double-booking", "speaker-double-booking")
MOVED = {17: 9, 101: 93}  # these talks are put where another one is
DOUBLED = {30: 27, 150: 145, 151: 149}  # these have a speaker who speaks elsewhere at that time

Pairs = set[tuple[int, int]]


class Talk(NamedTuple):
    """A talk: when, where and by whom, as numbers."""

    slot: int
    room: int
    speakers: tuple[int, ...]


def talks(*, conflicts: bool) -> list[Talk]:
    """Return the programme: each room full, 140 people, of whom 60 speak twice."""
    found = []
    for i in range(TALKS):
        slot, room = divmod(MOVED.get(i, i) if conflicts else i, ROOMS)
        others = (DOUBLED[i] % 140,) if conflicts and i in DOUBLED else ()
        found.append(Talk(slot, room, (i % 140, *others)))
    return found


def ours(given: Sequence[Talk]) -> Programme:
    """Return the talks as a programme."""
    lines = ["key: talks", "title: Talks", "timezone: UTC", "languages: [en]", "rooms:"]
    lines += [f"  r{room}: {{name: Room {room}}}" for room in range(ROOMS)]
    lines += ["speakers:", *(f"  p{i}: {{name: Person {i}}}" for i in range(140)), "sessions:"]
    for i, talk in enumerate(given):
        start = FIRST + timedelta(hours=talk.slot)
        speakers = ", ".join(f"p{speaker}" for speaker in talk.speakers)
        lines.append(
            f"  t{i}: {{title: Talk {i}, start: {start:%Y-%m-%d %H:%M}, minutes: 50, "
            f"rooms: r{talk.room}, speakers: [{speakers}]}}"
        )
    return loads("\n".join(lines)).programme


def theirs(given: Sequence[Talk]) -> tuple[Any, Any, Any]:
    """Return the talks as a schedule, events and slots."""
    grid = [(slot, room) for slot in range(TALKS // ROOMS) for room in range(ROOMS)]
    slots = [
        RESOURCES.Slot(f"r{room}", FIRST + timedelta(hours=slot), 50, 100, str(slot))
        for slot, room in grid
    ]
    events = [RESOURCES.Event(f"t{i}", 50, 0) for i in range(len(given))]
    for i, talk in enumerate(given):
        shared = (
            event
            for j, event in enumerate(events)
            if j != i and set(given[j].speakers) & set(talk.speakers)
        )
        events[i].add_unavailability(*shared)
    at = dict(zip(grid, slots, strict=True))
    schedule = [
        RESOURCES.ScheduledItem(event, at[talk.slot, talk.room])
        for event, talk in zip(events, given, strict=True)
    ]
    return schedule, events, slots


def our_pairs(given: Sequence[Talk]) -> dict[str, Pairs]:
    """Return the pairs of talks that clash, by rule, as coopsched finds them."""
    found: dict[str, Pairs] = {rule: set() for rule in RULES}
    for finding in check(ours(given), select=RULES):
        a, b = sorted(int(key[1:]) for key in finding.subject.sessions)
        found[finding.rule].add((a, b))
    return found


def their_pairs(given: Sequence[Talk]) -> dict[str, Pairs]:
    """Return the same as their validator finds them; of slots it says only which."""
    found: dict[str, Pairs] = {rule: set() for rule in RULES}
    for label in VALIDATOR.schedule_violations(*theirs(given)):
        numbers = [int(number) for number in re.findall(r"\d+", label)]
        if label.startswith("Slot with multiple"):
            place = divmod(numbers[0], ROOMS)
            a, b = (i for i, talk in enumerate(given) if (talk.slot, talk.room) == place)
            found[RULES[0]].add((a, b))
        elif label.startswith("Event clashes"):
            found[RULES[1]].add((min(numbers), max(numbers)))
    return found


def agree() -> None:
    """See that both find the planted conflicts, and nothing where there are none."""
    for conflicts in (False, True):
        given = talks(conflicts=conflicts)
        found = our_pairs(given)
        if found != their_pairs(given) or any(found.values()) != conflicts:
            raise SystemExit(f"ours {found}, theirs {their_pairs(given)}")
    print(", ".join(f"{len(pairs)} planted {rule}" for rule, pairs in found.items()) + ": agreed")


def checking(given: Sequence[Talk], rules: Sequence[str]) -> Callable[[], float]:
    """Return what measures ours, on a programme that was never looked at."""

    def measure() -> float:
        programme = ours(given)
        return cpu(lambda: check(programme, select=rules))

    return measure


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    print(versions("conference-scheduler", "numpy"))
    what = f"{TALKS} talks × {ROOMS} rooms, {' and '.join(RULES)}"
    if VALIDATOR is None:
        finish([skipped(what, "conference-scheduler")], chosen)
        return
    agree()
    given = talks(conflicts=True)
    schedule = theirs(given)
    measures = {
        "ours": checking(given, RULES),
        "all": checking(given, ()),
        "theirs": lambda: cpu(lambda: list(VALIDATOR.schedule_violations(*schedule))),
    }
    taken = medians(measures, 3 if chosen.quick else 7)
    name = "conference-scheduler's validator"
    rows = [
        Row(what, taken["ours"], name, taken["theirs"], at_least=100),
        Row(f"{TALKS} talks × {ROOMS} rooms, all our rules", taken["all"], name, taken["theirs"]),
    ]
    finish(rows, chosen)


if __name__ == "__main__":
    main()
