"""The settings file for 36C3: it explains each error of the programme, and nothing else."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import coopsched
from coopsched.findings import Finding
from counted import PROGRAMMES

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "settings" / "36c3.coopsched.yaml"
PROGRAMME = PROGRAMMES / "c3voc-json" / "36c3_everything.json"
ROOM, SPEAKER = "room-double-booking", "speaker-double-booking"

Entry = tuple[str, Any]
"""The section of a settings file and the key or index of an entry in it."""


@pytest.fixture(scope="module")
def bare() -> list[Finding]:
    """Return the errors of the programme without the settings file."""
    if not PROGRAMME.exists():
        message = f"the programme is not beside the checkout: no {PROGRAMME}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return errors(None)


def errors(settings: Path | None) -> list[Finding]:
    """Return the errors that count, as `check` with or without settings finds them."""
    found = coopsched.check(coopsched.read(PROGRAMME, settings=settings))
    return [each for each in found if each.severity == "error" and each.accepted is None]


def example() -> dict[str, Any]:
    """Return the settings file as an independent reader sees it: each scalar is text."""
    data: dict[str, Any] = yaml.load(EXAMPLE.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (it makes texts only)
    return data


def entries(data: dict[str, Any]) -> list[Entry]:
    listed = [(name, key) for name in ("rooms", "speakers", "sessions") for key in data[name]]
    return [*listed, *(("allow", index) for index in range(len(data["allow"])))]


def explaining(finding: Finding, data: dict[str, Any]) -> set[Entry]:
    """Return the entries each of which explains an overlap by itself."""
    sessions, found = finding.subject.sessions, set[Entry]()
    if finding.rule == ROOM:
        found |= {("rooms", key) for key in finding.subject.rooms if key in data["rooms"]}
    else:
        found |= {("speakers", key) for key in finding.subject.speakers if key in data["speakers"]}
    for key in sessions:
        if data["sessions"].get(key, {}).get("within") in sessions:
            found.add(("sessions", key))
    for index, allowance in enumerate(data["allow"]):
        subject = allowance["subject"]
        keys = {subject} if isinstance(subject, str) else set(subject)
        if allowance["rule"] == finding.rule and keys <= set(sessions):
            found.add(("allow", index))
    return found


def without(data: dict[str, Any], out: set[Entry]) -> dict[str, Any]:
    """Return settings without some entries."""
    kept = {
        name: {key: value for key, value in data[name].items() if (name, key) not in out}
        for name in ("rooms", "speakers", "sessions")
    }
    allow = [each for index, each in enumerate(data["allow"]) if ("allow", index) not in out]
    return {**data, **kept, "allow": allow}


def identity(finding: Finding) -> tuple[str, tuple[str, ...]]:
    return finding.rule, finding.subject.sessions


def test_without_the_file_there_are_227_and_56_errors(bare: list[Finding]) -> None:
    assert Counter(each.rule for each in bare) == {ROOM: 227, SPEAKER: 56}


def test_with_the_file_there_is_no_error_and_nothing_in_it_is_of_no_use(
    bare: list[Finding],
) -> None:
    document = coopsched.read(PROGRAMME, settings=EXAMPLE)
    found = [each for each in coopsched.check(document) if each.accepted is None]
    assert bare
    assert [each for each in found if each.severity == "error"] == []
    assert {each.rule for each in found} & {"unused-allowance", "unknown-setting"} == set()
    places = [problem.position for _, problem in document.problems if problem.position]
    assert [place for place in places if place.file.endswith(EXAMPLE.name)] == []


def test_each_error_is_explained_and_each_entry_is_needed(bare: list[Finding]) -> None:
    data = example()
    explained = {identity(each): explaining(each, data) for each in bare}
    assert [pair for pair, found in explained.items() if not found] == []
    sole = {entry for found in explained.values() if len(found) == 1 for entry in found}
    assert [entry for entry in entries(data) if entry not in sole] == []


@pytest.mark.parametrize("half", range(2))
def test_without_half_of_the_entries_the_errors_that_they_explain_are_back(
    bare: list[Finding], tmp_path: Path, half: int
) -> None:
    data = example()
    out = set(entries(data)[half::2])
    text = yaml.safe_dump(without(data, out), allow_unicode=True).replace("'true'", "true")
    (tmp_path / "coopsched.yaml").write_text(text, "utf-8")
    back = {identity(each) for each in bare if explaining(each, data) <= out}
    assert {rule for rule, _ in back} == {ROOM, SPEAKER}
    assert {identity(each) for each in errors(tmp_path / "coopsched.yaml")} == back


def test_nothing_is_off_and_each_setting_and_allowance_has_a_reason() -> None:
    data = example()
    for setting in data["rules"].values():
        assert setting.get("severity") != "off"
        assert setting["reason"]
    for allowance in data["allow"]:
        assert allowance["reason"]
        assert allowance["subject"]


def test_each_entry_says_just_one_thing() -> None:
    data = example()
    assert {frozenset(each.items()) for each in data["rooms"].values()} == {
        frozenset({("shared", "true")})
    }
    assert {frozenset(each.items()) for each in data["speakers"].values()} == {
        frozenset({("organisation", "true")})
    }
    assert {tuple(each) for each in data["sessions"].values()} == {("within",)}
