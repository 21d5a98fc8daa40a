"""`schedule.xml` in its dialects: what is read, and what is told of it."""

from datetime import date

import pytest
from hypothesis import given, settings

import coopsched
from coopsched.document import Document
from coopsched.reading.decoding import Limits
from coopsched.reading.hints import Hints
from strategies import damaged

EVENT = """
      <event id="7" guid="0b2f7c9e-1111-4222-8333-444455556666">
        <date>2026-05-02T10:00:00+02:00</date>
        <start>10:00</start>
        <duration>00:45</duration>
        <room>Hall</room>
        <slug>meet-7-on-bees</slug>
        <url>https://example.org/talk/7</url>
        <title>On bees</title>
        <subtitle>A field guide</subtitle>
        <track>Nature</track>
        <type>lecture</type>
        <language>en</language>
        <abstract>&lt;p&gt;Hives &amp;amp; honey.&lt;/p&gt;</abstract>
        <description>And wax.</description>
        <persons><person id="3">Ada Bee</person><person id="4">Bo Wax</person></persons>
        <links><link href="https://example.org/bees">More</link></links>
        <attachments><attachment type="slides" href="/bees.pdf">Slides</attachment></attachments>
      </event>"""
WHOLE = f"""<?xml version='1.0' encoding='utf-8'?>
<schedule>
  <version>1</version>
  <conference>
    <acronym>meet26</acronym>
    <title>Meet 2026</title>
    <venue>Old Mill</venue>
    <city>Ghent</city>
    <base_url>https://example.org/2026/</base_url>
    <time_zone_name>Europe/Brussels</time_zone_name>
    <track name="Nature" color="#00ff00" slug="nature"/>
  </conference>
  <day date="2026-05-02" index="1" start="2026-05-02T09:00:00+02:00"
    end="2026-05-02T18:00:00+02:00">
    <room name="Hall">{EVENT}
    </room>
    <room name="Attic"></room>
  </day>
</schedule>
"""


def schedule(
    events: str, *, zone: str = "Europe/Brussels", day: str = 'date="2026-05-02"', head: str = ""
) -> Document:
    """Read events of one day, without the level of rooms."""
    named = f"<time_zone_name>{zone}</time_zone_name>" if zone else ""
    text = f"""<schedule><conference><title>Meet</title>{named}{head}</conference>
<day {day}>
{events}
</day></schedule>"""
    return coopsched.loads(text, name="schedule.xml")


def event(inside: str, attributes: str = 'id="1"') -> str:
    """Write an event with a title."""
    return f"<event {attributes}><title>Bees</title>{inside}</event>"


def told(document: Document, rule: str) -> list[str]:
    """Return the messages of a rule."""
    return [problem.message for id_, problem in document.problems if id_ == rule]


def starts(document: Document) -> list[str]:
    """Return when each session begins, with the offset."""
    return [str(session.start) for session in document.programme.sessions]


def test_a_whole_schedule_is_read() -> None:
    document = coopsched.loads(WHOLE, name="schedule.xml")
    programme = document.programme
    assert (document.format, programme.key, str(programme.title)) == (
        "frab-xml",
        "meet26",
        "Meet 2026",
    )
    assert (programme.timezone, programme.url) == ("Europe/Brussels", "https://example.org/2026/")
    assert programme.venue is not None
    assert (str(programme.venue.name), str(programme.venue.address)) == ("Old Mill", "Ghent")
    assert [day.date for day in programme.days] == [date(2026, 5, 2)]
    session = programme.session("7")
    assert str(session.title) == "On bees"
    assert str(session.start) == "2026-05-02 10:00:00+02:00"
    assert session.minutes == 45
    assert [str(programme.room(key).name) for key in session.rooms] == ["Hall"]
    assert [programme.speaker(entry.speaker).name for entry in session.speakers] == [
        "Ada Bee",
        "Bo Wax",
    ]
    assert (session.kind, session.languages) == ("talk", ("en",))
    assert session.uid == "0b2f7c9e-1111-4222-8333-444455556666"
    assert str(session.description) == "A field guide\n\nHives & honey.\n\nAnd wax."
    assert session.track is not None
    assert [(str(each.title), each.colour) for each in programme.tracks] == [("Nature", "#00ff00")]
    assert [(link.kind, link.url) for link in session.links] == [
        ("page", "https://example.org/talk/7"),
        ("page", "https://example.org/bees"),
        ("slides", "https://example.org/bees.pdf"),
    ]
    assert document.problems == ()


