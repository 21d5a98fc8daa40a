"""From a text to a document: sections, keys, and what is left of a damaged file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coopsched
from builders import HEAD, noted, noted_in, read
from coopsched.model import references
from coopsched.reading.decoding import Limits
from steps import growth
from strategies import damaged

LETS_COOP = (Path(__file__).parents[2] / "data/programme.yaml").read_text("utf-8")
SMALL = (Path(__file__).parents[2] / "src/coopsched/pages/starter.yaml").read_text("utf-8")


@pytest.mark.parametrize("section", ["rooms", "speakers", "tracks", "resources", "sessions"])
@pytest.mark.parametrize("written", ["[a, b]", "text"])
def test_a_section_that_is_no_mapping_is_told(section: str, written: str) -> None:
    (found,) = noted(f"{section}: {written}")
    assert found.at == written
    assert f"`{section}` is a mapping by key" in found.message
    assert f"{section[:-1]}-key: " in (found.help or "")


@pytest.mark.parametrize("section", ["rooms", "speakers", "tracks", "resources", "sessions"])
@pytest.mark.parametrize("written", ["", "null", "{}", "{x-note: 1}"])
def test_an_empty_section_is_none(section: str, written: str) -> None:
    document = read(f"{section}: {written}")
    assert noted_in(document) == []
    assert getattr(document.programme, section) == ()


@pytest.mark.parametrize(
    ("section", "entry"),
    [("rooms", ""), ("speakers", "Ana"), ("tracks", "T"), ("resources", "1")],
)
def test_keys_that_differ_in_case_alone_are_told(section: str, entry: str) -> None:
    (found,) = noted(f"{section}: {{hall: {entry}, HALL: {entry}}}")
    assert (found.rule, found.at) == ("duplicate-key", "HALL")
    assert found.message == "`HALL` and `hall` differ only in case"


def test_a_key_that_is_given_twice_is_read_under_a_new_name() -> None:
    body = "sessions:\n  a: {title: A}\n  a: {title: B}\n  a: {title: C}\n"
    document = read(body)
    assert [found.rule for found in noted_in(document)] == ["duplicate-key"] * 2
    assert [(s.key, str(s.title)) for s in document.programme.sessions] == [
        ("a", "A"),
        ("a~2", "B"),
        ("a~3", "C"),
    ]


def test_a_value_that_is_given_twice_counts_once() -> None:
    document = read("sessions: {a: {title: A, title: B}}")
    assert [found.rule for found in noted_in(document)] == ["duplicate-key"]
    assert str(document.programme.session("a").title) == "A"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Grande salle", "grande-salle"),
        ("_a", "a"),
        ("a/b", "a-b"),
        ("'!!'", "key"),
        ("a" * 101, "a" * 100),
        ("Été", "ete"),
    ],
)
def test_what_is_no_key_becomes_one(written: str, key: str) -> None:
    body = f"rooms: {{{written}: Hall}}\nsessions: {{}}"
    (found,) = noted(body)
    assert (found.rule, found.at) == ("invalid-value", written)
    assert (found.help or "").endswith(f"write `{key}`")
    assert [room.key for room in read(body).programme.rooms] == [key]


def test_a_mended_key_takes_none_that_is_taken() -> None:
    found = read("rooms: {a b: 1, a-b: 2, a_b!: 3, a  b: 4}").programme
    assert [room.key for room in found.rooms] == ["a-b~2", "a-b", "a-b~3", "a-b~4"]


def test_keys_of_one_s_own_are_let_be_everywhere() -> None:
    body = """
    x-top: {x: [1, 2]}
    days: {fri: {date: 2017-06-20, x-a: 1}, x-b: 2}
    venue: {name: V, x-a: 1}
    rooms: {x-a: 1, hall: {x-b: 1}}
    speakers: {x-a: 1, ana: {name: Ana, x-b: 1}}
    tracks: {x-a: 1, t: {title: T, x-b: 1}}
    resources: {x-a: 1, camera: {x-b: 1}}
    site: {x-a: 1}
    rules: {x-a: 1, no-lunch: {x-b: 1, severity: off}}
    sessions:
      x-a: 1
      a:
        title: {fr: A, x-b: 1}
        x-b: 1
        links: {url: "https://a.b", x-c: 1}
        speakers: [{speaker: ana, x-c: 1}]
        resources: {camera: 1, x-c: 1}
        between: [{from: 10:00, x-c: 1}]
    """
    head = HEAD.replace("days: [2017-06-20]\n", "")
    assert noted(body, head=head) == []
    found = read(body, head=head).programme
    assert [day.key for day in found.days] == ["fri"]
    assert [room.key for room in found.rooms] == ["hall"]
    assert [session.key for session in found.sessions] == ["a"]
    assert [setting.rule for setting in found.rules] == ["no-lunch"]


@pytest.mark.parametrize(
    "text",
    ["", "# nothing", "hello", "[]", "- a", "{}", "a: b", "x-note: 1", "---\n...\n", "null", "!x"],
)
def test_where_there_is_no_programme_there_is_one_error(text: str) -> None:
    with pytest.raises(coopsched.ReadError) as caught:
        coopsched.loads(text, name="p.yaml")
    assert caught.value.position is not None
    assert caught.value.help
    assert str(caught.value).startswith("p.yaml:")


@pytest.mark.parametrize("key", ["title", "sessions", "coopsched", "days"])
def test_one_known_key_makes_a_programme(key: str) -> None:
    assert coopsched.loads(f"{key}: \nother: 1").programme.key


def test_a_missing_key_is_made_of_the_title() -> None:
    assert coopsched.loads("title: Let's Coop 2017 !").programme.key == "lets-coop-2017"
    assert coopsched.loads("title: {fr: A}").programme.key == "programme"
    assert coopsched.loads("title: '!'").programme.key == "programme"


def test_too_many_sessions_are_refused() -> None:
    text = HEAD + "sessions: {a: {title: A}, b: {title: B}}"
    assert coopsched.loads(text, limits=Limits(sessions=2)).programme
    with pytest.raises(coopsched.ReadError, match="there are more than 1 sessions"):
        coopsched.loads(text, limits=Limits(sessions=1))


SEVERAL = """
sessions:
  a: {title: A, start: 10:00, end: 11:00, kind: party, rooms: hall, track: zzz}
  b: {title: B, repeats: zzz, after: [a, zzz, c], start: 10:30, end: 11:30, rooms: hall}
  c: {title: C, start: 09:00, minutes: many, rooms: [nowhere, hall]}
  d: [what]
