"""Planning whole programmes: on a grid of timeslots, and with free starts and mixed lengths.

Beside conference-scheduler, both get the same task: each talk once, at most one talk in a
room at a time, and nobody in two talks at once or when they cannot come. Ours also proves
that no talk need be in a room with too few seats; theirs, of 60 talks, that its largest
overflow is the least. With 200 talks it did not end that proof in ten minutes, so there it
looks for any plan, whatever the seats. A plan that is not complete, not proven where that is
promised, or in which a check finds an error, ends the benchmark.

The larger ones have no peer that builds its model within twenty minutes; their limits are
in seconds of CPU, from the programme's objects to the checked plan.
"""

import datetime as dt
import random
import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bench.common import Row, finish, medians, options, peer, skipped, versions

from coopsched import Programme, check, loads
from coopsched.planning.places import Grid
from coopsched.planning.plans.planning import Plan, plan

NAME = "conference-scheduler"
RESOURCES = peer("conference_scheduler.resources")
SCHEDULER = peer("conference_scheduler.scheduler")
SOLVERS = peer("pulp")
OBJECTIVES = peer("conference_scheduler.lp_problem.objective_functions")
FIRST = dt.date(2025, 5, 12)
MINUTES, PAUSE = 45, 10
SEATS = (40, 60, 80, 100, 150, 200, 300, 500)
LENGTHS = (20, 30, 30, 45, 45, 60, 90)


@dataclass(frozen=True)
class Talk:
    """A talk: by whom, for how many, and how long; people are numbers."""

    people: tuple[int, ...]
    audience: int
    minutes: int = MINUTES
    projector: bool = False


@dataclass(frozen=True)
class Conference:
    """A conference to be planned: so many days of so many timeslots, or of hours."""

    days: int
    timeslots: int
    seats: tuple[int, ...]
    talks: tuple[Talk, ...]
    away: dict[int, int] = field(default_factory=dict)
    """People who cannot come on a day, by number."""
    tracks: int = 0
    hours: float = 11.0
    """How long the days are."""

    @property
    def grid(self) -> Grid:
        """The timeslots, with a lunch break; without any, free starts."""
        return Grid(timeslots=tuple(_timeslots(self.timeslots))) if self.timeslots else Grid(step=5)


def _timeslots(number: int) -> Iterator[tuple[dt.timedelta, dt.timedelta]]:
    begin = dt.timedelta(hours=9)
    for _ in range(number):
        yield begin, begin + dt.timedelta(minutes=MINUTES)
        begin += dt.timedelta(minutes=MINUTES + PAUSE)
        if dt.timedelta(hours=12) <= begin < dt.timedelta(hours=13, minutes=30):
            begin = dt.timedelta(hours=13, minutes=30)


def conference(talks: int, rooms: int, days: int, timeslots: int, *, tracks: int = 0) -> Conference:
    """Return a conference: a fifth of the talks by two people, a sixth of these away for a day."""
    chance = random.Random(talks)  # noqa: S311  not for secrets
    seats = tuple(sorted(chance.choice(SEATS) for _ in range(rooms)))
    crowd = talks * 4 // 5
    made = []
    for i in range(talks):
        second = {chance.randrange(crowd)} if chance.random() < 0.2 else set()
        typical = seats[int(chance.random() ** 1.3 * rooms)]
        made.append(
            Talk(
                tuple(sorted({i % crowd, *second})),
                int(typical * chance.uniform(0.4, 0.95)),
                MINUTES if timeslots else chance.choice(LENGTHS),
                tracks > 0 and chance.random() < 0.1,
            )
        )
    away = {p: chance.randrange(days) for p in range(crowd) if chance.random() < 1 / 6}
    return Conference(days, timeslots, seats, tuple(made), away, tracks)