def test_a_room_in_which_nothing_is_held_is_no_room_of_the_programme() -> None:
    programme = coopsched.loads(WHOLE, name="schedule.xml").programme
    assert [str(room.name) for room in programme.rooms] == ["Hall"]


def test_a_finding_stands_at_the_line_of_its_event() -> None:
    held = event("<start>10:00</start><room>Hall</room>")
    document = schedule("\n\n" + held + "\n" + event("<room>Hall</room>", 'id="2"'))
    found = coopsched.check(document, select=["session-unplaced"])
    assert [finding.position.line for finding in found if finding.position] == [6]


def test_without_a_date_the_day_and_the_start_tell_when() -> None:
    document = schedule(event("<start>10:00</start><duration>01:30</duration>"))
    assert starts(document) == ["2026-05-02 10:00:00+02:00"]
    assert document.programme.sessions[0].minutes == 90
    assert document.problems == ()


@pytest.mark.parametrize(
    ("change", "start", "begins"),
    [
        ("", "03:30", "2026-05-03 03:30:00+02:00"),
        ("", "04:00", "2026-05-02 04:00:00+02:00"),
        ("<day_change>09:00:00</day_change>", "08:59", "2026-05-03 08:59:00+02:00"),
        ("<day_change>00:00</day_change>", "03:30", "2026-05-02 03:30:00+02:00"),
    ],
)
def test_a_start_before_the_day_change_is_in_the_night(
    change: str, start: str, begins: str
) -> None:
    document = schedule(event(f"<start>{start}</start><duration>00:10</duration>"), head=change)
    assert starts(document) == [begins]
    assert told(document, "outside-its-day") == []


def test_a_night_belongs_to_the_day_before_it() -> None:
    late = event("<start>01:00</start><duration>01:00</duration>")
    document = schedule(event("<start>20:00</start><duration>01:00</duration>", 'id="2"') + late)
    programme = document.programme
    session = programme.session("1")
    assert str(session.start) == "2026-05-03 01:00:00+02:00"
    day = programme.day_of(session)
    assert day is not None
    assert day.date == date(2026, 5, 2)
    assert coopsched.check(document, select=["outside-opening-hours"]) == []


def test_a_night_that_reaches_into_the_next_day_closes_no_day() -> None:
    text = """<schedule><conference><title>Meet</title></conference>
<day date="2026-05-02">{}</day><day date="2026-05-03">{}</day></schedule>""".format(
        event("<start>02:00</start><duration>08:00</duration>"),
        event("<start>09:00</start><duration>01:00</duration>", 'id="2"'),
    )
    document = coopsched.loads(text, name="schedule.xml")
    assert [day.closes for day in document.programme.days] == [None, None]
    assert coopsched.check(document, select=["outside-opening-hours"]) == []


def test_a_date_wins_over_a_start_that_contradicts_it() -> None:
    document = schedule(
        event(
            "<date>2026-05-02T10:00:00+02:00</date><start>11:00</start><duration>01:00</duration>"
        )
    )
    assert starts(document) == ["2026-05-02 10:00:00+02:00"]
    assert len(told(document, "contradictory-start")) == 1


def test_a_date_in_utc_is_no_contradiction_of_its_start() -> None:
    document = schedule(event("<date>2026-05-02T08:00:00Z</date><start>10:00</start>"))
    assert starts(document) == ["2026-05-02 10:00:00+02:00"]
    assert document.problems == ()


