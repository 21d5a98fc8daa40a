"""What attendees are shown of a session: all that feeds and pages say of it, and nothing else."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from coopsched.moment import utc
from coopsched.text import Text


class Named(NamedTuple):
    """A room, a track or a session: its key, and what people call it.

    Keys decide in which feeds a session is. No event says one, so that a part that gets
    another key changes none.
    """

    key: str
    name: Text


class Person(NamedTuple):
    """Somebody in a line-up, with the affiliation and the role of this session."""

    key: str
    name: str
    affiliation: tuple[str, ...] = ()
    role: str = "speaker"
    remote: bool = False


class PublicLink(NamedTuple):
    """An address that may leave the programme file."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A session as attendees see it.

    ``start`` and ``end`` are aware, in the zone or the offset in which they were written;
    None where the session is permanent. ``end`` is the one that is shown: where nobody
    gave one (``end_given`` is false) it is when the day closes, else an hour after the
    start. ``days`` are those of a permanent session. ``timezone`` is the programme's.
    ``online`` is true where none of its rooms is a place that one can walk to: it has
    then no venue either. ``within``, ``repeats`` and ``replaces`` are keys of sessions that
    are shown at a time. ``replaced_by`` are those that stand in its place, with their titles.
    Drafts and sessions without a place in time are not shown at all.
    """

    key: str
    status: str
    title: Text
    description: Text | None = None
    notice: Text | None = None
    permanent: bool = False
    days: tuple[date, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    end_given: bool = True
    timezone: str = "UTC"
    rooms: tuple[Named, ...] = ()
    online: bool = False
    venue: Text | None = None
    address: Text | None = None
    position: tuple[float, float] | None = None
    speakers: tuple[Person, ...] = ()
    languages: tuple[str, ...] = ()
    interpretation: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    track: Named | None = None
    colour: str | None = None
    kind: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[PublicLink, ...] = ()
    within: str | None = None
    repeats: str | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[Named, ...] = ()


def is_over(shown: Shown, at: datetime) -> bool:
    """Tell whether a session is over everywhere: the last day of a permanent one ends later."""
    if shown.end is None:
        return max(shown.days) < at.date() - timedelta(days=1)  # it is that day still elsewhere
    return utc(shown.end) <= at


def by_start(shown: Shown) -> tuple[datetime, str]:
    """Return what sorts sessions by start and key; a permanent one begins with its first day."""
    if shown.start is not None:
        return utc(shown.start), shown.key
    return datetime.combine(min(shown.days, default=date.max), time(), UTC), shown.key
