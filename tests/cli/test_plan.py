"""`coopsched plan`: what is shown, what is written, and what is refused."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import coopsched
from builders import Ran, Run
from coopsched.cli import plan as command
from coopsched.cli import planning
from coopsched.planning.plans.progress import Progress

SMALL = """\
key: small
title: A small conference
timezone: Europe/Brussels
languages: [en]
days: {fri: {date: 2026-05-15, opens: 09:00, closes: 12:00}}
rooms: {hall: {name: Great Hall, capacity: 200}, attic: {name: Attic, capacity: 30}}
speakers: {nora: Nora Vance, omar: {name: Omar Haddad, unavailable: {until: 10:00}}}
sessions:
  opening: {title: Opening, kind: plenary, start: 09:00, minutes: 60, rooms: hall, speakers: nora}
  songs: {title: Songs of work, minutes: 60, speakers: omar, audience: 25}
  future: {title: The future of work, minutes: 60, audience: 150, speakers: nora}
"""
CROWDED = SMALL.replace("closes: 12:00", "closes: 11:30").replace(
    "speakers: nora}", "speakers: omar}"
)
"""Omar cannot come before 10:00, and two sessions of an hour need him."""


@pytest.fixture
def plan(run: Run) -> Callable[..., Ran]:
    """Return what runs the command on a programme."""

    def ran(text: str, *arguments: str) -> Ran:
        Path("programme.yaml").write_text(text, "utf-8")
        return run("plan", *arguments)

    return ran


def test_a_plan_is_shown_and_nothing_is_written(plan: Callable[..., Ran]) -> None:
    ran = plan(SMALL)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "Friday 15 May 2026 · fri\n"
        f"{'─' * 80}\n"
        "10:00–11:00  The future of work · Great Hall\n"
        "11:00–12:00  Songs of work · Attic\n"
        "\n"
        "no warning that depends on times or rooms\n"
        "no plan costs less: that is proven\n"
        "\n"
        "--- programme.yaml\n"
        "+++ programme.yaml\n"
        "@@ -7,5 +7,5 @@\n"
        " speakers: {nora: Nora Vance, omar: {name: Omar Haddad, unavailable: {until: 10:00}}}\n"
        " sessions:\n"
        "   opening: {title: Opening, kind: plenary, start: 09:00, minutes: 60, rooms: hall, "
        "speakers: nora}\n"
        "-  songs: {title: Songs of work, minutes: 60, speakers: omar, audience: 25}\n"
        "-  future: {title: The future of work, minutes: 60, audience: 150, speakers: nora}\n"
        "+  songs: {title: Songs of work, start: 11:00, minutes: 60, rooms: [attic], "
        "speakers: omar, audience: 25}\n"
        "+  future: {title: The future of work, start: 10:00, minutes: 60, rooms: [hall], "
        "audience: 150, speakers: nora}\n"
        "\n"
        "nothing is written yet: add --write\n"
    )
    assert Path("programme.yaml").read_text("utf-8") == SMALL


def test_a_plan_is_written_on_demand(plan: Callable[..., Ran], run: Run) -> None:
    ran = plan(SMALL, "--write")
    assert ran.status == 0
    assert ran.out.endswith("programme.yaml is written\n")
    written = coopsched.read("programme.yaml").programme
    assert written.session("songs").rooms == ("attic",)
    assert f"{written.session('songs').start:%H:%M}" == "11:00"
    assert not [f for f in coopsched.check(written) if f.severity == "error"]
    again = run("plan")
    assert (again.status, again.out) == (
        0,
        "nothing to place: all sessions have a place; --again places anew also what is placed\n",
    )


def test_what_contradicts_itself_is_named_with_its_lines(plan: Callable[..., Ran]) -> None:
    ran = plan(CROWDED)
    assert ran.status == 1
    assert "there is no place for 1 session:" in ran.out
    assert "cannot all be held" in ran.out
    assert "programme.yaml:7:" in ran.out
    assert "Omar Haddad cannot come until 10:00" in ran.out
    assert "+  " in ran.out


def test_programs_get_all(plan: Callable[..., Ran]) -> None:
    ran = plan(SMALL, "--format", "json")
    found = json.loads(ran.out)
    assert found["coopsched-plan"] == 1
    assert found["placed"][0] == {
        "session": "songs",
        "start": "2026-05-15T11:00:00+02:00",
        "end": "2026-05-15T12:00:00+02:00",
        "rooms": ["attic"],
        "was": None,
    }
    assert (found["cost"], found["bound"], found["proven"], found["unplaced"]) == (0, 0, True, [])
    stuck = json.loads(plan(CROWDED, "--format", "json").out)
    assert len(stuck["unplaced"]) == 1
    assert stuck["unplaced"][0]["why"]
    assert stuck["bound"] is None
    assert {demand["at"]["line"] for demand in stuck["contradiction"]["demands"]} >= {7, 10, 11}


def test_each_rule_is_told_with_its_weight(plan: Callable[..., Ran]) -> None:
    small = SMALL.replace("capacity: 200", "capacity: 100")
    ran = plan(small, "--set", "room-too-small.weight=2.5")
    assert "1 warning, which cost 2.5: 1 × room-too-small of weight 2.5\n" in ran.out
    assert ran.status == 0


def test_timeslots_are_kept(plan: Callable[..., Ran]) -> None:
    ran = plan(SMALL, "--timeslots", "10:15-11:15,11:00-12:00")
    assert "\n10:15–11:15  The future of work" in ran.out


def test_what_is_kept_is_not_moved(plan: Callable[..., Ran]) -> None:
    again = plan(SMALL.replace("start: 09:00, ", "start: 11:00, "), "--again", "--keep", "opening")
    assert "Opening ·" not in again.out


def test_a_session_without_a_length_is_told(plan: Callable[..., Ran]) -> None:
    ran = plan(SMALL.replace("Songs of work, minutes: 60,", "Songs of work,"))
    assert ran.status == 1
    assert "Songs of work: say how long it lasts, `minutes: …`" in ran.out
    assert "11:00  The future of work" in ran.out


def test_errors_that_the_file_has_already_are_told(plan: Callable[..., Ran]) -> None:
    clash = "  closing: {title: Closing, start: 09:30, minutes: 60, rooms: hall}\n"
    said = "1 error is in the file already: coopsched check programme.yaml\n"
    assert said in plan(SMALL + clash).out
    ran = plan(SMALL.partition("sessions:")[0] + "colour: red\n")
    assert ran.out.startswith("nothing to place")
    assert ran.out.endswith(said)


def test_a_programme_without_days_cannot_be_planned(plan: Callable[..., Ran]) -> None:
    text = SMALL.replace("days: {fri: {date: 2026-05-15, opens: 09:00, closes: 12:00}}\n", "")
    lines = [line for line in text.splitlines(keepends=True) if "opening:" not in line]
    ran = plan("".join(lines))
    assert (ran.status, ran.out) == (2, "")
    assert "does not say on which days" in ran.err
    assert "days: [2026-05-15]" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--set", "no-such-rule=error"), "no rule is called"),
        (("--timeslots", "noon"), "--timeslots"),
        (("--keep", "nobody"), "no session of this programme"),
        (("--at", "noon"), "--at"),
    ],
)
def test_a_wrong_wish_gives_status_2(
    plan: Callable[..., Ran], arguments: tuple[str, ...], message: str
) -> None:
    ran = plan(SMALL, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


def test_many_changes_are_only_counted(plan: Callable[..., Ran]) -> None:
    talks = "".join(f"  t{i}: {{title: Talk {i}, minutes: 5}}\n" for i in range(150))
    ran = plan(SMALL.partition("rooms:")[0] + "sessions:\n" + talks)
    assert "… and 30 sessions more: --format json has all" in ran.out
    assert "the changes of the file are 30" in ran.out
    assert ran.out.count("\n") < 150


def test_what_cannot_be_edited_is_shown_all_the_same(run: Run) -> None:
    ran = run("plan", "-", "--write", stdin=SMALL)
    assert (ran.status, ran.out) == (2, "")
    assert run("plan", "-", stdin=SMALL).status == 0
    sessions = "".join(
        f"  {key}: {{title: {key}, track: work, start: '{at}', minutes: 60, rooms: {room}}}\n"
        for key, at, room in (("a", "09:00", "hall"), ("b", "09:00", "attic"))
    )
    clash = SMALL.partition("speakers:")[0] + "tracks: {work: Work}\nsessions:\n" + sessions
    late = "  c: {title: c, start: '10:00', minutes: 60, rooms: hall}\n"
    Path("small.yaml").write_text(clash + late, "utf-8")
    assert run("convert", "small.yaml", "small.xml").status == 0
    ran = run("plan", "--again", "small.xml")
    assert "nothing can be written: only YAML and JSON programmes can be edited" in ran.out
    assert "add --write" not in ran.out
    assert ran.status == 0


def test_without_the_solver_a_plan_on_timeslots_says_what_is_not_proven(
    plan: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("coopsched.cli.plan", "coopsched.planning.plans.searching"):
        monkeypatch.setattr(f"{module}.available", lambda: False)
    monkeypatch.setattr("coopsched.planning.plans.searching._FEW", 0)
    clash = SMALL.replace("capacity: 200", "capacity: 100").replace("150", "150, track: work")
    clash = clash.replace("audience: 25", "audience: 25, track: work")
    text = clash.replace("sessions:", "tracks: {work: Work}\nsessions:")
    ran = plan(text, "--timeslots", "11:00-12:00", "--iterations", "100")
    assert "a proof needs a solver: pip install 'coopsched[plan]'\n" in ran.out
    assert "the same again: coopsched plan programme.yaml --timeslots=11:00-12:00" in ran.out


def test_an_interrupted_search_gives_the_best_so_far(
    plan: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(planning.Stop):
        def __init__(self, seconds: float | None) -> None:
            super().__init__(seconds)
            self.asked = 0

        def __call__(self) -> bool:
            self.asked += 1
            if self.asked == 2:
                self.interrupt()
            return super().__call__()

    monkeypatch.setattr(planning, "Stop", Interrupted)
    ran = plan(SMALL)
    assert ran.status == 1
    assert "interrupted: this is the best plan so far\n" in ran.out
    assert "no place was found for 1 session:" in ran.out


def test_rooms_for_a_programme_without_any(run: Run) -> None:
    text = SMALL.replace("rooms: {hall", "x-rooms: {hall").replace("rooms: hall, ", "")
    text = text.replace("minutes: 60, speakers: omar", "start: 09:30, minutes: 60, speakers: omar")
    Path("programme.yaml").write_text(text, "utf-8")
    ran = run("plan", "--rooms")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "2 rooms are enough, and no fewer\n"
        "2 sessions are held at 09:30:\n"
        "  Opening\n"
        "  Songs of work\n"
        "\n"
        "Room 1\n"
        "  09:00–10:00  Opening\n"
        "\n"
        "Room 2\n"
        "  09:30–10:30  Songs of work\n"
        "\n"
        "1 session has no start yet, and is not counted: `coopsched plan` places it\n"
    )
    assert run("plan", "--rooms", "--write").status == 2
    found = json.loads(run("plan", "--rooms", "--format", "json").out)
    assert (found["coopsched-rooms"], found["least"], found["proven"]) == (1, 2, True)


def test_rooms_that_are_declared_are_given_and_written(plan: Callable[..., Ran]) -> None:
    text = SMALL.replace("minutes: 60, audience: 150", "start: 10:00, minutes: 60, audience: 150")
    ran = plan(text, "--rooms", "--write")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("1 room is enough, and no fewer\n")
    assert coopsched.read("programme.yaml").programme.session("future").rooms == ("hall",)


def test_rooms_that_are_not_enough_are_told(plan: Callable[..., Ran]) -> None:
    text = SMALL.replace("minutes: 60", "start: 09:00, minutes: 60").replace(
        "start: 09:00, start: 09:00", "start: 09:00"
    )
    ran = plan(text, "--rooms")
    assert ran.status == 1
    assert ran.out.startswith("the rooms of the programme are not enough")


def test_the_same_wish_gives_the_same_plan_in_each_process(tmp_path: Path) -> None:
    path = tmp_path / "programme.yaml"
    talks = "".join(
        f"  t{i}: {{title: Talk {i}, minutes: {30 + i % 3 * 15}, speakers: [s{i % 7}, s{i % 5}], "
        f"audience: {i * 7}, track: k{i % 3}}}\n"
        for i in range(10)
    )
    tracks = "tracks: {k0: One, k1: Two, k2: Three}\n"
    people = "speakers: {" + ", ".join(f"s{i}: Person {i}" for i in range(7)) + "}\n"
    head = SMALL.partition("speakers:")[0].replace("closes: 12:00", "closes: 18:00")
    path.write_text(f"{head}{people}{tracks}sessions:\n{talks}", "utf-8")
    line = [sys.executable, "-m", "coopsched", "plan", str(path), "--seed=3", "--iterations=60"]
    said = {
        subprocess.run(
            [*line, "--format=json"],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }
    assert len(said) == 1
    assert json.loads(said.pop())["unplaced"] == []


def test_a_bar_is_shown_only_once_a_search_takes_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 0.5, 1.5, 1.6, 3.0])
    monkeypatch.setattr("coopsched.cli.plan.time.monotonic", lambda: next(clock))
    bar = command.Bar()
    for part in (0.1, 0.5, 0.5, 0.9):
        bar.show(Progress("improving", 4, 5, 3.5, 1.0, part))
    bar.clear()
    err = capsys.readouterr().err
    assert err.count("improving") == 2
    assert "█████░░░░░ 4 of 5 placed · cost 3.5, at least 1" in err
    assert err.endswith("\r")
