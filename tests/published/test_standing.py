"""Which sessions still are where attendees were shown them."""

from datetime import UTC, datetime

import pytest

import coopsched
from coopsched.model import Programme
from coopsched.published.standing import standing
from coopsched.published.succeeding import succeed

TEXT = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr]
days: [2027-06-19]
rooms: {attic: {name: Attic}, cellar: {name: Cellar}}
sessions:
  knots: {title: Knots, start: 10:00, end: 11:00, rooms: [attic]}
  sails: {title: Sails, start: 11:00, end: 12:00, rooms: [attic]}
  draft: {title: Draft, start: 12:00, end: 13:00, rooms: [attic], status: draft}
"""


def programme(old: str = "", new: str = "") -> Programme:
    """Return the programme, with one text for another."""
    return coopsched.loads(TEXT.replace(old, new) if old else TEXT).programme


def shown(later: Programme) -> frozenset[str]:
    publication = succeed(programme(), None, at=datetime(2027, 1, 1, tzinfo=UTC)).publication
    return standing(later, publication)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", {"knots", "sails"}),
        ("title: Knots", "title: More knots", {"knots", "sails"}),
        ("start: 10:00", "start: 10:30", {"sails"}),
        ("end: 12:00, rooms: [attic]", "end: 12:00, rooms: [cellar]", {"knots"}),
        ("  knots:", "  loops:", {"sails"}),
        ("  knots: {", "  loops: {was: [knots], ", {"loops", "sails"}),
        ("key: conf", "key: another", set()),
    ],
)
def test_a_session_stands_where_it_was_shown_while_time_and_room_are_the_same(
    old: str, new: str, expected: set[str]
) -> None:
    assert shown(programme(old, new)) == expected
