"""Small plans whose match weights were worked out by hand, to keep the evaluator honest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import permutations
from typing import NamedTuple

from bench.conferencescheduling.evaluator import HARD, SOFT, constraints, evaluate
from bench.conferencescheduling.instance import Instance, Room, Speaker, Talk, Timeslot

TAG, TWO = frozenset({"x"}), frozenset({"x", "y"})


def slot(name: str, day: int, start: str, end: str, *tags: str) -> Timeslot:
    """Return a timeslot of October 2018."""
    begin, finish = (datetime.fromisoformat(f"2018-10-{day:02}T{clock}") for clock in (start, end))
    return Timeslot(name, begin, finish, frozenset(tags))


SLOTS = (
    slot("early", 1, "09:00", "09:45"),
    slot("late", 1, "09:55", "10:40", "x"),
    slot("long", 1, "09:30", "11:30"),
    slot("noon", 1, "12:00", "12:45"),
    slot("next", 2, "09:00", "09:45"),
    slot("last", 3, "09:00", "09:45"),
)
ROOMS = (Room("small", 10), Room("big", 90, TAG))
ANA, BO = Speaker("ana"), Speaker("bo")


class Case(NamedTuple):
    """Talks, each with its timeslot and room, and the match weight of one constraint."""

    constraint: str
    expected: int
    held: tuple[tuple[Talk, str, str], ...]


def pair(a: Talk, first: str, b: Talk, then: str) -> tuple[tuple[Talk, str, str], ...]:
    """Return two talks in two rooms: the first in the small one."""
    return (replace(a, id="a"), first, "small"), (replace(b, id="b"), then, "big")


def alone(talk: Talk, where: str = "early", room: str = "big") -> tuple[tuple[Talk, str, str], ...]:
    """Return one talk."""
    return ((talk, where, room),)


def spoken(*speakers: Speaker) -> Talk:
    """Return a talk of some speakers."""
    return Talk("t", speakers=speakers)


def cases() -> Iterator[Case]:
    """Yield a case or more for each constraint."""
    yield from hard_cases()
    yield from pair_cases()
    yield from tag_cases()
    yield from several_cases()


def hard_cases() -> Iterator[Case]:
    """Yield cases of what two talks must not do."""
    plain = Talk("t")
    yield Case("room conflict", 15, ((plain, "early", "big"), (plain, "long", "big")))
    yield Case("room conflict", 0, ((plain, "early", "big"), (plain, "late", "big")))
    yield Case("room conflict", 0, pair(plain, "early", plain, "early"))
    both, one = spoken(ANA, BO), spoken(BO)
    yield Case("speaker conflict", 90, pair(both, "early", both, "early"))
    yield Case("speaker conflict", 45, pair(both, "late", one, "long"))
    yield Case("speaker conflict", 0, pair(spoken(ANA), "early", one, "early"))
    after = Talk("t", prerequisites=frozenset({"a"}))
    yield Case("talk prerequisite talks", 0, pair(plain, "early", after, "late"))
    yield Case("talk prerequisite talks", 90, pair(plain, "late", after, "early"))
    yield Case("talk prerequisite talks", 165, pair(plain, "early", after, "long"))
    apart = Talk("t", exclusive=TWO)
    yield Case("talk mutually-exclusive-talks tags", 90, pair(apart, "late", apart, "long"))
    yield Case("consecutive talks pause", 90, pair(both, "early", both, "late"))
    yield Case("consecutive talks pause", 165, pair(one, "early", one, "long"))
    yield Case("consecutive talks pause", 0, pair(one, "late", one, "noon"))
    yield Case("consecutive talks pause", 0, pair(one, "early", one, "next"))


def pair_cases() -> Iterator[Case]:
    """Yield cases of what two talks should and should not do."""
    track, sector = Talk("t", tracks=TWO), Talk("t", sectors=TAG)
    yield Case("theme track conflict", 30, pair(track, "early", track, "long"))
    yield Case("theme track room stability", 180, pair(track, "early", track, "noon"))
    yield Case("theme track room stability", 0, pair(track, "early", track, "next"))
    same = ((track, "early", "big"), (track, "noon", "big"))
    yield Case("theme track room stability", 0, same)
    yield Case("sector conflict", 45, pair(sector, "late", sector, "long"))
    public = Talk("t", audiences=TWO)
    yield Case("audience type diversity", -90, pair(public, "early", public, "early"))
    yield Case("audience type diversity", 0, pair(public, "early", public, "long"))
    tracked = Talk("t", audiences=TWO, tracks=TWO)
    yield Case("audience type theme track conflict", 60, pair(tracked, "early", tracked, "long"))
    yield Case("audience type theme track conflict", 0, pair(track, "early", public, "early"))
    hard = Talk("t", level=3, contents=TAG)
    easy = replace(hard, level=1)
    yield Case("audience level diversity", -45, pair(hard, "early", easy, "early"))
    yield Case("audience level diversity", 0, pair(hard, "early", hard, "early"))
    flow = "content audience level flow violation"
    yield Case(flow, 90, pair(hard, "early", easy, "last"))
    yield Case(flow, 90, pair(easy, "early", hard, "early"))
    yield Case(flow, 0, pair(easy, "early", hard, "late"))
    yield Case(flow, 0, pair(hard, "early", hard, "late"))
    yield Case("content conflict", 15, pair(hard, "early", hard, "long"))
    french = Talk("t", language="fr")
    yield Case("language diversity", -45, pair(french, "early", Talk("t"), "early"))
    yield Case("language diversity", 0, pair(french, "late", Talk("t"), "long"))
    about = Talk("t", tracks=TWO, contents=TAG)
    yield Case("same day talks", 270, pair(about, "early", about, "next"))
    yield Case("same day talks", 0, pair(about, "early", about, "noon"))
    liked = Talk("t", favourites=9)
    yield Case("popular talks", 90, pair(liked, "early", Talk("t"), "last"))
    yield Case("popular talks", 0, pair(Talk("t"), "early", liked, "last"))
    yield Case("popular talks", 0, pair(liked, "early", liked, "last"))


def tag_cases() -> Iterator[Case]:
    """Yield cases of what talks and their speakers ask of rooms and timeslots."""
    for kind, room, expected in (
        ("required", "small", 90),
        ("required", "big", 45),
        ("prohibited", "small", 0),
        ("prohibited", "big", 45),
        ("preferred", "big", 45),
        ("undesired", "big", 45),
    ):
        asked = {f"{kind}_room": TWO}
        talk = Talk("t", speakers=(ANA,), **asked)  # type: ignore[arg-type]  # sets of tags only
        yield Case(f"talk {kind} room tags", expected, alone(talk, room=room))
        speaker = Speaker("cy", **asked)
        yield Case(f"speaker {kind} room tags", expected, alone(spoken(ANA, speaker), room=room))
        two = spoken(speaker, replace(speaker, id="di"))
        yield Case(f"speaker {kind} room tags", 2 * expected, alone(two, room=room))
    keen, loath = Speaker("cy", preferred_timeslot=TWO), Speaker("cy", undesired_timeslot=TWO)
    yield Case("speaker preferred timeslot tags", 90, alone(spoken(keen), "early"))
    yield Case("speaker preferred timeslot tags", 45, alone(spoken(keen), "late"))
    yield Case("speaker undesired timeslot tags", 0, alone(spoken(loath), "early"))
    yield Case("speaker undesired timeslot tags", 45, alone(spoken(loath), "late"))
    away = Speaker("cy", unavailable=frozenset({"early"}))
    yield Case("speaker unavailable timeslot", 45, alone(spoken(away, ANA)))
    yield Case("speaker unavailable timeslot", 0, alone(spoken(away, ANA), "late"))


def several_cases() -> Iterator[Case]:
    """Yield cases of what is counted over more than two talks."""
    drawing = Talk("t", crowd_risk=1)
    for talks, expected in ((1, 0), (2, 0), (3, 135), (4, 180)):
        yield Case("crowd control", expected, ((drawing, "early", "big"),) * talks)
    spread = ((drawing, "early", "big"), (drawing, "late", "big"), (drawing, "noon", "big"))
    yield Case("crowd control", 0, spread)
    mine = spoken(ANA)
    yield Case("speaker makespan", 0, pair(mine, "early", mine, "next"))
    yield Case("speaker makespan", 480, pair(mine, "last", mine, "early"))
    between = (*pair(mine, "last", mine, "early"), (mine, "next", "big"))
    yield Case("speaker makespan", 480, between)
    yield Case("speaker makespan", 960, pair(spoken(ANA, BO), "last", spoken(BO, ANA), "early"))


def check() -> int:
    """See that the evaluator agrees with all cases, whatever the order; return how many."""
    count = 0
    for case in cases():
        for held in permutations(case.held):
            talks = tuple(talk for talk, _, _ in held)
            instance = Instance(
                "by hand",
                {each.id: each for each in SLOTS},
                {each.id: each for each in ROOMS},
                talks,
            )
            places = [(when, where) for _, when, where in held]
            found = constraints(instance, places)
            if found[case.constraint] != case.expected:
                raise SystemExit(f"{case}: the evaluator counts {found[case.constraint]}")
            _see_to_weights(instance, places)
        count += 1
    missing = (HARD.keys() | SOFT.keys()) - {case.constraint for case in cases()}
    if missing:
        raise SystemExit(f"no case for {', '.join(sorted(missing))}")
    return count


def _see_to_weights(instance: Instance, places: list[tuple[str, str]]) -> None:
    """See that what is counted is all weighed, and comes to the score."""
    found = constraints(instance, places)
    hard = sum(HARD.get(name, 0) * number for name, number in found.items())
    soft = sum(SOFT.get(name, 0) * number for name, number in found.items())
    if evaluate(instance, places) != (hard, soft) or found.keys() != HARD.keys() | SOFT.keys():
        raise SystemExit("the evaluator adds up wrongly")
