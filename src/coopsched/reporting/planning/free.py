"""Free places in a terminal, and for programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from coopsched.findings import Severity
from coopsched.interval import Interval
from coopsched.model import Programme
from coopsched.moment import utc
from coopsched.planning.free_places import Free, FreePlace
from coopsched.planning.refusing import Refused
from coopsched.planning.task import Placement
from coopsched.reporting.cells import crop, paint, plain, wrap
from coopsched.reporting.describing import LEAST_WIDTH, joined
from coopsched.reporting.escaping import json_text
from coopsched.reporting.json import finding_data
from coopsched.reporting.width import cells_of
from coopsched.rules.wording import clock, counted, instant, lasting, listed, titled

FORMAT = 1
"""The version of the report; it gains fields without changing, and loses none."""

_ROOMS = 3
"""Of more rooms in one line, only the number is told."""
_RUNS = 3
_WARNINGS = 3
_REASONS, _REASONS_OF_MANY_DAYS = 20, 8
_WIDEST = 24


def text(
    free: Free,
    programme: Programme,
    *,
    day: str | None = None,
    room: str | None = None,
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return where a session can go, best first, and why not elsewhere.

    ``day`` and ``room`` are what was asked for.
    """
    return joined(_Page(free, programme, max(width, LEAST_WIDTH), colour).lines(day, room))


def json(free: Free, programme: Programme, path: str) -> str:
    """Return the same for programs."""
    session = free.session
    length = session.length
    return json_text(
        {
            "coopsched-free": FORMAT,
            "path": path,
            "session": session.key,
            "title": str(session.title),
            "minutes": None if length is None else length.total_seconds() / 60,
            "now": None if free.now is None else _place(free, free.now),
            "errors": [finding_data(each, programme.zone) for each in free.errors],
            "looked": free.looked,
            "found": free.found,
            "places": [
                {
                    **_place(free, each.placement),
                    "errors": each.errors,
                    "weight": each.weight,
                    **{
                        name: [finding_data(one, programme.zone) for one in getattr(each, name)]
                        for name in ("come", "go", "stay")
                    },
                }
                for each in free.places
            ],
            "refused": [_refused(each) for each in free.refused],
            "nothing": free.nothing,
        }
    )


def _place(free: Free, placement: Placement) -> dict[str, Any]:
    length = free.session.length
    end = None if length is None else (utc(placement.start) + length)
    return {
        "start": placement.start.isoformat(),
        "end": end and end.astimezone(placement.start.tzinfo).isoformat(),
        "rooms": list(placement.rooms),
    }


def _refused(refused: Refused) -> dict[str, Any]:
    return {
        "why": refused.why,
        "rule": refused.rule or None,
        "day": refused.day,
        "starts": [
            {"from": first.isoformat(), "until": last.isoformat()} for first, last in refused.starts
        ],
        "rooms": list(refused.rooms),
    }


