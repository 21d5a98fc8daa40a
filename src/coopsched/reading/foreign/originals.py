"""Identifiers that coopsched made when it wrote a schedule, and those that it was given."""

import re
from uuid import UUID

_FIRST_OWN_NUMBER = 2**30
_MADE = re.compile(r"session-[0-9]+")
_OWN_VERSION = 8


def key_of_slug(slug: str) -> str | None:
    """Return the key in a slug, behind the first hyphen and what fills it; None where none is."""
    key = slug.partition("-")[2].lstrip("-")
    return None if not key or _MADE.fullmatch(key) else key


def made_number(text: str) -> bool:
    """Tell whether a number was made for a session that had none."""
    return text.isdecimal() and len(text) < 20 and int(text) >= _FIRST_OWN_NUMBER


def made_guid(text: str) -> bool:
    """Tell whether a UUID was made for a session that had none: of a version for own use."""
    try:
        return UUID(text).int >> 76 & 0xF == _OWN_VERSION
    except ValueError:
        return False
