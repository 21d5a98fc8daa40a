"""Dates, times of day and lengths as schedules write them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.foreign.stamps import Stamp, length, stamp, time_of_day

_ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))


_FIRST, _LAST = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2199-12-31")


@given(st.datetimes(_FIRST, _LAST, timezones=_ZONES | st.just(UTC)))
def test_an_iso_date_time_is_read_as_it_is_written(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    found = stamp(moment.isoformat())
    assert found is not None
    assert found.wall == moment.replace(tzinfo=None)
    assert found.offset == moment.utcoffset()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-05-02", Stamp(date(2026, 5, 2))),
        (" 2026-05-02 9:30 ", Stamp(date(2026, 5, 2), timedelta(hours=9.5))),
        ("2026-05-02T24:30:00", Stamp(date(2026, 5, 2), timedelta(hours=24.5))),
        (
            "2026-05-02T09:30:00.000Z",
            Stamp(date(2026, 5, 2), timedelta(hours=9.5), timedelta()),
        ),
        (
            "2026-05-02 09:30:00 -0430",
            Stamp(date(2026, 5, 2), timedelta(hours=9.5), -timedelta(hours=4.5)),
        ),
    ],
)
def test_other_ways_of_writing_a_date_are_read(text: str, found: Stamp) -> None:
    assert stamp(text) == found


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-02-30", "0012-01-01", "9999-12-31", "2026-05-02T10:61", "2026-05-02T99:00",
     "2026-05-02T10:00+99:00", "10:00", "20260502"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert stamp(text) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [("10:00", 10), ("9:30", 9.5), ("09:30:00", 9.5), ("24:30", 24.5), ("10h30", 10.5), ("9h", 9)],
)
def test_a_time_of_day_is_counted_from_midnight(text: str, hours: float) -> None:
    assert time_of_day(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "99:00", "10:75", "ten", "10"])
def test_what_is_no_time_of_day_is_none(text: str) -> None:
    assert time_of_day(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("00:45", 45), ("1:30", 90), ("01:30:00", 90), ("00:00", 0), ("90", 90), ("0:90", 90),
        ("24:00", 1440), ("-00:30", -30), ("PT1H30M", 90), ("1:02:00:00", 1560), ("00:10:30", 10.5),
    ],
)  # fmt: skip
def test_a_length_is_read_in_hours_and_minutes(text: str, minutes: float) -> None:
    assert length(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "long", "P", "PT", "1.5 h", ":30", "٣٠x"])
def test_what_is_no_length_is_none(text: str) -> None:
    assert length(text) is None
