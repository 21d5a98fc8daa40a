"""Time zones from the tzdata package, so that every machine has the same ones."""

from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import tzdata

VERSION: str = tzdata.IANA_VERSION
"""The version of the time zone database: `2025b`."""

_FOLDER = Path(tzdata.__file__).parent / "zoneinfo"

# Files of the zone database that are not zones of any place (RFC 6557 names places).
_NOT_PLACES = frozenset({"Factory", "localtime", "posixrules"})


class Zone(ZoneInfo):
    """A zone of the tzdata package. Unlike other zones read from a file, it can be pickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        return zone, (self.key,)


@cache
def zone(key: str) -> Zone:
    """Return the zone of that IANA name. Raises LookupError where there is none."""
    path = _FOLDER.joinpath(*key.split("/"))
    if key not in zone_names():
        raise LookupError(f"no time zone is called {key!r}")
    with path.open("rb") as file:
        return Zone.from_file(file, key=key)


@cache
def zone_names() -> frozenset[str]:
    """Return the IANA names that the tzdata package knows."""
    names = (_FOLDER.parent / "zones").read_text("utf-8").split()
    return frozenset(names) - _NOT_PLACES
