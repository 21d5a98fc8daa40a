"""The types of single values: what a programme file may write, and what it becomes.

Each shorthand (a string for a mapping, an item for a list) is widened by one
validator, so that a wrong value has one error and one place. The error's type is
the id of the rule that reports it.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetPydanticSchema, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from coopsched.calendar import Calendar, Day, DayMissing
from coopsched.moment import Moment
from coopsched.text import UNDETERMINED, Text, language_meant, language_tag, nearest
from coopsched.zones import zone, zone_names

KEY_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$"
KEY_HELP = "a key is 1 to 100 of A–Z a–z 0–9 . _ ~ -, and begins with a letter or digit"
INVALID = "invalid-value"

NO_TEXT = Text({UNDETERMINED: ""})
"""Stands for a title until the showing that has it is looked up."""


def is_key(text: str) -> bool:
    """Tell whether a text may be a key."""
    return re.fullmatch(KEY_PATTERN, text) is not None


def refuse(
    message: str,
    *,
    rule: str = INVALID,
    remedy: str = "",
    at: str | int | None = None,
    asks_day: bool = False,
) -> PydanticCustomError:
    """Return the error that a validator raises.

    ``remedy`` says what to do about it; ``at`` is the key or index of what is at
    fault in a value, where it is not the whole. ``asks_day`` tells that only the
    day of a time is missing, which need be said once.
    """
    context = {"message": message, "help": remedy, "at": at, "asks_day": asks_day}
    return PydanticCustomError(rule, "{message}", context)


def refuse_as(error: ValueError) -> PydanticCustomError:
    """Return the refusal for an error whose message ends in a remedy behind a colon."""
    # The message quotes the value, which may hold a colon too.
    quoted, mark, rest = str(error).rpartition("”")
    message, _, remedy = rest.partition(": ")
    asks_day = isinstance(error, DayMissing)
    return refuse(f"{quoted}{mark}{message}", remedy=remedy, asks_day=asks_day)


def shown(value: object) -> str:
    """Return a value as a message quotes it, cut where it is long."""
    text = " ".join(str(value).split())
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"


def _string(value: Any) -> Any:
    if not isinstance(value, str):
        raise refuse(f"text is expected here, and not {kind_of(value)}")
    text = value.strip()
    if not text:
        raise refuse("this text is empty", remedy="write the text, or leave the key out")
    return text


def kind_of(value: object) -> str:
    """Return what a value is called in a message."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    return shown(value)


