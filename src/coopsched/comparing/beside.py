"""What differs between two versions of a programme beside its sessions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from coopsched.calendar import Day
from coopsched.comparing.alike import Alike, same_people, same_rooms, same_tracks
from coopsched.comparing.fields import words
from coopsched.model import Programme, Room, Speaker, Track
from coopsched.text import Text

ABOUT = ("title", "description", "url", "timezone", "languages", "venue")
"""What is compared of a programme itself; then come `days`, `rooms`, `speakers`, `tracks`."""
NOTABLE_ABOUT = ("timezone", "venue")
"""What of it people must be told."""
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "days": ("opens", "closes"),
    "rooms": ("name", "capacity"),
    "speakers": ("name", "affiliation"),
    "tracks": ("title", "colour"),
}
"""The sections that are compared part by part, with what of each part is."""

Piece = Day | Room | Speaker | Track
_Keyed = TypeVar("_Keyed", Room, Speaker, Track)


class Altered(NamedTuple):
    """A day, room, speaker or track that is in one version only, or not the same in both.

    ``fields`` are the names of what differs, where it is in both.
    """

    section: str
    old: Piece | None
    new: Piece | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Beside:
    """What differs of a programme beside its sessions: fields of its own, and parts of it."""

    fields: tuple[str, ...] = ()
    """Names of `ABOUT`, in its order."""
    parts: tuple[Altered, ...] = ()
    """By section, each in the order of the new version, and then what is gone."""

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.fields or self.parts)

    @property
    def notable(self) -> tuple[str, ...]:
        """The fields among them that people must be told."""
        return tuple(name for name in self.fields if name in NOTABLE_ABOUT)


def beside(old: Programme, new: Programme, *, said: frozenset[str] | None = None) -> Beside:
    """Return what differs beside the sessions.

    ``said`` are the fields of a programme that the sources of both can hold; None is
    all. Where it is given, what only one version says of a part is not compared either.
    """
    fields = tuple(
        name
        for name in ABOUT
        if _seen(name, old) != _seen(name, new) and (said is None or name in said)
    )
    parts = [
        altered
        for section in SECTIONS
        if said is None or section in said
        for altered in _of_section(section, old, new, whole=said is None)
    ]
    return Beside(fields, tuple(parts))


def _of_section(section: str, old: Programme, new: Programme, *, whole: bool) -> Iterator[Altered]:
    for before, after in _pairs(section, old, new):
        if before is not None and after is not None:
            names = tuple(
                name
                for name in SECTIONS[section]
                if _differs(getattr(before, name), getattr(after, name), whole=whole)
            )
            if names:
                yield Altered(section, before, after, names)
        elif whole:
            yield Altered(section, before, after)


def _differs(before: object, after: object, *, whole: bool) -> bool:
    if not whole and not (before and after):
        return False
    return _plain(before) != _plain(after)


def _pairs(
    section: str, old: Programme, new: Programme
) -> Iterator[tuple[Piece | None, Piece | None]]:
    """Yield what is the same in both versions, and what only one has."""
    if section == "days":
        days = {day.date: day for day in old.days}
        yield from ((days.pop(day.date, None), day) for day in new.days)
        yield from ((day, None) for day in days.values())
    elif section == "rooms":
        yield from _same(old.rooms, new.rooms, same_rooms(old, new, renamed=True))
    elif section == "tracks":
        yield from _same(old.tracks, new.tracks, same_tracks(old, new))
    else:
        # Who is in a line-up came or went with a session, which is told there.
        placed = [_in_line_ups(programme) for programme in (old, new)]
        for pair in _same(old.speakers, new.speakers, same_people(old, new)):
            before, after = pair
            if before is None and after is not None and after.key in placed[1]:
                continue
            if after is None and before is not None and before.key in placed[0]:
                continue
            yield pair


def _in_line_ups(programme: Programme) -> frozenset[str]:
    return frozenset(entry.speaker for each in programme.sessions for entry in each.speakers)


def _same(
    old: Sequence[_Keyed], new: Sequence[_Keyed], alike: Alike
) -> Iterator[tuple[_Keyed | None, _Keyed | None]]:
    """Yield parts that are alike, of several those of one key first; then parts of one key."""
    left = {part.key: part for part in old}
    named: dict[str, list[str]] = {}
    for key in sorted(left, reverse=True):
        named.setdefault(alike.old[key], []).append(key)
    found: dict[str, _Keyed] = {}
    for part in new:
        if part.key in left and alike.old[part.key] == alike.new[part.key]:
            found[part.key] = left.pop(part.key)
    for part in sorted(new, key=lambda part: part.key):
        twins = [] if part.key in found else named.get(alike.new[part.key], [])
        while twins and part.key not in found:
            twin = left.pop(twins.pop(), None)
            if twin is not None:
                found[part.key] = twin
    for part in new:
        if part.key not in found and part.key in left:
            found[part.key] = left.pop(part.key)
    yield from ((found.get(part.key), part) for part in new)
    yield from ((part, None) for part in left.values())


def _seen(name: str, programme: Programme) -> object:
    """Return a field so that two are equal where a reader sees no difference."""
    value = getattr(programme, name)
    if name == "venue":
        return value and (words(value.name), words(value.address))
    return _plain(value)


def _plain(value: Any) -> object:
    return words(value) if isinstance(value, Text) else value
