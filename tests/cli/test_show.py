"""`coopsched show`: choosing what to see. How it looks is tested with the reports."""

import pytest

from builders import CLASH, Run


def test_the_agenda_is_shown(run: Run, clash: str) -> None:
    ran = run("show", clash)
    assert (ran.status, ran.err) == (0, "")
    assert "10:00" in ran.out
    assert "A" in ran.out


def test_the_grid_is_shown_on_demand(run: Run, clash: str) -> None:
    ran = run("show", "--grid", clash)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out != run("show", clash).out


def test_standard_input_is_read(run: Run, clash: str) -> None:
    assert run("show", "-", stdin=CLASH).out == run("show", clash).out


@pytest.mark.parametrize(
    ("wish", "shown", "hidden"),
    [
        (("--at", "10:10"), "10:00", "11:30"),
        (("--at", "11:15"), "11:30", "10:00"),
        (("--speaker", "perez"), "10:00", "zzz"),
        (("--language", "fr"), "10:00", "zzz"),
    ],
)
def test_what_is_asked_for_is_shown(
    run: Run, clash: str, wish: tuple[str, str], shown: str, hidden: str
) -> None:
    ran = run("show", *wish, clash)
    assert ran.status == 0
    assert shown in ran.out
    assert hidden not in ran.out


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (("--at", "noon"), "is not a time"),
        (("--speaker", "nobody"), "no speaker"),
        (("--room", "nowhere"), "no room"),
        (("--language", "klingon"), "no language tag"),
        (("--width", "0"), "whole number above 0"),
        (("--no-such-flag",), "unrecognized arguments"),
    ],
)
def test_a_wrong_wish_gives_status_2(
    run: Run, clash: str, wish: tuple[str, ...], message: str
) -> None:
    ran = run("show", *wish, clash)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("name", ["no-such.yaml", ".", "empty.yaml"])
def test_what_cannot_be_read_is_one_message(run: Run, name: str) -> None:
    if name == "empty.yaml":
        ran = run("show", "-", stdin="")
        assert "is empty" in ran.err
    else:
        ran = run("show", name)
    assert ran.status == 2
    assert ran.err.startswith("coopsched: ")
    assert ran.err.count("\n") == 1
