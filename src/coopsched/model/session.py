"""A session: one item of the programme."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema

from coopsched.calendar import Calendar, Day
from coopsched.interval import INSTANT, Interval
from coopsched.model.parts import LineUpEntry, Link, Part, Window, wide
from coopsched.model.values import (
    LISTED,
    NO_TEXT,
    Boolean,
    Count,
    DayOf,
    Instant,
    Key,
    Keys,
    LocalText,
    OneOf,
    SessionText,
    String,
    Strings,
    Tags,
    instant,
    kind_of,
    refuse,
)
from coopsched.moment import after, utc

KINDS = (
    "talk", "keynote", "panel", "workshop", "tutorial", "lightning", "poster", "lab", "plenary",
    "assembly", "performance", "screening", "tour", "exhibition", "break", "meal", "registration",
    "social", "other",
)  # fmt: skip
SIDE_KINDS = frozenset({"break", "meal", "registration", "social", "exhibition"})
"""Kinds that need no room, no speaker and no language."""
STATUSES = ("confirmed", "tentative", "draft", "cancelled")


def _line_up(value: Any, info: ValidationInfo) -> Any:
    """Widen names, and read `from` and `until` on the session's own day."""
    items = value if isinstance(value, list | tuple) else (value,)
    return tuple(_line_up_entry(item, info) for item in items)


def _line_up_entry(item: Any, info: ValidationInfo) -> Any:
    if isinstance(item, str):
        return {"speaker": item}
    if not isinstance(item, dict) or not isinstance(info.context, Calendar):
        return item
    return {**item, **_presence(item, info)}


def _presence(item: dict[str, Any], info: ValidationInfo) -> dict[str, datetime]:
    """Read what can be read; what is left as text is refused by the field itself."""
    calendar: Calendar = info.context  # type: ignore[assignment]  # the caller has looked
    read = {}
    for name in ("from", "until"):
        if isinstance(item.get(name), str):
            try:
                read[name] = calendar.instant(item[name], _own_day(info))
            except ValueError:
                continue
    return read


def _own_day(info: ValidationInfo) -> Day | None:
    """Return the session's day: the stated one, else that of its start."""
    day, start = info.data.get("day"), info.data.get("start")
    if day is None and start is not None and isinstance(info.context, Calendar):
        return info.context.day_of(start)
    return day


def _end_of(value: Any, info: ValidationInfo) -> Any:
    """Return the end that is stated or that the minutes give: the two must agree."""
    start, minutes = info.data.get("start"), info.data.get("minutes")
    stated = None if value is None else instant(value, info, _own_day(info))
    if start is None or minutes is None:
        return stated
    end = after(start, minutes)
    if stated is not None and utc(stated) != utc(end):
        raise refuse(
            f"the end {stated:%H:%M} contradicts {minutes} minutes from {start:%H:%M}, "
            f"which end at {end:%H:%M}",
            remedy="leave one of the two out",
        )
    return end


def _counted(value: Any) -> Any:
    """Widen a resource, or a list of them, to how many of each are needed."""
    if isinstance(value, str):
        value = [value]
    if isinstance(value, dict):
        return tuple(value.items())
    if isinstance(value, list):
        for i, item in enumerate(value):
            if not isinstance(item, str):
                message = f"a key is expected here, and not {kind_of(item)}"
                raise refuse(message, remedy="how many is written {camera: 2}", at=i)
        return tuple((item, 1) for item in value)
    return value


Needed = Annotated[
    tuple[tuple[Key, Count], ...],
    BeforeValidator(_counted),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
                {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
            ]
        }
    ),
]
Links = Annotated[tuple[Annotated[Link, wide("url")], ...], LISTED]


