"""pretalx: its API, its widget, grids of its submissions; and what is odd in them."""

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

TALK: dict[str, Any] = {
    "code": "BEE123",
    "title": "On bees",
    "speakers": [{"code": "ADA111", "name": "Ada Bee", "biography": "Keeps hives."}],
    "submission_type": {"id": 4, "name": {"en": "Short talk", "fr": "Conférence courte"}},
    "track": {"id": 3, "name": {"en": "Nature"}, "color": "#00ff00"},
    "tags": ["outdoors"],
    "state": "confirmed",
    "abstract": "Hives.",
    "description": "And honey.",
    "duration": 30,
    "content_locale": "en",
    "resources": [
        {"resource": "https://example.org/bees.pdf", "description": "Slides", "is_public": True}
    ],
    "slots": [
        {
            "id": 9,
            "room": {"id": 7, "name": {"en": "Hall", "fr": "Salle"}, "capacity": 80},
            "start": "2026-05-02T10:00:00+02:00",
            "end": "2026-05-02T10:30:00+02:00",
        }
    ],
}
WIDGET: dict[str, Any] = {
    "talks": [
        {
            "code": "BEE123",
            "id": 1,
            "title": "On bees",
            "speakers": ["ADA111"],
            "track": 3,
            "start": "2026-05-02T10:00:00+02:00",
            "end": "2026-05-02T10:30:00+02:00",
            "room": 7,
            "duration": 30,
        },
        {
            "id": 2,
            "title": {"en": "Lunch", "de": "Mittagessen"},
            "start": "2026-05-02T10:30:00Z",
            "end": "2026-05-02T13:30:00+02:00",
            "room": 8,
        },
    ],
    "version": "1.0",
    "timezone": "Europe/Berlin",
    "event_start": "2026-05-02",
    "event_end": "2026-05-02",
    "tracks": [{"id": 3, "name": {"en": "Nature"}, "color": "#00ff00"}],
    "rooms": [{"id": 7, "name": {"en": "Hall"}}, {"id": 8, "name": {"en": "Foyer"}}],
    "speakers": [{"code": "ADA111", "name": "Ada Bee"}, {"code": "BOB222", "name": "Bo Comb"}],
}


def read(data: object, hints: Hints = Hints(timezone="Europe/Berlin")) -> Document:  # noqa: B008  immutable
    document = coopsched.loads(json.dumps(data, indent=1), name="days.json", hints=hints)
    assert document.format == "pretalx-json"
    return document


def talk(**changes: object) -> dict[str, Any]:
    """Return the talk on bees with changes; None takes a field away."""
    merged = {**TALK, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def slot(start: str = "10:00", end: str = "10:30", room: object = 7, **more: object) -> object:
    at = {"start": f"2026-05-02T{start}:00+02:00", "end": f"2026-05-02T{end}:00+02:00"}
    return {"id": int(start[:2]), "room": room, **at, **more}


def widget(*talks: object, **changes: object) -> dict[str, Any]:
    return {**WIDGET, "talks": [*talks], **changes} if talks else {**WIDGET, **changes}


def grid(cell: object, minute: str = "600", room: str = "7", **beside: object) -> object:
    """Return a grid with one cell, as sites make it of the API."""
    return {"schedule": {"2026-05-02": {minute: {room: cell}, "630": {room: {}}}}, **beside}


def noted(document: Document, rule: str) -> list[str]:
    return [problem.message for id_, problem in document.problems if id_ == rule]


def times(document: Document) -> list[str]:
    return [
        f"{session.start:%d %H:%M}" if session.start else "-"
        for session in document.programme.sessions
    ]


def test_a_submission_of_the_api_is_read_whole() -> None:
    programme = read({"count": 1, "next": None, "results": [TALK]}).programme
    session = programme.session("BEE123")
    assert (str(session.title), session.kind, session.languages) == ("On bees", "talk", ("en",))
    assert session.start is not None
    assert session.end is not None
    assert session.start.isoformat() == "2026-05-02T10:00:00+02:00"
    assert session.end.isoformat() == "2026-05-02T10:30:00+02:00"
    assert str(session.description) == "Hives.\n\nAnd honey."
    assert session.tags == ("outdoors",)
    assert [(link.kind, link.url) for link in session.links] == [
        ("slides", "https://example.org/bees.pdf")
    ]
    room = programme.room(session.rooms[0])
    assert (dict(room.name or {}), room.capacity) == ({"en": "Hall", "fr": "Salle"}, 80)
    speaker = programme.speaker(session.speakers[0].speaker)
    assert (speaker.name, str(speaker.biography)) == ("Ada Bee", "Keeps hives.")
    assert [(str(track.title), track.colour) for track in programme.tracks] == [
        ("Nature", "#00ff00")
    ]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda one: [one],
        lambda one: {"submissions": [one]},
        lambda one: {"BEE123": one},
        lambda one: [{"count": 2, "results": [one]}, {"count": 2, "results": []}],
    ],
)
def test_submissions_are_found_wherever_they_stand(wrap: Any) -> None:
    assert times(read(wrap(TALK))) == ["02 10:00"]