def test_local_times_that_are_labelled_as_utc_are_read_as_local() -> None:
    dates = (
        "<date>2026-05-02T1{0}:00:00+00:00</date><start>1{0}:00</start><duration>1:00</duration>"
    )
    document = schedule("".join(event(dates.format(i), f'id="{i}"') for i in range(3)))
    assert starts(document)[0] == "2026-05-02 10:00:00+02:00"
    assert len(told(document, "wrong-offset")) == 3


def test_a_flaw_of_all_entries_is_told_once_with_their_number() -> None:
    dates = "<date>2026-05-02T10:{0}:00+00:00</date><start>10:{0}</start><duration>0:01</duration>"
    document = schedule("".join(event(dates.format(i), f'id="{i}"') for i in range(11, 41)))
    [message] = told(document, "wrong-offset")
    assert message.startswith("30 dates have an offset")


def test_a_zone_that_is_told_shows_that_the_offsets_are_wrong() -> None:
    text = event("<date>2026-05-02T10:00:00+00:00</date><start>10:00</start>")
    text = f'<schedule><day date="2026-05-02">{text}</day></schedule>'
    document = coopsched.loads(text, name="x.xml", hints=Hints(timezone="America/Montreal"))
    assert starts(document) == ["2026-05-02 10:00:00-04:00"]
    assert len(told(document, "wrong-offset")) == 1


def test_without_a_zone_the_offsets_let_guess_it() -> None:
    dates = "<date>2026-05-02T10:00:00+02:00</date><start>10:00</start>"
    document = schedule(event(dates), zone="")
    assert starts(document) == ["2026-05-02 10:00:00+02:00"]
    assert len(told(document, "guessed-timezone")) == 1
    assert told(document, "wrong-offset") == []


def test_a_zone_named_by_its_offset_is_one() -> None:
    document = schedule(event("<start>10:00</start>"), zone="+05:30")
    assert starts(document) == ["2026-05-02 10:00:00+05:30"]
    assert told(document, "unknown-timezone") == []


@pytest.mark.parametrize("zone", ["UTC+2", "GMT+2", "UTC+02:00", "+02:00", "+0200"])
def test_a_zone_named_by_whole_hours_leaves_nothing_to_guess(zone: str) -> None:
    document = schedule(event("<start>10:00</start>"), zone=zone)
    assert starts(document) == ["2026-05-02 10:00:00+02:00"]
    assert document.problems == ()


@pytest.mark.parametrize(
    ("zone", "name", "rules"),
    [
        ("Europe/brussels", "Europe/Brussels", []),
        ("America/New York", "America/New_York", []),
        ("W. Europe Standard Time", "Europe/Berlin", ["guessed-timezone"]),
        ("+05:30", "Asia/Kolkata", ["guessed-timezone"]),
        ("Mars/Phobos", "Etc/GMT-2", ["unknown-timezone", "guessed-timezone"]),
    ],
)
def test_a_zone_is_known_by_other_names(zone: str, name: str, rules: list[str]) -> None:
    document = schedule(event("<date>2026-05-02T10:00:00+02:00</date>"), zone=zone)
    assert document.programme.timezone == name
    assert [rule for rule, _ in document.problems] == rules


def test_an_unknown_zone_is_not_said_to_be_unnamed() -> None:
    document = schedule(event("<start>10:00</start>"), zone="Mars/Phobos")
    [message] = told(document, "guessed-timezone")
    assert message == "the zone “Mars/Phobos” is unknown, so it is guessed: times are read as UTC"


def test_a_start_shows_that_one_offset_is_wrong_also_where_the_zone_is_guessed() -> None:
    dates = ("10:00:00+02:00", "12:00:00+02:00", "11:00:00+00:00")
    events = (
        event(f"<date>2026-05-02T{date}</date><start>{date[:5]}</start>", f'id="{i}"')
        for i, date in enumerate(dates)
    )
    document = schedule("".join(events), zone="")
    assert starts(document)[2] == "2026-05-02 11:00:00+02:00"
    assert len(told(document, "wrong-offset")) == 1
    assert told(document, "contradictory-start") == []


