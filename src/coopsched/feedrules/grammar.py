"""What RFC 5545 and 7986 allow: which property where, how often, and of which type.

Tables, and no code that judges. Section numbers are those of RFC 5545, unless another is named.
"""

from typing import NamedTuple

from coopsched.feedrules.lines import ContentLine


class Shape(NamedTuple):
    """What a component may hold: properties that it needs, that come once, that come often.

    ``within`` are the components in which it may stand.
    """

    required: frozenset[str]
    once: frozenset[str]
    often: frozenset[str]
    within: frozenset[str]

    @property
    def single(self) -> frozenset[str]:
        """The properties that may not come twice."""
        return self.required | self.once

    @property
    def allowed(self) -> frozenset[str]:
        """All properties of the core that may stand in it."""
        return self.required | self.once | self.often


def _shape(required: str, once: str, often: str, within: str) -> Shape:
    return Shape(*(frozenset(text.split()) for text in (required, once, often, within)))


_EVENT_OR_TASK = (
    "CLASS COLOR CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY RECURRENCE-ID "
    "SEQUENCE STATUS SUMMARY URL DURATION DTSTART "
)
_SHOWN_OFTEN = (
    "ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE REQUEST-STATUS RELATED-TO RDATE RRULE IMAGE "
)
_OBSERVANCE = _shape(
    "DTSTART TZOFFSETTO TZOFFSETFROM", "", "RRULE COMMENT RDATE EXDATE TZNAME", "VTIMEZONE"
)

SHAPES = {
    # 3.6, and 4 of RFC 7986
    "VCALENDAR": _shape(
        "PRODID VERSION",
        "CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR",
        "NAME DESCRIPTION CATEGORIES IMAGE",
        "",
    ),
    # 3.6.1
    "VEVENT": _shape(
        "DTSTAMP UID",
        _EVENT_OR_TASK + "TRANSP DTEND",
        _SHOWN_OFTEN + "RESOURCES CONFERENCE",
        "VCALENDAR",
    ),
    # 3.6.2
    "VTODO": _shape(
        "DTSTAMP UID",
        _EVENT_OR_TASK + "COMPLETED PERCENT-COMPLETE DUE",
        _SHOWN_OFTEN + "RESOURCES CONFERENCE",
        "VCALENDAR",
    ),
    # 3.6.3
    "VJOURNAL": _shape(
        "DTSTAMP UID",
        "CLASS COLOR CREATED DTSTART LAST-MODIFIED ORGANIZER RECURRENCE-ID SEQUENCE STATUS SUMMARY "
        "URL",
        _SHOWN_OFTEN + "DESCRIPTION",
        "VCALENDAR",
    ),
    # 3.6.4
    "VFREEBUSY": _shape(
        "DTSTAMP UID",
        "CONTACT DTSTART DTEND ORGANIZER URL",
        "ATTENDEE COMMENT FREEBUSY REQUEST-STATUS",
        "VCALENDAR",
    ),
    # 3.6.5
    "VTIMEZONE": _shape("TZID", "LAST-MODIFIED TZURL", "", "VCALENDAR"),
    "STANDARD": _OBSERVANCE,
    "DAYLIGHT": _OBSERVANCE,
    # 3.6.6, and 4 to 6 of RFC 9074
    "VALARM": _shape(
        "ACTION TRIGGER",
        "DURATION REPEAT DESCRIPTION SUMMARY UID",
        "ATTACH ATTENDEE RELATED-TO",
        "VEVENT VTODO",
    ),
    # RFC 7953, and 7 of RFC 9073: what is in them is theirs to say
    "VAVAILABILITY": _shape("", "", "", "VCALENDAR"),
    "AVAILABLE": _shape("", "", "", "VAVAILABILITY"),
    "PARTICIPANT": _shape("", "", "", "VEVENT VTODO VJOURNAL VFREEBUSY"),
    "VLOCATION": _shape(
        "", "", "", "VEVENT VTODO VJOURNAL VFREEBUSY PARTICIPANT VALARM VAVAILABILITY AVAILABLE"
    ),
    "VRESOURCE": _shape("", "", "", "VEVENT VTODO VJOURNAL VFREEBUSY PARTICIPANT"),
}
"""The components whose properties and place are known."""

JUDGED = frozenset(
    "VCALENDAR VEVENT VTODO VJOURNAL VFREEBUSY VTIMEZONE STANDARD DAYLIGHT VALARM".split()  # noqa: SIM905  a wall of quotation marks
)
"""The components of RFC 5545, whose properties are judged."""

ACTIONS_NEED = {"DISPLAY": ("DESCRIPTION",), "EMAIL": ("DESCRIPTION", "SUMMARY", "ATTENDEE")}
"""What an alarm needs beside ACTION and TRIGGER, by its action (3.6.6)."""

