"""A difference for programs, as `docs/diff.schema.json` describes it."""

from datetime import datetime, timedelta
from typing import Any

from coopsched.calendar import Day
from coopsched.comparing import (
    FIELDS,
    PRIVATE,
    SECTIONS,
    Change,
    Difference,
    joining,
    other_links,
    private_links,
)
from coopsched.model import LineUpEntry, Programme, Room, Session, Speaker, Track
from coopsched.model.parts import Venue
from coopsched.moment import utc
from coopsched.reporting.escaping import json_text
from coopsched.text import Text

FORMAT = 1
"""The version of the report; it gains fields without changing, and loses none."""


def render(difference: Difference, **_: object) -> str:
    """Write all that changed; each version's keys are its own."""
    return json_text(
        {
            "coopsched-diff": FORMAT,
            "added": [session.key for session in difference.added],
            "removed": [session.key for session in difference.removed],
            "cancelled": [change.new.key for change in difference.cancelled],
            "restored": [change.new.key for change in difference.restored],
            "changed": [_change(change, difference) for change in difference.changed],
            "programme": _programme(difference),
            "tell": [
                {
                    "speaker": told.speaker.key,
                    "name": told.speaker.name,
                    "sessions": list(told.sessions),
                }
                for told in difference.tell
            ],
        }
    )


def _change(change: Change, difference: Difference) -> dict[str, Any]:
    was = {"was": change.old.key} if change.old.key != change.new.key else {}
    fields = {
        name: {
            "old": _value(name, change.old, difference.old),
            "new": _value(name, change.new, difference.new),
        }
        for name in change.fields
    }
    return {
        "session": change.new.key,
        **was,
        "notable": bool(change.notable),
        "fields": fields,
    }


def _programme(difference: Difference) -> dict[str, Any]:
    """Return what differs beside the sessions: of lists of parts, those that are not the same."""
    old, new, found = difference.old, difference.new, difference.beside
    fields = {
        name: {"old": _of_programme(name, old), "new": _of_programme(name, new)}
        for name in found.fields
    }
    for section in SECTIONS:
        altered = [each for each in found.parts if each.section == section]
        if altered:
            fields[section] = {
                "old": [_piece(each.old, old) for each in altered if each.old is not None],
                "new": [_piece(each.new, new) for each in altered if each.new is not None],
            }
    return fields


def _of_programme(name: str, programme: Programme) -> object:
    value = getattr(programme, name)
    if not isinstance(value, Venue):
        return _plain(value, programme)
    return {each: _plain(getattr(value, each), programme) for each in ("name", "address")}


def _piece(part: object, programme: Programme) -> dict[str, Any]:
    """Return what is compared of a part, with what it is known by."""
    match part:
        case Day():
            hours = {"opens": part.opens, "closes": part.closes}
            clock = {name: None if time is None else _clock(time) for name, time in hours.items()}
            return {"date": part.date.isoformat(), **clock}
        case Room():
            name = _plain(part.name, programme)
            return {"room": part.key, "name": name, "capacity": part.capacity}
        case Speaker():
            return {"speaker": part.key, "name": part.name, "affiliation": list(part.affiliation)}
        case Track():
            title = _plain(part.title, programme)
            return {"track": part.key, "title": title, "colour": part.colour}
    raise TypeError(part)


def _clock(time: timedelta) -> str:
    hours, minutes = divmod(round(time / timedelta(minutes=1)), 60)
    return f"{hours:02}:{minutes:02}"


def _value(name: str, session: Session, programme: Programme) -> object:
    """Return a field as the programme file would have it; who and what, with what it is called."""
    if name in ("join", "links"):
        links = joining(session) if name == "join" else other_links(session)
        return [{"kind": link.kind, "url": link.url} for link in links]
    if name in PRIVATE:
        return [{"kind": link.kind} for link in private_links(session, name)]
    if name == "room":
        return [{"room": key, "name": programme.room(key).label} for key in session.rooms]
    if name == "speakers":
        return [_entry(entry, programme) for entry in session.speakers]
    if name == "track":
        return _track(session, programme)
    return _plain(getattr(session, FIELDS[name]), programme)


def _plain(value: object, programme: Programme) -> object:
    """Return a value as JSON has it: times with their offset, texts by language if in several."""
    if isinstance(value, datetime):
        return utc(value).astimezone(programme.zone).isoformat()
    if isinstance(value, Day):
        return value.date.isoformat()
    if isinstance(value, Text):
        return str(value) if len(value) == 1 else dict(value)
    return list(value) if isinstance(value, tuple) else value


def _entry(entry: LineUpEntry, programme: Programme) -> dict[str, Any]:
    return {
        "speaker": entry.speaker,
        "name": programme.speaker(entry.speaker).name,
        "role": entry.role,
        "from": _plain(entry.from_, programme),
        "until": _plain(entry.until, programme),
        "remote": entry.remote,
    }


def _track(session: Session, programme: Programme) -> dict[str, str] | None:
    if session.track is None:
        return None
    return {"track": session.track, "title": str(programme.track(session.track).title)}
