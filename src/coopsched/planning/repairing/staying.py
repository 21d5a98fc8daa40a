"""Which sessions a repair may not move, and why, in words that end a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from coopsched.calendar import Day
from coopsched.model import Programme, Session
from coopsched.moment import utc


@dataclass(frozen=True)
class Limits:
    """What a caller forbids: sessions to keep, any before a moment, any not of a day, published."""

    keep: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    freeze_published: bool = False
    at: datetime | None = None
    only: Day | None = None


def staying(programme: Programme, limits: Limits) -> Mapping[str, str]:
    """Return why each session that stays where it is does so, by key."""
    reasons = ((session.key, _why(programme, session, limits)) for session in programme.sessions)
    return {key: why for key, why in reasons if why}


def _why(programme: Programme, session: Session, limits: Limits) -> str:
    """Return why a session stays; empty where it may move."""
    at, only, day = limits.at, limits.only, programme.day_of(session)
    reasons = (
        (session.pinned, "is pinned"),
        (session.key in limits.keep, "is to be kept"),
        (limits.freeze_published and session.key in limits.published, "was published"),
        (
            at and session.start and utc(session.start) < utc(at),
            at and f"begins before {at.astimezone(programme.zone):%Y-%m-%d %H:%M}",
        ),
        (only and day and day.date != only.date, only and f"is not on {only.key}"),
    )
    return next((str(why) for holds, why in reasons if holds), "")


def asked_for(programme: Programme, only: Day | None, sessions: Iterable[str]) -> bool:
    """Tell whether an error is on the day that is to be repaired, as far as it is on a day."""
    days = [programme.day_of(programme.session(key)) for key in sessions]
    dates = {day.date for day in days if day is not None}
    return only is None or not dates or only.date in dates
