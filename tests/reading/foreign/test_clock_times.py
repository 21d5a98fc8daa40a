"""Times, pairs of times and durations as people write them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.foreign.clock_times import (
    TimeRange,
    clock_time,
    minutes_long,
    time_range,
    written,
)


def clock(hours: int, minutes: int = 0, seconds: int = 0) -> timedelta:
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("10h30", clock(10, 30)),
        ("10h", clock(10)),
        ("10 h 30", clock(10, 30)),
        ("10 heures 30", clock(10, 30)),
        ("à 10h", clock(10)),
        ("10.30", clock(10, 30)),
        ("10.30 uur", clock(10, 30)),
        ("10u30", clock(10, 30)),
        ("10 Uhr 30", clock(10, 30)),
        ("um 10:30 Uhr", clock(10, 30)),
        ("10:30:15", clock(10, 30, 15)),
        ("1030", clock(10, 30)),
        ("930", clock(9, 30)),
        ("10", clock(10)),
        ("24", clock(24)),
        ("24:15", clock(24, 15)),
        ("0.4375", clock(10, 30)),
        ("10:30 am", clock(10, 30)),
        ("10:30\u202fPM", clock(22, 30)),
        ("2:00 p.m.", clock(14)),
        ("0:00 a.m.", clock(0)),
        ("12:00 a.m.", clock(0)),
        ("12:15 p.m.", clock(12, 15)),
        ("11:59 p.m.", clock(23, 59)),
        ("14:00 pm", clock(14)),
        ("noon", clock(12)),
        ("Midi", clock(12)),
        ("minuit", clock(24)),
    ],
)
def test_a_time_of_day_as_people_write_it(text: str, time: timedelta) -> None:
    assert clock_time(text) == time


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tbd",
        "?",
        "-",
        "25:61",
        "48:00",
        "14:00 am",
        "10,30",
        "10:3",
        "1.5",
        "x" * 50,
        "10:00-11",
    ],
)
def test_what_is_no_time_of_day(text: str) -> None:
    assert clock_time(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10:00-11:30", clock(10), clock(11, 30)),
        ("10h – 12h30", clock(10), clock(12, 30)),
        ("de 10h à 12h", clock(10), clock(12)),
        ("von 10 bis 12 Uhr", clock(10), clock(12)),
        ("van 10u tot 11u30", clock(10), clock(11, 30)),
        ("10 a.m. to 2 p.m.", clock(10), clock(14)),
        ("2–3:30 pm", clock(14), clock(15, 30)),
        ("11-1 pm", clock(11), clock(13)),
        ("22:00-00:30", clock(22), clock(0, 30)),
        ("22h - minuit", clock(22), clock(24)),
    ],
)
def test_two_times_in_one_text(text: str, start: timedelta, end: timedelta) -> None:
    assert time_range(text) == TimeRange(start, end)


@pytest.mark.parametrize("text", ["", "10:00", "10:00-", "a to b", "2017-06-20", "-" * 200])
def test_what_is_no_pair_of_times(text: str) -> None:
    assert time_range(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("45'", 45),
        ("90.0", 90),
        ("1h30", 90),
        ("1:30", 90),
        ("01:30:00", 90),
        ("1.5 hours", 90),
        ("1,5 Stunden", 90),
        ("1u30", 90),
        ("1 hour and 30 minutes", 90),
        ("2 heures", 120),
        ("PT1H30M", 90),
        ("0", 0),
    ],
)
def test_how_long_something_lasts(text: str, minutes: int) -> None:
    assert minutes_long(text) == minutes


@pytest.mark.parametrize("text", ["", "long", "P", "PT", "1h30x", "-5"])
def test_what_is_no_duration(text: str) -> None:
    assert minutes_long(text) is None


@given(st.integers(0, 47), st.integers(0, 59), st.sampled_from((0, 0, 1, 59)))
def test_a_time_that_is_written_is_read_again(hours: int, minutes: int, seconds: int) -> None:
    time = clock(hours, minutes, seconds)
    assert clock_time(written(time)) == time


@given(st.text(max_size=60))
def test_any_text_is_a_time_within_two_days_or_none(text: str) -> None:
    time = clock_time(text)
    assert time is None or timedelta() <= time < timedelta(days=2)
    time_range(text)
    minutes = minutes_long(text)
    assert minutes is None or minutes >= 0
