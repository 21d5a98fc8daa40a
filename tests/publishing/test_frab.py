"""`schedule.xml`: valid against the schema of c3voc, and with what apps ask of it."""

from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

import coopsched
from builders import HEAD, lets_coop, programme
from coopsched.model import Programme
from coopsched.publishing import frab
from coopsched.publishing.losses import NothingToWrite
from coopsched.publishing.naming import writable
from golden import golden
from programmes import PROGRAMMES
from schemas import schema

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "publishing"
A = "title: A, start: 10:00, end: 11:00"


@pytest.fixture(scope="module")
def xsd() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(schema("c3voc-schedule.xml.xsd"))))


def tree(body: str, *, head: str = HEAD) -> etree._Element:
    return etree.fromstring(frab.write(programme(body, head=head)).data)


def lost(body: str, *, head: str = HEAD) -> dict[str, tuple[str, ...]]:
    return dict(frab.write(programme(body, head=head)).losses)


def test_a_programme_of_much_is_written_as_it_was() -> None:
    made = coopsched.read(GOLDEN / "programme.yaml").programme
    written = frab.write(made)
    golden("publishing/schedule.xml", written.data)
    golden("publishing/schedule.xml.losses.txt", "".join(f"{a}: {b}\n" for a, b in written.losses))


@pytest.mark.parametrize("name", ["golden", "coop"])
def test_whole_programmes_are_valid(name: str, xsd: etree.XMLSchema) -> None:
    golden_one = coopsched.read(GOLDEN / "programme.yaml").programme
    made = lets_coop() if name == "coop" else golden_one
    xsd.assertValid(etree.fromstring(frab.write(made).data))


@given(made=PROGRAMMES)
def test_any_programme_is_valid(made: Programme, xsd: etree.XMLSchema) -> None:
    try:
        written = frab.write(made)
    except NothingToWrite:
        assert not made.days
        return
    xsd.assertValid(etree.fromstring(written.data))


@given(PROGRAMMES)
def test_texts_come_back_as_they_were(made: Programme) -> None:
    """Line breaks, quotation marks and brackets of tags survive what XML makes of them."""
    try:
        events = etree.fromstring(frab.write(made).data).iter("event")
    except NothingToWrite:
        return
    titles = {str(wording) for s in made.sessions for wording in s.title.values()}
    for event in events:
        title = event.findtext("title") or ""
        assert title in titles or any(writable(each) in (title, "") for each in titles)


def test_the_same_programme_gives_the_same_bytes() -> None:
    assert frab.write(lets_coop()) == frab.write(lets_coop())


def test_every_session_of_lets_coop_is_there() -> None:
    """EventFahrplan keys on the id, draws by start and duration, and shows these."""
    made = lets_coop()
    root = etree.fromstring(frab.write(made).data)
    found = {event.findtext("slug"): event for event in root.iter("event")}
    for session in made.sessions:
        if session.start is None or session.end is None:
            continue
        event = found[f"lets_coop_2017-{session.key}"]
        assert event.findtext("title") == session.title.best(*session.languages)
        assert int(event.attrib["id"]) > 0
        assert event.findtext("date") == session.start.isoformat()
        assert event.findtext("start") == f"{session.start:%H:%M}"
        hours, minutes = map(int, (event.findtext("duration") or "").split(":"))
        assert hours * 60 + minutes == (session.end - session.start).seconds / 60
        persons = [person.text for person in event.iter("person")]
        assert persons == [made.speaker(entry.speaker).name for entry in session.speakers]
    assert len(found) == len(made.sessions) - 1  # all but what goes on all day


def test_the_generator_has_no_version_and_apps_see_one_of_the_schedule() -> None:
    root = etree.fromstring(frab.write(lets_coop(), version="3.1").data)
    assert dict(root.find("generator").attrib) == {"name": "coopsched"}  # type: ignore[union-attr]  # it is there
    assert root.findtext("version") == "3.1"
    assert tree("sessions: {}").findtext("version") == "latest"


def test_a_session_without_a_room_is_in_one_that_says_so() -> None:
    event = tree(f"rooms: {{x: X}}\nsessions: {{a: {{{A}}}}}").find(".//event")
    assert event is not None
    assert event.findtext("room") == "–"
    assert [room.attrib["name"] for room in tree("rooms: {x: X}").iter("room")] == ["X"]


