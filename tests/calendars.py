"""Small iCalendar files, and what reading says of them."""

from typing import Any

import coopsched
from builders import Noted, noted_in
from coopsched.document import Document
from coopsched.model import Programme, Session
from coopsched.reading.hints import NO_HINTS, Hints

ZONED = "X-WR-TIMEZONE:Europe/Brussels\n"


def event(lines: str = "", *, uid: str = "a@example.org", start: str = "20260502T100000") -> str:
    """Return an event; its title is T unless lines name another."""
    title = "" if "SUMMARY" in lines else "SUMMARY:T\n"
    begin = f"DTSTART:{start}\n" if start else ""
    return f"BEGIN:VEVENT\nUID:{uid}\n{begin}{title}{lines.rstrip()}\nEND:VEVENT\n"


def calendar(body: str, *, head: str = ZONED) -> str:
    """Return a calendar with a name."""
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nNAME:Meet\n{head}{body}END:VCALENDAR\n"


def read(text: str, *, hints: Hints = NO_HINTS) -> Document:
    """Read a calendar."""
    return coopsched.loads(text, name="meet.ics", hints=hints)


def programme(body: str, *, head: str = ZONED) -> Programme:
    """Return the programme of a calendar in which reading finds nothing odd."""
    document = read(calendar(body, head=head))
    assert document.problems == ()
    return document.programme


def session(lines: str = "", **event_: Any) -> Session:
    """Return the session of an event in which reading finds nothing odd."""
    return programme(event(lines, **event_)).sessions[0]


def noted(body: str, *, head: str = ZONED) -> list[Noted]:
    """Return what reading finds odd."""
    return noted_in(read(calendar(body, head=head)))


def clock(session: Session) -> tuple[str, str | None]:
    """Return start and end as a clock shows them."""
    assert session.start is not None
    shown = "%Y-%m-%d %H:%M"
    return session.start.strftime(shown), session.end.strftime(shown) if session.end else None


def names(body: str, *, head: str = ZONED) -> list[list[str]]:
    """Return the names of the people of each session."""
    found = read(calendar(body, head=head)).programme
    return [[found.speaker(e.speaker).name for e in each.speakers] for each in found.sessions]
