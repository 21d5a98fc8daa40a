"""Edits that give sessions another place: start, end, day, rooms, and who is there when."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from coopsched.document import Document
from coopsched.editing.changing import Change
from coopsched.editing.edits import Edit
from coopsched.editing.fields import Fields
from coopsched.editing.sheet import Sheet
from coopsched.editing.times import in_words
from coopsched.editing.values import Value
from coopsched.model import Programme, Session
from coopsched.moment import after, utc


class Wish(NamedTuple):
    """What a new place of a session is to be; None leaves a thing as it is.

    ``start`` and ``end`` are instants, or texts as in the file.
    """

    start: str | datetime | None = None
    end: str | datetime | None = None
    minutes: int | None = None
    day: str | None = None
    rooms: tuple[str, ...] | None = None


def place(
    document: Document,
    key: str,
    *,
    start: str | datetime | None = None,
    end: str | datetime | None = None,
    minutes: int | None = None,
    day: str | None = None,
    rooms: Iterable[str] | None = None,
) -> Change:
    """Return the change that places a session elsewhere, its length kept unless given.

    ``start`` and ``end`` are instants, or texts as in the file; ``day`` is the key
    of a day, or a date; ``rooms`` are keys. Raises KeyError for an unknown session
    or room, ValueError for a wrong time, EditError (a ValueError) where the text
    cannot be edited.
    """
    wanted = (rooms,) if isinstance(rooms, str) else rooms
    wish = Wish(start, end, minutes, day, None if wanted is None else tuple(wanted))
    programme = _granted(document.programme, key, wish)
    spelt = {"start": start, "end": end}
    texts = {name: text for name, text in spelt.items() if isinstance(text, str)}
    return Change(tuple(_edits(document, programme, {key: texts})), programme)


def place_as(document: Document, programme: Programme) -> Change:
    """Return the change that gives all sessions the places that they have in ``programme``.

    That is the document's own programme with some sessions moved. Raises EditError
    where the text cannot be edited.
    """
    return Change(tuple(_edits(document, programme, {})), programme)


def _granted(programme: Programme, key: str, wish: Wish) -> Programme:
    """Return the programme with a wish granted."""
    old = programme.session(key)
    start, day = wish.start, wish.day
    if old.permanent and wish[:4] != (None,) * 4:
        raise ValueError(f"`{key}` is permanent: it has no time of its own, only rooms")
    if day is not None and old.day is None and old.start is not None:
        # The file does not say the day apart from the time, and need not.
        start, day = programme.move(key, start=start, day=day).session(key).start, None
    placed = programme.move(key, start=start, day=day, rooms=wish.rooms)
    if wish.minutes is not None:
        placed = _lasting(placed, key, wish.minutes)
    if wish.end is not None:
        placed = _ending(placed, key, wish.end)
    return placed


def _lasting(programme: Programme, key: str, minutes: int) -> Programme:
    """Return the programme in which a session lasts so long, said as it was said before."""
    if minutes < 0:
        raise ValueError(f"{minutes} is no number of minutes that a session can last")
    session = programme.session(key)
    stated = session.model_fields_set
    changes: dict[str, object] = {}
    if "minutes" in stated or "end" not in stated or session.start is None:
        changes["minutes"] = minutes
    if "end" in stated and session.start is not None:
        changes["end"] = after(session.start, minutes)
    return programme.replace(key, **changes)


def _ending(programme: Programme, key: str, end: str | datetime) -> Programme:
    """Return the programme in which a session ends then, said as it was said before."""
    session = programme.session(key)
    if isinstance(end, str):
        end = programme.calendar.instant(end, programme.day_of(session))
    if "minutes" not in session.model_fields_set or session.start is None:
        return programme.replace(key, end=end)
    length = (utc(end) - utc(session.start)) / timedelta(minutes=1)
    if length < 0 or length % 1:
        raise ValueError(f"a session that begins at {session.start:%H:%M} cannot end then")
    return _lasting(programme, key, round(length))


def _edits(
    document: Document, programme: Programme, spelt: dict[str, dict[str, str]]
) -> Iterator[Edit]:
    sheet = Sheet.of(document)
    for old, new in zip(document.programme.sessions, programme.sessions, strict=True):
        if old != new:
            fields = Fields(sheet, document.route(("sessions", old.key)))
            yield from fields.set(_written(fields, programme, old, new, spelt.get(old.key, {})))
            yield from _presences(document, sheet, programme, (old, new))


def _written(
    fields: Fields, programme: Programme, old: Session, new: Session, spelt: dict[str, str]
) -> dict[str, Value | None]:
    """Return what is to be written for a session, by field; None where it is to be taken out."""
    values: dict[str, Any] = _changed(old, new)
    day = new.day
    if day is not None and "day" in values:
        is_date = old.day is not None and fields.text("day") == old.day.date.isoformat()
        values["day"] = day.date.isoformat() if is_date else day.key
    for name, on in (("start", day), ("end", programme.day_of(new))):
        if values.get(name) is not None:
            values[name] = in_words(
                values[name],
                programme.calendar,
                on,
                like=fields.text(name),
                was=getattr(old, name),
                spelt=spelt.get(name),
            )
    return values


def _changed(old: Session, new: Session) -> dict[str, Any]:
    """Return the fields of a place that the new session states otherwise, or no longer."""
    changed: dict[str, Any] = {}
    for name in ("day", "start", "minutes", "end", "rooms"):
        was, now = (
            getattr(each, name) if name in each.model_fields_set else None for each in (old, new)
        )
        if not _same(was, now) and (was or now):
            changed[name] = now or (now if now == 0 else None)
    return changed


def _same(old: object, new: object) -> bool:
    if isinstance(old, datetime) and isinstance(new, datetime):
        return utc(old) == utc(new)
    return old == new


def _presences(
    document: Document, sheet: Sheet, programme: Programme, sessions: tuple[Session, Session]
) -> Iterator[Edit]:
    """Yield the edits of when people come and leave."""
    old, new = sessions
    if "speakers" not in new.model_fields_set:
        return
    own_day = programme.day_of(new)
    for i, (before, now) in enumerate(zip(old.speakers, new.speakers, strict=True)):
        pairs = {"from": (before.from_, now.from_), "until": (before.until, now.until)}
        moved = {name: pair for name, pair in pairs.items() if pair[1] and not _same(*pair)}
        if moved:
            fields = Fields(sheet, document.route(("sessions", old.key, "speakers", i)))
            yield from fields.set(
                {
                    name: in_words(
                        moment, programme.calendar, own_day, like=fields.text(name), was=was
                    )
                    for name, (was, moment) in moved.items()
                    if moment is not None
                }
            )
