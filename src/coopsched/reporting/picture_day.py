"""One day of a programme drawn in SVG: rooms across, time down, true to scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from coopsched.calendar import Day
from coopsched.interval import Interval
from coopsched.model import Session
from coopsched.moment import utc
from coopsched.reporting.daily import hours, ticks, whole
from coopsched.reporting.describing import View
from coopsched.reporting.drawing import GREY, INK, element, fitted, text
from coopsched.reporting.layout import Block, Head, Sheet, drawn
from coopsched.reporting.picture_tile import LEADING, LETTERS, PAD, SMALL, Tile, room_name
from coopsched.reporting.picture_words import PictureWords

AXIS = 64.0
"""The width of the column of times."""
_LINE = "#cccccc"
_GAP = 1.0
_MINUTE = timedelta(minutes=1)


class Plan(NamedTuple):
    """A day with what stands where on it."""

    day: Day
    sheet: Sheet
    shown: Interval

    @property
    def minutes(self) -> float:
        """How long the hours shown are."""
        return self.shown.length / _MINUTE


def plan(view: View, day: Day, held: Sequence[Session]) -> Plan:
    """Return how a day is laid out; something must be held on it."""
    midnight = utc(
        datetime(day.date.year, day.date.month, day.date.day, tzinfo=view.programme.zone)
    )
    sheet = whole([room.key for room in view.programme.rooms], held)
    return Plan(day, sheet, hours(drawn(held), midnight))


@dataclass(frozen=True)
class DayDrawing:
    """A day at a place on a picture: ``column`` is the width of one, ``minute`` a height."""

    view: View
    words: PictureWords
    plan: Plan
    column: float
    minute: float

    @property
    def width(self) -> float:
        """How broad it is, the times included."""
        return AXIS + self.column * self.plan.sheet.columns

    @property
    def height(self) -> float:
        """How high it is, the heads of its rooms included."""
        return self._head_height + self.plan.minutes * self.minute + 1

    def elements(self, top: float) -> Iterator[str]:
        """Yield what it consists of, from a height downwards."""
        yield from self._heads(top)
        upper = top + self._head_height
        yield from self._lines(upper)
        for block in sorted(self.plan.sheet.blocks, key=lambda each: (each.first, each.span)):
            yield self._tile(block, upper).markup()

    @property
    def _head_height(self) -> float:
        heads = [self._label(head) for head in self.plan.sheet.heads]
        return 10 + LETTERS * LEADING * max(map(len, heads)) if heads else 0.0

    def _label(self, head: Head) -> list[str]:
        name = self.words.no_room if head.room is None else room_name(self.view, head.room)
        inner = self.column * (head.last - head.first + 1) - 2 * PAD
        return fitted(name, inner, LETTERS, 3, bold=True)

    def _x(self, column: int) -> float:
        return AXIS + column * self.column

    def _y(self, moment: datetime) -> float:
        end = self.plan.shown.end
        return (min(moment, end) - self.plan.shown.start) / _MINUTE * self.minute

    def _heads(self, top: float) -> Iterator[str]:
        height = self._head_height
        for head in self.plan.sheet.heads:
            left, width = self._x(head.first), self.column * (head.last - head.first + 1)
            yield element(
                "rect", x=left, y=top, width=width, height=height, fill="#f0f0f0", stroke=_LINE
            )
            yield text(
                self._label(head), left + width / 2, top + 4, LETTERS, LEADING,
                text_anchor="middle", font_weight="bold",
            )  # fmt: skip

    def _lines(self, top: float) -> Iterator[str]:
        day = self.plan.day.date
        for moment in ticks(self.plan.shown):
            local = moment.astimezone(self.view.programme.zone)
            y = top + self._y(moment)
            dotted = None if local.minute == 0 else "2 4"
            yield element(
                "path", d=f"M{AXIS - 6:g} {y:.1f}H{self.width:.1f}", stroke=_LINE,
                stroke_dasharray=dotted,
            )  # fmt: skip
            if local.minute == 0 or moment == self.plan.shown.start:
                yield text(
                    [f"{local:%H:%M}"], AXIS - 10, y - 3, SMALL + 1, text_anchor="end", fill=GREY
                )
            if local.date() != day:
                day = local.date()
                label = fitted(self.words.day(day), AXIS - 12, 9, 4)
                yield text(label, AXIS - 10, y + 12, 9, 1.15, text_anchor="end", fill=INK)

    def _tile(self, block: Block, top: float) -> Tile:
        y = top + self._y(block.span.start) + _GAP
        return Tile(
            self.view,
            self.words,
            self.plan.day,
            block,
            left=self._x(block.first) + 1.5 * _GAP,
            top=y,
            width=self.column * (block.last - block.first + 1) - 3 * _GAP,
            height=max(3.0, top + self._y(block.span.end) - y - _GAP),
        )
