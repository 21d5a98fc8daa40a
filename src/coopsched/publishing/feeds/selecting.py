"""A reader's own choice of sessions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coopsched.published.addresses import Place, followed, places, ways_of
from coopsched.published.records import Publication
from coopsched.published.shown import Shown, by_start

_LISTED = {
    "room": "rooms",
    "speaker": "speakers",
    "track": "tracks",
    "kind": "kinds",
    "session": "sessions",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What somebody wants to follow, by keys: in one of the rooms, with one of the speakers.

    ``understood`` is only what a reader of the feed's language can follow, ``permanent``
    only what is open all the time; without it that is left out, unless it is named as
    a session. Nothing said is the whole programme.
    """

    rooms: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    understood: bool = False
    permanent: bool = False

    def wishes(self, language: str) -> list[list[Place]]:
        """Return lists of addresses: what is wanted is at one of each list."""
        listed = [
            [(kind, key) for key in dict.fromkeys(getattr(self, name))]
            for kind, name in _LISTED.items()
        ]
        followed_ = [("in", language)] if self.understood else []
        return [each for each in (*listed, followed_) if each]


def address_of(selection: Selection, language: str) -> Place | None:
    """Return the address at which there is just what is selected, if there is one."""
    permanent = [[("permanent", "")]] if selection.permanent else []
    match [*selection.wishes(language), *permanent]:
        case []:
            return ("programme", "")
        case [[only]]:
            return only
    return None


def selected(
    selection: Selection, language: str, publication: Publication, shown: Mapping[str, Shown]
) -> tuple[str, ...]:
    """Return the keys of what is selected, by start and key."""
    ways = ways_of(publication.addresses.values())
    wishes = [
        {place for each in wish for place in followed(each, ways)}
        for wish in selection.wishes(language)
    ]
    found = []
    for record in publication.records.values():
        each = shown[record.key]
        wanted = each.permanent == selection.permanent or record.key in selection.sessions
        # What is permanent is at no room's address, and in the room all the same.
        there = set(places(record, replace(each, permanent=False), (language,), ways))
        if wanted and all(wish & there for wish in wishes):
            found.append(each)
    return tuple(each.key for each in sorted(found, key=by_start))