def test_the_api_of_before_has_one_slot_and_names_in_place_of_numbers() -> None:
    old = talk(
        slots=None,
        slot={
            "room_id": 7,
            "room": {"en": "Hall"},
            "start": "2026-05-02T10:00:00+02:00",
            "end": "2026-05-02T10:30:00+02:00",
        },
        track="Nature",
        submission_type="Workshop",
    )
    programme = read([old]).programme
    assert programme.sessions[0].kind == "workshop"
    assert [room.label for room in programme.rooms] == ["Hall"]
    assert [str(track.title) for track in programme.tracks] == ["Nature"]


def test_slots_hold_submissions_and_breaks() -> None:
    document = read(
        {
            "version": "1.0",
            "slots": [
                slot(room={"id": 7, "name": "Hall"}, submission=talk(slots=None)),
                slot("12:00", "13:00", room=None, submission=None, description={"en": "Lunch"}),
            ],
        }
    )
    found = [(str(s.title), s.kind) for s in document.programme.sessions]
    assert found == [("On bees", "talk"), ("Lunch", "meal")]
    assert times(document) == ["02 10:00", "02 12:00"]


def test_slots_that_stand_apart_belong_to_the_submissions_they_name() -> None:
    document = read(
        {"submissions": [talk(slots=[10])], "slots": [slot(submission="BEE123", room=None)]}
    )
    assert times(document) == ["02 10:00"]


def test_a_submission_in_two_slots_is_shown_twice() -> None:
    document = read([talk(slots=[slot(room=None), slot("14:00", "14:30", room=None)])])
    first, second = document.programme.sessions
    assert (first.key, second.key, second.repeats) == ("BEE123", "BEE123~2", "BEE123")
    assert str(second.title) == "On bees"
    assert times(document) == ["02 10:00", "02 14:00"]
    assert noted(document, "duplicate-id") == []


def test_the_widget_repeats_a_code_for_another_slot_and_not_for_the_same() -> None:
    one = WIDGET["talks"][0]
    later = {"id": 5, "start": "2026-05-02T14:00:00+02:00", "end": "2026-05-02T14:30:00+02:00"}
    assert noted(read(widget(one, {**one, **later})), "duplicate-id") == []
    assert len(noted(read(widget(one, one)), "duplicate-id")) == 1


def test_the_widget_refers_by_number_and_code() -> None:
    document = read(widget())
    programme = document.programme
    bees, lunch = programme.sessions
    assert programme.timezone == "Europe/Berlin"
    assert [programme.room(key).label for key in (*bees.rooms, *lunch.rooms)] == ["Hall", "Foyer"]
    assert programme.speaker(bees.speakers[0].speaker).name == "Ada Bee"
    assert (lunch.kind, dict(lunch.title)) == ("meal", {"en": "Lunch", "de": "Mittagessen"})
    assert times(document) == ["02 10:00", "02 12:30"]
    assert [speaker.name for speaker in programme.speakers] == ["Ada Bee", "Bo Comb"]


def test_a_widget_without_sessions_is_an_empty_programme() -> None:
    assert read({"talks": [], "rooms": [], "version": "wip"}).programme.sessions == ()


def test_a_grid_is_read_by_its_slots() -> None:
    document = read(grid(TALK, rooms=[{"id": 7, "name": "Hall", "capacity": 80}]))
    assert times(document) == ["02 10:00"]
    assert noted(document, "contradictory-start") == []


def test_a_grid_without_sessions_is_an_empty_programme() -> None:
    assert read(grid({})).programme.sessions == ()


def test_of_several_slots_a_cell_holds_the_one_that_is_there() -> None:
    both = talk(slots=[slot("09:00", "09:30"), slot()])
    assert times(read(grid(both))) == ["02 10:00"]


def test_a_slot_in_another_row_or_column_of_the_grid_is_a_finding() -> None:
    document = read(grid(TALK, minute="720", room="8"))
    assert noted(document, "contradictory-start") == [
        "“On bees” stands at 2026-05-02T12:00, and its slot starts at 2026-05-02T10:00"
    ]
    assert noted(document, "contradictory-room") == [
        "“On bees” stands under room 8, and its slot is in 7"
    ]
    assert times(document) == ["02 10:00"]


