"""The programme as a picture: an SVG that stands alone, for posters, and for organisers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from xml.sax.saxutils import escape

from coopsched.findings import Finding
from coopsched.model import Programme, Session
from coopsched.reporting.describing import LEAST_WIDTH, Outline, View
from coopsched.reporting.drawing import GREY, INK, RED, clean, element, fitted, text, titled
from coopsched.reporting.layout import Block
from coopsched.reporting.picture_day import AXIS, DayDrawing, Plan, plan
from coopsched.reporting.picture_tile import cross, height_needed, room_name, title_of
from coopsched.reporting.picture_words import ENGLISH, PictureWords

_MARGIN = 24.0
_LEAST = 640.0
"""The least width between the margins."""
_USUAL = 1440.0
"""The width that columns share, as long as they are no narrower and no broader than these."""
_ON_PAPER = 1080.0
"""The same on a sheet of paper, where letters must not be too small."""
_NARROW, _BROAD = 120.0, 240.0
_MINUTES = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""Heights of a minute to choose from."""
_SAMPLE = 100
"""Of about how many sessions the height is estimated."""
_HEADING, _DAY, _NOTE = 26.0, 20.0, 13.0
_MOST_ERRORS = 40


def picture(
    programme: Programme,
    findings: Iterable[Finding] = (),
    *,
    language: str | None = None,
    sessions: Sequence[Session] | None = None,
    words: PictureWords = ENGLISH,
    shape: float | None = None,
) -> str:
    """Return the programme as SVG: rooms or lanes across, time down, days one below the other.

    ``sessions`` are those to show, all of them by default. Sessions that errors among
    ``findings`` concern are drawn as conflicts, unless those are accepted. Titles are in
    ``language`` where they have it; ``words`` are what the picture itself says. With ``shape``,
    its height for each unit of width, a picture of one day fills a sheet of paper, and says
    nothing of the programme, which the sheet does.
    """
    languages = (language,) if language else ()
    view = View(programme, tuple(findings), languages, LEAST_WIDTH, colour=False)
    shown = programme.sessions if sessions is None else tuple(sessions)
    return _Picture(view, words, shown, shape).svg()


