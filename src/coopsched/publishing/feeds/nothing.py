"""The event of a feed that has become empty: that nothing is left in it.

Without any event, Evolution goes on showing what was there last, and vdirsyncer refuses to
take over a calendar that seems to be lost; and a calendar must hold something (RFC 5545
section 3.6).
"""

from datetime import date, datetime

from coopsched.model import Programme
from coopsched.publishing.feeds.lines import content, escaped, on_one_line, stamp
from coopsched.publishing.feeds.times import all_day
from coopsched.publishing.feeds.words import wording, words

NOTHING = b"\r\nUID:nothing/"
"""What a feed holds where no session is in it: no key has a `/`."""

_NEVER = date(2000, 1, 1)


def nothing(
    programme: Programme, language: str, name: str, path: str, modified: datetime | None
) -> bytes:
    """Return an event that says so all day on the day of that change, in nobody's way.

    ``name`` is what the feed is called, empty for that of the whole programme; ``path`` is
    where it stands, empty if it does not; ``modified`` is when it changed last.
    """
    place = path.removeprefix(f"feeds/{language}/").removesuffix(".ics") or "choice"
    subject = name or on_one_line(wording(programme.title, language)[1])
    day = min((each.date for each in programme.all_days), default=_NEVER)
    at = modified or datetime(day.year, day.month, day.day)  # noqa: DTZ001  at any hour
    return nothing_in(subject, language, f"{place}@{programme.key}", at)


def nothing_in(subject: str, language: str, name: str, at: datetime) -> bytes:
    """Return an event that says of a subject that nothing is planned there, on the day of ``at``.

    ``name`` tells it from the others.
    """
    said, changed = words(language), stamp(at)
    return content(
        [
            "BEGIN:VEVENT",
            f"UID:nothing/{escaped(on_one_line(name))}",
            f"DTSTAMP:{changed}",
            f"LAST-MODIFIED:{changed}",
            "SEQUENCE:0",
            "STATUS:CONFIRMED",
            *all_day([at.date()]),
            f"SUMMARY;LANGUAGE={said.language}:{escaped(subject + said.colon + said.nothing)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    )
