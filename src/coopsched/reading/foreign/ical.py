"""iCalendar files as programmes: RFC 5545, with what calendars in the wild make of it."""

import re
from collections import Counter
from datetime import timedelta

from coopsched.model.values import is_key
from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.reading.foreign.content_lines import Component, Line, components
from coopsched.reading.foreign.draft import Draft, Found
from coopsched.reading.foreign.ical_events import (
    Categories,
    languages,
    links,
    rooms,
    rooms_of_feed,
    status,
    worded,
)
from coopsched.reading.foreign.ical_people import Conventions
from coopsched.reading.foreign.ical_series import Series, Showing
from coopsched.reading.foreign.ical_times import Stamp, Times, stamp, times_of
from coopsched.reading.foreign.ical_zones import Zones
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, node, shown, web_address
from coopsched.reading.hints import Hints
from coopsched.reading.numbers import check_number
from coopsched.source import Node, Parsed, Source

CARRIES = frozenset(
    {
        "title", "description", "start", "end", "minutes", "rooms", "speakers", "kind", "track",
        "tags", "status", "links", "repeats", "uid", "source_id",
    }
)  # fmt: skip
_SILENT = frozenset(
    {
        "VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM", "PARTICIPANT",
        "VLOCATION", "VRESOURCE",
    }
)  # fmt: skip
_OURS = "//coopsched//"
_LONGEST = timedelta(days=3660)
_BEGIN = re.compile(r"BEGIN\s*:", re.IGNORECASE)
_EVENT = re.compile(r"(?:\A|[\r\n])[ \t]*BEGIN[ \t]*:[ \t]*VEVENT\b", re.IGNORECASE)
_MORE = "more may be missing behind it"
_AGAIN = "export or download it again: a calendar ends with END:VCALENDAR"


def parse(source: Source, hints: Hints, limits: Limits) -> Parsed:
    """Return the nodes of a programme file: a session for each showing of each VEVENT.

    The first showing of what recurs has the event's UID; the others repeat it, and have
    keys that end with their date. An entry of whole days lasts from midnight to midnight.
    Raises ReadError for what is no calendar, and for too many events.
    """
    if _BEGIN.search(source.text) is None:
        raise ReadError(
            "this is no calendar: nothing begins in it",
            position=source.position(0, 0),
            help="a calendar begins with BEGIN:VCALENDAR and ends with END:VCALENDAR",
            source=source,
        )
    check_number(source, sum(1 for _ in _EVENT.finditer(source.text)), limits)
    reader = _Reader(source, hints)
    reader.read(limits)
    return reader.draft.parsed()


