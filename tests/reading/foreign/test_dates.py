"""Dates, weekdays and numbered days in four languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.foreign.dates import (
    Said,
    is_ambiguous,
    numbered_day,
    order_of,
    said_date,
    weekday_alone,
    weekday_in,
    years_of,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("27/12/14", date(2014, 12, 27)),
        ("27.12.2014", date(2014, 12, 27)),
        ("12/25/2014", date(2014, 12, 25)),
        ("2017-06-07", date(2017, 6, 7)),
        ("2017-06-07 10:30:00", date(2017, 6, 7)),
        ("2017/6/7", date(2017, 6, 7)),
        ("20170607", date(2017, 6, 7)),
        ("6/8/99", date(1999, 8, 6)),
        ("Samstag, 27. Dezember 2014", date(2014, 12, 27)),
        ("Mi., 12. März 2014", date(2014, 3, 12)),
        ("mar. 6 juin 2017", date(2017, 6, 6)),
        ("mardi 1er août 2017", date(2017, 8, 1)),
        ("Mar 6 2017", date(2017, 3, 6)),
        ("dinsdag 20 juni 2017", date(2017, 6, 20)),
        ("do 12 mei 2022", date(2022, 5, 12)),
        ("20th June 2017", date(2017, 6, 20)),
        ("August 6, 1999", date(1999, 8, 6)),
    ],
)
def test_a_date_in_four_languages(text: str, day: date) -> None:
    said = said_date(text, day_first=True)
    assert said is not None
    assert (said.year, said.month, said.day) == (day.year, day.month, day.day)


@pytest.mark.parametrize("text", ["27.12.", "27/12", "27 Dez", "27 décembre", "Sat 27 December"])
def test_a_date_without_its_year(text: str) -> None:
    said = said_date(text, day_first=True)
    assert said is not None
    assert (said.year, said.month, said.day) == (None, 12, 27)


@pytest.mark.parametrize(
    "text", ["", "tbd", "Freitag", "10", "2014-12", "June 2017", "31/02/2017", "1/1/1066", "9" * 99]
)
def test_what_is_no_date(text: str) -> None:
    assert said_date(text, day_first=True) is None


def test_the_order_of_day_and_month_matters_only_where_both_fit() -> None:
    assert is_ambiguous("06/07/2017")
    assert not is_ambiguous("27/12/2014")
    assert not is_ambiguous("2017-06-07")
    assert not is_ambiguous("7 June 2017")
    assert not is_ambiguous("06/06/2017")


def test_a_number_over_12_tells_the_order() -> None:
    assert order_of(["06/07/2017", "27/07/2017"]) == (1, 0)
    assert order_of(["06/07/2017", "07/27/2017"]) == (0, 1)


def test_dots_tell_that_the_day_is_first() -> None:
    assert order_of(["06.07.2017"]) == (1, 0)
    assert order_of(["6.7."]) == (1, 0)


def test_a_weekday_beside_it_tells_the_order() -> None:
    assert order_of(["Sat 06/12/2014"]) == (1, 0)
    assert order_of(["Thu 06/12/2014"]) == (0, 1)
    assert order_of(["Sun 06/12/2014"]) == (0, 0)


@pytest.mark.parametrize(
    ("text", "weekday"),
    [("Freitag", 4), ("vendredi", 4), ("vr", 4), ("Fri.", 4), ("mar", 1), ("So", 6), ("tbd", None)],
)
def test_a_weekday_alone(text: str, weekday: int | None) -> None:
    assert weekday_alone(text) == weekday


def test_mar_is_tuesday_only_before_another_month() -> None:
    assert weekday_in("mar 6 juin") == 1
    assert weekday_in("mar 6 2017") is None


@pytest.mark.parametrize(
    ("text", "number"), [("Day 2", 2), ("Tag 1", 1), ("2. Tag", 2), ("jour 3", 3), ("2", None)]
)
def test_a_day_by_its_number(text: str, number: int | None) -> None:
    assert numbered_day(text) == number


@given(st.text(max_size=40), st.booleans())
def test_any_text_says_a_day_of_the_calendar_or_none(text: str, day_first: bool) -> None:
    said = said_date(text, day_first=day_first)
    assert said is None or said.on(2000) is not None


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_a_date_with_the_day_first_is_read_again(day: date) -> None:
    said = said_date(f"{day:%d/%m/%Y}", day_first=True)
    assert said is not None
    assert said.on(2000) == day


@pytest.mark.parametrize(
    "text", ["8.6.27", "08.06.27", "Di 8.6.27", "dinsdag 8. 6. 27", "8.6.2027"]
)
def test_a_date_with_dots_may_have_two_digits_for_its_year(text: str) -> None:
    said = said_date(text, day_first=True)
    assert said is not None
    assert (said.year, said.month, said.day) == (2027, 6, 8)


@pytest.mark.parametrize("text", ["10'30", "10’30", "10,30", "10 30", "10;30", "10_30"])
def test_a_time_that_is_badly_written_is_no_date(text: str) -> None:
    assert said_date(text, day_first=True) is None


def said(*texts: str) -> list[Said]:
    return [found for text in texts if (found := said_date(text, day_first=True)) is not None]


def test_dates_without_a_year_are_in_the_one_that_most_weekdays_agree_with() -> None:
    assert years_of(said("Thu 3 June", "Fri 4 June", "Fri 5 June")).first == 2004
    assert years_of(said("Thu 3 June", "Sat 5 June"), 2017).first == 2017
    assert years_of(said("3 June")).first == 2000


def test_dates_around_new_year_are_in_two_years() -> None:
    dates = said("Sat 27 December", "Sun 28 December", "Fri 2 January")
    years = years_of(dates)
    assert [str(years.on(each)) for each in dates] == ["2003-12-27", "2003-12-28", "2004-01-02"]


@given(st.dates(date(2000, 1, 1), date(2010, 12, 20)), st.sets(st.integers(0, 9), min_size=1))
def test_one_year_agrees_with_all_weekdays_that_a_conference_had(
    first: date, after: set[int]
) -> None:
    days = [first + timedelta(days=number) for number in sorted(after)]
    dates = [Said(day.month, day.day, None, day.weekday()) for day in days]
    years = years_of(dates)
    assert [found and found.weekday() for found in map(years.on, dates)] == [
        day.weekday() for day in days
    ]
