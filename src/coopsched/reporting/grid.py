"""The programme in a terminal as a grid: time downwards, rooms or lanes across."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from coopsched.calendar import Day
from coopsched.findings import Finding
from coopsched.model import Programme, Session
from coopsched.reporting.agenda import unplaced_lines
from coopsched.reporting.canvas import Canvas
from coopsched.reporting.cells import NO_BREAK, crop, plain, wrap
from coopsched.reporting.describing import (
    LEAST_WIDTH,
    MARK,
    View,
    duration,
    joined,
    spoken,
    unsettled,
)
from coopsched.reporting.layout import Block, Sheet, by_lane, by_room
from coopsched.reporting.width import cells_of

_NARROWEST = 15
"""Cells within a column, a margin of one on the left included."""
_TITLE_LINES, _FACT_LINES = 6, 2
"""For how many lines of its title and of the rest a box is made higher."""
_LINE = timedelta(minutes=15)
_LONGEST = 8
_SHORTENED = "⋮"


def grid(
    programme: Programme,
    findings: Iterable[Finding] = (),
    *,
    sessions: Sequence[Session] | None = None,
    languages: Sequence[str] = (),
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return the programme day by day as boxes: time downwards, rooms across.

    Where a day uses no rooms, sessions that overlap stand in lanes, the fewest
    there can be. What does not fit side by side follows in further grids. A room
    that holds several sessions at once is divided, and says so. Arguments are
    those of `agenda`.
    """
    view = View(programme, tuple(findings), tuple(languages), max(width, LEAST_WIDTH), colour)
    return joined(_lines(view, programme.sessions if sessions is None else sessions))


def _lines(view: View, sessions: Sequence[Session]) -> Iterator[str]:
    yield from view.heading(sessions)
    outline = view.outline(sessions)
    if outline.permanent:
        yield ""
        yield from _listed(view, [("All day:", session) for session in outline.permanent])
    shortened = False
    for day, held in outline.days:
        yield ""
        yield from view.day_heading(day)
        for line in _day_lines(view, day, held):
            shortened = shortened or _SHORTENED in line
            yield line
    yield from unplaced_lines(view, outline.unplaced)
    if shortened:
        yield ""
        note = f"{_SHORTENED} a long stretch, drawn shorter than it is"
        yield from (view.paint(line, "faint") for line in wrap(note, view.room))


