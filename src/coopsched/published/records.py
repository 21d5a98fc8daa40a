"""The publication: what was published of each session, and every address of a feed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from coopsched.published.shown import Shown
from coopsched.text import Text

FORMAT = 1
"""The version of the publication file that this release reads and writes."""
STATES = ("shown", "gone", "replaced")
ADDRESSES = ("programme", "in", "permanent", "room", "speaker", "track", "kind", "session")
"""The kinds of addresses."""


class Before(NamedTuple):
    """What the last notable change of a session changed.

    ``at`` is the moment at which that was published; ``fields`` are names of
    `comparing.NOTABLE`. Times are in UTC; ``end`` is None where nobody gave one. ``rooms``
    are names.
    """

    at: datetime
    fields: tuple[str, ...]
    start: datetime | None = None
    end: datetime | None = None
    rooms: tuple[Text, ...] = ()
    status: str = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A session as it was last published.

    ``state`` is `shown` while the programme has it (also cancelled), `gone` when it was
    removed from it, `replaced` when another stands in its place: those two are tombstones.
    ``created`` and ``modified`` are in UTC, in whole seconds: when it was first published,
    and when it last changed. ``fingerprint`` tells whether it did. ``shown`` is enough
    of what was shown to render a tombstone, and to tell what changed: no description,
    no links but joining ones. ``keys`` are those it had before.
    """

    key: str
    uid: str
    sequence: int
    created: datetime
    modified: datetime
    fingerprint: str
    state: str
    shown: Shown
    before: Before | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A feed that was published once, and stays: `room/attic`, in every language.

    ``kind`` is one of `ADDRESSES`; ``key`` is empty for `programme` and `permanent`, and
    a language tag for `in`. ``name`` is what it was last called; ``leads_to`` is the key
    under which it goes on after a renaming. ``modified`` is when its contents last
    changed, in UTC; ``fingerprint`` tells whether they did.
    """

    kind: str
    key: str
    name: Text | None
    modified: datetime
    fingerprint: str
    leads_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """All that was ever published of a programme.

    ``key`` is the programme's; ``serial`` counts the publishings that changed something;
    ``tzdata`` is the version of the time zone data; ``languages`` are those that feeds
    were ever published in. Records and addresses are sorted by key.

    It holds nothing that attendees were not shown, so that its copy in the published
    folder is the same, byte for byte.
    """

    key: str
    serial: int
    tzdata: str
    languages: tuple[str, ...]
    records: Mapping[str, Record] = field(default_factory=dict)
    addresses: Mapping[tuple[str, str], Address] = field(default_factory=dict)
