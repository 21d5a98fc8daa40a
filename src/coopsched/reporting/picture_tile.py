"""One session drawn in SVG: its frame, and as much of its texts as has room."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coopsched.calendar import Day
from coopsched.model import Session
from coopsched.reporting.describing import View
from coopsched.reporting.drawing import GREY, INK, RED, clean, element, fitted, text, titled
from coopsched.reporting.layout import Block
from coopsched.reporting.picture_words import PictureWords

LETTERS, SMALL = 13.0, 11.0
"""The sizes of the letters of titles, and of all else."""
LEADING = 1.25
PAD = 6.0
"""The space beside texts."""
_BAR = 5.0
_MARK = 8.0
"""The radius of the mark on what is in conflict."""
_ROW, _SMALL_ROW = LETTERS * LEADING, SMALL * LEADING
_NO_TRACK = "#777777"
_HALO: dict[str, Any] = {"paint_order": "stroke", "stroke": "#ffffff", "stroke_width": 3}
"""What keeps letters readable on hatching."""


@dataclass(frozen=True)
class Tile:
    """A session at its place on a picture."""

    view: View
    words: PictureWords
    day: Day
    block: Block
    left: float
    top: float
    width: float
    height: float

    def markup(self) -> str:
        """Return its elements: a group, whose title is shown when one points at it."""
        bar = element(
            "rect", x=self.left, y=self.top, width=_BAR, height=self.height, fill=self._colour
        )
        # What is nested is clipped, should a font be broader than any that is known.
        inside = element(
            "svg", "".join(self._texts()), x=self.left + _BAR, y=self.top,
            width=max(1.0, self.width - _BAR), height=self.height,
        )  # fmt: skip
        right, mark = self.left + self.width, ""
        if self._is_wrong:
            mark = cross(right - _MARK - 4, self.top + _MARK + 4)
        return element("g", titled(self._told()) + self._frame() + bar + inside + mark)

    @property
    def _session(self) -> Session:
        return self.block.session

    @property
    def _is_wrong(self) -> bool:
        return self._session.key in self.view.errors

    @cached_property
    def _times(self) -> str:
        return self.view.times(self._session, self.day).rstrip("–")

    @property
    def _colour(self) -> str:
        tracks = (each for each in self.view.programme.tracks if each.key == self._session.track)
        track = next(tracks, None)
        return (track.colour if track else None) or _NO_TRACK

    def _frame(self) -> str:
        is_firm = self._session.status != "tentative" and self.block.is_certain
        return element(
            "rect",
            x=self.left,
            y=self.top,
            width=self.width,
            height=self.height,
            rx=min(4.0, self.height / 2),
            fill="url(#conflict)" if self._is_wrong else "#ffffff",
            stroke=RED if self._is_wrong else "#777777",
            stroke_width=3 if self._is_wrong else 1,
            stroke_dasharray=None if is_firm else "5 3",
        )

    def _texts(self) -> Iterator[str]:
        halo = _HALO if self._is_wrong else {}
        width = self.width - 2 * PAD - _BAR - (2 * _MARK if self._is_wrong else 0)
        if self.height < _SMALL_ROW + _ROW + 4:
            yield self._in_short(width, halo)
            return
        most = 2 if self.height > 2 * _SMALL_ROW + _ROW + 4 else 1
        when = fitted(self._when(), width, SMALL, most)
        yield text(when, PAD, 2.0, SMALL, LEADING, fill=GREY, **halo)
        y = 2 + _SMALL_ROW * len(when)
        most = int((self.height - y - 3) // _ROW)
        title = fitted(title_of(self.view, self._session), width, LETTERS, most, bold=True)
        yield text(title, PAD, y, LETTERS, LEADING, font_weight="bold", fill=INK, **halo)
        y += _ROW * len(title)
        most = int((self.height - y - 3) // _SMALL_ROW)
        people = fitted(people_of(self.view, self._session), width, SMALL, most)
        yield text(people, PAD, y, SMALL, LEADING, fill=GREY, **halo)

    def _in_short(self, width: float, halo: dict[str, Any]) -> str:
        """Return when it begins and its title, in small letters where it is very short."""
        size = min(SMALL, max(5.0, self.height - 4))
        most = max(1, int((self.height - 2) // (size * LEADING)))
        words = f"{self._times.partition('–')[0]} {title_of(self.view, self._session)}"
        lines = fitted(words, width, size, most, bold=True)
        return text(lines, PAD, 1.0, size, LEADING, font_weight="bold", fill=INK, **halo)

    def _when(self) -> str:
        facts = [self._times]
        if self._session.end is None:
            facts.append(self.words.no_end)
        if self._session.status == "tentative":
            facts.append(self.words.tentative)
        return " · ".join(facts)

    def _told(self) -> str:
        rooms = (room_name(self.view, key) for key in self._session.rooms)
        facts = (self._times, title_of(self.view, self._session), *rooms)
        errors = (clean(each.message) for each in self.view.errors.get(self._session.key, ()))
        return "\n".join((", ".join(facts), *dict.fromkeys(errors)))


def height_needed(view: View, session: Session, width: float) -> float:
    """Return how high a session must be so that its texts have room in a width."""
    inner = width - 2 * PAD - _BAR
    title = fitted(title_of(view, session), inner, LETTERS, 5, bold=True)
    people = fitted(people_of(view, session), inner, SMALL, 2)
    return PAD + _SMALL_ROW * (1 + len(people)) + _ROW * len(title)


def title_of(view: View, session: Session) -> str:
    """Return the title in the language the reader likes best, else the key."""
    return clean(session.title.best(*view.languages)) or session.key


def room_name(view: View, key: str) -> str:
    """Return what people call a room."""
    name = view.programme.room(key).name
    return (clean(name.best(*view.languages)) if name else "") or key


def people_of(view: View, session: Session) -> str:
    """Return the names of a line-up."""
    return clean(", ".join(view.programme.speaker(each.speaker).name for each in session.speakers))


def cross(x: float, y: float) -> str:
    """Return the mark of a conflict, which no font need have."""
    arm = _MARK / 2
    arms = (
        f"M{x - arm:.1f} {y - arm:.1f}l{2 * arm:g} {2 * arm:g}"
        f"m0 {-2 * arm:g}l{-2 * arm:g} {2 * arm:g}"
    )
    circle = element("circle", cx=x, cy=y, r=_MARK, fill=RED)
    return circle + element("path", d=arms, stroke="#ffffff", stroke_width=2.5)
