"""`coopsched diff --published`: what attendees would see change, before they see it."""

import json
from pathlib import Path

import jsonschema
import pytest

from builders import Run

SCHEMA = Path(__file__).parents[2] / "docs/diff.schema.json"
PROGRAMME = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr]
days: [2027-06-19]
rooms: {attic: {name: Attic}, cellar: {name: Cellar}}
speakers: {ana: {name: Ana Pérez}, ben: {name: Ben Okri}}
sessions:
  opening: {title: Opening, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana]}
  debate: {title: Debate, start: 12:00, end: 13:00, rooms: [attic], speakers: [ben]}
  knots: {title: Knots, start: 14:00, end: 15:00, rooms: [attic], description: Ropes}
  wire: {title: Wire, start: 16:00, end: 17:00, rooms: [attic]}
"""
LATER = (
    PROGRAMME.replace("end: 11:00, rooms: [attic]", "end: 11:15, rooms: [cellar]")
    .replace("speakers: [ben]", "speakers: [ben, ana], notice: With Ana")
    .replace("description: Ropes", "description: Rope")
    .replace("  wire: {title: Wire, ", "  wires: {title: Wires, was: [wire], status: cancelled, ")
) + "  new: {title: New, start: 18:00, end: 19:00, speakers: [ben]}\n"


@pytest.fixture(autouse=True)
def _published(run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME, "utf-8")
    moment = "2027-05-01T12:00Z"
    assert run("publish", "--feeds", "--at", moment, "programme.yaml", "public").status == 0


def test_no_change_gives_status_0(run: Run) -> None:
    ran = run("diff", "--published", "programme.yaml")
    assert (ran.status, ran.err) == (0, "")
    assert "publication 1 → programme.yaml\nnothing changes\n" in ran.out


def test_what_attendees_would_see_is_shown_and_gives_status_1(run: Run) -> None:
    Path("programme.yaml").write_text(LATER, "utf-8")
    ran = run("diff", "programme.yaml", "--published")
    assert (ran.status, ran.err) == (1, "")
    for line in (
        "1 cancelled, 1 new, 1 moved, 1 otherwise changed, 1 in texts only",
        "  Wires (wires, was wire)",
        "    when: Saturday 19 June 2027 10:00–11:00 → 10:00–11:15",
        "    room: Attic → Cellar",
        "    speakers: Ben Okri → Ben Okri, Ana Pérez",
        "    notice: — → With Ana",
        "    a description, a link or another text changed",
        "  Ana Pérez: Opening (when, room); Debate (speakers)",
        "  Ben Okri: Debate (speakers); New (new)",
    ):
        assert line in ran.out.splitlines()


def test_json_is_that_of_a_difference(run: Run) -> None:
    Path("programme.yaml").write_text(LATER, "utf-8")
    report = json.loads(run("diff", "--published", "--format", "json", "programme.yaml").out)
    jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")))
    assert (report["added"], report["cancelled"], report["moved"]) == (
        ["new"],
        ["wires"],
        ["opening"],
    )
    assert report["texts"] == ["knots"]
    assert report["renamed"] == {"wire": "wires"}
    changed = {each["session"]: each for each in report["changed"]}
    assert list(changed) == ["wires", "opening", "debate"]
    assert changed["wires"]["was"] == "wire"
    assert changed["opening"]["fields"]["end"] == {
        "old": "2027-06-19T11:00:00+02:00",
        "new": "2027-06-19T11:15:00+02:00",
    }
    assert changed["debate"]["fields"]["notice"] == {"old": None, "new": "With Ana"}


def test_a_changelog_names_no_keys_and_nobody_s_errands(run: Run) -> None:
    Path("programme.yaml").write_text(LATER, "utf-8")
    ran = run("diff", "--published", "--format", "markdown", "programme.yaml")
    assert ran.out == (
        "# What changed: Conference\n"
        "\n## Cancelled\n\n"
        "- **Wires** (Saturday 19 June 2027 16:00–17:00, Attic)\n"
        "\n## Changed\n\n"
        "- **Opening**\n"
        "  - when: Saturday 19 June 2027 10:00–11:00 → 10:00–11:15\n"
        "  - room: Attic → Cellar\n"
        "- **Debate**\n"
        "  - speakers: Ben Okri → Ben Okri, Ana Pérez\n"
        "  - notice: — → With Ana\n"
        "\n## New\n\n"
        "- **New** (Saturday 19 June 2027 18:00–19:00, Ben Okri)\n"
        "\n## Texts\n\n"
        "- **Knots**\n"
        "  - a description, a link or another text changed\n"
    )


def test_texts_are_not_notable(run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME.replace("Ropes", "Rope"), "utf-8")
    assert run("diff", "--published", "programme.yaml").status == 1
    ran = run("diff", "--published", "--notable", "programme.yaml")
    assert ran.status == 0
    assert "nothing changes" in ran.out


def test_a_report_is_written_to_a_file(run: Run) -> None:
    ran = run("diff", "--published", "--output", "changes.txt", "programme.yaml")
    assert ran.out == ""
    assert "nothing changes" in Path("changes.txt").read_text("utf-8")


def test_the_publication_may_be_kept_elsewhere(run: Run) -> None:
    Path("programme.publication.json").rename("kept.json")
    more = ("--publication", "kept.json")
    assert run("diff", "--published", *more, "programme.yaml").status == 0


def test_what_could_not_be_read_is_said(run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME.replace("start: 10:00", "start: ten"), "utf-8")
    ran = run("diff", "--published", "programme.yaml")
    assert "1 error while reading" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--published", "programme.yaml", "other.yaml"], "compares one programme"),
        (["programme.yaml"], "name two versions, or one with --published"),
        (["--publication", "x.json", "a", "b"], "--publication goes with --published"),
        (["--published", "-"], "with --publication"),
        (["--published", "--publication", "x.json", "programme.yaml"], "x.json is not there"),
        (["--published", "--publication", "public", "programme.yaml"], "public cannot be read"),
        (["--published", "--publication", "programme.yaml", "programme.yaml"], "is damaged"),
    ],
)
def test_what_cannot_be_compared_gives_status_2(
    run: Run, arguments: list[str], message: str
) -> None:
    ran = run("diff", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


def test_another_programme_is_not_compared(run: Run) -> None:
    Path("programme.yaml").write_text(PROGRAMME.replace("key: conf", "key: other"), "utf-8")
    ran = run("diff", "--published", "programme.yaml")
    assert ran.status == 2
    assert "“other”" in ran.err
