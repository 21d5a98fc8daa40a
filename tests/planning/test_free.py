"""Free places: where a session could go without a new error, best first, and why not elsewhere."""

import sys
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from coopsched import RULES, Document, Finding, check
from coopsched.planning import Free, Grid, free
from coopsched.planning.judging import judge
from coopsched.planning.places import room_choices, starts
from coopsched.planning.task import Place, task
from planning.programmes import ROOMS, document, documents

HOURLY = Grid(step=60)


PLACED = [rule.id for rule in RULES if rule.placed]


def found(document: Document) -> list[Finding]:
    """Return what rules find that depend on places: that an allowance is not needed is no worse."""
    return check(document, select=PLACED, most=sys.maxsize)


def errors(document: Document) -> list[Finding]:
    return [finding for finding in found(document) if finding.severity == "error"]


def is_worse(before: list[Finding], after: list[Finding], key: str) -> bool:
    """Tell whether an error is new: none of today, nor what is left of one without the session."""
    known = {finding.identity for finding in before}

    def is_rest(finding: Finding) -> bool:
        sessions = set(finding.subject.sessions)
        return (
            bool(sessions)
            and key not in sessions
            and any(
                old.rule == finding.rule
                and old.subject._replace(sessions=()) == finding.subject._replace(sessions=())
                and sessions < set(old.subject.sessions)
                for old in before
            )
        )

    return any(each.identity not in known and not is_rest(each) for each in after)


def measured(document: Document) -> tuple[int, float]:
    """Return how many errors there are and what the warnings cost.

    That a session has no start is left aside: it has one in any place.
    """
    judged, programme = judge(document), document.programme
    waiting = {session.key for session in programme.sessions if session.start is None}
    counting = [
        finding
        for finding in found(document)
        if not (finding.rule == "session-unplaced" and waiting.issuperset(finding.subject.sessions))
    ]
    return (
        sum(finding.severity == "error" for finding in counting),
        sum(judged.weight(each.rule) for each in counting if each.severity == "warning"),
    )


@settings(max_examples=30)
@given(documents(most=4))
def test_a_place_is_free_exactly_when_checking_the_moved_programme_finds_no_new_error(
    document: Document,
) -> None:
    before, (many, base) = errors(document), measured(document)
    of = task(document.programme, judge(document))
    for s, session in enumerate(document.programme.sessions):
        answer = free(document, session.key, grid=HOURLY, most=sys.maxsize)
        if session.permanent or session.status == "cancelled" or of.lengths[s] is None:
            assert answer.nothing
            continue
        there = of.now[s]
        today = None if there is None else (there.start, set(there.rooms))
        expected = {}
        for start in starts(of, s, HOURLY):
            for rooms in room_choices(of, s):
                placement = of.placement(Place(start, rooms))
                after = replace(document, programme=of.placed({s: Place(start, rooms)}))
                if (start, set(rooms)) != today and not is_worse(
                    before, errors(after), session.key
                ):
                    number, price = measured(after)
                    expected[placement] = (number - many, price - base)
        offered = {each.placement: (each.errors, each.weight) for each in answer.places}
        assert offered == {key: pytest.approx(value) for key, value in expected.items()}
        order = [(each.errors, each.weight) for each in answer.places]
        assert order == sorted(order)
        assert answer.found == len(expected)


def programme(sessions: dict[str, Any], **sections: Any) -> Document:
    """Return a document with the usual rooms, where no others are wanted, and Ana."""
    return document(sessions, **{"rooms": ROOMS, "speakers": {"ana": {"name": "Ana"}}, **sections})


def times(answer: Free) -> list[str]:
    return [
        " ".join([f"{each.placement.start:%H:%M}", *each.placement.rooms]) for each in answer.places
    ]


def reasons(answer: Free) -> list[str]:
    """Return each reason with the starts and the rooms that it is about."""
    return [
        " ".join(
            [
                *(f"{a:%H:%M}-{b:%H:%M}" for a, b in each.starts),
                *(f"in {room}" for room in each.rooms),
                each.why,
            ]
        )
        for each in answer.refused
    ]


DAY = {"wed": {"date": "2025-05-14", "opens": "09:00", "closes": "13:00"}}
TALK = {"start": "09:00", "end": "10:00", "rooms": ["attic"], "speakers": ["ana"]}


def test_free_places_begin_on_the_grid_and_as_others_do() -> None:
    read = programme(
        {"a": TALK, "b": {"start": "10:10", "minutes": 30, "rooms": ["west"]}}, days=DAY
    )
    assert times(free(read, "a", grid=HOURLY, room="attic")) == [
        "10:00 attic", "10:10 attic", "10:40 attic", "11:00 attic", "12:00 attic"
    ]  # fmt: skip


def test_timeslots_say_when_a_session_may_begin() -> None:
    slots = Grid(timeslots=tuple((timedelta(hours=h), timedelta(hours=h + 1)) for h in (9, 11)))
    read = programme({"a": TALK}, days=DAY)
    assert times(free(read, "a", grid=slots, room="attic")) == ["11:00 attic"]
    assert free(
        read, "a", grid=Grid(timeslots=((timedelta(hours=9), timedelta(hours=9.5)),))
    ).nothing


