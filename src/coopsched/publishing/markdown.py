"""Programmes as an agenda in Markdown (CommonMark), to paste into a page or a message."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from coopsched.calendar import Day
from coopsched.model import LineUpEntry, Programme, Session
from coopsched.publishing.agenda_words import Words, words
from coopsched.publishing.clocks import time_of_day
from coopsched.publishing.losses import Carried, Written, losses, merged, on_stage, sorted_out
from coopsched.publishing.naming import on_one_line
from coopsched.publishing.people import people_losses
from coopsched.publishing.wordings import other_wordings, own_language
from coopsched.text import Text

CARRIED = Carried(
    programme=frozenset({"key", "title", "days", "venue", "rooms", "speakers", "sessions"}),
    day=frozenset({"key", "date"}),
    venue=frozenset({"name", "address"}),
    room=frozenset({"key", "name"}),
    speaker=frozenset({"key", "name", "affiliation"}),
    session=frozenset(
        {"key", "title", "languages", "interpretation", "day", "start", "end", "minutes"}
        | {"rooms", "speakers", "status", "permanent", "notice"}
    ),
    line_up=frozenset({"speaker", "role", "affiliation"}),
)
"""What people can read there; keys are for files, and not missed in a text for people."""

# What would be markup, a mathematical formula, or (with GitHub's extension) a link.
_MARKS = re.compile(r"([\\`*_\[\]|~#$@]|:(?=//)|(?<=\bwww)\.)", re.IGNORECASE)
_HTML = re.compile(r"[<>]|&(?=\\?[#\w])")  # a # has its \ by then
_AT_LINE_START = re.compile(r"\d+[.)]|[-+=:]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BY_SIDE = " · "
_NEVER = datetime.max.replace(tzinfo=UTC)


def write(programme: Programme, *, language: str | None = None) -> Written:
    """Return an agenda: a heading a day, a line a session.

    Its own few words are in ``language``, else in the programme's first, as far as they
    are known. Drafts are left out. Times are those of the programme's zone.
    """
    sessions, left_out = sorted_out(programme, ["sessions that are drafts"])
    agenda = _Agenda(programme, language)
    text = "\n".join(agenda.lines(sessions)).strip("\n") + "\n"
    speakers = on_stage(programme, sessions)
    others = other_wordings(programme, CARRIED, sessions=sessions, speakers=speakers)
    found = (
        *losses(programme, CARRIED, sessions=sessions, speakers=speakers),
        *(each for each in others if not each.what.endswith(": its language")),
        *(loss for loss in people_losses(programme, sessions) if "without" in loss.what),
        *left_out,
    )
    return Written(text.encode("utf-8", "replace"), merged(found))


def escaped(text: str) -> str:
    """Return a text on one line, with nothing in it that Markdown or HTML would act on."""
    plain = on_one_line(_TURNING.sub("", text))
    marked = _MARKS.sub(r"\\\1", plain)
    safe = _HTML.sub(lambda match: _ENTITIES[match[0]], marked)
    start = _AT_LINE_START.match(safe)
    return safe if start is None else f"{start[0][:-1]}\\{safe[start.end() - 1 :]}"


class _Agenda:
    """Words one programme in one language."""

    def __init__(self, programme: Programme, language: str | None) -> None:
        self.programme = programme
        self.words: Words = words(language or own_language(programme))

    def lines(self, sessions: Iterable[Session]) -> Iterator[str]:
        programme, venue = self.programme, self.programme.venue
        yield f"# {self.text(programme.title)}"
        if venue is not None:
            address = [venue.address] if venue.address else []
            yield from ("", ", ".join(self.text(each) for each in (venue.name, *address)))
        placed: dict[Day, list[Session]] = {day: [] for day in programme.all_days}
        always, unplaced = [], []
        for session in sessions:
            day = programme.day_of(session)
            if session.permanent:
                always.append(session)
            elif session.start is None or day is None:
                unplaced.append(session)
            else:
                placed.setdefault(day, []).append(session)
        for day in sorted(placed, key=lambda day: day.date):
            yield from self.section(_capital(self.words.day(day.date)), _sorted(placed[day]), day)
        yield from self.section(self.words.always, always)
        yield from self.section(self.words.unplaced, unplaced)

    def section(
        self, heading: str, sessions: list[Session], day: Day | None = None
    ) -> Iterator[str]:
        if sessions:
            yield from ("", f"## {heading}", "")
            yield from (f"- {self.line(session, day)}" for session in sessions)

    def line(self, session: Session, day: Day | None) -> str:
        parts = [self.when(session, day), f"**{self.text(session.title, session)}**"]
        if session.status != "confirmed":
            word = {"cancelled": self.words.cancelled, "tentative": self.words.tentative}
            parts.insert(1, f"*{word[session.status]}*")
        parts += [self.room(key) for key in session.rooms]
        parts.append(", ".join(self.person(entry) for entry in session.speakers))
        parts.append(self.languages(session))
        if session.notice is not None:
            parts.append(f"*{self.text(session.notice)}*")
        return _BY_SIDE.join(part for part in parts if part)

    def when(self, session: Session, day: Day | None) -> str:
        if session.start is None or day is None:
            return "" if session.minutes is None else f"{session.minutes} {self.words.minutes}"
        start = self.clock(session.start, day)
        end = "" if session.end is None else self.clock(session.end, day)
        return f"{start}–{end}"

    def clock(self, moment: datetime, day: Day) -> str:
        local = moment.astimezone(self.programme.zone).replace(tzinfo=None)
        time = local - datetime.combine(day.date, datetime.min.time())
        time = max(time, timedelta()) % timedelta(days=1)
        return time_of_day(time)[:5]

    def room(self, key: str) -> str:
        name = self.programme.room(key).name
        return self.text(name) if name is not None else escaped(key)

    def person(self, entry: LineUpEntry) -> str:
        speaker = self.programme.speaker(entry.speaker)
        beside = [*(entry.affiliation or speaker.affiliation)]
        if entry.role != "speaker":
            beside.insert(0, self.words.roles[entry.role])
        behind = f" ({', '.join(map(escaped, beside))})" if beside else ""
        return escaped(speaker.name) + behind

    def languages(self, session: Session) -> str:
        spoken = ", ".join(session.languages)
        carried = ", ".join(session.interpretation)
        return spoken + (f" ({self.words.interpretation} {carried})" if carried else "")

    def text(self, text: Text, session: Session | None = None) -> str:
        return escaped(text.best(own_language(self.programme, session)))


def _sorted(sessions: list[Session]) -> list[Session]:
    return sorted(sessions, key=lambda each: each.interval.start if each.interval else _NEVER)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
