"""Which sessions of a programme somebody asks to see."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from coopsched.interval import INSTANT, Interval
from coopsched.model import Programme, Session
from coopsched.moment import utc
from coopsched.text import fold, language_meant, language_tag, nearest, serves

PRESUMED = timedelta(minutes=60)
"""How long a session counts as held where neither it nor its day says when it ends."""


def select(
    programme: Programme,
    *,
    at: str | datetime | None = None,
    speaker: str | None = None,
    room: str | None = None,
    language: str | None = None,
) -> tuple[Session, ...]:
    """Return the sessions that meet every wish, in the order of the file.

    ``at`` is an instant: a datetime, or text as in the file, after the key of a
    day where there are several (``fri 11:45``). Permanent sessions are held while
    their day is open, cancelled ones never, and one without an end until its day
    closes, else for an hour. ``speaker`` and ``room`` are a key, a name, or a part
    of a name that only one has; a room's sessions include those of its parts and
    of its whole. ``language`` keeps what a reader of it can follow, and what
    states no language. Raises ValueError, with what it could be, for a wish that
    names nothing or several things.
    """
    wishes: list[Callable[[Session], bool]] = []
    if at is not None:
        wishes.append(_held(programme, at))
    if speaker is not None:
        found = find("speaker", speaker, [(s.key, [s.name, *s.also]) for s in programme.speakers])
        wishes.append(_one_of(programme.sessions_of(found)))
    if room is not None:
        names = [(r.key, list(r.name.values()) if r.name else []) for r in programme.rooms]
        wishes.append(_one_of(programme.sessions_in(find("room", room, names))))
    if language is not None:
        wishes.append(_followed(_tag(language)))
    return tuple(s for s in programme.sessions if all(wish(s) for wish in wishes))


def find(what: str, wanted: str, names: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return the key that ``wanted`` is, or the only key of which it is a part of a name.

    ``names`` are keys with names. Raises ValueError, with the candidates.
    """
    if any(key == wanted for key, _ in names):
        return wanted
    part = fold(wanted)
    folded = [(key, [fold(key), *map(fold, called)]) for key, called in names]
    whole = [key for key, called in folded if part in called]
    found = whole or [key for key, called in folded if part and any(part in n for n in called)]
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"“{wanted}” could be the {what} {_either(found)}: say which")
    close = nearest(wanted, [name for key, called in names for name in (key, *called)])
    hint = f"; did you mean “{close}”?" if close else ""
    raise ValueError(f"no {what} of this programme is called “{wanted}”{hint}")


def shown_until(programme: Programme, session: Session) -> datetime | None:
    """Return when a session ends, in UTC; where nobody said, when its day closes.

    An hour after its start where the day does not say that either. None where it
    has no start.
    """
    if session.start is None or session.end is not None:
        return session.end and utc(session.end)
    start = utc(session.start)
    day = programme.day_of(session)
    closes = programme.calendar.bounds(day)[1] if day else None
    return closes if closes and closes > start else start + PRESUMED


def _held(programme: Programme, at: str | datetime) -> Callable[[Session], bool]:
    instant = utc(_instant(programme, at))
    moment = Interval(instant, instant + INSTANT)

    def held(session: Session) -> bool:
        if session.permanent:
            return session.status != "cancelled" and _is_open(programme, instant)
        end = shown_until(programme, session)
        if not session.occupies or session.start is None or end is None:
            return False
        return Interval(utc(session.start), end).overlaps(moment)

    return held


def _is_open(programme: Programme, instant: datetime) -> bool:
    day = programme.calendar.day_of(instant)
    if not any(day.date == known.date for known in programme.all_days):
        return False
    opens, closes = programme.calendar.bounds(day)
    return (opens is None or opens <= instant) and (closes is None or instant < closes)


def _instant(programme: Programme, at: str | datetime) -> datetime:
    """Read `11:45`, `2017-06-20 11:45` or, after the key of a day, `fri 11:45`."""
    if isinstance(at, str):
        day, space, time = at.strip().rpartition(" ")
        if space and any(day == known.key for known in programme.all_days):
            return programme.calendar.instant(time, programme.calendar.day(day))
    return programme.instant(at)


def _one_of(sessions: Iterable[Session]) -> Callable[[Session], bool]:
    keys = {session.key for session in sessions}
    return lambda session: session.key in keys


def _followed(language: str) -> Callable[[Session], bool]:
    def followed(session: Session) -> bool:
        offered = (*session.languages, *session.interpretation, *session.captions)
        return not session.languages or serves(offered, language)

    return followed


def _tag(language: str) -> str:
    tag = language_tag(language.strip())
    if tag is None:
        meant = language_meant(language)
        hint = f"did you mean `{meant}`?" if meant else "write a BCP 47 tag, such as fr or nl-BE"
        raise ValueError(f"“{language}” is no language tag; {hint}")
    return tag


def _either(keys: Sequence[str]) -> str:
    most = 12
    listed = [f"“{key}”" for key in keys[:most]]
    if len(keys) > most:
        return f"{', '.join(listed)} or {len(keys) - most} more"
    return f"{', '.join(listed[:-1])} or {listed[-1]}"
