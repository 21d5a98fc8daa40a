"""One session as an event of a feed (VEVENT, RFC 5545 section 3.6.1)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coopsched.published.records import Record
from coopsched.published.shown import Shown
from coopsched.publishing.feeds.colours import colour_name
from coopsched.publishing.feeds.describing import JOINING, described, place, title
from coopsched.publishing.feeds.lines import content, escaped, in_language, on_one_line, stamp, uri
from coopsched.publishing.feeds.news import is_held
from coopsched.publishing.feeds.times import Span, all_day, properties, span, zone_needed
from coopsched.publishing.feeds.words import wording, words

END = b"END:VEVENT\r\n"
_STATUSES = {"confirmed": "CONFIRMED", "tentative": "TENTATIVE", "cancelled": "CANCELLED"}


class Base(NamedTuple):
    """What an event is in all languages: the lines before and after those in one of them.

    ``zone`` is the name of the zone in which its times are written, with the first and
    last year in which they are; None where they are in UTC.
    """

    shown: Shown
    record: Record
    held: Span | None
    before: bytes
    after: bytes
    zone: tuple[str, int, int] | None


def base(shown: Shown, record: Record, *, local: bool) -> Base | None:
    """Return what an event is in all languages; None where a session is on no day at all."""
    held = span(shown)
    if held is None and not shown.days:
        return None
    times = all_day(shown.days) if held is None else properties(held, local=local)
    modified = stamp(record.modified)
    status = _STATUSES[shown.status] if is_held(shown, record) else "CANCELLED"
    before = [
        "BEGIN:VEVENT",
        f"UID:{escaped(on_one_line(record.uid))}",
        f"DTSTAMP:{modified}",
        f"CREATED:{stamp(record.created)}",
        f"LAST-MODIFIED:{modified}",
        f"SEQUENCE:{record.sequence}",
        f"STATUS:{status}",
        *times,
    ]
    busy = held is not None and status != "CANCELLED"
    after = [*_about(shown), f"TRANSP:{'OPAQUE' if busy else 'TRANSPARENT'}"]
    zone = None
    if held is not None and zone_needed(held, local=local):
        zone = (held.zone.key, held.start.year, (held.end or held.start).year)
    return Base(shown, record, held, content(before), content(after), zone)


def _about(shown: Shown) -> Iterator[str]:
    if shown.position is not None and not shown.online:
        yield "GEO:{:.6f};{:.6f}".format(*shown.position)
    page = next((link.url for link in shown.links if link.kind == "page"), None)
    if page is not None:
        yield f"URL:{uri(page)}"
    if name := colour_name(shown.colour):
        yield f"COLOR:{name}"


def event(made: Base, language: str) -> bytes:
    """Return an event in one language."""
    return made.before + content(_in_one(made, language)) + made.after + END


def related(whole: bytes, parents: Iterable[str], siblings: Iterable[str]) -> bytes:
    """Return an event that names the UIDs of those that it is part of, or replaces."""
    lines = [
        *(f"RELATED-TO;RELTYPE=PARENT:{escaped(on_one_line(uid))}" for uid in parents),
        *(f"RELATED-TO;RELTYPE=SIBLING:{escaped(on_one_line(uid))}" for uid in siblings),
    ]
    return whole.removesuffix(END) + content(lines) + END


def _in_one(made: Base, language: str) -> Iterator[str]:
    shown, record, said = made.shown, made.record, words(language)
    tag, text = title(shown, record, language, said)
    yield f"SUMMARY{in_language(tag)}:{escaped(text)}"
    where = place(shown, language, said)
    tag, text = described(shown, record, made.held, where, language, said)
    yield f"DESCRIPTION{in_language(tag)}:{escaped(text)}"
    if where:
        yield f"LOCATION:{escaped(where)}"
    for room in shown.rooms:  # which nobody could tell from the venue
        yield f"X-COOPSCHED-ROOM:{escaped(on_one_line(wording(room.name, language)[1]))}"
    if categories := _categories(shown, language):
        yield f"CATEGORIES:{','.join(map(escaped, categories))}"
    if is_held(shown, record):
        for link in shown.links:
            if link.kind in JOINING:
                label = said.links[link.kind]
                yield f'CONFERENCE;VALUE=URI;LABEL="{label}":{uri(link.url)}'


def _categories(shown: Shown, language: str) -> list[str]:
    """Return track, kind and tags, each once."""
    track = [] if shown.track is None else [wording(shown.track.name, language)[1]]
    kind = [] if shown.kind in (None, "other") else [words(language).kinds[shown.kind]]
    found = map(on_one_line, (*track, *kind, *shown.tags))
    return list(dict.fromkeys(filter(None, found)))
