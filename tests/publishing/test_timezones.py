"""VTIMEZONEs are exact: zoneinfo says what is true, icalendar and dateutil say what is written."""

import io
import re
import struct
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Timezone

from coopsched.publishing.timezones import vtimezone

FIRST, LAST = 1970, 2037
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
END = datetime(LAST + 1, 1, 2, tzinfo=UTC)
PACKAGE = files("tzdata")
SECONDS = re.compile(rb"TZOFFSET(?:FROM|TO):[+-]\d{6}")
NO_ZONES = {"Factory", "localtime", "posixrules"}
NAMES = sorted({*PACKAGE.joinpath("zones").read_text("utf-8").split()} - NO_ZONES)


@cache
def compiled(name: str) -> bytes:
    """Return the zone's file."""
    return PACKAGE.joinpath("zoneinfo", name).read_bytes()


ALIASES: dict[bytes, list[str]] = {}
for each in NAMES:
    ALIASES.setdefault(compiled(each), []).append(each)
DIFFERENT = [names[0] for names in ALIASES.values()]


@cache
def truth(name: str) -> ZoneInfo:
    """Return the zone as zoneinfo reads it from the package, whatever the machine has."""
    return ZoneInfo.from_file(io.BytesIO(compiled(name)), name)


def shown(zone: tzinfo, instant: datetime) -> tuple[timedelta | None, str | None]:
    """Return the offset and the name in force."""
    local = instant.astimezone(zone)
    return local.utcoffset(), local.tzname()


@cache
def changes(name: str) -> tuple[datetime, ...]:
    """Return when the zone's clocks change: as its file lists it (RFC 9636), then by its law."""
    data = compiled(name)
    header = data.index(b"TZif", 4)
    count = struct.unpack_from(">6l", data, header + 20)[3]
    listed = [EPOCH + each * SECOND for each in struct.unpack_from(f">{count}q", data, header + 44)]
    if b"," in data.splitlines()[-1]:
        listed += by_law(truth(name), max(EPOCH, *listed))
    return tuple(listed)


def by_law(zone: tzinfo, day: datetime) -> Iterator[datetime]:
    """Yield when the zone's clocks change after the last change that its file lists."""
    while day < END:
        low, high = day, day + DAY
        while shown(zone, low) != shown(zone, high) and high - low > SECOND:
            middle = low + (high - low) // SECOND // 2 * SECOND
            if shown(zone, middle) == shown(zone, low):
                low = middle
            else:
                high = middle
        if high - low == SECOND:
            yield high
        day += DAY


def test_no_zone_changes_its_clocks_twice_within_five_days() -> None:
    for name in DIFFERENT:
        for earlier, later in pairwise(each for each in changes(name) if each > EPOCH - 366 * DAY):
            assert later - earlier > 5 * DAY, name


def asked(name: str, first: int, last: int) -> list[datetime]:
    """Return the instants at which a VTIMEZONE of these years is questioned."""
    start = datetime(first, 1, 1, tzinfo=UTC) - 14 * HOUR
    stop = datetime(last + 1, 1, 1, tzinfo=UTC) + 12 * HOUR
    inside = [each for each in changes(name) if start < each < stop]
    middles = [low + (high - low) / 2 for low, high in pairwise([start, *inside, stop])]
    near = (each + by for each in inside for by in (-MINUTE, -SECOND, 0 * SECOND, MINUTE))
    return sorted({start, *middles, *near, stop - MINUTE})


class Icalendar:
    """What icalendar reads in a VTIMEZONE, asked by the instant."""

    def __init__(self, written: bytes) -> None:
        """Read it."""
        component = Timezone.from_ical(written)
        assert isinstance(component, Timezone)
        self.times, self.kinds = component.get_transitions()

    def shown(self, instant: datetime) -> tuple[timedelta, str]:
        """Return the offset and the name that it finds in force."""
        index = bisect_right(self.times, instant.replace(tzinfo=None)) - 1
        assert index >= 0, f"nothing is defined at {instant}"
        return self.kinds[index][0], self.kinds[index][2]


