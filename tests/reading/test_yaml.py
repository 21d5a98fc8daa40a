"""YAML as people mean it: what parses, and what parses to something else than was meant."""

from typing import Any

import pytest
import yaml as oracle
from hypothesis import given
from hypothesis import strategies as st

from builders import plain
from coopsched.reading import yaml
from coopsched.reading.decoding import Limits
from coopsched.reading.wording import quote, suggest
from coopsched.source import Node, Parsed, Source
from steps import growth


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "a: 10:30\nb: no\nc: 007\nd: 2017-06-20",
            {"a": "10:30", "b": "no", "c": "007", "d": "2017-06-20"},
        ),
        (
            "a:\nb: null\nc: ~\nd: 'null'\ne: ''",
            {"a": None, "b": None, "c": None, "d": "null", "e": ""},
        ),
        ("null: a\n'': b", {"null": "a", "": "b"}),
        ("--- # first\na: |\n  b # c\n  d\n...\n", {"a": "b # c\nd\n"}),
        ("%YAML 1.2\n---\n- a\n- [b, {c: d}]\n", ["a", ["b", {"c": "d"}]]),
        ("\ufeffa: b", {"a": "b"}),
        (
            "a: &x [b, c]\nd: *x\ne: &y f\ng: *y",
            {"a": ["b", "c"], "d": ["b", "c"], "e": "f", "g": "f"},
        ),
        ("a: x\u2028y\u2029\nb: 'c\x85d'", {"a": "x\u2028y\u2029", "b": "c\x85d"}),
        ("a: Futur\u00a0: x\u00a0\r\nb: c", {"a": "Futur\u00a0: x\u00a0", "b": "c"}),
        (
            "speakers: [a, Bruno (CECOP), 'x (', b]",
            {"speakers": ["a", "Bruno (CECOP)", "x (", "b"]},
        ),
        ("tags: {a, b: }", {"tags": {"a": None, "b": None}}),
        ("speakers: #people\n- a\nrooms: {a: #b\n  c}", {"speakers": ["a"], "rooms": {"a": "c"}}),
        ("rooms: {a: #coopsched: x\n  }", {"rooms": {"a": None}}),
        ("title: 't Hof'\nname: 'a\n  b'", {"title": "t Hof", "name": "a b"}),
        ("title: C#\nurl: http://x/#y", {"title": "C#", "url": "http://x/#y"}),
    ],
)
def test_good_files_are_read_in_silence(text: str, value: Any) -> None:
    source = Source("p.yaml", text)
    parsed = yaml.parse(source)
    if "Futur" in text:  # a French colon in a title is text, but not a good one for YAML
        assert [problem.rule for problem in parsed.problems] == ["invalid-value"]
    else:
        assert parsed.problems == []
    assert plain(parsed.root) == value


def test_nodes_know_where_they_stand() -> None:
    text = 'a: "b\\n"\r\nc:\n  - d e  # f\n  - {g: h}\ni: |\n  j\n\n# k\nl:'
    root = yaml.parse(Source("p.yaml", text)).root
    assert root is not None
    assert isinstance(root.value, dict)
    written = {key: text[each.node.start : each.node.end] for key, each in root.value.items()}
    assert written == {"a": '"b\\n"', "c": "- d e  # f\n  - {g: h}", "i": "|\n  j", "l": ""}
    assert [text[each.key.start : each.key.end] for each in root.value.values()] == list("acil")
    assert [each.node.quoted for each in root.value.values()] == [True, False, True, False]
    assert root.value["l"].node.start == len(text)


def test_comments_stand_outside_values() -> None:
    text = "# a\nb: '# c' # d\ne: |  # f\n  # g\n# h\ni: C#  # j\nk: [l, # m\n  n]\n# o"
    parsed = yaml.parse(Source("p.yaml", text))
    assert [comment.text for comment in parsed.comments] == [
        "# a",
        "# d",
        "# f",
        "# h",
        "# j",
        "# m",
        "# o",
    ]
    assert all(text[each.start : each.end] == each.text for each in parsed.comments)


