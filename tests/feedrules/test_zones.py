"""Which times are judged against a VTIMEZONE, and how its name is compared."""

from datetime import datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from coopsched.feedrules.observed import observed
from feeds import calendar, errors_in, event, found_by

WINTER_ALONE = (
    "BEGIN:STANDARD", "DTSTART:20241027T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
    "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip
BRUSSELS = ("BEGIN:VTIMEZONE", "TZID:Europe/Brussels", *WINTER_ALONE)
NAMED = ("BEGIN:VTIMEZONE", r"TZID:Brussels\, Paris", *WINTER_ALONE)
START = "20250114T100000"


def repeated(*lines: str) -> tuple[str, ...]:
    return event(f"DTSTART;TZID=Europe/Brussels:{START}", *lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("RRULE:FREQ=YEARLY",),
        ("RRULE:FREQ=DAILY;BYMONTH=1",),
        ("RRULE:FREQ=MONTHLY;BYMONTH=1,2",),
        ("RRULE:FREQ=WEEKLY;BYDAY=TU;BYMONTH=1",),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO",),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=10",),
        ("RRULE:FREQ=DAILY;COUNT=70",),
        ("RRULE:FREQ=DAILY;UNTIL=20250330T080000Z",),
        ("RRULE:FREQ=WEEKLY;INTERVAL=9999",),
        (f"RRULE:FREQ=DAILY;INTERVAL={'9' * 5000}",),
        (f"RRULE:FREQ=DAILY;COUNT={'9' * 5000}",),
        ("RRULE:FREQ=DAILY;UNTIL=soon",),
        ("RRULE:FREQ=DAILY;UNTIL=5",),
        ("RRULE:FREQ=DAILY;RSCALE=CHINESE",),
    ],
)
def test_a_zone_with_winter_alone_is_right_for_what_comes_in_winter(lines: tuple[str, ...]) -> None:
    assert "feed-timezone-wrong" not in errors_in(calendar(*BRUSSELS, *repeated(*lines)))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=MO",
        "FREQ=DAILY;COUNT=200",
        "FREQ=DAILY;UNTIL=20250601T080000Z",
    ],
)
def test_a_zone_with_winter_alone_is_wrong_for_what_goes_on_in_summer(rule: str) -> None:
    assert errors_in(calendar(*BRUSSELS, *repeated(f"RRULE:{rule}"))) == {"feed-timezone-wrong"}


@given(
    frequency=st.sampled_from(["DAILY", "WEEKLY"]),
    interval=st.integers(1, 60),
    days=st.sets(st.sampled_from(["MO", "TU", "WE", "SA", "SU"]), max_size=4),
    count=st.none() | st.integers(1, 400),
    out=st.integers(1, 90),
)
def test_only_times_on_which_something_falls_are_judged(
    frequency: str, interval: int, days: set[str], count: int | None, out: int
) -> None:
    rule = f"FREQ={frequency};INTERVAL={interval}"
    rule += f";BYDAY={','.join(sorted(days))}" if days and frequency == "WEEKLY" else ""
    rule += f";COUNT={count}" if count is not None else ""
    first = datetime.strptime(START, "%Y%m%dT%H%M%S")  # noqa: DTZ007  clocks alone
    falls = list(rrulestr(rule, dtstart=first).between(first, datetime(2190, 1, 1)))  # noqa: DTZ001  clocks alone
    left_out = falls.pop(min(out, len(falls)) - 1) if falls else first
    lines = (f"RRULE:{rule}", f"EXDATE;TZID=Europe/Brussels:{left_out:%Y%m%dT%H%M%S}")
    (zone,) = observed(calendar(*BRUSSELS, *repeated(*lines)))
    judged = {use.clock for use in zone.uses if use.line.name == "DTSTART"}
    assert judged <= {first, *falls}


@pytest.mark.parametrize("out", ["20250413T080000Z", "20250414T080000Z", "20250414"])
def test_a_day_that_is_left_out_is_not_judged_in_whatever_form(out: str) -> None:
    rule = ("RRULE:FREQ=DAILY;INTERVAL=90;COUNT=2", f"EXDATE:{out}")
    assert "feed-timezone-wrong" not in errors_in(calendar(*BRUSSELS, *repeated(*rule)))
    assert "feed-timezone-wrong" in errors_in(calendar(*BRUSSELS, *repeated(*rule[:1])))


def test_an_observance_with_interval_1_is_judged() -> None:
    rule = "RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=11;BYDAY=-1SU"
    late = (*BRUSSELS[:-2], rule, *BRUSSELS[-2:])
    assert errors_in(calendar(*late, *repeated())) == {"feed-timezone-wrong"}


@pytest.mark.parametrize("name", ["Brussels, Paris", r"Brussels\, Paris"])
def test_the_name_of_a_zone_is_a_text_with_its_commas_escaped(name: str) -> None:
    found = calendar(*NAMED, *event(f'DTSTART;TZID="{name}":{START}'))
    assert not found_by(found) & {"feed-timezone-missing", "feed-timezone-unused"}
    assert [len(zone.uses) for zone in observed(found)] == [1]
