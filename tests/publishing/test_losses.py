"""What a format does not carry is listed: each field, and who had it."""

from hypothesis import given

from builders import programme
from coopsched.model import LineUpEntry, Link, Programme, Resource, Room, Session, Speaker, Track
from coopsched.model.parts import Part, Venue
from coopsched.publishing.losses import (
    LEFT_OUT,
    SECTIONS,
    Carried,
    Loss,
    losses,
    merged,
    on_stage,
    public_links,
    sorted_out,
)
from programmes import PROGRAMMES

PARTS: dict[str, type[Part]] = {
    "programme": Programme,
    "venue": Venue,
    "room": Room,
    "speaker": Speaker,
    "track": Track,
    "resource": Resource,
    "session": Session,
    "line_up": LineUpEntry,
    "link": Link,
}
ALL = Carried(
    day=frozenset({"key", "date", "opens", "closes"}),
    **{
        name: frozenset(field.alias or "" for field in part.model_fields.values())
        for name, part in PARTS.items()
    },
)
FULL = """
url: https://example.org
venue: {name: SMart, address: Rue Coenraets}
rooms: {hall: {capacity: 30}, lab: {}}
speakers: {ana: {name: Ana, biography: B, languages: [fr]}, bo: Bo}
tracks: {t: {title: T, colour: teal}}
sessions:
  a:
    title: A
    start: 10:00
    end: 11:00
    rooms: hall
    speakers: [ana, {speaker: bo, role: moderator}]
    not-with: [b]
    links: [{kind: join, url: "https://example.org/j", private: true}, "https://example.org/a"]
  b: {title: B, start: 10:00, interpretation: [nl], status: draft}
"""


def without(carried: Carried, part: str, *fields: str) -> Carried:
    return Carried(**{**vars(carried), part: getattr(carried, part) - set(fields)})


@given(PROGRAMMES)
def test_a_format_that_carries_all_loses_nothing(made: Programme) -> None:
    assert losses(made, ALL) == ()


@given(PROGRAMMES)
def test_a_format_that_carries_nothing_loses_all_that_is_set(made: Programme) -> None:
    found = {loss.what for loss in losses(made, Carried())}
    assert {"programme: key", "programme: title", "programme: timezone"} <= found
    assert {f"programme: {name}" for name in SECTIONS if getattr(made, name)} <= found


@given(PROGRAMMES)
def test_a_session_s_field_is_lost_where_it_is_set(made: Programme) -> None:
    found = dict(losses(made, without(ALL, "session", "kind", "between", "not-with")))
    for name, attribute in (("kind", "kind"), ("between", "between"), ("not-with", "not_with")):
        wanted = tuple(s.key for s in made.sessions if getattr(s, attribute))
        assert found.get(name, ()) == wanted


def test_fields_are_named_as_the_file_spells_them() -> None:
    full = programme(FULL)
    carried = without(ALL, "session", "not-with", "interpretation")
    carried = without(without(carried, "room", "capacity"), "line_up", "role")
    carried = without(without(carried, "venue", "address"), "speaker", "biography", "languages")
    assert losses(full, carried) == (
        Loss("programme: venue: address"),
        Loss("rooms: capacity", ("hall",)),
        Loss("speakers: languages", ("ana",)),
        Loss("speakers: biography", ("ana",)),
        Loss("interpretation", ("b",)),
        Loss("not-with", ("a",)),
        Loss("line-up: role", ("a",)),
    )


def test_days_lose_their_names_and_hours() -> None:
    named = programme(
        "sessions: {}",
        head="key: p\ntitle: P\ntimezone: UTC\n"
        "days: {fri: {date: 2026-05-15, opens: 09:00}, 2026-05-16: {date: 2026-05-16}}\n",
    )
    assert losses(named, Carried(**{**vars(ALL), "day": frozenset({"date"})})) == (
        Loss("programme: days: key", ("fri",)),
        Loss("programme: days: opens", ("fri",)),
    )


def test_of_a_section_that_is_lost_nothing_more_is_said() -> None:
    assert losses(programme(FULL), without(ALL, "programme", "rooms", "venue", "url")) == (
        Loss("programme: url"),
        Loss("programme: venue"),
        Loss("programme: rooms", ("hall", "lab")),
    )


def test_of_what_is_left_out_no_field_is_lost() -> None:
    full = programme(FULL)
    carried = without(without(ALL, "session", "interpretation"), "speaker", "biography")
    assert losses(full, carried, sessions=full.sessions[:1], speakers=full.speakers[1:]) == ()


def test_private_links_are_lost_and_not_looked_into() -> None:
    full = programme(FULL)
    found = losses(full, Carried(**{**vars(ALL), "link": frozenset({"url"})}))
    assert found == (Loss("links that are private", ("a",)),)
    assert [link.url for link in public_links(full.session("a"))] == ["https://example.org/a"]


def test_sessions_are_sorted_out_by_the_first_reason() -> None:
    every = programme(
        """
        sessions:
          late: {title: A}
          draft: {title: B, status: draft}
          other-draft: {title: B, status: draft}
          gone: {title: C, start: 10:00, status: cancelled}
          always: {title: D, permanent: true}
          kept: {title: E, start: 10:00}
        """
    )
    kept, left_out = sorted_out(every, LEFT_OUT)
    assert [session.key for session in kept] == ["kept"]
    assert left_out == (
        Loss("sessions that are drafts", ("draft", "other-draft")),
        Loss("sessions that are cancelled", ("gone",)),
        Loss("sessions that are permanent", ("always",)),
        Loss("sessions without a start", ("late",)),
    )
    kept, left_out = sorted_out(every, ["sessions that are drafts"])
    assert len(kept) == 4
    assert [loss.what for loss in left_out] == ["sessions that are drafts"]


def test_speakers_on_stage_are_those_of_the_sessions() -> None:
    full = programme(FULL)
    assert on_stage(full, full.sessions) == full.speakers
    assert on_stage(full, full.sessions[1:]) == ()


def test_losses_of_one_thing_are_one() -> None:
    found = [Loss("a", ("x",)), Loss("b"), Loss("a", ("y", "x"))]
    assert merged(found) == (Loss("a", ("x", "y")), Loss("b"))
