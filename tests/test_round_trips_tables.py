"""What is written as a table or a calendar reads back, as far as these can hold it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import TWO_DAYS, lets_coop, programme
from coopsched.checking import check
from coopsched.document import Document
from coopsched.model import LineUpEntry, Programme, Session
from coopsched.publishing import ical, table
from coopsched.reading.files import load_bytes
from coopsched.reading.hints import Hints
from coopsched.text import Text
from programmes import PROGRAMMES

RICH = """\
venue: {name: The Mill}
rooms: {grande-salle: Grande salle, bar: Bar}
tracks: {terre: Terre}
speakers: {ana: {name: Ana Pérez, affiliation: UCL}, bo-ek: Bo Ek}
sessions:
  a:
    title: {fr: "=Ouverture; +1", nl: Opening}
    description: "Un, deux.\\n\\n- trois"
    languages: [fr, nl]
    interpretation: [en]
    captions: [fr]
    day: fri
    start: 23:00
    end: 01:30
    rooms: [grande-salle, bar]
    speakers: [{speaker: ana, role: moderator}, bo-ek]
    track: terre
    kind: panel
    tags: [coops, communs]
    audience: 80
    needs: [projector]
    links: ["https://a.org/x?y=1"]
    notice: Apportez un mug
    uid: abc@example.org
    source-id: "-7"
  b: {repeats: a, day: sat, start: 10:00, status: tentative, title: "'B"}
  c: {title: C, permanent: true, kind: other}
  d: {title: D, minutes: 45, status: draft, after: [a], not-with: [b]}
  e: {title: E, day: sat, start: 12:00, end: 13:00, status: cancelled, within: b}
"""
TABLED = (
    *("title", "description", "kind", "languages", "interpretation", "captions", "start", "end"),
    *("rooms", "track", "tags", "audience", "needs", "status", "repeats", "after", "not_with"),
    *("within", "permanent", "notice", "uid", "source_id", "length"),
)
IN_CALENDARS = (
    *("description", "start", "end", "rooms", "track", "tags", "status", "kind", "languages"),
    *("interpretation", "captions", "repeats", "uid"),
)


def read_back(data: bytes, name: str, before: Programme) -> Document:
    """Read what was written, with what a table leaves to be told."""
    language = before.languages[0] if before.languages else None
    return load_bytes(data, name=name, hints=Hints(timezone=before.timezone, language=language))


def tables(before: Programme) -> list[Document]:
    """Write a programme as either table, and read each back."""
    return [
        read_back(table.write_csv(before).data, "programme.csv", before),
        read_back(table.write_xlsx(before).data, "programme.xlsx", before),
    ]


def fields(session: Session, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what of a session is to be compared."""
    return {name: getattr(session, name) for name in names}


def people(found: Programme, entries: tuple[LineUpEntry, ...]) -> list[tuple[str, str]]:
    """Return the names and roles of a line-up."""
    return [(found.speaker(entry.speaker).name, entry.role) for entry in entries]


def test_a_table_keeps_all_that_it_can_hold() -> None:
    before = programme(RICH, head=TWO_DAYS)
    for document in tables(before):
        after = document.programme
        assert {rule for rule, _ in document.problems} <= {"guessed-value"}
        for old, new in zip(before.sessions, after.sessions, strict=True):
            assert (new.key, fields(new, TABLED)) == (old.key, fields(old, TABLED))
            assert people(after, new.speakers) == people(before, old.speakers)
            assert [link.url for link in new.links] == [link.url for link in old.links]
        assert [room.name for room in after.rooms] == [room.name for room in before.rooms]
        assert after.speaker("ana-perez").affiliation == ("UCL",)


def test_our_own_programme_comes_back_from_a_table() -> None:
    before = lets_coop()
    found = {finding.rule for finding in check(before)}
    for document in tables(before):
        after = document.programme
        assert [fields(new, TABLED) for new in after.sessions] == [
            fields(old, TABLED) for old in before.sessions
        ]
        # The one thing to guess is what the programme is called: a table has no place for it.
        assert {finding.rule for finding in check(document)} - found == {"guessed-value"}


NAMED = st.sampled_from(("=A", "'=A", "''", "-1", "@x", "a;b", 'say "x"', "é\nf", "+32", "x\ty"))


@settings(max_examples=50)
@given(st.lists(NAMED, min_size=1, max_size=3))
def test_no_title_is_changed_in_a_table(titles: list[str]) -> None:
    sessions = ", ".join(f"s{i}: {{title: S, start: 1{i}:00}}" for i in range(len(titles)))
    before = programme(f"sessions: {{{sessions}}}")
    for i, title in enumerate(titles):
        before = before.replace(f"s{i}", title=Text({"fr": title}))
    for document in tables(before):
        found = [str(session.title) for session in document.programme.sessions]
        assert found == [" ".join(title.split()) for title in titles]


