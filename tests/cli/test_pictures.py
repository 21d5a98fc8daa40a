"""`show --svg` and `check --picture`: the timetable as a picture, clashes marked."""

from pathlib import Path

from lxml import etree

from builders import CLASH, Run


def titles(svg: str) -> list[str]:
    """Return what is said of each session in a picture."""
    root = etree.fromstring(svg.encode())
    return [each.text or "" for each in root.findall(".//{*}g/{*}title")]


def test_the_grid_is_drawn_for_standard_output(run: Run, clash: str) -> None:
    ran = run("show", "--svg", clash)
    assert (ran.status, ran.err) == (0, "")
    assert [each.splitlines()[0] for each in titles(ran.out)] == [
        "10:00–11:00, A",
        "10:30–11:30, B",
    ]
    assert "2 sessions in conflict" in ran.out


def test_only_what_is_selected_is_drawn(run: Run, clash: str) -> None:
    ran = run("show", "--svg", "--at", "10:10", clash)
    assert [each.splitlines()[0] for each in titles(ran.out)] == ["10:00–11:00, A"]


def test_a_wish_that_names_nobody_is_refused(run: Run, clash: str) -> None:
    ran = run("show", "--svg", "--speaker", "zzz", clash)
    assert (ran.status, ran.out) == (2, "")
    assert "zzz" in ran.err


def test_a_grid_is_either_text_or_picture(run: Run, clash: str) -> None:
    assert run("show", "--svg", "--grid", clash).status == 2


def test_checking_writes_the_picture_beside_its_report(run: Run, clash: str) -> None:
    plain = run("check", clash)
    ran = run("check", "--picture", "clash.svg", clash)
    assert ran == plain
    assert ran.status == 1
    svg = Path("clash.svg").read_text("utf-8")
    assert "2 sessions in conflict" in svg
    assert svg == run("show", "--svg", clash).out


def test_one_picture_of_several_programmes_is_refused_before_anything_is_done(
    run: Run, clash: str
) -> None:
    Path("other.yaml").write_text(CLASH, "utf-8")
    ran = run("check", "--picture", "clash.svg", clash, "other.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "--picture draws one programme, and not 2" in ran.err
    assert not Path("clash.svg").exists()


def test_of_a_file_that_cannot_be_read_there_is_no_picture(run: Run) -> None:
    Path("broken.yaml").write_text("{", "utf-8")
    Path("old.svg").write_text("as before", "utf-8")
    ran = run("check", "--picture", "old.svg", "broken.yaml")
    assert ran.status == 2
    assert "old.svg is not written: nothing of broken.yaml can be drawn" in ran.err
    assert Path("old.svg").read_text("utf-8") == "as before"


def test_a_picture_that_cannot_be_written_is_told(run: Run, clash: str) -> None:
    ran = run("check", "--picture", "missing/clash.svg", clash)
    assert ran.status == 2
    assert "missing/clash.svg cannot be written" in ran.err
