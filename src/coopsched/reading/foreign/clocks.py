"""In which zone a file's times are: as it says, as somebody told, or as its offsets let guess."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from coopsched.moment import comes_twice
from coopsched.reading.foreign.values import clean, node, shown
from coopsched.reading.foreign.zoning import offset_called, zone_at, zone_called
from coopsched.reading.hints import Hints
from coopsched.source import Node
from coopsched.zones import zone

if TYPE_CHECKING:
    from coopsched.reading.foreign.draft import Draft

# A time of day stands before it: 10:00-11:30 is a range, and 2027-05-14 ends in no offset.
_OFFSET = re.compile(
    r"[Tt ]\d{1,2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s?"
    r"(?:(?P<utc>[Zz])|(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2}))\Z"
)
# A day without a time of day has no offset to miss.
_DAY_ALONE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}")
_NAME_IT = (
    "name it: --hint timezone=Europe/Brussels, or `hints: {timezone: Europe/Brussels}` in a "
    "coopsched.yaml beside"
)


def settle_zone(draft: "Draft", named: Node | None, stamps: Iterable[Node]) -> str:
    """Return the zone of a file's times, and put it into the header.

    What somebody told comes first, then what the file names, then what the offsets of
    its ``stamps`` (date-times) let guess, else UTC: guesses are noted.
    """
    name = told_zone(draft.hints, named)
    if name is None:
        name = _guess(draft, named, stamps)
    elif named is not None and draft.hints.timezone is None:
        _report_meaning(draft, named, name)
    draft.header["timezone"] = node(name, named or Node(None, 0, 0))
    return name


def told_zone(hints: Hints, named: Node | None) -> str | None:
    """Return the zone that somebody told, or that the file names; None where it is to guess."""
    if hints.timezone is not None:
        return hints.timezone
    name = clean(named.value) if named is not None else ""
    if not name:
        return None
    offset = offset_called(name)
    return zone_called(name) or (zone_at(offset) if offset is not None else None)


def offset_of(stamp: Node) -> timedelta | None:
    """Return the offset from UTC with which a date-time ends; None for one that has none."""
    return _offset_in(clean(stamp.value))


def _offset_in(text: str) -> timedelta | None:
    match = _OFFSET.search(text)
    if match is None:
        return None
    if match["utc"]:
        return timedelta()
    length = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]))
    return -length if match["sign"] == "-" else length


def wall_clock(stamp: Node, zone_name: str) -> Node:
    """Return an ISO date-time as a clock in the zone shows it, where its offset is the zone's.

    One without an offset, or with another than the zone has then, stays as it is. In an
    hour that comes twice, the offset stays, for it tells which of the two is meant.
    """
    text = clean(stamp.value).replace("z", "Z")
    if _OFFSET.search(text) is None:
        return node(text, stamp)
    try:
        instant = datetime.fromisoformat(text).astimezone(UTC)
        local = instant.astimezone(zone(zone_name))
    except (ValueError, OverflowError):
        return node(text, stamp)
    if local.utcoffset() != offset_of(stamp) and offset_of(stamp) != timedelta():
        return node(text, stamp)
    if comes_twice(local):
        return node(local.isoformat(), stamp)
    form = "%Y-%m-%dT%H:%M:%S" if local.second else "%Y-%m-%dT%H:%M"
    return node(local.strftime(form), stamp)


def _report_meaning(draft: "Draft", named: Node, name: str) -> None:
    """Note a zone that is named by what stands for several of them."""
    written = clean(named.value)
    if name.startswith("Etc/") or name == "UTC":
        return
    if written.replace(" ", "_").casefold().endswith(name.casefold()):
        return
    what = f"{shown(written)} is read as the zone {name}, one of several that it can mean"
    draft.report("guessed-timezone", what, named, _NAME_IT)


def _guess(draft: "Draft", named: Node | None, stamps: Iterable[Node]) -> str:
    at = named or Node(None, 0, 0)
    written = clean(named.value) if named is not None else ""
    why = "no time zone is named"
    if written:
        draft.report("unknown-timezone", f"{shown(written)} is no time zone", at, _NAME_IT)
        why = f"the zone {shown(written)} is unknown, so it is guessed"
    texts = [text for each in stamps if not _DAY_ALONE.fullmatch(text := clean(each.value))]
    name, what = _guessed(texts)
    draft.report("guessed-timezone", f"{why}: {what}", at, _NAME_IT)
    return name


def _guessed(texts: Sequence[str]) -> tuple[str, str]:
    """Return the zone that times let guess, and what is guessed from what."""
    offsets = Counter(offset for text in texts if (offset := _offset_in(text)) is not None)
    if not offsets:
        return "UTC", "times are read as UTC"
    offset, times = offsets.most_common(1)[0]
    which = "all times have" if times == len(texts) else f"{times} of {len(texts)} times have"
    if times == 1 and len(texts) > 1:
        which = f"1 of {len(texts)} times has"
    name = zone_at(offset)
    taken = f"is taken for the zone {name}" if name is not None else "no zone has: they are UTC's"
    tail = f", which {taken}"
    if times == offsets.total() < len(texts):
        tail = f", the others none: the zone is taken for {name or 'UTC'}"
    return name or "UTC", f"{which} the offset {_shown(offset)}{tail}"


def _shown(offset: timedelta) -> str:
    minutes = abs(offset) // timedelta(minutes=1)
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"
