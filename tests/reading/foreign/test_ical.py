"""iCalendar files as programmes: what is read, and what is told of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coopsched
from calendars import ZONED, calendar, clock, event, noted, programme, read, session
from coopsched.reading.decoding import Limits
from coopsched.reading.hints import Hints
from strategies import damaged

WHOLE = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Mill//Meet//EN
NAME:Meet 2026
DESCRIPTION:Three days\nof bees
URL:https://example.org/2026
X-WR-TIMEZONE:Europe/Brussels
BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:bees@example.org
SEQUENCE:3
SUMMARY:Bees\, wax and other
  things
DESCRIPTION:<p>On hives.</p>\n<p>Bring <b>gloves</b>.</p>
DTSTART;TZID=Europe/Brussels:20260502T100000
DTEND;TZID="Europe/Brussels":20260502T114500
LOCATION: Hall\, first floor
CATEGORIES:Workshop,honey,wax
STATUS:TENTATIVE
URL:https://example.org/bees
CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://video.example.org/bees
GEO:50.8;4.3
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT5M
DESCRIPTION:Hurry
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:lunch@example.org
SUMMARY;LANGUAGE=fr:Dîner
DTSTART:20260502T100000Z
DURATION:PT1H30M
CATEGORIES:Lunch
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_is_a_programme() -> None:
    document = read(WHOLE)
    assert document.format == "ical"
    assert document.problems == ()
    found = document.programme
    assert (str(found.title), str(found.description)) == ("Meet 2026", "Three days\nof bees")
    assert (found.url, found.timezone) == ("https://example.org/2026", "Europe/Brussels")
    assert found.languages == ("fr",)


def test_an_event_is_a_session() -> None:
    bees = read(WHOLE).programme.sessions[0]
    assert (bees.key, bees.uid, bees.source_id) == ("bees-example-org", *["bees@example.org"] * 2)
    assert str(bees.title) == "Bees, wax and other things"
    assert str(bees.description) == "On hives.\n\nBring gloves."
    assert clock(bees) == ("2026-05-02 10:00", "2026-05-02 11:45")
    assert (bees.kind, bees.tags, bees.status) == ("workshop", ("honey", "wax"), "tentative")
    assert [(link.kind, link.url) for link in bees.links] == [
        ("page", "https://example.org/bees"),
        ("join", "https://video.example.org/bees"),
    ]


def test_a_location_is_a_room_with_its_commas() -> None:
    assert [str(room.name) for room in read(WHOLE).programme.rooms] == ["Hall, first floor"]


def errors(text: str) -> list[tuple[str, str]]:
    """Return the rule and the beginning of the message of what makes a check fail."""
    found = coopsched.check(read(text), select=["session-refused"])
    return [(str(each.severity), each.message.partition(":")[0]) for each in found]


def test_a_file_that_ends_in_an_event_is_an_error_and_the_event_is_none_without_its_start() -> None:
    text = calendar(event() + event("DESCRIPTION:long", uid="b"))
    whole, _, _ = text.rpartition("END:VEVENT")
    assert len(read(whole).programme.sessions) == 2
    assert errors(whole) == [
        ("error", "the file ends in the middle of this event, which is read as far as it goes")
    ]
    short, _, _ = text.rpartition("SUMMARY:")
    assert len(read(short).programme.sessions) == 1
    assert errors(short) == [("error", "the file ends in the middle of this event")]


def test_a_file_that_ends_between_two_events_is_an_error() -> None:
    text, _, _ = calendar(event()).rpartition("END:VCALENDAR")
    assert len(read(text).programme.sessions) == 1
    assert errors(text) == [("error", "the file ends in the middle of this VCALENDAR")]
    assert errors(calendar(event())) == []


def test_what_is_no_calendar_is_one_clear_error() -> None:
    with pytest.raises(coopsched.ReadError, match="no calendar"):
        read("Friday\n10:00 Bees\n", hints=Hints(format="ical"))


def test_more_events_than_the_limit_are_refused_before_they_are_read() -> None:
    text = calendar("".join(event(uid=str(i)) for i in range(4)))
    with pytest.raises(coopsched.ReadError, match="more than 3 sessions"):
        coopsched.loads(text, name="meet.ics", limits=Limits(sessions=3))


def test_entries_of_whole_days_are_told_once() -> None:
    body = event(start="20260502") + event(start="20260503", uid="b")
    found = coopsched.check(read(calendar(body)), select=["guessed-value", "unlikely-duration"])
    assert [each.rule for each in found] == ["guessed-value"]


def test_a_room_that_is_to_be_found_is_none() -> None:
    document = read(calendar(event("LOCATION:tbd")))
    assert document.programme.rooms == ()
    assert [rule for rule, _ in document.problems] == ["ignored-value"]


def test_a_uid_that_stands_twice_is_told_once() -> None:
    found = noted(event() + event())
    assert [each.rule for each in found] == ["duplicate-id"]


def test_a_text_may_say_its_language_and_a_time_be_in_utc() -> None:
    lunch = read(WHOLE).programme.sessions[1]
    assert dict(lunch.title) == {"fr": "Dîner"}
    assert lunch.kind == "meal"
    assert clock(lunch) == ("2026-05-02 12:00", "2026-05-02 13:30")


def test_findings_point_into_folded_lines() -> None:
    text = calendar(event("URL:htt\n p//no-add\n ress.example"))
    document = read(text)
    (problem,) = [problem for _, problem in document.problems]
    assert problem.position is not None
    assert (problem.position.line, problem.position.column) == (9, 5)
    assert (problem.position.end_line, problem.position.end_column) == (11, 14)


@pytest.mark.parametrize(
    ("lines", "length"),
    [
        ("DTEND:20260502T103000", 30),
        ("DURATION:PT45M", 45),
        ("DURATION:P1DT1H", 25 * 60),
        ("DURATION:P1W", 7 * 24 * 60),
        ("DURATION:+PT1H0M0S", 60),
        ("DTEND:20260502T1030", 30),
        ("DTEND:2026-05-02T10:30:00", 30),
        ("DTEND:20260502T083000Z", 30),
        ("DTEND:20260502T103000+0200", 30),
    ],
)
def test_an_end_is_told_or_counted(lines: str, length: int) -> None:
    found = session(lines).length
    assert found is not None
    assert found.total_seconds() == length * 60


def test_an_event_without_an_end_is_open_ended() -> None:
    assert session().is_open_ended


def test_an_event_that_ends_at_its_start_has_no_length() -> None:
    assert session("DTEND:20260502T100000").minutes == 0
    assert session("DURATION:PT0S").minutes == 0


@pytest.mark.parametrize("line", ["DTEND:20260502T090000", "DURATION:-PT1H"])
def test_an_end_before_the_start_is_left_to_its_rule(line: str) -> None:
    document = read(calendar(event(line)))
    assert [finding.rule for finding in coopsched.check(document, select=["end-before-start"])]


def test_an_entry_of_a_date_lasts_the_whole_day() -> None:
    document = read(calendar(event(start="").replace("UID", "DTSTART;VALUE=DATE:20260502\nUID")))
    assert clock(document.programme.sessions[0]) == ("2026-05-02 00:00", "2026-05-03 00:00")
    assert [rule for rule, _ in document.problems] == ["guessed-value"]


@pytest.mark.parametrize(("end", "until"), [("20260502", "2026-05-03"), ("20260504", "2026-05-04")])
def test_the_end_of_whole_days_is_the_day_after(end: str, until: str) -> None:
    found = read(calendar(event(f"DTEND;VALUE=DATE:{end}", start="20260502"))).programme
    assert clock(found.sessions[0])[1] == f"{until} 00:00"


def test_an_hour_24_is_midnight_and_told() -> None:
    body = event("DTEND:20260502T240000")
    assert clock(read(calendar(body)).programme.sessions[0])[1] == "2026-05-03 00:00"
    assert [(each.rule, each.at) for each in noted(body)] == [("hour-24", "20260502T240000")]


def test_an_end_that_contradicts_the_duration_is_told_and_read() -> None:
    body = event("DTEND:20260502T110000\nDURATION:PT30M")
    assert clock(read(calendar(body)).programme.sessions[0])[1] == "2026-05-02 11:00"
    assert [(each.rule, each.at) for each in noted(body)] == [("contradictory-start", "PT30M")]
    assert noted(event("DTEND:20260502T103000\nDURATION:PT30M")) == []


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("DTSTART:soon", "soon"),
        ("DTEND:20261399", "20261399"),
        ("DURATION:an hour", "an hour"),
        ("DURATION:P999999W", "P999999W"),
        ("STATUS:COMPLETED", "COMPLETED"),
        ("URL:call us", "call us"),
        ("ATTACH:ldap://example.org", "ldap://example.org"),
    ],
)
def test_what_cannot_be_used_is_told(line: str, at: str) -> None:
    start = "" if "START" in line else "20260502T100000"
    found = noted(event(line, start=start))
    assert [(each.rule, each.at) for each in found] == [("ignored-value", at)]


def test_an_end_without_a_start_is_told() -> None:
    found = noted(event("DTEND:20260502T110000", start=""))
    assert [(each.rule, each.at) for each in found] == [("ignored-value", "20260502T110000")]


def test_an_event_without_a_start_is_not_placed_yet() -> None:
    assert session(start="").start is None


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("STATUS:CONFIRMED", "confirmed"),
        ("status:cancelled", "cancelled"),
        ("STATUS: Canceled", "cancelled"),
        ("STATUS:TENTATIVE", "tentative"),
    ],
)
def test_a_status_is_kept(line: str, status: str) -> None:
    assert session(line).status == status


def test_a_calendar_that_cancels_cancels_all() -> None:
    found = programme(event() + event("STATUS:TENTATIVE", uid="b"), head=f"{ZONED}METHOD:CANCEL\n")
    assert [each.status for each in found.sessions] == ["cancelled", "tentative"]


def test_what_is_private_is_a_draft_so_that_nobody_publishes_it() -> None:
    body = event("CLASS:CONFIDENTIAL")
    assert read(calendar(body)).programme.sessions[0].status == "draft"
    assert [(each.rule, each.at) for each in noted(body)] == [("guessed-value", "CONFIDENTIAL")]
    assert session("CLASS:PUBLIC").status == "confirmed"


def test_events_of_one_uid_are_different_sessions() -> None:
    body = event("SUMMARY:A", uid="7") + event("SUMMARY:B", uid="7") + event(uid="8")
    document = read(calendar(body))
    assert [each.key for each in document.programme.sessions] == ["7", "7~2", "8"]
    assert [each.uid for each in document.programme.sessions] == ["7", None, "8"]
    assert [(each.rule, each.at) for each in noted(body)] == [("duplicate-id", "7")]


def test_an_event_without_a_uid_is_called_after_its_title() -> None:
    text = calendar(event("SUMMARY:On bees").replace("UID:a@example.org\n", ""))
    assert [each.key for each in read(text).programme.sessions] == ["on-bees"]


def test_an_event_without_a_title_is_told() -> None:
    found = noted(event().replace("SUMMARY:T\n", ""))
    assert [each.rule for each in found] == ["missing-field"]


def test_a_location_that_is_an_address_is_where_to_join() -> None:
    found = session("LOCATION:https://video.example.org/a?b=1\\,2")
    assert found.rooms == ()
    assert [(each.kind, each.url) for each in found.links] == [
        ("join", "https://video.example.org/a?b=1,2")
    ]


def test_a_room_may_be_a_component_of_its_own() -> None:
    found = programme(event("BEGIN:VLOCATION\nUID:1\nNAME:Barn\nEND:VLOCATION"))
    assert [str(room.name) for room in found.rooms] == ["Barn"]


def test_categories_are_tracks_where_the_tool_has_tracks() -> None:
    body = event("CATEGORIES:Open Bees")
    assert programme(body).sessions[0].tags == ("Open Bees",)
    tracked = programme(body, head=f"{ZONED}PRODID:-//Pentabarf//Schedule//EN\n")
    assert [str(track.title) for track in tracked.tracks] == ["Open Bees"]
    assert tracked.sessions[0].tags == ()


def test_tasks_journals_and_free_time_are_no_sessions_and_told() -> None:
    body = "".join(
        f"BEGIN:{name}\nSUMMARY:x\nEND:{name}\n" for name in ("VTODO", "VJOURNAL", "VFREEBUSY")
    )
    found = noted(event() + body)
    assert [(each.rule, each.at) for each in found] == [
        ("ignored-value", "BEGIN:VTODO"),
        ("ignored-value", "BEGIN:VJOURNAL"),
        ("ignored-value", "BEGIN:VFREEBUSY"),
    ]


def test_several_calendars_are_one_programme() -> None:
    document = read(calendar(event()) + calendar(event(uid="b")))
    assert len(document.programme.sessions) == 2
    assert [rule for rule, _ in document.problems] == ["guessed-value"]


def test_a_calendar_without_events_is_a_programme_without_sessions() -> None:
    assert programme("").sessions == ()


def test_a_language_may_be_told() -> None:
    found = read(calendar(event()), hints=Hints(language="nl")).programme
    assert found.languages == ("nl",)


def test_a_format_may_be_told_of_what_has_no_calendar_around_it() -> None:
    document = read(event(), hints=Hints(format="ical", timezone="Europe/Brussels"))
    assert clock(document.programme.sessions[0])[0] == "2026-05-02 10:00"


@settings(max_examples=200)
@given(damaged(WHOLE))
def test_a_damaged_calendar_ends_in_a_document_or_one_error(text: str) -> None:
    try:
        document = read(text, hints=Hints(format="ical"))
    except coopsched.ReadError as error:
        assert error.message  # noqa: PT017  either is right
        return
    lines = len(document.source.lines)
    for finding in coopsched.check(document):
        assert finding.position is not None
        assert 1 <= finding.position.line <= finding.position.end_line <= lines


PIECES = st.sampled_from(
    [
        *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VCALENDAR", "BEGIN:X", "END:X"),
        *("UID:a", "SUMMARY:T", "SUMMARY;LANGUAGE=xx-:T", " folded", "no line", "CN=a", ";", ":"),
        *("DTSTART:20260502T100000", "DTSTART;VALUE=DATE:19000101", "DTSTART:21981231T235959Z"),
        *("DTEND;TZID=Mars/Phobos:20260502T240000", "DTEND:21981231", "DURATION:-P1W"),
        *("RRULE:FREQ=DAILY", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "RRULE:INTERVAL=0"),
        *("RRULE:FREQ=WEEKLY;BYDAY=9XX", "RRULE:FREQ=DAILY;UNTIL=99991231", "RRULE:COUNT=0"),
        *("RDATE:20260503,20260504T100000/PT1H", "EXDATE:20260502", "RECURRENCE-ID:20260502"),
        *("TZID:Mars/Phobos", "BEGIN:STANDARD", "TZOFFSETTO:+0200", "TZOFFSETTO:+9999"),
        *("ORGANIZER;CN=A, B:mailto:x", "ORGANIZER;CN=C D:mailto:x", "ATTENDEE;CN=:invalid:nomail"),
        *("DESCRIPTION:Speakers: , (a), b (c)", "LOCATION:,", "URL:http://[", "CLASS:PRIVATE"),
        *("CATEGORIES:\\,,\\", "X-SPEAKER;ROLE=chair:A", "PRODID:pretalx", "X-WR-TIMEZONE:{}"),
    ]
)


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=25))
def test_any_lines_end_in_a_document(lines: list[str]) -> None:
    document = read("\n".join(["BEGIN:VCALENDAR", *lines]))
    assert all(finding.message for finding in coopsched.check(document))


FEED = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//coopsched//coopsched//EN
NAME:Meet
X-PUBLISHED-TTL:PT1H
BEGIN:VEVENT
UID:bees@meet
DTSTAMP:20260501T080000Z
DTSTART:20260515T080000Z
DTEND:20260515T090000Z
SUMMARY:Bees
LOCATION:Attic\, Mill\, 1\, Mill Lane
X-COOPSCHED-ROOM:Attic
END:VEVENT
BEGIN:VEVENT
UID:wax@meet
DTSTAMP:20260501T080000Z
DTSTART:20260515T080000Z
DTEND:20260515T090000Z
SUMMARY:Wax
LOCATION:Mill\, 1\, Mill Lane
END:VEVENT
BEGIN:VEVENT
UID:fair@meet
DTSTAMP:20260501T080000Z
DTSTART;VALUE=DATE:20260515
DTEND;VALUE=DATE:20260516
SUMMARY:Fair
LOCATION:Mill\, 1\, Mill Lane
END:VEVENT
END:VCALENDAR
"""


def test_in_a_feed_of_ours_the_venue_is_no_room_and_utc_no_guess() -> None:
    document = read(FEED)
    rooms = {each.key: each.rooms for each in document.programme.sessions}
    assert sorted(rooms.values()) == [(), (), ("attic",)]
    assert document.programme.timezone == "UTC"
    assert document.problems == ()
