"""What a plan of a CoSPLib instance costs, plainly: slow, and apart from the search.

Terms are named as in the sheets. Where their definition left something open, this reads it
as their evaluator does: the position of a submission in its track counts sessions, then
rooms, then timeslots; what a submission costs by its session, room or hour is charged for
each timeslot; two rooms of a session that hold similar tracks are charged for each pair.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

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
    Pairs,
)

Cell = tuple[int, int]
"""A session and a room."""
Plan = Mapping[Cell, Sequence[int]]
"""The submissions in each session and room that is used, one after the other."""


def evaluate(instance: Instance, plan: Plan) -> int:
    """Return what a plan costs. Raises ValueError where it breaks what no plan may break."""
    _see_to_it(instance, plan)
    found = terms(instance, plan)
    return sum(weight * found[name] for name, weight in instance.weights.items())


def terms(instance: Instance, plan: Plan) -> dict[str, int]:
    """Return the value of each term of the objective, before its weight."""
    used = {cell: _track(instance, plan[cell]) for cell in sorted(plan)}
    there = [(cell, i) for cell in sorted(plan) for i in plan[cell]]
    about = instance.submissions
    return {
        TRACK_SESSION: sum(instance.track_session[t][s] for (s, _), t in used.items()),
        TRACK_ROOM: sum(instance.track_room[t][r] for (_, r), t in used.items()),
        SESSION_ROOM: sum(instance.session_room[s][r] for s, r in used),
        SIMILAR: sum(instance.similar[t][u] for t, u in _beside(used)),
        ROOMS: len({(t, r) for (_, r), t in used.items()}) - len(set(used.values())),
        PARALLEL: len(used) - len({(t, s) for (s, _), t in used.items()}),
        CONSECUTIVE: _interrupted(used),
        TIMEZONES: sum(about[i].slots * about[i].by_hour[s] for (s, _), i in there),
        ORDER: _misplaced(instance, plan) + _ordered_at_once(instance, plan),
        BY_SESSION: sum(about[i].slots * about[i].by_session[s] for (s, _), i in there),
        BY_ROOM: sum(about[i].slots * about[i].by_room[r] for (_, r), i in there),
        PRESENTERS: _in_one_session(plan, instance.presenter_pairs),
        ATTENDEES: _in_one_session(plan, instance.attendee_pairs),
        CHAIRS: sum(tuple(sorted(pair)) in instance.chair_pairs for pair in _beside(used)),
        PRESENTERS_SLOT: _at_once(instance, plan, instance.presenter_pairs),
        ATTENDEES_SLOT: _at_once(instance, plan, instance.attendee_pairs),
    }


def _see_to_it(instance: Instance, plan: Plan) -> None:
    """See that all is scheduled once, and that what shares a room is of one track and fits."""
    if sorted(i for here in plan.values() for i in here) != [*range(len(instance.submissions))]:
        raise ValueError("not every submission is scheduled once")
    for (session, _), here in plan.items():
        if len({instance.submissions[i].track for i in here}) != 1:
            raise ValueError("a room of a session does not hold one track")
        if sum(instance.submissions[i].slots for i in here) > instance.slots[session]:
            raise ValueError("a session is too full")


def _track(instance: Instance, here: Sequence[int]) -> int:
    return instance.submissions[here[0]].track


def _beside(used: Mapping[Cell, int]) -> list[tuple[int, int]]:
    """Return the tracks of each two rooms of a session."""
    return [(t, u) for (a, t), (b, u) in combinations(used.items(), 2) if a[0] == b[0]]


def _interrupted(used: Mapping[Cell, int]) -> int:
    """Return how many tracks have a session without them between two with them."""
    sessions = defaultdict(set)
    for (session, _), track in used.items():
        sessions[track].add(session)
    return sum(any(b - a > 1 for a, b in pairwise(sorted(each))) for each in sessions.values())


def _misplaced(instance: Instance, plan: Plan) -> int:
    """Return how many submissions are at another position of their track than they should be."""
    sequences: dict[int, list[int]] = defaultdict(list)
    for cell in sorted(plan):
        sequences[_track(instance, plan[cell])] += plan[cell]
    orders = [
        (instance.submissions[i].order, position)
        for sequence in sequences.values()
        for position, i in enumerate(sequence, 1)
    ]
    return sum(order not in (0, position) for order, position in orders)


def _by_slot(instance: Instance, plan: Plan) -> Mapping[Cell, Sequence[int]]:
    """Return what is held in each timeslot of each session."""
    found = defaultdict(list)
    for (session, _), here in sorted(plan.items()):
        slot = 0
        for i in here:
            for _ in range(instance.submissions[i].slots):
                found[session, slot].append(i)
                slot += 1
    return found


def _ordered_at_once(instance: Instance, plan: Plan) -> int:
    """Return how often two submissions of a track that have an order are held at once."""
    found = 0
    for here in _by_slot(instance, plan).values():
        ordered = [instance.submissions[i] for i in here if instance.submissions[i].order]
        found += sum(a.track == b.track for a, b in combinations(ordered, 2))
    return found


def _in_one_session(plan: Plan, pairs: Pairs) -> int:
    """Return how many of some pairs are in different rooms of one session."""
    where = {i: cell for cell, here in plan.items() for i in here}
    return sum(where[a][0] == where[b][0] and where[a] != where[b] for a, b in pairs)


def _at_once(instance: Instance, plan: Plan, pairs: Pairs) -> int:
    """Return in how many timeslots some pairs are held at once, added."""
    slots = _by_slot(instance, plan).values()
    return sum(tuple(sorted(both)) in pairs for here in slots for both in combinations(here, 2))
