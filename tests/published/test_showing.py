"""What attendees are shown."""

from datetime import UTC, date, datetime

import pytest

from builders import HEAD, TWO_DAYS, programme
from coopsched.moment import utc
from coopsched.published.showing import shown
from coopsched.published.shown import Named, Person, PublicLink, Shown, by_start
from coopsched.text import Text


def one(keys: str, *, more: str = "", head: str = HEAD) -> Shown:
    """Return what is shown of a session of these keys."""
    return shown(programme(f"sessions:\n  a: {{title: A, {keys}}}\n{more}", head=head))["a"]


def test_a_draft_is_not_shown() -> None:
    assert shown(programme("sessions:\n  a: {title: A, start: 10:00, status: draft}")) == {}


def test_a_session_without_a_place_in_time_is_not_shown() -> None:
    assert shown(programme("sessions:\n  a: {title: A}")) == {}


@pytest.mark.parametrize("status", ["confirmed", "tentative", "cancelled"])
def test_a_session_is_shown_with_its_status(status: str) -> None:
    assert one(f"start: 10:00, status: {status}").status == status


def test_private_links_are_left_out() -> None:
    found = one(
        "start: 10:00, links: [{url: https://a.example/}, {url: https://b.example/, private: true}]"
    )
    assert found.links == (PublicLink("page", "https://a.example/"),)


def test_times_stay_in_the_zone_in_which_they_were_written() -> None:
    found = one("start: 10:00, end: 2017-06-20T11:00-05:00")
    assert found.start is not None
    assert found.end is not None
    assert found.start.isoformat() == "2017-06-20T10:00:00+02:00"
    assert found.end.isoformat() == "2017-06-20T11:00:00-05:00"
    assert found.timezone == "Europe/Brussels"


def test_what_has_no_end_is_shown_until_the_day_closes() -> None:
    found = one("day: fri, start: 23:00", head=TWO_DAYS)
    assert found.end == datetime(2026, 5, 16, 0, 0, tzinfo=UTC)  # two in the morning there
    assert not found.end_given


def test_what_has_no_end_lasts_an_hour_where_its_day_does_not_say_when_it_closes() -> None:
    found = one("start: 10:00")
    assert found.end == datetime(2017, 6, 20, 9, 0, tzinfo=UTC)
    assert not found.end_given


def test_what_begins_when_the_day_closes_lasts_an_hour() -> None:
    found = one("start: 2026-05-16T02:00", head=TWO_DAYS)
    assert found.end == datetime(2026, 5, 16, 1, 0, tzinfo=UTC)


def test_an_end_before_the_start_is_as_good_as_none() -> None:
    found = one("start: 10:00, end: 09:00")
    assert found.end == datetime(2017, 6, 20, 9, 0, tzinfo=UTC)
    assert not found.end_given


def test_a_session_of_no_length_ends_when_it_begins() -> None:
    found = one("start: 10:00, minutes: 0")
    assert found.end == found.start
    assert found.end_given


def test_a_time_that_a_clock_change_skips_is_shown_as_clocks_show_it() -> None:
    found = one("start: 2017-03-26T02:30, minutes: 30")
    assert found.start is not None
    assert found.start.isoformat() == "2017-03-26T03:30:00+02:00"
    assert utc(found.start) == datetime(2017, 3, 26, 1, 30, tzinfo=UTC)


def test_a_permanent_session_has_days_and_no_time() -> None:
    found = one("permanent: true", head=TWO_DAYS)
    assert (found.permanent, found.start, found.end) == (True, None, None)
    assert found.days == (date(2026, 5, 15), date(2026, 5, 16))


def test_a_permanent_session_can_be_on_one_day() -> None:
    assert one("permanent: true, day: sat", head=TWO_DAYS).days == (date(2026, 5, 16),)


NO_DAYS = HEAD.replace("days: [2017-06-20]\n", "")


def test_a_permanent_session_is_on_the_days_of_the_sessions_where_the_file_names_none() -> None:
    found = one("permanent: true", more="  b: {title: B, start: 2017-06-21T10:00}", head=NO_DAYS)
    assert found.days == (date(2017, 6, 21),)


def test_a_draft_does_not_tell_its_day_to_a_permanent_session() -> None:
    body = (
        "sessions:\n  a: {title: A, permanent: true}\n"
        "  b: {title: B, start: 2017-06-21T10:00, status: draft}"
    )
    assert shown(programme(body, head=NO_DAYS)) == {}


def test_rooms_have_names_and_one_without_is_called_like_its_key() -> None:
    found = one("start: 10:00, rooms: [attic, hall]", more="rooms: {attic: Attic, hall: {}}")
    assert found.rooms == (
        Named("attic", Text({"fr": "Attic"})),
        Named("hall", Text({"und": "hall"})),
    )


