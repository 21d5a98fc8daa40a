"""Documents: where the places of a programme stand in its text."""

import pytest
from hypothesis import given

from builders import noted, read, stretch
from coopsched.findings import Route
from strategies import NAMES

BODY = """\
rooms: {hall: Hall, attic: {name: Attic}}
sessions:
  a:
    title: A
    rooms: [bad key, nowhere, hall, nowhere else, attic]
    speakers: [Ana Pérez (Knot), {speaker: Bo Lind, role: chair}]
  b:
    title: B
    rooms: attic
"""


@pytest.mark.parametrize(
    ("route", "text"),
    [
        (("rooms", "hall"), "Hall"),
        (("rooms", "hall", "name"), "Hall"),
        (("sessions", "a", "title"), "A"),
        (("sessions", "a", "rooms", 0), "hall"),
        (("sessions", "a", "rooms", 1), "attic"),
        (("sessions", "b", "rooms", 0), "attic"),
        (("sessions", "b", "languages"), "b"),
        (("speakers", "ana-perez"), "Ana Pérez (Knot)"),
        (("speakers", "ana-perez", "affiliation"), "Ana Pérez (Knot)"),
        (("sessions", "a", "speakers", 1, "role"), "chair"),
    ],
)
def test_a_place_of_the_programme_is_found_in_the_text(route: Route, text: str) -> None:
    document = read(BODY)
    assert stretch(document.source.text, document.position(route)) == text


def test_a_key_is_found_on_demand() -> None:
    document = read(BODY)
    position = document.position(("sessions", "a", "title"), at_key=True)
    assert stretch(document.source.text, position) == "title"


def test_problems_with_items_of_a_list_point_at_each_of_them() -> None:
    assert [(problem.rule, problem.at) for problem in noted(BODY)] == [
        ("invalid-value", "bad key"),
        ("invalid-value", "nowhere else"),
        ("unknown-reference", "nowhere"),
    ]


def test_a_session_whose_key_was_mended_is_still_found() -> None:
    body = BODY.replace("  a:\n", "  Séance d'ouverture:\n")
    document = read(body)
    keys = [session.key for session in document.programme.sessions]
    assert keys == ["seance-douverture", "b"]
    for i, text in ((0, "hall"), (1, "attic")):
        position = document.position(("sessions", keys[0], "rooms", i))
        assert stretch(document.source.text, position) == text


@given(NAMES)
def test_a_name_in_a_line_up_is_found_where_it_stands(name: str) -> None:
    quoted = '"' + "".join(f"\\U{ord(char):08x}" for char in name) + '"'
    document = read(f"sessions:\n  a: {{title: A, speakers: [{quoted}]}}\n")
    for speaker in document.programme.speakers:
        position = document.position(("speakers", speaker.key, "name"))
        assert stretch(document.source.text, position) == quoted
