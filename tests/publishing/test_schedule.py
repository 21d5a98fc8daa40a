"""Days of rooms of sessions, as `schedule.xml` and `schedule.json` share them."""

from datetime import timedelta

import pytest
from hypothesis import given

from builders import HEAD, TWO_DAYS, programme
from coopsched.model import Programme
from coopsched.moment import utc
from coopsched.publishing.losses import NothingToWrite
from coopsched.publishing.schedule import (
    Row,
    is_plain_address,
    length_of,
    schedule_losses,
    scheduled,
)
from programmes import PROGRAMMES

NO_DAYS = HEAD.replace("days: [2017-06-20]\n", "")


def row(body: str, key: str = "a", *, head: str = HEAD) -> Row:
    rows = scheduled(programme(body, head=head)).rows()
    return next(each for each in rows if each.session.key == key)


def lost(body: str, *, head: str = HEAD) -> dict[str, tuple[str, ...]]:
    found = programme(body, head=head)
    return dict(schedule_losses(found, scheduled(found)))


def ends(body: str, *, head: str = TWO_DAYS) -> list[str]:
    return [day.end.isoformat() for day in scheduled(programme(body, head=head)).days]


@given(PROGRAMMES)
def test_every_session_that_is_shown_is_there_once(made: Programme) -> None:
    shown = [
        session.key
        for session in made.sessions
        if session.start and not session.permanent and session.status in ("confirmed", "tentative")
    ]
    if made.days or shown:
        rows = [each.session.key for each in scheduled(made).rows()]
        assert sorted(rows) == sorted(shown)


@given(PROGRAMMES)
def test_the_times_are_those_of_the_session_in_the_programme_s_zone(made: Programme) -> None:
    try:
        rows = list(scheduled(made).rows())
    except NothingToWrite:
        return
    for each in rows:
        assert each.session.start is not None
        assert utc(each.start) == utc(each.session.start)
        assert each.start.tzinfo is made.zone
        assert utc(each.end) >= utc(each.start)
        if each.session.end is not None:
            assert utc(each.end) == utc(each.session.end)


@given(PROGRAMMES)
def test_days_are_counted_in_order_and_hold_all_rooms(made: Programme) -> None:
    try:
        days = scheduled(made).days
    except NothingToWrite:
        return
    assert [day.number for day in days] == list(range(1, len(days) + 1))
    assert [day.date for day in days] == sorted(day.date for day in days)
    for day in days:
        assert [name for name in day.rooms if name != "–"] == list(scheduled(made).rooms.values())
        assert day.end.date() > day.date


def test_a_session_past_midnight_belongs_to_the_evening_before() -> None:
    made = programme("sessions: {a: {title: A, day: fri, start: 01:30}}", head=TWO_DAYS)
    first, second = scheduled(made).days
    assert [each.session.key for each in first.rooms["–"]] == ["a"]
    assert not second.rooms


@pytest.mark.parametrize("days", ["", "days: [2017-06-20]\n"])
def test_a_session_on_no_day_of_the_programme_makes_one(days: str) -> None:
    made = programme("sessions: {a: {title: A, start: 2017-06-22T10:00}}", head=NO_DAYS + days)
    assert scheduled(made).days[-1].date.isoformat() == "2017-06-22"
    assert len(scheduled(made).days) == (2 if days else 1)


def test_a_programme_without_a_day_cannot_be_written() -> None:
    made = programme("sessions: {a: {title: A}}", head=NO_DAYS)
    with pytest.raises(NothingToWrite, match="give the programme `days`"):
        scheduled(made)


def test_a_day_ends_at_closing_after_midnight_or_at_midnight() -> None:
    assert ends("sessions: {}") == ["2026-05-16T02:00:00+02:00", "2026-05-17T00:00:00+02:00"]
    assert lost("sessions: {}", head=TWO_DAYS) == {}


def test_hours_that_end_by_midnight_are_lost() -> None:
    for closes in ("18:00", "00:00"):
        head = TWO_DAYS.replace("closes: 02:00", f"closes: {closes}")
        assert ends("sessions: {}", head=head)[0] == "2026-05-16T00:00:00+02:00"
        assert lost("sessions: {}", head=head) == {"programme: days: closes": ("fri",)}


def test_a_day_that_opens_at_midnight_loses_that() -> None:
    head = TWO_DAYS.replace("opens: 09:00, closes", "opens: 00:00, closes")
    assert lost("sessions: {}", head=head)["programme: days: opens"] == ("fri",)


