"""The publication as a file: JSON with one session and one feed a line, for git to merge."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn, TypeVar

from coopsched.published.coding import (
    KEY,
    NUMBER,
    STRING,
    TAG,
    Codec,
    Damaged,
    listed,
    of_type,
    quoted,
)
from coopsched.published.entries import address_read, address_written, record_read, record_written
from coopsched.published.records import ADDRESSES, FORMAT, Address, Publication, Record

T = TypeVar("T")

_SIGN = "coopsched-publication"
_HEAD: dict[str, Codec] = {
    "programme": KEY,
    "serial": NUMBER,
    "tzdata": STRING,
    "languages": listed(TAG),
}
_ALONE = frozenset({"programme", "permanent"})
"""Kinds of addresses of which there is one."""
_WRITER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
# Some editors take these for the end of a line; surrogates alone cannot be written at all.
_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


class DamagedPublication(ValueError):  # noqa: N818  what it is, in the words of the guide
    """A file that is no publication, or none that this release can read; says why."""


def dumps(publication: Publication) -> str:
    """Return the file of a publication, sorted, one session and one feed a line."""
    records = sorted(publication.records.items())
    addresses = sorted(publication.addresses.items())
    head = {
        _SIGN: FORMAT,
        "programme": publication.key,
        "serial": publication.serial,
        "tzdata": publication.tzdata,
        "languages": publication.languages,
    }
    lines = [
        "{",
        *(f"{_json(name)}: {_json(value)}," for name, value in head.items()),
        '"sessions": {',
        *_entries((key, record_written(record)) for key, record in records),
        "},",
        '"feeds": {',
        *_entries((_place_written(*place), address_written(each)) for place, each in addresses),
        "}",
        "}",
    ]
    return "\n".join(lines) + "\n"


def loads(text: str, name: str) -> Publication:
    """Return the publication that a file of that name holds.

    Raises DamagedPublication, whatever the text: one sentence that says what is wrong
    and on which line.
    """
    text = text.removeprefix("\ufeff")
    try:
        return _publication(_parsed(text))
    except _Misplaced as error:
        where = f"{name}, line {error.line(text)}" if error.line(text) else name
        raise DamagedPublication(f"{where}: {error}") from None
    except Damaged as error:
        raise DamagedPublication(f"{name}: {error}") from None
    except RecursionError:
        raise DamagedPublication(f"{name}: it is damaged: it is nested too deeply") from None


class _Misplaced(Damaged):
    """Something damaged in the entry of a key, or on a line."""

    def __init__(self, message: str, *, key: str = "", nth: int = 1, line: int = 0) -> None:
        super().__init__(message)
        self._key, self._nth, self._line = key, nth, line

    def line(self, text: str) -> int:
        """Return the number of the line; 0 where nobody can tell."""
        begins = f"{_json(self._key)}:"
        found = [i for i, each in enumerate(text.split("\n"), 1) if each.startswith(begins)]
        return self._line or (found[self._nth - 1] if len(found) >= self._nth else 0)


def _entries(entries: Iterable[tuple[str, Any]]) -> Iterator[str]:
    lines = [f"{_json(key)}: {_json(entry)}" for key, entry in entries]
    yield from (f"{line}," for line in lines[:-1])
    yield from lines[-1:]


def _json(value: Any) -> str:
    return _ODD.sub(_escaped, _WRITER.encode(value))


def _escaped(odd: re.Match[str]) -> str:
    return f"\\u{ord(odd[0]):04x}"


def _parsed(text: str) -> dict[str, Any]:
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        raise _Misplaced("git left a conflict there, which must be resolved first", line=line)
    try:
        data = json.loads(text, object_pairs_hook=_mapping, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _Misplaced(f"it is damaged: {_reason(error)}", line=error.lineno) from None
    except ValueError as error:
        if isinstance(error, Damaged):
            raise
        raise Damaged("it is damaged: it holds a number of too many digits") from None
    if not isinstance(data, dict) or _SIGN not in data:
        raise Damaged("it is no publication of coopsched")
    return data


def _reason(error: json.JSONDecodeError) -> str:
    if error.pos >= len(error.doc.rstrip()):
        return "it is broken off, or empty"
    rest = error.doc[error.pos :].partition("\n")[0]
    return f"{quoted(rest)} cannot stand there"


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Misplaced(f"{quoted(key)} stands there twice", key=key, nth=2)
        found[key] = value
    return found


def _no_number(constant: str) -> NoReturn:
    raise Damaged(f"it is damaged: {constant} is no number")


def _publication(data: dict[str, Any]) -> Publication:
    version = data.pop(_SIGN)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _Misplaced(f"{quoted(version)} is no version of the format", key=_SIGN)
    if version > FORMAT:
        message = f"it is written in version {version} of the format, and this release of coopsched"
        raise _Misplaced(f"{message} reads version {FORMAT}: upgrade coopsched", key=_SIGN)
    for name in (*_HEAD, "sessions", "feeds"):
        if name not in data:
            raise Damaged(f"it is damaged: `{name}` is missing")
    for name in data.keys() - {*_HEAD, "sessions", "feeds"}:
        raise _Misplaced(f"it is damaged: {quoted(name)} is nothing that stands there", key=name)
    head = {name: _in(name, codec.read, data[name]) for name, codec in _HEAD.items()}
    records = _in("sessions", _records, data["sessions"])
    return Publication(
        key=head.pop("programme"),
        **head,
        records=records,
        addresses=_in("feeds", _addresses, data["feeds"]),
    )


def _in(key: str, read: Callable[..., T], *data: Any) -> T:
    """Read what stands under a key, so that what is damaged there has a line."""
    try:
        return read(*data)
    except _Misplaced:
        raise
    except Damaged as error:
        raise _Misplaced(f"it is damaged: `{key}`: {error}", key=key) from None


def _records(data: Any) -> dict[str, Record]:
    found = of_type(dict, data)
    records = {key: _in(key, record_read, key, found[key]) for key in sorted(found)}
    owners: dict[str, str] = {}
    for key, record in records.items():
        owner = owners.setdefault(record.uid, key)
        if owner != key:
            message = f"`{owner}` and `{key}` have one UID: {quoted(record.uid)}"
            raise _Misplaced(f"it is damaged: {message}", key=key)
    return records


def _addresses(data: Any) -> dict[tuple[str, str], Address]:
    found = of_type(dict, data)
    read = [_in(place, _address, place, found[place]) for place in found]
    return {(each.kind, each.key): each for each in sorted(read, key=_place)}


def _place(address: Address) -> tuple[str, str]:
    return address.kind, address.key


def _address(place: str, data: Any) -> Address:
    kind, slash, key = place.partition("/")
    if kind not in ADDRESSES or bool(slash) == (kind in _ALONE):
        raise Damaged("it is no address of a feed")
    if slash:
        (TAG if kind == "in" else KEY).read(key)
    return address_read(kind, key, data)


def _place_written(kind: str, key: str) -> str:
    return f"{kind}/{key}" if key else kind
