"""What machines read: schedule.xml, schedule.json, a sitemap, what search engines may do."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache, partial
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from coopsched.model import Link, Programme, Session
from coopsched.model.parts import fields_of
from coopsched.publishing import c3voc, frab
from coopsched.publishing.feeds.lines import uri
from coopsched.publishing.feeds.news import is_held
from coopsched.publishing.schedule import Schedule, scheduled
from coopsched.site.leaf import Leaf
from coopsched.site.moving import goes_on
from coopsched.site.places import spots
from coopsched.site.whole import Site

PREVIEW = b"# A preview by coopsched, not for attendees.\nUser-agent: *\nDisallow: /\n"
"""What keeps search engines away from a preview."""
MOST = 20_000
"""How many pages one sitemap names: they may not be 50 MB long, nor name 50,000 (sitemaps.org)."""
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Entry(NamedTuple):
    """A page in a sitemap: where it is in the folder of each edition, and when it last changed."""

    path: str
    modified: datetime


def leaves(site: Site) -> Iterator[Leaf]:
    """Yield them; a schedule only where there is a day, which it needs."""
    if _published(site).all_days:
        mark = _schedule_mark(site)
        for path, make in (("schedule.xml", _schedule_xml), ("schedule.json", _schedule_json)):
            yield Leaf(path, site.mark((), path, mark), partial(make, site))
    yield from _sitemaps(site)
    robots = _robots(site)
    yield Leaf("robots.txt", site.mark((), "robots.txt", robots.hex()), lambda: robots)


def _schedule_xml(site: Site) -> bytes:
    """Return what was published, as apps read it; its version tells them that there is news."""
    programme = _published(site)
    return frab.markup(programme, _scheduled(site), version=_version(site))


def _schedule_json(site: Site) -> bytes:
    """Return the same for other apps, on one line: that is three times as fast to write."""
    programme = _published(site)
    contents = c3voc.contents(programme, _scheduled(site), version=_version(site))
    return json.dumps(contents, ensure_ascii=False).encode()


@lru_cache(maxsize=4)
def _scheduled(site: Site) -> Schedule:
    return scheduled(_published(site))


def _version(site: Site) -> str:
    return f"{site.publication.serial}"


def _schedule_mark(site: Site) -> str:
    programme = _published(site)
    parts = (programme.rooms, programme.speakers, programme.tracks, programme.sessions)
    return repr((site.publication.serial, programme.languages, parts))


@lru_cache(maxsize=4)
def _published(site: Site) -> Programme:
    """Return the programme with what is held and public, and with those who are needed for it.

    Where it is known where pages will stand, each session has its own as first link.
    """
    programme, shown = site.programme, site.shown
    records = site.publication.records
    sessions = tuple(
        _linked(site, each)
        for each in programme.sessions
        if each.key in shown
        and each.status != "draft"
        and not each.permanent
        and is_held(shown[each.key], records[each.key])
    )
    speakers = {entry.speaker for each in sessions for entry in each.speakers}
    rooms = {key for each in sessions for key in each.rooms}
    tracks = {each.track for each in sessions}
    return Programme.model_construct(
        **{
            **fields_of(programme),
            "sessions": sessions,
            "speakers": tuple(each for each in programme.speakers if each.key in speakers),
            "rooms": tuple(each for each in programme.rooms if each.key in rooms),
            "tracks": tuple(each for each in programme.tracks if each.key in tracks),
        }
    )


def _linked(site: Site, session: Session) -> Session:
    if not site.url:
        return session
    page = f"{uri(site.url)}/{site.languages[0]}/session/{session.key}.html"
    links = (Link.model_construct(kind="page", url=page, private=False), *session.links)
    return Session.model_construct(**{**fields_of(session), "links": links})


def _sitemaps(site: Site) -> Iterator[Leaf]:
    """Yield a sitemap, and where one could not name all pages, those that it names instead."""
    if not site.url or site.is_preview:
        return
    entries = list(_entries(site))
    step = max(MOST // len(site.languages), 1)
    parts = [entries[start : start + step] for start in range(0, len(entries), step)]
    if len(parts) == 1:
        yield _sitemap(site, "sitemap.xml", parts[0])
        return
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, 1)]
    for name, part in zip(names, parts, strict=True):
        yield _sitemap(site, name, part)
    moments = [max(entry.modified for entry in part) for part in parts]
    mark = site.mark((), "sitemap.xml", repr(moments))
    yield Leaf("sitemap.xml", mark, partial(_index, site, list(zip(names, moments, strict=True))))


def _entries(site: Site) -> Iterator[Entry]:
    """Yield the pages of an edition that search engines should know: none that leads elsewhere."""
    records = site.publication.records
    last = max((record.modified for record in records.values()), default=None)
    if last is None:
        return
    for path in ("index.html", "grid.html", "changes.html", "subscribe.html"):
        yield Entry(path, last)
    for key, record in records.items():
        yield Entry(f"session/{key}.html", record.modified)
    for spot in spots(site):
        keys = (*spot.sessions, *spot.permanent)
        if keys and goes_on(site, spot.kind, spot.key) is None:
            modified = max(records[key].modified for key in keys)
            yield Entry(f"{spot.kind}/{spot.key}.html", modified)


def _sitemap(site: Site, name: str, entries: list[Entry]) -> Leaf:
    mark = site.mark((), name, repr(entries))
    return Leaf(name, mark, partial(_named, site, entries))


def _named(site: Site, entries: list[Entry]) -> bytes:
    """Return a sitemap (sitemaps.org 0.9), each page with its alternates in other languages."""
    url, languages = _root(site), site.languages
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<urlset xmlns="{_SITEMAPS}" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for entry in entries:
        addresses = [(language, f"{url}/{language}/{entry.path}") for language in languages]
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>'
            for language, address in (addresses if len(addresses) > 1 else ())
        )
        lines += [
            f"<url><loc>{escape(address)}</loc><lastmod>{_stamp(entry.modified)}</lastmod>"
            f"{others}</url>"
            for _, address in addresses
        ]
    return "\n".join([*lines, "</urlset>", ""]).encode()


def _index(site: Site, parts: list[tuple[str, datetime]]) -> bytes:
    """Return a sitemap of sitemaps (sitemaps.org 0.9)."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<sitemapindex xmlns="{_SITEMAPS}">',
        *(
            f"<sitemap><loc>{escape(_root(site))}/{name}</loc>"
            f"<lastmod>{_stamp(modified)}</lastmod></sitemap>"
            for name, modified in parts
        ),
        "</sitemapindex>",
        "",
    ]
    return "\n".join(lines).encode()


def _robots(site: Site) -> bytes:
    if site.is_preview:
        return PREVIEW
    told = "User-agent: *\nAllow: /\n"
    return (f"{told}\nSitemap: {_root(site)}/sitemap.xml\n" if site.url else told).encode()


def _root(site: Site) -> str:
    return uri(site.url or "")


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
