"""`schedule.json` in its versions: what is read, and what is told of it."""

import copy
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

import coopsched
from coopsched.document import Document
from coopsched.reading.decoding import Limits
from strategies import damaged

EVENT: dict[str, Any] = {
    "url": "https://example.org/talk/7",
    "id": 7,
    "guid": "0b2f7c9e-1111-4222-8333-444455556666",
    "logo": None,
    "date": "2026-05-02T10:00:00+02:00",
    "start": "10:00",
    "duration": "00:45",
    "room": "Hall",
    "slug": "meet-7-on-bees",
    "title": "On bees",
    "subtitle": "",
    "track": "Nature",
    "type": "workshop",
    "language": "de",
    "abstract": "Hives.",
    "description": None,
    "do_not_record": False,
    "persons": [
        {"id": 3, "public_name": "Ada Bee"},
        {"id": 4, "name": "Bo Wax", "biography": "Hi."},
    ],
    "links": [{"url": "https://example.org/bees", "title": "Slides"}],
    "attachments": [{"url": "/bees.mp4", "title": "Film", "type": "media"}],
}
WHOLE: dict[str, Any] = {
    "schedule": {
        "version": "1",
        "base_url": "https://example.org/",
        "conference": {
            "acronym": "meet26",
            "title": "Meet 2026",
            "start": "2026-05-02",
            "end": "2026-05-02",
            "daysCount": 1,
            "timeslot_duration": "00:05",
            "time_zone_name": "Europe/Brussels",
            "tracks": [{"name": "Nature", "slug": "nature", "color": "#00ff00"}],
            "rooms": [
                {"name": "Hall", "slug": "hall", "guid": "x", "capacity": 200},
                {"name": "Attic", "capacity": None},
            ],
            "days": [
                {
                    "index": 1,
                    "date": "2026-05-02",
                    "day_start": "2026-05-02T09:00:00+02:00",
                    "day_end": "2026-05-02T18:00:00+02:00",
                    "rooms": {"Hall": [EVENT]},
                }
            ],
        },
    }
}


def read(data: Any) -> Document:
    """Read data as JSON."""
    return coopsched.loads(json.dumps(data, indent=1), name="schedule.json")


def changed(**fields: Any) -> Document:
    """Read the whole schedule with another event; a None is a null."""
    data = copy.deepcopy(WHOLE)
    data["schedule"]["conference"]["days"][0]["rooms"]["Hall"][0] |= fields
    return read(data)


def told(document: Document, rule: str) -> list[str]:
    """Return the messages of a rule."""
    return [problem.message for id_, problem in document.problems if id_ == rule]


def test_a_whole_schedule_is_read() -> None:
    document = read(WHOLE)
    programme = document.programme
    assert (document.format, programme.key, str(programme.title)) == (
        "c3voc-json",
        "meet26",
        "Meet 2026",
    )
    assert (programme.timezone, programme.url) == ("Europe/Brussels", "https://example.org/")
    assert [day.date for day in programme.days] == [date(2026, 5, 2)]
    session = programme.session("7")
    assert (str(session.title), str(session.start)) == ("On bees", "2026-05-02 10:00:00+02:00")
    assert (session.minutes, session.kind, session.languages) == (45, "workshop", ("de",))
    assert session.uid == "0b2f7c9e-1111-4222-8333-444455556666"
    assert str(session.description) == "Hives."
    assert [(str(room.name), room.capacity) for room in programme.rooms] == [("Hall", 200)]
    assert [(str(each.title), each.colour) for each in programme.tracks] == [("Nature", "#00ff00")]
    assert [(each.name, str(each.biography)) for each in programme.speakers] == [
        ("Ada Bee", "None"),
        ("Bo Wax", "Hi."),
    ]
    assert [(link.kind, link.url) for link in session.links] == [
        ("page", "https://example.org/talk/7"),
        ("slides", "https://example.org/bees"),
        ("recording", "https://example.org/bees.mp4"),
    ]
    [left_out] = told(document, "ignored-value")
    assert left_out.endswith(": do_not_record")


def test_a_schema_and_a_generator_may_stand_beside_the_schedule() -> None:
    data = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "hub"},
        **WHOLE,
    }
    assert len(read(data).programme.sessions) == 1


def test_rooms_may_be_a_list() -> None:
    data = copy.deepcopy(WHOLE)
    data["schedule"]["conference"]["days"][0]["rooms"] = [{"name": "Hall", "events": [EVENT]}]
    assert [str(room.name) for room in read(data).programme.rooms] == ["Hall"]


def test_events_may_stand_beside_the_days_with_whole_dates() -> None:
    data = copy.deepcopy(WHOLE)
    data["schedule"]["conference"]["days"][0].pop("rooms")
    data["schedule"]["events"] = [
        {
            "guid": "0b2f7c9e-1111-4222-8333-444455556666",
            "slug": "on-bees",
            "title": "On bees",
            "start": "2026-05-02T10:00:00+02:00",
            "end": "2026-05-02T10:45:00+02:00",
            "room": {"name": "Hall", "guid": "y"},
            "participants": [{"name": "Ada Bee", "guid": "z"}],
            "abstract": {"en": "Hives.", "de": "Stöcke."},
        }
    ]
    programme = read(data).programme
    session = programme.session("on-bees")
    assert str(session.end) == "2026-05-02 10:45:00+02:00"
    assert str(session.description) == "Hives."
    assert [str(room.name) for room in programme.rooms] == ["Hall"]
    assert [speaker.name for speaker in programme.speakers] == ["Ada Bee"]


