"""`coopsched move`: what is shown, what is written, and what is refused."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

import coopsched
from builders import CLASH, TWO_DAYS, Run
from coopsched.editing import Edit
from coopsched.reporting.unified import unified
from coopsched.source import Source

MOVED = CLASH.replace("start: 10:30, end: 11:30", "start: 11:00, end: 12:00")


def test_a_move_is_shown_and_nothing_is_written(run: Run, clash: str) -> None:
    ran = run("move", clash, "b", "--start", "11:00")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "--- clash.yaml\n"
        "+++ clash.yaml\n"
        "@@ -5,4 +5,4 @@\n"
        " days: [2017-06-20]\n"
        " sessions:\n"
        "   a: {title: A, languages: [fr], start: 10:00, end: 11:00, speakers: [Ana Pérez]}\n"
        "-  b: {title: B, languages: [fr], start: 10:30, end: 11:30, speakers: [Ana Pérez]}\n"
        "+  b: {title: B, languages: [fr], start: 11:00, end: 12:00, speakers: [Ana Pérez]}\n"
        "\n"
        "1 finding goes:\n"
        "  clash.yaml:7:71: error: Ana Pérez is in two sessions at once, 10:30–11:00: "
        "“A” and “B” [speaker-double-booking]\n"
        "to be told: Ana Pérez\n"
        "nothing is written yet: add --write\n"
    )
    assert Path(clash).read_text("utf-8") == CLASH


def test_a_move_is_written_on_demand(run: Run, clash: str) -> None:
    shown = run("move", clash, "b", "--start", "11:00").out
    ran = run("move", clash, "b", "--start", "11:00", "--write")
    assert ran.status == 0
    assert ran.out == shown.replace("nothing is written yet: add --write", "clash.yaml is written")
    assert Path(clash).read_text("utf-8") == MOVED
    assert run("move", clash, "b", "--start", "11:00", "--write").out == (
        "nothing changes: clash.yaml says so already\n"
    )


def test_a_move_that_brings_an_error_says_so_and_is_written_all_the_same(
    run: Run, clash: str
) -> None:
    Path(clash).write_text(MOVED, "utf-8")
    ran = run("move", clash, "b", "--start", "10:30")
    assert ran.status == 1
    assert "1 finding comes:\n  clash.yaml:7:71: error: Ana Pérez" in ran.out
    assert ran.out.endswith("nothing is written yet, with 1 new error: add --write\n")
    ran = run("move", clash, "b", "--start", "10:30", "--write")
    assert ran.status == 1
    assert ran.out.endswith("clash.yaml is written, with 1 new error\n")
    assert Path(clash).read_text("utf-8") == CLASH


@pytest.mark.parametrize("name", ["programme.yaml", "data/programme.yaml"])
def test_the_usual_programme_is_found(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / name).write_text(CLASH, "utf-8")
    assert run("move", "b", "--start", "11:00", "--write").out.endswith(f"{name} is written\n")
    assert (tmp_path / name).read_text("utf-8") == MOVED


def test_where_there_is_no_usual_programme_one_must_be_named(run: Run) -> None:
    ran = run("move", "b", "--start", "11:00")
    assert (ran.status, ran.out) == (2, "")
    assert "no programme.yaml and no data/programme.yaml here" in ran.err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("opening", "--room", "attic"), "rooms: [attic]"),
        (("Opening of", "--room", "under", "--room", "hall"), "rooms: [attic, hall]"),
        (("opening", "--minutes", "90"), "end: 11:30"),
        (("opening", "--end", "10:45"), "end: 10:45"),
        (("opening", "--day", "sat"), "day: sat"),
    ],
)
def test_sessions_and_rooms_are_named_as_people_do(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], line: str
) -> None:
    (tmp_path / "programme.yaml").write_text(
        "key: c\ntitle: C\ntimezone: Europe/Brussels\n"
        "days: {fri: {date: 2026-05-15}, sat: {date: 2026-05-16}}\n"
        "rooms: {hall: Hall, attic: Under the roof}\n"
        "sessions:\n  opening:\n    title: The opening of all\n    day: fri\n    start: 10:00\n"
        "    end: 11:00\n    rooms: [hall]\n",
        "utf-8",
    )
    ran = run("move", *arguments)
    assert (ran.status, ran.err) == (0, "")
    assert f"\n+    {line}\n" in ran.out
    assert ran.out.count("\n+ ") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("b",), "say where to"),
        (("nobody", "--start", "11:00"), "no session of this programme is called “nobody”"),
        (("b", "--start", "noon"), "“noon” is not a time"),
        (("b", "--room", "hall"), "no room of this programme"),
        (("b", "--day", "mon"), "is no day of this programme"),
        (("b", "--minutes", "0"), "whole number above 0"),
        (("b", "--minutes", "30", "--end", "11:00"), "not allowed with"),
        ((), "SESSION"),
    ],
)
def test_a_wrong_wish_gives_status_2(
    run: Run, clash: str, arguments: tuple[str, ...], message: str
) -> None:
    Path(clash).rename("programme.yaml")
    ran = run("move", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


def test_standard_input_is_shown_and_never_written(run: Run) -> None:
    ran = run("move", "-", "b", "--start", "11:00", stdin=CLASH)
    assert ran.status == 0
    assert "+++ -\n" in ran.out
    ran = run("move", "-", "b", "--start", "11:00", "--write", stdin=CLASH)
    assert (ran.status, ran.out) == (2, "")
    assert "standard input cannot be written to" in ran.err


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_mark_line_breaks_mode_and_link_of_a_file_are_kept(
    run: Run, tmp_path: Path, mark: bytes, eol: str
) -> None:
    real = tmp_path / "real.yaml"
    real.write_bytes(mark + CLASH.replace("\n", eol).encode())
    real.chmod(0o640)
    (tmp_path / "programme.yaml").symlink_to(real)
    assert run("move", "b", "--start", "11:00", "--write").status == 0
    assert real.read_bytes() == mark + MOVED.replace("\n", eol).encode()
    assert real.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "programme.yaml").is_symlink()


def test_a_file_that_somebody_else_changed_is_left(
    run: Run, clash: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(source: Source, edits: Iterable[Edit], *, colour: bool) -> str:
        Path(clash).write_text(CLASH + "# mine\n", "utf-8")
        return unified(source, edits, colour=colour)

    monkeypatch.setattr("coopsched.cli.editing.unified", meanwhile)
    ran = run("move", clash, "b", "--start", "11:00", "--write")
    assert ran.status == 2
    assert "has changed since it was read" in ran.err
    assert Path(clash).read_text("utf-8") == CLASH + "# mine\n"


def test_of_several_who_write_at_once_none_loses_an_edit(tmp_path: Path) -> None:
    keys = [f"s{i}" for i in range(4)]
    sessions = "".join(f"  {key}: {{title: {key}, minutes: 30}}\n" for key in keys)
    path = tmp_path / "programme.yaml"
    path.write_text(CLASH.partition("  a:")[0] + sessions, "utf-8")
    command = [sys.executable, "-m", "coopsched", "move", str(path)]
    running = [
        subprocess.Popen(
            [*command, key, "--minutes", "45", "--write"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for key in keys
    ]
    said = [process.communicate() for process in running]
    programme = coopsched.read(path).programme
    for key, process, (out, err) in zip(keys, running, said, strict=True):
        is_written = programme.session(key).minutes == 45
        assert process.returncode == (0 if is_written else 2)
        assert out.endswith("is written\n") == is_written
        assert ("has changed since it was read" in err) != is_written
    assert any(process.returncode == 0 for process in running)
    assert [each.name for each in tmp_path.iterdir()] == ["programme.yaml"]


def test_a_file_that_may_not_be_written_is_left(
    run: Run, clash: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(clash).chmod(0o444)
    if os.geteuid() == 0:  # who may write to anything
        monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    ran = run("move", clash, "b", "--start", "11:00", "--write")
    assert (ran.status, ran.err) == (
        2,
        "coopsched: clash.yaml cannot be written: it is read-only\n",
    )
    assert Path(clash).read_text("utf-8") == CLASH


@pytest.mark.parametrize(
    ("error", "status"), [(KeyboardInterrupt(), 130), (OSError(28, "No space left"), 2)]
)
def test_what_ends_writing_leaves_the_old_file(
    run: Run,
    tmp_path: Path,
    clash: str,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    status: int,
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fails)
    assert run("move", clash, "b", "--start", "11:00", "--write").status == status
    assert [path.name for path in tmp_path.iterdir()] == [clash]
    assert Path(clash).read_text("utf-8") == CLASH


def test_a_settings_file_beside_counts_before_and_after(run: Run, clash: str) -> None:
    Path("coopsched.yaml").write_text("rules: {speaker-double-booking: off}\n", "utf-8")
    assert "\nno finding comes or goes\n" in run("move", clash, "b", "--start", "11:00").out
    Path("coopsched.yaml").write_text(
        "allow:\n- {rule: speaker-double-booking, subject: [a, b, ana-perez], reason: x}\n", "utf-8"
    )
    ran = run("move", clash, "b", "--start", "11:00")
    assert "1 finding comes:" in ran.out
    assert "[unused-allowance]" in ran.out


REPEATED = (
    CLASH.partition("sessions:")[0]
    + """\