def test_what_clears_an_error_comes_first_then_what_is_nearest() -> None:
    read = programme({"a": TALK, "b": {**TALK, "rooms": ["west"]}}, days=DAY)
    answer = free(read, "b", grid=HOURLY)
    # At 10:00 Ana would have no time to change rooms, but can stay in the attic.
    assert times(answer)[:3] == ["11:00 west", "12:00 west", "10:00 attic"]
    assert [each.errors for each in answer.places][:3] == [-1, -1, -1]
    assert [finding.rule for finding in answer.errors] == ["speaker-double-booking"]
    assert [each.rule for each in answer.places[0].go] == ["speaker-double-booking"]


def test_an_error_that_a_session_has_already_is_not_new_but_stays() -> None:
    read = programme({"a": TALK, "b": {**TALK, "rooms": ["west"]}}, days=DAY)
    (place,) = (
        p
        for p in free(read, "b", room="hall", most=99).places
        if p.placement.start.hour == 9 and not p.placement.start.minute
    )
    assert (place.errors, [finding.rule for finding in place.stay]) == (
        0,
        ["speaker-double-booking"],
    )


def test_a_place_tells_the_warnings_that_it_brings() -> None:
    rules = {"room-too-small": {"weight": 3}}
    read = programme({"a": {**TALK, "rooms": ["west"], "audience": 25}}, days=DAY, rules=rules)
    answer = free(read, "a", grid=HOURLY, room="attic")
    assert {(each.weight, *(f.rule for f in each.come)) for each in answer.places} == {
        (3.0, "room-too-small")
    }


def test_it_is_said_why_a_session_cannot_go_elsewhere() -> None:
    sessions: dict[str, Any] = {
        "rest": {"start": "09:00", "end": "09:30", "kind": "meal", "title": "Breakfast"},
        "a": {"start": "09:30", "end": "10:30", "rooms": ["attic"], "speakers": ["ana"]},
        "b": {"start": "11:00", "end": "12:00", "rooms": ["west"], "speakers": ["ana"]},
        "c": {"start": "10:30", "end": "11:00", "rooms": ["attic"]},
    }
    rooms = {
        "attic": {"name": "Attic"},
        "west": {"name": "West", "unavailable": [{"from": "12:30"}]},
    }
    answer = free(programme(sessions, days=DAY, rooms=rooms), "a", grid=Grid(step=30))
    assert reasons(answer) == [
        "09:00-09:00 over “Breakfast”",
        "10:30-11:30 Ana is in “b” 11:00–12:00",
        "10:00-10:00 in attic taken by “c” 10:30–11:00",
        "12:00-12:00 in west closed from 12:30",
    ]
    assert (answer.found, answer.looked) == (3, 11)


def test_two_showings_at_once_are_named_once() -> None:
    sessions: dict[str, Any] = {
        "a": {"start": "09:00", "end": "10:00", "rooms": ["attic"]},
        "b": {"start": "10:00", "end": "13:00", "rooms": ["attic"]},
        "again": {"repeats": "b", "start": "10:00", "rooms": ["attic"]},
    }
    read = programme(sessions, days=DAY, rooms={"attic": {"name": "Attic"}})
    assert reasons(free(read, "a", grid=HOURLY)) == [
        "10:00-12:00 in attic taken by “b” until 13:00"
    ]


def test_what_comes_next_is_told_from_what_came_before() -> None:
    sessions: dict[str, Any] = {
        "a": {"start": "09:00", "end": "10:00", "title": "First"},
        "b": {"start": "11:00", "end": "12:00", "title": "Second", "after": ["a"]},
        "c": {"start": "12:00", "end": "13:00", "title": "Third", "continues": "b"},
    }
    read = programme(sessions, days=DAY, rooms={})
    assert reasons(free(read, "a", grid=HOURLY)) == [
        "11:00-12:00 it comes before “Second” at 11:00"
    ]
    assert reasons(free(read, "c", grid=HOURLY)) == [
        "09:00-11:00 it comes after “Second”, which is held 11:00–12:00"
    ]


@pytest.mark.parametrize(
    ("fields", "nothing"),
    [
        ({**TALK, "status": "cancelled"}, "it is cancelled"),
        ({"permanent": True}, "it is permanent"),
        ({"rooms": ["attic"]}, "give it `minutes`"),
        ({"minutes": 600}, "no day is open for as long"),
    ],
)
def test_it_is_said_why_there_is_nothing_to_place(fields: dict[str, Any], nothing: str) -> None:
    answer = free(programme({"a": fields}, days=DAY), "a")
    assert nothing in (answer.nothing or "")
    assert not answer.found


def test_a_programme_without_days_has_no_place_to_offer() -> None:
    assert "`days`" in (free(programme({"a": {"minutes": 30}}, days={}), "a").nothing or "")


def test_a_session_that_states_its_day_stays_on_it_until_it_is_placed() -> None:
    days = {**DAY, "thu": {"date": "2025-05-15"}}
    read = programme({"a": {"minutes": 60, "day": "thu", "rooms": ["west"]}}, days=days)
    assert {each.placement.start.day for each in free(read, "a", most=999).places} == {15}
    assert "`day: thu`" in (free(read, "a", day="wed").nothing or "")


def test_what_is_unknown_is_refused_with_what_could_be_meant() -> None:
    read = programme({"knots": TALK}, days=DAY)
    with pytest.raises(KeyError, match="did you mean 'knots'"):
        free(read, "knot")
    with pytest.raises(KeyError, match="did you mean 'attic'"):
        free(read, "knots", room="attics")
    with pytest.raises(ValueError, match="its only day is wed"):
        free(read, "knots", day="2025-05-16")


def test_a_programme_alone_will_do() -> None:
    read = programme({"a": TALK}, days=DAY)
    assert free(read.programme, "a").found == free(read, "a").found