def test_a_day_lasts_until_its_last_session_where_one_begins_after_its_end() -> None:
    body = "sessions: {a: {title: A, day: sat, start: 24:30, end: 26:00}}"
    assert ends(body) == ["2026-05-16T02:00:00+02:00", "2026-05-17T02:00:00+02:00"]
    body = "sessions: {a: {title: A, day: fri, start: 26:30, end: 27:00}}"
    assert ends(body)[0] == "2026-05-16T03:00:00+02:00"
    assert lost(body, head=TWO_DAYS) == {"programme: days: closes": ("fri",)}


def test_a_day_of_a_clock_change_ends_when_it_does() -> None:
    head = TWO_DAYS.replace("2026-05-15", "2026-03-28").replace("closes: 02:00", "closes: 04:00")
    assert ends("sessions: {}", head=head)[0] == "2026-03-29T04:00:00+02:00"


def test_a_session_without_an_end_lasts_until_its_day_closes() -> None:
    body = "sessions: {a: {title: A, day: fri, start: 22:00}}"
    assert row(body, head=TWO_DAYS).length == timedelta(hours=4)
    assert lost(body, head=TWO_DAYS) == {"end: that it is not given": ("a",)}


@pytest.mark.parametrize("start", ["day: sat, start: 22:00", "day: fri, start: 26:30"])
def test_one_on_a_day_that_does_not_close_or_is_closed_lasts_an_hour(start: str) -> None:
    assert row(f"sessions: {{a: {{title: A, {start}}}}}", head=TWO_DAYS).length == timedelta(
        hours=1
    )


def test_a_session_that_ends_before_it_begins_has_no_length() -> None:
    body = "sessions: {a: {title: A, start: 10:00, end: 2017-06-20T09:00}}"
    assert row(body).length == timedelta()
    assert lost(body) == {"end": ("a",)}


def test_the_first_room_counts_and_the_others_are_lost() -> None:
    body = "rooms: {x: X, y: Y}\nsessions: {a: {title: A, start: 10:00, end: 11:00, rooms: [y, x]}}"
    assert row(body).room == "Y"
    assert lost(body) == {"rooms but the first": ("a",)}


def test_sessions_of_a_room_stand_by_start_end_and_key() -> None:
    body = """
    sessions:
      d: {title: D, start: 10:00, end: 12:00}
      c: {title: C, start: 11:00, end: 12:00}
      b: {title: B, start: 10:00, end: 11:00}
      a: {title: A, start: 10:00, end: 11:00}
    """
    rows = scheduled(programme(body)).rows()
    assert [each.session.key for each in rows] == ["a", "b", "d", "c"]


def test_somebody_who_is_in_a_session_twice_is_named_once() -> None:
    body = """
    speakers: {ana: Ana, bo: Bo}
    sessions:
      a:
        title: A
        start: 10:00
        end: 11:00
        speakers: [ana, bo, {speaker: ana, role: moderator}]
    """
    assert [person.name for person in row(body).persons] == ["Ana", "Bo"]


@pytest.mark.parametrize(
    ("links", "page", "left"),
    [
        ('["https://example.org/a", "https://example.org/b"]', "https://example.org/a", 1),
        ('[{kind: slides, url: "https://example.org/a"}]', "", 1),
        ('["mailto:a@example.org"]', "", 1),
        ('[{url: "https://example.org/a", private: true}, "https://example.org/b"]', "…/b", 0),
        ("[]", "", 0),
    ],
)
def test_a_page_that_comes_first_is_the_session_s_own(links: str, page: str, left: int) -> None:
    found = row(f"sessions: {{a: {{title: A, start: 10:00, end: 11:00, links: {links}}}}}")
    assert found.page == page.replace("…", "https://example.org")
    assert len(found.links) == left


def test_control_characters_are_left_out_and_lost() -> None:
    body = r'sessions: {a: {title: "A\e[31m\0", start: 10:00, end: 11:00, description: "\a"}}'
    assert row(body).title == "A[31m"
    assert row(body).description == ""
    assert lost(body) == {"control characters": ("a",)}


def test_a_title_of_which_nothing_is_left_is_the_key() -> None:
    assert row(r'sessions: {a: {title: "\a", start: 10:00, end: 11:00}}').title == "a"


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0, "00:00"), (90, "01:30"), (1500, "25:00"), (0.5, "00:00:30"), (6000, "100:00")],
)
def test_a_length_is_hours_and_minutes(minutes: float, shown: str) -> None:
    assert length_of(timedelta(minutes=minutes)) == shown


def test_only_addresses_of_the_web_without_oddities_are_plain() -> None:
    assert is_plain_address("https://example.org/a?b=c&d=é#f")
    for url in (None, "mailto:a@example.org", "https://example.org/%zz", "http://[::1]/", "x"):
        assert not is_plain_address(url)