def test_another_offset_than_the_guessed_one_stays_where_no_start_contradicts_it() -> None:
    dates = [f"<date>2026-05-02T10:00:00{offset}</date>" for offset in ("+02:00", "+02:00", "Z")]
    document = schedule("".join(event(d, f'id="{i}"') for i, d in enumerate(dates)), zone="")
    assert starts(document)[2] == "2026-05-02 10:00:00+00:00"
    assert told(document, "wrong-offset") == []


@pytest.mark.parametrize(
    ("days", "dates"),
    [
        (("14.05.2027", "15.05.2027"), [date(2027, 5, 14), date(2027, 5, 15)]),
        (("05/14/2027", "05/15/2027"), [date(2027, 5, 14), date(2027, 5, 15)]),
        (("8 February 2009",), [date(2009, 2, 8)]),
    ],
)
def test_a_day_may_be_written_as_its_country_does(days: tuple[str, ...], dates: list[date]) -> None:
    listed = "".join(
        f'<day date="{day}">{event("<start>10:00</start>", f"id={chr(34)}{i}{chr(34)}")}</day>'
        for i, day in enumerate(days)
    )
    head = "<title>Meet</title><time_zone_name>Europe/Brussels</time_zone_name>"
    text = f"<schedule><conference>{head}</conference>{listed}</schedule>"
    document = coopsched.loads(text, name="schedule.xml")
    assert [day.date for day in document.programme.days] == dates
    assert [s.start.date() for s in document.programme.sessions if s.start] == dates
    assert document.problems == ()


def test_a_day_that_can_be_two_dates_is_guessed_and_told() -> None:
    document = schedule(event("<start>10:00</start>"), day='date="08/02/2009"')
    assert starts(document) == ["2009-02-08 10:00:00+01:00"]
    assert len(told(document, "guessed-value")) == 1
    first = document.problems[0][1].position
    assert first is not None
    assert first.line == 2


def test_a_day_that_is_no_date_is_named_with_its_line() -> None:
    document = schedule(event("<start>10:00</start>"), day='date="soon"')
    found = [
        (p.message.partition(":")[0], p.position.line) for _, p in document.problems if p.position
    ]
    assert found[0] == ("“soon” is no date", 2)


def test_a_date_with_an_offset_in_an_hour_that_comes_twice_leaves_nothing_to_ask() -> None:
    document = schedule(
        event("<date>2026-10-25T02:15:00+02:00</date><duration>00:30</duration>"),
        day='date="2026-10-25"',
    )
    assert coopsched.check(document, select=["ambiguous-time"]) == []
    bare = event("<date>2026-10-25T02:15:00</date><end>02:45</end>")
    found = coopsched.check(schedule(bare, day='date="2026-10-25"'), select=["ambiguous-time"])
    assert len(found) == 2


def test_of_an_hour_that_comes_twice_the_offset_tells_which() -> None:
    document = schedule(
        event("<date>2026-10-25T02:30:00+02:00</date>")
        + event("<date>2026-10-25T02:30:00+01:00</date>", 'id="2"'),
        day='date="2026-10-25"',
    )
    offsets = [
        session.start.utcoffset() for session in document.programme.sessions if session.start
    ]
    assert [str(each) for each in offsets] == ["2:00:00", "1:00:00"]


def test_an_hour_24_is_the_next_day_and_is_told() -> None:
    document = schedule(event("<start>24:30</start><duration>00:15</duration>"))
    assert starts(document) == ["2026-05-03 00:30:00+02:00"]
    assert len(told(document, "hour-24")) == 1


def test_an_end_with_an_hour_24_is_told() -> None:
    document = schedule(event("<start>23:00</start><end>24:30</end>"))
    assert str(document.programme.sessions[0].end) == "2026-05-03 00:30:00+02:00"
    assert len(told(document, "hour-24")) == 1


def test_an_event_on_another_date_than_its_day_is_told() -> None:
    document = schedule(event("<date>2026-05-04T10:00:00+02:00</date><start>10:00</start>"))
    assert starts(document) == ["2026-05-04 10:00:00+02:00"]
    assert len(told(document, "outside-its-day")) == 1


