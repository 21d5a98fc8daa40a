"""What people must be told when a session changes that was published."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from coopsched.comparing import NOTABLE, PRIVATE
from coopsched.comparing.alike import folded, wordings
from coopsched.moment import utc
from coopsched.published.records import Before
from coopsched.published.shown import Named, Person, Shown

NOTICED = tuple(name for name in NOTABLE if name not in PRIVATE)
"""The fields whose changes are noticed."""
PLACED = frozenset({"start", "end", "room"})
"""Those of them that tell when and where."""


def reduced(shown: Shown) -> Shown:
    """Return what a publication keeps of a session: what its tombstone says, and is noticed."""
    return replace(
        shown,
        description=None,
        venue=None,
        address=None,
        position=None,
        colour=None,
        tags=(),
        links=tuple(link for link in shown.links if link.kind == "join"),
        within=None,
        repeats=None,
        replaces=(),
    )


def noticed(old: Shown, new: Shown) -> tuple[str, ...]:
    """Return the names of what differs that people must be told, in the order of `NOTICED`.

    Rooms are compared by the name on the door and people by theirs, in any order. Of a
    session that is cancelled in both, there is nothing to tell.
    """
    if old.status == new.status == "cancelled":
        return ()
    differs = {
        "start": _instant(old.start) != _instant(new.start),
        "end": _given_end(old) != _given_end(new),
        "room": not _same_rooms(old.rooms, new.rooms),
        "status": old.status != new.status,
        "speakers": not _same_line_up(old.speakers, new.speakers),
        "join": _joining(old) != _joining(new),
    }
    return tuple(name for name in NOTICED if differs[name])


def before(old: Shown, fields: tuple[str, ...], at: datetime) -> Before:
    """Return what a session was until these fields of it changed, at a moment."""
    return Before(
        at=at,
        fields=fields,
        start=_instant(old.start),
        end=_given_end(old),
        rooms=tuple(room.name for room in old.rooms),
        status=old.status,
    )


def is_another(old: Shown, new: Shown) -> bool:
    """Tell whether a session is plainly none that attendees knew: title and people are others."""
    if old.title == new.title or not (old.speakers and new.speakers):
        return False
    mine, theirs = ({_name(person) for person in each.speakers} for each in (old, new))
    return mine.isdisjoint(theirs) and not same_title(old, new)


def same_title(old: Shown, new: Shown) -> bool:
    """Tell whether two sessions share a wording of the title, whatever its case and accents."""
    if old.title == new.title:
        return True
    return not set(wordings(old.title)).isdisjoint(wordings(new.title))


def _instant(moment: datetime | None) -> datetime | None:
    return moment and utc(moment)


def _given_end(shown: Shown) -> datetime | None:
    return _instant(shown.end) if shown.end_given else None


def _joining(shown: Shown) -> frozenset[str]:
    return frozenset(link.url for link in shown.links if link.kind == "join")


def _same_rooms(old: tuple[Named, ...], new: tuple[Named, ...]) -> bool:
    if old == new:
        return True
    ours, theirs = ([set(wordings(room.name)) for room in rooms] for rooms in (old, new))
    return _each_is_in(ours, theirs) and _each_is_in(theirs, ours)


def _each_is_in(some: Iterable[set[str]], others: Iterable[set[str]]) -> bool:
    known = {name for names in others for name in names}
    return all(names & known for names in some)


def _same_line_up(old: tuple[Person, ...], new: tuple[Person, ...]) -> bool:
    ours = {_part(person): person for person in old}
    theirs = {_part(person): person for person in new}
    gone = [ours[part] for part in ours.keys() - theirs.keys()]
    come = [theirs[part] for part in theirs.keys() - ours.keys()]
    corrected = {(person.key, *_part(person)[1:]): person for person in gone}
    return len(gone) == len(come) and all(
        _is_corrected(corrected.get((person.key, *_part(person)[1:])), person) for person in come
    )


def _is_corrected(old: Person | None, new: Person) -> bool:
    """Tell whether somebody of one key has another spelling of the name now."""
    return old is not None and not {*_name(old).split()}.isdisjoint(_name(new).split())


def _part(person: Person) -> tuple[str, str, bool]:
    return _name(person), person.role, person.remote


def _name(person: Person) -> str:
    """Return a name as it is compared, whatever the order of its words."""
    return " ".join(sorted(folded(person.name).split()))