class _Reader:
    """Reads the components of a file into a draft."""

    def __init__(self, source: Source, hints: Hints) -> None:
        self.draft = Draft(source, hints)
        self._tally = Tally(self.draft)
        self._found = components(source, self._tally)
        self._calendars = [each for each in self._found if each.name == "VCALENDAR"]
        self._events = [each for each in self._found if each.name == "VEVENT"]
        products = [line.value for each in self._calendars for line in each.all("PRODID")]
        by_us = any(_OURS in product for product in products)
        # What people subscribe to is worded for them, and no export of a programme.
        self._is_feed = by_us and any(each.all("X-PUBLISHED-TTL") for each in self._calendars)
        self._ours = self.draft.ours = by_us and not self._is_feed
        self._people = Conventions(self._calendars, self._events)
        self._categories = Categories(self._calendars, ours=self._ours)
        self._cancelled = {
            id(event)
            for each in self._calendars
            if _says(each, "METHOD", "CANCEL")
            for event in each.children
        }
        self._whole_days: list[Node] = []

    def read(self, limits: Limits) -> None:
        """Read everything."""
        self._check_end()
        self._header()
        events = {
            number: (event, times_of(event, self._tally))
            for number, event in enumerate(self._events)
        }
        starts = [times.start for _, times in events.values() if times is not None]
        usual = Node("UTC", 0, 0) if self._is_feed else None
        self._zones = Zones(self.draft, self._tally, self._found, starts, usual=usual)
        first: dict[int, Found] = {}
        for showing in Series(events, self._zones, self._tally).showings(limits.sessions):
            found = self._session(showing)
            if showing.series is not None and not showing.is_change:
                repeated = first.setdefault(showing.series, found)
                found.repeats = repeated if repeated is not found else None
            self.draft.session(found)
        self._rest()

    def _check_end(self) -> None:
        """Note a file that ends too early; the event in which it does is none without its start."""
        cut = [each for each in self._found if each.cut]
        event = next((each for each in cut if each.name == "VEVENT"), None)
        if event is not None and _is_held(event):
            what = "the file ends in the middle of this event, which is read as far as it goes"
            self.draft.report("session-refused", f"{what}: {_MORE}", event.at, _AGAIN)
        elif event is not None:
            self._events.remove(event)
            self.draft.refuse(
                f"the file ends in the middle of this event: {_MORE}", event.at, _AGAIN
            )
        elif cut:
            what = f"the file ends in the middle of this {cut[0].name}: {_MORE}"
            self.draft.report("session-refused", what, cut[0].at, _AGAIN)

    def _header(self) -> None:
        header = self.draft.header
        told = {
            "title": worded(self._lines("NAME")) or worded(self._lines("X-WR-CALNAME")),
            "description": worded(self._lines("DESCRIPTION", "X-WR-CALDESC"), many_lines=True),
        }
        header |= {name: value for name, value in told.items() if value is not None}
        for line in self._lines("URL"):
            address = web_address(line.value)
            if address is not None:
                header.setdefault("url", line.node(address))
        if self._ours and (key := self._programme_key()) is not None:
            header["key"] = key
        tags = [self.draft.hints.language] if self.draft.hints.language else languages(self._found)
        if tags:
            header["languages"] = Node([node(tag, Node(None, 0, 0)) for tag in tags], 0, 0)

    def _programme_key(self) -> Node | None:
        """Return what follows the keys of sessions in our own UIDs."""
        uids = [line for event in self._events for line in event.all("UID")]
        ends = Counter(line.value.strip().rpartition("@")[2] for line in uids if "@" in line.value)
        name = ends.most_common(1)[0][0] if ends else ""
        return next((line.node(name) for line in uids if is_key(name)), None)

    def _lines(self, *names: str) -> list[Line]:
        return [line for each in self._calendars for line in each.all(*names)]

    def _session(self, showing: Showing) -> Found:
        """Return a showing as a session; one that is repeated says no more than differs."""
        event = showing.event
        uid = event.first("UID")
        places = rooms_of_feed(event) if self._is_feed else rooms(event, ours=self._ours)
        found = Found(at=event.at, id=self._id(event, showing.name), rooms=places)
        told = {
            "status": status(event, cancelled=id(event) in self._cancelled, tally=self._tally),
            "links": links(event, self._tally),
        }
        if showing.name == "" and uid is not None:
            found.uid = uid.node()
        if showing.name == "" or showing.is_change or showing.series is None:
            self._tell(found, event)
            told["description"] = worded(event.all("DESCRIPTION"), many_lines=True)
        found.fields |= {name: value for name, value in told.items() if value is not None}
        if showing.times is not None:
            found.fields |= self._times(showing.times)
        return found

    def _tell(self, found: Found, event: Component) -> None:
        """Add what a session is about, and who is in it."""
        found.title = self._title(event)
        if not self._is_feed:  # what looks like one in its texts may be an abstract's own
            found.people = self._people.people(event)
        fields, found.track = self._categories.read(event)
        found.fields |= fields

    def _title(self, event: Component) -> Node | None:
        summaries = event.all("SUMMARY")
        end = self._people.title_end(summaries[0]) if summaries else 0
        if summaries and end < len(summaries[0].value):
            title = summaries[0].node(None, 0, end)
            return node(clean(title.value), title) if clean(title.value) else worded(summaries)
        return worded(summaries)

    def _id(self, event: Component, name: str) -> Node | None:
        """Return what tells an event from others: its UID, and the date of a showing."""
        line = event.first("UID")
        own = event.first("X-COOPSCHED-KEY") if self._ours else None
        if line is None:
            return None
        text = clean((own or line).node().value)
        if self._ours and own is None:
            text = text.rpartition("@")[0] or text
        return line.node(f"{text}-{name}" if name else text)

    def _times(self, times: Times) -> dict[str, Node]:
        """Return when a session begins, and when it ends or how long it lasts."""
        for each in (times.start, times.end):
            if each is not None and each.hour_24:
                message = "the hour 24 is read as midnight, at the end of that day"
                self._tally.add("hour-24", "times have the hour 24", message, each.at)
        if times.start.is_date and not self._is_feed:
            self._whole_days.append(times.start.at)
        fields = {"start": self._zones.written(times.start)}
        end = times.end or self._end_of_length(times)
        if end is not None:
            if times.end is not None and times.length is not None:
                self._compare(times)
            fields["end"] = self._zones.written(end)
            if fields["end"].value == fields["start"].value:
                fields["minutes"] = node("0", fields.pop("end"))
        return fields

    def _end_of_length(self, times: Times) -> Stamp | None:
        """Return the end of what has a length: a day of the clock is a day of the calendar."""
        if times.length is None:
            return None
        line = times.length_line
        at = line.node() if line is not None else times.start.at
        if abs(times.length) > _LONGEST:
            message = "nothing lasts that long: the length is left out"
            self._tally.add("ignored-value", "lengths are of many years", message, at)
            return None
        return times.start.shifted(times.start.time + times.length)._replace(at=at, is_date=False)

    def _compare(self, times: Times) -> None:
        """Note a DURATION that another end contradicts."""
        end = self._end_of_length(times)
        if end is None or times.end is None or times.length_line is None:
            return
        if self._zones.by_clock_of(times.end, times.start) != end.time:
            self.draft.report(
                "contradictory-start",
                f"it lasts {shown(times.length_line.value.strip())}, and its DTEND is another end: "
                "DTEND is read",
                times.length_line.node(),
                "keep DTEND or DURATION, and not both",
            )

    def _rest(self) -> None:
        """Note what of the file is no session, and what was guessed of all."""
        for component in self._found:
            if component.name not in _SILENT and component.within in (None, "VCALENDAR"):
                message = f"a {component.name} is no session: it is left out"
                many = f"{component.name} are no sessions"
                self._tally.add("ignored-value", many, message, component.at)
        if self._whole_days:
            self.draft.guess(
                "what has a date and no time of day is read as a session from midnight to "
                f"midnight: {len(self._whole_days)} in all",
                self._whole_days[0],
                "give them times, or make them days or notices of the programme",
            )
        if len(self._calendars) > 1:
            message = f"{len(self._calendars)} calendars in one file are read as one programme"
            self.draft.guess(message, self._calendars[1].at)
        self._people.report(self.draft)
        self._tally.report()


def _is_held(event: Component) -> bool:
    """Tell whether an event has a title, and a start that can be read."""
    line = event.first("DTSTART")
    return event.first("SUMMARY") is not None and line is not None and stamp(line) is not None


def _says(component: Component, name: str, word: str) -> bool:
    line = component.first(name)
    return line is not None and clean(line.value).upper() == word
