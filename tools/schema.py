"""Writes the JSON Schema of the programme file; `--check` only says whether it is stale.

The schema is that of the model, with the docstring of each field as its
description, and describes what an editor sees: parts by key, and text and times
also as the numbers that YAML 1.2 makes of them.
"""

import ast
import inspect
import json
import sys
import textwrap
import warnings
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic.json_schema import PydanticJsonSchemaWarning

from coopsched.model import Programme
from coopsched.model.parts import Part

TARGET = Path(__file__).parent.parent / "src/coopsched/pages/programme.schema.json"
KEYED = ("rooms", "speakers", "tracks", "resources", "sessions")
SHORT = {"Room": "a name", "Speaker": "a name", "Track": "a title", "Venue": "a name"}


def docstrings(kind: type[Part]) -> dict[str, str]:
    """Return the docstrings that stand below the fields of a part, by the fields' names."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    body = tree.body[0].body  # type: ignore[attr-defined]  # the source of a class is a class
    found = {}
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
            found[ast.unparse(field.target)] = str(ast.literal_eval(text.value))
    return found


def described(kind: type[Part], schema: dict[str, Any]) -> None:
    """Put descriptions into the schema of a part, and take out what a file does not hold."""
    texts = docstrings(kind)
    for name, field in kind.model_fields.items():
        entry = schema["properties"][field.alias or name]
        entry.pop("title", None)
        entry.pop("default", None)
        entry["description"] = texts[name]
    if kind is not Programme and "key" in schema["properties"]:
        del schema["properties"]["key"]
    required = [name for name in schema.get("required", []) if name in schema["properties"]]
    schema["required"] = required
    schema["description"] = inspect.getdoc(kind).split("\n\n")[0]  # type: ignore[union-attr]  # all have one
    schema["patternProperties"] = {"^x-": {}}
    schema.pop("title", None)


def schema() -> dict[str, Any]:
    """Return the schema of a whole programme file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PydanticJsonSchemaWarning)  # tuples are no JSON defaults
        found = Programme.model_json_schema()
    kinds = {kind.__name__: kind for kind in Part.__subclasses__()}
    described(Programme, found)
    for name, entry in found["$defs"].items():
        described(kinds[name], entry)
    for name in SHORT:
        found["$defs"][name] = with_shorthand(found["$defs"][name], {"type": ["string", "number"]})
    found["$defs"]["Resource"] = with_shorthand(found["$defs"]["Resource"], {"type": "integer"})
    found["$defs"]["LineUpEntry"] = with_shorthand(
        found["$defs"]["LineUpEntry"], {"type": ["string", "number"]}
    )
    found["$defs"]["Link"] = with_shorthand(found["$defs"]["Link"], {"type": "string"})
    session = found["$defs"]["Session"]
    session["anyOf"] = [{"required": ["title"]}, {"required": ["repeats"]}]
    return nullable(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "A conference programme for coopsched",
            **found,
        }
    )


def with_shorthand(entry: dict[str, Any], short: dict[str, Any]) -> dict[str, Any]:
    """Allow a part to be written as its most important field alone, or not at all."""
    nothing = [] if entry["required"] else [{"type": "null"}]
    return {"description": entry["description"], "anyOf": [short, entry, *nothing]}


def nullable(found: dict[str, Any]) -> dict[str, Any]:
    """Let each key stand without a value, which means that it is absent."""
    for part in [found, *found["$defs"].values()]:
        for entry in [part, *part.get("anyOf", [])]:
            for name, value in entry.get("properties", {}).items():
                if name not in entry.get("required", []):
                    entry["properties"][name] = _or_null(value)
    return found


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    description = value.pop("description")
    choices = value.get("anyOf", [value])
    if {"type": "null"} not in choices:
        choices = [*choices, {"type": "null"}]
    return {"description": description, "anyOf": choices}


def main() -> int:
    """Write the schema, or check it."""
    text = json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
    if "--check" not in sys.argv:
        TARGET.write_text(text, "utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text("utf-8") == text:
        return 0
    print(f"{TARGET.name} is stale: run `make pages`")
    return 1


if __name__ == "__main__":
    sys.exit(main())
