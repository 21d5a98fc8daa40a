"""When sessions are, for calendars and in words."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coopsched.publishing.feeds.times import (
    Span,
    all_day,
    days_in_words,
    in_words,
    properties,
    span,
    was,
)
from coopsched.publishing.feeds.words import words
from feed_builders import at, shown
from strategies import ZONES

EN = words("en")
RECURRING: Any = import_module("recurring_ical_events")  # it has no types


def held(start: str, end: str | None = None, **fields: Any) -> Span:
    """Return when a session in Brussels is, of times such as `2017-06-20 10:00`."""
    found = span(shown(start=at(start), end=end and at(end), **fields))
    assert found is not None
    return found


def told(start: str, end: str | None = None, *, end_given: bool = True, **fields: Any) -> str:
    """Return when a session is, in English."""
    return in_words(held(start, end, **fields), EN, end_given=end_given, offset=False)


def test_times_are_in_utc() -> None:
    assert properties(held("2017-06-20 10:00", "2017-06-20 11:30"), local=False) == [
        "DTSTART:20170620T080000Z",
        "DTEND:20170620T093000Z",
    ]


def test_times_of_the_zone_name_it() -> None:
    assert properties(held("2017-06-20 10:00", "2017-06-20 11:30"), local=True) == [
        "DTSTART;TZID=Europe/Brussels:20170620T100000",
        "DTEND;TZID=Europe/Brussels:20170620T113000",
    ]


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC"])
def test_utc_is_no_zone_to_be_named(zone: str) -> None:
    found = span(shown(timezone=zone))
    assert found is not None
    assert properties(found, local=True)[0] == "DTSTART:20170620T080000Z"


@pytest.mark.parametrize("local", [True, False])
@pytest.mark.parametrize("end", [None, "2017-06-20 10:00", "2017-06-20 09:00"])
def test_an_end_that_is_not_after_the_start_is_none(end: str | None, *, local: bool) -> None:
    assert len(properties(held("2017-06-20 10:00", end), local=local)) == 1
    assert told("2017-06-20 10:00", end) == "Tuesday 20 June 2017, 10:00 (Europe/Brussels)"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2017-10-29 00:30", "2017-10-29 01:30", "DTSTART;TZID=Europe/Brussels:20171029T003000"),
        ("2017-10-29 01:30", "2017-10-29 02:30", "DTSTART:20171028T233000Z"),
        ("2017-10-29 02:30", "2017-10-29 04:30", "DTSTART:20171029T003000Z"),
        ("2017-10-29 03:00", "2017-10-29 04:00", "DTSTART;TZID=Europe/Brussels:20171029T030000"),
        ("2017-03-26 00:30", "2017-03-26 01:30", "DTSTART;TZID=Europe/Brussels:20170326T003000"),
        ("2017-03-26 01:30", "2017-03-26 04:30", "DTSTART:20170326T003000Z"),
        ("2017-03-26 02:30", "2017-03-26 04:30", "DTSTART:20170326T013000Z"),
        ("2017-03-26 03:30", "2017-03-26 04:30", "DTSTART:20170326T013000Z"),
        ("2017-03-26 04:00", "2017-03-26 04:30", "DTSTART;TZID=Europe/Brussels:20170326T040000"),
    ],
)
def test_what_is_in_an_hour_that_comes_twice_or_is_skipped_or_lasts_over_it_is_in_utc(
    start: str, end: str, written: str
) -> None:
    lines = properties(held(start, end), local=True)
    assert lines[0] == written
    assert len({"TZID" in line for line in lines}) == 1


@given(ZONES, st.datetimes(datetime(1970, 1, 2), datetime(2037, 12, 30)), st.integers(0, 3000))  # noqa: DTZ001  in UTC below
def test_local_times_are_the_same_instants(zone: str, start: datetime, minutes: int) -> None:
    begin = start.replace(tzinfo=UTC, microsecond=0)
    end = begin + timedelta(minutes=minutes)
    found = span(shown(start=begin, end=end, timezone=zone))
    assert found is not None
    for line, instant in zip(properties(found, local=True), (begin, end), strict=False):
        name, _, value = line.partition(":")
        zoned = datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007  the zone follows
        there = UTC if value.endswith("Z") else found.zone
        assert zoned.replace(tzinfo=there).astimezone(UTC) == instant
        assert value.endswith("Z") != ("TZID" in name)


@pytest.mark.parametrize(
    ("start", "end", "words_"),
    [
        ("2017-06-20 10:00", "2017-06-20 11:30", "10:00–11:30 (Europe/Brussels)"),
        (
            "2017-06-20 22:00",
            "2017-06-21 02:00",
            "22:00 – Wednesday 21 June 2017, 02:00 (Europe/Brussels)",
        ),
    ],
)
def test_times_in_words(start: str, end: str, words_: str) -> None:
    assert told(start, end) == f"Tuesday 20 June 2017, {words_}"


def test_where_the_clocks_change_soon_the_offset_is_told() -> None:
    assert told("2017-10-29 01:30", "2017-10-29 02:30").endswith(
        "01:30–02:30 (Europe/Brussels, UTC+2)"
    )
    assert told("2017-10-28 22:00", "2017-10-29 04:00").endswith("(Europe/Brussels, UTC+2 → UTC+1)")


def test_an_end_that_nobody_gave_is_not_told() -> None:
    assert told("2017-06-20 10:00", "2017-06-20 18:00", end_given=False) == (
        "Tuesday 20 June 2017, from 10:00 (Europe/Brussels) – the end is not given"
    )


def test_what_is_held_from_another_zone_is_told_in_both() -> None:
    start, end = (at(f"2017-06-20 {time}", "America/St_Johns") for time in ("21:00", "22:30"))
    found = span(shown(start=start, end=end))
    assert found is not None
    assert in_words(found, EN, end_given=True, offset=False) == (
        "Wednesday 21 June 2017, 01:30–03:00 (Europe/Brussels, UTC+2)"
        " = Tuesday 20 June 2017, 21:00–22:30 (UTC-2:30)"
    )


def test_a_time_in_utc_is_no_other_zone() -> None:
    start = datetime(2017, 6, 20, 8, tzinfo=UTC)
    found = span(shown(start=start, end=start + timedelta(hours=1)))
    assert found is not None
    assert in_words(found, EN, end_given=True, offset=False).endswith("(Europe/Brussels)")


@pytest.mark.parametrize(
    ("start", "end", "words_"),
    [
        ("2017-06-20 09:00", "2017-06-20 10:00", "09:00–10:00"),
        ("2017-06-20 09:00", None, "from 09:00"),
        ("2017-06-20 09:00", "2017-06-20 09:00", "09:00"),
        ("2017-06-19 09:00", "2017-06-19 10:00", "Monday 19 June 2017, 09:00–10:00"),
    ],
)
def test_earlier_times_have_a_date_where_it_is_another(
    start: str, end: str | None, words_: str
) -> None:
    now = held("2017-06-20 10:00", "2017-06-20 11:00")
    assert was(now, at(start), end and at(end), EN) == words_  # type: ignore[arg-type]  # an empty end is none


def test_what_is_permanent_is_held_at_no_time() -> None:
    assert span(shown(start=None, end=None, days=(date(2017, 6, 20),))) is None


DAYS = st.lists(st.dates(date(2017, 1, 28), date(2017, 2, 5)), min_size=1, max_size=9) | st.lists(
    st.dates(date(2017, 1, 1), date(2017, 12, 31)), min_size=1, max_size=9
)


def occurrences(lines: list[str]) -> list[date]:
    """Return the dates of an event, by a library for recurring events."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:a"]
    tail = ["DTSTAMP:20170101T000000Z", "END:VEVENT", "END:VCALENDAR", ""]
    calendar = Calendar.from_ical("\r\n".join([*head, *lines, *tail]))
    found = []
    for each in RECURRING.of(calendar).between(date(2016, 1, 1), date(2018, 1, 1)):
        day, end = each.decoded("DTSTART"), each.decoded("DTEND")
        assert type(day) is type(end) is date
        while day < end:
            found.append(day)
            day += timedelta(days=1)
    return found


