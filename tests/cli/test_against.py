"""`coopsched check NEW --against OLD`: only what the earlier version does not have."""

import json
from pathlib import Path

import pytest

from builders import CLASH, Run

THIRD = "  c: {title: C, languages: [fr], start: 10:45, end: 11:15, speakers: [Ana Pérez]}\n"
APART = CLASH.replace("start: 10:30, end: 11:30", "start: 11:00, end: 12:00")
LONE = "  d: {title: D, languages: [fr], start: 16:00, end: 17:00}\n"


def last(text: str) -> str:
    return text.splitlines()[-1]


@pytest.fixture
def old(clash: str) -> str:
    """Return the earlier version, with one double-booking."""
    return clash


def new(text: str) -> str:
    """Write the later version, and return what it is called."""
    Path("new.yaml").write_text(text, "utf-8")
    return "new.yaml"


def test_what_was_there_before_is_not_shown_and_gives_status_0(run: Run, old: str) -> None:
    ran = run("check", new(CLASH), "--against", old)
    assert (ran.status, ran.err) == (0, "")
    assert "double-booking" not in ran.out
    assert last(ran.out) == "0 new, 0 cleared, 1 as before"


def test_what_is_new_is_shown_and_gives_status_1(run: Run, old: str) -> None:
    ran = run("check", new(CLASH + THIRD), "--against", old)
    assert ran.status == 1
    assert ran.out.count("error[speaker-double-booking]") == 2
    assert last(ran.out) == "2 new, 0 cleared, 1 as before"


def test_what_is_cleared_is_counted(run: Run, old: str) -> None:
    ran = run("check", new(APART), "--against", old)
    assert ran.status == 0
    assert last(ran.out) == "0 new, 1 cleared, 0 as before"


def test_lines_and_times_and_keys_play_no_part(run: Run, old: str) -> None:
    text = CLASH.replace("sessions:", "# moved\n\nsessions:").replace("10:30", "10:40")
    text = text.replace("  b: {", "  bis: {").replace("Ana Pérez", "ANA PEREZ")
    ran = run("check", new(text), "--against", old)
    assert (ran.status, last(ran.out)) == (0, "0 new, 0 cleared, 1 as before")


def test_a_key_given_to_another_session_brings_its_own_finding(run: Run, old: str) -> None:
    text = CLASH.replace("title: A,", "title: A, uid: one,")
    Path("first.yaml").write_text(text, "utf-8")
    other = CLASH.replace("title: A,", "title: Z, uid: two,").replace("Ana Pérez", "Bo Ek")
    ran = run("check", new(other), "--against", "first.yaml")
    assert (ran.status, last(ran.out)) == (1, "1 new, 1 cleared, 0 as before")


def test_new_warnings_give_status_1_only_if_strict(run: Run, old: str) -> None:
    assert run("check", new(CLASH + LONE), "--against", old).status == 0
    ran = run("check", "--strict", new(CLASH + LONE), "--against", old)
    assert ran.status == 1
    assert last(ran.out) == "1 new, 0 cleared, 1 as before"
    assert run("check", "--strict", new(CLASH), "--against", old).status == 0


def test_what_is_accepted_does_not_count(run: Run, old: str) -> None:
    allowed = CLASH.replace(
        "  b: {", "  # coopsched: allow[speaker-double-booking] she runs\n  b: {"
    )
    ran = run("check", new(allowed), "--against", old)
    assert last(ran.out) == "0 new, 1 cleared, 0 as before"
    Path("old.yaml").write_text(allowed, "utf-8")
    ran = run("check", new(CLASH), "--against", "old.yaml")
    assert (ran.status, last(ran.out)) == (1, "1 new, 0 cleared, 0 as before")


def test_both_versions_are_judged_by_the_settings_of_the_new_one(run: Run, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "old.yaml").write_text(CLASH + LONE, "utf-8")
    Path("coopsched.yaml").write_text("rules: {session-without-speaker: error}\n", "utf-8")
    ran = run("check", new(CLASH + LONE), "--against", "away/old.yaml")
    assert (ran.status, last(ran.out)) == (0, "0 new, 0 cleared, 2 as before")
    off = "rules: {session-without-speaker: off}\n" + CLASH + LONE
    Path("coopsched.yaml").unlink()
    (away / "old.yaml").write_text(off, "utf-8")
    ran = run("check", new(CLASH + LONE), "--against", "away/old.yaml")
    assert last(ran.out) == "0 new, 0 cleared, 2 as before"


def test_what_could_not_be_read_is_known_by_its_key(run: Run, old: str) -> None:
    broken = CLASH.replace("end: 11:00", "end: eleven")
    Path("old.yaml").write_text(broken, "utf-8")
    ran = run("check", new(broken), "--against", "old.yaml")
    assert ran.status == 0
    assert last(ran.out).startswith("0 new, 0 cleared, ")


def test_json_counts_and_lists_only_what_is_new(run: Run, old: str) -> None:
    ran = run("check", "--format", "json", new(CLASH + THIRD), "--against", old)
    report = json.loads(ran.out)
    assert len(report["files"][0]["findings"]) == 2
    assert report["summary"] == {
        "errors": 3, "warnings": 0, "accepted": 0,
        "against": {"new": 2, "cleared": 0, "as_before": 1},
    }  # fmt: skip


@pytest.mark.parametrize("name", ["concise", "github", "sarif", "junit"])
def test_other_formats_show_only_what_is_new(run: Run, old: str, name: str) -> None:
    wish = ("check", "--format", name, new(CLASH), "--against")
    assert "Ana Pérez is in two sessions at once, 10:30" in run(*wish, "-", stdin=APART).out
    assert "Ana Pérez is in two sessions at once, 10:30" not in run(*wish, old).out


def test_what_is_not_shown_for_either_reason_is_counted_together(run: Run, old: str) -> None:
    ran = run("check", "--max-findings", "1", new(CLASH + THIRD), "--against", old)
    assert "3 errors, 0 warnings, 0 accepted · 2 findings not shown" in ran.out
    assert last(ran.out) == "2 new, 0 cleared, 1 as before"
    assert ran.status == 1


def test_a_new_version_that_cannot_be_read_is_new(run: Run, old: str) -> None:
    ran = run("check", new("[not a programme]\n"), "--against", old)
    assert (ran.status, last(ran.out)) == (1, "1 new, 0 cleared, 0 as before")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("clash.yaml", "--against", "no-such.yaml"), "--against: no-such.yaml: no such file"),
        (("clash.yaml", "other.yaml", "--against", "clash.yaml"), "--against compares one file"),
        (("clash.yaml", "--against", "clash.yaml", "--accept", "so it is"), "do not go together"),
        (("-", "--against", "-"), "only one of the two"),
    ],
)
def test_what_cannot_be_compared_gives_status_2(
    run: Run, clash: str, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("check", *arguments, stdin=CLASH)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
