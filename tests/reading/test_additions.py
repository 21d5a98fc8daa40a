"""What a settings file adds to a programme whose format cannot say it."""

from pathlib import Path

import coopsched
from builders import HEAD

PROGRAMME = (
    HEAD
    + """\
rooms: {lounge: {name: Lounge}, hall: {name: Hall, capacity: 100}}
speakers: {smart: {name: SMart}}
sessions:
  day: {title: All day, languages: [fr], start: 10:00, end: 18:00, rooms: [lounge]}
  talk: {title: Talk, languages: [fr], start: 11:00, end: 12:00, rooms: [lounge], speakers: [smart]}
  chat: {title: Chat, languages: [fr], start: 11:30, minutes: 60, rooms: [hall], speakers: [smart]}
"""
)


def read(tmp_path: Path, beside: str) -> coopsched.Document:
    (tmp_path / "programme.yaml").write_text(PROGRAMME, "utf-8")
    (tmp_path / "coopsched.yaml").write_text(beside, "utf-8")
    return coopsched.read(tmp_path / "programme.yaml")


def errors(document: coopsched.Document) -> set[str]:
    return {f.rule for f in coopsched.check(document) if f.severity == "error"}


def test_fields_are_added_to_rooms_speakers_and_sessions(tmp_path: Path) -> None:
    assert errors(read(tmp_path, "")) == {"room-double-booking", "speaker-double-booking"}
    document = read(
        tmp_path,
        "sessions: {talk: {within: day}}\n"
        "speakers: {smart: {organisation: true}}\n"
        "rooms: {lounge: {capacity: 30}}\n",
    )
    assert errors(document) == set()
    assert document.problems == ()
    programme = document.programme
    assert programme.room("lounge").capacity == 30
    assert str(programme.room("lounge").name) == "Lounge"
    assert programme.session("talk").start == programme.instant("11:00")


def test_a_shared_room_holds_many_things_at_once(tmp_path: Path) -> None:
    document = read(tmp_path, "rooms: {lounge: {shared: true}}")
    assert errors(document) == {"speaker-double-booking"}


def test_what_is_stated_can_be_corrected(tmp_path: Path) -> None:
    document = read(tmp_path, "sessions: {chat: {start: 13:00, end: 13:30}, talk: {minutes: 15}}")
    assert document.problems == ()
    chat, talk = document.programme.session("chat"), document.programme.session("talk")
    assert (chat.start, chat.end) == tuple(map(document.programme.instant, ("13:00", "13:30")))
    assert talk.end == document.programme.instant("11:15")


def test_what_does_not_fit_is_told_in_the_settings_file(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "rooms:\n  longe: {shared: true}\n  hall: {capacity: many}\n"
        "sessions:\n  talk: {within: dya, colour: red}\n",
    )
    found = sorted(
        (problem.position.line, rule)
        for rule, problem in document.problems
        if problem.position is not None and problem.position.file.endswith("coopsched.yaml")
    )
    assert found == [
        (2, "unknown-reference"),
        (3, "invalid-value"),
        (5, "unknown-field"),
        (5, "unknown-reference"),
    ]
    assert document.programme.room("hall").capacity == 100


def test_hints_of_a_settings_file_are_checked(tmp_path: Path) -> None:
    document = read(tmp_path, "hints: {timezone: Nowhere, day-first: yes, columns: {title: T}}")
    assert [rule for rule, _ in document.problems] == ["invalid-value"]


def test_a_column_that_holds_no_field_of_ours_is_told_where_it_stands(tmp_path: Path) -> None:
    document = read(tmp_path, "hints:\n  columns:\n    titel: Titre\n    title: T\n")
    ((rule, problem),) = document.problems
    assert (rule, problem.message) == ("invalid-value", "columns hold no “titel”")
    assert problem.help is not None
    assert problem.help.startswith("did you mean title? They hold title, start, ")
    assert problem.position is not None
    assert (problem.position.line, problem.position.column) == (3, 5)


def test_a_session_keeps_its_kind_or_gets_another(tmp_path: Path) -> None:
    kinds = PROGRAMME.replace("{title: Talk,", "{title: Talk, kind: talk,").replace(
        "{title: Chat,", "{title: Chat, kind: social,"
    )
    (tmp_path / "programme.yaml").write_text(kinds, "utf-8")
    settings = "sessions: {talk: {within: day}, chat: {kind: panel}}"
    (tmp_path / "coopsched.yaml").write_text(settings, "utf-8")
    document = coopsched.read(tmp_path / "programme.yaml")
    assert document.problems == ()
    talk, chat = document.programme.session("talk"), document.programme.session("chat")
    assert (talk.kind, talk.within, chat.kind) == ("talk", "day", "panel")


def test_what_is_no_mapping_is_told_and_leaves_the_session_as_it_is(tmp_path: Path) -> None:
    kinds = PROGRAMME.replace("{title: Talk,", "{title: Talk, kind: talk,")
    (tmp_path / "programme.yaml").write_text(kinds, "utf-8")
    before = coopsched.read(tmp_path / "programme.yaml").programme.session("talk")
    (tmp_path / "coopsched.yaml").write_text("sessions: {talk: day}", "utf-8")
    document = coopsched.read(tmp_path / "programme.yaml")
    assert [rule for rule, _ in document.problems] == ["invalid-value"]
    assert document.programme.session("talk") == before
