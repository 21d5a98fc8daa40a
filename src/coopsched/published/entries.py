"""A session and a feed, as the publication file writes them."""

from dataclasses import MISSING, fields
from typing import Any

from coopsched.model.session import STATUSES
from coopsched.moment import utc
from coopsched.published.coding import (
    BOOLEAN,
    DAY,
    KEY,
    LINK,
    MARK,
    MOMENT,
    NAMED,
    NUMBER,
    PERSON,
    TAG,
    TEXT,
    TIME,
    UID,
    ZONE,
    Codec,
    Damaged,
    listed,
    one_of,
    read_fields,
    written,
)
from coopsched.published.noticing import NOTICED
from coopsched.published.records import STATES, Address, Before, Record
from coopsched.published.shown import Shown

_STATUS = one_of(*(status for status in STATUSES if status != "draft"))
_SHOWN: dict[str, Codec] = {
    "status": _STATUS,
    "title": TEXT,
    "notice": TEXT,
    "permanent": BOOLEAN,
    "days": listed(DAY),
    "start": TIME,
    "end": TIME,
    "end_given": BOOLEAN,
    "timezone": ZONE,
    "rooms": listed(NAMED),
    "online": BOOLEAN,
    "speakers": listed(PERSON),
    "languages": listed(TAG),
    "interpretation": listed(TAG),
    "captions": listed(TAG),
    "track": NAMED,
    "kind": KEY,
    "links": listed(LINK),
    "replaced_by": listed(NAMED),
}
"""What `noticing.reduced` leaves of a session, but for its key, which the entry has."""
_BEFORE: dict[str, Codec] = {
    "at": MOMENT,
    "fields": listed(one_of(*NOTICED)),
    "start": TIME,
    "end": TIME,
    "rooms": listed(TEXT),
    "status": _STATUS,
}
_RECORD: dict[str, Codec] = {
    "uid": UID,
    "sequence": NUMBER,
    "created": MOMENT,
    "modified": MOMENT,
    "fingerprint": MARK,
    "state": one_of(*STATES),
    "shown": Codec(lambda shown: _written(shown, _SHOWN), lambda data: data),
    "before": Codec(
        lambda before: written(before._asdict(), Before._field_defaults, _BEFORE),
        lambda data: Before(**read_fields(data, _BEFORE, frozenset({"at", "fields"}))),
    ),
    "keys": listed(KEY),
}
_ADDRESS: dict[str, Codec] = {
    "name": TEXT,
    "modified": MOMENT,
    "fingerprint": MARK,
    "leads_to": KEY,
}
_DEFAULTS: dict[type, dict[str, Any]] = {
    kind: {each.name: each.default for each in fields(kind) if each.default is not MISSING}
    for kind in (Record, Shown, Address)
}
_DEFAULTS[Address]["name"] = None
_RECORD_NEEDS = frozenset(_RECORD).difference(_DEFAULTS[Record])
_SHOWN_NEEDS = frozenset(_SHOWN).difference(_DEFAULTS[Shown])


def record_written(record: Record) -> dict[str, Any]:
    """Return the entry of a session."""
    return _written(record, _RECORD)


def record_read(key: str, data: Any) -> Record:
    """Return the record that an entry holds. Raises Damaged."""
    values = read_fields(data, _RECORD, _RECORD_NEEDS)
    values["shown"] = _shown(KEY.read(key), values["shown"])
    record = Record(key=key, **values)
    if record.modified < record.created:
        raise Damaged("it was modified before it was created")
    return record


def address_written(address: Address) -> dict[str, Any]:
    """Return the entry of a feed."""
    return _written(address, _ADDRESS)


def address_read(kind: str, key: str, data: Any) -> Address:
    """Return the address that an entry holds. Raises Damaged."""
    values = {"name": None} | read_fields(data, _ADDRESS, frozenset({"modified", "fingerprint"}))
    return Address(kind=kind, key=key, **values)


def _shown(key: str, data: Any) -> Shown:
    try:
        shown = Shown(key=key, **read_fields(data, _SHOWN, _SHOWN_NEEDS))
    except Damaged as error:
        raise Damaged(f"`shown`: {error}") from None
    placed = (shown.start is not None, shown.end is not None, bool(shown.days))
    if placed != ((False, False, True) if shown.permanent else (True, True, False)):
        raise Damaged("`shown`: it does not tell when the session is")
    if shown.start and shown.end and utc(shown.end) < utc(shown.start):
        raise Damaged("`shown`: it ends before it starts")
    return shown


def _written(value: Any, codecs: dict[str, Codec]) -> dict[str, Any]:
    values = {name: getattr(value, name) for name in codecs}
    return written(values, _DEFAULTS[type(value)], codecs)
