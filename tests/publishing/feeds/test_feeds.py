"""All feeds of a programme, against what the programme says."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

import coopsched
from builders import lets_coop, programme
from coopsched.model import Programme, Session
from coopsched.published.storing import dumps, loads
from coopsched.publishing.feeds import Selection, feed, path
from coopsched.publishing.feeds.lines import on_one_line, plain
from coopsched.publishing.feeds.words import words
from feed_builders import (
    MODIFIED,
    all_feeds,
    calendar_of,
    components,
    events_of,
    published,
)
from golden import GOLDEN, golden
from programmes import LANGUAGES, PROGRAMMES

TIMES = ("utc", "local")
CHANGES: tuple[dict[str, Any], ...] = (
    {"notice": "Something that nobody wrote before"},
    {"status": "cancelled"},
    {"links": ["https://example.org/new"]},
)
HARD = coopsched.read(GOLDEN / "feeds/programme.yaml").programme


def instants(event: Any) -> tuple[datetime, datetime | None]:
    """Return when an event begins and ends."""
    end = event.decoded("DTEND").astimezone(UTC) if "DTEND" in event else None
    return event.decoded("DTSTART").astimezone(UTC), end


def timed(found: Programme) -> dict[str, Session]:
    """Return the sessions that attendees see at a time, by key, from the programme alone."""
    return {
        session.key: session
        for session in found.sessions
        if session.start and not session.permanent and session.status != "draft"
    }


@settings(max_examples=40)
@given(PROGRAMMES, st.sampled_from(TIMES))
def test_every_feed_is_read_without_an_error(found: Programme, times: Any) -> None:
    for name, data in all_feeds(found, times=times).items():
        calendar = calendar_of(data)
        assert calendar.subcomponents, name
        assert not {"METHOD", "UID"} & set(calendar)
        assert not {"ATTENDEE", "ORGANIZER"} & {key for each in calendar.walk() for key in each}
        uids = [str(each["UID"]) for each in calendar.walk("VEVENT")]
        assert len(uids) == len(set(uids))
        zones = {str(each["TZID"]) for each in calendar.walk("VTIMEZONE")}
        used = set(re.findall(rb"\nDT(?:START|END);TZID=([^:]+):[12]", data))
        assert {each.encode() for each in zones} == used


@settings(max_examples=40)
@given(PROGRAMMES, st.sampled_from(TIMES))
def test_every_line_is_folded_and_holds_no_control_character(found: Programme, times: Any) -> None:
    for data in all_feeds(found, times=times).values():
        text = data.decode()
        assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", text)
        lines = data.split(b"\r\n")
        assert lines.pop() == b""
        assert all(
            0 < len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in lines
        )
        unfolded = text.replace("\r\n ", "").split("\r\n")[:-1]
        assert all(re.match(r"[A-Z-]+[;:]", line) for line in unfolded)


@settings(max_examples=40)
@given(PROGRAMMES)
def test_icalendar_writes_what_it_read(found: Programme) -> None:
    for data in all_feeds(found).values():
        assume(r"\N" not in data.decode())  # which icalendar takes for a line break
        assert _properties(Calendar.from_ical(calendar_of(data).to_ical())) == _properties(
            calendar_of(data)
        )


def _properties(calendar: Any) -> list[Any]:
    return [
        sorted(
            (name, *map(_written, value if isinstance(value, list) else [value]))
            for name, value in component.items()
        )
        for component in calendar.walk()
    ]


def _written(value: Any) -> str:
    return f"{sorted(getattr(value, 'params', {}).items())}{value.to_ical()!r}"


@settings(max_examples=40)
@given(PROGRAMMES, st.sampled_from(TIMES))
def test_the_feed_of_the_programme_has_each_session_at_its_time(
    found: Programme, times: Any
) -> None:
    done = published(found)
    made = all_feeds(found, done, times=times)
    sessions = timed(found)
    uids = {key: record.uid for key, record in done.publication.records.items()}
    for language in done.publication.languages:
        events = events_of(made[path(language, "programme", "")])
        assert {uids[key] for key in sessions} == set(events)
        for key, session in sessions.items():
            start, end = instants(events[uids[key]])
            assert session.start is not None
            assert start == session.start.astimezone(UTC)
            if session.end is not None:
                stated = session.end.astimezone(UTC)
                assert end == (stated if stated > start else None)
            else:
                assert end is not None
                assert end > start


@settings(max_examples=40)
@given(PROGRAMMES)
def test_each_feed_holds_what_the_programme_says(found: Programme) -> None:
    done = published(found)
    records, made = done.publication.records, all_feeds(found, done)
    sessions = timed(found)
    for language in done.publication.languages:
        for kind, key in done.publication.addresses:
            if kind in ("in", "session", "permanent"):
                continue
            wanted = {
                records[name].uid
                for name, session in sessions.items()
                if key in _parts(session)[kind]
            }
            assert set(events_of(made[path(language, kind, key)])) == wanted
    for name in found.sessions:
        if name.key in records:
            own = made[path(done.publication.languages[0], "session", name.key)]
            assert set(events_of(own)) == {records[name.key].uid}


def _parts(session: Session) -> dict[str, set[str]]:
    return {
        "programme": {""},
        "room": set(session.rooms),
        "speaker": {entry.speaker for entry in session.speakers},
        "track": {session.track or ""},
        "kind": {session.kind or "talk"},
    }


@settings(max_examples=40)
@given(PROGRAMMES)
def test_what_is_permanent_is_there_on_its_days_and_nowhere_else(found: Programme) -> None:
    done = published(found)
    permanent = {
        done.publication.records[session.key].uid: session
        for session in found.sessions
        if session.permanent and session.key in done.publication.records
    }
    made = all_feeds(found, done)
    for name, data in made.items():
        dates = {uid for uid, each in events_of(data).items() if _is_date(each)}
        if name.endswith("permanent.ics"):
            assert dates == set(permanent)
        elif "/session/" not in name:
            assert dates == set()
    seen = [each for each in found.sessions if each.status != "draft"]  # nobody hears of drafts
    seen = [each for each in seen if each.permanent or each.start]
    days = [day.date for day in found.days or filter(None, map(found.day_of, seen))]
    for uid, event in events_of(
        made.get(path(done.publication.languages[0], "permanent", ""), _NO_FEED)
    ).items():
        own = permanent[uid].day
        assert event.decoded("DTSTART") == (own.date if own else min(days))


_NO_FEED = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def _is_date(event: Any) -> bool:
    return type(event.decoded("DTSTART")) is date


@settings(max_examples=40)
@given(PROGRAMMES)
def test_texts_are_read_back_as_they_were_written(found: Programme) -> None:
    done = published(found)
    made, sessions = all_feeds(found, done), timed(found)
    for language in done.publication.languages:
        events = events_of(made[path(language, "programme", "")])
        for key, session in sessions.items():
            event = events[done.publication.records[key].uid]
            assert event["SUMMARY"]
            assert "\n" not in event["SUMMARY"]
            if session.status == "confirmed" and not done.shown[key].replaced_by:
                titles = {on_one_line(each) or "–" for each in session.title.values()}
                assert event["SUMMARY"].rpartition("] ")[2] in {
                    each.rpartition("] ")[2] for each in titles
                }
            if session.description is not None:
                assert any(
                    plain(each) in event["DESCRIPTION"] for each in session.description.values()
                )
            for room in session.rooms:
                name = found.room(room).name
                names = [room] if name is None else list(name.values())
                assert any(_squeezed(each) in _squeezed(event["LOCATION"]) for each in names)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s,]", "", plain(text))


@settings(max_examples=40)
@given(PROGRAMMES, st.data())
def test_a_changed_session_changes_one_event_in_the_feeds_that_hold_it(
    found: Programme, data: st.DataObject
) -> None:
    first = published(found)
    known = sorted(set(first.publication.records))
    assume(known)
    key = data.draw(st.sampled_from(known))
    change = data.draw(st.sampled_from(CHANGES))
    after = found.replace(key, **change)
    second = published(after, first.publication, at=MODIFIED)
    assume(second.publication != first.publication)
    old, new = all_feeds(found, first), all_feeds(after, second)
    assert old.keys() == new.keys()
    uid = second.publication.records[key].uid
    for name, before in old.items():
        holds = uid in events_of(before)
        assert (before != new[name]) == holds, name
        ours, theirs = components(before), components(new[name])
        differing = [each for each in theirs if ours[each] != theirs[each]]
        assert len(differing) == holds
        if holds:
            event = events_of(new[name])[uid]
            assert (event["SEQUENCE"], event.decoded("LAST-MODIFIED")) == (1, MODIFIED)
            assert calendar_of(new[name]).decoded("LAST-MODIFIED") == MODIFIED


@settings(max_examples=40)
@given(PROGRAMMES)
def test_what_is_gone_stays_as_it_was_written_down(found: Programme) -> None:
    empty = found.model_copy(update={"sessions": ()})
    second = published(empty, published(found).publication, at=MODIFIED)
    kept = loads(dumps(second.publication), "p.json")
    third = published(empty, kept, at=MODIFIED + timedelta(days=9))
    made = all_feeds(empty, second, times="local")
    assert all_feeds(empty, third, times="local") == made
    for data in made.values():
        for event in events_of(data).values():
            if _last_day(event) < MODIFIED.date():  # what took place is not cancelled
                continue
            assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
            assert str(event["SUMMARY"]).startswith(tuple(map(_cancelled, LANGUAGES)))


def _last_day(event: Any) -> date:
    """Return the last day of an event, or one a little later."""
    end = event.decoded("DTEND" if "DTEND" in event else "DTSTART")
    days = event["RRULE"]["UNTIL"][0] if "RRULE" in event else end
    found: date = days.date() if isinstance(days, datetime) else days
    return found + timedelta(days=2)


def _cancelled(language: str) -> str:
    return words(language).cancelled


@settings(max_examples=40)
@given(PROGRAMMES)
def test_the_order_of_the_file_changes_nothing(found: Programme) -> None:
    backwards = {
        name: tuple(reversed(getattr(found, name)))
        for name in ("rooms", "speakers", "tracks", "resources", "sessions", "days")
    }
    other = found.model_copy(update=backwards)
    assert published(other).publication == published(found).publication
    assert all_feeds(other) == all_feeds(found)


@settings(max_examples=40)
@given(PROGRAMMES, st.sampled_from(TIMES))
def test_a_selection_with_an_address_is_that_feed(found: Programme, times: Any) -> None:
    done = published(found)
    made = all_feeds(found, done, times=times)
    for language in done.publication.languages:
        for kind, key in done.publication.addresses:
            if kind == "in" and key != language:
                continue
            selection = {
                "programme": Selection(),
                "in": Selection(understood=True),
                "permanent": Selection(permanent=True),
                "room": Selection(rooms=(key,)),
                "speaker": Selection(speakers=(key,)),
                "track": Selection(tracks=(key,)),
                "kind": Selection(kinds=(key,)),
                "session": Selection(sessions=(key,)),
            }[kind]
            about = (found, done.publication, done.shown)
            data = feed(*about, language=language, selection=selection, times=times)
            assert data == made[path(language, kind, key)]


def test_paths_are_those_that_attendees_hold() -> None:
    made = all_feeds(HARD)
    assert list(made) == sorted(made)
    assert {name for name in made if name.startswith("feeds/fr/")} >= {
        "feeds/fr/programme.ics",
        "feeds/fr/in-fr.ics",
        "feeds/fr/permanent.ics",
        "feeds/fr/room/attic.ics",
        "feeds/fr/speaker/ana.ics",
        "feeds/fr/track/soil.ics",
        "feeds/fr/kind/plenary.ics",
        "feeds/fr/session/opening.ics",
    }
    assert not any("in-en" in name for name in made if name.startswith("feeds/fr/"))


def test_only_what_is_wanted_is_made() -> None:
    made = all_feeds(HARD)
    some = all_feeds(HARD, only={("room", "attic"), ("in", "fr")})
    assert list(some) == [
        "feeds/en/room/attic.ics",
        "feeds/fr/in-fr.ics",
        "feeds/fr/room/attic.ics",
    ]
    assert some.items() <= made.items()


def test_relations_are_told_where_nothing_they_name_is_missing() -> None:
    made = all_feeds(HARD)
    events = events_of(made["feeds/en/programme.ics"])
    assert events["emoji@hard"]["RELATED-TO"] == "opening@hard"
    assert events["emoji@hard"]["RELATED-TO"].params["RELTYPE"] == "PARENT"
    assert events["instead@hard"]["RELATED-TO"].params["RELTYPE"] == "SIBLING"
    assert not [
        name for name, data in made.items() if b"RELATED-TO" in data and "programme.ics" not in name
    ]


def test_a_feed_that_is_empty_now_keeps_its_address() -> None:
    before = programme(
        "rooms: {attic: Attic, hall: Hall}\nsessions: {a: {title: A, start: 10:00, rooms: attic}}"
    )
    first = published(before)
    after = before.move("a", rooms=["hall"])
    made = all_feeds(after, published(after, first.publication, at=MODIFIED))
    [left] = calendar_of(made["feeds/fr/room/attic.ics"]).walk("VEVENT")
    assert str(left["UID"]) == "nothing/room/attic@conf"
    assert str(left["SUMMARY"]) == "Attic\u00a0: rien n’y est prévu pour l’instant"
    assert (left["TRANSP"], left.decoded("LAST-MODIFIED")) == ("TRANSPARENT", MODIFIED)
    assert left.decoded("DTSTART") == MODIFIED.date()
    assert set(events_of(made["feeds/fr/room/hall.ics"])) == {"a@conf"}


def test_what_was_removed_stays_as_cancelled() -> None:
    before = programme("sessions: {a: {title: A, start: 10:00}, b: {title: B, start: 11:00}}")
    after = before.model_copy(update={"sessions": before.sessions[1:]})
    done = published(after, published(before).publication, at=MODIFIED)
    events = events_of(all_feeds(after, done)["feeds/fr/programme.ics"])
    assert {uid: str(event["SUMMARY"]) for uid, event in events.items()} == {
        "a@conf": "ANNULÉ\u00a0: A",
        "b@conf": "B",
    }
    assert events["a@conf"]["STATUS"] == "CANCELLED"
    assert events["a@conf"].decoded("DTSTART") == datetime(2017, 6, 20, 8, tzinfo=UTC)


def test_a_session_that_moved_says_where_it_was() -> None:
    before = programme(
        """\
        rooms: {attic: Attic, hall: Hall}
        sessions: {a: {title: A, start: 10:00, minutes: 60, rooms: attic}}
        """
    )
    after = before.move("a", start="14:00", rooms=["hall"])
    done = published(after, published(before).publication, at=MODIFIED)
    event = events_of(all_feeds(after, done)["feeds/fr/programme.ics"])["a@conf"]
    assert event["DESCRIPTION"] == (
        "Mardi 20 juin 2017, 14:00–15:00 (Europe/Brussels)\nHall\n\n"
        "Modifié le lundi 12 juin 2017\u00a0: auparavant 10:00–11:00, Attic."
    )
    assert instants(event) == (
        datetime(2017, 6, 20, 12, tzinfo=UTC),
        datetime(2017, 6, 20, 13, tzinfo=UTC),
    )


def test_what_is_private_is_in_no_feed() -> None:
    found = programme(
        """\
        x-mine: token
        sessions:
          a:
            title: A
            start: 10:00
            x-note: token
            links: [{kind: join, url: https://example.org/token, private: true}]
          b: {title: token, start: 10:00, status: draft}
        """
    )
    assert not [name for name, data in all_feeds(found).items() if b"token" in data]


@pytest.mark.parametrize("times", TIMES)
@pytest.mark.parametrize("name", ["en/programme", "fr/programme", "fr/permanent", "en/track/soil"])
def test_the_feeds_of_a_hard_programme_are_as_they_should_be(name: str, times: Any) -> None:
    data = all_feeds(HARD, times=times)[f"feeds/{name}.ics"]
    golden(f"feeds/{name.replace('/', '-')}.{times}.ics", data)


def test_the_french_feed_of_lets_coop_is_as_it_should_be() -> None:
    golden("feeds/lets-coop.ics", all_feeds(lets_coop())["feeds/fr/programme.ics"])


def test_a_session_lasts_as_long_over_a_clock_change_in_both_kinds_of_times() -> None:
    for times in TIMES:
        events = events_of(all_feeds(HARD, times=times)["feeds/en/programme.ics"])
        start, end = instants(events["night@hard"])
        assert end is not None
        assert end - start == timedelta(hours=5)
