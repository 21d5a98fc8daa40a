"""Which session of a programme is which of those that were published."""

from collections.abc import Callable, Collection, Iterable, Mapping

from coopsched.model import Programme
from coopsched.published.earlier import same_by_title
from coopsched.published.noticing import is_another, same_title
from coopsched.published.records import Publication, Record
from coopsched.published.shown import Shown


def recognised(
    programme: Programme, shown: Mapping[str, Shown], previous: Publication, *, rematch: bool
) -> dict[str, str]:
    """Return the keys of the sessions that were published before, each with that of its record.

    A session is that of the same key, if the title or the UID is the same too; else of a
    key that it had earlier; else of the UID that it states; else of the same key, or one
    that had it. So a session to which another one's key was given is not taken for it.
    With ``rematch`` keys prove nothing, and sessions are known by title and speakers too.
    """
    if rematch:
        return same_by_title(programme, shown, previous)
    return _Recognition(programme, shown, previous.records).found


class _Recognition:
    """The sessions and the records that are paired so far."""

    def __init__(
        self, programme: Programme, shown: Mapping[str, Shown], records: Mapping[str, Record]
    ) -> None:
        self.found: dict[str, str] = {}
        self._programme = programme
        self._shown = shown
        self._records = records
        self._taken: set[str] = set()
        self._renamed = {old: each.key for each in records.values() for old in each.keys}
        self._by_uid = {record.uid: record.key for record in records.values()}
        for way in (self._same, self._earlier, self._of_uid, self._of_key, self._of_old_key):
            self._pair(way)

    def _pair(self, way: Callable[[str], Iterable[str]]) -> None:
        """Give each session that is left the first record that is left among those found for it."""
        for key in self._shown:  # in the order of keys
            if key in self.found:
                continue
            for record in way(key):
                if record in self._records and record not in self._taken:
                    self.found[key] = record
                    self._taken.add(record)
                    break

    def _same(self, key: str) -> list[str]:
        record = self._records.get(key)
        if record is None:
            return []
        stated = self._programme.session(key).uid
        return [key] if stated == record.uid or same_title(record.shown, self._shown[key]) else []

    def _earlier(self, key: str) -> list[str]:
        """Return the records of the keys that it had, also of those renamed since."""
        was = self._programme.session(key).was
        return [found for old in was for found in (old, self._renamed.get(old, ""))]

    def _of_uid(self, key: str) -> list[str]:
        uid = self._programme.session(key).uid
        return [self._by_uid[uid]] if uid in self._by_uid else []

    def _of_key(self, key: str) -> list[str]:
        """Return the record of that key, unless it is the tombstone of plainly another session."""
        record = self._records.get(key)
        if record is not None and record.state != "shown":
            return [] if is_another(record.shown, self._shown[key]) else [key]
        return [key]

    def _of_old_key(self, key: str) -> list[str]:
        """Return the record of what had that key before it was renamed."""
        return [self._renamed[key]] if key in self._renamed else []


def uids(programme: Programme, new: Iterable[str], records: Iterable[Record]) -> dict[str, str]:
    """Return the UIDs of sessions that are new: their own where no other has it.

    A UID that is in use, also by a tombstone, or that several sessions state, would make
    one event of two: all but the first then have `<key>@<programme>`.
    """
    taken = {record.uid for record in records}
    found: dict[str, str] = {}
    for key in sorted(new):
        stated = programme.session(key).uid
        uid = stated if stated and stated not in taken else f"{key}@{programme.key}"
        found[key] = _free(uid, taken, f"{key}~{{}}@{programme.key}")
        taken.add(found[key])
    return found


def free_key(key: str, taken: Collection[str]) -> str:
    """Return a key that none has, for a tombstone whose key another session has now."""
    gone = f"{key[:90]}~gone"
    return _free(gone, taken, f"{gone}{{}}")


def _free(name: str, taken: Collection[str], numbered: str) -> str:
    number = 2
    while name in taken:
        name = numbered.format(number)
        number += 1
    return name
