"""Reading on behind errors: what was meant is read, and the remedy is told."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml as oracle
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading import yaml
from coopsched.source import Node, Source
from steps import growth


def plain(node: Node | None) -> Any:
    if node is None:
        return None
    if isinstance(node.value, dict):
        return {key: plain(entry.node) for key, entry in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


# what is written for the title of a session; value, column, message, remedy
TITLES: list[tuple[str, Any, int, str, str]] = [
    (
        "Futur du travail : c'est vous",
        "Futur du travail : c'est vous",
        12,
        'this title holds ": ", so it needs quotes',
        'title: "Futur du travail : c\'est vous"',
    ),
    (
        'Le "grand" soir : ici',
        'Le "grand" soir : ici',
        12,
        'holds ": "',
        "title: 'Le \"grand\" soir : ici'",
    ),
    ('Oui : l\'"or"', 'Oui : l\'"or"', 12, 'holds ": "', "title: 'Oui : l''\"or\"'"),
    ("Foo:", "Foo:", 12, 'ends with ":"', 'title: "Foo:"'),
    ("Foo : bar # 3", "Foo : bar # 3", 12, 'holds ": "', '"Foo : bar # 3"'),
    ("Foo : bar  # 3", "Foo : bar", 12, 'holds ": "', '"Foo : bar"'),
    (
        "Futur du travail\n      et après : quoi",
        "Futur du travail et après : quoi",
        12,
        'holds ": "',
        '"Futur du travail et après : quoi"',
    ),
    ("@home", "@home", 12, 'begins with "@"', 'title: "@home"'),
    ("`x`", "`x`", 12, 'begins with "`"', 'title: "`x`"'),
    ("%d", "%d", 12, 'begins with "%"', 'title: "%d"'),
    ("|foo", "|foo", 12, 'begins with "|"', 'title: "|foo"'),
    (">foo", ">foo", 12, 'begins with ">"', 'title: ">foo"'),
    ("? foo", "? foo", 12, 'begins with "?"', 'title: "? foo"'),
    ("- foo", "- foo", 12, 'begins with "- "', 'title: "- foo"'),
    (
        "*Star* of the show",
        "*Star* of the show",
        12,
        'begins with "*"',
        'title: "*Star* of the show"',
    ),
    ("&Co, Inc", "&Co, Inc", 12, 'begins with "&"', 'title: "&Co, Inc"'),
    ("!! Attention", "!! Attention", 12, 'begins with "!"', 'title: "!! Attention"'),
    (
        '"Quoted" and more',
        '"Quoted" and more',
        12,
        "after a closing quote",
        "title: '\"Quoted\" and more'",
    ),
    (
        '"Quoted" and "more"',
        '"Quoted" and "more"',
        12,
        "after a closing quote",
        '\'"Quoted" and "more"\'',
    ),
    ("'L'avenir'", "L'avenir", 12, "apostrophe inside single quotes", 'write title: "L\'avenir"'),
    (
        '"Le "grand" soir"',
        'Le "grand" soir',
        12,
        "double quotes inside",
        "title: 'Le \"grand\" soir'",
    ),
    ('"C:\\data"', "C:\\data", 12, "\\", "title: 'C:\\data'"),
    ('"open', "open", 12, "not closed", 'write title: "open"'),
    ("'open", "open", 12, "not closed", 'write title: "open"'),
    (
        "[Hors les murs] visite",
        "[Hors les murs] visite",
        12,
        'begins with "["',
        '"[Hors les murs] visite"',
    ),
    ("[Hors les murs", "[Hors les murs", 12, 'begins with "["', '"[Hors les murs"'),
    (
        "{fr: Futur : c'est vous, enfin, nl: Samen}",
        {"fr": "Futur : c'est vous, enfin", "nl": "Samen"},
        17,
        'this text holds ": "',
        'fr: "Futur : c\'est vous, enfin"',
    ),
    ("{fr: Coop #3, nl: Samen}", {"fr": "Coop #3", "nl": "Samen"}, 17, '" #"', 'fr: "Coop #3"'),
    (
        "{fr: 'L'avenir', nl: Samen}",
        {"fr": "L'avenir", "nl": "Samen"},
        17,
        "apostrophe",
        'fr: "L\'avenir"',
    ),
    (
        "|\n        foo # a\n      bar",
        "foo # a\nbar\n",
        0,
        "not indented evenly",
        "indent all lines",
    ),
]


@pytest.mark.parametrize(("written", "value", "column", "message", "remedy"), TITLES)
def test_one_bad_value_spoils_nothing_else(
    written: str, value: Any, column: int, message: str, remedy: str
) -> None:
    head = f"sessions:\n  a:\n    title: {written}\n    kind: panel # optional\n"
    text = head + "  b: {title: 'c # d'}\n"
    source = Source("p.yaml", text)
    parsed = yaml.parse(source)
    session = {"title": value, "kind": "panel"}
    assert plain(parsed.root) == {"sessions": {"a": session, "b": {"title": "c # d"}}}
    (problem,) = parsed.problems
    assert source.place(problem.start) == ((3, column) if column else (4, 1))
    swallowed = "Coop #3" in written or written[0] in "*&!"
    assert problem.rule == ("truncated-value" if swallowed else "invalid-value")
    assert message in problem.message
    assert remedy in (problem.help or "")
    assert "# optional" in [comment.text for comment in parsed.comments]


# text, value, places with what is said there
FILES: list[tuple[str, Any, list[tuple[int, int, str, str]]]] = [
    (
        "title:Foo\nkind: panel",
        {"title": "Foo", "kind": "panel"},
        [(1, 1, "invalid-value", 'space is missing after "title:"')],
    ),
    (
        "kind: panel\ntitle Foo",
        {"kind": "panel", "title": "Foo"},
        [(2, 1, "invalid-value", 'colon is missing after "title"')],
    ),
    (
        "kind: panel\nbla bla\ntitle: x",
        {"kind": "panel", "title": "x"},
        [(2, 1, "unreadable", "left out: bla bla")],
    ),
    (
        "kind: panel\n- bla\ntitle: x",
        {"kind": "panel", "title": "x"},
        [(2, 1, "unreadable", "list item")],
    ),
    (
        "a:\n\tb: c\n\td: e",
        {"a": {"b": "c", "d": "e"}},
        [(2, 1, "invalid-value", "(and 1 more) is indented with a tab")],
    ),
    ("a:\n  b:\n\t\tc: d\n", {"a": {"b": {"c": "d"}}}, [(3, 1, "invalid-value", "tab")]),
    (
        "a:\n    title: x\n   kind: y\n    end: z",
        {"a": {"title": "x", "kind": "y", "end": "z"}},
        [(3, 4, "invalid-value", "further left")],
    ),
    (
        "a:\n  title: x\n    kind: y\n  end: z",
        {"a": {"title": "x", "kind": "y", "end": "z"}},
        [(3, 5, "invalid-value", "further right")],
    ),
    (
        "a: [b, c\nkind: d",
        {"a": ["b", "c"], "kind": "d"},
        [(1, 4, "invalid-value", '"[" that opens here is not closed')],
    ),
    (
        "a: {b: [c, d}\nkind: d",
        {"a": {"b": ["c", "d"]}, "kind": "d"},
        [(1, 8, "invalid-value", '"[" that opens here is not closed')],
    ),
    (
        "a: [b]]\nkind: d",
        {"a": ["b"], "kind": "d"},
        [(1, 7, "invalid-value", "one bracket too many")],
    ),
    ("a: [b}\nkind: d", {"a": ["b"], "kind": "d"}, [(1, 6, "invalid-value", '"}" closes the "["')]),
    (
        'title: "a\nkind: b\nnotice: "c\nstart: d',
        {"title": "a", "kind": "b", "notice": "c", "start": "d"},
        [(1, 8, "invalid-value", "not closed"), (3, 9, "invalid-value", "not closed")],
    ),
    (
        "a: 1\n<<<<<<< HEAD\nb: 2 # c\n=======\nb: 3 # d\n>>>>>>> x\ne: 4",
        {"a": "1", "b": "2", "e": "4"},
        [(2, 1, "unreadable", "merged")],
    ),
    ("%YAML 3.0\n---\na: b", {"a": "b"}, [(1, 1, "invalid-value", "version of YAML")]),
    ("a: b\n...\nc: d", {"a": "b"}, [(2, 1, "invalid-value", "second document")]),
    (
        "a: b: c\n---\nc: d",
        {"a": "b: c"},
        [(1, 4, "invalid-value", '": "'), (2, 1, "invalid-value", "second document")],
    ),
    (
        "speakers: [Bruno (a, b), Jean : x, *S*, 'L'a, b', c]",
        {"speakers": ["Bruno (a, b)", "Jean : x", "*S*", "L'a, b", "c"]},
        [
            (1, 12, "truncated-value", "comma"),
            (1, 26, "invalid-value", '": "'),
            (1, 36, "truncated-value", '"*"'),
            (1, 41, "invalid-value", "apostrophe"),
        ],
    ),
    (
        "speakers:\n- Jean : x : y\n- speaker: a: b\n  role: c\n- [d, e",
        {"speakers": ["Jean : x : y", {"speaker": "a: b", "role": "c"}, ["d", "e"]]},
        [
            (2, 3, "invalid-value", '": "'),
            (3, 12, "invalid-value", '": "'),
            (5, 3, "invalid-value", "not closed"),
        ],
    ),
    (
        "a: &x\n  b: c: d\ne: *x",
        {"a": {"b": "c: d"}, "e": {"b": "c: d"}},
        [(2, 6, "invalid-value", '": "')],
    ),
    (
        "a: &x y\nb: *x\nc: d: e",
        {"a": "y", "b": "y", "c": "d: e"},
        [(3, 4, "invalid-value", '": "')],
    ),
    (
        "a: 1\nb: c: d\na: 2",
        {"a": "1", "b": "c: d", "a~2": "2"},
        [(2, 4, "invalid-value", '": "'), (3, 1, "duplicate-key", "line 1")],
    ),
    (
        "a: x\nb:\n- c: d: e\n  <<: *f: g\n",
        {"a": "x", "b": [{"c": "d: e"}]},
        [(3, 6, "invalid-value", '": "'), (4, 3, "invalid-value", '"<<"')],
    ),
    (
        'key: "a\nb"\ntitle: c: d',
        {"key": "a b", "title": "c: d"},
        [(3, 8, "invalid-value", '": "')],
    ),
    (
        "rooms: {\n  a: {name: x},\n}\ntitle: c: d",
        {"rooms": {"a": {"name": "x"}}, "title": "c: d"},
        [(4, 8, "invalid-value", '": "')],
    ),
    ("\ufefftitle: a : b", {"title": "a : b"}, [(1, 9, "invalid-value", '": "')]),
    (
        "title: a : b\r\nkind: c\r\n",
        {"title": "a : b", "kind": "c"},
        [(1, 8, "invalid-value", '": "')],
    ),
    (
        "title: a\u2028b : c\u00a0: d",
        {"title": "a\u2028b : c\u00a0: d"},
        [(1, 8, "invalid-value", '": "')],
    ),
    (
        "speakers: [Jean #2, b # late\n  , c]",
        {"speakers": ["Jean #2", "b", "c"]},
        [(1, 12, "truncated-value", '" #"')],
    ),
    (
        "a: {b: c} d: e",
        {"a": "{b: c} d: e"},
        [(1, 4, "invalid-value", 'begins with "{"')],
    ),
    (
        "title: {fr:Foo, nl: a : b}",
        {"title": {"fr": "Foo", "nl": "a : b"}},
        [(1, 9, "invalid-value", "space is missing"), (1, 21, "invalid-value", '": "')],
    ),
]


@pytest.mark.parametrize(("text", "value", "problems"), FILES)
def test_all_errors_of_a_file_are_told_at_once(
    text: str, value: Any, problems: list[tuple[int, int, str, str]]
) -> None:
    source = Source("p.yaml", text)
    parsed = yaml.parse(source)
    assert plain(parsed.root) == value
    found = [(*source.place(each.start), each.rule) for each in parsed.problems]
    assert found == [expected[:3] for expected in problems]
    for problem, expected in zip(parsed.problems, problems, strict=True):
        assert expected[3] in problem.message
        assert problem.help


words = st.sampled_from(
    [
        "a",
        "l'été",
        "Futur",
        " : ",
        ": ",
        " ",
        ",",
        "!",
        "(",
        ")",
        " – ",
        '"',
        "#",
        "\\",
        "?",
        "\u00a0:",
    ]
)
titles = st.lists(words, max_size=8).map(
    lambda parts: re.sub(" +", " ", "Z" + "".join(parts)).strip()
)


@given(titles, titles)
def test_titles_are_read_as_written(first: str, second: str) -> None:
    text = f"sessions:\n  a:\n    title: {first}\n    kind: panel\n"
    text += f"  b:\n    start: 10:00\n    title: {second}\n"
    parsed = yaml.parse(Source("p.yaml", text))
    a, b = {"title": first, "kind": "panel"}, {"start": "10:00", "title": second}
    assert plain(parsed.root) == {"sessions": {"a": a, "b": b}}
    for problem in parsed.problems:
        assert text[problem.start : problem.end] in (first, second)
        remedy = re.search("title: .*?(?=; if it is a comment|$)", problem.help or "")
        assert remedy is not None
        read = oracle.load(remedy[0], Loader=oracle.BaseLoader)  # noqa: S506 - makes only text
        assert read == {"title": text[problem.start : problem.end]}


@given(titles)
def test_titles_in_braces_are_read_as_written(title: str) -> None:
    title = re.sub(" +", " ", re.sub("[(),]", "", title)).strip()
    parsed = yaml.parse(Source("p.yaml", f"title: {{fr: {title}, nl: Samen}}\nkind: panel"))
    assert plain(parsed.root) == {"title": {"fr": title, "nl": "Samen"}, "kind": "panel"}


@pytest.mark.parametrize(
    ("before", "piece", "after", "size"),
    [
        ("", "title: a : b\n", "", 400),
        ("", "foo\n", "a: b: c", 400),
        ("x: [", "(a, ", "", 4_000),
        ("{a: b", ", c", " : x : y}", 4_000),
        ("title: a : ", "b #c ", "", 4_000),
        ("title: {fr: a : ", "b, #c ", "", 4_000),
        ("a", " ", "x: y: z", 20_000),
        ("", 'x: "\\"\n', "", 400),
        ("", "- - - a: b: c\n", "", 100),
        ("", "[ 'a'b', ", "", 4_000),
        ("", "\tx: y\n", "", 400),
    ],
    ids=range(11),
)
def test_hostile_texts_take_steps_in_proportion(
    before: str, piece: str, after: str, size: int
) -> None:
    def parsing(size: int) -> Callable[[], object]:
        return lambda: yaml.parse(Source("p.yaml", before + piece * size + after))

    assert growth(parsing, size) < 1.5
    assert yaml.parse(Source("p.yaml", before + piece * size + after)).problems


def test_a_staircase_of_entries_ends() -> None:
    stairs = "".join("  " * n + "kind: 1\n" for n in range(300))
    assert yaml.parse(Source("p.yaml", stairs)).problems
