"""Repairing a programme with a few clashes, beside conference-scheduler, and a big one alone.

Compared is the repair of 200 talks in 8 rooms, of which some are put into a taken room and
some are given a speaker who speaks elsewhere at that time. Both get the same timeslots to
choose from, and both must come to the same number of moves, without a clash. Theirs minimises
the number of changes by a whole-number program; their own solver, CBC, solves it. Ours also
weighs what rules warn of, and how far a talk moves. Both begin with their own objects made.

The big one has 5,000 sessions in 60 rooms, 97 in 100 places taken: a whole process, which reads
the file, repairs it, and checks what came of it. Its moves must be proven to be fewest.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from bench.common import Row, cpu, finish, medians, options, peer, run, skipped, versions

from coopsched import Programme, check, loads
from coopsched.planning.places import Grid
from coopsched.planning.repairing import Repair, repair

NAME = "conference_scheduler"
HOURS = tuple(range(9, 18))
TIMESLOTS = tuple((timedelta(hours=h), timedelta(hours=h, minutes=50)) for h in HOURS)
CLASHES = ("room-double-booking", "speaker-double-booking")


class Size(NamedTuple):
    """How big a programme is, and how many talks are put wrong, of each kind."""

    talks: int
    rooms: int
    days: int
    wrong: int

    @property
    def places(self) -> int:
        """How many talks there is room for."""
        return self.days * len(HOURS) * self.rooms


SMALL = Size(200, 8, 3, 3)
BIG = Size(5240, 60, 10, 86)


class Talk(NamedTuple):
    """A talk: when, where and by whom, as numbers."""

    slot: int
    room: int
    speakers: tuple[int, ...]


def talks(size: Size) -> list[Talk]:
    """Return talks at places drawn by lot, some in a taken room, some with a busy speaker.

    Three in ten people speak twice, at different times.
    """
    random = Random(5)  # noqa: S311  the same programme each time
    cells = random.sample(range(size.places), size.talks)
    found: list[Talk] = []
    people = size.talks * 7 // 10
    for i, cell in enumerate(cells):
        slot, room = divmod(cell, size.rooms)
        again = i >= people and found[i - people].slot != slot
        found.append(Talk(slot, room, (i - people if again else i,)))
    wrong = random.sample(range(size.talks), 3 * size.wrong)
    crowded, busy = wrong[: size.wrong], wrong[size.wrong : 2 * size.wrong]
    for i, other in zip(crowded, wrong[2 * size.wrong :], strict=True):
        found[i] = found[i]._replace(slot=found[other].slot, room=found[other].room)
    for i in busy:
        beside = next(j for j, each in enumerate(found) if j != i and each.slot == found[i].slot)
        found[i] = found[i]._replace(speakers=(*found[i].speakers, *found[beside].speakers))
    return found


def written(given: list[Talk], size: Size) -> Iterator[str]:
    """Yield the lines of a programme."""
    yield "key: talks\ntitle: Talks\ntimezone: UTC\nlanguages: [en]\ndays:\n"
    for day in range(size.days):
        date = f"2025-05-{day + 1:02}"
        yield f"  {date}: {{date: {date}, opens: 09:00, closes: 17:50}}\n"
    yield "rooms:\n"
    yield from (f"  r{room}: {{name: Room {room}}}\n" for room in range(size.rooms))
    yield "speakers:\n"
    yield from (f"  p{i}: {{name: Person {i}}}\n" for i in range(len(given)))
    yield "sessions:\n"
    for i, talk in enumerate(given):
        day, hour = divmod(talk.slot, len(HOURS))
        speakers = ", ".join(f"p{speaker}" for speaker in talk.speakers)
        yield (
            f"  t{i}: {{title: Talk {i}, start: 2025-05-{day + 1:02}T{HOURS[hour]:02}:00, "
            f"minutes: 50, rooms: r{talk.room}, speakers: [{speakers}], languages: [en]}}\n"
        )


def ours(given: list[Talk], size: Size) -> Programme:
    """Return the talks as a programme."""
    return loads("".join(written(given, size))).programme


def repaired(programme: Programme) -> Repair:
    """Repair it, with the timeslots that the peer has."""
    return repair(programme, grid=Grid(timeslots=TIMESLOTS))


def theirs(given: list[Talk], size: Size) -> tuple[Any, Any, Any]:
    """Return the talks as events, slots, and a schedule of which is where."""
    resources = peer(f"{NAME}.resources")
    grid = [(slot, room) for slot in range(size.places // size.rooms) for room in range(size.rooms)]
    slots = [
        resources.Slot(f"r{room}", datetime(2025, 5, day + 1, HOURS[hour]), 50, 100, str(slot))  # noqa: DTZ001  their slots have wall-clock times
        for slot, room in grid
        for day, hour in [divmod(slot, len(HOURS))]
    ]
    events = [resources.Event(f"t{i}", 50, 0) for i in range(len(given))]
    for i, event in enumerate(events):
        shared = (
            other
            for j, other in enumerate(events)
            if j != i and set(given[j].speakers) & set(given[i].speakers)
        )
        event.add_unavailability(*shared)
    at = dict(zip(grid, slots, strict=True))
    schedule = [
        resources.ScheduledItem(event, at[talk.slot, talk.room])
        for event, talk in zip(events, given, strict=True)
    ]
    return events, slots, schedule


def solved(events: Any, slots: Any, schedule: Any) -> list[tuple[int, int]]:
    """Return which event is in which slot after their repair."""
    objective = peer(f"{NAME}.lp_problem.objective_functions").number_of_changes
    solution = peer(f"{NAME}.scheduler").solution(
        events, slots, objective_function=objective, original_schedule=schedule
    )
    return list(solution)


def with_children(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that a call takes, those of the programs it runs included."""
    begin = os.times()
    seconds = cpu(work)
    end = os.times()
    programs = end.children_user + end.children_system
    return seconds + programs - begin.children_user - begin.children_system


