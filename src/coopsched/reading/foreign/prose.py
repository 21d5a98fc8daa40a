"""A programme in prose, as press kits and web pages print it: a time, a title, who speaks.

Everything here is a reading of what people write for people. What is not said is guessed,
and each guess is a finding; so is each passage that could not be placed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.foreign.blocks import Block, Entry, Group, blocks, read_block, room_of
from coopsched.reading.foreign.clock_times import written
from coopsched.reading.foreign.clocks import settle_zone
from coopsched.reading.foreign.dates import is_ambiguous, said_date
from coopsched.reading.foreign.draft import Draft, Found
from coopsched.reading.foreign.kinds import kind_of
from coopsched.reading.foreign.outline import Line, Timed, lines_of, times_in
from coopsched.reading.foreign.people import Person
from coopsched.reading.foreign.tongues import language_of
from coopsched.reading.foreign.values import node, shown, texts
from coopsched.reading.hints import Hints
from coopsched.reading.numbers import check_number
from coopsched.source import Node, Parsed, Source

CARRIES = frozenset(
    ("title", "description", "kind", "languages", "start", "end", "rooms", "speakers", "permanent")
)
_DAY = timedelta(days=1)
# Other words of a title say what it is about: a talk on labs is no lab.
_KINDS_IN_TITLES = ("assembly", "break", "meal", "registration", "social")
_STAND_IN = date(2000, 1, 1)
_FEWEST_TIMES = 2
_HEAD = 1_000_000
_LONGEST = 5_000_000
_TELL_THE_DATE = "tell it: --hint date=2017-06-20"
_LONGEST_DATE = 60
_GENERIC = re.compile(
    r"(communiqu[eé] de presse|dossier de presse|press release|press kit|persbericht|persmap|"
    r"pressemitteilung|sommaire|contents|inhoud|inhalt|programme?|programma|programm|agenda|"
    r"schedule)[ :!.]*",
    re.IGNORECASE,
)
_MONTH = r"[^\W\d_]{3,9}\.?"
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d.,])")
_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}"
    rf"|\d{{1,2}}(?:er|st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
)


class _Day(NamedTuple):
    """The day of the sessions that follow, and where it was read."""

    date: date
    at: Node


def knows(text: str) -> bool:
    """Tell whether a text has lines that begin with times, as a programme in prose does."""
    found = times_in(list(lines_of(text[:_HEAD])))
    return sum(1 if time.end is None else 2 for _, time in found) >= _FEWEST_TIMES


def parse(source: Source, hints: Hints, limits: Limits) -> Parsed:
    """Return the nodes of a programme file. Raises ReadError for a text without times."""
    if len(source.text) > _LONGEST:
        raise ReadError(
            f"this text has more than {_LONGEST:,} characters, and prose is read up to that many",
            position=source.position(0, 0),
            help="keep only the programme, or write it as a table",
        )
    lines = list(lines_of(source.text))
    found = times_in(lines)
    if not found:
        raise ReadError(
            "this text has no line that begins with a time, so no programme is found in it",
            position=source.position(0, 0),
            help="write each session below its time, as in **10:00-10:30**",
        )
    check_number(source, len(found), limits)
    reading = _Reading(Draft(source, hints), lines)
    reading.header(lines[: found[0][0]])
    for block in blocks(lines, found):
        reading.block(block)
    return reading.finish()


class _Reading:
    """Goes through the blocks of a text, and keeps the day and the room they are in."""

    def __init__(self, draft: Draft, lines: list[Line]) -> None:
        self._draft = draft
        self._lines = lines
        self._year: int | None = None
        self._day: _Day | None = None
        self._room: Line | None = None
        self._days: dict[date, Node] = {}
        self._languages: dict[str, Node] = {}
        self._rooms: set[str] = set()
        self._words: set[str] = set()
        self._affiliations: dict[str, tuple[str, ...]] = {}

    def header(self, lines: list[Line]) -> None:
        """Take title and date from what stands before the first time."""
        self._year = self._told_year() or _year_in(lines)
        self._title(lines)
        self._day = self._told_day() or self._first_day(lines)
        heading = next((line for line in reversed(lines) if line.level), None)
        self._room = room_of(heading) if heading is not None else None
        before = [line for line in lines if line.text]
        if len(before) > 1:
            which = self._lines_of(before)
            what = f"{which} stand before the first time: only title, date and room are taken"
            self._draft.report("unplaced-text", what, _at(before[0]))

    def block(self, block: Block) -> None:
        """Add the session of a block, and see what else stands in it."""
        entry = read_block(block)
        if entry.title is None:
            self._draft.refuse("no title stands below this time", _at(block.time.line))
        else:
            self._session(block.time, entry, entry.title)
        for passage in entry.unplaced:
            self._unplaced(passage)

    def finish(self) -> Parsed:
        """Return the nodes."""
        draft = self._draft
        if self._languages:
            tags = [node(tag, at) for tag, at in self._languages.items()]
            draft.header["languages"] = Node(tags, tags[0].start, tags[0].end)
        days = [node(day.isoformat(), at) for day, at in sorted(self._days.items())]
        if days:
            draft.header["days"] = Node(days, days[0].start, days[0].end)
        settle_zone(draft, None, ())
        return draft.parsed()

    def _title(self, lines: list[Line]) -> None:
        headings = [line for line in lines if line.level] or [line for line in lines if line.text]
        for line in headings:
            is_title = not _GENERIC.fullmatch(line.text) and len(line.text) < 200
            if is_title and self._date(line.text) is None:
                self._draft.header["title"] = node(line.text, _at(line))
                self._draft.guess(f"the title is taken from here: {shown(line.text)}", _at(line))
                return

    def _told_year(self) -> int | None:
        told = self._draft.hints.date
        return int(told[:4]) if told is not None else None

    def _told_day(self) -> _Day | None:
        told = self._draft.hints.date
        if told is None or len(told) == 4:
            return None
        return _Day(date.fromisoformat(told), Node(None, 0, 0))

    def _first_day(self, lines: list[Line]) -> _Day:
        found = [(day, line) for line in lines for day in self._dates(line)]
        alone = [(day, line) for line in lines if (day := self._date(line.text)) is not None]
        if not found and not alone:
            at = _at(lines[0]) if lines else Node(None, 0, 0)
            what = f"no date is given: the sessions are put on {_STAND_IN.isoformat()}"
            self._draft.guess(what, at, _TELL_THE_DATE)
            return _Day(_STAND_IN, at)
        # A date on a line of its own heads the sessions below it; else the one most often named.
        times = Counter(day for day, _ in found)
        day, line = alone[-1] if alone else max(found, key=lambda each: times[each[0]])
        what = f"the sessions are on {day.isoformat()}, as it says here"
        if self._year is None:
            what += "; the year is not said"
        self._draft.guess(what, _at(line), _TELL_THE_DATE)
        return _Day(day, _at(line))

    def _dates(self, line: Line) -> Iterator[date]:
        for text in _DATE.findall(line.text):
            day = self._date(text)
            if day is not None:
                if is_ambiguous(text) and self._draft.hints.day_first is None:
                    what = f"{shown(text)} is read with the day first: {day.isoformat()}"
                    self._draft.guess(what, _at(line), "tell it: --hint day-first=no")
                yield day

    def _date(self, text: str) -> date | None:
        """Return a date, in the year of the day before where it names none."""
        if len(text) > _LONGEST_DATE:
            return None
        said = said_date(text, day_first=self._draft.hints.day_first is not False)
        if said is None:
            return None
        year = self._year or _STAND_IN.year
        if self._day is not None and said.year is None:
            year = self._day.date.year
        return said.on(year)

    def _unplaced(self, passage: list[Line]) -> None:
        """See whether a passage heads the sessions below it; else note that it was left out."""
        line = passage[0]
        day, room = self._date(line.text), room_of(line)
        if day is not None:
            self._day = _Day(day, _at(line))
        elif room is not None and line.level:
            self._room = room
        else:
            what = f"{shown(line.text)} could not be placed"
            if len(passage) > 1:
                what = f"{self._lines_of(passage)}, from {shown(line.text)}, could not be placed"
            help_ = "if it belongs to the programme, add it"
            self._draft.report("unplaced-text", what, _at(line), help_)

    def _lines_of(self, passage: list[Line]) -> str:
        first, last = (
            self._draft.source.place(each.start)[0] for each in (passage[0], passage[-1])
        )
        return f"lines {first} to {last}"

    def _session(self, time: Timed, entry: Entry, title: Line) -> None:
        at = Node(None, time.line.start, entry.end)
        found = Found(at=at, title=node(title.text, _at(title)))
        found.fields.update(self._times(time))
        self._languages_of(found, entry, title)
        self._kind(found, entry, title)
        room = entry.room or self._room
        if room is not None:
            found.rooms.append(node(room.text, _at(room)))
            if room.text not in self._rooms:
                self._rooms.add(room.text)
                self._draft.guess(f"{shown(room.text)} is taken for a room", _at(room))
        if entry.description:
            text = "\n\n".join(line.text for line in entry.description)
            first = entry.description[0]
            found.fields["description"] = node(text, _at(first))
            self._draft.guess("this passage is taken for the description", _at(first))
        found.people = list(self._people(entry))
        self._draft.session(found)
        if entry.permanent is not None:
            self._permanent(entry.permanent)

    def _times(self, time: Timed) -> Iterator[tuple[str, Node]]:
        day = self._day.date if self._day is not None else _STAND_IN
        where = self._day.at if self._day is not None else Node(None, 0, 0)
        self._days.setdefault(day, where)
        at = _at(time.line)
        if max(time.start, time.end or time.start) >= _DAY:
            what = f"{shown(time.written)} has an hour of 24 or more"
            self._draft.report("hour-24", what, at, "for other programs, write the next day")
        yield "start", node(f"{day.isoformat()}T{written(time.start)}", at)
        if time.end is None:
            return
        end = time.end
        if end <= time.start and end < _DAY / 4:
            end += _DAY
            self._draft.guess(f"{shown(time.written)} ends on the next morning", at)
        yield "end", node(f"{day.isoformat()}T{written(end)}", at)

    def _languages_of(self, found: Found, entry: Entry, title: Line) -> None:
        """Take the languages of the word before the people, else that of the title."""
        own = language_of(title.text)
        group = next((group for group in entry.groups if group.languages), None)
        tags, at = (group.languages, _at(group.line)) if group is not None else ((), _at(title))
        if group is not None:
            self._tell_word(group)
            if own in tags[1:] and found.title is not None:
                found.title = texts({str(own): found.title})
        elif (guess := self._draft.hints.language or own) is not None:
            tags = (guess,)
            what = f"{shown(title.text)} is held in the language of its title: {guess}"
            self._draft.guess(what, at)
        for tag in tags:
            self._languages.setdefault(tag, at)
        if tags:
            found.fields["languages"] = Node([node(tag, at) for tag in tags], at.start, at.end)

    def _tell_word(self, group: Group) -> None:
        """Note, once for each word before people, in which languages it lets sessions be held."""
        word = group.line.text.split()[0].casefold()
        if word not in self._words:
            self._words.add(word)
            tags = ", ".join(group.languages)
            what = f"sessions with “{word}” before their people are held in: {tags}"
            self._draft.guess(what, _at(group.line))

    def _kind(self, found: Found, entry: Entry, title: Line) -> None:
        kind = kind_of(title.text) if not entry.groups else None
        if kind in _KINDS_IN_TITLES:
            found.fields["kind"] = node(str(kind), _at(title))
            self._draft.guess(
                f"{shown(title.text)} is taken for a session of kind {kind}", _at(title)
            )

    def _people(self, entry: Entry) -> Iterator[Person]:
        for group in entry.groups:
            for named, at in group.people(self._draft.source.text):
                if named.name.islower() or "(" in named.name:
                    self._draft.guess(f"{shown(named.name)} is taken for a person", at)
                person = Person(name=node(named.name, at))
                if group.role:
                    person.role = node(group.role, at)
                self._affiliate(person, named.name.casefold(), named.affiliations, at)
                yield person

    def _affiliate(
        self, person: Person, name: str, affiliations: tuple[str, ...], at: Node
    ) -> None:
        if not affiliations:
            return
        listed = Node([node(each, at) for each in affiliations], at.start, at.end)
        known = self._affiliations.setdefault(name, affiliations)
        if known == affiliations:
            person.fields["affiliation"] = listed
        else:
            person.affiliation = listed

    def _permanent(self, line: Line) -> None:
        found = Found(at=_at(line), title=node(line.text, _at(line)))
        found.fields["permanent"] = node("true", _at(line))
        self._draft.session(found)
        self._draft.guess(f"{shown(line.text)} is taken to be open all day", _at(line))


def _year_in(lines: list[Line]) -> int | None:
    """Return the year that a text names most often, the first of equals."""
    years = Counter(year for line in lines for year in _YEAR.findall(line.text))
    return int(max(years, key=lambda year: years[year])) if years else None


def _at(line: Line) -> Node:
    return Node(None, line.start, line.end)
