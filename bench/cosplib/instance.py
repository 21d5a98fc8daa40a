"""An instance of CoSPLib, the conference scheduling problem library, as read from its sheets."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

Rows = Sequence[Sequence[Any]]
Table = Sequence[Sequence[int]]
Pairs = frozenset[tuple[int, int]]

ORDER, TIMEZONES = "Submissions Order", "Submissions_Timezones"
BY_SESSION, BY_ROOM = "Submissions_Sessions|Penalty", "Submissions_Rooms|Penalty"
TRACK_SESSION, TRACK_ROOM = "Tracks_Sessions|Penalty", "Tracks_Rooms|Penalty"
SESSION_ROOM, SIMILAR = "Sessions_Rooms|Penalty", "Similar Tracks"
ROOMS, PARALLEL = "Number of Rooms per Track", "Parallel Tracks"
CONSECUTIVE, CHAIRS = "Consecutive Tracks", "Chairs Conflicts"
PRESENTERS, ATTENDEES = "Presenters Conflicts", "Attendees Conflicts"
PRESENTERS_SLOT = "Presenters Conflicts Timeslot Level"
ATTENDEES_SLOT = "Attendees Conflicts Timeslot Level"


@dataclass(frozen=True)
class Submission:
    """A submission: its track by position, how many timeslots it needs, and its penalties."""

    name: str
    track: int
    slots: int
    order: int
    """Its position in its track, from 1; 0 where it does not matter."""
    presenters: frozenset[str]
    attendees: frozenset[str]
    by_session: tuple[int, ...]
    by_room: tuple[int, ...]
    by_hour: tuple[int, ...]
    """By session: what the time of day there costs those who are in another time zone."""


@dataclass(frozen=True)
class Instance:
    """Submissions, tracks, sessions and rooms by position, and the weights of the objective."""

    name: str
    weights: Mapping[str, int]
    submissions: tuple[Submission, ...]
    tracks: tuple[str, ...]
    chairs: tuple[frozenset[str], ...]
    """By track."""
    slots: tuple[int, ...]
    """By session: how many timeslots it has."""
    rooms: tuple[str, ...]
    track_session: Table
    track_room: Table
    session_room: Table
    similar: Table
    """Of each two tracks."""

    @cached_property
    def presenter_pairs(self) -> Pairs:
        """The submissions that share a presenter, or of which one's presenter chairs the other."""
        return _pairs(
            self.submissions,
            lambda a, b: bool(
                a.presenters & b.presenters
                or (a.track != b.track and a.presenters & self.chairs[b.track])
                or (a.track != b.track and b.presenters & self.chairs[a.track])
            ),
        )

    @cached_property
    def attendee_pairs(self) -> Pairs:
        """The submissions that somebody wants to attend both, or presents or chairs one of."""

        def wants(a: Submission, b: Submission) -> bool:
            chairs = self.chairs[b.track] if a.track != b.track else frozenset()
            return bool(a.attendees & (b.attendees | b.presenters | chairs))

        return _pairs(self.submissions, lambda a, b: wants(a, b) or wants(b, a))

    @cached_property
    def chair_pairs(self) -> Pairs:
        """The tracks that share a chair."""
        every = combinations(range(len(self.tracks)), 2)
        return frozenset((a, b) for a, b in every if self.chairs[a] & self.chairs[b])


def _pairs(submissions: Sequence[Submission], clash: Any) -> Pairs:
    every = combinations(enumerate(submissions), 2)
    return frozenset((i, j) for (i, a), (j, b) in every if clash(a, b))


