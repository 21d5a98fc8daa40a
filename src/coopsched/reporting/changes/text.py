"""What a publishing changes, for the terminal: most urgent first, and last who must be told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coopsched.model import Programme
from coopsched.published.changes import Changed, Changes
from coopsched.reporting.cells import paint, plain, wrap
from coopsched.reporting.changes.wording import (
    about,
    counted,
    feed_name,
    happened,
    name_of,
    said,
    title,
)
from coopsched.reporting.describing import LEAST_WIDTH, joined

_INDENT = "  "
_WITH_DETAILS = {
    "restored": "Restored", "moved": "Moved", "altered": "Otherwise changed",
    "texts": "Changed in texts only",
}  # fmt: skip
_FEEDS_NAMED = 24


class _Page:
    """Lines of at most so many cells, painted where the terminal has colours."""

    def __init__(self, width: int, *, colour: bool, most: int | None) -> None:
        self.lines: list[str] = []
        self.most = most
        self._width = max(width, LEAST_WIDTH)
        self._colour = colour

    def add(self, text: str, style: str = "", *, depth: int = 0) -> None:
        room = self._width - len(_INDENT) * (depth + 1)
        for i, line in enumerate(wrap(text, room)):
            self.lines.append(_INDENT * (depth + (i > 0)) + paint(line, style, self._colour))

    def heading(self, text: str, number: int, style: str = "strong") -> None:
        self.lines.append("")
        self.add(f"{text} ({number:,})", style)


def render(
    changes: Changes,
    programme: Programme,
    *,
    old: str = "as published",
    new: str = "now",
    colour: bool = False,
    width: int = 80,
    most: int | None = None,
) -> str:
    """Show what attendees would see. Lines fit in ``width`` cells, though in no fewer than 20."""
    page = _Page(width, colour=colour, most=most)
    page.add(plain(str(programme.title)), "strong")
    page.add(f"{plain(old)} → {plain(new)}", "faint")
    page.add(counted(changes))
    _sessions(page, "Cancelled", changes.cancelled, programme.languages, "bad")
    _sessions(page, "Removed: shown as cancelled", changes.removed, programme.languages, "bad")
    _sessions(page, "Replaced by others", changes.replaced, programme.languages, "bad")
    _sessions(page, "New", changes.new, programme.languages)
    for name, heading in _WITH_DETAILS.items():
        _changes(page, heading, getattr(changes, name), programme.languages)
    _renamed(page, changes, programme.languages)
    _feeds(page, "Feeds that change, in each language", changes.feeds)
    _feeds(page, "New feeds", changes.new_feeds)
    if changes.new_languages:
        page.lines.append("")
        page.add(f"Feeds are new in: {', '.join(map(plain, changes.new_languages))}")
    _told(page, changes, programme.languages)
    return joined(page.lines)


def _sessions(
    page: _Page,
    heading: str,
    found: Sequence[Changed],
    languages: Sequence[str],
    style: str = "strong",
) -> None:
    for changed in _listed(page, heading, found, style):
        page.add(name_of(changed, languages), depth=1)
        if facts := " · ".join(about(changed, languages)):
            page.add(facts, "faint", depth=2)
    _more(page, found)


def _changes(page: _Page, heading: str, found: Sequence[Changed], languages: Sequence[str]) -> None:
    for changed in _listed(page, heading, found):
        page.add(name_of(changed, languages), depth=1)
        for each in said(changed, languages):
            page.add(
                each.label if each.new is None else f"{each.label}: {each.old} → {each.new}",
                depth=2,
            )
    _more(page, found)


def _renamed(page: _Page, changes: Changes, languages: Sequence[str]) -> None:
    """Show who has another key and changes in nothing else: the others are shown with it."""
    sorts = (getattr(changes, name) for name in (*_WITH_DETAILS, "cancelled"))
    told = {changed.new.uid for found in sorts for changed in found}
    found = [changed for changed in changes.renamed if changed.new.uid not in told]
    for changed in _listed(page, "With another key only", found):
        page.add(name_of(changed, languages), depth=1)
    _more(page, found)


def _listed(
    page: _Page, heading: str, found: Sequence[Changed], style: str = "strong"
) -> Iterable[Changed]:
    if found:
        page.heading(heading, len(found), style)
    return found[: page.most]


def _more(page: _Page, found: Sequence[Changed]) -> None:
    if page.most is not None and len(found) > page.most:
        page.add(f"and {len(found) - page.most:,} more", depth=1)


def _feeds(page: _Page, heading: str, places: Sequence[tuple[str, str]]) -> None:
    if not places:
        return
    page.heading(heading, len(places))
    named = [plain(feed_name(place)) for place in places[:_FEEDS_NAMED]]
    more = len(places) - len(named)
    page.add(", ".join(named) + (f" and {more:,} more" if more else ""), depth=1)


def _told(page: _Page, changes: Changes, languages: Sequence[str]) -> None:
    if not changes.tell:
        return
    reasons = dict(_reasons(changes, languages))
    page.heading("To be told", len(changes.tell))
    for person in changes.tell:
        what = "; ".join(reasons[key] for key in person.sessions)
        page.add(f"{plain(person.speaker.name)}: {what}", depth=1)


def _reasons(changes: Changes, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the sessions of which people must be told by key, with what happened to them."""
    words: Mapping[str, str] = {
        "cancelled": "cancelled", "removed": "removed", "replaced": "replaced", "new": "new",
        "restored": "restored",
    }  # fmt: skip
    for name in (*words, "moved", "altered"):
        for changed in getattr(changes, name):
            what = words.get(name) or happened(changed, languages)
            yield changed.new.key, f"{title(changed.new.shown, languages)} ({what})"
