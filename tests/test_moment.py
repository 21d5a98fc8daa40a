"""Times as people write them."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.moment import Moment, after, comes_twice, is_skipped, utc
from strategies import CLOCK_TIMES, DATES, MOMENTS, OFFSETS, ZONES

DAY = date(2017, 6, 20)
BRUSSELS = ZoneInfo("Europe/Brussels")
HOUR = timedelta(hours=1)


def written(moment: Moment) -> str:
    """Write a moment in ISO 8601, hours past 24 as they are."""
    text = "" if moment.date is None else moment.date.isoformat()
    if moment.time is None:
        return text
    minutes, seconds = divmod(int(moment.time.total_seconds()), 60)
    text += ("T" if text else "") + f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    return text + ("" if moment.offset is None else f"{datetime.now(moment.offset):%z}")


@given(MOMENTS)
def test_reading_undoes_writing(moment: Moment) -> None:
    assert Moment.parse(written(moment)) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("10:00", Moment(None, 10 * HOUR)),
        ("9:05", Moment(None, 9 * HOUR + timedelta(minutes=5))),
        ("24:30", Moment(None, 24.5 * HOUR)),
        (" 10:00 ", Moment(None, 10 * HOUR)),
        ("10:00:30.000", Moment(None, 10 * HOUR + timedelta(seconds=30))),
        ("2017-06-20", Moment(DAY, None)),
        ("2017-06-20T10:00", Moment(DAY, 10 * HOUR)),
        ("2017-06-20 10:00", Moment(DAY, 10 * HOUR)),
        ("2017-06-20T10:00Z", Moment(DAY, 10 * HOUR, UTC)),
        ("2017-06-20 10:00 +0200", Moment(DAY, 10 * HOUR, timezone(2 * HOUR))),
        ("10:00-0030", Moment(None, 10 * HOUR, timezone(-HOUR / 2))),
    ],
)
def test_a_time_is_read_as_it_is_meant(text: str, moment: Moment) -> None:
    assert Moment.parse(text) == moment


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("10h30", "write 10:30"),
        ("10h", "write 10:00"),
        ("9.15", "write 09:15"),
        ("10 uur 30", "write 10:30"),
        ("10:00 Uhr", "write 10:00"),
        ("2:30 pm", "write 14:30"),
        ("12:15 pm", "write 12:15"),
        ("12:15 am", "write 00:15"),
        ("10:60", "minutes to 59"),
        ("48:00", "hours go to 47"),
        ("10:00:60", "minutes to 59"),
        ("2017-02-29", "not a day of the calendar"),
        ("2017-13-01", "not a day of the calendar"),
        ("0017-06-20", "year"),
        ("9999-12-31", "year"),
        ("10:00+24:00", "offset"),
        ("10:00+01:60", "offset"),
        ("20/06/2017", "write 10:00"),
        ("", "write 10:00"),
        ("2017-06-2010:00", "write 10:00"),
        ("2017-06-20T", "write 10:00"),
        ("2017-06-20+02:00", "write 10:00"),
        ("1000", "write 10:00"),
        ("-1:00", "write 10:00"),
        ("25h75", "write 10:00"),
    ],
)
def test_what_is_no_time_is_refused_with_a_remedy(text: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=remedy):
        Moment.parse(text)


@given(st.text(max_size=20))
def test_no_text_does_worse_than_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert any(part is not None for part in Moment.parse(text))


@given(CLOCK_TIMES, DATES, ZONES)
def test_a_time_past_midnight_is_the_next_day(time: timedelta, day: date, zone: str) -> None:
    instant = Moment(None, time).on(day, ZoneInfo(zone))
    assert instant.replace(tzinfo=None) == datetime(day.year, day.month, day.day) + time  # noqa: DTZ001  wall clock


@given(CLOCK_TIMES, DATES, DATES, OFFSETS, ZONES)
def test_date_and_offset_win_over_day_and_zone(
    time: timedelta, own: date, day: date, offset: timezone, zone: str
) -> None:
    moment = Moment(own, time, offset)
    assert moment.on(day, ZoneInfo(zone)) == Moment(None, time).on(own, offset)


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    assert Moment.parse("2017-10-29T02:30").on(DAY, BRUSSELS).utcoffset() == 2 * HOUR


def test_a_date_alone_is_its_midnight() -> None:
    assert Moment(DAY, None).on(DAY, UTC) == datetime(2017, 6, 20, tzinfo=UTC)


def test_minutes_are_elapsed_through_a_clock_change() -> None:
    start = datetime(2017, 3, 26, 1, 30, tzinfo=BRUSSELS)
    assert after(start, 60) == datetime(2017, 3, 26, 3, 30, tzinfo=BRUSSELS)
    assert after(start, 60).tzinfo is BRUSSELS


@given(MOMENTS, ZONES, st.integers(0, 5000))
def test_after_adds_elapsed_time(moment: Moment, zone: str, minutes: int) -> None:
    start = moment.on(DAY, ZoneInfo(zone))
    assert utc(after(start, minutes)) - utc(start) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "skipped", "twice"),
    [
        ("2017-03-26T01:59", False, False),
        ("2017-03-26T02:00", True, False),
        ("2017-03-26T02:59", True, False),
        ("2017-03-26T03:00", False, False),
        ("2017-10-29T01:59", False, False),
        ("2017-10-29T02:00", False, True),
        ("2017-10-29T02:59", False, True),
        ("2017-10-29T03:00", False, False),
        ("2017-03-26T02:30+01:00", False, False),
    ],
)
def test_clock_changes_skip_and_repeat_an_hour(text: str, *, skipped: bool, twice: bool) -> None:
    instant = Moment.parse(text).on(DAY, BRUSSELS)
    assert (is_skipped(instant), comes_twice(instant)) == (skipped, twice)
