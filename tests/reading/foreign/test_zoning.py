"""Zones by the names that other tools have for them, and by offsets."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.foreign.zoning import offset_called, zone_at, zone_called
from coopsched.zones import zone

BRUSSELS = "Europe/Brussels"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        (BRUSSELS, BRUSSELS),
        ("europe/brussels", BRUSSELS),
        ('"Europe/Brussels"', BRUSSELS),
        ("America/New York", "America/New_York"),
        ("/freeassociation.sourceforge.net/Europe/Brussels", BRUSSELS),
        ("/mozilla.org/20050126_1/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("Romance Standard Time", "Europe/Paris"),
        ("UTC", "UTC"),
        ("Mars/Phobos", None),
        ("", None),
    ],
)
def test_a_zone_is_known_by_other_names(name: str, meant: str | None) -> None:
    assert zone_called(name) == meant


@pytest.mark.parametrize(
    ("name", "minutes"),
    [
        ("+02:00", 120),
        ("+0200", 120),
        ("UTC+2", 120),
        ("gmt -3", -180),
        ("UTC+05:30", 330),
        ("Z", None),
        ("02:00", None),
        ("CEST", None),
    ],
)
def test_a_name_can_be_an_offset(name: str, minutes: int | None) -> None:
    assert offset_called(name) == (timedelta(minutes=minutes) if minutes is not None else None)


@given(st.integers(-99 * 4, 99 * 4), st.integers(1, 12))
def test_the_zone_of_an_offset_has_it_all_year(quarters: int, month: int) -> None:
    offset = quarters * timedelta(minutes=15)
    name = zone_at(offset)
    if name is not None:
        assert datetime(2026, month, 15, tzinfo=UTC).astimezone(zone(name)).utcoffset() == offset
    else:
        assert offset % timedelta(hours=1) or not timedelta(hours=-12) <= offset <= timedelta(
            hours=14
        )