rooms: {hall: {capacity: lots, parts: [zzz]}}
"""


def test_several_problems_leave_the_rest_alive() -> None:
    document = read(SEVERAL)
    assert sorted(found.at for found in noted_in(document)) == [
        "[what]",
        "lots",
        "many",
        "nowhere",
        "party",
        *["zzz"] * 4,
    ]
    found = document.programme
    assert found.session("a").rooms == ("hall",)
    assert found.session("b").after == ("a", "c")
    assert [session.key for session in found.sessions] == ["a", "b", "c", "d"]
    double = coopsched.check(document, select=["room-double-booking"])
    assert [finding.subject.sessions for finding in double] == [("a", "b")]


def test_sections_may_stand_in_any_order() -> None:
    blocks = [
        "rooms: {hall: Hall}\n",
        "sessions: {a: {title: A, rooms: hall}}\n",
        *HEAD.splitlines(True),
    ]
    forth, back = coopsched.loads("".join(blocks)), coopsched.loads("".join(blocks[::-1]))
    assert forth.programme == back.programme
    assert noted_in(forth) == noted_in(back) == []


def test_json_is_read_as_yaml_is() -> None:
    found = coopsched.loads(
        '{"key": "k", "title": "T", "timezone": "UTC", "days": ["2017-06-20"],'
        ' "sessions": {"a": {"title": "A", "start": "10:00", "minutes": 30, "pinned": true}}}'
    )
    assert noted_in(found) == []
    assert found.programme.session("a").minutes == 30
    assert found.programme.session("a").pinned


def test_many_wrong_keys_take_steps_in_proportion() -> None:
    def reading(size: int) -> Callable[[], object]:
        body = "sessions:\n" + "".join(f"  a {i}: {{title: A}}\n" for i in range(size))
        return lambda: read(body)

    assert growth(reading, 200) < 1.3


def test_many_wrong_references_take_steps_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "_MOST_COMPARED", 1_000)

    def reading(size: int) -> Callable[[], object]:
        body = "sessions:\n" + "".join(
            f"  session-{i}: {{title: A, track: track-{i}x, after: other-{i}}}\n"
            for i in range(size)
        )
        body += "tracks:\n" + "".join(f"  trakc-{i}: T\n" for i in range(size))
        return lambda: read(body)

    assert growth(reading, 200, factor=2) < 1.5


@settings(max_examples=150, deadline=None)
@given(damaged(SMALL) | damaged(LETS_COOP) | st.text(max_size=200))
def test_any_text_gives_a_document_or_an_error_with_its_place(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")
    try:
        document = coopsched.loads(text)
    except coopsched.ReadError as error:
        places = [error.position]
    else:
        coopsched.check(document)
        places = [problem.position for _, problem in document.problems]
        for session in document.programme.sessions:
            route = ("sessions", session.key, "speakers", 0, "role")
            places += [document.position(route), document.position(route, at_key=True)]
    for place in places:
        assert place is not None
        for line, column in ((place.line, place.column), (place.end_line, place.end_column)):
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1


def test_a_section_given_twice_is_read_as_a_whole() -> None:
    document = read(
        "sessions:\n  a: {title: A}\n"
        "sessions:\n  b: {title: B, kind: tlak}\n  a: {title: Another}\n"
    )
    assert [session.key for session in document.programme.sessions] == ["a", "b", "a~2"]
    assert [rule for rule, _ in document.problems] == ["duplicate-key", "invalid-value"]
    wrong = document.problems[1][1].position
    assert wrong is not None
    assert document.source.lines[wrong.line - 1][wrong.column - 1 :].startswith("tlak")


def test_a_colour_that_yaml_takes_for_a_comment_is_told() -> None:
    document = read("tracks:\n  t:\n    title: T\n    colour: #ff0000\n")
    assert [rule for rule, _ in document.problems] == ["truncated-value"]
    assert document.programme.track("t").colour == "#ff0000"


@pytest.mark.parametrize(
    "text",
    [
        '{"sessions": [{"id": "1", "title": "A"}], "speakers": [], "questions": [], "rooms": []}',
        '{"talks": 5, "version": "1", "timeline": 2, "speakers": {"A": {"name": "A"}}}',
        "name: A\nnote: C\nroom: D\n",
    ],
)
def test_a_file_of_another_tool_is_one_message(text: str) -> None:
    with pytest.raises(coopsched.ReadError, match="this is no programme"):
        coopsched.loads(text)