# text, value, place, rule, message, remedy
ACCIDENTS: list[tuple[str, Any, tuple[int, int], str, str, str]] = [
    (
        "title: Coop #3",
        {"title": "Coop #3"},
        (1, 8),
        "truncated-value",
        'this title holds " #"',
        'title: "Coop #3"; if it is a comment, put two spaces before the #',
    ),
    (
        "title: C # and F#",
        {"title": "C # and F#"},
        (1, 8),
        "truncated-value",
        '" #"',
        '"C # and F#"',
    ),
    ("title: #MeToo", {"title": "#MeToo"}, (1, 8), "truncated-value", '" #"', 'title: "#MeToo"'),
    (
        "rooms: #3\nkind: x",
        {"rooms": "#3", "kind": "x"},
        (1, 8),
        "truncated-value",
        'this rooms holds " #"',
        'rooms: "#3"',
    ),
    (
        "{title: X, rooms: #3\n}",
        {"title": "X", "rooms": "#3"},
        (1, 19),
        "truncated-value",
        'this rooms holds " #"',
        'rooms: "#3"',
    ),
    (
        "title:\n  fr: Coop #3",
        {"title": {"fr": "Coop #3"}},
        (2, 7),
        "truncated-value",
        "this text",
        'fr: "Coop #3"',
    ),
    (
        "title: {fr: Coop #3\n  }",
        {"title": {"fr": "Coop #3"}},
        (1, 13),
        "truncated-value",
        '" #"',
        'fr: "Coop #3"',
    ),
    (
        "speakers:\n- Jean B #2\n- c # d",
        {"speakers": ["Jean B #2", "c"]},
        (2, 3),
        "truncated-value",
        "this item",
        '"Jean B #2"',
    ),
    ("tags:\n- C # x", {"tags": ["C # x"]}, (2, 3), "truncated-value", "this item", '"C # x"'),
    (
        "title: {fr: Se regrouper, pour être fort, nl: Samen}",
        {"title": {"fr": "Se regrouper, pour être fort", "nl": "Samen"}},
        (1, 13),
        "truncated-value",
        "this text holds a comma",
        'fr: "Se regrouper, pour être fort"',
    ),
    (
        "venue: {name: SMart, address: 72, rue Coenraets, 1060 Bruxelles}",
        {"venue": {"name": "SMart", "address": "72, rue Coenraets, 1060 Bruxelles"}},
        (1, 31),
        "truncated-value",
        "this address holds a comma",
        'address: "72, rue Coenraets, 1060 Bruxelles"',
    ),
    (
        "a: [Bruno Roelants (CECOP, CICOPA), x]",
        {"a": ["Bruno Roelants (CECOP, CICOPA)", "x"]},
        (1, 5),
        "truncated-value",
        "holds a comma",
        '"Bruno Roelants (CECOP, CICOPA)"',
    ),
    (
        "{title:Foo, kind: x}",
        {"title": "Foo", "kind": "x"},
        (1, 2),
        "invalid-value",
        'space is missing after "title:"',
        "title: Foo",
    ),
    (
        "title: !Important notice",
        {"title": "!Important notice"},
        (1, 8),
        "truncated-value",
        'begins with "!"',
        'title: "!Important notice"',
    ),
    (
        "title: !Important",
        {"title": "!Important"},
        (1, 8),
        "truncated-value",
        'begins with "!"',
        'title: "!Important"',
    ),
    ("a: !!str x", {"a": "x"}, (1, 4), "invalid-value", '"!!str" is a tag', "remove it"),
    (
        "a: !!map {b: c}",
        {"a": {"b": "c"}},
        (1, 4),
        "invalid-value",
        '"!!map" is a tag',
        "remove it",
    ),
    ("a: !x 'b'", {"a": "b"}, (1, 4), "invalid-value", '"!x" is a tag', "remove it"),
    (
        "affiliation: &UCL",
        {"affiliation": "&UCL"},
        (1, 14),
        "truncated-value",
        'begins with "&"',
        'affiliation: "&UCL"',
    ),
    (
        "title: &co foo",
        {"title": "&co foo"},
        (1, 8),
        "truncated-value",
        'begins with "&"',
        'title: "&co foo"',
    ),
    (
        "title: *Star",
        {"title": "*Star"},
        (1, 8),
        "truncated-value",
        'begins with "*"',
        'title: "*Star"',
    ),
    ("a: &a [*a]", {"a": [None]}, (1, 8), "invalid-value", "inside the value", "write out"),
    (
        "a: 1\nb: 2\na: 3",
        {"a": "1", "b": "2", "a~2": "3"},
        (3, 1),
        "duplicate-key",
        "line 1",
        "rename",
    ),
    (
        "a~2: 1\na: 2\na: 3",
        {"a~2": "1", "a": "2", "a~3": "3"},
        (3, 1),
        "duplicate-key",
        '"a" is given twice',
        "rename",
    ),
    (
        "a: &x {b: c}\nd:\n  <<: *x\n  e: f",
        {"a": {"b": "c"}, "d": {"e": "f"}},
        (3, 3),
        "invalid-value",
        '"<<"',
        "write the values out",
    ),
    ("a: [b, ~]", {"a": ["b"]}, (1, 8), "invalid-value", "nothing is written", "remove it"),
    ("a:\n- b\n-\n", {"a": ["b"]}, (3, 2), "invalid-value", "nothing is written", "remove it"),
    (
        "? [a]\n: b\nc: d",
        {"c": "d"},
        (1, 3),
        "invalid-value",
        "a list or a mapping stands here",
        "a name",
    ),
    ("? \n: a\nb: c", {"b": "c"}, (1, 2), "invalid-value", "nothing stands here", "a name"),
    ("a: b\n---\nc: d", {"a": "b"}, (2, 1), "invalid-value", "second document", "remove this line"),
    ("", None, (1, 1), "unreadable", "is empty", "coopsched new programme.yaml"),
    ("# a\n", None, (1, 1), "unreadable", "only comments", "coopsched new programme.yaml"),
    ("a: \x07", None, (1, 4), "unreadable", "U+0007", "delete it"),
    ("a: \ud800", None, (1, 4), "unreadable", "half a character", "delete it"),
    ("[" * 65, None, (1, 65), "unreadable", "more than 64 deep", "limit"),
    ("- " * 65, None, (1, 129), "unreadable", "more than 64 deep", "limit"),
]


