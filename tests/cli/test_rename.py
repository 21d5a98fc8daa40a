"""`coopsched rename`: another key, wherever the programme names it."""

from collections.abc import Iterable
from pathlib import Path

import pytest

import coopsched
from builders import Run
from coopsched.editing import Edit
from coopsched.reporting.unified import unified
from coopsched.source import Source

TEXT = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr]
days: [2017-06-20]
rooms: {hall: Hall, a: Attic}
speakers:
  ana: {name: Ana Pérez}  # the chair
sessions:
  # coopsched: allow[speaker-double-booking with b] she opens both
  a: {title: A, languages: [fr], start: 10:00, end: 11:00, rooms: [hall], speakers: [ana]}
  b: {title: B, languages: [fr], start: 10:30, end: 11:30, rooms: a, speakers: ana}
"""


@pytest.fixture
def programme(run: Run, tmp_path: Path) -> Path:
    """Write a programme where the command is run."""
    path = tmp_path / "programme.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_new_key_is_shown_and_written_on_demand(run: Run, programme: Path) -> None:
    ran = run("rename", "ana", "ana-perez")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("\nno finding comes or goes\nnothing is written yet: add --write\n")
    assert programme.read_text("utf-8") == TEXT
    assert run("rename", "ana", "ana-perez", "--write").status == 0
    expected = (
        TEXT.replace("  ana: {name: Ana Pérez}", "  ana-perez: {name: Ana Pérez, was: [ana]}")
        .replace("[ana]}\n  b", "[ana-perez]}\n  b")
        .replace("speakers: ana}", "speakers: ana-perez}")
    )
    assert programme.read_text("utf-8") == expected


def test_findings_do_not_come_and_go_because_of_a_name(run: Run, programme: Path) -> None:
    programme.write_text(TEXT.replace("# coopsched", "# not coopsched"), "utf-8")
    assert "[speaker-double-booking]" in run("check", "--format", "concise", str(programme)).out
    for old, new in (("ana", "zoe"), ("b", "0")):
        assert "\nno finding comes or goes\n" in run("rename", old, new).out


def test_an_allowance_follows(run: Run, programme: Path) -> None:
    ran = run("rename", "b", "knots", "--write")
    assert "no finding comes or goes" in ran.out
    assert "allow[speaker-double-booking with knots]" in programme.read_text("utf-8")


def test_what_is_accepted_beside_follows(run: Run, tmp_path: Path, programme: Path) -> None:
    programme.write_text(TEXT.replace("# coopsched", "# not coopsched"), "utf-8")
    run("check", "--accept", "as printed", str(programme))
    beside = tmp_path / "coopsched.yaml"
    accepted = beside.read_text("utf-8")
    ran = run("rename", "ana", "ana-perez", "--write")
    assert ran.status == 0
    assert "no finding comes or goes" in ran.out
    assert ran.out.endswith("programme.yaml is written\ncoopsched.yaml is written\n")
    assert beside.read_text("utf-8") == accepted.replace("ana,", "ana-perez,")
    assert coopsched.check(coopsched.read(programme)) == []


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_programme_and_what_is_beside_are_written_both_or_none(
    run: Run, tmp_path: Path, programme: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    programme.write_text(TEXT.replace("# coopsched", "# not coopsched"), "utf-8")
    run("check", "--accept", "as printed", str(programme))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replace, calls = Path.replace, 0

    def fail(path: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == fails_at:
            raise OSError(28, "No space left")
        replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    ran = run("rename", "ana", "ana-perez", "--write")
    name = ("programme.yaml", "coopsched.yaml")[fails_at - 1]
    assert (ran.status, ran.err) == (2, f"coopsched: {name} cannot be written: No space left\n")
    assert "is written\n" not in ran.out
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_settings_that_changed_meanwhile_leave_the_programme_alone(
    run: Run, tmp_path: Path, programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme.write_text(TEXT.replace("# coopsched", "# not coopsched"), "utf-8")
    run("check", "--accept", "as printed", str(programme))
    before = programme.read_bytes()

    def meanwhile(source: Source, edits: Iterable[Edit], *, colour: bool) -> str:
        (tmp_path / "coopsched.yaml").write_text("# mine\n", "utf-8")
        return unified(source, edits, colour=colour)

    monkeypatch.setattr("coopsched.cli.rename.unified", meanwhile)
    ran = run("rename", "ana", "ana-perez", "--write")
    assert ran.status == 2
    assert "coopsched.yaml has changed since it was read: nothing is written" in ran.err
    assert programme.read_bytes() == before


def test_a_key_of_two_sections_is_told_where_findings_are_accepted(
    run: Run, tmp_path: Path, programme: Path
) -> None:
    beside = tmp_path / "coopsched.yaml"
    text = "allow: [{rule: room-too-small, subject: [a], reason: so be it}]\n"
    beside.write_text(text, "utf-8")
    ran = run("rename", "--in", "rooms", "a", "attic", "--write")
    assert "coopsched.yaml accepts findings about “a”: see which of them are meant\n" in ran.out
    assert beside.read_text("utf-8") == text
    assert coopsched.read(programme).programme.session("b").rooms == ("attic",)
    assert coopsched.read(programme).programme.session("a").title


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a", "x"), "a key of several sections: add --in sessions or --in rooms"),
        (("anna", "x"), "nothing in this programme has the key “anna”; did you mean “ana”?"),
        (("--in", "rooms", "b", "x"), "no room has the key 'b'"),
        (("ana", "Ana Pérez"), "is no key"),
        (("hall", "A"), "is there already"),
        (("ana", "ana"), "`ana` is its key already"),
        (("--in", "venues", "hall", "x"), "invalid choice"),
        (("hall",), "NEW"),
    ],
)
def test_a_wrong_wish_gives_status_2(
    run: Run, programme: Path, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("rename", *arguments, "--write")
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert programme.read_text("utf-8") == TEXT


def test_standard_input_is_shown(run: Run) -> None:
    ran = run("rename", "-", "ana", "zoe", stdin=TEXT)
    assert ran.status == 0
    assert "+  zoe: {name: Ana Pérez, was: [ana]}  # the chair\n" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("programme.yaml", "--in", "rooms", "a", "attic"),
        ("programme.yaml", "a", "--in", "rooms", "attic"),
        ("a", "--in", "rooms", "attic"),
        ("--in", "rooms", "a", "--colour", "never", "attic"),
    ],
)
def test_options_stand_where_one_likes(
    run: Run, programme: Path, arguments: tuple[str, ...]
) -> None:
    assert "+rooms: {hall: Hall, attic: {name: Attic, was: [a]}}" in run("rename", *arguments).out
    assert programme.read_text("utf-8") == TEXT
