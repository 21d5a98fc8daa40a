"""Feeds of what people picked, made of a published folder and read back by icalendar."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from builders import HEAD, TWO_DAYS, lets_coop, programme
from coopsched.delivering.personal import LIMIT, personal
from coopsched.model import Programme
from coopsched.published.codes import code
from coopsched.published.storing import dumps
from coopsched.publishing.feeds import feeds
from coopsched.publishing.feeds.joining import Times
from feed_builders import calendar_of, called
from feeds import errors_in, feed
from publications import History

BODY = """
sessions:
  knots: {title: {fr: Nœuds, nl: Knopen}, start: 10:00, end: 11:00}
  bends: {title: Bends, start: 09:00, end: 10:00}
  hall: {title: Hall, permanent: true}
"""


def folder_of(*versions: Programme, times: Times = "utc") -> dict[str, bytes]:
    """Return what a folder holds after these versions were published into it."""
    history = History()
    for version in versions:
        done = history.publish_programme(version)
    made = feeds(versions[-1], done.publication, done.shown, times=times)
    return {**dict(made), "publication.json": dumps(done.publication).encode()}


def folder(*bodies: str, head: str = HEAD, times: Times = "utc") -> dict[str, bytes]:
    """Return what a folder holds after these programmes were published into it."""
    return folder_of(*(programme(body, head=head) for body in bodies), times=times)


def picked(files: Mapping[str, bytes], *names: str, language: str = "fr") -> bytes:
    """Return the feed of what is picked."""
    found = personal(files.get, language, ".".join(names))
    assert found is not None
    return found


def uids(found: bytes) -> list[str]:
    """Return the UIDs of the events in a feed."""
    return [str(each["UID"]) for each in events(found)]


def events(found: bytes) -> list[Any]:
    """Return the events in a feed."""
    return list(Calendar.from_ical(found).walk("VEVENT"))


def test_what_is_picked_is_in_it_by_start_whatever_the_order_of_the_names() -> None:
    files = folder(BODY)
    one, other = code("knots@conf"), code("bends@conf")
    assert uids(picked(files, one, other)) == ["bends@conf", "knots@conf"]
    assert picked(files, one, other) == picked(files, other, one, other)


def test_each_event_is_the_one_of_its_own_feed_byte_for_byte() -> None:
    files = folder(BODY)
    found = picked(files, code("knots@conf"), code("hall@conf"), language="nl")
    for key in ("knots", "hall"):
        text = files[f"feeds/nl/session/{key}.ics"]
        event = text[text.index(b"BEGIN:VEVENT") : text.index(b"END:VCALENDAR")]
        assert event in found
    assert "Knopen" in found.decode()


def test_keys_are_names_too_and_so_are_earlier_keys() -> None:
    renamed = BODY.replace("knots: {", "ropes: {was: [knots], ")
    files = folder(BODY, renamed)
    assert uids(picked(files, "ropes")) == ["knots@conf"]
    assert uids(picked(files, "knots", code("knots@conf"))) == ["knots@conf"]


def test_what_nobody_knows_is_passed_over() -> None:
    files = folder(BODY)
    known = picked(files, "knots")
    assert picked(files, "", "zzzzzzz", "../publication", "knots", "ümlaut") == known


def test_of_a_key_that_another_session_has_by_now_each_event_is_there_once() -> None:
    renamed = BODY.replace("knots: {", "ropes: {was: [knots], ")
    both = renamed + "  knots: {title: Splices, start: 12:00, end: 13:00}\n"
    files = folder(BODY, renamed, both)
    assert uids(picked(files, code("knots~2@conf"))) == ["knots~2@conf"]
    assert uids(picked(files, "knots", "ropes")) == ["knots@conf", "knots~2@conf"]


def test_a_session_that_was_removed_stays_as_cancelled() -> None:
    files = folder(BODY, BODY.replace("  knots", "  x-knots", 1).replace("x-knots", "splices"))
    [event] = events(picked(files, code("knots@conf")))
    assert event["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("names", [(), ("nobody",), ("a",) * LIMIT + ("knots",)])
def test_where_nothing_known_is_picked_a_calendar_says_so(names: tuple[str, ...]) -> None:
    found = picked(folder(BODY), *names, language="nl")
    [event] = events(found)
    assert str(event["SUMMARY"]) == "Mijn programma: hier is nu niets gepland"
    assert event["UID"] == "nothing/mine@conf"
    assert errors_in(feed(found.decode())) == set()


def test_no_more_than_the_first_names_count() -> None:
    files = folder(BODY)
    assert uids(picked(files, *["knots"] * (LIMIT - 1), "hall", "bends")) == [
        "hall@conf",
        "knots@conf",
    ]


def test_a_language_that_nothing_is_published_in_gets_the_first() -> None:
    files = folder(BODY)
    assert picked(files, "knots", language="eo") == picked(files, "knots", language="fr")


def test_it_is_called_by_the_programme_and_by_what_it_is() -> None:
    head = HEAD.replace("title: Conference", "title: {fr: 'Un, deux ; " + "é" * 80 + "', nl: Een}")
    calendar = calendar_of(picked(folder(BODY, head=head), "knots"))
    assert called(calendar) == "Un, deux ; " + "é" * 80 + " – Mon programme"
    assert calendar["NAME"].params["LANGUAGE"] == "fr"


def test_its_head_is_that_of_every_feed_but_for_what_is_not_its_own() -> None:
    head = HEAD + "site: {url: https://example.org}\nurl: https://example.org/about\n"
    files = folder(BODY, head=head)
    mine, whole = (
        Calendar.from_ical(each)
        for each in (picked(files, "knots"), files["feeds/fr/programme.ics"])
    )
    assert set(whole) - set(mine) == {"SOURCE"}
    assert mine["REFRESH-INTERVAL"] == whole["REFRESH-INTERVAL"]
    assert not {"METHOD", "UID"} & set(mine)


def test_it_changed_when_the_last_of_its_sessions_did() -> None:
    files = folder(BODY, BODY.replace("end: 11:00", "end: 11:30"))
    found = [Calendar.from_ical(picked(files, *names)) for names in (["bends"], ["knots"])]
    first, second = (each.decoded("LAST-MODIFIED") for each in found)
    assert first == datetime(2017, 5, 1, 12, tzinfo=UTC)
    assert second == datetime(2017, 5, 2, 12, tzinfo=UTC)


def test_a_time_zone_is_told_once_for_all_years() -> None:
    head = TWO_DAYS.replace("2026-05-15", "2025-12-31").replace("2026-05-16", "2026-01-01")
    body = """
