"""Free places: where a session could go without a new error, best first, and why not elsewhere."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coopsched.configuring import Given
from coopsched.document import Document
from coopsched.findings import Finding, Severity
from coopsched.model import Programme, Session
from coopsched.planning.board import Board
from coopsched.planning.judged import Judged
from coopsched.planning.judging import judge
from coopsched.planning.places import Grid, days_of, openings, room_choices
from coopsched.planning.refusing import Refused, refused
from coopsched.planning.survey import Offer, survey
from coopsched.planning.task import Placement, Task, task
from coopsched.planning.turnover import gone, new


@dataclass(frozen=True)
class FreePlace:
    """A place where a session could be, and what would come of it.

    ``errors`` is how many errors more there were than today, and ``weight`` what the warnings
    cost beside those of today: negative where some go.
    ``come`` are the warnings that it would bring, ``go`` all findings that it would clear,
    and ``stay`` the errors that the session has already, and would have there too.
    """

    placement: Placement
    errors: int
    weight: float
    come: tuple[Finding, ...] = ()
    go: tuple[Finding, ...] = ()
    stay: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Free:
    """The free places of a session, best first, and why it cannot go elsewhere.

    ``now`` is where it is, and ``errors`` are those that it has there. ``found`` are all free
    places, of which ``places`` are the best; ``looked`` those looked at. ``nothing`` says why
    there was nothing to look at.
    """

    session: Session
    now: Placement | None = None
    errors: tuple[Finding, ...] = ()
    places: tuple[FreePlace, ...] = ()
    found: int = 0
    looked: int = 0
    refused: tuple[Refused, ...] = ()
    nothing: str | None = None


def free(
    subject: Document | Programme,
    session: str,
    *,
    grid: Grid = Grid(),  # noqa: B008  immutable
    settings: Given | None = None,
    today: dt.date | None = None,
    most: int = 10,
    day: str | None = None,
    room: str | None = None,
) -> Free:
    """Return the places where a session could go without an error that there is not today.

    ``most`` of them are told about in full. ``day``, a key or a date, and ``room``, a key,
    narrow the search. Raises KeyError for an unknown session or room, ValueError for an
    unknown day and for wrong settings.
    """
    judged = Judged(subject, settings, today)
    programme = judged.programme
    known = programme.session(session)
    if day is not None:
        grid = replace(grid, days=frozenset({_day(programme, day)}))
    of = task(programme, judge(subject, settings=settings, today=today))
    s = of.session_at[session]
    rooms = room_choices(of, s) if room is None else _with_room(of, s, room)
    now = _now(programme, known)
    nothing = _nothing(of, s, grid, rooms)
    if nothing is not None:
        return Free(known, now, nothing=nothing)
    found = survey(judged, Board(of), s, grid, rooms=rooms)
    before = judged.findings()
    return Free(
        known,
        now,
        _errors(before, session),
        tuple(_told(judged, of, s, each, before) for each in found.offers[:most]),
        len(found.offers),
        found.looked,
        refused(of, s, found),
    )


def _told(judged: Judged, of: Task, s: int, offer: Offer, before: Sequence[Finding]) -> FreePlace:
    """Return an offer with the findings that come, go and stay, as the rules find them."""
    key = of.sessions[s].key
    after = judged.having(of.placed({s: offer.place})).findings()
    come = [each for each in new(before, after, key) if each.severity is Severity.WARNING]
    return FreePlace(
        of.placement(offer.place),
        offer.errors,
        offer.weight,
        tuple(come),
        tuple(gone(before, after)),
        _errors(after, key),
    )


def _errors(findings: Iterable[Finding], key: str) -> tuple[Finding, ...]:
    """Return the errors about a session."""
    return tuple(
        each
        for each in findings
        if each.severity is Severity.ERROR and key in each.subject.sessions
    )


def _now(programme: Programme, session: Session) -> Placement | None:
    if session.start is None:
        return None
    return Placement(session.start.astimezone(programme.zone), session.rooms)


def _day(programme: Programme, wanted: str) -> str:
    """Return the key of a day. Raises ValueError."""
    for day in programme.all_days:
        if wanted in (day.key, day.date.isoformat()):
            return day.key
    days = [day.key for day in programme.all_days]
    its = "its only day is" if len(days) == 1 else "its days are"
    known = f"; {its} {', '.join(days)}" if days else ""
    raise ValueError(f"“{wanted}” is no day of this programme{known}")


def _with_room(of: Task, s: int, key: str) -> tuple[tuple[int, ...], ...]:
    """Return the ways to be in a room that somebody asks for, whatever the session is like."""
    of.programme.room(key)
    room = of.room_at[key]
    if len(of.sessions[s].rooms) < 2:
        return ((room,),)
    return tuple(rooms for rooms in room_choices(of, s) if room in rooms)


def _nothing(of: Task, s: int, grid: Grid, rooms: Sequence[tuple[int, ...]]) -> str | None:
    """Return why there is no place to look at, if so."""
    session = of.sessions[s]
    reasons = (
        (session.status == "cancelled", "it is cancelled, and takes up nothing"),
        (session.permanent, "it is permanent: it is there every day, all day long"),
        (of.lengths[s] is None, "nobody says how long it lasts: give it `minutes`"),
        (not of.programme.all_days, "the programme has no days to place it on: give it `days`"),
        (not rooms, "it is in several rooms, and there are too many ways to choose others"),
    )
    found = next((reason for holds, reason in reasons if holds), None)
    return _no_time(of, s, grid) if found is None else found


def _no_time(of: Task, s: int, grid: Grid) -> str | None:
    """Return why there is no time at which a session could begin, if so."""
    if openings(of, s, grid):
        return None
    stated = of.sessions[s].day
    if stated is not None and not days_of(of, s, grid):
        return f"the file says on which day it is, `day: {stated.key}`"
    if grid.timeslots:
        return "no timeslot within opening hours is as long as it is"
    return "no day is open for as long as it lasts"