def test_a_room_that_contradicts_the_one_around_it_is_told_and_wins() -> None:
    text = WHOLE.replace("<room>Hall</room>", "<room>Attic</room>")
    document = coopsched.loads(text, name="schedule.xml")
    assert [str(room.name) for room in document.programme.rooms] == ["Attic"]
    [problem] = [problem for id_, problem in document.problems if id_ == "contradictory-room"]
    assert problem.position is not None
    assert "Attic" in text.splitlines()[problem.position.line - 1]


def test_without_a_room_of_its_own_an_event_is_in_the_one_around_it() -> None:
    document = coopsched.loads(WHOLE.replace("<room>Hall</room>", ""), name="schedule.xml")
    assert [str(room.name) for room in document.programme.rooms] == ["Hall"]


def test_a_negative_duration_ends_before_it_starts_and_none_is_zero() -> None:
    document = schedule(
        event("<start>10:00</start><duration>-00:30</duration>")
        + event("<start>12:00</start><duration>00:00</duration>", 'id="2"')
    )
    found = {finding.rule for finding in coopsched.check(document)}
    assert {"end-before-start", "unlikely-duration"} <= found


def test_an_end_that_contradicts_the_duration_is_told() -> None:
    times = "<start>10:00</start><duration>01:00</duration><end>11:30</end>"
    document = schedule(event(times))
    assert document.programme.sessions[0].minutes == 60
    assert len(told(document, "contradictory-start")) == 1
    assert schedule(event(times.replace("11:30", "11:00"))).problems == ()


def test_an_end_is_read_where_there_is_no_duration() -> None:
    document = schedule(event("<start>23:00</start><end>00:30</end>"))
    assert str(document.programme.sessions[0].end) == "2026-05-03 00:30:00+02:00"


@pytest.mark.parametrize(
    "field", ["<date>soon</date>", "<start>noon</start>", "<duration>long</duration>"]
)
def test_a_time_that_cannot_be_read_is_left_out_and_told(field: str) -> None:
    document = schedule(event(field))
    assert len(document.programme.sessions) == 1
    assert len(told(document, "ignored-value")) == 1


def test_an_id_that_stands_twice_is_told_and_both_are_read() -> None:
    document = schedule(event("<start>10:00</start>") + event("<start>11:00</start>"))
    assert [session.key for session in document.programme.sessions] == ["1", "1~2"]
    assert len(told(document, "duplicate-id")) == 1


def test_a_guid_that_stands_twice_stays_with_the_first_and_is_told() -> None:
    one = 'id="{}" guid="0b2f7c9e-1111-4222-8333-444455556666"'
    document = schedule(event("", one.format(1)) + event("", one.format(2)))
    assert [session.uid is None for session in document.programme.sessions] == [False, True]
    assert [message[:7] for message in told(document, "duplicate-id")] == ["the UID"]
    document = schedule(event("", one.format(1)) + event("", one.format(1)))
    assert [message[:6] for message in told(document, "duplicate-id")] == ["the id"]


def test_without_ids_the_slug_and_then_the_title_make_the_key() -> None:
    document = schedule(event("<slug>on-bees</slug>", "") + event("", ""))
    assert [session.key for session in document.programme.sessions] == ["on-bees", "bees"]


def test_a_person_id_that_stands_for_several_names_is_split_by_name() -> None:
    persons = '<persons><person id="0">{}</person></persons>'
    document = schedule(
        event(persons.format("Ada Bee")) + event(persons.format("Bo Wax"), 'id="2"')
    )
    assert [speaker.name for speaker in document.programme.speakers] == ["Ada Bee", "Bo Wax"]
    assert len(told(document, "shared-person-id")) == 1


def test_persons_without_ids_are_known_by_name() -> None:
    persons = "<persons><person>Ada Bee</person></persons>"
    document = schedule(event(persons) + event(persons, 'id="2"'))
    assert [speaker.name for speaker in document.programme.speakers] == ["Ada Bee"]


