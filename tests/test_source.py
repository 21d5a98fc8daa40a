"""Places in a text, as an editor counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.findings import Position, Route
from coopsched.source import Entry, Node, Source, find

TEXTS = st.text(st.sampled_from("ab\n\r é\u2028\U0001f600"), max_size=30)


@given(TEXTS)
def test_lines_and_their_starts_agree(text: str) -> None:
    source = Source("x", text)
    assert len(source.lines) == len(source.line_starts)
    for start, line in zip(source.line_starts, source.lines, strict=True):
        assert text[start : start + len(line)] == line
        assert not set(line) & set("\r\n")


@given(TEXTS, st.integers(0, 30))
def test_a_place_is_where_counting_line_breaks_leads(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    # Within \r\n the line break has not ended yet.
    before = text[:offset].replace("\r\n", "\n")
    if text[offset - 1 : offset + 1] == "\r\n":
        before = before[:-1] + "x"
    before = before.replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    assert Source("x", text).place(offset) == (line, column)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\u0085", "\v", "\f"])
def test_what_is_no_line_break_in_editors_is_none_here(mark: str) -> None:
    assert Source("x", f"a{mark}b\nc").lines == [f"a{mark}b", "c"]


def test_columns_count_code_points() -> None:
    assert Source("x", "é\U0001f600b").place(2) == (1, 3)


def test_a_position_never_ends_before_it_begins() -> None:
    source = Source("x.yaml", "ab\ncd")
    assert source.position(0, 4) == Position("x.yaml", 1, 1, 2, 2)
    assert source.position(4, 0) == Position("x.yaml", 2, 2, 2, 2)


def leaf(text: str) -> Node:
    return Node(text, 0, 0)


def mapping(**nodes: Node) -> Node:
    return Node({key: Entry(leaf(key), node) for key, node in nodes.items()}, 0, 0)


LIST = Node([leaf("one"), mapping(name=leaf("two"))], 0, 0)
TREE = mapping(
    list=LIST,
    lone=mapping(name=leaf("three")),
    text=leaf("four"),
    resources=mapping(**{"x-note": leaf("0")}, camera=leaf("2"), team=leaf("3")),
)


@pytest.mark.parametrize(
    ("route", "found"),
    [
        (("text",), "four"),
        (("list", 0), "one"),
        (("list", 1, "name"), "two"),
        (("lone", 0, "name"), "three"),
        (("text", 0), "four"),
        (("text", 0, "name"), "four"),
        (("lone", "missing"), "lone"),
        (("list", 7), LIST),
        (("missing",), TREE),
        ((), TREE),
        (("resources", 0), "camera"),
        (("resources", 1, 0), "team"),
        (("resources", 1, 1), "3"),
        (("resources", 7), "resources"),
    ],
)
def test_a_route_leads_to_a_node_or_the_nearest_on_the_way(route: Route, found: str | Node) -> None:
    node = find(TREE, route)
    assert (node if isinstance(found, Node) else node.value) == found


@pytest.mark.parametrize(("route", "key"), [(("text",), "text"), (("lone", 0, "name"), "name")])
def test_a_route_leads_to_a_key_on_demand(route: Route, key: str) -> None:
    assert find(TREE, route, at_key=True).value == key
