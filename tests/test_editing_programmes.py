"""Edits of programmes: sessions moved and cancelled, parts renamed."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import HEAD, TWO_DAYS
from coopsched import check, editing, loads, read
from coopsched.document import Document
from coopsched.editing import Change, EditError, carry_out
from coopsched.moment import utc

BODY = """\
rooms:  # by key
  hall: {name: Hall, parts: [nook]}
  attic: Attic
  nook:
venue: {name: Mill, walks: [{rooms: [hall, attic], minutes: 5}]}
speakers:
  ana: {name: Ana Pérez, was: anna}
  bo: Bo Lind  # he
tracks: {knots: {title: Knots}}
resources: {camera: 3}
sessions:
  a:  # the first
    title: "Été : A"
    track: knots
    start: 10:00  # sharp
    end: 11:00
    rooms: [hall]
    resources: {camera: 2}
    speakers:
      - ana
      - {speaker: bo, from: 10:15, until: 10:45}  # coopsched: allow[no-lunch with ana] fasts
  b: {title: B, after: a, minutes: 30, start: 12:00, rooms: attic, speakers: bo (Knot Institute)}
  c:
    repeats: a
    start: 14:00
    speakers: [Ana Pérez]

  d: {title: D}  # the last
"""
TEXT = HEAD + BODY
FASTS = "  # coopsched: allow[no-lunch with ana] fasts"


def document(text: str = TEXT) -> Document:
    """Return a document in which reading finds nothing wrong."""
    found = loads(text)
    assert found.problems == ()
    return found


def text_after(document: Document, change: Change) -> str:
    """Return a document's text with a change made and proved."""
    return carry_out(document, change, loads).source.text


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """Return the lines that differ, where none was added."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return [(old.strip(), new.strip()) for old, new in pairs if old != new]


def test_a_session_is_moved_with_its_end_and_with_who_comes_later() -> None:
    found = document()
    assert changes(TEXT, text_after(found, editing.place(found, "a", start="11:30"))) == [
        ("start: 10:00  # sharp", "start: 11:30  # sharp"),
        ("end: 11:00", "end: 12:30"),
        (
            f"- {{speaker: bo, from: 10:15, until: 10:45}}{FASTS}",
            f"- {{speaker: bo, from: 11:45, until: 12:15}}{FASTS}",
        ),
    ]


@pytest.mark.parametrize(
    ("key", "wish", "expected"),
    [
        ("b", {"start": "12:30"}, [("start: 12:00", "start: 12:30")]),
        ("b", {"minutes": 45}, [("minutes: 30", "minutes: 45")]),
        ("b", {"end": "13:00"}, [("minutes: 30", "minutes: 60")]),
        ("b", {"rooms": ["hall"]}, [("rooms: attic", "rooms: hall")]),
        ("b", {"rooms": ["hall", "attic"]}, [("rooms: attic", "rooms: [hall, attic]")]),
        ("a", {"minutes": 90}, [("end: 11:00", "end: 11:30")]),
        ("a", {"end": "10:50"}, [("end: 11:00", "end: 10:50")]),
        ("a", {"rooms": ["attic"]}, [("rooms: [hall]", "rooms: [attic]")]),
        ("a", {"rooms": "attic"}, [("rooms: [hall]", "rooms: [attic]")]),
        ("a", {"rooms": ["hall"]}, []),
        ("a", {"rooms": ["attic", "attic"]}, [("rooms: [hall]", "rooms: [attic]")]),
        ("d", {"start": "16:00"}, [("title: D", "title: D, start: 16:00")]),
        ("d", {"start": "9:30"}, [("title: D", "title: D, start: 9:30")]),
        ("d", {"minutes": 20}, [("title: D", "title: D, minutes: 20")]),
        (
            "d",
            {"start": "16:00", "end": "17:00", "rooms": ["hall"]},
            [("title: D", "title: D, start: 16:00, end: 17:00, rooms: [hall]")],
        ),
        (
            "d",
            {"start": "2017-06-21T16:00"},
            [("title: D", "title: D, start: 2017-06-21T16:00")],
        ),
        ("b", {"start": "2017-06-21 09:00"}, [("start: 12:00", "start: 2017-06-21 09:00")]),
    ],
)
def test_only_what_changes_is_written(
    key: str, wish: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    found = document()
    text = text_after(found, editing.place(found, key, **wish))  # type: ignore[arg-type]  # wishes of several types
    assert text == _replaced(TEXT, key, expected)


def _replaced(text: str, key: str, pieces: list[tuple[str, str]]) -> str:
    head, mark, tail = text.partition(f"\n  {key}:")
    for old, new in pieces:
        assert old in tail
        tail = tail.replace(old, new, 1)
    return head + mark + tail


DAYS = TWO_DAYS + "rooms: {hall: Hall}\nsessions:\n  a: {title: A, "


@pytest.mark.parametrize(
    ("keys", "wish", "expected"),
    [
        (
            "day: fri, start: 10:00, end: 11:00",
            {"day": "sat"},
            "day: sat, start: 10:00, end: 11:00",
        ),
        (
            "day: 2026-05-15, start: 10:00, end: 11:00",
            {"day": "sat", "start": "12:00"},
            "day: 2026-05-16, start: 12:00, end: 13:00",
        ),
        (
            "day: fri, start: 23:00, minutes: 60",
            {"start": "01:00"},
            "day: fri, start: 01:00, minutes: 60",
        ),
        (
            "day: fri, start: 23:00, end: 24:00",
            {"start": "00:30"},
            "day: fri, start: 00:30, end: 25:30",
        ),
        ("day: fri, start: 10:00", {"start": "2026-05-16T09:30"}, "day: sat, start: 09:30"),
        (
            "start: 2026-05-15T10:00, end: 2026-05-15T11:00",
            {"day": "sat"},
            "start: 2026-05-16T10:00, end: 2026-05-16T11:00",
        ),
        (
            "start: 2026-05-15 10:00:00+02:00, end: 11:00",
            {"start": "2026-05-16T12:00"},
            "start: 2026-05-16 12:00:00+02:00, end: 13:00",
        ),
        (
            'start: "2026-05-15T08:00Z", minutes: 30',
            {"start": "2026-05-15T11:00"},
            'start: "2026-05-15T09:00Z", minutes: 30',
        ),
        ("start: 2026-05-15T10:00 +0200", {"day": "sat"}, "start: 2026-05-16T10:00 +0200"),
        ("kind: talk", {"day": "sat", "start": "10:00"}, "kind: talk, day: sat, start: 10:00"),
        ("kind: talk", {"day": "sat"}, "kind: talk, day: sat"),
    ],
)
def test_times_are_written_as_they_were(keys: str, wish: dict[str, str], expected: str) -> None:
    text = f"{DAYS}{keys}}}\n"
    found = document(text)
    assert text_after(found, editing.place(found, "a", **wish)) == f"{DAYS}{expected}}}\n"  # type: ignore[arg-type]  # wishes of several types


AUTUMN = HEAD.replace(
    "[2017-06-20]",
    "{fri: 2026-10-23, sat: {date: 2026-10-24, opens: 09:00, closes: 04:00}, sun: 2026-10-25}",
)
"""Days around a night in which 02:00 comes twice, in Brussels."""


@pytest.mark.parametrize(
    ("keys", "wish", "expected"),
    [
        (
            "start: 2026-10-23T12:00+02:00, end: 2026-10-23T13:00+02:00",
            {"day": "sun"},
            "start: 2026-10-25T12:00+01:00, end: 2026-10-25T13:00+01:00",
        ),
        ("start: 2026-10-25T02:15+02:00", {"start": "03:00"}, "start: 2026-10-25T03:00+01:00"),
        (
            "start: 2026-10-23 12:00 +0200",
            {"day": "sun", "start": "10:00"},
            "start: 2026-10-25 10:00 +0100",
        ),
        (
            "start: 2026-10-25T02:15+02:00",
            {"start": "2026-10-25T02:15+01:00"},
            "start: 2026-10-25T02:15+01:00",
        ),
        ("day: fri, start: 12:00+02:00", {"day": "sun"}, "day: sun, start: 12:00+01:00"),
        ("start: 2026-10-23T10:00Z", {"day": "sun"}, "start: 2026-10-25T11:00Z"),
        ("start: 2026-10-23T05:00-05:00", {"day": "sun"}, "start: 2026-10-25T06:00-05:00"),
        (
            "day: sat, start: 23:00, end: 01:00",
            {"start": "01:30"},
            "day: sat, start: 01:30, end: 2026-10-25T02:30+01:00",
        ),
        (
            "day: sat, start: 23:00, end: 01:00",
            {"start": "02:00", "minutes": 60},
            "day: sat, start: 02:00, end: 2026-10-25T02:00+01:00",
        ),
        (
            "day: sat, start: 02:30, minutes: 10, speakers: {speaker: Ana, from: 02:35}",
            {"start": "2026-10-25T02:30+01:00"},
            (
                "day: sat, start: 2026-10-25T02:30+01:00, minutes: 10, "
                "speakers: {speaker: Ana, from: 2026-10-25T02:35+01:00}"
            ),
        ),
    ],
)
def test_times_are_those_of_the_clock_also_where_it_changes(
    keys: str, wish: dict[str, str], expected: str
) -> None:
    text = f"{AUTUMN}sessions:\n  a: {{title: A, {keys}}}\n"
    found = document(text)
    changed = text_after(found, editing.place(found, "a", **wish))  # type: ignore[arg-type]  # wishes of several types
    assert changed == text.replace(keys, expected)


@pytest.mark.parametrize(
    ("written", "expected"), [("12:00+00:00", "12:00+01:00"), ("12:00Z", "11:00Z")]
)
def test_universal_time_stays_where_it_is_not_just_the_zone_s_own(
    written: str, expected: str
) -> None:
    head = AUTUMN.replace("Brussels", "London").replace("fri: 2026-10-23", "fri: 2026-03-27")
    head = head.replace("sun: 2026-10-25", "sun: 2026-03-29")
    text = f"{head}sessions:\n  a: {{title: A, start: 2026-03-27T{written}}}\n"
    found = document(text)
    changed = text_after(found, editing.place(found, "a", day="sun"))
    assert changed == text.replace(f"2026-03-27T{written}", f"2026-03-29T{expected}")


def test_what_follows_in_the_file_may_move_down() -> None:
    text = HEAD + "sessions:\n  a:\n    title: A\nrules:\n  no-lunch: off\n"
    found = document(text)
    changed = text_after(found, editing.place(found, "a", start="10:00"))
    assert changed == text.replace("title: A\n", "title: A\n    start: 10:00\n")


def test_a_programme_that_differs_by_the_hour_that_comes_twice_is_not_made() -> None:
    found = document(f"{AUTUMN}sessions:\n  a: {{title: A, day: sat, start: 02:30}}\n")
    second = found.programme.session("a").start
    assert second is not None
    wanted = found.programme.replace("a", start=second.replace(fold=1))
    with pytest.raises(EditError):
        carry_out(found, Change((), wanted), loads)


BRUSSELS = ZoneInfo("Europe/Brussels")
MIDNIGHT = datetime(2026, 5, 15, tzinfo=BRUSSELS)
AUTUMN_MIDNIGHT = datetime(2026, 10, 24, tzinfo=BRUSSELS)
STARTS = st.integers(0, 48 * 12).map(lambda steps: MIDNIGHT + timedelta(minutes=5 * steps))
WRITTEN = st.sampled_from(
    [
        "day: fri, start: 10:00, end: 11:00",
        "day: sat, start: 9:00:00, minutes: 60",
        "day: fri, start: 24:30, end: 25:30",
        "start: 2026-05-15T10:00, end: 2026-05-15T11:00",
        'start: "2026-05-15T10:00:00-05:00", minutes: 60',
        "start: 2026-05-16 10:00, end: 11:00, speakers: {speaker: Bo Lind, from: 10:10}",
        "day: fri, start: 01:00, end: 02:00, speakers: [{speaker: Bo, until: 01:10}]",
    ]
)


@given(keys=WRITTEN, begin=STARTS, autumn=st.booleans())
def test_a_session_is_wherever_it_is_moved_to(keys: str, begin: datetime, *, autumn: bool) -> None:
    text = f"{DAYS}{keys}}}\n"
    if autumn:  # and the clock changes in the night
        text = text.replace("2026-05-15", "2026-10-24").replace("2026-05-16", "2026-10-25")
        begin = (utc(begin) + (AUTUMN_MIDNIGHT - MIDNIGHT)).astimezone(BRUSSELS)
    found = document(text)
    again = carry_out(found, editing.place(found, "a", start=begin), loads)
    old, new = (each.programme.session("a") for each in (found, again))
    assert new.interval is not None
    assert old.start is not None
    assert new.interval == (utc(begin), utc(begin) + timedelta(hours=1))
    for before, after in zip(old.speakers, new.speakers, strict=True):
        for was, now in ((before.from_, after.from_), (before.until, after.until)):
            assert (was is None) == (now is None)
            if was is not None and now is not None:
                assert utc(now) - utc(begin) == utc(was) - utc(old.start)


def test_many_sessions_are_moved_at_once() -> None:
    found = document()
    programme = found.programme.move("a", start="11:30").move("d", start="16:00", rooms=["hall"])
    change = editing.place_as(found, programme)
    assert carry_out(found, change, loads).programme == programme
    back = carry_out(found, change, loads)
    assert text_after(back, editing.place_as(back, found.programme)) == TEXT


@pytest.mark.parametrize(
    ("key", "wish", "message"),
    [
        ("nobody", {"start": "10:00"}, "no session has the key"),
        ("a", {"start": "noon"}, "is not a time"),
        ("a", {"day": "mon"}, "is no day"),
        ("a", {"rooms": ["cellar"]}, "no room has the key"),
        ("b", {"end": "11:00"}, "cannot end then"),
        ("a", {"minutes": -1}, "no number of minutes"),
    ],
)
def test_a_wrong_wish_is_refused(key: str, wish: dict[str, object], message: str) -> None:
    with pytest.raises((KeyError, ValueError), match=message):
        editing.place(document(), key, **wish)  # type: ignore[arg-type]  # wishes of several types


def test_a_permanent_session_has_no_time_to_move_to() -> None:
    found = document(f"{DAYS}permanent: true}}\n")
    with pytest.raises(ValueError, match="permanent"):
        editing.place(found, "a", start="10:00")
    moved = editing.place(found, "a", rooms=["hall"])
    assert "rooms: [hall]" in text_after(found, moved)


def test_a_session_is_cancelled_with_a_notice() -> None:
    found = document()
    notice = "Ill, sorry: no"
    added = [("title: D", f'title: D, status: cancelled, notice: "{notice}"')]
    assert text_after(found, editing.cancel(found, "d", notice=notice)) == _replaced(
        TEXT, "d", added
    )
    added = [("[Ana Pérez]", f'[Ana Pérez]\n    status: cancelled\n    notice: "{notice}"')]
    assert text_after(found, editing.cancel(found, "c", notice=notice)) == _replaced(
        TEXT, "c", added
    )


def test_a_status_and_a_notice_that_are_there_are_replaced() -> None:
    text = (
        HEAD + "sessions:\n  a:\n    title: A\n    status: draft  # for now\n    notice: 'Soon'\n"
    )
    found = document(text)
    expected = text.replace("draft", "cancelled").replace("Soon", "Ill")
    assert text_after(found, editing.cancel(found, "a", notice="Ill")) == expected
    again = document(expected)
    assert editing.cancel(again, "a", notice="Ill").edits == ()


def test_a_notice_in_several_languages_is_left_to_its_author() -> None:
    found = document(HEAD + "sessions: {a: {title: A, notice: {fr: Bientôt, nl: Straks}}}\n")
    with pytest.raises(EditError, match="mapping"):
        editing.cancel(found, "a", notice="Ill")
    assert "status: cancelled" in text_after(found, editing.cancel(found, "a"))


@pytest.mark.parametrize(
    ("section", "old", "new", "pieces"),
    [
        (
            "rooms",
            "hall",
            "great-hall",
            [
                ("hall: {name: Hall", "great-hall: {name: Hall"),
                ("parts: [nook]}", "parts: [nook], was: [hall]}"),
                ("[hall, attic]", "[great-hall, attic]"),
                ("rooms: [hall]", "rooms: [great-hall]"),
            ],
        ),
        (
            "rooms",
            "attic",
            "loft",
            [
                ("attic: Attic", "loft: {name: Attic, was: [attic]}"),
                ("[hall, attic]", "[hall, loft]"),
                ("rooms: attic", "rooms: loft"),
            ],
        ),
        (
            "rooms",
            "nook",
            "hole",
            [("nook:", "hole: {was: [nook]}"), ("parts: [nook]", "parts: [hole]")],
        ),
        (
            "speakers",
            "ana",
            "ana-perez",
            [
                ("ana: {name: Ana", "ana-perez: {name: Ana"),
                ("was: anna}", "was: [anna, ana]}"),
                ("- ana\n", "- ana-perez\n"),
                ("with ana]", "with ana-perez]"),
            ],
        ),
        (
            "speakers",
            "bo",
            "bo-lind",
            [
                ("bo: Bo Lind  # he", "bo-lind: {name: Bo Lind, was: [bo]}  # he"),
                ("speaker: bo,", "speaker: bo-lind,"),
                ("speakers: bo (Knot", "speakers: bo-lind (Knot"),
            ],
        ),
        (
            "tracks",
            "knots",
            "ropes",
            [
                ("knots: {title: Knots}", "ropes: {title: Knots, was: [knots]}"),
                ("track: knots", "track: ropes"),
            ],
        ),
        ("resources", "camera", "cam", [("camera: 3", "cam: 3"), ("camera: 2", "cam: 2")]),
        (
            "sessions",
            "a",
            "opening",
            [
                ("a:  # the first", "opening:  # the first"),
                ("] fasts\n", "] fasts\n    was: [a]\n"),
                ("after: a,", "after: opening,"),
                ("repeats: a", "repeats: opening"),
            ],
        ),
    ],
)
def test_a_part_is_renamed_wherever_it_is_named(
    section: str, old: str, new: str, pieces: list[tuple[str, str]]
) -> None:
    found = document()
    text = text_after(found, editing.rename(found, section, old, new))
    expected = TEXT
    for before, after in pieces:
        assert expected.count(before) == 1
        expected = expected.replace(before, after)
    if old == "bo":  # in braces, a text with brackets is safer in quotes
        expected = expected.replace("bo-lind (Knot Institute)", '"bo-lind (Knot Institute)"')
    assert text == expected


def test_a_part_that_gets_its_old_key_back_forgets_it() -> None:
    found = document()
    again = carry_out(found, editing.rename(found, "speakers", "ana", "anna"), loads)
    assert again.programme.speaker("anna").was == ("ana",)
    assert "anna: {name: Ana Pérez, was: ana}" in again.source.text.replace("[ana]", "ana")


@pytest.mark.parametrize(
    ("section", "old", "new", "message"),
    [
        ("rooms", "cellar", "x", "no room has the key"),
        ("rooms", "hall", "Attic", "is there already"),
        ("rooms", "hall", "great hall", "is no key"),
        ("speakers", "ana", "ana", "is its key already"),
        ("speakers", "bo", "anna", "was the key of `ana`"),
        ("speakers", "bo", "Anna", "was the key of `ana`"),
    ],
)
def test_a_wrong_key_is_refused(section: str, old: str, new: str, message: str) -> None:
    with pytest.raises((KeyError, ValueError), match=message):
        editing.rename(document(), section, old, new)


def test_a_name_in_a_line_up_has_no_key_to_rename() -> None:
    found = document(HEAD + "sessions: {a: {title: A, speakers: [Bo Lind]}}\n")
    with pytest.raises(EditError, match="stands only as a name"):
        editing.rename(found, "speakers", "bo-lind", "bo")


def test_a_key_of_several_sections_leaves_allowances_alone() -> None:
    text = HEAD + (
        "rooms: {a: A}\n"
        "# coopsched: allow[no-lunch with a] it is short\n"
        "sessions: {a: {title: A, rooms: a}}\n"
    )
    found = document(text)
    expected = text.replace("rooms: {a: A}", "rooms: {b: {name: A, was: [a]}}")
    assert text_after(found, editing.rename(found, "rooms", "a", "b")) == expected.replace(
        "rooms: a}", "rooms: b}"
    )


def test_what_would_change_another_session_is_refused() -> None:
    text = HEAD + "sessions:\n  a: &x {title: A, start: 10:00}\n  b: *x\n"
    found = document(text)
    for key in ("a", "b"):
        with pytest.raises(EditError):
            carry_out(found, editing.place(found, key, start="11:00"), loads)


def test_what_is_written_otherwise_than_it_is_read_is_refused() -> None:
    """A change whose text does not hold what was to come of it is not made."""
    found = document()
    change = editing.place(found, "a", start="11:00")
    with pytest.raises(EditError, match="make the change in the file"):
        carry_out(found, change._replace(programme=found.programme), loads)


def test_other_formats_are_refused() -> None:
    found = replace(document(), format="frab-xml")
    with pytest.raises(EditError, match="coopsched convert"):
        editing.place(found, "a", start="11:00")


JSON = """\
{
  "key": "conf", "title": "C", "timezone": "Europe/Brussels", "days": ["2017-06-20"],
  "rooms": {"hall": "Hall", "attic": null},
  "sessions": {
    "a": {
      "title": "A",
      "start": "10:00",
      "minutes": 60,
      "rooms": ["hall"]
    },
    "b": {"title": "B"}
  }
}
"""


def test_a_programme_in_json_stays_json() -> None:
    found = document(JSON)
    moved = editing.place(found, "a", start="11:00", minutes=45, rooms=["hall", "attic"])
    assert changes(JSON, text_after(found, moved)) == [
        ('"start": "10:00",', '"start": "11:00",'),
        ('"minutes": 60,', '"minutes": 45,'),
        ('"rooms": ["hall"]', '"rooms": ["hall", "attic"]'),
    ]
    placed = editing.place(found, "b", start="12:00", minutes=30)
    assert changes(JSON, text_after(found, placed)) == [
        ('"b": {"title": "B"}', '"b": {"title": "B", "start": "12:00", "minutes": 30}')
    ]
    cancelled = text_after(found, editing.cancel(found, "a", notice='"Ill"'))
    assert (
        '"rooms": ["hall"],\n      "status": "cancelled",\n      "notice": "\\"Ill\\""\n'
        in cancelled
    )
    for old, new in (("hall", "great"), ("attic", "loft")):
        renamed = carry_out(found, editing.rename(found, "rooms", old, new), loads)
        assert renamed.programme.room(new).was == (old,)


@pytest.mark.parametrize("eol", ["\r\n", "\r"])
@pytest.mark.parametrize("end", [True, False])
def test_line_breaks_stay_as_they_are(eol: str, *, end: bool) -> None:
    text = (TEXT if end else TEXT.rstrip("\n")).replace("\n", eol)
    found = document(text)
    placed = text_after(found, editing.place(found, "c", start="15:00", end="16:00"))
    assert placed == text.replace("start: 14:00", f"start: 15:00{eol}    end: 16:00")
    cancelled = text_after(found, editing.cancel(found, "c"))
    assert cancelled == text.replace("[Ana Pérez]", f"[Ana Pérez]{eol}    status: cancelled")


def test_every_session_of_lets_coop_can_be_moved_and_cancelled() -> None:
    found = read(Path(__file__).parents[1] / "data" / "programme.yaml")
    lines = found.source.text.splitlines()
    for session in found.programme.sessions:
        cancelled = text_after(found, editing.cancel(found, session.key)).splitlines()
        assert [line for line in cancelled if line not in lines] == ["    status: cancelled"]
        if session.permanent:
            continue
        change = editing.place(found, session.key, start="18:00")
        again = carry_out(found, change, loads)
        assert sum(len(edit.text) for edit in change.edits) <= 10
        assert {f.rule for f in check(again)} >= {"language-gap"}
