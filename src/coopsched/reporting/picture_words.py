"""What a picture of a programme says itself, for a page to say it in another language."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from coopsched.reporting.describing import day_name


class PictureWords(NamedTuple):
    """The words of a picture. Where a phrase holds braces, what it is about stands in them."""

    day: Callable[[date], str] = day_name
    """A date in words."""
    timetable: str = "Timetable"
    sessions: Callable[[int], str] = lambda number: f"{number} session{'s' if number != 1 else ''}"
    rooms: str = "Rooms: {}"
    zone: str = "Times of {}"
    no_room: str = "No room"
    all_day: str = "All day"
    cancelled: str = "Cancelled"
    tentative: str = "To be confirmed"
    unplaced: str = "Not placed yet"
    no_end: str = "no end given"
    nothing: str = "No session to show."
    conflict: str = "in conflict: red frame, hatched, marked with a cross"
    more: str = "and {} more"


ENGLISH = PictureWords()
