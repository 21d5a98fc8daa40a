"""A programme in which a part has another key."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from coopsched.model.parts import Part, fields_of
from coopsched.model.programme import Programme
from coopsched.model.session import Session
from coopsched.model.values import KEY_HELP, is_key, shown

_T = TypeVar("_T", bound=Part)
_Renamed = Callable[[Any], Any]

SECTIONS = ("sessions", "speakers", "rooms", "tracks", "resources")
"""The sections whose parts have keys."""
REFERENCES = {
    "rooms": ("rooms",),
    "tracks": ("track",),
    "sessions": ("repeats", "continues", "within", "after", "not_with", "replaces"),
}
"""The fields of a session that hold keys of a section, one or several; others nest them."""


def rename(programme: Programme, section: str, old: str, new: str) -> Programme:
    """Return the programme in which a part of a section has another key, wherever it is named.

    The part remembers its old key in `was`, as far as it can: resources cannot.
    Raises ValueError where the new key is none, or is taken.
    """
    _refuse(new, section, {part.key for part in getattr(programme, section)} - {old})

    def renamed(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(renamed(item) for item in value)
        return new if value == old else value

    fields = fields_of(programme)
    fields[section] = tuple(_rekeyed(part, old, new) for part in fields[section])
    fields["sessions"] = tuple(_referring(each, section, renamed) for each in fields["sessions"])
    if section == "rooms":
        fields["rooms"] = tuple(_with(room, ("parts",), renamed) for room in fields["rooms"])
        if programme.venue is not None:
            walks = tuple(_with(walk, ("rooms",), renamed) for walk in programme.venue.walks)
            fields["venue"] = programme.venue.model_copy(update={"walks": walks})
    return type(programme)(**fields)


def _refuse(key: str, section: str, taken: Iterable[str]) -> None:
    if not is_key(key):
        raise ValueError(f"{shown(key)} is no key: {KEY_HELP}")
    for other in taken:
        if other.casefold() == key.casefold():
            raise ValueError(f"`{other}` is there already among the {section}: choose another key")


def _rekeyed(part: Any, old: str, new: str) -> Any:
    if part.key != old:
        return part
    update: dict[str, Any] = {"key": new}
    if "was" in type(part).model_fields:
        update["was"] = (*(key for key in part.was if key not in (old, new)), old)
    return part.model_copy(update=update)


def _referring(session: Session, section: str, renamed: _Renamed) -> Session:
    """Return a session with its references to a section renamed."""
    session = _with(session, REFERENCES.get(section, ()), renamed)
    stated = session.model_fields_set
    if section == "speakers" and "speakers" in stated:
        people = tuple(_with(entry, ("speaker",), renamed) for entry in session.speakers)
        return session.model_copy(update={"speakers": people})
    if section == "resources" and "resources" in stated:
        return session.model_copy(update={"resources": renamed(session.resources)})
    return session


def _with(part: _T, names: Iterable[str], renamed: _Renamed) -> _T:
    """Return a part with some of the fields that it states renamed."""
    update = {name: renamed(getattr(part, name)) for name in names if name in part.model_fields_set}
    return part.model_copy(update=update) if update else part
