"""How the values of a publication are written as plain data, and read back.

What is read may be damaged: each reader takes any plain data, and raises `Damaged` with a
phrase that tells what is wrong where it is not what the writer would have written.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from coopsched.model.parts import LINKS, ROLES
from coopsched.model.values import is_key
from coopsched.moment import utc
from coopsched.published.fingerprinting import zone_name
from coopsched.published.shown import Named, Person, PublicLink
from coopsched.text import Text, language_tag
from coopsched.zones import zone

T = TypeVar("T")

_YEARS = range(1000, 9000)
_SHOWN_IN_ERRORS = 40
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_ZONED = re.compile(r"([^\[\]]+)(?:\[([^\[\]]+)\])?")
_MARK = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Damaged(ValueError):  # noqa: N818  what the data is
    """Plain data that is no value of its kind."""


class Codec(NamedTuple):
    """How a value is written, and how it is read back."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def listed(codec: Codec) -> Codec:
    """Return how several values are written."""
    return Codec(
        lambda values: [codec.write(value) for value in values],
        lambda data: tuple(codec.read(each) for each in of_type(list, data)),
    )


def of_type(kind: type[T], data: Any) -> T:
    """Return data that is of a kind. Raises Damaged."""
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise Damaged(f"{quoted(data)} is no {_KINDS[kind]}")
    return data


_KINDS = {str: "text", int: "whole number", bool: "true or false", list: "list", dict: "mapping"}


def quoted(data: Any) -> str:
    """Return data as a message says it, cut where it is long."""
    text = " ".join(str(data).split())
    return f"“{text if len(text) <= _SHOWN_IN_ERRORS else text[: _SHOWN_IN_ERRORS - 1] + '…'}”"


def read_fields(data: Any, codecs: dict[str, Codec], required: frozenset[str]) -> dict[str, Any]:
    """Return the fields of a mapping; each by its codec, some of which must be there."""
    found = of_type(dict, data)
    for name in sorted(required - found.keys()):
        raise Damaged(f"`{name}` is missing")
    values = {}
    for name, value in found.items():
        if name not in codecs:
            raise Damaged(f"{quoted(name)} is nothing that stands there")
        try:
            values[name] = codecs[name].read(value)
        except Damaged as error:
            raise Damaged(f"`{name}`: {error}") from None
    return values


def _number(data: Any) -> int:
    number = of_type(int, data)
    if not 0 <= number < 2**31:  # as RFC 5545 section 3.3.8 has it
        raise Damaged(f"{quoted(number)} is no number that a sequence can reach")
    return number


def _one_of(words: tuple[str, ...]) -> Callable[[Any], str]:
    def read(data: Any) -> str:
        if of_type(str, data) not in words:
            raise Damaged(f"{quoted(data)} is none of {', '.join(words)}")
        return str(data)

    return read


def _key(data: Any) -> str:
    if not is_key(of_type(str, data)):
        raise Damaged(f"{quoted(data)} is no key")
    return str(data)


def _uid(data: Any) -> str:
    if not of_type(str, data).strip():
        raise Damaged("it is empty")
    return str(data)


def _mark(data: Any) -> str:
    if not _MARK.fullmatch(of_type(str, data)):
        raise Damaged(f"{quoted(data)} is no fingerprint")
    return str(data)


def _tag(data: Any) -> str:
    if language_tag(of_type(str, data)) is None:
        raise Damaged(f"{quoted(data)} is no language tag")
    return str(data)


def _text(data: Any) -> Text:
    wordings = {_tag(tag): of_type(str, text) for tag, text in of_type(dict, data).items()}
    if not wordings:
        raise Damaged("a text has no wording")
    return Text(wordings)


def _moment(data: Any) -> datetime:
    """Read an instant in UTC, in whole seconds."""
    if not _UTC.fullmatch(of_type(str, data)):
        raise Damaged(f"{quoted(data)} is no time in UTC")
    return _aware(data)


def _aware(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Damaged(f"{quoted(text)} is no time") from None
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise Damaged(f"{quoted(text)} is no time")
    return moment


def _time_written(moment: datetime) -> str:
    """Write a time with its offset, and its zone in brackets, as RFC 9557 does."""
    name = zone_name(moment)
    return moment.isoformat() + (f"[{name}]" if name else "")


def _time(data: Any) -> datetime:
    """Read a time. Where the zone has another offset by now, the instant is kept."""
    match = _ZONED.fullmatch(of_type(str, data))
    if match is None:
        raise Damaged(f"{quoted(data)} is no time")
    moment = _aware(match[1])
    return moment if match[2] is None else moment.astimezone(zone(_zone(match[2])))


def _zone(data: Any) -> str:
    try:
        zone(of_type(str, data))
    except LookupError:
        raise Damaged(f"{quoted(data)} is no time zone") from None
    return str(data)


def _day(data: Any) -> date:
    try:
        return date.fromisoformat(of_type(str, data))
    except ValueError:
        raise Damaged(f"{quoted(data)} is no date") from None


def _named(data: Any) -> Named:
    values = read_fields(data, {"key": KEY, "name": TEXT}, frozenset({"key", "name"}))
    return Named(**values)


def _named_written(named: Named) -> dict[str, Any]:
    return {"key": named.key, "name": dict(named.name)}


def _person(data: Any) -> Person:
    return Person(**read_fields(data, _PERSON, frozenset({"key", "name"})))


def _person_written(person: Person) -> dict[str, Any]:
    return written(person._asdict(), Person._field_defaults, _PERSON)


def _link(data: Any) -> PublicLink:
    return PublicLink(**read_fields(data, _LINK, frozenset(_LINK)))


def written(
    values: dict[str, Any], defaults: dict[str, Any], codecs: dict[str, Codec]
) -> dict[str, Any]:
    """Return what is written of values: those that have a codec and are not the default."""
    return {
        name: codec.write(values[name])
        for name, codec in codecs.items()
        if name not in defaults or values[name] != defaults[name]
    }


def _same(value: Any) -> Any:
    return value


STRING = Codec(_same, lambda data: of_type(str, data))
BOOLEAN = Codec(_same, lambda data: of_type(bool, data))
NUMBER = Codec(_same, _number)
KEY = Codec(_same, _key)
UID = Codec(_same, _uid)
MARK = Codec(_same, _mark)
TAG = Codec(_same, _tag)
ZONE = Codec(_same, _zone)
TEXT = Codec(dict, _text)
MOMENT = Codec(lambda moment: f"{utc(moment).replace(tzinfo=None).isoformat()}Z", _moment)
TIME = Codec(_time_written, _time)
DAY = Codec(date.isoformat, _day)
NAMED = Codec(_named_written, _named)
_PERSON = {
    "key": KEY,
    "name": STRING,
    "affiliation": listed(STRING),
    "role": Codec(_same, _one_of(ROLES)),
    "remote": BOOLEAN,
}
PERSON = Codec(_person_written, _person)
_LINK = {"kind": Codec(_same, _one_of(LINKS)), "url": STRING}
LINK = Codec(PublicLink._asdict, _link)


def one_of(*words: str) -> Codec:
    """Return how one of several words is written."""
    return Codec(_same, _one_of(words))