speakers: {ana: Ana Pérez, zed: Zed, knot: {name: Knot Institute, organisation: true}}
sessions:
  first: {title: A, start: 10:00, minutes: 60, speakers: [knot, ana]}
  again: {repeats: first, start: 13:00, speakers: [zed]}
  later: {repeats: first}
"""
)


def test_who_is_in_a_session_that_changes_along_is_told_too(run: Run) -> None:
    ran = run("move", "-", "first", "--minutes", "120", stdin=REPEATED)
    assert (
        "also changes: again 13:00–15:00\nto be told: Ana Pérez, Knot Institute, Zed\n" in ran.out
    )
    ran = run("move", "-", "first", "--start", "11:00", stdin=REPEATED)
    assert "also" not in ran.out
    assert "to be told: Ana Pérez, Knot Institute\n" in ran.out
    text = REPEATED.replace("{repeats: first}", "{repeats: first, start: 23:30}")
    ran = run("move", "-", "first", "--minutes", "90", stdin=text)
    assert "also change: again 13:00–14:30, later 23:30–01:00+1\n" in ran.out


@pytest.mark.parametrize(
    ("keys", "wish", "nobody"),
    [
        ("status: draft, speakers: [Bo]", ("--start", "11:00"), ", for it is a draft"),
        ("status: cancelled, speakers: [Bo]", ("--start", "11:00"), ", for it is cancelled"),
        ("status: draft", ("--start", "11:00"), " is in the line-up"),
        ("speakers: [Bo]", ("--day", "sat"), ", for neither time nor room changes"),
    ],
)
def test_where_nobody_is_told_it_is_said_why(
    run: Run, keys: str, wish: tuple[str, ...], nobody: str
) -> None:
    start = "" if "--day" in wish else ", day: fri, start: 10:00"
    text = f"{TWO_DAYS}sessions:\n  a: {{title: A{start}, {keys}}}\n"
    ran = run("move", "-", "a", *wish, stdin=text)
    assert f"to be told: nobody{nobody}\n" in ran.out


def test_what_cannot_be_edited_safely_is_refused(run: Run, tmp_path: Path) -> None:
    head, _, _ = CLASH.partition("sessions:")
    text = f"{head}sessions:\n  a: &a {{title: A, start: 10:00, end: 11:00}}\n  b: *a\n"
    (tmp_path / "programme.yaml").write_text(text, "utf-8")
    for key in ("a", "b"):
        ran = run("move", key, "--start", "12:00", "--write")
        assert (ran.status, ran.out) == (2, "")
        assert "in the file" in ran.err or "elsewhere" in ran.err
    assert (tmp_path / "programme.yaml").read_text("utf-8") == text


def test_a_programme_in_json_stays_json(run: Run, tmp_path: Path) -> None:
    data = {
        "key": "c",
        "title": "C",
        "timezone": "Europe/Brussels",
        "days": ["2017-06-20"],
        "sessions": {"a": {"title": "A", "start": "10:00", "minutes": 30}},
    }
    (tmp_path / "p.json").write_text(json.dumps(data), "utf-8")
    assert run("move", "p.json", "a", "--start", "11:00", "--write").status == 0
    written = (tmp_path / "p.json").read_text("utf-8")
    assert written == json.dumps(data).replace("10:00", "11:00")
    start = coopsched.loads(written).programme.session("a").start
    assert start is not None
    assert start.hour == 11


def test_colours_are_for_those_who_want_them(run: Run, clash: str) -> None:
    assert "\x1b[31m-" in run("move", clash, "b", "--start", "11:00", "--colour", "always").out
    assert "\x1b" not in run("move", clash, "b", "--start", "11:00").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("clash.yaml", "b", "--start", "11:00", "--write"),
        ("clash.yaml", "--start", "11:00", "b", "--write"),
        ("--start", "11:00", "clash.yaml", "--write", "b"),
    ],
)
def test_options_stand_where_one_likes(run: Run, clash: str, arguments: tuple[str, ...]) -> None:
    ran = run("move", *arguments)
    assert (ran.status, ran.err) == (0, "")
    assert Path(clash).read_text("utf-8") == MOVED


def test_what_is_one_name_too_many_is_refused(run: Run, clash: str) -> None:
    for more in ("c", "--hour"):
        ran = run("move", clash, "--start", "11:00", "b", more)
        assert (ran.status, ran.out) == (2, "")
        assert more in ran.err.partition("unrecognized arguments")[2]