class _Page:
    """The lines of an answer."""

    def __init__(self, free: Free, programme: Programme, width: int, colour: bool) -> None:
        self._free = free
        self._programme = programme
        self._width = width
        self._colour = colour

    def lines(self, day: str | None, room: str | None) -> Iterator[str]:
        free = self._free
        title = plain(titled(free.session))
        if free.nothing is not None:
            yield from wrap(f"{title} has nowhere to go: {free.nothing}", self._width)
            return
        yield from self._head(title, day, room)
        yield from self._places()
        yield from self._reasons()

    def _head(self, title: str, day: str | None, room: str | None) -> Iterator[str]:
        free = self._free
        length = "" if free.session.length is None else f" ({lasting(free.session.length)})"
        for line in wrap(f"{title}{length} {self._today()}", self._width):
            yield paint(line, "strong", self._colour)
        yield ""
        asked = (f" on {day}" if day else "") + (
            f" in {plain(self._programme.room(room).label)}" if room else ""
        )
        places = "place" if free.looked == 1 else "places"
        of = f"of {free.looked:,} other {places} looked at{asked}"
        if not free.looked:
            yield from wrap(f"no time{asked} comes into question", self._width)
            return
        if not free.found:
            yield from wrap(f"{of[3:]}, none is free", self._width)
            return
        verb = "is" if free.found == 1 else "are"
        best = "; the best:" if free.found > len(free.places) else ":"
        yield from wrap(f"{free.found:,} {of} {verb} free{best}", self._width)

    def _today(self) -> str:
        free = self._free
        if free.now is None:
            return "is not placed yet"
        fixed = ", pinned" if free.session.pinned else ""
        errors = f", with {counted(len(free.errors), 'error')}" if free.errors else ""
        where = f" in {_rooms(free.now.rooms, self._programme)}" if free.now.rooms else ""
        return f"is now at {self._when(free.now.start)}{where}{fixed}{errors}"

    def _places(self) -> Iterator[str]:
        places = self._free.places
        times = [self._when(each.placement.start) for each in places]
        rooms = [crop(_rooms(each.placement.rooms, self._programme), _WIDEST) for each in places]
        widest = max(map(cells_of, rooms), default=0)
        for place, time, where in zip(places, times, rooms, strict=True):
            beside = f"  {where}{' ' * (widest - cells_of(where))}" if widest else ""
            head = f"  {paint(time, 'time', self._colour)}{beside}  "
            room = self._width - 2 - cells_of(time) - cells_of(beside) - 2
            first, *more = wrap(_effect(place), max(room, _WIDEST))
            yield f"{head}{first}"
            yield from (f"{' ' * (self._width - room)}{line}" for line in more)
            for finding in place.come[:_WARNINGS]:
                yield from self._indented(f"{plain(finding.message)} [{finding.rule}]", 4)
            if len(place.come) > _WARNINGS:
                yield f"    … and {len(place.come) - _WARNINGS} more"

    def _reasons(self) -> Iterator[str]:
        refused = self._free.refused
        if not refused:
            return
        yield ""
        yield "not free, to begin with:" if self._free.found else "why not, to begin with:"
        days = {each.day for each in refused if each.day is not None}
        most = _REASONS if len(days) < 2 else _REASONS_OF_MANY_DAYS
        for day, of_day in groupby(refused, key=lambda each: each.day):
            lines = list(of_day)
            if len(days) > 1:
                yield f"  {'any day' if day is None else day}"
            for each in lines[:most]:
                yield from self._indented(f"{self._about(each)}: {plain(each.why)}", 4)
            if len(lines) > most:
                yield f"    … and {len(lines) - most} more: --day, --room, or --format json"

    def _about(self, refused: Refused) -> str:
        return about(refused, self._programme)

    def _indented(self, text: str, depth: int) -> Iterator[str]:
        first, *more = wrap(text, self._width - depth)
        yield f"{' ' * depth}{first}"
        yield from (f"{' ' * (depth + 2)}{line}" for line in more)

    def _when(self, start: datetime) -> str:
        length = self._free.session.length
        if length is None:
            return instant(self._programme, utc(start))
        return clock(self._programme, Interval(utc(start), utc(start) + length))


def about(refused: Refused, programme: Programme) -> str:
    """Return which rooms or starts are refused: `Attic`, `09:00–09:45`."""
    if refused.rooms:
        return _rooms(refused.rooms, programme)
    return listed_runs([(_clock(a), _clock(b)) for a, b in refused.starts])


def _rooms(keys: Sequence[str], programme: Programme) -> str:
    labels = [plain(programme.room(key).label) for key in keys]
    if len(labels) > _ROOMS + 1:
        labels[_ROOMS:] = [f"{len(labels) - _ROOMS} more rooms"]
    return listed(labels)


def listed_runs(runs: Sequence[tuple[str, str]]) -> str:
    """Return runs of starts: `09:00–09:45, 11:00`; of many, how many more there are."""
    said = [first if first == last else f"{first}–{last}" for first, last in runs]
    if len(said) > _RUNS + 1:
        said[_RUNS:] = [f"{len(said) - _RUNS} more times"]
    return listed(said)


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _effect(place: FreePlace) -> str:
    """Return what comes of a place, in a few words."""
    went = Counter(each.severity for each in place.go if each.rule != "session-unplaced")
    parts = [
        f"clears {counted(went[severity], severity.value)}"
        for severity in (Severity.ERROR, Severity.WARNING)
        if went[severity]
    ]
    if place.stay:
        parts.append(f"keeps {counted(len(place.stay), 'error')}")
    if place.come:
        parts.append(f"{counted(len(place.come), 'new warning')}:")
    return ", ".join(parts) or "nothing new"
