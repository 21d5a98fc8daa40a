"""Subscribes Evolution Data Server to a feed: `subscribe_evolution.py PORT PATH`.

It is what Evolution and GNOME Calendar keep their calendars in. To be run by Debian's
Python under `dbus-run-session`, in a home of its own. It speaks as subscribe_thunderbird.py does.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

gi: Any = import_module("gi")  # it has no types
gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
ECal: Any = import_module("gi.repository.ECal")
EDataServer: Any = import_module("gi.repository.EDataServer")
ICalGLib: Any = import_module("gi.repository.ICalGLib")

SOURCE = """\
[Data Source]
DisplayName=feed
Enabled=true
Parent=webcal-stub

[Calendar]
BackendName=webcal
Selected=true

[Authentication]
Host=127.0.0.1
Port={port}
Method=none

[Security]
Method=none

[WebDAV Backend]
ResourcePath={path}

[Refresh]
Enabled=true
IntervalMinutes=1440

[Offline]
StaySynchronized=true
"""
UID = "feed"
SPAN = (1767225600, 1798761600)
"""The year 2026, in seconds since 1970."""


def main() -> None:
    """Subscribe, and obey what comes on standard input."""
    port, path = sys.argv[1:]
    sources = Path.home() / ".config" / "evolution" / "sources"
    sources.mkdir(parents=True)
    (sources / f"{UID}.source").write_text(SOURCE.format(port=port, path=path), "utf-8")
    client = connected()
    print(json.dumps({"rows": rows(client)}), flush=True)
    for line in sys.stdin:
        if line.strip() == "refresh":
            client.refresh_sync(None)
        print(json.dumps({"rows": rows(client)}), flush=True)


def connected() -> Any:
    """Return the calendar, once the registry has found its source."""
    registry = EDataServer.SourceRegistry.new_sync(None)
    for _ in range(50):
        source = registry.ref_source(UID)
        if source is not None:
            return ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 1, None)
        time.sleep(0.1)
    raise RuntimeError("the registry does not know the feed")


def rows(client: Any) -> list[list[str]]:
    """Return each occurrence that the calendar holds."""
    found: list[list[str]] = []

    def take(event: Any, start: Any, end: Any, *_: object) -> bool:
        status = event.get_first_property(ICalGLib.PropertyKind.STATUS_PROPERTY)
        words = (
            event.get_summary() or "",
            event.get_location() or "",
            "" if status is None else status.get_value_as_string(),
        )
        found.append([event.get_uid(), when(start), when(end), *words])
        return True

    client.set_default_timezone(ICalGLib.Timezone.get_utc_timezone())
    client.generate_instances_sync(*SPAN, None, take)
    return found


def when(moment: Any) -> str:
    """Return a date as it is, and a time in UTC."""
    if not moment.is_date():
        moment = moment.convert_to_zone(ICalGLib.Timezone.get_utc_timezone())
    day = f"{moment.get_year():04}-{moment.get_month():02}-{moment.get_day():02}"
    clock = f"{moment.get_hour():02}:{moment.get_minute():02}:{moment.get_second():02}"
    return day if moment.is_date() else f"{day}T{clock}Z"


if __name__ == "__main__":
    main()