class _Picture:
    """A picture that is drawn from top to bottom."""

    def __init__(
        self, view: View, words: PictureWords, sessions: Sequence[Session], shape: float | None
    ) -> None:
        self._view, self._words, self._sessions, self._shape = view, words, sessions, shape
        self._outline: Outline = view.outline(sessions)
        self._plans: list[Plan] = [
            plan(view, day, held)
            for day, sessions in self._outline.days
            if (held := [session for session in sessions if session.occupies])
        ]
        columns = max((each.sheet.columns for each in self._plans), default=1)
        usual = _USUAL if shape is None else _ON_PAPER
        self._column = min(_BROAD, max(_NARROW, usual / columns))
        self._inner = max(_LEAST, AXIS + columns * self._column)
        self._margin = _MARGIN if shape is None else 2.0
        self._y = self._margin
        self._parts: list[str] = []
        self._errors = [key for key in dict.fromkeys(self._shown_keys()) if key in view.errors]

    def svg(self) -> str:
        """Return it whole."""
        if self._shape is None:
            self._heading()
        for each in self._plans:
            self._day(each)
        if self._shape is None:
            self._lists()
        width, height = self._inner + 2 * self._margin, self._y + self._margin
        content = [
            titled(self._title),
            element("desc", escape(self._description())),
            _HATCHING if self._errors else "",
            element("rect", width=width, height=height, fill="#ffffff"),
            element(
                "g", "\n".join(filter(None, self._parts)), transform=f"translate({self._margin:g})"
            ),
        ]
        return (
            element(
                "svg", "\n".join(filter(None, content)), xmlns="http://www.w3.org/2000/svg",
                role="img", width=width, height=height, viewBox=f"0 0 {width:g} {height:.1f}",
                font_family="sans-serif", fill=INK,
            )
            + "\n"
        )  # fmt: skip

    @property
    def _title(self) -> str:
        return clean(self._view.programme.title.best(*self._view.languages))

    def _description(self) -> str:
        days = "; ".join(self._words.day(each.day.date) for each in self._plans)
        rooms = dict.fromkeys(
            head.room for each in self._plans for head in each.sheet.heads if head.room
        )
        names = ", ".join(room_name(self._view, key) for key in rooms)
        held = sum(session.occupies for session in self._sessions)
        facts = [self._words.timetable, days, self._words.sessions(held)]
        facts += [self._words.rooms.format(names)] if names else []
        if self._errors:
            facts.append(f"{self._words.sessions(len(self._errors))} {self._words.conflict}")
        return ". ".join(filter(None, facts)) + "."

    def _shown_keys(self) -> Iterator[str]:
        for each in self._plans:
            yield from (block.session.key for block in each.sheet.blocks)

    def _write(self, words: str, size: float, most: int = 3, **more: object) -> None:
        lines = fitted(words, self._inner, size, most, bold="font_weight" in more)
        self._parts.append(text(lines, 0.0, self._y, size, 1.25, **more))
        self._y += size * 1.25 * len(lines) + 4

    def _heading(self) -> None:
        self._write(self._title, _HEADING, font_weight="bold")
        zone = self._words.zone.format(clean(self._view.programme.timezone))
        held = sum(session.occupies for session in self._sessions)
        self._write(f"{self._words.sessions(held)} · {zone}", _NOTE, fill=GREY)
        if self._errors:
            self._parts.append(cross(9.0, self._y + 9))
            legend = f"{self._words.sessions(len(self._errors))} {self._words.conflict}"
            self._parts.append(text([legend], 26.0, self._y, 14.0, fill=RED, font_weight="bold"))
            self._y += 24
        for session in self._outline.permanent:
            if session.status != "cancelled":
                self._write(f"{self._words.all_day}: {title_of(self._view, session)}", _NOTE)
        if not self._sessions:
            self._write(self._words.nothing, _NOTE)

    def _day(self, each: Plan) -> None:
        if self._shape is None:
            self._y += 18
            self._write(clean(self._words.day(each.day.date)), _DAY, font_weight="bold")
            self._y += 4
        # A day of few rooms has broader columns, up to twice the usual.
        broad = (self._inner - AXIS) / each.sheet.columns
        column = min(broad, 2 * self._column) if self._shape is None else broad
        drawing = DayDrawing(self._view, self._words, each, column, self._minute(each, column))
        self._y += 6
        self._parts += drawing.elements(self._y)
        self._y += drawing.height + 8

    def _minute(self, each: Plan, column: float) -> float:
        if self._shape is not None:
            return max(0.5, (self._inner * self._shape - 70) / each.minutes)
        blocks = each.sheet.blocks[:: max(1, len(each.sheet.blocks) // _SAMPLE)]
        needs = sorted(self._need(block, column) for block in blocks)
        wanted = needs[len(needs) * 5 // 6]
        return next((height for height in _MINUTES if height >= wanted), _MINUTES[-1])

    def _need(self, block: Block, column: float) -> float:
        """Return how high a minute must be for a session to have room; five minutes at least."""
        width = column * (block.last - block.first + 1)
        minutes = max(5, block.span.length / timedelta(minutes=1))
        return height_needed(self._view, block.session, width) / minutes

    def _lists(self) -> None:
        cancelled = [each for each in self._sessions if each.status == "cancelled"]
        self._list(self._words.cancelled, cancelled)
        self._list(self._words.unplaced, self._outline.unplaced)
        if self._errors:
            self._y += 12
            messages = dict.fromkeys(
                clean(error.message) for key in self._errors for error in self._view.errors[key]
            )
            for message in list(messages)[:_MOST_ERRORS]:
                self._write(f"× {message}", _NOTE, fill=RED)
            if len(messages) > _MOST_ERRORS:
                more = self._words.more.format(len(messages) - _MOST_ERRORS)
                self._write(more, _NOTE, fill=RED)

    def _list(self, heading: str, sessions: Sequence[Session]) -> None:
        if not sessions:
            return
        self._y += 12
        self._write(heading, 15.0, font_weight="bold")
        for session in sessions:
            day = self._view.programme.day_of(session)
            when = self._view.times(session, day).rstrip("–") if day else ""
            self._write(f"{when} {title_of(self._view, session)}".strip(), _NOTE, most=2)


_HATCHING = element(
    "defs",
    element(
        "pattern",
        element("rect", width=8, height=8, fill="#ffffff")
        + element("path", d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6", stroke="#e08a95", stroke_width=1.5),
        id="conflict",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
    ),
)
"""What fills a conflict: lines that a printer without colours shows, too."""