sessions:
  old: {title: Old, day: fri, start: 10:00, end: 11:00}
  new: {title: New, day: sat, start: 10:00, end: 11:00}
"""
    files = folder(body, head=head, times="local")
    found = picked(files, "old", "new")
    assert found.count(b"BEGIN:VTIMEZONE") == 1
    zone = re.search(rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", found, re.DOTALL)
    assert zone is not None
    assert zone[0] in files["feeds/fr/programme.ics"]
    starts = [each.decoded("DTSTART").astimezone(UTC) for each in events(found)]
    assert starts == [datetime(2025, 12, 31, 9, tzinfo=UTC), datetime(2026, 1, 1, 9, tzinfo=UTC)]
    assert b"VTIMEZONE" not in picked(files, "nobody")


def test_sixty_picks_are_a_short_address() -> None:
    body = "sessions:\n" + "".join(
        f"  s{n}: {{title: S{n}, start: 1{n // 10}:0{n % 10}, end: 23:00}}\n" for n in range(60)
    )
    names = sorted(code(f"s{n}@conf") for n in range(60))
    assert len(".".join(names)) < 500
    assert len(uids(picked(folder(body), *names))) == 60


@pytest.mark.parametrize("lost", ["publication.json", "feeds/fr/programme.ics"])
def test_a_folder_without_a_publication_has_no_such_feeds(lost: str) -> None:
    files = folder(BODY)
    del files[lost]
    assert personal(files.get, "fr", "knots") is None


def test_a_damaged_publication_is_none() -> None:
    assert personal({"publication.json": b"{\xff"}.get, "fr", "knots") is None


@pytest.mark.parametrize(("name", "nothing"), [("feeds", {}), ("languages", [])])
def test_a_publication_that_has_nothing_is_none(name: str, nothing: object) -> None:
    files = folder(BODY)
    copy = {**json.loads(files["publication.json"]), name: nothing}
    assert personal({**files, "publication.json": json.dumps(copy).encode()}.get, "fr", "") is None


def test_a_feed_that_is_not_there_is_left_out() -> None:
    files = folder(BODY)
    del files["feeds/fr/session/bends.ics"]
    assert uids(picked(files, "bends", "knots")) == ["knots@conf"]


LETS_COOP = folder_of(lets_coop())


@given(st.lists(st.sampled_from(sorted(each.key for each in lets_coop().sessions)) | st.text()))
def test_whatever_is_picked_of_lets_coop_is_a_feed_without_errors(names: list[str]) -> None:
    found = picked(LETS_COOP, *names)
    known = {each.key for each in lets_coop().sessions} & set(".".join(names).split("."))
    assert {uid.partition("@")[0] for uid in uids(found)} == (known or {"nothing/mine"})
    assert errors_in(feed(found.decode())) == set()
