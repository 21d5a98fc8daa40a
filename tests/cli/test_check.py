"""`coopsched check`, in-process."""

import json
import os
import sys
from pathlib import Path

import pytest

from builders import CLASH, HEAD, Run

ONLY = ("--select", "speaker-double-booking")
"""The one rule that finds something to count on in the programme with a clash."""


@pytest.fixture
def quiet(tmp_path: Path) -> str:
    """Write a programme in which nothing is double-booked."""
    (tmp_path / "quiet.yaml").write_text(HEAD, "utf-8")
    return "quiet.yaml"


def test_a_finding_is_shown_and_gives_status_1(run: Run, clash: str) -> None:
    ran = run("check", *ONLY, clash)
    assert (ran.status, ran.err) == (1, "")
    assert "error[speaker-double-booking]" in ran.out
    assert "clash.yaml:7:" in ran.out
    assert ran.out.splitlines()[-1].startswith("clash.yaml: 2 sessions, 1 speaker, 1 day")
    assert "1 error" in ran.out.splitlines()[-1]


def test_nothing_wrong_gives_status_0(run: Run, quiet: str) -> None:
    ran = run("check", *ONLY, quiet)
    assert (ran.status, ran.err) == (0, "")


def test_warnings_count_on_demand(run: Run, clash: str) -> None:
    warning = (*ONLY, "--set", "speaker-double-booking=warning", clash)
    assert run("check", *warning).status == 0
    assert run("check", "--strict", *warning).status == 1


def test_standard_input_is_read(run: Run) -> None:
    ran = run("check", *ONLY, "--format", "concise", "-", stdin=CLASH)
    assert ran.status == 1
    assert ran.out.startswith("-:7:")


def test_nothing_on_standard_input_is_a_finding(run: Run) -> None:
    ran = run("check", "-", "--format", "concise")
    assert ran.status == 1
    assert "[unreadable]" in ran.out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no-such.yaml", "no-such.yaml: no such file"),
        (".", ". is a folder, and no file (name a file in it)"),
        ("/proc/self/mem", "/proc/self/mem cannot be read: "),
        ("n" * 5000, "cannot be read: File name too long"),
        ("*.nothing", "no file matches '*.nothing'"),
        ("clash.yaml/inside", "cannot be read: Not a directory"),
    ],
)
def test_what_cannot_be_read_is_one_message_and_status_2(
    run: Run, clash: str, name: str, message: str
) -> None:
    if not Path(name).is_absolute() or os.path.exists(name):  # noqa: PTH110  the name may be too long for Path
        ran = run("check", name)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("coopsched: ")
        assert message in ran.err
        assert "Traceback" not in ran.err
        assert ran.err.count("\n") == 1


def test_files_that_can_be_read_are_reported_all_the_same(run: Run, clash: str, quiet: str) -> None:
    ran = run("check", *ONLY, "no-such.yaml", clash, quiet)
    assert ran.status == 2
    assert "no such file" in ran.err
    assert "speaker-double-booking" in ran.out


def test_several_files_give_the_highest_status(run: Run, clash: str, quiet: str) -> None:
    assert run("check", *ONLY, quiet, clash).status == 1
    assert run("check", *ONLY, quiet, quiet).status == 0


def test_a_glob_names_its_matches_in_order_and_once(run: Run, clash: str, quiet: str) -> None:
    ran = run("check", *ONLY, "--format", "json", "*.yaml", clash)
    assert [file["path"] for file in json.loads(ran.out)["files"]] == ["clash.yaml", "quiet.yaml"]


def test_a_file_called_like_a_glob_is_itself(run: Run, tmp_path: Path) -> None:
    (tmp_path / "[a].yaml").write_text(CLASH, "utf-8")
    assert run("check", *ONLY, "[a].yaml").status == 1