def _items(value: Any) -> Any:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _boolean(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return value.lower() == "true"
    meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(str(value).lower())
    raise refuse(f"{shown(value)} is neither true nor false", remedy=f"write {meant or 'true'}")


# A number as people write it, thousands apart or not.
_NUMBERS = re.compile(r"\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+(?!\d)|\d+")


_HOURS = re.compile(r"(\d{1,4})\s*(?:h|hrs?|hours?|uur|Std\.?)\s*(?:(\d{1,2})\s*(?:min)?)?")


def _whole_number(value: Any) -> Any:
    if isinstance(value, str) and not value.strip().isdecimal():
        if hours := _HOURS.fullmatch(value.strip()):
            minutes = int(hours[1]) * 60 + int(hours[2] or 0)
            raise refuse(f"{shown(value)} is not a number of minutes", remedy=f"write {minutes}")
        numbers = _NUMBERS.findall(value)
        digits = "".join(char for char in value if char.isdecimal())
        raise refuse(
            f"{shown(value)} is not a whole number",
            remedy=f"write {digits}" if len(numbers) == 1 else "",
        )
    return value


def _tag(value: Any) -> Any:
    value = _string(value)
    tag = language_tag(value)
    if tag is None:
        meant = language_meant(value)
        raise refuse(
            f"{shown(value)} is no language tag",
            rule="invalid-language",
            remedy=f"did you mean `{meant}`?"
            if meant
            else "write a BCP 47 tag, such as fr or nl-BE",
        )
    return tag


def _text_in(language: str, value: Any) -> Any:
    if isinstance(value, str):  # as nearly all are
        return Text({language: _string(value)})
    if isinstance(value, Text):
        return value
    if isinstance(value, dict) and value:
        return Text(_wordings(value))
    if isinstance(value, dict):
        raise refuse("this text is empty", remedy="write the text, or leave the key out")
    return Text({language: _string(value)})


def _wordings(written: dict[str, Any]) -> dict[str, str]:
    wordings: dict[str, str] = {}
    for spelling, text in written.items():
        tag, wording = _wording(spelling, text)
        if tag in wordings:
            raise refuse(
                f"{shown(spelling)} is given twice",
                rule="duplicate-key",
                remedy="leave one of the two out",
                at=spelling,
            )
        wordings[tag] = wording
    return wordings


def _wording(tag: str, wording: Any) -> tuple[str, str]:
    """Return tag and wording of a text; an error says at which tag it is."""
    try:
        return _tag(tag), _string(wording)
    except PydanticCustomError as error:
        found = error.context or {}
        raise refuse(found["message"], rule=error.type, remedy=found["help"], at=tag) from None


def _text(value: Any, info: ValidationInfo) -> Any:
    """Read a text; a plain string is in the programme's first language."""
    return _text_in(_programme_language(info), value)


def _session_text(value: Any, info: ValidationInfo) -> Any:
    """Read a text; a plain string is in the session's first language, else the programme's."""
    if value is NO_TEXT and info.data.get("repeats") is None:
        raise refuse("the title is missing", rule="missing-field", remedy="add `title: …`")
    own: tuple[str, ...] = info.data.get("languages") or ()
    return _text_in(own[0] if own else _programme_language(info), value)


def _programme_language(info: ValidationInfo) -> str:
    if isinstance(info.context, Calendar) and info.context.languages:
        return info.context.languages[0]
    return UNDETERMINED


def _day(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, Day):
        return value
    if not isinstance(info.context, Calendar):
        raise refuse(f"{shown(value)} can only be read as part of a programme")
    try:
        return info.context.day(_string(value))
    except ValueError as error:
        raise refuse_as(error) from None


def instant(value: Any, info: ValidationInfo, day: Day | None = None) -> Any:
    """Read a written time as the programme's calendar means it, on a day or the only one."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise refuse(f"{value} has no time zone")
        return value
    calendar = info.context
    if not isinstance(calendar, Calendar):
        raise refuse(f"{shown(value)} can only be read as part of a programme")
    try:
        return calendar.instant(_string(value), day or info.data.get("day"))
    except ValueError as error:
        raise refuse_as(error) from None


def _instant(value: Any, info: ValidationInfo) -> Any:
    found, day = instant(value, info), info.data.get("day")
    calendar = info.context
    if day is None or info.field_name != "start" or not isinstance(calendar, Calendar):
        return found
    dated = isinstance(value, str) and Moment.parse(value).date is not None
    if dated and calendar.day_of(found).date != day.date:
        raise refuse(
            f"{shown(value)} is not on the day `{day.key}`, which is {day.date}",
            remedy="leave `day` out, or mend one of the two",
        )
    return found


def _zone_name(value: Any) -> Any:
    try:
        zone(value := _string(value))
    except LookupError:
        close = nearest(value, zone_names())
        raise refuse(
            f"{shown(value)} is no time zone",
            rule="unknown-timezone",
            remedy=f"did you mean `{close}`?" if close else "write an IANA name: Europe/Brussels",
        ) from None
    return value


_ADDRESS = re.compile(r"https?://[^\s/?#]\S*|mailto:\S+", re.IGNORECASE)
_FOLDER = re.compile(r"https?://[^\s/?#][^\s?#]*", re.IGNORECASE)


def _url(value: Any) -> Any:
    value = _string(value)
    if not _ADDRESS.fullmatch(value):
        raise refuse(f"{shown(value)} is no address", remedy="write one with https://, or mailto:")
    return value


def _folder_url(value: Any) -> Any:
    value = _string(value)
    if not _FOLDER.fullmatch(value):
        raise refuse(
            f"{shown(value)} is no address of a folder",
            remedy="write one with https://, without ? and #",
        )
    return value


def _opaque(kind: type) -> GetPydanticSchema:
    return GetPydanticSchema(lambda _source, _handler: core_schema.is_instance_schema(kind))


_PLAIN = {"type": ["string", "number", "boolean"]}
_TEXT = {"anyOf": [_PLAIN, {"type": "object", "additionalProperties": _PLAIN, "minProperties": 1}]}
_TIME = {
    "type": ["string", "number"],
    "pattern": r"^(\d{4}-\d{2}-\d{2}[T ])?\d{1,2}:\d{2}(:\d{2})?( ?(Z|[+-]\d{2}:?\d{2}))?$",
}

String = Annotated[str, BeforeValidator(_string), WithJsonSchema(_PLAIN)]
# Bounds stand next to the type, for pydantic to tell them in the schema.
Key = Annotated[
    str,
    Field(pattern=KEY_PATTERN),
    BeforeValidator(_string),
    WithJsonSchema({"type": ["string", "number"], "pattern": KEY_PATTERN}),
]
Boolean = Annotated[bool, BeforeValidator(_boolean), WithJsonSchema({"type": "boolean"})]
Count = Annotated[int, Field(ge=0, le=10_000_000), BeforeValidator(_whole_number)]
Tag = Annotated[str, BeforeValidator(_tag), WithJsonSchema({"type": "string"})]
LocalText = Annotated[Text, _opaque(Text), BeforeValidator(_text), WithJsonSchema(_TEXT)]
SessionText = Annotated[Text, _opaque(Text), BeforeValidator(_session_text), WithJsonSchema(_TEXT)]
DayOf = Annotated[Day, _opaque(Day), BeforeValidator(_day), WithJsonSchema({"type": "string"})]
Instant = Annotated[datetime, BeforeValidator(_instant), WithJsonSchema(_TIME)]
ZoneName = Annotated[str, BeforeValidator(_zone_name), WithJsonSchema({"type": "string"})]
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]
FolderUrl = Annotated[
    str, BeforeValidator(_folder_url), WithJsonSchema({"type": "string", "format": "uri"})
]


class Listed:
    """Marks a tuple that may be written as one item; the schema says so."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Widen one item to a list of one."""
        return core_schema.no_info_before_validator_function(_items, handler(source))

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> Any:
        """Describe both ways of writing."""
        listed = handler(core)
        return {"anyOf": [listed["items"], listed]} if "items" in listed else listed


class OneOf:
    """Marks a string that is one of a few words; ``what`` names it in messages."""

    def __init__(self, what: str, words: tuple[str, ...]) -> None:
        self.what = what
        self.words = words

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """Check the word before the type."""
        return core_schema.no_info_before_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> Any:
        """List the words."""
        return {"enum": list(self.words)}

    def _check(self, value: Any) -> Any:
        if value in self.words:
            return value
        close = nearest(str(value), self.words)
        hint = f"did you mean `{close}`? " if close else ""
        raise refuse(
            f"{shown(value)} is no {self.what}",
            remedy=f"{hint}the choice is {', '.join(self.words)}",
        )


class Keyed:
    """Marks a tuple of parts that a file writes as a mapping by key; the schema says so."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> Any:
        """Describe the mapping."""
        return {
            "type": "object",
            "propertyNames": {"pattern": KEY_PATTERN},
            "additionalProperties": handler(core)["items"],
        }


LISTED = Listed()
Strings = Annotated[tuple[String, ...], LISTED]
Keys = Annotated[tuple[Key, ...], LISTED]
Tags = Annotated[tuple[Tag, ...], LISTED]
Instants = Annotated[tuple[Instant, ...], LISTED]
