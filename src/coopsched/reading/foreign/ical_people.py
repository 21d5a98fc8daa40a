"""Who speaks in the events of an iCalendar file, where a convention says so.

The format itself has none for it. These are known: PARTICIPANT components that are
speakers or performers (RFC 9073); ATTENDEEs without a mailbox, as FOSDEM's; ORGANIZERs of
many names with one mailbox; `Title - A, B`, as pretalx writes; and a line of the
description such as `Speakers: A, B`, as Indico's. Our own is X-COOPSCHED-SPEAKER.
"""

import re
from collections.abc import Iterable, Iterator

from coopsched.model.parts import ROLES
from coopsched.reading.foreign.content_lines import Component, Line, Parameter
from coopsched.reading.foreign.draft import Draft
from coopsched.reading.foreign.names import Named, named_by_us, split_names
from coopsched.reading.foreign.people import Person
from coopsched.reading.foreign.values import clean, lines, node, web_address
from coopsched.source import Node

_SPEAKING = frozenset({"SPEAKER", "PERFORMER"})
_THINGS = frozenset({"ROOM", "RESOURCE", "GROUP"})
_NO_MAILBOX = re.compile(r"\s*(?:mailto:)?\s*(?:invalid:|nomail|no-?reply@|\Z)", re.IGNORECASE)
_LABELLED = re.compile(
    r"\s*(?:speakers?|presenters?|panell?ists?|intervenante?s?|orateurs?|oratrices?|"
    r"conférenci(?:er|ère)s?|sprecher(?:in|innen)?|referent(?:in|en|innen)?|vortragender?|"
    r"sprekers?|relator[ei]|ponentes?)(?:\(s\)|·e·s|\(in\))?\s*:\s*",
    re.IGNORECASE,
)
_OWN = ("-SPEAKER", "-SPEAKERS")
_OURS = "X-COOPSCHED-SPEAKER"
_LINE_BREAK = re.compile(r"\\[nN]")
_COMMA = re.compile(r"\\?,")
_BEFORE_NAMES = " - "
_GUESSED = {
    "organisers": "ORGANIZERs, which share a mailbox and not a name",
    "titles": "what follows “ - ” in the SUMMARY, as pretalx writes it",
    "descriptions": "a line of the DESCRIPTION that lists names",
}


class Conventions:
    """What a file's events have in common that tells where their speakers are."""

    def __init__(self, calendars: list[Component], events: list[Component]) -> None:
        products = [line.value.casefold() for each in calendars for line in each.all("PRODID")]
        summaries = [line.value for event in events for line in event.all("SUMMARY")[:1]]
        with_names = sum(_BEFORE_NAMES in f"{summary} " for summary in summaries)
        self._after_title = (
            any("pretalx" in product for product in products)
            and with_names * 10 >= len(summaries) * 9
        )
        self._organised = _shared_mailboxes(events)
        self._guessed: dict[str, list[Node]] = {}
        self._invited: list[Node] = []

    def title_end(self, summary: Line) -> int:
        """Return where the title ends in a SUMMARY that names the speakers behind it."""
        end = f"{summary.value} ".rfind(_BEFORE_NAMES) if self._after_title else -1
        return end if end >= 0 else len(summary.value)

    def people(self, event: Component) -> list[Person]:
        """Return the line-up of an event: by the first of the conventions that it keeps."""
        return (
            list(self._participants(event))
            or list(_own(event))
            or list(self._attendees(event))
            or self._guess("organisers", self._organisers(event))
            or self._guess("titles", self._behind_title(event))
            or self._guess("descriptions", _described(event))
        )

    def report(self, draft: Draft) -> None:
        """Note what was guessed, and who was left out."""
        for what, places in self._guessed.items():
            events = "one event" if len(places) == 1 else f"{len(places)} events"
            draft.guess(f"the line-up of {events} is read from {_GUESSED[what]}", places[0])
        if self._invited:
            number = len(self._invited)
            message = f"nobody is read as a speaker for being invited by mail: {number} ATTENDEE"
            draft.ignore(message, self._invited[0])

    def _guess(self, what: str, people: Iterable[Person]) -> list[Person]:
        found = list(people)
        if found:
            self._guessed.setdefault(what, []).append(found[0].name)
        return found

    def _participants(self, event: Component) -> Iterator[Person]:
        for part in event.children:
            kinds = {line.value.strip().upper() for line in part.all("PARTICIPANT-TYPE")}
            name = part.first("NAME", "SUMMARY", "X-NAME")
            if part.name == "PARTICIPANT" and kinds & _SPEAKING and name is not None:
                id_ = part.first("UID")
                yield Person(
                    name=name.node(),
                    id=clean(id_.value) if id_ is not None else "",
                    fields=_about(part),
                )

    def _attendees(self, event: Component) -> Iterator[Person]:
        for line in event.all("ATTENDEE"):
            if line.parameter("CUTYPE").upper() in _THINGS:
                continue
            if line.parameter("ROLE").upper() == "SPEAKER" or _NO_MAILBOX.match(line.value):
                yield from _named(line)
            else:
                self._invited.append(line.node())

    def _organisers(self, event: Component) -> Iterator[Person]:
        for line in event.all("ORGANIZER"):
            if _mailbox(line) in self._organised:
                yield from _named(line)

    def _behind_title(self, event: Component) -> Iterator[Person]:
        summary = event.first("SUMMARY")
        if summary is None or not self._after_title:
            return
        start = self.title_end(summary) + len(_BEFORE_NAMES)
        while start < len(summary.value):
            comma = _COMMA.search(summary.value, start)
            stop, after = comma.span() if comma is not None else 2 * (len(summary.value),)
            name = summary.node(None, start, stop)
            if clean(name.value):  # pretalx writes the hyphen also where nobody speaks
                yield Person(name=node(clean(name.value), name))
            start = after