def test_people_without_names_are_told_once_with_their_number() -> None:
    persons = '<persons><person id="3"/><person id="4"><name/></person></persons>'
    document = schedule(event(persons) + event(persons, 'id="2"'))
    assert document.programme.speakers == ()
    [message] = told(document, "ignored-value")
    assert message.startswith("4 people have no name")


def test_somebody_without_a_name_is_known_by_id_where_the_file_names_them() -> None:
    persons = '<persons><person id="3">{}</person></persons>'
    document = schedule(event(persons.format("")) + event(persons.format("Ada Bee"), 'id="2"'))
    assert [len(session.speakers) for session in document.programme.sessions] == [1, 1]
    assert document.problems == ()


def test_rooms_that_differ_in_case_only_stay_apart_and_are_told_once_each() -> None:
    rooms = ("Aula", "aula", "AULA", "aula")
    events = (event(f"<room>{room}</room>", f'id="{i}"') for i, room in enumerate(rooms))
    document = schedule("".join(events))
    assert [str(room.name) for room in document.programme.rooms] == ["Aula", "aula", "AULA"]
    assert told(document, "guessed-value") == [
        "“aula” is read as another room than “Aula”, from which it differs in case only",
        "“AULA” is read as another room than “Aula”, from which it differs in case only",
    ]


def test_what_says_that_a_room_is_to_be_found_is_none_and_counted() -> None:
    rooms = ("TBA", "Hall", "TBA", "à définir")
    events = (event(f"<room>{room}</room>", f'id="{i}"') for i, room in enumerate(rooms))
    document = schedule("".join(events))
    assert [str(room.name) for room in document.programme.rooms] == ["Hall"]
    assert told(document, "ignored-value") == [
        "“TBA” is no room: 2 sessions have none",
        "“à définir” is no room: one session has none",
    ]


def test_what_coopsched_wrote_keeps_the_rooms_that_its_author_named_so() -> None:
    rooms = "".join(event(f"<room>{each}</room>", f'id="{each}"') for each in ("TBA", "A", "a"))
    text = f"""<schedule><generator name="coopsched"/><conference><title>Meet</title>
    <time_zone_name>UTC</time_zone_name></conference>
    <day date="2026-05-02">{rooms}</day></schedule>"""
    document = coopsched.loads(text, name="schedule.xml")
    assert [str(room.name) for room in document.programme.rooms] == ["TBA", "A", "a"]
    assert document.problems == ()


def test_people_and_tracks_listed_beside_the_days_are_read() -> None:
    text = WHOLE.replace(
        "<day date",
        """<tracks><track online_qa="false">Nature</track><track>Craft</track></tracks>
        <persons><person id="3"><name>Ada Bee</name><biography>Keeps hives.</biography></person>
        </persons><day date""",
        1,
    )
    programme = coopsched.loads(text, name="schedule.xml").programme
    assert [str(track.title) for track in programme.tracks] == ["Nature", "Craft"]
    assert {str(each.biography) for each in programme.speakers if each.name == "Ada Bee"} == {
        "Keeps hives."
    }


def test_a_type_that_is_no_kind_is_kept_as_a_tag() -> None:
    session = schedule(event("<type>devroom</type>")).programme.sessions[0]
    assert (session.kind, session.tags) == (None, ("devroom",))


def test_languages_are_read_by_tag_or_name_and_others_left_out() -> None:
    document = schedule(
        event("<language>English</language>")
        + event("<language>fr/nl</language>", 'id="2"')
        + event("<language>?</language>", 'id="3"')
    )
    spoken = [session.languages for session in document.programme.sessions]
    assert spoken == [("en",), ("fr", "nl"), ()]
    assert len(told(document, "ignored-value")) == 1


def test_a_link_that_is_no_address_is_left_out_and_told() -> None:
    links = "<links><link href='slides.pdf'>Slides</link><link href='x y'/></links>"
    document = schedule(event(links))
    assert document.programme.sessions[0].links == ()
    assert len(told(document, "ignored-value")) == 2


