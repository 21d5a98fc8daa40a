"""When clocks change by a VTIMEZONE, beside what dateutil and the tz database say."""

from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from coopsched.feedrules.feed import Component
from coopsched.feedrules.onsets import Onsets, Unjudged
from coopsched.zones import zone
from feeds import calendar, errors_in, event

MINUTE = timedelta(minutes=1)
FIRST, LAST = datetime(2008, 12, 31), datetime(2031, 1, 1)  # noqa: DTZ001  clocks alone

RULES = [
    ("20070311T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
    ("19810329T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
    ("20071104T020000", "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"),
    ("20080406T030000", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=SU"),
    ("20000101T000000", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"),
    ("20000315T000000", "FREQ=YEARLY"),
    ("20000331T000000", "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=-1"),
    ("20040229T000000", "FREQ=YEARLY"),
    ("19810329T020000", "FREQ=YEARLY;INTERVAL=1;BYMONTH=3;BYDAY=-1SU"),
    ("19670430T020000", "FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU;UNTIL=20200427T070000Z"),
]


def observance(start: str, *lines: str) -> tuple[str, ...]:
    return (
        "BEGIN:VTIMEZONE", "TZID:Harbour", "BEGIN:STANDARD", f"DTSTART:{start}",
        "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", *lines, "END:STANDARD", "END:VTIMEZONE",
    )  # fmt: skip


def zone_of(*lines: str) -> Component:
    return calendar(*lines).named("VTIMEZONE")[0]


@pytest.mark.parametrize(("start", "rule"), RULES)
def test_a_yearly_rule_falls_when_dateutil_says(start: str, rule: str) -> None:
    first = datetime.strptime(start, "%Y%m%dT%H%M%S")  # noqa: DTZ007  clocks alone
    naive = rule.replace("20200427T070000Z", "20200427T020000")
    expected = rrulestr(naive, dtstart=first).between(FIRST, LAST)
    found = Onsets(zone_of(*observance(start, f"RRULE:{rule}")), 2009, 2030).all
    clocks = [onset.clock for onset in found if 2009 <= onset.clock.year <= 2030]
    assert clocks == expected


@pytest.mark.parametrize(
    "lines",
    [
        ("RRULE:FREQ=MONTHLY",),
        ("RRULE:FREQ=YEARLY;BYDAY=SU",),
        ("RRULE:FREQ=YEARLY;BYMONTH=13",),
        ("RRULE:FREQ=YEARLY;BYMONTH=x",),
        ("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=XX",),
        ("RRULE:FREQ=YEARLY;COUNT=3",),
        ("RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=3",),
        (f"RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY={','.join('1' * 200)}",),
        ("RDATE:tomorrow",),
        ("EXDATE:20250101T000000",),
    ],
)
def test_what_cannot_be_told_is_not_judged(lines: tuple[str, ...]) -> None:
    with pytest.raises(Unjudged):
        Onsets(zone_of(*observance("20200101T000000", *lines)), 2024, 2026)


def test_a_zone_with_nothing_in_it_is_not_judged() -> None:
    with pytest.raises(Unjudged):
        Onsets(zone_of("BEGIN:VTIMEZONE", "TZID:Harbour", "END:VTIMEZONE"), 2024, 2026)


def written(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    return f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}"


def from_the_tz_database(name: str, year: int, *, late: timedelta = timedelta()) -> list[str]:
    """Return a VTIMEZONE with a year's changes, found minute by minute; ``late`` moves them."""
    true, lines = zone(name), ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    before: timedelta | None = None
    instant = datetime(year - 1, 12, 31, tzinfo=zone("UTC"))
    while instant.year <= year:
        after = instant.astimezone(true).utcoffset()
        assert after is not None
        if before is not None and after != before:
            while (instant - MINUTE).astimezone(true).utcoffset() == after:
                instant -= MINUTE
        if after != before:
            local = instant.replace(tzinfo=None) + (after if before is None else before + late)
            lines += [
                "BEGIN:STANDARD", f"DTSTART:{local:%Y%m%dT%H%M%S}",
                f"TZOFFSETFROM:{written(after if before is None else before)}",
                f"TZOFFSETTO:{written(after)}", "END:STANDARD",
            ]  # fmt: skip
        before = after
        instant += timedelta(minutes=30)
    return [*lines, "END:VTIMEZONE"]


ZONES = [
    "Europe/Brussels",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Asia/Tokyo",
]


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("year", [1999, 2025])
def test_a_zone_as_the_tz_database_has_it_is_right(name: str, year: int) -> None:
    lines = from_the_tz_database(name, year)
    days = (f"DTSTART;TZID={name}:{year}{month:02}15T120000" for month in range(1, 13))
    events = [line for i, day in enumerate(days) for line in event(f"UID:{i}@harbour", day)]
    assert errors_in(calendar(*lines, *events)) == set()


@given(
    name=st.sampled_from(ZONES[:4]),
    year=st.integers(1995, 2030),
    late=st.sampled_from([timedelta(hours=1), timedelta(hours=-1), timedelta(minutes=30)]),
)
def test_one_whose_changes_come_early_or_late_is_wrong(
    name: str, year: int, late: timedelta
) -> None:
    lines = from_the_tz_database(name, year, late=late)
    start = f"DTSTART;TZID={name}:{year}0115T120000"
    assert errors_in(calendar(*lines, *event(start))) == {"feed-timezone-wrong"}
