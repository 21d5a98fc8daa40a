"""Which session of one version of a programme is which of the other."""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

from coopsched.comparing.alike import Alike, same_people, wordings
from coopsched.model import Programme, Session

_Name = TypeVar("_Name", bound=Hashable)
_NEVER = datetime.max.replace(tzinfo=UTC)


class Pair(NamedTuple):
    """One session in both versions."""

    old: Session
    new: Session


def same_sessions(old: Programme, new: Programme) -> dict[str, str]:
    """Return the keys of the old programme's sessions with those that they have in the new one."""
    pairs = match(old, new, same_people(old, new))
    return {pair.old.key: pair.new.key for pair in pairs}


def match(old: Programme, new: Programme, people: Alike, *, drafts: bool = True) -> list[Pair]:
    """Pair the sessions of two versions, each with at most one, by the first of these.

    The same key with the same title or UID; a key that the other had earlier
    (`was`); the same UID, where it has no second owner; the same title and people;
    the same key with somebody in both; the same title, at the same time or where no
    other session is left that has it; the same key.

    Sources give numbers anew, so that a key alone is no proof: the last pairs are
    made only where the two do not state another UID each, and no session that kept
    its title has left its key to another. Nor is a title, where both state people
    and UIDs that are all others.

    The order of the files plays no part, nor which version is the older one.
    Without ``drafts``, drafts are not there.
    """
    matcher = _Matcher(_Side(old, people.old, drafts=drafts), _Side(new, people.new, drafts=drafts))
    matcher.by_key()
    matcher.by_earlier_key()
    matcher.by_uid()
    matcher.by_title_and_people()
    matcher.by_key_and_people()
    matcher.by_title()
    matcher.by_doubtful_key()
    return matcher.pairs


class _Side:
    """One version, with the sessions in it that are not paired yet."""

    def __init__(self, programme: Programme, people: Mapping[str, str], *, drafts: bool) -> None:
        found = [each for each in programme.sessions if drafts or each.status != "draft"]
        self.left = {session.key: session for session in sorted(found, key=lambda s: s.key)}
        self._people = {
            session.key: frozenset(people[entry.speaker] for entry in session.speakers)
            for session in found
        }
        self._titles = {session.key: wordings(session.title) for session in found}
        # In calendars, a session without a UID of its own has this one.
        self._uids = {each.key: each.uid or f"{each.key}@{programme.key}" for each in found}
        self._owners = Counter(self._uids.values())

    def has(self, key: str) -> bool:
        """Tell whether a session has that key, paired or not."""
        return key in self._titles

    def titles(self, session: Session) -> list[str]:
        return self._titles[session.key]

    def people(self, session: Session) -> frozenset[str]:
        return self._people[session.key]

    def titles_and_people(self, session: Session) -> list[tuple[str, frozenset[str]]]:
        return [(title, self.people(session)) for title in self.titles(session)]

    def uids(self, session: Session) -> list[str]:
        """Return a session's UID in calendars; none where others have it too."""
        uid = self._uids[session.key]
        return [uid] if self._owners[uid] == 1 else []

    def grouped(self, by: Callable[[Session], Iterable[_Name]]) -> dict[_Name, list[Session]]:
        """Return the sessions that are left by what they have in common."""
        groups: dict[_Name, list[Session]] = {}
        for session in self.left.values():
            for name in by(session):
                groups.setdefault(name, []).append(session)
        return groups


