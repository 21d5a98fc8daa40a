"""`coopsched schema`: what editors know of the programme file.

The oracle is a YAML 1.2 reader of numbers, as editors have it, and jsonschema.
"""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from builders import CLASH, HEAD, Run

ROOT = Path(__file__).parents[2]


class Editor(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 does, in its core schema."""


Editor.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("tag:yaml.org,2002:float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)", list("-+.0123456789")),
):
    Editor.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), _first)


@pytest.fixture
def schema(run: Run) -> Any:
    ran = run("schema")
    assert (ran.status, ran.err) == (0, "")
    return json.loads(ran.out)


def is_valid(schema: Any, text: str) -> bool:
    """Tell whether an editor would accept a programme."""
    validator = jsonschema.Draft202012Validator(schema)
    return bool(validator.is_valid(yaml.load(text, Editor)))  # noqa: S506  a safe loader


def test_it_is_a_schema(schema: Any) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", ["data/programme.yaml", "src/coopsched/pages/starter.yaml"])
def test_the_programmes_we_ship_fit(schema: Any, path: str) -> None:
    assert is_valid(schema, (ROOT / path).read_text("utf-8"))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "sessions: {a: {title: 007, start: 10:00, end: 11.30}}".replace("11.30", "'11:30'"),
        "sessions: {a: {title: {fr: A, nl: 1984}, x-note: {any: [thing]}}}",
        "sessions: {a: {title: A, speakers: [ana, {speaker: bo, role: chair, until: 10:30}]}}",
        "sessions: {a: {title: A, speakers: Ana Pérez (Knot)}}",
        "sessions: {a: {title: A, resources: {camera: 2}, rooms: hall, after: [b], not-with: c}}",
        "sessions: {a: {title: A, links: 'https://a.b'}, b: {repeats: a}}",
        "sessions: {a: {title: A, links: [{kind: join, url: 'https://a.b', private: true}]}}",
        "sessions: {a: {title: A, between: {day: 2017-06-20, from: 10:00}, source-id: 712}}",
        "sessions: {a: {title: A, day: fri, minutes: 90, audience: 40, status: draft}}",
        "rooms: {hall: Hall, attic: , cellar: {capacity: 3, was: old, available: [{from: 9:00}]}}",
        "speakers: {ana: Ana, bo: {name: Bo, also: [B], same-as: 'https://a.b'}}",
        "tracks: {t: T, u: {title: U, colour: '#ff0000'}}",
        "resources: {camera: 2, team: {quantity: 1}, x: }",
        "venue: Old Mill",
        "venue: {name: V, latitude: 50.85, walks: {rooms: [a, b], minutes: 5}}",
        "rules: {no-lunch: off, x: {severity: error, reason: r, weight: 2, minutes: 5}}",
        "site: {url: 'https://a.b', personal-feeds: 'https://a.b'}",
        "x-note: {any: [thing]}",
    ],
)
def test_what_coopsched_reads_fits(schema: Any, body: str) -> None:
    assert is_valid(schema, f"{HEAD}{body}\n")


@pytest.mark.parametrize(
    ("days", "fits"),
    [
        ("2017-06-20", True),
        ("{fri: 2017-06-20, sat: {date: 2017-06-21, opens: 09:00, closes: 02:00}}", True),
        ("{fri: {opens: 09:00}}", False),
        ("5", False),
    ],
)
def test_days_fit_in_each_of_their_forms(schema: Any, days: str, *, fits: bool) -> None:
    assert is_valid(schema, HEAD.replace("[2017-06-20]", days)) is fits


@pytest.mark.parametrize(
    "body",
    [
        "titel: x",
        "sessions: [a]",
        "sessions: {a b: {title: A}}",
        "sessions: {a: {titel: A}}",
        "sessions: {a: {title: A, kind: party}}",
        "sessions: {a: {title: A, start: 10h30}}",
        "sessions: {a: {title: A, minutes: many}}",
        "sessions: {a: {title: A, pinned: yes}}",
        "sessions: {a: {title: A, not_with: b}}",
        "sessions: {a: {title: A, links: [{kind: page}]}}",
        "rooms: {hall: {capacity: -1}}",
        "speakers: {ana: {affiliation: x}}",
        "coopsched: 2",
    ],
)
def test_what_coopsched_refuses_does_not_fit(schema: Any, body: str) -> None:
    assert not is_valid(schema, f"{CLASH if 'sessions' not in body else HEAD}{body}\n")


@pytest.mark.parametrize("missing", ["key", "title", "timezone"])
def test_what_is_missing_is_noticed(schema: Any, missing: str) -> None:
    lines = [line for line in HEAD.splitlines() if not line.startswith(missing)]
    assert not is_valid(schema, "\n".join(lines))
