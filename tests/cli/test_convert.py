"""`coopsched convert`: a programme in another format, and what that cannot hold."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

import coopsched
from builders import CLASH, Run
from coopsched.cli.main import main

BODY = CLASH.replace("title: A,", "title: A, interpretation: [nl], x-mine: 1,")


@pytest.fixture
def source(tmp_path: Path) -> str:
    """Write a programme where commands are run."""
    (tmp_path / "in.yaml").write_text(BODY, "utf-8")
    return "in.yaml"


def test_a_programme_is_written_and_its_losses_are_told(
    run: Run, tmp_path: Path, source: str
) -> None:
    ran = run("convert", source, "out.csv")
    assert (ran.status, ran.out) == (0, "")
    lines = ran.err.splitlines()
    assert lines[0] == "out.csv: 2 sessions, 1 speaker"
    assert "not carried by csv: programme: timezone" in lines
    assert "not carried by csv: keys that begin with x-" in lines
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfkey,title")


def test_a_loss_names_whom_it_concerns(run: Run, source: str) -> None:
    assert "not carried by frab-xml: interpretation (1 session: a)\n" in (
        run("convert", source, "out.xml").err
    )


PARTS = """\
rooms: {hall: {name: Hall, capacity: 9}, bar: Bar}
tracks: {soil: Soil}
resources: {camera: 1}
sessions:
  a: {title: A, start: 10:00, end: 11:00, rooms: [hall, bar], resources: [camera], track: soil}
  b: {title: B, start: 12:00, end: 13:00}
