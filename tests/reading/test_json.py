"""JSON to the same tree as YAML, with positions."""

import json as standard
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import plain
from coopsched.reading import json
from coopsched.reading.decoding import Limits
from coopsched.source import Source
from steps import growth


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 10.5, "b": [true, false, null], "c": {}}', None),
        ('\ufeff [ -1e+5 , "x" ] \r\n', ["-1e+5", "x"]),
        (r'["\u00e9\n\ud83c\udf89"]', ["é\n🎉"]),
        ('"text"', "text"),
    ],
)
def test_values_are_strings_as_written(text: str, value: Any) -> None:
    parsed = json.parse(Source("p.json", text))
    assert parsed.problems == []
    expected = {"a": "10.5", "b": ["true", "false", None], "c": {}} if value is None else value
    assert plain(parsed.root) == expected


def test_nodes_know_where_they_stand() -> None:
    text = '{"a":\n  [10, "x"]}'
    root = json.parse(Source("p.json", text)).root
    assert root is not None
    assert isinstance(root.value, dict)
    key, node = root.value["a"].key, root.value["a"].node
    assert text[key.start : key.end] == '"a"'
    assert text[node.start : node.end] == '[10, "x"]'
    assert isinstance(node.value, list)
    assert [text[item.start : item.end] for item in node.value] == ["10", '"x"']
    assert [item.quoted for item in node.value] == [False, True]


@pytest.mark.parametrize("value", ['"x"', r'"\n"', "10", "true", "null", "[]", "{}", '["x"]'])
def test_a_key_stands_where_its_quotes_do(value: str) -> None:
    text = f'{{ "ab" : {value} }}'
    root = json.parse(Source("p.json", text)).root
    assert root is not None
    assert isinstance(root.value, dict)
    entry = root.value["ab"]
    assert entry.name == entry.key.value == "ab"
    assert text[entry.key.start : entry.key.end] == '"ab"'


@pytest.mark.parametrize("value", ['"x"', "[0]"])
def test_of_two_equal_keys_each_stands_in_its_own_place(value: str) -> None:
    text = f'{{"a": {value}, "a": {value}}}'
    root = json.parse(Source("p.json", text)).root
    assert root is not None
    assert isinstance(root.value, dict)
    places = [text.index('"a"'), text.rindex('"a"')]
    assert [entry.key.start for entry in root.value.values()] == places
    assert [entry.name for entry in root.value.values()] == ["a", "a"]


@pytest.mark.parametrize(
    ("text", "value", "place", "rule", "message", "remedy"),
    [
        ('{"a": 1,\n "a": 2}', {"a": "1", "a~2": "2"}, (2, 2), "duplicate-key", "line 1", "rename"),
        ('{"a": 1,}', {"a": "1"}, (1, 8), "invalid-value", 'comma stands before "}"', "remove"),
        ("[1, /* two */ 2]", ["1", "2"], (1, 5), "invalid-value", "a comment", "YAML"),
        ("[1, // two\n 2]", ["1", "2"], (1, 5), "invalid-value", "a comment", "YAML"),
        (r'["x\ud800"]', ["x\ufffd"], (1, 2), "invalid-value", "half a character", "U+FFFD"),
        ("[1] x", ["1"], (1, 5), "invalid-value", "something follows", "remove"),
        ("[1 2]", None, (1, 3), "unreadable", "comma is missing", '","'),
        ('{"a" 1}', None, (1, 2), "unreadable", 'colon is missing after "a"', '":"'),
        ("{'a': 1}", None, (1, 2), "unreadable", "single quotes", "double quotes"),
        ("{a: 1}", None, (1, 2), "unreadable", "name in double quotes", '"a"'),
        ('["x\ny"]', None, (1, 2), "unreadable", "not closed on this line", "where the text ends"),
        ('["a', None, (1, 2), "unreadable", "not closed on this line", "where the text ends"),
        ('["a\tb"]', None, (1, 4), "unreadable", "tab", "\\t"),
        (r'["C:\data"]', None, (1, 5), "unreadable", "no meaning", r"\\"),
        ("[\n{", None, (2, 1), "unreadable", '"{" that opens here is not closed', '"}"'),
        ('{"a": [1}', None, (1, 9), "unreadable", '"}" closes the "["', "own kind"),
        ("[007]", None, (1, 2), "unreadable", "007 is neither", '"007"'),
        ("[NaN]", None, (1, 2), "unreadable", "NaN is neither", '"NaN"'),
        ('{"a":}', None, (1, 6), "unreadable", "where a value is expected", "value"),
        ("", None, (1, 1), "unreadable", "empty", "coopsched new programme.yaml"),
        ("[\x07]", None, (1, 2), "unreadable", "U+0007", "delete"),
        ("[" * 65, None, (1, 65), "unreadable", "more than 64 deep", "limit"),
    ],
)
def test_what_is_wrong_is_told(
    text: str, value: Any, place: tuple[int, int], rule: str, message: str, remedy: str
) -> None:
    source = Source("p.json", text)
    parsed = json.parse(source)
    assert plain(parsed.root) == value
    (problem,) = parsed.problems
    assert source.place(problem.start) == place
    assert problem.rule == rule
    assert message in problem.message
    assert remedy in (problem.help or "")


def test_limits_are_kept() -> None:
    parsed = json.parse(Source("p.json", "[1, 2, 3]"), limits=Limits(nodes=3))
    assert parsed.root is None
    assert parsed.problems[0].rule == "unreadable"


@pytest.mark.parametrize("piece", ["[", '{"a":', "[1,", '["a', "/*"])
def test_hostile_texts_take_steps_in_proportion(piece: str) -> None:
    def parsing(size: int) -> Callable[[], object]:
        return lambda: json.parse(Source("p.json", piece * size))

    assert growth(parsing, 5_000) < 1.5


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abé~ "), inner),
    max_leaves=20,
)


@given(trees)
def test_what_is_dumped_is_read_back(tree: Any) -> None:
    text = standard.dumps(tree)
    parsed = json.parse(Source("p.json", text))
    assert parsed.problems == []
    expected = standard.loads(text, parse_int=str, parse_float=str, object_pairs_hook=dict)
    assert plain(parsed.root) == as_strings(expected)


def as_strings(tree: Any) -> Any:
    if isinstance(tree, bool):
        return str(tree).lower()
    if isinstance(tree, dict):
        return {key: as_strings(value) for key, value in tree.items()}
    return [as_strings(item) for item in tree] if isinstance(tree, list) else tree


@given(st.text('{}[]":,\\/*#-10.eu ntaf\n\t', max_size=40) | st.text())
def test_any_text_is_a_tree_or_a_problem(text: str) -> None:
    parsed = json.parse(Source("p.json", text))
    assert parsed.root is not None or [p.rule for p in parsed.problems] == ["unreadable"]
    for problem in parsed.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.help
