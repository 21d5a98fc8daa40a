"""`schedule.json`: valid against the schema of c3voc, where its one misspelt word is mended."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from hypothesis import given
from jsonschema import Draft6Validator, FormatChecker

import coopsched
from builders import HEAD, lets_coop, programme
from coopsched.model import Programme
from coopsched.publishing import c3voc
from coopsched.publishing.losses import NothingToWrite
from golden import golden
from programmes import PROGRAMMES
from schemas import schema

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "publishing"
A = "title: A, start: 10:00, end: 11:00"
FORMATS = FormatChecker(formats=())


@FORMATS.checks("date", raises=ValueError)
def _is_date(text: object) -> bool:
    return len(str(text)) == 10 and bool(date.fromisoformat(str(text)))


@FORMATS.checks("date-time", raises=ValueError)
def _is_date_time(text: object) -> bool:
    return "T" in str(text) and datetime.fromisoformat(str(text)).tzinfo is not None


@FORMATS.checks("uuid", raises=ValueError)
def _is_uuid(text: object) -> bool:
    return str(UUID(str(text))) == str(text).lower()


@FORMATS.checks("uri")
def _is_uri(text: object) -> bool:
    return bool(urlsplit(str(text)).scheme)


@FORMATS.checks("color")
def _is_colour(text: object) -> bool:
    return re.fullmatch("#[0-9a-fA-F]{6}", str(text)) is not None


@pytest.fixture(scope="module")
def validator() -> Draft6Validator:
    text = schema("c3voc-schema.json").read_text("utf-8")
    return Draft6Validator(json.loads(text.replace("$oneOf", "oneOf")), format_checker=FORMATS)


def conference(body: str, *, head: str = HEAD) -> dict[str, Any]:
    data = json.loads(c3voc.write(programme(body, head=head)).data)
    found: dict[str, Any] = data["schedule"]["conference"]
    return found


def event(body: str, *, head: str = HEAD) -> dict[str, Any]:
    rooms = conference(body, head=head)["days"][0]["rooms"]
    found: dict[str, Any] = next(each for each in rooms.values() if each)[0]
    return found


def lost(body: str, *, head: str = HEAD) -> dict[str, tuple[str, ...]]:
    return dict(c3voc.write(programme(body, head=head)).losses)


def test_a_programme_of_much_is_written_as_it_was() -> None:
    made = coopsched.read(GOLDEN / "programme.yaml").programme
    written = c3voc.write(made)
    golden("publishing/schedule.json", written.data)
    golden("publishing/schedule.json.losses.txt", "".join(f"{a}: {b}\n" for a, b in written.losses))


@pytest.mark.parametrize("name", ["golden", "coop"])
def test_whole_programmes_are_valid(name: str, validator: Draft6Validator) -> None:
    golden_one = coopsched.read(GOLDEN / "programme.yaml").programme
    made = lets_coop() if name == "coop" else golden_one
    validator.validate(json.loads(c3voc.write(made).data))


@given(made=PROGRAMMES)
def test_any_programme_is_valid(made: Programme, validator: Draft6Validator) -> None:
    try:
        written = c3voc.write(made)
    except NothingToWrite:
        assert not made.days
        return
    validator.validate(json.loads(written.data))


def test_the_schema_with_the_word_mended_refuses_what_it_should(
    validator: Draft6Validator,
) -> None:
    data = json.loads(c3voc.write(lets_coop()).data)
    data["schedule"]["conference"]["start"] = "today"
    assert not validator.is_valid(data)


def test_every_session_of_lets_coop_is_there() -> None:
    made = lets_coop()
    data = json.loads(c3voc.write(made).data)
    days = data["schedule"]["conference"]["days"]
    found = {each["slug"]: each for day in days for room in day["rooms"].values() for each in room}
    for session in made.sessions:
        if session.start is None:
            continue
        each = found[f"lets_coop_2017-{session.key}"]
        assert each["title"] == session.title.best(*session.languages)
        assert each["date"] == session.start.isoformat()
        names = [made.speaker(entry.speaker).name for entry in session.speakers]
        assert [person["name"] for person in each["persons"]] == names
    assert len(found) == len(made.sessions) - 1  # all but what goes on all day


def test_the_end_is_exact_where_the_duration_cannot_be() -> None:
    found = event("sessions: {a: {title: A, start: 10:00:30, minutes: 6000}}")
    assert (found["start"], found["duration"]) == ("10:00", "100:00")
    assert found["end"] == "2017-06-24T14:00:30+02:00"


def test_rooms_and_tracks_have_their_keys_seats_and_colours() -> None:
    body = """
    rooms: {hall: {name: Grand hall, capacity: 300}, net: {name: Net, online: true}, x: {}}
    tracks: {t-1: {title: Practice, colour: "#00aa55"}, T: {title: Theory, colour: teal}}
    sessions: {}
    """
    found = conference(body)
    guids = [room.pop("guid") for room in found["rooms"]]
    assert len(set(guids)) == 3
    assert found["rooms"] == [
        {"name": "Grand hall", "slug": "hall", "capacity": 300},
        {"name": "Net", "slug": "net", "type": "online"},
        {"name": "x"},
    ]
    assert found["tracks"] == [
        {"name": "Practice", "slug": "t-1", "color": "#00aa55"},
        {"name": "Theory"},
    ]
    told = lost(body)
    assert (told["tracks: colour"], told["tracks: key"]) == (("T",), ("T",))
    assert "rooms: key" not in told


def test_people_have_their_page_and_biography() -> None:
    body = f"""
    speakers: {{ana: {{name: Ana, url: "https://example.org/ana", biography: {{fr: F, nl: N}}}}}}
    sessions: {{a: {{{A}, speakers: ana}}}}
    """
    (person,) = event(body)["persons"]
    assert person.pop("id") > 0
    assert person == {"name": "Ana", "biography": "F", "url": "https://example.org/ana"}
    assert lost(body)["speakers: biography in nl"] == ("ana",)


def test_links_have_their_kind_where_the_schema_has_a_word() -> None:
    body = f"""
    sessions:
      a:
        {{{A}, links: [
          "https://example.org/a",
          {{kind: slides, url: "https://example.org/b"}},
          {{kind: recording, url: "https://example.org/c"}},
          {{kind: stream, url: "https://example.org/d"}},
          {{kind: join, url: "https://example.org/token-4e1c", private: true}},
        ]}}
    """
    assert event(body)["links"] == [
        {"url": "https://example.org/a"},
        {"url": "https://example.org/b", "type": "slides"},
        {"url": "https://example.org/c", "type": "media"},
        {"url": "https://example.org/d"},
    ]
    assert event(body)["url"] == "https://example.org/a"
    assert lost(body)["links: kind"] == ("a",)
    assert lost(body)["links that are private"] == ("a",)
    assert b"4e1c" not in c3voc.write(programme(body)).data


def test_a_session_without_a_page_has_the_conference_s_or_a_name_of_its_own() -> None:
    body = f"sessions: {{a: {{{A}}}}}"
    assert event(body)["url"] == f"urn:uuid:{event(body)['guid']}"
    assert event(f"url: https://example.org/\n{body}")["url"] == "https://example.org/"


@pytest.mark.parametrize("status", ["draft", "cancelled"])
def test_drafts_and_cancelled_sessions_are_not_written(status: str) -> None:
    body = f"speakers: {{s: Secret}}\nsessions: {{a: {{{A}, status: {status}, speakers: s}}}}"
    data = c3voc.write(programme(body)).data
    assert b'"slug"' not in data
    assert b"Secret" not in data


@pytest.mark.parametrize(
    ("name", "fits"),
    [("America/New_York", True), ("UTC", True), ("Etc/GMT+1", False), ("Japan", False)],
)
def test_a_zone_that_the_schema_refuses_is_told_apart(name: str, fits: bool) -> None:
    found = conference("sessions: {}", head=HEAD.replace("Europe/Brussels", name))
    assert (found if fits else found["meta"])["time_zone_name"] == name
    assert ("time_zone_name" in found) == fits
    assert ("meta" in found) != fits


def test_showings_and_codes_stand_where_apps_pass_them_over() -> None:
    body = f"""
    sessions:
      ABC123: {{{A}}}
      b: {{repeats: ABC123, start: 12:00, end: 13:00}}
    """
    found = conference(body)
    first, second = found["days"][0]["rooms"]["–"]
    assert (first["code"], "code" in second) == ("ABC123", False)
    assert found["meta"] == {"repeats": {str(second["id"]): first["id"]}}
    assert not {"key", "repeats"} & set(lost(body))