"""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("out.xml", "rooms: capacity (1 room: hall)"),
        ("out.xml", "programme: resources (1 resource: camera)"),
        ("out.xml", "resources (1 session: a)"),
        ("out.xml", "rooms but the first (1 session: a)"),
        ("out.md", "programme: tracks (1 track: soil)"),
        ("out.csv", "rooms: key (1 room: hall)"),
    ],
)
def test_keys_are_called_what_they_are_keys_of(
    run: Run, tmp_path: Path, name: str, told: str
) -> None:
    parts = PARTS.replace("name: Hall", "name: The hall")
    (tmp_path / "in.yaml").write_text(BODY.partition("sessions:")[0] + parts, "utf-8")
    assert f": {told}\n" in run("convert", "in.yaml", name).err


def test_long_lists_are_cut_unless_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    sessions = "".join(
        f"  s{i}: {{title: S, start: 10:00, interpretation: [nl]}}\n" for i in range(10)
    )
    head = BODY.partition("sessions:")[0]
    (tmp_path / "in.yaml").write_text(f"{head}sessions:\n{sessions}", "utf-8")
    cut = "interpretation (10 sessions: s0, s1, s2, s3, s4, s5, s6, s7 and 2 more)"
    assert cut in run("convert", "in.yaml", "a.xml").err
    assert "s7, s8, s9)" in run("convert", "--verbose", "in.yaml", "b.xml").err


def test_what_loses_nothing_says_nothing_more(run: Run, tmp_path: Path, source: str) -> None:
    ran = run("convert", "--strict", source, "out.json")
    assert (ran.status, ran.err) == (0, "out.json: 2 sessions, 1 speaker\n")
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["sessions"]["a"]["x-mine"] == 1
    before, after = (coopsched.read(tmp_path / name) for name in (source, "out.json"))
    assert after.programme == before.programme


def test_strictly_a_loss_is_a_failure(run: Run, source: str) -> None:
    assert run("convert", "--strict", source, "out.ics").status == 1


def test_what_is_left_out_of_our_own_format_is_told_and_is_a_failure(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "in.yaml").write_text(BODY.replace("10:30", "half past ten"), "utf-8")
    ran = run("convert", "in.yaml", "out.yaml")
    assert ran.status == 1
    assert "in.yaml:8:41: error: “half past ten” is not a time" in ran.err
    assert "[invalid-value]" in ran.err
    assert ran.err.endswith(
        "coopsched: written, but 1 error in in.yaml was left out: see `coopsched check in.yaml`\n"
    )
    assert (tmp_path / "out.yaml").is_file()


def test_errors_that_are_accepted_or_off_are_no_failure(run: Run, tmp_path: Path) -> None:
    wrong = BODY.replace("10:30", "half past ten")
    (tmp_path / "in.yaml").write_text(wrong + "rules: {invalid-value: off}\n", "utf-8")
    allowed = wrong.replace("  b: ", "  # coopsched: allow[invalid-value] soon\n  b: ")
    (tmp_path / "allowed.yaml").write_text(allowed, "utf-8")
    for name in ("in.yaml", "allowed.yaml"):
        assert run("convert", name, f"of-{name}").status == 0


def test_what_was_misread_of_another_format_is_strictly_a_failure(run: Run, tmp_path: Path) -> None:
    table = "title,day,start,track,room\nA,2017-06-20,10:00,,\n,2017-06-20,,Red,Attic\n"
    (tmp_path / "in.csv").write_text(table, "utf-8")
    hint = ("--hint", "timezone=Europe/Brussels")
    assert "error: " in run("convert", *hint, "in.csv", "out.yaml").err
    assert run("convert", *hint, "in.csv", "other.yaml").status == 0
    assert run("convert", "--strict", *hint, "in.csv", "strict.yaml").status == 1


TYPO = BODY.replace("[2017-06-20]", "{tue: 2017-06-20, wed: 2017-06-31}").replace(
    "title: B,", "title: B, day: wed,"
)


def test_nothing_is_on_a_date_that_nobody_wrote(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.yaml").write_text(TYPO.replace("title: A,", "title: A, day: tue,"), "utf-8")
    for name in ("out.ics", "out.xml", "out.csv", "out.md", "out.yaml"):
        ran = run("convert", "in.yaml", name)
        assert ran.status == 1
        assert "sessions whose day could not be read (1 session: b)\n" in ran.err
        assert "2000" not in (tmp_path / name).read_text("utf-8")


def test_a_zone_that_is_unknown_is_a_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.yaml").write_text(BODY.replace("Brussels", "Bruxelles"), "utf-8")
    assert run("convert", "in.yaml", "out.ics").status == 1


def test_what_reading_accepts_or_is_set_off_is_as_in_check(run: Run, tmp_path: Path) -> None:
    text = BODY.replace("title: A,", "title: A, colour: red,")
    (tmp_path / "in.yaml").write_text(text + "rules: {unknown-field: off}\n", "utf-8")
    assert "unknown-field" not in run("convert", "in.yaml", "out.yaml").err


def test_nothing_is_written_over_unless_it_is_forced(run: Run, tmp_path: Path, source: str) -> None:
    ran = run("convert", source, source)
    assert ran.status == 2
    assert "in.yaml is there already: name another file, or add --force" in ran.err
    assert (tmp_path / source).read_text("utf-8") == BODY
    assert run("convert", "--force", source, source).status == 0
    assert (tmp_path / source).read_text("utf-8") != BODY
    assert sorted(path.name for path in tmp_path.iterdir()) == [source]


def test_standard_streams_can_be_used(run: Run) -> None:
    ran = run("convert", "--to", "json", "-", "-", stdin=BODY)
    assert json.loads(ran.out)["key"] == "conf"
    assert ran.err == "-: 2 sessions, 1 speaker\n"


def test_a_workbook_goes_to_standard_output_byte_by_byte(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str
) -> None:
    monkeypatch.chdir(tmp_path)
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    assert main(["convert", "--to", "xlsx", source, "-"]) == 0
    assert out.getvalue().startswith(b"PK")
    assert main(["convert", source, "out.xlsx"]) == 0
    assert (tmp_path / "out.xlsx").read_bytes() == out.getvalue()


def test_what_is_no_file_is_written_to(run: Run, source: str) -> None:
    assert run("convert", "--to", "yaml", source, os.devnull).status == 0


def test_json_is_ours_unless_another_is_asked_for(run: Run, source: str) -> None:
    assert "coopsched" in json.loads(run("convert", "--to", "json", source, "-").out)
    assert "schedule" in json.loads(run("convert", "--to", "c3voc-json", source, "-").out)


def test_a_language_can_be_chosen(run: Run, tmp_path: Path) -> None:
    text = BODY.replace("title: A,", "title: {fr: Un, nl: Een},")
    (tmp_path / "in.yaml").write_text(text, "utf-8")
    ran = run("convert", "--to", "markdown", "--language", "NL", "in.yaml", "-")
    assert "**Een**" in ran.out
    assert "not carried by markdown: title in fr (1 session: a)\n" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in.yaml", "out.txt"], "the name 'out.txt' tells no format"),
        (["none.yaml", "out.json"], "none.yaml: no such file"),
        (["in.yaml", "no/such/folder/out.json"], "cannot be written"),
        (["--language", "Dutch", "in.yaml", "out.md"], "write a tag"),
        (["--language", "nl", "in.yaml", "out.json"], "holds all languages"),
        (["--hint", "nothing", "in.yaml", "out.json"], "--hint"),
        (["bad.yaml", "out.json"], "bad.yaml:1:1: "),
        (["dayless.yaml", "out.xml"], "needs a day"),
    ],
)
def test_what_cannot_be_done_is_one_message(
    run: Run, tmp_path: Path, source: str, arguments: list[str], message: str
) -> None:
    (tmp_path / "bad.yaml").write_text("", "utf-8")
    (tmp_path / "dayless.yaml").write_text("key: p\ntitle: P\ntimezone: UTC\n", "utf-8")
    before = sorted(path.name for path in tmp_path.iterdir())
    ran = run("convert", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert len(ran.err.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_the_help_has_an_example(run: Run) -> None:
    ran = run("convert", "--help")
    assert "coopsched convert programme.yaml schedule.xml" in ran.out


def test_what_was_guessed_of_a_table_is_marked_in_the_draft(run: Run, tmp_path: Path) -> None:
    table = "title,day,start,end,speakers\nOpening,2017-06-20,10:00,11:00,Ana Pérez\n"
    (tmp_path / "table.csv").write_text(table, "utf-8")
    ran = run("convert", "--hint", "timezone=Europe/Brussels", "table.csv", "draft.yaml")
    assert ran.status == 0
    draft = (tmp_path / "draft.yaml").read_text("utf-8")
    assert "# the file names no programme" in draft
    assert coopsched.loads(draft).problems == ()
    assert [session.key for session in coopsched.loads(draft).programme.sessions] == ["opening"]


def test_comments_that_stay_behind_are_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.yaml").write_text(BODY + "# one\n# coopsched: allow[no-lunch] two\n", "utf-8")
    assert "not carried by yaml: 1 comment\n" in run("convert", "in.yaml", "-").err
