"""What reports on a difference say of the programme beside its sessions, a line each."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from coopsched.calendar import Day
from coopsched.comparing import Altered, Difference
from coopsched.model import Programme, Room, Speaker, Track
from coopsched.model.parts import Venue
from coopsched.reporting.cells import plain
from coopsched.reporting.describing import day_name
from coopsched.reporting.differences.wording import NOTHING, Said, texts
from coopsched.text import Text


def about(difference: Difference) -> Iterator[Said]:
    """Yield what changed of the programme, what must be told first."""
    old, new, found = difference.old, difference.new, difference.beside
    for name in sorted(found.fields, key=lambda name: name not in found.notable):
        notable = name in found.notable
        if name == "description":
            yield _description(old, new)
        elif name == "title":
            yield from texts(name, old.title, new.title)
        else:
            before, after = (_said(getattr(each, name)) for each in (old, new))
            yield Said(name, before or NOTHING, after or NOTHING, notable=notable)
    for altered in found.parts:
        yield from _part(altered)


def _description(old: Programme, new: Programme) -> Said:
    if old.description is None:
        return Said("description added", None, None)
    return Said(f"description {'reworded' if new.description else 'removed'}", None, None)


def _part(altered: Altered) -> Iterator[Said]:
    """Yield what became of a day, a room, a speaker or a track: `room Hall: capacity`."""
    known = altered.new or altered.old
    name = f"{altered.section.removesuffix('s')} {_called(known)}"
    if altered.old is None or altered.new is None:
        yield Said(f"{name} {'added' if altered.old is None else 'removed'}", None, None)
    for field in altered.fields:
        before, after = (_said(getattr(each, field)) for each in (altered.old, altered.new))
        yield Said(f"{name}: {field}", before or NOTHING, after or NOTHING)


def _called(part: object) -> str:
    """Return what people call a part."""
    match part:
        case Day():
            return day_name(part.date)
        case Room():
            return plain(part.label)
        case Speaker():
            return plain(part.name) or part.key
        case Track():
            return plain(str(part.title)) or part.key
    return ""


def _said(value: Any) -> str:
    """Return a value on one line; empty where nobody said."""
    match value:
        case None:
            return ""
        case Venue():
            return ", ".join(filter(None, (_said(value.name), _said(value.address))))
        case Text() if len(value) > 1:
            return ", ".join(f"{plain(words)} ({tag})" for tag, words in value.items())
        case tuple():
            return ", ".join(map(plain, value))
        case timedelta():
            hours, minutes = divmod(round(value / timedelta(minutes=1)), 60)
            return f"{hours:02}:{minutes:02}"
    return plain(str(value))
