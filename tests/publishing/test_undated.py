"""Days whose dates could not be read: nothing is written on a date that nobody wrote."""

import pytest

from builders import read
from coopsched.publishing import formats
from coopsched.publishing.losses import Loss
from coopsched.publishing.undated import dated

HEAD = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [en]
"""
DAYS = "days: {fri: 2026-10-23, sat: 2026-10-44}\n"
BODY = """\
rooms: {attic: {name: Attic, unavailable: [{day: sat}, {day: fri, from: 18:00}]}}
speakers: {ana: Ana Pérez}
sessions:
  one: {title: One, day: fri, start: 10:00, end: 11:00}
  two: {title: Two, day: sat, start: 10:00, end: 11:00, speakers: [{speaker: ana, from: 10:30}]}
  three: {repeats: two, day: fri, start: 12:00}
"""


def test_what_is_on_an_unreadable_day_has_no_time_and_keeps_its_length() -> None:
    found = dated(read(BODY, head=HEAD + DAYS))
    programme = found.document.programme
    assert [day.key for day in programme.days] == ["fri"]
    two = programme.session("two")
    assert (two.day, two.start, two.end, two.minutes) == (None, None, None, 60)
    assert two.speakers[0].from_ is None
    assert str(programme.session("one").start) == "2026-10-23 10:00:00+02:00"
    assert str(programme.session("three").end) == "2026-10-23 13:00:00+02:00"


def test_what_is_lost_with_it_is_told() -> None:
    found = dated(read(BODY, head=HEAD + DAYS))
    assert found.losses == (
        Loss("sessions whose day could not be read", ("two",)),
        Loss("rooms: times on a day that could not be read", ("attic",)),
    )
    windows = found.document.programme.room("attic").unavailable
    assert [str(window.day) for window in windows] == ["2026-10-23"]


@pytest.mark.parametrize(
    "days",
    ["[2026-10-23, 2026-10-44]", "{fri: 2026-10-23, 2026-10-44: {date: 2026-10-44, opens: 09:00}}"],
)
def test_days_can_be_written_in_every_way(days: str) -> None:
    body = "sessions: {two: {title: Two, day: 2026-10-44, start: 10:00}}"
    found = dated(read(body, head=f"{HEAD}days: {days}\n"))
    assert [str(day.date) for day in found.document.programme.days] == ["2026-10-23"]
    assert found.document.programme.session("two").start is None


def test_a_date_that_stands_at_another_day_is_made_up_all_the_same() -> None:
    head = f"{HEAD}days: {{old: 2000-01-02, new: soon}}\n"
    found = dated(read("sessions: {a: {title: A, day: new, start: 10:00}}", head=head))
    assert [day.key for day in found.document.programme.days] == ["old"]
    assert found.document.programme.session("a").start is None


@pytest.mark.parametrize(
    "days",
    [
        "[1999-12-31, 2000-01-01, 2000-01-02]",
        "{a: 2000-01-01, b: {date: 2000-01-02, opens: soon}}",
    ],
)
def test_days_of_that_year_are_days_like_others(days: str) -> None:
    document = read("sessions: {}", head=f"{HEAD}days: {days}\n")
    assert dated(document) == (document, ())


@pytest.mark.parametrize("name", [each.name for each in formats.FORMATS])
def test_no_format_tells_a_date_that_nobody_wrote(name: str) -> None:
    document = read(BODY, head=HEAD + DAYS)
    written = formats.write(document, formats.format_called(name))
    assert b"2000" not in written.data
    assert Loss("sessions whose day could not be read", ("two",)) in written.losses