@pytest.mark.parametrize(("text", "value", "place", "rule", "message", "remedy"), ACCIDENTS)
def test_accidents_are_told(
    text: str, value: Any, place: tuple[int, int], rule: str, message: str, remedy: str
) -> None:
    source = Source("p.yaml", text)
    parsed = yaml.parse(source)
    assert plain(parsed.root) == value
    (problem,) = parsed.problems
    assert source.place(problem.start) == place
    assert problem.rule == rule
    assert message in problem.message
    assert remedy in (problem.help or "")


@pytest.mark.parametrize(
    "text",
    [
        "kind: panel # optional",
        "title: Foo  # a comment",
        "title: 'Foo' # a comment",
        "title: Foo # coopsched: allow[x] because",
        "title: # to be written",
        "rooms: # later",
        "rooms: ## later",
        "start: #coopsched: allow[x] because",
        "speakers:\n- isabelle # she is late",
        "rooms: [a, b] # big ones",
        "fr: foo # no text key above",
    ],
)
def test_real_comments_cut_nothing(text: str) -> None:
    parsed = yaml.parse(Source("p.yaml", text))
    assert parsed.problems == []
    assert [comment.text for comment in parsed.comments] == [text[text.index("#") :]]


def test_aliases_are_counted_as_if_written_out() -> None:
    laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60)
    )
    parsed = yaml.parse(Source("p.yaml", laughs))
    assert parsed.root is None
    assert "5,000,000 values" in parsed.problems[0].message
    few = yaml.parse(Source("p.yaml", "a: &a [b, b]\nc: *a"), limits=Limits(nodes=9))
    assert few.problems == []
    assert yaml.parse(Source("p.yaml", "a: &a [b, b]\nc: *a"), limits=Limits(nodes=8)).root is None


def test_large_programmes_take_steps_in_proportion() -> None:
    session = (
        "  s{0}:\n    title: S {0}\n    kind: panel\n    languages: [fr]\n    start: 10:00\n"
        "    end: 11:30\n    rooms: [a]\n    speakers: [b{0}, c{0}]\n    tags: [x]  # y\n"
    )

    def parsed(size: int) -> Parsed:
        text = "sessions:\n" + "".join(session.format(number) for number in range(size))
        return yaml.parse(Source("p.yaml", text))

    assert growth(lambda size: lambda: parsed(size), 500) < 1.1
    assert parsed(2_000).problems == []
    assert len(parsed(2_000).comments) == 2_000