def small(chosen: Any) -> Iterator[Row]:
    """Measure the repair of the small programme, ours and theirs."""
    what = f"repair, {SMALL.talks} talks × {SMALL.rooms} rooms"
    given = talks(SMALL)
    result = repaired(ours(given, SMALL))
    if check(result.programme, select=CLASHES) or not result.minimal:
        raise SystemExit("our repair of the small programme leaves clashes, or is not minimal")
    print(f"ours: {len(result.moves)} moves")
    for proof in result.proofs:
        print(f"  {proof.criterion}: {proof.value:g}, proven: {proof.proven}")

    def measure() -> float:
        programme = ours(given, SMALL)
        return cpu(lambda: repaired(programme))

    taken = medians({"ours": measure}, 3 if chosen.quick else 7)
    if peer(NAME) is None:
        yield skipped(what, "conference-scheduler")
        return
    events, slots, schedule = theirs(given, SMALL)
    after: list[tuple[int, int]] = []
    seconds = with_children(lambda: after.extend(solved(events, slots, schedule)))
    was = {i: talk.slot * SMALL.rooms + talk.room for i, talk in enumerate(given)}
    moves = sum(was[event] != slot for event, slot in after)
    print(f"conference-scheduler: {moves} moves")
    if moves != len(result.moves):
        raise SystemExit("the two do not come to the same number of moves")
    yield Row(what, taken["ours"], "conference-scheduler", seconds, at_least=100)


def big() -> Iterator[Row]:
    """Measure the repair of the big programme, a process of its own."""
    given = talks(BIG)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.yaml"
        path.write_text("".join(written(given, BIG)), "utf-8")
        slots = ",".join(f"{hour:02}:00-{hour:02}:50" for hour in HOURS)
        command = (sys.executable, "-m", "coopsched", "repair", "--format", "json")
        used = run((*command, "--timeslots", slots, str(path)))
    told = json.loads(used.output)
    for proof in told["proofs"]:
        print(f"  {proof['criterion']}: {proof['value']:g}, proven: {proof['proven']}")
    if not told["repaired"] or not all(each["proven"] for each in told["proofs"][:2]):
        raise SystemExit("our repair of the big programme is not proven minimal")
    moves = len(told["moves"])
    what = f"repair, {BIG.talks:,} sessions × {BIG.rooms} rooms, {moves} moves"
    yield Row(what, used.seconds, "the promise", 3.0, at_most=1.0)
    yield Row(f"{what}, memory", used.megabytes, "the promise", 150.0, "MB", at_most=1.0)


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    print(versions("conference-scheduler", "highspy", "numpy"))
    # The big one first: a process that is begun by a large one counts as large itself.
    rows = [*big()]
    finish([*small(chosen), *rows], chosen)


if __name__ == "__main__":
    main()
