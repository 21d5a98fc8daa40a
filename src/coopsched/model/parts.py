"""The parts of a programme beside its sessions: people, places, tracks, windows, links."""

from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import core_schema

from coopsched.calendar import Calendar
from coopsched.model.values import (
    LISTED,
    Boolean,
    Count,
    FolderUrl,
    Instant,
    Key,
    Keys,
    LocalText,
    OneOf,
    String,
    Strings,
    Tags,
    Url,
    ZoneName,
    kind_of,
    refuse,
    refuse_as,
)
from coopsched.moment import Moment, calendar_date

ROLES = ("speaker", "panellist", "moderator", "chair", "host", "interpreter", "author")
LINKS = ("page", "join", "stream", "register", "slides", "recording")


def _written(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Part(BaseModel):
    """What all parts of a programme share: frozen, and closed to unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=_written, populate_by_name=True
    )


def fields_of(part: Part) -> dict[str, Any]:
    """Return a part's fields by name, without what was computed from them."""
    return {name: getattr(part, name) for name in type(part).model_fields}


def wide(field: str) -> BeforeValidator:
    """Return the validator that takes a lone value for a mapping with just that field."""

    def widen(value: Any) -> Any:
        return {field: value} if isinstance(value, str | int | float) else value

    return BeforeValidator(widen)


def _moment(value: Any) -> Any:
    if isinstance(value, Moment):
        return value
    if isinstance(value, dict | list):
        raise refuse(f"a time is expected here, and not {kind_of(value)}")
    try:
        return Moment.parse(str(value))
    except ValueError as error:
        raise refuse_as(error) from None


def _date(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, dict | list):
        raise refuse(f"a date is expected here, and not {kind_of(value)}")
    calendar = info.context if isinstance(info.context, Calendar) else None
    try:
        return calendar.day(str(value)).date if calendar else calendar_date(str(value))
    except ValueError as error:
        raise refuse_as(error) from None


MomentOf = Annotated[
    Moment,
    GetPydanticSchema(lambda _s, _h: core_schema.is_instance_schema(Moment)),
    BeforeValidator(_moment),
    WithJsonSchema({"type": ["string", "number"]}),
]
DateOf = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string"})]


class Window(Part):
    """A stretch of time: on one day or on each, from a time, until a time."""

    day: DateOf | None = None
    """The day it is on: a key of `days`, or a date. Absent: every day."""
    from_: MomentOf | None = None
    """When it begins: a time of day, a date or a date-time. Absent: at the day's beginning."""
    until: MomentOf | None = None
    """When it ends. A date alone is included. Absent: at the day's end."""


Windows = Annotated[tuple[Window, ...], LISTED]


class Walk(Part):
    """How long it takes to walk between two rooms, either way."""

    rooms: Annotated[tuple[Key, ...], LISTED, Field(min_length=2, max_length=2)]
    """The two rooms."""
    minutes: Count
    """How many minutes the walk takes."""


class Venue(Part):
    """The building where the programme is held."""

    name: LocalText
    """What the venue is called."""
    address: LocalText | None = None
    """Its postal address."""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    """Degrees north, as in GPS."""
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    """Degrees east, as in GPS."""
    url: Url | None = None
    """Its web page."""
    walks: Annotated[tuple[Walk, ...], LISTED] = ()
    """Pairs of rooms that are a walk apart."""


class Room(Part):
    """A space with seats."""

    key: Key
    """What sessions call it by."""
    name: LocalText | None = None
    """What people call it. Absent: its key."""
    capacity: Count | None = None
    """Seats. Absent, in a room with parts: the sum of theirs."""
    parts: Keys = ()
    """The rooms that it can be divided into: none can be used while the whole is."""
    features: Strings = ()
    """What it offers: a projector, a step-free way in."""
    available: Windows = ()
    """When it can be used. Absent: always."""
    unavailable: Windows = ()
    """When it cannot be used."""
    shared: Boolean = False
    """Holds many sessions at once by nature: an open space, a fair."""
    online: Boolean = False
    """A place on the network: no seats, no walk."""
    was: Keys = ()
    """Its earlier keys, whose feeds go on."""

    @property
    def label(self) -> str:
        """What messages call the room."""
        return str(self.name) if self.name else self.key


class Speaker(Part):
    """A person on the programme, or an organisation announced as one."""

    key: Key
    """What sessions call the speaker by."""
    name: String
    """The full name, as printed."""
    also: Strings = ()
    """Other spellings of the name, so that they count as the same person."""
    affiliation: Strings = ()
    """One or several organisations."""
    languages: Tags = ()
    """Languages the speaker can hold a session in."""
    biography: LocalText | None = None
    """A few lines about the speaker."""
    url: Url | None = None
    """A web page."""
    same_as: Annotated[tuple[Url, ...], LISTED] = ()
    """Other pages that identify the speaker, such as ORCID or Wikidata."""
    organisation: Boolean = False
    """An organisation, which can be in many places at once."""
    available: Windows = ()
    """When the speaker can come. Absent: always."""
    unavailable: Windows = ()
    """When the speaker cannot come."""
    was: Keys = ()
    """Earlier keys, whose feeds go on."""


class Track(Part):
    """A thread of sessions with one theme, meant for one audience."""

    key: Key
    """What sessions call it by."""
    title: LocalText
    """What people call it."""
    colour: Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6}|[a-z]+)$")] | None = None
    """A CSS colour name, or #rrggbb."""
    description: LocalText | None = None
    """What it is about."""
    was: Keys = ()
    """Earlier keys, whose feeds go on."""


