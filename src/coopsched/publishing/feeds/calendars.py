"""A feed as a whole: what it says of itself, time zones, and its events."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from coopsched.model import Programme
from coopsched.publishing.feeds.colours import colour_name
from coopsched.publishing.feeds.lines import (
    content,
    escaped,
    in_language,
    on_one_line,
    plain,
    stamp,
    uri,
)
from coopsched.publishing.feeds.nothing import nothing
from coopsched.publishing.feeds.words import wording
from coopsched.publishing.naming import PRODID
from coopsched.publishing.timezones import vtimezone

_HOUR = "PT1H"
_END = b"END:VCALENDAR\r\n"
_BESIDE = 1
"""Years before the first and after the last for which a time zone is told."""


class About(NamedTuple):
    """What a feed says of itself.

    ``name`` follows the programme's title. ``path`` is where it stands in the published
    folder, empty if it does not. ``modified`` is when it last changed, in UTC.
    """

    language: str
    name: str = ""
    path: str = ""
    modified: datetime | None = None
    colour: str | None = None


Zones = Iterable[tuple[str, int, int]]
"""Names of zones, with the first and last years of times that are written in them."""


def calendar(programme: Programme, about: About, events: Sequence[bytes], zones: Zones) -> bytes:
    """Return a feed: never with METHOD or a UID of its own, at which clients stumble.

    One without events has one that says so.
    """
    if not events:
        language, name, path, modified, _ = about
        events = [nothing(programme, language, name, path, modified)]
    return b"".join([head(programme, about), *_time_zones(zones), *events, _END])


def head(programme: Programme, about: About) -> bytes:
    """Return how a feed begins (RFC 7986 section 4).

    There is no X-WR-TIMEZONE: it makes some readers convert times that are in UTC, and take
    an hour that comes twice for the wrong one.
    """
    tag, title = wording(programme.title, about.language)
    name = " – ".join(filter(None, (on_one_line(title), about.name)))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODID}",
        f"NAME{in_language(tag)}:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    if programme.description is not None:
        tag, description = wording(programme.description, about.language)
        lines.append(f"DESCRIPTION{in_language(tag)}:{escaped(plain(description))}")
    if programme.url is not None:
        lines.append(f"URL:{uri(programme.url)}")
    if about.path and programme.site is not None and programme.site.url is not None:
        lines.append(f"SOURCE;VALUE=URI:{uri(programme.site.url.rstrip('/'))}/{about.path}")
    if about.modified is not None:
        lines.append(f"LAST-MODIFIED:{stamp(about.modified)}")
    lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{_HOUR}", f"X-PUBLISHED-TTL:{_HOUR}"]
    if colour := colour_name(about.colour):
        lines.append(f"COLOR:{colour}")
    return content(lines)


def _time_zones(zones: Zones) -> list[bytes]:
    years: dict[str, tuple[int, int]] = {}
    for name, first, last in zones:
        known = years.get(name, (first, last))
        years[name] = min(known[0], first), max(known[1], last)
    return [
        vtimezone(name, first - _BESIDE, last + _BESIDE)
        for name, (first, last) in sorted(years.items())
    ]