def test_what_stands_beside_the_grid_is_told_and_not_read() -> None:
    sprint = talk(code="SPR1", title="Build hives", slots=[slot(room={"id": 9, "name": "Shed"})])
    document = read(
        grid(
            TALK,
            rooms=[{"id": 9, "name": "Shed"}, {"id": 7, "name": "Hall"}, {"id": 6, "name": "Pit"}],
            sprints={"2026-05-01": {"600": {"9": sprint}}},
            extra={"2026-05-02": {"720": {"id": "lunch", "title": {"en": "Lunch"}}}},
        )
    )
    assert times(document) == ["02 10:00"]
    assert [room.label for room in document.programme.rooms] == ["Hall", "Pit"]
    assert noted(document, "ignored-value") == [
        "`sprints` stands beside `schedule` and is not read: 1 entries, “Build hives”",
        "`extra` stands beside `schedule` and is not read: 1 entries, “Lunch”",
    ]


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("confirmed", "confirmed"),
        ("accepted", "tentative"),
        ("submitted", "draft"),
        ("canceled", "cancelled"),
        ("withdrawn", "cancelled"),
    ],
)
def test_a_state_is_a_status(state: str, status: str) -> None:
    assert read([talk(state=state)]).programme.sessions[0].status == status


def test_what_was_rejected_and_never_placed_is_left_out() -> None:
    document = read([TALK, talk(code="NO1", title="On wasps", state="rejected", slots=[])])
    assert [session.key for session in document.programme.sessions] == ["BEE123"]
    assert noted(document, "ignored-value") == [
        "“On wasps” is rejected and has no place: it is left out"
    ]


def test_a_submission_without_a_slot_is_unplaced_and_keeps_its_length() -> None:
    session = read([talk(slots=[])]).programme.sessions[0]
    assert (session.start, session.minutes) == (None, 30)


def test_a_duration_that_is_not_the_slots_is_a_finding() -> None:
    document = read([talk(duration=45)])
    assert noted(document, "contradictory-start") == [
        "“On bees” has a slot of 30 minutes, and its `duration` is 45"
    ]
    assert str(document.programme.sessions[0].end)[11:16] == "10:30"


def test_a_slot_of_no_length_has_no_minutes() -> None:
    session = read([talk(slots=[slot(end="10:00")], duration=None)]).programme.sessions[0]
    assert session.minutes == 0


def test_an_end_before_the_start_is_found_and_not_mended() -> None:
    document = read([talk(slots=[slot(end="09:00")], duration=None)])
    assert "end-before-start" in {finding.rule for finding in coopsched.check(document)}


def test_an_offset_that_is_not_the_zones_is_a_finding() -> None:
    one = {**WIDGET["talks"][0], "start": "2026-05-02T10:00:00+05:00"}
    document = read(widget(one))
    assert noted(document, "wrong-offset") == [
        "“2026-05-02T10:00:00+05:00” has another offset than Europe/Berlin has then"
    ]


def test_offsets_let_guess_a_zone_that_nobody_named() -> None:
    document = read([TALK], Hints())
    assert len(noted(document, "guessed-timezone")) == 1
    assert document.programme.sessions[0].start is not None
    assert document.programme.sessions[0].start.isoformat() == "2026-05-02T10:00:00+02:00"


def test_a_zone_in_another_case_is_named_and_so_its_offsets_are_judged() -> None:
    one = {**WIDGET["talks"][0], "start": "2026-05-02T10:00:00+05:00"}
    document = read({**widget(one), "timezone": "europe/berlin"})
    assert document.programme.timezone == "Europe/Berlin"
    assert len(noted(document, "wrong-offset")) == 1


def test_more_sessions_than_the_limit_are_refused() -> None:
    with pytest.raises(coopsched.ReadError, match="more than 3 sessions"):
        coopsched.loads(json.dumps(widget(*WIDGET["talks"][:1] * 4)), limits=Limits(sessions=3))


def test_a_session_outside_the_event_is_a_finding_and_one_in_its_last_night_none() -> None:
    one = WIDGET["talks"][0]
    late = {"start": "2026-05-03T01:00:00+02:00", "end": "2026-05-03T01:30:00+02:00"}
    after = {"start": "2026-05-04T10:00:00+02:00", "end": "2026-05-04T10:30:00+02:00"}
    assert noted(read(widget({**one, **late})), "outside-its-day") == []
    assert noted(read(widget({**one, **after})), "outside-its-day") == [
        "“On bees” starts on 2026-05-04; the event is from 2026-05-02 to 2026-05-02"
    ]