def test_a_file_of_which_nothing_can_be_made_is_a_finding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "new.yaml").write_text("coopsched: 2\nkey: a\n", "utf-8")
    (tmp_path / "latin.yaml").write_bytes("title: Séance".encode("cp1252"))
    ran = run("check", "--format", "concise", "new.yaml", "latin.yaml")
    assert ran.status == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("new.yaml:1:12: error: ")
    assert any(line.startswith("latin.yaml:1:") and "UTF-8" in line for line in lines)


def test_a_wrong_value_is_a_finding_with_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(f"{HEAD}sessions: {{a: {{title: A, start: ten}}}}\n", "utf-8")
    ran = run("check", "--format", "concise", "--select", "invalid-value", "p.yaml")
    assert ran.out.startswith("p.yaml:6:33: error: “ten” is not a time [invalid-value]")


@pytest.mark.parametrize(
    "wrong",
    [
        ("--select", "no-such-rule"),
        ("--ignore", "no-such-rule"),
        ("--set", "no-such-rule=off"),
        ("--set", "no-lunch"),
        ("--set", "=off"),
        ("--set", "no-lunch=loud"),
        ("--set", "no-lunch.zzz=1"),
        ("--set", "pause-too-short.minutes=ten"),
        ("--set", "no-lunch.=1"),
        ("--format", "xml"),
        ("--max-findings", "0"),
        ("--max-findings", "some"),
        ("--today", "soon"),
        ("--today", "20170620"),
        ("--colour", "maybe"),
        ("--no-such-flag",),
        ("--settings", "no-such.yaml"),
        ("--output", "no/such/folder/out.txt"),
        ("--output", "."),
        ("--accept", "  "),
    ],
)
def test_wrong_flags_give_status_2_and_a_message(
    run: Run, clash: str, wrong: tuple[str, ...]
) -> None:
    ran = run("check", *wrong, clash)
    assert (ran.status, ran.out) == (2, "")
    assert "coopsched" in ran.err
    assert "Traceback" not in ran.err


def test_check_needs_a_file(run: Run) -> None:
    ran = run("check")
    assert ran.status == 2
    assert "FILE" in ran.err


def test_rules_are_selected_and_ignored(run: Run, clash: str) -> None:
    def rules(*options: str) -> set[str]:
        report = json.loads(run("check", "--format", "json", *options, clash).out)
        return {finding["rule"] for file in report["files"] for finding in file["findings"]}

    assert rules("--select", "no-lunch,speaker-double-booking") == {"speaker-double-booking"}
    assert rules(*ONLY, "--select", "no-lunch") == {"speaker-double-booking"}
    assert "speaker-double-booking" not in rules("--ignore", "speaker-double-booking")


def test_an_option_is_set(run: Run, tmp_path: Path) -> None:
    text = CLASH.replace("10:30, end: 11:30", "11:05, end: 11:30").replace(
        "speakers: [Ana Pérez]", "rooms: hall"
    )
    (tmp_path / "p.yaml").write_text(text + "rooms: {hall: }\n", "utf-8")
    select = ("check", "--strict", "--select", "changeover-too-short", "p.yaml")
    assert run(*select, "--set", "changeover-too-short.minutes=10").status == 1
    assert run(*select, "--set", "changeover-too-short.minutes=5").status == 0


