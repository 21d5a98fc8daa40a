"""What feeds say of themselves, read back by the icalendar library."""

from datetime import UTC, datetime
from typing import Any

import pytest

from builders import programme
from coopsched.publishing.feeds.calendars import About, calendar, head
from feed_builders import MODIFIED, calendar_of, called, shown, written

BODY = "url: https://example.org/é\ndescription: {fr: 'Un, deux', nl: Twee}\nsessions: {}"
EVENT = written(shown())


def feed(about: About, body: str = BODY, *, zones: Any = ()) -> Any:
    """Return a feed of one event, read back."""
    return calendar_of(calendar(programme(body), about, [EVENT], zones))


def test_a_feed_says_what_it_is() -> None:
    found = feed(About("nl", "Zolder", modified=MODIFIED, colour="#fe6346"))
    assert (found["VERSION"], found["PRODID"]) == ("2.0", "-//coopsched//coopsched//EN")
    assert called(found) == "Conference – Zolder"
    assert (found["DESCRIPTION"], found["DESCRIPTION"].params["LANGUAGE"]) == ("Twee", "nl")
    assert found["URL"] == "https://example.org/%C3%A9"
    assert found.decoded("LAST-MODIFIED") == MODIFIED
    assert found["COLOR"] == "tomato"


def test_a_feed_says_how_often_to_look() -> None:
    text = head(programme(BODY), About("nl"))
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in text


def test_a_feed_says_nothing_at_which_clients_stumble() -> None:
    found = feed(About("nl", modified=MODIFIED))
    assert not {"METHOD", "UID", "X-WR-TIMEZONE"} & set(found)
    assert "0." not in found["PRODID"]


def test_the_whole_programme_is_called_by_its_title() -> None:
    assert feed(About("fr"))["NAME"] == "Conference"


def test_a_name_is_one_line_that_nothing_breaks_out_of() -> None:
    title = 'title: "A\\r\\nMETHOD:CANCEL\\u2028;B, C"\n'
    found = calendar_of(
        calendar(
            programme("sessions: {}", head=title + "key: p\ntimezone: UTC\ndays: [2017-06-20]\n"),
            About("fr", "D\\E"),
            [EVENT],
            (),
        )
    )
    assert called(found) == "A METHOD:CANCEL ;B, C – D\\E"
    assert "METHOD" not in found


@pytest.mark.parametrize(
    ("site", "source"),
    [
        ("", None),
        ("site: {}\n", None),
        ("site: {url: https://example.org/p/}\n", "https://example.org/p/feeds/fr/programme.ics"),
        (
            "site: {url: https://example.org/é}\n",
            "https://example.org/%C3%A9/feeds/fr/programme.ics",
        ),
    ],
)
def test_a_feed_says_where_it_stands_if_anybody_said(site: str, source: str | None) -> None:
    assert feed(About("fr", path="feeds/fr/programme.ics"), site + BODY).get("SOURCE") == source
    assert "SOURCE" not in feed(About("fr"), site + BODY)


def test_a_feed_tells_each_zone_that_it_needs_for_its_years_and_one_more_on_each_side() -> None:
    zones = [("Europe/Brussels", 2017, 2017), ("Asia/Tokyo", 2018, 2018)]
    zones.append(("Europe/Brussels", 2019, 2020))
    found = feed(About("fr"), zones=zones).walk("VTIMEZONE")
    assert [str(each["TZID"]) for each in found] == ["Asia/Tokyo", "Europe/Brussels"]
    onsets = [part.decoded("DTSTART").year for part in found[1].subcomponents]
    assert min(onsets) <= 2016
    assert all("UNTIL" not in part["RRULE"] for part in found[1].subcomponents)


@pytest.mark.parametrize("modified", [None, datetime(2017, 6, 20, tzinfo=UTC)])
def test_a_feed_without_events_has_one_that_says_so(modified: datetime | None) -> None:
    found = calendar_of(calendar(programme(BODY), About("fr", modified=modified), [], ()))
    [only] = found.subcomponents
    assert (only.name, only["TRANSP"]) == ("VEVENT", "TRANSPARENT")
    assert str(only["SUMMARY"]).endswith("\u00a0: rien n’y est prévu pour l’instant")