def test_a_room_that_contradicts_the_one_around_it_is_told_and_wins() -> None:
    document = changed(room="Attic")
    assert [str(room.name) for room in document.programme.rooms] == ["Attic"]
    assert len(told(document, "contradictory-room")) == 1


def test_a_finding_stands_at_the_line_of_its_event() -> None:
    document = changed(date=None, start=None)
    [finding] = coopsched.check(document, select=["session-unplaced"])
    lines = document.source.text.splitlines()
    assert finding.position is not None
    assert '"id": 7' in "".join(lines[finding.position.line - 1 :][:4])


def test_a_night_belongs_to_the_day_under_which_it_is_listed() -> None:
    document = changed(date="2026-05-03T03:00:00+02:00", start="03:00")
    day = document.programme.day_of(document.programme.sessions[0])
    assert day is not None
    assert day.date == date(2026, 5, 2)
    assert told(document, "outside-its-day") == []


def test_an_event_of_another_day_is_told() -> None:
    document = changed(date="2026-05-03T13:00:00+02:00", start="13:00")
    assert len(told(document, "outside-its-day")) == 1


@pytest.mark.parametrize("event", [None, "On bees", 7, [], {}])
def test_what_is_no_event_is_refused(event: Any) -> None:
    data = copy.deepcopy(WHOLE)
    data["schedule"]["conference"]["days"][0]["rooms"]["Hall"].append(event)
    document = read(data)
    assert len(document.programme.sessions) == 1
    assert len(told(document, "session-refused")) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("persons", None), ("persons", "Ada"), ("persons", [None, 3, "Ada Bee", {}]),
        ("links", {"a": 1}), ("links", [None, "https://example.org", {"title": "x"}]),
        ("room", None), ("room", {"guid": "x"}), ("track", {"a": 1}), ("title", ["x"]),
        ("duration", 45), ("language", None), ("id", None), ("guid", ""), ("date", 7),
    ],
)  # fmt: skip
def test_a_value_of_another_shape_loses_no_session(name: str, value: Any) -> None:
    assert len(changed(**{name: value}).programme.sessions) == 1


def test_what_coopsched_wrote_has_its_own_keys_back() -> None:
    data = copy.deepcopy(WHOLE)
    data["generator"] = {"name": "coopsched"}
    data["schedule"]["conference"]["rooms"][0]["slug"] = "great-hall"
    data["schedule"]["conference"]["rooms"][1] |= {"slug": "net", "type": "online"}
    event = data["schedule"]["conference"]["days"][0]["rooms"]["Hall"][0]
    event |= {
        "id": 2**30 + 5,
        "guid": "2a4d6bd4-8f0e-8d3f-9a70-3a1f2f6c1d55",
        "slug": "meet26-bees",
        "url": "urn:uuid:2a4d6bd4-8f0e-8d3f-9a70-3a1f2f6c1d55",
        "end": "2026-05-02T10:45:30+02:00",
    }
    document = read(data)
    [session] = document.programme.sessions
    assert (session.key, session.uid, session.source_id) == ("bees", None, None)
    assert session.rooms == ("great-hall",)
    assert [(room.key, room.online) for room in document.programme.rooms] == [
        ("great-hall", False),
        ("net", True),
    ]
    assert str(session.end) == "2026-05-02 10:45:30+02:00"
    assert told(document, "contradictory-start") == []


def test_a_day_may_be_written_as_its_country_does() -> None:
    data = copy.deepcopy(WHOLE)
    day = data["schedule"]["conference"]["days"][0]
    day["date"] = "14.05.2026"
    del day["rooms"]["Hall"][0]["date"]
    document = coopsched.loads(json.dumps(data), name="schedule.json")
    assert [each.date for each in document.programme.days] == [date(2026, 5, 14)]
    assert str(document.programme.sessions[0].start) == "2026-05-14 10:00:00+02:00"
    assert {rule for rule, _ in document.problems} == {"ignored-value"}


def test_more_sessions_than_the_limit_are_refused() -> None:
    data = copy.deepcopy(WHOLE)
    data["schedule"]["conference"]["days"][0]["rooms"]["Hall"] *= 4
    with pytest.raises(coopsched.ReadError, match="more than 3 sessions"):
        coopsched.loads(json.dumps(data), limits=Limits(sessions=3))


@settings(max_examples=60)
@given(damaged(json.dumps(WHOLE)))
def test_a_spoilt_schedule_ends_in_a_document_or_one_error(text: str) -> None:
    try:
        document = coopsched.loads(text, name="schedule.json")
    except coopsched.ReadError as error:
        assert error.message  # noqa: PT017  either is right
        return
    for finding in coopsched.check(document):
        assert finding.message
