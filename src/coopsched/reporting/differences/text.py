"""A difference for the terminal: what changed, and last of all who must be told."""

from collections.abc import Iterable, Sequence

from coopsched.comparing import Change, Difference
from coopsched.model import Session
from coopsched.reporting.cells import paint, plain, wrap
from coopsched.reporting.describing import LEAST_WIDTH, View, joined
from coopsched.reporting.differences.about import about as about_programme
from coopsched.reporting.differences.wording import Said, Sides, about, counted, stayed

_INDENT = "  "


class _Page:
    """Lines of at most so many cells, painted where the terminal has colours."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.lines: list[str] = []
        self._width = max(width, LEAST_WIDTH)
        self._colour = colour

    def add(self, text: str, style: str = "", *, depth: int = 0) -> None:
        """Add a text; its further lines stand deeper than the first."""
        room = self._width - len(_INDENT) * (depth + 1)
        for i, line in enumerate(wrap(text, room)):
            indent = _INDENT * (depth + (i > 0))
            self.lines.append(indent + paint(line, style, self._colour))

    def heading(self, text: str, number: int, style: str = "strong") -> None:
        """Add a heading that says how many things follow."""
        self.lines.append("")
        self.add(f"{text} ({number:,})", style)


def render(
    difference: Difference,
    *,
    old: str = "old",
    new: str = "new",
    colour: bool = False,
    width: int = 80,
) -> str:
    """Show what changed, most urgent first, and who must be told.

    What changed of the programme itself stands first where people must be told of it.

    ``old`` and ``new`` are what the two versions are called. Lines fit in ``width``
    cells, though in no fewer than 20.
    """
    page, sides = _Page(width, colour=colour), Sides(difference)
    page.add(plain(str(difference.new.title)), "strong")
    page.add(f"{plain(old)} → {plain(new)}", "faint")
    page.add(counted(difference))
    if difference.beside.notable:
        _programme(page, difference)
    cancelled = [change.new for change in difference.cancelled]
    _sessions(page, "Cancelled", cancelled, sides.new, "bad")
    _sessions(page, "Removed", difference.removed, sides.old, "bad")
    _sessions(page, "Added", difference.added, sides.new)
    _changes(page, "Restored", difference.restored, sides)
    kept = stayed(difference)
    _changes(page, "Changed", [each for each in kept if each.notable], sides)
    if not difference.beside.notable:
        _programme(page, difference)
    _changes(page, "Changed in texts only", [each for each in kept if not each.notable], sides)
    _told(page, difference, sides)
    return joined(page.lines)


def _sessions(
    page: _Page, heading: str, sessions: Sequence[Session], view: View, style: str = "strong"
) -> None:
    if sessions:
        page.heading(heading, len(sessions), style)
    for session in sessions:
        page.add(f"{view.title(session)} ({session.key})", depth=1)
        if told := " · ".join(about(session, view)):  # one without a time may have nothing to tell
            page.add(told, "faint", depth=2)


def _changes(page: _Page, heading: str, changes: Sequence[Change], sides: Sides) -> None:
    if changes:
        page.heading(heading, len(changes))
    for change in changes:
        renamed = f", was {change.old.key}" if change.old.key != change.new.key else ""
        page.add(f"{sides.new.title(change.new)} ({change.new.key}{renamed})", depth=1)
        for said in sides.changes(change):
            page.add(_line(said), depth=2)


def _programme(page: _Page, difference: Difference) -> None:
    lines = [_line(said) for said in about_programme(difference)]
    if lines:
        page.heading("The programme", len(lines))
    for line in lines:
        page.add(line, depth=1)


def _line(said: Said) -> str:
    return said.label if said.new is None else f"{said.label}: {said.old} → {said.new}"


def _told(page: _Page, difference: Difference, sides: Sides) -> None:
    if not difference.tell:
        return
    reasons = dict(_reasons(difference, sides))
    page.heading("To be told", len(difference.tell))
    for person in difference.tell:
        about_what = "; ".join(reasons[key] for key in person.sessions)
        page.add(f"{plain(person.speaker.name)}: {about_what}", depth=1)


def _reasons(difference: Difference, sides: Sides) -> Iterable[tuple[str, str]]:
    """Yield the sessions of which people must be told by key, with what happened to them."""
    for session in difference.removed:
        yield session.key, f"{sides.old.title(session)} (removed)"
    for session in difference.added:
        yield session.key, f"{sides.new.title(session)} (added)"
    for change in difference.changed:
        yield change.new.key, f"{sides.new.title(change.new)} ({_happened(change, sides)})"


def _happened(change: Change, sides: Sides) -> str:
    if change.is_cancelled:
        return "cancelled"
    labels = [said.label for said in sides.changes(change) if said.notable]
    return ", ".join(["restored"] if change.is_restored else labels)
