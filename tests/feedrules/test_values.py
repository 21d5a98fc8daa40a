"""Types of values, judged beside other libraries."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import vDuration

from coopsched.feedrules.values import duration, fault, is_uri, offset, stamp


@given(st.timedeltas(min_value=timedelta(days=-4000), max_value=timedelta(days=4000)))
def test_a_length_is_what_icalendar_writes(length: timedelta) -> None:
    whole = timedelta(days=length.days, seconds=length.seconds)
    written = vDuration(whole).to_ical().decode()  # type: ignore[no-untyped-call]  # it has no types
    if "H" in written and "S" in written and "M" not in written:
        written = written.replace(
            "H", "H0M"
        )  # which icalendar leaves out, and the grammar asks for
    assert duration(written) == whole


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1",
        "P1DT",
        "1D",
        "PT1",
        "P1W2D",
        "P1Y",
        "P1M",
        "PT1H20S",
        "P-1D",
        "p1d",
        "P1.5D",
    ],
)
def test_what_is_no_length(text: str) -> None:
    assert duration(text) is None


@given(st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31)))  # noqa: DTZ001  clocks alone
def test_a_time_is_what_was_written(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    text = f"{whole.year:04}{whole:%m%dT%H%M%S}"
    found = stamp(text)
    assert found is not None
    assert (found.clock, found.is_date, found.is_utc) == (whole, False, False)
    utc = stamp(f"{text}Z")
    assert utc is not None
    assert utc.is_utc


@given(st.text(max_size=20))
def test_a_text_is_of_a_type_if_and_only_if_it_can_be_read_as_one(text: str) -> None:
    found = stamp(text)
    assert (fault("DATE", text) is None) == (found is not None and found.is_date)
    assert (fault("DURATION", text) is None) == (duration(text) is not None)
    assert (fault("UTC-OFFSET", text) is None) == (offset(text) is not None)
    assert (fault("URI", text) is None) == is_uri(text)


@given(st.text(alphabet="0123456789TZ+-/PWDHMS", max_size=20))
def test_a_text_of_the_right_characters_too(text: str) -> None:
    found = stamp(text)
    assert (fault("DATE-TIME", text) is None) == (
        found is not None and not found.is_date and text[13:15] != "60"
    )
    assert (fault("DURATION", text) is None) == (duration(text) is not None)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("DATE", "20240229", "20250229"),
        ("DATE", "20251231", "2025-12-31"),
        ("DATE-TIME", "20250514T235959Z", "20250514T240000Z"),
        ("DATE-TIME", "20250514T100000", "20250514T1000"),
        ("DATE-TIME", "19970630T235960Z", "19970629T235960Z"),
        ("TIME", "083000Z", "0830"),
        ("PERIOD", "20250514T100000Z/PT1H", "20250514T100000Z/-PT1H"),
        ("PERIOD", "20250514T100000Z/20250514T100001Z", "20250514T100000Z/20250514T100000Z"),
        ("PERIOD", "20250514T100000/20250514T110000", "20250514T100000/20250514T110000Z"),
        ("INTEGER", "-2147483648", "-2147483649"),
        ("INTEGER", "+7", "7.0"),
        ("FLOAT", "-3.14", "3,14"),
        ("UTC-OFFSET", "+0545", "+545"),
        ("UTC-OFFSET", "-003000", "+2400"),
        ("UTC-OFFSET", "+0000", "-0000"),
        ("URI", "https://example.org/a?b=c,d;e#f", "https://example.org/a b"),
        ("URI", "mailto:nora@example.org", "//example.org"),
        ("URI", "urn:isbn:9780000000000", "https://example.org/é"),
        ("URI", "https://example.org/%C3%A9", "https://example.org/100%"),
        ("BINARY", "a25vdHM=", "a25vdHM!"),
        ("BOOLEAN", "True", "yes"),
    ],
)
def test_good_and_bad(kind: str, good: str, bad: str) -> None:
    assert fault(kind, good) is None
    assert fault(kind, bad) is not None


def test_a_type_that_nobody_knows_is_not_judged() -> None:
    assert fault("X-KNOTS", "anything") is None


@pytest.mark.parametrize("number", ["9" * 5000, f"P{'9' * 5000}D", f"PT{'9' * 5000}H"])
def test_numbers_without_end_are_refused(number: str) -> None:
    assert duration(number) is None
    assert fault("INTEGER", number) is not None