def mixed(talks: int, rooms: int, days: int, fill: float) -> Conference:
    """Return a conference of mixed lengths, open just so long that the rooms are as full."""
    made = conference(talks, rooms, days, 0, tracks=talks // 12)
    minutes = sum(talk.minutes for talk in made.talks) / rooms / days / fill
    return replace(made, hours=minutes / 60)


def text(given: Conference) -> str:
    """Return a conference as a programme, in which nothing is placed."""
    closes = dt.timedelta(hours=9 + given.hours)
    lines = ["key: talks", "title: Talks", "timezone: UTC", "languages: [en]", "days:"]
    for day in range(given.days):
        date = FIRST + dt.timedelta(days=day)
        lines.append(f"  d{day}: {{date: {date}, opens: 09:00, closes: {_clock(closes)}}}")
    lines.append("rooms:")
    for room, seats in enumerate(given.seats):
        offers = ", features: [projector]" if room % 2 else ""
        lines.append(f"  r{room}: {{name: Room {room}, capacity: {seats}{offers}}}")
    lines += ["tracks:", *(f"  t{i}: {{title: Track {i}}}" for i in range(given.tracks))]
    lines.append("speakers:")
    for person in sorted({person for talk in given.talks for person in talk.people}):
        missed = given.away.get(person)
        away = "" if missed is None else f", unavailable: {{day: d{missed}}}"
        lines.append(f"  p{person}: {{name: Person {person}{away}}}")
    lines.append("sessions:")
    lines += [_session(given, i) for i in range(len(given.talks))]
    return "\n".join(line for line in lines if line != "tracks:" or given.tracks)


def _clock(time: dt.timedelta) -> str:
    return "{:02}:{:02}".format(*divmod(time // dt.timedelta(minutes=1), 60))


def _session(given: Conference, i: int) -> str:
    talk = given.talks[i]
    people = ", ".join(f"p{person}" for person in talk.people)
    track = f", track: t{i % given.tracks}" if given.tracks else ""
    needs = ", needs: projector" if talk.projector else ""
    return (
        f"  s{i}: {{title: Talk {i}, minutes: {talk.minutes}, audience: {talk.audience}, "
        f"speakers: [{people}]{track}{needs}}}"
    )


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that a call takes, with what its child processes take."""
    begin = _spent()
    work()
    return _spent() - begin


def _spent() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def planned(given: Conference, told: dict[str, Plan], *, proven: bool) -> Callable[[], float]:
    """Return what measures ours, on a programme that was never looked at."""

    def measure() -> float:
        programme = loads(text(given)).programme
        found: list[Plan] = []
        taken = seconds(lambda: found.append(plan(programme, grid=given.grid)))
        _accept(programme, found[0], proven=proven)
        told["plan"] = found[0]
        return taken

    return measure


def _accept(programme: Programme, found: Plan, *, proven: bool) -> None:
    if len(found.placements) != len(programme.sessions) or (proven and not found.proven):
        raise SystemExit(
            f"{len(found.placements)} of {len(programme.sessions)} placed, "
            f"cost {found.cost}, bound {found.bound}"
        )
    if errors := [each for each in check(found.programme) if each.severity.value == "error"]:
        raise SystemExit(f"a plan with {len(errors)} errors: {errors[0].message}")


def theirs(given: Conference) -> tuple[list[Any], list[Any]]:
    """Return a conference as their events and slots."""
    slots = [
        RESOURCES.Slot(
            f"r{room}",
            dt.datetime.combine(FIRST + dt.timedelta(days=day), dt.time()) + begin,
            MINUTES,
            seats,
            f"d{day}",
        )
        for day in range(given.days)
        for begin, _ in given.grid.timeslots
        for room, seats in enumerate(given.seats)
    ]
    events = [
        RESOURCES.Event(f"s{i}", MINUTES, talk.audience) for i, talk in enumerate(given.talks)
    ]
    for i, talk in enumerate(given.talks):
        days = {f"d{given.away[person]}" for person in talk.people if person in given.away}
        events[i].add_unavailability(*(slot for slot in slots if slot.session in days))
        for j, other in enumerate(given.talks):
            if i != j and set(talk.people) & set(other.people):
                events[i].add_unavailability(events[j])
    return events, slots


def scheduled(given: Conference, objective: Any = None) -> Callable[[], float]:
    """Return what measures theirs, with an objective or without one."""

    def measure() -> float:
        events, slots = theirs(given)
        found: list[Any] = []
        quiet = SOLVERS.PULP_CBC_CMD(msg=False)
        taken = seconds(lambda: found.extend(SCHEDULER.solution(events, slots, objective, quiet)))
        too_many = [(e, s) for e, s in found if events[e].demand > slots[s].capacity]
        if len(found) != len(events) or (objective and too_many):
            raise SystemExit(f"theirs: {len(found)} talks, {len(too_many)} in rooms too small")
        return taken

    return measure


def beside(*, quick: bool) -> list[Row]:
    """Measure ours, which always looks for the best plan, beside the peer."""
    if SCHEDULER is None:
        return [skipped("plan 200 talks × 8 rooms", NAME)]
    few = conference(60, 4, 4, 5)
    taken = {
        "ours": planned(few, {}, proven=True)(),
        "best": scheduled(few, OBJECTIVES.equity_capacity_demand_difference)(),
    }
    what = "plan {} talks × {} rooms, proven"
    name = f"{NAME}, least overflow"
    rows = [Row(what.format(60, 4), taken["ours"], name, taken["best"], at_least=10)]
    if not quick:
        many = conference(200, 8, 4, 7)
        ways = {"ours": planned(many, {}, proven=True), "any": scheduled(many)}
        taken = medians(ways, 3)
        name = f"{NAME}, any plan"
        rows.append(Row(what.format(200, 8), taken["ours"], name, taken["any"], at_least=10))
    return rows


def limited(what: str, given: Conference, limit: float, *, proven: bool) -> Row:
    """Measure a larger conference against a limit in seconds."""
    told: dict[str, Plan] = {}
    taken = planned(given, told, proven=proven)()
    found = told["plan"]
    print(f"{what}: cost {found.cost:g}, bound {found.bound:g} ({found.how}); {taken:.1f} s")
    return Row(f"plan {what}", taken, "the limit", limit, at_most=1)


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    print(versions(NAME, "highspy", "PuLP"))
    rows = beside(quick=chosen.quick)
    small = conference(1000, 35, 5, 6, tracks=80)
    rows.append(limited("1,000 talks × 35 rooms, timeslots, proven", small, 10, proven=True))
    if not chosen.quick:
        full = mixed(1000, 35, 5, 0.95)
        rows.append(
            limited("1,000 talks × 35 rooms, free starts, 0.95 full", full, 30, proven=False)
        )
        large = conference(5000, 60, 12, 8, tracks=400)
        rows.append(limited("5,000 talks × 60 rooms, timeslots", large, 30, proven=False))
    finish(rows, chosen)


if __name__ == "__main__":
    main()
