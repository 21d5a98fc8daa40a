"""A site: all that pages are made of, whatever their language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from coopsched.findings import Finding
from coopsched.model import Programme
from coopsched.published.addresses import Place, every_members
from coopsched.published.records import Address, Publication
from coopsched.published.shown import Shown, by_start
from coopsched.publishing.feeds import Times
from coopsched.site.marking import mark, seen


@dataclass(frozen=True, kw_only=True, eq=False)  # one object is one site
class Site:
    """What a site is made of.

    ``shown`` has every record of the publication, by key. ``is_over`` tells that all is over:
    pages then say when it took place. ``is_preview`` is for reviewers: a banner, no search
    engines, nothing to subscribe to. ``findings`` are shown beside the sessions that they
    concern; attendees are shown none; ``is_stale`` tells that they are those of a later file that
    cannot be read. ``times`` is how feeds write times.
    """

    programme: Programme
    publication: Publication
    shown: Mapping[str, Shown]
    is_over: bool = False
    is_preview: bool = False
    findings: tuple[Finding, ...] = field(default=())
    is_stale: bool = False
    times: Times = "utc"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its editions, the first being the one for whoever has none of them."""
        own = [tag for tag in self.programme.languages if tag in self.publication.languages]
        return tuple(dict.fromkeys((*own, *self.publication.languages)))

    @cached_property
    def url(self) -> str | None:
        """The address at which the folder will stand, without a slash at its end.

        A preview has none, and no server of personal feeds: it leads nobody to the real ones.
        """
        found = None if self.is_preview else self.programme.site
        return None if found is None or found.url is None else found.url.rstrip("/")

    @cached_property
    def personal(self) -> str | None:
        """The address of a server that answers feeds of picked sessions, without that slash."""
        found = None if self.is_preview else self.programme.site
        address = found.personal_feeds if found else None
        return address.rstrip("/") if address else None

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The dates of the programme's days, in order; where it names none, of what is shown."""
        if self.programme.days:
            return tuple(sorted({day.date for day in self.programme.days}))
        found = {day for each in self.shown.values() for day in each.days}
        return tuple(sorted(found.union(filter(None, map(self.day_of, self.shown)))))

    @cached_property
    def members(self) -> Mapping[Place, tuple[str, ...]]:
        """The keys of the sessions at each address, by start."""
        return every_members(self.publication, self.shown)

    @cached_property
    def showings(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of what offers the same, by start, for each session that is not alone in it."""
        groups: dict[str, list[str]] = {}
        for each in sorted(self.shown.values(), key=by_start):
            first = self.shown.get(each.repeats or "")
            groups.setdefault(first.key if first else each.key, []).append(each.key)
        return {key: tuple(group) for group in groups.values() if len(group) > 1 for key in group}

    @cached_property
    def track_numbers(self) -> Mapping[str, int]:
        """The number of each track, by which the style sheet knows its colour."""
        return {track.key: number for number, track in enumerate(self.programme.tracks, 1)}

    @cached_property
    def findings_of(self) -> Mapping[str, tuple[Finding, ...]]:
        """The findings that concern each session, by its key."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            for key in finding.subject.sessions:
                found.setdefault(key, []).append(finding)
        return {key: tuple(each) for key, each in found.items()}

    def day_of(self, key: str) -> date | None:
        """Return the date of the programme's day on which a session is shown."""
        start = self.shown[key].start
        return None if start is None else self.programme.calendar.day_of(start).date

    def address(self, kind: str, key: str) -> Address:
        """Return a feed's address. Raises KeyError."""
        return self.publication.addresses[kind, key]

    @cached_property
    def head_mark(self) -> str:
        """A mark of what every page says."""
        programme = self.programme
        about = (programme.title, programme.description, programme.venue, programme.all_days)
        more = (
            self.days,
            programme.timezone,
            programme.url,
            programme.site,
            programme.tracks,
            self.languages,
        )
        told = (
            repr(self.days),
            self.is_over,
            self.is_preview,
            self.is_stale,
            *map(repr, self.findings),
        )
        return mark(programme.key, *map(repr, (*about, *more)), *told)

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """A mark of all that pages tell of each session, its other showings with it, by its key."""
        records, found = self.publication.records, {}
        for key, record in records.items():
            showings = [(each, records[each].uid) for each in self.showings.get(key, ())]
            found[key] = seen(record, self.shown[key], showings)
        return found

    def mark(self, keys: Iterable[str], *more: object) -> str:
        """Return a mark of a page: of what every page says, of sessions by key, and of more."""
        return mark(self.head_mark, [self.marks[key] for key in keys], *more)
