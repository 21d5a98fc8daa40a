"""From the record of a session to its next one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from coopsched.model import Session
from coopsched.published.addressing import SECOND
from coopsched.published.fingerprinting import fingerprint
from coopsched.published.noticing import before, noticed, reduced
from coopsched.published.records import Record
from coopsched.published.shown import Named, Shown


def first_record(shown: Shown, uids: Mapping[str, str], at: datetime) -> Record:
    """Return the record of a session that is published for the first time."""
    state = state_of(shown)
    return Record(
        key=shown.key,
        uid=uids[shown.key],
        sequence=0,
        created=at,
        modified=at,
        fingerprint=fingerprint(shown, state, uids),
        state=state,
        shown=reduced(shown),
    )


def next_record(
    record: Record, shown: Shown, state: str, uids: Mapping[str, str], at: datetime
) -> Record:
    """Return what follows a record: itself, where attendees see no difference.

    A session that changed was modified at that moment, or a second after it was last
    modified: clients take nothing for news that is older than what they have.
    """
    mark = fingerprint(shown, state, uids)
    if shown.key != record.key:
        record = _rekeyed(record, shown.key)
    if mark == record.fingerprint:
        return record
    modified = max(at, record.modified + SECOND)
    fields = noticed(record.shown, shown)
    return replace(
        record,
        sequence=record.sequence + 1,
        modified=modified,
        fingerprint=mark,
        state=state,
        shown=reduced(shown),
        before=before(record.shown, fields, modified) if fields else record.before,
    )


def state_of(shown: Shown) -> str:
    """Return the state of a session that the programme has."""
    return "replaced" if shown.replaced_by else "shown"


def is_held(record: Record) -> bool:
    """Tell whether attendees were told that a session is held."""
    return record.state == "shown" and record.shown.status != "cancelled"


def tombstone(
    record: Record,
    heirs: tuple[Named, ...],
    session: Session | None,
    visible: Mapping[str, Shown],
) -> Shown:
    """Return what attendees see of a session that the programme does not show any more.

    It is what was last shown, cancelled. ``heirs`` are those that have its key among their
    earlier ones; without any, what stood in its place still does, as far as it is held.
    ``session`` is what the file still has of it, cancelled and without a time: its notice is
    shown.
    """
    there = (each for each in record.shown.replaced_by if each.key in visible)
    held = tuple(each for each in there if visible[each.key].status != "cancelled")
    return replace(
        record.shown,
        status="cancelled",
        notice=session.notice if session else record.shown.notice,
        replaced_by=heirs or held,
    )


def _rekeyed(record: Record, key: str) -> Record:
    keys = dict.fromkeys((*record.keys, record.key))
    keys.pop(key, None)
    return replace(record, key=key, keys=tuple(keys), shown=replace(record.shown, key=key))