readable = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
trees = st.recursive(
    readable,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(readable, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


def test_a_text_in_quotes_may_go_on_with_a_non_breaking_space() -> None:
    text = '{"a": "b\\\n      \xa00", "c": "d"}\n'
    parsed = yaml.parse(Source("p.yaml", text))
    assert parsed.problems == []
    assert plain(parsed.root) == {"a": "b\xa00", "c": "d"}


@given(trees, st.booleans())
def test_what_is_dumped_is_read_back(tree: Any, flow: bool) -> None:
    text = oracle.safe_dump(
        tree, default_style='"', allow_unicode=True, default_flow_style=flow, sort_keys=False
    )
    parsed = yaml.parse(Source("p.yaml", text))
    assert parsed.problems == []
    assert plain(parsed.root) == tree
    assert parsed.root is not None
    check_places(parsed.root, text)


def check_places(node: Node, text: str) -> None:
    """Check that what stands at a node's place reads as the node."""
    line = text.rfind("\n", 0, node.start) + 1
    piece = " " * (node.start - line) + text[node.start : node.end]
    assert oracle.load(piece, Loader=oracle.BaseLoader) == plain(node)  # noqa: S506 - makes only text
    if isinstance(node.value, dict):
        for entry in node.value.values():
            check_places(entry.key, text)
            check_places(entry.node, text)
    elif isinstance(node.value, list):
        for item in node.value:
            check_places(item, text)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]))
    | st.text("a\n\t\"'\\: #\x85\u2028\ufeff")
)
def test_what_is_quoted_is_read_back(text: str) -> None:
    assert oracle.load(quote(text), Loader=oracle.BaseLoader) == text  # noqa: S506 - makes only text
    if len(text) < 100:
        written = suggest(("a b", "title"), text)
        assert oracle.load(written, Loader=oracle.BaseLoader) == {"title": text}  # noqa: S506 - makes only text


FRAGMENTS = [
    *("title: ", "kind: ", "speakers:", "sessions:\n", "fr: ", "b: c: d", "Futur : c'est", "<<: "),
    *(
        "  ",
        "    ",
        "\n",
        "\n  ",
        "- ",
        ": ",
        ":",
        ", ",
        ",",
        "#",
        " #",
        "'",
        '"',
        "|",
        "|\n",
        "> ",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "&a ",
        "*a",
        "!x ",
        "!!str ",
        "---\n",
        "...\n",
        "null",
        "~",
        "a",
    ),
    *("<<<<<<< x\n", "=======\n", "\t", "\r\n", "\r", "\u2028", "\x85", "\ufeff", "é", "\\"),
    *("%", "@", "`", "?"),
]


RULES = frozenset(
    ("unreadable", "invalid-value", "truncated-value", "duplicate-key", "ignored-value")
)


@given(st.lists(st.sampled_from(FRAGMENTS)).map("".join) | st.text())
def test_any_text_is_a_tree_or_a_problem(text: str) -> None:
    parsed = yaml.parse(Source("p.yaml", text))
    assert parsed.root is not None or parsed.problems
    for problem in parsed.problems:
        assert problem.rule in RULES
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message
        assert problem.help
    for comment in parsed.comments:
        assert text[comment.start : comment.end] == comment.text
    if parsed.root is not None:
        check_ranges(parsed.root, len(text))


def check_ranges(node: Node, size: int) -> None:
    assert 0 <= node.start <= node.end <= size
    if isinstance(node.value, dict):
        for name, entry in node.value.items():
            assert isinstance(name, str)
            check_ranges(entry.key, size)
            check_ranges(entry.node, size)
    elif isinstance(node.value, list):
        for item in node.value:
            check_ranges(item, size)


@pytest.mark.parametrize(
    ("text", "value", "message", "help_"),
    [
        ("start: &s 10:00", {"start": "10:00"}, '"&s" is a label', 'start: "&s 10:00"'),
        ("end: &e\n  10:00", {"end": "10:00"}, '"&e" is a label', "remove it"),
        ("speakers: {s: &me Sam}", {"speakers": {"s": "Sam"}}, '"&me" is', 's: "&me Sam"'),
        ("rooms: [&r hall]", {"rooms": ["hall"]}, '"&r" is a label', '"&r hall"'),
    ],
)
def test_a_label_that_nothing_refers_to_hides_no_value(
    text: str, value: Any, message: str, help_: str
) -> None:
    parsed = yaml.parse(Source("p.yaml", text))
    assert plain(parsed.root) == value
    [problem] = parsed.problems
    assert problem.rule == "ignored-value"
    assert text[problem.start : problem.end] == message.split('"')[1]
    assert message in problem.message
    assert help_ in str(problem.help)
