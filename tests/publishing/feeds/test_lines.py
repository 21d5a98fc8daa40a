"""Content lines, read back by the icalendar library."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coopsched.publishing.feeds.lines import content, escaped, on_one_line, plain, uri
from strategies import HARD_TITLES

TEXTS = (
    HARD_TITLES
    | st.text(max_size=200)
    | st.text(st.sampled_from("\\,;:\n\r nN\"'👩é"), max_size=99)
)
CLUSTERS = ("👨‍👩‍👧‍👦", "🇧🇪🇫🇷", "👍🏽", "❤️", "e\u0301", "🏴\U000e0067\U000e0062\U000e007f")


def read_back(lines: list[str]) -> Calendar:
    """Return a calendar with these lines."""
    written = content(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, "END:VCALENDAR"])
    return Calendar.from_ical(written)


@given(TEXTS)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    shown = plain(text)
    assert str(read_back([f"DESCRIPTION:{escaped(shown)}"])["DESCRIPTION"]) == shown


@given(TEXTS)
def test_only_control_characters_and_outer_spaces_are_lost(text: str) -> None:
    kept = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\s]", "", text)
    assert re.sub(r"\s", "", plain(text)) == kept


@given(TEXTS)
def test_a_plain_text_has_no_control_character_but_line_feeds(text: str) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", plain(text))
    assert plain(text).splitlines() == [line for line in plain(text).split("\n") if plain(text)]


@given(TEXTS)
def test_a_line_stays_one_line_of_at_most_75_octets_at_a_time(text: str) -> None:
    written = content([f"SUMMARY:{escaped(on_one_line(text))}"])
    pieces = written.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode().count("\n") == 0
    for piece in pieces:
        piece.decode()  # no character is torn


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("before", range(60, 76))
def test_a_fold_tears_nothing_that_is_shown_as_one(cluster: str, before: int) -> None:
    written = content(["X" * before + cluster + "Y" * 80]).decode()
    assert cluster in written
    assert written.replace("\r\n ", "") == "X" * before + cluster + "Y" * 80 + "\r\n"


def test_what_is_longer_than_a_line_is_torn_between_characters() -> None:
    family = "\u200d".join("👩" * 30)
    written = content([family])
    assert written.decode().replace("\r\n ", "") == f"{family}\r\n"
    assert all(len(piece) <= 75 for piece in written.split(b"\r\n"))


@pytest.mark.parametrize("before", range(65, 76))
def test_a_backslash_and_what_it_escapes_stay_together(before: int) -> None:
    written = content(["X" * before + r"\n" + "Y" * 80]).decode()
    assert r"\n" in written


def test_lines_of_75_octets_are_not_folded() -> None:
    assert content(["X" * 75, "é" * 37, "X" * 76]) == (
        b"X" * 75 + b"\r\n" + "é".encode() * 37 + b"\r\n" + b"X" * 75 + b"\r\n X\r\n"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\nb", "a b"),
        ("a  \n\n  b", "a b"),
        ("a\u2028b\x85c\x0bd", "a b c d"),
        ("a\tb", "a b"),
        ("Futur\u00a0: x  y", "Futur\u00a0: x  y"),
        ("\x00 a\x1b[2J ", "a[2J"),
    ],
)
def test_a_title_is_one_line(text: str, line: str) -> None:
    assert on_one_line(text) == line


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a?b=c&d=e;f,g#h", "https://example.org/a?b=c&d=e;f,g#h"),
        ("https://example.org/é%20%zz", "https://example.org/%C3%A9%20%25zz"),
        ('https://example.org/"<>\\^`{|}', "https://example.org/%22%3C%3E%5C%5E%60%7B%7C%7D"),
        ("https://example.org/\x00a\r\nX:y", "https://example.org/a%20X:y"),
        ("mailto:ana@example.org", "mailto:ana@example.org"),
    ],
)
def test_an_address_holds_only_what_a_uri_can(address: str, written: str) -> None:
    assert uri(address) == written


@given(st.text(max_size=60))
def test_no_address_breaks_out_of_its_line(address: str) -> None:
    assert re.fullmatch(r"[!-~]*", uri(address))
