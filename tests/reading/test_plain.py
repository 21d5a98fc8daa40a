"""From nodes to plain data: what is absent, and what must reach validation all the same."""

from typing import Any

import pytest

from builders import noted, with_session
from coopsched import model
from coopsched.model import parts
from coopsched.reading import yaml
from coopsched.reading.plain import plain, section
from coopsched.reading.wording import is_known
from coopsched.source import Node, Source


def root_of(text: str) -> Node:
    root = yaml.parse(Source("p.yaml", text)).root
    assert root is not None
    return root


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("title:\nkind: x", {"kind": "x"}),
        ("trak:\nkind: x", {"trak": None, "kind": "x"}),
        ("x-mine:\nkind: x", {"kind": "x"}),
        ("title: {fr: , nl: x}", {"title": {"nl": "x"}}),
        ("fr:\nkind: x", {"fr": None, "kind": "x"}),
        ("resources: {camera: }", {"resources": {}}),
        ("rules: {foo: , bar: {baz: }}", {"rules": {"bar": {"baz": None}}}),
        ("a:\n  trak:\n  trak:", {"a": {"trak": None}}),
    ],
)
def test_known_keys_without_a_value_are_absent(text: str, data: dict[str, Any]) -> None:
    assert plain(root_of(text)) == data


def test_entries_of_sections_are_there_without_a_value() -> None:
    assert section(root_of("a:\nb: {trak: , kind: }\nx-c:")) == {"a": {}, "b": {"trak": None}}


@pytest.mark.parametrize(
    ("body", "at", "help_"),
    [
        ("sessions: {}\nspeeker:", "speeker", "did you mean `speakers`?"),
        (with_session("trak: "), "trak", "did you mean `track`?"),
        (with_session("speakers: [{speaker: Ana, rol: }]"), "rol", "did you mean `role`?"),
        (with_session("links: [{url: 'https://a.be', knd: }]"), "knd", "did you mean `kind`?"),
        (with_session("between: {from: 10:00, untl: }"), "untl", "did you mean `until`?"),
        ("sessions: {}\nvenue: {name: V, adress: }", "adress", "did you mean `address`?"),
        ("sessions: {}\nrooms: {a: {capcity: }}", "capcity", "did you mean `capacity`?"),
    ],
)
def test_unknown_keys_without_a_value_are_told(body: str, at: str, help_: str) -> None:
    found = [(each.rule, each.at, each.help) for each in noted(body)]
    assert found == [("unknown-field", at, help_)]


def test_known_keys_are_those_of_the_model() -> None:
    kinds = [*vars(parts).values(), model.Session, model.Programme]
    names = {
        field.alias or name
        for kind in kinds
        if isinstance(kind, type) and issubclass(kind, parts.Part)
        for name, field in kind.model_fields.items()
    }
    assert {name for name in names if not is_known(name)} == set()
