"""`coopsched check` of a feed, in-process."""

from pathlib import Path

import pytest

from builders import Run
from feeds import calendar, event

FAULTY = calendar(*event("UID:knots"), *event("UID:bends", "DTSTAMP:yesterday")).source.text


@pytest.fixture
def feed_file(tmp_path: Path) -> str:
    """Write a feed with a time that is none."""
    (tmp_path / "feed.ics").write_bytes(FAULTY.encode())
    return "feed.ics"


def test_the_command_line_reports_them(run: Run, feed_file: str) -> None:
    ran = run("check", "--format", "concise", "--select", "feed-invalid-value", feed_file)
    assert (ran.status, ran.err) == (1, "")
    assert "feed.ics:21:9: error: DTSTAMP: a time is written as" in ran.out


def test_findings_of_feeds_can_be_accepted(run: Run, feed_file: str) -> None:
    only = ("--select", "feed-invalid-value,feed-calendar-name")
    assert run("check", *only, "--accept", "our host cannot", feed_file).status == 0
    assert "1 accepted" in run("check", *only, feed_file).out


def test_what_is_called_a_calendar_is_judged_as_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.ics").write_text("X-BEFORE:1\r\n" + FAULTY, "utf-8", newline="")
    ran = run("check", "--format", "concise", "odd.ics")
    assert "odd.ics:1:1: error: this line is in no calendar [feed-component-structure]" in ran.out


def test_the_page_of_a_rule_is_shown(run: Run) -> None:
    shown = run("explain", "feed-timezone-wrong").out
    assert shown.startswith("# feed-timezone-wrong\n")
    assert "feed-long-line" in run("explain").out
