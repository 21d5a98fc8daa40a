"""What recurs in iCalendar files: rules, dates beside them, exceptions and changes."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coopsched
from calendars import calendar, clock, event, noted, programme, read
from coopsched.reading.foreign.recurring import Rule

LAST = event(uid="last", start="20260530T100000")
"""An event that comes late, so that what has no end goes on until then."""


def starts(body: str) -> list[str]:
    """Return when the sessions of a calendar begin, those of LAST aside."""
    found = read(calendar(body)).programme.sessions
    return [clock(each)[0][5:].removesuffix(" 10:00") for each in found if each.key != "last"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("RRULE:FREQ=DAILY;COUNT=3", ["05-02", "05-03", "05-04"]),
        ("RRULE:FREQ=DAILY;UNTIL=20260504T080000Z", ["05-02", "05-03", "05-04"]),
        ("RRULE:FREQ=DAILY;UNTIL=20260504T075959Z", ["05-02", "05-03"]),
        ("RRULE:FREQ=DAILY;UNTIL=20260504T100000", ["05-02", "05-03", "05-04"]),
        ("RRULE:FREQ=DAILY;UNTIL=20260504", ["05-02", "05-03", "05-04"]),
        ("RRULE:FREQ=WEEKLY;BYDAY=SA,MO;COUNT=4", ["05-02", "05-04", "05-09", "05-11"]),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2", ["05-02", "05-04", "05-11"]),
        ("rrule:freq=daily;count=2;", ["05-02", "05-03"]),
        ("RRULE:FREQ=WEEKLY", ["05-02", "05-09", "05-16", "05-23", "05-30"]),
        ("RDATE:20260507T100000,20260508T120000", ["05-02", "05-07", "05-08 12:00"]),
        ("RDATE;VALUE=PERIOD:20260507T100000/PT1H", ["05-02", "05-07"]),
        ("RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260503T100000", ["05-02", "05-04"]),
        ("RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260503T080000Z", ["05-02", "05-04"]),
        ("RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260502,20260503", ["05-04"]),
        ("RRULE:FREQ=MONTHLY;COUNT=3\nEXDATE:20260602", ["05-02", "07-02"]),
        ("RRULE:FREQ=HOURLY;COUNT=2", ["05-02", "05-02 11:00"]),
    ],
)
def test_an_event_is_held_as_its_rules_say(lines: str, found: list[str]) -> None:
    assert starts(event(lines) + LAST) == found


def test_showings_repeat_the_first_which_keeps_the_uid() -> None:
    body = event("RRULE:FREQ=DAILY;COUNT=3\nDURATION:PT1H\nLOCATION:Hall\nDESCRIPTION:On bees")
    first, second, third = programme(body).sessions
    assert [first.key, second.key, third.key] == [
        "a-example-org",
        "a-example-org-20260503",
        "a-example-org-20260504",
    ]
    assert (first.uid, second.uid) == ("a@example.org", None)
    assert (first.repeats, second.repeats, third.repeats) == (None, first.key, first.key)
    assert (str(second.title), str(second.description)) == ("T", "On bees")
    assert second.rooms == first.rooms
    assert clock(third) == ("2026-05-04 10:00", "2026-05-04 11:00")


def test_showings_of_an_event_whose_key_is_taken_repeat_the_right_one() -> None:
    body = event("SUMMARY:Other", uid="7") + event("RRULE:FREQ=DAILY;COUNT=2", uid="7")
    found = read(calendar(body)).programme.sessions
    assert [each.key for each in found] == ["7", "7~2", "7-20260503"]
    assert found[2].repeats == "7~2"


def test_a_showing_that_was_changed_is_told_as_it_was_changed() -> None:
    body = (
        event("RRULE:FREQ=DAILY;COUNT=3\nSUMMARY:Bees\nDURATION:PT1H")
        + event("RECURRENCE-ID:20260503T080000Z\nSUMMARY:Wax", start="20260503T150000")
        + event("RECURRENCE-ID:20260504T100000\nSTATUS:CANCELLED", start="20260504T100000")
    )
    found = programme(body).sessions
    assert [(str(each.title), clock(each)[0][5:]) for each in found] == [
        ("Bees", "05-02 10:00"),
        ("Wax", "05-03 15:00"),
        ("T", "05-04 10:00"),
    ]
    assert [each.status for each in found] == ["confirmed", "confirmed", "cancelled"]


def test_a_changed_showing_of_whole_days_is_found_by_its_date() -> None:
    body = event("RRULE:FREQ=DAILY;COUNT=2", start="20260502") + event(
        "RECURRENCE-ID:20260503T000000Z\nSUMMARY:Wax", start="20260507"
    )
    assert starts(body) == ["05-02 00:00", "05-07 00:00"]


def test_a_changed_showing_alone_is_a_session() -> None:
    found = programme(event("RECURRENCE-ID:20260502T090000")).sessions
    assert [each.key for each in found] == ["a-example-org-20260502"]


def test_a_showing_beside_the_rule_may_have_a_length_of_its_own() -> None:
    body = event("DURATION:PT1H\nRDATE;VALUE=PERIOD:20260507T100000/20260507T123000")
    assert [clock(each)[1] for each in programme(body).sessions] == [
        "2026-05-02 11:00",
        "2026-05-07 12:30",
    ]


def test_the_clock_stays_when_summer_time_begins() -> None:
    found = programme(event("RRULE:FREQ=DAILY;COUNT=2", start="20260328T100000")).sessions
    assert [clock(each)[0] for each in found] == ["2026-03-28 10:00", "2026-03-29 10:00"]


def test_what_recurs_without_an_end_is_read_to_the_last_date_of_the_file() -> None:
    body = event("RRULE:FREQ=DAILY")
    assert starts(body) == ["05-02"]
    told = noted(body + LAST)
    assert [(each.rule, each.at) for each in told] == [("guessed-value", "FREQ=DAILY")]
    assert "2026-05-30" in told[0].message


def test_no_more_than_a_year_of_days_is_read_and_the_rest_is_told() -> None:
    body = event("RRULE:FREQ=DAILY;COUNT=5000")
    assert len(read(calendar(body)).programme.sessions) == 366
    assert [each.rule for each in noted(body)] == ["ignored-value"]


def test_an_event_of_which_all_is_excluded_is_no_session_and_told() -> None:
    body = event("RRULE:FREQ=DAILY;COUNT=1\nEXDATE:20260502T100000")
    assert starts(body) == []
    assert [each.rule for each in noted(body)] == ["ignored-value"]


def test_a_change_of_all_later_showings_is_told() -> None:
    body = event("RRULE:FREQ=DAILY;COUNT=2") + event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260502T100000", start="20260502T110000"
    )
    assert [each.rule for each in noted(body)] == ["ignored-value"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MINUTELY",
        "FREQ=SOMETIMES",
        "COUNT=3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;COUNT=many",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;UNTIL=soon",
        "FREQ=DAILY;BYMONTH=",
        "nonsense",
    ],
)
def test_a_rule_that_makes_no_sense_is_told_and_the_event_read_once(rule: str) -> None:
    body = event(f"RRULE:{rule}") + LAST
    assert starts(body) == ["05-02"]
    assert [(each.rule, each.at) for each in noted(body)] == [("ignored-value", rule)]


def test_rules_that_never_come_true_do_not_take_for_ever() -> None:
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9"
    body = "".join(event(never, uid=str(i)) for i in range(99))
    assert len(read(calendar(body)).programme.sessions) == 99
    assert [(each.rule, each.message[:8]) for each in noted(body)] == [
        ("ignored-value", "99 rules")
    ]


@given(
    st.sampled_from(("DAILY", "WEEKLY")),
    st.integers(1, 5),
    st.integers(1, 40),
    st.dates(date(2000, 1, 1), date(2150, 1, 1)),
)
def test_a_plain_rule_steps_evenly(freq: str, interval: int, count: int, day: date) -> None:
    start = datetime.combine(day, datetime.min.time())
    step = timedelta(days=interval * (7 if freq == "WEEKLY" else 1))
    found = Rule(f"FREQ={freq};INTERVAL={interval};COUNT={count}").starts(
        start, start + timedelta(days=3000), 366
    )
    assert found == [start + i * step for i in range(count)]


@given(st.integers(1, 5), st.dates(date(2000, 1, 1), date(2190, 1, 1)))
def test_a_weekday_of_a_month_is_that_weekday(nth: int, day: date) -> None:
    start = datetime.combine(day, datetime.min.time())
    rule = Rule(f"FREQ=MONTHLY;BYDAY={nth}TU")
    for each in rule.starts(start, start + timedelta(days=400), 20):
        assert (each.weekday(), (each.day - 1) // 7 + 1) == (1, nth)
        assert each >= start


def test_all_showings_are_checked_like_any_session() -> None:
    body = event("RRULE:FREQ=DAILY;COUNT=3\nDURATION:PT1H\nLOCATION:Hall") + event(
        "DURATION:PT1H\nLOCATION:Hall", uid="b", start="20260504T103000"
    )
    found = coopsched.check(read(calendar(body)), select=["room-double-booking"])
    assert [finding.subject.sessions for finding in found] == [("a-example-org-20260504", "b")]
