"""Dates as people write them in English, French, Dutch and German, read by dateutil."""

import re
import unicodedata
import warnings
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

_LONGEST = 60  # no date that a person writes is longer, and no parser sees more
_FIRST, _SECOND = datetime(2000, 1, 1), datetime(2004, 3, 2)  # noqa: DTZ001  calendars, no clocks
_YEARS = range(1900, 2200)
_MOST_OF_A_YEAR = timedelta(days=300)

# Folded: lower case without accents. The first of each is what dateutil knows itself.
_WEEKDAYS = (
    "mon monday lundi lun maandag ma montag mo",
    "tue tuesday tues mardi dinsdag di dienstag",
    "wed wednesday mercredi mer woensdag wo mittwoch mi",
    "thu thursday thur thurs jeudi jeu donderdag do donnerstag",
    "fri friday vendredi ven vrijdag vr freitag fr",
    "sat saturday samedi sam zaterdag za samstag sa sonnabend",
    "sun sunday dimanche dim zondag zo sonntag so",
)
_MONTHS = (
    "jan january janvier janv januari januar janner",
    "feb february fevrier fevr fev februari februar",
    "mar march mars maart mrt marz maerz mrz",
    "apr april avril avr",
    "may mai mei",
    "jun june juin juni",
    "jul july juillet juil juli",
    "aug august aout augustus",
    "sep sept september septembre",
    "oct october octobre oktober okt",
    "nov november novembre",
    "dec december decembre dezember dez",
)
_FILLERS = ("le", "der", "den", "op", "am", "vom", "de", "of", "the", "du", "date", "th", "er")
_WEEKDAY_OF = {name: i for i, names in enumerate(_WEEKDAYS) for name in names.split()}
_TUESDAY_OR_MARCH = "mar"

_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:\Z|[ t]+\d{1,2}:)")
_NUMBERS = re.compile(
    r"(?<![\d/.-])(\d{1,2})([-/.])\s?(\d{1,2})(?:\2\s?(?:\d{4}|\d{2})|\.)?(?![\d/-])"
)
_WORD = re.compile(r"[^\W\d_]+")
# What dateutil would take for decimals: 8.6., 8.6.27.
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})(?:\.?\Z|\.\s?(\d{2})(?![\d.]))")
# What dateutil would take for a day and its month: 10'30, 10,30, 10 30.
_NO_DATE = re.compile(r"\d['’′´`,;_|]\s?\d|\d{1,2} \d{1,2}\Z")
_ORDINAL = re.compile(r"(?<=\d)(?:er|e|eme|st|nd|rd|th|ste|de|\.)(?=\s|\Z)")
_NUMBERED_DAY = re.compile(
    r"(?:(?:day|tag|jour|journee|dag)\s*(?:nr\.?|no\.?|#)?\s*(\d{1,2})|(\d{1,2})\.\s*(?:tag|dag))"
)


class Said(NamedTuple):
    """What a text says of a date: with its day and month, with its year where it has one."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    def on(self, year: int) -> date | None:
        """Return the date, in ``year`` where none is said; None where there is no such day."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


class Order(NamedTuple):
    """How many dates can be read only with the day first, how many only with the month first."""

    day_first: int
    month_first: int


@lru_cache(maxsize=4096)
def said_date(text: str, *, day_first: bool) -> Said | None:
    """Return what a text says of a date; None where it is none, or says no day and month."""
    plain = _folded(text)
    if not plain or len(plain) > _LONGEST or not any(char.isdigit() for char in plain):
        return None
    weekday = weekday_in(plain)
    if year_first := _YEAR_FIRST.match(_without_weekday(plain)):
        year, _, month, day = year_first.groups()
        return _checked(Said(int(month), int(day), int(year), weekday))
    found = _parsed(plain, day_first) or _parsed(_without_weekday(plain), day_first)
    return _checked(found._replace(weekday=weekday)) if found is not None else None


def weekday_in(text: str) -> int | None:
    """Return the day of the week, from 0 for Monday, that a text names; None without one."""
    words = _WORD.findall(_folded(text)[:_LONGEST])
    if not words:
        return None
    if words[0] == _TUESDAY_OR_MARCH and any(word in _month_words() for word in words[1:]):
        return 1
    return next((_WEEKDAY_OF[word] for word in words if word in _WEEKDAY_OF), None)


def weekday_alone(text: str) -> int | None:
    """Return the day of the week that is all a text says; None for other texts."""
    words = _folded(text).rstrip(".").split()
    if len(words) != 1:
        return None
    return 1 if words[0] == _TUESDAY_OR_MARCH else _WEEKDAY_OF.get(words[0])


def numbered_day(text: str) -> int | None:
    """Return which day `Day 2`, `Tag 2` or `2. Tag` is; None for other texts."""
    match = _NUMBERED_DAY.fullmatch(_folded(text)[:_LONGEST])
    return int(match[1] or match[2]) if match is not None else None


def is_day(text: str, *, day_first: bool = True) -> bool:
    """Tell whether a text says a day: a date, a day of the week, or a number of one."""
    known = weekday_alone(text) is not None or numbered_day(text) is not None
    return known or said_date(text, day_first=day_first) is not None


def is_ambiguous(text: str) -> bool:
    """Tell whether a text is another date with the day first than with the month first."""
    return said_date(text, day_first=True) != said_date(text, day_first=False)


