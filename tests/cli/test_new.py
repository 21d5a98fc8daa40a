"""`coopsched new`: a programme to begin with."""

from pathlib import Path

import pytest

import coopsched
from builders import Run


def test_a_programme_is_written_that_has_nothing_wrong(run: Run, tmp_path: Path) -> None:
    ran = run("new", "mine.yaml")
    assert (ran.status, ran.err) == (0, "")
    assert "mine.yaml is written" in ran.out
    assert coopsched.check(coopsched.read(tmp_path / "mine.yaml")) == []
    assert run("check", "--strict", "mine.yaml").status == 0


def test_it_has_a_name_without_one(run: Run, tmp_path: Path) -> None:
    run("new")
    assert (tmp_path / "programme.yaml").exists()


def test_it_is_printed_on_demand(run: Run, tmp_path: Path) -> None:
    ran = run("new", "-")
    assert coopsched.loads(ran.out).programme.key
    assert list(tmp_path.iterdir()) == []


def test_what_its_comments_offer_is_right(run: Run) -> None:
    text = run("new", "-").out
    days = text.replace("days: [2027-05-14]\n", "").replace("# days:", "days:")
    offered = days.replace("#   fri", "   fri").replace("#   sat", "   sat")
    offered = offered.replace("    start", "    day: fri\n    start")
    document = coopsched.loads(offered)
    assert document.problems == ()
    assert [day.key for day in document.programme.days] == ["fri", "sat"]


@pytest.mark.parametrize("make", ["write_text", "mkdir", "symlink_to"])
def test_what_is_there_is_left(run: Run, tmp_path: Path, make: str) -> None:
    path = tmp_path / "programme.yaml"
    arguments = {"write_text": ("mine",), "mkdir": (), "symlink_to": ("nowhere",)}[make]
    getattr(path, make)(*arguments)
    ran = run("new")
    assert ran.status == 2
    assert "is there already" in ran.err
    assert make != "write_text" or path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["no/such/folder.yaml", "n" * 5000])
def test_where_nothing_can_be_written_there_is_a_message(run: Run, name: str) -> None:
    ran = run("new", name)
    assert (ran.status, ran.out) == (2, "")
    assert "cannot be written" in ran.err
