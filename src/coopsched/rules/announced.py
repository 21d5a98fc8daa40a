"""How the rules that need a publication speak of what was published."""

from datetime import date

from coopsched.moment import utc
from coopsched.published.shown import Shown
from coopsched.text import Text
from coopsched.zones import zone

_LENGTH = 48


def quoted(text: Text) -> str:
    """Return a title in quotes, cut where it is long."""
    title = " ".join(str(text).split())
    return f"“{title[: _LENGTH - 1].rstrip()}…”" if len(title) > _LENGTH else f"“{title}”"


def was_announced(shown: Shown) -> str:
    """Return for when a session was published: `for 2025-05-14 10:00`."""
    if shown.start is None:
        return "for every day"
    return f"for {utc(shown.start).astimezone(zone(shown.timezone)):%Y-%m-%d %H:%M}"


def is_to_come(shown: Shown, today: date | None) -> bool:
    """Tell whether a session ends today or later; without a date, each may be to come."""
    if today is None:
        return True
    end = shown.end or shown.start
    if end is None:
        return max(shown.days) >= today
    return utc(end).astimezone(zone(shown.timezone)).date() >= today