def order_of(texts: Iterable[str]) -> Order:
    """Return what dates tell of their order: by a number over 12, or by a weekday beside it."""
    days = months = 0
    for text in texts:
        evidence = _evidence(text)
        days += evidence is True
        months += evidence is False
    return Order(days, months)


class Years(NamedTuple):
    """In which years dates without one are: from ``first`` on, and in the next before ``turn``.

    ``turn`` is the month and day with which dates around New Year begin.
    """

    first: int
    turn: tuple[int, int] = (1, 1)

    def on(self, said: Said) -> date | None:
        """Return a date, in its own year where one is said."""
        return said.on(self.first + ((said.month, said.day) < self.turn))


def years_of(dates: Iterable[Said], first: int | None = None) -> Years:
    """Return the years in which dates without one fall on most of their weekdays.

    The ``first`` may be known. Of several that fit as well, the earliest from 2000 on is taken.
    """
    said = [each for each in dates if each.year is None]
    turn = _turn({(each.month, each.day) for each in said})
    if first is not None:
        return Years(first, turn)
    fitting = [Years(year, turn) for year in range(_FIRST.year, _FIRST.year + 12)]
    return max(fitting, key=lambda years: sum(_agrees(each, years) for each in said))


def _agrees(said: Said, years: Years) -> bool:
    day = years.on(said)
    return said.weekday is not None and day is not None and day.weekday() == said.weekday


def _turn(days: set[tuple[int, int]]) -> tuple[int, int]:
    """Return with which day dates begin whose others, most of a year earlier, follow New Year."""
    ordered = sorted(days)
    for before, after in pairwise(ordered):
        if date(_FIRST.year, *after) - date(_FIRST.year, *before) > _MOST_OF_A_YEAR:
            return after
    return 1, 1


def span(texts: Iterable[str], *, day_first: bool) -> timedelta:
    """Return how long it is from the first to the last of the dates, read with that order."""
    said = [found for text in texts if (found := said_date(text, day_first=day_first))]
    days = [day for each in said if (day := each.on(_FIRST.year))]
    return max(days) - min(days) if days else timedelta()


def _evidence(text: str) -> bool | None:
    """Return whether the day comes first, or None where the text does not tell."""
    plain = _folded(text)[:_LONGEST]
    numbers = _NUMBERS.search(plain)
    if numbers is None:
        return None
    first, second = int(numbers[1]), int(numbers[3])
    if (first > 12) != (second > 12):
        return first > 12
    if numbers[2] == ".":
        return True  # nobody writes the month first with dots
    weekday = weekday_in(plain)
    if weekday is None or first == second or max(first, second) > 12:
        return None
    fits = {order for order in (True, False) if _falls_on(plain, weekday, order)}
    return fits.pop() if len(fits) == 1 else None


def _falls_on(text: str, weekday: int, day_first: bool) -> bool:
    said = said_date(text, day_first=day_first)
    day = said.on(_FIRST.year) if said is not None and said.year is not None else None
    return day is not None and day.weekday() == weekday


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.strip()).casefold()
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(bare.split())


def _without_weekday(plain: str) -> str:
    word = _WORD.match(plain)
    if word is None or (word[0] not in _WEEKDAY_OF and word[0] != _TUESDAY_OR_MARCH):
        return plain
    return plain[word.end() :].lstrip(" .,")


def _checked(said: Said) -> Said | None:
    fits = said.on(_FIRST.year) is not None and (said.year is None or said.year in _YEARS)
    return said if fits else None


def _parsed(plain: str, day_first: bool) -> Said | None:
    """Return what dateutil makes of a text: what it takes from its default was not said."""
    if not _WORD.search(plain) and _NO_DATE.search(plain):
        return None
    text = _ORDINAL.sub("", _DOTTED.sub(_slashed, plain)).strip(" .,")
    first = _parse(text, _FIRST, day_first)
    second = _parse(text, _SECOND, day_first)
    if first is None or second is None:
        return None
    if first.month != second.month or first.day != second.day:
        return None
    return Said(first.month, first.day, first.year if first.year == second.year else None)


def _slashed(dotted: re.Match[str]) -> str:
    return "/".join(filter(None, dotted.groups()))


def _parse(text: str, default: datetime, day_first: bool) -> datetime | None:
    from dateutil import parser

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = parser.parse(
                text, parserinfo=_info(), default=default, dayfirst=day_first, ignoretz=True
            )
    except (ValueError, OverflowError, ArithmeticError, TypeError, AttributeError, LookupError):
        return None  # dateutil lets all of these out on texts that are no dates
    return found if isinstance(found, datetime) else None


@cache
def _info() -> Any:
    from dateutil.parser import parserinfo

    class Names(parserinfo):
        """What months and weekdays are called, and in which century two digits are."""

        WEEKDAYS: list[Any] = [tuple(names.split()) for names in _WEEKDAYS]  # noqa: RUF012  as its parent has it
        MONTHS: list[Any] = [tuple(names.split()) for names in _MONTHS]  # noqa: RUF012  as its parent has it
        JUMP = [*parserinfo.JUMP, *_FILLERS]  # noqa: RUF012  as its parent has it

        def convertyear(self, year: int, century_specified: bool = False) -> int:
            """Return the year that two digits mean: its parent would ask the clock."""
            if year >= 100 or century_specified:
                return year
            return year + (2000 if year < 70 else 1900)

    return Names()


@cache
def _month_words() -> frozenset[str]:
    return frozenset(name for names in _MONTHS for name in names.split())
