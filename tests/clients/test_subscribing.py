"""Feeds as those see them who subscribed: at first, and after one refresh."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from textwrap import dedent

import pytest

from clients.published import publish
from clients.serving import Served, serving
from clients.subscribers import SUBSCRIBERS, Subscription
from clients.truth import LANGUAGES, Row, rows

WAIT = 20
"""Seconds that a program may take to work off what it has fetched."""


@pytest.mark.parametrize("client", SUBSCRIBERS)
@pytest.mark.parametrize(
    ("language", "feed"), [*((each, "programme") for each in LANGUAGES), ("en", "permanent")]
)
def test_who_subscribes_sees_the_truth(
    published: Path, tmp_path: Path, client: str, language: str, feed: str
) -> None:
    with (
        serving(published) as served,
        SUBSCRIBERS[client].subscribe(
            tmp_path / client, served, f"feeds/{language}/{feed}.ics"
        ) as subscription,
    ):
        assert seen(subscription, client, rows(feed, language)) == expected(
            client, rows(feed, language)
        )


HEAD = """\
    key: fair
    title: Fair
    timezone: Europe/Brussels
    languages: [en]
    rooms: {hall: {name: Hall}, attic: {name: Attic}}
    days: [2026-06-20, 2026-06-21]
    sessions:
    """
STAYS = "  stays: {title: It stays, start: 2026-06-20T09:00, minutes: 60, rooms: [hall]}\n"
FIRST = f"""\
{STAYS}\
  moves: {{title: It moves, start: 2026-06-20T10:00, minutes: 60, rooms: [hall]}}
  falls: {{title: It falls, start: 2026-06-20T11:00, minutes: 60, rooms: [hall]}}
  goes: {{title: It goes, start: 2026-06-20T12:00, minutes: 60, rooms: [hall]}}
  words: {{title: Its words, start: 2026-06-20T13:00, minutes: 60, rooms: [hall]}}
"""
SECOND = f"""\
{STAYS}\
  moves: {{title: It moves, start: 2026-06-21T15:30, minutes: 45, rooms: [attic]}}
  falls: {{title: It falls, start: 2026-06-20T11:00, minutes: 60, rooms: [hall], status: cancelled}}
  words: {{title: "Its words, new", start: 2026-06-20T13:00, minutes: 60, rooms: [hall]}}
  comes: {{title: It comes, start: 2026-06-20T14:00, minutes: 60, rooms: [hall]}}
