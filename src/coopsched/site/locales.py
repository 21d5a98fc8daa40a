"""Dates, times, numbers, languages and plurals as each language writes them (Unicode CLDR).

Alone imports Babel.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale as _Locale
from babel import UnknownLocaleError
from babel.dates import format_date, get_timezone_gmt, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal

from coopsched.publishing.feeds.languages import language_name

_SPANS = {
    "en": ("on {}", "from {} to {}"),
    "fr": ("le {}", "du {} au {}"),
    "nl": ("op {}", "van {} tot en met {}"),
    "de": ("am {}", "vom {} bis {}"),
}
"""When something is, within a sentence: on a day, and from one to another."""
_DASHES = " \u2009\u202f–-"
_ONE_DAY = timedelta(days=1)


class Locale:
    """How one language writes things. ``tag`` is a language that pages have words in."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._cldr = _Locale.parse("en-GB" if tag == "en" else tag, sep="-")

    def day(self, day: date) -> str:
        """Return a date in full: `mardi 20 juin 2017`."""
        return self._written(day, self._cldr.date_formats["full"].pattern)

    def short_day(self, day: date) -> str:
        """Return a date as it stands on a button: `mar. 20 juin`."""
        return self._written(day, self._cldr.datetime_skeletons["MMMEd"].pattern)

    def days(self, days: Iterable[date]) -> str:
        """Return one date in full, or several in short: `1er–3 juin 2017`; empty for none."""
        runs = list(_runs(days))
        if len(runs) == 1 and runs[0][0] == runs[0][1]:
            return self.day(runs[0][0])
        return self.listed("".join(self._ends(*run)) for run in runs)

    def on_days(self, days: Iterable[date]) -> str:
        """Return days as a sentence says when something is: `du 1er au 3 juin 2017`."""
        runs = list(_runs(days))
        on, between = _SPANS[self.tag]
        if len(runs) == 1 and runs[0][0] == runs[0][1]:
            return on.format(self.day(runs[0][0]))
        phrases = []
        for run in runs:
            first, last = self._ends(*run)
            phrases.append(
                between.format(first.rstrip(_DASHES), last) if first else on.format(last)
            )
        return self.listed(phrases)

    def _ends(self, first: date, last: date) -> tuple[str, str]:
        """Return both ends of an interval, the dash with the first, which says only what differs.

        Of a single day there is no first end.
        """
        differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        patterns = self._cldr.interval_formats["yMMMd"][differs]
        begin, end = (pattern.replace("MMM", "MMMM") for pattern in patterns)
        return "" if first == last else self._written(first, begin), self._written(last, end)

    def _written(self, day: date, pattern: str) -> str:
        """Return a date in a pattern of CLDR, which does not know that French says `1er`."""
        if self.tag == "fr" and day.day == 1:
            pattern = pattern.replace("d", "d'er'")
        return format_date(day, pattern, locale=self._cldr)

    def clock(self, moment: datetime) -> str:
        """Return the time of day that a clock shows: `09:05`. Programmes are written so."""
        return f"{moment.hour:02}:{moment.minute:02}"

    def moment(self, moment: datetime) -> str:
        """Return a day with its time, in the zone that the moment carries."""
        return f"{self.day(moment.date())}, {self.clock(moment)}"

    def stamp(self, moment: datetime) -> str:
        """Return a day and time in short: `1 juin 2017, 08:00`."""
        day = self._written(moment, self._cldr.datetime_skeletons["yMMMd"].pattern)
        return f"{day}, {self.clock(moment)}"

    def language(self, tag: str) -> str:
        """Return what a language is called: `français`; the tag where nobody knows."""
        known = _language(self._cldr, tag)
        if known is not None:
            return known
        signed = language_name(tag, self.tag)  # of sign languages, CLDR knows but one
        return tag if tag in signed else signed

    def place(self, zone: ZoneInfo) -> str:
        """Return the city whose clocks a zone follows: `Bruxelles`; `UTC+01:00` if none does."""
        if zone.utcoffset(None) is not None:  # CLDR reads `Etc/GMT-1` the other way round
            return get_timezone_gmt(datetime(1970, 1, 1, tzinfo=zone), locale=self._cldr)
        city = get_timezone_location(zone, locale=self._cldr, return_city=True)
        return city.rpartition("/")[2]

    def number(self, number: int) -> str:
        """Return a number with its separators: `1 000`."""
        return format_decimal(number, locale=self._cldr)

    def listed(self, words: Iterable[str]) -> str:
        """Return words as a sentence lists them: `a, b et c`."""
        return format_list(list(words), locale=self._cldr)

    def counted(self, number: int, forms: Mapping[str, str]) -> str:
        """Return a number with its noun, ``forms`` by CLDR's plural categories: `{} session`."""
        form = forms.get(self._cldr.plural_form(number)) or forms["other"]
        return form.format(self.number(number))


@lru_cache(maxsize=64)
def locale(tag: str) -> Locale:
    """Return the locale of a language."""
    return Locale(tag)


@lru_cache(maxsize=64)
def own_name(tag: str) -> str:
    """Return what a language is called in itself: `Nederlands`."""
    cldr = _known(tag)
    name = (cldr and _language(cldr, tag)) or tag
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=64)
def direction(tag: str) -> str:
    """Return `rtl` for a language that is written from right to left, else `ltr`."""
    cldr = _known(tag)
    return cldr.text_direction if cldr else "ltr"


def _known(tag: str) -> _Locale | None:
    """Return what CLDR knows of a language: as it is written there, else anywhere."""
    for each in (tag, tag.partition("-")[0]):
        try:
            return _Locale.parse(each, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _runs(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Yield the first and the last of days that follow each other."""
    ordered = sorted(set(days))
    firsts = [day for day in ordered if day - _ONE_DAY not in ordered]
    lasts = [day for day in ordered if day + _ONE_DAY not in ordered]
    yield from zip(firsts, lasts, strict=True)


def _language(cldr: _Locale, tag: str) -> str | None:
    """Return `néerlandais (Belgique)`: CLDR would say `flamand`, which is not what is meant."""
    base, *parts = tag.split("-")
    name = cldr.languages.get(base.lower())
    places = {**cldr.scripts, **cldr.territories} if parts else {}
    beside = [places[known] for part in parts if (known := _as_in_cldr(part)) in places]
    return f"{name} ({', '.join(beside)})" if name and beside else name


def _as_in_cldr(part: str) -> str:
    """Return a script as `Latn`, a territory as `BE`."""
    return part.title() if len(part) == len("Latn") else part.upper()
