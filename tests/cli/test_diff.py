"""`coopsched diff`: two files in, what changed out. How it looks is tested with the reports."""

import json
from pathlib import Path

import pytest

from builders import CLASH, Run

LATER = CLASH.replace("start: 10:30, end: 11:30", "start: 11:00, end: 12:00")
REWORDED = CLASH.replace("title: B", "title: Bis")


@pytest.fixture
def later(clash: str) -> str:
    """Write a later version beside the first."""
    Path("later.yaml").write_text(LATER, "utf-8")
    return "later.yaml"


def test_what_changed_is_shown_and_gives_status_1(run: Run, clash: str, later: str) -> None:
    ran = run("diff", clash, later)
    assert (ran.status, ran.err) == (1, "")
    assert "clash.yaml → later.yaml" in ran.out
    assert "10:30–11:30 → 11:00–12:00" in ran.out
    assert "Ana Pérez" in ran.out.split("To be told")[1]


def test_no_change_gives_status_0(run: Run, clash: str) -> None:
    ran = run("diff", clash, clash)
    assert (ran.status, ran.err) == (0, "")
    assert "nothing changed" in ran.out


def test_an_earlier_version_comes_from_standard_input(run: Run, clash: str) -> None:
    ran = run("diff", "-", clash, stdin=LATER)
    assert ran.status == 1
    assert "- → clash.yaml" in ran.out


def test_changes_of_texts_alone_are_not_notable(run: Run, clash: str) -> None:
    assert run("diff", "-", clash, stdin=REWORDED).status == 1
    ran = run("diff", "--notable", "-", clash, stdin=REWORDED)
    assert ran.status == 0
    assert "nothing changed" in ran.out


def test_json_is_written(run: Run, clash: str, later: str) -> None:
    report = json.loads(run("diff", "--format", "json", clash, later).out)
    assert report["changed"][0]["fields"]["start"] == {
        "old": "2017-06-20T10:30:00+02:00",
        "new": "2017-06-20T11:00:00+02:00",
    }
    assert report["tell"][0]["sessions"] == ["b"]


def test_a_changelog_is_written_to_a_file_without_drafts(
    run: Run, clash: str, tmp_path: Path
) -> None:
    more = "  c: {title: Secret, status: draft}\n"
    ran = run("diff", "--format", "markdown", "--output", "changes.md", "-", clash,
              stdin=LATER + more)  # fmt: skip
    assert (ran.status, ran.out) == (1, "")
    text = (tmp_path / "changes.md").read_text("utf-8")
    assert "- **B**" in text
    assert "Secret" not in text


def test_colour_is_used_on_demand(run: Run, clash: str, later: str) -> None:
    assert "\x1b[" in run("diff", "--colour", "always", clash, later).out
    assert "\x1b[" not in run("diff", clash, later).out


def test_what_could_not_be_read_is_said(run: Run, clash: str) -> None:
    broken = CLASH.replace("start: 10:30", "start: half past ten")
    ran = run("diff", clash, "-", stdin=broken)
    assert ran.status == 1
    assert ran.err.startswith("coopsched: -: 1 error while reading")


def test_what_is_on_a_day_that_could_not_be_read_has_no_time(run: Run, clash: str) -> None:
    ran = run("diff", "-", clash, stdin=CLASH.replace("2017-06-20", "2017-06-31"))
    assert ran.status == 1
    assert "2000" not in ran.out
    assert "1 error while reading" in ran.err


@pytest.mark.parametrize(
    ("before", "after", "notable"),
    [
        ("title: Conference", "title: Meeting", 0),
        ("title: Conference", "title: Conference\nvenue: The Mill", 1),
        ("Europe/Brussels", "Europe/Paris", 1),
    ],
)
def test_what_changed_of_the_programme_itself_is_a_change(
    run: Run, clash: str, before: str, after: str, notable: int
) -> None:
    changed = CLASH.replace(before, after)
    ran = run("diff", clash, "-", stdin=changed)
    assert ran.status == 1
    assert "The programme (1)" in ran.out
    assert run("diff", "--notable", clash, "-", stdin=changed).status == notable


def test_what_another_format_does_not_say_of_the_programme_did_not_change(
    run: Run, tmp_path: Path
) -> None:
    more = "venue: The Mill\nrooms: {hall: {name: Hall, capacity: 9}, attic: {}}\n"
    text = CLASH.replace("sessions:", f"{more}sessions:").replace(
        "title: A,", "title: A, rooms: hall,"
    )
    private = "title: A, links: [{url: 'https://a.org', private: true}],"
    (tmp_path / "in.yaml").write_text(text.replace("title: A,", private), "utf-8")
    for name in ("out.xml", "out.csv", "out.ics"):
        assert run("convert", "in.yaml", name).status == 0
        ran = run("diff", "--hint", "timezone=Europe/Brussels", "in.yaml", name)
        assert (ran.status, "of the programme" in ran.out) == (0, False), ran.out


def test_a_title_that_is_the_name_of_a_file_is_not_compared(run: Run, tmp_path: Path) -> None:
    for name in ("old.csv", "new.csv"):
        (tmp_path / name).write_text("title,start\nA,2017-06-20 10:00\n", "utf-8")
    assert run("diff", "--hint", "timezone=UTC", "old.csv", "new.csv").status == 0


@pytest.mark.parametrize("names", [("no-such.yaml", "clash.yaml"), ("clash.yaml", "no-such.yaml")])
def test_a_missing_file_gives_status_2(run: Run, clash: str, names: tuple[str, str]) -> None:
    ran = run("diff", *names)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "coopsched: no-such.yaml: no such file\n"


def test_both_versions_cannot_be_standard_input(run: Run) -> None:
    ran = run("diff", "-", "-", stdin=CLASH)
    assert (ran.status, ran.out) == (2, "")
    assert "only one" in ran.err


IMPORTED = """\
<schedule>
  <conference><title>Conference</title></conference>
  <day date="2017-06-20">
    <event id="a"><start>10:00</start><duration>01:00</duration><title>A</title></event>
  </day>
</schedule>
"""
ZONE = "<time_zone_name>Europe/Brussels</time_zone_name>"
NAMED = IMPORTED.replace("</conference>", f"{ZONE}</conference>")


@pytest.mark.parametrize("names", [("silent.xml", "named.xml"), ("named.xml", "silent.xml")])
def test_a_version_without_a_time_zone_is_read_in_that_of_the_other(
    run: Run, tmp_path: Path, names: tuple[str, str]
) -> None:
    (tmp_path / "silent.xml").write_text(IMPORTED, "utf-8")
    (tmp_path / "named.xml").write_text(NAMED, "utf-8")
    ran = run("diff", *names)
    assert ran.status == 0
    assert ran.err == (
        "coopsched: silent.xml names no time zone: its times are read in Europe/Brussels, "
        "that of named.xml\n"
    )


def test_standard_input_without_a_time_zone_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "named.xml").write_text(NAMED, "utf-8")
    ran = run("diff", "-", "named.xml", stdin=IMPORTED)
    assert (ran.status, ran.err) == (
        1, "coopsched: - names no time zone: you may want --hint timezone=Europe/Brussels\n"
    )  # fmt: skip
    told = run("diff", "--hint", "timezone=Europe/Brussels", "-", "named.xml", stdin=IMPORTED)
    assert (told.status, told.err) == (0, "")


def test_a_hint_that_is_none_gives_status_2(run: Run, clash: str) -> None:
    ran = run("diff", "--hint", "noon", clash, clash)
    assert (ran.status, ran.out) == (2, "")
    assert "--hint" in ran.err