def _day_lines(view: View, day: Day, held: Sequence[Session]) -> Iterator[str]:
    taking_place = [session for session in held if session.occupies]
    gone = [session for session in held if not session.occupies]
    labels = [view.clock(moment, day) for moment in _moments(held)]
    margin = max(map(cells_of, labels)) + 1
    most = max(1, (view.room - margin - 1) // (_NARROWEST + 1))
    for i, (caption, sheet) in enumerate(_sheets(view, day, taking_place, most)):
        if i:
            yield ""
        if caption:
            yield from (view.paint(line, "faint") for line in wrap(caption, view.room))
        yield from _Drawing(view, day, sheet, margin).rows()
    if gone:
        yield ""
        yield from _listed(view, [(view.times(session, day), session) for session in gone])
    yield from _error_lines(view, held)


def _moments(held: Sequence[Session]) -> list[datetime]:
    return [moment for session in held for moment in (session.start, session.end) if moment]


def _sheets(
    view: View, day: Day, held: Sequence[Session], most: int
) -> Iterator[tuple[str, Sheet]]:
    """Yield grids, each with a caption where it is one of several."""
    if not held:
        return
    if any(session.rooms for session in held):
        sheets = by_room([room.key for room in view.programme.rooms], held, most)
        for sheet in sheets:
            yield _part("room", sheet).capitalize() if len(sheets) > 1 else "", sheet
        return
    for stretch in by_lane(held, most):
        start = min(block.span.start for sheet in stretch for block in sheet.blocks)
        end = max(block.span.end for sheet in stretch for block in sheet.blocks)
        when = f"{view.clock(start, day)}–{view.clock(end, day)}"
        for sheet in stretch:
            part = f"{when} · up to {sheet.part[2]} sessions at once, {_part('lane', sheet)}"
            yield part if len(stretch) > 1 else "", sheet


def _part(what: str, sheet: Sheet) -> str:
    first, last, count = sheet.part
    return f"{what} {first} of {count}" if first == last else f"{what}s {first}–{last} of {count}"


def _listed(view: View, sessions: Sequence[tuple[str, Session]]) -> Iterator[str]:
    """Yield sessions that have no place in a grid, each after a word or time."""
    for words, session in sessions:
        is_gone = session.status == "cancelled"
        facts = [f"{words} {'CANCELLED ' if is_gone else ''}{view.title(session)}"]
        facts += view.details(session)
        first, *rest = wrap(" · ".join(facts), view.room - 2)
        for line in (first, *(f"  {line}" for line in rest)):
            yield view.paint(line, "gone" if is_gone else "")


def _error_lines(view: View, held: Sequence[Session]) -> Iterator[str]:
    errors = [error for session in held for error in view.errors.get(session.key, [])]
    if errors:
        yield ""
    for message in dict.fromkeys(plain(error.message) for error in errors):
        first, *rest = wrap(f"{MARK} error: {message}", view.room - 2)
        for line in (first, *(f"  {line}" for line in rest)):
            yield view.paint(line, "bad")


class _Drawing:
    """One sheet on a canvas."""

    def __init__(self, view: View, day: Day, sheet: Sheet, margin: int) -> None:
        self._view, self._day, self._sheet = view, day, sheet
        self._lefts = _edges(margin, view.room - 1, sheet.columns)
        self._times = sorted({time for block in sheet.blocks for time in block.span})
        self._row = {time: i for i, time in enumerate(self._times)}
        self._heads = [self._head(i) for i in range(len(sheet.heads))]
        self._heights = self._fitted_heights()
        self._tops = [max(map(len, self._heads)) + 1 if self._heads else 0]
        for height in self._heights:
            self._tops.append(self._tops[-1] + height + 1)

    def rows(self) -> list[str]:
        """Return the drawing, line by line."""
        canvas = Canvas(self._view.room, self._tops[-1] + 1)
        for head, lines in zip(self._sheet.heads, self._heads, strict=True):
            left, right = self._lefts[head.first], self._lefts[head.last + 1]
            canvas.box(left, 0, right, self._tops[0])
            for y, line in enumerate(lines, 1):
                canvas.text(left + 2, y, line, "strong")
        for block in self._sheet.blocks:
            self._draw(canvas, block)
        self._draw_time(canvas)
        if self._heads:
            self._draw_columns(canvas)
        return canvas.rows(self._view.colour)

    def _head(self, index: int) -> list[str]:
        head = self._sheet.heads[index]
        label = "No room" if head.room is None else self._view.room_label(head.room)
        if head.most > 1:
            part = f": {head.lanes[0]}–{head.lanes[1]}" if head.lanes else ""
            label += f" ({head.most} at once{part})"
        return wrap(label, self._inner(head.first, head.last), lines=3)

    def _inner(self, first: int, last: int) -> int:
        return max(1, self._lefts[last + 1] - self._lefts[first] - 2)

    def _fitted_heights(self) -> list[int]:
        """Return how many lines lie between a time and the next: by length, then by need."""
        heights = [self._height(i) for i in range(len(self._times) - 1)]
        for block in sorted(self._sheet.blocks, key=lambda block: self._reach(block)[2]):
            first, stop, rows = self._reach(block)
            lacking = self._need(block) - (sum(heights[first:stop]) + rows - 1)
            while lacking > 0:
                heights[min(range(first, stop), key=heights.__getitem__)] += 1
                lacking -= 1
        return heights

    def _reach(self, block: Block) -> tuple[int, int, int]:
        first, stop = self._row[block.span.start], self._row[block.span.end]
        return first, stop, stop - first

    def _height(self, i: int) -> int:
        length = self._times[i + 1] - self._times[i]
        if self._is_quiet(i):
            return 1 if length >= 2 * _LINE else 0
        return min(max(round(length / _LINE), 1), _LONGEST) - 1

    def _is_quiet(self, i: int) -> bool:
        start, end = self._times[i], self._times[i + 1]
        return not any(b.span.start <= start and end <= b.span.end for b in self._sheet.blocks)

    def _need(self, block: Block) -> int:
        inner = self._inner(block.first, block.last)
        title = len(wrap(self._title(block.session), inner, lines=_TITLE_LINES))
        facts = self._facts(block)
        return title + (len(wrap(facts, inner, lines=_FACT_LINES)) if facts else 0)

    def _title(self, session: Session) -> str:
        mark = f"{MARK} " if session.key in self._view.errors else ""
        return mark + self._view.title(session)

    def _facts(self, block: Block) -> str:
        session = block.session
        end = "" if block.is_certain else "no end given" if session.end is None else "no length"
        lack = self._view.missing(session)
        facts = (unsettled(session), end, f"needs {lack}" if lack else "", spoken(session))
        words = " · ".join(filter(None, (*facts, self._view.people(session))))
        return words.replace(NO_BREAK, " ")

    def _draw(self, canvas: Canvas, block: Block) -> None:
        top, bottom = (self._tops[self._row[time]] for time in block.span)
        left, right = self._lefts[block.first], self._lefts[block.last + 1]
        canvas.box(left, top, right, bottom, is_open=not block.is_certain)
        inner, lines = self._inner(block.first, block.last), bottom - top - 1
        facts = self._facts(block)
        title = wrap(self._title(block.session), inner, lines=max(1, lines - bool(facts)))
        style = "bad" if block.session.key in self._view.errors else "strong"
        for y, line in enumerate(title[:lines], top + 1):
            canvas.text(left + 2, y, line, style)
        if facts and lines > len(title):
            for y, line in enumerate(wrap(facts, inner, lines=lines - len(title)), top + 1):
                canvas.text(left + 2, y + len(title), line, "faint")

    def _draw_columns(self, canvas: Canvas) -> None:
        """Lead the lines of the heads downwards where nothing is held."""
        inside = {
            (self._lefts[column], y)
            for block in self._sheet.blocks
            for column in range(block.first + 1, block.last + 1)
            for y in range(*(self._tops[self._row[time]] for time in block.span))
        }
        columns = {head.first for head in self._sheet.heads} | {self._sheet.columns}
        for y in range(self._tops[0], self._tops[-1] + 1):
            for x in (self._lefts[column] for column in sorted(columns)):
                if (x, y) not in inside:
                    canvas.faint(x, y, "┊")

    def _draw_time(self, canvas: Canvas) -> None:
        certain = {time for b in self._sheet.blocks if b.is_certain for time in b.span}
        certain |= {block.span.start for block in self._sheet.blocks}
        for i, time in enumerate(self._times):
            if time in certain:
                canvas.text(0, self._tops[i], self._view.clock(time, self._day), "time")
            if i + 1 == len(self._times):
                break
            length = self._times[i + 1] - time
            middle = self._tops[i] + (self._heights[i] + 1) // 2
            if self._is_quiet(i) and self._heights[i]:
                text = f"nothing for {duration(length)}".replace(NO_BREAK, " ")
                text = crop(text, self._inner(0, self._sheet.columns - 1))
                canvas.text(self._lefts[0] + 2, middle, text, "faint")
            elif length / _LINE > max(_LONGEST, self._heights[i] + 1):
                canvas.text(2, middle, _SHORTENED, "time")


def _edges(left: int, right: int, columns: int) -> list[int]:
    """Return where the lines between columns stand, evenly from left to right."""
    return [left + (right - left) * i // columns for i in range(columns + 1)]
