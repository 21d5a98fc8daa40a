"""The JSON Schema of the programme file, judged by an independent validator."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "src/coopsched/pages/programme.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


class Core(yaml.SafeLoader):
    """Loads YAML with the types of YAML 1.2's core schema, as editors do."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))

PROGRAMMES = [
    ROOT / "data/programme.yaml",
    ROOT / "src/coopsched/pages/starter.yaml",
    ROOT / "tests/rules/quiet.yaml",
]
HEAD = "key: k\ntitle: T\ntimezone: UTC\n"


def load(text: str) -> Any:
    return yaml.load(text, Core)  # noqa: S506  a safe loader of our own


def accepts(text: str) -> bool:
    return not list(VALIDATOR.iter_errors(load(HEAD + text)))


def test_is_a_schema_of_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", PROGRAMMES, ids=lambda path: path.name)
def test_accepts_real_programmes(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(load(path.read_text("utf-8")))] == []


@pytest.mark.parametrize(
    "text",
    [
        "sessions: {a: {title: 2017, start: 10:00, minutes: 30}}",
        "sessions: {a: {title: {fr: Un, nl: 2}, start: 2017-06-20T10:00+02:00}}",
        "sessions: {a: {title: T, speakers: ana}, b: {repeats: a, speakers: [ana, {speaker: bo}]}}",
        "sessions: {a: {title: T, resources: {camera: 2}, x-note: mine}}",
        "sessions: {a: {title: T, resources: camera, description: }}",
        "rooms: {a: Attic, b: {name: B, parts: [a], available: {from: 09:00}}}",
        "days: 2017-06-20",
        "days: {fri: {date: 2026-05-15, opens: 09:00, closes: 02:00}}",
        "rules: {no-lunch: off, pause-too-short: {minutes: 10}}",
        "venue: The Mill",
    ],
)
def test_accepts_what_the_reader_reads(text: str) -> None:
    assert accepts(text)


@pytest.mark.parametrize(
    "text",
    [
        "sesions: {}",
        "sessions: {a: {start: 10:00}}",
        "sessions: {a: {title: T, room: b}}",
        "sessions: {a: {title: T, kind: tlak}}",
        "sessions: {a: {title: T, start: ten}}",
        "sessions: {a: {title: T, speakers: [{speaker: ana, role: boss}]}}",
        "sessions: {'a b': {title: T}}",
        "rooms: [a, b]",
        "rooms: {a: {seats: 5}}",
    ],
)
def test_refuses_what_the_reader_refuses(text: str) -> None:
    assert not accepts(text)


def fields(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return every field of every part, however deep, by its path."""
    found = []
    for name, part in [("programme", schema), *schema["$defs"].items()]:
        for entry in [part, *part.get("anyOf", [])]:
            found += [
                (f"{name}.{key}", value) for key, value in entry.get("properties", {}).items()
            ]
    return found


@pytest.mark.parametrize(("name", "field"), fields(SCHEMA), ids=lambda each: str(each)[:40])
def test_each_field_has_a_description(name: str, field: dict[str, Any]) -> None:
    assert field.get("description", "").endswith("."), name
