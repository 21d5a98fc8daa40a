"""From one publication to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from coopsched.model import Programme, Session
from coopsched.moment import utc
from coopsched.published.addressing import addressed
from coopsched.published.changes import Changes, changes
from coopsched.published.recognising import free_key, recognised, uids
from coopsched.published.recording import (
    first_record,
    is_held,
    next_record,
    state_of,
    tombstone,
)
from coopsched.published.records import Publication, Record
from coopsched.published.showing import shown
from coopsched.published.shown import Named, Shown, is_over
from coopsched.zones import VERSION

LANGUAGES = ("en",)
"""What feeds are published in where the programme does not say."""


@dataclass(frozen=True, slots=True)
class Succession:
    """The next publication, what attendees see of each of its records, and what that changes."""

    publication: Publication
    shown: Mapping[str, Shown]
    changes: Changes


def succeed(
    programme: Programme, previous: Publication | None, *, at: datetime, rematch: bool = False
) -> Succession:
    """Return what follows a publication when a programme is published at that moment.

    Where attendees see no difference, it is the same publication. ``previous`` is None
    where nothing was published yet. With ``rematch``, sessions whose keys are others
    are recognised by title and speakers. Whether it is safe to publish this, `safety` says.
    """
    at = utc(at).replace(microsecond=0)
    before = previous or Publication(key=programme.key, serial=0, tzdata=VERSION, languages=())
    seen = shown(programme)
    live = tuple(seen)
    records, by_key = _gone_on(programme, seen, before, at, rematch=rematch)
    for record, grave, state in _graves(programme, before, dict(seen), records, at):
        records[grave.key] = next_record(record, grave, state, by_key, at)
        seen[grave.key] = grave
    following = Publication(
        key=programme.key,
        serial=before.serial + 1,
        tzdata=VERSION,
        languages=_languages(programme, before),
        records=dict(sorted(records.items())),
        addresses=before.addresses,
    )
    following = addressed(programme, following, seen, live, at)
    if previous is not None and _is_same(previous, following):
        following = previous
    return Succession(following, seen, changes(programme, previous, following))


def _gone_on(
    programme: Programme,
    visible: Mapping[str, Shown],
    before: Publication,
    at: datetime,
    *,
    rematch: bool,
) -> tuple[dict[str, Record], dict[str, str]]:
    """Return the records of what is shown now, and the UIDs, by key."""
    known = recognised(programme, visible, before, rematch=rematch)
    by_key = {key: before.records[record].uid for key, record in known.items()}
    by_key |= uids(programme, visible.keys() - known.keys(), before.records.values())
    records = {
        key: next_record(before.records[known[key]], each, state_of(each), by_key, at)
        if key in known
        else first_record(each, by_key, at)
        for key, each in visible.items()
    }
    return records, by_key


def _graves(
    programme: Programme,
    before: Publication,
    visible: Mapping[str, Shown],
    records: Mapping[str, Record],
    at: datetime,
) -> Iterator[tuple[Record, Shown, str]]:
    """Yield the records with which no session goes on, what is shown of them, and their state."""
    heirs = _heirs(programme, visible, records)
    called_off = _without_time(programme)
    taken = {*visible, *before.records}
    uids = {record.uid for record in records.values()}
    for record in before.records.values():
        if record.uid in uids:
            continue
        session = called_off.get(record.key)
        if session is None and is_held(record) and is_over(record.shown, at):
            grave = record.shown  # whoever tidies up the file cancels nothing that took place
        else:
            grave = tombstone(record, heirs.get(record.key, ()), session, visible)
        if record.key in visible:
            grave = replace(grave, key=free_key(record.key, taken))
            taken.add(grave.key)
        yield record, grave, _state_of(grave, session)


def _heirs(
    programme: Programme, visible: Mapping[str, Shown], records: Mapping[str, Record]
) -> dict[str, tuple[Named, ...]]:
    """Return what goes on under another record with the earlier keys of sessions."""
    found: dict[str, tuple[Named, ...]] = {}
    for key, each in visible.items():
        for old in programme.session(key).was:
            if old != key and old not in records[key].keys:
                found[old] = (*found.get(old, ()), Named(key, each.title))
    return found


def _without_time(programme: Programme) -> dict[str, Session]:
    """Return the sessions that the file has as cancelled, and without a place in time."""
    return {
        session.key: session
        for session in programme.sessions
        if session.status == "cancelled" and session.start is None and not session.permanent
    }


def _state_of(grave: Shown, session: Session | None) -> str:
    if grave.replaced_by:
        return "replaced"
    return "shown" if session or grave.status != "cancelled" else "gone"


def _languages(programme: Programme, before: Publication) -> tuple[str, ...]:
    """Return the languages of feeds: a language that was published once stays."""
    own = programme.languages or before.languages or LANGUAGES
    return tuple(dict.fromkeys((*before.languages, *own)))


def _is_same(previous: Publication, following: Publication) -> bool:
    return (
        previous.key == following.key
        and previous.languages == following.languages
        and previous.records == following.records
        and previous.addresses == following.addresses
    )