"""
HELD = "CONFIRMED"
OFF = "CANCELLED"


def row(key: str, start: str, end: str, title: str, room: str = "Hall", status: str = HELD) -> Row:
    """Return what is seen of a session, with day and times in UTC."""
    times = (f"2026-06-{start}:00Z", f"2026-06-{end}:00Z")
    return Row(f"{key}@fair", *times, title, room, status)


AT_FIRST = [
    row("falls", "20T09:00", "20T10:00", "It falls"),
    row("goes", "20T10:00", "20T11:00", "It goes"),
    row("moves", "20T08:00", "20T09:00", "It moves"),
    row("stays", "20T07:00", "20T08:00", "It stays"),
    row("words", "20T11:00", "20T12:00", "Its words"),
]
THEN = [
    row("comes", "20T12:00", "20T13:00", "It comes"),
    row("falls", "20T09:00", "20T10:00", "CANCELLED: It falls", status=OFF),
    row("goes", "20T10:00", "20T11:00", "CANCELLED: It goes", status=OFF),
    row("moves", "21T13:30", "21T14:15", "It moves", "Attic"),
    row("stays", "20T07:00", "20T08:00", "It stays"),
    row("words", "20T11:00", "20T12:00", "Its words, new"),
]
IN_THE_END = [
    row("comes", "20T12:00", "20T13:00", "CANCELLED: It comes", status=OFF),
    *AT_FIRST,
]
EMPTIED = [
    Row(
        "nothing/room/attic@fair",
        "2026-05-03",
        "2026-05-04",
        "Attic: nothing is planned here now",
        "",
        HELD,
    )
]
"""Without any event, vdirsyncer refuses to go on, and Evolution keeps what it had."""
HALL = [each for each in THEN if each.location == "Hall"]


@pytest.mark.parametrize("client", SUBSCRIBERS)
@pytest.mark.parametrize(
    ("feed", "then"), [("programme", THEN), ("room/hall", HALL)], ids=["programme", "room"]
)
def test_one_refresh_shows_what_moved_fell_went_and_came_and_nothing_twice(
    tmp_path: Path, client: str, feed: str, then: list[Row]
) -> None:
    programme, web = tmp_path / "programme.yaml", tmp_path / "web"
    is_now = partial(publish_at, programme, web)
    is_now(FIRST, 1)
    with (
        serving(web) as served,
        SUBSCRIBERS[client].subscribe(
            tmp_path / client, served, f"feeds/en/{feed}.ics"
        ) as calendar,
    ):
        assert seen(calendar, client, AT_FIRST) == expected(client, AT_FIRST)
        kept = [each.uid for each in calendar.rows() if each.summary == "It stays"]
        for body, day, truth in ((SECOND, 2, then), (FIRST, 3, IN_THE_END)):
            is_now(body, day)
            calendar.refresh()
            assert seen(calendar, client, truth) == expected(client, truth)
            assert kept == [each.uid for each in calendar.rows() if each.summary == "It stays"]
        nothing_new(client, calendar, served, is_now)


@pytest.mark.parametrize("client", SUBSCRIBERS)
def test_what_has_moved_out_of_a_feed_is_gone_even_if_it_was_all_there_was(
    tmp_path: Path, client: str
) -> None:
    programme, web = tmp_path / "programme.yaml", tmp_path / "web"
    for day, body in enumerate((FIRST, SECOND), start=1):
        publish_at(programme, web, body, day)
    moved = [each for each in THEN if each.location == "Attic"]
    with (
        serving(web) as served,
        SUBSCRIBERS[client].subscribe(
            tmp_path / client, served, "feeds/en/room/attic.ics"
        ) as calendar,
    ):
        assert seen(calendar, client, moved) == expected(client, moved)
        for day, body, truth in ((3, FIRST, EMPTIED), (4, SECOND, moved)):
            publish_at(programme, web, body, day)
            calendar.refresh()
            assert seen(calendar, client, truth) == expected(client, truth)


def publish_at(programme: Path, web: Path, body: str, day: int) -> None:
    """Publish a programme of these sessions on a day in May."""
    programme.write_text(dedent(HEAD) + body, "utf-8")
    publish(programme, web, at=f"2026-05-{day:02}T12:00:00+00:00")


def nothing_new(
    client: str, calendar: Subscription, served: Served, is_now: Callable[[str, int], None]
) -> None:
    """Publish the same again, later: who asks for news only is told that there are none."""
    is_now(FIRST, 4)
    before = len(served.asked)
    calendar.refresh()
    until = time.monotonic() + WAIT
    while len(served.asked) == before and time.monotonic() < until:
        time.sleep(0.1)
    assert seen(calendar, client, IN_THE_END) == expected(client, IN_THE_END)
    answers = {each.status for each in served.asked[before:]}
    assert answers == ({304} if SUBSCRIBERS[client].asks_for_news_only else {200})


def seen(calendar: Subscription, client: str, truth: list[Row]) -> list[Row]:
    """Return what a calendar shows, once that is the truth, or when it has had its time."""
    until = time.monotonic() + WAIT
    while True:
        rows = expected(client, calendar.rows())
        if rows == expected(client, truth) or time.monotonic() > until:
            return rows
        time.sleep(0.2)


def expected(client: str, truth: list[Row]) -> list[Row]:
    """Return what a client is to show; where it has no UIDs, only that."""
    if SUBSCRIBERS[client].keeps_uids:
        return sorted(truth)
    return sorted(each._replace(uid="") for each in truth)
