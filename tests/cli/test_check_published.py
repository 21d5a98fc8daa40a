"""`coopsched check` with a publication beside the programme."""

from pathlib import Path

import pytest

from builders import Run

PROGRAMME = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr]
days: [2027-06-19]
sessions:
  opening: {title: Opening, languages: [fr], start: 10:00, end: 11:00}
  debate: {title: Debate, languages: [fr], start: 12:00, end: 13:00}
"""
WITHOUT = "\n".join(line for line in PROGRAMME.splitlines() if "debate" not in line) + "\n"
RULE = "published-session-gone"
CHECK = ("check", "--select", RULE, "--today", "2027-06-01", "--format", "concise")


@pytest.fixture(autouse=True)
def _published(run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME, "utf-8")
    run("publish", "--feeds", "--at", "2027-05-01T12:00Z", "programme.yaml", "public")
    Path("programme.yaml").write_text(WITHOUT, "utf-8")


def test_a_publication_beside_is_found(run: Run) -> None:
    ran = run(*CHECK, "programme.yaml")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("programme.yaml:6:1: warning: “Debate” is no longer in the programme")


def test_one_that_is_kept_elsewhere_is_named(run: Run) -> None:
    Path("programme.publication.json").rename("kept.json")
    assert run(*CHECK, "programme.yaml").out == ""
    assert "Debate" in run(*CHECK, "--publication", "kept.json", "programme.yaml").out
    assert "Debate" in run(*CHECK, "--publication", "kept.json", "-", stdin=WITHOUT).out
    ran = run(*CHECK, "--publication", "lost.json", "programme.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "lost.json is not there" in ran.err


def test_a_damaged_one_is_said_and_left_aside(run: Run) -> None:
    Path("programme.publication.json").write_text("{", "utf-8")
    ran = run(*CHECK, "programme.yaml")
    assert (ran.status, ran.out) == (0, "")
    assert "programme.publication.json, line 1: it is damaged" in ran.err
    assert ran.err.endswith("it is left aside\n")


def test_one_that_is_no_file_is_said_and_left_aside(run: Run) -> None:
    Path("programme.publication.json").unlink()
    Path("programme.publication.json").mkdir()
    ran = run(*CHECK, "programme.yaml")
    assert (ran.status, ran.out) == (0, "")
    assert "Is a directory: it is left aside" in ran.err


def test_what_an_earlier_version_lacks_too_is_nothing_new(run: Run) -> None:
    Path("earlier.yaml").write_text(WITHOUT, "utf-8")
    assert run(*CHECK, "programme.yaml", "--against", "earlier.yaml").out == ""


def test_when_the_session_is_over_nobody_misses_it(run: Run) -> None:
    assert run(*CHECK[:3], "--today", "2027-06-20", "--strict", "programme.yaml").status == 0
