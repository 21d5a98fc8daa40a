"""Lines of Markdown as they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.foreign.markdown import links, plain


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("*Bob*", "Bob"),
        ("**Ann** and __Bo__, ***Cy***", "Ann and Bo, Cy"),
        ("_soon_, in room_2_b", "soon, in room_2_b"),
        ("~~Old~~ `code`", "Old code"),
        ("[The mill](https://a.example/x) today", "The mill today"),
        ('[The mill](https://a.example "Its page")', "The mill"),
        ("![A mill](mill.png) Grinding", "A mill Grinding"),
        ("<https://a.example>", "https://a.example"),
        ("Milling<br>for <b>all</b><!-- ask her -->", "Milling for all"),
        (r"A \| B", "A | B"),
        (r"\*not emphasised\* and \_neither\_", "*not emphasised* and _neither_"),
        (r"\[no link\](really)", "[no link](really)"),
        ("2 * 3", "2 * 3"),
        ("Q&amp;A  and\tmore", "Q&A and more"),
        ("A line\\", "A line"),
        (r"C:\mill", r"C:\mill"),
    ],
)
def test_a_line_without_its_marks(text: str, read: str) -> None:
    assert plain(text) == read


def test_links_have_addresses_and_pictures_have_none() -> None:
    text = "[a](https://a.example) ![b](https://b.example) <https://c.example>"
    assert links(text) == ["https://a.example", "https://c.example"]


@given(st.text(st.sampled_from("abc xyz.,é")))
def test_a_text_without_marks_is_read_as_it_is(text: str) -> None:
    assert plain(text) == " ".join(text.split())


@given(st.text(st.sampled_from("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~a"), max_size=40))
def test_what_is_escaped_is_read_as_it_was(text: str) -> None:
    escaped = "".join(char if char.isalnum() else f"\\{char}" for char in text)
    assert plain(escaped) == text