def _about(participant: Component) -> dict[str, Node]:
    """Return what a PARTICIPANT tells of a speaker."""
    fields = {}
    page, about = participant.first("URL"), participant.first("DESCRIPTION")
    address = web_address(page.value) if page is not None else None
    if page is not None and address is not None:
        fields["url"] = page.node(address)
    if about is not None:
        fields["biography"] = about.node(lines(about.node().value))
    return fields


def _named(line: Line) -> Iterator[Person]:
    """Yield whom a property names: each value of CN, which commas separate (RFC 5545 3.1)."""
    values = line.parameters.get("CN", [])
    if len(values) > 1 and any(" " not in value.text for value in values):
        # A surname and a given name, which should have been quoted.
        text = ", ".join(value.text for value in values)
        values = [Parameter(text, values[0].start, values[-1].end)]
    for value in values:
        name = line.parameter_node(value)
        yield Person(name=node(clean(name.value), name))


def _own(event: Component) -> Iterator[Person]:
    """Yield those whom properties name that tools made up for it, such as X-COOPSCHED-SPEAKER."""
    for name, found in event.lines.items():
        for line in found if name.startswith("X-") and name.endswith(_OWN) else ():
            role = line.parameter("ROLE").casefold()
            if name == _OURS:
                yield from _people([named_by_us(line.node(), roles=False)], role)
            else:
                yield from _listed(line.node(), role)


def _listed(names: Node, role: str = "") -> Iterator[Person]:
    yield from _people(split_names(names).people, role)


def _people(found: Iterable[Named], role: str) -> Iterator[Person]:
    for named in found:
        said = role if role in ROLES else named.role
        yield Person(
            name=named.name,
            affiliation=named.affiliation,
            role=node(said, named.name) if said else None,
        )


def _described(event: Component) -> Iterator[Person]:
    """Yield those whom a line of the description lists behind `Speakers:`."""
    description = event.first("DESCRIPTION")
    text = description.value if description is not None else ""
    start = 0
    for stop, after in [*(m.span() for m in _LINE_BREAK.finditer(text)), 2 * (len(text),)]:
        label = _LABELLED.match(text, start, stop)
        if label is not None and description is not None:
            yield from _listed(description.node(None, label.end(), stop))
        start = after


def _mailbox(line: Line) -> str:
    return clean(line.value).casefold()


def _shared_mailboxes(events: Iterable[Component]) -> frozenset[str]:
    """Return the addresses of organisers that stand with several names."""
    names: dict[str, set[str]] = {}
    for event in events:
        for line in event.all("ORGANIZER"):
            called = clean(line.parameter("CN")).casefold()
            if called:
                names.setdefault(_mailbox(line), set()).add(called)
    return frozenset(mailbox for mailbox, called in names.items() if len(called) > 1)
