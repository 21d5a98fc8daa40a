"""Identifiers that other formats ask of a session: numbers, UUIDs and slugs that stay the same.

Each is made of keys alone, so that it changes neither with the order of the file nor with
what else is in it. Those made here can be told from those that somebody gave, so that a
reader of what was written does not take them for the author's.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5
from zlib import crc32

from coopsched.model import Programme, Session, Speaker

FIRST_OWN_NUMBER = 2**30
"""Numbers from here on are made of a key; smaller ones are the `source-id` of a session."""

_NAMESPACE = UUID("2a4d6bd4-8f0e-4d3f-9a70-3a1f2f6c1d55")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
_IN_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")
_CODE = re.compile(r"[0-9A-Z]{6}")
_MADE = re.compile(r"session-[0-9]+")
_VERSION_BITS = 76  # where the version stands in a UUID (RFC 9562 section 4.2)


class Numbered(NamedTuple):
    """What a session is called elsewhere: a 31-bit number, a UUID, a slug."""

    id: int
    guid: str
    slug: str


def numbered(programme: Programme, sessions: Sequence[Session]) -> dict[str, Numbered]:
    """Return the identifiers of sessions by key, each given once."""
    ids = _numbers(sessions)
    guids = _guids(programme, sessions)
    prefix = slug_prefix(programme)
    return {
        session.key: Numbered(
            ids[session.key],
            guids[session.key],
            f"{prefix}-{_slug(session.key, ids[session.key])}",
        )
        for session in sessions
    }


def person_numbers(speakers: Iterable[Speaker]) -> dict[str, int]:
    """Return a 31-bit number for each speaker's key, each given once."""
    return _made_numbers([speaker.key for speaker in speakers], set())


def slug_prefix(programme: Programme) -> str:
    """Return the programme's key as slugs begin with it: at least four of `a-z0-9_`."""
    return re.sub(r"[^a-z0-9_]", "_", programme.key.lower()).ljust(4, "_")


def key_fits_slug(key: str) -> bool:
    """Tell whether a session's key can be had back from its slug.

    It is what follows the first hyphen, and further hyphens.
    """
    if _MADE.fullmatch(key) or key[-1] in "_-":
        return False
    return _IN_SLUG.fullmatch(key) is not None


def code_of(key: str) -> str | None:
    """Return a session's key as the code that both schemas allow, where pretalx could have made it.

    None where it is in the slug, or fits neither.
    """
    return key if _CODE.fullmatch(key) and not key_fits_slug(key) else None


def _slug(key: str, number: int) -> str:
    """Return the second half of a slug, which has at least four characters."""
    return key.rjust(4, "-") if key_fits_slug(key) else f"session-{number}"


def _numbers(sessions: Iterable[Session]) -> dict[str, int]:
    ids: dict[str, int] = {}
    taken: set[int] = set()
    for session in sorted(sessions, key=lambda each: each.key):
        number = _number(session.source_id)
        if number is not None and number not in taken:
            ids[session.key] = number
            taken.add(number)
    others = [session.key for session in sessions if session.key not in ids]
    return ids | _made_numbers(others, taken)


def _number(text: str | None) -> int | None:
    """Return the number that an identifier is, where it can be told from those made here."""
    if text is None or not _NUMBER.fullmatch(text):
        return None
    return int(text) if int(text) < FIRST_OWN_NUMBER else None


def _made_numbers(keys: Iterable[str], taken: set[int]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for key in sorted(keys):
        number = crc32(key.encode()) % FIRST_OWN_NUMBER + FIRST_OWN_NUMBER
        while number in taken:
            number = (number + 1) % FIRST_OWN_NUMBER + FIRST_OWN_NUMBER
        numbers[key] = number
        taken.add(number)
    return numbers


def _guids(programme: Programme, sessions: Iterable[Session]) -> dict[str, str]:
    guids: dict[str, str] = {}
    taken: set[str] = set()
    for session in sorted(sessions, key=lambda each: each.key):
        uid = session.uid or ""
        given = _UUID.fullmatch(uid) and not _is_made(UUID(uid)) and uid.lower() not in taken
        guids[session.key] = uid if given else made_guid(programme.key, session.key)
        taken.add(guids[session.key].lower())
    return guids


def made_guid(programme: str, part: str) -> str:
    """Return a UUID for a part of a programme, made of their keys.

    It is of version 8, which is for one's own ways of making them (RFC 9562 section 5.8).
    """
    bits = uuid5(_NAMESPACE, f"{programme}/{part}").int
    return str(UUID(int=bits & ~(0xF << _VERSION_BITS) | (8 << _VERSION_BITS)))


def _is_made(guid: UUID) -> bool:
    return guid.int >> _VERSION_BITS & 0xF == 8