def test_settings_come_from_another_file_on_demand(run: Run, clash: str, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("rules: {speaker-double-booking: off}\n", "utf-8")
    rule = ("--ignore", "session-without-speaker,no-lunch")
    assert "double-booking" in run("check", *rule, clash).out
    assert "double-booking" not in run("check", *rule, "--settings", "mine.yaml", clash).out


def test_as_many_findings_are_shown_as_are_asked_for(run: Run, tmp_path: Path) -> None:
    third = CLASH.splitlines(keepends=True)[-1].replace("  b:", "  c:")
    (tmp_path / "p.yaml").write_text(CLASH + third, "utf-8")
    concise = ("check", *ONLY, "--format", "concise", "p.yaml")
    assert run(*concise).out.count("[speaker-double-booking]") == 3
    assert run(*concise, "--max-findings", "1").out.count("[speaker-double-booking]") == 1
    ran = run("check", *ONLY, "--max-findings", "1", "p.yaml")
    assert ran.out.count("[speaker-double-booking]") == 1
    assert "3 errors" in ran.out
    assert ran.status == 1


@pytest.mark.parametrize("format_", ["text", "concise", "json", "sarif", "junit", "github"])
def test_every_format_goes_to_a_file_as_it_goes_to_the_terminal(
    run: Run, clash: str, tmp_path: Path, format_: str
) -> None:
    printed = run("check", *ONLY, "--format", format_, clash)
    written = run("check", *ONLY, "--format", format_, "--output", "out", clash)
    assert (written.status, written.out, written.err) == (1, "", "")
    assert (tmp_path / "out").read_text("utf-8") == printed.out


def test_an_output_is_never_half_written(
    run: Run, clash: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("old", "utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    ran = run("check", *ONLY, "--output", "out", clash)
    assert ran.status == 2
    assert ran.err == "coopsched: out cannot be written: No space left on device\n"
    assert (tmp_path / "out").read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clash.yaml", "out"]


@pytest.mark.parametrize(
    ("flags", "coloured"),
    [
        (("--colour", "always"), True),
        (("--color", "always"), True),
        (("--colour", "never"), False),
        ((), False),
    ],
)
def test_colour_is_as_asked_for(
    run: Run, clash: str, flags: tuple[str, ...], *, coloured: bool
) -> None:
    assert ("\x1b[" in run("check", *ONLY, *flags, clash).out) is coloured


@pytest.mark.parametrize(
    ("variable", "value", "coloured"),
    [("NO_COLOR", "1", False), ("NO_COLOR", "", True), ("TERM", "dumb", False)],
)
def test_a_terminal_is_coloured_unless_somebody_objects(
    run: Run,
    clash: str,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    *,
    coloured: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert ("\x1b[" in run("check", *ONLY, clash).out) is coloured


NOTE = "# coopsched: allow[speaker-double-booking until 2017-06-01] she leaves early"


@pytest.mark.parametrize(("today", "status"), [("2017-06-01", 0), ("2017-06-02", 1)])
def test_an_allowance_is_judged_by_the_day_that_is_given(
    run: Run, tmp_path: Path, today: str, status: int
) -> None:
    noted = CLASH.replace("Pérez]}\n", f"Pérez]}}  {NOTE}\n", 1)
    (tmp_path / "p.yaml").write_text(noted, "utf-8")
    assert run("check", *ONLY, "--today", today, "p.yaml").status == status


def test_without_a_day_today_counts(run: Run, tmp_path: Path) -> None:
    for until, status in (("2001-01-01", 1), ("2199-01-01", 0)):
        noted = CLASH.replace("Pérez]}\n", f"Pérez]}}  {NOTE}\n", 1).replace("2017-06-01", until)
        (tmp_path / "p.yaml").write_text(noted, "utf-8")
        assert run("check", *ONLY, "p.yaml").status == status


def test_what_is_accepted_counts_no_more(run: Run, clash: str, tmp_path: Path) -> None:
    ran = run("check", *ONLY, "--accept", "agreed with Ana", clash)
    assert (ran.status, ran.err) == (0, "")
    assert "1 accepted" in ran.out
    assert "agreed with Ana" in (tmp_path / "coopsched.yaml").read_text("utf-8")
    assert run("check", *ONLY, clash).status == 0
    assert (tmp_path / clash).read_text("utf-8") == CLASH


def test_accepting_twice_writes_nothing_new(run: Run, clash: str, tmp_path: Path) -> None:
    run("check", *ONLY, "--accept", "one", clash)
    text = (tmp_path / "coopsched.yaml").read_text("utf-8")
    run("check", *ONLY, "--accept", "two", clash)
    assert (tmp_path / "coopsched.yaml").read_text("utf-8") == text


def test_an_accepted_overlap_that_grows_counts_again(run: Run, clash: str, tmp_path: Path) -> None:
    run("check", *ONLY, "--accept", "half an hour is fine", clash)
    path = tmp_path / clash
    path.write_text(CLASH.replace("start: 10:30", "start: 10:40"), "utf-8")
    assert run("check", *ONLY, clash).status == 0
    path.write_text(CLASH.replace("start: 10:30", "start: 10:20"), "utf-8")
    assert run("check", *ONLY, clash).status == 1
    assert run("check", *ONLY, "--accept", "so be it", clash).status == 0
    text = (tmp_path / "coopsched.yaml").read_text("utf-8")
    assert text.count("speaker-double-booking") == 1
    assert "so be it" in text


def test_another_overlap_of_the_same_people_counts(run: Run, clash: str, tmp_path: Path) -> None:
    run("check", *ONLY, "--accept", "fine", clash)
    third = CLASH.splitlines(keepends=True)[-1].replace("  b:", "  c:")
    (tmp_path / clash).write_text(CLASH + third, "utf-8")
    assert run("check", *ONLY, clash).status == 1


def test_accepting_keeps_what_the_settings_file_says(run: Run, clash: str, tmp_path: Path) -> None:
    before = "# ours\nrules: {no-lunch: off}  # she eats later\n"
    (tmp_path / "coopsched.yaml").write_text(before, "utf-8")
    run("check", *ONLY, "--accept", "fine", clash)
    assert (tmp_path / "coopsched.yaml").read_text("utf-8").startswith(before + "allow:\n")


@pytest.mark.parametrize("text", ["allow: []\n", "- a\n", "allow: [{\n"])
def test_a_settings_file_that_cannot_take_more_is_left(
    run: Run, clash: str, tmp_path: Path, text: str
) -> None:
    (tmp_path / "coopsched.yaml").write_text(text, "utf-8")
    ran = run("check", *ONLY, "--accept", "fine", clash)
    assert ran.status == 2
    assert ran.err.startswith("coopsched: coopsched.yaml: ")
    assert (tmp_path / "coopsched.yaml").read_text("utf-8") == text


def test_standard_input_needs_a_settings_file_to_accept_in(run: Run, tmp_path: Path) -> None:
    ran = run("check", *ONLY, "--accept", "fine", "-", stdin=CLASH)
    assert (ran.status, ran.err) == (
        2,
        "coopsched: --accept needs --settings FILE for standard input\n",
    )
    (tmp_path / "mine.yaml").write_text("", "utf-8")
    ran = run("check", *ONLY, "--accept", "fine", "--settings", "mine.yaml", "-", stdin=CLASH)
    assert "fine" in (tmp_path / "mine.yaml").read_text("utf-8")
    assert ran.status == 0


def test_accepting_everything_leaves_nothing_that_counts(run: Run, clash: str) -> None:
    run("check", "--accept", "all of it", clash)
    assert run("check", "--strict", clash).status == 0


def test_limits_can_be_raised_and_lowered(run: Run, clash: str) -> None:
    ran = run("check", "--limit", "sessions=1", "--format", "concise", clash)
    assert "more than 1 sessions" in ran.out + ran.err
    for wrong in ("zzz=1", "size", "size=x", "depth=100000"):
        assert run("check", "--limit", wrong, clash).status == 2


def test_all_findings_are_accepted_however_many_are_shown(run: Run, tmp_path: Path) -> None:
    sessions = "".join(
        f"  s{i}: {{title: T{i}, start: 10:00, end: 11:00, speakers: [ana]}}\n" for i in range(50)
    )
    (tmp_path / "many.yaml").write_text(
        "key: k\ntitle: T\ntimezone: UTC\ndays: [2025-05-14]\nspeakers: {ana: Ana}\n"
        f"sessions:\n{sessions}",
        "utf-8",
    )
    options = ["check", "--select", "speaker-double-booking", "many.yaml"]
    assert "1001 errors" in run(*options).out
    assert run(*options, "--accept", "as printed").status == 0