TOGETHER = {("VALARM", "DURATION"): "REPEAT", ("VALARM", "REPEAT"): "DURATION"} | {
    ("VTODO", "DURATION"): "DTSTART"
}
"""Where one property stands, another must too (3.6.2, 3.6.6)."""

APART = {"VEVENT": ("DTEND", "DURATION"), "VTODO": ("DUE", "DURATION")}
"""Where one property stands, the other must not (3.6.1, 3.6.2)."""


class Kind(NamedTuple):
    """What a property's value is: its types, the default one first.

    ``listed`` tells that several values may stand between commas, ``explicit`` that VALUE must
    be written, ``parted`` that the value has parts between semicolons.
    """

    types: tuple[str, ...]
    listed: bool = False
    explicit: bool = False
    parted: bool = False


_TIME = Kind(("DATE-TIME", "DATE"))
_STAMP = Kind(("DATE-TIME",))
_URI = Kind(("URI",))
_INTEGER = Kind(("INTEGER",))
_TEXT = Kind(("TEXT",))
_OFFSET = Kind(("UTC-OFFSET",))
_ADDRESS = Kind(("CAL-ADDRESS",))

_KINDS = {
    "ATTACH": Kind(("URI", "BINARY")),
    "ATTENDEE": _ADDRESS,
    "CATEGORIES": Kind(("TEXT",), listed=True),
    "COMPLETED": _STAMP,
    "CONFERENCE": Kind(("URI",), explicit=True),
    "CREATED": _STAMP,
    "DTEND": _TIME,
    "DTSTAMP": _STAMP,
    "DTSTART": _TIME,
    "DUE": _TIME,
    "DURATION": Kind(("DURATION",)),
    "EXDATE": _TIME._replace(listed=True),
    "FREEBUSY": Kind(("PERIOD",), listed=True),
    "GEO": Kind(("FLOAT",), parted=True),
    "IMAGE": Kind(("URI", "BINARY"), explicit=True),
    "LAST-MODIFIED": _STAMP,
    "ORGANIZER": _ADDRESS,
    "PERCENT-COMPLETE": _INTEGER,
    "PRIORITY": _INTEGER,
    "RDATE": Kind(("DATE-TIME", "DATE", "PERIOD"), listed=True),
    "RECURRENCE-ID": _TIME,
    "REFRESH-INTERVAL": Kind(("DURATION",), explicit=True),
    "RELATED-TO": Kind(("TEXT", "URI", "UID")),  # the last two by RFC 9253
    "REPEAT": _INTEGER,
    "REQUEST-STATUS": Kind(("TEXT",), parted=True),
    "RESOURCES": Kind(("TEXT",), listed=True),
    "RRULE": Kind(("RECUR",)),
    "SEQUENCE": _INTEGER,
    "SOURCE": Kind(("URI",), explicit=True),
    "TRIGGER": Kind(("DURATION", "DATE-TIME")),
    "TZOFFSETFROM": _OFFSET,
    "TZOFFSETTO": _OFFSET,
    "TZURL": _URI,
    "URL": _URI,
    "VERSION": Kind(("TEXT",), parted=True),
    # Not of the core, and met so often that what is wrong in them is worth a word.
    "ACKNOWLEDGED": _STAMP,
    "X-WR-CALDESC": _TEXT,
    "X-WR-CALNAME": _TEXT,
    "X-WR-TIMEZONE": _TEXT,
}
_TEXTS = frozenset(
    """
    ACTION CALSCALE CLASS COLOR COMMENT CONTACT DESCRIPTION LOCATION METHOD NAME PRODID STATUS
    SUMMARY TRANSP TZID TZNAME UID
    """.split()  # noqa: SIM905  a wall of quotation marks
)

KINDS: dict[str, Kind] = {**_KINDS, **dict.fromkeys(_TEXTS, _TEXT)}
"""The properties whose types are known (3.7, 3.8, RFC 7986 5)."""

IN_UTC = frozenset({"COMPLETED", "CREATED", "DTSTAMP", "LAST-MODIFIED", "ACKNOWLEDGED"})
"""Properties whose time must be in UTC wherever they stand (3.8.2.1, 3.8.7)."""

ZONED = frozenset({"DTSTART", "DTEND", "DUE", "EXDATE", "RDATE", "RECURRENCE-ID"})
"""Properties that can name a time zone (3.2.19)."""


def type_of(line: ContentLine) -> str:
    """Return the type of a line's value: what VALUE says, else the default; empty if unknown."""
    said = line.says("VALUE")
    if said:
        return said
    kind = KINDS.get(line.name)
    return kind.types[0] if kind is not None else ""


def parts_of(line: ContentLine) -> list[tuple[int, int]]:
    """Return where the values of a line stand in its value: one, or those between commas."""
    kind = KINDS.get(line.name)
    if kind is None or not kind.listed:
        return [(0, len(line.value))]
    parts, start = [], 0
    for part in line.value.split(","):
        parts.append((start, start + len(part)))
        start += len(part) + 1
    return parts