def read(path: Path) -> Instance:
    """Read an instance. An empty cell of a penalty sheet is 0."""
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    sheets = {sheet.title: _rows(sheet.iter_rows(values_only=True)) for sheet in book}
    tracks = tuple(str(row[0]) for row in sheets["tracks"][1:])
    rooms = tuple(str(row[0]) for row in sheets["rooms"][1:])
    sessions = [str(row[0]) for row in sheets["sessions"][1:]]
    parameters = sheets["parameters"]
    windows = _windows(parameters, sheets["sessions"][1:])
    return Instance(
        path.stem,
        {str(row[3]).rstrip(":"): int(row[4]) for row in parameters[1:]},
        tuple(
            _submission(row, tracks, len(sessions), len(rooms), windows)
            for row in sheets["submissions"][1:]
        ),
        tracks,
        tuple(_names(row[1]) for row in sheets["tracks"][1:]),
        tuple(int(row[1]) for row in sheets["sessions"][1:]),
        rooms,
        _table(sheets["tracks_sessions|penalty"], tracks, sessions),
        _table(sheets["tracks_rooms|penalty"], tracks, rooms),
        _table(sheets["sessions_rooms|penalty"], sessions, rooms),
        _similar(sheets["similar tracks"], tracks),
    )


def _rows(rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    return [list(row) for row in rows if any(cell not in (None, "") for cell in row)]


def _names(cell: object) -> frozenset[str]:
    return frozenset(name for name in str(cell or "").split(", ") if name)


def _table(sheet: Rows, rows: Sequence[str], columns: Sequence[str]) -> Table:
    at = {str(name): i for i, name in enumerate(sheet[0])}
    by_name = {str(row[0]): row for row in sheet[1:]}
    return [[int(by_name[row][at[column]] or 0) for column in columns] for row in rows]


def _similar(sheet: Rows, tracks: Sequence[str]) -> Table:
    """Return how alike each two tracks are: the half above the diagonal counts, both ways."""
    names = [str(row[0]) for row in sheet[1:]]
    at = {name: i for i, name in enumerate(names)}

    def alike(a: str, b: str) -> int:
        first, last = sorted((at[a], at[b]))
        return 0 if a == b else int(sheet[first + 1][last + 1] or 0)

    return [[alike(a, b) for b in tracks] for a in tracks]


@dataclass(frozen=True)
class _Windows:
    """Which hours suit people, and when each session begins and ends, in UTC."""

    suitable: tuple[dt.time, dt.time]
    bearable: tuple[dt.time, dt.time]
    costs: tuple[int, int]
    """Of an hour that is only bearable, and of one that is not."""
    sessions: Sequence[tuple[dt.datetime, dt.datetime]]

    def cost(self, session: int, offset: dt.timedelta) -> int:
        """Return what a session costs somebody whose clock is so far from UTC."""
        start, end = ((moment + offset).time() for moment in self.sessions[session])
        early, late = self.bearable
        if start < early or end > late or end < early:
            return self.costs[1]
        return self.costs[0] if start < self.suitable[0] or end > self.suitable[1] else 0


def _windows(parameters: Rows, sessions: Rows) -> _Windows:
    here = _offset(parameters[1][1])
    clocks = [_clock(parameters[i][1]) for i in (3, 4, 6, 7)]
    return _Windows(
        (clocks[0], clocks[1]),
        (clocks[2], clocks[3]),
        (int(parameters[8][1]), int(parameters[10][1])),
        [(_moment(row[2], row[3]) - here, _moment(row[2], row[4]) - here) for row in sessions],
    )


def _clock(cell: Any) -> dt.time:
    return cell if isinstance(cell, dt.time) else dt.time.fromisoformat(str(cell))


def _moment(day: Any, clock: Any) -> dt.datetime:
    return dt.datetime.combine(day, _clock(clock))


def _offset(zone: object) -> dt.timedelta:
    return dt.timedelta(hours=int(str(zone).removeprefix("GMT") or 0))


def _submission(
    row: Sequence[Any], tracks: Sequence[str], sessions: int, rooms: int, windows: _Windows
) -> Submission:
    penalties = [int(cell or 0) for cell in row[7 : 7 + sessions + rooms]]
    return Submission(
        str(row[0]),
        tracks.index(str(row[1])),
        int(row[2]),
        int(row[3] or 0),
        _names(row[5]),
        _names(row[6]),
        tuple(penalties[:sessions]),
        tuple(penalties[sessions:]),
        tuple(windows.cost(session, _offset(row[4])) for session in range(sessions)),
    )