# What separates people, or is no part of a name, in tables that others make.
CALLED = st.sampled_from(
    (
        *("Simon and Garfunkel", "Ernst & Young", "Vous / You", "A | B", "Lee, Ann", "A; B"),
        *("Bo [chair]", '"Q" Z', "Ann et al.", "Ann and others", "#tag", "x; =1"),
        *("Food, drink", "=1", "'=1", "; '=1", "Ana (UCL)", "x, PhD", "Cy + Di", "und", "a;b;"),
    )
)
CALLED_ONCE = st.lists(CALLED, unique=True, min_size=1, max_size=5)


def of_names(titles: list[str]) -> Programme:
    """Return a programme in which people, rooms, a track and tags are called so."""
    before = programme("sessions: {a: {title: A, start: 10:00}, b: {title: B, start: 11:00}}")
    keys = tuple(f"k{i}" for i in range(len(titles)))
    pairs = list(zip(keys, titles, strict=True))
    session = {"rooms": keys, "track": "k0", "tags": tuple(titles)}
    roles = ("speaker", "chair", "host")
    return Programme.model_validate(
        {
            **{name: getattr(before, name) for name in before.model_fields_set},
            "rooms": [{"key": key, "name": Text({"fr": name})} for key, name in pairs],
            "tracks": [{"key": key, "title": Text({"fr": name})} for key, name in pairs],
            "speakers": [{"key": key, "name": name, "affiliation": [name]} for key, name in pairs],
            "sessions": [
                Session.model_validate(
                    {
                        **{name: getattr(each, name) for name in each.model_fields_set},
                        **session,
                        "speakers": [
                            {"speaker": key, "role": roles[i % 3]} for i, key in enumerate(keys)
                        ],
                    }
                )
                for each in before.sessions
            ],
        }
    )


@settings(max_examples=100)
@given(CALLED_ONCE)
def test_what_people_rooms_and_tags_are_called_comes_back(titles: list[str]) -> None:
    before = of_names(titles)
    calendar = read_back(ical.write(before).data, "programme.ics", before)
    for document in (*tables(before), calendar):
        after = document.programme
        for old, new in zip(before.sessions, after.sessions, strict=True):
            called = [
                (name.replace("(", "[").replace(")", "]"), role)
                for name, role in people(before, old.speakers)
            ]
            assert people(after, new.speakers) == called
            affiliations = [
                entry.affiliation or after.speaker(entry.speaker).affiliation
                for entry in new.speakers
            ]
            assert affiliations == [(title,) for title in titles]
            assert new.tags == old.tags
            assert new.track is not None
            assert str(after.track(new.track).title).startswith(titles[0])
            assert len(new.rooms) == len(titles)


@settings(max_examples=50)
@given(PROGRAMMES.filter(lambda found: bool(found.sessions)))
def test_every_row_of_a_table_is_a_session_again(before: Programme) -> None:
    for document in tables(before):
        after = document.programme
        for old, new in zip(before.sessions, after.sessions, strict=True):
            # A file's keys cannot begin with x-, which is its author's own; a programme's can.
            private = old.key.startswith("x-")
            assert new.key == (f"session-{old.key}" if private else old.key)
            assert new.interval == old.interval
            assert new.status == old.status


def test_a_calendar_keeps_all_that_it_can_hold() -> None:
    before = programme(RICH, head=TWO_DAYS)
    after = read_back(ical.write(before).data, "programme.ics", before)
    assert after.problems == ()
    placed = [before.session(key) for key in ("a", "b", "e")]
    assert after.programme.title == before.title
    assert after.programme.timezone == before.timezone
    for old, new in zip(placed, after.programme.sessions, strict=True):
        assert (new.key, new.interval) == (old.key, old.interval)
        uid = old.uid or f"{old.key}@{before.key}"
        assert fields(new, IN_CALENDARS) == fields(old, IN_CALENDARS) | {"uid": uid}
        assert people(after.programme, new.speakers) == people(before, old.speakers)
        assert new.status == old.status
        assert [link.url for link in new.links] == [link.url for link in old.links]
        assert str(new.title) == str(old.title)
    assert [track.key for track in after.programme.tracks] == ["terre"]


def test_tags_without_a_track_are_no_tracks_in_a_calendar() -> None:
    before = programme(
        "sessions: {a: {title: A, start: 10:00, tags: [rope]}, b: {title: B, start: 11:00, "
        "tags: [tar]}}"
    )
    after = read_back(ical.write(before).data, "programme.ics", before).programme
    assert after.tracks == ()
    assert [session.tags for session in after.sessions] == [("rope",), ("tar",)]


@settings(max_examples=50)
@given(PROGRAMMES)
def test_every_event_of_a_calendar_is_a_session_again(before: Programme) -> None:
    placed = [
        session
        for session in before.sessions
        if session.start and not session.permanent and session.status != "draft"
    ]
    if not placed or len({ical.uid_of(before, session) for session in placed}) < len(placed):
        return
    after = read_back(ical.write(before).data, "programme.ics", before).programme
    for old, new in zip(placed, after.sessions, strict=True):
        assert new.uid == ical.uid_of(before, old)
        assert new.interval is not None
        assert old.interval is not None
        assert new.interval.start == old.interval.start
        assert new.status == old.status
