"""A room, speaker or track whose feed was published is no longer in the programme.

Its address stays, and its sessions are no longer there. If it was renamed, they went to
another address, of which those who subscribed know nothing. The rule is run where a
publication is at hand, `programme.publication.json` beside `programme.yaml`.

## Example

```yaml
rooms:
  loft: {name: Loft, capacity: 40}
sessions:
  calm: {title: Calm seas, start: 10:00, end: 11:00, rooms: [loft], speakers: [nora]}
```

What was published before:

```yaml
rooms:
  attic: {name: Attic, capacity: 40}
sessions:
  calm: {title: Calm seas, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
```

## What to do

Name the old key where the new one stands, and its feed goes on with the same sessions:
`loft: {name: Loft, was: [attic]}`. `coopsched rename` does both. Where it is really gone,
nothing: this is said until it is published.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from coopsched.findings import Problem, Rule, Severity, Subject
from coopsched.model import Programme
from coopsched.published.records import Address, Publication
from coopsched.published.shown import Shown
from coopsched.rules.announced import is_to_come
from coopsched.rules.wording import counted


class _Kind(NamedTuple):
    """A kind of part that has feeds: what it is called, and where the programme has it."""

    name: str
    section: str


_KINDS = (_Kind("room", "rooms"), _Kind("speaker", "speakers"), _Kind("track", "tracks"))


def check(programme: Programme, published: Publication, today: date | None) -> Iterator[Problem]:
    """Yield each part whose feed has sessions that are to come, and which goes on nowhere."""
    for kind in _KINDS:
        parts = getattr(programme, kind.section)
        known = {key for part in parts for key in (part.key, *part.was)}
        awaited = _awaited(published, kind, today)
        for (name, key), address in published.addresses.items():
            if name != kind.name or key in known or key not in awaited:
                continue
            yield Problem(
                message=f"the feed of the {kind.name} {_called(address)} has "
                f"{counted(awaited[key], 'session')} to come, and the {kind.name} is no longer in "
                "the programme",
                route=(kind.section,),
                at_key=True,
                subject=_subject(kind, key),
                help=_help(kind, address, parts, published),
            )


def _awaited(published: Publication, kind: _Kind, today: date | None) -> Mapping[str, int]:
    """Return how many sessions that are to come the feeds of each part have, by its key."""
    found: dict[str, int] = {}
    for record in published.records.values():
        shown = record.shown
        if record.state == "shown" and shown.status != "cancelled" and is_to_come(shown, today):
            for key in _keys(shown, kind):
                found[key] = found.get(key, 0) + 1
    return found


def _keys(shown: Shown, kind: _Kind) -> set[str]:
    if kind.name == "track":
        return {shown.track.key} if shown.track else set()
    return {part.key for part in getattr(shown, kind.section)}


def _called(address: Address) -> str:
    return f"“{address.name or address.key}”"


def _subject(kind: _Kind, key: str) -> Subject:
    match kind.name:
        case "room":
            return Subject(rooms=(key,))
        case "speaker":
            return Subject(speakers=(key,))
    return Subject()


def _help(kind: _Kind, address: Address, parts: tuple[Any, ...], published: Publication) -> str:
    """Return what to write, and where if only one part is new."""
    new = [part.key for part in parts if (kind.name, part.key) not in published.addresses]
    where = f"at `{new[0]}`" if len(new) == 1 else "at the new key"
    return f"if it has another key now, write `was: [{address.key}]` {where}"


RULE = Rule(
    id="published-address-gone",
    severity=Severity.WARNING,
    summary="A room, speaker or track whose feed was published is no longer in the programme.",
    check=check,
    family="publication",
)
