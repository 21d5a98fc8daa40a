"""Edits that cancel a session."""

from coopsched.document import Document
from coopsched.editing.changing import Change
from coopsched.editing.fields import Fields
from coopsched.editing.sheet import Sheet


def cancel(document: Document, key: str, *, notice: str | None = None) -> Change:
    """Return the change that cancels a session, with a notice for attendees.

    The session stays in the file: those who hold it in their calendars are told.
    Raises KeyError for an unknown session, ValueError for an empty notice, EditError
    (a ValueError) where the text cannot be edited.
    """
    old = document.programme.session(key)
    words = {} if notice is None else {"notice": notice.strip()}
    programme = document.programme.replace(key, status="cancelled", **words)
    new = programme.session(key)
    fields = Fields(Sheet.of(document), document.route(("sessions", key)))
    values = dict(words) if new.notice != old.notice else {}
    if old.status != "cancelled":
        values = {"status": "cancelled", **values}
    return Change(tuple(fields.set(values)), programme)
