"""Which session goes into which column of a grid, and how a day is cut into grids."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, pairwise
from typing import NamedTuple

from coopsched.interval import Interval
from coopsched.model import SIDE_KINDS, Session
from coopsched.moment import utc
from coopsched.reporting.lanes import knots, lanes
from coopsched.reporting.selection import PRESUMED


class Block(NamedTuple):
    """A session in the columns from ``first`` to ``last``; ``is_certain``: its end is known."""

    session: Session
    span: Interval
    is_certain: bool
    first: int
    last: int


class Head(NamedTuple):
    """A room at the top of the columns from ``first`` to ``last``.

    ``most`` is how many sessions it holds at once; ``lanes`` the first and last of
    them that stand here, from 1, where they do not all.
    """

    room: str | None
    first: int
    last: int
    most: int
    lanes: tuple[int, int] | None


class Sheet(NamedTuple):
    """One grid. ``part`` tells the first and last of how many rooms or lanes it holds."""

    columns: int
    heads: tuple[Head, ...]
    blocks: tuple[Block, ...]
    part: tuple[int, int, int]


_Placed = tuple[Session, Interval]


class _Group(NamedTuple):
    """What shares one room, each session in a lane; ``room`` is None for what has none."""

    room: str | None
    sessions: tuple[Session, ...]
    spans: list[Interval]
    lanes: list[int]

    @property
    def most(self) -> int:
        return 1 + max(self.lanes)


class _Piece(NamedTuple):
    """Some lanes of a group, from ``first`` up to and not including ``stop``."""

    place: int
    group: _Group
    first: int
    stop: int

    @property
    def size(self) -> int:
        return self.stop - self.first


def drawn(sessions: Sequence[Session]) -> list[Interval]:
    """Return the span in which each placed session is drawn.

    One without an end, or without length, is drawn for an hour, or until
    another of the sessions begins.
    """
    starts = sorted({utc(session.start) for session in sessions if session.start})
    later: dict[datetime, datetime] = dict(pairwise(starts))
    return [_drawn(session, later) for session in sessions]


def _drawn(session: Session, later: Mapping[datetime, datetime]) -> Interval:
    span = session.interval
    assert span is not None  # noqa: S101 - only placed sessions are drawn
    if has_end(session):
        return span
    end = span.start + PRESUMED
    return Interval(span.start, min(end, later.get(span.start, end)))


def has_end(session: Session) -> bool:
    """Tell whether a session is said to end after it begins."""
    return session.end is not None and bool(session.interval and session.interval.length)


def by_room(rooms: Sequence[str], held: Sequence[Session], most: int) -> list[Sheet]:
    """Lay out a day by room, in the given order, at most so many columns a sheet.

    A break without a room at which nothing else is held crosses all columns; what
    else has no room gets a column of its own, the last.
    """
    across, rest = _breaks_for_all(held)
    groups = [
        _group(room, members)
        for room in rooms
        if (members := [session for session in rest if room in session.rooms])
    ]
    if roomless := [session for session in rest if not session.rooms]:
        groups.append(_group(None, roomless))
    pieces = [piece for i, group in enumerate(groups) for piece in _pieces(i, group, most)]
    return [_sheet(some, len(groups), across) for some in _packed(pieces, most)]


def by_lane(held: Sequence[Session], most: int) -> list[list[Sheet]]:
    """Lay out a day without rooms: stretches of it, each in one sheet or several.

    Sessions that hang together by overlapping share a stretch; it takes several
    sheets where more than ``most`` are held at once.
    """
    spans = drawn(held)
    taken = lanes(spans)
    bunches = [(1 + max(taken[i] for i in knot), knot) for knot in knots(spans)]
    stretches: list[list[int]] = []
    for fits, run in groupby(bunches, key=lambda bunch: bunch[0] <= most):
        parts = [knot for _, knot in run]
        stretches += [[i for knot in parts for i in knot]] if fits else parts
    return [_stretch([held[i] for i in sorted(stretch)], most) for stretch in stretches]


def _stretch(sessions: Sequence[Session], most: int) -> list[Sheet]:
    group = _group(None, sessions)
    return [
        _sheet([piece], 1, ())._replace(heads=(), part=(piece.first + 1, piece.stop, group.most))
        for piece in _pieces(0, group, most)
    ]


def _breaks_for_all(held: Sequence[Session]) -> tuple[list[_Placed], list[Session]]:
    """Tell breaks for everybody, with their spans, from the rest, however long that is drawn."""
    spans = [_drawn(session, {}) for session in held]
    alone = {knot[0] for knot in knots(spans) if len(knot) == 1}
    across: list[_Placed] = []
    rest: list[Session] = []
    for i, session in enumerate(held):
        if i in alone and not session.rooms and session.kind in SIDE_KINDS:
            across.append((session, spans[i]))
        else:
            rest.append(session)
    return across, rest


def _group(room: str | None, sessions: Sequence[Session]) -> _Group:
    spans = drawn(sessions)
    return _Group(room, tuple(sessions), spans, lanes(spans))


def _pieces(place: int, group: _Group, most: int) -> Iterator[_Piece]:
    """Cut a group that has more lanes than fit, as evenly as it goes."""
    count = -(-group.most // most)
    first = 0
    for left in range(count, 0, -1):
        stop = first + -(-(group.most - first) // left)
        yield _Piece(place, group, first, stop)
        first = stop


def _packed(pieces: Sequence[_Piece], most: int) -> Iterator[list[_Piece]]:
    """Put pieces into the fewest sheets, about as many columns in each, the order kept."""
    left = sum(piece.size for piece in pieces)
    sheet: list[_Piece] = []
    used, target = 0, _share(left, most)
    for piece in pieces:
        if sheet and used + piece.size > target:
            yield sheet
            left -= used
            sheet, used, target = [], 0, _share(left, most)
        sheet.append(piece)
        used += piece.size
    if sheet:
        yield sheet


def _share(columns: int, most: int) -> int:
    return -(-columns // max(1, -(-columns // most)))


def _sheet(pieces: Sequence[_Piece], groups: int, across: Sequence[_Placed]) -> Sheet:
    heads: list[Head] = []
    blocks: list[Block] = []
    column = 0
    for piece in pieces:
        most = piece.group.most
        part = None if piece.size == most else (piece.first + 1, piece.stop)
        heads.append(Head(piece.group.room, column, column + piece.size - 1, most, part))
        blocks += _blocks(piece, column)
        column += piece.size
    blocks += [Block(session, span, has_end(session), 0, column - 1) for session, span in across]
    part_of = (pieces[0].place + 1, pieces[-1].place + 1, groups)
    return Sheet(column, tuple(heads), tuple(_merged(blocks)), part_of)


def _blocks(piece: _Piece, column: int) -> Iterator[Block]:
    """Give each session its lane and, to the right, those that are free while it lasts."""
    group = piece.group
    by_lane: list[list[Interval]] = [[] for _ in range(group.most)]
    for span, lane in zip(group.spans, group.lanes, strict=True):
        by_lane[lane].append(span)
    for session, span, lane in zip(group.sessions, group.spans, group.lanes, strict=True):
        if piece.first <= lane < piece.stop:
            last = lane
            while last + 1 < piece.stop and not any(map(span.overlaps, by_lane[last + 1])):
                last += 1
            left = column - piece.first
            yield Block(session, span, has_end(session), left + lane, left + last)


def _merged(blocks: Sequence[Block]) -> Iterator[Block]:
    """Join the blocks of a session that is in several rooms side by side."""
    order = sorted(blocks, key=lambda block: (block.span, block.session.key, block.first))
    whole: Block | None = None
    for block in order:
        if whole is not None and _adjoin(whole, block):
            whole = whole._replace(last=block.last)
            continue
        if whole is not None:
            yield whole
        whole = block
    if whole is not None:
        yield whole


def _adjoin(a: Block, b: Block) -> bool:
    return (a.session.key, a.span, a.last + 1) == (b.session.key, b.span, b.first)
