"""What a publishing changes, for programs, as `docs/diff.schema.json` describes it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from coopsched.model import Programme
from coopsched.moment import utc
from coopsched.published.changes import Changed, Changes
from coopsched.published.shown import Named, Shown
from coopsched.reporting.changes.wording import feed_name
from coopsched.reporting.escaping import json_text
from coopsched.text import Text
from coopsched.zones import zone

FORMAT = 1
"""The version of the report; it gains fields without changing, and loses none."""

SORTS = ("moved", "altered", "replaced", "texts")


def render(changes: Changes, programme: Programme, **_: object) -> str:  # noqa: ARG001  as all take it
    """Write all that changed of what attendees see.

    A session of which only such texts changed as a publication does not keep is in `texts`,
    and not in `changed`: what they were is not known any more.
    """
    both = (*changes.cancelled, *changes.restored, *changes.moved, *changes.altered)
    return json_text(
        {
            "coopsched-diff": FORMAT,
            "added": keys(changes.new),
            "removed": keys((*changes.removed, *changes.replaced)),
            "cancelled": keys(changes.cancelled),
            "restored": keys(changes.restored),
            "changed": list(filter(None, map(_change, (*both, *changes.texts)))),
            "programme": {},
            **{name: keys(getattr(changes, name)) for name in SORTS},
            "renamed": renamed(changes),
            **feeds(changes),
            "tell": told_of(changes),
        }
    )


def keys(found: Iterable[Changed]) -> list[str]:
    """Return the keys of sessions, as they are now."""
    return [changed.new.key for changed in found]


def renamed(changes: Changes) -> dict[str, str]:
    """Return the keys that sessions had, with those that they have now."""
    return {each.old.key: each.new.key for each in changes.renamed if each.old is not None}


def feeds(changes: Changes) -> dict[str, list[str]]:
    """Return the feeds that change, and those that are new."""
    return {
        "feeds": [feed_name(place) for place in changes.feeds],
        "new_feeds": [feed_name(place) for place in changes.new_feeds],
    }


def told_of(changes: Changes) -> list[dict[str, Any]]:
    """Return who must be told."""
    return [
        {"speaker": told.speaker.key, "name": told.speaker.name, "sessions": list(told.sessions)}
        for told in changes.tell
    ]


def _change(changed: Changed) -> dict[str, Any] | None:
    """Return what changed of a session; None where that is nothing that was kept."""
    assert changed.old is not None  # noqa: S101  only what was there before can change
    fields = dict(_fields(changed, changed.old.shown, changed.new.shown))
    was = {"was": changed.old.key} if changed.old.key != changed.new.key else {}
    if not fields:
        return None
    notable = bool(changed.fields)
    return {"session": changed.new.key, **was, "notable": notable, "fields": fields}


def _fields(changed: Changed, old: Shown, new: Shown) -> Iterator[tuple[str, dict[str, Any]]]:
    before, after = _values(old), _values(new)
    for name, value in after.items():
        notable = name in ("start", "end", "room", "status", "speakers", "join")
        if name in changed.fields if notable else before[name] != value:
            yield name, {"old": before[name], "new": value}


def _values(shown: Shown) -> dict[str, Any]:
    return {
        "start": _time(shown.start, shown),
        "end": _time(shown.end, shown) if shown.end_given else None,
        "room": [{"room": room.key, "name": _name(room)} for room in shown.rooms],
        "status": shown.status,
        "speakers": [
            {
                "speaker": person.key,
                "name": person.name,
                "role": person.role,
                "from": None,
                "until": None,
                "remote": person.remote,
            }
            for person in shown.speakers
        ],
        "join": [
            {"kind": link.kind, "url": link.url} for link in shown.links if link.kind == "join"
        ],
        "title": _text(shown.title),
        "language": list(shown.languages),
        "interpretation": list(shown.interpretation),
        "captions": list(shown.captions),
        "track": shown.track and {"track": shown.track.key, "title": _name(shown.track)},
        "kind": shown.kind,
        "notice": _text(shown.notice),
        "permanent": shown.permanent,
    }


def _time(moment: datetime | None, shown: Shown) -> str | None:
    return None if moment is None else utc(moment).astimezone(zone(shown.timezone)).isoformat()


def _text(text: Text | None) -> str | dict[str, str] | None:
    if text is None:
        return None
    return str(text) if len(text) == 1 else dict(text)


def _name(named: Named) -> str:
    return str(named.name)
