"""The survey of all places of one session: which are free, how they rank, and what bars others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from coopsched.findings import Severity
from coopsched.planning.board import Blocker, Board
from coopsched.planning.court import TIMELESS, Court
from coopsched.planning.judged import Judged
from coopsched.planning.places import Demand, Grid, openings, refusing, room_choices
from coopsched.planning.task import Place, Task, instant


class Offer(NamedTuple):
    """A free place, and what would change there.

    ``errors`` is how many errors more there were than today: fewer, where some go. ``weight``
    is what the warnings cost beside those of today. ``kept`` is what is in the way there as it
    is where the session is now.
    """

    place: Place
    errors: int
    weight: float
    kept: tuple[Blocker, ...] = ()


class Refusal(NamedTuple):
    """A place that is not free: what is in the way, or the demand that no rule makes."""

    place: Place
    blockers: tuple[Blocker, ...] = ()
    demand: Demand | None = None


@dataclass(frozen=True)
class Survey:
    """The places of a session, best first, and those it cannot have, by start.

    ``here`` tells what would be in the way where it is now.
    """

    offers: tuple[Offer, ...]
    refused: tuple[Refusal, ...]
    here: tuple[Blocker, ...] = ()

    @property
    def looked(self) -> int:
        """How many places were looked at, that of today aside."""
        return len(self.offers) + sum(1 for refusal in self.refused if refusal.demand is None)


def survey(
    judged: Judged,
    board: Board,
    s: int,
    grid: Grid,
    *,
    rooms: Sequence[tuple[int, ...]] | None = None,
) -> Survey:
    """Look at all places of a session, in the given rooms or in all it can be in.

    The board is that of today; it is left as it was.
    """
    now = board.at[s]
    if now is not None:
        board.take(s)
    try:
        return _survey(judged, board, s, grid, rooms, now)
    finally:
        if now is not None:
            board.put(s, now)


def _survey(
    judged: Judged,
    board: Board,
    s: int,
    grid: Grid,
    rooms: Sequence[tuple[int, ...]] | None,
    now: Place | None,
) -> Survey:
    task = board.task
    choices = room_choices(task, s) if rooms is None else rooms
    here, errors_today, weight_today = _today(judged, board, s, now)
    court = Court(judged, task, s, here)
    refused_by = refusing(task, s)
    offers: list[Offer] = []
    refused: list[Refusal] = []
    for start in openings(task, s, grid):
        demand = refused_by(start)
        if demand is not None:
            refused.append(Refusal(Place(start, ()), demand=demand))
            continue
        for keys in choices:
            place = Place(start, keys)
            if now is not None and start == now.start and set(keys) == set(now.rooms):
                continue
            errors, weight = board.added(s, place)
            # Where an error may also go, as many may come.
            blockers = tuple(board.blockers(s, place)) if errors > 0 or court.unclear else ()
            barred = court.barred(place, blockers)
            if barred is None:
                more = round(weight - weight_today, 9)
                offers.append(Offer(place, errors - errors_today, more, blockers))
            else:
                refused.append(Refusal(place, barred))
    offers.sort(key=_ranking(task, now, choices))
    return Survey(tuple(offers), tuple(refused), here)


def _today(
    judged: Judged, board: Board, s: int, now: Place | None
) -> tuple[tuple[Blocker, ...], int, float]:
    """Return what is in the way of a session today, with its errors and the cost of its warnings.

    One that has no start yet may have rooms that do not do.
    """
    if now is not None:
        return (tuple(board.blockers(s, now)), *board.added(s, now))
    session, task = board.task.sessions[s], board.task
    if not session.rooms:
        return (), 0, 0.0
    rooms = tuple(task.room_at[key] for key in session.rooms)
    blockers = (each for each in board.blockers(s, Place(0, rooms)) if each.rule in TIMELESS)
    found = [each for each in judged.findings(TIMELESS) if each.subject.sessions == (session.key,)]
    errors = sum(each.severity is Severity.ERROR for each in found)
    return tuple(blockers), errors, sum(task.judge.weight(each.rule) for each in found)


def _ranking(
    task: Task, now: Place | None, choices: Sequence[tuple[int, ...]]
) -> Callable[[Offer], tuple[float, ...]]:
    """Return what sorts offers: by errors, then by weight, then near to today's place.

    A session that has none yet goes early, and into a tight room.
    Near is the same day before others, then the same rooms, then by time.
    """
    fits = {rooms: i for i, rooms in enumerate(choices)}
    day_of = cache(lambda start: task.programme.calendar.day_of(instant(start)))

    def rank(offer: Offer) -> tuple[float, ...]:
        start, rooms = offer.place
        if now is None:
            return offer.errors, offer.weight, start, fits[rooms]
        apart = abs(start - now.start)
        elsewhere = set(rooms) != set(now.rooms)
        return (
            offer.errors,
            offer.weight,
            day_of(start) != day_of(now.start),
            elsewhere,
            apart,
            fits[rooms],
            start,
        )

    return rank
