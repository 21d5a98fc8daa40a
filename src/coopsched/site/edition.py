"""The edition of a site in one language: what its pages have in common."""

from functools import cached_property, lru_cache
from typing import Any

from coopsched.publishing.feeds.words import words
from coopsched.site import assets
from coopsched.site.cards import Card, Worded, card, worded
from coopsched.site.findings import Review
from coopsched.site.labels import COMMON, SESSIONS, Table, said, spoken
from coopsched.site.locales import Locale, direction, locale, own_name
from coopsched.site.stylesheet import programme_styles
from coopsched.site.templating import rendered
from coopsched.site.whole import Site

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)
"""The Content-Security-Policy of every page: nothing from elsewhere, nothing inline."""


class Edition:
    """A site in one language.

    ``language`` is the one that it is for, `nl-BE`; ``tongue`` the one in which pages speak: `nl`,
    or English where they have no words in it.
    """

    def __init__(self, site: Site, language: str) -> None:
        self.site = site
        self.language = language
        self.tongue = spoken(language)
        self.locale: Locale = locale(self.tongue)
        self.words = words(self.tongue)
        self.review = Review(site, language)
        self._cards: dict[str, Card] = {}

    def card(self, key: str) -> Card:
        """Return a session as pages show it. Raises KeyError."""
        if key not in self._cards:
            shown = self.site.shown[key]
            self._cards[key] = card(
                shown,
                self.site.publication.records[key],
                language=self.language,
                words=self.words,
                day=self.site.day_of(key),
                showings=self.site.showings.get(key, ()),
                track_number=shown.track and self.site.track_numbers.get(shown.track.key),
            )
        return self._cards[key]

    def cards(self, kind: str, key: str = "") -> tuple[Card, ...]:
        """Return the sessions at an address, by start: `cards("programme")` are all with a time."""
        return tuple(map(self.card, self.site.members[kind, key]))

    @cached_property
    def title(self) -> Worded:
        """What the programme is called."""
        return worded(self.site.programme.title, self.language)

    @cached_property
    def dates(self) -> str:
        """The days in words: on which it takes place, or took place."""
        return self.past if self.site.is_over else self.locale.days(self.site.days)

    @cached_property
    def past(self) -> str:
        """When it took place, as is said once it is over."""
        days = self.locale.on_days(self.site.days)
        return said(COMMON, self.language)["took_place"].format(days)

    @cached_property
    def venue(self) -> str:
        """The venue and its address, on one line; empty where nobody said."""
        venue = self.site.programme.venue
        if venue is None:
            return ""
        texts = [venue.name, *([venue.address] if venue.address else [])]
        return ", ".join(worded(text, self.language).text for text in texts)

    def counted(self, number: int) -> str:
        """Return a number of sessions in words: `12 sessions`."""
        return self.locale.counted(number, SESSIONS[self.tongue].forms)

    def file(self, path: str) -> str:
        """Return where a page of this edition stands in the published folder."""
        return f"{self.language}/{path}"

    def page(self, template: str, path: str, labels: Table, **values: Any) -> bytes:
        """Return a page: a template that extends `layout.html`, with values in it.

        ``path`` is that in the language's folder. The template has ``say``, the labels of every
        page and those given here; ``to``, which makes a path in the published folder relative;
        and what `_common` gives.
        """
        say = {**said(COMMON, self.language), **said(labels, self.language)}
        return rendered(template, {**self._common(path), "say": say, **values})

    def _common(self, path: str) -> dict[str, Any]:
        site = self.site
        here = self.file(path)

        def to(target: str) -> str:
            """Return the relative address of a path in the published folder."""
            return _relative(target, here) if target else root

        def own(target: str) -> str:
            """Return the relative address of a page of this edition."""
            return to(self.file(target))

        root = "../" * here.count("/")
        return {
            "site": site,
            "edition": self,
            "programme": site.programme,
            "locale": self.locale,
            "words": self.words,
            "to": to,
            "own": own,
            "root": root,
            "path": path,
            "policy": POLICY,
            "direction": direction(self.tongue),
            "css": [
                to(assets.stamped("assets/site.css", assets.styles())),
                to(assets.stamped("assets/programme.css", programme_styles(site))),
            ],
            "js": to(assets.stamped("assets/site.js", assets.scripts())),
            "editions": [(tag, own_name(tag), to(f"{tag}/{path}")) for tag in site.languages],
            "canonical": site.url and f"{site.url}/{here}",
            "alternates": [(tag, f"{site.url}/{tag}/{path}") for tag in site.languages]
            if site.url
            else [],
            "current": path.partition(".")[0],
            "description": "",
            "graph": "",
        }


@lru_cache(maxsize=16)
def edition_of(site: Site, language: str) -> Edition:
    """Return the edition of a site in a language, whose cards all its pages share."""
    return Edition(site, language)


def _relative(target: str, here: str) -> str:
    """Return the way from one file of the published folder to another.

    Pages ask for it often; `posixpath.relpath` asks the machine each time where it is.
    """
    there, own = target.split("/"), here.split("/")[:-1]
    shared = 0
    while shared < min(len(there) - 1, len(own)) and there[shared] == own[shared]:
        shared += 1
    return "../" * (len(own) - shared) + "/".join(there[shared:])
