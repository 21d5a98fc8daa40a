"""How it is said why a session cannot go somewhere."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property

from coopsched.calendar import Day
from coopsched.interval import INSTANT, Interval, merged
from coopsched.model import Room, Session, Speaker
from coopsched.planning.causes import Cause, Group
from coopsched.planning.task import Task, instant, number
from coopsched.rules.feature_missing import features_of, folded
from coopsched.rules.room_too_small import seats_of
from coopsched.rules.windows import EVER, Availability
from coopsched.rules.wording import counted, listed, titled

_NAMED = 2
"""How many sessions of a room are named; of more, only the times are told."""
_PEOPLE = 3


def why(task: Task, s: int, cause: Cause, group: Group, day: Day) -> str:
    """Return what is in the way, as half a sentence."""
    if cause.demand is not None:
        pause = cause.demand.pause
        return "outside its `between`" if pause is None else f"over {titled(task.sessions[pause])}"
    said = _WORDS.get(cause.rule)
    if said is None:
        return f"it would bring an error, `{cause.rule}`"
    return said(_Saying(task, s, cause, group, day))


class _Saying:
    """What the words of a cause are made of."""

    def __init__(self, task: Task, s: int, cause: Cause, group: Group, day: Day) -> None:
        self.task = task
        self.session = task.sessions[s]
        self.cause = cause
        self.group = group
        self.day = day

    @property
    def other(self) -> Session:
        """The session that is in the way."""
        return self.task.sessions[self.cause.session or 0]

    @property
    def who(self) -> str:
        """The people who are concerned."""
        names = [self.task.programme.speaker(key).name for key in self.group.people]
        if len(names) > _PEOPLE:
            names[_PEOPLE:] = [f"{len(names) - _PEOPLE} others"]
        return listed(names) or "somebody"

    @property
    def are(self) -> str:
        """The verb that goes with them."""
        return "are" if len(self.group.people) > 1 else "is"

    @property
    def room(self) -> str:
        """The key of the room that is concerned."""
        return self.task.programme.rooms[self.cause.room or 0].key

    def clock(self, moment: datetime) -> str:
        """Return an instant as the programme's wall-clock time."""
        return f"{moment.astimezone(self.task.programme.zone):%H:%M}"

    def busy(self, session: Session) -> str:
        """Return until when a session lasts, or from when too where it begins later."""
        if session.interval is None:
            return ""
        start, end = session.interval
        if end - start <= INSTANT:
            return f"at {self.clock(start)}"
        if number(start) <= min(self.group.starts):
            return f"until {self.clock(end)}"
        return f"{self.clock(start)}–{self.clock(end)}"

    def meanwhile(self, spans: Iterable[Interval]) -> str:
        """Return when something is in the way: `until 12:00 and 13:00–14:00`.

        A pause in which the session would not fit is none.
        """
        length = self.session.length or INSTANT
        long: list[Interval] = []
        for span in merged(spans):
            if long and span.start - long[-1].end < length:
                long[-1] = Interval(long[-1].start, span.end)
            else:
                long.append(span)
        return listed([self._stretch(span) for span in long])

    @cached_property
    def open(self) -> Interval:
        """The day: from its opening, or the first start that is refused, until it closes."""
        opens, closes = self.task.programme.calendar.bounds(self.day)
        return Interval(opens or instant(min(self.group.starts)), closes or EVER.end)

    def _stretch(self, span: Interval) -> str:
        late = span.end >= self.open.end
        if span.start <= self.open.start:
            return "all day" if late else f"until {self.clock(span.end)}"
        if late:
            return f"from {self.clock(span.start)}"
        return f"{self.clock(span.start)}–{self.clock(span.end)}"

    def closed(self, parts: Iterable[Room | Speaker]) -> str:
        """Return when rooms or speakers cannot be used on the day, as far as it matters."""
        availability = Availability(self.task.programme)
        within = Interval(self.open.start, max(instant(end) for _, end in self.group.spans))
        if self.open.end < EVER.end:
            within = self.open
        return self.meanwhile(span for part in parts for span in availability.closed(part, within))


