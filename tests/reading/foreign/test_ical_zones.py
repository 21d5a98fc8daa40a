"""The zones of iCalendar files: named, called otherwise, defined, or guessed."""

import pytest

import coopsched
from calendars import calendar, clock, event, noted, programme, read
from coopsched.moment import utc
from coopsched.reading.foreign.zoning import zone_called
from coopsched.reading.hints import Hints

BRUSSELS = "Europe/Brussels"


def defined(tzid: str, *, winter: str = "+0100", summer: str = "+0200", more: str = "") -> str:
    """Return a VTIMEZONE with the clock changes of the European Union."""
    return f"""BEGIN:VTIMEZONE
TZID:{tzid}
{more}BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
END:DAYLIGHT
END:VTIMEZONE
"""


def at(tzid: str, time: str = "20260502T100000", uid: str = "a") -> str:
    """Return an event that begins by the clock of a TZID."""
    return event(uid=uid, start="").replace("UID", f"DTSTART;TZID={tzid}:{time}\nUID")


@pytest.mark.parametrize("tzid", [BRUSSELS, "Romance Standard Time"])
def test_a_zone_without_a_definition_is_known_by_its_name(tzid: str) -> None:
    found = programme(at(tzid), head="")
    assert found.timezone == zone_called(tzid)
    assert clock(found.sessions[0])[0] == "2026-05-02 10:00"


def test_what_the_calendar_names_is_the_programmes_zone_before_that_of_its_events() -> None:
    found = programme(at("America/New_York"), head=f"X-WR-TIMEZONE:{BRUSSELS}\n")
    assert found.timezone == BRUSSELS
    assert utc(found.sessions[0].start).hour == 14  # type: ignore[arg-type]  # it has a start


def test_a_tool_that_works_in_utc_does_not_move_the_programme() -> None:
    assert programme(at(BRUSSELS), head="X-WR-TIMEZONE:UTC\n").timezone == BRUSSELS


def test_the_zone_of_most_events_is_the_programmes() -> None:
    body = at("America/New_York") + at(BRUSSELS, uid="b") + at(BRUSSELS, uid="c")
    assert programme(body, head="").timezone == BRUSSELS


@pytest.mark.parametrize("line", ["VTIMEZONE: Europe/Brussels\n", defined(BRUSSELS)])
def test_a_zone_that_no_event_uses_is_that_of_times_in_utc(line: str) -> None:
    found = programme(event(start="20260502T080000Z"), head=line)
    assert found.timezone == BRUSSELS
    assert clock(found.sessions[0])[0] == "2026-05-02 10:00"


def test_times_in_utc_alone_leave_the_zone_to_guess() -> None:
    body = event(start="20260502T080000Z")
    assert [each.rule for each in noted(body, head="")] == ["guessed-timezone"]
    assert read(calendar(body, head="")).programme.timezone == "UTC"


def test_a_floating_time_is_by_the_clock_of_the_programme() -> None:
    assert clock(programme(event()).sessions[0])[0] == "2026-05-02 10:00"
    assert [each.rule for each in noted(event(), head="")] == ["guessed-timezone"]


def test_floating_times_among_others_are_read_in_their_zone_which_is_told_once() -> None:
    body = at("Asia/Tokyo") + event(uid="b") + event(uid="c")
    [found] = noted(body, head="")
    assert (found.rule, found.at) == ("guessed-timezone", "20260502T100000")
    assert found.message.startswith("2 events have times without a zone: they are read in Asia/Tok")
    assert noted(at("Asia/Tokyo") + event(uid="b")) == []
    told = read(calendar(body, head=""), hints=Hints(timezone="Asia/Tokyo"))
    assert told.problems == ()


def test_a_time_in_utc_is_clear_in_an_hour_that_the_clock_shows_twice() -> None:
    body = event(start="20261025T003000Z") + event(start="20261025T013000Z", uid="b")
    document = read(calendar(body))
    offsets = [str(each.start.utcoffset()) for each in document.programme.sessions if each.start]
    assert offsets == ["2:00:00", "1:00:00"]
    assert coopsched.check(document, select=["ambiguous-time"]) == []
    bare = read(calendar(event(start="20261025T023000")))
    assert len(coopsched.check(bare, select=["ambiguous-time"])) == 1


def test_a_zone_may_be_told() -> None:
    text = calendar(event(start="20260502T080000Z"), head="")
    document = read(text, hints=Hints(timezone=BRUSSELS))
    assert document.problems == ()
    assert clock(document.programme.sessions[0])[0] == "2026-05-02 10:00"


def test_a_zone_that_nobody_knows_is_told_and_its_times_are_the_programmes() -> None:
    body = at("Mars/Phobos") + at(BRUSSELS, uid="b")
    assert [(each.rule, each.at) for each in noted(body, head="")] == [
        ("unknown-timezone", "20260502T100000")
    ]
    for session in read(calendar(body, head="")).programme.sessions:
        assert clock(session)[0] == "2026-05-02 10:00"


def test_a_zone_that_only_the_file_knows_counts_as_the_file_defines_it() -> None:
    body = (
        defined("Our clock")
        + at("Our clock", "20260502T100000")
        + at("Our clock", "20260102T100000", uid="b")
    )
    summer, winter = read(calendar(body)).programme.sessions
    assert (clock(summer)[0], clock(winter)[0]) == ("2026-05-02 10:00", "2026-01-02 10:00")
    assert noted(body) == []
    alone = read(calendar(body, head="")).programme.sessions
    assert [utc(each.start).hour for each in alone if each.start] == [8, 9]


def test_a_defined_zone_may_say_where_it_is() -> None:
    body = defined("Our clock", more=f"X-LIC-LOCATION:{BRUSSELS}\n") + at("Our clock")
    assert programme(body, head="").timezone == BRUSSELS


def test_a_definition_that_contradicts_its_name_is_told_and_the_name_is_right() -> None:
    body = defined(BRUSSELS, winter="+0200", summer="+0300") + at(BRUSSELS) + at(BRUSSELS, uid="b")
    document = read(calendar(body))
    assert clock(document.programme.sessions[0])[0] == "2026-05-02 10:00"
    assert [(each.rule, each.at) for each in noted(body)] == [("wrong-offset", "+0300")]


def test_an_hour_that_comes_twice_is_no_wrong_offset() -> None:
    assert noted(defined(BRUSSELS) + at(BRUSSELS, "20261025T023000")) == []


@pytest.mark.parametrize("hour", range(0, 24, 3))
@pytest.mark.parametrize("day", ["20260328", "20260329", "20260330", "20261024", "20261026"])
def test_a_definition_counts_as_the_zone_that_it_describes(day: str, hour: int) -> None:
    time = f"{day}T{hour:02}3000"
    both = read(calendar(defined("Ours") + at("Ours", time) + at(BRUSSELS, time, uid="b")))
    ours, named = both.programme.sessions
    assert coopsched.check(both, select=["nonexistent-time"]) == []
    assert ours.interval == named.interval


def test_a_definition_counts_for_showings_that_come_long_after_the_first() -> None:
    rule = "RRULE:FREQ=MONTHLY;COUNT=24"
    ours, named = (
        read(calendar(defined("Ours") + at(tzid).replace("SUMMARY", f"{rule}\nSUMMARY")))
        for tzid in ("Ours", BRUSSELS)
    )
    assert len(named.programme.sessions) == 24
    assert [each.interval for each in ours.programme.sessions] == [
        each.interval for each in named.programme.sessions
    ]
