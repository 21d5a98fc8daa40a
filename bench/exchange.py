"""Reading schedules of other tools, beside the parsers of the standard library and pydantic.

One peer parses the file and validates a plain model for each session, without places,
keys or findings. The other parses it and validates coopsched's own models, of which a
programme consists, from plain data that lies ready: as many of each, and the whole.
Files are those of two real conferences where they are beside the checkout, else a big
programme that coopsched writes. c3voc's own tools load the JSON as they do it, in a
process of their own.
"""

import json
import re
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.common import ROOT, Row, cpu, finish, medians, options, run, versions
from bench.generate import programme
from pydantic import BaseModel, ConfigDict

from coopsched.document import Document
from coopsched.model import Programme
from coopsched.publishing import c3voc, frab
from coopsched.reading.files import load_bytes, loads
from coopsched.reading.notes import Notes
from coopsched.reading.sections import SECTIONS, header, sections

REAL = ROOT.parent / "shared" / "programmes"
XML = REAL / "frab-xml" / "fosdem2025.xml"
JSON = REAL / "c3voc-json" / "36c3_everything.json"
MOST_MEMORY = 150
READ = "import sys, gc; gc.disable(); import coopsched; kept = coopsched.read(sys.argv[1])"
IMPORT = "import coopsched.reading.files, coopsched.model"
VOC = "import sys; from voc import Schedule; Schedule.from_file(sys.argv[1])"
# What a process has had since it began: `getrusage` counts that of its parent, too.
PEAK = "; from pathlib import Path; print(Path('/proc/self/status').read_text())"


class Part(BaseModel):
    """A person or a link."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    name: str | None = None
    public_name: str | None = None
    href: str | None = None
    url: str | None = None
    title: str | None = None


class Event(BaseModel):
    """A session as both formats tell it."""

    model_config = ConfigDict(extra="ignore")

    id: str | int
    guid: str
    date: datetime
    start: str
    duration: str
    room: str
    slug: str
    title: str
    url: str = ""
    subtitle: str | None = None
    track: str | None = None
    type: str | None = None
    language: str | None = None
    abstract: str | None = None
    description: str | None = None
    persons: list[Part]
    links: list[Part | str] = []
    attachments: list[Part] = []


def by_etree(data: bytes) -> list[Event]:
    """Parse XML and validate its events."""
    return [Event.model_validate(_fields(event)) for event in ET.fromstring(data).iter("event")]  # noqa: S314  a file of our own choice


def _fields(event: ET.Element) -> dict[str, Any]:
    fields: dict[str, Any] = {**event.attrib, "persons": []}
    for child in event:
        if child.tag in ("persons", "links", "attachments"):
            fields[child.tag] = [{**each.attrib, "name": each.text or ""} for each in child]
        else:
            fields[child.tag] = child.text or ""
    return fields


def by_json(data: bytes) -> list[Event]:
    """Parse JSON and validate its events."""
    days = json.loads(data)["schedule"]["conference"]["days"]
    return [
        Event.model_validate(event)
        for day in days
        for events in day["rooms"].values()
        for event in events
    ]


def by_own_models(
    parse: Callable[[bytes], object], data: bytes, document: Document
) -> Callable[[], object]:
    """Return what parses a file, and validates the parts of a document and the programme."""
    calendar = document.programme.calendar
    written = header(document.root) | sections(document.root, Notes(document.source))
    written["days"] = calendar.days
    prepared = [
        (name, [(kind, _named(key, fields)) for key, fields in written.pop(name, {}).items()])
        for name, kind in SECTIONS.items()
    ]

    def work() -> object:
        parts = {
            name: tuple(kind.model_validate(each, context=calendar) for kind, each in listed)
            for name, listed in prepared
        }
        return parse(data), Programme.model_validate({**written, **parts}, context=calendar)

    return work


def _named(key: str, fields: Any) -> dict[str, Any]:
    return {"key": key, **(fields if isinstance(fields, dict) else {"name": fields})}


def files(folder: Path) -> dict[str, Path]:
    """Return a schedule in each format: a real one, else one that coopsched writes."""
    if XML.exists() and JSON.exists():
        return {"FOSDEM 2025, XML": XML, "36C3, JSON": JSON}
    made = loads("".join(programme(1000))).programme
    found = {"1,000 sessions, XML": folder / "a.xml", "1,000 sessions, JSON": folder / "a.json"}
    for path, writer in zip(found.values(), (frab, c3voc), strict=True):
        path.write_bytes(writer.write(made).data)
    return found


def compared(what: str, path: Path, rounds: int) -> list[Row]:
    """Return the rows for a file: time beside the peers, memory above that of the libraries."""
    data = path.read_bytes()
    is_json = path.suffix == ".json"
    parse: Callable[[bytes], object] = json.loads if is_json else ET.fromstring
    by_plain_models = by_json if is_json else by_etree
    own_models = by_own_models(parse, data, load_bytes(data, name=path.name))
    found = medians(
        {
            "ours": lambda: cpu(lambda: load_bytes(data, name=path.name)),
            "own": lambda: cpu(own_models),
            "plain": lambda: cpu(lambda: by_plain_models(data)),
        },
        rounds,
    )
    parser = "json" if is_json else "xml.etree"
    own, plain_ = f"{parser} and our models", f"{parser} and plain models"
    memory, bare = peak(READ, path), peak(IMPORT, path)
    kept = "within" if memory < MOST_MEMORY else "ABOVE"
    note = f"{kept} the {MOST_MEMORY} MB that are allowed"
    return [
        Row(f"{what}, read", found["ours"], own, found["own"], at_most=5),
        Row(f"{what}, read", found["ours"], plain_, found["plain"]),
        Row(f"{what}, peak memory", memory, "importing alone", bare, "MB", note=note),
    ]


def peak(code: str, path: Path) -> float:
    """Return the most megabytes that a process with some code takes, where Linux tells them."""
    if not Path("/proc/self/status").exists():
        return run([sys.executable, "-c", code, str(path)]).megabytes
    status = run([sys.executable, "-c", code + PEAK, str(path)]).output
    kilobytes = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(kilobytes[1]) * 1024 / 1e6 if kilobytes else 0.0


def beside_voc(what: str, path: Path, rounds: int) -> Row:
    """Return the row beside c3voc's tools: whole processes, for they need other libraries."""
    row = f"{what}, a process that reads it"
    try:
        theirs = min(run([sys.executable, "-c", VOC, str(path)]).seconds for _ in range(rounds))
    except SystemExit:
        wanted = "pip install --target FOLDER c3voc-schedule-tools, and PYTHONPATH=FOLDER"
        return Row(row, 0.0, "voc", note=f"skipped: voc is not installed ({wanted})")
    ours = min(run([sys.executable, "-c", READ, str(path)]).seconds for _ in range(rounds))
    return Row(row, ours, "voc", theirs)


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    print(versions())
    rounds = 3 if chosen.quick else 9
    with tempfile.TemporaryDirectory() as folder:
        given = files(Path(folder))
        rows = [row for what, path in given.items() for row in compared(what, path, rounds)]
        what, path = list(given.items())[-1]
        rows.append(beside_voc(what, path, 1 if chosen.quick else 3))
    finish(rows, chosen)


if __name__ == "__main__":
    main()
