"""`coopsched repair` as it is typed."""

import json
from pathlib import Path

import pytest

from builders import Run
from coopsched import check, read
from golden import golden

LETSCOOP = Path(__file__).parents[2] / "data" / "programme.yaml"
TWO = """\
key: two
title: Two
timezone: Europe/Brussels
languages: [en]
days: {wed: {date: 2025-05-14, opens: 09:00, closes: 11:00}}
rooms: {attic: {name: Attic}, cellar: {name: Cellar}}
speakers: {nora: {name: Nora}, omar: {name: Omar}}
sessions:
  knots: {title: Knots, start: 09:00, end: 10:00, rooms: [attic], speakers: [nora]}
  sails: {title: Sails, start: 09:30, end: 10:30, rooms: [attic], speakers: [omar]}  # by the sea
"""
LINES = TWO.splitlines(keepends=True)[-2:]
PINNED = TWO.replace("speakers: [nora]}", "speakers: [nora], pinned: true}").replace(
    "speakers: [omar]}", "speakers: [omar], pinned: true}"
)


@pytest.fixture(autouse=True)
def _programmes(tmp_path: Path) -> None:
    (tmp_path / "letscoop.yaml").write_bytes(LETSCOOP.read_bytes())
    (tmp_path / "two.yaml").write_text(TWO, "utf-8")
    (tmp_path / "pinned.yaml").write_text(PINNED, "utf-8")


def test_letscoop(run: Run) -> None:
    ran = run("repair", "letscoop.yaml")
    assert (ran.status, ran.err) == (0, "")
    golden("repair-letscoop.txt", ran.out)


def test_letscoop_for_programs(run: Run) -> None:
    ran = run("repair", "--format", "json", "letscoop.yaml")
    golden("repair-letscoop.json", ran.out)
    told = json.loads(ran.out)
    assert told["coopsched-repair"] == 1
    assert all(proof["proven"] for proof in told["proofs"])


def test_what_is_left_and_why(run: Run) -> None:
    ran = run("repair", "pinned.yaml")
    assert ran.status == 1
    golden("repair-left.txt", ran.out)


def test_an_error_that_has_nothing_to_do_with_places_is_left_and_told(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "red.yaml").write_text(TWO + "colour: red\n", "utf-8")
    ran = run("repair", "red.yaml")
    assert ran.status == 1
    assert ran.out.startswith("1 move clears 1 error, 1 error left\n")
    assert "= no move clears what this rule finds\n" in ran.out
    assert "  0 errors of times and rooms left: proven, none is left\n" in ran.out


def test_a_file_that_cannot_be_edited_is_not_to_be_written(run: Run) -> None:
    assert run("convert", "two.yaml", "two.xml").status == 0
    ran = run("repair", "two.xml")
    assert (ran.status, "the file cannot be changed" in ran.out) == (0, True)
    assert "add --write" not in ran.out


def test_nothing_is_written_without_being_asked(run: Run, tmp_path: Path) -> None:
    ran = run("repair", "two.yaml")
    assert "nothing is written yet" in ran.out
    assert (tmp_path / "two.yaml").read_text("utf-8") == TWO


def test_only_what_changes_is_written_and_nothing_is_wrong_then(run: Run, tmp_path: Path) -> None:
    ran = run("repair", "--write", "two.yaml")
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "two.yaml is written")
    text = (tmp_path / "two.yaml").read_text("utf-8")
    assert text == TWO.replace("start: 09:30, end: 10:30", "start: 10:00, end: 11:00")
    assert check(read(tmp_path / "two.yaml")) == []
    again = run("repair", "--write", "two.yaml")
    assert (again.status, "nothing to repair" in again.out) == (0, True)


def test_a_session_that_is_kept_stays(run: Run) -> None:
    told = json.loads(run("repair", "--keep", "Sails", "--format", "json", "two.yaml").out)
    assert [(move["session"], move["now"]["rooms"]) for move in told["moves"]] == [
        ("knots", ["cellar"])
    ]


def test_no_more_moves_than_are_allowed(run: Run) -> None:
    more = "".join(line.replace("knots", "ropes").replace("sails", "masts") for line in LINES)
    text = TWO + more.replace("attic", "cellar").replace("nora", "zoe").replace("omar", "ugo")
    people = "speakers: {zoe: {name: Zoé}, ugo: {name: Ugo}, "
    ran = run("repair", "--move-at-most", "1", "-", stdin=text.replace("speakers: {", people, 1))
    assert (ran.status, "it takes more than 1 move" in ran.out) == (1, True)


def test_what_has_begun_stays(run: Run) -> None:
    told = json.loads(run("repair", "--at", "09:15", "--format", "json", "two.yaml").out)
    assert [move["session"] for move in told["moves"]] == ["sails"]


def test_only_one_day_is_repaired(run: Run) -> None:
    assert run("repair", "--only", "wed", "two.yaml").status == 0
    ran = run("repair", "--only", "thu", "two.yaml")
    assert (ran.status, ran.err) == (
        2,
        "coopsched: “thu” is no day of this programme; its only day is wed\n",
    )


def test_a_finer_step_finds_nearer_places(run: Run) -> None:
    told = json.loads(run("repair", "--step", "60", "--format", "json", "two.yaml").out)
    assert told["moves"][0]["now"]["start"] == "2025-05-14T10:00:00+02:00"


def test_a_rule_that_is_off_needs_no_repair(run: Run) -> None:
    ran = run("repair", "--set", "room-double-booking=off", "two.yaml")
    assert (ran.status, "nothing to repair" in ran.out) == (0, True)
    assert run("repair", "--set", "nonsense=off", "two.yaml").status == 2


def test_what_was_published_is_told_apart(run: Run) -> None:
    assert run("publish", "--feeds", "two.yaml", "site").status == 0
    text = run("repair", "two.yaml").out
    assert "published: people were shown the old place" in text
    frozen = run("repair", "--freeze", "published", "two.yaml")
    assert (frozen.status, "was published" in frozen.out) == (1, True)


def test_standard_input_is_repaired_but_not_written(run: Run) -> None:
    assert run("repair", "-", stdin=TWO).status == 0
    assert run("repair", "--write", "-", stdin=TWO).status == 2


def test_what_cannot_be_written_is_refused_before_the_search(run: Run, tmp_path: Path) -> None:
    (tmp_path / "talks.csv").write_text(
        "title,start,end\nKnots,2025-05-14T09:00,2025-05-14T10:00\n"
    )
    for command in ("repair", "plan"):
        ran = run(command, "--write", "talks.csv")
        assert (ran.status, ran.out) == (2, "")
        assert "`coopsched convert talks.csv programme.yaml` makes one" in ran.err


def test_one_warning_fewer_and_hours_away(run: Run, tmp_path: Path) -> None:
    plenary = (
        TWO.replace("start: 09:00, end", "kind: plenary, start: 09:00, end", 1)
        .replace("closes: 11:00", "closes: 14:00")
        .replace("speakers: [omar]}", "speakers: [omar], between: {from: 12:00}}")
    )
    (tmp_path / "plenary.yaml").write_text(plenary, "utf-8")
    said = run("repair", "--keep", "knots", "plenary.yaml").out
    assert "  1 warning fewer: proven" in said
    assert "  2 h 30 away: proven" in said


def test_lines_fit_in_eighty_cells(run: Run) -> None:
    for name in ("letscoop.yaml", "two.yaml", "pinned.yaml"):
        said = run("repair", name).out.partition("\n--- ")[0]
        assert max(map(len, said.splitlines())) <= 80
