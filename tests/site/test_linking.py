"""Addresses in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.site.linking import Piece, described, host, pieces, shortened
from coopsched.text import Text


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://a.example/x.", "https://a.example/x"),
        ("(https://a.example/x)", "https://a.example/x"),
        ("https://a.example/x_(y), and", "https://a.example/x_(y)"),
        ("<https://a.example/?q=1&r=2>", "https://a.example/?q=1&r=2"),
        ("« HTTP://A.example/ »", "HTTP://A.example/"),
        ("https://a.example/\u202egnp.exe", "https://a.example/"),
    ],
)
def test_an_address_ends_before_the_marks_of_its_sentence(text: str, address: str) -> None:
    assert [piece.text for piece in pieces(text) if piece.url] == [address]


@pytest.mark.parametrize(
    "text", ["", "javascript:alert(1)", "data:text/html,x", "http://", "https://[", "a@b.example"]
)
def test_nothing_else_is_a_link(text: str) -> None:
    assert [piece for piece in pieces(text) if piece.url] == []


def test_letters_that_no_address_holds_are_written_otherwise() -> None:
    assert pieces("https://a.example/é") == [
        Piece("https://a.example/é", "https://a.example/%C3%A9")
    ]


@given(st.text(st.sampled_from("ht:/ .()[]a\"'é")) | st.text())
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text


@given(st.lists(st.sampled_from(["https://a.example/b", "c", "(", ").", " ", "d:"])).map("".join))
def test_links_lead_to_the_web(text: str) -> None:
    assert all(piece.url.startswith("https://a.example/b") for piece in pieces(text) if piece.url)


def test_a_text_is_taken_in_the_first_language_it_has() -> None:
    text = Text({"fr": "Un.\n\nDeux.", "nl": "Een."})
    told = described(text, "en", "nl")
    assert (told.lang, told.beginning) == ("nl", "Een.")
    assert len(described(text, "fr").paragraphs) == 2
    assert described(None, "fr").paragraphs == ()


@given(st.text())
def test_a_shortened_text_is_short_and_on_one_line(text: str) -> None:
    found = shortened(text)
    assert len(found) <= 202
    assert "\n" not in found
    assert " ".join(text.split()).startswith(found.removesuffix(" …"))


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("https://www.smart.coop/x", "smart.coop"),
        ("mailto:ana@example.org", "ana@example.org"),
        ("https://[", ""),
    ],
)
def test_a_host_is_named_as_people_know_it(address: str, whose: str) -> None:
    assert host(address) == whose