def test_what_is_no_session_is_refused_and_counted() -> None:
    document = read(widget(WIDGET["talks"][0], 17, {"x": 1}))
    assert len(document.programme.sessions) == 1
    assert len(noted(document, "session-refused")) == 2


def test_names_that_the_file_does_not_give_are_numbers_and_codes() -> None:
    document = read([talk(slots=[slot(room=12)], speakers=["ADA111"], tags=[5], track=3)])
    programme = document.programme
    assert [room.label for room in programme.rooms] == ["12"]
    assert [speaker.name for speaker in programme.speakers] == ["ADA111"]
    assert [str(track.title) for track in programme.tracks] == ["3"]
    assert programme.sessions[0].tags == ()
    guessed = noted(document, "guessed-value")
    assert {"the file has no name for the room 12, which is called so"} < set(guessed)
    assert noted(document, "ignored-value") == [
        "the file has no name for the tag 5: it is left out"
    ]


def test_one_page_of_several_is_told() -> None:
    page = {"count": 9, "next": "https://example.org/?page=2", "results": [TALK]}
    assert "this is one page of several, with 1 of 9 entries: it is read as if it were all" in (
        noted(read(page), "guessed-value")
    )


def test_a_title_in_place_of_none_is_a_guess() -> None:
    document = read([talk(title=None)])
    assert str(document.programme.sessions[0].title) == "BEE123"
    assert "a session has no title: it is called “BEE123”" in noted(document, "guessed-value")


def test_a_type_that_is_no_kind_of_ours_is_a_tag() -> None:
    session = read([talk(submission_type="Zzz")]).programme.sessions[0]
    assert (session.kind, session.tags) == (None, ("outdoors", "Zzz"))


def test_a_language_that_is_none_is_left_out() -> None:
    document = read([talk(content_locale="??")])
    assert document.programme.sessions[0].languages == ()
    assert noted(document, "ignored-value") == ["“??” is no language: it is left out"]


def test_availabilities_are_when_a_room_can_be_used() -> None:
    room = {"id": 7, "name": "Hall", "availabilities": [slot("09:00", "10:15", room=None)]}
    document = read([talk(slots=[slot(room=room)])])
    assert "room-unavailable" in {finding.rule for finding in coopsched.check(document)}


def test_a_person_with_two_names_is_two() -> None:
    other = [{"code": "ADA111", "name": "Cy Drone"}]
    document = read([TALK, talk(code="WAX1", speakers=other)])
    assert len(document.programme.speakers) == 2
    assert len(noted(document, "shared-person-id")) == 1


def test_a_blocked_room_is_published_nowhere() -> None:
    closed = {"id": 3, "title": {"en": "Cleaning"}, "slot_type": "blocker", "room": 7}
    times_ = {"start": "2026-05-02T11:00:00+02:00", "end": "2026-05-02T11:30:00+02:00"}
    session = read(widget({**closed, **times_})).programme.sessions[0]
    assert (session.kind, session.status) == ("other", "draft")


@pytest.mark.parametrize(
    "data",
    [
        {"coopsched": 1, "key": "k", "title": "t", "sessions": {"a": {"title": "A"}}},
        {"schedule": {"version": "1", "conference": {"days": []}}},
        {"count": 1, "results": [{"code": "ADA111", "name": "Ada Bee"}]},
        {"rooms": [], "speakers": []},
        [1, 2],
    ],
)
def test_other_files_are_none_of_pretalx(data: object) -> None:
    text = json.dumps(data)
    try:
        assert coopsched.loads(text, name="other.json").format != "pretalx-json"
    except coopsched.ReadError as error:
        assert error.message  # noqa: PT017  either is right


SAMPLES = st.sampled_from(
    [json.dumps(each, indent=1) for each in (WIDGET, [TALK], grid(TALK, sprints={"a": [TALK]}))]
)


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
    | st.sampled_from(["2026-05-02T10:00:00+02:00", "9999-12-31T23:59:59-12:00", "ADA111", "7"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([*TALK, "id", "name", "room", "start", "end", "en", "submission"]),
        inner,
        max_size=4,
    ),
)  # fmt: skip


@given(st.sampled_from(sorted(TALK)), VALUES, st.sampled_from(sorted(WIDGET)))
@settings(max_examples=200, deadline=None)
def test_any_value_in_any_field(field: str, value: object, part: str) -> None:
    for data in ([{**TALK, field: value}], {**WIDGET, part: value}, grid({**TALK, field: value})):
        try:
            document = coopsched.loads(json.dumps(data), name="days.json")
        except coopsched.ReadError as error:
            assert error.message  # noqa: PT017  either is right
            continue
        for finding in coopsched.check(document):
            assert finding.message
