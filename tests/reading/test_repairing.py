"""Reading on behind errors: what was meant is read, and the remedy is told."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml as oracle
from hypothesis import given
from hypothesis import strategies as st

from builders import plain
from coopsched.reading import yaml
from coopsched.source import Source
from steps import growth

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
        "'t Hof van Cleve",
        "'t Hof van Cleve",
        12,
        "begins with an apostrophe",
        'title: "\'t Hof van Cleve"',
    ),
    (
        "'s Avonds in 't park",
        "'s Avonds in 't park",
        12,
        "begins with an apostrophe",
        "title: \"'s Avonds in 't park\"",
    ),
    ("'68 in 't park'", "'68 in 't park'", 12, "apostrophe", "title: \"'68 in 't park'\""),
    (
        "{nl: 't Hof, fr: La cour}",
        {"nl": "'t Hof", "fr": "La cour"},
        17,
        "begins with an apostrophe",
        'nl: "\'t Hof"',
    ),
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
    ("a:\n\t\n  b: c\n", {"a": {"b": "c"}}, [(2, 1, "invalid-value", "empty but for a tab")]),
    ("a:\n  b: c\n\t# x\n", {"a": {"b": "c"}}, [(3, 1, "invalid-value", "with a tab")]),
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
        "a:\n  languages: [fr]\n    track: y\n  end: {z: [\n    b]}",
        {"a": {"languages": ["fr"], "track": "y", "end": {"z": ["b"]}}},
        [(3, 5, "invalid-value", "further right")],
    ),
    (
        "a:\n  title: x\n   kind: y\n  tags: [b,\n    c, e]",
        {"a": {"title": "x", "kind": "y", "tags": ["b", "c", "e"]}},
        [(3, 4, "invalid-value", "further right")],
    ),
    (
        "sessions:\n  dikes: Dijken : bouwen\n   en meer # x\n    kind: talk\n    end: 11:00\n",
        {
            "sessions": {
                "dikes": {"title": "Dijken : bouwen en meer # x", "kind": "talk", "end": "11:00"}
            }
        },
        [(2, 10, "invalid-value", "text and keys both stand under `dikes`")],
    ),
    (
        "speakers:\n  ana: Ana\n    name: Ana P.\n    languages: [fr]\ntitle: T",
        {"speakers": {"ana": {"name": "Ana P.", "languages": ["fr"]}}, "title": "T"},
        [(2, 8, "invalid-value", "text and keys both stand under `ana`")],
    ),
    (
        "rooms: [a, ~, b : c : d]\nlinks:\n- x: y: z\n-\n- null\nneeds: [~]",
        {"rooms": ["a", "b : c : d"], "links": [{"x": "y: z"}], "needs": []},
        [
            (1, 12, "invalid-value", "nothing is written here"),
            (1, 15, "invalid-value", '": "'),
            (3, 6, "invalid-value", '": "'),
            (4, 2, "invalid-value", "nothing is written here"),
            (5, 3, "invalid-value", "nothing is written here"),
            (6, 9, "invalid-value", "nothing is written here"),
        ],
    ),
    (
        "a:\n  kind: meal day: fri\n  start: 10:00, end: 11:00; rooms: [b, c]  # d\n  title: e: f",
        {
            "a": {
                "kind": "meal",
                "day": "fri",
                "start": "10:00",
                "end": "11:00",
                "rooms": ["b", "c"],
                "title": "e: f",
            }
        },
        [
            (2, 3, "invalid-value", "2 entries stand on one line"),
            (3, 3, "invalid-value", "3 entries stand on one line"),
            (4, 10, "invalid-value", '": "'),
        ],
    ),
    (
        "speakers:\n- speaker: a role: chair\n  remote: true\ntrak: x day: y",
        {
            "speakers": [{"speaker": "a", "role": "chair", "remote": "true"}],
            "trak": "x day: y",
        },
        [
            (2, 3, "invalid-value", "2 entries stand on one line"),
            (4, 7, "invalid-value", '": "'),
        ],
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
        "title: 't Hof\nkind: x\nnotice: 's Avonds\ntags:\n- 'n feest\n- ['t een, 'k ben]",
        {
            "title": "'t Hof",
            "kind": "x",
            "notice": "'s Avonds",
            "tags": ["'n feest", ["'t een", "'k ben"]],
        },
        [
            (1, 8, "invalid-value", "apostrophe"),
            (3, 9, "invalid-value", "apostrophe"),
            (5, 3, "invalid-value", "apostrophe"),
            (6, 4, "invalid-value", "apostrophe"),
            (6, 12, "invalid-value", "apostrophe"),
        ],
    ),
    (
        "a:\n  title: 'n feest\n  kind: x\n  notice: voor jongens'\nb: c",
        {"a": {"title": "'n feest", "kind": "x", "notice": "voor jongens'"}, "b": "c"},
        [(2, 10, "invalid-value", "apostrophe")],
    ),
    (
        "a: {title: X, colour: #0044cc}\nb: {rooms: #3\n  , kind: x}\nc: {rooms: #a,\n  kind: x}",
        {
            "a": {"title": "X", "colour": "#0044cc"},
            "b": {"rooms": "#3", "kind": "x"},
            "c": {"rooms": "#a", "kind": "x"},
        },
        [
            (1, 23, "truncated-value", 'this colour holds " #"'),
            (2, 12, "truncated-value", 'this rooms holds " #"'),
            (4, 12, "truncated-value", 'this rooms holds " #"'),
        ],
    ),
    (
        "a: {rooms: #b\n  c}\nd: [#e]\nf: [g, # h\n  ]",
        {"a": {"rooms": "c"}, "d": ["#e"], "f": ["g"]},
        [(3, 5, "truncated-value", 'this item holds " #"')],
    ),
    (
        "a:\n  title: x\n\u00a0\u00a0kind: y\n \u202fend: z\n\u00a0\nb: c",
        {"a": {"title": "x", "kind": "y", "end": "z"}, "b": "c"},
        [(3, 1, "invalid-value", "line (and 2 more) is indented with a non-breaking space")],
    ),
    (
        "a:\n  title: x\n  \u200bkind: y\n\ufeff  end: z\n\u3000tags: [b]\n",
        {"a": {"title": "x", "kind": "y", "end": "z", "tags": ["b"]}},
        [(3, 3, "invalid-value", "line (and 2 more) holds an invisible character")],
    ),
    (
        "a:\n    title: x\n\tkind: y\nb:\n\tkind: [\n      c]\n    tags:\n\t- d : e\n",
        {
            "a": {"title": "x", "kind": "y"},
            "b": {"kind": ["c"], "tags": [{"d": "e"}]},
        },
        [(3, 1, "invalid-value", "(and 2 more) is indented with a tab")],
    ),
    (
        "s:\n  a:\n    title: x\n\tb:\n\t\ttitle: y\n",
        {"s": {"a": {"title": "x"}, "b": {"title": "y"}}},
        [(4, 1, "invalid-value", "tab")],
    ),
    (
        "s:\n  a:\n    title: x\n\tkind: c\n  b:\n\ttitle: y\n\t  z\n    end: 11:00\n",
        {"s": {"a": {"title": "x", "kind": "c"}, "b": {"title": "y z", "end": "11:00"}}},
        [(4, 1, "invalid-value", "tab")],
    ),
    (
        "s:\n  a:\n    title: x\n    kind: c\n    b: # d\n\n    kind: e\n    title: y\n  c: d",
        {
            "s": {
                "a": {"title": "x", "kind": "c"},
                "b": {"kind": "e", "title": "y"},
                "c": "d",
            }
        },
        [(5, 5, "invalid-value", "`b` begins in column 5, where the entries")],
    ),
    (
        "s:\n  a:\n    title: x\n   b:\n    title: y\n    kind: c\n  c: d",
        {"s": {"a": {"title": "x"}, "b": {"title": "y", "kind": "c"}, "c": "d"}},
        [(4, 4, "invalid-value", "`b` begins in column 4, where the entries")],
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
        ("kind: x", " kind: x", "", 1_000),
        ("sessions:\n", "  a: b\n    kind: c\n", "", 400),
        ("a:\n", "  b: [c]\n    d: e\n", "", 400),
        ("s:\n a:\n  kind: b\n", "  x:\n  kind: b\n", "", 400),
        ("a:\n", "  b: c\n\tkind: d\n", "", 400),
        ("a:\n", "\u00a0 b: c\n\u200b  d: e\n", "", 400),
    ],
    ids=range(17),
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
