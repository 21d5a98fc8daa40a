"""What sessions demand by themselves and of each other: in words, and how to do without."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from coopsched.findings import Route
from coopsched.model import LineUpEntry, Session
from coopsched.planning.demands import Atom, around
from coopsched.planning.relaxing import Draft
from coopsched.planning.windowing import day_name, windows
from coopsched.rules.session_unplaced import lacks_room
from coopsched.rules.wording import instant, listed, titled

_SHORT = 5


def demands(draft: Draft) -> list[list[Atom]]:
    """Return all that bears on the sessions to be placed, in groups, the remotest first."""
    own = [list(_of_session(draft, s)) for s in draft.open_]
    return [*around(draft), *own, list(_between_sessions(draft))]


def _of_session(draft: Draft, s: int) -> Iterator[Atom]:
    session = draft.session(s)
    if draft.task.lengths[s] is None:
        yield _atom(session, s, "says neither `minutes` nor `end`", (), minutes=_SHORT)
    yield from _of_its_time(draft, s, session)
    yield from _of_its_rooms(draft, s, session)
    for key, number in session.resources:
        label = draft.task.programme.resource(key).label
        yield _item(session, s, f"needs {number} × {label}", "resources", key, (key, number))
    for i, entry in enumerate(session.speakers):
        if entry.present and entry not in session.speakers[:i]:
            yield _item(session, s, _needs_person(draft, entry), "speakers", i, entry)


def _of_its_time(draft: Draft, s: int, session: Session) -> Iterator[Atom]:
    programme = draft.task.programme
    if session.between:
        says = f"is to be held {windows(programme, session.between)}"
        yield _atom(session, s, says, ("between",), between=())
    if session.start is not None and lacks_room(programme, session):
        says = f"begins at {instant(programme, session.start)}"
        yield _atom(session, s, says, ("start",), start=None, end=None, minutes=_minutes(session))
    elif session.start is None and session.day is not None:
        says = f"is on {day_name(programme, session.day.date)}"
        yield _atom(session, s, says, ("day",), day=None)


def _minutes(session: Session) -> float | None:
    return None if session.length is None else session.length.total_seconds() / 60


def _of_its_rooms(draft: Draft, s: int, session: Session) -> Iterator[Atom]:
    if session.rooms and session.start is None:
        labels = [draft.task.programme.room(key).label for key in session.rooms]
        yield _atom(session, s, f"is in {listed(labels)}", ("rooms",), rooms=())
    for i, need in enumerate(session.needs):
        yield _item(session, s, f"needs {need}", "needs", i, need)
    if session.audience is not None and draft.task.judge.is_error("room-too-small"):
        says = f"expects {session.audience} people (`room-too-small` counts as an error)"
        yield _atom(session, s, says, ("audience",), audience=None)


def _needs_person(draft: Draft, entry: LineUpEntry) -> str:
    programme = draft.task.programme
    said = [
        f"{word} {instant(programme, moment)}"
        for word, moment in (("from", entry.from_), ("until", entry.until))
        if moment is not None
    ]
    return " ".join([f"needs {programme.speaker(entry.speaker).name}", *said])


def _between_sessions(draft: Draft) -> Iterator[Atom]:
    """Yield what the sessions to be placed, and those that are held, demand of each other."""
    there = [*draft.open_, *sorted(draft.held)]
    concerned = {draft.session(s).key for s in draft.open_}
    concerned |= {draft.session(s).repeats or "" for s in draft.open_}
    for s in there:
        session = draft.session(s)
        named = concerned if s not in draft.open_ else None
        yield from _of_order(draft, s, session, named)
        if draft.task.judge.is_error("audience-clash"):
            yield from _of_audience(draft, s, session, named)
    yield from _of_holders(draft, there, concerned)


def _of_order(draft: Draft, s: int, session: Session, named: set[str] | None) -> Iterator[Atom]:
    for i, key in enumerate(session.after):
        if named is None or key in named:
            yield _item(session, s, f"comes after {_title(draft, key)}", "after", i, key)
    if session.continues is not None and (named is None or session.continues in named):
        says = f"continues {_title(draft, session.continues)}"
        yield _atom(session, s, says, ("continues",), continues=None)


def _of_audience(draft: Draft, s: int, session: Session, named: set[str] | None) -> Iterator[Atom]:
    error = "(`audience-clash` counts as an error)"
    for i, key in enumerate(session.not_with):
        if named is None or key in named:
            says = f"must not overlap with {_title(draft, key)} {error}"
            yield _item(session, s, says, "not_with", i, key)
    tracks = draft.task.judge.options("audience-clash").tracks
    if session.track is not None and tracks and named is None:
        says = f"is of the track “{draft.task.programme.track(session.track).title}” {error}"
        yield _atom(session, s, says, ("track",), track=None)


def _of_holders(draft: Draft, there: list[int], concerned: set[str]) -> Iterator[Atom]:
    """Yield that sessions lie within others; a session that no longer did would clash instead."""
    for s in there:
        session = draft.session(s)
        if session.within is not None and (s in draft.open_ or session.within in concerned):
            yield Atom(
                f"is within {_title(draft, session.within)}",
                ("sessions", session.key, "within"),
                partial(_mind_no_holder, s),
                s,
            )


def _mind_no_holder(s: int, draft: Draft) -> None:
    del s
    draft.off.add("outside-parent-session")


def _title(draft: Draft, key: str) -> str:
    return titled(draft.task.programme.session(key))


def _atom(session: Session, s: int, says: str, where: Route, **changes: Any) -> Atom:
    """Return a demand that is taken back by changing fields of its session."""

    def relax(draft: Draft) -> None:
        draft.change(s, **changes)

    return Atom(says, ("sessions", session.key, *where), relax, s)


def _item(session: Session, s: int, says: str, field: str, at: str | int, item: object) -> Atom:
    """Return a demand that is taken back by leaving one item out of a field of its session."""

    def relax(draft: Draft) -> None:
        kept = tuple(each for each in getattr(draft.session(s), field) if each != item)
        draft.change(s, **{field: kept})

    return Atom(says, ("sessions", session.key, field.replace("_", "-"), at), relax, s)