@given(DAYS)
def test_an_event_is_on_each_of_its_days_and_on_no_other(days: list[date]) -> None:
    assert sorted(occurrences(all_day(days))) == sorted(set(days))


def test_days_that_follow_each_other_are_one_event() -> None:
    assert all_day([date(2017, 6, 21), date(2017, 6, 20)]) == [
        "DTSTART;VALUE=DATE:20170620",
        "DTEND;VALUE=DATE:20170622",
    ]


def test_others_are_a_rule_with_exceptions() -> None:
    saturdays = [date(2017, 6, day) for day in (3, 10, 24)]
    assert all_day(saturdays)[2:] == [
        "RRULE:FREQ=DAILY;UNTIL=20170624;INTERVAL=7",
        "EXDATE;VALUE=DATE:20170617",
    ]


def test_days_far_apart_are_a_rule_too() -> None:
    days = [date(2017, 3, 25), date(2017, 3, 26), date(2017, 4, 1)]
    assert all_day(days)[2:] == [
        "RRULE:FREQ=DAILY;UNTIL=20170401",
        "EXDATE;VALUE=DATE:20170327,20170328,20170329,20170330,20170331",
    ]


def test_days_in_words_are_told_from_first_to_last() -> None:
    days = [date(2017, 6, day) for day in (20, 22, 21, 24)]
    assert days_in_words(days, EN) == (
        "Tuesday 20 June 2017 – Thursday 22 June 2017; Saturday 24 June 2017"
    )
