"""Sessions as they are shown and recorded, and feeds read back by the icalendar library."""

import re
from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar

from coopsched.model import Programme
from coopsched.published.records import Before, Publication, Record
from coopsched.published.shown import Shown
from coopsched.published.succeeding import Succession, succeed
from coopsched.publishing.feeds import feeds
from coopsched.publishing.feeds.events import base, event
from coopsched.text import Text
from coopsched.zones import zone

BRUSSELS = zone("Europe/Brussels")
CREATED = datetime(2017, 5, 1, 8, tzinfo=UTC)
MODIFIED = datetime(2017, 6, 12, 9, 30, tzinfo=UTC)


def at(text: str, zone_: str = "Europe/Brussels") -> datetime:
    """Return a time of a zone: `2017-06-20 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=zone(zone_))


def shown(**fields: Any) -> Shown:
    """Return a session of an hour and a half, with some fields of one's own."""
    about: dict[str, Any] = {
        "key": "a",
        "status": "confirmed",
        "title": Text({"fr": "Assemblée"}),
        "timezone": "Europe/Brussels",
        "start": at("2017-06-20 10:00"),
        "end": at("2017-06-20 11:30"),
    }
    return Shown(**about | fields)


def record(session: Shown, *, before: Before | None = None, **fields: Any) -> Record:
    """Return the record of a session."""
    about: dict[str, Any] = {
        "key": session.key,
        "uid": f"{session.key}@conf",
        "sequence": 2,
        "created": CREATED,
        "modified": MODIFIED,
        "fingerprint": "",
        "state": "shown",
        "shown": session,
        "before": before,
    }
    return Record(**about | fields)


def written(session: Shown, *, language: str = "fr", local: bool = False, **recorded: Any) -> bytes:
    """Return the event of a session."""
    made = base(session, record(session, **recorded), local=local)
    assert made is not None
    return event(made, language)


def read(data: bytes) -> Any:
    """Return the only event of what was written, read back."""
    head = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
    [only] = calendar_of(head + data + b"END:VCALENDAR\r\n").walk("VEVENT")
    return only


def event_of(session: Shown, **how: Any) -> Any:
    """Return the event of a session, written and read back."""
    return read(written(session, **how))


def published(
    programme: Programme, previous: Publication | None = None, *, at: datetime = CREATED
) -> Succession:
    """Return what follows when a programme is published."""
    return succeed(programme, previous, at=at)


def all_feeds(programme: Programme, done: Succession | None = None, **how: Any) -> dict[str, bytes]:
    """Return all feeds of a programme by path, as it was published or is for the first time."""
    done = done or published(programme)
    return dict(feeds(programme, done.publication, done.shown, **how))


def calendar_of(data: bytes) -> Any:
    """Return a feed, read back without an error."""
    found = Calendar.from_ical(data)
    assert [each for component in found.walk() for each in component.errors] == []
    return found


def events_of(data: bytes) -> dict[str, Any]:
    """Return the events of a feed by UID, but that which says that nothing is left in it."""
    found = [each for each in calendar_of(data).walk("VEVENT") if "/" not in each["UID"]]
    by_uid = {str(each["UID"]): each for each in found}
    assert len(by_uid) == len(found)
    return by_uid


def called(feed: Any) -> str:
    """Return the name of a feed that was read back; icalendar does not know it for a text."""
    assert feed["NAME"] == feed["X-WR-CALNAME"]
    return re.sub(r"\\(.)", r"\1", feed["NAME"])


def components(data: bytes) -> dict[bytes, bytes]:
    """Return the events of a feed as they are written, by the line of their UID."""
    found = [each.partition(b"END:VEVENT")[0] for each in data.split(b"BEGIN:VEVENT\r\n")[1:]]
    return {each.split(b"\r\n")[0]: each for each in found}
