"""A document without the days whose dates could not be read, and without times on them.

Reading gives such days dates of its own, so that what is on them is checked all the
same. Nobody must be sent to these.
"""

from collections.abc import Container, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from coopsched.calendar import Day
from coopsched.document import Document
from coopsched.model import Programme, Session
from coopsched.model.parts import Part, fields_of
from coopsched.publishing.losses import SECTIONS, Loss, merged
from coopsched.source import Node

_MINUTE = timedelta(minutes=1)
_WINDOWS = ("available", "unavailable", "between")


class Dated(NamedTuple):
    """A document whose programme has no dates that nobody wrote, and what it lost with them."""

    document: Document
    losses: tuple[Loss, ...] = ()


def dated(document: Document) -> Dated:
    """Return the document with what is on days without a known date unplaced, lengths kept."""
    programme = document.programme
    unread = _unread(document)
    if not unread:
        return Dated(document)
    lost: list[Loss] = []
    parts: dict[str, Any] = {
        "days": tuple(day for day in programme.days if day not in unread),
        "sessions": tuple(_sessions(programme, unread, lost)),
    }
    dates = frozenset(day.date for day in unread)
    for section in SECTIONS:
        kept = parts.get(section, getattr(programme, section))
        parts[section] = tuple(_without_windows(section, part, dates, lost) for part in kept)
    fields = {name: getattr(programme, name) for name in programme.model_fields_set}
    return Dated(replace(document, programme=Programme(**{**fields, **parts})), merged(lost))


def _unread(document: Document) -> tuple[Day, ...]:
    """Return the days that have a date which is not written at them."""
    if all(problem.route[:1] != ("days",) for _, problem in document.problems):
        return ()
    entries = document.root.value if isinstance(document.root.value, dict) else {}
    written = entries["days"].node if "days" in entries else Node(None, 0, 0)
    return tuple(
        day
        for day in document.programme.days
        if day.date.isoformat() not in set(_texts(_entry(written, day.key)))
    )


def _entry(days: Node, key: str) -> Node:
    """Return what is written of a day: the value at its key, or in a list all there is."""
    known = days.value.get(key) if isinstance(days.value, dict) else None
    return days if known is None else known.node


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node.value, dict):
        for entry in node.value.values():
            yield from _texts(entry.node)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _texts(item)
    elif node.value is not None:
        yield node.value


def _sessions(programme: Programme, unread: Container[Day], lost: list[Loss]) -> Iterator[Session]:
    for session in programme.sessions:
        if programme.day_of(session) in unread:
            lost.append(Loss("sessions whose day could not be read", (session.key,)))
            yield _unplaced(session)
        else:
            yield session


def _unplaced(session: Session) -> Session:
    stated = {name: getattr(session, name) for name in session.model_fields_set}
    length = session.length
    if "end" in stated and length is not None and length >= timedelta():
        stated["minutes"] = round(length / _MINUTE)
    if "speakers" in stated:
        there_all_along = {"from_": None, "until": None}
        stated["speakers"] = tuple(
            entry.model_copy(update=there_all_along) for entry in session.speakers
        )
    gone = ("day", "start", "end")
    return Session(**{name: value for name, value in stated.items() if name not in gone})


def _without_windows(section: str, part: Any, dates: Container[date], lost: list[Loss]) -> Part:
    """Return a part that says nothing of when it can be used on one of the dates."""
    update = {
        name: tuple(window for window in getattr(part, name) if window.day not in dates)
        for name in _WINDOWS
        if name in type(part).model_fields
    }
    if all(len(kept) == len(getattr(part, name)) for name, kept in update.items()):
        return part  # type: ignore[no-any-return]  # the parts of a section are parts
    lost.append(Loss(f"{section}: times on a day that could not be read", (part.key,)))
    return type(part).model_construct(  # type: ignore[no-any-return]  # as above
        _fields_set=part.model_fields_set, **{**fields_of(part), **update}
    )