class Dateutil:
    """What dateutil reads in a VTIMEZONE, asked by the wall clock."""

    def __init__(self, written: bytes) -> None:
        """Read it."""
        zone = tzical(io.StringIO(written.decode("ascii"))).get()
        assert zone is not None
        self.zone = zone

    def shown(self, local: datetime) -> tuple[timedelta | None, str | None]:
        """Return the offset and the name that it finds in force at that time, and that fold."""
        there = local.replace(tzinfo=self.zone)
        return there.utcoffset(), there.tzname()


def assert_exact(name: str, first: int, last: int, *, by_wall_clock: bool = True) -> None:
    """Compare what readers find in a VTIMEZONE with what zoneinfo says."""
    written = vtimezone(name, first, last)
    icalendar, dateutil = Icalendar(written), Dateutil(written)
    rounded = SECONDS.search(written) is not None  # which is what icalendar does to offsets
    for instant in asked(name, first, last):
        true = shown(truth(name), instant)
        where = f"{name} {first}-{last} at {instant}"
        assert rounded or icalendar.shown(instant) == true, where
        if by_wall_clock or rounded:
            assert dateutil.shown(instant.astimezone(truth(name))) == true, where


def windows(name: str) -> Iterator[tuple[int, int]]:
    """Yield spans of years: of one year each zone gets some, and together they get all."""
    turn = DIFFERENT.index(name) % 11
    yield from ((year, year) for year in range(FIRST + turn, LAST + 1, 11))
    yield FIRST + turn, FIRST + turn + 4
    yield LAST - turn - 12, LAST - turn
    yield 2025, 2027


@pytest.mark.parametrize("name", DIFFERENT)
def test_every_zone_is_exact(name: str) -> None:
    for first, last in windows(name):
        assert_exact(name, first, last)
    # dateutil walks through all onsets for each answer, so that it would take minutes.
    assert_exact(name, FIRST, LAST, by_wall_clock=False)


def test_two_names_of_one_zone_are_written_alike() -> None:
    for name, *others in ALIASES.values():
        for other in others:
            renamed = vtimezone(name, 2015, 2020).replace(name.encode(), other.encode(), 1)
            assert vtimezone(other, 2015, 2020) == renamed


@given(st.sampled_from(NAMES), st.integers(FIRST, LAST), st.integers(0, 9), st.data())
def test_any_zone_is_exact_at_any_instant(
    name: str, first: int, more: int, data: st.DataObject
) -> None:
    last = min(LAST, first + more)
    span = st.datetimes(datetime(first, 1, 1), datetime(last, 12, 31, 23, 59))  # noqa: DTZ001  what hypothesis asks for
    instant = data.draw(span).replace(tzinfo=UTC)
    local = instant.astimezone(truth(name))
    assert Dateutil(vtimezone(name, first, last)).shown(local) == shown(truth(name), instant)


def test_brussels_has_two_rules() -> None:
    assert vtimezone("Europe/Brussels", 2016, 2018).decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Brussels",
        "BEGIN:STANDARD",
        "DTSTART:20151025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20160327T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
        "",
    ]


def test_the_last_week_is_not_taken_for_the_fourth() -> None:
    for year in range(1997, LAST + 1):
        rules = {each["RRULE"] for _, each in observances("Europe/Brussels", year, year)}
        assert rules == {f"FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU" for month in (3, 10)}


def test_a_rule_that_is_replaced_ends_a_day_after_its_last_onset() -> None:
    assert vtimezone("America/New_York", 2005, 2008).decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:STANDARD",
        "DTSTART:20041031T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061030T060000Z",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:20050403T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060403T070000Z",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "BEGIN:DAYLIGHT",
        "DTSTART:20070311T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20071104T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_a_rule_ends_where_the_years_do_if_it_is_given_up_then() -> None:
    rules = [each["RRULE"] for _, each in observances("America/New_York", 2005, 2006)]
    assert [rule.partition("UNTIL=")[2][:4] for rule in rules] == ["2006", "2006"]


def test_changes_of_later_years_are_left_out() -> None:
    onsets = [each["DTSTART"] for _, each in observances("Africa/Casablanca", 2020, 2020)]
    assert [each[:6] for each in onsets] == ["201906", "202004", "202005"]


def test_a_zone_that_never_changes_its_clocks_has_one_standard_time() -> None:
    assert observances("Asia/Kathmandu", 2017, 2017) == [
        ("STANDARD", onset("20160101T000000", "+0545", "+0545", "+0545"))
    ]


