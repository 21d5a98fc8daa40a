"""The programme in a terminal, one session after the other."""

from collections.abc import Iterable, Iterator, Sequence

from coopsched.calendar import Day
from coopsched.findings import Finding
from coopsched.model import Programme, Session
from coopsched.reporting.cells import crop, plain, wrap
from coopsched.reporting.describing import LEAST_WIDTH, MARK, View, duration, joined
from coopsched.reporting.lanes import knots, lanes
from coopsched.reporting.width import cells_of

_ALL_DAY = "All day"
_NARROWEST_BODY = 28


def agenda(
    programme: Programme,
    findings: Iterable[Finding] = (),
    *,
    sessions: Sequence[Session] | None = None,
    languages: Sequence[str] = (),
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return the programme day by day, each session with where, who and in which language.

    A bar on the left joins sessions that overlap. ``sessions`` are those to show,
    all of them by default; ``languages`` the reader's, best first; errors among
    ``findings`` that are not accepted mark the sessions they concern. A line takes
    at most ``width`` cells; below 20 that is 20.
    """
    view = View(programme, tuple(findings), tuple(languages), max(width, LEAST_WIDTH), colour)
    return joined(_lines(view, programme.sessions if sessions is None else sessions))


def _lines(view: View, sessions: Sequence[Session]) -> Iterator[str]:
    yield from view.heading(sessions)
    outline = view.outline(sessions)
    single = len(outline.days) == 1
    if outline.permanent and not single:
        yield from ("", view.paint("All day, every day", "strong"))
        yield view.paint("─" * view.room, "faint")
        for session in outline.permanent:
            yield from _Entry(view, session).lines()
    for day, held in outline.days:
        yield ""
        yield from view.day_heading(day)
        yield from _day_lines(view, day, outline.permanent if single else (), held)
    yield from unplaced_lines(view, outline.unplaced)


def unplaced_lines(view: View, sessions: Sequence[Session]) -> Iterator[str]:
    """Yield the sessions that have no start, under a heading, with what they lack."""
    if sessions:
        yield ""
        yield view.paint("Not placed yet", "strong")
        yield view.paint("─" * view.room, "faint")
    for session in sessions:
        yield from _Entry(view, session).lines()


def _day_lines(
    view: View, day: Day, permanent: Sequence[Session], held: Sequence[Session]
) -> Iterator[str]:
    times = [view.times(session, day) for session in held]
    column = max(map(cells_of, [*times, _ALL_DAY] if permanent else times))
    for session in permanent:
        yield from _Entry(view, session, _ALL_DAY, column).lines()
    together = _Together(held)
    for i, session in enumerate(held):
        if i or permanent:
            yield "" if _is_stacked(view, column) else _beside(view, column, together.between(i))
        if note := together.note(i):
            yield _beside(view, column, f"┌ {note}")
        bars = together.bar(i), together.corner(i)
        yield from _Entry(view, session, times[i], column, bars).lines()


def _beside(view: View, column: int, words: str) -> str:
    """Return a line with nothing in the column of times."""
    margin = "" if _is_stacked(view, column) else " " * (column + 1)
    return view.paint(margin + crop(words, view.room - len(margin)), "faint")


def _is_stacked(view: View, column: int) -> bool:
    """Tell whether the terminal is too narrow for times beside titles."""
    return view.room - column - 3 < _NARROWEST_BODY


class _Together:
    """Which of a day's sessions, in order of start, overlap others."""

    def __init__(self, held: Sequence[Session]) -> None:
        spans = [(i, s.interval) for i, s in enumerate(held) if s.occupies and s.interval]
        only = [span for _, span in spans]
        self._lanes = lanes(only)
        self._knots = [
            (spans[knot[0]][0], spans[knot[-1]][0], knot) for knot in knots(only) if len(knot) > 1
        ]
        self._first = {first: knot for first, _, knot in self._knots}
        self._last = {last for _, last, _ in self._knots}
        self._inside = {i for first, last, _ in self._knots for i in range(first, last + 1)}

    def bar(self, i: int) -> str:
        return "│" if i in self._inside else " "

    def between(self, i: int) -> str:
        return "│" if i in self._inside and i not in self._first else ""

    def corner(self, i: int) -> str:
        return "└" if i in self._last else self.bar(i)

    def note(self, i: int) -> str:
        knot = self._first.get(i)
        if knot is None:
            return ""
        most = 1 + max(self._lanes[j] for j in knot)
        if most == len(knot):
            return f"{most} sessions at once"
        return f"{len(knot)} sessions overlap, up to {most} at once"


class _Entry:
    """The lines of one session: time, bar, title, and what else there is to say."""

    def __init__(
        self,
        view: View,
        session: Session,
        time: str = "",
        column: int = 0,
        bars: tuple[str, str] = (" ", " "),
    ) -> None:
        self._view = view
        self._session = session
        self._time = time
        self._column = column
        self._bar, self._corner = bars
        self._stacked = bool(time) and _is_stacked(view, column)

    def lines(self) -> Iterator[str]:
        """Yield the lines, painted."""
        body = list(self._body())
        if self._stacked:
            yield from (
                self._view.paint(part, "time") for part in wrap(self._time, self._view.room)
            )
        for i, text in enumerate(body):
            yield self._margin(i, i == len(body) - 1) + text

    def _margin(self, i: int, is_last: bool) -> str:
        if not self._column or self._stacked:
            return "  "
        time = self._time if i == 0 else ""
        time += " " * (self._column - cells_of(time))
        bar = self._corner if is_last else self._bar
        return f"{self._view.paint(time, 'time')} {self._view.paint(bar, 'faint')} "

    @property
    def _cells(self) -> int:
        return self._view.room - (2 if not self._column or self._stacked else self._column + 3)

    def _body(self) -> Iterator[str]:
        view, session = self._view, self._session
        errors = view.errors.get(session.key, [])
        is_off = session.status == "cancelled"
        words = f"{MARK} " if errors else ""
        words += "CANCELLED " if is_off else ""
        style = "gone" if is_off else "bad" if errors else "strong"
        for line in self._indented(words + view.title(session)):
            yield view.paint(line, style)
        yield from self._faint(" · ".join(self._details()))
        if session.notice is not None:
            yield from self._faint(f"Note: {plain(session.notice.best(*view.languages))}")
        for message in dict.fromkeys(plain(error.message) for error in errors):
            for line in self._indented(f"{MARK} error: {message}"):
                yield view.paint(line, "bad")

    def _details(self) -> Iterator[str]:
        session = self._session
        yield from self._view.details(session)
        if session.start is None and session.length is not None:
            yield duration(session.length)
        if missing := self._view.missing(session):
            yield f"still needs {missing}"

    def _faint(self, text: str) -> Iterator[str]:
        if text:
            yield from (self._view.paint(line, "faint") for line in self._indented(text, hang=0))

    def _indented(self, text: str, hang: int = 2) -> list[str]:
        """Wrap a text; lines after the first begin ``hang`` cells further in."""
        first, *rest = wrap(text, self._cells)
        if not rest:
            return [first]
        whole = wrap(text, self._cells - hang)
        return [whole[0], *(" " * hang + line for line in whole[1:])]