def test_links_have_their_kind_and_private_ones_are_nowhere() -> None:
    body = f"""
    sessions:
      a:
        {{{A}, links: [
          "https://example.org/a",
          {{kind: join, url: "https://example.org/token-4e1c", private: true}},
          {{kind: slides, url: "https://example.org/b"}},
          "mailto:a@example.org",
        ]}}
    """
    written = frab.write(programme(body))
    event = etree.fromstring(written.data).find(".//event")
    assert event is not None
    assert event.findtext("url") == "https://example.org/a"
    assert [dict(link.attrib) for link in event.iter("link")] == [
        {"href": "https://example.org/b", "type": "slides"},
        {"href": "mailto:a@example.org"},
    ]
    assert b"4e1c" not in written.data
    assert dict(written.losses)["links that are private"] == ("a",)


@pytest.mark.parametrize("status", ["draft", "cancelled"])
def test_drafts_and_cancelled_sessions_are_not_written(status: str) -> None:
    body = f"speakers: {{s: Secret}}\nsessions: {{a: {{{A}, status: {status}, speakers: s}}}}"
    written = frab.write(programme(body))
    assert b"<event" not in written.data
    assert b"Secret" not in written.data


def test_carriage_returns_and_white_space_survive() -> None:
    body = rf'sessions: {{a: {{{A}, description: "one\r\n  two\n\n\tthree  four"}}}}'
    assert tree(body).findtext(".//description") == "one\r\n  two\n\n\tthree  four"


def test_seconds_are_written_where_there_are_any() -> None:
    root = tree("sessions: {a: {title: A, start: 10:00:30, end: 10:45:00}}")
    assert root.findtext(".//event/start") == "10:00:30"
    assert root.findtext(".//event/duration") == "00:44:30"


def test_a_session_of_a_hundred_hours_is_cut_and_told() -> None:
    body = "sessions: {a: {title: A, start: 10:00, minutes: 6000}}"
    assert tree(body).findtext(".//duration") == "99:59"
    assert lost(body)["end"] == ("a",)


def test_tracks_stand_in_the_conference_with_what_the_schema_allows() -> None:
    body = """
    tracks: {praxis: {title: Praxis, colour: "#00aa55"}, Theory: {title: T, colour: teal}}
    sessions: {}
    """
    found = [dict(track.attrib) for track in tree(body).iter("track")]
    assert found == [{"name": "Praxis", "color": "#00aa55", "slug": "praxis"}, {"name": "T"}]
    assert lost(body)["tracks: colour"] == ("Theory",)
    assert lost(body)["tracks: key"] == ("Theory",)


@pytest.mark.parametrize(
    ("key", "acronym"), [("lets-coop-2017", "lets-coop-2017"), ("p", "p___"), ("A.b.c", "a_b_c")]
)
def test_the_acronym_is_the_key_where_it_fits(key: str, acronym: str) -> None:
    head = HEAD.replace("key: conf", f"key: {key}")
    assert tree("sessions: {}", head=head).findtext("conference/acronym") == acronym
    assert ("programme: key" in lost("sessions: {}", head=head)) == (key != acronym)


def test_showings_and_codes_stand_where_apps_pass_them_over(xsd: etree.XMLSchema) -> None:
    body = f"""
    sessions:
      ABC123: {{{A}}}
      b: {{repeats: ABC123, start: 12:00, end: 13:00}}
    """
    root = tree(body)
    xsd.assertValid(root)
    first, second = root.iter("event")
    assert (first.get("code"), second.get("code")) == ("ABC123", None)
    instruction = root.getprevious()
    assert instruction is not None
    assert instruction.text == f'id="{second.get("id")}" repeats="{first.get("id")}"'
    assert not {"key", "repeats"} & set(lost(body))


@pytest.mark.parametrize("url", ["mailto:a@example.org", "https://example.org/%zz"])
def test_an_address_that_the_schema_refuses_is_left_out(url: str) -> None:
    body = f'url: "{url}"\nsessions: {{}}'
    assert tree(body).find("conference/url") is None
    assert "programme: url" in lost(body)
