"""Who and what is the same in two versions of a programme, whatever its key."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from coopsched.model import Programme, Room, Speaker, Track
from coopsched.text import Text, fold

_ALIKE = 0.85
"""How like each other two spellings of a word are: Thiébaut and Thiébaud, not Maria and Mario."""
_COMMON = 20
_Part = TypeVar("_Part", Room, Speaker, Track)


class Alike(NamedTuple):
    """For the keys of each version, who or what they stand for: equal where it is the same."""

    old: Mapping[str, str]
    new: Mapping[str, str]


def same_people(old: Programme, new: Programme) -> Alike:
    """Return who is who: people of one name, whatever its case, accents and order of words.

    So is one key with two names that share a word, and two names of which one has
    words more, or another letter: a name that was corrected. Either version must
    know nobody of the other's name, for sources give the numbers of people to others.
    """
    return _alike(old.speakers, new.speakers, _names_of_person, _share_a_word, respelt=True)


def same_rooms(old: Programme, new: Programme, *, renamed: bool = False) -> Alike:
    """Return which rooms are called the same: people look for the name on the door.

    With ``renamed``, a room that kept its key under another name is the same too.
    """
    return _alike(old.rooms, new.rooms, _names_of_room, _whatever_the_names if renamed else None)


def same_tracks(old: Programme, new: Programme) -> Alike:
    """Return which tracks are called the same."""
    return _alike(old.tracks, new.tracks, _names_of_track, None)


def folded(text: str) -> str:
    """Return a text as it is compared; one without letters as it is."""
    return fold(text) or " ".join(text.split())


def wordings(text: Text) -> list[str]:
    """Return the wordings of a text as they are compared, in no matter which language."""
    return sorted({folded(wording) for wording in text.values()})


def _names_of_person(speaker: Speaker) -> list[str]:
    return [" ".join(sorted(folded(name).split())) for name in (speaker.name, *speaker.also)]


def _names_of_room(room: Room) -> list[str]:
    return wordings(room.name) if room.name else [folded(room.key)]


def _names_of_track(track: Track) -> list[str]:
    return wordings(track.title)


def _share_a_word(before: Sequence[str], after: Sequence[str]) -> bool:
    words = {word for name in before for word in name.split()}
    return any(word in words for name in after for word in name.split())


def _whatever_the_names(_before: Sequence[str], _after: Sequence[str]) -> bool:
    return True


class _Names:
    """Names of which some are known to mean the same (a disjoint-set forest)."""

    def __init__(self) -> None:
        self._towards: dict[str, str] = {}

    def meant(self, name: str) -> str:
        """Return the one name that stands for all that mean the same."""
        while (further := self._towards.get(name, name)) != name:
            self._towards[name] = self._towards.get(further, further)
            name = further
        return name

    def join(self, names: Iterable[str]) -> None:
        """Note that names mean the same."""
        first, *others = sorted(set(map(self.meant, names)))
        for other in others:
            self._towards[other] = first


def _alike(
    old: Sequence[_Part],
    new: Sequence[_Part],
    names_of: Callable[[_Part], list[str]],
    plausible: Callable[[Sequence[str], Sequence[str]], bool] | None,
    *,
    respelt: bool = False,
) -> Alike:
    names = _Names()
    before: dict[str, list[str]] = {part.key: names_of(part) for part in old}
    after: dict[str, list[str]] = {part.key: names_of(part) for part in new}
    for each in (*before.values(), *after.values()):
        names.join(each)
    if plausible is not None:
        ours, theirs = _all(before), _all(after)
        for key, other in _same_key(old, new):
            one, two = before[key], after[other]
            elsewhere = not (theirs.isdisjoint(one) and ours.isdisjoint(two))
            if not elsewhere and (key != other or plausible(one, two)):
                names.join((one[0], two[0]))
    if respelt:
        here, there = (set(map(names.meant, _all(side))) for side in (before, after))
        for pair in _respelt(here - there, there - here):
            names.join(pair)
    return Alike(
        {key: names.meant(each[0]) for key, each in before.items()},
        {key: names.meant(each[0]) for key, each in after.items()},
    )


def _respelt(gone: Iterable[str], come: Iterable[str]) -> list[tuple[str, str]]:
    """Return the names that went with those that came for them: two that are like no other.

    Words that many have tell nobody from anybody, and are passed over.
    """
    ours, theirs = _by_word(gone), _by_word(come)
    found = {
        (name, other)
        for word in ours.keys() & theirs.keys()
        if max(len(ours[word]), len(theirs[word])) <= _COMMON
        for name in ours[word]
        for other in theirs[word]
        if _one_name(name, other)
    }
    went, came = Counter(one for one, _ in found), Counter(other for _, other in found)
    return [(one, other) for one, other in sorted(found) if went[one] == came[other] == 1]


def _by_word(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        for word in set(name.split()):
            found.setdefault(word, []).append(name)
    return found


def _one_name(one: str, other: str) -> bool:
    """Tell whether a name is another with words more, or with one word spelt otherwise."""
    from difflib import SequenceMatcher

    few, many = sorted((set(one.split()), set(other.split())), key=len)
    if len(few) > 1 and few < many:
        return True
    mine, others = few - many, many - few
    if not len(mine) == len(others) == 1:
        return False
    word, respelt = min(mine | others), max(mine | others)
    return SequenceMatcher(None, word, respelt).ratio() >= _ALIKE


def _all(names: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(name for each in names.values() for name in each)


def _same_key(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[tuple[str, str]]:
    """Yield keys that either version gives to the same part, now or earlier."""
    ours, theirs = {part.key for part in old}, {part.key for part in new}
    yield from ((key, key) for key in ours & theirs)
    yield from ((key, part.key) for part in new for key in part.was if key in ours)
    yield from ((part.key, key) for part in old for key in part.was if key in theirs)
