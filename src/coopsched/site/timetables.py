"""The timetable of each day: in which rows and columns its sessions stand, in any language."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from coopsched.interval import Interval
from coopsched.model import Session
from coopsched.moment import utc
from coopsched.reporting.daily import hours, ticks, whole
from coopsched.reporting.layout import Block, Head, Sheet, drawn
from coopsched.site.whole import Site

ROW = timedelta(minutes=5)
"""The time that one row stands for."""
_SCALES = (0.4, 0.5, 0.6, 0.75, 0.9)
"""The heights of a row, in rem, as `grid.css` has them: `scale-1` and so on."""
_SHORT = 3.3
"""The height below which a session's texts stand in one paragraph, in rem."""
_BUTTON = 1.6
_LETTERS = 22
"""About how many letters of a title a column holds on one line."""


class Placed(NamedTuple):
    """A session in the grid: its first row and column, from 1, and how many it takes.

    ``is_certain``: its end is known. ``is_cut``: it goes on when the timetable has ended.
    """

    key: str
    row: int
    rows: int
    column: int
    columns: int
    is_certain: bool
    is_cut: bool


class Group(NamedTuple):
    """What stands under one head: a room, or None for what has none or is for everybody."""

    room: str | None
    column: int
    columns: int
    sessions: tuple[Placed, ...]


class Tick(NamedTuple):
    """A line across the grid: its row and the time there, in the programme's zone."""

    row: int
    moment: datetime


class Timetable(NamedTuple):
    """One day: ``start`` and ``end`` are the upper and the lower edge, in the programme's zone.

    ``for_all`` crosses all columns. ``has_rooms`` tells whether groups are rooms, and not
    one group of lanes. ``scale`` is how high rows should be, from 1.
    """

    day: date
    start: datetime
    end: datetime
    rows: int
    columns: int
    has_rooms: bool
    scale: int
    groups: tuple[Group, ...]
    for_all: tuple[Placed, ...]
    ticks: tuple[Tick, ...]

    def is_short(self, place: Placed) -> bool:
        """Tell whether a session has room for two lines and no more."""
        return place.rows * _SCALES[self.scale - 1] < _SHORT

    def is_tiny(self, place: Placed) -> bool:
        """Tell whether a session is lower than the button that picks it."""
        return place.rows * _SCALES[self.scale - 1] < _BUTTON


@lru_cache(maxsize=4)
def timetables(site: Site) -> tuple[Timetable, ...]:
    """Return the timetable of each day on which something is held, in order."""
    days: dict[date, list[Session]] = {}
    for session in held(site):
        day = site.day_of(session.key)
        if day is not None:
            days.setdefault(day, []).append(session)
    return tuple(_timetable(site, day, days[day]) for day in sorted(days))


def held(site: Site) -> Iterator[Session]:
    """Yield what is published and takes place at a time, by start."""
    known = {session.key: session for session in site.programme.sessions}
    for key in site.members.get(("programme", ""), ()):
        record = site.publication.records[key]
        if record.state == "shown" and key in known and known[key].occupies:
            yield known[key]


def called_off(site: Site) -> tuple[str, ...]:
    """Return the keys of what was to be held at a time and is not, by start."""
    taking_place = {session.key for session in held(site)}
    return tuple(k for k in site.members.get(("programme", ""), ()) if k not in taking_place)


def _timetable(site: Site, day: date, sessions: list[Session]) -> Timetable:
    sheet = whole([room.key for room in site.programme.rooms], sessions)
    zone = site.programme.zone
    midnight = utc(datetime(day.year, day.month, day.day, tzinfo=zone))
    shown = hours(drawn(sessions), midnight)
    placed = [(block, _placed(block, shown)) for block in sheet.blocks]
    for_all = tuple(p for block, p in placed if _is_for_all(block, sheet))
    return Timetable(
        day=day,
        start=shown.start.astimezone(zone),
        end=shown.end.astimezone(zone),
        rows=_rows(shown.length),
        columns=sheet.columns,
        has_rooms=bool(sheet.heads),
        scale=_scale([(block.session, p) for block, p in placed]),
        groups=tuple(_groups(sheet, placed)),
        for_all=for_all,
        ticks=tuple(
            Tick(_rows(each - shown.start) + 1, each.astimezone(zone)) for each in ticks(shown)
        ),
    )


def _placed(block: Block, shown: Interval) -> Placed:
    row = _rows(block.span.start - shown.start)
    stop = _rows(min(block.span.end, shown.end) - shown.start)
    rows = max(1, stop - row)
    columns = block.last - block.first + 1
    is_cut = block.span.end > shown.end
    return Placed(
        block.session.key, row + 1, rows, block.first + 1, columns, block.is_certain, is_cut
    )


def _groups(sheet: Sheet, placed: Sequence[tuple[Block, Placed]]) -> Iterator[Group]:
    heads = sheet.heads or (Head(None, 0, sheet.columns - 1, 1, None),)
    found: dict[int, list[Placed]] = {head.first: [] for head in heads}
    starts = {column: head.first for head in heads for column in range(head.first, head.last + 1)}
    for block, each in placed:
        if not _is_for_all(block, sheet):
            found[starts[block.first]].append(each)
    for head in heads:
        yield Group(head.room, head.first + 1, head.last - head.first + 1, tuple(found[head.first]))


def _is_for_all(block: Block, sheet: Sheet) -> bool:
    """Tell whether a session crosses rooms without being in one: a break for everybody."""
    return bool(sheet.heads) and not block.session.rooms and block.first == 0


def _scale(sessions: Sequence[tuple[Session, Placed]]) -> int:
    """Return the least height of rows at which five texts of six have room."""
    needed = sorted(_height_needed(session, each) / each.rows for session, each in sessions)
    wanted = needed[len(needed) * 5 // 6]
    return 1 + sum(wanted > height for height in _SCALES[:-1])


def _height_needed(session: Session, each: Placed) -> float:
    """Estimate how much height the texts of a session take, in rem."""
    letters = max(map(len, session.title.values()))
    lines = -(-letters // (_LETTERS * each.columns))
    return 1.6 + 1.15 * min(lines, 6) + (1.1 if session.speakers else 0)


def _rows(length: timedelta) -> int:
    return round(length / ROW)


def classes(table: Timetable) -> Mapping[str, str]:
    """Return the rules of the places in a timetable, by the names of their classes."""
    found = {f"n{table.columns}": f"--columns:{table.columns}"}
    found[f"m{table.rows}"] = f"--rows:{table.rows}"
    blocks = [*table.for_all, *(each for group in table.groups for each in group.sessions)]
    for each in blocks:
        found |= {f"r{each.row}": f"grid-row-start:{each.row}"}
        found |= {f"e{each.rows}": f"grid-row-end:span {each.rows}"}
    places = [(each.column, each.columns) for each in blocks]
    places += [(group.column, group.columns) for group in table.groups]
    for column, columns in places:
        found |= {f"c{column}": f"grid-column-start:{column}"}
        found |= {f"w{columns}": f"grid-column-end:span {columns}"}
    return found | {f"r{tick.row}": f"grid-row-start:{tick.row}" for tick in table.ticks}
