"""What the agenda and the grid say about a session, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from coopsched.calendar import Day
from coopsched.findings import Finding, Severity
from coopsched.model import SIDE_KINDS, LineUpEntry, Programme, Session
from coopsched.moment import comes_twice, utc
from coopsched.reporting.cells import NO_BREAK, paint, plain, wrap

MARK = "✖"
LEAST_WIDTH = 20
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


class Outline(NamedTuple):
    """Sessions as both views order them: by day, and those that no day holds."""

    days: tuple[tuple[Day, tuple[Session, ...]], ...]
    """The days on which something begins, with what begins, by start."""
    permanent: tuple[Session, ...]
    unplaced: tuple[Session, ...]


@dataclass(frozen=True)
class View:
    """One programme for one reader on one terminal."""

    programme: Programme
    findings: tuple[Finding, ...]
    languages: tuple[str, ...]
    room: int
    """How many cells a line has."""
    colour: bool

    def paint(self, text: str, style: str) -> str:
        """Return a text in a style of `cells`, where the terminal has colours."""
        return paint(text, style, self.colour)

    @cached_property
    def errors(self) -> dict[str, list[Finding]]:
        """The errors that count, by the session that they concern."""
        result: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if finding.severity is Severity.ERROR and finding.accepted is None:
                for key in _concerned(finding):
                    result.setdefault(key, []).append(finding)
        return result

    def title(self, session: Session) -> str:
        """Return the title in the language the reader likes best."""
        return plain(session.title.best(*self.languages)) or session.key

    def room_label(self, key: str) -> str:
        """Return what people call a room."""
        name = self.programme.room(key).name
        return (plain(name.best(*self.languages)) if name else "") or key

    def clock(self, moment: datetime, day: Day) -> str:
        """Return a time of a day: `00:30+1` after its midnight.

        Of an hour that a clock change shows twice, with the distance from UTC.
        """
        local = utc(moment).astimezone(self.programme.zone)
        text = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        later = (local.date() - day.date).days
        text += f"{later:+}" if later else ""
        return f"{text} {_offset(local)}" if comes_twice(local) else text

    def times(self, session: Session, day: Day) -> str:
        """Return from when until when, as far as anybody said: `17:30–`."""
        if session.start is None:
            return ""
        end = self.clock(session.end, day) if session.end else ""
        return f"{self.clock(session.start, day)}–{end}"

    def details(self, session: Session) -> list[str]:
        """Return what a reader wants to know beside title and time, none of it empty."""
        rooms = ", ".join(_held_together(self.room_label(key)) for key in session.rooms)
        kind = session.kind if session.kind not in (None, "talk", "other") else ""
        facts = (rooms, self.people(session), spoken(session), kind, unsettled(session))
        return [fact for fact in facts if fact]

    def people(self, session: Session) -> str:
        """Return who is in a session, and as what where not as a speaker."""
        return ", ".join(self._person(entry) for entry in session.speakers)

    def missing(self, session: Session) -> str:
        """Return what a session still needs to be placed, or nothing: `a start and a room`."""
        needs = []
        if session.start is None and not session.permanent:
            needs.append(f"a start on {day_name(session.day.date)}" if session.day else "a start")
        roomless = session.kind in SIDE_KINDS or session.permanent
        if self.programme.rooms and not session.rooms and not roomless:
            needs.append("a room")
        return " and ".join(needs) if session.status != "cancelled" else ""

    def heading(self, sessions: Sequence[Session]) -> list[str]:
        """Return the programme's title and, below it, how much of it is shown."""
        shown, marked = len(sessions), sum(session.key in self.errors for session in sessions)
        total = len(self.programme.sessions)
        count = f"{shown} of {total}" if shown != total else str(total)
        facts = [f"{count} session{'s' if total != 1 else ''}"]
        facts.append(f"times of {plain(self.programme.timezone)}")
        title = plain(self.programme.title.best(*self.languages))
        lines = [self.paint(line, "strong") for line in wrap(title, self.room)]
        lines += [self.paint(line, "faint") for line in wrap(" · ".join(facts), self.room)]
        if marked:
            text = f"{MARK} {marked} session{'s' if marked != 1 else ''} in error, marked {MARK}"
            lines += [self.paint(line, "bad") for line in wrap(text, self.room)]
        return lines if sessions else [*lines, "", "No session to show."]

    def day_heading(self, day: Day) -> list[str]:
        """Return a day's name, its key where that says more, and a rule below it."""
        name = day_name(day.date)
        if day.key != day.date.isoformat():
            name += f" · {plain(day.key)}"
        lines = [self.paint(line, "strong") for line in wrap(name, self.room)]
        return [*lines, self.paint("─" * self.room, "faint")]

    def outline(self, sessions: Sequence[Session]) -> Outline:
        """Sort sessions into days; those of one instant keep the order given."""
        days: dict[Day, list[Session]] = {}
        permanent, unplaced = [], []
        for session in sessions:
            day = self.programme.day_of(session)
            if session.permanent:
                permanent.append(session)
            elif session.start is None or day is None:
                unplaced.append(session)
            else:
                days.setdefault(day, []).append(session)
        order = sorted(days, key=lambda day: (day.date, day.opens or timedelta(), day.key))
        return Outline(
            tuple((day, tuple(sorted(days[day], key=_start))) for day in order),
            tuple(permanent),
            tuple(unplaced),
        )

    def _person(self, entry: LineUpEntry) -> str:
        name = _held_together(plain(self.programme.speaker(entry.speaker).name))
        about = [entry.role] if entry.role != "speaker" else []
        for word, moment in (("from", entry.from_), ("until", entry.until)):
            if moment is not None:
                local = utc(moment).astimezone(self.programme.zone)
                about.append(_held_together(f"{word} {local:%H:%M}"))
        about += ["remote"] if entry.remote else []
        return f"{name} ({', '.join(about)})" if about else name