def test_an_offset_with_seconds_keeps_them() -> None:
    assert observances("Africa/Monrovia", 1971, 1973)[1:] == [
        ("STANDARD", onset("19720107T000000", "GMT", "-004430", "+0000"))
    ]


def onset(start: str, name: str, before: str, after: str) -> dict[str, str]:
    """Return the properties of an observance without a rule."""
    return {"DTSTART": start, "TZNAME": name, "TZOFFSETFROM": before, "TZOFFSETTO": after}


@cache
def observances(name: str, first: int, last: int) -> list[tuple[str, dict[str, str]]]:
    """Return kind and properties of each observance, read by splitting; a property comes once."""
    text = vtimezone(name, first, last).decode("ascii")
    assert max(map(len, text.split("\r\n"))) <= 75
    assert text.count("\n") == text.count("\r\n")
    head, *parts = re.split(r"BEGIN:(?=STANDARD|DAYLIGHT)", text)
    assert head == f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n"
    assert parts[-1].endswith("END:VTIMEZONE\r\n")
    found = []
    for part in parts:
        kind, *lines, end = (
            part.removesuffix("END:VTIMEZONE\r\n").removesuffix("\r\n").split("\r\n")
        )
        assert end == f"END:{kind}"
        pairs = [line.partition(":")[::2] for line in lines]
        assert len(dict(pairs)) == len(pairs)
        found.append((kind, dict(pairs)))
    return found


@pytest.mark.parametrize("years", [(FIRST, LAST), (2016, 2018)])
def test_an_observance_has_what_rfc_5545_asks_for_once(years: tuple[int, int]) -> None:
    needed = {"DTSTART", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO"}
    for name in DIFFERENT:
        found = observances(name, *years)
        assert found
        assert all(properties.keys() - {"RRULE"} == needed for _, properties in found)


def test_observances_are_in_the_order_of_their_onsets() -> None:
    for name in DIFFERENT:
        onsets = [each["DTSTART"] for _, each in observances(name, FIRST, LAST)]
        assert onsets == sorted(onsets)


def test_a_law_by_week_and_weekday_is_two_rules_in_any_year() -> None:
    weekly = re.compile(rb"[^,]+(,M\d+\.[1-5]\.0(/\d+(:\d+)?)?){2}")
    lawful = [name for name in NAMES if weekly.fullmatch(compiled(name).splitlines()[-1])]
    assert {"Europe/Brussels", "America/New_York", "Australia/Lord_Howe"} <= {*lawful}
    for name in lawful:
        for year in (2032, 2033, 2035):
            for years in ((year, year), (year - 1, year + 1)):
                found = observances(name, *years)
                assert sorted(kind for kind, _ in found) == ["DAYLIGHT", "STANDARD"]
                assert all("UNTIL" not in properties["RRULE"] for _, properties in found)


def test_daylight_is_ahead_of_standard_even_where_the_law_calls_winter_the_exception() -> None:
    for name in DIFFERENT:
        for kind, properties in observances(name, 2015, 2019):
            before, after = (properties[f"TZOFFSET{each}"] for each in ("FROM", "TO"))
            assert kind == "STANDARD" or int(after) >= int(before), name
    dublin = dict(observances("Europe/Dublin", 2016, 2018))
    assert dublin["DAYLIGHT"]["TZNAME"] == "IST"
    assert dublin["STANDARD"]["TZNAME"] == "GMT"


@pytest.mark.parametrize("name", [*sorted(NO_ZONES), "", "Brussels", "europe/brussels", "+01:00"])
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(LookupError, match="no time zone is called"):
        vtimezone(name, 2016, 2018)


def test_years_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="2018 to 2016 are in the wrong order"):
        vtimezone("Europe/Brussels", 2018, 2016)


def test_the_bytes_are_the_same_in_every_process() -> None:
    code = (
        "import sys\n"
        "from coopsched.publishing.timezones import vtimezone\n"
        "for name in ('Europe/Brussels', 'Africa/Casablanca', 'America/Santiago'):\n"
        "    sys.stdout.buffer.write(vtimezone(name, 1970, 2037))\n"
    )
    written = {
        subprocess.check_output(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONTZPATH": ""},
        )
        for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("2", "America/New_York"))
    }
    assert len(written) == 1
    assert b"TZID:Africa/Casablanca" in written.pop()
