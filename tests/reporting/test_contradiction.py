"""Demands that contradict each other, as they are shown to people and to programs."""

from textwrap import dedent

import coopsched
from coopsched.document import Document
from coopsched.planning.board import Board
from coopsched.planning.contradiction import Contradiction, Demand, contradiction
from coopsched.planning.judging import judge
from coopsched.planning.places import Grid
from coopsched.planning.task import task
from coopsched.reporting.planning.contradiction import json, render

PROGRAMME = """\
key: conf
title: Conference
timezone: Europe/Brussels
days: {fri: {date: 2026-05-15, opens: 09:00, closes: 10:30}}
rooms: {hall: {name: Great Hall}}
sessions:
  a: {title: Knots, minutes: 60}
  b: {title: Sails, minutes: 45}
"""


def read() -> tuple[Document, Contradiction]:
    document = coopsched.loads(PROGRAMME, name="conf.yaml")
    asked = task(document.programme, judge(document))
    found = contradiction(Board(asked), asked.unplaced, Grid())
    assert found is not None
    return document, found


def test_each_demand_is_shown_with_its_line() -> None:
    document, found = read()
    assert render(document, found) == dedent("""\
        “Knots” and “Sails” (1 h 45 in all) cannot all be held, because of all this
        together:

        conf.yaml:7:3: “Knots” (1 h) is to be placed
        7│   a: {title: Knots, minutes: 60}
         │   ^

        conf.yaml:8:3: “Sails” (45 minutes) is to be placed
        8│   b: {title: Sails, minutes: 45}
         │   ^

        conf.yaml:4:8: the day is open 09:00–10:30
        4│ days: {fri: {date: 2026-05-15, opens: 09:00, closes: 10:30}}
         │        ^^^

        conf.yaml:5:1: there is only one room: Great Hall
        5│ rooms: {hall: {name: Great Hall}}
         │ ^^^^^

        No fewer sessions contradict each other. If any one of these demands is taken
        back, there are places.
    """)


def test_colour_marks_what_is_meant() -> None:
    document, found = read()
    shown = render(document, found, colour=True)
    assert "\x1b[1m“Knots” and “Sails”" in shown
    assert "\x1b[1;31m^^^^^\x1b[0m" in shown


def test_programs_are_given_the_places_too() -> None:
    document, found = read()
    told = json(document, found)
    assert told["sessions"] == ["a", "b"]
    assert told["smallest"] is True
    assert told["irreducible"] is True
    assert told["demands"][0] == {
        "what": "“Knots” (1 h) is to be placed",
        "at": {
            "file": "conf.yaml",
            "line": 7,
            "column": 3,
            "end_line": 7,
            "end_column": 4,
            "route": ["sessions", "a"],
        },
    }


def test_what_no_file_says_has_no_place() -> None:
    document, _ = read()
    asked = Demand("only fri is planned", ())
    found = Contradiction(("a",), (asked,), smallest=True, irreducible=True)
    assert json(document, found)["demands"] == [{"what": "only fri is planned", "at": None}]
    assert render(document, found) == dedent("""\
        “Knots” cannot be held anywhere, because of all this together:

        only fri is planned
    """)


def test_of_many_sessions_a_few_are_named_and_no_more_is_claimed_than_is_known() -> None:
    sessions = "".join(f"  x{i}: {{title: X{i}, minutes: 30}}\n" for i in range(7))
    document = coopsched.loads(PROGRAMME + sessions, name="conf.yaml")
    keys = tuple(f"x{i}" for i in range(7))
    found = Contradiction(keys, (), smallest=False, irreducible=False)
    assert render(document, found) == dedent("""\
        “X0”, “X1”, “X2”, “X3”, “X4” and 2 more (3 h 30 in all) cannot all be held,
        because of all this together:

        Perhaps fewer sessions contradict each other: not all sets of them were tried.
        The search for the demands that are to blame was cut short.
    """)
