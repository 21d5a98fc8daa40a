"""Components: what stands in what, and what a problem of one is about."""

import pytest

from coopsched.feedrules.feed import Feed, gathered
from coopsched.findings import Subject
from feeds import calendar, event, feed


def structure(found: Feed) -> list[str]:
    return [fault.message for fault in found.structure_faults]


def test_components_stand_in_components() -> None:
    found = calendar(*event("BEGIN:VALARM", "ACTION:AUDIO", "END:VALARM"))
    (alarm,) = found.named("VALARM")
    assert alarm.parent is not None
    assert (alarm.parent.name, alarm.uid) == ("VEVENT", "knots@harbour")
    assert structure(found) == []


def test_an_event_without_its_end_does_not_swallow_the_calendar() -> None:
    found = calendar("BEGIN:VEVENT", "UID:1", *event())
    assert [each.closed for each in found.named("VCALENDAR")] == [True]
    assert structure(found) == ["this VEVENT has no END:VEVENT before END:VCALENDAR"]


def test_names_are_read_in_any_case() -> None:
    found = feed("begin:vcalendar\r\nVersion:2.0\r\nend:VCalendar\r\n")
    assert structure(found) == []
    assert [line.value for _, line in found.properties("VERSION")] == ["2.0"]


def test_a_problem_points_at_what_is_folded_too() -> None:
    found = feed("BEGIN:VCALENDAR\r\nSUMMARY:Kno\r\n ts\r\nEND:VCALENDAR\r\n")
    ((component, line),) = found.properties("SUMMARY")
    problem = found.problem("here", line, (10, 13), component=component)
    assert problem.position is not None
    assert problem.position[1:] == (2, 11, 3, 4)
    assert problem.subject == Subject()


def test_a_problem_is_about_its_event() -> None:
    found = calendar(*event("BEGIN:VALARM", "ACTION:AUDIO", "END:VALARM"))
    (alarm,) = found.named("VALARM")
    assert found.problem("x", alarm.begin, component=alarm).subject.sessions == ("knots@harbour",)


def test_many_of_one_kind_are_one_problem() -> None:
    found = calendar(*event(), *event())
    every = [found.problem("it is so", each.begin) for each in found.named("VEVENT")[::-1]]
    (problem,) = gathered(every, ("is", "are"))
    assert problem.position is not None
    assert (problem.message, problem.position.line) == ("it is so; so is 1 more", 5)
    assert list(gathered([], ("is", "are"))) == []


@pytest.mark.parametrize(
    ("number", "more"), [(2, "so does 1 more alarm"), (1_003, "so do 1,002 more alarms")]
)
def test_how_many_more_there_are_is_said_in_the_right_number(number: int, more: str) -> None:
    found = calendar(*event())
    every = [found.problem("it rings", found.named("VEVENT")[0].begin)] * number
    (problem,) = gathered(every, ("does", "do"), "alarm")
    assert problem.message == f"it rings; {more}"