def _taken(say: _Saying) -> str:
    sessions = [say.task.sessions[i] for i in say.group.sessions]
    if len(sessions) > _NAMED:
        return f"taken {say.meanwhile(each.interval for each in sessions if each.interval)}"
    named = dict.fromkeys(f"{titled(each)} {say.busy(each)}".rstrip() for each in sessions)
    return f"taken by {listed(list(named))}"


def _closed(say: _Saying) -> str:
    return f"closed {say.closed([say.task.programme.room(say.room)])}"


def _absent(say: _Saying) -> str:
    people = [say.task.programme.speaker(key) for key in say.group.people]
    return f"{say.who} cannot come {say.closed(people)}"


def _elsewhere(say: _Saying) -> str:
    return f"{say.who} {say.are} in {titled(say.other)} {say.busy(say.other)}".rstrip()


def _wanted_before(session: Session) -> set[str | None]:
    """Return the keys of what a session comes after."""
    return {session.continues, *session.after} - {None}


def _order_of(say: _Saying) -> str:
    earlier, other = _wanted_before(say.session), say.other
    if say.cause.session is not None and earlier & {other.key, other.repeats}:
        return f"it comes after {titled(other)}, which is held {say.busy(other)}".rstrip()
    itself = {say.session.key, say.session.repeats}
    later = [each for each in say.task.sessions if each.start and itself & _wanted_before(each)]
    then = [f"{titled(each)} at {say.clock(each.start)}" for each in later if each.start]
    return f"it comes before {listed(then)}"


def _lies_within(say: _Saying) -> str:
    other = say.other
    inner = other.key != say.session.within
    span = other.interval
    time = f"{say.clock(span.start)}–{say.clock(span.end)}" if span else ""
    lies = f"{titled(other)} lies within it" if inner else f"it lies within {titled(other)}"
    return f"{lies}, {time}".rstrip(", ")


def _overbooked(say: _Saying) -> str:
    resources = (
        [say.cause.resource] if say.cause.resource else [k for k, _ in say.session.resources]
    )
    labels = [say.task.programme.resource(key).label for key in resources]
    return f"not enough of {listed(labels)}"


def _missing(say: _Saying) -> str:
    offered = features_of(say.task.programme, say.room)
    needs = [need for need in say.session.needs if folded(need) not in offered]
    return f"does not offer {listed(needs) or 'all that it needs'}"


def _small(say: _Saying) -> str:
    seats = seats_of(say.task.programme, (say.room,))
    if seats is None or say.session.audience is None:
        return "too small"
    return f"too small, {counted(seats, 'seat')} for {say.session.audience} people"


def _beside(say: _Saying) -> str:
    names = [titled(say.task.sessions[i]) for i in say.group.sessions]
    if len(names) > _NAMED:
        names[_NAMED:] = ["others"]
    return f"too little time between it and {listed(names) or 'others'}"


_WORDS: Mapping[str, Callable[[_Saying], str]] = {
    "room-double-booking": _taken,
    "speaker-double-booking": _elsewhere,
    "room-unavailable": _closed,
    "speaker-unavailable": _absent,
    "before-prerequisite-ends": _order_of,
    "outside-parent-session": _lies_within,
    "resource-overbooked": _overbooked,
    "feature-missing": _missing,
    "room-too-small": _small,
    "changeover-too-short": _beside,
    "pause-too-short": lambda say: f"{_beside(say)}, for {say.who}",
    "audience-clash": lambda say: (
        f"{titled(say.other)} is for the same people, {say.busy(say.other)}"
    ),
    "parallel-to-plenary": lambda say: f"parallel to {titled(say.other)}, {say.busy(say.other)}",
    "repeat-in-parallel": lambda say: f"another showing is held {say.busy(say.other)}",
    "language-gap": lambda _: "one of the languages would be left out for too long",
    "no-lunch": lambda say: f"{say.who} would have no time for lunch",
    "speaker-overloaded": lambda say: f"{say.who} would have too much to do that day",
    "session-open-ended": lambda _: "one of the sessions without an end would not be the last",
    "outside-opening-hours": lambda _: "outside opening hours",
}
