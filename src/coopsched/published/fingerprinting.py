"""Fingerprints: short marks that tell whether anything changed that attendees are shown."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from coopsched.moment import utc
from coopsched.published.shown import Shown
from coopsched.text import Text

_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False)


def fingerprint(shown: Shown, state: str, uids: Mapping[str, str]) -> str:
    """Return the mark of a session in a state of its record.

    ``uids`` are those of all sessions by key: another session is known by its UID, which
    stays when its key changes. No other key counts, for none is said.

    What has its default is left out, so that a release in which sessions can say more
    does not mark those anew that do not. Lists count in the order in which they are shown:
    line-ups and rooms as the file has them.
    """
    relations = (shown.within and uids[shown.within], shown.repeats and uids[shown.repeats])
    found = {
        "state": "" if state == "shown" else state,
        "status": "" if shown.status == "confirmed" else shown.status,
        "title": plain(shown.title),
        "description": plain(shown.description),
        "notice": plain(shown.notice),
        "permanent": shown.permanent,
        "days": [day.isoformat() for day in shown.days],
        "start": _time(shown.start),
        "end": _time(shown.end),
        "end-not-given": not shown.end_given,
        "timezone": shown.timezone,
        "rooms": [plain(room.name) for room in shown.rooms],
        "online": shown.online,
        "venue": plain(shown.venue),
        "address": plain(shown.address),
        "position": shown.position,
        "speakers": [person[1:] for person in shown.speakers],
        "languages": shown.languages,
        "interpretation": shown.interpretation,
        "captions": shown.captions,
        "track": shown.track and plain(shown.track.name),
        "colour": shown.colour,
        "kind": shown.kind,
        "tags": shown.tags,
        "links": shown.links,
        "within": relations[0],
        "repeats": relations[1],
        "replaces": sorted(uids[key] for key in shown.replaces),
        "replaced-by": [plain(each.name) for each in shown.replaced_by],
    }
    return digest({name: value for name, value in found.items() if value})


def digest(data: Any) -> str:
    """Return the SHA-256 of plain data, the same with every release of Python."""
    return sha256(_JSON.encode(data).encode("ascii")).hexdigest()


def plain(text: Text | None) -> list[tuple[str, str]] | None:
    """Return a text as pairs: their order counts, for the first stands in where none fits."""
    return None if text is None else [(tag, text[tag]) for tag in text]


def _time(moment: datetime | None) -> list[str] | None:
    """Return a time as an instant, and as the clocks of its zone show it."""
    if moment is None:
        return None
    return [utc(moment).isoformat(), moment.isoformat(), zone_name(moment)]


def zone_name(moment: datetime) -> str:
    """Return the IANA name of the zone of a time; empty where it has an offset alone."""
    zone = moment.tzinfo
    return (zone.key or "") if isinstance(zone, ZoneInfo) else ""