VENUE = """
venue: {name: SMart, address: 72 rue Coenraets, latitude: 50.83, longitude: 4.34}
rooms: {attic: Attic, web: {name: Web, online: true}}
"""


def test_a_session_is_at_the_venue() -> None:
    found = one("start: 10:00, rooms: [attic, web]", more=VENUE)
    assert (found.venue, found.address) == (Text({"fr": "SMart"}), Text({"fr": "72 rue Coenraets"}))
    assert found.position == (50.83, 4.34)
    assert not found.online


def test_a_session_that_is_only_online_is_at_no_venue() -> None:
    found = one("start: 10:00, rooms: [web]", more=VENUE)
    assert (found.online, found.venue, found.address, found.position) == (True, None, None, None)


def test_people_are_shown_in_the_order_of_the_line_up_with_role_and_affiliation() -> None:
    found = one(
        "start: 10:00, speakers: [bo, {speaker: ana, role: moderator, affiliation: CSC, "
        "remote: true}]",
        more="speakers: {ana: {name: Ana Pérez, affiliation: UCL}, bo: {name: Bo, affiliation: X}}",
    )
    assert found.speakers == (
        Person("bo", "Bo", ("X",)),
        Person("ana", "Ana Pérez", ("CSC",), role="moderator", remote=True),
    )


def test_a_track_gives_its_colour() -> None:
    found = one("start: 10:00, track: t", more="tracks: {t: {title: T, colour: teal}}")
    assert (found.track, found.colour) == (Named("t", Text({"fr": "T"})), "teal")


def test_tags_are_a_set() -> None:
    assert one("start: 10:00, tags: [coops, art, coops]").tags == ("art", "coops")


RELATED = """\
sessions:
  a: {title: A, start: 10:00, end: 12:00}
  b: {title: B, start: 10:00, end: 11:00, within: a, repeats: a}
  c: {title: C, start: 10:00, end: 11:00, within: d, replaces: [d, f]}
  d: {title: D, start: 10:00, end: 12:00, status: draft}
  e: {title: E, start: 10:00, end: 11:00, within: f}
  f: {title: F, permanent: true}
"""


def test_a_relation_is_shown_to_what_has_a_time_and_is_shown_itself() -> None:
    found = shown(programme(RELATED))
    assert (found["b"].within, found["b"].repeats) == ("a", "a")
    assert (found["c"].within, found["c"].replaces) == (None, ())
    assert found["e"].within is None


REPLACED = """\
sessions:
  a: {title: A, start: 10:00, end: 11:00, status: %s}
  b: {title: B, start: 14:00, end: 15:00, replaces: [a]}
  c: {title: C, start: 12:00, end: 13:00, replaces: [a]}
"""


@pytest.mark.parametrize("status", ["confirmed", "cancelled"])
def test_what_is_replaced_is_cancelled_and_names_what_replaces_it_by_start(status: str) -> None:
    found = shown(programme(REPLACED % status))
    assert found["a"].status == "cancelled"
    assert found["a"].replaced_by == (
        Named("c", Text({"fr": "C"})),
        Named("b", Text({"fr": "B"})),
    )
    assert found["b"].replaces == found["c"].replaces == ("a",)


def test_the_last_that_is_held_stands_in_the_place_of_all_before() -> None:
    found = shown(
        programme(
            """sessions:
  a: {title: A, start: 10:00, status: cancelled}
  b: {title: B, start: 11:00, replaces: [a]}
  c: {title: C, start: 12:00, replaces: [b]}
"""
        )
    )
    assert found["a"].replaced_by == found["b"].replaced_by == (Named("c", Text({"fr": "C"})),)


def test_what_is_cancelled_itself_stands_in_nobodys_place() -> None:
    found = shown(
        programme(
            """sessions:
  a: {title: A, start: 10:00}
  b: {title: B, start: 11:00, status: cancelled, replaces: [a]}
"""
        )
    )
    assert (found["a"].status, found["a"].replaced_by) == ("confirmed", ())


def test_a_draft_replaces_nothing() -> None:
    body = "sessions:\n  a: {title: A, start: 10:00}\n  b: {title: B, status: draft, replaces: [a]}"
    assert shown(programme(body))["a"].status == "confirmed"


def test_sessions_are_sorted_by_start_and_a_permanent_one_by_its_day() -> None:
    found = shown(programme(RELATED.replace("status: draft", "status: confirmed")))
    assert [each.key for each in sorted(found.values(), key=by_start)] == list("fabcde")
