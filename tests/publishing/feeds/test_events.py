"""Sessions as events, read back by the icalendar library."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from coopsched.published.shown import Named, PublicLink
from coopsched.publishing.feeds.events import base, related
from coopsched.text import Text
from feed_builders import CREATED, MODIFIED, event_of, read, record, shown, written


def test_a_session_is_an_event_with_the_dates_of_its_record() -> None:
    found = event_of(shown(), uid="x;y@z", sequence=7)
    assert (found["UID"], found["SEQUENCE"]) == ("x;y@z", 7)
    assert found.decoded("DTSTAMP") == found.decoded("LAST-MODIFIED") == MODIFIED
    assert found.decoded("CREATED") == CREATED
    assert found.decoded("DTSTART") == datetime(2017, 6, 20, 8, tzinfo=UTC)
    assert found.decoded("DTEND") == datetime(2017, 6, 20, 9, 30, tzinfo=UTC)
    assert (found["STATUS"], found["TRANSP"]) == ("CONFIRMED", "OPAQUE")


@pytest.mark.parametrize(
    ("status", "state", "told"),
    [
        ("confirmed", "shown", ("CONFIRMED", "OPAQUE")),
        ("tentative", "shown", ("TENTATIVE", "OPAQUE")),
        ("cancelled", "shown", ("CANCELLED", "TRANSPARENT")),
        ("confirmed", "gone", ("CANCELLED", "TRANSPARENT")),
        ("tentative", "replaced", ("CANCELLED", "TRANSPARENT")),
    ],
)
def test_a_status_is_told(status: str, state: str, told: tuple[str, str]) -> None:
    found = event_of(shown(status=status), state=state)
    assert (found["STATUS"], found["TRANSP"]) == told


def test_an_event_says_where_and_what() -> None:
    found = event_of(
        shown(
            rooms=(Named("hall", Text({"fr": "Salle; grande"})),),
            venue=Text({"fr": "SMart"}),
            position=(50.85, -4.5),
            track=Named("soil", Text({"fr": "Terre", "nl": "Grond"})),
            colour="#fe6346",
            kind="workshop",
            tags=("a,b", "Grond"),
            links=(
                PublicLink("slides", "https://c.org/"),
                PublicLink("page", "https://a.org/x;y,z"),
                PublicLink("page", "https://b.org/"),
            ),
        ),
        language="nl",
    )
    assert found["LOCATION"] == "Salle; grande, SMart"
    assert found["GEO"].to_ical() == "50.85;-4.5"
    assert [str(each) for each in found["CATEGORIES"].cats] == ["Grond", "Workshop", "a,b"]
    assert found["URL"] == "https://a.org/x;y,z"
    assert found["COLOR"] == "tomato"


def test_what_nobody_said_is_not_there() -> None:
    found = event_of(shown())
    assert set(found) == {
        *("UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "STATUS", "DTSTART"),
        *("DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"),
    }


def test_texts_say_in_which_language_they_are() -> None:
    texts = {"title": Text({"fr": "A", "nl": "B"}), "description": Text({"fr": "C"})}
    found = event_of(shown(**texts), language="nl")
    assert found["SUMMARY"].params["LANGUAGE"] == "nl"
    assert found["DESCRIPTION"].params["LANGUAGE"] == "fr"
    assert "LANGUAGE" not in event_of(shown(title=Text({"und": "A"})))["SUMMARY"].params


def test_what_can_be_joined_is_a_conference() -> None:
    links = (PublicLink("join", "https://a.org/x"), PublicLink("stream", "https://b.org/é"))
    text = written(shown(links=links)).decode()
    assert 'CONFERENCE;VALUE=URI;LABEL="Rejoindre en ligne":https://a.org/x\r\n' in text
    assert 'CONFERENCE;VALUE=URI;LABEL="Regarder":https://b.org/%C3%A9\r\n' in text
    assert "CONFERENCE" not in event_of(shown(links=links), state="gone")


def test_what_is_online_is_at_no_place_on_earth() -> None:
    assert "GEO" not in event_of(shown(online=True, position=(1.0, 2.0)))


def test_what_is_permanent_lasts_all_day_and_keeps_nobody_busy() -> None:
    session = shown(start=None, end=None, permanent=True, days=(date(2017, 6, 20),))
    found = event_of(session)
    assert found.decoded("DTSTART") == date(2017, 6, 20)
    assert found.decoded("DTEND") == date(2017, 6, 21)
    assert (found["STATUS"], found["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")


def test_what_is_on_no_day_is_no_event() -> None:
    session = shown(start=None, end=None)
    assert base(session, record(session), local=False) is None


@pytest.mark.parametrize(
    ("local", "end", "zone"),
    [
        (False, datetime(2018, 1, 1, 2, tzinfo=UTC), None),
        (True, datetime(2018, 1, 1, 2, tzinfo=UTC), ("Europe/Brussels", 2017, 2018)),
        (True, None, ("Europe/Brussels", 2017, 2017)),
    ],
)
def test_a_zone_is_needed_for_the_years_of_its_times(
    end: datetime | None, zone: Any, *, local: bool
) -> None:
    session = shown(start=datetime(2017, 12, 31, 22, tzinfo=UTC), end=end)
    made = base(session, record(session), local=local)
    assert made is not None
    assert made.zone == zone


def test_an_event_names_what_it_is_part_of_and_what_it_replaces() -> None:
    made = written(shown())
    found = read(related(made, ["a,b"], ["c", "d"]))
    assert [(str(each), each.params["RELTYPE"]) for each in found["RELATED-TO"]] == [
        ("a,b", "PARENT"),
        ("c", "SIBLING"),
        ("d", "SIBLING"),
    ]
    assert related(made, [], []) == made


EVIL = "A\r\nATTENDEE:mailto:x@y.org\nEND:VEVENT\u2028BEGIN:VALARM\x00;LANGUAGE=en:"


def test_nothing_breaks_out_of_a_property() -> None:
    text = Text({"fr": EVIL})
    named = Named("a", text)
    session = shown(
        title=text,
        description=text,
        notice=text,
        rooms=(named,),
        venue=text,
        track=named,
        tags=(EVIL,),
        replaced_by=(named,),
        links=(PublicLink("page", EVIL), PublicLink("join", EVIL)),
    )
    found = event_of(session, uid=EVIL)
    assert found.subcomponents == []
    assert "ATTENDEE" not in found
    assert "\n" not in found["SUMMARY"] + found["LOCATION"] + found["UID"]
    assert found["SUMMARY"].params == {"LANGUAGE": "fr"}
