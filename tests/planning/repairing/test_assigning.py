"""Many conflicts at once: as few moves as the bound, with a solver and without one."""

import random

import pytest

from coopsched import Programme, check, loads
from coopsched.planning import solver
from coopsched.planning.places import Grid
from coopsched.planning.repairing import Repair, repair
from coopsched.planning.repairing.conflicts import bound

CLASHES = ("room-double-booking", "speaker-double-booking")
ROOMS, HOURS, DAYS = 6, 8, 3


def crowded(seed: int, *, lengths: tuple[int, ...], wrong: int = 16, free: int = 30) -> Programme:
    """Return a programme in which some talks were put into taken rooms."""
    lots = random.Random(seed)  # noqa: S311  the same programme each time
    cells = [(d, h, r) for d in range(DAYS) for h in range(HOURS) for r in range(ROOMS)]
    lots.shuffle(cells)
    kept = cells[: len(cells) - free] + cells[: max(0, -free)]
    for i in range(wrong):
        kept[i] = kept[-1 - i]
    lines = ["key: k\ntitle: T\ntimezone: UTC\nlanguages: [en]\nspeakers:\n"]
    lines += [f"  p{i}: {{name: Person {i}}}\n" for i in range(len(kept))]
    lines.append("days:\n")
    for day in range(DAYS):
        lines.append(f"  d{day}: {{date: 2025-05-0{day + 1}, opens: 09:00, closes: 17:00}}\n")
    lines += ["rooms:\n", *(f"  r{room}: {{name: Room {room}}}\n" for room in range(ROOMS))]
    lines.append("sessions:\n")
    for i, (day, hour, room) in enumerate(kept):
        lines.append(
            f"  s{i}: {{title: Talk {i}, start: 2025-05-0{day + 1}T{hour + 9:02}:00, languages: "
            f"[en], minutes: {lengths[i % len(lengths)]}, rooms: r{room}, speakers: [p{i}]}}\n"
        )
    return loads("".join(lines)).programme


def clashing(programme: Programme) -> list[tuple[str, ...]]:
    """Return the pairs of sessions that clash."""
    return [finding.subject.sessions for finding in check(programme, select=CLASHES)]


def holds(programme: Programme, found: Repair) -> None:
    """See that a repair leaves no clash, and moves no more than a cover of the conflicts."""
    numbers = {session.key: i for i, session in enumerate(programme.sessions)}
    groups = [tuple(numbers[key] for key in pair) for pair in clashing(programme)]
    assert clashing(found.programme) == []
    assert len(found.moves) == bound(groups, frozenset()).moves
    assert found.repaired
    assert found.minimal


@pytest.mark.parametrize("lengths", [(60,), (60, 45, 20)])
def test_many_conflicts_are_repaired_with_as_few_moves_as_can_be(lengths: tuple[int, ...]) -> None:
    pytest.importorskip("highspy")
    programme = crowded(1, lengths=lengths)
    found = repair(programme, grid=Grid(step=30))
    holds(programme, found)
    assert repair(programme, grid=Grid(step=30)).moves == found.moves


def test_without_a_solver_they_are_repaired_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "available", lambda: False)
    programme = crowded(2, lengths=(60,))
    holds(programme, repair(programme, grid=Grid(step=60)))


def test_where_too_few_places_are_free_errors_are_left() -> None:
    pytest.importorskip("highspy")
    programme = crowded(3, lengths=(60,), wrong=0, free=-16)
    found = repair(programme, grid=Grid(step=60))
    assert (found.repaired, found.finished) == (False, True)
    assert len(clashing(found.programme)) == len(found.left) == 16
    assert not found.proofs[1].proven or not found.moves


def test_a_room_with_ninety_sessions_at_once_is_no_trouble() -> None:
    lines = "".join(
        f"  s{i}: {{title: T{i}, start: 2025-05-01T09:00, minutes: 10, rooms: r}}\n"
        for i in range(90)
    )
    head = "key: k\ntitle: T\ntimezone: UTC\nlanguages: [en]\nrooms: {r: {}}\n"
    days = "days: {d: {date: 2025-05-01, opens: 09:00, closes: 17:00}}\n"
    programme = loads(f"{head}{days}sessions:\n{lines}").programme
    found = repair(programme, grid=Grid(step=10))
    assert not found.repaired
    assert len(found.moves) == 47  # for the day has 48 times of ten minutes
