"""What reports say of sessions as attendees see them, on one line each."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from coopsched.moment import utc
from coopsched.published.changes import Changed, Changes
from coopsched.published.shown import Named, Shown
from coopsched.reporting.cells import plain
from coopsched.reporting.describing import day_name
from coopsched.reporting.differences.wording import NOTHING, Said, texts
from coopsched.zones import zone

_TAGS = {"language": "languages", "interpretation": "interpretation", "captions": "captions"}
_REWORDED = Said("a description, a link or another text changed", None, None)


def name_of(changed: Changed, languages: Sequence[str]) -> str:
    """Return the title of a session in the language the reader likes best, and its key."""
    was = ""
    if changed.old is not None and changed.old.key != changed.new.key:
        was = f", was {changed.old.key}"
    return f"{title(changed.new.shown, languages)} ({changed.new.key}{was})"


def title(shown: Shown, languages: Sequence[str]) -> str:
    """Return the title of a session in the language the reader likes best."""
    return plain(shown.title.best(*languages)) or shown.key


def about(changed: Changed, languages: Sequence[str]) -> list[str]:
    """Return when and where a session is, who is in it, and what else is to be known of it."""
    shown = changed.new.shown
    unusual = ("tentative", "cancelled") if changed.old is None else ("tentative",)
    status = shown.status if shown.status in unusual else ""
    notice = plain(shown.notice.best(*languages)) if shown.notice else ""
    facts = (when(shown), where(shown, languages), people(shown), status, notice)
    return [fact for fact in facts if fact]


def when(shown: Shown, day: date | None = None) -> str:
    """Return day and times of a session; the times alone where it is on that day."""
    if shown.start is None:
        return ", ".join(day_name(each) for each in shown.days)
    start = _local(shown.start, shown)
    end = clock(_local(shown.end, shown), start.date()) if shown.end and shown.end_given else ""
    times = f"{start:%H:%M}–{end}"
    return times if start.date() == day else f"{day_name(start.date())} {times}"


def clock(local: datetime, day: date) -> str:
    """Return a time of a day: `00:30+1` after its midnight."""
    later = (local.date() - day) // timedelta(days=1)
    return f"{local:%H:%M}" + (f"{later:+}" if later else "")


def where(shown: Shown, languages: Sequence[str]) -> str:
    """Return what the rooms of a session are called."""
    return ", ".join(_label(room, languages) for room in shown.rooms)


def people(shown: Shown) -> str:
    """Return who is in a session, and as what where not as a speaker."""
    said = []
    for person in shown.speakers:
        also = [person.role] if person.role != "speaker" else []
        also += ["remote"] if person.remote else []
        said.append(plain(person.name) + (f" ({', '.join(also)})" if also else ""))
    return ", ".join(said)


def said(changed: Changed, languages: Sequence[str]) -> list[Said]:
    """Return what changed of a session that was published, what people must be told first."""
    if changed.old is None:
        return []
    old, new = changed.old.shown, changed.new.shown
    return [*_notable(changed, old, new, languages), *_texts(old, new, languages)] or [_REWORDED]


def happened(changed: Changed, languages: Sequence[str]) -> str:
    """Return in a few words what people must be told of a session that goes on."""
    return ", ".join(each.label for each in said(changed, languages) if each.notable)


def counted(changes: Changes) -> str:
    """Return how much changed, in one line."""
    counts = (
        (changes.cancelled, "cancelled"),
        (changes.removed, "removed"),
        (changes.replaced, "replaced"),
        (changes.new, "new"),
        (changes.restored, "restored"),
        (changes.moved, "moved"),
        (changes.altered, "otherwise changed"),
        (changes.texts, "in texts only"),
    )
    told = [f"{len(found):,} {word}" for found, word in counts if found]
    return ", ".join(told) or ("no session changes" if changes else "nothing changes")


def feed_name(place: tuple[str, str]) -> str:
    """Return what a feed is called in reports: `room/attic`, as in its address."""
    kind, key = place
    if kind == "in":
        return f"in-{key}"
    return f"{kind}/{key}" if key else kind


def _notable(changed: Changed, old: Shown, new: Shown, languages: Sequence[str]) -> Iterator[Said]:
    fields = changed.fields
    if "start" in fields or "end" in fields or old.days != new.days:
        day = None if old.start is None else _local(old.start, old).date()
        yield Said("when", when(old) or NOTHING, when(new, day) or NOTHING, notable=True)
    for name, before, after in (
        ("room", where(old, languages), where(new, languages)),
        ("status", old.status, new.status),
        ("speakers", people(old), people(new)),
        ("join", _joining(old), _joining(new)),
    ):
        if name in fields:
            yield Said(name, before or NOTHING, after or NOTHING, notable=True)


def _texts(old: Shown, new: Shown, languages: Sequence[str]) -> Iterator[Said]:
    if old.title != new.title:
        yield from texts("title", old.title, new.title)
    if old.notice != new.notice:
        yield from texts("notice", old.notice, new.notice)
    for label, field in _TAGS.items():
        before, after = (", ".join(getattr(each, field)) for each in (old, new))
        if before != after:
            yield Said(label, plain(before) or NOTHING, plain(after) or NOTHING)
    tracks = [_label(each.track, languages) if each.track else "" for each in (old, new)]
    for label, before, after in (("track", *tracks), ("kind", old.kind or "", new.kind or "")):
        if before != after:
            yield Said(label, before or NOTHING, after or NOTHING)


def _local(moment: datetime, shown: Shown) -> datetime:
    return utc(moment).astimezone(zone(shown.timezone))


def _label(named: Named, languages: Sequence[str]) -> str:
    return plain(named.name.best(*languages)) or named.key


def _joining(shown: Shown) -> str:
    return ", ".join(plain(link.url) for link in shown.links if link.kind == "join")
