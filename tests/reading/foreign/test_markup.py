"""Plain text of texts that are plainly HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.foreign.markup import is_html, plain_text


@pytest.mark.parametrize(
    "text",
    [
        "if a < b and c > d",
        "a List<T> of <stdio.h> and <your name>",
        "write &amp; for it",
        "a<b>c, said Pascal",
        "",
        "one\n\n  two",
    ],
)
def test_what_is_not_plainly_html_is_left_as_it_is(text: str) -> None:
    assert not is_html(text)
    assert plain_text(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One\n   line.</p>\n<p>Two.</p>", "One line.\n\nTwo."),
        ("One<br>two<BR />three", "One\ntwo\nthree"),
        ("<p>A <strong>bold</strong> <em class='x'>word</em></p>", "A bold word"),
        ("<p>All:</p><ul><li>one</li> <li>two</li></ul>", "All:\n\n- one\n- two"),
        ("<p>Tom &amp; Jerry&nbsp;!</p>", "Tom & Jerry\xa0!"),
        ("<p>a &lt; b</p>", "a < b"),
        ("<p>List<T> stays</p>", "List<T> stays"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<p>a<!-- not said --><script>let x</script>b</p>", "ab"),
        ("<h2>Head</h2>text", "Head\n\ntext"),
    ],
)
def test_html_becomes_the_text_that_it_shows(text: str, plain: str) -> None:
    assert plain_text(text) == plain


def test_an_address_that_is_not_shown_follows_in_brackets() -> None:
    text = '<p>See <a href="https://example.org/a?b=1&amp;c=2" title="x">the <b>page</b></a>.</p>'
    assert plain_text(text) == "See the page (https://example.org/a?b=1&c=2)."
    assert plain_text('<a href="https://example.org/">example.org</a>') == "example.org"
    assert plain_text('<a href="/local">here</a>') == "here"


@given(st.lists(st.sampled_from(["<p>", "</p>", "<a href='x'>", "</a>", "<!--", "-->", "<", "x"])))
def test_no_text_breaks_it(pieces: list[str]) -> None:
    assert "</p>" not in plain_text("".join(pieces))


@given(st.lists(st.text("abc", min_size=1), min_size=1))
def test_paragraphs_are_as_many_as_were_written(paragraphs: list[str]) -> None:
    html = "".join(f"<p>{each}</p>\n" for each in paragraphs)
    assert plain_text(html).split("\n\n") == paragraphs
