"""What a format cannot hold: listed, never lost in silence."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from coopsched.calendar import Day
from coopsched.model import Link, Programme, Session, Speaker

SECTIONS = {
    "rooms": "room",
    "speakers": "speaker",
    "tracks": "track",
    "resources": "resource",
    "sessions": "session",
}
"""The sections of a programme file that list parts by key, and what `Carried` calls each part."""


class Loss(NamedTuple):
    """Something that is in a programme, and not in what was written of it.

    ``what`` is in the words of the programme file: a field of a session is its name
    (`interpretation`), that of another part follows its section (`rooms: capacity`,
    `programme: days: opens`). ``keys`` are the sessions, rooms, speakers… that
    lose it, in the order of the file; empty where it is the programme that does.
    """

    what: str
    keys: tuple[str, ...] = ()


class Written(NamedTuple):
    """A programme in some format, and what that format could not hold."""

    data: bytes
    losses: tuple[Loss, ...] = ()


class NothingToWrite(ValueError):  # noqa: N818  what there is not
    """A programme has too little for a format; the message says what to add."""


@dataclass(frozen=True, kw_only=True)
class Carried:
    """The fields that a format holds, by part, as the programme file spells them.

    A field that is held in another's shape counts: a format that has durations
    carries `end` and `minutes`. Where the key of a section is not among those of
    the programme, the whole section is lost, and its own set is not looked at.
    """

    programme: frozenset[str] = frozenset()
    day: frozenset[str] = frozenset()
    venue: frozenset[str] = frozenset()
    room: frozenset[str] = frozenset()
    speaker: frozenset[str] = frozenset()
    track: frozenset[str] = frozenset()
    resource: frozenset[str] = frozenset()
    session: frozenset[str] = frozenset()
    line_up: frozenset[str] = frozenset()
    link: frozenset[str] = frozenset()


LEFT_OUT: Mapping[str, Callable[[Session], bool]] = {
    "sessions that are drafts": lambda session: session.status == "draft",
    "sessions that are cancelled": lambda session: session.status == "cancelled",
    "sessions that are permanent": lambda session: session.permanent,
    "sessions without a start": lambda session: session.start is None,
}
"""Why a format may leave a session out, and which it is true of. The first reason counts."""


def sorted_out(
    programme: Programme, reasons: Iterable[str]
) -> tuple[tuple[Session, ...], tuple[Loss, ...]]:
    """Return the sessions that none of the reasons leaves out, and those left out as losses.

    The reasons are keys of `LEFT_OUT`; their losses come in its order.
    """
    wanted = set(reasons)
    kept: list[Session] = []
    found: list[Loss] = []
    for session in programme.sessions:
        why = (what for what, holds in LEFT_OUT.items() if what in wanted and holds(session))
        reason = next(why, None)
        if reason is None:
            kept.append(session)
        else:
            found.append(Loss(reason, (session.key,)))
    order = list(LEFT_OUT)
    return tuple(kept), merged(sorted(found, key=lambda loss: order.index(loss.what)))


def public_links(session: Session) -> tuple[Link, ...]:
    """Return the links of a session that may leave the programme file."""
    return tuple(link for link in session.links if not link.private)


def losses(
    programme: Programme,
    carried: Carried,
    *,
    sessions: Sequence[Session] | None = None,
    speakers: Sequence[Speaker] | None = None,
) -> tuple[Loss, ...]:
    """Return every field that somebody set and the format does not carry, in the model's order.

    ``sessions`` and ``speakers`` are those that are written, where some are left
    out, which the format tells itself. Values equal to what a field has by itself
    are not lost. Unless a format carries that links are private, those that are
    count as lost, and nothing more is said of them.
    """
    kept = programme.sessions if sessions is None else tuple(sessions)
    return merged(
        [
            *_of_the_programme(programme, carried.programme),
            *_of_days(programme, carried),
            *_of_the_venue(programme, carried),
            *_of_sections(programme, carried, speakers),
            *_of_sessions(kept, carried),
        ]
    )


def unused(programme: Programme, sessions: Iterable[Session]) -> Iterator[Loss]:
    """Yield what a format loses that tells of rooms, tracks and days with their sessions only."""
    there = tuple(sessions)
    used: dict[str, set[str | None]] = {
        "rooms": {room for session in there for room in session.rooms},
        "tracks": {session.track for session in there},
    }
    for section, keys in used.items():
        rest = tuple(part.key for part in getattr(programme, section) if part.key not in keys)
        if rest:
            yield Loss(f"{section} without a session", rest)
    days = {programme.day_of(session) for session in there}
    empty = tuple(day.key for day in programme.days if day not in days)
    if empty:
        yield Loss("programme: days without a session", empty)


def on_stage(programme: Programme, sessions: Iterable[Session]) -> tuple[Speaker, ...]:
    """Return the speakers who are in the line-up of one of the sessions."""
    used = {entry.speaker for session in sessions for entry in session.speakers}
    return tuple(speaker for speaker in programme.speakers if speaker.key in used)


def merged(found: Iterable[Loss]) -> tuple[Loss, ...]:
    """Return the losses with those of the same thing made one, each key once."""
    keys: dict[str, dict[str, None]] = {}
    for loss in found:
        keys.setdefault(loss.what, {}).update(dict.fromkeys(loss.keys))
    return tuple(Loss(what, tuple(those)) for what, those in keys.items())


def is_set(part: Any, name: str) -> bool:
    """Tell whether a field, by its name in Python, has a value that it would not have by itself."""
    if isinstance(part, Day):
        own = part.date.isoformat() if name == "key" else None
        return bool(getattr(part, name) != own)
    return bool(getattr(part, name) != type(part).model_fields[name].default)


def _of_the_programme(programme: Programme, carried: frozenset[str]) -> Iterator[Loss]:
    for name, spelling in _names(Programme):
        if spelling in carried or spelling == "coopsched" or not is_set(programme, name):
            continue
        parts = getattr(programme, name) if spelling in SECTIONS else ()
        yield Loss(f"programme: {spelling}", tuple(part.key for part in parts))


def _of_days(programme: Programme, carried: Carried) -> Iterator[Loss]:
    if "days" in carried.programme:
        days = [(day.key, day) for day in programme.days]
        yield from _unheld("programme: days: ", days, carried.day)


def _of_the_venue(programme: Programme, carried: Carried) -> Iterator[Loss]:
    if "venue" in carried.programme and programme.venue is not None:
        for loss in _unheld("programme: venue: ", [("", programme.venue)], carried.venue):
            yield Loss(loss.what)


def _of_sections(
    programme: Programme, carried: Carried, speakers: Sequence[Speaker] | None
) -> Iterator[Loss]:
    for section, part in SECTIONS.items():
        if section in carried.programme and section != "sessions":
            written = speakers if section == "speakers" else None
            all_of_them = getattr(programme, section)
            parts = [(each.key, each) for each in (all_of_them if written is None else written)]
            yield from _unheld(f"{section}: ", parts, getattr(carried, part))


def _of_sessions(sessions: Sequence[Session], carried: Carried) -> Iterator[Loss]:
    if "sessions" not in carried.programme:
        return
    yield from _unheld("", [(session.key, session) for session in sessions], carried.session)
    if "speakers" in carried.session:
        entries = [(session.key, entry) for session in sessions for entry in session.speakers]
        yield from _unheld("line-up: ", entries, carried.line_up)
    if "links" in carried.session:
        yield from _of_links(sessions, carried.link)


def _of_links(sessions: Sequence[Session], carried: frozenset[str]) -> Iterator[Loss]:
    if "private" in carried:
        links = [(session.key, link) for session in sessions for link in session.links]
    else:
        links = [(session.key, link) for session in sessions for link in public_links(session)]
        private = [s.key for s in sessions if len(public_links(s)) < len(s.links)]
        if private:
            yield Loss("links that are private", tuple(private))
    yield from _unheld("links: ", links, carried)


def _unheld(
    prefix: str, parts: Sequence[tuple[str, Any]], carried: frozenset[str]
) -> Iterator[Loss]:
    """Yield the fields that are not carried, with the keys of the parts where they are set."""
    if not parts:
        return
    for name, spelling in _names(type(parts[0][1])):
        keys = () if spelling in carried else (key for key, part in parts if is_set(part, name))
        if found := tuple(keys):
            yield Loss(prefix + spelling, found)


def _names(kind: Any) -> list[tuple[str, str]]:
    """Return a part's fields: their names in Python and in the programme file."""
    if kind is Day:
        return [(name, name) for name in Day._fields]
    return [(name, field.alias or name) for name, field in kind.model_fields.items()]
