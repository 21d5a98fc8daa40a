"""Edits: only what changes is written, in the author's own manner."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders import plain
from coopsched.editing import Edit, EditError, apply
from coopsched.editing.entries import renamed_key, with_entries, without_entry
from coopsched.editing.scalars import in_yaml
from coopsched.editing.sheet import Sheet
from coopsched.editing.values import Value, entry, put
from coopsched.reading import json as json_reading
from coopsched.reading import yaml
from coopsched.source import Source


def rewritten(text: str, *changes: tuple[str, str]) -> str:
    """Return a text with pieces replaced, each of which stands in it once."""
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def sheet_of(text: str) -> Sheet:
    """Return a sheet of any YAML or JSON, which need be no programme."""
    is_json = re.match(r'\s*\{\s*"', text) is not None
    parsed = (json_reading if is_json else yaml).parse(Source("x", text))
    assert parsed.root is not None
    return Sheet(text, parsed.root, is_json)


def data_of(text: str) -> Any:
    """Return what a text holds; nothing may be wrong with it."""
    parsed = yaml.parse(Source("x", text))
    assert parsed.problems == []
    return plain(parsed.root)


def with_value(text: str, route: tuple[str | int, ...], value: Value) -> str:
    """Return a text with another value at a route."""
    sheet = sheet_of(text)
    spot = sheet.at(route)
    assert spot is not None
    return apply(text, put(sheet, spot, value))


def with_entry(text: str, route: tuple[str | int, ...], name: str, value: Value) -> str:
    """Return a text with one more entry in the mapping at a route."""
    sheet = sheet_of(text)
    spot = sheet.at(route)
    assert spot is not None
    written = entry(sheet, spot.node, name, value)
    return apply(text, with_entries(sheet, spot.node, [written]))


def without(text: str, route: tuple[str | int, ...], name: str) -> str:
    """Return a text without an entry of the mapping at a route."""
    sheet = sheet_of(text)
    spot = sheet.at(route)
    assert spot is not None
    return apply(text, [without_entry(sheet, spot.node, name)])


# Edits of texts.


@given(
    st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4)
)
def test_edits_are_made_each_at_its_place(text: str, spans: list[tuple[int, int]]) -> None:
    edits = [Edit(min(span), max(span), f"<{i}>") for i, span in enumerate(sorted(spans))]
    assume(all(edit.end <= len(text) for edit in edits))
    assume(all(a.end < b.start for a, b in pairwise(edits)))
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    assert apply(text, reversed(edits)) == expected


def test_what_is_inserted_at_one_place_keeps_its_order() -> None:
    assert apply("ad", [Edit(1, 1, "b"), Edit(1, 1, "c")]) == "abcd"


def test_edits_of_the_same_characters_are_refused() -> None:
    with pytest.raises(EditError):
        apply("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])


# One value of a document, in many layouts.

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12)
AWKWARD = (
    *("no", "10:30", "null", "~", "a: b", "a #b", "x, y", "[x", "{", "'", '"', "\\", "- a", "&a"),
    *("*a", "!t", "? q", "|", ">", "%", "@", "`", "l'été", "Ana (Knot", "a:", "---", "<<", "#"),
    *("\t", "a\nb", "\x85", "\u2028", "\ufeff", " a", "a ", "=", "...", ":", "-", "?", "a\\n"),
)
VALUES = WORDS | st.sampled_from(AWKWARD)
QUOTES = st.sampled_from(["plain", "'", '"'])


@st.composite
def layouts(draw: st.DrawFn) -> tuple[str, str, tuple[str | int, ...]]:
    """Make a document: what stands before a value, behind it, and the route to it."""
    flow, in_list = draw(st.booleans()), draw(st.booleans())
    eol = draw(st.sampled_from(["\n", "\r\n"]))
    comment = draw(st.sampled_from(["", "  # été: [x", "  #"]))
    indent = " " * draw(st.integers(1, 4))
    blanks = " " * draw(st.integers(1, 3))
    if flow:
        before = f"# first{eol}a:{eol}{indent}b: {{c: 1,{blanks}k:{blanks}"
        before, behind = (f"{before}[", "]") if in_list else (before, "")
        behind += f", z: last}}{comment}{eol}"
    else:
        before = f"# first{eol}a:{eol}{indent}b:{eol}{indent * 2}c: 1{eol}{indent * 2}k:"
        before += f"{eol}{indent * 2}-{blanks}" if in_list else blanks
        behind = f"{comment}{eol}{eol}{indent * 2}z: last{eol}"
    behind += draw(st.sampled_from(["", f"end: é{eol}", f"end: é{eol}# the end", "end: é"]))
    return before, behind, ("a", "b", "k", *((0,) if in_list else ()))


@given(layouts(), QUOTES, VALUES, VALUES)
def test_a_value_changes_and_nothing_else(
    layout: tuple[str, str, tuple[str | int, ...]], quotes: str, old: str, new: str
) -> None:
    before, behind, route = layout
    like = "" if quotes == "plain" else quotes
    text = before + in_yaml(old, like=like, flow="{" in before) + behind
    data = data_of(text)
    result = with_value(text, route, new)
    assert result.startswith(before)
    assert result.endswith(behind)
    expected = data_of(text)
    holder = expected["a"]["b"]
    if route[-1] == 0:
        assert holder["k"] == [old]
        holder["k"] = [new]
    else:
        assert holder["k"] == old
        holder["k"] = new
    assert data_of(result) == expected
    assert with_value(result, route, old) == text or data_of(with_value(result, route, old)) == data


@given(layouts(), VALUES)
def test_a_new_entry_leaves_all_else_as_it_is(
    layout: tuple[str, str, tuple[str | int, ...]], value: str
) -> None:
    before, behind, _ = layout
    text = f"{before}x{behind}"
    data = data_of(text)
    result = with_entry(text, ("a", "b"), "new", value)
    data["a"]["b"]["new"] = value
    assert data_of(result) == data
    added = len(result) - len(text)
    assert any(result[:i] + result[i + added :] == text for i in range(len(text) + 1))
    assert without(result, ("a", "b"), "new") == text


@given(layouts())
def test_an_entry_is_taken_out_with_its_line(
    layout: tuple[str, str, tuple[str | int, ...]],
) -> None:
    before, behind, _ = layout
    text = f"{before}x{behind}"
    data = data_of(text)
    del data["a"]["b"]["z"]
    result = without(text, ("a", "b"), "z")
    assert data_of(result) == data
    if "{" in before:
        assert result == rewritten(text, (", z: last", ""))
    else:
        lines = text.splitlines(keepends=True)
        assert result == "".join(line for line in lines if "z: last" not in line)


@given(st.dictionaries(WORDS, WORDS | st.lists(WORDS, min_size=1), min_size=1), st.data(), VALUES)
def test_a_value_of_json_changes_and_nothing_else(
    data: dict[str, Any], drawn: st.DataObject, new: str
) -> None:
    indent = drawn.draw(st.sampled_from([None, 2]))
    key = drawn.draw(st.sampled_from(sorted(data)))
    text = json.dumps({"data": data}, indent=indent, ensure_ascii=drawn.draw(st.booleans()))
    data[key] = new if isinstance(data[key], str) else [new, *data[key][1:]]
    route = ("data", key) if isinstance(data[key], str) else ("data", key, 0)
    assert json.loads(with_value(text, route, new)) == {"data": data}
    added = with_entry(text, ("data",), "new key", new)
    assert json.loads(added)["data"]["new key"] == new
    assert json.loads(without(added, ("data",), "new key")) == json.loads(text)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("k: old # c\n", "new", "k: new # c\n"),
        ("k:\n", "new", "k: new\n"),
        ("k:\nl: x", "new", "k: new\nl: x"),
        ("k:", "new", "k: new"),
        ("k:   # c\n", "new", "k: new   # c\n"),
        ("k: ~\n", "new", "k: new\n"),
        ("{k: , l: x}", "new", "{k: new, l: x}"),
        ("{k, l: x}", "new", "{k: new, l: x}"),
        ("k: 'old'\n", "l'été", "k: 'l''été'\n"),
        ('k: "old"\n', 'a "b"', 'k: "a \\"b\\""\n'),
        ("k: >-  # c\n  one\n  two\n\nl: x\n", "new", "k: new  # c\n\nl: x\n"),
        ("k: |\n  one\n", "a: b", 'k: "a: b"\n'),
        ("k: one\n  two\nl: x\n", "new", "k: new\nl: x\n"),
        ("k: [a, b]\n", ["c", "b"], "k: [c, b]\n"),
        ("k: [a]\n", ["a", "b"], "k: [a, b]\n"),
        ("k: [a, b, c]\n", ["a"], "k: [a]\n"),
        ("k: []\n", ["a"], "k: [a]\n"),
        ("k: a\n", ["b"], "k: b\n"),
        ("k: a  # c\n", ["b", "c"], "k: [b, c]  # c\n"),
        ("k:\n", ["b"], "k: b\n"),
        ("k:\n- a  # c\n- b\nl: x\n", ["a", "d"], "k:\n- a  # c\n- d\nl: x\n"),
        ("k:\n- a  # c\nl: x\n", ["a", "b"], "k:\n- a  # c\n- b\nl: x\n"),
        ("k:\n  - a\n  - b", ["a"], "k:\n  - a\n"),
        ("k:\n  - a", ["a", "b"], "k:\n  - a\n  - b"),
        ("k: [\n  a,  # c\n  b\n]\n", ["a", "b", "c"], "k: [\n  a,  # c\n  b,\n  c\n]\n"),
        ("k: [\n  a,  # c\n]\n", ["a", "b"], "k: [\n  a,  # c\n  b,\n]\n"),
        ("l: &x a\nk: *x\n", "b", "l: &x a\nk: b\n"),
        ('{"k": 90}', "45", '{"k": 45}'),
        ('{"k": "90"}', "45", '{"k": "45"}'),
        ('{"k": null}', "a", '{"k": "a"}'),
        ('{"k": ["a"]}', ["a", "b"], '{"k": ["a", "b"]}'),
        ('{"k": true}', "no", '{"k": "no"}'),
    ],
)
def test_a_value_is_written_in_the_manner_of_the_old(
    text: str, value: Value, expected: str
) -> None:
    assert with_value(text, ("k",), value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("m:\n  a: 1  # c\n# end\n", "m:\n  a: 1  # c\n  k: v\n# end\n"),
        (
            "m:\n  a: |\n    one\n\n    two\n\nn: x\n",
            "m:\n  a: |\n    one\n\n    two\n  k: v\n\nn: x\n",
        ),
        ("m:\n  a:\n    - x\n", "m:\n  a:\n    - x\n  k: v\n"),
        ("m:\n  a: 1", "m:\n  a: 1\n  k: v"),
        ("m:\n  a:\n", "m:\n  a:\n  k: v\n"),
        ("m: {}\n", "m: {k: v}\n"),
        ("m: {a: 1}  # c\n", "m: {a: 1, k: v}  # c\n"),
        ("m: {a: 1,}\n", "m: {a: 1, k: v,}\n"),
        ("m: {\n  a: 1,  # c\n  b: 2  # d\n}\n", "m: {\n  a: 1,  # c\n  b: 2,  # d\n  k: v\n}\n"),
        ("m: {\n  a: 1,  # c\n}\n", "m: {\n  a: 1,  # c\n  k: v,\n}\n"),
        ("m: {a: 1,\n    b: 2}\n", "m: {a: 1,\n    b: 2, k: v}\n"),
        ('{"m":{"a":1}}', '{"m":{"a":1,"k":"v"}}'),
        ('{"m": {"a": 1}}', '{"m": {"a": 1, "k": "v"}}'),
        ('{"m": {\n  "a": 1\n}}', '{"m": {\n  "a": 1,\n  "k": "v"\n}}'),
    ],
)
def test_an_entry_is_added_in_the_manner_of_the_others(text: str, expected: str) -> None:
    assert with_entry(text, ("m",), "k", "v") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k: x", "new: x"),
        ('"k": x', '"new": x'),
        ("'k' : x", "'new' : x"),
        ("{k, a: 1}", "{new, a: 1}"),
        ('{"k": 1}', '{"new": 1}'),
    ],
)
def test_a_key_is_renamed_in_its_quotes(text: str, expected: str) -> None:
    sheet = sheet_of(text)
    spot = sheet.at(("k",))
    assert spot is not None
    assert spot.key is not None
    assert apply(text, [renamed_key(sheet, spot.key, "new", flow=spot.flow)]) == expected


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("a: &x {k: 1}\nb: *x\n", ("b", "k")),
        ("a: &x 1\nb: *x\n", ("a",)),
        ("a: {b: 1}\n", ("a",)),
        ("a: [b]\n", ("a",)),
    ],
)
def test_what_would_change_another_place_is_refused(
    text: str, route: tuple[str | int, ...]
) -> None:
    with pytest.raises(EditError):
        with_value(text, route, "new")
