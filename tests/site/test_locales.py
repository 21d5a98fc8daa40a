"""Dates, numbers and names of languages, as readers of each language write them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.site.labels import SPOKEN
from coopsched.site.locales import direction, locale, own_name
from coopsched.zones import zone

JUNE = [date(2017, 6, day) for day in range(1, 4)]
FORMS = {"one": "{} session", "other": "{} sessions"}


def days(*written: str) -> list[date]:
    """Return dates."""
    return list(map(date.fromisoformat, written))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Tuesday, 20 June 2017"),
        ("fr", "mardi 20 juin 2017"),
        ("nl", "dinsdag 20 juni 2017"),
        ("de", "Dienstag, 20. Juni 2017"),
    ],
)
def test_a_day_is_written_in_full(language: str, told: str) -> None:
    assert locale(language).day(date(2017, 6, 20)) == told
    assert locale(language).days(days("2017-06-20")) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Thu 1 Jun"), ("fr", "jeu. 1er juin"), ("nl", "do 1 jun"), ("de", "Do., 1. Juni")],
)
def test_a_day_is_written_in_short(language: str, told: str) -> None:
    assert locale(language).short_day(date(2017, 6, 1)) == told


def test_only_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    french = locale("fr")
    assert french.day(date(2017, 6, 1)) == "jeudi 1er juin 2017"
    for number in range(2, 31):
        assert f" {number} juin" in french.day(date(2017, 6, number))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "1–3 June 2017"),
        ("fr", "1er–3 juin 2017"),
        ("nl", "1–3 juni 2017"),
        ("de", "1.–3. Juni 2017"),
    ],
)
def test_days_that_follow_each_other_are_one_interval(language: str, told: str) -> None:
    assert locale(language).days(JUNE) == told


@pytest.mark.parametrize(
    ("language", "one", "several", "two_months", "two_years"),
    [
        (
            "en",
            "on Tuesday, 20 June 2017",
            "from 1 to 3 June 2017",
            "from 30 June to 1 July 2017",
            "from 31 December 2017 to 1 January 2018",
        ),
        (
            "fr",
            "le mardi 20 juin 2017",
            "du 1er au 3 juin 2017",
            "du 30 juin au 1er juillet 2017",
            "du 31 décembre 2017 au 1er janvier 2018",
        ),
        (
            "nl",
            "op dinsdag 20 juni 2017",
            "van 1 tot en met 3 juni 2017",
            "van 30 juni tot en met 1 juli 2017",
            "van 31 december 2017 tot en met 1 januari 2018",
        ),
        (
            "de",
            "am Dienstag, 20. Juni 2017",
            "vom 1. bis 3. Juni 2017",
            "vom 30. Juni bis 1. Juli 2017",
            "vom 31. Dezember 2017 bis 1. Januar 2018",
        ),
    ],
)
def test_a_sentence_says_when(
    language: str, one: str, several: str, two_months: str, two_years: str
) -> None:
    told = locale(language).on_days
    assert told(days("2017-06-20")) == one
    assert told(JUNE) == several
    assert told(days("2017-06-30", "2017-07-01")) == two_months
    assert told(days("2017-12-31", "2018-01-01")) == two_years


def test_days_that_do_not_follow_each_other_are_listed() -> None:
    found = days("2017-06-01", "2017-06-02", "2017-06-15")
    assert locale("en").days(found) == "1–2 June 2017 and 15 June 2017"
    assert locale("fr").on_days(found) == "du 1er au 2 juin 2017 et le 15 juin 2017"


@pytest.mark.parametrize("language", SPOKEN)
def test_the_order_of_days_does_not_matter_and_none_are_nothing(language: str) -> None:
    own = locale(language)
    assert own.days([*JUNE[::-1], *JUNE]) == own.days(JUNE)
    assert own.days([]) == own.on_days([]) == ""


@given(found=st.sets(st.dates(date(2000, 1, 1), date(2040, 1, 1)), min_size=1, max_size=6))
def test_the_years_of_all_days_are_said(found: Iterable[date]) -> None:
    for language in SPOKEN:
        for told in (locale(language).days(found), locale(language).on_days(found)):
            assert all(str(day.year) in told for day in found)


@pytest.mark.parametrize("language", SPOKEN)
def test_clocks_have_two_digits_each(language: str) -> None:
    assert locale(language).clock(datetime(2017, 6, 20, 9, 5, tzinfo=UTC)) == "09:05"


def test_a_moment_has_its_day() -> None:
    moment = datetime(2017, 6, 1, 8, tzinfo=UTC)
    assert locale("fr").moment(moment) == "jeudi 1er juin 2017, 08:00"
    assert locale("fr").stamp(moment) == "1er juin 2017, 08:00"
    assert locale("de").stamp(moment) == "1. Juni 2017, 08:00"


@pytest.mark.parametrize(
    ("language", "none", "many"),
    [
        ("en", "0 sessions", "1,234 sessions"),
        ("fr", "0 session", "1\u202f234 sessions"),
        ("nl", "0 sessions", "1.234 sessions"),
        ("de", "0 sessions", "1.234 sessions"),
    ],
)
def test_what_is_counted_has_the_form_of_its_number(language: str, none: str, many: str) -> None:
    own = locale(language)
    told = [own.counted(number, FORMS) for number in (0, 1, 2, 1234)]
    assert told == [none, "1 session", "2 sessions", many]


def test_words_are_listed_as_a_sentence_does() -> None:
    assert locale("fr").listed(["a", "b", "c"]) == "a, b et c"
    assert locale("nl").listed(["a"]) == "a"


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("nl", "néerlandais"),
        ("nl-BE", "néerlandais (Belgique)"),
        ("zh-hant-tw", "chinois (traditionnel, Taïwan)"),
        ("vgt", "langue des signes flamande"),
        ("xx", "xx"),
        ("x-own", "x-own"),
    ],
)
def test_languages_are_called_what_readers_call_them(tag: str, told: str) -> None:
    assert locale("fr").language(tag) == told


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("nl", "Nederlands"),
        ("fr", "Français"),
        ("nl-BE", "Nederlands (België)"),
        ("fr-US", "Français (États-Unis)"),
        ("xx", "Xx"),
    ],
)
def test_languages_are_called_what_they_call_themselves(tag: str, told: str) -> None:
    assert own_name(tag) == told


def test_some_languages_are_written_from_right_to_left() -> None:
    assert [direction(tag) for tag in ("he", "ar-BE", "fr", "xx")] == ["rtl", "rtl", "ltr", "ltr"]


@pytest.mark.parametrize(
    ("language", "name", "told"),
    [
        ("fr", "Europe/Brussels", "Bruxelles"),
        ("nl", "Europe/Brussels", "Brussel"),
        ("de", "America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("fr", "Etc/GMT-1", "UTC+01:00"),
        ("en", "UTC", "GMT+00:00"),
    ],
)
def test_a_zone_is_told_by_its_city_or_else_by_its_offset(
    language: str, name: str, told: str
) -> None:
    assert locale(language).place(zone(name)) == told
