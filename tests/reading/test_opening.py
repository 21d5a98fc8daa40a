"""From bytes to nodes: in which encodings the files of other tools, and ours, are read."""

import json
from typing import Any

import pytest

import coopsched
from builders import HEAD
from coopsched.reading.files import load_bytes
from coopsched.reading.hints import Hints

EVENT = {"id": 1, "title": "Séance", "start": "10:00", "room": "Salle é", "duration": "soon"}
DAY = {"date": "2026-05-02", "rooms": {"Salle é": [EVENT]}}
CONFERENCE = {"title": "Café", "time_zone_name": "Europe/Brussels", "days": [DAY]}
SCHEDULE = json.dumps({"schedule": {"conference": CONFERENCE}}, ensure_ascii=False, indent=1)
OURS: dict[str, Any] = {"key": "meet", "title": "Séance", "timezone": "UTC"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_json_of_another_tool_is_read_in_whatever_unicode(encoding: str) -> None:
    document = load_bytes(SCHEDULE.encode(encoding), name="s.json")
    assert str(document.programme.sessions[0].title) == "Séance"
    [(rule, problem)] = document.problems
    line = next(i for i, text in enumerate(SCHEDULE.splitlines(), 1) if "soon" in text)
    assert problem.position is not None
    assert (rule, problem.position.line) == ("ignored-value", line)


def test_json_of_another_tool_in_windows_1252_is_read_and_told() -> None:
    document = load_bytes(SCHEDULE.encode("cp1252"), name="s.json")
    assert str(document.programme.title) == "Café"
    assert [rule for rule, _ in document.problems] == ["guessed-value", "ignored-value"]


def test_an_encoding_that_is_told_counts_for_json_too() -> None:
    text = SCHEDULE.replace("Café", "Schůze")
    told = Hints(encoding="iso-8859-2")
    document = load_bytes(text.encode("iso-8859-2"), name="s.json", hints=told)
    assert str(document.programme.title) == "Schůze"
    assert [rule for rule, _ in document.problems] == ["ignored-value"]


@pytest.mark.parametrize(
    "text", [HEAD.replace("Conference", "Séance"), json.dumps(OURS, ensure_ascii=False)]
)
def test_a_programme_of_ours_is_in_utf_8_unless_an_encoding_is_told(text: str) -> None:
    data = text.encode("cp1252")
    with pytest.raises(coopsched.ReadError, match="not in UTF-8"):
        load_bytes(data, name="p")
    document = load_bytes(data, name="p", hints=Hints(encoding="cp1252"))
    assert str(document.programme.title) == "Séance"