class Resource(Part):
    """Something of which there are only so many: interpretation teams, cameras."""

    key: Key
    """What sessions call it by."""
    name: LocalText | None = None
    """What people call it. Absent: its key."""
    quantity: Count = 1
    """How many there are."""

    @property
    def label(self) -> str:
        """What messages call the resource."""
        return str(self.name) if self.name else self.key


class LineUpEntry(Part):
    """One person's part in a session."""

    speaker: Key
    """The key of a speaker."""
    role: Annotated[str, OneOf("role", ROLES)] = "speaker"
    """What the person does there. An author is not present."""
    affiliation: Strings = ()
    """Whom the person speaks for here, where it differs."""
    from_: Instant | None = None
    """When the person comes, if later than the start."""
    until: Instant | None = None
    """When the person leaves, if earlier than the end."""
    remote: Boolean = False
    """Takes part from elsewhere, so that no walk is needed."""

    @property
    def present(self) -> bool:
        """Whether the person is there in body or on screen: all but authors are."""
        return self.role != "author"


class Link(Part):
    """An address that belongs to a session."""

    kind: Annotated[str, OneOf("kind of link", LINKS)] = "page"
    """What the link is for."""
    url: Url
    """The address: http, https or mailto."""
    private: Boolean = False
    """Never published."""


class Site(Part):
    """Where and how the programme is published."""

    url: FolderUrl | None = None
    """The address at which the published folder will stand."""
    personal_feeds: FolderUrl | None = None
    """The address of a server that answers feeds of a visitor's own choice."""
    next: Url | None = None
    """The address of the next edition."""


class Frame(Part):
    """What must be known of a programme before anything else in it can be read."""

    timezone: ZoneName = "UTC"
    """The IANA name of the zone in which times are written."""
    languages: Tags = ()
    """The languages of the programme."""


class DayEntry(Part):
    """A day of the programme, as the file writes it."""

    date: Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string"})]
    """The date on which the day begins."""
    opens: MomentOf | None = None
    """The earliest time at which anything may begin."""
    closes: MomentOf | None = None
    """The latest time at which anything may end; not after `opens`: the next morning."""


def minutes_of(moment: Moment | None) -> timedelta | None:
    """Return the time of day of a moment. Raises ValueError where it says more than that."""
    if moment is None:
        return None
    if moment.date is not None or moment.time is None or moment.offset is not None:
        raise ValueError("a time of day is expected here: write 09:00")
    return moment.time
