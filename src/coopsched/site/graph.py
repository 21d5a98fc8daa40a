"""What search engines read: the programme, its sessions and people as schema.org calls them.

Vocabulary: schema.org Event, Place, VirtualLocation, Schedule and Person. What nobody said is
left out; so is what needs an absolute address, where nobody says where the site will stand.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from coopsched.published.shown import Shown
from coopsched.publishing.feeds.describing import JOINING
from coopsched.publishing.feeds.lines import on_one_line, uri
from coopsched.site.cards import NAMELESS, Card, worded
from coopsched.site.edition import Edition
from coopsched.site.linking import shortened
from coopsched.site.whole import Site
from coopsched.text import UNDETERMINED, WORDLESS

Graph = dict[str, Any]

FEW = 60
"""How many sessions the first page tells search engines of; more of them have pages that do."""
_CONTEXT = "https://schema.org"
_ABSENT = frozenset({"author", "interpreter"})
"""Roles of people who do not appear in a session."""


def programme_graph(edition: Edition) -> Graph:
    """Return the whole programme, with its sessions where they are few."""
    cards = edition.cards("programme")
    told = [_session(edition, card) for card in cards] if len(cards) <= FEW else []
    about = edition.site.programme.description
    return {
        "@context": _CONTEXT,
        **_programme(edition),
        "eventStatus": f"{_CONTEXT}/EventScheduled",
        "inLanguage": list(edition.site.languages),
        **_stated(
            description=about and shortened(worded(about, edition.language).text),
            image=_page(edition, "card.svg"),
            subEvent=told,
        ),
    }


def session_graph(edition: Edition, card: Card, summary: str = "") -> Graph:
    """Return a session; ``summary`` is the beginning of its description."""
    found = _session(edition, card, summary)
    return {"@context": _CONTEXT, **found, "superEvent": _programme(edition)}


def person_graph(
    edition: Edition,
    name: str,
    path: str,
    *,
    organisation: bool = False,
    affiliation: Iterable[str] = (),
    same_as: Iterable[str] = (),
) -> Graph:
    """Return a person, or an organisation that is announced as one; ``path`` is their page."""
    return {
        "@context": _CONTEXT,
        "@type": "Organization" if organisation else "Person",
        "name": name,
        **_stated(
            url=_page(edition, path),
            affiliation=[] if organisation else _organisations(affiliation),
            sameAs=[uri(address) for address in same_as],
        ),
    }


@lru_cache(maxsize=4)
def organisations(site: Site) -> frozenset[str]:
    """Return the keys of the speakers that are organisations."""
    return frozenset(each.key for each in site.programme.speakers if each.organisation)


def _programme(edition: Edition) -> Graph:
    site = edition.site
    venue = site.programme.venue
    found: Graph = {"@type": "Event", "name": edition.title.text}
    if site.days:
        found |= {"startDate": f"{site.days[0]}", "endDate": f"{site.days[-1]}"}
    if venue is not None:
        here = (venue.latitude, venue.longitude)
        found["location"] = _place(
            worded(venue.name, edition.language).text,
            worded(venue.address, edition.language).text if venue.address else "",
            here if None not in here else None,
        )
    return found | _stated(url=_page(edition, "index.html"))


def _session(edition: Edition, card: Card, summary: str = "") -> Graph:
    shown = card.shown
    keywords = [*([card.track.name.text] if card.track else []), *map(on_one_line, shown.tags)]
    return {
        "@type": "Event",
        "name": card.title.text,
        **_times(card),
        **_status(card),
        **_stated(
            description=summary,
            eventAttendanceMode=_attendance(shown),
            location=_location(edition, card),
            performer=list(_performers(edition, card)),
            inLanguage=_tags(shown.languages),
            keywords=keywords,
            url=_page(edition, card.path),
        ),
    }


def _times(card: Card) -> Graph:
    if card.start is None:
        return _on_days(card.shown.days, card.shown.timezone)
    end = card.end if card.shown.end_given else None
    return {"startDate": card.start.isoformat(), **_stated(endDate=end and end.isoformat())}


def _on_days(days: tuple[date, ...], zone: str) -> Graph:
    """Return the days of what is permanent: of some that do not follow each other, a schedule.

    What has a schedule has no dates of its own (schema.org eventSchedule).
    """
    if not days:
        return {}
    first, last = min(days), max(days)
    dates = {"startDate": f"{first}", "endDate": f"{last}"}
    between = (first + timedelta(days=count) for count in range((last - first).days))
    closed = [f"{day}" for day in between if day not in days]
    if not closed:
        return dates
    told = {"repeatFrequency": "P1D", "scheduleTimezone": zone, "exceptDate": closed}
    return {"eventSchedule": {"@type": "Schedule", **dates, **told}}


def _status(card: Card) -> Graph:
    before = card.record.before
    if not card.is_held:
        return {"eventStatus": f"{_CONTEXT}/EventCancelled"}
    if before is None or before.start is None or "start" not in before.fields or not card.start:
        return {"eventStatus": f"{_CONTEXT}/EventScheduled"}
    previous = before.start.astimezone(card.start.tzinfo)
    return {
        "eventStatus": f"{_CONTEXT}/EventRescheduled",
        "previousStartDate": previous.isoformat(),
    }


def _attendance(shown: Shown) -> str:
    """Return how people take part; empty where nobody said where it is."""
    joined = any(link.kind in JOINING for link in shown.links)
    if shown.online:
        return f"{_CONTEXT}/OnlineEventAttendanceMode"
    if not (shown.rooms or shown.venue):
        return ""
    return f"{_CONTEXT}/{'Mixed' if joined else 'Offline'}EventAttendanceMode"


def _location(edition: Edition, card: Card) -> Graph:
    shown = card.shown
    if shown.online:
        where = [link.url for link in shown.links if link.kind in JOINING and card.is_held]
        return {
            "@type": "VirtualLocation",
            **_stated(name=card.place, url=uri(where[0]) if where else _page(edition, card.path)),
        }
    venue = worded(shown.venue, edition.language).text if shown.venue else ""
    address = worded(shown.address, edition.language).text if shown.address else ""
    name = ", ".join(filter(None, (card.place, venue)))
    return _place(name, address, shown.position) if name else {}


def _place(name: str, address: str, position: tuple[float | None, float | None] | None) -> Graph:
    found: Graph = {"@type": "Place", "name": name}
    if address:
        found["address"] = {"@type": "PostalAddress", "streetAddress": address}
    if position is not None:
        latitude, longitude = position
        geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
        found["geo"] = geo
    return found


def _performers(edition: Edition, card: Card) -> Iterator[Graph]:
    for person in card.shown.speakers:
        if person.role in _ABSENT:
            continue
        is_one = person.key in organisations(edition.site)
        yield {
            "@type": "Organization" if is_one else "Person",
            "name": on_one_line(person.name) or NAMELESS,
            **_stated(
                affiliation=[] if is_one else _organisations(person.affiliation),
                url=_page(edition, f"speaker/{person.key}.html"),
            ),
        }


def _organisations(names: Iterable[str]) -> list[Graph]:
    return [{"@type": "Organization", "name": on_one_line(name)} for name in names]


def _tags(languages: Iterable[str]) -> list[str]:
    return [tag for tag in languages if tag not in (WORDLESS, UNDETERMINED)]


def _page(edition: Edition, path: str) -> str:
    """Return the absolute address of a page; empty where nobody knows it."""
    url = edition.site.url
    return f"{uri(url)}/{edition.file(path)}" if url else ""


def _stated(**fields: Any) -> Graph:
    """Return the fields that have a value."""
    return {name: value for name, value in fields.items() if value}
