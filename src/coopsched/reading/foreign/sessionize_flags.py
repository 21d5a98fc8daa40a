"""What the flags of a Sessionize session make of it: a break, a plenary, a draft."""

from coopsched.reading.foreign.draft import first_wording
from coopsched.reading.foreign.kinds import kind_of
from coopsched.reading.foreign.nodes import at, is_true, items
from coopsched.reading.foreign.values import clean, node
from coopsched.source import Node

_STATUS = {
    "declined": "cancelled",
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "nominated": "draft",
    "waitlisted": "draft",
    "acceptqueue": "draft",
    "declinequeue": "draft",
}
_SERVICES = frozenset({"registration", "meal", "break", "social", "exhibition"})
"""Kinds of what Sessionize calls a service session, where nobody speaks."""


def service_kind(session: Node, title: Node) -> Node | None:
    """Return the kind of a service session, by the words of its title."""
    service = at(session, "isServiceSession")
    if service is None or not is_true(service):
        return None
    kind = kind_of(first_wording(title))
    known = kind is not None and (kind in _SERVICES or bool(items(at(session, "speakers"))))
    return node(kind if known and kind is not None else "other", service)


def plenum_kind(session: Node) -> Node | None:
    """Return the kind of a session that all are meant to attend."""
    plenum = at(session, "isPlenumSession")
    return node("plenary", plenum) if plenum is not None and is_true(plenum) else None


def status(session: Node) -> Node | None:
    """Return the status of what is not confirmed; None for what is, or where nothing is said."""
    state, confirmed = at(session, "status"), at(session, "isConfirmed")
    word = clean(state.value) if state is not None else ""
    known = _STATUS.get(word.casefold().replace("_", "").replace(" ", ""))
    if state is not None and known is not None:
        return node(known, state)
    if word.casefold() == "accepted" and confirmed is not None and confirmed.value == "false":
        return node("tentative", confirmed)
    return None