def test_fields_without_a_place_in_a_programme_are_named_once() -> None:
    fields = "<feedback_url>https://example.org/f</feedback_url><logo/>"
    recording = "<recording><license>CC0</license></recording>"
    document = schedule(event(fields + recording) + event(fields, 'id="2"'))
    [message] = told(document, "ignored-value")
    assert message.endswith(": feedback_url (2 times), recording")


def test_markup_in_an_abstract_that_is_not_escaped_is_read() -> None:
    session = schedule(event("<abstract><p>One.</p><p>Two.</p></abstract>")).programme.sessions[0]
    assert str(session.description) == "One.\n\nTwo."


def test_a_cancelled_event_is_cancelled() -> None:
    assert schedule(event("<status>Cancelled</status>")).programme.sessions[0].status == "cancelled"


def test_an_empty_event_is_refused_and_one_without_a_title_is_read() -> None:
    document = schedule("<event/>" + '<event id="5"><start>10:00</start></event>')
    assert [session.key for session in document.programme.sessions] == ["5"]
    assert len(told(document, "session-refused")) == 1
    assert len(told(document, "missing-field")) == 1


def test_an_empty_schedule_is_a_programme_without_sessions() -> None:
    document = coopsched.loads("<schedule/>", name="schedule.xml")
    assert document.programme.sessions == ()
    assert told(document, "guessed-timezone")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!DOCTYPE html><html><body>Programme", "this is a web page"),
        ("<!-- x --> <HTML>", "this is a web page"),
        ("<rss><channel/></rss>", "no schedule: it holds “rss”"),
    ],
)
def test_what_is_no_schedule_is_one_clear_error(text: str, message: str) -> None:
    with pytest.raises(coopsched.ReadError, match=message) as caught:
        coopsched.loads(text, name="x.xml")
    assert caught.value.help


def test_what_coopsched_wrote_has_its_own_keys_and_hours_back() -> None:
    text = f"""<schedule><generator name="coopsched"/><conference><acronym>meet_26</acronym>
    <title>Meet</title><time_zone_name>Europe/Brussels</time_zone_name>
    <track name="Nature" slug="green"/></conference>
    <day date="2026-05-02" index="1" start="2026-05-02T09:00:00+02:00"
    end="2026-05-03T02:00:00+02:00"><room name="Hall"/><room name="–">
    <event id="{2**30 + 5}" guid="2a4d6bd4-8f0e-8d3f-9a70-3a1f2f6c1d55">
    <date>2026-05-02T10:00:00+02:00</date><start>10:00</start><duration>01:00</duration>
    <room>–</room><slug>meet_26---bee</slug><title>Bees</title><track>Nature</track>
    <description>a &lt;p&gt; tag&lt;/p&gt;</description></event></room></day></schedule>"""
    programme = coopsched.loads(text, name="schedule.xml").programme
    [session] = programme.sessions
    assert (session.key, session.uid, session.source_id) == ("bee", None, None)
    assert (session.rooms, session.track) == ((), "green")
    assert str(session.description) == "a <p> tag</p>"
    assert [str(room.name) for room in programme.rooms] == ["Hall"]
    [day] = programme.days
    assert (str(day.opens), str(day.closing)) == ("9:00:00", "1 day, 2:00:00")


def test_more_events_than_the_limit_are_refused_before_they_are_read() -> None:
    text = f"<schedule>{'<event/>' * 4}</schedule><broken"
    with pytest.raises(coopsched.ReadError, match="more than 3 sessions"):
        coopsched.loads(text, name="schedule.xml", limits=Limits(sessions=3))


@settings(max_examples=60)
@given(damaged(WHOLE))
def test_a_spoilt_schedule_ends_in_a_document_or_one_error(text: str) -> None:
    try:
        document = coopsched.loads(text, name="schedule.xml")
    except coopsched.ReadError as error:
        assert error.message  # noqa: PT017  either is right
        return
    for finding in coopsched.check(document):
        assert finding.message
