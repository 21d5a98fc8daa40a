"""`coopsched cancel`: a session stays in the file, marked as cancelled."""

from pathlib import Path

import pytest

from builders import CLASH, Run


def test_a_cancellation_is_shown_and_written_on_demand(run: Run, clash: str) -> None:
    notice = "Ana is ill: no knots"
    ran = run("cancel", clash, "b", "--notice", notice)
    assert (ran.status, ran.err) == (0, "")
    assert "1 finding goes:" in ran.out
    assert "to be told: Ana Pérez\nnothing is written yet: add --write\n" in ran.out
    assert Path(clash).read_text("utf-8") == CLASH
    assert run("cancel", clash, "b", "--notice", notice, "--write").status == 0
    people = "speakers: [Ana Pérez]"
    first, second, rest = CLASH.split(people)
    added = f'{people}, status: cancelled, notice: "{notice}"'
    assert Path(clash).read_text("utf-8") == f"{first}{people}{second}{added}{rest}"
    assert "nothing changes" in run("cancel", clash, "b", "--write").out


def test_who_is_in_no_line_up_need_not_be_told(run: Run, clash: str) -> None:
    Path(clash).write_text(CLASH.replace(", speakers: [Ana Pérez]", ""), "utf-8")
    assert "to be told: nobody is in the line-up\n" in run("cancel", clash, "b").out


@pytest.mark.parametrize(
    ("status", "told"),
    [("tentative", "Ana Pérez"), ("draft", "nobody, for it is a draft")],
)
def test_of_a_draft_nobody_is_told(run: Run, clash: str, status: str, told: str) -> None:
    Path(clash).write_text(CLASH.replace("title: B,", f"title: B, status: {status},"), "utf-8")
    assert f"to be told: {told}\n" in run("cancel", clash, "b").out


def test_of_another_notice_of_what_is_cancelled_nobody_is_told(run: Run, clash: str) -> None:
    Path(clash).write_text(CLASH.replace("title: B,", "title: B, status: cancelled,"), "utf-8")
    ran = run("cancel", clash, "b", "--notice", "No knots")
    assert "to be told: nobody, for it is cancelled\n" in ran.out


def test_a_session_that_others_lean_on_brings_findings(run: Run, clash: str) -> None:
    text = CLASH.replace("10:30, end: 11:30", "11:00, end: 12:00, after: a")
    Path(clash).write_text(text.replace("start: 10:00", "start: 09:00"), "utf-8")
    assert run("cancel", clash, "a").status == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("c",), "no session of this programme is called “c”"),
        (("b", "--notice", " "), "empty"),
    ],
)
def test_a_wrong_wish_gives_status_2(
    run: Run, clash: str, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("cancel", clash, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


def test_a_notice_of_half_a_character_is_refused(run: Run, clash: str) -> None:
    ran = run("cancel", clash, "b", "--notice", "x\udc80", "--write")
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert Path(clash).read_text("utf-8") == CLASH
