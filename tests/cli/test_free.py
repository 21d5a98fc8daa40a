"""`coopsched free`: where a session could go, and why not elsewhere."""

import json

import pytest

from builders import CLASH, Run
from golden import golden

ROOMS = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr]
days: {wed: {date: 2025-05-14, opens: 09:00, closes: 13:00}, thu: {date: 2025-05-15, closes: 10:00}}
rooms:
  hall: {name: Grande salle, capacity: 200}
  attic: {name: Grenier, capacity: 20, unavailable: {from: 12:00}}
  quiet: {name: 静かな部屋, capacity: 30}
  stage: {name: Stage, capacity: 90, features: [projector]}
speakers: {ana: {name: Ana Pérez}, bo: {name: Bo, unavailable: {day: thu}}}
sessions:
  coffee: {title: Café, kind: break, start: 2025-05-14T10:30, end: 2025-05-14T11:00}
  knots: {title: "Nœuds et cordages : tout ce qu'il faut savoir", day: wed, start: 09:00,
    minutes: 45, rooms: [quiet], audience: 25, speakers: [ana], languages: [fr]}
  sails: {title: 帆走入門, day: wed, start: 09:30, minutes: 60, rooms: [attic], speakers: [ana, bo],
    languages: [fr]}
  ropes: {title: Ropes, day: wed, start: 11:00, minutes: 90, rooms: [hall, stage], languages: [fr],
    speakers: [bo]}
  late: {title: Late, minutes: 30, languages: [fr], needs: [projector], speakers: [ana]}
  gone: {title: Gone, status: cancelled, languages: [fr], speakers: [ana]}
"""


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("clash", ("knots", "--step", "60")),
        ("two-days", ("sails", "--most", "3")),
        ("unplaced", ("late", "--most", "4", "--set", "room-too-small=error")),
        ("narrowed", ("knots", "--day", "wed", "--room", "grenier")),
        ("timeslots", ("sails", "--timeslots", "09:00-10:00,11:00-12:30", "--day", "wed")),
        ("nowhere", ("ropes", "--timeslots", "09:00-10:00")),
    ],
)
def test_the_answer_is_as_it_should_be(run: Run, name: str, arguments: tuple[str, ...]) -> None:
    ran = run("free", "-", *arguments, stdin=ROOMS)
    assert ran.err == ""
    golden(f"planning/free-{name}.txt", ran.out)


def test_programs_get_json(run: Run) -> None:
    ran = run("free", "-", "sails", "--most", "2", "--format", "json", stdin=ROOMS)
    assert (ran.status, ran.err) == (0, "")
    data = json.loads(ran.out)
    assert next(iter(data.items())) == ("coopsched-free", 1)
    golden("planning/free.json", ran.out)


def test_a_session_is_named_by_its_key_or_a_part_of_its_title(run: Run, clash: str) -> None:
    ran = run("free", clash, "a")
    assert ran.status == 0
    assert "“A” (1 h) is now at 10:00–11:00, with 1 error" in ran.out
    assert run("free", "-", "cordages", stdin=ROOMS).status == 0


def test_the_usual_programme_is_read_where_none_is_named(run: Run, tmp_path: object) -> None:
    assert "which programme?" in run("free", "a").err
    with open("programme.yaml", "w", encoding="utf-8") as file:  # noqa: PTH123  where it is run
        file.write(CLASH)
    assert run("free", "a").status == 0


def test_no_place_to_look_at_is_not_counted(run: Run) -> None:
    late = ROOMS.replace("knots: {", "knots: {between: {day: wed, until: 09:10}, ", 1)
    ran = run("free", "-", "knots", stdin=late)
    assert ran.status == 1
    assert "\nno time comes into question\n" in ran.out
    assert "outside its `between`" in ran.out


def test_a_file_without_a_session_is_asked_for_one(run: Run, clash: str) -> None:
    ran = run("free", clash)
    assert (ran.status, ran.out) == (2, "")
    assert f"which session of {clash}?" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("gone",), "it is cancelled"),
        (("knots", "--room", "attic", "--timeslots", "12:00-13:00"), "none is free"),
        (("ropes", "--timeslots", "09:00-10:00"), "no timeslot"),
    ],
)
def test_no_free_place_is_status_1(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = run("free", "-", *arguments, stdin=ROOMS)
    assert (ran.status, ran.err) == (1, "")
    assert message in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nobody",), "no session of this programme is called “nobody”"),
        (("o",), "could be the session"),
        (("knots", "--room", "cellar"), "no room of this programme is called “cellar”"),
        (("knots", "--day", "fri"), "no day of this programme; its days are wed, thu"),
        (("knots", "--timeslots", "9 o'clock"), "is one time and not two"),
        (("knots", "--timeslots", "10:00-09:00"), "ends before it begins"),
        (("knots", "--timeslots", "10:00-noon"), "is not a time"),
        (("knots", "--timeslots", "10:00Z-11:00"), "is no time of day"),
        (("knots", "--timeslots", ","), "names none"),
        (("knots", "--step", "0"), "is not a whole number above 0"),
        (("knots", "--most", "many"), "is not a whole number above 0"),
        (("knots", "--set", "lunch=off"), "no rule is called"),
        (("knots", "--set", "no-lunch"), "neither RULE=SEVERITY nor RULE.OPTION=VALUE"),
        (("knots", "--settings", "nowhere.yaml"), "nowhere.yaml"),
        (("knots", "--hint", "zone=Mars"), "--hint"),
    ],
)
def test_a_wrong_wish_is_one_message(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = run("free", "-", *arguments, stdin=ROOMS)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("text", ["", "\0", "[]", "key: conf"])
def test_what_is_no_programme_is_one_message(run: Run, text: str) -> None:
    ran = run("free", "-", "knots", stdin=text)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("coopsched: ")
    assert "Traceback" not in ran.err


def test_lines_fit_the_terminal(run: Run) -> None:
    ran = run("free", "-", "knots", stdin=ROOMS)
    assert max(map(len, ran.out.splitlines())) <= 80


def test_colours_are_for_who_asks(run: Run, clash: str) -> None:
    plain, painted = (run("free", clash, "a", "--colour", wish).out for wish in ("never", "always"))
    assert "\x1b[" in painted
    assert "\x1b[" not in plain


def test_what_acts_on_a_terminal_is_not_printed(run: Run) -> None:
    text = CLASH.replace("title: A", 'title: "A\\e[31m\\a"')
    assert "\x1b" not in run("free", "-", "a", stdin=text).out


def test_check_tells_where_the_sessions_of_a_double_booking_could_go(run: Run) -> None:
    ran = run("check", "-", stdin=ROOMS)
    assert "free for “Nœuds et cordages" in " ".join(ran.out.split())
    assert (
        "free for" not in run("check", "-", "--ignore", "speaker-double-booking", stdin=ROOMS).out
    )