class _Matcher:
    """Two versions, and the pairs found so far."""

    def __init__(self, old: _Side, new: _Side) -> None:
        self.pairs: list[Pair] = []
        self._old = old
        self._new = new

    def by_key(self) -> None:
        for pair in self._of_one_key():
            if self._same_title(pair) or _uids(pair) == "same":
                self._found(pair)

    def by_earlier_key(self) -> None:
        old, new = self._old.left, self._new.left
        links = {(key, each.key) for each in new.values() for key in each.was if key in old}
        links |= {(each.key, key) for each in old.values() for key in each.was if key in new}
        for before, after in sorted(links, key=sorted):
            if before in old and after in new:
                self._found(Pair(old[before], new[after]))

    def by_uid(self) -> None:
        for before, after in self._in_common(self._old.uids, self._new.uids):
            for pair in map(Pair, before, after):
                if pair.old.uid or pair.new.uid:
                    self._found(pair)

    def by_title_and_people(self) -> None:
        ours, theirs = self._old.titles_and_people, self._new.titles_and_people
        for before, after in self._in_common(ours, theirs):
            for pair in _side_by_side(before, after):
                self._found(pair)

    def by_key_and_people(self) -> None:
        for pair in self._of_one_key():
            if self._people_in_common(pair):
                self._found(pair)

    def by_title(self) -> None:
        for before, after in self._in_common(self._old.titles, self._new.titles):
            only = len(before) == len(after) == 1
            for pair in _side_by_side(before, after):
                if (only or _one_start(pair)) and not self._plainly_another(pair):
                    self._found(pair)

    def by_doubtful_key(self) -> None:
        if not any(self._left_its_key(pair) for pair in self.pairs):
            for pair in self._of_one_key():
                if _uids(pair) != "other":
                    self._found(pair)

    def _found(self, pair: Pair) -> None:
        self.pairs.append(pair)
        del self._old.left[pair.old.key]
        del self._new.left[pair.new.key]

    def _left_its_key(self, pair: Pair) -> bool:
        """Tell whether a session that stayed the same has another key, and another has its own."""
        if pair.old.key == pair.new.key or not self._same_title(pair):
            return False
        return self._new.has(pair.old.key) or self._old.has(pair.new.key)

    def _of_one_key(self) -> list[Pair]:
        old, new = self._old.left, self._new.left
        return [Pair(old[key], new[key]) for key in old if key in new]

    def _in_common(
        self,
        before: Callable[[Session], Iterable[_Name]],
        after: Callable[[Session], Iterable[_Name]],
    ) -> Iterator[tuple[list[Session], list[Session]]]:
        """Yield the sessions of either side that share a name, as far as they are left by then."""
        ours, theirs = self._old.grouped(before), self._new.grouped(after)
        for name in sorted(ours.keys() & theirs.keys(), key=_sortable):
            yield (
                [session for session in ours[name] if session.key in self._old.left],
                [session for session in theirs[name] if session.key in self._new.left],
            )

    def _same_title(self, pair: Pair) -> bool:
        return not set(self._old.titles(pair.old)).isdisjoint(self._new.titles(pair.new))

    def _people_in_common(self, pair: Pair) -> bool:
        return not self._old.people(pair.old).isdisjoint(self._new.people(pair.new))

    def _plainly_another(self, pair: Pair) -> bool:
        """Tell whether two sessions of one title have other people and other UIDs."""
        peopled = self._old.people(pair.old) and self._new.people(pair.new)
        return bool(peopled) and not self._people_in_common(pair) and _uids(pair) == "other"


def _uids(pair: Pair) -> str | None:
    """Tell whether the UIDs that both state are the `same`, or `other`; None where one has none."""
    if not (pair.old.uid and pair.new.uid):
        return None
    return "same" if pair.old.uid == pair.new.uid else "other"


def _side_by_side(before: Sequence[Session], after: Sequence[Session]) -> list[Pair]:
    """Pair sessions that look alike: first those that begin together, then in order."""
    left, right = sorted(before, key=_order), sorted(after, key=_order)
    by_start: dict[datetime, deque[Session]] = {}
    for session in right:
        by_start.setdefault(_start(session), deque()).append(session)
    stayed = [
        Pair(session, by_start[_start(session)].popleft())
        for session in left
        if by_start.get(_start(session))
    ]
    kept, taken = {pair.old.key for pair in stayed}, {pair.new.key for pair in stayed}
    rest = (session for session in left if session.key not in kept)
    others = (session for session in right if session.key not in taken)
    return [*stayed, *map(Pair, rest, others)]


def _one_start(pair: Pair) -> bool:
    return pair.old.start is not None and _start(pair.old) == _start(pair.new)


def _start(session: Session) -> datetime:
    return session.interval.start if session.interval else _NEVER


def _order(session: Session) -> tuple[datetime, str]:
    return _start(session), session.key


def _sortable(name: Hashable) -> str:
    title, people = name if isinstance(name, tuple) else (name, ())
    return f"{title}\n{sorted(people)}"
