"""Sessionize: its views All, Sessions and GridSmart; and what is odd in them."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coopsched
from coopsched.document import Document
from coopsched.reading.decoding import Limits
from coopsched.reading.hints import Hints
from strategies import damaged

BEES: dict[str, Any] = {
    "id": "101",
    "title": "On bees",
    "description": "Hives.",
    "startsAt": "2026-05-02T10:00:00",
    "endsAt": "2026-05-02T10:30:00",
    "isServiceSession": False,
    "isPlenumSession": False,
    "speakers": ["a1"],
    "categoryItems": [11, 21, 31, 41],
    "roomId": 7,
    "liveUrl": "https://example.org/live",
    "recordingUrl": None,
    "status": "Accepted",
    "isConfirmed": True,
}
ALL: dict[str, Any] = {
    "sessions": [BEES],
    "speakers": [
        {
            "id": "a1",
            "firstName": "Ada",
            "lastName": "Bee",
            "tagLine": "Keeper",
            "bio": "Keeps hives.",
            "links": [
                {"title": "Blog", "url": "https://example.org/ada", "linkType": "Blog"},
                {"title": "Other", "url": "https://example.com/ada", "linkType": "Other"},
            ],
        }
    ],
    "questions": [],
    "categories": [
        {"id": 1, "title": "Language", "items": [{"id": 11, "name": "English (UK)"}]},
        {"id": 2, "title": "Track", "items": [{"id": 21, "name": "Nature"}]},
        {"id": 3, "title": "Session format", "items": [{"id": 31, "name": "Workshop (90 min)"}]},
        {"id": 4, "title": "Level", "items": [{"id": 41, "name": "Beginner"}]},
    ],
    "rooms": [{"id": 7, "name": "Hall", "sort": 1}, {"id": 8, "name": "Foyer", "sort": 2}],
}
GROUPED = {
    **BEES,
    "speakers": [{"id": "a1", "name": "Ada Bee"}],
    "categories": [
        {"id": 1, "name": "Language", "categoryItems": [{"id": 11, "name": "English"}]},
        {"id": 4, "name": "Level", "categoryItems": [{"id": 41, "name": "Beginner"}]},
    ],
    "categoryItems": [],
    "room": "Hall",
}


def read(data: object, hints: Hints = Hints(timezone="Europe/Oslo")) -> Document:  # noqa: B008  immutable
    document = coopsched.loads(json.dumps(data, indent=1), name="days.json", hints=hints)
    assert document.format == "sessionize-json"
    return document


def one(**changes: object) -> Document:
    """Read the view All with one session, which differs from that on bees."""
    return read({**ALL, "sessions": [{**BEES, **changes}]})


def grid(*sessions: object, room: int = 7, day: str = "2026-05-02") -> object:
    """Return the view GridSmart with one room."""
    name = {7: "Hall", 8: "Foyer"}[room]
    slots = [{"slotStart": "10:00:00", "rooms": [{"id": room, "session": GROUPED}]}]
    rooms = [{"id": room, "name": name, "sessions": [*sessions]}]
    return [{"date": f"{day}T00:00:00", "isDefault": True, "rooms": rooms, "timeSlots": slots}]


def noted(document: Document, rule: str) -> list[str]:
    return [problem.message for id_, problem in document.problems if id_ == rule]


def test_the_view_all_is_read_whole() -> None:
    programme = read(ALL).programme
    session = programme.session("101")
    assert session.start is not None
    assert session.end is not None
    assert session.start.isoformat() == "2026-05-02T10:00:00+02:00"
    assert session.end.isoformat() == "2026-05-02T10:30:00+02:00"
    assert (str(session.title), str(session.description)) == ("On bees", "Hives.")
    assert (session.languages, session.kind, session.tags) == (("en",), "workshop", ("Beginner",))
    assert session.status == "confirmed"
    assert [(link.kind, link.url) for link in session.links] == [
        ("stream", "https://example.org/live")
    ]
    assert [room.label for room in programme.rooms] == ["Hall", "Foyer"]
    assert [programme.room(key).label for key in session.rooms] == ["Hall"]
    assert [str(track.title) for track in programme.tracks] == ["Nature"]
    speaker = programme.speaker(session.speakers[0].speaker)
    assert (speaker.name, str(speaker.biography)) == ("Ada Bee", "Keeper\n\nKeeps hives.")
    assert (speaker.url, speaker.same_as) == (
        "https://example.org/ada",
        ("https://example.com/ada",),
    )


def test_times_without_a_zone_are_a_guess() -> None:
    assert len(noted(read(ALL, Hints()), "guessed-timezone")) == 1
    assert noted(read(ALL), "guessed-timezone") == []


def test_an_offset_of_one_time_is_not_said_to_be_that_of_all() -> None:
    [message] = noted(
        read(
            {**ALL, "sessions": [BEES, {**BEES, "id": "2", "endsAt": "2026-05-02T11:00:00Z"}]},
            Hints(),
        ),
        "guessed-timezone",
    )
    assert "1 of 4 times has the offset +00:00, the others none" in message


def test_an_hour_24_is_the_next_day_and_is_told() -> None:
    document = one(startsAt="2026-05-02T25:00:00", endsAt="2026-05-03T02:00:00")
    assert str(document.programme.sessions[0].start) == "2026-05-03 01:00:00+02:00"
    assert noted(document, "hour-24") == [
        "“2026-05-02T25:00:00” has an hour after 23: it is read as the next day"
    ]


def test_more_sessions_than_the_limit_are_refused() -> None:
    text = json.dumps({**ALL, "sessions": [BEES] * 4})
    with pytest.raises(coopsched.ReadError, match="more than 3 sessions"):
        coopsched.loads(text, limits=Limits(sessions=3))


def test_the_title_of_the_programme_is_that_of_the_file() -> None:
    document = read(ALL)
    assert str(document.programme.title) == "days"
    assert "the file names no programme: it is called “days” after it" in (
        noted(document, "guessed-value")
    )


@pytest.mark.parametrize(
    "view",
    [
        [{"groupId": None, "groupName": "All", "sessions": [GROUPED]}],
        [{"groupName": "Nature", "sessions": [GROUPED]}, {"groupName": "x", "sessions": [GROUPED]}],
        grid(GROUPED),
        [GROUPED],
    ],
)
def test_the_other_views_hold_the_same_session_once(view: object) -> None:
    document = read(view)
    programme = document.programme
    assert [session.key for session in programme.sessions] == ["101"]
    session = programme.sessions[0]
    assert (session.languages, session.tags) == (("en",), ("Beginner",))
    assert programme.speaker(session.speakers[0].speaker).name == "Ada Bee"
    assert [programme.room(key).label for key in session.rooms] == ["Hall"]
    assert noted(document, "duplicate-id") == []


def test_two_sessions_of_one_id_are_a_finding() -> None:
    document = read({**ALL, "sessions": [BEES, {**BEES, "title": "On wax"}]})
    assert [session.key for session in document.programme.sessions] == ["101", "101~2"]
    assert len(noted(document, "duplicate-id")) == 1


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Coffee break", "break"),
        ("Mittagessen", "meal"),
        ("Registration", "registration"),
        ("Opening", "other"),
        ("Zzz", "other"),
    ],
)
def test_a_service_session_is_what_its_title_says(title: str, kind: str) -> None:
    document = one(title=title, isServiceSession=True, speakers=[], categoryItems=[])
    assert document.programme.sessions[0].kind == kind


def test_a_plenum_session_is_a_plenary_unless_a_category_says_more() -> None:
    assert one(isPlenumSession=True, categoryItems=[]).programme.sessions[0].kind == "plenary"
    assert one(isPlenumSession=True).programme.sessions[0].kind == "workshop"


@pytest.mark.parametrize(
    ("status", "confirmed", "expected"),
    [
        ("Accepted", True, "confirmed"),
        ("Accepted", False, "tentative"),
        (None, False, "confirmed"),
        ("Declined", False, "cancelled"),
        ("Accept_Queue", False, "draft"),
    ],
)
def test_a_status_is_one_of_ours(status: str | None, confirmed: bool, expected: str) -> None:
    assert one(status=status, isConfirmed=confirmed).programme.sessions[0].status == expected


def test_a_speaker_who_is_not_listed_is_called_by_id() -> None:
    document = one(speakers=["a1", "zz"])
    assert [speaker.name for speaker in document.programme.speakers] == ["Ada Bee", "zz"]
    assert "the file has no name for the speaker zz, which is called so" in (
        noted(document, "guessed-value")
    )


def test_a_category_item_that_is_not_listed_is_left_out() -> None:
    assert noted(one(categoryItems=[99]), "ignored-value") == [
        "the file lists no category item 99: it is left out"
    ]


def test_a_language_that_is_none_is_left_out() -> None:
    other = [{"id": 1, "title": "Sprache", "items": [{"id": 11, "name": "TBD"}]}]
    document = read({**ALL, "categories": other, "sessions": [{**BEES, "categoryItems": [11]}]})
    assert document.programme.sessions[0].languages == ()
    assert noted(document, "ignored-value") == ["“TBD” is no language: it is left out"]


def test_a_session_can_be_in_two_languages() -> None:
    both = [{"id": 1, "title": "Sprache", "items": [{"id": 11, "name": "Deutsch / English"}]}]
    document = read({**ALL, "categories": both, "sessions": [{**BEES, "categoryItems": [11]}]})
    assert document.programme.sessions[0].languages == ("de", "en")


def test_what_is_no_session_is_refused_and_counted() -> None:
    document = read({**ALL, "sessions": [BEES, 17, {"roomId": 7}]})
    assert len(document.programme.sessions) == 1
    assert len(noted(document, "session-refused")) == 2


def test_a_title_in_place_of_none_is_a_guess() -> None:
    document = one(title=None)
    assert str(document.programme.sessions[0].title) == "101"
    assert "a session has no title: it is called “101”" in noted(document, "guessed-value")


def test_a_session_without_times_is_unplaced() -> None:
    session = one(startsAt=None, endsAt=None, roomId=None).programme.sessions[0]
    assert (session.start, session.end, session.rooms) == (None, None, ())


def test_a_room_that_is_not_listed_is_called_by_number() -> None:
    document = one(roomId=55)
    assert [room.label for room in document.programme.rooms] == ["Hall", "Foyer", "55"]


def test_a_room_that_contradicts_its_column_is_a_finding() -> None:
    document = read(grid(GROUPED, room=8))
    assert noted(document, "contradictory-room") == [
        "this stands under the room “Foyer”, and its `roomId` is 7"
    ]


def test_a_session_of_another_day_than_the_grids_is_a_finding() -> None:
    document = read(grid(GROUPED, day="2026-05-05"))
    assert noted(document, "outside-its-day") == [
        "“On bees” is on 2026-05-02, and stands under the day 2026-05-05"
    ]


def test_a_night_belongs_to_the_day_before() -> None:
    night = {"startsAt": "2026-05-03T00:30:00", "endsAt": "2026-05-03T01:00:00"}
    assert noted(read(grid({**GROUPED, **night})), "outside-its-day") == []


def test_an_end_before_the_start_is_found_and_not_mended() -> None:
    document = one(endsAt="2026-05-02T09:00:00")
    assert "end-before-start" in {finding.rule for finding in coopsched.check(document)}


def test_a_session_of_no_length_has_no_minutes() -> None:
    assert one(endsAt="2026-05-02T10:00:00").programme.sessions[0].minutes == 0


def test_an_address_that_is_none_is_left_out() -> None:
    document = one(liveUrl="soon")
    assert document.programme.sessions[0].links == ()
    assert noted(document, "ignored-value") == ["“soon” is no address: it is left out"]


@pytest.mark.parametrize("suffix", ["Z", "+00:00"])
def test_times_in_utc_are_shown_in_the_zone(suffix: str) -> None:
    session = one(
        startsAt=f"2026-05-02T10:00:00{suffix}", endsAt=f"2026-05-02T10:30:00{suffix}"
    ).programme.sessions[0]
    assert session.start is not None
    assert session.start.isoformat() == "2026-05-02T12:00:00+02:00"


@pytest.mark.parametrize(
    "data",
    [
        {"coopsched": 1, "key": "k", "title": "t", "sessions": {"a": {"title": "A"}}},
        {"sessions": [{"title": "A"}], "key": "k"},
        [{"id": "a1", "fullName": "Ada Bee", "sessions": [{"id": 1, "name": "On bees"}]}],
        [1, 2],
    ],
)
def test_other_files_are_none_of_sessionize(data: object) -> None:
    try:
        assert coopsched.loads(json.dumps(data), name="other.json").format != "sessionize-json"
    except coopsched.ReadError as error:
        assert error.message  # noqa: PT017  either is right


SAMPLES = st.sampled_from([json.dumps(each, indent=1) for each in (ALL, grid(GROUPED), [GROUPED])])


@given(SAMPLES.flatmap(damaged))
@settings(max_examples=150, deadline=None)
def test_damaged_files_end_in_a_document_or_one_error(text: str) -> None:
    try:
        document = coopsched.loads(text, name="days.json")
    except coopsched.ReadError as error:
        assert error.message  # noqa: PT017  either is right
        return
    for finding in coopsched.check(document):
        assert finding.message


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5)
    | st.sampled_from(["2026-05-02T10:00:00", "9999-12-31T23:59:59-12:00", "a1", "7"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([*BEES, "name", "items", "categoryItems", "links", "url", "date", "rooms"]),
        inner,
        max_size=4,
    ),
)  # fmt: skip


@given(st.sampled_from(sorted(GROUPED)), VALUES, st.sampled_from(sorted(ALL)))
@settings(max_examples=200, deadline=None)
def test_any_value_in_any_field(field: str, value: object, part: str) -> None:
    changed = {**GROUPED, field: value}
    for data in (
        {**ALL, "sessions": [{**BEES, field: value}]},
        {**ALL, part: value},
        grid(changed),
    ):
        try:
            document = coopsched.loads(json.dumps(data), name="days.json")
        except coopsched.ReadError as error:
            assert error.message  # noqa: PT017  either is right
            continue
        for finding in coopsched.check(document):
            assert finding.message
