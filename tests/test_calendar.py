"""Days of a programme, also those that close past midnight."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.calendar import Calendar, Day
from coopsched.interval import Interval
from strategies import DATES, ZONES

BRUSSELS = ZoneInfo("Europe/Brussels")
HOUR = timedelta(hours=1)
FRIDAY, SATURDAY = date(2026, 5, 15), date(2026, 5, 16)
FRI = Day("fri", FRIDAY, 9 * HOUR, 2 * HOUR)
SAT = Day("sat", SATURDAY, 9 * HOUR, 18 * HOUR)
TWO_DAYS = Calendar(BRUSSELS, (FRI, SAT))


def local(calendar: Calendar, text: str, day: Day | None = None) -> str:
    """Return an instant as a clock on the wall shows it."""
    return f"{calendar.instant(text, day):%a %H:%M}"


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("09:00", "Fri 09:00"),
        ("23:59", "Fri 23:59"),
        ("00:00", "Sat 00:00"),
        ("00:30", "Sat 00:30"),
        ("02:00", "Sat 02:00"),
        ("02:01", "Fri 02:01"),
        ("08:59", "Fri 08:59"),
        ("24:30", "Sat 00:30"),
        ("26:30", "Sat 02:30"),
        ("2026-05-15T01:30", "Fri 01:30"),
    ],
)
def test_a_time_up_to_closing_is_the_next_morning(text: str, clock: str) -> None:
    assert local(TWO_DAYS, text, FRI) == clock


@pytest.mark.parametrize(
    ("text", "clock"), [("01:30", "Fri 01:30"), ("18:00", "Fri 18:00"), ("24:30", "Sat 00:30")]
)
@pytest.mark.parametrize("closes", [None, 18 * HOUR])
def test_a_day_that_closes_before_midnight_keeps_its_nights(
    closes: timedelta | None, text: str, clock: str
) -> None:
    day = Day("fri", FRIDAY, 9 * HOUR, closes)
    assert local(Calendar(BRUSSELS, (day,)), text) == clock


def test_closing_at_midnight_is_the_end_of_the_day() -> None:
    assert Day("fri", FRIDAY, 9 * HOUR, timedelta()).closing == 24 * HOUR
    assert Day("fri", FRIDAY, None, timedelta()).closing == 24 * HOUR
    assert Day("fri", FRIDAY, 9 * HOUR, 24 * HOUR).closing == 24 * HOUR


def test_closing_as_a_day_opens_is_the_next_morning() -> None:
    assert Day("fri", FRIDAY, 9 * HOUR, 9 * HOUR).closing == 33 * HOUR


@pytest.mark.parametrize(
    ("text", "start"),
    [("10:00+00:00", (15, 10)), ("00:30+02:00", (15, 22)), ("2026-05-17T10:00Z", (17, 10))],
)
def test_an_offset_is_kept(text: str, start: tuple[int, int]) -> None:
    instant = TWO_DAYS.instant(text, FRI).astimezone(UTC)
    assert (instant.day, instant.hour) == start


@pytest.mark.parametrize(
    ("calendar", "text", "message"),
    [
        (TWO_DAYS, "10:00", "of which day? The days are fri, sat: add `day: fri`"),
        (Calendar(BRUSSELS), "10:00", "give the programme its `days`, or write 2017-06-20T10:00"),
        (TWO_DAYS, "2026-05-15", "has no time of day: write 2026-05-15T10:00"),
        (TWO_DAYS, "noon", "is not a time: write 10:00"),
    ],
)
def test_a_time_that_says_too_little_is_refused(
    calendar: Calendar, text: str, message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        calendar.instant(text, None)


@pytest.mark.parametrize("text", ["fri", "2026-05-15"])
def test_a_day_is_found_by_key_and_by_date(text: str) -> None:
    assert TWO_DAYS.day(text) == FRI


def test_without_days_any_date_is_one() -> None:
    assert Calendar(BRUSSELS).day("2026-05-15").date == FRIDAY


@pytest.mark.parametrize("text", ["fri", "15/05/2026", "10:00", "2026-05-15T10:00", "2026-02-30"])
def test_what_is_no_date_is_refused_as_a_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a (date: write|day of the calendar)"):
        Calendar(BRUSSELS).day(text)


def test_a_day_the_programme_lacks_is_refused_with_those_it_has() -> None:
    with pytest.raises(ValueError, match=r"“sun” is no day of this programme.*fri, sat"):
        TWO_DAYS.day("sun")


@pytest.mark.parametrize(
    ("clock", "key"),
    [
        ((15, 9, 0), "fri"),
        ((15, 3, 0), "fri"),
        ((16, 0, 0), "fri"),
        ((16, 2, 0), "fri"),
        ((16, 2, 1), "sat"),
        ((16, 20, 0), "sat"),
        ((17, 10, 0), "2026-05-17"),
    ],
)
def test_a_night_belongs_to_the_day_before(clock: tuple[int, int, int], key: str) -> None:
    day, hour, minute = clock
    instant = datetime(2026, 5, day, hour, minute, tzinfo=BRUSSELS)
    assert TWO_DAYS.day_of(instant).key == key
    assert TWO_DAYS.day_of(instant.astimezone(UTC)).key == key


@given(DATES, ZONES, st.integers(0, 26 * 60))
def test_a_time_read_on_a_day_belongs_to_it(day: date, zone: str, minutes: int) -> None:
    days = (Day("one", day, 3 * HOUR, 2 * HOUR),)
    calendar = Calendar(ZoneInfo(zone), days)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    assert calendar.day_of(calendar.instant(text, days[0])) == days[0]


def test_bounds_are_instants() -> None:
    assert TWO_DAYS.bounds(FRI) == (
        datetime(2026, 5, 15, 7, tzinfo=UTC),
        datetime(2026, 5, 16, 0, tzinfo=UTC),
    )
    assert TWO_DAYS.bounds(Day("x", FRIDAY)) == (None, None)


def test_opening_hours_need_a_closing_time() -> None:
    assert TWO_DAYS.opening(Day("x", FRIDAY, 9 * HOUR)) is None
    assert TWO_DAYS.opening(Day("x", FRIDAY, None, 9 * HOUR)) == Interval(
        datetime(2026, 5, 14, 22, tzinfo=UTC), datetime(2026, 5, 15, 7, tzinfo=UTC)
    )
