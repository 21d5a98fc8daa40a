"""The programme's own objects: frozen, validated, referring to each other by key."""

from coopsched.model.parts import (
    LineUpEntry,
    Link,
    Resource,
    Room,
    Speaker,
    Track,
    Venue,
    Window,
)
from coopsched.model.programme import Appearance, Programme
from coopsched.model.session import KINDS, SIDE_KINDS, Session

__all__ = [
    "KINDS",
    "SIDE_KINDS",
    "Appearance",
    "LineUpEntry",
    "Link",
    "Programme",
    "Resource",
    "Room",
    "Session",
    "Speaker",
    "Track",
    "Venue",
    "Window",
]
