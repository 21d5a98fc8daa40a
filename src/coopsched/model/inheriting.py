"""What a showing takes over from the first one."""

from datetime import datetime, timedelta
from typing import Any

from coopsched.model.parts import LineUpEntry, fields_of
from coopsched.model.session import Session
from coopsched.moment import after, utc

INHERITED = ("title", "description", "kind", "languages", "track", "tags", "speakers")


def inherit(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """Give each repeated showing what it does not state, from the first showing.

    That is its length too, where it states neither `end` nor `minutes`. What a
    session states stays told apart from what it inherits by `model_fields_set`.
    """
    if not any(session.repeats for session in sessions):
        return sessions
    by_key = {session.key: session for session in sessions}
    return tuple(_inheriting(session, by_key.get(session.repeats or "")) for session in sessions)


def _inheriting(session: Session, first: Session | None) -> Session:
    if first is None:
        return session
    stated = session.model_fields_set
    taken: dict[str, Any] = {name: getattr(first, name) for name in INHERITED if name not in stated}
    if "speakers" in taken:
        taken["speakers"] = shifted(first.speakers, first.start, session.start)
    length = first.length
    if length is not None and not {"end", "minutes"} & stated:
        taken["minutes"] = round(length / timedelta(minutes=1))
        taken["end"] = session.start and after(session.start, taken["minutes"])
    return Session.model_construct(_fields_set=set(stated), **{**fields_of(session), **taken})


def shifted(
    line_up: tuple[LineUpEntry, ...], was: datetime | None, now: datetime | None
) -> tuple[LineUpEntry, ...]:
    """Return a line-up with its presence moved along with a session: from ``was`` to ``now``."""
    if was is None or now is None:
        return line_up
    minutes = (utc(now) - utc(was)) / timedelta(minutes=1)
    return tuple(
        entry.model_copy(
            update={
                name: after(moment, minutes)
                for name in ("from_", "until")
                if (moment := getattr(entry, name)) is not None
            }
        )
        for entry in line_up
    )
