"""What reports on a difference say of sessions and their fields, on one line each."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from coopsched.comparing import FIELDS, NOTABLE, PRIVATE, Change, Difference, joining, other_links
from coopsched.model import Programme, Session
from coopsched.reporting.cells import plain
from coopsched.reporting.describing import View, day_name
from coopsched.text import Text

NOTHING = "—"
_PRIVATE = {"private-join": "join link changed", "private-links": "private link changed"}


class Said(NamedTuple):
    """A field that changed, by what it is called, with what it was and what it is.

    ``old`` and ``new`` are None where both would be too long to read.
    """

    label: str
    old: str | None
    new: str | None
    notable: bool = False


class Sides:
    """The two versions of a programme, ready to be spoken about."""

    def __init__(self, difference: Difference) -> None:
        self.old = _view(difference.old)
        self.new = _view(difference.new)

    def changes(self, change: Change) -> Iterator[Said]:
        """Yield what changed in a session, field by field; start and end as one, `when`."""
        names = list(change.fields)
        if "start" in names or "end" in names:
            yield self._when(change)
        for name in names:
            if name in ("title", "notice"):
                yield from texts(name, getattr(change.old, name), getattr(change.new, name))
            elif name == "description":
                yield _description(change)
            elif name in PRIVATE:
                yield Said(_PRIVATE[name], None, None, notable=name in NOTABLE)
            elif name not in ("start", "end"):
                before = _value(name, change.old, self.old) or NOTHING
                after = _value(name, change.new, self.new) or NOTHING
                yield Said(name, before, after, notable=name in NOTABLE)

    def _when(self, change: Change) -> Said:
        before, after = (when(change.old, self.old), when(change.new, self.new))
        same_day = _date(change.old, self.old.programme) == _date(change.new, self.new.programme)
        zones = (self.old.programme.timezone, self.new.programme.timezone)
        if zones[0] != zones[1]:
            before, after = (
                f"{said} {plain(zone)}" if said else ""
                for said, zone in zip((before, after), zones, strict=True)
            )
        elif same_day and change.old.start and change.new.start:
            after = clock(change.new, self.new)
        return Said("when", before or NOTHING, after or NOTHING, notable=True)


def when(session: Session, view: View) -> str:
    """Return day and times of a session, as far as anybody said."""
    day = _date(session, view.programme)
    return " ".join(filter(None, (day_name(day) if day else "", clock(session, view))))


def clock(session: Session, view: View) -> str:
    """Return the times of a session on its day: `10:00–11:30`."""
    day = view.programme.day_of(session)
    return "" if session.start is None or day is None else view.times(session, day)


def where(session: Session, view: View) -> str:
    """Return what the rooms of a session are called."""
    return ", ".join(view.room_label(key) for key in session.rooms)


def about(session: Session, view: View) -> list[str]:
    """Return when and where a session is, who is in it, and what else is to be known of it."""
    status = session.status if session.status in ("tentative", "draft") else ""
    notice = plain(session.notice.best(*view.languages)) if session.notice else ""
    facts = (when(session, view), where(session, view), view.people(session), status, notice)
    return [fact for fact in facts if fact]


def counted(difference: Difference) -> str:
    """Return how much changed, in one line."""
    kept = stayed(difference)
    notable = sum(bool(change.notable) for change in kept)
    counts = (
        (len(difference.cancelled), "cancelled"),
        (len(difference.removed), "removed"),
        (len(difference.added), "added"),
        (len(difference.restored), "restored"),
        (notable, "changed"),
        (len(kept) - notable, "in texts only"),
        (len(difference.beside.fields) + len(difference.beside.parts), "of the programme"),
    )
    said = [f"{number:,} {word}" for number, word in counts if number]
    return ", ".join(said) or "nothing changed"


def stayed(difference: Difference) -> list[Change]:
    """Return the changes of sessions that were neither cancelled nor restored."""
    return [each for each in difference.changed if not (each.is_cancelled or each.is_restored)]


def _view(programme: Programme) -> View:
    return View(programme, (), programme.languages, room=80, colour=False)


def _date(session: Session, programme: Programme) -> date | None:
    day = programme.day_of(session)
    return day.date if day else None


def _value(name: str, session: Session, view: View) -> str:
    """Return what a field says, on one line."""
    said: dict[str, Callable[[], str]] = {
        "room": lambda: where(session, view),
        "speakers": lambda: view.people(session),
        "track": lambda: _track(session, view),
        "join": lambda: _listed(link.url for link in joining(session)),
        "links": lambda: _listed(link.url for link in other_links(session)),
        "day": lambda: day_name(session.day.date) if session.day else "",
        "permanent": lambda: "yes" if session.permanent else "no",
    }
    if name in said:
        return said[name]()
    value = getattr(session, FIELDS[name])
    return _listed(value if isinstance(value, tuple) else filter(None, [value]))


def _track(session: Session, view: View) -> str:
    if session.track is None:
        return ""
    track = view.programme.track(session.track)
    return plain(track.title.best(*view.languages)) or track.key


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(map(plain, texts))


def texts(name: str, old: Text | None, new: Text | None) -> Iterator[Said]:
    """Yield what changed of a text: the wordings that differ.

    Where there is more than one language, each has its own label.
    """
    before, after = dict(old or {}), dict(new or {})
    if len(before) <= 1 and len(after) <= 1:
        old_words, new_words = (plain("".join(text.values())) for text in (before, after))
        yield Said(name, old_words or NOTHING, new_words or NOTHING)
        return
    for language in dict.fromkeys([*before, *after]):
        old_words, new_words = (plain(text.get(language, "")) for text in (before, after))
        if old_words != new_words:
            label = f"{name} ({plain(language)})"
            yield Said(label, old_words or NOTHING, new_words or NOTHING)


def _description(change: Change) -> Said:
    if change.old.description is None:
        return Said("description added", None, None)
    return Said(f"description {'reworded' if change.new.description else 'removed'}", None, None)