def spoken(session: Session) -> str:
    """Return the languages of a session, and those it is carried into: `fr → nl`."""
    held = ", ".join(session.languages)
    carried = f"→ {', '.join(session.interpretation)}" if session.interpretation else ""
    captions = f"captions {', '.join(session.captions)}" if session.captions else ""
    tongue = _held_together(f"{held} {carried}".strip())
    return " · ".join(filter(None, (tongue, _held_together(captions))))


def unsettled(session: Session) -> str:
    """Return the status of a session that is neither confirmed nor cancelled, else nothing."""
    return session.status if session.status in ("tentative", "draft") else ""


def day_name(day: date) -> str:
    """Return a date in plain English, whatever the machine speaks: `Tuesday 20 June 2017`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def duration(length: timedelta) -> str:
    """Return a length of time in words: `3 h 15 min`."""
    hours, minutes = divmod(round(length / timedelta(minutes=1)), 60)
    parts = [f"{hours} h"] if hours else []
    parts += [f"{minutes} min"] if minutes or not hours else []
    return NO_BREAK.join(parts).replace(" ", NO_BREAK)


def joined(lines: Iterable[str]) -> str:
    """Return lines as one text that ends in a newline, without spaces at any line's end."""
    return "".join(f"{line.rstrip(' ')}\n" for line in lines)


def _held_together(words: str) -> str:
    return words.replace(" ", NO_BREAK)


def _start(session: Session) -> datetime:
    assert session.start is not None  # noqa: S101 - the outline has looked
    return utc(session.start)


def _concerned(finding: Finding) -> Iterator[str]:
    if finding.subject.sessions:
        yield from finding.subject.sessions
    elif finding.route[:1] == ("sessions",) and len(finding.route) > 1:
        yield str(finding.route[1])


def _offset(local: datetime) -> str:
    minutes = round((local.utcoffset() or timedelta()) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
