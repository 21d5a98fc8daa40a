"""Time zones by what other tools call them: in another case, as Windows does, or by an offset."""

import re
from datetime import timedelta
from functools import cache

from coopsched.reading.foreign.values import clean
from coopsched.zones import zone_names

_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE | re.ASCII)
# The zones of the tz database that are an offset have whole hours only; these keep theirs all year.
_OF_HALF_HOURS = {
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
    -570: "Pacific/Marquesas",
}


@cache
def zone_called(name: str) -> str | None:
    """Return the IANA name of the zone that a name means; None where nobody knows.

    It may have a prefix (`/mozilla.org/20050126_1/Europe/Berlin`), blanks for underscores,
    or be what Windows calls a zone (`Romance Standard Time`).
    """
    bare = clean(name).strip("\"'")
    if bare in zone_names():
        return bare
    steps = bare.replace(" ", "_").strip("/").split("/")
    for first in range(len(steps)):
        found = _folded_names().get("/".join(steps[first:]).casefold())
        if found is not None:
            return found
    return _windows_names().get(bare.casefold())


def offset_called(name: str) -> timedelta | None:
    """Return the offset that a name is: `+02:00`, `UTC+2`; None for other names."""
    found = _OFFSET.fullmatch(clean(name))
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    length = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return -length if sign == "-" else length


def zone_at(offset: timedelta) -> str | None:
    """Return the name of a zone that has an offset from UTC all year; None where none has."""
    minutes = offset // timedelta(minutes=1)
    if minutes == 0:
        return "UTC"
    # Zones named by an offset count it westwards, as POSIX does.
    whole = f"Etc/GMT{-minutes // 60:+d}"
    name = _OF_HALF_HOURS.get(minutes) if minutes % 60 else whole
    return name if name in zone_names() else None


@cache
def _folded_names() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(zone_names())}


@cache
def _windows_names() -> dict[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {
        name.casefold(): iana for name, iana in WINDOWS_TO_OLSON.items() if iana in zone_names()
    }