class Session(Part):
    """One item of the programme: a talk, a workshop, a plenary, a break.

    ``start`` and ``end`` are aware datetimes: in the programme's zone, or in the
    offset they were written with. Compare ``interval``s, which are in UTC.
    """

    key: Key
    """What the session is called by; part of its UID, so that it never changes."""
    languages: Tags = ()
    """Languages it is held in. The first is that of its plain texts."""
    repeats: Key | None = None
    """The first showing of the same thing, from which it inherits what it does not state."""
    title: Annotated[SessionText, Field(validate_default=True)] = NO_TEXT
    """The title, as printed; taken from the first showing where `repeats` names one."""
    description: SessionText | None = None
    """The abstract."""
    kind: Annotated[str, OneOf("kind", KINDS)] | None = None
    """What sort of session it is. Absent: acts as a talk."""
    interpretation: Tags = ()
    """Languages it is carried into by interpreters."""
    captions: Tags = ()
    """Languages of its live captions."""
    day: DayOf | None = None
    """The day of the programme it belongs to: a key of `days`, or a date."""
    start: Instant | None = None
    """When it begins: a time of day, or a date-time. Absent: not placed yet."""
    minutes: Count | None = None
    """How long it lasts, in elapsed minutes; instead of `end`."""
    end: Annotated[Instant | None, BeforeValidator(_end_of), Field(validate_default=True)] = None
    """When it ends. Absent, with `minutes` absent too: open-ended."""
    rooms: Keys = ()
    """The room it is in, or several."""
    speakers: Annotated[tuple[LineUpEntry, ...], BeforeValidator(_line_up), LISTED] = ()
    """The line-up: keys, names, or mappings with role and presence."""
    track: Key | None = None
    """The track it belongs to."""
    tags: Strings = ()
    """Free keywords."""
    audience: Count | None = None
    """How many people are expected."""
    needs: Strings = ()
    """Features that its rooms must offer."""
    resources: Needed = ()
    """Resources it uses: `{camera: 2}`, or `[camera]`."""
    status: Annotated[str, OneOf("status", STATUSES)] = "confirmed"
    """Cancelled: occupies nothing, serves nobody. Draft: published nowhere."""
    continues: Key | None = None
    """The session of which this is the next part."""
    within: Key | None = None
    """The longer session that holds this one, so that their overlap is intended."""
    after: Keys = ()
    """Sessions that must have ended before this one begins."""
    not_with: Keys = ()
    """Sessions for the same audience, which must not overlap with this one."""
    permanent: Boolean = False
    """Open on every day, during all opening hours: it has no start."""
    pinned: Boolean = False
    """Planning must not move it."""
    between: Annotated[tuple[Window, ...], LISTED] = ()
    """When planning may place it."""
    links: Links = ()
    """Addresses that belong to it."""
    notice: LocalText | None = None
    """A short note for attendees: why it moved, what to bring."""
    replaces: Keys = ()
    """Cancelled sessions in whose place this one stands."""
    uid: String | None = None
    """Its UID in calendars, where it has one already."""
    was: Keys = ()
    """Earlier keys."""
    source_id: String | None = None
    """Its identifier in the system it was imported from."""

    @property
    def is_open_ended(self) -> bool:
        """Whether it has a start and nobody said when it ends."""
        return self.start is not None and self.end is None

    @property
    def occupies(self) -> bool:
        """Whether it takes up rooms and people: placed, not permanent, not cancelled."""
        return self.start is not None and not self.permanent and self.status != "cancelled"

    @cached_property
    def interval(self) -> Interval | None:
        """When it is held, in UTC; None where it has no start.

        An open-ended session is certain only at its starting instant, and has
        the length `INSTANT`.
        """
        if self.start is None:
            return None
        start = utc(self.start)
        return Interval(start, utc(self.end) if self.end else start + INSTANT)

    @property
    def length(self) -> timedelta | None:
        """How long it lasts, as far as anybody said, also where it is not placed."""
        if self.minutes is not None:
            return timedelta(minutes=self.minutes)
        if self.end is None or self.interval is None:
            return None
        return self.interval.length

    def presence(self, entry: LineUpEntry) -> Interval | None:
        """Return when a person of the line-up is there; None where that is never."""
        if self.interval is None or not entry.present:
            return None
        start, end = self.interval
        begin = max(start, utc(entry.from_)) if entry.from_ else start
        if self.is_open_ended:
            end = utc(entry.until) if entry.until else begin + INSTANT
        leave = min(end, utc(entry.until)) if entry.until else end
        return Interval(begin, leave) if begin < leave else None
